"""An amount that answers no target is told beside a measure that has no sure value, and nowhere else."""

import json

import pytest

from tests.unit.transforms.report.test_stage_report import stage
from transforms.report.judge_attainment import judge_attainment
from transforms.report.pairing.find_unpaired import tell_where_unsure
from transforms.report.staged_rows import StagedReport
from transforms.report.weigh_certainty import weigh_certainty
from warehouse.candidate import Candidate, open_candidate


def unpaired(result: str) -> list[tuple[int | None, str]]:
    staged = stage((1, "06: 水", "指標 6.4.1: 某事 (水利署)", result))
    return [(finding.measure_no, json.loads(finding.facts)["words"]) for finding in staged.unpaired]


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("目標：申辦率3%。\n實績值：申辦率2.8%，較去年5.5%下降。", []),
        ("目標：補助100案。\n實績值：補助105案，另輔導30案。", [(1, "另輔導30案")]),
        ("目標：補助100案。\n實績值：補助105案，經費30億元。", []),
        ("目標：補助100案。\n實績值：補助105案(112年98案)。", []),
    ],
    ids=["a base", "another amount", "another unit", "an earlier year"],
)  # fmt: skip
def test_only_an_amount_of_the_unit_that_was_taken_for_nothing(result, told):
    assert unpaired(result) == told


@pytest.fixture(scope="module")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Candidate:
    opened = open_candidate(tmp_path_factory.mktemp("unpaired") / "candidate.duckdb")
    yield opened
    opened.connection.close()


@pytest.mark.parametrize(
    ("result", "is_told"),
    [
        ("目標：至少補助100案。\n實績值：補助105案，另輔導30案。", False),
        # Nothing tells which way is better: the measure is in doubt, and 7 分 may be what was meant.
        ("目標：甲校滿意5分。\n實績值：甲校滿意6分，乙校7分。", True),
    ],
    ids=["sure", "in doubt"],
)
def test_it_is_told_only_beside_a_measure_that_is_unsure(candidate, result, is_told):
    staged = stage((1, "06: 水", "指標 6.4.1: 某事 (水利署)", result))
    told = _told_of(candidate, staged)
    assert told == ["amount_not_paired"] * is_told


def _told_of(candidate: Candidate, staged: StagedReport) -> list[str]:
    indicators = candidate.frame("staging.stg_indicator", staged.indicators)
    judged = judge_attainment(candidate.frame("staging.stg_measure", staged.measures))
    weighed = weigh_certainty(judged, indicators)
    return [finding.rule for finding in tell_where_unsure(staged.unpaired, weighed)]
