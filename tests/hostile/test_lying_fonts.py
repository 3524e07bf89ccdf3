"""Fonts that draw one digit and call it another: told by what they bring along, or by how their figures look."""

from collections.abc import Callable

import pytest

from tests.hostile.drawn_figures import add_drawn_font, compact_font, use_font
from tests.hostile.pdf_writer import Pdf, show, stream
from tests.hostile.small_report import ROWS, Report, Sheet
from tests.hostile.test_what_is_seen import LEAD, SEEN, SIZE, VALUE, Y, _map, _read, _report
from tests.integration.documents.test_cases import figures
from transforms.report.report_lexicon import Lexicon
from warehouse.errors import UnusableReportError

_AFTER = VALUE + 3 * 0.6 * SIZE


def _figure(codes: bytes, x: float = VALUE, y: float = Y, size: float = SIZE) -> bytes:
    return b"BT /F2 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, codes)


def _with(glyphs: dict[str, str], face: str = "Helvetica") -> Callable[[Pdf], None]:
    return lambda pdf: use_font(pdf, b"F2", add_drawn_font(pdf, glyphs, face))


_DRAWN_289 = LEAD + _figure(b"ABC") + show("公升", _AFTER, Y)
_SWAPPED = {"A": "22", "B": "89", "C": "98"}
_LIES = {
    "8 and 9 swapped": (_SWAPPED, "Helvetica"),
    "in a face with serifs": (_SWAPPED, "Times-Roman"),
    "in a face of a typewriter": (_SWAPPED, "Courier"),
    "bold": (_SWAPPED, "Helvetica-Bold"),
    "one digit alone": ({"A": "22", "B": "88", "C": "94"}, "Times-Bold"),
    "wide digits": ({"A": "22", "B": "8９", "C": "98"}, "Helvetica"),
    "3 for 8": ({"A": "22", "B": "83", "C": "99"}, "Times-Roman"),
    "1 for 7": ({"A": "17", "B": "88", "C": "99"}, "Times-Italic"),
}


@pytest.mark.parametrize("name", _LIES)
def test_a_figure_that_looks_like_another_digit_is_uncertain(tmp_path, name, lexicon: Lexicon) -> None:  # fmt: skip
    staged = _read(tmp_path, _report(_DRAWN_289), _with(*_LIES[name]), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)
    assert any(f.rule == "unknown_character" and f.indicator_code == "6.4.1" for f in staged.findings)  # fmt: skip


def test_one_of_two_glyphs_of_the_same_name_is_found_out(tmp_path, lexicon: Lexicon) -> None:
    """The font has an 8 that it calls 8, and a 9 that it calls 8, too."""
    glyphs = {"A": "22", "B": "88", "C": "98"}
    drawn = _figure(b"BBB", 60) + _DRAWN_289
    staged = _read(tmp_path, _report(drawn), _with(glyphs), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)


def test_a_lie_on_the_second_page_is_found_out(tmp_path, lexicon: Lexicon) -> None:
    """The first page uses nothing but true figures of the font."""
    first = Sheet(rows=ROWS[:1], behind=_figure(b"AAA", 60))
    last = Sheet(rows=((*ROWS[1][:2], ""), *ROWS[2:]), behind=_shifted(_DRAWN_289))
    report = Report([first, last], extra_text=ROWS[1][2])
    staged = _read(tmp_path, report, _with(_SWAPPED), lexicon)
    assert figures(staged)["6.4.1"] == (260, None)


def _shifted(drawn: bytes) -> bytes:
    """Drawn by hand in the second row; here it is the first below the header."""
    return b"q 1 0 0 1 0 24 cm\n" + drawn + b"Q\n"


def test_a_page_whose_figures_lie_is_refused(tmp_path, lexicon: Lexicon) -> None:
    drawn = _DRAWN_289 + b"".join(_figure(b"ABCBCB" * 4, 60, 400 - 20 * n) for n in range(6))
    with pytest.raises(UnusableReportError, match=r"a font draws . and calls it ."):
        _read(tmp_path, _report(drawn), _with(_SWAPPED), lexicon)


@pytest.mark.parametrize(
    "face", ["Helvetica", "Times-Roman", "Times-BoldItalic", "Courier-Bold", "Helvetica-Oblique"]
)
@pytest.mark.parametrize("size", [SIZE, 6, 12])
def test_figures_that_look_like_what_they_are_called_are_read(tmp_path, face, size, lexicon: Lexicon) -> None:  # fmt: skip
    glyphs = {chr(0x41 + digit): 2 * str(digit) for digit in range(10)}
    for codes, value in ((b"BCD", 123), (b"EFG", 456), (b"HIJ", 789), (b"JAI", 908)):
        drawn = LEAD + _figure(codes, VALUE, Y, size) + show("公升", VALUE + 2 * size, Y)
        staged = _read(tmp_path, _report(drawn), _with(glyphs, face), lexicon)
        assert figures(staged)["6.4.1"] == (260, value)


