"""`tsdg show`: one indicator, with its series, verdict, twins, printed words and their page."""

from typing import Any

from rich.console import Console
from rich.text import Text

from flows.data_folder import DataFolder
from flows.published import NotPublishedError, fetch, open_published
from flows.render_table import cell, console, print_json, quantity, status_cell, table

_SECTIONS = (
    ("target_text", "目標 target"),
    ("actual_text", "實績值 actual"),
    ("reason_text", "落後原因 reason"),
    ("countermeasure_text", "因應對策 countermeasure"),
)


def show_indicator(data: DataFolder, code: str, *, as_json: bool) -> None:
    """Print the newest edition's view of an indicator, found by code or key.

    Raises:
        NotPublishedError: no such indicator.
    """
    with open_published(data) as connection:
        indicator = _read_indicator(connection, code)
    if as_json:
        print_json(indicator)
    else:
        _print_indicator(indicator)


def _read_indicator(connection: Any, code: str) -> dict[str, Any]:
    results = fetch(
        connection,
        "select * from indicator_result where indicator_code = $code or indicator_key = $code "
        "order by report_year desc limit 1",
        {"code": code},
    )
    if not results:
        raise NotPublishedError(
            f"no indicator {code} is published; the mart dim_indicator lists them all"
        )
    result = results[0]
    key, year = result["indicator_key"], result["report_year"]
    return {
        "result": result,
        "measures": fetch(
            connection,
            "select * from attainment where indicator_key = ? and report_year = ? order by measure_no",
            [key, year],
        ),
        "series": fetch(
            connection,
            "select * from observation where indicator_key = ? order by measure_key, data_year, report_year",
            [key],
        ),
        "findings": fetch(
            connection,
            "select * from finding where report_year = ? and indicator_code = ? order by severity, rule",
            [year, result["indicator_code"]],
        ),
        "document": fetch(
            connection,
            "select * from dim_report where report_id = "
            "(select any_value(report_id) from attainment where indicator_key = ? and report_year = ?)",
            [key, year],
        )[0],
    }


def _print_indicator(indicator: dict[str, Any]) -> None:
    screen = console()
    measures, result = indicator["measures"], indicator["result"]
    first = measures[0]
    star = "*" if first["is_starred"] else ""
    screen.print(Text(f"{star}{first['indicator_code']} {first['indicator_name']}", style="bold"))
    twins = f" · same as {result['twin_codes_text']}" if result["twin_codes_text"] else ""
    screen.print(
        Text(
            f"goal {first['goal_no']} · {first['agencies_text']} · edition {first['report_year']}{twins}"
        )
    )
    screen.print(Text.assemble("verdict: ", status_cell(result["status"]), _declared(result)))
    _print_measures(screen, measures)
    _print_series(screen, indicator["series"])
    pages = f"p. {first['page_first']}" + (
        f"-{first['page_last']}" if first["page_last"] != first["page_first"] else ""
    )
    screen.print(Text(f"Printed in {indicator['document']['file_name']}, {pages}", style="bold"))
    for column, title in _SECTIONS:
        if first[column]:
            screen.print(Text.assemble((f"{title}: ", "bold"), cell(first[column])))
    for finding in indicator["findings"]:
        screen.print(
            Text.assemble(
                (f"{finding['severity']} ", "yellow"),
                cell(f"{finding['rule']}: {finding['message']}"),
            )
        )


def _declared(result: dict[str, Any]) -> str:
    if result["declared_status"] is None:
        return " (the report declares nothing)"
    agreement = {True: ", agrees", False: ", disagrees", None: ""}[result["is_consistent"]]
    return f" (the report declares: {result['declared_status']}{agreement})"


def _print_measures(screen: Console, measures: list[dict[str, Any]]) -> None:
    grid = table(
        "#",
        "measure",
        "target",
        "actual",
        "reached",
        "verdict",
        "why",
        right=("target", "actual", "reached"),
    )
    for row in measures:
        reached = row["attainment_pct"]
        grid.add_row(
            cell(row["measure_no"]),
            cell(row["measure_label"] or row["indicator_name"]),
            cell(_target(row)),
            cell(quantity(row["actual_value"], row["actual_unit"]) or row["actual_kind"]),
            cell("" if reached is None else f"{reached:.2f} %"),
            status_cell(row["status"]),
            cell("; ".join(filter(None, (row["status_rule"], row["comparator_rule"])))),
        )
    screen.print(grid)


def _target(row: dict[str, Any]) -> str:
    low, high, unit = row["target_low"], row["target_high"], row["unit"]
    if low is None and high is None:
        return str(row["target_kind"])
    if row["comparator"] == "ge":
        return f"≥ {quantity(low, unit)}"
    if row["comparator"] == "le":
        return f"≤ {quantity(high, unit)}"
    if row["comparator"] == "between":
        return f"{quantity(low, None)}-{quantity(high, unit)}"
    return quantity(low, unit)


def _print_series(screen: Console, series: list[dict[str, Any]]) -> None:
    grid = table(
        "measure",
        "year",
        "value",
        "source",
        "edition",
        "page",
        title="Series",
        right=("value", "page"),
    )
    for row in series:
        grid.add_row(
            cell(row["measure_key"]),
            cell(row["data_year"]),
            cell(quantity(row["value"], row["unit"])),
            cell(row["source"]),
            cell(row["report_year"]),
            cell(row["page"]),
        )
    if series:
        screen.print(grid)
