"""Why each number is what it is: what was taken for what, paired with what, compared how, and how surely."""

from typing import Any

from rich.console import Console

from supply.terminal.render_table import cell, console, facts, quantity, status_cell, table
from supply.terminal.series_chart import target_words
from warehouse.held_reports import SAMPLE
from warehouse.published import Row, fetch

_QUERIES = {
    "numbers": """
        select * from staging.stg_printed_number
        where report_id = $report_id and indicator_code = $code and occurrence_no = 1
        order by section desc, number_no
    """,
    "values_of_other_years": """
        select * from staging.stg_prior_value
        where report_id = $report_id and indicator_code = $code and occurrence_no = 1
        order by measure_no, data_year
    """,
    "targets_of_other_years": """
        select * from staging.stg_other_target
        where report_id = $report_id and indicator_code = $code and occurrence_no = 1
        order by measure_no, target_year
    """,
    "corrections": """
        select * from staging.stg_correction
        where report_id = $report_id and indicator_code = $code
        order by measure_no, field
    """,
    "reading": """
        select measure_no, is_direction_assumed, unread_words from staging.stg_measure
        where report_id = $report_id and indicator_code = $code and occurrence_no = 1
    """,
}
_SECTIONS = {"target": "目標", "actual": "實績值"}
_ROLES = {
    "value": "actual",
    "quantity": "another amount: an earlier year, a base, a part",
    "unaccounted": "nothing: no rule tells what it is",
}
# What the warehouse keeps of a pairing; its scores are of the run alone.
_PAIRED = "the best answer, without a rival; scores are not kept"
_MEASURE_FIELDS = (
    "measure_no", "measure_label", "target_kind", "target_words", "comparator", "comparator_rule", "target_low",
    "target_high", "unit", "target_year", "target_period", "target_basis", "actual_kind", "actual_words",
    "actual_value", "actual_unit", "actual_year", "direction", "direction_rule", "status", "status_rule",
    "attainment_pct", "gap", "declared_status", "is_consistent", "certainty", "doubt", "corrected_text",
    "page_first", "page_last", "actual_page",
)  # fmt: skip


def read_explanation(connection: Any, indicator: Row) -> Row:
    """Read everything that decided the rows of an indicator in its newest edition.

    Args:
        connection: the published warehouse.
        indicator: as `tsdg show` read it.

    Returns:
        The indicator with its document; every printed number of 目標 and 實績值 with its role; each measure with
        the pair that was made, rules, verdict, certainty and doubt; the findings. `other_statements` holds the
        same of what other issuers print of it.
    """
    statements = [_explain_statement(connection, one) for one in indicator["statements"]]
    return {**statements[0], "other_statements": statements[1:]}


def _explain_statement(connection: Any, indicator: Row) -> Row:
    first = indicator["measures"][0]
    values = {"report_id": first["report_id"], "code": first["indicator_code"]}
    found = {name: fetch(connection, query, values) for name, query in _QUERIES.items()}
    reading = {row["measure_no"]: row for row in found.pop("reading")}
    return {
        "indicator_code": first["indicator_code"],
        "indicator_name": first["indicator_name"],
        "report_year": first["report_year"],
        "issuer": first["issuer"],
        "file_name": indicator["document"]["file_name"],
        "is_sample": indicator["document"]["is_sample"],
        "target_text": first["target_text"],
        "actual_text": first["actual_text"],
        "reason_text": first["reason_text"],
        **found,
        "measures": [
            _explain(row, reading.get(row["measure_no"], {}), found["numbers"])
            for row in indicator["measures"]
        ],
        "findings": indicator["findings"],
    }


def _explain(row: Row, reading: Row, numbers: list[Row]) -> Row:
    """A measure with what its pair rests on, as far as the warehouse keeps it."""
    told = {name: row[name] for name in _MEASURE_FIELDS}
    items = {
        number["section"]: number["item_no"]
        for number in numbers
        if number["measure_no"] == row["measure_no"]
    }
    is_paired = row["target_words"] is not None and row["actual_words"] is not None
    pair = {
        "target_words": row["target_words"],
        "actual_words": row["actual_words"],
        "target_item_no": items.get("target"),
        "actual_item_no": items.get("actual"),
        "is_same_unit": row["unit"] == row["actual_unit"],
        "score": None,
        "kept": _PAIRED,
    }
    return {
        **told,
        "is_direction_assumed": reading.get("is_direction_assumed"),
        "unread_words": reading.get("unread_words"),
        "pair": pair if is_paired else None,
    }


def print_explanation(explanation: Row) -> None:
    """Print the numbers of the row, then each measure with what decided it; so for each issuer's print."""
    others = explanation["other_statements"]
    for statement in (explanation, *others):
        _print_statement(console(), statement, with_issuer=bool(others))


