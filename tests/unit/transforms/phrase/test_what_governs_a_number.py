"""The words around a number say what it is: per what, a ratio, a definition, a rank, a range, for which year."""

import pytest

from transforms.phrase.parse_quantities import Quantity, parse_phrase


def counted(text: str) -> list[Quantity]:
    return [quantity for quantity in parse_phrase(text).quantities if not quantity.is_definition]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("28.5 例/10 萬人口。", 28.5, "例/十萬人"),
        ("12.0 人/10 萬活產", 12.0, "人/十萬活產"),
        ("11.3/100,000 人", 11.3, "/十萬人"),
        ("0.62 人／10 萬人。", 0.62, "人/十萬人"),
        ("2.5 人/千活產以下", 2.5, "人/千活產"),
        ("每 10 萬人口 12.3 人", 12.3, "人/十萬人"),
        ("每十萬活產 12 人以下", 12.0, "人/十萬活產"),
        ("5 人次/1,000 人日", 5.0, "人次/千人日"),
    ],
)
def test_a_number_behind_a_stroke_or_each_is_a_denominator(text, value, unit):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("生師比 12.5：1。", 12.5),
        ("生師比不超過 12:1", 12.0),
        ("師生比為 1：15", 15.0),
        ("人數比不高於 1:12", 12.0),
        ("幼生比為 1:10.6", 10.6),
        ("比率達 1/3 以上", 1 / 3),
        ("占二分之一", 0.5),
        ("女性占三分之一。", 1 / 3),
    ],
)
def test_ratios_and_fractions_are_one_number(text, value):
    (quantity,) = counted(text)
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["配合款 1:1 補助", "比例 7:3 分攤經費", "第 1/2 梯次"])
def test_a_ratio_that_nothing_measures_is_no_quantity(text):
    assert counted(text) == []


DEFINITIONS = [
    ("所屬委員會任一性別比率達 1/3 者占 97%", [97.0], ["1/3"]),
    ("任一性別比率達三分之一者，計 62 個，占 98.4%", [62.0, 98.4], ["三分之一"]),
    ("任一性別不少於三分之一的委員會比率達 95%", [95.0], ["三分之一"]),
    ("環境教育時數達 4 小時以上之機關、學校比率 98%", [98.0], ["4"]),
    ("完成 30 小時以上教師比率 82%", [82.0], ["30"]),
    ("濃度低於 0.25 mg/L 之測站比率達 90%", [90.0], ["0.25"]),
    ("卡爾森指數低於 50 者計 12 座", [12.0], ["50"]),
    ("每學年減免學雜費 3 萬 5,000 元之私立大專校院學生達 45 萬人", [450000.0], ["3萬5,000"]),
    ("補助每戶 3 萬元之低收入戶 2,000 戶", [2000.0], ["3萬"]),
    ("設置 50 床以上之醫院 30 家", [30.0], ["50"]),
    ("19 縣市達 80%以上。", [19.0], ["80"]),
    ("計 35 校均達 90%以上", [35.0], ["90"]),
    ("達 80%以上之 19 縣市", [19.0], ["80"]),
    ("20 座水庫中，指數大於 50 之水庫不超過 6 座", [6.0], ["20", "50"]),
    ("47 處測站中，達標者計 35 處", [35.0], ["47"]),
    # What is itself counted stays a value.
    ("3 座施工中，完工 5 座", [3.0, 5.0], []),
    ("12 座施工中，3 座完工", [12.0, 3.0], []),
    ("補助 30 所國中，12 所國小", [30.0, 12.0], []),
    ("造林 100 公頃之山坡地", [100.0], []),
    ("完成造林 100 公頃之撫育，成活率達 90%", [100.0, 90.0], []),
    ("辦理 3 場之講座參加人數達 500 人", [3.0, 500.0], []),
    ("完成 50 公頃之濕地復育及辦理 10 場活動", [50.0, 10.0], []),
    ("辦理 12 場次，滿意度達 80%以上", [12.0, 80.0], []),
    ("80%的學校通過認證", [80.0], []),
]


@pytest.mark.parametrize(("text", "values", "definitions"), DEFINITIONS)
def test_what_only_defines_is_told_apart_from_what_is_counted(text, values, definitions):
    phrase = parse_phrase(text)
    assert [quantity.value for quantity in counted(text)] == values
    assert [one.text for one in phrase.numbers if one.role == "definition"] == definitions


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("規模 5.0 以上地震於發生後 7 秒內發布警報", 7.0, "秒"),
        ("距震央 70 公里以外地區提前 10 秒以上", 10.0, "秒"),
        ("餘命差距縮小至 7 歲以內", 7.0, "歲"),
        ("維持第 1 級", 1.0, "級"),
        ("連續第 15 年評列為第 1 級", 1.0, "級"),
        ("數學素養第 3 名", 3.0, "名"),
        ("列為第 2 級毒化物 12 件", 12.0, "件"),
        ("震度 5 級地震 3 次", 3.0, "次"),
        ("100 瓩級機組 3 座", 3.0, "座"),
        ("被害人 84 人均已獲安置", 84.0, "人"),
        ("第 3 級以上資安事件 0 件", 0.0, "件"),
    ],
)
def test_a_grade_a_gap_and_seconds_are_quantities_and_a_class_is_none(text, value, unit):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize("text", ["臭氧 8 小時紅色警示 171 站日", "PM2.5 24 小時值超標 171 站日", "8 小時平均濃度超標 171 站日"])  # fmt: skip
def test_how_long_a_standard_is_measured_is_no_quantity(text):
    assert [quantity.value for quantity in counted(text)] == [171.0]


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("全球排名前 25 名。", 25.0, "le"),
        ("全球排名第 28 名。", 28.0, "eq"),
        ("國際評比名列前 20 名", 20.0, "le"),
        ("第 25 名", 25.0, "eq"),
    ],
)
def test_a_rank_is_a_quantity(text, value, comparator):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.unit, quantity.comparator) == (value, "名", comparator)
    assert quantity.is_rank


