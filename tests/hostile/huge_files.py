"""Files that are far larger inside than a report ever is."""

import re
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, WITH_MORE, Case, written
from tests.hostile.pdf_writer import Pdf, stream, to_unicode
from tests.hostile.small_report import ROWS, Report, Sheet, changed, plain

_MEGABYTE = 1024 * 1024


def huge_files() -> Iterator[Case]:
    """Every case of this module."""
    for name, build, end in _BUILDS:
        yield written(name, build, end)


def _repeated(block: bytes, times: int) -> bytes:
    """A deflated block many times over, without ever being held whole or packed more than once."""
    packer = zlib.compressobj(9)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    # The end of the data and its checksum are missing; no reader that unpacks it all gets there.
    return first + again * (times - 1)


def _zeros(megabytes: int) -> bytes:
    return _repeated(b"\0" * _MEGABYTE, megabytes)


def _page_content(data: bytes, filters: bytes) -> bytes:
    def change(pdf: Pdf) -> None:
        number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
        pdf.objects[number] = stream(data, b"/Filter " + filters)

    return Report().build(change)


def _bomb() -> bytes:
    return _page_content(_zeros(4096), b"/FlateDecode")


def _bomb_in_bomb() -> bytes:
    filters = b"[/FlateDecode /FlateDecode /FlateDecode]"
    return _page_content(zlib.compress(zlib.compress(_zeros(4096))), filters)


def _operator_bomb() -> bytes:
    return _page_content(_repeated(b"0 0 m 9 9 l S\n" * 80_000, 1000), b"/FlateDecode")


def _run_length_bomb() -> bytes:
    packed = zlib.compress(b"\x81\x20" * 8 * _MEGABYTE, 9)
    return _page_content(packed, b"[/FlateDecode /RunLengthDecode]")


def _hundred_filters() -> bytes:
    data = Sheet().draw()
    for _ in range(100):
        data = zlib.compress(data)
    return _page_content(data, b"[" + b"/FlateDecode " * 100 + b"]")


def _predictor_bomb() -> bytes:
    parameters = b"/FlateDecode /DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 4 >>"
    return _page_content(zlib.compress(Sheet().draw()), parameters)


def _font_map_bomb() -> bytes:
    mapping = to_unicode(["甲"]).replace(
        b"endcmap", b"1 beginbfrange <00000000> <7FFFFFFF> <0000> endbfrange endcmap"
    )
    return Report(unicode_map=mapping).build()


def _width_bomb() -> bytes:
    def change(pdf: Pdf) -> None:
        for number, body in pdf.objects.items():
            pdf.objects[number] = body.replace(b"/DW 1000", b"/DW 1000 /W [0 2000000000 500]")

    return Report().build(change)


def _attached_bomb() -> bytes:
    """A bomb that nobody needs to open: an attachment."""

    def change(pdf: Pdf) -> None:
        pdf.add(stream(_zeros(4096), b"/Type /EmbeddedFile /Filter /FlateDecode"))

    return Report().build(change)


def _xref_count() -> bytes:
    return re.sub(rb"xref\n0 \d+", b"xref\n0 2147483647", plain())


def _xref_stream(attributes: bytes) -> Callable[[], bytes]:
    def build() -> bytes:
        body = b"%PDF-1.7\n"
        start = len(body)
        packed = zlib.compress(b"\1\0\0\0\0\0" * 10)
        full = b"/Type /XRef /Root 1 0 R /Filter /FlateDecode " + attributes
        body += b"3 0 obj\n" + stream(packed, full) + b"\nendobj\n"
        return body + b"startxref\n%d\n%%%%EOF\n" % start

    return build


def _object_stream_count() -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n" + stream(b"1 0 2 4", b"/Type /ObjStm /N 2000000000 /First 8")
    return body + b"\nendobj\ntrailer\n<< /Size 2 /Root 1 0 R >>\n%%EOF\n"


def _lines(number: int) -> bytes:
    """Rules across the page, as a picture made of lines has them."""
    return b"".join(
        b"%d %d m %d %d l S\n" % (i % 595, i % 400, (i * 7) % 595, (i * 3) % 400)
        for i in range(number)
    )


