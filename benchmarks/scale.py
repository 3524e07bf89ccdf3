"""How reading and the stages after it grow: `python -m benchmarks.scale 1 10 100 1000`.

PDF editions drawn for the purpose are read by one reader, by two, and by a two-worker Dask cluster over loopback,
which take turns; then the documents that came of it go through the stages. Each measurement is a process of its own.
Prefect is left out, but for `--prefect`: two readers once more, each file a recorded task.
"""

import argparse
import hashlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import editions, peak_memory
from benchmarks.make_editions import write_editions
from benchmarks.measure import describe_machine, format_table
from flows.readers.fan_out import read_all, read_reports
from flows.readers.reading_pool import open_pool
from warehouse.folder.data_folder import DataFolder
from warehouse.settings import Settings

WAYS = {
    "one reader": Settings(readers=1, read_on="here"),
    "two readers": Settings(readers=2, read_on="here"),
    "Dask, two workers": Settings(readers=2, read_on="dask"),
}
KEPT = "two readers"
PREFECT = "two readers, Prefect"
_FEW, _ROUNDS = 10, 3
# Peaks are the kernel's; looking seldom leaves the processors to the readers.
_LOOK_SECONDS = 0.5


def main() -> None:
    """Measure each size and print two tables."""
    options = _parse_options()
    if options.child:
        _answer(options.child, Path(options.answer), Path(options.folder), options.sizes[0])
        return
    print(f"Scale: {describe_machine()}\n")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "editions")
        folder.mkdir()
        started = time.perf_counter()
        count = len(write_editions(folder, max(options.sizes) + 1))
        print(f"{count} editions drawn in {time.perf_counter() - started:.0f} s\n")
        ways = [*WAYS, PREFECT] if options.prefect else list(WAYS)
        reading = {size: _read_in_turns(size, folder, ways) for size in options.sizes}
        _print_reading(reading)
        if not options.read_only:
            _print_stages({size: _ask("stages", folder, size) for size in options.sizes}, reading)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 10, 100, 1000])
    parser.add_argument("--read-only", action="store_true", help="leave the later stages out")
    parser.add_argument("--prefect", action="store_true", help="read as Prefect tasks, too")
    for name in ("child", "answer", "folder"):
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    return parser.parse_args()


