"""Extraction in pages per second, against pdfplumber's plain `page.extract_tables()` on the same file.

Example: python -m benchmarks.extraction --rounds 9 --file reports/2024_sample.pdf
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pdfplumber

from benchmarks.measure import Timings, alternate, describe_machine, format_table
from benchmarks.peak_memory import own_peak
from flows.readers.read_pdf import read_pdf
from flows.readers.second_reader import SETTING
from warehouse.errors import UnusableReportError

_PROJECT = Path(__file__).parent.parent
_HEADERS = (
    "file", "pages", "ours pages/s", "plain pages/s", "ours s", "plain s", "ours / plain",
    "ours / plain CPU", "ours twice / plain CPU", "ours MB", "ours twice MB", "plain MB",
    "plain closing pages MB",
)  # fmt: skip


def read_ours(path: Path) -> None:
    """Read as `tsdg run` reads thousands of files: by the fast reader alone."""
    os.environ[SETTING] = "0"
    read_pdf(path)


def read_ours_twice(path: Path) -> None:
    """Read as `tsdg run` reads a few files: every cell by both readers."""
    os.environ[SETTING] = "1"
    read_pdf(path)


def read_plain(path: Path) -> None:
    """Read as pdfplumber's documentation shows it."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def read_plain_closing(path: Path) -> None:
    """Read the same, letting go of each page: what `read_pdf` does, for the memory column."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


_CONTENDERS: dict[str, Callable[[Path], None]] = {
    "ours": read_ours,
    "twice": read_ours_twice,
    "plain": read_plain,
    "plain-closing": read_plain_closing,
}


def main() -> None:
    options = _parse_options()
    if options.peak_of:
        _CONTENDERS[options.peak_of](options.file[0])
        sys.stdout.write(f"{own_peak():.1f}\n")
        return
    print(f"Extraction: {options.rounds} rounds in turns, median; {describe_machine()}\n")
    print(
        format_table(
            _HEADERS, [_measure(path, options.rounds) for path in _choose_files(options.file)]
        )
    )


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--file", type=Path, action="append", default=[], help="one more PDF")
    parser.add_argument(
        "--peak-of", choices=_CONTENDERS, help="read --file once, print peak megabytes"
    )
    return parser.parse_args()


def _choose_files(named: list[Path]) -> list[Path]:
    layouts = sorted((_PROJECT / "tests" / "fixtures" / "layouts").glob("*.pdf"))
    return [_PROJECT / "reports" / "2024_sample.pdf", *layouts, *named]


def _measure(path: Path, rounds: int) -> tuple[str, ...]:
    try:
        read_ours(path)
    except UnusableReportError as error:
        # A refusal may come after a few pages; its pages per second would compare nothing.
        return (path.name, f"refused: {error}", *("" for _ in _HEADERS[2:]))
    with pdfplumber.open(path) as pdf:
        pages = len(pdf.pages)
    wall, processor = _time_both(path, rounds)
    peaks = [f"{_measure_peak(name, path):.0f}" for name in _CONTENDERS]
    return (
        path.name,
        str(pages),
        f"{pages / wall['ours'].median:.2f}",
        f"{pages / wall['plain'].median:.2f}",
        wall["ours"].describe(),
        wall["plain"].describe(),
        _describe_ratio(wall),
        f"{processor['ours'].median / processor['plain'].median:.2f}",
        f"{processor['twice'].median / processor['plain'].median:.2f}",
        *peaks,
    )


def _time_both(path: Path, rounds: int) -> tuple[dict[str, Timings], dict[str, Timings]]:
    """Time wall and processor in the same rounds; the latter hardly minds other programs."""
    names = ("ours", "twice", "plain")
    processor = {name: Timings() for name in names}

    def contend(name: str) -> None:
        start = time.process_time()
        _CONTENDERS[name](path)
        processor[name].append(time.process_time() - start)

    contenders = {name: partial(contend, name) for name in names}
    wall = alternate(contenders, rounds, time.perf_counter)
    return wall, {name: Timings(timings[1:]) for name, timings in processor.items()}


def _describe_ratio(wall: dict[str, Timings]) -> str:
    """Tell the median of the rounds' own ratios, and how far they spread."""
    pairs = zip(wall["ours"], wall["plain"], strict=True)
    return Timings(ours / plain for ours, plain in pairs).describe()


def _measure_peak(name: str, path: Path) -> float:
    command = [
        sys.executable,
        "-m",
        "benchmarks.extraction",
        "--peak-of",
        name,
        "--file",
        str(path.resolve()),
    ]
    return float(subprocess.run(command, cwd=_PROJECT, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main()
