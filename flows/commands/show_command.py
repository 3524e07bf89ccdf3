"""`tsdg show`: one indicator with its series, verdict, twins, history, printed words and their page; or what fits."""

from typing import Any

from rich.console import Console
from rich.text import Text

from flows.commands.find_indicators import find_indicators, print_fitting, tidy_code
from flows.commands.name_held_issuer import name_held_issuer
from supply.bridge_line import bridge_line
from supply.terminal.issuer_words import issuer_cell
from supply.terminal.measure_words import actual_words, name_edition, tell_value
from supply.terminal.render_table import (
    cell,
    console,
    print_json,
    quantity,
    status_cell,
    word_table,
)
from supply.terminal.series_chart import print_measure_series, target_words
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.held_reports import read_held
from warehouse.folder.published import Row, fetch, open_published
from warehouse.say import (
    chosen_language,
    in_clauses,
    in_reader_language,
    listed,
    name_rule,
    name_value,
    tell,
)

_SECTIONS = ("target_text", "actual_text", "reason_text", "countermeasure_text")
_CERTAINTY_STYLES = {"sure": "bold", "assumed": "bold cyan", "doubtful": "bold magenta"}
_BEARERS = """
    select
        indicator_key,
        min(report_year) as first_report_year,
        max(report_year) as last_report_year,
        arg_max(indicator_name, report_year) as indicator_name,
        arg_max(issuer, report_year) as issuer
    from attainment
    where indicator_code = $code or indicator_key = $code
    group by indicator_key
    order by last_report_year desc, indicator_key
"""
# Of one issuer's print of an indicator in its newest year.
_OF_STATEMENT = {
    "measures": """
        select * from attainment where indicator_key = $key and report_id = $report_id
        order by indicator_code, measure_no
    """,
    "findings": """
        select * from finding where issuer = $issuer and report_year = $year and indicator_code = $code
        order by severity, rule, measure_no, message
    """,
    "document": "select * from dim_report where report_id = $report_id",
}
_STATEMENTS = """
    select * from indicator_result
    where
        indicator_key = $key
        and report_year = (
            select max(newest.report_year) from indicator_result as newest
            where newest.indicator_key = $key and ($issuer is null or newest.issuer = $issuer)
        )
    order by issuer is distinct from $issuer, leads_key desc, issuer, indicator_code
"""
_QUERIES = {
    "series": """
        select observation.*, dim_report.vintage_no
        from measure_observation as observation
        left join dim_report using (report_id)
        where indicator_key = $key
        order by measure_key, data_year, observation.report_year nulls last, vintage_no, observation_id
    """,
    "targets": """
        select target.*, dim_report.vintage_no
        from target
        left join dim_report using (report_id)
        where indicator_key = $key
        order by measure_key, target_year, target.report_year, vintage_no, statement_no
    """,
    "un_bridge": "select * from un_bridge where indicator_key = $key",
    "links": """
        select * from indicator_link
        where $key in (indicator_key_a, indicator_key_b)
        order by all
    """,
    # A link between whole indicators stands for its measures, number by number, if no link of measures does.
    "twins": """
        with side as (
            select
                report_year_a as report_year, issuer_a as own_issuer, indicator_code_a as own_code,
                measure_no_a as own_no, issuer_b as issuer, indicator_code_b as indicator_code,
                measure_no_b as measure_no, basis
            from indicator_link
            where relation = 'same_measure' and is_confirmed and indicator_key_a = $key
            union all
            select
                report_year_b, issuer_b, indicator_code_b, measure_no_b,
                issuer_a, indicator_code_a, measure_no_a, basis
            from indicator_link
            where relation = 'same_measure' and is_confirmed and indicator_key_b = $key
        ),

        chosen as (
            select * from side
            qualify
                measure_no is not null
                or count(measure_no) over (partition by report_year, own_issuer, own_code, issuer, indicator_code) = 0
        )

        select
            twin.report_year, chosen.own_issuer, chosen.own_code, own.measure_no as own_measure_no,
            own.actual_value as own_actual_value, own.actual_unit as own_actual_unit,
            twin.issuer, twin.indicator_code, twin.indicator_key, twin.measure_no, twin.measure_label,
            twin.indicator_name, twin.agencies_text, twin.comparator, twin.target_low, twin.target_high,
            twin.unit, twin.actual_kind, twin.actual_value, twin.actual_unit, twin.status, chosen.basis,
            own.actual_value is not distinct from twin.actual_value
            and own.target_low is not distinct from twin.target_low
            and own.target_high is not distinct from twin.target_high as agrees
        from chosen
        inner join attainment as twin
            on chosen.report_year = twin.report_year
            and chosen.issuer = twin.issuer
            and chosen.indicator_code = twin.indicator_code
            and coalesce(chosen.measure_no, twin.measure_no) = twin.measure_no
        left join attainment as own
            on chosen.report_year = own.report_year
            and chosen.own_issuer = own.issuer
            and chosen.own_code = own.indicator_code
            and coalesce(chosen.own_no, twin.measure_no) = own.measure_no
        left join indicator_result as own_result
            on own.report_id = own_result.report_id and own.indicator_code = own_result.indicator_code
        -- Two issuers' prints of this indicator are twins both ways: told once, from the one that leads.
        where twin.indicator_key <> $key or own_result.leads_key
        order by
            twin.report_year desc, not own_result.leads_key, chosen.own_issuer, own.measure_no,
            twin.indicator_code, twin.issuer, twin.measure_no
    """,
    "history": """
        select
            indicator_result.report_year, indicator_result.indicator_code, indicator_result.status,
            indicator_result.declared_status, indicator_result.is_consistent,
            indicator_result.issuer, indicator_result.leads_key,
            any_value(attainment.indicator_name) as indicator_name,
            any_value(attainment.agencies_text) as agencies_text
        from indicator_result
        inner join attainment using (report_id, indicator_code)
        where indicator_result.indicator_key = $key
        group by all
        order by
            indicator_result.report_year, indicator_result.leads_key desc, indicator_result.issuer,
            indicator_result.indicator_code
    """,
}
_HAS_TREND = """
    select 1 as found from information_schema.tables
    where table_catalog = current_database() and table_schema = 'marts' and table_name = 'trend'
"""
_TREND = """
    select * from trend
    where measure_key in (
        select measure_key from attainment where indicator_key = $key
        union select measure_key from measure_observation where indicator_key = $key
    )
    order by measure_key
"""


