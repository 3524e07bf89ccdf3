"""Why each number is what it is: what was taken for what, paired with what, compared how, and how surely."""

from typing import Any

from rich.console import Console

from supply.terminal.measure_words import actual_words, name_edition, tell_value
from supply.terminal.render_table import cell, console, facts, quantity, status_cell, word_table
from supply.terminal.series_chart import target_words
from warehouse.folder.published import Row, fetch
from warehouse.say import in_reader_language, listed, name_rule, name_value, tell

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
_ROLES = {"value": "why-value", "quantity": "why-quantity", "unaccounted": "why-nothing"}
# What the warehouse keeps of a pairing; its scores are of the run alone.
_PAIRED = "the best answer, without a rival; scores are not kept"
_MEASURE_FIELDS = (
    "measure_no", "measure_label", "target_kind", "target_words", "comparator", "comparator_rule", "target_low",
    "target_high", "unit", "target_year", "target_period", "target_basis", "actual_kind", "actual_words",
    "actual_value", "actual_unit", "actual_year", "direction", "direction_rule", "status", "status_rule",
    "attainment_pct", "gap", "declared_status", "is_consistent", "certainty", "doubt", "corrected_text",
    "page_first", "page_last", "actual_page",
)  # fmt: skip
# The same rules and doubts, for who reads Chinese.
_IN_CHINESE = ("comparator_rule_zh", "direction_rule_zh", "status_rule_zh", "doubt_zh")


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
    told = {name: row[name] for name in (*_MEASURE_FIELDS, *_IN_CHINESE)}
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
    sample = [tell("held-a-sample")] if explanation["is_sample"] else []
    edition = name_edition(explanation, with_issuer=with_issuer)
    screen.print(cell(listed([edition, explanation["file_name"], *sample])))
    _print_numbers(screen, explanation["numbers"])
    _print_other_years(screen, explanation)
    for measure in explanation["measures"]:
        screen.print(
            cell(
                tell(
                    "why-measure",
                    number=measure["measure_no"],
                    label=measure["measure_label"] or "",
                ),
                "bold",
            )
        )
        told = ((tell(f"why-{name}"), value) for name, value in _tell(measure) if value)
        screen.print(facts(told))
    for finding in explanation["findings"]:
        screen.print(
            cell(
                f"{name_value('severity', finding['severity'])} {name_rule(finding['rule'])}: "
                f"{in_reader_language(finding, 'message')}",
                "yellow",
            )
        )


def _print_numbers(screen: Console, numbers: list[Row]) -> None:
    grid = word_table(
        "in", "number", "taken for", "measure", "item", "words around",
        title=tell("why-numbers"), right=("number", "measure", "item"),
    )  # fmt: skip
    for row in numbers:
        is_lost = row["role"] == "unaccounted"
        grid.add_row(
            cell(_SECTIONS[row["section"]]),
            cell(row["number_text"]),
            cell(
                tell(_ROLES[row["role"]])
                if row["role"] in _ROLES
                else tell_value("role", row["role"]),
                "bold magenta" if is_lost else "",
            ),
            cell(row["measure_no"]),
            cell(row["item_no"] or ""),
            cell(" ".join(row["context"].split())),
        )
    screen.print(grid)


def _print_other_years(screen: Console, explanation: Row) -> None:
    for row in explanation["values_of_other_years"]:
        told = tell(
            "why-value-of-year",
            year=row["data_year"],
            measure=row["measure_no"],
            value=quantity(row["data_value"], row["unit"]),
            words=row["value_text"],
            page=row["page"],
        )
        screen.print(cell(told))
    for row in explanation["targets_of_other_years"]:
        told = tell(
            "why-target-of-year",
            year=row["target_period"] or row["target_year"],
            measure=row["measure_no"],
            target=target_words(row),
            words=row["target_words"],
            page=row["page"],
        )
        screen.print(cell(told))
    for row in explanation["corrections"]:
        told = tell(
            "why-correction",
            measure=row["measure_no"],
            field=row["field"],
            printed=row["printed_found"],
            corrected=row["corrected_value"],
            reason=row["reason"],
        )
        screen.print(cell(told))


def _tell(row: Row) -> list[tuple[str, Any]]:
    """What decided a measure, one fact a line by its name; those that are empty are left out by the caller."""
    pages = {row["page_first"], row["page_last"], row["actual_page"]} - {None}
    kind = name_value("target_kind", row["target_kind"])
    target = [target_words(row) or kind]
    if row["target_basis"] != "level":
        target.append(tell_value("target_basis", row["target_basis"]))
    target += _for_years(row["target_period"] or row["target_year"])
    assumed = tell("why-assumed") if row["is_direction_assumed"] else ""
    return [
        ("target", listed(target)),
        ("from", row["target_words"]),
        ("actual", listed([actual_words(row), *_for_years(row["actual_year"])])),
        ("from", row["actual_words"]),
        ("paired", _tell_pair(row["pair"])),
        ("comparator", _with_rule(row, "comparator")),
        ("direction", _with_rule(row, "direction") + assumed),
        ("verdict", status_cell(row["status"], row["certainty"])),
        ("since", in_reader_language(row, "status_rule")),
        ("declared", tell_value("declared", row["declared_status"]) or tell("why-no-word")),
        ("certainty", name_value("certainty", row["certainty"])),
        ("doubt", in_reader_language(row, "doubt")),
        ("not-read", row["unread_words"]),
        ("corrected", row["corrected_text"]),
        ("pages", listed(sorted(pages))),
        ("to-settle", "tsdg review" if row["certainty"] != "sure" else ""),
    ]


def _for_years(years: object) -> list[str]:
    return [tell("why-for", years=years)] if years else []


def _tell_pair(pair: Row | None) -> str:
    if pair is None:
        return tell("why-no-pair")
    items = pair["target_item_no"], pair["actual_item_no"]
    told = [tell("why-items", target=items[0], actual=items[1])] if None not in items else []
    told.append(tell("why-same-unit" if pair["is_same_unit"] else "why-like-unit"))
    return tell("why-paired-so", told=listed(told))


def _with_rule(row: Row, name: str) -> str:
    decided = tell_value(name, row[name]) or name_value("status", "undecided")
    return tell("why-by", decided=decided, rule=in_reader_language(row, f"{name}_rule") or "none")
