"""`tsdg status`: editions, vintages, last run, pending releases, open findings."""

from typing import Any

from flows.data_folder import DataFolder
from flows.published import fetch, open_published
from flows.render_table import cell, console, print_json, table


def show_status(data: DataFolder, *, as_json: bool) -> None:
    """Print the state of the warehouse."""
    with open_published(data) as connection:
        state: dict[str, Any] = {
            "editions": fetch(
                connection, "select * from dim_report order by report_year, vintage_no"
            ),
            "last_run": fetch(connection, "select * from raw.raw_run order by run_no desc limit 1"),
            "pending": fetch(
                connection,
                "select report_year, indicator_code, measure_no, indicator_name, release_due, is_overdue "
                "from release_calendar where delivered_report_year is null "
                "order by release_due nulls last, indicator_code",
            ),
            "open_findings": fetch(
                connection,
                "select report_year, severity, count(*) as n from finding where not is_accepted "
                "group by all order by all",
            ),
        }
    if as_json:
        print_json(state)
    else:
        _print_state(state)


def _print_state(state: dict[str, Any]) -> None:
    screen = console()
    editions = table(
        "year", "vintage", "current", "published", "file", "indicators", "measures", title="Editions held",
        right=("vintage", "indicators", "measures"),
    )  # fmt: skip
    for row in state["editions"]:
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
    for run in state["last_run"]:
        screen.print(
            f"last run {run['run_no']}: published {run['published_at']:%Y-%m-%d %H:%M} UTC, "
            f"{run['n_reports_new']} new, tsdg {run['program_version']}"
        )
    _print_pending(state["pending"])
    findings = table(
        "year", "severity", "open findings", title="Findings", right=("open findings",)
    )
    for row in state["open_findings"]:
        findings.add_row(cell(row["report_year"]), cell(row["severity"]), cell(row["n"]))
    screen.print(findings)


def _print_pending(rows: list[dict[str, Any]]) -> None:
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
        console().print(pending)
