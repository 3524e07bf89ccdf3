"""Reading fans out by configuration alone; what comes of it does not depend on the way."""

import pickle
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

import warehouse.settings as settings_module
from flows import progress
from flows.readers import fan_out, read_isolated, read_sent_file
from flows.readers.fan_out import read_all
from flows.readers.read_isolated import read_report_isolated
from flows.readers.read_report import checksum
from flows.readers.read_sent_file import SentFile, describe_program
from flows.readers.reading_limits import ReadingLimits
from flows.readers.reading_pool import ReadingPool, open_pool
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import plan_run
from tests.conftest import AS_OF, HISTORY, PROJECT, publish_without_prefect
from tests.hostile.make_corpus import CASES
from tests.unit.flows.small_editions import write_editions
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.settings import Settings, read_settings

HERE = Settings(readers=1, read_on="here")
BROKEN = ("cut_at_5_tenths", "encrypted_with_password", "scan", "no_root", "content_half")
UNUSABLE = [case for case in CASES if case.name in BROKEN]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in ("TSDG_READERS", "TSDG_READ_ON", "TSDG_DASK_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def document(path: Path) -> ReportDocument:
    return ReportDocument(
        path.name, "0" * 64, path.name, "txt", None, None, 2024, "title", None, 1, [], []
    )


def use(monkeypatch, read, threads: int) -> None:
    """Let files be read by a function of the test."""

    @contextmanager
    def pool(settings, n_files):
        yield ReadingPool(read, threads)

    monkeypatch.setattr(fan_out, "open_pool", pool)


class TestSettings:
    def test_nothing_given_reads_here_on_the_processors_there_are(self, monkeypatch):
        monkeypatch.setattr(settings_module.os, "sched_getaffinity", lambda _: set(range(3)))
        assert read_settings().n_readers == 3
        assert not read_settings().reads_on_dask

    def test_many_processors_are_not_all_taken(self, monkeypatch):
        monkeypatch.setattr(settings_module.os, "sched_getaffinity", lambda _: set(range(64)))
        assert read_settings().n_readers == 8

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({}, (False, None)),
            ({"TSDG_READ_ON": "dask"}, (True, None)),
            ({"TSDG_DASK_ADDRESS": "tcp://example.org:8786"}, (True, "tcp://example.org:8786")),
            ({"TSDG_DASK_ADDRESS": "example.org:8786"}, (True, "example.org:8786")),
            ({"TSDG_DASK_ADDRESS": "tls://[::1]:8786"}, (True, "tls://[::1]:8786")),
            (
                {"TSDG_READ_ON": "here", "TSDG_DASK_ADDRESS": "example.org:8786"},
                (False, "example.org:8786"),
            ),
        ],
    )
    def test_where_files_are_read(self, environment, expected, monkeypatch):
        for name, value in {**environment, "TSDG_READERS": " 5 "}.items():
            monkeypatch.setenv(name, value)
        settings = read_settings()
        assert settings.n_readers == 5
        assert (settings.reads_on_dask, settings.dask_address) == expected

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("TSDG_READERS", "0"),
            ("TSDG_READERS", "257"),
            ("TSDG_READERS", "-1"),
            ("TSDG_READERS", "two"),
            ("TSDG_READERS", "２"),
            ("TSDG_READ_ON", "ray"),
            ("TSDG_DASK_ADDRESS", "example.org"),
            ("TSDG_DASK_ADDRESS", "tcp://example.org:8786\nx"),
            ("TSDG_DASK_ADDRESS", "https://example.org:8786"),
        ],
    )
    def test_what_cannot_be_meant_is_one_line(self, name, value, monkeypatch):
        monkeypatch.setenv(name, value)
        with pytest.raises(TsdgError, match=f"^{name} is .*; give .*or nothing$") as caught:
            read_settings()
        assert "\n" not in str(caught.value)


class TestPool:
    @pytest.mark.parametrize("is_dask", [False, True])
    def test_few_files_need_none(self, is_dask):
        with open_pool(Settings(readers=4, read_on="dask" if is_dask else "here"), 2) as pool:
            assert pool == ReadingPool(read_report_isolated, 1)

    def test_there_are_no_more_readers_than_files(self):
        with open_pool(Settings(readers=8, read_on="here"), 3) as pool:
            assert pool == ReadingPool(read_report_isolated, 3)


