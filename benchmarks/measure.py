"""Timings of contenders that take turns, so that whatever else the machine does hits them alike."""

import gc
import os
import time
from collections.abc import Callable, Mapping
from statistics import median


class Timings(list[float]):
    """Seconds of each round of one contender."""

    @property
    def median(self) -> float:
        """The middle round: one disturbed round does not move it."""
        return median(self)

    def describe(self) -> str:
        """Tell the median and the extremes, e.g. `1.92 (1.90-2.11)`."""
        return f"{self.median:.2f} ({min(self):.2f}-{max(self):.2f})"


def alternate(
    contenders: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float]
) -> dict[str, Timings]:
    """Time every contender once per round, after one untimed round that warms caches and imports."""
    timings = {name: Timings() for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            # What one contender leaves behind must not be collected on the next one's time.
            gc.collect()
            start = clock()
            contender()
            if number:
                timings[name].append(clock() - start)
    return timings


def describe_machine() -> str:
    """Tell what the figures of a run depend on."""
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} CPUs, load {load:.2f} at start, {time.strftime('%Y-%m-%d %H:%M %Z')}"


def format_table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Set a Markdown table, the first column flush left and the figures flush right."""
    widths = [max(len(row[i]) for row in [headers, *rows]) for i in range(len(headers))]
    rule = ("-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:]))
    return "\n".join(
        "| "
        + " | ".join(
            text.ljust(width) if i == 0 else text.rjust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in [headers, rule, *rows]
    )
