"""The whole `tsdg run` as a user starts it: cold, a new vintage, nothing new; beside its imports alone.

Example: python -m benchmarks.run_command --rounds 5 --report reports/2024_sample.pdf
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Timings, alternate, describe_machine, format_table
from benchmarks.peak_memory import watch_peaks
from flows.server.prefect_template import template_path

_PROJECT = Path(__file__).parent.parent
_IMPORTS = "import prefect, great_expectations"
_TSDG = str(Path(sys.executable).with_name("tsdg"))
_COLD_LIMIT = 3.0
_NOTHING_NEW_LIMIT = 1.5


@dataclass(frozen=True, slots=True)
class Workbench:
    """Files and environment of one benchmark."""

    folder: Path
    report: Path
    environment: Mapping[str, str]

    @property
    def held(self) -> Path:
        """A data folder that holds the report, as a user's does between two editions."""
        return self.folder / "held"

    @property
    def vintage(self) -> Path:
        """The same edition with other bytes: what a corrected file of the same year is to the run."""
        return self.folder / f"vintage{self.report.suffix}"

    @property
    def data(self) -> Path:
        """The data folder of the run that is being measured."""
        return self.folder / "data"

    def prepare(self) -> None:
        """Publish the report once, and make its vintage."""
        comment = b"\n% a later vintage\n" if self.report.suffix == ".pdf" else b"\n"
        self.vintage.write_bytes(self.report.read_bytes() + comment)
        self.execute(tsdg_run(self.report, self.held))

    def execute(self, command: list[str]) -> str:
        """Run a command to its end and return what it printed.

        Raises:
            subprocess.CalledProcessError: it failed; nothing was measured then.
        """
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def reset(self, *, is_held: bool) -> None:
        """Give the next run an empty data folder, or one that holds the report."""
        shutil.rmtree(self.data, ignore_errors=True)
        if is_held:
            # Links stay links: the live run is one.
            shutil.copytree(self.held, self.data, symlinks=True)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command, what it finds, and a word that shows it did what is being measured."""

    command: list[str]
    is_held: bool
    expected: str


def tsdg_run(report: Path, data: Path) -> list[str]:
    return [_TSDG, "run", str(report), "--data", str(data)]


def main() -> None:
    options = _parse_options()
    print(
        f"Command: {options.rounds} rounds in turns, median seconds (least-most); {describe_machine()}"
    )
    print(f"Template of Prefect's database: {'there' if template_path().exists() else 'MISSING'}\n")
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(Path(folder), options.report.resolve(), _clean_environment(folder))
        bench.prepare()
        scenarios = _list_scenarios(bench)
        timings = _time_scenarios(bench, scenarios, options.rounds)
        print(_format_timings(bench, scenarios, timings))
        print(f"\nStages of the cold run, median of {options.rounds}\n")
        print(_format_stages(bench, options.rounds))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--report", type=Path, default=_PROJECT / "reports" / "2024_sample.pdf")
    return parser.parse_args()


def _clean_environment(folder: str) -> dict[str, str]:
    """Drop what would let the runs use another server, and keep Prefect's own home out of the user's."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith(("PREFECT", "TSDG"))}
    return kept | {"DO_NOT_TRACK": "1", "HOME": folder}


def _list_scenarios(bench: Workbench) -> dict[str, Scenario]:
    return {
        "imports alone": Scenario([sys.executable, "-c", _IMPORTS], is_held=False, expected=""),
        "cold": Scenario(tsdg_run(bench.report, bench.data), is_held=False, expected="Scorecard"),
        "new vintage": Scenario(tsdg_run(bench.vintage, bench.data), is_held=True, expected="Scorecard"),
        "nothing new": Scenario(tsdg_run(bench.report, bench.data), is_held=True, expected="Nothing new"),
    }  # fmt: skip


def _time_scenarios(
    bench: Workbench, scenarios: Mapping[str, Scenario], rounds: int
) -> dict[str, Timings]:
    """Time the commands alone: folders are prepared while the clock, which counts commands, stands."""
    spent = 0.0

    def contend(scenario: Scenario) -> None:
        nonlocal spent
        bench.reset(is_held=scenario.is_held)
        start = time.perf_counter()
        printed = bench.execute(scenario.command)
        spent += time.perf_counter() - start
        if scenario.expected not in printed:
            raise RuntimeError(
                f"`{scenario.expected}` expected, but the run printed: {printed[:200]}"
            )

    def contender(scenario: Scenario) -> Callable[[], None]:
        return lambda: contend(scenario)

    contenders = {name: contender(scenario) for name, scenario in scenarios.items()}
    return alternate(contenders, rounds, lambda: spent)


def _format_timings(
    bench: Workbench, scenarios: Mapping[str, Scenario], timings: Mapping[str, Timings]
) -> str:
    imports = timings["imports alone"].median
    goals = {
        "cold": f"<= {_COLD_LIMIT:.0f} x imports",
        "nothing new": f"<= {_NOTHING_NEW_LIMIT} s",
    }
    rows = []
    for name, scenario in scenarios.items():
        bench.reset(is_held=scenario.is_held)
        peaks = watch_peaks(scenario.command, bench.environment)
        sizes = (peaks.command, peaks.largest_child, peaks.together)
        ratio = f"{timings[name].median / imports:.2f}"
        rows.append(
            (
                name,
                timings[name].describe(),
                ratio,
                goals.get(name, ""),
                *(f"{s:.0f}" for s in sizes),
            )
        )
    headers = (
        "run",
        "wall s",
        "x imports",
        "goal",
        "command MB",
        "largest child MB",
        "together MB",
    )
    return format_table(headers, rows)


def _format_stages(bench: Workbench, rounds: int) -> str:
    runs = [_trace_cold_run(bench) for _ in range(rounds)]
    names = {name: None for run in runs for name in run}
    totals = {name: median(run.get(name, 0.0) for run in runs) for name in names}
    whole = sum(totals.values())
    rows = [(name, f"{s:.3f}", f"{100 * s / whole:.0f} %") for name, s in totals.items()]
    return format_table(("stage", "s", "share"), [*rows, ("sum", f"{whole:.3f}", "100 %")])


def _trace_cold_run(bench: Workbench) -> dict[str, float]:
    """Return the seconds of each stage, from before the process starts until it has ended."""
    bench.reset(is_held=False)
    marks_file = bench.folder / "marks.json"
    traced = [sys.executable, "-m", "benchmarks.run_stages", str(marks_file)]
    start = time.monotonic()
    bench.execute([*traced, *tsdg_run(bench.report, bench.data)[1:]])
    marks = [(start, "start Python, load the command"), *json.loads(marks_file.read_text())]
    ends = [at for at, _ in marks[1:]] + [time.monotonic()]
    stages: dict[str, float] = {}
    for (begin, name), end in zip(marks, ends, strict=True):
        stages[name] = stages.get(name, 0.0) + end - begin
    return stages


if __name__ == "__main__":
    main()
