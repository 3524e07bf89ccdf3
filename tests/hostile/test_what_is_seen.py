"""Each kind of text that a person does not see, or sees otherwise, in forms of several producers: never a wrong number without a word."""

import re
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.pdf_writer import Pdf, show, stream
from tests.hostile.small_report import ROWS, Report, Sheet
from tests.integration.documents.test_cases import figures, stage
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

# The row of 6.4.1 is drawn by hand: 289 begins one letter further right, so that one fits before it.
X, Y, SIZE = 323.0, 716.0, 9
BEFORE, VALUE = X + 13 * SIZE, X + 14 * SIZE
AFTER = VALUE + 5 * SIZE
LEAD = show("目標：260公升 實績值：", X, Y)
SEEN = LEAD + show("289公升", VALUE, Y)
ONE = show("1", BEFORE, Y)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>"
IN_FORM = b"/XObject << /Again 8 0 R >>"


def _report(drawn: bytes, resources: bytes = b"", catalog: bytes = b"", **sheet: object) -> Report:
    rows = (ROWS[0], (*ROWS[1][:2], ""), *ROWS[2:])
    page = replace(Sheet(), rows=rows, behind=drawn, resources=resources, **sheet)
    return Report([page], extra_text="".join(map(chr, range(0x20, 0x7F))) + ROWS[1][2] + _OTHERS, catalog_extra=catalog)  # fmt: skip


_OTHERS = "。\u2212\ue123\ue001\uf02d\uf8ff×⁴−（）"


def _adding(*objects: bytes) -> Callable[[Pdf], None]:
    """Objects of a small report are numbered to 7: these follow."""

    def add(pdf: Pdf) -> None:
        font = next(n for n, body in pdf.objects.items() if b"/Subtype /Type0" in body)
        for body in objects:
            pdf.add(body.replace(b"/F1 3 0 R", b"/F1 %d 0 R" % font))

    return add


def _form(content: bytes, extra: bytes = b"") -> bytes:
    return stream(content, FORM + extra)


def _layers(rule: bytes) -> Report:
    return _report(_HIDDEN, b"/Properties << /Layer 8 0 R >>", _LAYERS % rule)


_LAYERS = b"/OCProperties << /OCGs [8 0 R] /D << %s >> >>"
_HIDDEN = SEEN + b"/OC /Layer BDC\n" + ONE + b"EMC\n"


def _member_of(rule: bytes) -> tuple[Report, Callable[[Pdf], None], str]:
    """Marked for a membership that shows it only where layers that are on are off."""
    report = _report(_HIDDEN, b"/Properties << /Layer 9 0 R >>", _LAYERS % b"")
    return report, _adding(*_membership(rule)), "layers"


def _membership(rule: bytes) -> tuple[bytes, bytes]:
    return b"<< /Type /OCG /Name (L) >>", b"<< /Type /OCMD /OCGs [8 0 R] %s >>" % rule


