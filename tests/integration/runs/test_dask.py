"""Reading on a Dask cluster over loopback: same results, and what is lost is told in one line."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client

from flows.readers import read_isolated, read_on_dask, reading_pool
from flows.readers.fan_out import read_all
from flows.stages import stage_documents as documents_stage
from flows.stages import stage_on_dask
from flows.stages.load_lexicon import load_lexicon
from flows.stages.stage_documents import stage_documents
from tests.conftest import HISTORY, PROJECT, SAMPLE
from tests.hostile.make_corpus import CASES
from tests.integration.runs.dask_cluster import (
    listening,
    n_done,
    run_scheduler,
    run_worker,
    sole_worker,
    wait_for,
)
from transforms.report.decide_direction import DirectionTerm
from warehouse.build import TABLES_BY_DOCUMENT
from warehouse.candidate import open_candidate
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.settings import Settings

ENDLESS = "contents_reference_loop"
BROKEN = ("cut_at_5_tenths", "encrypted_with_password", "scan", "no_root", "content_half", ENDLESS)
_PATIENCE = 90


@pytest.fixture
def scheduler(tmp_path) -> Iterator[str]:
    """The address of a scheduler without workers, that lets a file be tried twice."""
    with run_scheduler(tmp_path) as (address, _):
        yield address


def at(address: str) -> Settings:
    return Settings(dask_address=address)


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nothing that another test read is remembered."""
    read_isolated._read_once.cache_clear()


@pytest.fixture
def endless(tmp_path) -> Path:
    return next(case for case in CASES if case.name == ENDLESS).make(tmp_path)


def run_aside(files: list[Path], address: str) -> tuple[threading.Thread, list]:
    """Begin to read in a thread; what comes of it, or how it failed, is added to the list."""
    ends: list = []

    def read() -> None:
        try:
            ends.append(read_all(files, None, at(address)))
        except TsdgError as error:
            ends.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    return thread, ends


GOOD = [HISTORY[0], HISTORY[-1]]
# Also where many are read at once on a busy machine.
ENOUGH_SECONDS = 6


@pytest.fixture(params=[BROKEN[:2], pytest.param(BROKEN, marks=pytest.mark.slow)], ids=len)
def mixed(request, tmp_path) -> list[Path]:
    """Good, damaged and missing files; all of them with an endless one."""
    broken = [case.make(tmp_path) for case in CASES if case.name in request.param]
    assert len(broken) == len(request.param)
    return [GOOD[0], *broken, GOOD[1], tmp_path / "none.pdf"]


