"""`tsdg diff`: what changed between two editions, or two vintages of one."""

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from flows.commands.name_held_issuer import name_held_issuer
from flows.stages.compare_documents import read_documents
from supply.terminal.render_table import cell, console, print_json, printable, table
from transforms.years.compare_editions import compare_editions
from warehouse.data_folder import DataFolder
from warehouse.errors import NotPublishedError
from warehouse.held_reports import SAMPLE, HeldReports, read_held
from warehouse.published import Row, fetch, open_published

# Of each change: the title of its table, and how one and how many are counted.
_TITLES = {
    "indicator_added": ("New indicators", "new indicator", "new indicators"),
    "indicator_vanished": ("Indicators no longer printed", "indicator no longer printed", "indicators no longer printed"),
    "indicator_renumbered": ("Renumbered", "renumbered", "renumbered"),
    "indicator_renamed": ("Renamed", "renamed", "renamed"),
    "agency_changed": ("Other agencies", "with other agencies", "with other agencies"),
    "same_as_changed": ("Same-as notes 同指標", "other same-as note", "other same-as notes"),
    "measure_added": ("New measures", "new measure", "new measures"),
    "measure_vanished": ("Measures no longer printed", "measure no longer printed", "measures no longer printed"),
    "unit_changed": ("Units", "other unit", "other units"),
    "target_changed": ("Targets", "other target", "other targets"),
    "value_changed": ("Values", "other value", "other values"),
    "status_changed": ("Verdicts", "other verdict", "other verdicts"),
    "text_changed": ("Texts", "other text", "other texts"),
}  # fmt: skip
# What a change is told with beside its code and page; the rest with all of it.
_COLUMNS = {
    "indicator_added": ("indicator", "perhaps"),
    "indicator_vanished": ("indicator", "perhaps"),
    "indicator_renumbered": ("indicator",),
    "indicator_renamed": ("before", "after"),
    "agency_changed": ("indicator", "before", "after"),
    "same_as_changed": ("indicator", "before", "after"),
    "measure_added": ("indicator", "after"),
    "measure_vanished": ("indicator", "before"),
    "unit_changed": ("indicator", "before", "after"),
    "text_changed": ("indicator", "section", "before", "after"),
}
_ALL_COLUMNS = ("indicator", "before", "after", "effect")
_HEADINGS = {"measure_added": {"after": "target"}, "measure_vanished": {"before": "target"}}
_OPEN_QUESTIONS = """
    select indicator_key_a, indicator_key_b from indicator_link
    where relation = 'same_series' and not is_confirmed and measure_no_a is null
    order by score desc, indicator_key_a, indicator_key_b
"""
# 2024, 2022v1, 2024:衛福部, 2022v1:衛福部
_NAME = re.compile(r"(?P<year>\d{4})(?:v(?P<vintage>\d+))?(?::(?P<issuer>.+))?", re.IGNORECASE)


def show_diff(data: DataFolder, before: str, after: str, *, output: str) -> None:
    """Print the changes between two documents: a report year, 2022v1, 2024:衛福部, or a report_id each.

    Raises:
        NotPublishedError: one of them is not held, or several are meant.
    """
    with open_published(data) as connection:
        held = read_held(connection)
        sides = [_find(held, name) for name in (before, after)]
        if sides[0] == sides[1]:
            raise NotPublishedError("same-document", before=before, after=after)
        documents = read_documents(connection, [side["report_id"] for side in sides])
        changes = compare_editions(*(documents[side["report_id"]] for side in sides)).to_dicts()
        _tell_open_questions(changes, fetch(connection, _OPEN_QUESTIONS))
    title = _title(sides, with_issuer=held.has_several_issuers)
    if output == "json":
        print_json({"before": sides[0], "after": sides[1], "changes": changes})
    elif output == "markdown":
        console().print(cell(_markdown(title, sides, changes)), soft_wrap=True)
    else:
        _print_text(console(), title, changes)


def _tell_open_questions(changes: list[dict[str, Any]], questions: Sequence[Row]) -> None:
    """What came may be what went: a merger, a narrower name. Nobody has decided it yet."""
    ends = ("indicator_vanished", "indicator_added")
    gone, come = (
        {row["indicator_key"]: row for row in changes if row["change"] == change} for change in ends
    )
    for row in changes:
        row["perhaps"] = None
    for question in questions:
        keys = question["indicator_key_a"], question["indicator_key_b"]
        # The later edition may be named first.
        for before, after in (keys, keys[::-1]):
            if before in gone and after in come:
                _add_perhaps(gone[before], come[after])
                _add_perhaps(come[after], gone[before])


