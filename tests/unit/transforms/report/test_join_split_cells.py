"""Rows, cells and sentences that page breaks cut are whole again."""

import polars as pl
import pytest

from transforms.report.join_split_cells import join_split_cells
from transforms.report.plain_code import heading_code


def cells(*rows: tuple[int, str, str, str]) -> pl.DataFrame:
    """Each row: page, goal, indicator, result, as three cells on paper."""
    return pl.DataFrame(
        [
            {"cell_no": 3 * number + column, "row_no": number, "column_name": name, "page": row[0], "cell_text": text}
            for number, row in enumerate(rows, start=1)
            for column, (name, text) in enumerate(zip(("goal", "indicator", "result"), row[1:], strict=True))
        ]
    )  # fmt: skip


def test_a_row_without_a_code_goes_on_with_the_row_before():
    table = join_split_cells(
        cells(
            (3, "06: 水", "指標 6.4.1: 民生用水 (水利署)", "目標：降至\n260"), (4, "", "", "公升")
        )
    )
    (row,) = table.rows
    assert row.result == [(3, "目標：降至\n260"), (4, "公升")]
    assert (row.page_first, row.page_last) == (3, 4)


def test_a_row_may_run_over_three_pages():
    table = join_split_cells(
        cells((1, "", "指標 6.4.1: 甲", "一"), (2, "", "", "二"), (3, "", "", "三"), (3, "", "指標 6.4.2: 乙", "四"))
    )  # fmt: skip
    assert [(row.page_first, row.page_last) for row in table.rows] == [(1, 3), (3, 3)]
    assert table.rows[0].result_text == "一\n二\n三"


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("指標 6.4.2: 工業區內廠商", "用水回收率 (園管局)", "指標6.4.2：工業區內廠商用水回收率(園管局)"),
        ("指標 6.4.2: 回收率 (同指標", "8.10.1) (園管局)", "指標6.4.2：回收率(同指標8.10.1)(園管局)"),
        (
            "指標 6.4.2: 回收率 (與指標 8.10.1 及",
            "指標 12.4.2 相同) (園管局)",
            "指標6.4.2：回收率(與指標8.10.1及指標12.4.2相同)(園管局)",
        ),
        ("指標 6.4.2: 回收率 (同", "指標 8.10.1) (園管局)", "指標6.4.2：回收率(同指標8.10.1)(園管局)"),
    ],
)  # fmt: skip
def test_a_heading_cut_by_a_page_break_is_one_heading(above, below, whole):
    table = join_split_cells(
        cells((1, "", "指標 1.1.1: 甲", "a"), (2, "", above, "b"), (3, "", below, "c"))
    )
    assert [row.heading_text for row in table.rows][-1] == whole
    assert table.rows[-1].result_text.endswith("c")


def test_a_heading_repeated_with_a_continuation_mark_is_not_printed_twice():
    table = join_split_cells(
        cells((1, "", "指標 6.4.2: 回收率", "甲"), (2, "", "指標 6.4.2: 回收率 (續)", "乙"))
    )
    (row,) = table.rows
    assert row.heading_text == "指標6.4.2：回收率"
    assert row.result_text == "甲\n乙"


def test_a_code_inside_a_sentence_begins_no_row():
    table = join_split_cells(
        cells((1, "", "指標 6.4.2: 回收率", "甲"), (2, "", "3.1.1)、8.1.2 之名稱", "乙"))
    )
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("goal_cells", "goals", "printed"),
    [
        (("06: 水資源 (環境部)", "", ""), {6: "水資源(環境部)"}, [6, 6, 6]),
        (("06: 水資源", "06: 水資源", "07: 能源"), {6: "水資源", 7: "能源"}, [6, 6, 7]),
        (("核心目標 06：水資", "源永續", "核心目標 07：能源"), {6: "水資源永續", 7: "能源"}, [6, 6, 7]),
        (("目標6 水資", "目標6 水資源 (環境部)", ""), {6: "水資源(環境部)"}, [6, 6, 6]),
        (("", "", ""), {}, [None, None, None]),
        (("18、非核家園", "", ""), {18: "非核家園"}, [18, 18, 18]),
        (("水資源", "07: 能源", ""), {7: "能源"}, [None, 7, 7]),
    ],
    ids=["merged", "repeated", "cut", "repeated and cut", "blank", "two digits", "no number"],
)  # fmt: skip
def test_goal_cells_are_carried(goal_cells, goals, printed):
    rows = [
        (page, goal, f"指標 6.4.{page}: 甲", "目標：1") for page, goal in enumerate(goal_cells, 1)
    ]
    table = join_split_cells(cells(*rows))
    assert table.goals == goals
    assert [row.goal_no_printed for row in table.rows] == printed


