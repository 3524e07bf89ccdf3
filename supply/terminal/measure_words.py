"""What a measure states, in the reader's words."""

import re

from supply.terminal.render_table import quantity
from warehouse.published import Row
from warehouse.say import chosen_language, listed, name_value, tell

# What may stand in the evidence of a link, and the text that says it.
_EVIDENCE = {
    "link-name-likeness": re.compile(r"name likeness (?P<score>\d+)"),
    "link-label-likeness": re.compile(r"label likeness (?P<score>\d+)"),
    "link-same-code": re.compile(r"same code"),
    "link-another-code": re.compile(r"another code"),
    "link-same-units": re.compile(r"same units"),
    "link-other-units": re.compile(r"other units"),
    "link-unit": re.compile(r"unit (?P<unit>.+)"),
    "link-same-place": re.compile(r"same place"),
    "link-same-agencies": re.compile(r"same agencies"),
    "link-other-agencies": re.compile(r"other agencies"),
    "link-identical": re.compile(r"identical target and actual"),
    "link-noted": re.compile(r"noted at (?P<codes>.+)"),
    "link-names-differ": re.compile(r"names say different things: (?P<words>.+)"),
}


def actual_words(row: Row) -> str:
    """The actual as a quantity, else of what kind it is."""
    return quantity(row["actual_value"], row["actual_unit"]) or name_value(
        "actual_kind", row["actual_kind"]
    )


def name_edition(row: Row, *, with_issuer: bool) -> str:
    """Name the edition of a row, with whose it is where that is no matter of course."""
    if with_issuer:
        return tell("held-edition-of", year=row["report_year"], issuer=row["issuer"])
    return tell("held-edition", year=row["report_year"])


def tell_value(list_name: str, value: str | None) -> str:
    """A value of a closed list by its Chinese name; in English as tables and queries have it."""
    if chosen_language() == "en" or value is None:
        return value or ""
    return name_value(list_name, value)


def tell_evidence(evidence: str) -> str:
    """What a link rests on; in Chinese piece by piece, and a piece of another kind as it stands."""
    if chosen_language() == "en":
        return evidence
    return listed(map(_tell_piece, evidence.split(", ")))


def _tell_piece(piece: str) -> str:
    for name, pattern in _EVIDENCE.items():
        if (found := pattern.fullmatch(piece)) is not None:
            return tell(name, **found.groupdict())
    return piece


def tell_elsewhere(promise: Row) -> str:
    """Say behind a promised day that the value was published, but in no report held."""
    return (
        "" if promise["elsewhere_value"] is None else f" {name_value('release_state', 'elsewhere')}"
    )
