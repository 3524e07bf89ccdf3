"""`tsdg parse`: what the phrase grammar reads."""

import json
import sys
from pathlib import Path
from typing import Any

from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import cell, console, word_table
from transforms.phrase.parse_quantities import parse_phrase
from warehouse.say import tell


def describe_phrase(text: str) -> dict[str, Any]:
    """Read a phrase into the published shape of `tsdg parse --format json`."""
    phrase = parse_phrase(text)
    return {
        "quantities": [
            {
                "value": quantity.value,
                "value_high": quantity.value_high,
                "unit": quantity.unit,
                "comparator": quantity.comparator,
                "year": quantity.year,
                "period": quantity.period,
                "text": quantity.text,
            }
            for quantity in phrase.quantities
        ],
        "pending": phrase.pending,
        "release_due": phrase.release_due.isoformat() if phrase.release_due else None,
    }


def parse_text(text: str, *, as_json: bool) -> None:
    """Print the reading of one phrase."""
    reading = describe_phrase(text)
    if as_json:
        sys.stdout.write(json.dumps(reading, ensure_ascii=False) + "\n")
        return
    grid = word_table(
        "value", "to", "unit", "comparator", "year", "period", "printed", right=("value", "to")
    )
    for quantity in reading["quantities"]:
        grid.add_row(
            _number(quantity["value"]),
            _number(quantity["value_high"]),
            cell(quantity["unit"]),
            cell(tell_value("comparator", quantity["comparator"])),
            *(cell(quantity[name]) for name in ("year", "period", "text")),
        )
    console().print(grid if reading["quantities"] else tell("parse-nothing"))
    if reading["pending"]:
        due = reading["release_due"] or tell("parse-no-day")
        console().print(tell("parse-pending", due=due))


def parse_file(path: Path, *, as_json: bool) -> None:
    """Print the reading of each line of a file, one JSON object per line, in order."""
    # Only a line feed ends a line here: a phrase may hold other separators that splitlines() knows.
    for line in path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n"):
        if as_json:
            sys.stdout.write(json.dumps(describe_phrase(line), ensure_ascii=False) + "\n")
        else:
            console().print(cell(line, "bold"))
            parse_text(line, as_json=False)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10f}".rstrip("0").rstrip(".")
