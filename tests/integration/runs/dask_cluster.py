"""A Dask cluster for tests, made of the processes that an operator would start; and what listens."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from pathlib import Path

from distributed import Client

_PATIENCE = 90


@contextmanager
def run_scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    log = folder / "scheduler.log"
    environment = os.environ | {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    command = [*dask("scheduler"), "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    with running(command, log, environment) as process:
        yield wait_for(lambda: find(r"Scheduler at:\s+(tcp://\S+)", log)), process


@contextmanager
def run_worker(address: str, folder: Path, name: str, **changed: str) -> Iterator[subprocess.Popen]:
    """One worker that is one process, in a folder where nothing of the run lies."""
    log = folder / f"{name}.log"
    command = [*dask("worker"), address, "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1"]
    command += ["--no-dashboard", "--name", name, "--local-directory", str(folder / name)]
    with running(command, log, os.environ | changed) as process:
        wait_for(lambda: find(r"(Registered to)", log))
        yield process


def dask(command: str) -> list[str]:
    return [sys.executable, "-m", "dask", command]


@contextmanager
def running(command: list[str], log: Path, environment: dict) -> Iterator[subprocess.Popen]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=log.parent, env=environment, stdout=output, stderr=output
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def find(pattern: str, log: Path) -> str | None:
    found = re.search(pattern, log.read_text(encoding="utf-8", errors="replace"))
    return found[1] if found else None


def wait_for(look: Callable, ends: Sized = ()):
    """Wait until something is found; not for ever, nor once what it depends on has come to its end."""
    deadline = time.monotonic() + _PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline
        assert not ends, ends
        time.sleep(0.05)
    return found


def listening(root: int) -> list[str]:
    """Local addresses of the TCP sockets on which a process and its descendants listen."""
    sockets = set()
    for pid in [root, *descendants(root)]:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            found = (
                re.match(r"socket:\[(\d+)\]", str(file.readlink())) if file.is_symlink() else None
            )
            sockets |= {found[1]} if found else set()
    addresses = []
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in sockets:
                raw = bytes.fromhex(fields[1].split(":")[0])
                words = [raw[i : i + 4][::-1] for i in range(0, len(raw), 4)]
                addresses.append(socket.inet_ntop(family, b"".join(words)))
    return addresses


def descendants(root: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{root}/task").iterdir():
        children += [int(pid) for pid in (task / "children").read_text().split()]
    return [*children, *(pid for child in children for pid in descendants(child))]


def sole_worker(watcher: Client, busy: int = 1, other_than: str = "") -> str | None:
    """Name of the worker that has files to read, once it is one alone and has so many."""
    names = {
        address: worker["name"] for address, worker in watcher.scheduler_info()["workers"].items()
    }
    at_work = {names.get(address): keys for address, keys in watcher.processing().items() if keys}
    if len(at_work) != 1 or other_than in at_work:
        return None
    ((name, keys),) = at_work.items()
    return name if len(keys) >= min(busy, 2) else None


def n_done(watcher: Client) -> int:
    """How many files the workers have done with."""
    return sum(watcher.run(lambda dask_worker: dask_worker.state.executed_count).values())
