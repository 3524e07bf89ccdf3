"""A reason may name the items of a numbered target by their numbers; nothing else is such a number."""

import pytest

from transforms.report.pairing.name_by_number import items_named
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.split_sections import split_sections

TARGET = "1.甲案100件。\n2.乙案80人。\n3.丙案5場。"
ACTUAL = "1.甲案90件。\n2.乙案70人。\n3.丙案6場。"


def sections(reason: str, target: str = TARGET):
    text = f"目標：{target}\n實績值：{ACTUAL}\n落後原因：{reason}"
    return split_sections([(1, text)]).sections


@pytest.mark.parametrize(
    ("reason", "items"),
    [
        ("第2項因申請件數不足。", (2,)),
        ("第二項因申請件數不足。", (2,)),
        ("項次2：申請件數不足。", (2,)),
        ("第1項及第2項受疫情影響。", (1, 2)),
        ("第1、2項受疫情影響。", (1, 2)),
        ("第1項至第3項受疫情影響。", (1, 2, 3)),
        ("目標2因人力不足未達成。", (2,)),
        ("2.因申請件數不足。", (2,)),
        ("依預算法第2條第2項規定未能動支。", ()),
        ("申請件數不足2項。", ()),
        ("第2季受疫情影響。", ()),
        ("第8項因申請件數不足。", ()),
        ("1.申請不足。\n2.人力不足。", ()),
        ("目標3%過高。", ()),
    ],
)  # fmt: skip
def test_items_named_by_their_numbers(reason, items):
    found = sections(reason)
    assert items_named(found["reason"], found["target"]) == items


def test_without_a_numbered_list_no_number_names_an_item():
    found = sections("第2項因申請件數不足。", "甲案100件、乙案80人。")
    assert items_named(found["reason"], found["target"]) == ()


def test_only_the_measure_that_is_named_lags():
    reading = read_measures(sections("第2項因甲案排擠。"), 2024, {})
    assert [measure.declared for measure in reading.measures] == [None, "lagging", None]
    assert reading.reason_measures == [2]
