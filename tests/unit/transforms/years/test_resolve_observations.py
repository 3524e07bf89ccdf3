"""Which of several statements is used, and which contradict each other."""

import polars as pl
import pytest

from transforms.years.link_facts import significant_digits, values_agree
from transforms.years.resolve_observations import resolve_observations

STATEMENT = {
    "measure_key": "m",
    "data_year": 2023,
    "unit_group": "%",
    "value_basis": "level",
    "is_current": True,
    "issuer": "經濟部",
    "standing": 1,
}

NOBODY = {"issuer": None, "standing": None}


def printed(name, value, year, source="actual", **facts):
    return STATEMENT | {
        "observation_id": name, "value": value, "report_year": year, "source": source,
    } | facts  # fmt: skip


def external(name, value, **facts):
    return printed(name, value, None, "external", is_current=False, **NOBODY, **facts)


def resolve(*rows):
    types = {
        "report_year": pl.Int32, "value": pl.Float64, "unit_group": pl.String, "issuer": pl.String,
        "standing": pl.Int32,
    }  # fmt: skip
    marked, disagreements = resolve_observations(pl.DataFrame(list(rows), schema_overrides=types))
    used = sorted(marked.filter("is_latest")["observation_id"])
    return used, [(row["kind"], row["observation_id"], row["other_observation_id"]) for row in disagreements.to_dicts()]  # fmt: skip


def test_the_newest_edition_is_used_and_a_change_is_told():
    rows = printed("a", 5.0, 2023), printed("b", 5.5, 2024, "prior_value")
    assert resolve(*rows) == (["b"], [("restated", "b", "a")])
    assert resolve(*reversed(rows)) == resolve(*rows)


def test_a_rounded_value_is_no_change():
    assert resolve(printed("a", 72.58, 2023), printed("b", 72.6, 2024, "prior_value"))[1] == []


def test_of_two_issuers_statements_of_a_year_the_first_standing_is_used_and_twins_tell_the_difference():
    second = printed("b", 6.0, 2023, issuer="環境部", standing=2)
    assert resolve(second, printed("a", 5.0, 2023)) == (["a"], [])
    earlier = printed("c", 4.0, 2023, "prior_value", issuer="環境部", standing=2)
    assert resolve(earlier, printed("a", 5.0, 2023))[1] == [("restated", "a", "c")]


def test_a_superseded_vintage_neither_counts_nor_contradicts():
    old = printed("a", 4.0, 2023, is_current=False)
    assert resolve(old, printed("b", 5.0, 2023)) == (["b"], [])


def test_an_external_figure_never_overrides_a_report():
    rows = printed("a", 5.0, 2023), external("x", 9.0)
    assert resolve(*rows) == (["a"], [("external", "a", "x")])


def test_an_external_figure_fills_a_year_if_sources_agree():
    assert resolve(external("x", 9.0), external("y", 9.0)) == (["x"], [])
    assert resolve(external("x", 9.0), external("y", 7.0)) == ([], [("external_sources", "x", "y")])


def test_an_average_and_a_yearly_rate_are_two_facts():
    average = printed("a", 3.62, 2024, value_basis="average")
    assert resolve(average, external("x", 3.38))[1] == []


def test_years_and_measures_do_not_mix():
    rows = printed("a", 1.0, 2024), printed("b", 2.0, 2024, data_year=2024)
    other = printed("c", 3.0, 2024, measure_key="n")
    assert resolve(*rows, other) == (["a", "b", "c"], [])


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        (72.58, 72.6, True),
        (0.339, 0.34, True),
        (980.526e8, 980.5e8, True),
        (621, 621.0, True),
        (0, 0, True),
        (100, 149, False),
        (0.3, 0.34, False),
        (72.5, 72.6, False),
        (90.3, 90.3e8, False),
        (5, -5, False),
        (0, 0.001, False),
    ],
)
def test_values_agree_if_one_is_the_other_rounded(left, right, agree):
    assert values_agree(left, right) is agree
    assert values_agree(right, left) is agree


@pytest.mark.parametrize(
    ("value", "digits"),
    [(98.5e8, 3), (0.022, 2), (621, 3), (100, 1), (0, 1), (-12.40, 3), (1e-7, 1)],
)
def test_printed_digits(value, digits):
    assert significant_digits(value) == digits
