"""Each target meets the value that answers it: by label and unit, not by place alone."""

from datetime import date

import pytest

from transforms.phrase.parse_quantities import parse_phrase
from transforms.report.pairing.likeness import compare_units, label_similarity
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.split_sections import split_sections

YEAR = 2024
UNIT_GROUPS = {"公噸": "公噸", "噸": "公噸", "名": "人", "人": "人"}


def read(target: str, actual: str | None = None, reason: str | None = None):
    labels = (("目標：", target), ("實績值：", actual), ("落後原因：", reason))
    text = "\n".join(f"{label}{content}" for label, content in labels if content is not None)
    return read_measures(split_sections([(1, text)]).sections, YEAR, UNIT_GROUPS)


def pairs(target: str, actual: str) -> list[tuple[float, float | None]]:
    return [
        (measure.target.quantity.value, measure.actual and measure.actual.quantity.value)
        for measure in read(target, actual).measures
    ]


def rules(*sections: str | None) -> list[str]:
    return [finding.rule for finding in read(*sections).findings]


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("普及率達 95.8%", "普及率達 95.78%", [(95.8, 95.78)]),
        ("達 95.8%", "95.78%", [(95.8, 95.78)]),
        (
            "\n1. 回收率 80%\n2. 再利用率 70%",
            "\n1. 回收率 81%\n2. 再利用率 69%",
            [(80, 81), (70, 69)],
        ),
        (
            "\n1. 自來水普及率 80%\n2. 廢棄物再利用率 70%",
            "廢棄物再利用率 69%，自來水普及率 81%",
            [(80, 81), (70, 69)],
        ),
        (
            "燃煤 34%、燃氣 46%、核能 5%",
            "核能 4.7%、燃煤 33.4%、燃氣 47.3%",
            [(34, 33.4), (46, 47.3), (5, 4.7)],
        ),
        ("修正法規 32 條、函釋 49 件", "函釋 50 件，修正法規 30 條", [(32, 30), (49, 50)]),
        ("培訓 18 萬名，訓後就業率 80%", "訓後就業率 82%，培訓 17 萬人", [(180000, 170000), (80, 82)]),
        ("回收率 33%", "33.4%(含汽電共生 2.3%)", [(33, 33.4)]),
        ("回收 5 噸", "回收 4 公噸", [(5, 4)]),
        ("①回收率 80%②產值 9 億元", "(1)回收率 81%\n(2)產值 8 億元", [(80, 81), (9e8, 8e8)]),
        ("產值 9 億元", "產值 10 億元，較去年增加 2 億元", [(9e8, 10e8)]),
        ("面積不超過 225 公頃", "自 2023 年 621 公頃減少為 263 公頃", [(225, 263)]),
        ("漏水率不超過 12%", "漏水率 11.9%，未超過目標值 12%", [(12, 11.9)]),
        ("比例不超過 0.3", "144 億噸/(760 億噸-85 億噸)=0.21", [(0.3, 0.21)]),
        ("產值成長 3%", "產值成長 2.5%", [(3, 2.5)]),
        ("產值成長 3%", "產值 10 億元，成長 2.5%", [(3, 2.5)]),
        ("產值成長 3%", "產值減少 2%", [(3, -2)]),
        ("男性 40%、女性 60%", "女性 61%、男性 39%", [(40, 39), (60, 61)]),
        ("培訓 500 名", "甲 200 名、乙 350 名，合計 550 名", [(500, 550)]),
        ("培訓 500 名", "累計培訓 2,000 名，培訓 510 名", [(500, 510)]),
        ("累計培訓 500 名", "培訓 100 名，累計培訓 510 名", [(500, 510)]),
        ("檢驗合格率 95%", "檢驗不合格率 3%，檢驗合格率 97%", [(95, 97)]),
        ("檢驗不合格率 5% 以下", "檢驗合格率 97%", [(5, None)]),
        ("掩埋量減少 3%", "掩埋量增加 2%", [(3, -2)]),
        (
            "\n1. 回收率 80%\n2. 再利用率 70%",
            "\n1. 再利用率 69%\n2. 回收率 81%",
            [(80, 81), (70, 69)],
        ),
    ],
)  # fmt: skip
def test_a_target_meets_its_value(target, actual, expected):
    assert pairs(target, actual) == expected


