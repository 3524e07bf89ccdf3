"""One spelling for what means the same, whatever program wrote the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize_text import drop_typesetting_spaces, join_lines, normalize_text

# Where the mistakes are: radicals, compatibility forms, full-width, control and bidi characters.
TRICKY = st.text(
    st.sampled_from(
        "⽬標⾦額⼯⽔⺠⻑⻘龜㈠①⑩％１２．，,：:；;（）() \t\u3000\n\u200b\u202e\ufeff\x1b\x00－–−~～∕／㎡㎥ℓ‰Aa五年度。%"
    )
    | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("\u202e982\u202c 公升", "\ufffd982 公升"),
        ("\u202b289-\u202c", "\ufffd289-"),
        ("\u202e\u200b\u2066289", "289"),
        ("\u202e\u202c289", "289"),
        ("3\u03361\u03361\u0336289", "3\ufffd1\ufffd1\ufffd289"),
        ("2\u20dd89", "2\ufffd89"),
        ("2\u030589", "2\ufffd89"),
        ("2\ufe0e89", "289"),
        ("2\ufe0f\u20e389", "2\ufffd89"),
        ("289½", "289\ufffd"),
        ("2²89 公升", "2\ufffd89 公升"),
        ("289²2023年", "289\ufffd2023年"),
        ("₋28.9", "-28.9"),
        ("é", "é"),
    ],
)
def test_what_turns_or_changes_figures_leaves_them_unsure(printed, plain):
    assert normalize_text(printed) == plain


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("⽬標：⽔⼒", "目標：水力"),
        ("⽤⽔⼈⼝⽐率", "用水人口比率"),
        ("⻑期⺠⽣⻘年", "長期民生青年"),
        ("⻄部⻩⾦", "西部黄金"),
        ("金額 不動產", "金額 不動產"),
        ("１２．５％", "12.5%"),
        ("（同指標６．ｅ．２）", "(同指標6.e.2)"),
        ("ＧＤＰ／人", "GDP/人"),
        ("5 ㎡、3 ㎢、2 ㎥", "5 平方公尺、3 平方公里、2 立方公尺"),
        ("2021−2024、2021－2024、2021‐2024", "2021-2024、2021-2024、2021-2024"),
        ("3.7～3.8、3.7∼3.8、3.7〜3.8", "3.7~3.8、3.7~3.8、3.7~3.8"),
        ("元∕公斤、元⁄公斤", "元/公斤、元/公斤"),
        ("千分之５‰", "千分之5‰"),
        ("㈠甲", "(一)甲"),
    ],
)
def test_code_points_that_mean_the_same_become_one(printed, plain):
    assert normalize_text(printed) == plain


@pytest.mark.parametrize("text", ["目標：達成，否則；重來！", "①甲②乙⑩癸", "何故？…"])
def test_chinese_stops_and_circled_numbers_stay(text):
    assert normalize_text(text) == text


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u200b", "\u200e", "\u202c", "\u2066", "\ufeff", "\u00ad"],
)  # fmt: skip
def test_invisible_characters_are_dropped(character):
    assert normalize_text(f"12{character}3 萬") == "123 萬"


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("289¹公升", "289公升"),
        ("6.4.1¹ 用水量", "6.4.1 用水量"),
        ("2024²年", "2024年"),
        ("100 m²", "100 m2"),
        ("100平方公尺²", "100平方公尺2"),
        ("CO₂", "CO2"),
        ("260⁽¹⁾公升", "260公升"),
        ("289〔註1〕公升", "289公升"),
        ("71.2*%", "71.2%"),
        ("2.6×10⁴公噸", "2.6×10^4公噸"),
        ("10⁴公噸", "10\ufffd公噸"),
        ("95‧78%", "95.78%"),
        ("3·3%", "3.3%"),
        ("94‧195‧78", "94‧195‧78"),
        ("1\u2009289公升", "1,289公升"),
        ("100\u202f200\u202f300元", "100,200,300元"),
        ("12\u00a034元", "12 34元"),
        ("目標︰3", "目標：3"),
        ("\uf0a3 225", "≤ 225"),
        ("\uf02d2.4", "-2.4"),
        ("供\ue123水", "供\ufffd水"),
        ("為―2.4%", "為-2.4%"),
    ],
)
def test_a_character_keeps_its_meaning(printed, plain):
    assert normalize_text(printed) == plain
    assert normalize_text(plain) == plain


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\u00a0", "\u2003", " \u3000\t "])
def test_every_space_becomes_one_plain_space(space):
    assert normalize_text(f"目標{space}達") == "目標 達"


@pytest.mark.parametrize("line_break", ["\n", "\u2028", "\u2029"])
def test_line_breaks_stay(line_break):
    assert normalize_text(f"目標{line_break}達") == "目標\n達"


@given(TRICKY)
def test_normalizing_twice_changes_nothing(text):
    once = normalize_text(text)
    assert normalize_text(once) == once


@given(TRICKY)
def test_what_comes_out_can_be_printed_on_a_terminal(text):
    assert all(character.isprintable() or character == "\n" for character in normalize_text(text))


@given(TRICKY)
def test_dropping_spaces_twice_changes_nothing(text):
    once = drop_typesetting_spaces(normalize_text(text))
    assert drop_typesetting_spaces(once) == once


@pytest.mark.parametrize(
    ("typeset", "tight"),
    [
        ("自來水 普及率 達 95.8 %", "自來水普及率達95.8%"),
        ("Green Mark 與 GDP 比", "Green Mark與GDP比"),
        ("119.1 120.5", "119.1 120.5"),
        ("目標: 12%", "目標：12%"),
        ("甲,乙;丙", "甲，乙；丙"),
        ("達 12%, 未達標", "達12%，未達標"),
        ("1，234，567 元", "1,234,567元"),
        ("3,4 兩項", "3,4兩項"),
        ("  甲 ", "甲"),
    ],
)
def test_only_spaces_and_stops_with_a_meaning_stay(typeset, tight):
    assert drop_typesetting_spaces(typeset) == tight


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("未達統計\n週期", "未達統計週期"),
        ("1,480,\n931 公噸", "1,480,931 公噸"),
        ("Green\nMark 認證", "Green Mark 認證"),
        ("水 \n 力", "水力"),
        ("IWA\n接軌", "IWA接軌"),
    ],
)
def test_lines_are_rejoined_without_a_gap_inside_chinese(lines, joined):
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 289公升", "1.\ufffd289公升"),
        ("實績值：2. 289公升", "實績值：2.\ufffd289公升"),
        ("1. 289公升\n2. 311公升", "1.289公升\n2.311公升"),
        ("1. 2024年為289公升", "1.2024年為289公升"),
        ("95. 78%", "95.78%"),
    ],
)
def test_the_mark_of_a_list_of_one_is_no_part_of_a_number(text: str, expected: str) -> None:
    assert drop_typesetting_spaces(text) == expected


@pytest.mark.parametrize("text", ["實績值：2、890公升", "1、289公升"])
def test_a_mark_of_a_list_before_thousands_is_unsure(text):
    assert "\ufffd" in drop_typesetting_spaces(text)


@pytest.mark.parametrize("text", ["1、289公升\n2、311公升", "1、辦理289場", "2、3、5", "1、2023年", "實績值：120、135、289公升", "1、2890公升"])  # fmt: skip
def test_any_other_list_stays(text):
    assert drop_typesetting_spaces(text) == text
