"""Figures of which a part is hidden, that are mixed with their ground, or that signs are printed over."""

import pytest

from tests.hostile.pdf_writer import Pdf, show, stream
from tests.hostile.small_report import Sheet
from tests.hostile.test_what_is_seen import (
    AFTER,
    BEFORE,
    FORM,
    IN_FORM,
    LEAD,
    ONE,
    SEEN,
    SIZE,
    VALUE,
    Y,
    _adding,
    _form,
    _read,
    _report,
)
from tests.integration.documents.test_cases import figures
from transforms.report.report_lexicon import Lexicon

_GROUP = b" /Group << /S /Transparency /CS /DeviceGray >>"
X_OF_CELL = VALUE - 14 * SIZE
_ALL = show("289公升", VALUE, Y)
_FULL = LEAD + _ALL


def _state(blend: bytes) -> bytes:
    return b"/ExtGState << /B << /BM %s >> >>" % blend


def _box(x: float, width: float) -> bytes:
    return b"%g %g %g 13 re f\n" % (x, Y - 3, width)


_MIXED = {
    "on nothing, screen": (b"/Screen", ONE),
    "on nothing, lighter": (b"/Lighten", ONE),
    "on nothing, in a list": (b"[/ColorDodge /Normal]", ONE),
    "on nothing, overlay": (b"/Overlay", ONE),
    "in a group": (b"/Screen", b"/Again Do\n"),
    "a group within": (b"/Hue", b"/Again Do\n"),
}


@pytest.mark.parametrize("is_twice", ["1", "0"])
@pytest.mark.parametrize("name", _MIXED)
def test_what_is_mixed_with_the_paper_away_is_not_read(tmp_path, monkeypatch, name, is_twice, lexicon: Lexicon) -> None:  # fmt: skip
    monkeypatch.setenv("TSDG_READ_TWICE", is_twice)
    blend, drawn = _MIXED[name]
    report = _report(SEEN + b"q /B gs " + drawn + b"Q 0 g\n", IN_FORM + _state(blend))
    staged = _read(tmp_path, report, _adding(_form(ONE, _GROUP if name == "in a group" else b"")), lexicon)  # fmt: skip
    assert figures(staged)["6.4.1"][1] in {289, None}
    assert any(f.rule in {"unknown_character", "unseen_text"} for f in staged.findings)


@pytest.mark.parametrize("blend", [b"/Screen", b"/Lighten", b"/HardLight"])
def test_a_white_box_mixed_over_a_figure_hides_it(tmp_path, blend, lexicon: Lexicon) -> None:
    drawn = SEEN + ONE + b"q 1 g /B gs " + _box(BEFORE, SIZE) + b"Q\n"
    read = figures(_read(tmp_path, _report(drawn, _state(blend)), None, lexicon))
    assert read["6.4.1"][1] in {289, None}


_LEFT_OF_8 = b"1 g " + _box(VALUE + SIZE, 2.6) + b"0 g\n"
_HALF_HIDDEN = {
    "its left": _FULL + _LEFT_OF_8,
    "its right": _FULL + b"1 g " + _box(VALUE + 2 * SIZE - 2.6, 2.6) + b"0 g\n",
    "its foot": _FULL + b"1 g %g %g 9 3.4 re f 0 g\n" % (VALUE + SIZE, Y - 1),
    "its foot by a line": _FULL
    + b"q 1 G 4 w %g %g m %g %g l S Q\n" % (VALUE - 2, Y + 0.5, VALUE + 40, Y + 0.5),
    "its left, in a form": _FULL + b"/Again Do\n",
    "by a clip": LEAD + b"q %g %g 600 100 re W n " % (VALUE, Y + 3.3) + _ALL + b"Q\n",
    "by a clip at its side": LEAD + b"q %g 600 400 300 re W n " % (VALUE + 2.5) + _ALL + b"Q\n",
    "by a clip around a form": LEAD + b"q %g 600 400 300 re W n /All Do Q\n" % (VALUE + 2.5),
}


