"""Files whose objects lead back to themselves or into endless depth."""

import re
from collections.abc import Callable, Iterator

from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, Case, written
from tests.hostile.pdf_writer import Pdf, stream, to_unicode
from tests.hostile.small_report import Report, changed, plain


def looping_files() -> Iterator[Case]:
    """Every case of this module."""
    for name, change, end in _OBJECT_CHANGES:
        yield written(name, _rebuild(change), end)
    for name, build, end in _BUILDS:
        yield written(name, build, end)


def _rebuild(change: Callable[[Pdf], None]) -> Callable[[], bytes]:
    return lambda: Report().build(change)


def _find(pdf: Pdf, mark: bytes) -> int:
    return next(n for n, body in pdf.objects.items() if mark in body)


def _self_kids(pdf: Pdf) -> None:
    pages = _find(pdf, b"/Type /Pages")
    pdf.objects[pages] = pdf.objects[pages].replace(b"/Kids [", b"/Kids [%d 0 R " % pages)


def _only_self_as_kid(pdf: Pdf) -> None:
    pages = _find(pdf, b"/Type /Pages")
    pdf.objects[pages] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % pages


def _parent_loop(pdf: Pdf) -> None:
    pages, page = _find(pdf, b"/Type /Pages"), _find(pdf, b"/Type /Page ")
    pdf.objects[pages] = pdf.objects[pages].replace(b">>", b"/Parent %d 0 R >>" % page)


def _deep_page_tree(depth: int) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pages = _find(pdf, b"/Type /Pages")
        kid = _find(pdf, b"/Type /Page ")
        for _ in range(depth):
            kid = pdf.add(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % kid)
        pdf.objects[pages] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % kid

    return change


def _many_kids(pdf: Pdf) -> None:
    pages = _find(pdf, b"/Type /Pages")
    pdf.objects[pages] = pdf.objects[pages].replace(b"/Kids [", b"/Kids [" + b"null " * 200_000)


def _indirect_loop(mark: bytes, key: bytes) -> Callable[[Pdf], None]:
    """An attribute refers to an object that is a reference to the other one, and so on."""

    def change(pdf: Pdf) -> None:
        number = _find(pdf, mark)
        one, other = pdf.reserve(), pdf.reserve()
        pdf.objects[one], pdf.objects[other] = b"%d 0 R" % other, b"%d 0 R" % one
        body = re.sub(rb"%s [^/]*" % key, b"%s %d 0 R " % (key, one), pdf.objects[number], count=1)
        pdf.objects[number] = body

    return change


def _length_of_itself(pdf: Pdf) -> None:
    number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
    pdf.objects[number] = re.sub(rb"/Length \d+", b"/Length %d 0 R" % number, pdf.objects[number])


def _forms(*contents: bytes) -> Callable[[], bytes]:
    """Form XObjects; each may draw those by the names /X0, /X1 ... The page draws /X0."""

    def change(pdf: Pdf) -> None:
        numbers = [pdf.reserve() for _ in contents]
        names = b" ".join(b"/X%d %d 0 R" % pair for pair in enumerate(numbers))
        resources = b"/Resources << /XObject << %s >> >>" % names
        for number, content in zip(numbers, contents, strict=True):
            pdf.objects[number] = stream(
                content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources
            )
        page = _find(pdf, b"/Type /Page ")
        pdf.objects[page] = pdf.objects[page].replace(
            b"/Resources <<", b"/Resources << /XObject << %s >>" % names
        )

    return lambda: changed(behind=b"/X0 Do\n").build(change)


def _cmap_loop(pdf: Pdf) -> None:
    font = _find(pdf, b"/Subtype /Type0")
    own = pdf.reserve()
    pdf.objects[own] = stream(
        to_unicode(["甲"]), b"/Type /CMap /CMapName /Own /UseCMap %d 0 R" % own
    )
    pdf.objects[font] = pdf.objects[font].replace(b"/Identity-H", b"%d 0 R" % own)


def _descendant_loop(pdf: Pdf) -> None:
    font = _find(pdf, b"/Subtype /Type0")
    pdf.objects[font] = re.sub(
        rb"/DescendantFonts \[\d+ 0 R\]", b"/DescendantFonts [%d 0 R]" % font, pdf.objects[font]
    )


def _previous(offset: str) -> Callable[[], bytes]:
    def build() -> bytes:
        content = plain()
        start = int(re.search(rb"startxref\n(\d+)", content)[1])
        target = {"itself": start, "beyond": 10**9, "zero": 0, "negative": -1}[offset]
        return content.replace(b"/Root", b"/Prev %d /Root" % target)

    return build


