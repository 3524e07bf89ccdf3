"""Files that earlier versions wrote: carried forward they say what a fresh reading says."""

import lzma
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import run_steps
from flows.data_folder import DataFolder
from flows.plan_run import plan_run
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.runs.repair import repair
from flows.runs.run_folders import live_run_no
from tests.conftest import AS_OF, PROJECT
from warehouse.build import MARTS, close_candidate
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version

OLD = sorted((PROJECT / "tests" / "fixtures" / "warehouses").glob("*.duckdb.xz"))


def unpack(kept: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(lzma.decompress(kept.read_bytes()))
    return target


def rebuild(data: DataFolder, as_of: date = AS_OF) -> None:
    """What the next run does where no file is new."""
    record = begin_run(data, as_of)
    connection = run_steps.stage_documents([], data)
    run_steps.build_candidate(connection, as_of)
    result = run_steps.audit_candidate(connection)
    assert not result.blocking, result.blocking
    load_run_records(connection, data, record)
    close_candidate(connection)
    publish_run(data, record)


def marts_of(data: DataFolder) -> dict[str, list[tuple]]:
    """Every mart without what differs by rights: the sample edition itself was typeset again meanwhile."""
    with duckdb.connect(str(data.warehouse.resolve()), read_only=True) as connection:
        read = {}
        for mart in MARTS:
            columns = [
                name
                for (name, *_) in connection.execute(f"describe marts.{mart}").fetchall()
                if name not in {"report_id", "sha256", "front_note"}
                and not name.startswith("report_id_")
            ]
            rows = connection.execute(f"select {', '.join(columns)} from marts.{mart}").fetchall()
            read[mart] = sorted(rows, key=repr)
        return read


@pytest.mark.parametrize("kept", OLD, ids=lambda path: path.name.split(".")[0])
def test_the_file_of_an_earlier_version_is_carried_forward(kept, tmp_path, sample_warehouse):
    data = DataFolder(tmp_path / "data")
    old = unpack(kept, data.warehouse)
    before = old.read_bytes()
    done = repair(data)
    plan = plan_run([], data, AS_OF, done)
    assert plan.rebuild_reason == "the program or a reviewed file changed"
    rebuild(data)
    assert live_run_no(data) == 2
    assert (data.runs / "000001" / "warehouse.duckdb").read_bytes() == before
    with duckdb.connect(str(data.warehouse.resolve()), read_only=True) as connection:
        assert read_schema_version(connection) == SCHEMA_VERSION
        runs = connection.execute("select run_no, outcome from raw.raw_run order by 1").fetchall()
        cells = connection.execute("select count(*) from raw.raw_report_cell").fetchone()
    assert runs == [(1, "published"), (2, "published")]
    with duckdb.connect(
        str(data.runs / "000001" / "warehouse.duckdb"), read_only=True
    ) as connection:
        assert connection.execute("select count(*) from raw.raw_report_cell").fetchone() == cells
    assert marts_of(data) == marts_of(sample_warehouse)
