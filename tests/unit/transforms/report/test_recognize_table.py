"""The table is known by its header words; year, title and date are the document's own."""

from datetime import date

import pytest

from transforms.report.recognize_table import (
    find_printed_codes,
    has_header_words,
    read_front_matter,
    read_header_year,
    read_published_date,
    recognize_columns,
    western_year,
)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["核心目標", "對應指標", "2024 年達成情形"], {0: "goal", 1: "indicator", 2: "result"}),
        (["核⼼⽬標", "對應指標", "112 年\n達成情形"], {0: "goal", 1: "indicator", 2: "result"}),
        (["永續發展目標", "指標", "執行成果"], {0: "goal", 1: "indicator", 2: "result"}),
        (
            ["編號", "核心目標", None, "對應指標", "辦理情形"],
            {1: "goal", 3: "indicator", 4: "result"},
        ),
        (["SDGs", "指標名稱", "推動成果"], {0: "goal", 1: "indicator", 2: "result"}),
        (["對應指標", "核心目標", "達成情形"], {0: "indicator", 1: "goal", 2: "result"}),
    ],
)
def test_a_header_row_names_its_columns(cells, columns):
    assert recognize_columns(cells) == columns


@pytest.mark.parametrize(
    "cells",
    [
        ["核心目標", "對應指標"],
        ["", None, ""],
        ["年度", "預算數", "執行率"],
        ["核心目標", "對應指標", "預算"],
        [
            "06: 水",
            "指標 6.4.1: 用水",
            "目標：本指標之達成情形依核心目標辦理並逐年檢討其執行情形與成果",
        ],
    ],
)
def test_any_other_row_is_no_header(cells):
    assert recognize_columns(cells) is None


@pytest.mark.parametrize(
    ("text", "can_hold"),
    [
        ("核心目標 對應指標 2024 年達成情形", True),
        ("對應指\n標 … 達成\n情形", True),
        ("對應指標", False),
        ("", False),
    ],
)
def test_a_page_is_looked_at_only_if_it_can_hold_the_header(text, can_hold):
    assert has_header_words(text) is can_hold


@pytest.mark.parametrize(
    ("header", "year"),
    [
        ("2024 年達成情形", 2024),
        ("113年達成情形", 2024),
        ("民國 112 年度執行情形", 2023),
        ("98 年達成情形", 2009),
        ("2 0 2 4 年達成情形", 2024),
        ("達成情形", None),
    ],
)
def test_the_year_is_read_from_the_result_column(header, year):
    assert read_header_year(["2030年核心目標", "指標", header]) == year


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("114.06", date(2025, 6, 1)),
        ("(114.6)", date(2025, 6, 1)),
        ("１１４．０６", date(2025, 6, 1)),
        ("2025年6月", date(2025, 6, 1)),
        ("民國114年12月", date(2025, 12, 1)),
        ("中華民國 114 年 6 月 30 日", date(2025, 6, 1)),
        ("2025/06/30", date(2025, 6, 1)),
        ("2025-06", date(2025, 6, 1)),
        ("公布日期：114.06", date(2025, 6, 1)),
        ("99.12", date(2010, 12, 1)),
        ("114.13", None),
        ("第 114.06 號", None),
        ("6.4.1", None),
        ("執行情形表", None),
        ("", None),
    ],
)
def test_a_line_that_is_only_a_date_tells_the_month_of_publication(line, published):
    assert read_published_date(line) == published


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["", "指標 2024 執行情形表", "114.06"], ("指標2024執行情形表", date(2025, 6, 1), 2024)),
        (["永續指標", "113 年執行情形表"], ("永續指標113年執行情形表", None, 2024)),
        (["114.06", "2023 之後的話"], (None, date(2025, 6, 1), None)),
        (["永續指標執行情形表"], ("永續指標執行情形表", None, None)),
        (["第 120 次會議"], ("第120次會議", None, None)),
        ([], (None, None, None)),
    ],
)
def test_front_matter_is_title_date_and_year(lines, expected):
    assert read_front_matter(lines) == expected


@pytest.mark.parametrize(
    ("digits", "year"),
    [("113", 2024), ("2024", 2024), ("99", 2010), ("1", 1912), ("1911", 1911)],
)
def test_years_of_the_republic_become_western(digits, year):
    assert western_year(digits) == year


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        ("指標 6.4.1: 甲 *指標 6.e.2 : 乙 指標*12.4.10：丙", ["6.4.1", "6.e.2", "12.4.10"]),
        ("指標 6.4.2: 甲(同指標 8.10.1)", ["6.4.2"]),
        ("指標 6.4.2: 甲(與指標8.10.1相同)", ["6.4.2"]),
        ("指標 6.4.2: 甲(同指標 8.10.1、指標 12.1.1)", ["6.4.2"]),
        ("永續發展指標6.4.1之參考", []),
        ("指標6.4.\n1：甲", ["6.4.1"]),
        ("第6.4.1節", []),
    ],
)
def test_printed_codes_are_those_of_headings(page, codes):
    assert find_printed_codes(page) == codes
