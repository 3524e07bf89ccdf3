"""The series on an indicator's page: no statement is missing, and none stands under another unit."""

import pytest

from supply.site.charts.series_lines import describe_series
from supply.site.statements import Statements


def measure(year=2024, number=1, key="1.1.1#1", **facts):
    return {"measure_key": key, "indicator_key": "1.1.1", "issuer": "甲部", "leads_key": True, "measure_no": number, "report_year": year, "measure_label": None, "unit": "人", "actual_unit": "人", "target_basis": "level"} | facts  # fmt: skip


def value(year, number, **facts):
    return {"measure_key": "1.1.1#1", "data_year": year, "value": number, "unit": "人", "source": "actual", "value_basis": "level", "report_year": year, "issuer": "甲部", "page": 1, "is_latest": True, "source_url": None, "source_kind": None, "publisher": None, "data_set": None, "indicator_code": "1.1.1", "stated_as": facts.get("measure_key", "1.1.1#1")} | facts  # fmt: skip


def target(year, bound, **facts):
    return {"measure_key": "1.1.1#1", "target_year": year, "comparator": "ge", "target_low": bound, "target_high": None, "unit": "人", "target_basis": "level", "report_year": year, "issuer": "甲部", "page": 1, "text": "t", "is_latest": True} | facts  # fmt: skip


def series(measures, values=(), targets=()):
    return describe_series(measures, list(values), list(targets), {}, Statements(measures))


def test_a_measure_that_the_newest_edition_dropped_is_still_there():
    measures = [measure(2024), measure(2023), measure(2023, 2, "1.1.1#2")]
    dropped = [value(2022, 7.0, measure_key="1.1.1#2"), value(2023, 8.0, measure_key="1.1.1#2")]
    described = series(measures, dropped)
    assert [(one["report_year"], one["measure_no"]) for one in described] == [(2024, 1), (2023, 2)]
    assert [line["value_text"] for line in described[1]["lines"]] == ["7 人", "8 人"]
    assert described[1]["points"].of("own") == ((2022, 7.0), (2023, 8.0))


def test_every_statement_of_a_year_has_a_line_and_a_differing_one_is_marked():
    stated = [value(2023, 8.0), value(2023, 9.0, is_latest=False), value(2023, 8.0, is_latest=False)]  # fmt: skip
    (one,) = series([measure()], stated)
    assert [(line["value_text"], line["is_restated"]) for line in one["lines"]] == [
        ("8 人", False),
        ("9 人", True),
        ("8 人", False),
    ]
    assert one["points"].of("own") == ((2023, 8.0),)


def test_two_targets_of_one_year_both_have_a_line():
    aims = [target(2028, 5.0), target(2028, 6.0, target_basis="average")]
    (one,) = series([measure()], [value(2024, 3.0)], aims)
    assert [(line["year"], line["value_text"], line["target_text"]) for line in one["lines"]] == [
        (2024, "3 人", ""),
        (2028, "", "≥ 5 人"),
        (2028, "", "≥ 6 人"),
    ]
    assert one["points"].of("target") == ((2028, 5.0),)


def test_a_value_stands_beside_its_own_issuers_target_and_no_other():
    stated = [value(2024, 8.0), value(2024, 9.0, issuer="乙部", is_latest=False), value(2024, 7.0, issuer="丙部", is_latest=False)]  # fmt: skip
    aims = [target(2024, 6.0, issuer="丙部", is_latest=False), target(2024, 5.0)]
    (one,) = series([measure()], stated, aims)
    assert [(line["value_text"], line["issuer"], line["target_text"]) for line in one["lines"]] == [
        ("8 人", "甲部", "≥ 5 人"),
        ("9 人", "乙部", ""),
        ("7 人", "丙部", "≥ 6 人"),
    ]
    assert one["points"].of("target") == ((2024, 5.0),)


def test_a_target_of_an_earlier_report_is_not_shown_again():
    aims = [target(2028, 4.0, report_year=2023, is_latest=False), target(2028, 5.0, report_year=2024)]  # fmt: skip
    (one,) = series([measure()], [value(2024, 3.0)], aims)
    assert [line["target_text"] for line in one["lines"]] == ["", "≥ 5 人"]


def test_measures_of_two_issuers_have_places_of_their_own():
    other = measure(key="1.1.1#1@2024", issuer="乙部", leads_key=False)
    first, second = series([measure(), other])
    assert first["anchor"] == "s2024-1"
    assert second["anchor"].startswith("s2024-1-")


def test_the_axis_has_the_unit_of_what_is_drawn():
    actuals = [value(2023, 3.0, unit="件"), value(2024, 4.0, unit="件")]
    (one,) = series([measure(unit="元", actual_unit="件")], actuals, [target(2024, 9.0, unit="元")])
    assert one["points"].unit == "件"
    assert one["points"].of("target") == ()
    assert one["lines"][1]["target_text"] == "≥ 9 元"


def test_values_of_another_unit_or_basis_are_told_and_not_drawn():
    told = [value(2022, 3.0, unit="戶"), value(2023, 4.0, value_basis="cumulative"), value(2024, 5.0)]  # fmt: skip
    (one,) = series([measure()], told)
    assert [line["value_text"] for line in one["lines"]] == ["3 戶", "4 人", "5 人"]
    assert one["points"].of("own") == ((2024, 5.0),)
    assert one["chart"] is None


def test_an_address_that_is_none_of_the_web_is_no_link():
    told = [
        value(
            2023,
            1.0,
            source="external",
            source_url="javascript:alert(1)",
            report_year=None,
            issuer=None,
        )
    ]
    (one,) = series([measure()], told)
    assert one["lines"][0]["source_url"] is None


@pytest.mark.parametrize("copy", [" (copy of 2022-09-10 in a public repository)", "（公開副本）", "（2022-09-10 公開副本）"])  # fmt: skip
def test_an_outside_figure_names_publisher_data_set_and_year_and_no_host(copy):
    copied = value(2001, 3.0, source="external", report_year=None, issuer=None, source_kind="copy", publisher="水利署", data_set=f"下陷面積{copy}", source_url="https://github.com/a/b")  # fmt: skip
    (one,) = series([measure()], [copied])
    (line,) = one["lines"]
    assert (line["outside"], line["is_copy"]) == ("水利署, 下陷面積, 2001", True)
    assert line["source_url"] == "https://github.com/a/b"


def test_the_value_of_a_twin_says_where_it_is_printed():
    own, twin = value(2023, 8.0), value(2024, 9.0, stated_as="15.3.1@2022#2", indicator_code="15.3.1")  # fmt: skip
    (one,) = series([measure()], [own, twin])
    printed = [(line["stated_as_key"], line["stated_as_code"]) for line in one["lines"]]
    assert printed == [(None, None), ("15.3.1@2022", "15.3.1")]
