"""`tsdg status`: editions, vintages and gaps, last run, pending releases, open findings and links."""

from typing import Any

from rich.console import Console
from rich.text import Text

from supply.terminal.issuer_words import count_measures, issuer_cell, merge_prints
from supply.terminal.measure_words import tell_elsewhere
from supply.terminal.render_table import cell, console, header, print_json, table, word_table
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.held_reports import HeldReports, read_held
from warehouse.folder.published import Row, fetch, open_published
from warehouse.say import in_clauses, listed, name_value, tell

_PENDING = """
    select
        release_calendar.report_year, release_calendar.indicator_code, release_calendar.measure_no,
        release_calendar.indicator_name, release_calendar.release_due, release_calendar.is_overdue,
        release_calendar.elsewhere_value,
        release_calendar.issuer, release_calendar.agencies_text, release_calendar.measure_key,
        indicator_result.leads_key
    from release_calendar
    inner join indicator_result using (issuer, report_year, indicator_code)
    where release_calendar.delivered_report_year is null
    order by
        release_calendar.release_due nulls last, release_calendar.report_year,
        release_calendar.indicator_code, release_calendar.measure_no, release_calendar.issuer
"""


def show_status(data: DataFolder, *, as_json: bool) -> None:
    """Print the state of the warehouse."""
    with open_published(data) as connection:
        state = read_status(connection)
    if as_json:
        print_json(state)
    else:
        _print_state(state)


def read_status(connection: Any) -> Row:
    """Read what the warehouse holds, what it lacks, and what waits."""
    held = read_held(connection)
    return {
        "editions": held.rows,
        "gaps": find_gaps([row["report_year"] for row in held.rows]),
        "issuers": [_describe_issuer(held, issuer) for issuer in held.issuers],
        "last_run": fetch(connection, "select * from raw.raw_run order by run_no desc limit 1"),
        "pending": fetch(connection, _PENDING),
        "open_findings": fetch(
            connection,
            "select report_year, severity, count(*) as n from finding where not is_accepted "
            "group by all order by all",
        ),
        "open_findings_by_issuer": fetch(
            connection,
            "select report_year, issuer, severity, count(*) as n from finding where not is_accepted "
            "group by all order by all",
        ),
        "n_open_links": fetch(
            connection, "select count(*) as n from indicator_link where not is_confirmed"
        )[0]["n"],
    }


def _describe_issuer(held: HeldReports, issuer: str) -> Row:
    """The current vintage of each year, and the years that an issuer lacks since its first one."""
    rows = {
        row["report_year"]: row
        for row in held.rows
        if row["issuer"] == issuer and row["is_current"]
    }
    return {
        "issuer": issuer,
        "vintages": {year: row["vintage_no"] for year, row in rows.items()},
        "samples": [year for year, row in rows.items() if row["is_sample"]],
        "gaps": find_gaps([*rows, held.years[-1] + 1]),
    }


def find_gaps(held_years: list[int]) -> list[int]:
    """Years between the first and the last edition held of which none is."""
    if not held_years:
        return []
    return sorted(set(range(min(held_years), max(held_years))) - set(held_years))


def _print_state(state: Row) -> None:
    screen = console()
    if len(state["issuers"]) > 1:
        _print_issuers(screen, state["issuers"])
    else:
        _print_editions(screen, state["editions"], state["gaps"])
    for run in state["last_run"]:
        screen.print(
            tell(
                "status-last-run",
                run_no=run["run_no"],
                moment=f"{run['published_at']:%Y-%m-%d %H:%M}",
                count=run["n_reports_new"],
                version=run["program_version"],
            )
        )
    _print_pending(screen, state["pending"], with_issuer=len(state["issuers"]) > 1)
    findings = word_table(
        "year",
        "severity",
        "open findings",
        title=tell("status-findings"),
        right=("open findings",),
    )
    for row in state["open_findings"]:
        findings.add_row(
            cell(row["report_year"]), cell(name_value("severity", row["severity"])), cell(row["n"])
        )
    screen.print(findings)
    n_open = state["n_open_links"]
    screen.print(cell(tell("status-open-links", count=n_open)))


def _print_issuers(screen: Console, issuers: list[Row]) -> None:
    """Print which vintage of each year and issuer is current; what is missing since its first year has a dash."""
    held = {year for row in issuers for year in row["vintages"]}
    years = [str(year) for year in range(min(held), max(held) + 1)]
    grid = table(header("issuer"), *years, title=tell("status-reports"), right=years)
    for row in issuers:
        grid.add_row(issuer_cell(row["issuer"]), *(_vintage(row, int(year)) for year in years))
    screen.print(grid)
    notes = [tell("status-number")]
    notes += [tell("status-missing")] if any(row["gaps"] for row in issuers) else []
    notes += [f"*  {tell('held-sample')}"] if any(row["samples"] for row in issuers) else []
    screen.print(cell("   ".join(notes), "dim"))
    gaps = [f"{row['issuer']} {listed(row['gaps'])}" for row in issuers if row["gaps"]]
    if gaps:
        told = tell("status-gaps-of-issuers", count=len(gaps), told=in_clauses(gaps))
        screen.print(cell(told, "yellow"))
    command = 'tsdg sql "select * from dim_report"'
    screen.print(cell(tell("status-documents", command=command)))


def _vintage(issuer: Row, year: int) -> Text:
    if year in issuer["gaps"]:
        return cell("-", "yellow")
    vintage = issuer["vintages"].get(year)
    return cell(vintage if year not in issuer["samples"] else f"{vintage}*")


def _print_editions(screen: Console, rows: list[Row], gaps: list[int]) -> None:
    editions = word_table(
        "year", "vintage", "current", "published", "file", "indicators", "measures", title=tell("status-editions"),
        right=("vintage", "indicators", "measures"),
    )  # fmt: skip
    for row in rows:
        published = row["published_date"]
        sample = tell("held-in-brackets", words=tell("held-sample")) if row["is_sample"] else ""
        editions.add_row(
            cell(row["report_year"]),
            cell(row["vintage_no"]),
            cell(tell("status-current") if row["is_current"] else ""),
            cell(f"{published:%Y-%m}" if published else ""),
            cell(f"{row['file_name']}{sample}"),
            cell(row["n_indicators"]),
            cell(row["n_measures"]),
        )
    screen.print(editions)
    if gaps:
        told = tell("status-gaps", count=len(gaps), years=listed(gaps))
        screen.print(cell(told, "yellow"))


def _print_pending(screen: Console, pending: list[Row], *, with_issuer: bool) -> None:
    rows = merge_prints(pending, ("release_due", "is_overdue", "elsewhere_value"))
    grid = word_table(
        "year", *(["issuer"] * with_issuer), "code", "indicator", "promised by",
        title=tell("status-pending", count=count_measures(rows)),
    )  # fmt: skip
    grid.columns[-1].no_wrap = True
    for row in rows:
        late = f" {name_value('release_state', 'overdue')}" if row["is_overdue"] else ""
        due = row["release_due"] or tell("edition-no-day")
        grid.add_row(
            cell(row["report_year"]),
            *([issuer_cell(row["issuer"])] * with_issuer),
            cell(f"{row['indicator_code']}#{row['measure_no']}"),
            cell(row["indicator_name"]),
            cell(f"{due}{late}{tell_elsewhere(row)}"),
        )
    if rows:
        screen.print(grid)
