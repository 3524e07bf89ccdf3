"""Files that were whole once: cut off, overwritten, with numbers that no longer agree."""

import re
from collections.abc import Callable, Iterator

from tests.conftest import SAMPLE
from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, Case, written
from tests.hostile.pdf_writer import Pdf
from tests.hostile.small_report import Report, Sheet, plain

TENTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9)


def damaged_files() -> Iterator[Case]:
    """Every case of this module."""
    for tenth in TENTHS:
        yield written(f"cut_at_{tenth}_tenths", _cut(tenth / 10), "PDF", model="sample")
    for missing in (7, 30, 600):
        yield written(
            f"cut_{missing}_bytes_short", _shorter(missing), SAME_OR_REFUSED, model="sample"
        )
    for name, change, end in _CHANGES:
        yield written(name, _apply(change), end)
    for name, change, end in _OBJECT_CHANGES:
        yield written(name, _rebuild(change), end)
    yield written("page_lost_from_tree", _without_second_page, "names 3 of pages and has 2")
    yield written(
        "page_lost_in_long_report",
        _without_sample_page,
        "names 8 of pages and has 7",
        model="sample",
    )


def _cut(share: float) -> Callable[[], bytes]:
    def build() -> bytes:
        content = SAMPLE.read_bytes()
        return content[: int(len(content) * share)]

    return build


def _shorter(missing: int) -> Callable[[], bytes]:
    return lambda: SAMPLE.read_bytes()[:-missing]


def _apply(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: change(plain())


def _rebuild(change: Callable[[Pdf], None]) -> Callable[[], bytes]:
    return lambda: Report().build(change)


def _zero_offsets(content: bytes) -> bytes:
    return re.sub(rb"\d{10} 00000 n", b"0000000000 00000 n", content)


def _shift_offsets(content: bytes) -> bytes:
    return re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 3), content)


def _swap_offsets(content: bytes) -> bytes:
    offsets = re.findall(rb"\d{10} 00000 n", content)
    swapped = iter(reversed(offsets))
    return re.sub(rb"\d{10} 00000 n", lambda m: next(swapped), content)


def _startxref(number: int) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(rb"startxref\n\d+", b"startxref\n%d" % number, content)


def _offsets_to_nowhere(content: bytes) -> bytes:
    return re.sub(rb"\d{10} 00000 n", b"9999999999 00000 n", content)


def _behind(start: bytes) -> Callable[[bytes], bytes]:
    return lambda content: start + content


_CHANGES: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
    ("xref_to_nowhere", _offsets_to_nowhere, "the index of the PDF .* is broken"),
    ("blank_line_before", _behind(b"\r\n"), SAME),
    ("byte_order_mark_before", _behind(b"\xef\xbb\xbf"), SAME),
    ("web_header_before", _behind(b"HTTP/1.1 200 OK\r\n\r\n"), SAME),
    ("xref_zeroed", _zero_offsets, SAME_OR_REFUSED),
    ("xref_off_by_three", _shift_offsets, SAME_OR_REFUSED),
    ("xref_swapped", _swap_offsets, SAME_OR_REFUSED),
    ("startxref_beyond_the_end", _startxref(10**9), SAME_OR_REFUSED),
    ("startxref_at_zero", _startxref(0), SAME_OR_REFUSED),
    ("startxref_negative", _startxref(-5), SAME_OR_REFUSED),
    ("no_trailer", lambda c: c[: c.index(b"trailer")], SAME_OR_REFUSED),
    ("no_root", lambda c: c.replace(b"/Root", b"/Toor"), "damaged"),
    ("no_catalog_pages", lambda c: c.replace(b"/Catalog /Pages", b"/Catalog /Segap"), SAME_OR_REFUSED),
    ("junk_before", lambda c: b"HTTP/1.1 200 OK\r\n\r\n" + c, SAME_OR_REFUSED),
    ("junk_behind", lambda c: c + b"\0" * 100_000, SAME_OR_REFUSED),
    ("twice_the_file", lambda c: c + c, SAME_OR_REFUSED),
    ("line_ends_changed", lambda c: c.replace(b"\n", b"\r\n"), SAME_OR_REFUSED),
    ("seven_bits", lambda c: bytes(b & 0x7F for b in c), SAME_OR_REFUSED),
    ("high_bytes_as_question_marks", lambda c: bytes(b if b < 128 else 63 for b in c), SAME_OR_REFUSED),
    ("hole_of_zeros", lambda c: c[:1500] + b"\0" * 400 + c[1900:], SAME_OR_REFUSED),
)  # fmt: skip


