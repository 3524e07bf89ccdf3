"""What a link rests on is said in Chinese, piece by piece; so is what the audit checks."""

import csv
import re

import pytest

from tests.conftest import PROJECT
from warehouse.say_stated import say_check, say_evidence


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ("name likeness 88, same code, same units, other agencies", "名稱相似度 88，編號相同，單位相同，機關不同"),
        ("label likeness 71, unit mass per 人, same place, 2 earlier values agree", "項目名相似度 71，單位 公噸／人，位置相同，2 個往年值相符"),
        ("no label to compare, unit not printed, 1 earlier value differs", "無項目名可比較，未載單位，1 個往年值不符"),
        ("name likeness 60, another code, names say different things: one names more things than the other", "名稱相似度 60，編號不同，名稱意義不同：一方所列項目較多"),
        ("noted at 3.8.1 and 3.b.2", "3.8.1、3.b.2 註記"),
        ("different things: 男 | 女, running total fell from 90 to 12", "所指不同：男 | 女，累計值由 90 降為 12"),
        ("different things: running total fell from 90 to 12", "所指不同：累計值由 90 降為 12"),
        ("same code, names say different things: 甲, 乙率 | 丙", "編號相同，名稱意義不同：甲, 乙率 | 丙"),
        ("something new", "something new"),
    ],
)  # fmt: skip
def test_evidence_is_said_piece_by_piece(evidence, told):
    assert say_evidence(evidence, "zh") == told
    assert say_evidence(evidence, "en") == evidence


def test_every_group_of_units_has_a_chinese_unit():
    with (PROJECT / "transforms" / "phrase" / "units.csv").open(encoding="utf-8") as file:
        groups = {row["group"] for row in csv.DictReader(file)} - {""}
    told = [say_evidence(f"unit {group}", "zh") for group in groups]
    assert len(told) > 30
    assert [words for words in told if re.search("[A-Za-z]{2,}", words)] == []


@pytest.mark.parametrize(
    ("expectation", "told"),
    [
        ("no offending row", "無違反的列"),
        ("column_values_to_not_be_null title", "title 不得空白"),
        ("not null: unit", "unit 不得空白"),
        ("type Int32: standing", "standing 型別須符"),
        ("check (a > 0): a", "a 須大於 0"),
        ("check (goal_no BETWEEN 1 AND 99): goal_no", "goal_no 須介於 1 與 99 之間"),
        ("check (effect IN ('better', 'worse')): effect", "effect 須為下列之一：'better', 'worse'"),
        ("check (length(sha256) = 64): sha256", "sha256 須符合 (length(sha256) = 64)"),
        ("foreign key of marts.dim_goal: goal_no", "goal_no 須見於 marts.dim_goal"),
        ("expect_the_unexpected", "expect_the_unexpected"),
    ],
)
def test_a_check_is_said(expectation, told, monkeypatch):
    monkeypatch.setenv("TSDG_LANG", "zh")
    assert say_check(expectation) == told
