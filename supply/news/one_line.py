"""Texts as a report of a run shows them: one line, of limited length, without control characters."""

from collections.abc import Iterable
from typing import Any

from supply.terminal.render_table import printable
from warehouse.say import listed

_LONGEST = 300


def one_line(value: Any, longest: int = _LONGEST) -> str:
    """Write a value in one line of at most so many characters; a cell of a report may hold 200,000."""
    text = " ".join(printable(value).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def write_years(years: Iterable[int]) -> str:
    """Write years in order; three or more without a gap as a span."""
    ordered = sorted(set(years))
    first, last = ordered[0], ordered[-1]
    if len(ordered) > 2 and last - first == len(ordered) - 1:  # noqa: PLR2004 - 2023, 2024 reads better
        return f"{first}–{last}"
    return listed(ordered)