def test_text_before_the_first_indicator_is_kept_apart():
    table = join_split_cells(cells((1, "", "", "前言"), (1, "", "指標 6.4.2: 回收率", "甲")))
    assert table.strays == [(1, "前言")]
    assert len(table.rows) == 1


def test_lines_outside_the_table_and_empty_rows_are_not_content():
    frame = cells((1, "", "指標 6.4.2: 回收率", "甲"), (1, "", "", ""), (2, "", "", "乙"))
    footer = pl.DataFrame(
        [{"cell_no": 99, "row_no": 9, "column_name": "outside", "page": 1, "cell_text": "1"}]
    )
    table = join_split_cells(pl.concat([frame, footer]))
    assert table.rows[0].result_text == "甲\n乙"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("指標 6.4.1: 甲", "6.4.1"),
        ("*指標 12.e.10：甲", "12.e.10"),
        ("★6 . 4 . 1 甲", "6.4.1"),
        ("指標：* 8.10.3 甲", "8.10.3"),
        ("用水回收率", None),
        ("8.10.1) (園管局)", None),
        ("2024.1.1 起", None),
    ],
)
def test_the_code_is_read_from_the_beginning(heading, code):
    assert heading_code(heading) == code


def columns(*rows: tuple[int, str, str, str, str]) -> pl.DataFrame:
    """Each row: page, indicator, target, actual, reason, each in a column of its own."""
    names = ("indicator", "target", "actual", "reason")
    return pl.DataFrame(
        [
            {"cell_no": 4 * number + column, "row_no": number, "column_name": name, "page": row[0], "cell_text": text}
            for number, row in enumerate(rows, start=1)
            for column, (name, text) in enumerate(zip(names, row[1:], strict=True))
        ]
    )  # fmt: skip


@pytest.mark.parametrize("heading", ["(公路局)", ""])
def test_columns_cut_by_a_page_break_are_each_whole_again(heading):
    table = join_split_cells(
        columns(
            (3, "指標 9.1.5: 幸福巴士", "1. 路線 620 條", "1. 634 條", "落後原因：停駛"),
            (4, heading, "2. 載客 180 萬人次", "2. 176 萬人次", "計 41 日"),
            (4, "指標 9.1.6: 乙", "3 件", "4 件", ""),
        )
    )
    first, second = table.rows
    assert first.heading_text == f"指標9.1.5：幸福巴士{heading}"
    assert first.result == [
        (3, "目標：1. 路線 620 條"), (4, "2. 載客 180 萬人次"), (3, "實績值：1. 634 條"), (4, "2. 176 萬人次"),
        (3, "落後原因：停駛"), (4, "計 41 日"),
    ]  # fmt: skip
    assert (second.result_text, table.strays) == ("目標：3 件\n實績值：4 件", [])


def test_a_row_of_columns_without_a_code_in_mid_page_is_none_of_the_row_before():
    table = join_split_cells(
        columns((3, "指標 9.1.5: 甲", "1 件", "2 件", ""), (3, "小計", "9 件", "9 件", ""))
    )
    assert [row.heading_text for row in table.rows] == ["指標9.1.5：甲", "小計"]


def test_a_row_of_columns_with_a_name_of_its_own_is_reported_and_not_read_as_anothers():
    table = join_split_cells(
        columns((3, "指標 6.4.1: 甲率", "90%", "91%", ""), (4, "乙涵蓋率", "80%", "70%", ""))
    )
    assert [row.heading_text for row in table.rows] == ["指標6.4.1：甲率", "乙涵蓋率"]
    (stray,) = join_split_cells(columns((3, "甲率", "90%", "91%", ""))).strays
    assert stray == (3, "甲率90%\n91%")