@pytest.fixture
def expected(mixed) -> tuple[list, list]:
    """What one reader makes of them, one after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TSDG_READ_SECONDS", str(ENOUGH_SECONDS))
        return read_all(mixed, None, Settings(readers=1, read_on="here"))


class TestSameResults:
    def test_on_a_cluster_of_the_runs_own(self, mixed, expected):
        settings = Settings(readers=2, read_on="dask", read_seconds=ENOUGH_SECONDS)
        assert read_all(mixed, None, settings) == expected

    @pytest.mark.slow
    @pytest.mark.parametrize("mixed", [BROKEN], indirect=True, ids=len)
    def test_on_a_running_cluster_of_two_workers(self, mixed, expected, scheduler, tmp_path):
        with run_worker(scheduler, tmp_path, "one"), run_worker(scheduler, tmp_path, "two"):
            settings = Settings(dask_address=scheduler, read_seconds=ENOUGH_SECONDS)
            assert read_all(mixed, None, settings) == expected
        documents, refusals = expected
        assert [d.file_name for d in documents] == [p.name for p in GOOD]
        assert len(refusals) == len(BROKEN) + 1


STAGED = HISTORY[:3]


def staging_of(root: Path) -> dict[str, list[tuple]]:
    """What staging holds of some documents, read with words that this process alone has: workers must be sent them."""
    data = DataFolder(root)
    data.create()
    own = replace(load_lexicon(), direction_terms=(DirectionTerm("率", "lower", 60),))
    with open_candidate(data.candidate) as candidate, pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents_stage, "load_lexicon", lambda: own)
        stage_documents(read_all(STAGED)[0], data, candidate)
        return {
            table: candidate.connection.execute(f"from staging.{table}").fetchall()
            for table in ("stg_report", *TABLES_BY_DOCUMENT)
        }


def refuse(*_: object) -> None:
    raise AssertionError("parsed in the process of the run")


@pytest.fixture(scope="module")
def staged_here(tmp_path_factory) -> dict[str, list[tuple]]:
    return staging_of(tmp_path_factory.mktemp("here"))


class TestStaging:
    @pytest.mark.slow
    def test_on_workers_gives_the_same_rows(self, staged_here, tmp_path, monkeypatch):
        monkeypatch.setenv("TSDG_READ_ON", "dask")
        monkeypatch.setenv("TSDG_READERS", "2")
        # In this process alone: workers are others.
        monkeypatch.setattr(stage_on_dask, "stage_report", refuse)
        assert staging_of(tmp_path) == staged_here
        assert len(staged_here["stg_report"]) == len(STAGED)

    @pytest.mark.slow
    def test_what_its_workers_died_of_is_parsed_here(self, staged_here, tmp_path, monkeypatch):
        monkeypatch.setenv("TSDG_READ_ON", "dask")
        monkeypatch.setattr(stage_on_dask, "open_cluster", lambda _: nullcontext(LosingCluster()))
        assert staging_of(tmp_path) == staged_here


class LosingCluster:
    """Each question takes the workers with it that were asked."""

    threads = 2

    def ask(self, *_: object) -> None:
        raise UnusableReportError("dask-workers-died")


@pytest.mark.slow
def test_a_cluster_of_the_runs_own_listens_on_loopback_only():
    with reading_pool.open_pool(Settings(readers=2, read_on="dask"), 3) as pool:
        addresses = listening(os.getpid())
        assert pool.threads == 4
    assert len(addresses) >= 3, "a scheduler and two workers listen"
    assert set(addresses) == {"127.0.0.1"}


class TestAbsent:
    def test_a_scheduler_that_is_not_there(self, monkeypatch):
        monkeypatch.setattr(read_on_dask, "_CONNECT_SECONDS", 1)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
            with pytest.raises(
                TsdgError,
                match=f"^no Dask scheduler answers at {address} within 1 s .*; start it",
            ):
                read_all([SAMPLE] * 3, None, at(address))

    @pytest.mark.parametrize("words", [b"", b"HTTP/1.0 400 Bad Request\r\n\r\n"])
    def test_another_server_at_its_address(self, monkeypatch, words):
        monkeypatch.setattr(read_on_dask, "_CONNECT_SECONDS", 2)
        with socket.create_server(("127.0.0.1", 0)) as server:
            address = f"127.0.0.1:{server.getsockname()[1]}"
            held = []
            speaker = threading.Thread(target=lambda: held.append(speak(server, words)))
            speaker.start()
            with pytest.raises(TsdgError, match=f"^no Dask scheduler answers at {address}"):
                read_all([SAMPLE] * 3, None, at(address))
            speaker.join()
        held[0].close()

    def test_a_scheduler_without_workers(self, monkeypatch, scheduler):
        monkeypatch.setattr(read_on_dask, "_CONNECT_SECONDS", 3)
        with pytest.raises(TsdgError, match=f"has no workers; start some with .* {scheduler}"):
            read_all([SAMPLE] * 3, None, at(scheduler))

    def test_the_library_is_not_installed(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
        with pytest.raises(TsdgError, match=r"needs its libraries; install tsdg\[dask\]"):
            read_all([SAMPLE] * 3, None, Settings(readers=2, read_on="dask"))

    @pytest.mark.slow
    def test_a_worker_without_this_program(self, scheduler, tmp_path):
        (tmp_path / "flows").mkdir()
        (tmp_path / "flows" / "__init__.py").touch()
        with (
            run_worker(scheduler, tmp_path, "one", PYTHONPATH=str(tmp_path)),
            pytest.raises(TsdgError, match=r"^the Dask worker tcp\S+ has no tsdg that can be"),
        ):
            read_all([SAMPLE] * 3, None, at(scheduler))

    @pytest.mark.slow
    def test_a_worker_with_another_version(self, monkeypatch, scheduler, tmp_path):
        monkeypatch.setattr(read_on_dask, "describe_program", describe_another)
        with (
            run_worker(scheduler, tmp_path, "one", PYTHONPATH=str(PROJECT)),
            pytest.raises(TsdgError, match=r"reads with tsdg .*, this run with .*; install"),
        ):
            read_all([SAMPLE] * 3, None, at(scheduler))


def speak(server: socket.socket, words: bytes) -> socket.socket:
    """Say something to whoever comes, and keep the line open."""
    line, _ = server.accept()
    line.sendall(words)
    return line


def describe_another() -> tuple[str, str]:
    """Another answer in each process, so the worker's is never the test's."""
    return ("9.9", str(os.getpid()))


class TestLost:
    @pytest.mark.slow
    def test_a_file_is_tried_again_elsewhere_and_given_up_after_the_second_worker(
        self, scheduler, tmp_path, endless, monkeypatch
    ):
        monkeypatch.setenv("TSDG_READ_SECONDS", "600")
        files = [endless, *HISTORY[:4]]
        with (
            run_worker(scheduler, tmp_path, "one") as one,
            run_worker(scheduler, tmp_path, "two") as two,
            run_worker(scheduler, tmp_path, "three") as three,
            Client(scheduler, set_as_default=False) as watcher,
        ):
            workers = {"one": one, "two": two, "three": three}
            thread, ends = run_aside(files, scheduler)
            # Before that, the one at work may be reading another file.
            wait_for(lambda: n_done(watcher) >= len(files) - 1, ends)
            first = wait_for(lambda: sole_worker(watcher), ends)
            workers.pop(first).kill()
            second = wait_for(lambda: sole_worker(watcher, other_than=first), ends)
            workers.pop(second).kill()
            thread.join(_PATIENCE)
        documents, refusals = ends[0]
        assert [d.file_name for d in documents] == [path.name for path in HISTORY[:4]]
        assert [(r.path, r.reason, r.advice) for r in refusals] == [
            (endless, "the Dask workers that read it died", "leave the file out or read it here")
        ]

    @pytest.mark.slow
    def test_all_workers(self, scheduler, tmp_path, endless, monkeypatch):
        monkeypatch.setattr(read_on_dask, "_LOOK_SECONDS", 0.5)
        monkeypatch.setattr(read_on_dask, "_ALONE_SECONDS", 2)
        with run_worker(scheduler, tmp_path, "one") as one:
            with Client(scheduler, set_as_default=False) as watcher:
                thread, ends = run_aside([endless] * 3, scheduler)
                wait_for(lambda: sole_worker(watcher, busy=3), ends)
            one.kill()
            thread.join(_PATIENCE)
        assert str(ends[0]) == (
            f"the Dask scheduler {scheduler} has lost its workers; start them and run again"
        )

    @pytest.mark.slow
    def test_the_scheduler(self, tmp_path, endless, monkeypatch):
        monkeypatch.setattr(read_on_dask, "_CONNECT_SECONDS", 3)
        with (
            run_scheduler(tmp_path) as (address, process),
            run_worker(address, tmp_path, "one"),
        ):
            with Client(address, set_as_default=False) as watcher:
                thread, ends = run_aside([endless] * 3, address)
                wait_for(lambda: sole_worker(watcher, busy=3), ends)
            process.kill()
            thread.join(_PATIENCE)
        assert str(ends[0]) == (
            f"the Dask scheduler {address} was lost while files were read; start it and run again"
        )


_FLOW = """
import json, os, sys
from pathlib import Path
from warehouse.folder.data_folder import DataFolder
from flows.server.prefect_server import OwnPrefectServer
from flows.server.prefect_settings import configure_prefect

