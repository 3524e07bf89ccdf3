"""Which printed number answers a target: running totals, additions, totals for each, thresholds, parts of a year."""

from datetime import date

import pytest

from transforms.report.pairing.measures import IndicatorReading
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.split_sections import split_sections


def read(target: str, actual: str, reason: str = "") -> IndicatorReading:
    cell = f"目標：{target}\n實績值：{actual}" + (f"\n落後原因：{reason}" if reason else "")
    return read_measures(split_sections([(1, cell)]).sections, 2024, {})


def answers(reading: IndicatorReading) -> list[tuple[float | None, float | None]]:
    return [
        (
            measure.target.quantity.value if measure.target.quantity else None,
            measure.actual.quantity.value if measure.actual else None,
        )
        for measure in reading.measures
    ]


def rules(reading: IndicatorReading) -> list[str]:
    return [finding.rule for finding in reading.findings]


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("累計 4,000 處", "新增 312 處(累計 4,112 處)。", 4112.0),
        ("累計 4,000 處", "完成 312 處(累計 4,112 處)。", 4112.0),
        ("新增 24 處", "累計 101 處(本年度新增 22 處)。", 22.0),
        ("新增 120 校", "累計 3,041 校(2024 年新增 118 校)", 118.0),
        ("本年度完成 24 處", "累計 101 處，本年度完成 22 處", 22.0),
        ("累計完成 5,000 戶", "113 年新增 800 戶，累計完成 5,120 戶", 5120.0),
        ("新增 300 處", "累計 4,112 處", None),
        ("累計 4,000 處", "本年度新增 312 處", None),
    ],
)
def test_a_running_total_answers_a_running_total_and_an_addition_an_addition(target, actual, value):
    reading = read(target, actual)
    assert answers(reading)[0][1] == value
    assert ("actual_not_understood" in rules(reading)) == (value is None)


@pytest.mark.parametrize(
    ("target", "actual", "each", "number"),
    [
        ("每場說明會 50 人，共 10 場", "辦理 10 場，共 420 人", 42.0, 0),
        ("辦理 10 場、每場至少 50 人參與", "辦理 12 場，總人數 600 人", 50.0, 1),
        ("每案補助 50 萬元，共 20 案", "補助 22 案，總經費 1,100 萬元", 500000.0, 0),
        ("每年辦理 10 場，每場 50 人以上", "共辦理 12 場，總計 720 人", 60.0, 1),
    ],
)
def test_a_total_never_answers_an_amount_for_each(target, actual, each, number):
    reading = read(target, actual)
    assert answers(reading)[number][1] == each
    assert "value_computed" in rules(reading)


def test_a_total_without_its_count_is_no_answer():
    reading = read("每場說明會 50 人", "共 420 人")
    assert (answers(reading)[0][1], rules(reading)) == (None, ["actual_not_understood"])


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("女性董事比率不少於 1/3。", "18.4%。", (100 / 3, 18.4)),
        ("女性主管占二分之一", "48%", (50.0, 48.0)),
        ("比率達 50%", "達 1/2", (50.0, 50.0)),
        ("女性占比達 1/3 以上", "三分之一", (1 / 3, 1 / 3)),
    ],
)
def test_a_fraction_beside_per_cent_is_a_hundred_times_as_much(target, actual, answer):
    assert answers(read(target, actual))[0] == pytest.approx(answer)


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("委員會任一性別比率達 1/3 者占 97%", "占 98.4%(62/63)。", (97.0, 98.4)),
        ("達 4 小時以上之機關、學校比率 98%", "達 4 小時以上之機關、學校比率 99.1%", (98.0, 99.1)),
        ("減免 3 萬 5,000 元之學生達 45 萬人", "46 萬 2,018 人", (450000.0, 462018.0)),
        ("造林 100 公頃之水源涵養區", "造林 105 公頃之水源涵養區", (100.0, 105.0)),
        ("空氣品質良好日數比率均達 80%以上", "19 縣市達 80%以上", (80.0, None)),
    ],
)
def test_a_definition_is_neither_target_nor_actual(target, actual, expected):
    reading = read(target, actual)
    assert answers(reading) == [expected]


