"""How the cost of a run grows with the documents held: `python -m benchmarks.editions 1 10 100 1000`.

The sample edition under other years, and from the second hundred on as corrected vintages of those; reading of
PDF files is left out (see `extraction`), and so are Prefect and the interpreter's start (see `run_command`).
With `--national` the documents are those of 30 SYNTHETIC issuers, ten years of each, then corrected vintages.
Each size runs in a process of its own: everything at once into an empty folder, then one more edition. Told of each
stage: seconds, processor seconds (these hang less on what else the machine does), and the peak of memory.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import describe_machine
from benchmarks.peak_memory import forget_peak, own_peak
from flows.readers.read_report import read_report
from flows.readers.report_document import ReportDocument
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.stages import link_years
from flows.stages.audit_candidate import audit_candidate
from flows.stages.stage_documents import stage_documents
from tests.national_corpus import Corpus, make_corpus, write_corpus
from warehouse.build import build_marts
from warehouse.candidate import open_candidate
from warehouse.folder.data_folder import DataFolder

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "reports" / "2024_sample.pdf"
FIRST_YEAR, YEARS = 1990, 100
AS_OF = date(2026, 1, 1)


def make_editions(count: int) -> list[ReportDocument]:
    """The sample under other years; a year that comes again is a later vintage with other values."""
    sample = read_report(SAMPLE, None)
    return [_edition(sample, FIRST_YEAR + n % YEARS, n // YEARS) for n in range(count)]


def make_national(count: int) -> list[ReportDocument]:
    """Reports of 30 issuers: a year of all, then the next, ten years; then later vintages of them."""
    with tempfile.TemporaryDirectory() as folder:
        made = Corpus(
            [one for one in make_corpus(years=(2024,)).reports if one.vintage == 1 and one.is_told]
        )
        reports = [read_report(path, None) for path in write_corpus(made, Path(folder))]
    n_issuers = len(reports)
    return [
        _edition(
            reports[n % n_issuers],
            2015 + n // n_issuers % 10,
            n // n_issuers // 10,
            str(n % n_issuers),
        )
        for n in range(count)
    ]


def _edition(sample: ReportDocument, year: int, vintage: int, issuer: str = "") -> ReportDocument:
    cells = [
        replace(cell, text=cell.text.replace("2024", str(year)).replace("2023", str(year - 1)))
        for cell in sample.cells
    ]
    identity = f"{year}-{vintage:04d}" + (f"-{issuer}" if issuer else "")
    return replace(
        sample,
        report_id=identity,
        sha256=identity.rjust(64, "0"),
        report_year=year,
        published_date=date(year + 1, 1 + vintage % 12, 1),
        cells=cells,
    )


class Spent(NamedTuple):
    """What a stage took: seconds, processor seconds, and megabytes at its peak."""

    seconds: float
    cpu_seconds: float
    mb: float


class Stopwatch:
    """What each stage takes."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Measure a block as its stage."""
        forget_peak()
        begin, cpu = time.perf_counter(), time.process_time()
        yield
        self.spent[stage] = Spent(
            time.perf_counter() - begin, time.process_time() - cpu, own_peak()
        )


def run(documents: list[ReportDocument], data: DataFolder) -> dict[str, Spent]:
    """Run all stages once, and tell what each took."""
    watch = Stopwatch()
    record = begin_run(data, AS_OF)
    candidate = open_candidate(data.candidate)
    with watch.time("stage"):
        staged = stage_documents(documents, data, candidate)
    if staged.unsure:
        raise RuntimeError(f"nobody knows whose {len(staged.unsure)} of them are")
    with watch.time("link"):
        link_years.link_series(candidate)
        link_years.order_prints(candidate)
    with watch.time("resolve, trends, changes"):
        link_years.resolve_statements(candidate)
        link_years.measure_series(candidate)
        link_years.compare_reasons(candidate)
        link_years.compare_successive_documents(candidate)
    with watch.time("marts"):
        build_marts(candidate.connection, AS_OF.isoformat())
    with watch.time("audit"):
        result = audit_candidate(candidate)
    if result.blocking:
        raise RuntimeError(f"the audit blocks: {result.blocking[:3]}")
    with watch.time("publish"):
        load_run_records(candidate, data, record)
        candidate.finish()
        publish_run(data, record)
    return watch.spent


def measure(count: int, *, is_national: bool) -> dict[str, object]:
    """One size: everything at once, then one more document."""
    documents = make_national(count + 1) if is_national else make_editions(count + 1)
    with tempfile.TemporaryDirectory() as scratch:
        data = DataFolder(Path(scratch))
        data.create()
        first, second = run(documents[:count], data), run(documents[count:], data)
        size = data.warehouse.stat().st_size / 1e6
    rows = sum(len({cell.row_no for cell in document.cells}) for document in documents[:count])
    return {
        "editions": count,
        "rows": rows,
        "first": first,
        "next": second,
        "file_mb": size,
    }


def main() -> None:
    """Measure each size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 10, 100, 1000])
    parser.add_argument("--national", action="store_true", help="30 issuers instead of one")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(json.dumps(measure(options.sizes[0], is_national=options.national)))
        return
    print(f"{describe_machine()}\n")
    is_headed = False
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.editions", "--one", str(size)]
        command += ["--national"] if options.national else []
        answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
        result = json.loads(answer.stdout)
        if not is_headed:
            names = ("documents", "rows", "", *result["first"], "all", "file MB")
            print("\n".join((_line(names), "|---:|---:|---" + "|---:" * (len(names) - 3) + "|")))
            is_headed = True
        print("\n".join(_lines(result)), flush=True)


def _lines(result: dict[str, Any]) -> Iterator[str]:
    """Rows of a table: what all at once took, and then one document more."""
    place: tuple[str, ...] = (f"{result['editions']:,}", f"{result['rows']:,}")
    for what, spent in (("all at once", result["first"]), ("one more", result["next"])):
        seconds, cpu, mb = zip(*spent.values(), strict=True)
        for unit, numbers, total, digits in (
            ("s", seconds, sum(seconds), 1), ("CPU s", cpu, sum(cpu), 1), ("MB", mb, max(mb), 0),
        ):  # fmt: skip
            size = f"{result['file_mb']:.1f}" if what == "one more" and unit == "MB" else ""
            figures = [f"{number:,.{digits}f}" for number in (*numbers, total)]
            yield _line((*place, f"{what}, {unit}", *figures, size))
            place = ("", "")


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
