"""Tables that another hand made: other columns, other words, other places on the page."""

from collections.abc import Callable, Iterator

from tests.hostile.corpus_case import SAME, Case, written
from tests.hostile.pdf_writer import Pdf, stream
from tests.hostile.small_report import (
    HEADER,
    ROWS,
    WIDTHS,
    Report,
    Sheet,
    changed,
    draw_table,
)

LANDSCAPE = (0.0, 0.0, 842.0, 595.0)


def odd_tables() -> Iterator[Case]:
    """Every case of this module."""
    for name, build, end in _BUILDS:
        yield written(name, build, end)


def _other_table() -> bytes:
    words = (("年度", "預算", "決算"), ("2023", "100", "99"), ("2024", "120", "118"))
    other = Sheet(rows=words, header=None, title="", top=400, widths=(80, 90, 100))
    return Report(
        [Sheet(behind=draw_table(other))], extra_text="".join("".join(w) for w in words)
    ).build()


def _other_table_first() -> bytes:
    words = (("年度", "預算", "決算"), ("2023", "100", "99"), ("2024", "120", "118"))
    other = Sheet(rows=words, header=None, title="", top=800, widths=(80, 90, 100))
    sheet = Sheet(top=600, behind=draw_table(other))
    return Report([sheet], extra_text="".join("".join(w) for w in words)).build()


def _two_halves() -> bytes:
    second = Sheet(rows=ROWS[3:], title="", top=500)
    return Report([Sheet(rows=ROWS[:3], behind=draw_table(second))], extra_text=_all_text()).build()


def _side_by_side() -> bytes:
    """Two halves of the report beside each other on a wide page."""
    narrow = (70.0, 140.0, 180.0)
    right = Sheet(rows=ROWS[3:], title="", left=430, widths=narrow, top=500, size=7)
    left = Sheet(
        rows=ROWS[:3],
        left=20,
        widths=narrow,
        top=500,
        box=LANDSCAPE,
        size=7,
        behind=draw_table(right),
    )
    return Report([left], extra_text=_all_text()).build()


def _all_text() -> str:
    return "".join("".join(row) for row in ROWS)


def _extra_column(place: int) -> bytes:
    header = [*HEADER[:place], "備註", *HEADER[place:]]
    widths = [*(w * 0.8 for w in WIDTHS[:place]), 60.0, *(w * 0.8 for w in WIDTHS[place:])]
    rows = tuple((*row[:place], "甲1.2", *row[place:]) for row in ROWS)
    return changed(header=tuple(header), widths=tuple(widths), rows=rows, size=7).build()


def _columns_in_other_order() -> bytes:
    order = (1, 0, 2)
    return changed(
        header=tuple(HEADER[i] for i in order),
        widths=tuple(WIDTHS[i] for i in order),
        rows=tuple(tuple(row[i] for i in order) for row in ROWS),
    ).build()


def _worded(*header: str) -> bytes:
    return changed(header=header).build()


def _letter_by_letter() -> bytes:
    """Each glyph in a text object of its own, in reverse order of reading."""
    return Report([Sheet(before=b"")]).build(_reverse_texts)


def _reverse_texts(pdf: Pdf) -> None:
    number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
    lines = Sheet().draw().split(b"\n")
    texts = [line for line in lines if line.startswith(b"BT")]
    others = [line for line in lines if not line.startswith(b"BT")]
    pdf.objects[number] = stream(b"\n".join([*others, b"q", *reversed(texts), b"Q"]))


def _no_pages() -> bytes:
    return Report([]).build()


def _empty_pages() -> bytes:
    blank = Sheet(rows=(), header=None, title="")
    return Report(
        [blank, Sheet(rows=ROWS[:3]), blank, Sheet(rows=ROWS[3:], header=None, title=""), blank]
    ).build()


def _cut_row() -> bytes:
    """A sentence goes on in the next page's first row."""
    head, tail = "目標：95.8% 實績值：", "95.78%"
    first = Sheet(rows=((*ROWS[0][:2], head),))
    second = Sheet(header=None, title="", rows=(("", "", tail), *ROWS[1:]))
    return Report([first, second]).build()


def _without_rules() -> bytes:
    """The table without a line in it: its columns can be guessed, never known."""
    content = b"\n".join(line for line in draw_table(Sheet()).split(b"\n") if b" re S" not in line)

    def change(pdf: Pdf) -> None:
        number = max(n for n, body in pdf.objects.items() if b"/FlateDecode" in body)
        pdf.objects[number] = stream(content)

    return Report().build(change)


_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("other_table_below", _other_table, SAME),
    ("other_table_above", _other_table_first, SAME),
    ("two_halves_on_a_page", _two_halves, SAME),
    ("two_halves_side_by_side", _side_by_side, SAME),
    ("extra_column_at_the_end", lambda: _extra_column(3), SAME),
    ("extra_column_inside", lambda: _extra_column(2), SAME),
    ("extra_column_first", lambda: _extra_column(0), SAME),
    ("columns_in_other_order", _columns_in_other_order, SAME),
    ("header_sustainable_goals", lambda: _worded("永續目標", "指標", "114年辦理情形"), SAME),
    ("header_of_the_goals", lambda: _worded("永續發展核心目標", "對應指標", "113 年度達成情形"), SAME),
    ("header_short", lambda: _worded("目標", "指標", "2024年執行成果"), SAME),
    ("header_with_english", lambda: _worded("SDGs", "指標名稱", "113年度實績值"), SAME),
    ("header_unknown", lambda: _worded("項目", "內容", "2024年說明"), "the first one has: 項目 | 內容"),
    ("drawn_in_reverse", _letter_by_letter, SAME),
    ("no_pages", _no_pages, "no pages"),
    ("empty_pages_between", _empty_pages, SAME),
    ("row_cut_by_page", _cut_row, SAME),
    ("without_rules", _without_rules, "header words"),
)  # fmt: skip