@pytest.mark.parametrize(
    "actual",
    [
        "截至 6 月底 52 件，全年資料預計 114 年 9 月 30 日前公布。",
        "113 年上半年查緝 52 件，全年統計資料預計 114 年 9 月 30 日前公布",
        "1 至 6 月計 52 件，全年數據尚未公布，預計 114 年 9 月公布",
    ],
)
def test_a_part_of_the_year_beside_a_promise_is_pending(actual):
    reading = read("查緝 100 件", actual)
    (measure,) = reading.measures
    assert (measure.actual_kind, measure.release_due) == ("pending", date(2025, 9, 30))
    assert "52" in next(
        f.facts["words"] for f in reading.findings if f.rule == "estimate_is_not_actual"
    )


@pytest.mark.parametrize(
    ("actual", "prior"),
    [
        ("未達統計週期，預計 114 年 11 月底前公布；112 年釋放量較 2005 年減量 67.2%。", 67.2),
        ("未達統計週期(預計 2026 年 1 月底前公布；2023 年較基準年減量 3.16%)。", 3.16),
        ("尚未公布，預計 114 年 8 月公布；2023 年較 2005 年減少 5.1%。", 5.1),
    ],
)
def test_the_change_of_an_earlier_year_is_no_answer_while_this_years_is_to_come(actual, prior):
    (measure,) = read("較 2005 年減量 66.5%", actual).measures
    assert measure.actual_kind == "pending"
    assert [(one.data_year, one.value) for one in measure.prior_values] == [(2023, prior)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("累計解除列管 6,800 處", ["numeric"]),
        ("2024 年解除列管 250 處、累計解除列管 7,850 處", ["numeric", "numeric"]),
        ("解除列管場址達 250 處", ["numeric"]),
        ("解除列管", ["not_set"]),
        ("113 年起免予列管", ["not_set"]),
    ],
)
def test_what_is_released_is_counted(target, expected):
    assert [measure.target.kind for measure in read(target, "268 處").measures] == expected


@pytest.mark.parametrize(
    ("target", "value"),
    [
        ("每年訓練 1,000 人(113 年至 116 年共 4,000 人)", 1000.0),
        ("110 年累計 1,100 人(106 年至 113 年共 1,000 人)", 1000.0),
        ("113 年訓練 1,000 人(114 年 1,200 人)", 1000.0),
    ],
)
def test_another_years_target_in_parentheses_or_before_them_is_named(target, value):
    reading = read(target, "1,012 人")
    assert [found for found, _ in answers(reading)] == [value]
    assert "target_for_another_year" in rules(reading)


@pytest.mark.parametrize(
    "actual",
    [
        "截至 113 年 9 月底 72 件",
        "截至 113 年 9 月底，查緝 72 件",
        "113 年 1-10 月計 72 件",
        "上半年 72 件",
        "72 件(截至 9 月底)",
    ],
)
def test_a_part_of_the_year_is_no_value_of_the_year_promised_or_not(actual):
    reading = read("查緝 100 件", actual)
    assert answers(reading) == [(100.0, None)]
    assert "estimate_is_not_actual" in rules(reading)


@pytest.mark.parametrize(
    ("actual", "value", "prior"),
    [
        ("91.2%，去年為 90.1%", 91.2, 90.1),
        ("上年度 90.1%，本年度 91.2%", 91.2, 90.1),
        ("較上年度 90.1%提升 1.1 個百分點，達 91.2%", 91.2, 90.1),
        ("去年同期 90.1%", None, 90.1),
    ],
)
def test_last_year_is_the_year_before_that_of_the_report(actual, value, prior):
    (measure,) = read("普及率 90%", actual).measures
    assert (measure.actual.quantity.value if measure.actual else None) == value
    assert [(one.data_year, one.value) for one in measure.prior_values] == [(2023, prior)]


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("較 2022 年減少 12%", "-14.3%", 14.3),
        ("較上年減少 2%", "+1.5%", -1.5),
        ("較上年減少 2%", "增加 1.5%", -1.5),
        ("較上年減少 100 件", "增加 20 件", -20.0),
        ("成長 5%", "負成長 1.2%", -1.2),
        ("成長 5%", "-1.2%", -1.2),
        ("年增率-5%", "-6.2%", -6.2),
    ],
)
def test_a_value_is_told_in_the_sense_of_its_target(target, actual, value):
    assert answers(read(target, actual))[0][1] == value


@pytest.mark.parametrize(
    ("target", "actual"),
    [("認證 6,000 人次", "累計 6,312 人次，113 年新增 410 人次")],
)
def test_a_value_far_from_its_target_beside_a_near_one_is_a_guess(target, actual):
    reading = read(target, actual)
    assert answers(reading) == [(6000.0, None)]
    assert "actual_not_understood" in rules(reading)


