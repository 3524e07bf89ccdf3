"""`tsdg status`: editions, vintages and gaps, last run, pending releases, open findings and links."""

from typing import Any

from rich.console import Console

from supply.terminal.render_table import cell, console, print_json, table
from warehouse.data_folder import DataFolder
from warehouse.published import Row, fetch, open_published


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
    editions = fetch(connection, "select * from dim_report order by report_year, vintage_no")
    return {
        "editions": editions,
        "gaps": find_gaps([row["report_year"] for row in editions]),
        "last_run": fetch(connection, "select * from raw.raw_run order by run_no desc limit 1"),
        "pending": fetch(
            connection,
            "select report_year, indicator_code, measure_no, indicator_name, release_due, is_overdue "
            "from release_calendar where delivered_report_year is null "
            "order by release_due nulls last, report_year, indicator_code, measure_no",
        ),
        "open_findings": fetch(
            connection,
            "select report_year, severity, count(*) as n from finding where not is_accepted "
            "group by all order by all",
        ),
        "n_open_links": fetch(
            connection, "select count(*) as n from indicator_link where not is_confirmed"
        )[0]["n"],
    }


def find_gaps(held_years: list[int]) -> list[int]:
    """Years between the first and the last edition held of which none is."""
    if not held_years:
        return []
    return sorted(set(range(min(held_years), max(held_years))) - set(held_years))


def _print_state(state: Row) -> None:
    screen = console()
    _print_editions(screen, state["editions"], state["gaps"])
    for run in state["last_run"]:
        screen.print(
            f"last run {run['run_no']}: published {run['published_at']:%Y-%m-%d %H:%M} UTC, "
            f"{run['n_reports_new']} new, tsdg {run['program_version']}"
        )
    _print_pending(screen, state["pending"])
    findings = table(
        "year", "severity", "open findings", title="Findings", right=("open findings",)
    )
    for row in state["open_findings"]:
        findings.add_row(cell(row["report_year"]), cell(row["severity"]), cell(row["n"]))
    screen.print(findings)
    n_open = state["n_open_links"]
    hint = ": see tsdg review" if n_open else ""
    screen.print(cell(f"{n_open} open link{'s' * (n_open != 1)}{hint}"))


def _print_editions(screen: Console, rows: list[Row], gaps: list[int]) -> None:
    editions = table(
        "year", "vintage", "current", "published", "file", "indicators", "measures", title="Editions held",
        right=("vintage", "indicators", "measures"),
    )  # fmt: skip
    for row in rows:
        published = row["published_date"]
        editions.add_row(
            cell(row["report_year"]),
            cell(row["vintage_no"]),
            cell("yes" if row["is_current"] else ""),
            cell(f"{published:%Y-%m}" if published else ""),
            cell(row["file_name"]),
            cell(row["n_indicators"]),
            cell(row["n_measures"]),
        )
    screen.print(editions)
    if gaps:
        years = ", ".join(map(str, gaps))
        screen.print(cell(f"gap{'s' * (len(gaps) > 1)}: no edition of {years}", "yellow"))


def _print_pending(screen: Console, rows: list[Row]) -> None:
    pending = table(
        "year", "code", "indicator", "promised by", title=f"Pending releases: {len(rows)}"
    )
    for row in rows:
        late = " overdue" if row["is_overdue"] else ""
        pending.add_row(
            cell(row["report_year"]),
            cell(f"{row['indicator_code']}#{row['measure_no']}"),
            cell(row["indicator_name"]),
            cell(f"{row['release_due'] or 'no day printed'}{late}"),
        )
    if rows:
        screen.print(pending)
