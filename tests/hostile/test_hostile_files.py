"""Every file of the corpus ends within its limits, read right or refused for one clear reason."""

import re
import time
from pathlib import Path

import pytest

from flows.readers.read_isolated import read_report_isolated
from flows.readers.reading_limits import ReadingLimits
from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, WITH_MORE, Case
from tests.hostile.make_corpus import CASES
from tests.hostile.read_rows import Row, read_rows, right_rows
from warehouse.errors import UnusableReportError

MEMORY_MEGABYTES = 300
# Starting a child, and killing one, on a machine that is busy with other work.
GRACE_SECONDS = 60


def read(case: Case, folder: Path) -> list[Row] | str:
    """The rows of the file, or the reason why there are none."""
    limits = ReadingLimits(case.seconds, 0, case.seconds, MEMORY_MEGABYTES)
    path = case.make(folder)
    started = time.monotonic()
    try:
        return read_rows(read_report_isolated(path, None, limits))
    except UnusableReportError as error:
        return str(error)
    finally:
        assert time.monotonic() - started < case.seconds + GRACE_SECONDS


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=[pytest.mark.slow] * case.is_heavy) for case in CASES],
    ids=lambda case: case.name,
)
def test_a_file_is_read_right_or_refused(case: Case, tmp_path: Path) -> None:
    outcome = read(case, tmp_path)
    expected = right_rows(case.model)
    if isinstance(outcome, str):
        assert case.end not in {SAME, WITH_MORE}, outcome
        assert len(outcome.splitlines()) == 1
        assert "; " in outcome
        assert case.end == SAME_OR_REFUSED or re.search(case.end, outcome), outcome
    elif case.end == WITH_MORE:
        assert outcome[: len(expected)] == expected
        assert len(outcome) > len(expected)
    else:
        assert case.end in {SAME, SAME_OR_REFUSED}, outcome
        assert outcome == expected


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 200
