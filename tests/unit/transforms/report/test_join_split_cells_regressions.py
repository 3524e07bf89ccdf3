"""Rows, cells and sentences that page breaks cut are whole again."""

import pytest

from tests.unit.transforms.report.test_join_split_cells import cells
from transforms.report.join_split_cells import join_split_cells


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("*指標", "6.4.2: 回收率", "*指標6.4.2：回收率"),
        ("指標 12.4.", "6: 回收率", "指標12.4.6：回收率"),
        ("指標", "6.e.2: 產值", "指標6.e.2：產值"),
    ],
)
def test_a_heading_cut_inside_its_code_is_one_heading(above, below, whole):
    table = join_split_cells(
        cells((1, "", "指標 1.1.1: 甲", "a"), (2, "", above, "b"), (3, "", below, "c"))
    )
    assert [(row.heading_text, row.result_text) for row in table.rows] == [
        ("指標1.1.1：甲", "a"),
        (whole, "b\nc"),
    ]
