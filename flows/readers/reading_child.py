"""The process that reads files for `read_isolated`: a request in, an answer out, one JSON line each.

Whatever goes wrong in it, other than a file that is told to be unusable, ends it: its exit tells.
"""

import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from flows.end_with_parent import end_with_parent
from warehouse.errors import UnusableReportError

# What a library writes to stderr is the only thing this process may leave on the disk.
_LARGEST_FILE = 1024 * 1024


def main() -> None:
    """Answer requests until there are no more."""
    # A file that keeps the reader busy for minutes must not outlive the run that asked for it.
    end_with_parent(signal.SIGKILL, int(sys.argv[1]) if len(sys.argv) > 1 else None)
    answers = _take_answers()
    _limit_once()
    # Imported before the first request, so that its time is the file's alone.
    import flows.readers.read_pdf
    import flows.readers.read_text  # noqa: F401 - the same

    answers.write("{}\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _take_answers() -> TextIO:
    """Keep stdout for the answers: what a library prints goes to stderr."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def _limit_once() -> None:
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_limit(resource.RLIMIT_FSIZE, _LARGEST_FILE)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from flows.readers.read_report import read_uncached

    _limit(request["cpu_seconds"], request["memory_bytes"])
    try:
        document = read_uncached(Path(request["path"]), request["sha256"], request["year"])
    except UnusableReportError as error:
        return {"refusal": {"name": error.name, "page": error.page, "facts": error.facts}}
    answer = asdict(document)
    published = document.published_date
    answer["published_date"] = published.isoformat() if published else None
    return {"document": answer, "peak_megabytes": _peak_kilobytes() // 1024}


def _peak_kilobytes() -> int:
    """What this program took at most; what Python once took it seldom gives back.

    Not `ru_maxrss`: Linux keeps in it the peak of the process that started this one, and a run with
    Prefect is larger than any report.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.split("VmHWM:", 1)[1].split(maxsplit=1)[0])


def _limit(cpu_seconds: float, memory_bytes: int) -> None:
    """Let one file have so much; a child whose parent was killed ends by it, too.

    Data rather than address space: libraries map hundreds of megabytes that they never touch.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    _set_limit(resource.RLIMIT_CPU, int(used + cpu_seconds) + 1)
    _set_limit(resource.RLIMIT_DATA, memory_bytes)


def _set_limit(kind: int, wanted: int) -> None:
    """Set the limit that can be raised again for the next file, as far as the system lets us."""
    _, hard = resource.getrlimit(kind)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (soft, hard))


if __name__ == "__main__":
    main()