class TestReading:
    def test_two_readers_find_what_one_finds(self, tmp_path):
        good = [HISTORY[0], HISTORY[-1]]
        broken = [case.make(tmp_path) for case in UNUSABLE]
        files = [good[0], broken[0], *good[1:], *broken[1:], tmp_path / "none.pdf"]
        documents, refusals = read_all(files, None, Settings(readers=1, read_on="here"))
        # The second way has to read them itself.
        read_isolated._read_once.cache_clear()
        assert read_all(files, None, Settings(readers=2, read_on="here")) == (documents, refusals)
        assert [d.file_name for d in documents] == [p.name for p in good]
        assert [r.path for r in refusals] == [*broken, tmp_path / "none.pdf"]

    def test_results_stand_in_the_order_of_the_files(self, monkeypatch):
        files = [Path("first"), Path("second"), Path("third")]
        last_is_done = threading.Event()

        def read(path, year):
            if path.name == "first":
                assert last_is_done.wait(30)
            if path.name == "third":
                last_is_done.set()
            return document(path)

        use(monkeypatch, read, threads=2)
        documents, _ = read_all(files, None, HERE)
        assert [d.file_name for d in documents] == ["first", "second", "third"]

    def test_each_file_is_announced_with_its_place(self, monkeypatch):
        use(monkeypatch, lambda path, year: document(path), threads=1)
        heard = []
        stop = progress.listen(heard.append)
        try:
            read_all([Path("in/a.pdf"), Path("in/b.pdf")], None, HERE)
        finally:
            stop()
        assert heard == ["reading a.pdf (1 of 2)", "reading b.pdf (2 of 2)"]

    def test_the_year_given_is_handed_on(self, monkeypatch):
        years = []
        use(monkeypatch, lambda path, year: years.append(year) or document(path), threads=1)
        read_all([Path("a")], 2020, HERE)
        assert years == [2020]

    def test_what_is_no_files_fault_ends_the_run(self, monkeypatch):
        def read(path, year):
            raise TsdgError("dask-workers-died")

        use(monkeypatch, read, threads=2)
        with pytest.raises(TsdgError, match="workers that read it died"):
            read_all([Path("a"), Path("b")], None, HERE)


class TestSentFile:
    def sent(self, path: Path, program=None) -> SentFile:
        limits = ReadingLimits()
        return SentFile(path.read_bytes(), path.suffix, None, limits, program or describe_program())

    def test_it_is_read_without_the_folder_it_came_from(self, tmp_path):
        path = write_editions(tmp_path)[0]
        sent = self.sent(path)
        digest = checksum(path)
        path.unlink()
        assert read_sent_file.read_sent_file(sent).sha256 == digest

    def test_nothing_of_it_stays_on_the_worker(self, tmp_path, monkeypatch):
        path = write_editions(tmp_path)[0]
        monkeypatch.setattr(read_sent_file.tempfile, "tempdir", str(tmp_path / "worker"))
        (tmp_path / "worker").mkdir()
        read_sent_file.read_sent_file(self.sent(path))
        assert list((tmp_path / "worker").iterdir()) == []

    def test_an_unusable_one_gives_its_reason(self, tmp_path):
        path = tmp_path / "a.pdf"
        path.write_bytes(b"no report")
        refused = pickle.loads(pickle.dumps(read_sent_file.read_sent_file(self.sent(path))))
        assert isinstance(refused, UnusableReportError)
        assert refused.reason == "is not a PDF, nor a text"
        assert refused.advice == "give a PDF or a .txt conversion"

    def test_the_limits_travel_with_it(self, tmp_path):
        endless = next(case for case in CASES if case.name == "contents_reference_loop")
        sent = self.sent(endless.make(tmp_path))
        slow = SentFile(sent.content, ".pdf", None, ReadingLimits(1, 0, 1, 600), sent.program)
        refused = read_sent_file.read_sent_file(slow)
        assert isinstance(refused, UnusableReportError)
        assert refused.reason == "reading was stopped after 1 s"

    def test_a_worker_with_another_program_reads_nothing(self, tmp_path):
        path = write_editions(tmp_path)[0]
        with pytest.raises(TsdgError, match=r"reads with tsdg .*, this run with 9\.9 abc; install"):
            read_sent_file.read_sent_file(self.sent(path, ("9.9", "abc")))


def test_the_program_compared_has_all_that_reads_a_file():
    """A worker is told apart by every module that a reading process loads."""
    command = "import sys, flows.readers.reading_child, flows.readers.read_pdf, flows.readers.read_text; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", command], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    compared = {p for pattern in read_sent_file._READING_PROGRAM for p in PROJECT.glob(pattern)}
    names = [name for name in loaded.stdout.split() if name.startswith(("flows.", "transforms."))]
    assert "flows.readers.table_grid" in names
    files = {PROJECT / f"{name.replace('.', '/')}.py" for name in names}
    assert {path for path in files if path.exists()} <= compared


def test_a_second_run_reads_what_is_new_and_nothing_else(tmp_path, monkeypatch):
    """What was read is kept by checksum, whatever the file is called by now."""
    *held, new = write_editions(tmp_path)
    publish_without_prefect(held, tmp_path / "data")
    held[0].rename(tmp_path / "renamed.txt")
    read = []

    def count(path, year):
        read.append(path)
        return read_report_isolated(path, year)

    use(monkeypatch, count, threads=1)
    plan = plan_run([tmp_path], DataFolder(tmp_path / "data"), AS_OF)
    documents, refusals = read_all(plan.new_files, None, HERE)
    assert read == [new]
    assert [d.file_name for d in documents] == [new.name]
    assert not refusals
