"""Result cells fall into target, actual, reason and countermeasure, and sections into their items."""

import pytest

from transforms.report.split_sections import split_items, split_sections


def texts(*pieces: tuple[int, str]) -> dict[str, str]:
    result = split_sections(list(pieces))
    return {name: section.text for name, section in result.sections.items()}


FOUR = {"target": "達 5 萬家", "actual": "4 萬家", "reason": "景氣差", "countermeasure": "再推廣"}
FOUR_TIGHT = {name: text.replace(" ", "") for name, text in FOUR.items()}


@pytest.mark.parametrize(
    "labels",
    [
        ("目標：", "實績值：", "落後原因：", "因應對策："),
        ("目標:", "實績值:", "落後原因:", "因應對策:"),
        ("目標值：", "實際值：", "未達成原因：", "改善措施："),
        ("2024 年目標：", "2024 年實績值：", "落後原因：", "因應對策："),
        ("113年度目標值：", "113年度實際值：", "未達標原因：", "改善對策："),
        ("年度目標：", "達成情形：", "差異原因：", "精進作為："),
        ("【目標】：", "【實績值】：", "【落後原因】：", "【因應對策】："),
        ("1. 目標：", "2. 實績值：", "3. 落後原因：", "4. 因應對策："),
        ("(一)目標：", "(二)實績值：", "(三)落後原因：", "(四)因應對策："),
        ("一、目標：", "二、實績值：", "三、落後原因：", "四、因應對策："),
        ("目標\n", "實績值\n", "落後原因\n", "因應對策\n"),
        ("目標 ： ", "實績 ： ", "落後之原因 ： ", "因應之對策 ： "),
        ("預期目標：", "執行情形：", "進度落後原因：", "補救措施："),
    ],
    ids=lambda labels: labels[0].strip(),
)
def test_sections_are_found_under_any_of_their_labels(labels):
    text = "\n".join(
        f"{label}{content}" for label, content in zip(labels, FOUR.values(), strict=True)
    )
    assert texts((1, text)) == FOUR_TIGHT


def test_sections_on_one_line_are_found():
    assert texts((1, "目標：達 5 萬家。 實績值：4 萬家。 落後原因：景氣差")) == {
        "target": "達5萬家。",
        "actual": "4萬家。",
        "reason": "景氣差",
    }


def test_a_label_without_colon_before_a_list_is_a_label():
    result = split_sections([(1, "目標 1. 回收率達 80%\n2. 產值 9 億元\n實績值 1. 81%\n2. 8 億元")])
    assert result.sections["target"].items == ("回收率達80%", "產值9億元")
    assert result.sections["actual"].items == ("81%", "8億元")


@pytest.mark.parametrize(
    "text",
    [
        "目標：達 5 家\n實績值：4 家，超過\n目標 2 家",
        "目標：達 5 家\n實績值：4 家，離年度\n目標尚有差距",
    ],
)
def test_a_label_word_that_a_line_break_put_first_is_no_label(text):
    assert set(texts((1, text))) == {"target", "actual"}


def test_each_label_counts_once_and_in_order():
    sections = texts((1, "目標：甲\n實績值：乙\n因應對策：訂定目標：丙"))
    assert sections == {"target": "甲", "actual": "乙", "countermeasure": "訂定目標：丙"}


def test_an_absent_section_is_absent():
    assert texts((1, "目標：甲")) == {"target": "甲"}


def test_text_before_the_first_label_is_told():
    assert split_sections([(1, "說明 甲\n目標：乙")]).unlabelled == "說明甲"
    assert split_sections([(1, "只有一句話")]).unlabelled == "只有一句話"


def test_a_section_knows_the_page_it_begins_on():
    result = split_sections([(3, "目標：甲"), (4, "實績值：乙"), (5, "丙\n落後原因：丁")])
    pages = {name: section.page for name, section in result.sections.items()}
    assert pages == {"target": 3, "actual": 4, "reason": 5}
    assert result.sections["actual"].text == "乙丙"


