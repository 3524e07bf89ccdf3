"""What is neither surely text nor surely none: faint, drawn, crossed out, without a character; and rows that are pictures."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.readers.read_report import read_report
from tests.hostile.pdf_writer import Pdf, show, stream
from tests.hostile.small_report import LEFT, ROW_HEIGHT, ROWS, TOP, WIDTHS, Report, Sheet
from tests.hostile.test_what_is_seen import (
    AFTER,
    BEFORE,
    LEAD,
    SEEN,
    VALUE,
    Y,
    _adding,
    _drawn_font,
    _read,
    _report,
    _with_font,
)
from tests.integration.documents.test_cases import figures, stage
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_ONE = show("1", BEFORE, Y)
_PICTURE = b"/XObject << /Pic 8 0 R >>"
_STRIPES = stream(b"\xff\0\xff\0\0\xff", b"/Type /XObject /Subtype /Image /Width 3 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray")  # fmt: skip
_MID = Y + 3
_CURVE = b"0.6 w %g %g m %g %g %g %g %g %g c S\n" % (VALUE, _MID, VALUE + 9, Y + 7, VALUE + 18, Y - 1, VALUE + 27, _MID)  # fmt: skip


def _line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"0.6 w %g %g m %g %g l S\n" % (x0, y0, x1, y1)


def _diamond(across: float, up: float) -> bytes:
    x = VALUE + 13.5
    return b"%g %g m %g %g l %g %g l %g %g l h\n" % (x - across, _MID, x, _MID + up, x + across, _MID, x, _MID - up)  # fmt: skip


_DOT = VALUE + 18 + 1
# A number of which nobody can be sure.
_UNSURE: dict[str, bytes] = {
    "hardly darker than its ground": SEEN + b"0.93 g " + _ONE + b"0 g\n",
    "a little off a coloured ground": b"0.5 g %g %g 9 12 re f " % (BEFORE, Y - 3) + SEEN + b"0.57 g " + _ONE + b"0 g\n",
    "a speck": SEEN + show("1", VALUE - 1, Y, 0.5),
    "squeezed": SEEN + b"BT 12 Tz /F1 9 Tf 1 0 0 1 %g %g Tm <0031> Tj 100 Tz ET\n" % (VALUE - 2, Y),
    "mirrored": LEAD + b"BT /F1 9 Tf -1 0 0 1 %g %g Tm <003200380039> Tj ET\n" % (VALUE + 27, Y) + show("公升", VALUE + 27, Y),
    "raised a little": LEAD + show("289", VALUE, Y) + show("1", VALUE + 27, Y + 0.8, 5) + show("公升", VALUE + 32, Y),
    "a minus drawn as a line": SEEN + _line(VALUE - 6, _MID, VALUE - 1, _MID),
    "a minus drawn as a box": SEEN + b"%g %g 5 0.7 re f\n" % (VALUE - 6, _MID),
    "a figure drawn as an outline": SEEN + b"%g %g m %g %g l %g %g l %g %g l %g %g l %g %g l h f\n" % (VALUE - 4, Y, VALUE - 2, Y, VALUE - 2, Y + 7, VALUE - 3, Y + 7, VALUE - 5, Y + 5, VALUE - 4, Y + 5),
    "a figure as a picture": SEEN + b"q 6 0 0 8 %g %g cm /Pic Do Q\n" % (VALUE - 7, Y),
    "a figure behind as a picture": LEAD + show("289", VALUE, Y) + b"q 6 0 0 8 %g %g cm /Pic Do Q\n" % (VALUE + 27, Y) + show("公升", VALUE + 36, Y),
    "a point drawn as a box": LEAD + show("28", VALUE, Y) + b"%g %g 1.2 1.2 re f\n" % (_DOT, Y) + show("9公升", VALUE + 21, Y),
    "a figure drawn as a stroke": SEEN + b"1.2 w %g %g m %g %g l S\n" % (VALUE - 3, Y, VALUE - 3, Y + 7),
    "a slanted figure": LEAD + b"BT /F1 9 Tf 0.99 0.14 -0.14 0.99 %g %g Tm <0032> Tj ET\n" % (VALUE, Y) + show("89公升", VALUE + 9, Y),
    "a figure that stands lower": LEAD + show("2", VALUE, Y) + show("8", VALUE + 9, Y - 2) + show("9公升", VALUE + 18, Y),
    "a mark hardly smaller": LEAD + show("289", VALUE, Y) + show("1", VALUE + 27, Y - 1.5, 7.5) + show("公升", VALUE + 36, Y),
    "crossed by a slanted line": LEAD + show("289公升", VALUE, Y) + _line(VALUE, Y - 1, VALUE + 27, Y + 8),
    "crossed twice": SEEN + _line(VALUE, Y - 1, VALUE + 27, Y + 8) + _line(VALUE, Y + 8, VALUE + 27, Y - 1),
    "crossed by a curve": SEEN + _CURVE,
}  # fmt: skip


@pytest.mark.parametrize("name", _UNSURE)
def test_what_nobody_can_be_sure_of_is_null_and_told(tmp_path, name, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(_UNSURE[name], _PICTURE), _adding(_STRIPES), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule == "unknown_character" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


_HARMLESS: dict[str, bytes] = {
    "underlined": SEEN + _line(VALUE, Y - 1.2, VALUE + 27, Y - 1.2),
    "in a frame": SEEN + b"0.5 w %g %g 31 13 re S\n" % (VALUE - 2, Y - 3),
    "in a circle": SEEN + b"0.5 w %g %g m %g %g %g %g %g %g c %g %g %g %g %g %g c S\n" % (VALUE - 4, _MID, VALUE - 4, Y + 14, VALUE + 31, Y + 14, VALUE + 31, _MID, VALUE + 31, Y - 8, VALUE - 4, Y - 8, VALUE - 4, _MID),
    "in a ring": b"0 g " + _diamond(17, 30) + _diamond(16.5, 29) + b"f*\n" + SEEN,
    "on a coloured ground": b"1 1 0 rg %g %g 45 13 re f 0 g\n" % (VALUE, Y - 3) + SEEN,
    "red": LEAD + b"1 0 0 rg " + show("289公升", VALUE, Y) + b"0 g\n",
    "grey": LEAD + b"0.7 g " + show("289公升", VALUE, Y) + b"0 g\n",
    "white on a dark ground": LEAD + b"0.1 g %g %g 45 13 re f 1 g\n" % (VALUE, Y - 3) + show("289公升", VALUE, Y) + b"0 g\n",
    "a picture well behind it": SEEN + b"q 8 0 0 8 %g %g cm /Pic Do Q\n" % (AFTER + 12, Y),
    "a line across words alone": SEEN + _line(LEFT + 210, Y, LEFT + 250, Y + 8),
}  # fmt: skip


@pytest.mark.parametrize("name", _HARMLESS)
def test_what_only_adorns_changes_nothing(tmp_path, name, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(_HARMLESS[name], _PICTURE), _adding(_STRIPES), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "unknown_character" for f in staged.findings)


@pytest.mark.parametrize("character", ["\u200b", " ", "\u3000", "\u2060"])
def test_a_figure_called_a_blank_is_uncertain(tmp_path, character, lexicon: Lexicon) -> None:
    drawn = SEEN + b"BT /F2 9 Tf 1 0 0 1 %g %g Tm (1) Tj ET\n" % (BEFORE, Y)
    font = _drawn_font(b"0 0 500 700 re f", character)
    staged = _read(tmp_path, _report(drawn), lambda pdf: _with_font(pdf, *font), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)


def test_a_drawn_soft_hyphen_is_a_minus_or_unsure(tmp_path, lexicon: Lexicon) -> None:
    drawn = SEEN + b"BT /F2 9 Tf 1 0 0 1 %g %g Tm (1) Tj ET\n" % (BEFORE, Y)
    font = _drawn_font(b"100 300 500 80 re f", "\u00ad")
    staged = _read(tmp_path, _report(drawn), lambda pdf: _with_font(pdf, *font), lexicon)
    assert figures(staged)["6.4.1"][1] in {-289, None}


@pytest.mark.parametrize("kind", [b"Line", b"Square", b"Circle", b"Polygon"])
def test_a_shape_over_the_table_that_the_file_does_not_draw_is_refused(tmp_path, kind, lexicon: Lexicon) -> None:  # fmt: skip
    mark = b"<< /Type /Annot /Subtype /%s /F 4 /Rect [%g %g %g %g] >>" % (kind, VALUE, Y, VALUE + 27, Y + 9)  # fmt: skip
    report = _report(SEEN, page_extra=b"/Annots [8 0 R]")
    with pytest.raises(UnusableReportError, match="annotation"):
        _read(tmp_path, report, _adding(mark), lexicon)


_WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /Pic Do Q\n"
_FIRST, _LAST = Sheet(rows=ROWS[:3]), Sheet(rows=ROWS[3:], header=None, title="")


def _picture_page(drawn: bytes) -> Sheet:
    return Sheet(
        rows=(), header=None, title="", behind=drawn, resources=b"/XObject << /Pic 99 0 R >>"
    )


def _with_picture(pdf: Pdf) -> None:
    pdf.objects[99] = _STRIPES
    for number in range(max(n for n in pdf.objects if n != 99) + 1, 99):
        pdf.objects[number] = b"null"


def _letters() -> bytes:
    """The rest of the table, its letters drawn as lines."""
    cells = b""
    for row in range(3):
        x, y = LEFT, TOP - (row + 1) * ROW_HEIGHT
        for width in WIDTHS:
            cells += b"0.7 w %g %g %g %g re S\n" % (x, y, width, ROW_HEIGHT)
            for letter in range(4):
                a = x + 4 + 9 * letter
                cells += b"%g %g m %g %g l %g %g l %g %g l %g %g l %g %g l h f\n" % (a, y + 8, a + 2, y + 8, a + 2, y + 15, a + 4, y + 15, a + 4, y + 17, a, y + 17)  # fmt: skip
            x += width
    return cells


@pytest.mark.parametrize(
    "sheets",
    [
        [_FIRST, _picture_page(_WHOLE_PAGE), _LAST],
        [_FIRST, _picture_page(_WHOLE_PAGE + show("22", 290, 30)), _LAST],
        [_FIRST, _picture_page(b"q 500 0 0 400 40 40 cm /Pic Do Q q 500 0 0 380 40 440 cm /Pic Do Q\n"), _LAST],
        [_FIRST, _picture_page(_letters())],
    ],
    ids=["a picture", "with a page number", "in two strips", "letters as lines"],
)  # fmt: skip
def test_a_page_of_the_table_without_text_is_refused(tmp_path, sheets, lexicon: Lexicon) -> None:
    with pytest.raises(UnusableReportError, match=r"page 2: .* drawn as lines"):
        _read(tmp_path, Report(sheets), _with_picture, lexicon)


@pytest.mark.parametrize(
    ("sheets", "part"),
    [
        ([_FIRST, _LAST, _picture_page(_WHOLE_PAGE)], "page"),
        ([replace(Sheet(), behind=b"q 500 0 0 200 40 300 cm /Pic Do Q\n", resources=b"/XObject << /Pic 99 0 R >>")], "part"),
        ([replace(Sheet(), behind=b"q 20 0 0 9 500 %g cm /Pic Do Q\n" % Y, resources=b"/XObject << /Pic 99 0 R >>")], "row"),
    ],
    ids=["behind the table", "below the table", "in a row"],
)  # fmt: skip
def test_a_picture_that_may_hold_rows_is_told(tmp_path, sheets, part, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, Report(sheets), _with_picture, lexicon)
    told = [f for f in staged.findings if f.rule == "picture_not_read"]
    assert [f.facts for f in told] == [f'{{"part": "{part}"}}']
    assert len(figures(staged)) == len(ROWS)


_OTHER = tuple((a, b, c.replace("289", "311").replace("95.78", "94.1")) for a, b, c in ROWS)


def _of(year: int, rows: tuple[tuple[str, ...], ...], **sheet: object) -> Sheet:
    return Sheet(rows=rows, header=("核心目標", "對應指標", f"{year}年達成情形"), **sheet)


@pytest.mark.parametrize(
    "sheets",
    [
        [_of(2024, ROWS), _of(2023, _OTHER, title="附錄")],
        [_of(2023, _OTHER), _of(2024, ROWS, title="")],
        [_of(2024, ROWS), _of(2023, _OTHER[:2], title=""), replace(_LAST, rows=_OTHER[2:])],
        [_of(2024, ROWS[:3]), _LAST, _of(2022, _OTHER, title=""), _of(2023, _OTHER, title="")],
    ],
    ids=["in an appendix", "before it", "over two pages", "for two years"],
)
def test_a_table_of_another_year_is_told_and_not_read(tmp_path, sheets, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, Report(sheets, extra_text="附錄2023"), None, lexicon)
    assert len(staged.measures) == len(ROWS)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert figures(staged)["6.1.1"] == (95.8, 95.78)
    assert any(f.rule == "table_of_another_year" for f in staged.findings)


def test_a_table_of_another_year_in_a_text_is_not_read(tmp_path: Path, lexicon: Lexicon) -> None:
    lines = ["指標2024年執行情形表"]
    for year, rows in ((2024, ROWS), (2023, _OTHER)):
        lines += ["\t".join(("核心目標", "對應指標", f"{year}年達成情形")), *map("\t".join, rows)]
    path = tmp_path / "report.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_report(path).report_year == 2024
    assert figures(stage(path, lexicon))["6.4.1"] == (260, 289)