@pytest.mark.parametrize(
    ("target", "actual", "kind"),
    [
        ("達 95%", "95%", "numeric"),
        ("達 95%", "未達統計週期", "pending"),
        ("達 95%", None, "none"),
        ("達 95%", "", "none"),
        ("完成計畫", "已完成 1 項計畫並報院", "qualitative"),
        ("達 95%", "持續推動中", "qualitative"),
        ("不適用", "34.6%", "numeric"),
        ("不適用", "未辦理", "qualitative"),
    ],
)
def test_a_measure_without_a_value_tells_why(target, actual, kind):
    (measure,) = read(target, actual).measures
    assert measure.actual_kind == kind


def test_a_number_of_another_unit_answers_nothing():
    (measure,) = read("產值 9 億元", "輔導 5 家").measures
    assert measure.actual is None
    assert rules("產值 9 億元", "輔導 5 家") == ["actual_not_understood"]


@pytest.mark.parametrize(
    ("actual", "due"),
    [
        ("未達統計週期(預計 2025 年 9 月 1 日前公布)", date(2025, 9, 1)),
        ("未達統計週期，預計 114 年 9 月公布", date(2025, 9, 30)),
        ("尚未公布", None),
    ],
)
def test_a_pending_value_may_have_a_promised_day(actual, due):
    (measure,) = read("就業率 80%", actual).measures
    assert (measure.actual_kind, measure.release_due) == ("pending", due)


def test_of_a_list_only_the_item_to_come_is_pending():
    reading = read(
        "\n1. 培訓 18 萬名\n2. 訓後就業率 80%",
        "\n1. 培訓 17 萬名\n2. 訓後就業率未達統計週期(預計 2025 年 9 月公布)",
    )
    assert [m.actual_kind for m in reading.measures] == ["numeric", "pending"]
    assert [m.release_due for m in reading.measures] == [None, date(2025, 9, 30)]


def test_each_pending_item_has_its_own_day():
    reading = read(
        "\n1. 甲量 5 件\n2. 乙率 80%",
        "\n1. 未達統計週期(預計 2025 年 7 月 1 日公布)\n2. 未達統計週期(預計 2025 年 9 月 1 日公布)",
    )
    assert [m.release_due for m in reading.measures] == [date(2025, 7, 1), date(2025, 9, 1)]


@pytest.mark.parametrize(
    ("actual", "reason", "priors"),
    [
        ("面積自 2023 年 621 公頃減少為 263 公頃", None, [(2023, 621)]),
        ("263 公頃(2022 年 700 公頃、2023 年 621 公頃)", None, [(2022, 700), (2023, 621)]),
        ("未達統計週期，112 年為 621 公頃", None, [(2023, 621)]),
        ("263 公頃", "低於 2023 年 621 公頃", [(2023, 621)]),
        ("263 公頃", "2025 年可望降為 200 公頃", []),
        ("263 公頃", "因乾旱(2023 年 621 公頃)", []),
        ("2024 年 263 公頃", None, []),
    ],
)
def test_values_for_earlier_years_are_kept(actual, reason, priors):
    (measure,) = read("面積不超過 225 公頃", actual, reason).measures
    assert [(prior.data_year, prior.value) for prior in measure.prior_values] == priors
    assert {prior.unit for prior in measure.prior_values} <= {"公頃"}


def test_an_earlier_level_is_no_earlier_amount_of_change():
    (measure,) = read("產值成長 3%", "產值成長 2%(2023 年產值 5 億元)").measures
    assert measure.prior_values == []


def test_what_follows_an_earlier_level_tells_of_the_change_since():
    (measure,) = read("減量率達 90%", "減量率 91.2%，較 2023 年 90.5%增加 0.7 個百分點").measures
    assert [prior.value for prior in measure.prior_values] == [90.5]


