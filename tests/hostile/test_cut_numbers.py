"""A number that the end of a page, a row or a line of a text cuts in two: joined where it is unmistakable, else uncertain."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.pdf_writer import show
from tests.hostile.small_report import HEADER, LEFT, ROWS, WIDTHS, Report, Sheet
from tests.hostile.test_what_is_seen import SIZE, Y, _read
from tests.integration.documents.test_cases import figures, stage
from transforms.report.report_lexicon import Lexicon

_LEAD = "目標：260公升 實績值："
# Letters in a line of the cell.
_LETTERS = int((WIDTHS[2] - 8) // SIZE)


def _full(end: str) -> str:
    """A line that reaches the edge of its cell."""
    words = "全國平均每人每日統計值為調查所得"
    return _LEAD + words[: _LETTERS - len(_LEAD) - len(end)] + end


def _over_two_pages(first: str, second: str, header: tuple[str, ...] | None = None) -> Report:
    x = LEFT + WIDTHS[0] + WIDTHS[1] + 3
    one = Sheet(rows=(ROWS[0], (*ROWS[1][:2], "")), behind=show(first, x, Y, SIZE))
    other = Sheet(rows=(("", "", second), *ROWS[2:]), header=header, title="")
    return Report([one, other], extra_text=first)


_UNSURE = {
    "two numbers or one": (_full("28"), "9公升"),
    "in mid-line": (f"{_LEAD}28", "9公升"),
    "in mid-line, cut at the thousands": (f"{_LEAD}1,2", "89公升"),
    "in mid-line, cut behind the point": (f"{_LEAD}28.", "9公升"),
    "behind whole thousands": (_full("1,289"), "45公升"),
    "wide digits": (_full("２８"), "９公升"),
    "the same number again": (_full("28"), "28公升"),
}


@pytest.mark.parametrize("header", [None, HEADER])
@pytest.mark.parametrize("name", _UNSURE)
def test_what_may_be_two_numbers_is_none(tmp_path, name, header, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _over_two_pages(*_UNSURE[name], header), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule == "number_not_read" and f.indicator_code == "6.4.1" for f in staged.findings)
    assert figures(staged)["6.6.1"] == (225, 263)


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        (_full("1,2"), "89公升", 1289),
        (_full("1,"), "289公升", 1289),
        (_full("28."), "9公升", 28.9),
        (_full("28"), ".9公升", 28.9),
        (_full("28"), ",900公升", 28_900),
        (_full("289"), "公升", 289),
        (f"{_LEAD}289公升", "2023年為250公升", 289),
        (_full("289公升，"), "2. 另有其他", 289),
    ],
)
def test_what_is_one_number_for_sure_is_joined(tmp_path, first, second, value, lexicon: Lexicon) -> None:  # fmt: skip
    assert figures(_read(tmp_path, _over_two_pages(first, second), None, lexicon))["6.4.1"] == (260, value)  # fmt: skip


@pytest.mark.parametrize("first", [f"{_LEAD}28", _full("28"), _full("1,2")])
def test_a_rule_on_the_page_cuts_no_number(tmp_path, first, lexicon: Lexicon) -> None:
    rows = (ROWS[0], (*ROWS[1][:2], first), ("", "", "89公升"), *ROWS[2:])
    staged = _read(tmp_path, Report([replace(Sheet(), rows=rows)]), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, None)


_HEAD = "指標2024年執行情形表\n" + "\t".join(HEADER) + "\n" + "\t".join(ROWS[0]) + "\n"


@pytest.mark.parametrize(
    "between", ["\n", "\n\n", "\n\t\t", "\n" + "\t".join(HEADER) + "\n\t\t", "<br>", "</p><p>"],
)  # fmt: skip
def test_lines_of_a_text_are_no_halves_of_a_number(tmp_path: Path, between, lexicon: Lexicon) -> None:  # fmt: skip
    row = "\t".join((*ROWS[1][:2], f"{_LEAD}28{between}9公升"))
    path = tmp_path / "report.txt"
    path.write_text(_HEAD + "\n".join([row, *map("\t".join, ROWS[2:])]), encoding="utf-8")
    staged = stage(path, lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule == "number_not_read" and f.indicator_code == "6.4.1" for f in staged.findings)
