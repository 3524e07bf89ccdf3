"""Rows for people and scripts: widths of Chinese text, CSV, JSON, and nothing a terminal would obey."""

import csv
import io
import json
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from supply.terminal import render_table
from supply.terminal.render_table import cell, print_frame, printable, quantity, status_cell

COLUMNS = ["indicator_code", "name", "value", "due", "agencies"]
ROWS = [
    ("6.e.2", '產值, "甲"', 1.5, date(2025, 9, 1), ["水利署", "園管局"]),
    ("7.1.1", "比例", None, None, []),
]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x9b31mb", "a31mb"),
        ("a\u202eb\u200b", "ab"),
        ("a\nb\tc", "a\nb\tc"),
        (None, ""),
        (["水利署", "園\x07管局"], "水利署、園管局"),
        (5, "5"),
    ],
)
def test_values_never_command_a_terminal(value, text):
    assert printable(value) == text


def test_a_cell_is_never_read_as_markup():
    assert cell("[red]甲[/red]").plain == "[red]甲[/red]"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (98052600000, "元", "980.526 億元"),
        (5.2e12, "元", "5.2 兆元"),
        (-3e8, "元", "-3 億元"),
        (99999999, "元", "99,999,999 元"),
        (1234.5, "件", "1,234.5 件"),
        (95.78, "%", "95.78%"),
        (0.3, None, "0.3"),
        (0, "件", "0 件"),
        (None, "件", ""),
        (12.0, "%", "12%"),
        (100 / 3, "%", "33.3333%"),
        (1234 + 1 / 3, "人", "1,234.3333 人"),
        (0.000012, None, "0.000012"),
    ],
)
def test_a_quantity_is_written_as_the_reports_do(value, unit, text):
    assert quantity(value, unit) == text


@pytest.mark.parametrize(
    "status", ["attained", "not_attained", "pending", "no_target", "qualitative", None]
)
def test_a_status_has_symbol_and_word(status):
    symbol, word = status_cell(status).plain.split(" ", 1)
    assert len(symbol) == 1
    assert word


def test_a_judged_status_says_that_it_is_assumed():
    assert status_cell("attained", "assumed").plain == "✓ attained, assumed"
    assert status_cell(None, "doubtful").plain == "? undecided"


def test_json_keeps_types_and_chinese(capsys):
    print_frame(COLUMNS, ROWS, "json")
    text = capsys.readouterr().out
    assert "產值" in text
    assert json.loads(text) == [
        {"indicator_code": "6.e.2", "name": '產值, "甲"', "value": 1.5, "due": "2025-09-01", "agencies": ["水利署", "園管局"]},
        {"indicator_code": "7.1.1", "name": "比例", "value": None, "due": None, "agencies": []},
    ]  # fmt: skip


def test_csv_is_quoted_and_has_its_header(capsys):
    print_frame(COLUMNS, ROWS, "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        COLUMNS,
        ["6.e.2", '產值, "甲"', "1.5", "2025-09-01", "水利署、園管局"],
        ["7.1.1", "比例", "", "", ""],
    ]  # fmt: skip


def test_columns_line_up_under_chinese_text(capsys):
    print_frame(["name", "value"], [("水", 1), ("自來水普及率", 22), ("GDP", 333)], "table")
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    ends = {cell_len(line) for line in lines if line[-1].isdigit()}
    assert len(ends) == 1


def test_no_rows_print_a_header_only(capsys):
    print_frame(["name"], [], "table")
    assert "name" in capsys.readouterr().out
    print_frame(["name"], [], "csv")
    assert capsys.readouterr().out == "name\n"
    print_frame(["name"], [], "json")
    assert json.loads(capsys.readouterr().out) == []


def test_a_table_shows_text_that_looks_like_markup(capsys):
    print_frame(["text"], [("[bold]甲[/bold]",)], "table")
    assert "[bold]甲[/bold]" in capsys.readouterr().out


@pytest.fixture
def narrow_terminal(monkeypatch):
    """A terminal of forty columns."""
    screen = Console(width=40, force_terminal=True, color_system=None, highlight=False)
    monkeypatch.setattr(render_table, "console", lambda: screen)


@pytest.mark.usefixtures("narrow_terminal")
def test_a_result_wider_than_the_terminal_is_shown_row_by_row(capsys):
    words = "每人每日用水量289公升，較前一年減少，" * 3
    print_frame(["indicator_code", "actual_text"], [("6.4.1", words), ("6.6.1", "甲")], "table")
    text = capsys.readouterr().out
    assert "row 1 of 2" in text
    assert "row 2 of 2" in text
    assert words in "".join(part.strip() for part in text.replace("actual_text", "").split("\n"))
    assert max(map(cell_len, text.splitlines())) <= 40


@pytest.mark.usefixtures("narrow_terminal")
def test_a_result_that_fits_stays_a_table(capsys):
    print_frame(["indicator_code", "value"], [("6.4.1", 289), ("6.6.1", 263)], "table")
    assert "row 1" not in capsys.readouterr().out
