"""Errors in one line that says what to do."""

import subprocess
import sys
import textwrap

import pytest

from flows.commands import command_line
from flows.runs.plan_run import program_version


def run_main(monkeypatch, capsys, *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["tsdg", *arguments])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    return ended.value.code, capsys.readouterr().err


@pytest.fixture
def locked_warehouse(sample_warehouse, tmp_path):
    """A data folder whose warehouse another program has open for writing."""
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(sample_warehouse.warehouse.read_bytes())
    program = textwrap.dedent(
        f"""
        import duckdb, sys
        connection = duckdb.connect({str(path)!r})
        print("open", flush=True)
        sys.stdin.read()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        yield tmp_path, holder.pid
        holder.stdin.close()


def test_a_warehouse_open_for_writing_elsewhere_is_told(locked_warehouse, monkeypatch, capsys):
    folder, pid = locked_warehouse
    code, told = run_main(monkeypatch, capsys, "status", "--data", str(folder))
    assert code == 1
    assert told == (
        f"tsdg: another program (PID {pid}) has the warehouse open for writing; "
        "close it there, or open it read-only\n"
    )


def test_the_version_is_told_without_a_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["tsdg", "--version"])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert (ended.value.code, capsys.readouterr().out) == (0, f"tsdg {program_version()}\n")


def test_for_excel_goes_with_csv_alone(monkeypatch, capsys, tmp_path):
    code, told = run_main(
        monkeypatch, capsys, "export", str(tmp_path), "--format", "parquet", "--for-excel"
    )
    assert code == 2
    assert "--for-excel goes with --format csv" in told


def test_the_site_of_nothing_is_told(monkeypatch, capsys, tmp_path):
    code, told = run_main(monkeypatch, capsys, "site", "--data", str(tmp_path))
    assert (code, told) == (1, f"tsdg: no warehouse in {tmp_path}; run `tsdg run` first\n")