def test_an_amount_for_each_is_no_earlier_value_of_the_whole():
    reading = read(
        "授權金額 6 億元", "授權金額 5 億元", "平均授權金額由 2023 年每件 49 萬元提高為 55 萬元"
    )
    assert reading.measures[0].prior_values == []


def test_two_things_that_a_reason_tells_of_one_year_are_no_earlier_values():
    reason = "全國機車掛牌數由 2023 年 80 萬輛減少，電動機車掛牌數亦由 2023 年 9 萬輛減少"
    (measure,) = read("電動機車掛牌數 9.5 萬輛", "8.8 萬輛", reason).measures
    assert measure.prior_values == []
    (measure,) = read(
        "經濟成長率達 2.6%", "2.35%", "出口衰退；加以 2023 年經濟成長率達 6.53%"
    ).measures
    assert [prior.value for prior in measure.prior_values] == [6.53]


def test_two_values_for_one_earlier_year_are_reported():
    reading = read("面積不超過 225 公頃", "263 公頃(2023 年 621 公頃)(2023 年 600 公頃)")
    assert [prior.value for prior in reading.measures[0].prior_values] == [621]
    assert [finding.rule for finding in reading.findings] == ["text_not_understood"]


def test_an_earlier_value_belongs_to_the_measure_of_its_label():
    reading = read(
        "\n1. 回收率 80%\n2. 再利用率 70%",
        "\n1. 回收率 81%\n2. 再利用率 69%(2023 年再利用率 66%)",
    )
    assert [[p.value for p in m.prior_values] for m in reading.measures] == [[], [66]]


def test_a_value_for_an_earlier_year_says_so():
    (measure,) = read("比例不超過 0.3", "2023 年比例為 0.21").measures
    assert (measure.actual.quantity.value, measure.actual_year) == (0.21, 2023)


def test_a_value_without_a_year_is_the_report_years():
    (measure,) = read("達 95%", "94%").measures
    assert measure.actual_year == YEAR


def test_an_estimate_is_no_actual_and_is_told():
    reading = read("裝置容量 10 MW", "推估可達 10 MW")
    assert reading.measures[0].actual is None
    assert "estimate_is_not_actual" in [finding.rule for finding in reading.findings]


@pytest.mark.parametrize("actual", ["甲 81%、乙 69%", "輔導 5 家，甲 81%、乙 69%"])
def test_two_values_that_could_answer_are_not_guessed_between(actual):
    reading = read("回收率 80%", actual)
    assert reading.measures[0].actual is None
    assert [finding.rule for finding in reading.findings] == ["actual_not_understood"]


def test_a_printed_calculation_that_fails_is_reported():
    assert rules("比例不超過 0.3", "144 億噸/(760 億噸-85 億噸)=0.31") == [
        "printed_arithmetic_does_not_hold"
    ]


@pytest.mark.parametrize(
    ("actual", "reason", "declared"),
    [
        ("94%，未達標", "景氣差", "not_met"),
        ("96%，已達標", None, "met"),
        ("94%", "景氣差", "lagging"),
        ("94%", None, None),
        ("94%", "", None),
    ],
)
def test_a_reason_alone_declares_that_it_lags(actual, reason, declared):
    reading = read("達 95%", actual, reason)
    assert (reading.declared, reading.measures[0].declared) == (declared, declared)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        # The sum of what each has a target of its own answers none of them.
        (
            "新植 60 公頃、撫育 350 公頃",
            "新植 63.5 公頃、撫育 361 公頃，合計 424.5 公頃",
            [(60, 63.5), (350, 361)],
        ),
        ("造林 400 公頃", "新植 63.5 公頃、撫育 361 公頃，合計 424.5 公頃", [(400, 424.5)]),
        # Each sentence names the measure that its share is of.
        (
            "公股董事女性占比 33%、公股監察人女性占比 35%",
            "公股董事 207 席，其中女性 71 席，占 34.3%；公股監察人 56 席，其中女性 19 席，占 33.9%",
            [(33, 34.3), (35, 33.9)],
        ),
        (
            "公股監察人女性占比 35%、公股董事女性占比 33%",
            "公股董事 207 席，其中女性 71 席，占 34.3%；公股監察人 56 席，其中女性 19 席，占 33.9%",
            [(35, 33.9), (33, 34.3)],
        ),
        # 自 of 自來水 is no beginning of a change.
        ("自來水普及率 94.9%", "自來水普及率達 95.01%(2023 年為 94.72%)", [(94.9, 95.01)]),
        ("普及率 94.9%", "普及率自 94.72%提升為 95.01%", [(94.9, 95.01)]),
    ],
)
def test_each_target_meets_what_is_told_of_it(target, actual, expected):
    assert pairs(target, actual) == expected