def _two_tables_loop() -> bytes:
    """Two cross-reference tables, each naming the other as its forerunner."""
    content = plain()
    first = int(re.search(rb"startxref\n(\d+)", content)[1])
    trailer = re.search(rb"trailer\n<<(.*)>>", content)[1]
    second = len(content) + 30
    head = content.replace(b"/Root", b"/Prev %010d /Root" % second, 1)
    second = len(head)
    head = content.replace(b"/Root", b"/Prev %010d /Root" % second, 1)
    tail = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<%s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return head + tail % (trailer, first, second)


def _object_stream_in_itself() -> bytes:
    """A cross-reference stream that puts the catalog and the stream itself inside the stream."""
    body = bytearray(b"%PDF-1.7\n")
    inner = b"1 0 2 40 << /Type /Catalog /Pages 2 0 R >>"
    body += (
        b"1 0 obj\n" + stream(inner, b"/Type /ObjStm /N 2 /First 9 /Extends 1 0 R") + b"\nendobj\n"
    )
    start = len(body)
    rows = b"".join(bytes([2]) + (1).to_bytes(4, "big") + bytes([n]) for n in range(4))
    attributes = b"/Type /XRef /Size 4 /W [1 4 1] /Root 1 0 R"
    body += b"3 0 obj\n" + stream(rows, attributes) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def _nested(opening: bytes, closing: bytes, depth: int) -> Callable[[], bytes]:
    return lambda: Report(catalog_extra=b"/Own " + opening * depth + closing * depth).build()


_LAUGHS = tuple(b"/X%d Do " % (level + 1) * 10 for level in range(9))

_OBJECT_CHANGES: tuple[tuple[str, Callable[[Pdf], None], str], ...] = (
    ("kids_with_itself", _self_kids, SAME_OR_REFUSED),
    ("kids_only_itself", _only_self_as_kid, SAME_OR_REFUSED),
    ("parent_loop", _parent_loop, SAME_OR_REFUSED),
    ("page_tree_40_deep", _deep_page_tree(40), SAME),
    ("page_tree_5000_deep", _deep_page_tree(5000), "nested|damaged"),
    ("kids_of_nothing", _many_kids, SAME_OR_REFUSED),
    ("contents_reference_loop", _indirect_loop(b"/Type /Page ", b"/Contents"), "."),
    ("media_box_reference_loop", _indirect_loop(b"/Type /Page ", b"/MediaBox"), "."),
    ("length_reference_loop", _indirect_loop(b"/FlateDecode", b"/Length"), "."),
    ("pages_reference_loop", _indirect_loop(b"/Type /Catalog", b"/Pages"), SAME_OR_REFUSED),
    ("length_is_the_stream_itself", _length_of_itself, SAME_OR_REFUSED),
    ("cmap_uses_itself", _cmap_loop, SAME_OR_REFUSED),
    ("font_descends_from_itself", _descendant_loop, SAME_OR_REFUSED),
)
_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("form_draws_itself", _forms(b"/X0 Do"), SAME_OR_REFUSED),
    ("forms_draw_each_other", _forms(b"/X1 Do", b"/X0 Do"), SAME_OR_REFUSED),
    ("forms_multiply", _forms(*_LAUGHS, b"0 0 m 1 1 l S"), SAME_OR_REFUSED),
    ("prev_is_itself", _previous("itself"), SAME_OR_REFUSED),
    ("prev_beyond_the_end", _previous("beyond"), SAME_OR_REFUSED),
    ("prev_at_zero", _previous("zero"), SAME_OR_REFUSED),
    ("prev_negative", _previous("negative"), SAME_OR_REFUSED),
    ("two_tables_name_each_other", _two_tables_loop, SAME_OR_REFUSED),
    ("object_stream_in_itself", _object_stream_in_itself, "PDF"),
    ("arrays_100000_deep", _nested(b"[", b"]", 100_000), SAME_OR_REFUSED),
    ("dictionaries_20000_deep", _nested(b"<< /A ", b">>", 20_000), SAME_OR_REFUSED),
    ("arrays_never_closed", _nested(b"[", b"", 200_000), SAME_OR_REFUSED),
    ("saves_50000_deep", lambda: changed(before=b"q " * 50_000).build(), SAME_OR_REFUSED),
    ("content_arrays_deep", lambda: changed(before=b"[" * 200_000).build(), SAME_OR_REFUSED),
    ("string_never_closed", lambda: changed(behind=b"(" * 200_000).build(), SAME_OR_REFUSED),
)
