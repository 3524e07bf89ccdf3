"""All ministries of six years (SYNTHETIC, truth by construction): every issuer right or asked, nothing joined that is unlike."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from expectations.rules import find_offenders, read_rules
from flows.readers.read_report import read_report
from flows.readers.report_document import ReportDocument
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from tests.conftest import AS_OF
from tests.national_corpus import ISSUERS, NOBODY, YEARS, Corpus, make_corpus, write_corpus
from warehouse.build import MARTS, build_marts
from warehouse.candidate import open_candidate
from warehouse.folder.data_folder import DataFolder

SIZES = [
    pytest.param((9, YEARS[-3:]), id="9 issuers, 3 years"),
    pytest.param((len(ISSUERS), YEARS), id="30 issuers, 6 years", marks=pytest.mark.slow),
]


@dataclass(frozen=True, slots=True)
class Nation:
    """What was made, what was read of it, and the warehouse."""

    corpus: Corpus
    documents: list[ReportDocument]
    unsure: list[str]
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    @property
    def years(self) -> list[int]:
        return sorted({report.year for report in self.corpus.reports})

    def printed(self) -> dict[tuple[str, int, str], int]:
        """Issuer, year and code of each current statement, and what it is in truth."""
        return {
            (report.issuer, year, statement.code): statement.indicator.identity
            for year in self.years
            for report in self.corpus.current(year)
            for statement in report.statements
        }


def build(documents: list[ReportDocument], root: Path) -> tuple[duckdb.DuckDBPyConnection, list[str]]:  # fmt: skip
    data = DataFolder(root)
    data.create()
    candidate = open_candidate(data.candidate)
    staged = stage_documents(documents, data, candidate)
    link_years(candidate)
    build_marts(candidate.connection, AS_OF.isoformat())
    return candidate.connection, [document.file_name for document in staged.unsure]


@pytest.fixture(scope="module", params=SIZES)
def nation(request, tmp_path_factory) -> Iterator[Nation]:
    n_issuers, years = request.param
    corpus = make_corpus(n_issuers, years)
    folder = tmp_path_factory.mktemp("nation")
    documents = [read_report(path, None) for path in write_corpus(corpus, folder)]
    connection, unsure = build(documents, folder / "data")
    yield Nation(corpus, documents, unsure, connection)
    connection.close()


def test_every_issuer_is_right_or_asked(nation):
    (asked,) = (report.file_name for report in nation.corpus.reports if report.issuer == NOBODY)
    assert nation.unsure == [asked]
    truth = {r.file_name: r.issuer for r in nation.corpus.reports if r.issuer != NOBODY}
    assert dict(nation.rows("select file_name, issuer from marts.dim_report")) == truth
    untold = "select distinct issuer_basis from marts.dim_report where title not like '%主政部分%'"
    assert nation.rows(untold) == [("held_edition",)]


def test_no_two_things_are_joined_and_none_is_torn(nation):
    truth = nation.printed()
    keys = {tuple(place): key for *place, key in nation.rows("select issuer, report_year, indicator_code, indicator_key from marts.indicator_result")}  # fmt: skip
    assert keys.keys() == truth.keys()
    by_key, by_identity = defaultdict(set), defaultdict(set)
    for place, identity in truth.items():
        by_key[keys[place]].add(identity)
        by_identity[identity].add(keys[place])
    assert [key for key, found in by_key.items() if len(found) > 1] == []
    assert [identity for identity, found in by_identity.items() if len(found) > 1] == []


def test_counts_equal_the_truth(nation):
    for year in nation.years:
        counted = [one.status for one in nation.corpus.counted(year).values()]
        numbers = len(counted), *(counted.count(s) for s in ("attained", "not_attained", "pending"))
        query = "select n_indicators, n_attained, n_not_attained, n_pending from marts.edition_scorecard where report_year = {}"
        assert nation.rows(query.format(year)) == [numbers]
    held = [(report.year, report.issuer, len(report.statements)) for year in nation.years for report in nation.corpus.current(year)]  # fmt: skip
    assert sorted(nation.rows("select report_year, issuer, n_indicators from marts.issuer_scorecard")) == sorted(held)  # fmt: skip


def test_a_change_compares_what_both_years_count(nation):
    for year in nation.years[1:]:
        before, now = (nation.corpus.counted(year - 1), nation.corpus.counted(year))
        query = f"select n_common from marts.edition_scorecard where report_year = {year}"
        assert nation.rows(query) == [(len(before.keys() & now.keys()),)]


def test_who_is_missing_is_told_and_who_merged_is_not(nation):
    assert nation.rows("from marts.missing_report") == [
        (2023, "退輔會", 2022), (2024, "主計總處", 2023),
    ]  # fmt: skip


def test_what_two_ministries_print_differently_is_told_of_both(nation):
    differing = set()
    for year in nation.years:
        said = defaultdict(list)
        for report in nation.corpus.current(year):
            for statement in report.statements:
                said[statement.indicator.identity].append((report.issuer, statement))
        for prints in said.values():
            if len({statement.actual for _, statement in prints}) > 1:
                differing |= {(issuer, year, statement.code) for issuer, statement in prints}
    assert differing
    rule = next(rule for rule in read_rules() if rule.name == "same_as_disagree")
    told = find_offenders(nation.connection, rule).select("issuer", "report_year", "indicator_code")
    assert set(told.iter_rows()) == differing


@pytest.mark.parametrize("nation", SIZES[:1], indirect=True)
def test_any_order_gives_the_same_marts(nation, tmp_path):
    shuffled = list(nation.documents)
    random.Random(14).shuffle(shuffled)
    other, _ = build(shuffled, tmp_path)
    for mart in MARTS:
        query = f"from marts.{mart}"
        assert other.execute(query).fetchall() == nation.rows(query), mart
    other.close()
