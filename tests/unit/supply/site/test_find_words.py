"""Printed words are found on a page whatever the typesetting did to them."""

from supply.site.find_words import Glyph, GlyphSequence, PrintedSpan


def glyphs(text: str) -> GlyphSequence:
    return GlyphSequence(
        Glyph(character, 1, index, 0, index + 1, 10) for index, character in enumerate(text)
    )


def found(text: str, phrase: str) -> str | None:
    span = glyphs(text).find(phrase)
    return None if span is None else text[span.start : span.stop]


def test_a_phrase_is_found_over_line_breaks_and_justified_spaces():
    assert found("目標：2021 至 2024 年平\n均 3.3%", "2024年平均3.3%") == "2024 年平\n均 3.3%"


def test_radicals_and_full_width_digits_are_the_plain_characters():
    assert found("目標：⽤⽔２８９ 公升", "用水289公升") == "⽤⽔２８９ 公升"


def test_a_minus_may_be_printed_as_a_triangle():
    assert found("成長率▲2.4%。", "-2.4%") == "2.4%"


def test_a_word_that_is_not_printed_is_not_found():
    assert glyphs("目標：289公升").find("298公升") is None
    assert glyphs("目標").find("") is None
    assert glyphs("").find("目標") is None


def test_a_number_is_not_found_inside_another_decimal():
    assert found("13.3%與3.3%", "3.3%") == "3.3%"


def test_the_search_keeps_to_its_section():
    sequence = glyphs("目標：15.8分鐘。實績值：15.8分鐘。")
    section = sequence.find("實績值：15.8分鐘")
    assert section == PrintedSpan(10, 20)
    assert sequence.find("15.8分鐘", section) == PrintedSpan(14, 20)
    assert sequence.find("16分鐘", section) is None


def test_one_glyph_may_stand_for_several_characters():
    assert found("面積㎢263", "平方公里263") == "㎢263"
