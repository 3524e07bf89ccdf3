"""The phrase grammar reads what a careful person reads, and nothing more."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from tests.golden.score_phrases import DEPTHS, score
from transforms.phrase.parse_quantities import Quantity, parse_phrase

GOLDEN = Path(__file__).parents[3] / "golden"


def read(text: str) -> list[tuple[float | tuple[float, float], str | None, str]]:
    return [
        (q.value if q.value_high is None else (q.value, q.value_high), q.unit, q.comparator)
        for q in parse_phrase(text).quantities
    ]


def only(text: str) -> Quantity:
    (quantity,) = parse_phrase(text).quantities
    return quantity


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("phrases.jsonl", 0.98),
        ("phrases_held_out.jsonl", 0.95),
        ("phrases_fresh.jsonl", 0.95),
        ("phrases_third.jsonl", 0.93),
    ],
)
@pytest.mark.parametrize("depth", DEPTHS)
def test_annotated_phrases_are_read_as_annotated(file: str, least: float, depth: str) -> None:
    lines = (GOLDEN / file).read_text(encoding="utf-8").splitlines()

    assert score(lines, parse_phrase, depth=depth).f1 >= least


def test_phrases_in_the_style_of_reports_are_read_in_every_field() -> None:
    lines = (GOLDEN / "phrases_report_style.jsonl").read_text(encoding="utf-8").splitlines()
    for record in map(json.loads, lines):
        phrase = parse_phrase(record["text"])
        found = [
            {name: getattr(q, name) or None for name in ("value_high", "unit", "year", "period")}
            | {"value": q.value, "comparator": q.comparator}
            for q in phrase.quantities
        ]
        due = phrase.release_due.isoformat() if phrase.release_due else None

        assert found == [{**q, "unit": q["unit"] or None} for q in record["quantities"]], record
        assert (phrase.pending, due) == (record["pending"], record["release_due"]), record


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("980.526 億元", 98052600000.0, "元"),
        ("18 萬 6,465 名", 186465.0, "名"),
        ("18 億 910 萬 4 千元", 1809104000.0, "元"),
        ("3兆0,223億元", 3022300000000.0, "元"),
        ("累計達 8 億 3 千 5 百萬元", 835000000.0, "元"),
        ("3千5百萬元", 35000000.0, "元"),
        ("1億2千3百4十5萬元", 123450000.0, "元"),
        ("2千5百人", 2500.0, "人"),
        ("移轉前 7.18 倍", 7.18, "倍"),
        ("評議案件平均處理日數≦75日", 75.0, "日"),
        ("平均審理日數應小於 90 日", 90.0, "日"),
        ("158,017 千元", 158017000.0, "元"),
        ("１２３．５萬人", 1235000.0, "人"),
        ("94.72 元／公斤", 94.72, "元/公斤"),
        ("15.8 分鐘/戶.年", 15.8, "分鐘/戶.年"),
        ("10.23 公噸／人", 10.23, "公噸/人"),
        ("23,658 MW", 23658.0, "MW"),
        ("5 千瓦", 5.0, "千瓦"),
        # Typesetting leaves no space behind an acronym, or it does.
        ("簽署MOU5件", 5.0, "件"),
        ("簽署MOU 5件", 5.0, "件"),
        ("建置CCTV2,000支", 2000.0, "支"),
        ("e-bike3,000輛", 3000.0, "輛"),
        ("SAIDI16分鐘", 16.0, "分鐘"),
        ("BOD3mg/L以下", 3.0, "mg/L"),
        ("IMD第8名", 8.0, "名"),
        ("平均每人GDP3萬4千美元", 34000.0, "美元/人"),
        ("減碳 120 萬公噸CO2e", 1200000.0, "公噸CO2e"),
        ("NT$ 500 萬", 5000000.0, "元"),
        ("美金 1,200 萬元", 12000000.0, "美元"),
        ("增加 3 個百分點", 3.0, "百分點"),
        ("兩千人參加", 2000.0, "人"),
        ("一億二千萬元", 120000000.0, "元"),
        ("已補助一、二六九輛", 1269.0, "輛"),
        ("降為○.七五二公斤", 0.752, "公斤"),
        ("百分之五", 5.0, "%"),
        ("普遍率達百分之八十一‧二九", 81.29, "%"),
        ("千分之三", 3.0, "‰"),
        ("八成五", 85.0, "%"),
        ("1/10 的速率", 0.1, None),
        ("降至零", 0.0, None),
        ("經濟成長率為 -1.5%", -1.5, "%"),
        ("站次為26", 26.0, "站次"),
        ("參訓人數 3,250", 3250.0, "人"),
        ("產值(億元)：806.3", 80630000000.0, "元"),
        ("就業率(%) 84.36", 84.36, "%"),
        ("職災死亡千人率為 0.022", 0.022, "‰"),
        ("基尼係數 0.339", 0.339, None),
        ("4 大類", 4.0, "類"),
        ("1,000人之參館人次", 1000.0, "人次"),
        ("30 萬服務使用人次", 300000.0, "人次"),
    ],
)
def test_one_amount(text: str, value: float, unit: str | None) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2021年8月6日院臺經字第 1100022778號函核定，每5年檢討一次",
        "指標 6.4.1 與 8.10.2、6.e.2",
        "第 4、5 棟、前 3 名、第15條之1",
        "未來 4 年內，每 4 年檢討 1 次",
        "65 歲以上、滿 3 足歲、6-12 歲兒童",
        "2D、3D、5G、PM2.5、CO2、ISO 14001、COVID-19",
        "CO2人均排放量、A380客機、G20國家、HPV9價疫苗、SBIR2.0計畫",
        "一致、第三、三級、一般、十分、統一、兩岸、四年間",
        "105 年至 109 年、113/06/30、112年度前10個月、24小時服務",
        "電話 02-2311-7722",
        "臺灣 2050 淨零、工業 4.0、五大領域",
        "數十件、上百件、千人率",
        "我國 12 浬海洋區域",
        "連續6個年度",
        "維持現有水準",
        "",
    ],
)
def test_numbers_that_are_no_amounts(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("至少 28 項", "ge"),
        ("最低利率為 2.7%", "ge"),
        ("49 家以上中小企業", "ge"),
        ("不低於 90%", "ge"),
        ("約 600 萬人次以上", "ge"),
        ("最高可補助 749 元", "le"),
        ("不超過 0.3", "le"),
        ("25 公釐(含)以下", "le"),
        ("30 公分以內", "le"),
        ("控制在 2°C 內", "le"),
        ("低於 16 分鐘", "lt"),
        ("不滿一百隻", "lt"),
        ("超過新臺幣 200 億元", "gt"),
        ("逾 30 萬人", "gt"),
        ("241 萬餘幅", "gt"),
        ("21 萬多名", "gt"),
        ("約占 60%", "approx"),
        ("近 300 件", "approx"),
        ("大概是 108 座", "approx"),
        ("節約 30 公噸", "eq"),
        ("降至 260 公升", "eq"),
        ("成長 75%", "eq"),
        ("較上年減少 3.8%", "eq"),
        ("超過預算數 4,053 億元", "eq"),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert only(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3.7~3.8%", 3.7, 3.8, "%"),
        ("3.3%~3.7%", 3.3, 3.7, "%"),
        ("3,000 至 3,700 億元", 3.0e11, 3.7e11, "元"),
        ("介於 95.58%至 119.38%間", 95.58, 119.38, "%"),
        ("介於45億餘元及194億餘元之間", 4.5e9, 1.94e10, "元"),
        ("30-80 名", 30.0, 80.0, "名"),
        ("由 5 至 10 件之間", 5.0, 10.0, "件"),
        ("減量 24±1%", 23.0, 25.0, "%"),
        ("34%±1%", 33.0, 35.0, "%"),
        ("25±5 人", 20.0, 30.0, "人"),
    ],
)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    assert read(text) == [((low, high), unit, "between")]


def test_a_change_is_two_amounts() -> None:
    assert read("由 30 件增加至 45 件") == [(30.0, "件", "eq"), (45.0, "件", "eq")]
    assert read("由 30 至 45 件") == [(30.0, "件", "eq"), (45.0, "件", "eq")]


def test_a_difference_is_no_range() -> None:
    assert [value for value, *_ in read("(760億噸-85億噸)=0.21")] == [7.6e10, 8.5e9, 0.21]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("每月每人最高可補助 749 元", "元/人.月"),
        ("每人每日用水量降低至260公升", "公升/人.日"),
        ("每名幼兒每月補助 3,000 元", "元/人.月"),
        ("每年可吸引 600 萬人次", "人次/年"),
        ("每年成長 8%", "%"),
        ("每十萬人口平均 43.1 件", "件/十萬人"),
        ("每千活產 2.8 人", "人/千活產"),
        ("每公頃 250 公斤", "公斤/公頃"),
    ],
)
def test_what_it_is_counted_per(text: str, unit: str) -> None:
    assert only(text).unit == unit


def test_a_denominator_holds_for_a_list_but_not_for_the_next_clause() -> None:
    assert [unit for _, unit, _ in read("每人 2,000 元、99 歲以上 2 萬元，共 5 萬元")] == [
        "元/人",
        "元/人",
        "元",
    ]


def test_each_item_of_a_list_may_have_its_own_denominator() -> None:
    assert [unit for _, unit, _ in read("每週 2 天、每次 3 小時")] == ["天/週", "小時/次"]


def test_a_comma_between_clauses_groups_no_thousands() -> None:
    assert read("每年 1,200 件,3,000萬元") == [(1200.0, "件/年", "eq"), (3.0e7, "元", "eq")]


def test_a_list_prints_its_unit_once() -> None:
    assert read("分別為 20、25、30 件") == [(n, "件", "eq") for n in (20.0, 25.0, 30.0)]


def test_list_numbers_are_not_joined_to_what_follows() -> None:
    text = "1. 2024年度完成250處固定樣站 2. 比例達100% 3.培訓 20 人"

    assert read(text) == [(250.0, "處", "eq"), (100.0, "%", "eq"), (20.0, "人", "eq")]


def test_a_row_of_bare_numbers_shares_the_unit_of_its_noun() -> None:
    assert read("新增拓點數 30 40-50 累計 30 70-80") == [
        (30.0, "點", "eq"),
        ((40.0, 50.0), "點", "between"),
        (30.0, "點", "eq"),
        ((70.0, 80.0), "點", "between"),
    ]


def test_line_breaks_inside_a_number() -> None:
    assert read("累計 18 萬\n6,465 名，共\n9,530\n筆") == [
        (186465.0, "名", "eq"),
        (9530.0, "筆", "eq"),
    ]


def test_words_and_span_of_a_quantity() -> None:
    phrase = parse_phrase("完成至少 28 項產品規劃")
    (quantity,) = phrase.quantities

    assert quantity.text == "至少 28 項"
    assert phrase.text[quantity.start : quantity.end] == "28項"


@pytest.mark.parametrize(
    ("text", "precision"),
    [("980.526 億元", 100000.0), ("95.78%", 0.01), ("18萬6,465名", 1.0), ("18 萬名", 10000.0)],
)
def test_precision_is_the_last_printed_digit(text: str, precision: float) -> None:
    assert only(text).precision == precision


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023 年實績值 0.339", 2023),
        ("112 年達 30 件", 2023),
        ("於 106 年達 160 輛", 2017),
        ("111年度使用人次較110年度減少5,672人次", 2022),
        ("0.339(2023年)", 2023),
        ("30 件", None),
    ],
)
def test_year_of_a_value(text: str, year: int | None) -> None:
    assert only(text).year == year


def test_each_value_of_a_change_has_its_year() -> None:
    phrase = parse_phrase("2024年下陷面積已自2023年621平方公里減少為263平方公里")

    assert [(q.value, q.year) for q in phrase.quantities] == [(621.0, 2023), (263.0, 2024)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021 年至 2024 年累計培訓 18 萬名", "2021-2024"),
        ("自 2016 年 11 月開辦至 2024 年底，累計協助取得 7,931.25 億元", "2016-2024"),
        ("105年至109年補助 20 案", "2016-2020"),
        ("2021 至 2024 年平均 3.3%~3.7%", "2021-2024"),
        ("第四期計畫(114~117年)投入 3 億元", None),
        ("2024年1~5月降雨 30 毫米", None),
    ],
)
def test_period_of_a_value(text: str, period: str | None) -> None:
    assert only(text).period == period


def test_a_period_ends_with_its_clause() -> None:
    phrase = parse_phrase("2021 年至 2024 年累計培訓 18 萬名，訓後就業率 80%")

    assert [q.period for q in phrase.quantities] == ["2021-2024", None]


@pytest.mark.parametrize(
    ("text", "pending", "due"),
    [
        ("未達統計週期(預計 2025 年 8 月 29 日前公布)", True, date(2025, 8, 29)),
        ("未達統計週期，預計 2025 年 10 月底完成調查後更新", True, date(2025, 10, 31)),
        ("尚無資料，預計114年底公布", True, date(2025, 12, 31)),
        ("113年資料尚未公布，預計114年9月公布", True, date(2025, 9, 30)),
        ("統計資料彙整中", True, None),
        ("2024 年數據預計 2025 年第3季公布", True, date(2025, 9, 30)),
        ("預計 2025 年 6 月運轉", False, None),
        ("預計2026年提報行政院核定", False, None),
        ("2025 年 3 月 31 日公告「電業登記規則」", False, None),
        ("未達年度目標", False, None),
        ("統計數據將於2025年10月公布", True, date(2025, 10, 31)),
        ("統計數據須待 2025 年 10 月公布", True, date(2025, 10, 31)),
        ("統計資料俟 2025 年 6 月完成統計", True, date(2025, 6, 30)),
        ("結果預計 114 年第 2 季產出", True, date(2025, 6, 30)),
        ("無統計資料", True, None),
        ("2024 年未辦理調查", True, None),
        ("非調查年", True, None),
        ("未調查率 5%", False, None),
    ],
)
def test_pending_and_promised(text: str, *, pending: bool, due: date | None) -> None:
    phrase = parse_phrase(text)

    assert (phrase.pending, phrase.release_due) == (pending, due)


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "每",
        "3日內",
        pytest.param("4縣共", marks=pytest.mark.slow),
        pytest.param("5(", marks=pytest.mark.slow),
        "去年9",
        "千",
        "(1",
        "一",
        "2024年至",
        "約",
        "1.",
        pytest.param("3~", marks=pytest.mark.slow),
        pytest.param("2024年30件", marks=pytest.mark.slow),
        "未達預計",
    ],
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    started = time.process_time()
    parse_phrase(piece * (30_000 // len(piece)))

    assert time.process_time() - started < 4
