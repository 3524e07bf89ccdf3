"""Comparisons with indicators of the UN that wait for a person."""

from typing import Any

from rich.console import Console

from supply.bridge_line import nearest_words
from supply.terminal.render_table import cell, facts, header, word_table
from warehouse.folder.published import Row
from warehouse.say import chosen_language, in_reader_language, name_value, tell


def bridge_table(rows: list[Row]) -> Any:
    """List the proposals."""
    grid = word_table(
        "id", "code", "indicator", "in the un", "why so", "recorded", title=tell("review-bridges")
    )
    for row in rows:
        grid.add_row(
            cell(row["question_id"]),
            cell(row["indicator_code"]),
            cell(row["indicator_name"]),
            cell(nearest_words(row, chosen_language())),
            cell(in_reader_language(row, "reason")),
            cell(name_value("review_status", row["recorded"])),
        )
    return grid


def print_bridge(screen: Console, row: Row) -> None:
    """Show one proposal, with what speaks for it and where the UN's wording was read."""
    screen.print(cell(tell("review-bridge", id=row["question_id"]), "bold"))
    told = [
        (header("indicator"), f"{row['indicator_code']} {row['indicator_name']}"),
        (header("in the un"), nearest_words(row, chosen_language())),
        (header("why so"), in_reader_language(row, "reason")),
        (header("source"), row["source_url"]),
    ]
    screen.print(facts((name, value) for name, value in told if value))
