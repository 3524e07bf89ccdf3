"""`tsdg diff`: what changed between two editions, or two vintages of one."""

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from flows.commands.name_held_issuer import name_held_issuer
from flows.stages.compare_documents import read_documents
from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import (
    cell,
    console,
    header,
    print_json,
    printable,
    word_table,
)
from transforms.years.compare_editions import compare_editions
from warehouse.errors import NotPublishedError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.held_reports import HeldReports, read_held
from warehouse.folder.published import Row, fetch, open_published
from warehouse.say import listed, listed_issuers, tell

# In the order in which they are told; `diff-CHANGE` is the title of its table, `diff-n-CHANGE` counts it.
_CHANGES = (
    "indicator_added", "indicator_vanished", "indicator_renumbered", "indicator_renamed", "agency_changed",
    "same_as_changed", "measure_added", "measure_vanished", "unit_changed", "target_changed", "value_changed",
    "status_changed", "text_changed",
)  # fmt: skip
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
        names = listed_issuers(held.name(row) for row in found)
        raise NotPublishedError("edition-of-several", name=name, names=names)
    if not found:
        names = listed_issuers(held.name(row) for row in held.rows)
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
        for change in _CHANGES
        if (rows := [row for row in changes if row["change"] == change])
    }


def _summary(title: str, changes: Sequence[Row]) -> str:
    counts = listed(
        tell(f"diff-n-{change}", count=len(rows)) for change, rows in _grouped(changes).items()
    )
    return f"{title}: {counts or tell('diff-nothing')}"


def _title(sides: Sequence[Row], *, with_issuer: bool) -> str:
    before, after = (
        tell(
            "diff-side",
            year=side["report_year"],
            whose=tell("held-of-issuer", issuer=side["issuer"]) if with_issuer else "",
            vintage=side["vintage_no"],
            sample=side["is_sample"],
        )
        for side in sides
    )
    return tell("diff-title", before=before, after=after)


def _columns(change: str, rows: Sequence[Row]) -> list[str]:
    """The columns that say something of these rows."""
    names = _COLUMNS.get(change, _ALL_COLUMNS)
    optional = ("perhaps", "effect")
    return [name for name in names if name not in optional or any(row[name] for row in rows)]


def _headings(change: str, columns: list[str]) -> list[str]:
    renamed = _HEADINGS.get(change, {})
    return ["code", *(renamed.get(name, name) for name in columns), "page"]


def _cells(row: Row, columns: list[str]) -> list[Any]:
    values = [_value(row, name) for name in columns]
    return [_place(row), *("" if value is None else value for value in values), row["page"]]


def _value(row: Row, name: str) -> Any:
    if name == "indicator":
        return _what(row)
    if name == "effect":
        return tell_value("effect", row["effect"])
    if name in {"before", "after"} and row["change"] == "status_changed":
        return tell_value("status", row[name])
    return row[name]


def _print_text(screen: Console, title: str, changes: Sequence[Row]) -> None:
    screen.print(cell(_summary(title, changes), "bold"))
    for change, rows in _grouped(changes).items():
        columns = _columns(change, rows)
        heading = f"{tell(f'diff-{change}')}: {len(rows)}"
        grid = word_table(*_headings(change, columns), title=heading, right=("page",))
        for row in rows:
            grid.add_row(*map(cell, _cells(row, columns)))
        screen.print(grid)
    if any(row["perhaps"] for row in changes):
        screen.print(cell(tell("diff-perhaps")))


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
        "- "
        + tell(
            "diff-file",
            year=side["report_year"],
            file_name=_escape(side["file_name"]),
            count=side["n_indicators"],
        )
        for side in sides
    ]
    if not changes:
        lines += ["", tell("diff-nothing-changed")]
    for change, rows in _grouped(changes).items():
        columns = _columns(change, rows)
        headings = [header(name) for name in _headings(change, columns)]
        lines += ["", f"## {tell(f'diff-{change}')} ({len(rows)})", ""]
        lines += ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
        for row in rows:
            lines.append("| " + " | ".join(map(_escape, _cells(row, columns))) + " |")
    if any(row["perhaps"] for row in changes):
        lines += ["", tell("diff-perhaps-marked")]
    return "\n".join(lines)


def _escape(value: Any) -> str:
    """A printed text can neither end its table cell nor become HTML, a link or emphasis."""
    text = " ".join(printable(value).split())
    return re.sub(r"([\\`*_\[\]<>|#!~$])", r"\\\1", text).replace("&", "&amp;")
