"""What reading one file may take, and the one line that says which limit it broke."""

import signal
from dataclasses import dataclass

from warehouse.errors import UnusableReportError
from warehouse.settings import Settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may use. The time grows with the file: a long report takes long to read."""

    seconds: float = 60.0
    seconds_per_megabyte: float = 30.0
    longest_seconds: float = 900.0
    memory_megabytes: int = 1024

    @classmethod
    def from_settings(cls, settings: Settings) -> "ReadingLimits":
        """Take what the settings say; seconds given there are the same for every file."""
        memory = settings.read_memory_mb
        if settings.read_seconds is None:
            return cls(memory_megabytes=memory)
        return cls(settings.read_seconds, 0.0, settings.read_seconds, memory)

    def seconds_for(self, size: int) -> float:
        """Seconds for a file of this many bytes."""
        scaled = self.seconds + self.seconds_per_megabyte * size / MEGABYTE
        return min(scaled, self.longest_seconds)


def over_time(seconds: float) -> UnusableReportError:
    """The refusal of a file that took too long."""
    return UnusableReportError("reading-too-long", seconds=f"{seconds:.0f}")


def explain_end(
    code: int, last_words: str, limits: ReadingLimits, seconds: float
) -> UnusableReportError:
    """Say in one line why a child ended: by its exit code and the last line of its stderr."""
    kind = last_words.split(":", maxsplit=1)[0].rsplit(".", 1)[-1]
    if code == -signal.SIGXCPU:
        return over_time(seconds)
    if code == -signal.SIGKILL:
        return UnusableReportError("reader-killed")
    if kind == "MemoryError":
        return UnusableReportError("reading-needs-memory", memory_megabytes=limits.memory_megabytes)
    if kind == "RecursionError":
        return UnusableReportError("file-too-deep")
    what = signal.Signals(-code).name if code < 0 else kind or f"exit {code}"
    return UnusableReportError("reader-failed", what=what)
