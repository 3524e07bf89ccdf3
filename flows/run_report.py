"""What `tsdg run` says at its end: read, scorecard, missed, pending, doubtful, outputs."""

from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from supply.terminal.render_table import (
    STATUS_STYLES,
    cell,
    console,
    one_line_cell,
    quantity,
    table,
)
from supply.terminal.series_chart import target_words
from warehouse.data_folder import DataFolder
from warehouse.published import Row, fetch, open_published
from warehouse.run_ending import MissingDashboard, RunEnding

# From here on tables have room for words and for every column.
_WIDE = 110
_COUNTS = {
    "n_attained": "attained",
    "n_not_attained": "missed",
    "n_pending": "pending",
    "n_no_target": "no target",
    "n_qualitative": "task",
    "n_unjudged": "undecided",
    "n_assumed": "assumed",
}
_SYMBOLS = {
    f"n_{status or 'unjudged'}": symbol for status, (symbol, _) in STATUS_STYLES.items()
} | {"n_assumed": "~"}
_COUNT_STYLES = {
    "n_attained": "green",
    "n_not_attained": "red",
    "n_pending": "yellow",
    "n_unjudged": "magenta",
    "n_assumed": "cyan",
}
_SEVERITY_STYLES = {"critical": "bold red", "warning": "yellow", "info": "blue"}

# The worst of those counted: furthest from its target.
_HEADLINE = """
    select
        edition_scorecard.*,
        (
            select arg_min(attainment.indicator_code, attainment.attainment_pct)
            from attainment
            inner join indicator_result using (report_year, indicator_code)
            where
                report_year = $year and indicator_result.counts_in_total
                and attainment.status = 'not_attained'
        ) as worst_code
    from edition_scorecard
    where report_year = $year
"""


def print_run_report(data: DataFolder, ending: RunEnding) -> None:
    """Print the report of a published run."""
    screen = console()
    _print_read(screen, ending)
    years = {document.report_year for document in ending.documents}
    with open_published(data) as connection:
        newest = fetch(connection, "select max(report_year) as y from dim_report")[0]["y"]
        for year in sorted(years) or [newest]:
            print_edition(screen, connection, year)
    _print_outputs(screen, data, ending)


def print_edition(screen: Console, connection: Any, year: int) -> None:
    """Print what a run ends with for one edition: headline, scorecard, missed, pending, doubtful."""
    _print_headline(screen, connection, year)
    _print_scorecard(screen, connection, year)
    _print_missed(screen, connection, year)
    _print_pending(screen, connection, year)
    _print_findings(screen, connection, year)


def _print_read(screen: Console, ending: RunEnding) -> None:
    for document in ending.documents:
        screen.print(
            Text.assemble(
                ("read ", "bold"),
                f"{document.file_name}: edition {document.report_year}, {document.page_count} pages, "
                f"{document.n_indicators} indicators",
            )
        )
    if ending.n_held:
        screen.print(f"held already: {ending.n_held}")
    if not ending.documents:
        screen.print(f"rebuilt from what is held: {ending.rebuild_reason}")


def _print_headline(screen: Console, connection: Any, year: int) -> None:
    (row,) = fetch(connection, _HEADLINE, {"year": year})
    n_judged = row["n_attained"] + row["n_not_attained"]
    told = [
        f"{row['n_attained']} of {n_judged} judged indicators attained"
        + ("" if row["attainment_rate_pct"] is None else f" ({row['attainment_rate_pct']:.1f} %)")
    ]
    if row["n_not_attained"]:
        worst = f", most of all {row['worst_code']}" if row["worst_code"] else ""
        told.append(f"{row['n_not_attained']} missed{worst}")
    if row["n_pending"]:
        told.append(f"{row['n_pending']} still to be published")
    if row["n_unjudged"]:
        told.append(f"{row['n_unjudged']} in doubt, without a verdict")
    screen.print(cell(f"{year}: {'; '.join(told)}", "bold"))


def _print_scorecard(screen: Console, connection: Any, year: int) -> None:
    rows = fetch(
        connection,
        "select goal_no::text || ' ' || name_zh as goal, goal_scorecard.* from goal_scorecard "
        "left join dim_goal using (goal_no) where report_year = ? order by goal_no",
        [year],
    )
    total = fetch(connection, "select * from edition_scorecard where report_year = ?", [year])
    counts = _shown_counts(total + rows)
    is_narrow = screen.width < _WIDE
    names = [_SYMBOLS[count] if is_narrow else word for count, word in counts.items()]
    headers = ("n" if is_narrow else "indicators", *names, "rate")
    grid = table("goal", *headers, title=f"Scorecard {year}", right=headers)
    for row in rows:
        grid.add_row(*_score_cells(row["goal"], row, counts))
    grid.add_section()
    for row in total:
        grid.add_row(*_score_cells("all, each indicator once", row, counts), style="bold")
    screen.print(grid)
    if is_narrow:
        legend = (f"{_SYMBOLS[count]}={word}" for count, word in counts.items())
        screen.print(cell("  ".join(["n=indicators", *legend]), "dim"))
    for row in total:
        screen.print(cell(_tell_certainty(row)))


