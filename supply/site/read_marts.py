"""What the dashboard shows, read from the published marts once: rows as dictionaries, grouped for the pages."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from supply.code_order import code_order
from warehouse.folder.published import Row, fetch

_QUERIES = {
    "editions": "select * from edition_scorecard order by report_year desc",
    "documents": "select * from dim_report order by report_year desc, issuer, vintage_no desc",
    "missing": "select * from missing_report order by report_year desc, last_report_year desc, issuer",
    "goals": "select * from dim_goal order by goal_no",
    "goal_scores": """
        select goal_scorecard.*, dim_goal.name_zh as goal_name
        from goal_scorecard left join dim_goal using (goal_no)
        order by report_year desc, goal_no
    """,
    "issuer_scores": "select * from issuer_scorecard order by report_year desc, n_indicators desc, issuer",
    "agency_scores": """
        select agency_scorecard.*, dim_agency.agency_name, dim_agency.agency_name_en, dim_agency.former_names
        from agency_scorecard left join dim_agency using (agency)
        order by report_year desc, n_indicators desc, agency
    """,
    "agencies": "select agency, agency_name, agency_name_en, former_names from dim_agency",
    "agency_counts": "select * from indicator_agency where counts_for_agency order by all",
    # By goal, then by code (see code_order), prints of one code by the one that leads.
    "results": """
        select
            indicator_result.*,
            status_history.indicator_name, status_history.name_en, status_history.n_missed_in_a_row, status_history.status_change,
            status_history.worst_attainment_pct, status_history.is_reason_repeated,
            status_history.is_countermeasure_repeated, status_history.is_miss_growing,
            int_verdict.has_assumed and indicator_result.status in ('attained', 'not_attained') as is_assumed
        from indicator_result
        inner join status_history using (issuer, report_year, indicator_code)
        inner join intermediate.int_verdict
            on
                indicator_result.report_id = int_verdict.report_id
                and indicator_result.indicator_code = int_verdict.indicator_code
        order by
            indicator_result.report_year desc, indicator_result.goal_no, not indicator_result.leads_key,
            indicator_result.issuer, indicator_result.indicator_code
    """,
    "measures": """
        select attainment.*, indicator_result.leads_key
        from attainment
        inner join indicator_result using (report_id, indicator_code)
        order by
            attainment.report_year desc, not indicator_result.leads_key, attainment.issuer,
            attainment.indicator_code, attainment.measure_no
    """,
    "observations": """
        select observation.* from measure_observation as observation
        left join dim_report using (report_id)
        where is_current or is_latest or source = 'external'
        order by
            measure_key, data_year, is_latest desc, observation.report_year nulls last, observation.issuer,
            observation_id
    """,
    "targets": """
        select * from target where is_current
        order by measure_key, target_year, report_year, issuer, statement_no
    """,
    "trends": "select * from trend order by measure_key",
    "un_bridges": "select * from un_bridge order by indicator_key",
    "twins": """
        select distinct
            report_year_a as report_year, indicator_key_a as own_key, indicator_key_b as key,
            indicator_code_b as indicator_code, basis
        from indicator_link where relation = 'same_measure' and is_confirmed
        union
        select distinct report_year_b, indicator_key_b, indicator_key_a, indicator_code_a, basis
        from indicator_link where relation = 'same_measure' and is_confirmed
        order by all
    """,
    "former_codes": """
        select
            indicator_key, indicator_code, indicator_name, name_en_review, valid_from_report_year, valid_to_report_year
        from dim_indicator order by indicator_key, valid_from_report_year
    """,
    # Names as any edition prints them, each with the translation of that very name.
    "english_names": """
        select distinct indicator_name, name_en from status_history where name_en is not null order by all
    """,
    "pieces": """
        select printed_row.* from printed_row
        inner join dim_report using (report_id)
        where is_current order by report_id, indicator_code, piece_no
    """,
    # A figure published elsewhere has the unit and address of its own statement.
    "releases": """
        select
            promise.*,
            attainment.indicator_key,
            coalesce(elsewhere.unit, attainment.unit) as elsewhere_unit,
            elsewhere.source_url as elsewhere_url,
            case
                when promise.delivered_report_year is not null then 'delivered'
                when promise.elsewhere_value is not null then 'elsewhere'
                when promise.is_overdue then 'overdue'
                when promise.release_due is null then 'undated'
                else 'due'
            end as state
        from release_calendar as promise
        inner join attainment using (issuer, report_year, indicator_code, measure_no)
        left join observation as elsewhere
            on
                promise.elsewhere_value is not null
                and elsewhere.source = 'external'
                and elsewhere.leads_series
                and attainment.series_key = elsewhere.series_key
                and promise.report_year = elsewhere.data_year
        order by promise.release_due, promise.indicator_code, promise.issuer, promise.measure_no
    """,
    "changes": """
        select
            edition_change.*,
            former.vintage_no as vintage_before, later.vintage_no as vintage_after,
            later.issuer as issuer_after
        from edition_change
        inner join dim_report as former on report_id_before = former.report_id
        inner join dim_report as later on report_id_after = later.report_id
        order by
            report_year_after desc, is_vintage, goal_no, indicator_key, edition_change.issuer, change,
            measure_no_after, before
    """,
    "findings": """
        select * from finding where not is_accepted
        order by
            case severity when 'critical' then 0 when 'warning' then 1 else 2 end,
            report_year desc nulls last, rule, indicator_code, issuer, measure_no
    """,
    # When a document was first read, by the run that published it.
    "readings": """
        select report_id, min(started_at) as read_at
        from raw.raw_run_input inner join raw.raw_run using (run_no)
        where report_id is not null
        group by report_id order by report_id
    """,
    "runs": "select * from raw.raw_run order by run_no desc limit 1",
}

_SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class SiteMarts:
    """Rows of the marts by the name of their query, and groups of them."""

    tables: dict[str, list[Row]]

    def __getitem__(self, name: str) -> list[Row]:
        return self.tables[name]

    def group(self, name: str, *columns: str) -> dict[Hashable, list[Row]]:
        """Group the rows of a table by the values of columns; one column groups by the value itself."""
        return group_by(self.tables[name], lambda row: _key(row, columns))

    @property
    def newest_year(self) -> int:
        """The newest edition."""
        return int(self.tables["editions"][0]["report_year"])

    @property
    def issuers(self) -> list[str]:
        """Everybody whose report is held, by name."""
        return sorted({row["issuer"] for row in self.tables["issuer_scores"]})

    def samples_of(self, rows: Iterable[Row]) -> list[Row]:
        """Documents marked as samples among those that the rows come from."""
        samples = [row for row in self.tables["documents"] if row["is_sample"]]
        if not samples:
            return []
        shown: set[object] = set()
        for row in rows:
            shown.update(
                row.get(name) for name in ("report_id", "report_id_before", "report_id_after")
            )
            shown.add((row.get("issuer"), row.get("report_year")))
        return [
            row
            for row in samples
            if row["report_id"] in shown
            or (row["is_current"] and (row["issuer"], row["report_year"]) in shown)
        ]


def read_marts(connection: duckdb.DuckDBPyConnection) -> SiteMarts:
    """Read everything that the dashboard shows.

    Raises:
        NotPublishedError: the warehouse was made by another version.
    """
    tables = {name: fetch(connection, query) for name, query in _QUERIES.items()}
    tables["results"].sort(
        key=lambda row: (-row["report_year"], row["goal_no"], code_order(row["indicator_code"]))
    )
    # SQL puts 6.10.1 before 6.2.1; what stands before the code in its order stays there.
    orders: dict[str, Callable[[Row], Any]] = {
        "releases": lambda row: (row["release_due"] or date.max, code_order(row["indicator_code"])),
        "changes": lambda row: (
            -row["report_year_after"],
            row["is_vintage"],
            row["goal_no"],
            code_order(row["indicator_key"]),
        ),
        "findings": lambda row: (
            _SEVERITIES.index(row["severity"]),
            -(row["report_year"] or 0),
            row["rule"],
            code_order(row["indicator_code"] or ""),
        ),
    }
    for name, order in orders.items():
        tables[name].sort(key=order)
    return SiteMarts(tables)


def place(row: Row) -> tuple[str | None, int | None, str | None]:
    """Where an indicator is printed: whose report, of which year, under which code."""
    return row["issuer"], row["report_year"], row["indicator_code"]


def group_by(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, list[Row]]:
    """Group rows, in their order."""
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _key(row: Row, columns: tuple[str, ...]) -> Hashable:
    return row[columns[0]] if len(columns) == 1 else tuple(row[column] for column in columns)
