"""Reads report files in a process of their own: a hang or crash is one file's, never the run's."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from flows.readers.read_report import checksum, readable_name
from flows.readers.reading_limits import MEGABYTE, ReadingLimits, explain_end, over_time
from flows.readers.report_document import PrintedCell, ReportDocument
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.settings import read_settings

_START_SECONDS = 60.0
# Between hanging up and being gone.
_ENDING_SECONDS = 10.0
# Libraries keep what they met, such as names of fonts; a fresh process every so often has none of it.
_FILES_A_CHILD = 100
# The reports seen have 0.1 MB of answer; more than this is no table of a report.
_LONGEST_ANSWER = 100 * MEGABYTE


def read_report_isolated(
    path: Path, year: int | None = None, limits: ReadingLimits | None = None
) -> ReportDocument:
    """Read a report as `read_report` does, in a child process within limits.

    A thread keeps its child for the next file. The last results are kept, so that a file that was
    looked at before the run began is not read again.

    Raises:
        UnusableReportError: what is wrong with the file or which limit it broke, and what to do.
        TsdgError: a limit in the environment is no number.
    """
    limits = limits or ReadingLimits.from_settings(read_settings())
    return _read_once(path, checksum(path), year, limits)


@lru_cache(maxsize=8)
def _read_once(path: Path, sha256: str, year: int | None, limits: ReadingLimits) -> ReportDocument:
    reader = getattr(_OWN, "reader", None)
    if reader is None or reader.is_spent:
        reader = _OWN.reader = _Child()
    return reader.read(path, sha256, year, limits)


_OWN = threading.local()


class _Child:
    """One child process, good for many files until one of them breaks it."""

    def __init__(self) -> None:
        self._files_left = _FILES_A_CHILD
        self._owner = os.getpid()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self._line, childs_end = socket.socketpair()
        with childs_end:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                [sys.executable, "-P", "-m", "flows.readers.reading_child", str(os.getpid())],
                stdin=childs_end.fileno(),
                stdout=childs_end.fileno(),
                stderr=self._errors,
                start_new_session=True,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                    "POLARS_MAX_THREADS": "1",
                },
            )
        self._end = weakref.finalize(
            self, _end, self._process, self._line, self._errors, self._owner
        )
        # A request that was broken off leaves an answer behind that is not the next file's.
        self._is_waiting = False
        self._start()

    def _start(self) -> None:
        try:
            self._receive(_START_SECONDS)
        except (EOFError, TimeoutError) as error:
            raise TsdgError("reader-not-started", told=self._last_words() or "none") from error

    @property
    def is_spent(self) -> bool:
        """Tell whether the next file needs another child."""
        has_ended = not self._end.alive or self._process.poll() is not None
        return has_ended or self._is_waiting or self._files_left <= 0 or self._owner != os.getpid()

    def read(
        self, path: Path, sha256: str, year: int | None, limits: ReadingLimits
    ) -> ReportDocument:
        """Read one file.

        Raises:
            UnusableReportError: the file cannot be used, or broke a limit or the child.
        """
        seconds = limits.seconds_for(path.stat().st_size if path.exists() else 0)
        request = {
            "path": str(path.absolute()),
            "sha256": sha256,
            "year": year,
            # The wall clock comes first; processor time ends a child that nobody watches.
            "cpu_seconds": seconds + 5,
            "memory_bytes": limits.memory_megabytes * MEGABYTE,
        }
        try:
            answer = self._ask(request, seconds)
        except TimeoutError as error:
            self._end()
            raise over_time(seconds) from error
        except (EOFError, ConnectionError) as error:
            raise self._explain(limits, seconds) from error
        if "refusal" in answer:
            raise _build_refusal(answer["refusal"])
        if answer["peak_megabytes"] * 2 > limits.memory_megabytes:
            # What one large file took is missing for the next.
            self._files_left = 0
        return _build_document(answer["document"], readable_name(path))

    def _explain(self, limits: ReadingLimits, seconds: float) -> UnusableReportError:
        try:
            code = self._process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        explained = explain_end(code, self._last_words(), limits, seconds)
        self._end()
        return explained

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        self._files_left -= 1
        self._is_waiting = True
        self._line.settimeout(seconds)
        self._line.sendall(json.dumps(request).encode("ascii") + b"\n")
        answer = self._receive(seconds)
        self._is_waiting = False
        return answer

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        received = bytearray()
        while not received.endswith(b"\n"):
            self._line.settimeout(max(deadline - time.monotonic(), 0.001))
            part = self._line.recv(MEGABYTE)
            if not part:
                raise EOFError
            received += part
            if len(received) > _LONGEST_ANSWER:
                self._end()
                raise UnusableReportError("too-much-text", size=_LONGEST_ANSWER // MEGABYTE)
        answer: dict[str, Any] = json.loads(received)
        return answer

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:200] if lines else ""


def _end(
    process: subprocess.Popen[bytes], line: socket.socket, errors: IO[bytes], owner: int
) -> None:
    """Kill a child and all it may have started."""
    line.close()
    errors.close()
    if owner != os.getpid():
        # A forked copy of the owner has a copy of this object, but not the child.
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
    process.wait()


def _build_refusal(refusal: dict[str, Any]) -> UnusableReportError:
    return UnusableReportError(refusal["name"], page=refusal["page"], **refusal["facts"])


def _build_document(answer: dict[str, Any], file_name: str) -> ReportDocument:
    published = answer["published_date"]
    return ReportDocument(
        **{
            **answer,
            "file_name": file_name,
            "published_date": date.fromisoformat(published) if published else None,
            "cells": [PrintedCell(**cell) for cell in answer["cells"]],
        }
    )