_LAYER = _adding(b"<< /Type /OCG /Name (L) /Usage << /View << /ViewState /OFF >> /Print << /PrintState /OFF >> >> >>")  # fmt: skip
_WHITE_PIXEL = stream(b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray")  # fmt: skip
_OVER = b"%g %g 9 12 re f 0 g\n" % (BEFORE, Y - 3)
_FAINT = b"/ExtGState << /Faint << /Type /ExtGState /ca 0 /CA 0 >> /Nearly << /ca 0.05 >> >>"
_L_SHAPE = b"%g %g m %g %g l %g %g l %g %g l %g %g l %g %g l h" % (X, 600, X + 200, 600, X + 200, 610, X + 9, 610, X + 9, 800, X, 800)  # fmt: skip
_BLACK_MASK = b"/ExtGState << /Mask << /SMask << /S /Luminosity /G 9 0 R >> >> >>"
_GROUP = b" /Group << /S /Transparency /CS /DeviceGray >>"
_STRUCK = show("311", VALUE - 3 * SIZE, Y)
_LEVEL = Y + 3

# Name: the report, what is added to its objects.
_UNSEEN: dict[str, tuple[Report, Callable[[Pdf], None] | None]] = {
    "covered by a white box": (_report(LEAD + ONE + b"1 g " + _OVER + show("289公升", VALUE, Y)), None),
    "covered by a grey polygon": (
        _report(LEAD + ONE + b"0.9 g %g %g m %g %g l %g %g l %g %g l h f 0 g\n" % (BEFORE, Y - 3, BEFORE + 9, Y - 3, BEFORE + 9, Y + 9, BEFORE, Y + 9) + show("289公升", VALUE, Y)),
        None,
    ),
    "covered by a picture": (
        _report(SEEN + ONE + b"q 9 0 0 12 %g %g cm /Again Do Q\n" % (BEFORE, Y - 3), IN_FORM),
        _adding(_WHITE_PIXEL),
    ),
    "covered by a form": (_report(SEEN + ONE + b"/Again Do\n", IN_FORM), _adding(_form(b"1 g " + _OVER))),
    "transparent": (_report(SEEN + b"q /Faint gs " + ONE + b"Q\n", _FAINT), None),
    "hardly to be seen": (_report(SEEN + b"q /Nearly gs " + ONE + b"Q\n", _FAINT), None),
    "without ink": (_report(SEEN + b"3 Tr " + ONE + b"0 Tr\n"), None),
    "without ink in a form": (_report(SEEN + b"/Again Do\n", IN_FORM), _adding(_form(b"3 Tr " + ONE))),
    "clipped away": (_report(SEEN + b"q 0 0 10 10 re W n " + ONE + b"Q\n"), None),
    "clipped by a triangle": (_report(SEEN + b"q 10 10 m 60 10 l 10 60 l h W* n " + ONE + b"Q\n"), None),
    "outside its form": (
        _report(SEEN + b"/Again Do\n", IN_FORM),
        _adding(stream(ONE, FORM.replace(b"[0 0 600 800]", b"[0 0 100 100]"))),
    ),
    "clipped by a corner": (_report(SEEN + b"q " + _L_SHAPE + b" W n " + ONE + b"Q\n"), None),
    "clipped by a hole": (
        _report(SEEN + b"q 0 0 600 842 re %g %g 9 14 re W* n " % (BEFORE, Y - 4) + ONE + b"Q\n"), None
    ),
    "clipped by letters": (_report(SEEN + b"q 7 Tr " + show("1", 60, 60) + b"0 Tr " + ONE + b"Q\n"), None),
    "clipped around a form": (
        _report(SEEN + b"q 0 0 10 10 re W n /Again Do Q\n", IN_FORM), _adding(_form(ONE)),
    ),
    "in a transparent group": (
        _report(SEEN + b"q /Faint gs /Again Do Q\n", IN_FORM + _FAINT), _adding(_form(ONE, _GROUP)),
    ),
    "behind a black mask": (
        _report(SEEN + b"q /Mask gs " + ONE + b"Q\n", IN_FORM + _BLACK_MASK),
        _adding(_form(b""), _form(b"0 g 0 0 600 842 re f", _GROUP)),
    ),
    "white by its own glyph": (
        _report(SEEN + b"BT /F2 9 Tf 1 0 0 1 %g %g Tm (1) Tj ET\n" % (BEFORE, Y)),
        lambda pdf: _with_font(pdf, *_drawn_font(b"1 g 0 0 500 700 re f", "1")),
    ),
    "beyond the edge": (_report(SEEN + show("17", 700, Y)), None),
    "below the page": (_report(SEEN + show("17", VALUE, -40)), None),
    "outside the crop box": (
        _report(SEEN + show("17", VALUE, 20), page_extra=b"/CropBox [0 100 595 842]"), None
    ),
}  # fmt: skip


def _drawn_font(drawing: bytes, character: str) -> tuple[bytes, ...]:
    """A font of one glyph that is drawn, and called a character."""
    code = character.encode("utf-16-be").hex().encode()
    return (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 49 /LastChar 49 /Widths [1000] /CharProcs << /g 10 0 R >> /Encoding << /Differences [49 /g] >> /Resources << >> /ToUnicode 9 0 R >>",
        _map(b"1 beginbfchar <31> <%s> endbfchar" % code),
        stream(b"1000 0 d0 " + drawing),
    )


def _with_font(pdf: Pdf, *objects: bytes) -> None:
    """Add the objects of a font that the page calls F2."""
    _adding(*objects)(pdf)
    page = next(n for n, body in pdf.objects.items() if b"/Type /Page " in body)
    pdf.objects[page] = pdf.objects[page].replace(b"/Font << ", b"/Font << /F2 8 0 R ")


def _read(tmp_path: Path, report: Report, change: Callable[[Pdf], None] | None, lexicon: Lexicon):
    path = tmp_path / "report.pdf"
    path.write_bytes(report.build(change))
    return stage(path, lexicon)


@pytest.mark.parametrize("name", _UNSEEN)
def test_what_nobody_sees_is_not_read(tmp_path, name, lexicon: Lexicon) -> None:
    read = figures(_read(tmp_path, *_UNSEEN[name], lexicon))
    assert read["6.4.1"] == (260, 289)
    assert len(read) == len(ROWS)


_REFUSED: dict[str, tuple[Report, Callable[[Pdf], None] | None, str]] = {
    "white, grey scale": (_report(SEEN + b"1 g " + ONE + b"0 g\n"), None, "colour of its ground"),
    "white, three colours": (_report(SEEN + b"1 1 1 rg " + ONE + b"0 g\n"), None, "colour of its ground"),
    "white, four inks": (_report(SEEN + b"0 0 0 0 k " + ONE + b"0 g\n"), None, "colour of its ground"),
    "grey on grey": (
        _report(b"0.5 g %g %g 9 12 re f 0 g\n" % (BEFORE, Y - 3) + SEEN + b"0.5 g " + ONE + b"0 g\n"), None, "colour of its ground",
    ),
    "layer off by name": (_layers(b"/OFF [8 0 R]"), _LAYER, "layers"),
    "layer off by base state": (_layers(b"/BaseState /OFF"), _LAYER, "layers"),
    "layer off by view": (_layers(b"/AS [<< /Event /View /OCGs [8 0 R] /Category [/View] >>]"), _LAYER, "layers"),
    "shown where a layer is off": _member_of(b"/P /AllOff"),
    "shown where any layer is off": _member_of(b"/P /AnyOff"),
    "shown where a layer is not on": _member_of(b"/VE [/Not 8 0 R]"),
    "a form never shown": (
        _report(SEEN + b"/Again Do\n", b"/XObject << /Again 10 0 R >>", _LAYERS % b""),
        _adding(*_membership(b"/VE [/And 8 0 R [/Not 8 0 R]]"), _form(ONE, b"/OC 9 0 R")), "layers",
    ),
    "layer off by print": (_layers(b"/AS [<< /Event /Print /OCGs [8 0 R] /Category [/Print] >>]"), _LAYER, "layers"),
}  # fmt: skip


@pytest.mark.parametrize("name", _REFUSED)
def test_what_may_be_hidden_is_refused(tmp_path, name, lexicon: Lexicon) -> None:
    report, change, told = _REFUSED[name]
    with pytest.raises(UnusableReportError, match=told):
        _read(tmp_path, report, change, lexicon)


def _lines(start: float, stop: float) -> dict[str, bytes]:
    """A rule through letters as programs draw it."""
    return {
        "a stroked line": b"0.6 w %g %g m %g %g l S\n" % (start, _LEVEL, stop, _LEVEL),
        "a thin box": b"%g %g %g 0.6 re f\n" % (start, _LEVEL, stop - start),
        "a box of two triangles": b"%g %g m %g %g l %g %g l %g %g l h f\n"
        % (start, _LEVEL, stop, _LEVEL, stop, _LEVEL + 0.5, start, _LEVEL + 0.5),
    }


@pytest.mark.parametrize("is_in_form", [False, True])
@pytest.mark.parametrize("name", _lines(0, 1))
def test_what_is_struck_out_is_told_and_not_read(tmp_path, name, is_in_form, lexicon: Lexicon) -> None:  # fmt: skip
    lead = show("目標：260公升 實績值：", X, Y, 7)
    rule = _lines(VALUE - 3 * SIZE, VALUE)[name]
    drawn = lead + _STRUCK + show("289公升", VALUE, Y)
    report = _report(drawn + (b"/Again Do\n" if is_in_form else rule), IN_FORM)
    staged = _read(tmp_path, report, _adding(_form(rule)), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert any(f.rule == "struck_out_text" and "311" in f.facts for f in staged.findings)


def _annotation(kind: bytes, facts: bytes, look: bytes | None) -> tuple[Report, Callable[[Pdf], None]]:  # fmt: skip
    box = (VALUE, Y - 3, VALUE + 27, Y + 10)
    report = _report(SEEN, page_extra=b"/Annots [8 0 R]")
    shown = b"/AP << /N 9 0 R >>" if look is not None else b""
    mark = b"<< /Type /Annot /Subtype /%s /F 4 /Rect [%g %g %g %g] %s %s >>" % (kind, *box, facts, shown)  # fmt: skip
    objects = [mark]
    if look is not None:
        attributes = FORM.replace(b"[0 0 600 800]", b"[%g %g %g %g]" % box)
        objects.append(stream(look, attributes))
    return report, _adding(*objects)


_NEW_VALUE = b"1 g %g %g 27 13 re f 0 g\n" % (VALUE, Y - 3) + show("251", VALUE, Y)
_ANNOTATIONS = {
    "free text": _annotation(b"FreeText", b"/Contents (251) /DA (/F1 9 Tf)", _NEW_VALUE),
    "free text without a look": _annotation(b"FreeText", b"/Contents (251) /DA (/F1 9 Tf)", None),
    "struck out": _annotation(b"StrikeOut", b"/QuadPoints [449 725 476 725 449 713 476 713]", _lines(VALUE, VALUE + 27)["a stroked line"]),
    "struck out without a look": _annotation(b"StrikeOut", b"/QuadPoints [449 725 476 725 449 713 476 713]", None),
    "filled field": _annotation(b"Widget", b"/FT /Tx /T (a) /V (251)", _NEW_VALUE),
    "stamp": _annotation(b"Stamp", b"/Name /Draft", _NEW_VALUE),
    "redaction": _annotation(b"Redact", b"", None),
}  # fmt: skip


@pytest.mark.parametrize("name", _ANNOTATIONS)
def test_an_annotation_is_read_or_told(tmp_path, name, lexicon: Lexicon) -> None:
    if name in {"free text without a look", "struck out without a look", "redaction"}:
        with pytest.raises(UnusableReportError, match="annotation"):
            _read(tmp_path, *_ANNOTATIONS[name], lexicon)
        return
    staged = _read(tmp_path, *_ANNOTATIONS[name], lexicon)
    target, actual = figures(staged)["6.4.1"]
    assert target == 260
    assert actual in {251, 289, None}
    assert any(f.rule == "altered_by_annotation" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip
    if name in {"free text", "filled field", "stamp"}:
        # Its first digit stands right over the same one.
        assert actual in {251, None}


def test_an_annotation_that_prints_anew_is_read(tmp_path, lexicon: Lexicon) -> None:
    look = b"1 g %g %g 27 13 re f 0 g\n" % (VALUE, Y - 3) + show("317", VALUE, Y)
    staged = _read(tmp_path, *_annotation(b"FreeText", b"/Contents (317)", look), lexicon)
    assert figures(staged)["6.4.1"] == (260, 317)


@pytest.mark.parametrize("value", ["251公升", "289公升", "982公升"])
def test_what_is_printed_over_a_white_box_keeps_its_digits(tmp_path, value, lexicon: Lexicon) -> None:  # fmt: skip
    box = b"1 g %g %g 45 13 re f 0 g\n" % (VALUE, Y - 3)
    staged = _read(tmp_path, _report(SEEN + box + show(value, VALUE, Y)), None, lexicon)
    assert figures(staged)["6.4.1"][1] in {float(value[:3]), None}


@pytest.mark.parametrize(
    ("drawn", "expected", "is_told"),
    [
        (show("\ue123", BEFORE, Y) + show("289公升", VALUE, Y), None, True),
        (show("2\ue0018公升", VALUE, Y), None, True),
        (show("289\uf8ff公升", VALUE, Y), None, True),
        (show("\uf02d28公升", VALUE, Y), -28, False),
        (show("289公升。\ue123", VALUE, Y), 289, True),
    ],
)
def test_a_character_without_a_meaning_is_told(tmp_path, drawn, expected, is_told, lexicon: Lexicon) -> None:  # fmt: skip
    staged = _read(tmp_path, _report(LEAD + drawn), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, expected)
    assert is_told == any(f.rule == "unknown_character" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (show("289", VALUE, Y) + show("1", VALUE + 27, Y + 4, 5) + show("公升", VALUE + 32, Y), 289),
        (show("289公升", VALUE, Y) + show("2", AFTER, Y + 4, 5), 289),
        (show("289", VALUE, Y) + show("(1)", VALUE + 27, Y + 4, 5) + show("公升", VALUE + 42, Y), 289),
        (show("2.6×10", VALUE, Y) + show("4", VALUE + 54, Y + 4, 5) + show("公升", VALUE + 59, Y), 26_000),
        (show("289公升", VALUE, Y, 6), 289),
        (show("2", VALUE, Y) + show("89公升", VALUE + 9, Y, 6.5), 289),
    ],
)  # fmt: skip
def test_a_small_figure_is_a_mark_only_off_the_line(tmp_path, drawn, expected, lexicon: Lexicon) -> None:  # fmt: skip
    assert figures(_read(tmp_path, _report(LEAD + drawn), None, lexicon))["6.4.1"] == (260, expected)  # fmt: skip


def _map(pairs: bytes) -> bytes:
    return stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %s endcmap" % pairs)


def _simple_font(names: bytes, pairs: bytes) -> Callable[[Pdf], None]:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [49 %s] >> /ToUnicode 9 0 R >>"  # fmt: skip
    return _adding(font % names, _map(pairs))


def _cmap(digit: int, glyph: int) -> bytes:
    """A TrueType font of nothing but a table that gives a glyph to a digit."""
    table = struct.pack(">HHHHL", 0, 1, 3, 10, 12)
    table += struct.pack(">HHLLLLLL", 12, 0, 28, 0, 1, 0x30 + digit, 0x30 + digit, glyph)
    return struct.pack(">LHHHH4sLLL", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(table)) + table


def _font_by_glyphs(pdf: Pdf) -> None:
    _adding(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /P /Encoding /Identity-H /DescendantFonts [10 0 R] /ToUnicode 9 0 R >>",
        _map(b"1 beginbfchar <0031> <0031> endbfchar"),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /P /DW 1000 /CIDToGIDMap /Identity /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /P /Flags 4 /FontFile2 11 0 R >> >>",
        stream(_cmap(7, 0x31)),
    )(pdf)


def _font_by_numbers(pdf: Pdf) -> None:
    """Codes that a table takes to other glyphs."""
    _font_by_glyphs(pdf)
    places = bytearray(2 * 0x40)
    places[2 * 0x31 : 2 * 0x31 + 2] = b"\0\x07"
    numbers = pdf.add(stream(bytes(places)))
    pdf.objects[10] = pdf.objects[10].replace(
        b"/Identity /CIDSystem", b"%d 0 R /CIDSystem" % numbers
    )
    pdf.objects[11] = stream(_cmap(8, 7))


def _usual_font(encoding: bytes) -> Callable[[Pdf], None]:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %s /ToUnicode 9 0 R >>"
    return _adding(font % encoding, _map(b"1 beginbfrange <31> <33> <0032> endbfrange"))


_CONTRADICTIONS = {
    "by names with a suffix": _simple_font(b"/one.lf /two.tnum", b"1 beginbfrange <31> <32> <0032> endbfrange"),
    "by names of old figures": _simple_font(b"/oneoldstyle", b"1 beginbfchar <31> <0037> endbfchar"),
    "by code points": _simple_font(b"/u0031 /u00032", b"1 beginbfrange <31> <32> <0032> endbfrange"),
    "by the usual encoding": _usual_font(b"/WinAnsiEncoding"),
    "by the base of an encoding": _usual_font(b"<< /BaseEncoding /MacRomanEncoding /Differences [65 /B] >>"),
    "by numbers of glyphs": _font_by_numbers,
    "by names": _simple_font(b"/one /two", b"2 beginbfchar <31> <0037> <32> <0032> endbfchar"),
    "by a range": _simple_font(b"/one /two /three", b"1 beginbfrange <31> <33> <0032> endbfrange"),
    "by a list": _simple_font(b"/uni0031", b"1 beginbfrange <31> <31> [<0038>] endbfrange"),
    "by the font's table": _font_by_glyphs,
}  # fmt: skip


@pytest.mark.parametrize("name", _CONTRADICTIONS)
def test_a_font_that_contradicts_its_glyphs_is_told(tmp_path, name, lexicon: Lexicon) -> None:
    own = b"BT /F2 9 Tf 1 0 0 1 60 60 Tm (1) Tj ET\n"

    def change(pdf: Pdf) -> None:
        _CONTRADICTIONS[name](pdf)
        _with_font(pdf)

    with pytest.raises(UnusableReportError, match=re.compile("a font draws . and calls it .")):
        _read(tmp_path, _report(SEEN + own), change, lexicon)


def test_a_font_that_agrees_with_its_names_is_read(tmp_path, lexicon: Lexicon) -> None:
    font = _simple_font(b"/one /two", b"1 beginbfrange <31> <32> <0031> endbfrange")

    def change(pdf: Pdf) -> None:
        font(pdf)
        _with_font(pdf)

    assert figures(_read(tmp_path, _report(SEEN), change, lexicon))["6.4.1"] == (260, 289)
