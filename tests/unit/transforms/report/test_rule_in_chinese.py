"""Every rule that a verdict may state is said in Chinese, with the printed words as they are."""

import re
from pathlib import Path

import pytest

from transforms.report.rule_in_chinese import COLUMNS, in_chinese

REPORT = Path(__file__).parents[4] / "transforms" / "report"
SAID = {
    "263 <= 225 does not hold": "263 ≤ 225 不成立",
    "3.7 in 3.7 to 3.8 holds": "3.7 在 3.7 至 3.8 之間，成立",
    "in doubt: 95.78 >= 95.8 does not hold": "存疑：95.78 ≥ 95.8 不成立",
    "words: 不超過225平方公里": "依原文「不超過225平方公里」",
    "words: 觀光整體收入年度成長率 (amount of change)": "依原文「觀光整體收入年度成長率」，為增減之量",
    "assumed, as the one before: general term: 率": "推定同前項：依一般慣例推定「率」",
    "assumed, general term: 日數 in 日": "依一般慣例推定「日數」，以日計，為推定",
    "term: 用電 (年增率 of it)": "依名稱「用電」之年增率",
    "it would be missed, but no reason is given; not read: 5": "判讀為未達標，卻未列落後原因；未判讀：5",
}


@pytest.mark.parametrize(("stated", "said"), SAID.items())
def test_a_rule_is_said_in_chinese(stated, said):
    assert in_chinese(stated) == said


def test_what_is_not_known_is_not_said():
    assert in_chinese("by the phase of the moon") is None
    assert in_chinese("in doubt: by the phase of the moon") is None
    assert in_chinese(None) is None


def test_every_rule_that_the_code_states_is_known():
    """Whoever adds a rule says it in Chinese, too."""
    direction = (REPORT / "decide_direction.py").read_text(encoding="utf-8")
    verdict = "".join((REPORT / name).read_text(encoding="utf-8") for name in ("judge_attainment.py", "weigh_certainty.py"))  # fmt: skip
    stated = [text for text in re.findall(r'f?"((?:words|term|general term|assumed|reviewed)[:,] ?[^"]*)"', direction) if "{" in text]  # fmt: skip
    stated += re.findall(r'"((?:it would be|the value is|undecided:|no target|a task)[^"]*)"', verdict)  # fmt: skip
    assert len(stated) > 20
    for text in stated:
        example = re.sub(r"\{(?:decision|told)\.\w*rule\}", "term: 率", text)
        assert in_chinese(re.sub(r"\{[^}]*\}", "率", example)) is not None, text


@pytest.mark.parametrize("column", COLUMNS)
def test_published_rules_are_said(sample_connection, column):
    said = sample_connection.execute(
        f"select {column}, {column}_zh from marts.attainment"
    ).fetchall()
    assert {stated for stated, chinese in said if (stated is None) != (chinese is None)} == set()
    strange = {chinese for _, chinese in said if chinese and re.search(r"[a-z]{4,} [a-z]", chinese)}
    assert strange == set()
