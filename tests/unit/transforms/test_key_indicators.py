"""An indicator is one series while its code keeps its name."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.key_indicators import key_indicators

ROWS = [
    ("r24", 2024, True, "6.4.2", "產業園區內廠商用水回收率"),
    ("r24", 2024, True, "8.1.1", "經濟成長率"),
    ("r23", 2023, True, "6.4.2", "工業區內廠商用水回收率"),
    ("r23", 2023, True, "8.1.1", "失業者接受職業訓練人數"),
    ("r22", 2022, True, "8.1.1", "失業者參加職業訓練人數"),
    ("r22b", 2022, False, "8.1.1", "失業者參加職業訓練人數"),
    ("r22", 2022, True, "9.1.1", "只在這年"),
]


def keys(rows) -> dict[tuple[str, str], str]:
    names = ["report_id", "report_year", "is_current", "indicator_code", "indicator_name"]
    frame = key_indicators(pl.DataFrame(rows, schema=names, orient="row"))
    return {(row[0], row[1]): row[2] for row in frame.iter_rows()}


EXPECTED = {
    ("r24", "6.4.2"): "6.4.2",
    ("r24", "8.1.1"): "8.1.1",
    ("r23", "6.4.2"): "6.4.2",
    ("r23", "8.1.1"): "8.1.1@2023",
    ("r22", "8.1.1"): "8.1.1@2023",
    ("r22b", "8.1.1"): "8.1.1@2023",
    ("r22", "9.1.1"): "9.1.1",
}


def test_the_code_is_the_key_while_the_name_is_alike():
    assert keys(ROWS) == EXPECTED


@given(st.permutations(ROWS))
def test_keys_do_not_depend_on_the_order_of_rows(rows):
    assert keys(rows) == EXPECTED


@pytest.mark.parametrize("code", ["6.e.2", "17.10.12"])
def test_a_single_edition_keeps_its_codes(code):
    assert keys([("r24", 2024, True, code, "甲")]) == {("r24", code): code}


def test_no_indicators_have_no_keys():
    assert keys([]) == {}
