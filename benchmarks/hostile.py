"""Time and memory of every file of the hostile corpus: `python -m benchmarks.hostile [PATTERN]`."""

import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flows.readers import read_isolated
from flows.readers.read_isolated import read_report_isolated
from flows.readers.reading_limits import ReadingLimits
from tests.hostile.corpus_case import Case
from tests.hostile.make_corpus import CASES
from tests.hostile.read_rows import read_rows, right_rows
from warehouse.errors import UnusableReportError

LIMITS = ReadingLimits(60, 0, 60, 600)


def main() -> None:
    pattern = re.compile(sys.argv[1] if len(sys.argv) > 1 else "")
    outcomes: Counter[str] = Counter()
    print("| file | outcome | s | MB | reason |\n|---|---|---:|---:|---|")
    for case in CASES:
        if pattern.search(case.name):
            with tempfile.TemporaryDirectory() as folder:
                outcomes[show(case, Path(folder))] += 1
    print(f"\n{outcomes.total()} files: {dict(outcomes)}; start of a child {start():.2f} s")


def show(case: Case, folder: Path) -> str:
    """Read one file and print its line of the table."""
    path = case.make(folder)
    forget_peak()
    limits = ReadingLimits(case.seconds, 0, case.seconds, LIMITS.memory_megabytes)
    reason, started = "", time.perf_counter()
    try:
        rows = read_rows(read_report_isolated(path, None, limits))
        outcome = "read" if rows == right_rows(case.model) else "read, with more rows"
    except UnusableReportError as error:
        reason, outcome = str(error).split(";")[0], "refused"
        if re.search(r"stopped after|MB of memory|the reader", reason):
            outcome = "limited"
    seconds = time.perf_counter() - started
    print(f"| {case.name} | {outcome} | {seconds:.2f} | {peak()} | {reason} |", flush=True)
    return outcome


def child_id() -> int | None:
    reader = getattr(read_isolated._OWN, "reader", None)  # noqa: SLF001 - measured from outside
    return None if reader is None or reader.is_spent else reader._process.pid  # noqa: SLF001


def forget_peak() -> None:
    """Let the kernel count the child's peak anew."""
    if child := child_id():
        Path(f"/proc/{child}/clear_refs").write_text("5", encoding="ascii")


def peak() -> str:
    """The child's peak in MB; of one that is gone nothing is known but its limit."""
    child = child_id()
    if child is None:
        return ""
    status = Path(f"/proc/{child}/status").read_text(encoding="ascii")
    return str(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024)


def start() -> float:
    """Seconds until a child is ready."""
    started = time.perf_counter()
    read_isolated._Child()  # noqa: SLF001 - measured from outside
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
