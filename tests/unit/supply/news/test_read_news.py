"""Each section of a report comes from the marts as published."""

import shutil
from datetime import date

import duckdb
import pytest

from supply.news.read_news import read_news
from tests.unit.supply.news.made_endings import SAMPLE_READ, make_ending, news_of
from warehouse.folder.published import open_warehouse

CORRECTED = ("2022_corrected.pdf", 2022, 30, "pdf")


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return news_of(sample_warehouse, read=[SAMPLE_READ])


@pytest.fixture(scope="module")
def history(published_history):
    return news_of(published_history, read=[("2024.txt", 2024, 32, "txt")])


@pytest.fixture(scope="module")
def corrected(published_history):
    return news_of(published_history, read=[CORRECTED])


@pytest.fixture
def own_copy(published_history, tmp_path):
    """A copy of the warehouse that a test may change."""
    path = tmp_path / "warehouse.duckdb"
    shutil.copyfile(published_history.warehouse, path)
    return path


def ask(data, query):
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_subject_has_the_figures_of_the_edition(sample):
    assert sample.subject.startswith("tsdg: 2024 published, 9 of 74 measures missed, ")
    assert sample.subject.endswith(f"{sample.review.n_waiting} to review")


def test_the_files_read_are_told(sample, corrected):
    (file,) = sample.files
    assert (file["file_name"], file["n_indicators"], file["media_type"], file["note"]) == (
        "2024_sample.pdf",
        64,
        "PDF",
        "",
    )
    assert corrected.files[0]["note"] == "vintage 2 of 2"


def test_a_superseded_vintage_is_told_as_such(published_history):
    news = news_of(published_history, read=[("2022.pdf", 2022, 30, "pdf")])
    assert news.files[0]["note"] == (
        "vintage 1 of 2, kept as superseded: 2022_corrected.pdf stays current"
    )
    assert news.subject.startswith("tsdg: 2022 published")


def test_the_scorecard_has_the_year_before(history, sample):
    (row,) = history.scorecards
    assert (row["report_year"], row["n_indicators"], row["n_attained"]) == (2024, 32, 24)
    assert row["before"]["report_year"] == 2023
    assert row["attainment_rate_change"] == 0
    assert sample.scorecards[0]["before"] is None


def test_several_editions_are_told_newest_first(published_history):
    read = [(f"{year}.pdf", year, 30, "pdf") for year in range(2019, 2025)]
    news = news_of(published_history, read=read)
    assert [row["report_year"] for row in news.scorecards] == list(range(2024, 2018, -1))
    assert news.subject.startswith("tsdg: 2019–2024 published, in 2024 8 of 35 measures missed")
    assert len(news.missed.rows) == 20
    assert news.missed.n_more == news.missed.total - 20 > 0
    assert news.missed.rows[0]["report_year"] == 2024
    assert news.changes[-1].title == "Changes in earlier editions"
    assert news.changes[-1].told.n_more > 0


def test_misses_come_worst_first_with_all_that_is_needed(sample):
    reached = [row["attainment_pct"] for row in sample.missed.rows]
    assert reached == sorted(reached)
    row = next(row for row in sample.missed.rows if row["place"].startswith("6.6.1"))
    assert (row["target"], row["actual"], row["gap"], row["page"]) == (
        "≤ 225 平方公里",
        "263 平方公里",
        "38 平方公里",
        2,
    )


def test_twins_are_told_once_under_both_codes(sample, sample_warehouse):
    places = [row["place"] for row in sample.missed.rows]
    assert "6.6.1 = 15.3.1" in places
    printed = ask(
        sample_warehouse,
        "select count(*) from marts.attainment where status = 'not_attained'",
    )
    assert sample.missed.total == printed[0][0] - 3


def test_a_twin_that_misses_alone_is_not_lost(sample_warehouse, tmp_path):
    path = tmp_path / "warehouse.duckdb"
    shutil.copyfile(sample_warehouse.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update marts.attainment set status = 'attained' where indicator_code = '6.6.1'"
        )
    with open_warehouse(path) as connection:
        news = read_news(make_ending(read=[SAMPLE_READ]), connection)
    assert "15.3.1 = 6.6.1" in [row["place"] for row in news.missed.rows]


def test_the_command_lists_what_was_left_out(sample, sample_warehouse):
    query = sample.missed.command.removeprefix('tsdg sql "').removesuffix('"')
    with open_warehouse(sample_warehouse.warehouse) as connection:
        assert len(connection.execute(query).fetchall()) == 12
        overdue = sample.overdue.command.removeprefix('tsdg sql "').removesuffix('"')
        connection.execute(overdue)


def test_changes_against_the_edition_before_are_counted(history, published_history):
    (changes,) = history.changes
    assert changes.title == "2024 against 2023"
    told = {words: (n, effects) for words, n, effects in changes.counts}
    assert told["other values"] == (34, "28 better, 4 worse")
    assert told["other targets"] == (31, "29 tightened")
    assert (
        sum(n for n, _ in told.values())
        == ask(
            published_history,
            "select count(*) from marts.edition_change where report_year_after = 2024",
        )[0][0]
    )
    assert {(row["place"], row["before"], row["after"]) for row in changes.told.rows} == {
        ("1.2.1#1", "attained", "missed"),
        ("3.4.2#1", "missed", "attained"),
    }
    assert changes.told.command == "tsdg diff 2023 2024"