@pytest.mark.parametrize(("text", "value"), [("獲前 3 名 12 件", 12.0), ("目前 5 名委員", 5.0), ("進度超前 6%", 6.0)])  # fmt: skip
def test_other_ordinals_are_no_ranks(text, value):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.is_rank) == (value, False)


@pytest.mark.parametrize("number", ["94.195.78", "1 289", "95‧195‧78", "1,234,56", "12'345"])
def test_nothing_is_taken_of_a_number_that_is_not_whole(number):
    phrase = parse_phrase(f"普及率{number}%")
    assert phrase.quantities == ()
    assert "unaccounted" in {one.role for one in phrase.numbers}


YEARS = [
    ("110 年累計 2,100 班(106 年至 113 年共 3,000 班)", [(2021, None), (2024, "2017-2024")]),
    ("每年訓練 1,000 人(113 年至 116 年共 4,000 人)", [(None, None), (2027, "2024-2027")]),
    ("累計 18 萬名(2021 年至 2024 年)", [(2024, "2021-2024")]),
    ("較 2014-2016 年增加 3.5%", [(None, None)]),
    ("比 2014 年至 2016 年平均減少 3.5%", [(None, None)]),
    ("自 2014 年至 2016 年累計增加 350 件", [(2016, "2014-2016")]),
    ("上(112)年度為 30%", [(2023, None)]),
    ("113(本)年度為 31%，去(112)年為 30%", [(2024, None), (2023, None)]),
    ("本(113)年度培訓 500 人，上(112)年度為 480 人", [(2024, None), (2023, None)]),
]


@pytest.mark.parametrize(("text", "dates"), YEARS)
def test_a_year_governs_only_what_its_place_says(text, dates):
    assert [(q.year, q.period) for q in parse_phrase(text).quantities] == dates


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0.1 ng-TEQ/Nm3 以下", 0.1, "ng-TEQ/Nm3"),
        ("0.018 ng I-TEQ/Nm³", 0.018, "ng-TEQ/Nm3"),
        ("13.6 µg/m³", 13.6, "μg/m3"),
        ("13.6 \u03bcg/m3", 13.6, "μg/m3"),
        ("0.25 mg/L", 0.25, "mg/L"),
        ("112 年為 56.11 百萬公噸 CO2e)", 56110000.0, "公噸CO2e"),
        ("平均處理天數 4.2 日", 4.2, "日"),
        ("4.2 日。", 4.2, "日"),
        ("縮短為 4 日", 4.0, "日"),
    ],
)
def test_units_are_whole(text, value, unit):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2.5人/千就業人口以下", ["人/千就業人口"]),
        ("每千就業人口研究人員數15.6人", ["人/千就業人口"]),
        ("28.5例/10萬人口", ["例/十萬人"]),
        ("0.55件/百萬列車公里", ["件/百萬列車公里"]),
        ("每公頃3萬元、核發25.8億元", ["元/公頃", "元"]),
        ("每公頃收益30萬元/公頃、核發25.8億元", ["元/公頃", "元"]),
        ("每日供應4.5萬噸、3.3萬噸", ["噸/日", "噸/日"]),
    ],
)
def test_what_is_counted_per_is_whole_and_ends_with_its_list(text, units):
    assert [quantity.unit for quantity in parse_phrase(text).quantities] == units


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("≦-1.0%", -1.0, "le"),
        ("不高於-1.0%", -1.0, "le"),
        ("<-0.5%", -0.5, "lt"),
        ("控制在-1%", -1.0, "eq"),
        ("出口3%，-1.2%", -1.2, "eq"),
    ],
)
def test_a_minus_behind_a_comparison_or_a_stop_belongs_to_its_number(text, value, comparator):
    last = parse_phrase(text).quantities[-1]
    assert (last.value, last.comparator) == (value, comparator)


@pytest.mark.parametrize(
    ("text", "is_pending"),
    [
        ("2023年36.1百萬公噸；2024年數據依規定於2025年底前公布", True),
        ("2024年數據已於2025年5月底前公布", False),
        ("統計資料於每月10日前公布於網站之機關比率95%", False),
        # A promised day beside no amount.
        ("排放量尚待第三方查證，預計2026年9月30日前公布；2024年減少19.1%", True),
        ("調查報告撰寫中，將於114年8月公布", True),
        ("數據尚待確認", True),
        ("待確認案件12件", False),
        ("2處尚待驗證，完成改善12處", False),
        ("查證中3件，完成5件", False),
        ("達85%，詳細報告預計114年8月公布", False),
        ("草案研擬中，預計114年6月公布", False),
    ],
)
def test_a_release_before_a_day_to_come_is_pending(text, is_pending):
    assert parse_phrase(text).pending == is_pending


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("復原時間 3 小時 30 分鐘", 3.5, "小時"),
        ("平均 5 分 30 秒", 5.5, "分"),
        ("審理期間不逾 5 個月", 5.0, "個月"),
        ("嚴重率每百萬工時 85 日以下", 85.0, "日/百萬工時"),
    ],
)
def test_a_length_of_time_is_one_number(text, value, unit):
    (quantity,) = counted(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["4G/5G 行動上網", "1-4 期大型柴油車", "上午 9:30 開會", "每 10 萬人口 30 日內死亡人數"]
)
def test_what_only_names_is_no_quantity(text):
    phrase = parse_phrase(text)
    assert phrase.quantities == ()
    assert "unaccounted" not in {number.role for number in phrase.numbers}