_TYPE1 = b"<< /Type /Font /Subtype /Type1 /BaseFont /Own /FirstChar 49 /LastChar 51 /Widths [600 600 600] /FontDescriptor 9 0 R /ToUnicode 8 0 R %s >>"  # fmt: skip
_DESCRIPTOR = b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /%s 10 0 R >>"
_TYPE0 = b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /%s /DescendantFonts [11 0 R] /ToUnicode 8 0 R >>"  # fmt: skip
_DESCENDANT = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Own /DW 1000 /FontDescriptor 9 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) /Supplement 0 >> >>"  # fmt: skip
_COMPACT = b"/Subtype /%s"
_HEAD = b"%%!PS-AdobeFont-1.0: Own\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 49 /%s put\nreadonly def\ncurrentfile eexec\n\0\0"  # fmt: skip
_PLAIN_BYTES = b"BT /F2 9 Tf 1 0 0 1 60 60 Tm (1) Tj ET\n"


def _one(code: bytes, character: str) -> bytes:
    return _map(b"1 beginbfchar <%s> <%04X> endbfchar" % (code, ord(character)))


def _simple(program: bytes, kind: bytes, extra: bytes = b"") -> Callable[[str], list[bytes]]:
    attributes = _COMPACT % b"Type1C" if kind == b"FontFile3" else b""
    return lambda called: [
        _one(b"31", called), _DESCRIPTOR % kind, stream(program, attributes + b" /Length1 %d" % len(program)), _TYPE1 % extra,
    ]  # fmt: skip


def _by_number(code: bytes, ordering: bytes, program: bytes | None, encoding: bytes = b"Identity-H") -> Callable[[str], list[bytes]]:  # fmt: skip
    descriptor = (_DESCRIPTOR % b"FontFile3") if program else (_DESCRIPTOR % b"Nothing")
    return lambda called: [
        _one(code, called), descriptor, stream(program or b"", _COMPACT % b"CIDFontType0C"),
        _DESCENDANT % ordering, _TYPE0 % encoding,
    ]  # fmt: skip


# What draws an 8, by what the font itself says.
_EIGHTS: dict[str, Callable[[str], list[bytes]]] = {
    "by the names of a compact font": _simple(compact_font(["eight", "two"]), b"FontFile3"),
    "by names with a suffix": _simple(compact_font(["eight.tnum"]), b"FontFile3"),
    "by code points": _simple(compact_font(["uni0038"]), b"FontFile3"),
    "by the standard names": _simple(compact_font([], numbers=[25]), b"FontFile3"),
    "by the head of a font": _simple(_HEAD % b"eight", b"FontFile"),
    "by names, where codes are numbers": _by_number(b"0001", b"Identity", compact_font(["eight"])),
    "by its number in a collection": _by_number(b"0019", b"CNS1", None),
    "by its number, half as wide": _by_number(b"3568", b"CNS1", None),
    "by its number in another collection": _by_number(b"0019", b"Japan1", None),
    "by a collection in the font": _by_number(b"0019", b"Identity", compact_font([], collection="Korea1", numbers=[25])),
    "by a code page": _by_number(b"38", b"CNS1", None, b"ETen-B5-H"),
    "by code points of the file": _by_number(b"0038", b"GB1", None, b"UniGB-UTF16-H"),
}  # fmt: skip


def _with_objects(objects: list[bytes]) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        numbers = [pdf.add(body) for body in objects]
        assert numbers[0] == 8
        use_font(pdf, b"F2", numbers[-1])

    return change


@pytest.mark.parametrize("name", _EIGHTS)
def test_a_font_that_contradicts_itself_is_refused(tmp_path, name, lexicon: Lexicon) -> None:
    with pytest.raises(UnusableReportError, match=r"a font draws . and calls it ."):
        _read(tmp_path, _report(SEEN + _PLAIN_BYTES), _with_objects(_EIGHTS[name]("9")), lexicon)


@pytest.mark.parametrize("name", _EIGHTS)
def test_a_font_that_agrees_with_itself_is_read(tmp_path, name, lexicon: Lexicon) -> None:
    staged = _read(tmp_path, _report(SEEN), _with_objects(_EIGHTS[name]("8")), lexicon)
    assert figures(staged)["6.4.1"] == (260, 289)