def _content_number(pdf: Pdf) -> int:
    return max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)


def _flip(pdf: Pdf, number: int, place: float) -> None:
    body = bytearray(pdf.objects[number])
    start = body.index(b"stream\n") + 7
    at = start + int((len(body) - start - 10) * place)
    body[at] ^= 0x55
    pdf.objects[number] = bytes(body)


def _flip_content(place: float) -> Callable[[Pdf], None]:
    return lambda pdf: _flip(pdf, _content_number(pdf), place)


def _flip_font_map(pdf: Pdf) -> None:
    _flip(pdf, min(n for n, body in pdf.objects.items() if b"/FlateDecode" in body), 0.6)


def _set_length(length: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        number = _content_number(pdf)
        pdf.objects[number] = re.sub(
            rb"/Length \d+", b"/Length " + length, pdf.objects[number], count=1
        )

    return change


def _replace(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        for number, body in pdf.objects.items():
            pdf.objects[number] = body.replace(old, new)

    return change


def _cut_content(pdf: Pdf) -> None:
    number = _content_number(pdf)
    head, _, data = pdf.objects[number].partition(b"stream\n")
    half = data[: len(data) // 2]
    pdf.objects[number] = (
        re.sub(rb"/Length \d+", b"/Length %d" % len(half), head)
        + b"stream\n"
        + half
        + b"\nendstream"
    )


def _empty_content_before(pdf: Pdf) -> None:
    """What a program writes that keeps the page's beginning in a stream of its own."""
    empty = pdf.add(b"<< /Length 0 /Filter /FlateDecode >>\nstream\n\nendstream")
    for number, body in pdf.objects.items():
        pdf.objects[number] = re.sub(
            rb"/Contents (\d+) 0 R", rb"/Contents [%d 0 R \1 0 R]" % empty, body
        )


_OBJECT_CHANGES: tuple[tuple[str, Callable[[Pdf], None], str], ...] = (
    ("content_byte_flipped_early", _flip_content(0.05), "page 1: the page is damaged"),
    ("content_byte_flipped_midway", _flip_content(0.5), "page 1: the page is damaged"),
    ("content_byte_flipped_late", _flip_content(0.9), "page 1: the page is damaged"),
    ("content_half", _cut_content, "page 1: the page is damaged"),
    ("font_map_byte_flipped", _flip_font_map, "page 1: the page is damaged"),
    ("empty_content_before", _empty_content_before, SAME),
    ("length_too_short", _set_length(b"40"), SAME_OR_REFUSED),
    ("length_too_long", _set_length(b"999999"), SAME_OR_REFUSED),
    ("length_negative", _set_length(b"-1"), SAME_OR_REFUSED),
    ("length_no_number", _set_length(b"(many)"), SAME_OR_REFUSED),
    ("unknown_filter", _replace(b"/FlateDecode", b"/OwnDecode"), "page 1: the page cannot be decoded"),
    ("media_box_of_words", _replace(b"[0 0 595 842]", b"[(a) (b) (c) (d)]"), SAME_OR_REFUSED),
    ("media_box_short", _replace(b"[0 0 595 842]", b"[0 0]"), SAME_OR_REFUSED),
    ("rotate_by_word", _replace(b"/Type /Page ", b"/Type /Page /Rotate /Left "), SAME_OR_REFUSED),
    ("font_without_descendant", _replace(b"/DescendantFonts", b"/Childless"), SAME_OR_REFUSED),
    ("font_lost", _replace(b"/F1 ", b"/F2 "), SAME_OR_REFUSED),
    ("contents_to_nowhere", _replace(b"/Contents", b"/Contents 99 0 R /Was"), "content is lost"),
)  # fmt: skip


def _without_second_page() -> bytes:
    report = Report([Sheet(), Sheet(header=None, title=""), Sheet(header=None, title="")])

    def lose(pdf: Pdf) -> None:
        pages = [n for n, body in pdf.objects.items() if b"/Type /Page " in body]
        pdf.objects[pages[1]] = b"null"

    return report.build(lose)


def _without_sample_page() -> bytes:
    """One page's object of the sample is overwritten with spaces, where it is no object stream's."""
    content = SAMPLE.read_bytes()
    page = list(re.finditer(rb"/Type ?/Page\b(?!s)", content))
    at = page[len(page) // 2]
    return content[: at.start()] + b" " * (at.end() - at.start()) + content[at.end() :]
