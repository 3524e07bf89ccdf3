"""Values as pages write them: nothing rounds into another verdict, nothing escapes its element."""

import pytest

from supply.site.addresses import agency_page, chart_file, evidence_file, indicator_page
from supply.site.write_values import (
    former_names,
    mark_words,
    per_cent,
    points,
    short_number,
    year_ranges,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (85.5513, "85.6 %"),
        (100.0, "100.0 %"),
        (99.979, "99.98 %"),
        (99.9999, "99.9999 %"),
        (100.0004, "100.0004 %"),
        (0.0, "0.0 %"),
        (1234.56, "1,234.6 %"),
    ],
)
def test_a_rate_reads_100_only_when_it_is(value, text):
    assert per_cent(value) == text


def test_a_change_has_its_sign():
    assert (points(6.66), points(-16.7), points(0.0), points(None)) == ("+6.7", "-16.7", "+0.0", "")


def test_a_computed_number_has_four_digits():
    assert (short_number(-0.0133333333), short_number(53.2857), short_number(None)) == (
        "-0.01333",
        "53.29",
        "",
    )


def test_words_are_marked_once_each():
    text = "15.8分鐘。實績值15.8分鐘"
    marked = mark_words(text, [("actual", "15.8分鐘"), ("actual", "15.8分鐘")])
    assert (
        marked == '<mark class="actual">15.8分鐘</mark>。實績值<mark class="actual">15.8分鐘</mark>'
    )


def test_an_actual_shows_through_the_longer_words_of_an_earlier_year():
    marked = mark_words(
        "自621減少為263公里", [("actual", "263公里"), ("prior", "自621減少為263公里")]
    )
    assert marked == '<mark class="prior">自621減少為</mark><mark class="actual">263公里</mark>'


def test_a_text_is_escaped_inside_and_outside_of_marks():
    marked = mark_words("<b>5</b>&<i>6", [("actual", "<b>5</b>"), ("target", "absent")])
    assert marked == '<mark class="actual">&lt;b&gt;5&lt;/b&gt;</mark>&amp;&lt;i&gt;6'


def test_nothing_printed_is_nothing_shown():
    assert mark_words(None, [("actual", "5")]) == ""


def test_addresses_hold_only_what_every_disk_holds():
    assert indicator_page("6.e.2") == "indicator/6.e.2.html"
    assert chart_file("6.e.2#1") == "charts/6.e.2_231.csv"
    assert evidence_file("2024-ab", "6.e.2", 1) == "evidence/2024-ab/6.e.2-1.png"
    assert indicator_page("../../etc/passwd") == "indicator/_2f.._2fetc_2fpasswd.html"
    assert agency_page("水利署") != agency_page("能源署")
    assert agency_page("水利署").isascii()


def test_former_names_are_told_in_the_language_of_the_page():
    told = "中企處 (rename, until 2023-09-26); 道安會 (merge, until 2023-09-15)"
    assert (
        former_names(told, "zh-Hant")
        == "中企處（改名，至 2023-09-26）；道安會（併入，至 2023-09-15）"
    )
    assert former_names(told, "en") == told


def test_years_that_follow_each_other_are_one_range():
    assert year_ranges([2024, 2019, 2020, 2022]) == [(2019, 2020), (2022, 2022), (2024, 2024)]
    assert year_ranges([]) == []
