"""A year is the year of a value only where its words do not make it another thing's."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase
from transforms.phrase.years import find_years

VALUE = "普及率達 95.2%"


def year_of(text: str) -> int | None:
    return parse_phrase(text).quantities[-1].year


@pytest.mark.parametrize(
    "words",
    [
        "配合 2030 年淨零目標",
        "配合行政院 2030 年淨零目標",
        "為達 2030 年減碳目標",
        "朝 2050 年淨零排放邁進",
        "2030 年淨零目標已納入規劃",
        "2030 年目標為 100%",
        "依 2021 年核定之計畫",
        "行政院 2021 年核定「前瞻基礎建設計畫」",
        "依 2016 年修正之自來水法",
        "2021 年訂定之長照政策",
        "2021 年版國土計畫",
        "「2025 年淨零家園」計畫",
        "《2021 年氣候法》",
        "因應 2021 年疫情",
        "2016-2020 計畫",
        "依 2016-2020 年計畫",
        "2016 年至 2020 年計畫",
        "國家發展計畫(2021-2024 年)",
        "112 年度計畫",
        "較 2018 年改善",
        "相較於 2018 年基準年",
        "以 2016 年為基準",
        "自 2016 年開辦以來",
        "2016 年起",
        "2023 年檢討，2016 年起",
        "預計 2025 年完工",
        "統計數據將於 2025 年 10 月公布",
    ],
)
def test_a_year_of_something_else_is_not_the_year_of_the_value(words):
    assert year_of(f"{words}，{VALUE}") is None


@pytest.mark.parametrize(
    "words",
    ["2023 年，", "112 年", "2023 年度全年", "依 2023 年統計，", "依據 2023 年調查結果，", "於 2023 年，", "2023 年檢討結果，"],
)  # fmt: skip
def test_a_year_that_dates_what_is_told_is_the_year_of_the_value(words):
    assert year_of(f"{words}{VALUE}") == 2023


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024 年辦理 5 場，較 2023 年增加 2 場", [2024, 2024]),
        ("面積自 2023 年 621 公頃減少為 2024 年 263 公頃", [2023, 2024]),
        ("2023 年 1,529 公頃(比率 4.23%)", [2023, 2023]),
        ("11.8%(2021 年數據)", [2021]),
        ("30%(2030 年達 40%)", [None, 2030]),
        ("2023 年為 30%。2030 年目標 35%", [2023, 2030]),
        ("2025 年目標值為占比達 29.9%", [2025]),
        ("2021 年至 2023 年累計 5 場，就業率 80%", [2023, 2023]),
        ("2023 年檢討。普及率 80%", [None]),
    ],
)
def test_each_quantity_has_its_own_year(text, years):
    assert [quantity.year for quantity in parse_phrase(text).quantities] == years


def test_the_year_beside_a_number_is_told_whatever_it_is_the_year_of():
    base, value = parse_phrase("自 2023 年 621 公頃減少為 263 公頃").quantities
    assert (base.own_year, value.own_year) == (2023, None)


def test_every_year_has_a_role():
    text = "配合2050年淨零目標，較2005年減量，2016年起，2024年達5%，2030年目標10%，預計2025年公布"
    roles = {year.year: year.role for year in find_years(text, [])}
    assert roles == {
        2050: "name",
        2005: "base",
        2016: "start",
        2024: "value",
        2030: "goal",
        2025: "promise",
    }