def main():
    data = DataFolder(Path(sys.argv[1]))
    data.create()
    configure_prefect(data, verbose=False)
    with OwnPrefectServer(data.prefect_home) as server:
        server.wait()
        from prefect import flow
        from prefect.client.orchestration import get_client
        from flows.readers.fan_out import read_reports
        from flows.run_reports import _drain

        documents, refusals = flow(read_reports, validate_parameters=False)(
            [Path(name) for name in sys.argv[2:]], None
        )
        _drain()
        with get_client(sync_client=True) as client:
            for _ in range(100):
                runs = client.read_task_runs(limit=200)
                if len(runs) == len(sys.argv) - 2 and all(run.state.is_final() for run in runs):
                    break
    answer = {
        "documents": [document.report_id for document in documents],
        "refusals": [refusal.path.name for refusal in refusals],
        "tasks": sorted((run.name, run.state.name) for run in runs),
    }
    print(json.dumps(answer))

if __name__ == "__main__":
    main()
"""


@pytest.mark.end_to_end
@pytest.mark.slow
def test_prefect_records_each_file(tmp_path):
    good = HISTORY[:3]
    files = [*good, tmp_path / "none.pdf"]
    (tmp_path / "flow.py").write_text(_FLOW, encoding="utf-8")
    environment = os.environ | {
        "TSDG_READ_ON": "dask", "TSDG_READERS": "2", "PYTHONPATH": str(PROJECT),
    }  # fmt: skip
    environment.pop("PREFECT_API_URL", None)
    command = [sys.executable, tmp_path / "flow.py", tmp_path / "data", *files]
    answer = subprocess.run(
        command, env=environment, cwd=tmp_path, check=True, capture_output=True, timeout=180
    )
    told = json.loads(answer.stdout)
    documents, _ = read_all(good, None, Settings(readers=1, read_on="here"))
    assert told["documents"] == [document.report_id for document in documents]
    assert told["refusals"] == ["none.pdf"]
    assert told["tasks"] == sorted(
        [f"read {path.name}", "Refused" if path.name == "none.pdf" else "Completed"]
        for path in files
    )
    assert answer.stderr == b""