def _print_statement(screen: Console, explanation: Row, *, with_issuer: bool) -> None:
    head = f"{explanation['indicator_code']} {explanation['indicator_name']}"
    screen.print(cell(head, "bold"))
    whose = f" of {explanation['issuer']}" if with_issuer else ""
    sample = f", a {SAMPLE}" if explanation["is_sample"] else ""
    place = f"edition {explanation['report_year']}{whose}, {explanation['file_name']}{sample}"
    screen.print(cell(place))
    _print_numbers(screen, explanation["numbers"])
    _print_other_years(screen, explanation)
    for measure in explanation["measures"]:
        screen.print(
            cell(f"Measure {measure['measure_no']} {measure['measure_label'] or ''}", "bold")
        )
        screen.print(facts((name, value) for name, value in _tell(measure) if value))
    for finding in explanation["findings"]:
        screen.print(
            cell(f"{finding['severity']} {finding['rule']}: {finding['message']}", "yellow")
        )


def _print_numbers(screen: Console, numbers: list[Row]) -> None:
    grid = table(
        "in", "number", "taken for", "measure", "item", "words around",
        title="Every printed number of 目標 and 實績值", right=("number", "measure", "item"),
    )  # fmt: skip
    for row in numbers:
        is_lost = row["role"] == "unaccounted"
        grid.add_row(
            cell(_SECTIONS[row["section"]]),
            cell(row["number_text"]),
            cell(_ROLES.get(row["role"], row["role"]), "bold magenta" if is_lost else ""),
            cell(row["measure_no"]),
            cell(row["item_no"] or ""),
            cell(" ".join(row["context"].split())),
        )
    screen.print(grid)


def _print_other_years(screen: Console, explanation: Row) -> None:
    for row in explanation["values_of_other_years"]:
        told = f"value of {row['data_year']}, measure {row['measure_no']}: {quantity(row['data_value'], row['unit'])}"
        screen.print(cell(f"{told}, from {row['value_text']}, p. {row['page']}"))
    for row in explanation["targets_of_other_years"]:
        told = (
            f"target for {row['target_period'] or row['target_year']}, measure {row['measure_no']}"
        )
        screen.print(
            cell(f"{told}: {target_words(row)}, from {row['target_words']}, p. {row['page']}")
        )
    for row in explanation["corrections"]:
        told = f"corrected, measure {row['measure_no']}: {row['field']} {row['printed_found']} to {row['corrected_value']}"
        screen.print(cell(f"{told}, for {row['reason']}"))


def _tell(row: Row) -> list[tuple[str, Any]]:
    """What decided a measure, one fact a line; those that are empty are left out by the caller."""
    pages = {row["page_first"], row["page_last"], row["actual_page"]} - {None}
    actual = quantity(row["actual_value"], row["actual_unit"]) or row["actual_kind"]
    of_year = f", for {row['actual_year']}" if row["actual_year"] else ""
    assumed = " (assumed)" if row["is_direction_assumed"] else ""
    basis = "" if row["target_basis"] == "level" else f", {row['target_basis']}"
    for_years = row["target_period"] or row["target_year"]
    return [
        ("target", f"{target_words(row) or row['target_kind']}{basis}" + (f", for {for_years}" if for_years else "")),
        ("from", row["target_words"]),
        ("actual", f"{actual}{of_year}"),
        ("from", row["actual_words"]),
        ("paired", _tell_pair(row["pair"])),
        ("comparator", _with_rule(row["comparator"], row["comparator_rule"])),
        ("direction", _with_rule(row["direction"], row["direction_rule"]) + assumed),
        ("verdict", status_cell(row["status"], row["certainty"])),
        ("since", row["status_rule"]),
        ("declared", row["declared_status"] or "nothing"),
        ("certainty", row["certainty"]),
        ("doubt", row["doubt"]),
        ("not read", row["unread_words"]),
        ("corrected", row["corrected_text"]),
        ("pages", ", ".join(map(str, sorted(pages)))),
        ("to settle", "tsdg review" if row["certainty"] != "sure" else ""),
    ]  # fmt: skip


def _tell_pair(pair: Row | None) -> str:
    if pair is None:
        return "no value was paired with this target"
    items = pair["target_item_no"], pair["actual_item_no"]
    told = [f"item {items[0]} with item {items[1]}"] if None not in items else []
    told.append("same unit" if pair["is_same_unit"] else "units that mean the same")
    return f"{', '.join(told)}; {pair['kept']}"


def _with_rule(decided: str | None, rule: str | None) -> str:
    return f"{decided or 'undecided'}, by {rule or 'nothing'}"