def show_indicator(
    data: DataFolder,
    asked: str,
    *,
    as_json: bool,
    is_why: bool = False,
    issuer: str | None = None,
) -> None:
    """Print the newest edition's view of an indicator, or the list of those that fit.

    Args:
        data: where the warehouse lies.
        asked: a code of now or then, a key, a goal's number, or a part of a name.
        as_json: print everything for a program.
        is_why: print instead what decided each number and verdict.
        issuer: whose reports are meant; by default everybody's.

    Raises:
        NotPublishedError: nothing fits.
    """
    with open_published(data) as connection:
        whose = name_held_issuer(read_held(connection), issuer) if issuer else None
        fitting = find_indicators(connection, asked, whose)
        if len(fitting) > 1:
            shown: Row = {"asked": asked, "fitting": fitting}
        else:
            shown = read_indicator(connection, str(fitting[0]["indicator_key"]), asked, whose)
            if is_why:
                from flows.commands.explain_measures import read_explanation

                shown = read_explanation(connection, shown)
    if as_json:
        print_json(shown)
    elif len(fitting) > 1:
        print_fitting(asked, fitting)
    elif is_why:
        from flows.commands.explain_measures import print_explanation

        print_explanation(shown)
    else:
        _print_indicator(shown)


def read_indicator(connection: Any, key: str, asked: str, issuer: str | None = None) -> Row:
    """Read everything known of an indicator; `asked` is how a person named it.

    Result, measures, findings and document are those of the statement that leads in the newest
    edition, or of the issuer that is asked for; `statements` holds these and those of other issuers.
    """
    results = fetch(connection, _STATEMENTS, {"key": key, "issuer": issuer})
    statements = [_read_statement(connection, result) for result in _one_each(results)]
    found = {name: fetch(connection, query, {"key": key}) for name, query in _QUERIES.items()}
    has_trend = bool(fetch(connection, _HAS_TREND))
    code = tidy_code(asked)
    bearers = fetch(connection, _BEARERS, {"code": code})
    return {
        "asked": code,
        **statements[0],
        **found,
        "trend": fetch(connection, _TREND, {"key": key}) if has_trend else None,
        "other_bearers_of_code": [row for row in bearers if row["indicator_key"] != key],
        "statements": statements,
        "issuers": read_held(connection).issuers,
    }


def _one_each(results: list[Row]) -> list[Row]:
    """The first print of each report."""
    return list({row["report_id"]: row for row in reversed(results)}.values())[::-1]


def _read_statement(connection: Any, result: Row) -> Row:
    values = {
        "key": result["indicator_key"],
        "year": result["report_year"],
        "code": result["indicator_code"],
        "issuer": result["issuer"],
        "report_id": result["report_id"],
    }
    found = {
        name: fetch(connection, query, _used(query, values))
        for name, query in _OF_STATEMENT.items()
    }
    return {"result": result, **found, "document": found["document"][0]}


def _used(query: str, values: Row) -> Row:
    return {name: value for name, value in values.items() if f"${name}" in query}


def _has_issuers(indicator: Row) -> bool:
    """Tell whether it must be said whose a report is."""
    return len(indicator["issuers"]) > 1


