"""Each check tells how it is and, if it is not well, what to do."""

import json
import shutil

import duckdb
import pytest

from flows.commands import doctor_command
from flows.commands.doctor_command import examine
from warehouse.folder.data_folder import DataFolder


@pytest.fixture
def own(sample_warehouse, tmp_path) -> DataFolder:
    """A published data folder that a test may harm."""
    return DataFolder(shutil.copytree(sample_warehouse.root, tmp_path / "data", symlinks=True))


def examined(data, capsys) -> tuple[bool, dict[str, tuple[str, str]]]:
    is_well = examine(data, as_json=True)
    checks = json.loads(capsys.readouterr().out)
    return is_well, {check["subject"]: (check["state"], check["told"]) for check in checks}


def test_a_published_folder_is_well(own, capsys):
    is_well, checks = examined(own, capsys)
    assert is_well
    assert checks["packages"] == ("good", "as this version asks for")
    assert checks["warehouse"][0] == checks["marts"][0] == checks["files"][0] == "good"
    assert "1 documents, run 1" in checks["warehouse"][1]


def test_a_folder_that_is_not_there_is_no_fault(tmp_path, capsys):
    is_well, checks = examined(DataFolder(tmp_path / "none"), capsys)
    assert is_well
    assert checks["warehouse"] == ("note", "nothing is published yet; `tsdg run` does it")
    assert not (tmp_path / "none").exists()


def test_a_cut_warehouse_is_told(own, capsys):
    content = own.warehouse.read_bytes()
    own.warehouse.write_bytes(content[: len(content) // 2])
    is_well, checks = examined(own, capsys)
    assert not is_well
    state, told = checks["warehouse"]
    assert state == "bad"
    assert "`tsdg run` returns to the run before" in told
    assert checks["files"][0] == "bad"


def test_a_missing_parquet_file_is_told(own, capsys):
    (own.marts / "trend.parquet").unlink()
    is_well, checks = examined(own, capsys)
    assert not is_well
    assert checks["files"][1].startswith(
        "1 of run 1 are not as published, e.g. marts/trend.parquet"
    )


def test_another_version_of_package_is_told(own, capsys, monkeypatch):
    found = doctor_command.version
    monkeypatch.setattr(
        doctor_command, "version", lambda name: "2.0.0" if name == "duckdb" else found(name)
    )
    is_well, checks = examined(own, capsys)
    assert not is_well
    assert "duckdb is 2.0.0, wanted " in checks["packages"][1]


def test_a_run_at_work_is_no_fault(own, capsys):
    with own.lock():
        is_well, checks = examined(own, capsys)
    assert is_well
    assert checks["writing"][0] == "note"


def test_marts_of_another_version_are_told(own, capsys):
    with duckdb.connect(str(own.warehouse)) as connection:
        connection.execute("update raw.raw_run set program_fingerprint = 'other'")
    is_well, checks = examined(own, capsys)
    assert not is_well
    assert checks["marts"][0] == "note"
    assert "e.g. warehouse.duckdb" in checks["files"][1]


def test_leftovers_and_refused_inputs_are_told(own, capsys):
    own.building.mkdir()
    own.candidate.touch()
    own.quarantine.mkdir()
    (own.quarantine / "bad.pdf.reason.txt").write_text("bad.pdf: is no PDF\n", encoding="utf-8")
    _, checks = examined(own, capsys)
    assert checks["interrupted run"][0] == checks["quarantine"][0] == "note"
    assert "1 refused inputs" in checks["quarantine"][1]


def test_it_is_readable_in_a_terminal(own, capsys):
    assert examine(own, as_json=False)
    assert "✓ warehouse: 1 documents" in capsys.readouterr().out