@pytest.mark.parametrize("name", _HALF_HIDDEN)
def test_a_figure_cut_in_two_is_unsure(tmp_path, name, lexicon: Lexicon) -> None:
    report = _report(_HALF_HIDDEN[name], b"/XObject << /Again 8 0 R /All 9 0 R >>")
    staged = _read(tmp_path, report, _adding(_form(_LEFT_OF_8), _form(_ALL)), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule in {"unknown_character", "unseen_text", "struck_out_text"} and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


_LEAD_SMALL = show("目標：260公升 實績值：", VALUE - 14 * SIZE, Y, 7)
_OLD = _LEAD_SMALL + show("311", VALUE - 3 * SIZE, Y) + _ALL
_A, _B = VALUE - 3 * SIZE, VALUE


@pytest.mark.parametrize("stroke", ["———", "---", "／／／", "╳╳╳", "──", "－－－", "〜〜〜"])
def test_figures_under_signs_are_unsure(tmp_path, stroke, lexicon: Lexicon) -> None:
    drawn = _OLD + show(stroke, _A + (0 if len(stroke) > 2 else 4), Y)
    report = _report(drawn)
    report.extra_text += stroke
    staged = _read(tmp_path, report, None, lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
    assert any(f.rule == "unknown_character" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


@pytest.mark.parametrize(
    "curve",
    [
        b"0.6 w %g %g m %g %g %g %g %g %g c S\n" % (_A, Y + 3, _A + 9, Y + 3, _A + 18, Y + 3, _B, Y + 3),
        b"0.6 w %g %g m %g %g %g %g v S\n" % (_A, Y + 4, _A + 9, Y + 4, _B, Y + 4),
        b"%g %g m %g %g %g %g %g %g c %g %g l h f\n" % (_A, Y + 3, _A + 9, Y + 3, _A + 18, Y + 3, _B, Y + 3, _B, Y + 3.5),
    ],
)  # fmt: skip
def test_a_curve_without_a_bend_strikes_out(tmp_path, curve, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(_OLD + curve), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert any(f.rule == "struck_out_text" and "311" in f.facts for f in staged.findings)


_GOOD: dict[str, bytes] = {
    "marked with a pen": SEEN + b"q 1 1 0 rg /B gs " + _box(VALUE, 27) + b"Q\n",
    "in a clip of its own": LEAD + b"q %g %g 60 13 re W n " % (VALUE - 1, Y - 3) + _ALL + b"Q\n",
    "beside a white box": SEEN + b"1 g " + _box(AFTER, 20) + b"0 g\n",
    "between white boxes": SEEN + b"1 g " + _box(VALUE - 6, 6) + _box(AFTER, 6) + b"0 g\n",
    "a white band above": SEEN + b"1 g %g %g 60 5 re f 0 g\n" % (VALUE, Y + 8),
    "behind a minus": LEAD + show("−28公升", VALUE, Y),
    "in a round frame": SEEN + b"0.5 w %g %g m %g %g l %g %g %g %g %g %g c %g %g l S\n" % (VALUE, Y + 11, VALUE + 40, Y + 11, VALUE + 44, Y + 11, VALUE + 44, Y + 8, VALUE + 44, Y + 6, VALUE + 44, Y - 2),
}  # fmt: skip


@pytest.mark.parametrize("name", _GOOD)
def test_what_is_seen_whole_stays(tmp_path, name, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(_GOOD[name], _state(b"/Multiply")), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, -28 if name == "behind a minus" else 289)
    assert all(f.rule not in {"unknown_character", "unseen_text"} for f in staged.findings)


def test_a_whole_page_that_blends_is_read(tmp_path, lexicon: Lexicon) -> None:
    """Ink that only darkens is as black on paper as on nothing."""

    def change(pdf: Pdf) -> None:
        number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
        pdf.objects[number] = stream(b"/B gs " + Sheet().draw())

    staged = _read(tmp_path, _report(b"", _state(b"/Multiply")), change, lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)


_WHITE, _BLACK = b"[1] /C1 [1]", b"[0] /C1 [0]"
_PIXELS = b"/Type /XObject /Subtype /Image /Width 1 /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray"  # fmt: skip


def _shading(steps: bytes) -> bytes:
    return b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 %g 0 %g] /Extend [true true] /Function %s >>" % (Y - 2, Y + 8, steps)  # fmt: skip


def _step(colour: bytes) -> bytes:
    return b"<< /FunctionType 2 /Domain [0 1] /C0 %s /N 1 >>" % colour


_BAND = b"<< /FunctionType 3 /Domain [0 1] /Bounds [0.48 0.55] /Encode [0 1 0 1 0 1] /Functions [%s %s %s] >>" % (_step(_WHITE), _step(_BLACK), _step(_WHITE))  # fmt: skip
_SMOOTH = _step(b"[1] /C1 [0.8]")
_CLIPPED = b"q %g %g 27 13 re W n /S sh Q\n" % (_A, Y - 3)
_PATTERN = b"/Pattern cs /P scn %g %g 27 13 re f 0 g\n" % (_A, Y - 3)
_IMAGE = b"q 27 0 0 13 %g %g cm /Pic Do Q\n" % (_A, Y - 3)
_STRIKING = {
    "a shading": (_CLIPPED, b"/Shading << /S %s >>" % _shading(_BAND), b"null"),
    "a pattern": (_PATTERN, b"/Pattern << /P << /PatternType 2 /Shading %s >> >>" % _shading(_BAND), b"null"),
    "a tile": (_PATTERN, b"/Pattern << /P 8 0 R >>", stream(b"0 g 0 %g 600 0.8 re f" % ((Y + 3) % 20), b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 600 20] /XStep 600 /YStep 20 /Resources << >>")),
    "a picture": (_IMAGE, b"/XObject << /Pic 8 0 R >>", stream(b"\xff\xff\xff\xff\xff\xff\0\xff\xff\xff\xff\xff\xff", _PIXELS % 13)),
}  # fmt: skip


@pytest.mark.parametrize("name", _STRIKING)
def test_what_strikes_from_behind_leaves_figures_unsure(tmp_path, name, lexicon: Lexicon) -> None:
    drawn, resources, added = _STRIKING[name]
    staged = _read(tmp_path, _report(drawn + _OLD, resources), _adding(added), lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
    assert any(f.rule == "unknown_character" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "resources"),
    [
        (_CLIPPED, b"/Shading << /S %s >>" % _shading(_SMOOTH)),
        (_PATTERN, b"/Pattern << /P << /PatternType 2 /Shading %s >> >>" % _shading(_SMOOTH)),
        (_IMAGE, b"/XObject << /Pic 8 0 R >>"),
    ],
    ids=["shading", "pattern", "picture"],
)
def test_a_smooth_ground_changes_nothing(tmp_path, drawn, resources, lexicon: Lexicon) -> None:
    ground = stream(b"\xf0", _PIXELS % 1)
    number = LEAD + show("289公升", _A + 3 * SIZE, Y)
    staged = _read(tmp_path, _report(drawn + number, resources), _adding(ground), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
    assert all(f.rule != "unknown_character" for f in staged.findings)


@pytest.mark.parametrize("size", [SIZE, 7.5, 5])
@pytest.mark.parametrize(("number", "value"), [("289", 289), ("2.89×10", 289)])
def test_a_raised_figure_is_no_digit_at_any_size(tmp_path, size, number, value, lexicon: Lexicon) -> None:  # fmt: skip
    end = VALUE + len(number) * SIZE
    drawn = LEAD + show(number, VALUE, Y) + show("2", end, Y + 4, size) + show("公升", end + size, Y)  # fmt: skip
    assert figures(_read(tmp_path, _report(drawn), None, lexicon))["6.4.1"] == (260, value)


@pytest.mark.parametrize("last", ["2", "28", "120"])
def test_a_line_that_ends_in_mid_cell_is_a_number_of_its_own(tmp_path, last, lexicon: Lexicon) -> None:  # fmt: skip
    drawn = show(f"目標：260公升 實績值：{last}", X_OF_CELL, Y + 3, 6) + show("89公升", X_OF_CELL, Y - 5, 6)  # fmt: skip
    staged = _read(tmp_path, _report(drawn), None, lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule == "number_not_read" and f.indicator_code == "6.4.1" for f in staged.findings)


_SEEN_THROUGH = b"/ExtGState << /B << /ca 0.95 >> /M << /SMask << /S /Luminosity /G 8 0 R >> >> >>"
_ONCE = {
    "under a box hardly seen through": SEEN + ONE + b"q 1 g /B gs " + _box(BEFORE, SIZE) + b"Q\n",
    "a form behind a mask": SEEN + b"q /M gs /Again Do Q\n",
    "a form behind a mask, in a form": SEEN + b"/Outer Do\n",
    "light": SEEN + b"0.94 g " + ONE + b"0 g\n",
}


@pytest.mark.parametrize("name", _ONCE)
def test_a_page_where_something_may_hide_is_looked_at_in_any_case(tmp_path, monkeypatch, name, lexicon: Lexicon) -> None:  # fmt: skip
    monkeypatch.setenv("TSDG_READ_TWICE", "0")
    resources = b"/XObject << /Again 9 0 R /Outer 10 0 R >>" + _SEEN_THROUGH
    inner = FORM.replace(b"/Resources <<", b"/Resources << " + resources)
    outer = stream(b"q /M gs /Again Do Q", inner)
    change = _adding(_form(b"", _GROUP), _form(ONE, _GROUP), outer)
    staged = _read(tmp_path, _report(_ONCE[name], resources), change, lexicon)
    assert figures(staged)["6.4.1"][1] in {289, None}
