"""Targets have titles only from sources; a comparison with the UN holds for a code and name from its edition on."""

import re

import pytest

from tests.unit.warehouse.test_marts import Staging, statuses
from warehouse.seed_files import read_seed

ROW = {
    "edition_year": 2022,
    "indicator_code": "6.1.1",
    "indicator_name": "供水(普及率)",
    "un_indicator": "6.1.1",
    "un_target": "6.1",
    "grade": "similar",
    "reason": "other scope",
    "reason_zh": "範圍不同",
    "source_url": "https://example.org",
    "seen_on": "2026-01-01",
    "status": "proposed",
}
FOUND = "select indicator_code, grade, status, from_report_year from marts.un_bridge"
SEED = read_seed("un_bridges")


@pytest.fixture
def staging(connection):
    return Staging(connection)


@pytest.fixture
def bridges(staging):
    """Which comparisons hold after these editions, given as (year, code, name) of one indicator."""

    def find(*editions, rows=(ROW,)):
        for year, code, name in editions:
            facts = {"indicator_name": name, "key": editions[-1][1]}
            staging.indicator(staging.report(year), code, *statuses("attained"), **facts)
        staging.candidate.load("staging.seed_un_bridge", [ROW | row for row in rows])
        staging.build()
        return staging.rows_of(FOUND)

    return find


def test_it_holds_for_the_name_as_printed_in_whatever_brackets(bridges):
    assert bridges((2022, "6.1.1", "供水 （普及率）")) == [("6.1.1", "similar", "proposed", 2022)]


def test_it_goes_along_with_a_renumbered_indicator(bridges):
    assert bridges((2022, "6.1.1", "供水(普及率)"), (2023, "6.1.2", "供水(普及率)")) == [
        ("6.1.2", "similar", "proposed", 2022)
    ]


@pytest.mark.parametrize(
    "editions",
    [
        [(2021, "6.1.1", "供水(普及率)")],
        [(2022, "6.1.1", "供水(人口比率)")],
        [(2022, "6.1.1", "供水(普及率)"), (2023, "6.1.1", "供水(人口比率)")],
        [(2022, "6.1.9", "供水(普及率)")],
    ],
    ids=["before its edition", "another name", "renamed since", "another code"],
)
def test_else_nothing_is_guessed(bridges, editions):
    assert bridges(*editions) == []


def test_of_two_that_bore_code_and_name_it_is_of_the_first(staging):
    """As when a person has said that those of two editions are different: each question is asked once."""
    for year, key in ((2022, "6.1.1@2022"), (2023, "6.1.1")):
        facts = {"indicator_name": "供水(普及率)", "key": key}
        staging.indicator(staging.report(year), "6.1.1", *statuses("attained"), **facts)
    staging.candidate.load("staging.seed_un_bridge", [ROW])
    staging.build()
    assert staging.rows_of("select indicator_key from marts.un_bridge") == [("6.1.1@2022",)]


def test_a_later_comparison_counts_and_a_rejected_one_brings_no_earlier_one_back(bridges):
    later = {"edition_year": 2023, "grade": "none", "un_indicator": None, "status": "confirmed"}
    assert bridges((2023, "6.1.1", "供水(普及率)"), rows=({}, later)) == [
        ("6.1.1", "none", "confirmed", 2023)
    ]


def test_what_is_rejected_is_not_published(bridges):
    later = {"edition_year": 2023, "status": "rejected"}
    assert bridges((2023, "6.1.1", "供水(普及率)"), rows=({}, later)) == []


def test_a_target_has_the_title_that_was_sourced_or_none(staging):
    report = staging.report(2024)
    for code in ("6.4.1", "6.4.10", "6.e.2", "7.1.1", "9"):
        staging.indicator(report, code, *statuses("attained"))
    title = {"title_zh": "甲", "title_source": "s"}
    seen = {"is_sourced": True, "seen_on": "2026-01-01"}
    staging.add("staging.seed_target", {"target_code": "6.4"} | title | seen)
    staging.add("staging.seed_target", {"target_code": "7.1", "is_sourced": False} | title)
    staging.build()
    query = "select target_code, goal_no, title_zh, is_sourced, n_indicators from marts.dim_target"
    assert staging.rows_of(query) == [
        ("6.4", 6, "甲", True, 2),
        ("6.e", 6, None, False, 1),
        ("7.1", 7, None, False, 1),
    ]
    without = "select indicator_code from marts.dim_indicator where target_code is null"
    assert staging.rows_of(without) == [("9",)]


def test_every_indicator_of_the_sample_was_compared(sample_connection):
    missing = "select indicator_code from marts.dim_indicator anti join marts.un_bridge using (indicator_key)"
    assert sample_connection.execute(missing).fetchall() == []
    told = "select count(*), count(distinct question_id) from marts.un_bridge where status = 'proposed'"
    count = sample_connection.execute("select count(*) from marts.dim_indicator").fetchone()[0]
    assert sample_connection.execute(told).fetchone() == (count, count)


@pytest.mark.parametrize("row", SEED, ids=lambda row: f"{row['edition_year']}-{row['indicator_code']}")  # fmt: skip
def test_a_proposal_is_whole(row):
    assert (row["grade"] == "none") == (not row["un_indicator"])
    if row["un_indicator"]:
        assert row["un_target"] == row["un_indicator"].rpartition(".")[0]
    assert re.search("[一-鿿]", row["reason_zh"])
    assert re.search("[A-Za-z]{3}", row["reason"])
    assert not re.search("[一-鿿]", row["reason"])
    assert row["source_url"].startswith("https://")
    if row["status"] != "proposed":
        assert row["review_reason"]
        assert row["reviewer"]
        assert row["reviewed_on"]


def test_twins_are_compared_alike():
    """What the reports print under two goals is one measure, and has one nearest indicator."""
    by_name: dict[str, set[str]] = {}
    for row in SEED:
        by_name.setdefault(row["indicator_name"], set()).add(row["un_indicator"] + row["grade"])
    assert [name for name, found in by_name.items() if len(found) > 1] == []
