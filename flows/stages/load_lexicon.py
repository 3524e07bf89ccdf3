"""Reviewed seed files → what transforms read and link with."""

from typing import Any

from transforms.phrase.unit_table import read_unit_rows
from transforms.report.apply_corrections import Correction
from transforms.report.decide_direction import DirectionReview, DirectionTerm
from transforms.report.report_lexicon import Lexicon, UnitRule
from transforms.years.compare_names import NameTerm
from transforms.years.series_chain import LinkReview
from warehouse.errors import TsdgError
from warehouse.seed_files import read_seed, seed_file


def load_lexicon() -> Lexicon:
    """Read agencies, units and directions."""
    return Lexicon(
        agency_names={row["printed_name"]: _counted_under(row) for row in read_seed("agencies")},
        units=load_units(),
        direction_terms=tuple(
            DirectionTerm(row["term"], row["direction"], int(row["priority"]))
            for row in read_seed("direction_terms")
        ),
        direction_reviews=tuple(
            DirectionReview(row["indicator_name_contains"], row["label_contains"], row["direction"])
            for row in read_seed("direction_reviews")
        ),
    )


def load_units() -> dict[str, UnitRule]:
    """Read how each printed unit converts: all that linking needs of the lexicon."""
    return {
        row["unit"]: UnitRule(row["group"], row["base_unit"], float(row["factor"]))
        for row in _read_conversions()
    }


def load_unit_groups() -> dict[str, str]:
    """Read which units mean the same: unit → group."""
    return {unit: rule.group for unit, rule in load_units().items()}


def _read_conversions() -> list[dict[str, Any]]:
    """What the unit table says of conversion; one's own unit_conversions.csv goes before it."""
    own = seed_file("unit_conversions").exists()
    rows = read_seed("unit_conversions") if own else read_unit_rows()
    return [row for row in rows if row["base_unit"]]


def _counted_under(row: dict[str, Any]) -> str:
    """The agency that carries a printed name on; without a public source the name stays itself."""
    return str(row["printed_name" if row.get("is_sourced") == "false" else "agency_short_name"])


def load_name_terms() -> tuple[NameTerm, ...]:
    """Read the words by which names differ in meaning, or only in wording."""
    return tuple(
        NameTerm(row["group"], row["term"], row["meaning"], row["is_qualifier"] == "true")
        for row in read_seed("name_terms")
    )


def load_link_reviews() -> tuple[LinkReview, ...]:
    """Read what people decided about links over the years.

    Raises:
        TsdgError: a row cannot be read.
    """
    rows = [row for row in read_seed("link_reviews") if row["relation"] == "same_series"]
    return tuple(_convert(row, "link_reviews", _link_review) for row in rows)


def load_corrections() -> tuple[Correction, ...]:
    """Read the known errors of sources.

    Raises:
        TsdgError: a row cannot be read.
    """
    return tuple(_convert(row, "corrections", _correction) for row in read_seed("corrections"))


def _convert(row: dict[str, Any], name: str, convert: Any) -> Any:
    try:
        return convert(row)
    except TsdgError as error:
        error.file = seed_file(name)
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise TsdgError("seed-row", file=seed_file(name), row=row, why=error) from error


def _link_review(row: dict[str, Any]) -> LinkReview:
    if row["decision"] not in {"same", "different"}:
        raise TsdgError("seed-decision", row=row, decision=repr(row["decision"]))
    return LinkReview(
        int(row["report_year_a"]),
        row["indicator_code_a"],
        _number(row["measure_no_a"]),
        int(row["report_year_b"]),
        row["indicator_code_b"],
        _number(row["measure_no_b"]),
        is_same=row["decision"] == "same",
        issuer_a=row.get("issuer_a") or None,
        issuer_b=row.get("issuer_b") or None,
    )


def _correction(row: dict[str, Any]) -> Correction:
    if not row["reason"]:
        raise TsdgError("seed-reason", row=row)
    return Correction(
        int(row["report_year"]),
        row["indicator_code"],
        int(row["measure_no"]),
        row["field"],
        _number(row["data_year"]),
        float(row["printed_expected"]),
        float(row["corrected_value"]),
        row["reason"],
    )


def _number(text: str) -> int | None:
    return int(text) if text else None