def _bearer_words(row: Row, *, with_issuer: bool) -> str:
    first, last = row["first_report_year"], row["last_report_year"]
    years = tell("held-edition", year=first) if first == last else tell("show-editions", first=first, last=last)  # fmt: skip
    return listed([row["indicator_name"], *([row["issuer"]] * with_issuer), years])


def _print_indicator(indicator: Row) -> None:
    screen = console()
    _print_heading(screen, indicator)
    _print_measures(screen, indicator["measures"])
    for statement in indicator["statements"][1:]:
        _print_other_statement(screen, statement)
    _print_twins(screen, indicator)
    for measure in _measures_of_series(indicator):
        print_measure_series(screen, measure)
    if indicator["trend"] is None:
        screen.print(tell("show-no-trend"))
    _print_history(screen, indicator["history"])
    for statement in indicator["statements"]:
        _print_words(screen, statement, with_issuer=_has_issuers(indicator))


def _print_heading(screen: Console, indicator: Row) -> None:
    first = indicator["measures"][0]
    star = "*" if first["is_starred"] else ""
    for line in _code_notes(indicator):
        screen.print(cell(line, "yellow"))
    screen.print(cell(f"{star}{first['indicator_code']} {first['indicator_name']}", "bold"))
    screen.print(cell(_place(indicator, with_issuer=_has_issuers(indicator))))
    for bridge in indicator["un_bridge"]:
        screen.print(cell(bridge_line(bridge, chosen_language())))
    screen.print(_verdict(indicator))


def _print_other_statement(screen: Console, statement: Row) -> None:
    first = statement["measures"][0]
    title = tell(
        "show-also-printed",
        issuer=first["issuer"],
        code=first["indicator_code"],
        name=first["indicator_name"],
    )
    screen.print(cell(title, "bold"))
    screen.print(cell(_place(statement, with_issuer=True)))
    screen.print(_verdict(statement))
    _print_measures(screen, statement["measures"])


def _place(statement: Row, *, with_issuer: bool) -> str:
    """Goal, agencies, edition and twins of a statement, in one line."""
    first, twins = statement["measures"][0], statement["result"]["twin_codes_text"]
    is_sample = statement["document"]["is_sample"]
    sample = tell("held-in-brackets", words=tell("held-sample")) if is_sample else ""
    told = [tell("show-goal", goal=first["goal_no"]), first["agencies_text"]]
    told.append(name_edition(first, with_issuer=with_issuer) + sample)
    return " · ".join([*told, *([tell("show-same-as", codes=twins)] if twins else [])])


def _verdict(statement: Row) -> Text:
    result = statement["result"]
    verdict = status_cell(result["status"], _certainty(statement))
    return Text.assemble(tell("show-verdict"), verdict, _declared(result))


def _code_notes(indicator: Row) -> list[str]:
    """Say what became of the code that was asked for."""
    asked, result = indicator["asked"], indicator["result"]
    notes = []
    years = [row["report_year"] for row in indicator["history"] if row["indicator_code"] == asked]
    if years and asked not in {result["indicator_code"], result["indicator_key"]}:
        now = result["indicator_code"]
        notes.append(tell("show-renumbered", asked=asked, year=max(years), now=now))
    for row in indicator["other_bearers_of_code"]:
        is_now = row["last_report_year"] == result["report_year"]
        words = _bearer_words(row, with_issuer=_has_issuers(indicator))
        name = "show-bears-code" if is_now else "show-bore-code"
        notes.append(tell(name, asked=asked, key=row["indicator_key"], told=words))
    if any(not row["is_confirmed"] for row in indicator["links"]):
        notes.append(tell("show-open-link"))
    return notes


def _declared(result: Row) -> str:
    if result["declared_status"] is None:
        return tell("show-declares-nothing")
    declared = tell_value("declared", result["declared_status"])
    return tell("show-declares", declared=declared, agrees=result["is_consistent"])


def _certainty(indicator: Row) -> str:
    """A verdict on the whole is no surer than those on its parts that were judged."""
    is_judged = indicator["result"]["status"] in {"attained", "not_attained"}
    is_assumed = any(row["certainty"] == "assumed" for row in indicator["measures"])
    return "assumed" if is_judged and is_assumed else "sure"