def _read_in_turns(size: int, folder: Path, ways: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Let the ways read so many files by turns; small sizes several times."""
    answers: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
    for _ in range(_ROUNDS if size <= _FEW else 1):
        for way in ways:
            answers[way].append(_ask(way, folder, size))
    found = {answer["digest"] for given in answers.values() for answer in given}
    if len(found) != 1:
        raise RuntimeError(f"the ways do not find the same in {size} editions")
    return answers


def _ask(what: str, folder: Path, size: int) -> dict[str, Any]:
    """Measure in a process of its own, and its memory with that of all it starts."""
    answer = folder.parent / "answer.json"
    command = [sys.executable, "-m", "benchmarks.scale", str(size), "--child", what]
    command += ["--answer", str(answer), "--folder", str(folder)]
    peak_memory._POLL_SECONDS = _LOOK_SECONDS  # noqa: SLF001 - see there
    try:
        peaks = peak_memory.watch_peaks(command, dict(os.environ))
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{what} of {size} editions failed; see above") from error
    return {**json.loads(answer.read_text(encoding="utf-8")), "mb": peaks.together}


def _answer(what: str, answer: Path, folder: Path, size: int) -> None:
    files = sorted(folder.glob("*.pdf"), key=_order)
    kept = folder.parent / "documents.pickle"
    found = _pass_stages(kept, size) if what == "stages" else _read(what, files, size, kept)
    answer.write_text(json.dumps(found), encoding="utf-8")


def _order(path: Path) -> tuple[str, str]:
    """All years of one ministry before the next one's."""
    year, ministry = path.stem.split("_")
    return ministry, year


def _read(way: str, files: list[Path], size: int, kept: Path) -> dict[str, Any]:
    settings = WAYS.get(way, WAYS[KEPT])
    start = time.perf_counter()
    with open_pool(settings, max(size, 3)):
        ready = time.perf_counter()
    begin = time.perf_counter()
    if way == PREFECT:
        documents, refusals, seconds = _read_as_tasks(files[:size], settings)
    else:
        documents, refusals = read_all(files[:size], None, settings)
        seconds = time.perf_counter() - begin
    if refusals:
        raise RuntimeError(f"refused: {refusals[:3]}")
    digest = hashlib.sha256(repr(documents).encode()).hexdigest()
    if way == KEPT:
        more, _ = read_all(files[size : size + 1], None, WAYS["one reader"])
        kept.with_suffix(f".{size}").write_bytes(pickle.dumps([*documents, *more]))
    return {
        "seconds": seconds,
        "start": ready - start,
        "pages": sum(document.page_count for document in documents),
        "digest": digest,
    }


def _read_as_tasks(files: list[Path], settings: Settings) -> tuple[Any, Any, float]:
    """Read within a flow; the server's start and the flow's end are not reading."""
    from flows.server.prefect_server import OwnPrefectServer
    from flows.server.prefect_settings import configure_prefect

    os.environ["TSDG_READERS"] = str(settings.readers)
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        data.create()
        configure_prefect(data, verbose=False)
        with OwnPrefectServer(data.prefect_home) as server:
            server.wait()
            from prefect import flow

            @flow(validate_parameters=False)
            def read_editions() -> tuple[Any, Any, float]:
                begin = time.perf_counter()
                documents, refusals = read_reports(files, None)
                return documents, refusals, time.perf_counter() - begin

            return read_editions()


def _pass_stages(kept: Path, size: int) -> dict[str, Any]:
    documents = pickle.loads(kept.with_suffix(f".{size}").read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        data.create()
        first = editions.run(documents[:size], data)
        second = editions.run(documents[size:], data)
        megabytes = data.warehouse.stat().st_size / 1e6
    indicators = sum(len(document.printed_codes) for document in documents[:size])
    return {
        "first": _seconds_of(first),
        "next": _seconds_of(second),
        "file_mb": megabytes,
        "rows": indicators,
    }


def _seconds_of(spent: dict[str, editions.Spent]) -> dict[str, float]:
    return {stage: one.seconds for stage, one in spent.items()}


def _print_reading(reading: dict[int, dict[str, list[dict[str, Any]]]]) -> None:
    headers = ("way", "editions", "pages", "s", "files/s", "pages/s", "ms/edition", "× one reader", "start s", "memory MB")  # fmt: skip
    rows = []
    for size, answers in reading.items():
        alone = _seconds(answers["one reader"])
        for way, given in answers.items():
            seconds, pages = _seconds(given), given[0]["pages"]
            rows.append(
                (
                    way,
                    f"{size:,}",
                    f"{pages:,}",
                    f"{seconds:.1f}",
                    f"{size / seconds:.2f}",
                    f"{pages / seconds:.1f}",
                    f"{1000 * seconds / size:.0f}",
                    f"{alone / seconds:.2f}",
                    f"{median(answer['start'] for answer in given):.1f}",
                    f"{max(answer['mb'] for answer in given):.0f}",
                )
            )
    print(format_table(headers, rows), flush=True)


def _seconds(given: Sequence[dict[str, Any]]) -> float:
    return median(answer["seconds"] for answer in given)


def _print_stages(
    stages: dict[int, dict[str, Any]], reading: dict[int, dict[str, list[dict[str, Any]]]]
) -> None:
    names = list(next(iter(stages.values()))["first"])
    headers = ("editions", "rows", f"read ({KEPT})", *names, "all", "one more s", "memory MB", "file MB")  # fmt: skip
    rows = []
    for size, answer in stages.items():
        spent = [_seconds(reading[size][KEPT]), *(answer["first"][name] for name in names)]
        rows.append(
            (
                f"{size:,}",
                f"{answer['rows']:,}",
                *(f"{1000 * seconds / size:.1f}" for seconds in [*spent, sum(spent)]),
                f"{sum(answer['next'].values()):.1f}",
                f"{answer['mb']:.0f}",
                f"{answer['file_mb']:.1f}",
            )
        )
    print(f"\nMilliseconds per edition:\n\n{format_table(headers, rows)}")


if __name__ == "__main__":
    main()
