"""Targets for other years: read where they are told, left alone where they are of something else."""

import pytest

from flows.stages.load_lexicon import load_lexicon
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.read_other_targets import find_measure, read_other_targets
from transforms.report.split_sections import split_sections

GROUPS = load_lexicon().unit_groups


def others(text, name="指標", year=2024):
    sections = split_sections([(1, text)]).sections
    measures = read_measures(sections, year, GROUPS).measures
    return [
        (one.section, one.target_year, one.target.quantity.value, one.target.basis, find_measure(one, measures, name, GROUPS))
        for one in read_other_targets(sections, year)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "目標：故不另訂定 2024 年目標，方案 2025 年目標值為占比達 29.9%。\n實績值：占比達 34.6%。",
            [("target", 2025, 29.9, "level", 1)],
        ),
        (
            "目標：面積不超過 225 公頃\n實績值：263 公頃\n因應對策：至 117 年為止以「最近四年平均面積小於 270 公頃」作為目標。",
            [("countermeasure", 2028, 270, "average", 1)],
        ),
        (
            "目標：普及率達 95%，2030 年達 98%\n實績值：96%",
            [("target", 2030, 98, "level", 1)],
        ),
        ("目標：面積達 225 公頃\n實績值：263 公頃", []),
        ("目標：2024 年面積達 225 公頃\n實績值：2023 年 210 公頃，2024 年 263 公頃", []),
        # Another's plan without a word of a target.
        ("目標：面積達 225 公頃\n實績值：200 公頃\n因應對策：預計 2025 年再造林 20 公頃。", []),
        # This year's target, though another year is told before.
        ("目標：2.3 以下\n實績值：2.353\n落後原因：提前挑戰 2025 年目標，僅較年度預期目標 2.3 以下微增。", []),
    ],
)  # fmt: skip
def test_targets_for_other_years(text, expected):
    assert others(text, "面積") == expected


def test_a_part_of_the_whole_is_not_the_measures_target():
    text = (
        "目標：23,658 MW\n實績值：21,052 MW\n因應對策：地熱為達成 2025 年 20 MW 目標，案源已掌握。"
    )
    ((_, year, value, _, measure_no),) = others(text, "再生能源累計裝置容量")
    assert (year, value, measure_no) == (2025, 20, None)


def test_of_two_measures_the_label_decides_or_nothing():
    text = "目標：1. 就業率 80% 2. 滿意度 90%\n實績值：1. 81% 2. 91%\n因應對策：{}"
    named = others(text.format("2026 年滿意度目標為 95%。"))
    assert [row[4] for row in named] == [2]
    unnamed = others(text.format("2026 年目標為 95%。"))
    assert [row[4] for row in unnamed] == [None]
