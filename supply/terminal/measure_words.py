"""What a measure states, in the reader's words."""

from supply.terminal.render_table import quantity
from warehouse.folder.published import Row
from warehouse.say import chosen_language, name_value, tell


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


def tell_elsewhere(promise: Row) -> str:
    """Say behind a promised day that the value was published, but in no report held."""
    return (
        "" if promise["elsewhere_value"] is None else f" {name_value('release_state', 'elsewhere')}"
    )
