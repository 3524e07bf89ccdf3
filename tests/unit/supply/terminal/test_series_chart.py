"""A chart shows years at true distances and tells its marks apart without colour; words say no more than the trend."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from supply.terminal.series_chart import (
    Mark,
    comparable_groups,
    disagreements,
    draw_chart,
    print_measure_series,
    target_words,
    trend_words,
)

LONG_UNIT = "公噸二氧化碳當量公噸二氧化碳當量"


def drawn(marks, unit="件", width=80):
    return [line.plain for line in draw_chart(marks, unit, width)]


def columns(lines, sign):
    plot = [line.split(" |", 1)[1] for line in lines if " |" in line]
    return sorted(line.index(sign) for line in plot if sign in line)


def observation(year, value, **other):
    return {
        "measure_key": "1.1.1#1", "data_year": year, "value": value, "unit": "件", "source": "actual",
        "report_year": year, "vintage_no": 1, "is_latest": True, "value_basis": "level",
        "segment_no": 1, "page": 3, "source_url": None,
    } | other  # fmt: skip


def target(year, low=None, high=None, **other):
    return {
        "target_year": year, "report_year": year, "vintage_no": 1, "is_current": True,
        "is_latest": True, "comparator": "ge" if high is None else "le", "target_low": low,
        "target_high": high, "unit": "件", "target_basis": "level", "target_period": None,
        "restatement": "first", "text": "目標", "page": 3,
    } | other  # fmt: skip


def printed(observations, targets=(), trend=None, width=80):
    screen = Console(file=io.StringIO(), width=width, highlight=False)
    measure = {
        "measure_key": "1.1.1#1", "measure_label": "件數", "observations": list(observations),
        "targets": list(targets), "trend": trend,
    }  # fmt: skip
    print_measure_series(screen, measure)
    return screen.file.getvalue()


def test_higher_values_stand_higher_and_later_years_further_right():
    lines = drawn([Mark(2020, 1, "o"), Mark(2021, 5, "+"), Mark(2022, 9, "x")])
    rows = {sign: next(n for n, line in enumerate(lines) if sign in line) for sign in "o+x"}
    assert rows["x"] < rows["+"] < rows["o"]
    assert columns(lines, "o") < columns(lines, "+") < columns(lines, "x")


def test_a_missing_year_leaves_its_room():
    lines = drawn([Mark(2020, 1, "o"), Mark(2021, 5, "+"), Mark(2024, 9, "x")])
    (first,), (second,), (third,) = (columns(lines, sign) for sign in "o+x")
    assert third - second == 3 * (second - first)


def test_every_drawn_year_has_its_tick_below_the_mark_and_its_name_below_that():
    lines = drawn([Mark(2020, 1, "o"), Mark(2021, 5, "+"), Mark(2024, 9, "x")], unit=None)
    axis = next(number for number, line in enumerate(lines) if "+--" in line)
    ticks = [place for place, sign in enumerate(lines[axis]) if sign == "'"]
    marks = [line.index(sign) for sign in "o+x" for line in lines[:axis] if sign in line]
    assert ticks == marks
    names = lines[axis + 1]
    assert names.split() == ["2020", "2021", "2024"]
    assert [names.index(year) + 2 for year in names.split()] == ticks


def test_the_axis_names_the_lowest_and_the_highest_value():
    lines = drawn([Mark(2020, -3.5, "o"), Mark(2021, 0, "o"), Mark(2022, 1234.5, "o")])
    assert lines[0].strip().startswith("1,234.5 件 |")
    assert lines[8].strip().startswith("-3.5 件 |")


def test_a_constant_series_is_one_row():
    lines = drawn([Mark(year, 5, "o") for year in (2020, 2021, 2022)])
    assert lines[0] == " 5 件 |  o       o       o"
    assert sum("|" in line for line in lines) == 1


def test_different_marks_in_one_place_are_told():
    lines = drawn([Mark(2020, 1, "o"), Mark(2021, 9, "o"), Mark(2021, 9, "T")])
    assert lines[0].endswith("#")
    assert lines[-1].split("   ") == ["  o actual", "T target", "# several in one place"]


def test_the_legend_names_only_what_is_drawn():
    assert drawn([Mark(2020, 1, "x"), Mark(2021, 2, "x")])[-1] == "  x external"


@given(
    marks=st.lists(
        st.builds(
            Mark, st.integers(1900, 2100), st.floats(-1e15, 1e15), st.sampled_from("o+xT")
        ),
        min_size=1,
        max_size=40,
    ),
    unit=st.sampled_from(["件", "%", None, LONG_UNIT]),
    width=st.sampled_from([60, 80, 100]),
)  # fmt: skip
def test_no_line_is_wider_than_the_screen_and_no_mark_is_lost(marks, unit, width):
    lines = drawn(marks, unit, width)
    assert max(map(cell_len, lines[:-1])) <= width
    axis = next(line for line in lines if "+--" in line)
    assert 1 <= axis.count("'") <= len({mark.year for mark in marks})
    n_drawn = sum(
        sign in "o+xT#" for line in lines[: lines.index(axis)] for sign in line.split(" |", 1)[1]
    )
    assert 1 <= n_drawn <= len({(mark.year, mark.value) for mark in marks})


def test_a_unit_too_long_for_the_axis_is_left_to_the_title():
    lines = drawn([Mark(2020, 1, "o"), Mark(2021, 2.5, "o")], LONG_UNIT, 80)
    assert not any("公噸" in line for line in lines)
    assert lines[0].strip().startswith("2.5 |")


def test_under_80_columns_the_whole_series_of_a_measure_fits():
    text = printed(
        [observation(year, year * 1e9, unit=LONG_UNIT, source="external") for year in range(2001, 2025)],
        [target(2030, 2.1e12, unit=LONG_UNIT, report_year=2024)],
    )  # fmt: skip
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "T target" in text


@pytest.mark.parametrize(("n_values", "has_chart"), [(1, False), (2, False), (3, True)])
def test_a_chart_needs_three_points(n_values, has_chart):
    text = printed([observation(2020 + n, n) for n in range(n_values)])
    assert ("+--'" in text) == has_chart
    assert ("stated in" in text) != has_chart


def test_what_cannot_be_compared_stands_apart():
    groups = comparable_groups(
        [
            observation(2022, 3),
            observation(2020, 1),
            observation(2021, 9, value_basis="average"),
            observation(2023, 5, segment_no=2),
            observation(2024, 5, unit="%"),
            observation(2022, 4, is_latest=False),
        ]
    )
    assert [[(row["data_year"], row["value"]) for row in group] for group in groups] == [
        [(2020, 1), (2022, 3)],
        [(2021, 9)],
        [(2023, 5)],
        [(2024, 5)],
    ]


def test_only_targets_in_force_of_the_same_unit_and_basis_are_drawn():
    series = [observation(year, year - 2000) for year in (2020, 2021, 2022)]
    foreign = [
        target(2030, 99, is_latest=False),
        target(2031, 98, unit="%"),
        target(2032, 97, target_basis="average"),
    ]
    assert "T target" not in printed(series, foreign)
    assert "T target" in printed(series, [target(2025, 30)])
    assert "2025" in printed(series, [target(2025, 30)]).split("values ")[0]


def test_both_bounds_of_a_range_are_drawn():
    series = [observation(year, year - 2000) for year in (2020, 2021, 2022)]
    text = printed(series, [target(2025, 30, 40, comparator="between")])
    assert sum(line.endswith("T") for line in text.splitlines()) == 2


def test_targets_are_listed_once_they_are_more_than_the_years_own():
    series = [observation(2024, 5)]
    own, later = target(2024, 6), target(2030, 7, report_year=2024)
    assert "restated" not in printed(series, [own])
    text = printed(series, [own, later, target(2030, 8, is_current=False)])
    assert "≥ 7 件" in text
    assert "≥ 8 件" not in text
    assert "loosened" in printed(series, [own, target(2024, 5, report_year=2025, restatement="loosened")])  # fmt: skip


def test_a_value_stated_differently_names_who_states_what():
    rows = [
        observation(2023, 0.339, unit=None),
        observation(2023, 0.341, unit=None, report_year=2024, source="prior_value", is_latest=False),
        observation(2023, 0.35, unit=None, report_year=None, source="external", page=None,
                    source_url="https://example.org/a", is_latest=False),
        observation(2022, 1), observation(2022, 1, report_year=2023, vintage_no=2),
        observation(2021, 1), observation(2021, 2, segment_no=2),
    ]  # fmt: skip
    (line,) = disagreements(rows)
    assert line.split(", 0") == [
        "2023: 0.339 (2023 p. 3, actual, used)",
        ".341 (2024 p. 3, prior_value)",
        ".35 (https://example.org/a, external)",
    ]


def test_a_corrected_edition_is_named_by_its_vintage():
    rows = [observation(2023, 1, is_latest=False), observation(2023, 2, vintage_no=2)]
    assert disagreements(rows) == ["2023: 1 件 (2023 p. 3, actual), 2 件 (2023 v2 p. 3, actual, used)"]  # fmt: skip


TREND = {
    "trend": "insufficient",
    "trend_reason": "4 comparable years, fewer than 5",
    "slope_per_year": None,
    "unit": "件",
    "weather": None,
    "contrast": None,
    "contrast_zh": None,
}


@pytest.mark.parametrize(
    ("trend", "words"),
    [
        (None, "trend: none, fewer than two years with a value"),
        (TREND, "trend: too little to tell a trend (4 comparable years, fewer than 5); weather: not rated"),
        (TREND | {"trend": "improving", "trend_reason": "p 0.01", "slope_per_year": 1.23456, "weather": "sun_cloud"},
         "trend: improving (p 0.01); +1.235 件 a year; weather: sun and cloud"),
        (TREND | {"trend": "no_clear_trend", "trend_reason": "p 0.4", "slope_per_year": -0.5, "unit": "%"},
         "trend: no clear trend (p 0.4); -0.5 percentage points a year; weather: not rated"),
    ],
)  # fmt: skip
def test_a_trend_is_told_in_words(trend, words):
    assert trend_words(trend) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"comparator": "ge", "target_low": 5, "target_high": None}, "≥ 5 件"),
        ({"comparator": "le", "target_low": None, "target_high": 5e8}, "≤ 5 億件"),
        ({"comparator": "between", "target_low": 1, "target_high": 2}, "1-2 件"),
        ({"comparator": "eq", "target_low": 5, "target_high": 5}, "5 件"),
        ({"comparator": None, "target_low": None, "target_high": 7}, "7 件"),
        ({"comparator": None, "target_low": None, "target_high": None}, ""),
    ],
)
def test_a_target_is_written_by_its_bounds(bounds, words):
    assert target_words(bounds | {"unit": "件"}) == words


def test_a_label_is_never_read_as_markup():
    screen = Console(file=io.StringIO(), width=80)
    measure = {"measure_key": "1#1", "measure_label": "[red]甲[/red]\x1b[31m", "observations": [], "targets": [], "trend": None}  # fmt: skip
    print_measure_series(screen, measure)
    assert "[red]甲[/red]" in screen.file.getvalue()
    assert "\x1b" not in screen.file.getvalue()


def test_where_the_last_years_go_the_other_way_a_sentence_says_so():
    trend = TREND | {"contrast": "over 9 years it got better, from 2020 to 2024 it got worse"}
    assert trend_words(trend).endswith(
        "; over 9 years it got better, from 2020 to 2024 it got worse"
    )
