"""What `tsdg run` says at its end: read, scorecard, missed, pending, doubtful, outputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from supply.headline import tell_headline
from supply.terminal.issuer_words import count_measures, issuer_cell, merge_prints
from supply.terminal.measure_words import tell_elsewhere
from supply.terminal.render_table import (
    STATUS_STYLES,
    cell,
    console,
    header,
    one_line_cell,
    quantity,
    table,
    word_table,
)
from supply.terminal.series_chart import target_words
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.held_reports import HeldReports, read_held, tell_issuers, tell_sample
from warehouse.folder.published import Row, fetch, open_published
from warehouse.folder.rebuild_reasons import tell_rebuild_reason
from warehouse.folder.run_ending import MissingDashboard, ReadDocument, RunEnding
from warehouse.say import (
    in_clauses,
    in_reader_language,
    listed,
    name_rule,
    name_value,
    tell,
)
from warehouse.sql_literals import quote

# From here on tables have room for words and for every column.
_WIDE = 110
# With several issuers a run shows so many rows of a list, and says how to see the others.
_MOST_ROWS = 20
# So many documents are named one by one in a query that is shown.
_MOST_NAMED = 6
# As a table's header; the names of the verdicts themselves may be longer.
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

_MISSED = """
    select attainment.*, indicator_result.leads_key
    from attainment
    inner join indicator_result using (report_id, indicator_code)
    where attainment.report_year = ? and attainment.status = 'not_attained'
    order by attainment.attainment_pct nulls last, attainment.issuer, attainment.goal_no, attainment.indicator_code
"""
_PENDING = """
    select release_calendar.*, indicator_result.leads_key
    from release_calendar
    inner join indicator_result using (issuer, report_year, indicator_code)
    where release_calendar.report_year = ? and release_calendar.delivered_report_year is null
    order by release_calendar.release_due nulls last, release_calendar.indicator_code, release_calendar.issuer
"""
_PROMISED = ("release_due", "is_overdue", "elsewhere_value")
# A finding about a year as a whole has no issuer.
_FINDINGS = """
    select * from finding
    where list_contains($years, report_year) and not is_accepted
    order by report_year desc, severity, rule, issuer, indicator_code, measure_no
