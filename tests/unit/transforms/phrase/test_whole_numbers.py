"""A whole number or none: never the tail of one."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase


@pytest.mark.parametrize(
    "phrase",
    [
        "實績值：94.195.78%",
        "實績值：1 289公升",
        "實績值：95‧195‧78 %",
        "實績值：\ufffd289公升",
        "實績值：289\ufffd公升",
        "實績值：289公升\ufffd",
        "實績值：(2.4)%",
        "10⁴公噸",
        "實績值：28。9公升",
        "實績值：.289公升",
        "實績值：,289公升",
        "實績值：I,289公升",
        "實績值：З89公升",
        "實績值：▽28公升",
        "實績值：∇28公升",
        "實績值：↓28公升",
        "實績值：Δ28公升",
        "實績值：±28公升",
        "實績值：ㄧ28公升",
        "實績值：一28公升",
        "實績值：廿八公升",
        "實績值：2八9公升",
        "實績值：九成五七八",
        "2024年-28公升",
        "實績值：\ufffd-28公升",
    ],
)
def test_a_piece_of_a_number_is_no_number(phrase: str) -> None:
    assert parse_phrase(phrase).quantities == ()


@pytest.mark.parametrize(
    ("phrase", "values"),
    [
        ("0.339\n2023年實績值為0.341", [0.339, 0.341]),
        ("1. 20 件 2. 30 件", [20, 30]),
        ("4 大類 17 項", [4, 17]),
        ("新增拓點數 30 40-50", [30, 40]),
        ("△2.4%", [-2.4]),
        ("▼1.8%", [-1.8]),
        ("2.6×10⁴公噸", [26_000]),
        ("5×10⁻³公克", [0.005]),
        ("(260公升)", [260]),
        ("˗28公升", [-28]),
        ("➖28公升", [-28]),
        ("⁻28公升", [-28]),
        ("達 5 人。2023年 18 人", [5, 18]),
        ("2021年-2024年 3 件", [3]),
        ("九成五", [95]),
        ("近9成6", [96]),
        ("階段一 30 件", [30]),
        ("國中一 30 班", [30]),
        ("112年-28件", [28]),
        ("較107年-10.2%", [-10.2]),
    ],
)
def test_a_whole_number_is_read(phrase: str, values: list[float]) -> None:
    read = parse_phrase(phrase)
    assert [q.value for q in read.quantities] == pytest.approx(values)