def _shown_counts(rows: list[Row]) -> dict[str, str]:
    """Every count that a verdict has; of the undecided and the assumed only if there are any."""
    rare = {"n_unjudged", "n_assumed"}
    return {
        count: word for count, word in _COUNTS.items()
        if count not in rare or any(row[count] for row in rows)
    }  # fmt: skip


def _score_cells(name: str, row: Row, counts: dict[str, str]) -> list[Text]:
    rate = row["attainment_rate_pct"]
    return [
        one_line_cell(name),
        cell(row["n_indicators"]),
        *(cell(row[count] or "", _COUNT_STYLES.get(count, "")) for count in counts),
        cell("" if rate is None else f"{rate:.1f} %"),
    ]


def _tell_certainty(total: Row) -> str:
    """How much of a rate rests on what, in one line."""
    judged = total["n_attained"] + total["n_not_attained"]
    told = [f"{judged} judged, {total['n_assumed'] or 'none'} of them by an assumption"]
    if total["n_unjudged"]:
        told.append(f"{total['n_unjudged']} undecided, for their reading is in doubt")
    asks = bool(total["n_assumed"] or total["n_unjudged"])
    return "; ".join(told) + (": see tsdg review" if asks else "")


def _print_missed(screen: Console, connection: Any, year: int) -> None:
    rows = fetch(
        connection,
        "select * from attainment where report_year = ? and status = 'not_attained' "
        "order by attainment_pct nulls last",
        [year],
    )
    is_wide = screen.width >= _WIDE
    more = ("missing", "page") if is_wide else ()
    numbers = ("target", "actual", "reached", *more)
    grid = table("code", "measure", *numbers, title=f"Missed in {year}: {len(rows)} measures", right=numbers)  # fmt: skip
    for row in rows:
        reached = row["attainment_pct"]
        assumed = " (assumed)" if row["certainty"] == "assumed" else ""
        grid.add_row(
            cell(row["indicator_code"]),
            cell(_shorten(row["measure_label"] or row["indicator_name"], 32) + assumed),
            cell(target_words(row)),
            cell(quantity(row["actual_value"], row["actual_unit"])),
            cell("" if reached is None else f"{reached:.2f} %"),
            *(
                (cell(quantity(row["gap"], row["unit"]), "red"), cell(row["actual_page"]))
                if is_wide
                else ()
            ),
        )
    if rows:
        screen.print(grid)


def _print_pending(screen: Console, connection: Any, year: int) -> None:
    rows = fetch(
        connection,
        "select * from release_calendar where report_year = ? and delivered_report_year is null "
        "order by release_due nulls last, indicator_code",
        [year],
    )
    grid = table(
        "code",
        "measure",
        "agency",
        "promised by",
        title=f"Pending from {year}: {len(rows)} measures",
    )
    for row in rows:
        due = row["release_due"]
        late = f" overdue {row['days_overdue']} days" if row["is_overdue"] else ""
        grid.add_row(
            cell(row["indicator_code"]),
            cell(_shorten(row["measure_label"] or row["indicator_name"], 40)),
            cell(row["agencies_text"]),
            cell(f"{due or 'no day printed'}{late}", "yellow" if late else ""),
        )
    if rows:
        screen.print(grid)


def _print_findings(screen: Console, connection: Any, year: int) -> None:
    rows = fetch(
        connection,
        "select * from finding where report_year = ? and not is_accepted order by severity, rule, indicator_code",
        [year],
    )
    counts = {name: sum(row["severity"] == name for row in rows) for name in _SEVERITY_STYLES}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    grid = table(
        "severity", "code", "page", "finding", title=f"Doubtful in the {year} source: {told}"
    )
    for severity in ("critical", "warning"):
        for row in (row for row in rows if row["severity"] == severity):
            grid.add_row(
                cell(severity, _SEVERITY_STYLES[severity]),
                cell(row["indicator_code"]),
                cell(row["page"]),
                cell(f"{row['rule']}: {row['message']}"),
            )
    if rows:
        screen.print(grid)
    if counts["info"]:
        screen.print(
            f"{counts['info']} more of severity info stand in the mart finding", style="dim"
        )


def _print_outputs(screen: Console, data: DataFolder, ending: RunEnding) -> None:
    screen.print(Text.assemble(("warehouse ", "bold"), str(data.warehouse)))
    screen.print(Text.assemble(("marts     ", "bold"), str(data.marts)))
    if ending.audited is not None:
        screen.print(Text.assemble(("audit     ", "bold"), str(ending.audited.page)))
    if not ending.problems_of(MissingDashboard):
        screen.print(Text.assemble(("dashboard ", "bold"), str(data.site / "index.html")))


def _shorten(text: str, width: int) -> str:
    """Cut a text to a width in terminal columns, of which a Chinese character takes two."""
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"