"""


@dataclass(frozen=True, slots=True)
class _Told:
    """Which edition is told, of what is held, and of which of its documents the findings.

    Attributes:
        held: the documents held.
        year: of the edition.
        read: the documents that a run has just read; null where everything is told.
    """

    held: HeldReports
    year: int
    read: Sequence[Row] | None = None

    @property
    def is_limited(self) -> bool:
        """With one issuer alone nothing is too long."""
        return self.read is not None and self.held.has_several_issuers

    @property
    def has_issuers(self) -> bool:
        """Tell whether rows of the edition must say whose they are."""
        return len(self.held.current_of(self.year)) > 1

    @property
    def samples(self) -> list[str]:
        return self.held.samples_of(self.year)


def print_run_report(data: DataFolder, ending: RunEnding) -> None:
    """Print the report of a published run: the newest edition read in full, the others in a line each."""
    screen = console()
    with open_published(data) as connection:
        held = read_held(connection)
        _print_read(screen, ending, held)
        read = held.find_all(ending.documents)
        years = sorted({row["report_year"] for row in read}) or held.years[-1:]
        for year in years[:-1]:
            _print_headline(screen, connection, _Told(held, year))
        _print_edition(screen, connection, _Told(held, years[-1], read or None))
    _print_outputs(screen, data, ending)


def print_edition(screen: Console, connection: Any, year: int) -> None:
    """Print what a run ends with for one edition: headline, scorecard, missed, pending, doubtful."""
    _print_edition(screen, connection, _Told(read_held(connection), year))


def _print_edition(screen: Console, connection: Any, told: _Told) -> None:
    _print_headline(screen, connection, told)
    _print_issuers(screen, told)
    _print_scorecard(screen, connection, told)
    _print_missed(screen, connection, told)
    _print_pending(screen, connection, told)
    _print_findings(screen, connection, told)


def _print_read(screen: Console, ending: RunEnding, held: HeldReports) -> None:
    for document in ending.documents:
        facts = listed(_document_facts(document, held.find(document)))
        read = (tell("edition-read"), "bold")
        screen.print(Text.assemble(read, cell(f" {document.file_name}: {facts}")))
    if ending.n_held:
        screen.print(tell("edition-held", count=ending.n_held))
    if not ending.documents:
        why = tell_rebuild_reason(ending.rebuild_reason or "")
        screen.print(cell(tell("edition-rebuilt", why=why)))


def _document_facts(document: ReadDocument, row: Row | None) -> list[str]:
    told = [
        tell("edition-pages", count=document.page_count),
        tell("edition-indicators", count=document.n_indicators),
    ]
    edition = tell("held-edition", year=document.report_year)
    if row is None:
        return [edition, *told]
    name = "edition-vintage" if row["is_current"] else "edition-superseded"
    sample = [tell("held-sample")] if row["is_sample"] else []
    return [row["issuer"], *sample, edition, tell(name, vintage=row["vintage_no"]), *told]


def _print_headline(screen: Console, connection: Any, told: _Told) -> None:
    screen.print(cell(tell_headline(connection, told.held, told.year), "bold"))


def _print_issuers(screen: Console, told: _Told) -> None:
    for style, line in zip(("", "yellow"), tell_issuers(told.held, told.year), strict=False):
        screen.print(cell(line, style))


def _print_scorecard(screen: Console, connection: Any, told: _Told) -> None:
    year = told.year
    rows = fetch(
        connection,
        "select goal_no::text || ' ' || name_zh as goal, goal_scorecard.* from goal_scorecard "
        "left join dim_goal using (goal_no) where report_year = ? order by goal_no",
        [year],
    )
    total = fetch(connection, "select * from edition_scorecard where report_year = ?", [year])
    counts = _shown_counts(total + rows)
    is_narrow = screen.width < _WIDE
    names = [_SYMBOLS[count] if is_narrow else header(word) for count, word in counts.items()]
    headers = ("n" if is_narrow else header("indicators"), *names, header("rate"))
    title = tell("edition-scorecard", year=year) + tell_sample(told.held, year)
    grid = table(header("goal"), *headers, title=title, right=headers)
    for row in rows:
        grid.add_row(*_score_cells(row["goal"], row, counts))
    grid.add_section()
    for row in total:
        grid.add_row(*_score_cells(tell("edition-all"), row, counts), style="bold")
    screen.print(grid)
    if is_narrow:
        legend = (f"{_SYMBOLS[count]}={header(word)}" for count, word in counts.items())
        screen.print(cell("  ".join([f"n={header('indicators')}", *legend]), "dim"))
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
    judged = row["n_judged"]
    return [
        one_line_cell(name),
        cell(row["n_indicators"]),
        *(cell(row[count] or "", _COUNT_STYLES.get(count, "")) for count in counts),
        cell("" if rate is None else tell("edition-rate", rate=f"{rate:.1f}", judged=judged)),
    ]


def _tell_certainty(total: Row) -> str:
    """How much of a rate rests on what, in one line."""
    told = [tell("edition-judged", judged=total["n_judged"], assumed=total["n_assumed"])]
    if total["n_unjudged"]:
        told.append(tell("edition-undecided", count=total["n_unjudged"]))
    asks = bool(total["n_assumed"] or total["n_unjudged"])
    return in_clauses(told) + (tell("edition-see-review") if asks else "")


def _print_missed(screen: Console, connection: Any, told: _Told) -> None:
    rows = merge_prints(
        fetch(connection, _MISSED, [told.year]),
        (
            "status",
            "target_low",
            "target_high",
            "comparator",
            "unit",
            "actual_value",
            "actual_unit",
        ),
    )
    is_wide = screen.width >= _WIDE
    more = ("missing", "page") if is_wide else ()
    numbers = ("target", "actual", "reached", *more)
    title = tell("edition-missed-in", year=told.year, count=count_measures(rows))
    grid = word_table(
        "code", *(["issuer"] * told.has_issuers), "measure", *numbers,
        title=title + _sample_of_one(told), right=numbers,
    )  # fmt: skip
    # Two lines, where the numbers leave ten columns for it.
    longest = 20 if told.has_issuers and not is_wide else 32
    for row in _first(rows, told):
        reached = row["attainment_pct"]
        assumed = tell("edition-assumed") if row["certainty"] == "assumed" else ""
        grid.add_row(
            cell(row["indicator_code"]),
            *_issuer_cells(row, told),
            cell(_shorten(row["measure_label"] or row["indicator_name"], longest) + assumed),
            cell(target_words(row)),
            cell(_actual_words(row, with_unit=is_wide or not told.has_issuers)),
            cell("" if reached is None else f"{reached:.2f} %"),
            *(
                (cell(quantity(row["gap"], row["unit"]), "red"), cell(row["actual_page"]))
                if is_wide
                else ()
            ),
        )
    if rows:
        screen.print(grid)
    _print_rest(screen, len(rows), told, f"tsdg scorecard --year {told.year}")


def _actual_words(row: Row, *, with_unit: bool) -> str:
    """Where a row is narrow, the target beside it names the unit for both."""
    is_named = row["unit"] == row["actual_unit"] and not with_unit
    return quantity(row["actual_value"], None if is_named else row["actual_unit"])


def _print_pending(screen: Console, connection: Any, told: _Told) -> None:
    rows = merge_prints(fetch(connection, _PENDING, [told.year]), _PROMISED)
    title = tell("edition-pending-from", year=told.year, count=count_measures(rows))
    grid = word_table(
        "code", *(["issuer"] * told.has_issuers), "measure", "agency", "promised by",
        title=title + _sample_of_one(told),
    )  # fmt: skip
    grid.columns[-1].no_wrap = True
    for row in _first(rows, told):
        due = row["release_due"] or tell("edition-no-day")
        late = tell("edition-overdue", days=row["days_overdue"]) if row["is_overdue"] else ""
        elsewhere = tell_elsewhere(row)
        grid.add_row(
            cell(row["indicator_code"]),
            *_issuer_cells(row, told),
            cell(_shorten(row["measure_label"] or row["indicator_name"], 40)),
            cell(row["agencies_text"]),
            cell(f"{due}{late}{elsewhere}", "yellow" if late else ""),
        )
    if rows:
        screen.print(grid)
    _print_rest(screen, len(rows), told, f"tsdg scorecard --year {told.year}")


def _sample_of_one(told: _Told) -> str:
    """Where rows name no issuer the title says that they come from a sample."""
    return "" if told.has_issuers else tell_sample(told.held, told.year)


def _issuer_cells(row: Row, told: _Told) -> list[Text]:
    return [issuer_cell(row["issuer"], told.samples)] if told.has_issuers else []


def _first(rows: Sequence[Row], told: _Told) -> Sequence[Row]:
    return rows[:_MOST_ROWS] if told.is_limited else rows


def _print_rest(screen: Console, n_rows: int, told: _Told, command: str) -> None:
    if told.is_limited and n_rows > _MOST_ROWS:
        screen.print(cell(tell("edition-more", count=n_rows - _MOST_ROWS, command=command)))


def _print_findings(screen: Console, connection: Any, told: _Told) -> None:
    """Tell critical findings and warnings; with several issuers a run tells those of what it has read."""
    rows, where = _read_findings(connection, told)
    counts = {name: sum(row["severity"] == name for row in rows) for name in _SEVERITY_STYLES}
    counted = listed(
        tell("edition-count-of", count=count, name=name_value("severity", name))
        for name, count in counts.items()
        if count
    )
    name = "edition-doubtful-read" if told.is_limited else "edition-doubtful-in"
    with_year = len({row["report_year"] for row in rows}) > 1
    grid = word_table(
        "severity", *(["year"] * with_year), "code", *(["issuer"] * told.has_issuers), "page", "finding",
        title=tell(name, year=told.year, counted=counted),
    )  # fmt: skip
    grave = [row for name in ("critical", "warning") for row in rows if row["severity"] == name]
    for row in _first(grave, told):
        grid.add_row(
            cell(name_value("severity", row["severity"]), _SEVERITY_STYLES[row["severity"]]),
            *([cell(row["report_year"])] * with_year),
            cell(row["indicator_code"]),
            *_issuer_cells(row, told),
            cell(row["page"]),
            cell(tell_finding(row)),
        )
    if rows:
        screen.print(grid)
    query = f"select * from finding where {where} and not is_accepted"  # noqa: S608 - shown, not run
    _print_rest(screen, len(grave), told, f"tsdg sql \"{query} and severity <> 'info'\"")
    if counts["info"]:
        screen.print(tell("edition-more-info", count=counts["info"]), style="dim")


def tell_finding(row: Row) -> str:
    """A finding in one line: its rule, and what it states."""
    return f"{name_rule(row['rule'])}: {in_reader_language(row, 'message')}"


def _read_findings(connection: Any, told: _Told) -> tuple[list[Row], str]:
    """Read the findings to tell, and the condition by which a person finds them again."""
    if not told.is_limited:
        return fetch(connection, _FINDINGS, {"years": [told.year]}), f"report_year = {told.year}"
    read = list(dict.fromkeys((row["issuer"], row["report_year"]) for row in told.read or ()))
    years = sorted({year for _, year in read})
    rows = [
        row
        for row in fetch(connection, _FINDINGS, {"years": years})
        if row["issuer"] is None or (row["issuer"], row["report_year"]) in read
    ]
    if len(read) > _MOST_NAMED:
        return rows, f"report_year in ({', '.join(map(str, years))})"
    named = ", ".join(f"({quote(issuer)}, {year})" for issuer, year in read)
    return rows, f"(issuer, report_year) in ({named})"


def _print_outputs(screen: Console, data: DataFolder, ending: RunEnding) -> None:
    where = {"warehouse": data.warehouse, "marts": data.marts}
    if ending.audited is not None:
        where["audit"] = ending.audited.page
    if not ending.problems_of(MissingDashboard):
        where["dashboard"] = data.site / "index.html"
    names = {name: tell(f"edition-where-{name}") for name in where}
    width = max(map(cell_len, names.values())) + 1
    for name, path in where.items():
        screen.print(Text.assemble((set_cell_size(names[name], width), "bold"), str(path)))


def _shorten(text: str, width: int) -> str:
    """Cut a text to a width in terminal columns, of which a Chinese character takes two."""
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1).rstrip()}…"
