"""What the marts make of staging: worst part decides, twins count once, promises are kept or overdue."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from flows.stages.link_years import compare_reasons, order_prints, resolve_statements
from warehouse import build as build_module
from warehouse.build import build_marts, load_seed
from warehouse.candidate import Candidate
from warehouse.catalog import Table

AS_OF = "2025-12-31"
INDICATOR = {
    "occurrence_no": 1,
    "indicator_name": "甲",
    "is_starred": False,
    "agencies": ["水利署"],
    "agencies_printed": ["水利署"],
    "same_as_codes": [],
    "heading_text": "甲",
    "target_text": None,
    "actual_text": None,
    "declared_status": None,
    "page_first": 1,
    "page_last": 1,
    "printed_rows": [1],
}
MEASURE = {
    "occurrence_no": 1,
    "measure_no": 1,
    "target_kind": "numeric",
    "target_basis": "level",
    "actual_kind": "none",
    "actual_value": None,
    "actual_year": None,
    "status": None,
    "status_rule": "r",
    "is_direction_assumed": False,
    "certainty": "sure",
    "release_due": None,
}


# What the catalog says of the tables that every test begins with.
DESCRIBED: dict[str, Table] = {}


class Staging:
    """Fills staging by hand, one fact at a time; all that was said is loaded before the marts are built."""

    def __init__(self, connection):
        self.connection = connection
        load_seed(connection, "seed_value_word")
        self.candidate = Candidate(connection)
        self.candidate._tables = DESCRIBED
        self.years: dict[str, int] = {}
        self.rows: Counter[str] = Counter()
        self.waiting: dict[str, list[dict[str, Any]]] = {}

    def report(  # noqa: PLR0913, PLR0917 - the facts of a document
        self, year: int, name: str | None = None, vintage: int = 1, current: bool = True,
        issuer: str = "經濟部", sample: bool = False,
    ) -> str:  # fmt: skip
        name = name or f"r{year}"
        raw = {
            "report_id": name, "sha256": name.rjust(64, "0"), "file_name": "f", "media_type": "pdf",
            "report_year": year, "report_year_basis": "title", "page_count": 1, "printed_codes": [""],
        }  # fmt: skip
        self.add("raw.raw_report", raw)
        report = {
            "report_id": name,
            "report_year": year,
            "vintage_no": vintage,
            "is_current": current,
            "issuer": issuer,
            "issuer_basis": "printed",
            "is_sample": sample,
        }
        self.add("staging.stg_report", report)
        self.years[name] = year
        return name

    def indicator(self, report: str, code: str, *measures: dict[str, Any], **facts: Any) -> None:
        self.rows[report] += 1
        key = facts.pop("key", code)
        row = INDICATOR | {
            "report_id": report, "report_year": self.years[report], "indicator_code": code,
            "goal_no": int(code.split(".", maxsplit=1)[0]), "row_no": self.rows[report],
        } | facts  # fmt: skip
        self.add("staging.stg_indicator", row)
        keyed = {"report_id": report, "indicator_code": code, "indicator_key": key}
        self.add("intermediate.int_indicator_key", keyed)
        for number, measure in enumerate(measures, start=1):
            entry = MEASURE | {"report_id": report, "indicator_code": code, "measure_no": number} | measure  # fmt: skip
            self.add("staging.stg_measure", entry)
            measured = {"report_id": report, "indicator_code": code, "measure_no": number, "measure_key": f"{key}#{number}"}  # fmt: skip
            self.add("intermediate.int_measure_key", measured)

    def add(self, table: str, row: dict[str, Any]) -> None:
        self.waiting.setdefault(table, []).append(row)

    def load(self) -> None:
        for table, rows in self.waiting.items():
            self.candidate.load(table, rows)
        self.waiting = {}

    def build(self, as_of: str = AS_OF, *, with_views: bool = False) -> None:
        self.load()
        order_prints(self.candidate)
        compare_reasons(self.candidate)
        resolve_statements(self.candidate)
        with pytest.MonkeyPatch.context() as patch:
            for views in () if with_views else ("VIEWS", "CHINESE_VIEWS"):
                patch.setattr(build_module, views, ())
            build_marts(self.connection, as_of)

    def rows_of(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()


@pytest.fixture
def staging(connection):
    return Staging(connection)


def statuses(*names: str | None) -> list[dict[str, Any]]:
    return [{"status": name} for name in names]


def test_the_worst_part_decides(staging):
    expected = [
        (("attained", "attained"), "attained", 2),
        (("attained", "not_attained", "pending"), "not_attained", 1),
        (("attained", "pending"), "pending", 1),
        (("attained", None), None, 1),
        (("pending", None), "pending", 0),
        (("not_attained", None), "not_attained", 0),
        (("no_target",), "no_target", 0),
        (("qualitative",), "qualitative", 0),
        (("attained", "qualitative"), "attained", 1),
        ((None,), None, 0),
    ]
    report = staging.report(2024)
    for number, (parts, _, _) in enumerate(expected, start=1):
        staging.indicator(report, f"6.1.{number}", *statuses(*parts))
    staging.build()
    query = "select status, parts_attained, parts_total from marts.indicator_result order by split_part(indicator_code, '.', 3)::int"
    assert staging.rows_of(query) == [
        (status, attained, len(parts)) for parts, status, attained in expected
    ]


def test_an_indicators_own_word_is_compared_with_its_verdict(staging):
    expected = [
        ("met", "attained", True),
        ("met", "not_attained", False),
        ("lagging", "not_attained", True),
        ("not_met", "attained", False),
        ("met", "pending", None),
        ("met", "qualitative", None),
        ("met", "no_target", False),
        ("met", None, None),
        (None, "attained", None),
    ]
    report = staging.report(2024)
    for number, (declared, status, _) in enumerate(expected, start=1):
        staging.indicator(report, f"6.1.{number}", *statuses(status), declared_status=declared)
    staging.build()
    query = "select declared_status, status, is_consistent from marts.indicator_result order by indicator_code"
    assert staging.rows_of(query) == expected


def test_scorecards_count_every_status_and_rate_what_was_judged(staging):
    report = staging.report(2024)
    states = ("attained", "attained", "attained", "not_attained", "pending", "no_target", "qualitative", None)  # fmt: skip
    for number, status in enumerate(states, start=1):
        staging.indicator(report, f"6.1.{number}", *statuses(status))
    staging.build()
    columns = (
        "n_indicators, n_measures, n_attained, n_not_attained, n_pending, n_no_target, n_qualitative, "
        "n_unjudged, attainment_rate_pct, attainment_of_all_pct"
    )
    expected = [(8, 8, 3, 1, 1, 1, 1, 1, 75.0, 37.5)]
    for mart in ("goal_scorecard", "agency_scorecard", "edition_scorecard"):
        assert staging.rows_of(f"select {columns} from marts.{mart}") == expected


def test_nothing_judged_has_no_rate(staging):
    staging.indicator(staging.report(2024), "6.1.1", *statuses("pending"))
    staging.build()
    query = "select attainment_rate_pct, attainment_of_all_pct from marts.goal_scorecard"
    assert staging.rows_of(query) == [(None, 0.0)]


def test_a_twin_counts_in_each_goal_and_once_in_total_and_for_its_agency(staging):
    report = staging.report(2024)
    staging.indicator(report, "3.9.2", *statuses("attained"), same_as_codes=["6.1.1"])
    staging.indicator(report, "6.1.1", *statuses("attained"), same_as_codes=["3.9.2"])
    staging.indicator(report, "6.1.2", *statuses("not_attained"))
    staging.build()
    assert staging.rows_of("select goal_no, n_indicators from marts.goal_scorecard") == [(3, 1), (6, 2)]  # fmt: skip
    query = "select n_indicators, attainment_rate_pct from marts.{}"
    assert staging.rows_of(query.format("edition_scorecard")) == [(2, 50.0)]
    assert staging.rows_of(query.format("agency_scorecard")) == [(2, 50.0)]
    twins = "select indicator_code, twin_codes_text, counts_in_total from marts.indicator_result"
    assert staging.rows_of(twins) == [("3.9.2", "6.1.1", True), ("6.1.1", "3.9.2", False), ("6.1.2", None, True)]  # fmt: skip


def test_identical_content_makes_twins_a_bare_number_does_not(staging):
    report = staging.report(2024)
    sentence = {
        "target_text": "地層顯著下陷面積不超過225平方公里",
        "actual_text": "顯著下陷面積減少為263平方公里",
    }
    staging.indicator(report, "6.6.1", *statuses("attained"), **sentence)
    staging.indicator(report, "15.3.1", *statuses("attained"), indicator_name="乙", **sentence)
    staging.indicator(
        report,
        "7.1.1",
        *statuses("attained"),
        target_text="100%",
        actual_text="100%",
        indicator_name="丙",
    )
    staging.indicator(
        report,
        "7.1.2",
        *statuses("attained"),
        target_text="100%",
        actual_text="100%",
        indicator_name="丁",
    )
    staging.build()
    query = "select indicator_code, twin_codes_text from marts.indicator_result where twin_codes_text is not null"
    assert staging.rows_of(query) == [("6.6.1", "15.3.1"), ("15.3.1", "6.6.1")]


def test_an_indicator_counts_for_each_of_its_agencies(staging):
    report = staging.report(2024)
    staging.indicator(report, "6.1.1", *statuses("attained"), agencies=["水利署", "園管局"])
    staging.indicator(report, "6.1.2", *statuses("pending"), agencies=["園管局"])
    staging.build()
    query = "select agency, n_indicators, n_attained from marts.agency_scorecard order by agency"
    assert sorted(staging.rows_of(query)) == [("園管局", 2, 1), ("水利署", 1, 1)]


def test_a_rate_is_compared_with_the_year_before_only(staging):
    for year, verdicts in ((2021, ("attained",)), (2023, ("not_attained",)), (2024, ("attained",))):
        staging.indicator(staging.report(year), "6.1.1", *statuses(*verdicts))
    staging.build()
    query = "select report_year, attainment_rate_change from marts.goal_scorecard order by 1"
    assert staging.rows_of(query) == [(2021, None), (2023, None), (2024, 100.0)]


def test_only_the_current_vintage_and_the_first_print_are_published(staging):
    old = staging.report(2024, "old", vintage=1, current=False)
    new = staging.report(2024, "new", vintage=2)
    staging.indicator(old, "6.1.1", *statuses("not_attained"))
    staging.indicator(new, "6.1.1", *statuses("attained"))
    staging.build()
    assert staging.rows_of("select report_id, status from marts.attainment") == [
        ("new", "attained")
    ]
    held = "select report_id, is_current, n_measures from marts.dim_report order by vintage_no"
    assert staging.rows_of(held) == [("old", False, 1), ("new", True, 1)]


def numeric(value: float, year: int) -> dict[str, Any]:
    return {
        "actual_kind": "numeric",
        "actual_value": value,
        "actual_year": year,
        "status": "attained",
    }


def prior(staging: Staging, report: str, code: str, year: int, value: float) -> None:
    row = {
        "report_id": report, "indicator_code": code, "occurrence_no": 1, "measure_no": 1,
        "data_year": year, "data_value": value, "value_text": "t", "page": 1,
    }  # fmt: skip
    staging.add("staging.stg_prior_value", row)


def test_the_newest_current_edition_states_the_latest_value(staging):
    first, second = staging.report(2023), staging.report(2024)
    staging.indicator(first, "6.1.1", numeric(5, 2023))
    staging.indicator(second, "6.1.1", numeric(6, 2024))
    prior(staging, second, "6.1.1", 2023, 5.5)
    staging.build()
    query = "select data_year, value, report_year, source, is_latest from marts.observation order by 1, 3"
    assert staging.rows_of(query) == [
        (2023, 5.0, 2023, "actual", False),
        (2023, 5.5, 2024, "prior_value", True),
        (2024, 6.0, 2024, "actual", True),
    ]


def test_a_superseded_vintage_is_observed_but_never_the_latest(staging):
    staging.indicator(staging.report(2024, "old", 1, current=False), "6.1.1", numeric(5, 2024))
    staging.indicator(staging.report(2024, "new", 2), "6.1.1", numeric(6, 2024))
    staging.build()
    query = "select value, is_latest from marts.observation order by value"
    assert staging.rows_of(query) == [(5.0, False), (6.0, True)]


def pending(due: date | None) -> dict[str, Any]:
    return {"actual_kind": "pending", "status": "pending", "release_due": due}


def test_a_promise_is_overdue_after_its_day(staging):
    expected = [
        (date(2025, 12, 30), True, 1),
        (date(2025, 12, 31), False, None),
        (date(2026, 3, 1), False, None),
        (None, False, None),
    ]
    report = staging.report(2024)
    for number, (due, _, _) in enumerate(expected, start=1):
        staging.indicator(report, f"6.1.{number}", pending(due))
    staging.build()
    query = "select release_due, is_overdue, days_overdue from marts.release_calendar order by indicator_code"
    assert staging.rows_of(query) == expected


def test_a_promise_is_kept_by_a_later_edition_that_states_the_value(staging):
    staging.indicator(staging.report(2023), "6.1.1", pending(date(2024, 9, 30)))
    later = staging.report(2024)
    staging.indicator(later, "6.1.1", numeric(6, 2024))
    prior(staging, later, "6.1.1", 2023, 5.5)
    staging.build()
    query = "select delivered_report_year, delivered_value, is_overdue from marts.release_calendar"
    assert staging.rows_of(query) == [(2024, 5.5, False)]


def test_a_value_for_another_year_keeps_no_promise(staging):
    staging.indicator(staging.report(2023), "6.1.1", pending(date(2024, 9, 30)))
    staging.indicator(staging.report(2024), "6.1.1", numeric(6, 2024))
    staging.build()
    query = "select delivered_report_year, is_overdue from marts.release_calendar"
    assert staging.rows_of(query) == [(None, True)]


def test_an_indicator_has_a_run_for_as_long_as_nothing_of_it_changes(staging):
    for year, name in ((2021, "甲"), (2022, "甲"), (2023, "乙"), (2024, "乙")):
        report = staging.report(year)
        staging.indicator(report, "6.1.1", *statuses("attained"), indicator_name=name)
        if year < 2024:
            staging.indicator(report, "6.1.2", *statuses("attained"))
    staging.build()
    query = (
        "select indicator_key, indicator_name, valid_from_report_year, valid_to_report_year, is_current "
        "from marts.dim_indicator order by 1, 3"
    )
    assert staging.rows_of(query) == [
        ("6.1.1", "甲", 2021, 2023, False),
        ("6.1.1", "乙", 2023, None, True),
        ("6.1.2", "甲", 2021, 2024, False),
    ]


def test_a_series_keeps_its_key_under_another_code(staging):
    staging.indicator(staging.report(2023), "6.1.9", numeric(5, 2023), key="6.1.1")
    staging.indicator(staging.report(2024), "6.1.1", numeric(6, 2024))
    staging.build()
    query = "select distinct measure_key from marts.observation"
    assert staging.rows_of(query) == [("6.1.1#1",)]


def test_an_agency_that_no_list_knows_is_in_its_dimension_unreviewed(staging):
    staging.indicator(staging.report(2024), "6.1.1", *statuses("attained"), agencies=["某某署"])
    staging.build()
    assert staging.rows_of("select agency, is_reviewed from marts.dim_agency") == [
        ("某某署", False)
    ]
