"""A real run of a real report, killed at any moment of it: also inside DuckDB, polars and the audit."""

import random
import signal
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.readers.fan_out import read_all
from flows.runs.plan_run import plan_run
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.runs.repair import repair
from flows.runs.run_folders import list_runs
from flows.stages.audit_candidate import audit_candidate
from flows.stages.write_dashboard import write_dashboard
from tests.candidates import build_candidate
from tests.faults.killed import import_once, run_killed_after
from tests.faults.whole import assert_documents_are_whole, assert_one_run_is_live, leftovers
from tests.tiny_runs import Runs
from tests.unit.expectations.clean_edition import TEXT
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.keep_documents import keep_documents

AS_OF = date(2026, 1, 1)
KILLS = 4
KILLED = -signal.SIGPROF


def ingest(root: Path, reports: Path) -> None:
    """What `tsdg run` does with the folder, without Prefect around it."""
    data = DataFolder(root)
    data.create()
    with data.lock():
        repaired = repair(data)
        plan = plan_run([reports], data, AS_OF, repaired)
        keep_documents(plan.held_files, data)
        if not plan.is_needed:
            return
        record = begin_run(data, AS_OF)
        documents, refusals = read_all(plan.new_files, None)
        assert not refusals
        keep_documents(plan.new_files, data)
        documents = plan.restore_names(documents)
        record.inputs = plan.describe_inputs(documents, refusals)
        candidate = build_candidate(documents, data, AS_OF)
        assert not audit_candidate(candidate).blocking
        load_run_records(candidate, data, record)
        candidate.finish()
        assert write_dashboard(data, data.candidate, data.building / "site") is None
        publish_run(data, record)


def drop_edition(reports: Path, number: int) -> None:
    """One more report comes: the same table, published a month later."""
    month = f"{115 + number // 12}.{1 + number % 12:02d}"
    text = TEXT.replace("114.06", month)
    assert text != TEXT
    (reports / f"edition_{number:02d}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    drop_edition(folder, 0)
    return folder


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing_and_mix_nothing(tmp_path, reports):
    import_once("great_expectations", "pdfplumber", "tests.faults.test_random_moments")
    root = tmp_path / "data"
    data = DataFolder(root)
    begin = time.process_time()
    ingest(root, reports)
    seconds = time.process_time() - begin
    chance = random.Random(20261123)
    outcomes = []
    for number in range(1, KILLS + 1):
        drop_edition(reports, number)
        outcomes.append(run_killed_after(chance.uniform(0, seconds), ingest, root, reports))
        assert_one_run_is_live(data)
        assert_documents_are_whole(data)
    assert KILLED in outcomes
    ingest(root, reports)
    assert_one_run_is_live(data)
    assert leftovers(data) == []
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        held = connection.execute(
            "select count(*), count(distinct sha256), count(distinct file_name) from raw.raw_report"
        ).fetchone()
    assert held == (KILLS + 1, KILLS + 1, KILLS + 1)
    told = [run.record.outcome for run in list_runs(data) if run.record]
    assert set(told) == {"published", "interrupted"}


def publish_tiny(root: Path, words: str) -> None:
    """One whole tiny run."""
    runs = Runs(root)
    with runs.data.lock():
        runs.publish(words)


@pytest.mark.slow
def test_many_kills_in_a_row_leave_one_run_and_few_folders(tmp_path):
    runs = Runs(tmp_path / "data")
    # The first run builds what all later ones copy; the second takes the time that a run takes.
    runs.publish("first")
    begin = time.process_time()
    runs.publish("0")
    seconds = time.process_time() - begin
    chance = random.Random(200)
    killed = 0
    for number in range(1, 9):
        moment = chance.uniform(0, 0.9 * seconds)
        killed += run_killed_after(moment, publish_tiny, runs.data.root, str(number)) == KILLED
        assert_one_run_is_live(runs.data)
        assert len(set(runs.words())) == 1
        assert_documents_are_whole(runs.data)
    assert killed >= 6
    runs.publish("last")
    assert runs.words() == ("last", "last", "last")
    assert leftovers(runs.data) == []
    whole = [run for run in list_runs(runs.data) if run.warehouse.exists()]
    assert 1 <= len(whole) <= 5