def _print_measures(screen: Console, measures: list[Row]) -> None:
    grid = word_table(
        "hash", "measure", "target", "actual", "reached", "verdict",
        right=("target", "actual", "reached"),
    )  # fmt: skip
    for row in measures:
        reached = None if row["certainty"] == "doubtful" else row["attainment_pct"]
        grid.add_row(
            cell(row["measure_no"]),
            cell(row["measure_label"] or row["indicator_name"]),
            cell(target_words(row) or name_value("target_kind", row["target_kind"])),
            cell(actual_words(row)),
            cell("" if reached is None else f"{reached:.2f} %"),
            status_cell(row["status"], row["certainty"]),
        )
    screen.print(grid)
    for row in measures:
        rules = ("doubt", "status_rule", "comparator_rule")
        reasons = filter(None, (in_reader_language(row, rule) for rule in rules))
        certainty = f"{row['measure_no']} {name_value('certainty', row['certainty'])}: "
        screen.print(
            Text.assemble(
                (certainty, _CERTAINTY_STYLES[row["certainty"]]), cell(in_clauses(reasons))
            )
        )


def _print_twins(screen: Console, indicator: Row) -> None:
    twins, own = indicator["twins"], indicator["result"]["issuer"]
    has_issuers = any(row["issuer"] != own or row["own_issuer"] != own for row in twins)
    there = ("target", "verdict") if has_issuers else ("target there", "verdict there")
    name = "show-twins-of-issuers" if has_issuers else "show-twins"
    grid = word_table(
        "edition", *(["issuer"] * has_issuers), "hash", "here", "same as", "there", *there, "",
        title=tell(name), right=("here", "there", there[0]),
    )  # fmt: skip
    for row in twins:
        whose = f"\n{row['issuer']}" if row["issuer"] != row["own_issuer"] else ""
        grid.add_row(
            cell(row["report_year"]),
            *([issuer_cell(row["own_issuer"])] * has_issuers),
            cell(row["own_measure_no"]),
            cell(quantity(row["own_actual_value"], row["own_actual_unit"])),
            cell(f"{row['indicator_code']}#{row['measure_no']}{whose}"),
            cell(actual_words(row)),
            cell(target_words(row)),
            status_cell(row["status"]),
            cell(tell("show-agrees")) if row["agrees"] else cell(tell("show-differs"), "yellow"),
        )
    if twins:
        screen.print(grid)


def _measures_of_series(indicator: Row) -> list[Row]:
    """Every measure that a year is known of: those of the newest edition first, then former ones."""
    labels = {row["measure_key"]: row["measure_label"] for row in indicator["measures"]}
    others = {row["measure_key"] for row in indicator["series"] + indicator["targets"]}
    return [
        {
            "measure_key": key,
            "measure_label": labels.get(key, tell("show-not-in-newest")),
            "observations": _of_measure(indicator, "series", key),
            "targets": _of_measure(indicator, "targets", key),
            "trend": next((t for t in indicator["trend"] or () if t["measure_key"] == key), None),
        }
        for key in [*labels, *sorted(others - labels.keys())]
        if key in others
    ]


def _of_measure(indicator: Row, name: str, key: str) -> list[Row]:
    """Statements on a measure, each with whose it is where that is no matter of course."""
    return [
        {**row, "whose": row["issuer"] if _has_issuers(indicator) else None}
        for row in indicator[name]
        if row["measure_key"] == key
    ]


def _print_history(screen: Console, history: list[Row]) -> None:
    has_issuers = len({row["issuer"] for row in history}) > 1
    grid = word_table(
        "edition", *(["issuer"] * has_issuers), "code", "indicator", "agencies", "verdict", title=tell("show-history")
    )  # fmt: skip
    for row in history:
        grid.add_row(
            cell(row["report_year"]),
            *([issuer_cell(row["issuer"])] * has_issuers),
            cell(row["indicator_code"]),
            cell(row["indicator_name"]),
            cell(row["agencies_text"]),
            status_cell(row["status"]),
        )
    if len(history) > 1:
        screen.print(grid)


def _print_words(screen: Console, statement: Row, *, with_issuer: bool) -> None:
    first = statement["measures"][0]
    page_first, page_last = first["page_first"], first["page_last"]
    pages = tell("screen-page", page=page_first)
    if page_last != page_first:
        pages = tell("screen-pages", first=page_first, last=page_last)
    whose = tell("held-of-issuer", issuer=first["issuer"]) if with_issuer else ""
    sample = [tell("held-a-sample")] if statement["document"]["is_sample"] else []
    where = listed([statement["document"]["file_name"] + whose, *sample, pages])
    screen.print(cell(tell("show-printed-in", where=where), "bold"))
    for column in _SECTIONS:
        if first[column]:
            title = tell(f"show-{column.replace('_', '-')}")
            screen.print(Text.assemble((f"{title}: ", "bold"), cell(first[column])))
    for finding in statement["findings"]:
        words = f"{name_rule(finding['rule'])}: {in_reader_language(finding, 'message')}"
        if finding["is_accepted"]:
            words += tell("show-accepted", reason=finding["accepted_reason"] or "")
        severity = name_value("severity", finding["severity"])
        screen.print(Text.assemble((f"{severity} ", "yellow"), cell(words)))