def _crossing_rules(number: int) -> bytes:
    step = 400 / number
    across = b"".join(
        b"20 %.3f m 570 %.3f l S\n" % (20 + i * step, 20 + i * step) for i in range(number)
    )
    down = b"".join(
        b"%.3f 20 m %.3f 420 l S\n" % (20 + i * step, 20 + i * step) for i in range(number)
    )
    return across + down


def _rectangles(number: int) -> bytes:
    return b"".join(b"%d %d 3 3 re f\n" % (i % 590, (i * 7) % 400) for i in range(number))


def _curves(number: int) -> bytes:
    return b"".join(b"%d 0 m 1 2 3 4 5 6 c S\n" % (i % 500) for i in range(number))


def _one_path(number: int) -> bytes:
    return b"0 0 m " + b"".join(b"%d %d l " % (i % 500, i % 300) for i in range(number)) + b"S\n"


def _letters(number: int) -> bytes:
    line = b"BT /F1 4 Tf 1 0 0 1 20 %d Tm <%s> Tj ET\n"
    return b"".join(line % (i % 400, b"6307" * 100) for i in range(number // 100))


def _long_cell(digits: int) -> bytes:
    row = ("06：甲", "指標 6.1.1：乙", "目標：5家 實績值：" + "9" * digits)
    return changed(rows=(row,)).build()


def _long_report(pages: int) -> bytes:
    first = Sheet()
    more = Sheet(header=None, title="", rows=tuple(("", *row[1:]) for row in ROWS))
    return Report([first, *[more] * (pages - 1)]).build()


_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("bomb_of_4_gigabytes", _bomb, "memory"),
    ("bomb_in_a_bomb", _bomb_in_bomb, "memory"),
    ("bomb_of_operators", _operator_bomb, "memory|stopped"),
    ("bomb_of_run_lengths", _run_length_bomb, "memory|stopped"),
    ("hundred_filters", _hundred_filters, SAME_OR_REFUSED),
    ("predictor_of_gigabytes", _predictor_bomb, "."),
    ("font_map_of_two_billion", _font_map_bomb, "."),
    ("widths_of_two_billion", _width_bomb, SAME_OR_REFUSED),
    ("attached_bomb", _attached_bomb, SAME),
    ("xref_of_two_billion", _xref_count, SAME_OR_REFUSED),
    ("xref_stream_without_width", _xref_stream(b"/Size 9 /W [0 0 0]"), "."),
    ("xref_stream_of_two_billion", _xref_stream(b"/Size 2147483647 /W [1 4 1]"), "."),
    ("xref_stream_endless_index", _xref_stream(b"/Size 9 /W [1 4 1] /Index [0 2147483647]"), "."),
    ("object_stream_of_two_billion", _object_stream_count, "."),
    ("page_of_14400_points", lambda: changed(box=(0, 0, 14400, 14400)).build(), SAME),
    ("page_of_a_billion_points", lambda: changed(box=(0, 0, 1e9, 1e9)).build(), SAME_OR_REFUSED),
    ("lines_2000", lambda: changed(behind=_lines(2000)).build(), SAME_OR_REFUSED),
    ("crossing_rules_1000", lambda: changed(behind=_crossing_rules(1000)).build(), SAME_OR_REFUSED),
    ("rectangles_2000", lambda: changed(behind=_rectangles(2000)).build(), SAME_OR_REFUSED),
    ("rectangles_20000", lambda: changed(behind=_rectangles(20_000)).build(), SAME_OR_REFUSED),
    ("curves_2000", lambda: changed(behind=_curves(2000)).build(), SAME_OR_REFUSED),
    ("one_path_of_20000", lambda: changed(behind=_one_path(20_000)).build(), SAME_OR_REFUSED),
    ("letters_10000", lambda: changed(behind=_letters(10_000)).build(), SAME_OR_REFUSED),
    ("letters_100000", lambda: changed(behind=_letters(100_000)).build(), SAME_OR_REFUSED),
    ("pages_50", lambda: _long_report(50), WITH_MORE),
    ("pages_300", lambda: _long_report(300), WITH_MORE),
    ("cell_of_6000_digits", lambda: _long_cell(6000), "edge of its cell"),
)