def _add_perhaps(row: dict[str, Any], other: Row) -> None:
    words = f"{_place(other)} {other['indicator_name']}"
    row["perhaps"] = f"{row['perhaps']}; {words}" if row["perhaps"] else words


def _find(held: HeldReports, name: str) -> Row:
    """A year means its current vintage, and its only issuer."""
    by_id = [row for row in held.rows if row["report_id"] == name]
    found = by_id or _named(held, name)
    if len(found) > 1:
        names = ", ".join(held.name(row) for row in found)
        raise NotPublishedError("edition-of-several", name=name, names=names)
    if not found:
        names = ", ".join(held.name(row) for row in held.rows)
        raise NotPublishedError("no-such-edition", name=name, names=names)
    return found[0]


def _named(held: HeldReports, name: str) -> list[Row]:
    match = _NAME.fullmatch(name)
    if match is None:
        return []
    issuer = name_held_issuer(held, match["issuer"]) if match["issuer"] else None
    return [
        row
        for row in held.rows
        if row["report_year"] == int(match["year"])
        and (row["vintage_no"] == int(match["vintage"]) if match["vintage"] else row["is_current"])
        and issuer in {None, row["issuer"]}
    ]


def _grouped(changes: Sequence[Row]) -> dict[str, list[Row]]:
    return {
        change: rows
        for change in _TITLES
        if (rows := [row for row in changes if row["change"] == change])
    }


def _summary(title: str, changes: Sequence[Row]) -> str:
    counts = ", ".join(
        f"{len(rows)} {_TITLES[change][1 if len(rows) == 1 else 2]}"
        for change, rows in _grouped(changes).items()
    )
    return f"{title}: {counts or 'nothing changed'}"


def _title(sides: Sequence[Row], *, with_issuer: bool) -> str:
    return " to ".join(
        f"{side['report_year']}"
        + (f" of {side['issuer']}" if with_issuer else "")
        + f" (vintage {side['vintage_no']}{', ' + SAMPLE if side['is_sample'] else ''})"
        for side in sides
    )


def _columns(change: str, rows: Sequence[Row]) -> list[str]:
    """The columns that say something of these rows."""
    names = _COLUMNS.get(change, _ALL_COLUMNS)
    optional = ("perhaps", "effect")
    return [name for name in names if name not in optional or any(row[name] for row in rows)]


def _headings(change: str, columns: list[str]) -> list[str]:
    renamed = _HEADINGS.get(change, {})
    return ["code", *(renamed.get(name, name) for name in columns), "page"]


def _cells(row: Row, columns: list[str]) -> list[Any]:
    values = [_what(row) if name == "indicator" else row[name] for name in columns]
    return [_place(row), *("" if value is None else value for value in values), row["page"]]


def _print_text(screen: Console, title: str, changes: Sequence[Row]) -> None:
    screen.print(cell(_summary(title, changes), "bold"))
    for change, rows in _grouped(changes).items():
        columns = _columns(change, rows)
        heading = f"{_TITLES[change][0]}: {len(rows)}"
        grid = table(*_headings(change, columns), title=heading, right=("page",))
        for row in rows:
            grid.add_row(*map(cell, _cells(row, columns)))
        screen.print(grid)
    if any(row["perhaps"] for row in changes):
        screen.print(cell("perhaps: an open question; tsdg review decides it"))


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


def _markdown(title: str, sides: Sequence[Row], changes: Sequence[Row]) -> str:
    lines = [f"# {_escape(title)}", ""]
    lines += [
        f"- {side['report_year']}: {_escape(side['file_name'])}, {side['n_indicators']} indicators"
        for side in sides
    ]
    if not changes:
        lines += ["", "Nothing changed."]
    for change, rows in _grouped(changes).items():
        columns = _columns(change, rows)
        headings = _headings(change, columns)
        lines += ["", f"## {_TITLES[change][0]} ({len(rows)})", ""]
        lines += ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
        for row in rows:
            lines.append("| " + " | ".join(map(_escape, _cells(row, columns))) + " |")
    if any(row["perhaps"] for row in changes):
        lines += ["", "perhaps: an open question; `tsdg review` decides it."]
    return "\n".join(lines)


def _escape(value: Any) -> str:
    """A printed text can neither end its table cell nor become HTML, a link or emphasis."""
    text = " ".join(printable(value).split())
    return re.sub(r"([\\`*_\[\]<>|#!~$])", r"\\\1", text).replace("&", "&amp;")
