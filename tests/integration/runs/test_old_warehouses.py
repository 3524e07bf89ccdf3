"""Files that earlier versions wrote: carried forward they say what a fresh reading says."""

import lzma
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.runs.plan_run import plan_run
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.runs.repair import repair
from flows.runs.run_folders import live_run_no
from flows.stages.stage_documents import stage_documents
from tests.candidates import build_candidate
from tests.conftest import AS_OF, PROJECT, SAMPLE, fill_findings
from tests.unit.flows.commands.test_languages import tsdg as tsdg_here
from warehouse.build import MARTS
from warehouse.candidate import open_candidate
from warehouse.carry_forward import copy_raw
from warehouse.folder.data_folder import DataFolder
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version

OLD = sorted((PROJECT / "tests" / "fixtures" / "warehouses").glob("*.duckdb.xz"))
OLDEST = OLD[0]
_LATER = [pytest.param(kept, marks=pytest.mark.slow) for kept in OLD[1:]]
DUCKDB_HEADERS_BYTES = 3 * 4096
# Ends like a power cut after the rows were copied and before they were counted.
KILLED = """
import os, signal, sys
from pathlib import Path
from flows.stages.stage_documents import stage_documents
from warehouse import carry_forward
from warehouse.candidate import open_candidate
from warehouse.folder.data_folder import DataFolder
carry_forward._check_counts = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
data = DataFolder(Path(sys.argv[1]))
stage_documents([], data, open_candidate(data.candidate))
"""


def unpack(kept: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(lzma.decompress(kept.read_bytes()))
    return target


def raw_rows(path: Path, like: Path) -> dict[str, list[tuple]]:
    """What one file holds of the raw tables and columns of another."""
    with duckdb.connect(str(like), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, string_agg(column_name, ', ' order by column_index) from duckdb_columns() "
            "where schema_name = 'raw' and table_name <> 'raw_schema' group by all"
        ).fetchall()
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table: connection.execute(f"select {names} from raw.{table} order by all").fetchall()
            for table, names in columns
        }


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable:
    """Lines of stderr of a command that must fail."""

    def tell(data: DataFolder, *arguments: str) -> list[str]:
        code, _, errors = tsdg_here(monkeypatch, capsys, data.root, *arguments)
        assert code == 1
        return errors.splitlines()

    return tell


def rebuild(data: DataFolder, as_of: date = AS_OF) -> None:
    """What the next run does where no file is new."""
    record = begin_run(data, as_of)
    candidate = build_candidate([], data, as_of)
    fill_findings(candidate)
    load_run_records(candidate, data, record)
    candidate.finish()
    publish_run(data, record)


# What the first version did not keep: the lines above the table, which call the edition a sample.
_UNTOLD = {"is_sample", "issuer_shown", "n_of_sample"}


def marts_of(data: DataFolder, without: set[str] = frozenset()) -> dict[str, list[tuple]]:
    """Every mart without what differs by rights: the sample edition itself was typeset again meanwhile."""
    with duckdb.connect(str(data.warehouse.resolve()), read_only=True) as connection:
        read = {}
        for mart in MARTS:
            columns = [
                name
                for (name, *_) in connection.execute(f"describe marts.{mart}").fetchall()
                if name not in {"report_id", "sha256", "front_note", *without}
                and not name.startswith("report_id_")
            ]
            rows = connection.execute(f"select {', '.join(columns)} from marts.{mart}").fetchall()
            read[mart] = sorted(rows, key=repr)
        return read


@pytest.mark.parametrize("kept", [OLDEST, *_LATER], ids=lambda path: path.name.split(".")[0])
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
    untold = _UNTOLD if kept == OLDEST else set()
    assert marts_of(data, untold) == marts_of(sample_warehouse, untold)


