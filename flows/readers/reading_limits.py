"""What reading one file may take, and the one line that says which limit it broke."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.readers.report_document import UnusableReportError

MEGABYTE = 1024 * 1024
SAVE_AGAIN = "if it is a genuine report, save it again as a plain PDF"


class IsolatedReadingError(Exception):
    """Not a file's fault: a limit in the environment is no number, or no child process starts."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may use. The time grows with the file: a long report takes long to read."""

    seconds: float = 60.0
    seconds_per_megabyte: float = 30.0
    longest_seconds: float = 900.0
    memory_megabytes: int = 1024

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "ReadingLimits":
        """Take `TSDG_READ_SECONDS` (the same for every file) and `TSDG_READ_MEMORY_MB` if given.

        Raises:
            IsolatedReadingError: one of them is no positive number.
        """
        given: dict[str, Any] = {}
        seconds = _read_number(environment, "TSDG_READ_SECONDS")
        if seconds:
            given = {"seconds": seconds, "seconds_per_megabyte": 0.0, "longest_seconds": seconds}
        memory = _read_number(environment, "TSDG_READ_MEMORY_MB")
        if memory:
            given["memory_megabytes"] = int(memory)
        return cls(**given)

    def seconds_for(self, size: int) -> float:
        """Seconds for a file of this many bytes."""
        scaled = self.seconds + self.seconds_per_megabyte * size / MEGABYTE
        return min(scaled, self.longest_seconds)


def _read_number(environment: Mapping[str, str], name: str) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise IsolatedReadingError(f"{name} is {text!r}; give a whole number above 0, or nothing")
    return int(text)


def over_time(seconds: float) -> UnusableReportError:
    """The refusal of a file that took too long."""
    return UnusableReportError(
        f"reading was stopped after {seconds:.0f} s",
        f"{SAVE_AGAIN} or allow more with TSDG_READ_SECONDS",
    )


def explain_end(
    code: int, last_words: str, limits: ReadingLimits, seconds: float
) -> UnusableReportError:
    """Say in one line why a child ended: by its exit code and the last line of its stderr."""
    kind = last_words.split(":", maxsplit=1)[0].rsplit(".", 1)[-1]
    if code == -signal.SIGXCPU:
        return over_time(seconds)
    if code == -signal.SIGKILL:
        return UnusableReportError(
            "the reader was killed, most likely for lack of memory",
            "free some or leave the file out",
        )
    if kind == "MemoryError":
        return UnusableReportError(
            f"reading needs more than {limits.memory_megabytes} MB of memory",
            f"{SAVE_AGAIN} or allow more with TSDG_READ_MEMORY_MB",
        )
    if kind == "RecursionError":
        return UnusableReportError("the file is nested too deep to be read", SAVE_AGAIN)
    what = signal.Signals(-code).name if code < 0 else kind or f"exit {code}"
    return UnusableReportError(f"the reader failed on the file ({what})", SAVE_AGAIN)
