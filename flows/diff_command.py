"""`tsdg diff`: what changed between two editions, or two vintages of one."""

import re
from typing import Any

from rich.console import Console

from flows.compare_documents import read_documents
from flows.data_folder import DataFolder
from flows.published import NotPublishedError, fetch, open_published
from flows.render_table import cell, console, print_json, printable, table
from transforms.compare_editions import compare_editions

Row = dict[str, Any]
_TITLES = {
    "indicator_added": "New indicators",
    "indicator_vanished": "Indicators no longer printed",
    "indicator_renumbered": "Renumbered",
    "indicator_renamed": "Renamed",
    "agency_changed": "Other agencies",
    "same_as_changed": "Same-as notes 同指標",
    "measure_added": "New measures",
    "measure_vanished": "Measures no longer printed",
    "target_changed": "Targets",
    "value_changed": "Values",
    "status_changed": "Verdicts",
    "text_changed": "Texts",
}
_WITHOUT_VALUES = {"indicator_added", "indicator_vanished"}
_VINTAGE = re.compile(r"(?P<year>\d{4})v(?P<vintage>\d+)")


def show_diff(data: DataFolder, before: str, after: str, *, output: str) -> None:
    """Print the changes between two documents: a report year, 2022v1, or a report_id each.

    Raises:
        NotPublishedError: one of them is not held.
    """
    with open_published(data) as connection:
        held = fetch(connection, "select * from dim_report order by report_year, vintage_no")
        sides = [_find(held, name) for name in (before, after)]
        if sides[0] == sides[1]:
            raise NotPublishedError(f"{before} and {after} are the same document")
        documents = read_documents(connection, [side["report_id"] for side in sides])
        changes = compare_editions(*(documents[side["report_id"]] for side in sides)).to_dicts()
    if output == "json":
        print_json({"before": sides[0], "after": sides[1], "changes": changes})
    elif output == "markdown":
        console().print(cell(_markdown(sides, changes)), soft_wrap=True)
    else:
        _print_text(console(), sides, changes)


def _find(held: list[Row], name: str) -> Row:
    """A year means its current vintage."""
    match = _VINTAGE.fullmatch(name.lower())
    for row in held:
        is_current_of_year = name == str(row["report_year"]) and row["is_current"]
        is_vintage = match is not None and (int(match["year"]), int(match["vintage"])) == (
            row["report_year"],
            row["vintage_no"],
        )
        if is_current_of_year or is_vintage or name == row["report_id"]:
            return row
    names = ", ".join(_name(row, held) for row in held)
    raise NotPublishedError(f"no edition {name} is held; there are {names}")


def _name(row: Row, held: list[Row]) -> str:
    vintages = [other for other in held if other["report_year"] == row["report_year"]]
    return f"{row['report_year']}v{row['vintage_no']}" if len(vintages) > 1 else str(row["report_year"])  # fmt: skip


def _grouped(changes: list[Row]) -> dict[str, list[Row]]:
    return {
        change: rows
        for change in _TITLES
        if (rows := [row for row in changes if row["change"] == change])
    }


def _summary(sides: list[Row], changes: list[Row]) -> str:
    names = " to ".join(f"{side['report_year']} (vintage {side['vintage_no']})" for side in sides)
    counts = ", ".join(f"{len(rows)} {_TITLES[c].lower()}" for c, rows in _grouped(changes).items())
    return f"{names}: {counts or 'nothing changed'}"


def _print_text(screen: Console, sides: list[Row], changes: list[Row]) -> None:
    screen.print(cell(_summary(sides, changes), "bold"))
    for change, rows in _grouped(changes).items():
        has_values = change not in _WITHOUT_VALUES
        columns = ["code", "indicator", *(["before", "after", ""] if has_values else []), "page"]
        grid = table(*columns, title=f"{_TITLES[change]}: {len(rows)}", right=("page",))
        for row in rows:
            values = [row["before"], row["after"], row["effect"]] if has_values else []
            grid.add_row(*map(cell, (_place(row), _what(row), *values, row["page"])))
        screen.print(grid)


def _place(row: Row) -> str:
    codes = [row["indicator_code_before"], row["indicator_code_after"]]
    numbers = [row["measure_no_before"], row["measure_no_after"]]
    sides = [
        f"{code}#{number}" if number else code
        for code, number in zip(codes, numbers, strict=True)
        if code is not None
    ]
    return " → ".join(dict.fromkeys(sides))


def _what(row: Row) -> str:
    label = row["measure_label"]
    return f"{row['indicator_name']}: {label}" if label and label != row["indicator_name"] else str(row["indicator_name"])  # fmt: skip


def _markdown(sides: list[Row], changes: list[Row]) -> str:
    lines = [f"# {_summary(sides, changes).split(':')[0]}", ""]
    lines += [
        f"- {side['report_year']}: {_escape(side['file_name'])}, {side['n_indicators']} indicators"
        for side in sides
    ]
    for change, rows in _grouped(changes).items():
        has_values = change not in _WITHOUT_VALUES
        columns = ["code", "indicator", *(["before", "after", "effect"] if has_values else []), "page"]  # fmt: skip
        lines += ["", f"## {_TITLES[change]} ({len(rows)})", ""]
        lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
        for row in rows:
            values = [row["before"], row["after"], row["effect"] or ""] if has_values else []
            cells = (_place(row), _what(row), *values, row["page"])
            lines.append("| " + " | ".join(_escape(value) for value in cells) + " |")
    return "\n".join(lines)


def _escape(value: Any) -> str:
    """A printed text can neither end its table cell nor become HTML, a link or emphasis."""
    text = " ".join(printable(value).split())
    return re.sub(r"([\\`*_\[\]<>|#!~$])", r"\\\1", text).replace("&", "&amp;")
