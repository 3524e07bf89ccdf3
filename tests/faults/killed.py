"""Processes that are killed: before a given file operation, or after a given time."""

import multiprocessing
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

# What changes the disk and tells Python's audit hooks so, before it happens.
_CHANGES = {
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.symlink",
    "os.link",
    "os.truncate",
}
_NOBODY = 65534
# Numbers and checksums in names, and the marts, which are all written alike.
_ONE_OF_MANY = re.compile(r"[0-9a-f]{16,}|\d+|\w+(?=\.parquet)")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Children are forked from a server that has imported what they need and has no threads yet.
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["polars", "tests.faults.test_every_operation"])


def import_once(*modules: str) -> None:
    """Begin a server anew that has imported these modules, too: they take longer than what its children do."""
    forkserver._forkserver._stop()
    _context.set_forkserver_preload(["polars", "tests.faults.test_every_operation", *modules])


def run_killed_before(operation: int | None, act: Callable[..., None], *arguments: Any) -> int:
    """Run an action in a process that kills itself before its n-th file operation, from 0.

    Returns:
        The exit code: -9 if it was killed, 0 if it ended before so many operations.
    """
    return _run(_act_until, (operation, None, act, arguments), None)


def list_operations(folder: Path, act: Callable[..., None], *arguments: Any) -> list[str]:
    """Run an action to its end and tell of each file operation what it does to which kind of file."""
    told = folder / "operations"
    assert _run(_act_until, (None, told, act, arguments), None) == 0
    return told.read_text().splitlines()


def run_killed_after(seconds: float, act: Callable[..., None], *arguments: Any) -> int:
    """Run an action in a process that is killed when it has worked for so many seconds, however busy the machine."""
    return _run(_act_for, (seconds, act, arguments), seconds)


def run_on_small_disk(largest_file: int, act: Callable[..., None], *arguments: Any) -> int:
    """Run an action in a process of which no file may grow beyond so many bytes: writes fail as on a full disk.

    Returns:
        The exit code: 1 if the action raised.
    """
    return _run(_act_within, (largest_file, act, arguments), None)


def run_without_rights(act: Callable[..., None], *arguments: Any) -> int:
    """Run an action as a user who may read and not write, as on a read-only disk."""
    return _run(_act_as_nobody, (act, arguments), None)


def _act_within(largest_file: int, act: Callable[..., None], arguments: tuple) -> None:
    _be_quiet()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    act(*arguments)


def _act_as_nobody(act: Callable[..., None], arguments: tuple) -> None:
    if os.geteuid() == 0:
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    act(*arguments)


def _run(target: Callable[..., None], arguments: tuple, seconds: float | None) -> int:
    process = _context.Process(target=target, args=arguments)
    process.start()
    process.join(120)
    assert process.exitcode is not None, "the process hangs"
    return process.exitcode


def _be_quiet() -> None:
    """What a child says is nobody's business here."""
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _act_until(
    operation: int | None, told: Path | None, act: Callable[..., None], arguments: tuple
) -> None:
    done: list[str] = []

    def watch(event: str, details: tuple) -> None:
        if event in _CHANGES or (event == "open" and _is_writing(details)):
            if len(done) == operation:
                os.kill(os.getpid(), signal.SIGKILL)
            done.append(_kind(event, details))

    _be_quiet()
    sys.addaudithook(watch)
    act(*arguments)
    if told is not None:
        told.write_text("\n".join(done))


def _kind(event: str, details: tuple) -> str:
    """The operation and the names it is about, each with its folder's."""
    names = ["/".join(Path(path).parts[-2:]) for path in details if isinstance(path, str | Path)]
    return " ".join([event, *(_ONE_OF_MANY.sub("#", name) for name in names)])


def _is_writing(details: tuple) -> bool:
    path, _, flags = details
    return isinstance(path, str) and bool(flags & _WRITING)


def _act_for(seconds: float, act: Callable[..., None], arguments: tuple) -> None:
    # The timer ends the process inside whatever library it is, as a kill from outside does.
    _be_quiet()
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    act(*arguments)
