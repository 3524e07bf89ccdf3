"""What a target section sets: one measure per quantity, the rest is words."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase
from transforms.report.read_targets import is_not_set, read_targets
from transforms.report.split_sections import split_sections

YEAR = 2024


def reading(text: str):
    return read_targets(split_sections([(1, f"目標：{text}")]).sections.get("target"), YEAR)


def targets(text: str):
    return reading(text).targets


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("普及率達 95.8%", [95.8]),
        ("\n1. 普及率達 95.8%\n2. 戶數降低至 39.7 萬戶", [95.8, 397000]),
        ("①回收率 80%②產值 9 億元", [80, 900000000]),
        ("一、回收率 80%\n二、產值 9 億元", [80, 900000000]),
        ("(1)回收率 80%\n(2)產值 9 億元", [80, 900000000]),
        ("修正法規 32 條、函釋 49 件", [32, 49]),
        ("燃煤 34%、燃氣 46%、核能 5%", [34, 46, 5]),
        ("培訓 18 萬名，訓後就業率 80%", [180000, 80]),
        ("平均線損率低於 4%", [4]),
    ],
)
def test_every_quantity_is_a_measure_in_printed_order(text, values):
    assert [target.quantity.value for target in targets(text)] == values


def test_items_are_counted_where_they_stand():
    assert [t.item_no for t in targets("\n1. 訂定計畫\n2. 回收率 80%、產值 9 億元")] == [1, 2, 2]


def test_a_task_in_a_list_of_numbers_is_a_measure_too_and_one_in_a_sentence_is_none():
    assert [t.kind for t in targets("\n1. 參加 38 萬人次\n2. 辦理草案公開展覽")] == [
        "numeric",
        "qualitative",
    ]
    assert [t.kind for t in targets("參加 38 萬人次；辦理草案公開展覽")] == ["numeric"]
    assert [t.kind for t in targets("\n1. 參加 38 萬人次\n2. 達 94.195.78")] == ["numeric"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("自來水供水普及率達 95.8%", "自來水供水普及率"),
        ("2024 年漏水率降至 12%", "漏水率"),
        ("113 年底漏水率不超過 12%", "漏水率"),
        ("至 2024 年底止，培訓人數達 18 萬名", "培訓人數"),
        ("推廣 5 件工程技術", "推廣工程技術"),
        ("100%", None),
        ("12%以下", None),
    ],
)
def test_a_label_names_the_quantity_without_time_and_comparison(text, label):
    (target,) = targets(text)
    assert target.label == label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("達 95.8%", "numeric"),
        ("成長 3.7~3.8%", "range"),
        ("完成水資源經理計畫第 1 次檢討並報院", "qualitative"),
        ("訂定指引", "qualitative"),
        ("不另訂定年度目標", "not_set"),
        ("未訂定 2024 年目標", "not_set"),
        ("不適用", "not_set"),
        ("無", "not_set"),
        ("不予列管", "not_set"),
        ("目標訂定中，俟計畫核定後納管", "not_set"),
        ("依情勢彈性辦理，不訂年度量化目標", "not_set"),
        ("本指標不予列管(已完成 5 件)", "not_set"),
        ("－", "not_set"),
        ("N/A", "not_set"),
        ("", "not_set"),
    ],
)
def test_a_target_is_a_number_a_range_a_task_or_not_set(text, kind):
    (target,) = targets(text)
    assert target.kind == kind


def test_a_missing_section_claims_neither_a_task_nor_that_no_target_is_set():
    (target,) = read_targets(None, YEAR).targets
    assert (target.kind, target.words) == (None, None)


@pytest.mark.parametrize(
    ("text", "is_without"),
    [
        ("不另訂定2024年目標", True),
        ("不另訂定113年目標", True),
        ("不另訂定2025年目標", False),
        ("無障礙設施 5 處", False),
        ("達 5%(不另訂定目標)", False),
        ("不適用，俟 2025 年訂定", True),
    ],
)
def test_only_this_years_target_counts_as_not_set(text, is_without):
    assert is_not_set(text, YEAR) is is_without


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2024 年達 3%，2030 年達 10%", [3]),
        ("113 年達 3%、119 年達 10%", [3]),
        ("由 12.7%提升至 20%", [20]),
        ("自 25%降低至 18%", [18]),
        ("達 20 %(2030 年達 30%)", [20]),
        ("5 家(含外商 2 家)", [5]),
        ("完成太陽光電、風電、地熱、小水力等 4 類中之 2 類以上", [2]),
    ],
)
def test_numbers_that_set_nothing_for_this_year_are_left_out(text, values):
    assert [target.quantity.value for target in targets(text)] == values


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("2024 年達 3%，2030 年達 10%", "target_for_another_year", "10%"),
        ("2025 年達 10 家", "target_for_another_year", "10家"),
        ("完成 ABC3 版", "number_not_read", "ABC3"),
        ("2021 年至 2025 年累計培訓 5 萬名", "target_for_another_year", "5萬名"),
    ],
)
def test_what_is_left_out_of_a_target_is_told(text, rule, words):
    ((found_rule, found_words),) = reading(text).left_out
    assert found_rule == rule
    assert words in found_words


@pytest.mark.parametrize("text", ["2025 年達 10 家", "2021 年至 2025 年累計培訓 5 萬名"])
def test_a_target_for_another_year_alone_sets_none_for_this_one(text):
    (target,) = targets(text)
    assert target.kind == "not_set"


@pytest.mark.parametrize(
    "text", ["達 3%", "完成第 2 期計畫", "依 2021 年核定計畫辦理", "不適用", "完成計畫(共 5 冊)"]
)
def test_a_target_that_is_read_whole_leaves_nothing_out(text):
    assert reading(text).left_out == []


@pytest.mark.parametrize(
    ("text", "is_change"),
    [
        ("產值成長 3%", True),
        ("減少掩埋量 3.8%", True),
        ("較 2020 年減少 10%", True),
        ("面積減少為 225 公頃", False),
        ("面積減少至 225 公頃", False),
        ("普及率 95%", False),
    ],
)
def test_an_amount_of_change_is_no_level(text, is_change):
    (target,) = targets(text)
    assert target.is_change is is_change


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("普及率達 95.8%", "level"),
        ("產值成長 3%", "growth_rate"),
        ("較 2020 年減少 10%", "growth_rate"),
        ("年增率達 3%", "growth_rate"),
        ("2021 年至 2024 年平均成長 3%", "average"),
        ("平均停電時間 16 分鐘", "level"),
        ("PM2.5 年平均濃度 15 微克", "level"),
        ("最近四年平均面積 270 公頃", "average"),
        ("累計培訓 5 萬名", "cumulative"),
        ("面積減少為 225 平方公里", "level"),
    ],
)
def test_what_kind_of_number_is_aimed_at(text, basis):
    (target,) = targets(text)
    assert target.basis == basis


def test_words_of_a_target_are_as_printed():
    assert targets("用水量降低至 260 公升以下，並檢討")[0].words == "用水量降低至260公升以下"
    assert parse_phrase("用水量降低至 260 公升以下").quantities[0].comparator == "le"
