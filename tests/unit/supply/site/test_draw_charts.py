"""A chart shows each value where it belongs, joins what belongs together, and marks what is in doubt."""

import re
from xml.etree import ElementTree as ET

import pytest

from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.charts.chart_words import point_words, put_words
from supply.site.charts.draw_charts import draw_chart
from supply.site.charts.unit_scale import choose_scale
from supply.site.words import translator

WIDTH, HEIGHT = 560, 230
PLACE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")


def drawn(*points, unit="元"):
    svg = draw_chart(ChartPoints(points, unit))
    return ET.fromstring(svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def place(svg, number):
    (mark,) = [mark for mark in svg.iter() if mark.get("data-p") == str(number)]
    for x, y in (("cx", "cy"), ("x", "y")):
        if mark.get(x):
            return float(mark.get(x)), float(mark.get(y))
    return tuple(map(float, PLACE.search(mark.get("transform")).groups()))


def texts(svg):
    return [text.text for text in svg.iter() if text.tag.endswith("text")]


def marks(svg, color, name="stroke"):
    """Marks drawn in a colour, by themselves or by their group."""
    of_groups = [mark for group in svg.iter() if group.get(name) == color for mark in group]
    return [mark for mark in svg.iter() if mark.get(name) == color and not len(mark)] + of_groups


def lines(svg, color):
    return [mark.get("d") for mark in marks(svg, color) if mark.get("d")]


def test_years_are_whole_and_points_clear_of_the_frame():
    svg = drawn(ChartPoint(2022, 1.0), ChartPoint(2023, 3.0), ChartPoint(2024, 2.0), unit="%")
    assert [text for text in texts(svg) if text.startswith("20")] == ["2022", "2023", "2024"]
    for number in range(3):
        x, y = place(svg, number)
        assert 10 < x < WIDTH - 10
        assert 10 < y < HEIGHT - 10


@pytest.mark.parametrize(
    ("values", "unit", "words", "size"),
    [
        ((980.526e8, 3.0), "元", "億元", 1e8),
        ((2e12,), "元", "兆元", 1e12),
        ((180_000.0, 20_000.0), "名", "萬名", 1e4),
        ((182_345.0,), "名", "名", 1),
        ((180_000.0,), "MW", "MW", 1),
        ((41.5,), "%", "%", 1),
        ((2e9,), None, "億", 1e8),
    ],
)
def test_the_axis_counts_in_the_units_own_words(values, unit, words, size):
    scale = choose_scale(values, unit)
    assert (scale.words, scale.size) == (words, size)


def test_a_value_in_doubt_is_marked_and_does_not_stretch_the_scale():
    doubtful = ChartPoint(2023, 9e14, is_doubtful=True)
    svg = drawn(ChartPoint(2022, 6e10), doubtful, ChartPoint(2024, 7e10))
    assert "?▲" in texts(svg)
    assert "億元" in texts(svg)
    assert abs(place(svg, 0)[1] - place(svg, 2)[1]) > HEIGHT / 2
    assert "?" in texts(drawn(ChartPoint(2022, 6.0), ChartPoint(2023, 6.5, is_doubtful=True), ChartPoint(2024, 7.0)))  # fmt: skip


def test_a_rate_stands_on_zero():
    rates = ChartPoints((ChartPoint(2023, 75.0), ChartPoint(2024, 80.0)), "%", from_zero=True)
    assert "<text" in draw_chart(rates)
    assert re.search(r">0</text>", draw_chart(rates))
    assert not re.search(r">0</text>", draw_chart(ChartPoints(rates.points, "%")))


def test_what_another_definition_or_nobody_tells_is_not_joined():
    own = [ChartPoint(year, float(year % 7)) for year in (2015, 2016, 2019, 2020)]
    svg = drawn(*own)
    assert len(lines(svg, "#1f4e79")) == 3
    assert sum(1 for mark in svg.iter() if mark.get("stroke-dasharray") == "6,4") == 1
    later = [ChartPoint(2021, 2.0, segment_no=2), ChartPoint(2022, 3.0, segment_no=2)]
    broken = drawn(*own, *later)
    assert len(marks(broken, "#7a2fa8")) == 1
    assert len(lines(broken, "#1f4e79")) == 4


def test_values_published_elsewhere_are_joined_and_hollow():
    external = [ChartPoint(year, float(year % 5), "external") for year in (2020, 2021, 2022)]
    svg = drawn(*external, ChartPoint(2023, 4.0))
    assert [mark.get("stroke-dasharray") for mark in marks(svg, "#5f6368") if mark.get("d")] == ["2,3"]  # fmt: skip
    hollow = [mark for mark in marks(svg, "white", "fill") if mark.get("data-p")]
    assert len(hollow) == 3


def test_targets_are_steps_as_wide_as_their_years():
    targets = [ChartPoint(year, bound, "target") for year, bound in ((2022, 4.0), (2023, 5.0))]
    svg = drawn(ChartPoint(2022, 3.0), ChartPoint(2023, 4.5), *targets)
    (step,) = [path for path in lines(svg, "#b35900") if path.count("L") > 1]
    corners = [tuple(map(float, pair.split(","))) for pair in re.split("[ML]", step)[1:]]
    assert len(corners) == 4
    assert corners[0][1] == corners[1][1] != corners[2][1] == corners[3][1]
    assert corners[1][0] == corners[2][0]


def test_a_point_says_year_value_source_and_page_in_both_languages():
    point = ChartPoint(2023, 9.8e10, text="980 億元", source="actual", report_year=2024, page=12)
    assert point_words(point, translator("zh-Hant")) == "2023：實績值 980 億元；2024 年版 第 12 頁"
    assert point_words(point, translator("en")) == "2023: actual 980 億元; edition of 2024 page 12"


def test_words_cannot_leave_their_mark():
    point = ChartPoint(2023, 1.0, "external", '1 "><script>', source="external", outside="</svg>")
    chart = ChartPoints((point, ChartPoint(2024, 2.0)), "<b>")
    html = put_words(draw_chart(chart), chart, "<i>", translator("en"))
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert html.count("</svg>") == 1