def test_a_reason_lags_only_the_measure_that_it_names():
    reading = read(
        "\n1. 自來水普及率 95%\n2. 未接管戶數 5 萬戶",
        "\n1. 自來水普及率 94%\n2. 未接管戶數 4 萬戶",
        "自來水普及率偏低之處多屬偏遠",
    )
    assert reading.declared == "lagging"
    assert [measure.declared for measure in reading.measures] == ["lagging", None]


@pytest.mark.parametrize(
    ("labels", "reason", "declared"),
    [
        (("失能傷害頻率", "失能傷害嚴重率"), "致失能傷害嚴重率升高", [None, "lagging"]),
        (
            ("解除列管污染場址", "逾十年之污染場址"),
            "解除列管部分，2 處污染場址反彈",
            ["lagging", None],
        ),
        # A label without words of its own is named by those that it shares.
        (("輔導家數達", "女性輔導家數達"), "輔導家數未增", ["lagging", None]),
    ],
)
def test_words_that_two_labels_share_name_neither(labels, reason, declared):
    said = [f"\n1. {labels[0]} {a} 件\n2. {labels[1]} {b} 件" for a, b in ((8, 9), (7, 8))]
    assert [measure.declared for measure in read(*said, reason).measures] == declared


def test_in_one_sentence_a_miss_is_said_of_the_value_before_it():
    reading = read("培訓 500 名，就業率 80%", "培訓 400 名，未達目標，就業率 82%")
    assert reading.declared == "not_met"
    assert [measure.declared for measure in reading.measures] == ["not_met", None]


def test_a_measure_without_a_value_declares_nothing_in_a_shared_sentence():
    reading = read("培訓 500 名，產值 9 億元", "培訓 400 名，未達目標")
    assert [measure.declared for measure in reading.measures] == ["not_met", None]


def test_a_miss_behind_a_number_that_is_not_understood_is_not_held_against_the_one_before():
    reading = read("培訓 500 名，使用量 260 公噸", "培訓 520 名、使用量 214 公頃，未達標")
    assert [measure.declared for measure in reading.measures] == [None, None]


@pytest.mark.parametrize(
    ("target", "actual", "agrees"),
    [
        ("5 噸", "4 公噸", 0.0),
        ("5%", "4%", 0.0),
        ("5%", "0.05", -1.0),
        ("0.05", "5%", -1.0),
        ("5 億元", "5", None),
        ("5 家", "5 元", None),
        ("260 公升/日", "250 公升", None),
        ("每日 260 公升", "250 公升", -1.0),
        ("0.1 公噸/人", "0.1 公噸", None),
        ("0", "3 件", -1.0),
    ],
)
def test_units_agree_fully_loosely_or_not(target, actual, agrees):
    (wanted,), (given,) = (parse_phrase(text).quantities for text in (target, actual))
    assert compare_units(wanted, given, UNIT_GROUPS) == agrees


def test_without_a_target_quantity_any_unit_agrees():
    (given,) = parse_phrase("5 家").quantities
    assert compare_units(None, given, UNIT_GROUPS) == 0.0


def test_labels_are_alike_by_their_counted_noun():
    assert label_similarity("回收率", "回收率") == 1.0
    assert label_similarity("廢棄物回收率", "工業廢棄物回收率") > label_similarity(
        "廢棄物回收率", "廢棄物產值"
    )
    assert label_similarity(None, "回收率") == label_similarity("回收率", None) == 0.0