@pytest.mark.parametrize(
    ("body", "preamble", "items"),
    [
        ("1. 甲 2. 乙", "", ["甲", "乙"]),
        ("1.甲\n2.乙\n3.丙", "", ["甲", "乙", "丙"]),
        ("1、甲\n2、乙", "", ["甲", "乙"]),
        ("(1)甲\n(2)乙", "", ["甲", "乙"]),
        ("1) 甲\n2) 乙", "", ["甲", "乙"]),
        ("①甲②乙", "", ["甲", "乙"]),
        ("一、甲\n二、乙", "", ["甲", "乙"]),
        ("(一)甲\n(二)乙", "", ["甲", "乙"]),
        ("分述如下：1. 甲；2. 乙", "分述如下：", ["甲；", "乙"]),
        ("1. 甲", "", ["甲"]),
        ("1. 甲\n續甲\n2. 乙", "", ["甲續甲", "乙"]),
        ("1. 2024 年甲 2. 2025 年乙", "", ["2024年甲", "2025年乙"]),
        ("1.2024 年甲\n2.2025 年乙", "", ["2024年甲", "2025年乙"]),
    ],
)
def test_numbered_lists_become_items(body, preamble, items):
    found_preamble, found = split_items(body)
    assert (found_preamble, [text for _, text in found]) == (preamble, items)


@pytest.mark.parametrize(
    "body",
    [
        "每年 2. 乙",
        "達 3.5 萬家、2.5 億元",
        "2. 乙 3. 丙",
        "1.5 倍",
        "水利署、台電公司",
    ],
)
def test_numbers_that_are_no_list_stay_in_the_sentence(body):
    assert split_items(body)[1] == []


def test_an_empty_section_has_no_items():
    section = split_sections([(1, "目標：\n實績值：甲")]).sections["target"]
    assert (section.items, section.text, section.is_numbered) == ((), "", False)


def test_the_number_of_the_next_label_does_not_end_the_section_before():
    assert texts((1, "1. 目標：甲\n2. 實績值：乙"))["target"] == "甲"


@pytest.mark.parametrize(
    "said", ["無", "無。", "－", "-", "N/A", "不適用", "無落後情形", "已達標", "均已達成目標。"]
)
def test_what_says_that_nothing_lags_is_no_reason(said):
    assert texts(
        (1, f"目標：甲 3 件\n實績值：4 件\n落後原因：{said}\n因應對策：{said}")
    ).keys() == {"target", "actual"}


@pytest.mark.parametrize(
    "said", ["無廠商投標，爰未達標", "無此經費", "無此類廠商參與", "無須辦理標案致延遲"]
)
def test_a_reason_that_begins_with_nothing_is_one(said):
    assert "reason" in texts((1, f"目標：甲 3 件\n實績值：2 件\n落後原因：{said}"))


def test_a_decimal_at_the_beginning_of_a_line_is_no_list_number():
    result = split_sections(
        [(1, "目標：\n1. 甲 30 件\n2. 乙覆蓋率 2%\n實績值：\n1. 甲 35 件，乙覆蓋率\n2.4%")]
    )
    assert len(result.sections["actual"].items) == 1


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("目標：260公升實績值：289公升", {"target": "260公升", "actual": "289公升"}),
        ("目標：260實績值：289", {"target": "260", "actual": "289"}),
        ("目標：120實績值：289", {"target": "120", "actual": "289"}),
        ("目標：指數95實績值：96", {"target": "指數95", "actual": "96"}),
        ("目標：85.50實績值：86", {"target": "85.50", "actual": "86"}),
        ("目標：70%2024年實績值：71.2%", {"target": "70%", "actual": "71.2%"}),
        ("目標：5家實績：4家落後原因：缺工", {"target": "5家", "actual": "4家", "reason": "缺工"}),
        ("目標：達成實績值5家\n實績值：4家", {"target": "達成實績值5家", "actual": "4家"}),
    ],
)
def test_a_label_without_a_space_before_it_begins_a_section(text, sections):
    split = split_sections([(1, text)])
    assert {name: section.text for name, section in split.sections.items()} == sections
