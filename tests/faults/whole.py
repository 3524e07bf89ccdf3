"""What must hold whatever happened: what is live is one run, and every document that was taken in is there."""

import hashlib
from pathlib import Path

import duckdb

from flows.runs.run_folders import list_runs, live_run_no
from flows.runs.verify_run import changed_files
from warehouse.build import MARTS
from warehouse.folder.data_folder import DataFolder


def assert_one_run_is_live(data: DataFolder) -> int:
    """Warehouse and Parquet files are those that one published run recorded; returns its number."""
    number = live_run_no(data)
    (live,) = [run for run in list_runs(data) if run.run_no == number]
    assert live.record is not None
    assert live.record.outcome == "published"
    assert changed_files(live) == []
    assert data.warehouse.resolve() == live.warehouse.resolve()
    assert {path.stem for path in data.marts.iterdir()} == set(MARTS)
    with duckdb.connect(str(data.warehouse.resolve()), read_only=True) as connection:
        last = connection.execute(
            "select run_no, outcome from raw.raw_run order by run_no desc limit 1"
        ).fetchone()
    assert last is not None
    # A warehouse that was taken over has a folder of a new number, and says what it was made by.
    assert last[1] == "published"
    assert last[0] == number or live.record.reason.startswith("taken over")
    return live.run_no


def assert_documents_are_whole(data: DataFolder) -> None:
    """Every kept report file is what its name says, and every document held has its file."""
    for path in data.documents.iterdir():
        if path.suffix != ".new":
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    with duckdb.connect(str(data.warehouse.resolve()), read_only=True) as connection:
        held = connection.execute(
            "select sha256, count(*) from raw.raw_report group by 1"
        ).fetchall()
    assert all(count == 1 for _, count in held)
    assert {sha256 for sha256, _ in held} <= {path.stem for path in data.documents.iterdir()}


def leftovers(data: DataFolder) -> list[str]:
    """Names that no finished run leaves behind."""
    found = [path for path in data.root.iterdir() if path.name.endswith((".new", ".former"))]
    found += [path for path in data.runs.iterdir() if not path.name.isdigit()]
    found += data.runs.rglob(".*.new")
    return sorted(str(Path(path).relative_to(data.root)) for path in found)
