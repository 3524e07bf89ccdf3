"""Reading in a child process: the same result, and whatever befalls the child is one line."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from flows.readers import read_isolated
from flows.readers.read_isolated import read_report_isolated
from flows.readers.read_report import read_report
from flows.readers.reading_limits import ReadingLimits, explain_end
from tests.conftest import SAMPLE
from tests.hostile.make_corpus import CASES
from tests.hostile.small_report import Report, plain
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.settings import read_settings

LIMITS = ReadingLimits(30, 0, 30, 600)


def small(folder: Path, name: str = "small.pdf") -> Path:
    path = folder / name
    path.write_bytes(plain())
    return path


def hanging(folder: Path) -> Path:
    return next(c for c in CASES if c.name == "contents_reference_loop").make(folder)


def bomb(folder: Path) -> Path:
    return next(c for c in CASES if c.name == "bomb_of_4_gigabytes").make(folder)


@pytest.fixture(autouse=True)
def fresh_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests before this one have used up some of the shared child's files."""
    monkeypatch.setattr(read_isolated, "_OWN", threading.local())


def child() -> "read_isolated._Child":
    return read_isolated._OWN.reader


def has_ended(pid: int) -> bool:
    """Gone, or waiting for someone to notice."""
    for _ in range(100):
        try:
            state = (
                Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
            )
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_the_result_is_that_of_reading_here() -> None:
    assert read_report_isolated(SAMPLE, None, LIMITS) == read_report(SAMPLE)
    assert read_report_isolated(SAMPLE, 2019, LIMITS).report_year == 2019


def test_a_refusal_is_that_of_reading_here(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(SAMPLE.read_bytes()[:60_000])
    with pytest.raises(UnusableReportError) as here:
        read_report(path)
    with pytest.raises(UnusableReportError) as there:
        read_report_isolated(path, None, LIMITS)
    assert str(there.value) == str(here.value)


def test_one_child_reads_many_files(tmp_path: Path) -> None:
    read_report_isolated(small(tmp_path, "a.pdf"), None, LIMITS)
    first = child()
    (tmp_path / "no.txt").write_text("a letter", encoding="utf-8")
    with pytest.raises(UnusableReportError):
        read_report_isolated(tmp_path / "no.txt", None, LIMITS)
    read_report_isolated(small(tmp_path, "b.pdf"), None, LIMITS)
    assert child() is first


def test_a_result_is_kept(tmp_path: Path) -> None:
    path = small(tmp_path)
    document = read_report_isolated(path, None, LIMITS)
    assert read_report_isolated(path, None, LIMITS) is document


def test_a_hang_ends_with_its_child_and_the_next_file_is_read(tmp_path: Path) -> None:
    read_report_isolated(small(tmp_path, "a.pdf"), None, LIMITS)
    hung = child()._process.pid
    with pytest.raises(UnusableReportError, match=r"stopped after 1 s.*TSDG_READ_SECONDS"):
        read_report_isolated(hanging(tmp_path), None, ReadingLimits(1, 0, 1, 600))
    assert has_ended(hung)
    assert read_report_isolated(small(tmp_path, "b.pdf"), None, LIMITS).report_year == 2024


def test_too_much_memory_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnusableReportError, match=r"more than 300 MB.*TSDG_READ_MEMORY_MB"):
        read_report_isolated(bomb(tmp_path), None, ReadingLimits(30, 0, 30, 300))
    assert read_report_isolated(small(tmp_path), None, LIMITS).report_year == 2024


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        pytest.param(signal.SIGSEGV, "SIGSEGV", marks=pytest.mark.slow),
        pytest.param(signal.SIGABRT, "SIGABRT", marks=pytest.mark.slow),
        (signal.SIGKILL, "lack of memory"),
        pytest.param(signal.SIGXCPU, "stopped after 30 s", marks=pytest.mark.slow),
    ],
)
def test_a_crash_in_the_middle_of_a_file_is_one_line(
    tmp_path: Path, number: signal.Signals, reason: str
) -> None:
    read_report_isolated(small(tmp_path, f"{number}.pdf"), None, LIMITS)
    strike = threading.Timer(0.5, os.kill, (child()._process.pid, number))
    strike.start()
    with pytest.raises(UnusableReportError, match=reason) as raised:
        read_report_isolated(hanging(tmp_path), None, LIMITS)
    strike.join()
    assert len(str(raised.value).splitlines()) == 1