@pytest.mark.parametrize("number", ["94.195.78%", "1 289%", "95‧195‧78%"])
def test_a_number_that_is_not_whole_is_told(number):
    assert rules(read("普及率 95%", number)) == ["number_not_read", "actual_not_understood"]
    assert "number_not_read" in rules(read(f"普及率 {number}", "95%"))


@pytest.mark.parametrize(
    ("reason", "declared"),
    [
        ("預算遭刪減。", [None, None]),
        ("培訓人數不足。", ["lagging", None]),
        ("就業率下降。", [None, "lagging"]),
    ],
)
def test_a_reason_belongs_to_the_measure_it_names(reason, declared):
    reading = read("培訓人數 500 人、就業率 80%", "培訓人數 480 人、就業率 78%", reason)
    assert [measure.declared for measure in reading.measures] == declared


@pytest.mark.parametrize("reason", ["上(112)年度僅解除列管 231 處。", "去(112)年解除列管 231 處。", "2023 年只解除列管 231 處。"])  # fmt: skip
def test_an_earlier_value_that_a_reason_tells_under_the_name_of_a_measure_is_its_prior(reason):
    (measure,) = read("解除列管 250 處", "解除列管 240 處", reason).measures
    assert [(one.data_year, one.value) for one in measure.prior_values] == [(2023, 231.0)]


@pytest.mark.parametrize("target", ["全球排名前 25 名", "全球排名第 25 名", "第 25 名"])
def test_the_target_of_a_rank_is_at_most_that_rank(target):
    (measure,) = read(target, "全球排名第 28 名").measures
    assert measure.target.quantity.comparator == "le"
    assert measure.actual.quantity.value == 28.0


@pytest.mark.parametrize(
    ("actual", "value"),
    [
        ("0.474 公斤/度(112 年 0.494)", 0.494),
        ("0.474 公斤/度(2023 年為 0.494)", 0.494),
        ("0.474 公斤/度(上(112)年度 0.5)", 0.5),
    ],
)
def test_an_earlier_value_in_parentheses_needs_no_unit(actual, value):
    (measure,) = read("排放係數降至 0.48 公斤/度", actual).measures
    assert measure.actual.quantity.value == 0.474
    assert [(p.data_year, p.value, p.unit) for p in measure.prior_values] == [
        (2023, value, "公斤/度")
    ]


@pytest.mark.parametrize(
    ("target", "actual", "pair"),
    [
        # What something is held against is not aimed at.
        ("較前 3 年平均 168 人下降 10%", "152 人，較前 3 年平均下降 9.5%", (10.0, 9.5)),
        ("每人碳排較 2019 年降 12%", "降 13.8%", (12.0, 13.8)),
        # A rate is not answered by a count, and a bare number answers one counted per something.
        ("超額收容率降至零", "核定 59,973 人，實際 58,314 人，超收率-2.8%", (0.0, -2.8)),
        ("每十萬活產孕產婦死亡人數 11 人以下", "11.8", (11.0, 11.8)),
        # 1. and 2. of an actual count what the target counts, also right before a digit.
        ("\n1.據點 40 處\n2.服務 3,000 人次", "\n1.據點 43 處。\n2.4,872 人次", (3000.0, 4872.0)),
        ("\n1.據點 40 處\n2.服務 3 人次", "\n1.據點 43 處。\n2.4 人次", (3.0, 4.0)),
        # A whole is answered by the whole, though its parts are told.
        ("有機及友善耕作面積 3,600 公頃", "3,847.6 公頃，其中有機 2,916.2 公頃、友善 931.4 公頃", (3600.0, 3847.6)),
        # The part by another name, the whole where one asks for it.
        ("女生 200 人", "訓練 520 人，其中女性 210 人、男性 310 人", (200.0, 210.0)),
        ("補助學校 100 所", "補助學校 112 所，其中探索計畫 96 所、示範計畫 16 所", (100.0, 112.0)),
        ("北區 5 件、全國 30 件", "北區 6 件、中南區 24 件，合計 30 件", (30.0, 30.0)),
        # A number that is not surely read lets no earlier year answer; a fall is none of a rise.
        ("經濟成長率 3%", "2023 年 4.1%，2024 年-0.5%", (3.0, None)),
        ("成長率 5%", "較 2018 年-10.2%", (5.0, -10.2)),
        # One of several is no answer for each.
        ("數學及科學排名均為前 5 名", "數學排名第 3 名、科學排名第 4 名", (5.0, None)),
        # The school year that ended in the report's year.
        ("在學率 58%(112 學年)", "57.9%", (58.0, 57.9)),
    ],
)  # fmt: skip
def test_the_value_that_is_meant_answers(target, actual, pair):
    assert answers(read(target, actual))[-1] == pair