@pytest.mark.parametrize("kept", [OLDEST, *_LATER], ids=lambda path: path.name.split(".")[0])
def test_every_raw_row_comes_forward_word_for_word(kept, tmp_path):
    old = unpack(kept, tmp_path / "old.duckdb")
    candidate = tmp_path / "candidate.duckdb"
    opened = open_candidate(candidate)
    copy_raw(opened.connection, old)
    opened.finish()
    before = raw_rows(old, like=old)
    assert before["raw_report_cell"]
    assert raw_rows(candidate, like=old) == before


def test_there_is_a_file_of_every_version_so_far(tmp_path):
    found = set()
    for kept in OLD:
        old = unpack(kept, tmp_path / kept.stem)
        with duckdb.connect(str(old), read_only=True) as connection:
            found.add(read_schema_version(connection))
    assert found >= set(range(1, SCHEMA_VERSION))


@pytest.mark.slow
def test_a_kill_while_rows_are_carried_leaves_the_old_file_and_the_next_run_completes(tmp_path):
    data = DataFolder(tmp_path / "data")
    old = unpack(OLDEST, data.warehouse)
    before = old.read_bytes()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(data.root)], cwd=PROJECT, check=False, env=dict(os.environ)
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL
    assert data.candidate.exists()
    assert old.read_bytes() == before
    assert [path.name for path in data.root.glob("warehouse*")] == [old.name]
    with open_candidate(data.candidate) as candidate:
        stage_documents([], data, candidate)
        carried = candidate.connection.execute(
            "select count(*) from raw.raw_report_cell"
        ).fetchone()
    assert carried == (len(raw_rows(old, like=old)["raw_report_cell"]),)


def test_a_torn_page_of_an_old_file_is_told_in_one_line_and_nothing_stays_open(tmp_path):
    old = unpack(OLDEST, tmp_path / "old.duckdb")
    with duckdb.connect(str(old), read_only=True) as connection:
        block, size = connection.execute(
            "select block_id, (select block_size from pragma_database_size()) "
            "from pragma_storage_info('raw.raw_report_cell') where column_name = 'cell_text' and block_id >= 0"
        ).fetchone()
    content = bytearray(old.read_bytes())
    begin = DUCKDB_HEADERS_BYTES + block * size
    content[begin + size // 2 : begin + size] = bytes(size - size // 2)
    old.write_bytes(content)
    with open_candidate(tmp_path / "candidate.duckdb") as candidate:
        connection = candidate.connection
        with pytest.raises(duckdb.Error, match="checksum") as raised:
            copy_raw(connection, old)
        attached = connection.execute("select database_name from duckdb_databases()").fetchall()
    assert len(str(raised.value).splitlines()) == 1
    assert ("live",) not in attached
    assert old.read_bytes() == content


@pytest.mark.parametrize("arguments", [("run", str(SAMPLE)), ("status",), ("site",)])
def test_a_file_of_a_later_version_is_one_line_for_every_command(arguments, told, tmp_path):
    data = DataFolder(tmp_path)
    with open_candidate(data.warehouse) as candidate:
        connection = candidate.connection
        connection.execute("update raw.raw_schema set schema_version = 99, program_version = '9.0'")
    before = data.warehouse.read_bytes()
    lines = told(data, *arguments)
    assert len(lines) == 1
    assert "written by tsdg 9.0 (schema 99)" in lines[0]
    assert data.warehouse.read_bytes() == before
    assert not data.warehouse.is_symlink()
    assert not data.runs.exists()


@pytest.mark.parametrize("arguments", [("run", str(SAMPLE)), ("status",)])
def test_a_database_of_somebody_else_is_one_line_and_left_alone(arguments, told, tmp_path):
    data = DataFolder(tmp_path)
    with duckdb.connect(str(data.warehouse)) as connection:
        connection.execute("create table mine as select 1 as one")
    before = data.warehouse.read_bytes()
    lines = told(data, *arguments)
    assert len(lines) == 1
    assert "was not made by tsdg" in lines[0]
    assert data.warehouse.read_bytes() == before
    assert not data.warehouse.is_symlink()