def test_a_child_that_died_between_two_files_is_replaced(tmp_path: Path) -> None:
    read_report_isolated(small(tmp_path, "a.pdf"), None, LIMITS)
    os.kill(child()._process.pid, signal.SIGKILL)
    child()._process.wait()
    assert read_report_isolated(small(tmp_path, "b.pdf"), None, LIMITS).report_year == 2024


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        (1, "MemoryError", "more than 600 MB"),
        (1, "RecursionError: maximum recursion depth exceeded", "nested too deep"),
        (1, "package.module.OddError: what it says", r"failed on the file \(OddError\)"),
        (3, "", r"failed on the file \(exit 3\)"),
    ],
)
def test_an_end_is_told_by_its_last_words(code: int, words: str, reason: str) -> None:
    told = str(explain_end(code, words, LIMITS, 30))
    assert re.search(reason, told)
    assert told.count(";") == 1


def test_threads_have_a_child_each(tmp_path: Path) -> None:
    found: list[tuple[int, int]] = []

    def work(number: int) -> None:
        document = read_report_isolated(small(tmp_path, f"t{number}.pdf"), None, LIMITS)
        found.append((document.report_year, child()._process.pid))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [year for year, _ in found] == [2024] * 3
    assert len({pid for _, pid in found}) == 3


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from flows.readers import read_isolated as r;"
        "r.read_report_isolated(pathlib.Path(sys.argv[1]));"
        "print(r._OWN.reader._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", program, str(small(tmp_path))]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert has_ended(int(ended.stdout))


def test_a_forked_copy_of_the_run_leaves_the_child_alone(tmp_path: Path) -> None:
    read_report_isolated(small(tmp_path, "a.pdf"), None, LIMITS)
    reader = child()
    copy = os.fork()
    if copy == 0:
        reader._end()
        os._exit(0)
    os.waitpid(copy, 0)
    read_report_isolated(small(tmp_path, "b.pdf"), None, LIMITS)
    assert child() is reader


def test_a_child_starts_without_what_only_a_run_needs() -> None:
    program = (
        "import sys, flows.readers.reading_child, flows.readers.read_pdf, flows.readers.read_text, flows.readers.read_report;"
        "print([n for n in ('prefect', 'great_expectations', 'duckdb', 'pandas', 'polars') if n in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_modules_beside_the_reports_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    reader = read_isolated._Child()
    path = small(tmp_path)
    document = reader.read(path, read_isolated.checksum(path), None, LIMITS)
    assert document.file_name == "small.pdf"


def test_a_reader_that_cannot_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(TsdgError, match="cannot start"):
        read_isolated._Child()


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.readers import read_report as module

    path = tmp_path / "growing.pdf"
    path.write_bytes(Report().build())
    original = module._read_content

    def read_and_grow(path: Path):
        content = original(path)
        path.write_bytes(path.read_bytes() + b"\n")
        return content

    monkeypatch.setattr(module, "_read_content", read_and_grow)
    with pytest.raises(UnusableReportError, match="changed while it was read"):
        read_report(path)


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ReadingLimits.from_settings(read_settings()) == ReadingLimits()
    monkeypatch.setenv("TSDG_READ_SECONDS", "7")
    monkeypatch.setenv("TSDG_READ_MEMORY_MB", "2048")
    limits = ReadingLimits.from_settings(read_settings())
    assert (limits.seconds_for(0), limits.seconds_for(10**9)) == (7, 7)
    assert limits.memory_megabytes == 2048


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5", "²"])
@pytest.mark.parametrize("name", ["TSDG_READ_SECONDS", "TSDG_READ_MEMORY_MB"])
def test_a_limit_that_is_no_number_is_refused(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(TsdgError, match=name):
        read_settings()


def test_the_time_grows_with_the_file_and_ends_somewhere() -> None:
    limits = ReadingLimits()
    seconds = [limits.seconds_for(size * 1024 * 1024) for size in (0, 1, 10, 200)]
    assert seconds == [60, 90, 360, 900]


def test_a_large_parent_does_not_wear_out_its_children(tmp_path: Path) -> None:
    """Linux hands the parent's peak on to a child; a run with Prefect has more than a report may."""
    ballast = bytearray(700 * 1024 * 1024)
    ballast[::4096] = b"x" * len(ballast[::4096])
    del ballast
    read_report_isolated(small(tmp_path, "a.pdf"), None, LIMITS)
    first = child()
    read_report_isolated(small(tmp_path, "b.pdf"), None, LIMITS)
    assert child() is first


def test_a_reader_ends_with_the_run_that_asked(tmp_path):
    """A run that was killed cannot tell its reader to stop, and a looping file would keep it busy for minutes."""
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from flows.readers.read_isolated import read_report_isolated\n"
        f"read_report_isolated(Path({str(SAMPLE)!r}))\n"
        "print('read', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as run:
        assert run.stdout.readline() == b"read\n"
        children = (
            Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text(encoding="ascii").split()
        )
        assert children
        run.kill()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline, "the reader outlived the run"
        time.sleep(0.05)
