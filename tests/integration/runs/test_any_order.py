"""Editions in any order, together or one by one, give the same marts, byte for byte."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows.runs.publish_run import begin_run, load_run_records, publish_run
from tests.candidates import build_candidate
from tests.conftest import GENUINE, PROJECT, SAMPLE, fill_findings
from tests.readings import read_once
from tests.several_issuers import HEALTH_CORRECTED, write_reports
from tests.unit.flows.small_editions import write_editions
from warehouse.build import MARTS
from warehouse.folder.data_folder import DataFolder

AS_OF = date(2026, 1, 1)
_VALUES = (("95.4", "95.3"), ("83.2", "83.1"))


@pytest.fixture(scope="module")
def editions(tmp_path_factory) -> list[Path]:
    """Three SYNTHETIC editions, and a correction of one that changes two values."""
    files = write_editions(tmp_path_factory.mktemp("editions"))
    text = files[1].read_text(encoding="utf-8").replace("112.06", "112.09")
    for printed, corrected in _VALUES:
        text = text.replace(printed, corrected)
    corrected_file = files[1].with_name("2022_corrected.txt")
    corrected_file.write_text(text.replace("SYNTHETIC", "SYNTHETIC 更正"), encoding="utf-8")
    return [*files, corrected_file]


def ingest(batches: list[list[Path]], root: Path) -> DataFolder:
    """Run the steps for each batch; findings are of the last, which is what the marts end with."""
    data = DataFolder(root)
    data.create()
    for number, batch in enumerate(batches, start=1):
        record = begin_run(data, AS_OF)
        candidate = build_candidate(read_once(batch), data, AS_OF)
        if number == len(batches):
            fill_findings(candidate)
        load_run_records(candidate, data, record)
        candidate.finish()
        publish_run(data, record)
    return data


def contents(data: DataFolder) -> dict[str, list[tuple]]:
    """Every mart's rows, in the order in which they lie there."""
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return {
            mart: connection.execute(f"select * from marts.{mart}").fetchall() for mart in MARTS
        }


def parquet(data: DataFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(data.marts.glob("*.parquet"))}


@pytest.fixture(scope="module")
def together(editions, tmp_path_factory) -> DataFolder:
    return ingest([editions], tmp_path_factory.mktemp("together"))


@pytest.mark.slow
@pytest.mark.parametrize(("order", "cut"), [((3, 1, 0, 2), 2)])
def test_another_order_gives_the_same_marts(order, cut, editions, together, tmp_path):
    files = [editions[number] for number in order]
    one_by_one = ingest([files[at : at + cut] for at in range(0, len(files), cut)], tmp_path)
    found, expected = contents(one_by_one), contents(together)
    for mart in MARTS:
        assert found[mart] == expected[mart], mart
    assert parquet(one_by_one) == parquet(together)
    assert len(parquet(together)) == len(MARTS)


@pytest.mark.slow
@settings(
    max_examples=2,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(order=st.permutations(range(4)), cut=st.sampled_from([1, 2, 3]))
def test_any_order_gives_the_same_marts(order, cut, editions, together, tmp_path_factory):
    folder = tmp_path_factory.mktemp("order")
    test_another_order_gives_the_same_marts(order, cut, editions, together, folder)


def test_a_run_without_new_files_changes_nothing(together, tmp_path):
    root = shutil.copytree(together.root, tmp_path / "data", symlinks=True)
    assert parquet(ingest([[]], root)) == parquet(together)


def test_the_corrected_edition_is_current_and_the_first_stays_queryable(together):
    with duckdb.connect(str(together.warehouse), read_only=True) as connection:
        vintages = connection.execute(
            "select vintage_no, is_current from marts.dim_report where report_year = 2022 order by 1"
        ).fetchall()
        values = connection.execute(
            "select value, is_latest from marts.observation "
            "where indicator_code = '6.1.1' and data_year = 2022 and source = 'actual' order by value"
        ).fetchall()
        rules = connection.execute(
            "select distinct rule from marts.finding where report_year = 2022"
        ).fetchall()
    assert vintages == [(1, False), (2, True)]
    assert values == [(95.3, True), (95.4, False)]
    assert ("vintage_changed_value",) in rules


@pytest.mark.slow
def test_reports_of_several_issuers_together_apart_or_in_any_order_are_the_same(tmp_path):
    files = write_reports(tmp_path)
    together = ingest([files], tmp_path / "together")
    backwards, half = files[::-1], len(files) // 2
    apart = ingest([backwards[:half], backwards[half:]], tmp_path / "apart")
    assert contents(apart) == contents(together)
    assert parquet(apart) == parquet(together)


@pytest.mark.slow
def test_a_corrected_report_leaves_those_of_other_issuers_alone(tmp_path):
    files = [file for file in write_reports(tmp_path) if file.name != HEALTH_CORRECTED]
    before = ingest([files], tmp_path / "data")
    rows = "select * from marts.attainment where issuer <> '衛福部' order by all"
    with duckdb.connect(str(before.warehouse), read_only=True) as connection:
        others = connection.execute(rows).fetchall()
    after = ingest([[tmp_path / HEALTH_CORRECTED]], tmp_path / "data")
    with duckdb.connect(str(after.warehouse), read_only=True) as connection:
        assert connection.execute(rows).fetchall() == others != []
        current = "select file_name from marts.dim_report where is_current and issuer = '衛福部' and report_year = 2024"
        assert connection.execute(current).fetchall() == [(HEALTH_CORRECTED,)]


@pytest.mark.slow
def test_two_ministries_reports_stand_side_by_side(tmp_path):
    # The sample has the figures of the genuine report, where that is not at hand.
    economy = next((path for path in GENUINE if path.suffix == ".pdf"), SAMPLE)
    health = PROJECT / "tests" / "golden" / "ministries" / "mohw_2024.pdf"
    together = ingest([[economy, health]], tmp_path / "together")
    with duckdb.connect(str(together.warehouse), read_only=True) as connection:
        counts = "select issuer, count(*) from marts.attainment group by issuer order by issuer"
        assert connection.execute(counts).fetchall() == [("經濟部", 81), ("衛福部", 52)]
    apart = ingest([[health], [economy]], tmp_path / "apart")
    assert contents(apart) == contents(together)
    assert parquet(apart) == parquet(together)
