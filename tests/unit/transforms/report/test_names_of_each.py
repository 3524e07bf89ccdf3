"""Numbers of a list behind one head: each bears its own name, or all bear all of them."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase
from transforms.report.names_of_each import names_of_each


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市區客運、公路客運占比各達20%、5%", ["市區客運占比", "公路客運占比"]),
        ("乳癌、大腸癌及口腔癌篩檢率分別為40%、38%及36%", ["乳癌篩檢率", "大腸癌篩檢率", "口腔癌篩檢率"]),
        ("調和油、大豆油合格率分別為90%、95%", ["調和油合格率", "大豆油合格率"]),
        ("國小、國中、高中職參訓率分別達90%、91%、92%", ["國小", "國中", "高中職參訓率"]),
        ("參訓人數、就業率分別達100人、60%", ["參訓人數", "就業率"]),
        # Not as many names as numbers.
        ("參與、輔導及培訓家數分別為90家、95家", ["參與、輔導及培訓家數"] * 2),
        # One number, or no head.
        ("全國各達20%", []),
        ("甲20%、乙5%", []),
    ],
)  # fmt: skip
def test_each_number_bears_its_name(text, names):
    assert [one.name for one in names_of_each(parse_phrase(text)).values()] == names


def test_what_leads_to_the_first_leads_to_each():
    named = names_of_each(parse_phrase("臺北、高雄漏水率分別降至10%、12%"))
    assert {(one.last, one.lead) for one in named.values()} == {("高雄漏水率", "降至")}