def test_two_values_of_the_last_school_year_answer_both_targets():
    actual = "112 學年度高中生中途離校率 2.61%；國中小輟學率 0.42%。"
    reading = read("高中生中途離校率降至 2.3%，國中小輟學率不超過 0.5%", actual)
    assert answers(reading) == [(2.3, 2.61), (0.5, 0.42)]
    assert reading.measures[0].actual_year == 2023


def test_without_a_target_the_value_that_the_name_tells_is_taken():
    cell = "目標：不另訂定目標值。\n實績值：偵查終結 3,152 人，起訴 1,488 人，起訴率 47.2%。"
    sections = split_sections([(1, cell)]).sections
    assert answers(read_measures(sections, 2024, {}, "性影像犯罪案件起訴率")) == [(None, 47.2)]


@pytest.mark.parametrize(
    ("target", "actual", "reason", "priors"),
    [
        ("1.曾傳送附加檔案之比率達 72%。\n2.曾使用試算表公式之比率達 31%。", "1.73.8%。\n2.29.4%(2023 年實績值 30.2%)。", "", [[], [(2023, 30.2)]]),
        ("差距縮短至 6.9 歲以內", "2022 年平均 73.65 歲，與全國 79.84 歲相差 6.19 歲；2024 年數據預計 2025 年 10 月公布", "", [[(2022, 6.19)]]),
        ("就業率 81%", "未達統計週期(2023 年實績值原為 84.36%，修正為 84.41%)", "", [[(2023, 84.41)]]),
        ("排放量較 2005 年減少 2.5%", "未達統計週期；2020 年較 2005 年增加 0.93%", "", [[(2020, -0.93)]]),
        ("年總工時不高於 2,020 小時", "2,030.4 小時", "加班工時由 2023 年每月 7.6 小時增為 7.9 小時", [[]]),
        (
            "國小學生過重比率 26.5%，國中學生 30.2%",
            "113 學年度國小學生 26.1%、國中學生 30.6%(112 學年度國小學生 27.1%、國中學生 31.2%)",
            "",
            [[(2023, 27.1)], [(2023, 31.2)]],
        ),
        ("查處失聯 24,000 人", "22,815 人", "2024 年新增失聯 21,903 人，較 2023 年 24,368 人減少", [[]]),
        ("查處失聯 24,000 人", "22,815 人", "查處 22,815 人，較 2023 年 24,368 人減少", [[(2023, 24368)]]),
        ("女性勞參率 52%", "51%", "2023 年勞參率 59%", [[]]),
        ("不訂定目標值", "2024 年 9.61 倍，2023 年為 9.46 倍", "", [[(2023, 9.46)]]),
    ],
)  # fmt: skip
def test_an_earlier_value_is_its_own_measures(target, actual, reason, priors):
    reading = read(target, actual, reason)
    told = [[(prior.data_year, prior.value) for prior in m.prior_values] for m in reading.measures]
    assert told == priors


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("培訓女性 60 人", "培訓 100 人，其中女性 45 人", 45.0),
        ("培訓女性 60 人", "培訓 100 人(女性 45 人)", 45.0),
        ("培訓青年 60 人", "培訓 100 人(含青年 45 人)", 45.0),
        ("推介身心障礙者就業 1,000 人", "推介就業 8,200 人，其中身心障礙者 950 人", 950.0),
        (
            "有機驗證面積 2,500 公頃",
            "有機及友善耕作 3,847.6 公頃，其中有機驗證 2,416.2 公頃",
            2416.2,
        ),
        ("每場 50 人", "滿意度 92", None),
    ],
)
def test_a_whole_never_answers_what_asks_for_its_part(target, actual, value):
    ((_, answer),) = answers(read(target, actual))
    assert answer in {None, value}


@pytest.mark.parametrize("actual", ["培訓 100 人，其中女性 45 人", "培訓 100 人(女性 45 人)"])
def test_a_whole_answers_what_asks_for_it(actual):
    assert answers(read("培訓 60 人", actual)) == [(60.0, 100.0)]