def test_a_corrected_edition_says_which_values_changed(corrected):
    vintage, years = corrected.changes
    assert corrected.subject.startswith("tsdg: corrected 2022 published")
    assert vintage.title == "2022 corrected: vintage 2 against 1"
    assert vintage.told.command == "tsdg diff 2022v1 2022v2"
    value = next(row for row in vintage.told.rows if row["kind"] == "value")
    assert (value["place"], value["before"], value["after"], value["effect"]) == (
        "1.1.1#1",
        "1.25%",
        "1.26%",
        "worse",
    )
    assert {row["kind"] for row in vintage.told.rows} == {
        "value",
        "target",
        "new indicator",
        "indicator no longer printed",
    }
    assert years.title == "2022 against 2021"


def test_what_the_changes_tell_is_counted_but_not_listed_for_review(corrected):
    assert corrected.review.counts["warning"] == 11
    assert not any("vintage" in row["rule"] for row in corrected.review.findings.rows)


def test_a_restated_value_is_told_with_both_editions(own_copy):
    with duckdb.connect(str(own_copy)) as connection:
        connection.execute(
            """
            insert into intermediate.int_disagreement
            select 'restated', used.measure_key, 2022, used.observation_id, other.observation_id
            from intermediate.int_statement as used
            inner join intermediate.int_statement as other using (measure_key)
            where used.report_year = 2024 and other.report_year = 2022 and other.is_current
                and used.indicator_code = '3.2.1' and used.source = 'actual' and other.source = 'actual'
            limit 1
            """
        )
    with open_warehouse(own_copy) as connection:
        news = read_news(make_ending(read=[("2024.txt", 2024, 32, "txt")]), connection)
    restated = news.changes[0]
    assert restated.title == "Values of an earlier year stated anew"
    (row,) = restated.told.rows
    assert row["place"] == "3.2.1#1"
    assert row["before"].startswith("2022: ")
    assert row["after"].startswith("2024: ")
    assert row["name"] == "嬰兒死亡率 for 2024"


def test_overdue_promises_go_by_the_day_of_the_run(sample_warehouse, sample):
    # 8.1.2 was published elsewhere.
    assert sample.overdue.total == 9
    first = sample.overdue.rows[0]
    assert (first["place"], first["agencies"], first["release_due"], first["days"]) == (
        "8.8.1",
        "交通部",
        date(2025, 8, 31),
        449,
    )
    early = news_of(sample_warehouse, read=[SAMPLE_READ], as_of_date=date(2025, 9, 1))
    assert [row["place"] for row in early.overdue.rows] == ["8.8.1"]


def test_review_counts_links_and_findings(history, published_history):
    links = ask(
        published_history,
        "select count(*) from marts.indicator_link where not is_confirmed",
    )[0][0]
    assert history.review.n_open_links == links > 0
    assert history.review.counts == {"critical": 0, "warning": 8, "info": 14}
    assert history.review.n_waiting == links + 8
    assert history.review.n_elsewhere == 37


def test_many_findings_of_a_rule_are_one_row(history, sample):
    rows = {row["rule"]: row for row in history.review.findings.rows}
    assert rows["missed without reason"]["message"] == "7 times"
    assert "3.1.1 (p. 1)" in rows["missed without reason"]["place"]
    slip = next(row for row in sample.review.findings.rows if row["rule"] == "magnitude slip")
    assert slip["place"].startswith("8.10.3 (p. ")
    assert "90.3噸" in slip["message"]


def test_critical_findings_come_first(own_copy):
    with duckdb.connect(str(own_copy)) as connection:
        connection.execute(
            "update marts.finding set severity = 'critical' "
            "where report_year = 2024 and rule = 'missed_without_reason'"
        )
    with open_warehouse(own_copy) as connection:
        news = read_news(make_ending(read=[("2024.txt", 2024, 32, "txt")]), connection)
    assert [row["severity"] for row in news.review.findings.rows] == ["critical", "warning"]
    assert news.review.counts["critical"] == 7


def test_accepted_findings_wait_for_nobody(own_copy):
    with duckdb.connect(str(own_copy)) as connection:
        connection.execute("update marts.finding set is_accepted = true")
    with open_warehouse(own_copy) as connection:
        news = read_news(make_ending(read=[("2024.txt", 2024, 32, "txt")]), connection)
    assert news.review.n_waiting == news.review.n_open_links
    assert news.review.n_elsewhere == 0


def test_a_rebuild_tells_the_newest_edition(published_history):
    news = news_of(published_history, rebuild_reason="another version of tsdg")
    assert news.years == [2024]
    assert news.subject.startswith("tsdg: rebuilt from what is held, in 2024 8 of 35")


@pytest.mark.parametrize("outcome", ["audit_failed", "failed", "nothing_usable"])
def test_where_somebody_must_act_the_state_before_is_left_out(sample_warehouse, outcome):
    news = news_of(sample_warehouse, outcome=outcome, read=[SAMPLE_READ])
    assert news.held_years == [2024]
    assert (news.scorecards, news.missed, news.changes) == ([], None, [])
    assert (news.overdue, news.review) == (None, None)


def test_nothing_new_still_tells_what_is_overdue(sample_warehouse):
    news = news_of(sample_warehouse, outcome="nothing_new")
    assert news.overdue.total == 9
    assert news.missed is None


def test_a_warehouse_of_another_version_counts_as_none(tmp_path):
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("create schema marts")
        news = read_news(
            make_ending(outcome="failed", error="it is of another version"), connection
        )
    assert news.held_years == ()
    assert news.actions[0].lines == ["it is of another version"]
