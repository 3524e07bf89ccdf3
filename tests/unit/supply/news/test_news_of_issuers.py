"""With several issuers the news says whose each row is, and tells of what the run has read."""

import pytest

from supply.news.write_news import write_html, write_markdown
from tests.several_issuers import ECONOMY, HEALTH, HEALTH_CORRECTED
from tests.unit.supply.news.made_endings import SAMPLE_READ, news_of


@pytest.fixture(scope="module")
def news(issuers_warehouse):
    """Of a run that has read a correction and a sample."""
    read = [(HEALTH_CORRECTED, 2024, 4, "txt"), ("labour_2024.txt", 2024, 1, "txt")]
    return news_of(issuers_warehouse, read=read)


@pytest.fixture
def tell(issuers_warehouse):
    def run(*read):
        return news_of(issuers_warehouse, read=[(name, year, 3, "txt") for name, year in read])

    return run


def test_the_subject_says_whose_report_came_and_what_the_whole_edition_missed(news, tell):
    assert news.subject == (
        "tsdg: 2024 of 衛福部 and 勞動部 published, in all of 2024 3 of 6 measures missed, "
        "with a sample 樣本 of 勞動部, 2 to review"
    )
    three = tell((ECONOMY, 2024), (HEALTH, 2024), ("school_2023.txt", 2023))
    assert three.subject.startswith("tsdg: 2023, 2024 of 3 issuers published")


def test_a_year_is_corrected_only_if_all_that_was_read_of_it_is(tell):
    assert tell((HEALTH_CORRECTED, 2024)).subject.startswith("tsdg: corrected 2024 of 衛福部")
    both = tell((HEALTH_CORRECTED, 2024), (ECONOMY, 2024))
    assert both.subject.startswith("tsdg: 2024 of 衛福部 and 經濟部")


def test_vintages_are_those_of_the_issuer(tell):
    files = tell((ECONOMY, 2024), (HEALTH_CORRECTED, 2024)).files
    assert [(row["whose"], row["note"]) for row in files] == [("經濟部", ""), ("衛福部", "vintage 2 of 2")]  # fmt: skip


def test_what_two_issuers_print_is_missed_and_overdue_once(news):
    assert [(row["place"], row["issuer"]) for row in news.missed.rows] == [
        ("3.1.1", "衛福部"),
        ("6.2.1", "衛福部"),
        ("6.1.1", "經濟部, 衛福部"),
    ]
    assert (news.missed.total, news.overdue.total) == (3, 1)
    assert news.overdue.rows[0]["issuer"] == "經濟部, 衛福部"


def test_counts_are_compared_only_where_the_same_issuers_report(news):
    (row,) = news.scorecards
    assert (row["before"], row["n_issuers"], row["n_judged"]) == (None, 3, 5)


def test_changes_and_findings_are_those_of_the_documents_read(news, tell):
    assert [changes.title for changes in news.changes] == ["衛福部 2024 corrected: vintage 2 against 1"]  # fmt: skip
    assert news.changes[0].told.command == "tsdg diff 2024v1:衛福部 2024v2:衛福部"
    economy = tell((ECONOMY, 2024))
    assert [changes.title for changes in economy.changes] == ["經濟部 2024 against 2023"]
    assert economy.changes[0].told.command == "tsdg diff 2023:經濟部 2024:經濟部"
    assert (economy.review.counts["warning"], economy.review.n_elsewhere) == (0, 2)
    assert news.review.counts["warning"] == 2
    assert news.review.findings.rows[0]["place"] == "衛福部 6.2.1 (p. 1)"


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_both_forms_say_issuers_samples_and_what_is_missing(news, write):
    text = write(news).replace("\\_", "_")
    for words in (
        "labour_2024.txt: 勞動部, sample 樣本, edition 2024",
        "2024 (with a sample 樣本 of 勞動部)",
        "issuers of 2024: 勞動部, 經濟部, 衛福部 (vintage 2)",
        "missing in 2024, but held of an earlier year: 教育部 (2023)",
        "40.0 % of 5",
    ):
        assert words in text


def test_one_issuer_needs_no_column_but_a_sample_is_told(sample_warehouse):
    news = news_of(sample_warehouse, read=[SAMPLE_READ])
    text = write_markdown(news)
    assert "issuer" not in text
    assert "| 2024 (sample 樣本) |" in text
    assert ", sample 樣本, " in news.subject
