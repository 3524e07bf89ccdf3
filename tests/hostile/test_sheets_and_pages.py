"""Pages in another order, two of them on one sheet, of another size, on their side; text said otherwise than drawn."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.hostile.pdf_writer import show, stream
from tests.hostile.small_report import HEADER, PORTRAIT, ROWS, Report, Sheet
from tests.hostile.test_what_is_seen import LEAD, SEEN, SIZE, VALUE, Y, _adding, _read, _report
from tests.integration.documents.test_cases import figures
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_ALL = {
    "6.1.1": (95.8, 95.78), "6.4.1": (260, 289), "6.6.1": (225, 263), "8.5.1": (70, 71.2),
    "8.6.1": (180_000, 186_465), "8.9.1": (98_050_000_000, 100_200_000_000),
}  # fmt: skip
# The result of 6.6.1 goes on on the second page.
_CUT = ((*ROWS[2][:2], "目標：不超過225平方公里"),)
_REST = (("", "", "實績值：263平方公里"),)
_FIRST, _LAST = Sheet(rows=ROWS[:2] + _CUT), Sheet(rows=_REST + ROWS[3:], title="")


def _numbered(sheet: Sheet, number: str, header: tuple[str, ...] | None = HEADER) -> Sheet:
    return replace(sheet, header=header, behind=show(number, 290, 30))


def _pages(*sheets: Sheet) -> Report:
    return Report(list(sheets), extra_text="0123456789第頁-/共 " + "".join(map(str, ROWS)))


_MARKS = ["{}", "- {} -", "第{}頁", "{}/4", "第 {} 頁，共 4 頁"]


@pytest.mark.parametrize("mark", _MARKS)
def test_pages_in_the_order_of_their_numbers_are_read(tmp_path, mark, lexicon: Lexicon) -> None:
    sheets = [_numbered(_FIRST, mark.format(3)), _numbered(_LAST, mark.format(4))]
    assert figures(_read(tmp_path, _pages(*sheets), None, lexicon)) == _ALL


@pytest.mark.parametrize("mark", _MARKS)
@pytest.mark.parametrize("order", [(2, 1), (1, 3, 2), (3, 2, 1), (5, 7, 6)])
def test_pages_in_another_order_are_refused(tmp_path, mark, order, lexicon: Lexicon) -> None:
    middle = Sheet(rows=ROWS[3:4], title="")
    sheets = [_FIRST, middle, replace(_LAST, rows=_REST + ROWS[4:])][-len(order) :]
    sheets = [replace(sheet, title=_FIRST.title) for sheet in sheets]
    report = _pages(*(_numbered(s, mark.format(n)) for s, n in zip(sheets, order, strict=True)))
    with pytest.raises(UnusableReportError, match="out of order"):
        _read(tmp_path, report, None, lexicon)


def test_pages_before_the_one_with_the_header_have_numbers_too(tmp_path, lexicon: Lexicon) -> None:
    report = _pages(
        _numbered(_LAST, "2", None), _numbered(replace(_FIRST, title="指標2024年"), "1")
    )
    with pytest.raises(UnusableReportError, match="out of order"):
        _read(tmp_path, report, None, lexicon)


def test_a_row_that_goes_on_from_a_page_that_is_not_there_is_refused(tmp_path, lexicon: Lexicon) -> None:  # fmt: skip
    report = _pages(_numbered(_FIRST, "1"), _numbered(_LAST, "3"))
    with pytest.raises(UnusableReportError, match="pages are missing"):
        _read(tmp_path, report, None, lexicon)


@pytest.mark.parametrize(
    "numbers", [("1", "3"), ("12", "12"), ("2024", "2024"), ("7", "1"), ("", "2"), ("1", "2 3")],
)  # fmt: skip
def test_other_numbers_and_whole_rows_change_nothing(tmp_path, numbers, lexicon: Lexicon) -> None:
    whole = Sheet(rows=ROWS[:3]), Sheet(rows=ROWS[3:], title="")
    if numbers == ("7", "1"):
        # The second part of a joint report counts its own pages.
        numbers = ("1", "2", "1")
        whole = Sheet(rows=ROWS[:2]), Sheet(rows=ROWS[2:3], title=""), whole[1]
    sheets = [_numbered(s, n) for s, n in zip(whole, numbers, strict=True)]
    assert figures(_read(tmp_path, _pages(*sheets), None, lexicon)) == _ALL


def _on_one_sheet(pages: Sequence[Sheet], width: float, places: Sequence[tuple[float, float]], size: float) -> Report:  # fmt: skip
    """Pages made smaller and put beside or below each other."""
    drawn = b"".join(
        b"q %g 0 0 %g %g %g cm\n%sQ\n" % (size, size, x, y, page.draw())
        for page, (x, y) in zip(pages, places, strict=True)
    )
    sheet = Sheet(rows=(), header=None, title="", box=(0, 0, width, 842 * size * (2 if places[-1][1] == 0 and places[0][1] else 1)), behind=drawn)  # fmt: skip
    return Report([sheet], extra_text="".join(map(str, ROWS)) + _FIRST.title + "".join(HEADER))


_HALF = 842 / 595 / 2


@pytest.mark.parametrize("higher", [0, 60, -60])
@pytest.mark.parametrize("header", [HEADER, None])
def test_two_pages_beside_each_other_are_read_one_after_the_other(tmp_path, higher, header, lexicon: Lexicon) -> None:  # fmt: skip
    """Whichever table begins higher up."""
    pages = [_FIRST, replace(_LAST, header=header, top=780.0 + higher)]
    report = _on_one_sheet(pages, 842, [(0, 0), (421, 0)], _HALF)
    assert figures(_read(tmp_path, report, None, lexicon)) == _ALL


def test_two_pages_below_each_other_are_read_downwards(tmp_path, lexicon: Lexicon) -> None:
    report = _on_one_sheet([_FIRST, _LAST], 595, [(0, 842), (0, 0)], 1)
    assert figures(_read(tmp_path, report, None, lexicon)) == _ALL


@pytest.mark.parametrize("size", [0.25, 0.4, 3, 5, 10])
@pytest.mark.parametrize("sheets", [[Sheet()], [_FIRST, _LAST], [_FIRST, replace(_LAST, header=None)]])  # fmt: skip
def test_a_page_of_another_size_is_read_like_any_other(tmp_path, size, sheets, lexicon: Lexicon) -> None:  # fmt: skip
    box = tuple(edge * size for edge in PORTRAIT)
    scaled = [
        replace(s, rows=(), header=None, title="", box=box, behind=b"q %g 0 0 %g 0 0 cm\n%sQ\n" % (size, size, s.draw()))
        for s in sheets
    ]  # fmt: skip
    report = _pages(*scaled)
    report.extra_text += _FIRST.title + "".join(HEADER)
    staged = _read(tmp_path, report, None, lexicon)
    assert figures(staged) == _ALL
    assert all(f.rule not in {"unknown_character", "readers_disagree"} for f in staged.findings)


@pytest.mark.parametrize("unit", [2, 10])
def test_a_page_in_another_unit_is_read(tmp_path, unit, lexicon: Lexicon) -> None:
    sheet = Sheet(page_extra=b"/UserUnit %d" % unit)
    assert figures(_read(tmp_path, Report([sheet]), None, lexicon)) == _ALL


@pytest.mark.parametrize("turn", [b"0 1 -1 0", b"0 -1 1 0"])
@pytest.mark.parametrize("digits", ["1", "31"])
def test_figures_on_their_side_are_no_text_of_a_row(tmp_path, turn, digits, lexicon: Lexicon) -> None:  # fmt: skip
    code = digits.encode("utf-16-be").hex().encode()
    beside = b"BT /F1 9 Tf %s %g %g Tm <%s> Tj ET\n" % (turn, VALUE - 3, Y + 2, code)
    staged = _read(tmp_path, _report(SEEN + beside), None, lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
    assert any(f.indicator_code == "6.4.1" for f in staged.findings)


def _said(words: str, drawn: bytes) -> bytes:
    code = words.encode("utf-16-be").hex().encode()
    return b"/Span << /ActualText <FEFF%s> >> BDC\n%sEMC\n" % (code, drawn)


_289 = show("289", VALUE, Y)
_UNIT = show("公升", VALUE + 27, Y)
_NAMED = b"/Properties << /Words << /ActualText (298) >> >>"
_IN_FORM = b"/XObject << /Again 8 0 R >>"
_OTHERWISE = {
    "the number": (LEAD + _said("298", _289) + _UNIT, b""),
    "all of it": (LEAD + _said("298公升", _289 + _UNIT), b""),
    "less": (LEAD + _said("28", _289) + _UNIT, b""),
    "more": (LEAD + _said("1289", _289) + _UNIT, b""),
    "by a name": (LEAD + b"/Span /Words BDC\n" + _289 + b"EMC\n" + _UNIT, _NAMED),
    "in a form": (LEAD + b"/Again Do\n" + _UNIT, _IN_FORM),
}


@pytest.mark.parametrize("is_twice", ["1", "0"])
@pytest.mark.parametrize("name", _OTHERWISE)
def test_what_is_said_otherwise_than_drawn_is_never_taken(tmp_path, monkeypatch, name, is_twice, lexicon: Lexicon) -> None:  # fmt: skip
    monkeypatch.setenv("TSDG_READ_TWICE", is_twice)
    drawn, resources = _OTHERWISE[name]
    form = stream(_said("298", _289), b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>")  # fmt: skip
    staged = _read(tmp_path, _report(drawn, resources), _adding(form), lexicon)
    target, actual = figures(staged)["6.4.1"]
    assert target == 260
    assert actual in {289, None}
    if actual is None:
        assert any(f.indicator_code == "6.4.1" for f in staged.findings)


@pytest.mark.parametrize("is_twice", ["1", "0"])
def test_what_is_said_as_it_is_drawn_is_read(tmp_path, monkeypatch, is_twice, lexicon: Lexicon) -> None:  # fmt: skip
    monkeypatch.setenv("TSDG_READ_TWICE", is_twice)
    staged = _read(tmp_path, _report(LEAD + _said("289公升", _289 + _UNIT)), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)


@pytest.mark.parametrize("apart", [(0.3, 0), (0.3, 0.3), (1, 0), (0, -0.5)])
def test_one_number_that_is_struck_twice_is_read_once(tmp_path, apart, lexicon: Lexicon) -> None:
    drawn = LEAD + _289 + show("289", VALUE + apart[0], Y + apart[1]) + _UNIT
    staged = _read(tmp_path, _report(drawn), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)


def test_a_mark_that_is_raised_by_the_rise_of_its_text_is_no_digit(tmp_path, lexicon: Lexicon) -> None:  # fmt: skip
    drawn = b"BT /F1 9 Tf 1 0 0 1 %g %g Tm <003200380039> Tj /F1 5 Tf 4 Ts <0031> Tj 0 Ts ET\n" % (VALUE, Y)  # fmt: skip
    staged = _read(tmp_path, _report(LEAD + drawn + show("公升", VALUE + 33, Y)), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)


def test_letters_of_a_size_below_zero_stand_upright_where_they_are_turned_twice(tmp_path, lexicon: Lexicon) -> None:  # fmt: skip
    drawn = b"BT /F1 -%g Tf -1 0 0 -1 %g %g Tm <003200380039> Tj ET\n" % (SIZE, VALUE, Y)
    staged = _read(tmp_path, _report(LEAD + drawn + _UNIT), None, lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
