"""Links over the years against truth typed by hand: three ministries, nineteen SYNTHETIC editions.

What is published must not be wrong; what is not sure may be missing, and is then asked about.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.candidates import build_candidate
from tests.golden.links.score_links import Scores, score, score_measures
from tests.readings import read_once
from warehouse.folder.data_folder import DataFolder

FOLDER = Path(__file__).parent / "links"
# Of indicators and of measures, over the links that no person has to confirm.
SETS = {"a": (0.98, 0.98), "b": (0.98, 0.98), "c": (0.99, 0.99)}
# 海洋保護區: the same words and unit over another base; only a person can know.
KNOWN_WRONG_MEASURES = {"a": 0, "b": 1, "c": 0}

Linked = Callable[[str], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Linked:
    """Editions of a set, linked without any reviewed row."""
    built: dict[str, duckdb.DuckDBPyConnection] = {}

    def build(name: str) -> duckdb.DuckDBPyConnection:
        if name not in built:
            data = DataFolder(tmp_path_factory.mktemp(name))
            data.create()
            documents = read_once(sorted((FOLDER / name).glob("*.txt")))
            built[name] = build_candidate(documents, data, date(2026, 1, 1)).connection
        return built[name]

    return build


def score_set(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[Scores, Scores]:
    rows = connection.execute(
        "select report_year, indicator_code, measure_no, indicator_key, measure_key from marts.attainment"
    ).fetchall()
    indicators = {(year, code): key for year, code, _, key, _ in rows}
    measures = {(year, code, number): key for year, code, number, _, key in rows}
    series = FOLDER / name / "series.csv"
    return score(series, indicators), score_measures(
        FOLDER / name / "measures.csv", series, measures
    )


# Linking a set takes seconds; one of them is a sample.
ONE_SET = [name if number == 0 else pytest.param(name, marks=pytest.mark.slow) for number, name in enumerate(SETS)]  # fmt: skip


@pytest.mark.parametrize("name", ONE_SET)
def test_no_indicator_is_joined_to_another(linked, name):
    indicators, measures = score_set(linked(name), name)
    assert indicators.all.joins_two_series == ()
    assert len(measures.all.joins_two_series) <= KNOWN_WRONG_MEASURES[name]


@pytest.mark.parametrize("name", ONE_SET)
def test_few_links_are_missed(linked, name):
    indicators, measures = score_set(linked(name), name)
    assert indicators.sure.recall >= SETS[name][0]
    assert measures.sure.recall >= SETS[name][1]


@pytest.mark.parametrize("name", ONE_SET)
def test_most_of_what_a_person_must_confirm_is_asked(linked, name):
    """A link that is missed should at least be an open question."""
    indicators, _ = score_set(linked(name), name)
    asked = {
        ((ya, a), (yb, b))
        for ya, a, yb, b in linked(name)
        .execute(
            "select report_year_a, indicator_code_a, report_year_b, indicator_code_b "
            "from marts.indicator_link where not is_confirmed"
        )
        .fetchall()
    }
    missed = set(indicators.all.missed)
    assert len(missed & asked) >= 0.5 * len(missed)


@pytest.mark.parametrize("name", ONE_SET)
def test_links_and_keys_say_the_same(linked, name):
    query = """
        select count(*) filter (where (indicator_key_a = indicator_key_b) <> is_confirmed)
        from marts.indicator_link where relation = 'same_series' and measure_no_a is null
    """
    assert linked(name).execute(query).fetchone() == (0,)
