"""Each printed quantity of an actual is this year's value, an earlier one, or neither."""

import pytest

from transforms.report.read_actuals import read_actuals
from transforms.report.split_sections import split_sections

YEAR = 2024


def read(text: str):
    return read_actuals(split_sections([(1, f"實績值：{text}")]).sections["actual"], YEAR)


def roles(text: str) -> list[tuple[float, str, int | None]]:
    return [(value.quantity.value, value.role, value.year) for value in read(text).values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("普及率達 95.78%", [(95.78, "value", None)]),
        ("2024 年普及率 95.78%", [(95.78, "value", 2024)]),
        ("113 年普及率 95.78%", [(95.78, "value", 2024)]),
        ("2023 年普及率 95.78%", [(95.78, "value", 2023)]),
        ("普及率 95.78%(2023 年 95.1%)", [(95.78, "value", None), (95.1, "prior", 2023)]),
        ("面積自 2023 年 621 公頃減少為 263 公頃", [(621, "prior", 2023), (263, "value", None)]),
        ("戶數由 5 萬戶降至 4 萬戶", [(50000, "baseline", None), (40000, "value", None)]),
        ("0.022，低於 2023 年 0.026", [(0.022, "value", None), (0.026, "prior", 2023)]),
        ("產值 9 億元，較去年增加 2 億元", [(9e8, "value", None), (2e8, "change", None)]),
        ("產值 9 億元，年增 3%", [(9e8, "value", None), (3, "change", None)]),
        ("推估可達 9 億元", [(9e8, "estimate", None)]),
        ("預計 2025 年 9 億元", [(9e8, "estimate", 2025)]),
        ("漏水率 11.9%，目標值為 12%", [(11.9, "value", None), (12, "restated", None)]),
        ("144 億噸/(760 億噸-85 億噸)=0.21", [(144e8, "component", None), (760e8, "component", None), (85e8, "component", None), (0.21, "value", None)]),
    ],
)  # fmt: skip
def test_a_quantity_has_a_role(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023 年用水壓力為 0.21", 2023),
        ("112 年用水壓力為 0.21", 2023),
        ("2023 年檢討。用水壓力為 0.21", None),
        ("用水壓力較 2023 年佳，為 0.21", None),
        ("於 2023 年，用水壓力為 0.21", 2023),
    ],
)
def test_a_year_governs_its_sentence_unless_it_only_compares(text, year):
    (value,) = read(text).values
    assert value.year == year


@pytest.mark.parametrize(
    "text",
    ["未達統計週期", "尚未公布", "統計作業中", "資料彙整中", "尚無資料", "待公布", "尚未達統計週期(預計 2025 年 9 月公布)"],
)  # fmt: skip
def test_a_value_to_come_is_pending(text):
    assert read(text).is_pending


@pytest.mark.parametrize("text", ["達 5 家", "未達目標", "已完成統計"])
def test_other_words_are_not_pending(text):
    assert not read(text).is_pending


def test_the_last_known_value_beside_a_pending_one_is_prior():
    (value,) = read("未達統計週期，2023 年為 0.339").values
    assert (value.role, value.year) == ("prior", 2023)


def test_a_number_after_pending_without_an_earlier_year_is_an_estimate():
    (value,) = read("未達統計週期，約為 0.339").values
    assert value.role == "estimate"


def test_pending_is_told_per_item():
    actual = read("\n1. 培訓 18 萬名\n2. 就業率未達統計週期")
    assert actual.pending_labels == ((2, "就業率"),)
    assert [value.item_no for value in actual.values] == [1]


def test_a_label_is_not_cut_by_parentheses():
    values = read("燃煤 33.4%(含汽電共生 2.3%)、其他(燃油 1.4%及抽蓄 1.3%)2.7%").values
    assert values[0].label == "燃煤"
    assert values[-1].label.startswith("其他(")


def test_a_value_knows_that_it_stands_in_parentheses():
    assert [v.in_parentheses for v in read("33.4%(含汽電共生 2.3%)").values] == [False, True]


def test_without_a_section_there_is_no_value():
    actual = read_actuals(None, YEAR)
    assert (actual.values, actual.is_pending) == ((), False)
