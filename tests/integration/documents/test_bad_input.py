"""Files that are no report end in one clear line and exit 1, and lose nothing."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from flows.readers.read_report import read_report
from flows.run_reports import run_reports
from flows.runs.plan_run import plan_run
from flows.runs.run_folders import list_runs
from tests.conftest import AS_OF, PROJECT, SAMPLE
from tests.unit.flows.small_editions import write_editions
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import EXIT_PROBLEM

OTHER_TABLES = sorted(
    Path(os.environ.get("TSDG_GENUINE_DATA", "/nonexistent"), "other_tables").glob("*.pdf")
)


def minimal_pdf(content: bytes, *, pages: int = 1) -> bytes:
    """A PDF written by hand: one font-less page with the given content stream."""
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + str(pages).encode() + b" >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
    ]
    objects = objects if pages else objects[:2]
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += str(number).encode() + b" 0 obj\n" + text + b"\nendobj\n"
    xref = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + xref
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n" % (len(objects) + 1)
        + str(len(body)).encode()
        + b"\n%%EOF\n"
    )


def not_a_pdf(folder: Path) -> Path:
    path = folder / "picture.pdf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return path


def truncated(folder: Path) -> Path:
    path = folder / "cut.pdf"
    path.write_bytes(SAMPLE.read_bytes()[:60_000])
    return path


def zero_pages(folder: Path) -> Path:
    path = folder / "none.pdf"
    path.write_bytes(minimal_pdf(b"", pages=0))
    return path


def drawn(folder: Path) -> Path:
    path = folder / "drawing.pdf"
    path.write_bytes(minimal_pdf(b"0.5 g 100 100 300 300 re f"))
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.pdf"
    path.touch()
    return path


def folder_without_reports(folder: Path) -> Path:
    path = folder / "somewhere"
    path.mkdir()
    return path


def missing(folder: Path) -> Path:
    return folder / "nowhere.pdf"


def binary_text(folder: Path) -> Path:
    path = folder / "latin.txt"
    path.write_bytes("核心目標\t對應指標".encode("big5"))
    return path


def text_without_table(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text("這是一封信，沒有表格。\n", encoding="utf-8")
    return path


def without_year(folder: Path) -> Path:
    path = folder / "undated.txt"
    path.write_text(
        "執行情形表\n核心目標\t對應指標\t達成情形\n01：甲\t指標 1.1.1：乙\t目標：1 家 實績值：1 家\n",
        encoding="utf-8",
    )
    return path


def header_only(folder: Path) -> Path:
    path = folder / "header.txt"
    path.write_text("核心目標\t對應指標\t2024 年達成情形\n", encoding="utf-8")
    return path


BAD = {
    not_a_pdf: "not a PDF",
    truncated: "damaged or cut off",
    zero_pages: "no pages",
    drawn: "neither text nor a picture of a page",
    empty: "empty",
    folder_without_reports: "folder",
    missing: "no such file",
    binary_text: "neither a PDF nor UTF-8",
    text_without_table: "no table with the report's header words",
    without_year: "no report year",
    header_only: "no rows",
}


@pytest.mark.parametrize(
    ("make", "reason"), BAD.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_bad_input_ends_in_one_line_and_exit_1(
    make: Callable[[Path], Path], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(tmp_path)
    ending = run_reports([path], DataFolder(tmp_path / "data"), AS_OF, None, verbose=False)
    output = capsys.readouterr()
    assert ending.exit_code == EXIT_PROBLEM
    assert output.out == ""
    (line,) = output.err.splitlines()
    assert reason in line
    assert str(path) in line
    assert "Traceback" not in line
    reasons = list((tmp_path / "data" / "quarantine").glob("*.reason.txt"))
    assert [reason in file.read_text(encoding="utf-8") for file in reasons] == [True]


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(SAMPLE.read_bytes())
    path.chmod(0)
    if os.access(path, os.R_OK):
        # Root reads everything; a name that is no file refuses it as well.
        path = Path("/proc/1/mem") if Path("/proc/1/mem").exists() else tmp_path / "nowhere"
    with pytest.raises(UnusableReportError):
        read_report(path)


def test_an_encrypted_pdf_is_named_as_such(tmp_path: Path) -> None:
    encrypted = Path(__file__).parents[2] / "fixtures" / "encrypted.pdf"
    with pytest.raises(UnusableReportError, match="encrypted"):
        read_report(encrypted)


def test_the_year_can_be_given_where_none_is_printed(tmp_path: Path) -> None:
    document = read_report(without_year(tmp_path), year=2023)
    assert (document.report_year, document.report_year_basis) == (2023, "option")


def test_bad_input_leaves_what_is_published(sample_warehouse: DataFolder, tmp_path: Path) -> None:
    data = DataFolder(shutil.copytree(sample_warehouse.root, tmp_path / "data", symlinks=True))
    # Else the run would write the dashboard that is missing.
    data.site.mkdir()
    (data.site / "index.html").touch()
    before = data.warehouse.stat()
    ending = run_reports([truncated(tmp_path), SAMPLE], data, AS_OF, None, verbose=False)
    assert ending.exit_code == EXIT_PROBLEM
    assert (before.st_ino, before.st_mtime_ns) == (
        data.warehouse.stat().st_ino,
        data.warehouse.stat().st_mtime_ns,
    )
    assert not data.candidate.exists()


@pytest.mark.end_to_end
@pytest.mark.slow
def test_a_wrong_file_beside_a_good_one_is_refused_and_the_good_one_published(
    tmp_path: Path,
) -> None:
    # In a process of its own: a run sets the environment in which Prefect starts.
    data = DataFolder(tmp_path / "data")
    good, wrong = write_editions(tmp_path)[-1], not_a_pdf(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "flows.commands.command_line", "run", good, wrong, "--data", data.root],
        capture_output=True, encoding="utf-8", cwd=PROJECT, check=False, timeout=240,
    )  # fmt: skip
    assert ran.returncode == EXIT_PROBLEM
    assert f"{wrong}: is not a PDF" in ran.stderr
    (run,) = list_runs(data)
    assert [(given.file_name, given.outcome) for given in run.record.inputs] == [
        (good.name, "new"),
        (wrong.name, "refused"),
    ]
    report = (data.audit / "latest-run-report.md").read_text(encoding="utf-8")
    assert report.startswith("# tsdg: 2024 published; 1 file refused")
    with closing(sqlite3.connect(data.prefect_home / "prefect.db")) as prefect:
        states = prefect.execute(
            "select message from flow_run_state where type = 'FAILED'"
        ).fetchall()
        log = prefect.execute("select message from log").fetchall()
        reading = prefect.execute(
            "select task_run.name, state.name from task_run join task_run_state as state "
            "on state.id = task_run.state_id where task_run.name like 'read %' order by 1"
        ).fetchall()
    assert [state.startswith(f"Published; {wrong}: is not a PDF") for (state,) in states] == [True]
    assert not any("Traceback" in line for (line,) in log)
    assert reading == [(f"read {good.name}", "Completed"), (f"read {wrong.name}", "Refused")]


def test_the_plan_names_each_file_once(tmp_path: Path) -> None:
    copy = tmp_path / "again.pdf"
    copy.write_bytes(SAMPLE.read_bytes())
    plan = plan_run([SAMPLE, copy], DataFolder(tmp_path / "data"), AS_OF)
    assert plan.new_files == [SAMPLE]
    assert plan.held_files == [copy]


def test_permissions_of_the_quarantined_copy_are_its_own(tmp_path: Path) -> None:
    path = not_a_pdf(tmp_path)
    run_reports([path], DataFolder(tmp_path / "data"), AS_OF, None, verbose=False)
    kept = tmp_path / "data" / "quarantine" / path.name
    assert kept.read_bytes() == path.read_bytes()
    assert not kept.stat().st_mode & stat.S_IXUSR


@pytest.mark.skipif(not OTHER_TABLES, reason="the other ministries' files are not on this machine")
@pytest.mark.slow
@pytest.mark.parametrize("path", OTHER_TABLES, ids=lambda path: path.name)
def test_a_pdf_with_other_tables_is_refused(path: Path) -> None:
    with pytest.raises(
        UnusableReportError,
        match=r"no table (with the report's header words|has the report's columns)",
    ):
        read_report(path)


def test_a_full_disk_is_told_before_anything_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    data = DataFolder(tmp_path / "data")
    with pytest.raises(TsdgError, match="less than 50 MB are free"):
        run_reports([SAMPLE], data, AS_OF, None, verbose=False)
    assert not data.candidate.exists()


def test_a_run_with_nothing_new_says_so_and_reads_no_refused_file_again(
    sample_warehouse: DataFolder,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = DataFolder(tmp_path / "data")
    shutil.copytree(sample_warehouse.root, data.root, symlinks=True)
    data.site.mkdir()
    (data.site / "index.html").touch()
    given = [SAMPLE, truncated(tmp_path), not_a_pdf(tmp_path)]
    told = []
    for _ in range(2):
        assert run_reports(given, data, AS_OF, None, verbose=False).exit_code == EXIT_PROBLEM
        told.append(capsys.readouterr())
        monkeypatch.setattr(
            "flows.run_reports.read_report_isolated", lambda *_: pytest.fail("read")
        )
    assert told[0].out == told[1].out == "Nothing new: 1 report file held already.\n"
    assert sorted(told[0].err.splitlines()) == sorted(told[1].err.splitlines())
    assert len(told[0].err.splitlines()) == 2


def test_a_reason_file_holds_no_control_characters_of_a_name(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\x1b[31m\x07\xa6~.pdf"))
    path.write_bytes(b"no PDF")
    data = DataFolder(tmp_path / "data")
    run_reports([path], data, AS_OF, None, verbose=False)
    (reason,) = data.quarantine.glob("*.reason.txt")
    text = reason.read_text(encoding="utf-8")
    assert text.removesuffix("\n").isprintable()
    assert "is not a PDF" in text
