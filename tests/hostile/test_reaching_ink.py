"""Glyphs that are drawn far from where they stand, so that they strike out or cover other text."""

from collections.abc import Callable

import pytest

from tests.hostile.drawn_figures import use_font
from tests.hostile.pdf_writer import Pdf, show
from tests.hostile.test_what_is_seen import LEAD, SEEN, SIZE, VALUE, X, Y, _read, _report
from tests.integration.documents.test_cases import figures
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_OLD = show("目標：260公升 實績值：", X, Y, 7) + show("311", VALUE - 3 * SIZE, Y) + show("289公升", VALUE, Y)  # fmt: skip
# From the place of the glyph three letters back.
_BAR = b"-3000 300 3000 60 re f"


def _font(drawing: bytes, called: str, width: int = 0) -> Callable[[Pdf], None]:
    """A font of one glyph, at the code of A."""

    def change(pdf: Pdf) -> None:
        glyph = pdf.add_stream(drawing)
        told = pdf.add_stream(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <%04X> endbfchar endcmap"
            % ord(called)
        )
        font = pdf.add(
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 "
            b"/LastChar 65 /Widths [%d] /CharProcs << /g %d 0 R >> /Encoding << /Differences [65 /g] >> /Resources << >> "
            b"/ToUnicode %d 0 R >>" % (width, glyph, told)
        )
        use_font(pdf, b"F2", font)

    return change


def _glyph(x: float, y: float = Y) -> bytes:
    return b"BT /F2 9 Tf 1 0 0 1 %g %g Tm (A) Tj ET\n" % (x, y)


def _from(x: float, y: float) -> bytes:
    """A bar over the old value, drawn from a place somewhere on the page."""
    return b"0 0 d0 %g %g 3000 60 re f" % ((VALUE - 27 - x) / 0.009, (Y - y) / 0.009 + 300)


_STRIKING = {
    "a space": (_glyph(VALUE), _font(b"0 0 d0 " + _BAR, " ")),
    "a dash": (_glyph(VALUE), _font(b"0 0 d0 " + _BAR, "-")),
    "without a character": (_glyph(VALUE), _font(b"0 0 d0 " + _BAR, "\ue123")),
    "in a box of its own": (_glyph(VALUE), _font(b"0 0 -3000 300 0 360 d1 " + _BAR, "—")),
    "slanted": (_glyph(VALUE), _font(b"0 0 d0 60 w -3000 0 m 0 700 l S", " ")),
    "from the foot of the page": (_glyph(60, 60), _font(_from(60, 60), "—")),
    "from two lines below": (_glyph(VALUE, 640), _font(_from(VALUE, 640), "—")),
    "a space from afar": (_glyph(60, 60), _font(_from(60, 60), " ")),
    "a letter from afar": (_glyph(60, 60), _font(_from(60, 60), "中")),
}


@pytest.mark.parametrize("name", _STRIKING)
def test_what_a_glyph_strikes_from_elsewhere_is_unsure(tmp_path, name, lexicon: Lexicon) -> None:
    drawn, change = _STRIKING[name]
    staged = _read(tmp_path, _report(_OLD + drawn), change, lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
    assert any(f.rule in {"unknown_character", "number_not_read"} and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


@pytest.mark.parametrize("called", [" ", "-", "—", "中"])
def test_a_glyph_that_leaves_the_box_it_names_is_refused(tmp_path, called, lexicon: Lexicon) -> None:  # fmt: skip
    change = _font(b"0 0 0 0 10 10 d1 " + _BAR, called)
    with pytest.raises(UnusableReportError, match="drawn far outside"):
        _read(tmp_path, _report(_OLD + _glyph(VALUE)), change, lexicon)


@pytest.mark.parametrize(
    "drawing",
    [
        b"600 0 d0 100 300 400 60 re f",
        b"600 0 -150 -100 750 800 d1 -150 300 900 60 re f",
        b"600 0 0 0 600 700 d1 100 300 m 100 400 500 -250 500 300 c f",
        b"600 0 d0",
        b"600 0 155 300 255 400 d1\n155 300 m\n255 300 l\n255 400 l\nh\nf",
    ],
    ids=["a dash", "a wide dash", "a bent dash", "nothing", "a point, as browsers draw it"],
)
def test_a_glyph_that_is_drawn_where_it_stands_changes_nothing(tmp_path, drawing, lexicon: Lexicon) -> None:  # fmt: skip
    number = LEAD + show("289公升", VALUE, Y) + _glyph(VALUE + 60)
    staged = _read(tmp_path, _report(number), _font(drawing, "—", 600), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "unknown_character" for f in staged.findings)


def test_what_reaches_no_figure_changes_nothing(tmp_path, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(SEEN + _glyph(300, 60)), _font(b"0 0 d0 " + _BAR, " "), lexicon)  # fmt: skip
    assert figures(staged)["6.4.1"] == (260, 289)
