"""Whose statement a row is, as tables say it; two issuers that state the same share one row."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from supply.terminal.render_table import printable
from warehouse.folder.published import Row

_BETWEEN = ", "


def merge_prints(rows: Iterable[Row], told: Sequence[str]) -> list[Row]:
    """Make one row of a measure that several issuers print in a year and tell alike.

    `issuer` and `agencies_text` of such a row name them all, those of the print that leads first.

    Args:
        rows: with issuer, agencies_text, report_year, measure_key and leads_key.
        told: columns of which each row shows the values; rows that differ in them stay apart.
    """
    merged: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        key = (row["report_year"], row["measure_key"], *(row[name] for name in told))
        merged.setdefault(key, []).append(row)
    return [_merge(sorted(prints, key=lambda row: not row["leads_key"])) for prints in merged.values()]  # fmt: skip


def _merge(prints: Sequence[Row]) -> Row:
    names = ("issuer", "agencies_text")
    told = {name: _BETWEEN.join(dict.fromkeys(row[name] for row in prints)) for name in names}
    return {**prints[0], **told}


def count_measures(rows: Iterable[Row]) -> int:
    """How many measures rows are about, whoever prints them."""
    return len({(row["report_year"], row["measure_key"]) for row in rows})


def issuer_cell(issuer: str | None, samples: Sequence[str] = ()) -> Text:
    """Name issuers, each on its line where there are several, so that no name is torn.

    Args:
        issuer: one, or several as `merge_prints` joins them; null for none.
        samples: those whose figures come from a sample.
    """
    names = printable(issuer).split(_BETWEEN) if issuer else []
    lines = [
        "、\n".join(name.split("、")) + ("\n樣本" if name in samples else "") for name in names
    ]
    return Text("\n".join(lines), no_wrap=True, overflow="ellipsis")
