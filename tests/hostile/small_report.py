"""A small report drawn with `pdf_writer`: the plain one, and every odd one as a change to it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tests.hostile.pdf_writer import Pdf, add_font, show, stream

ROWS = (
    ("06：潔淨水資源", "指標 6.1.1：供水普及率", "目標：95.8% 實績值：95.78%"),
    ("", "指標 6.4.1：每人每日用水量", "目標：260公升 實績值：289公升"),
    ("", "指標 6.6.1：下陷面積", "目標：不超過225平方公里 實績值：263平方公里"),
    ("08：就業與成長", "指標 8.5.1：訓後就業率", "目標：70% 實績值：71.2%"),
    ("", "指標 8.6.1：培訓人數", "目標：18萬名 實績值：18萬6,465名"),
    ("", "指標 8.9.1：旅遊收入", "目標：980.5億元 實績值：1,002億元"),
)
HEADER = ("核心目標", "對應指標", "2024年達成情形")
TITLE = "指標2024年執行情形表"
WIDTHS = (110.0, 170.0, 235.0)
LEFT, TOP, ROW_HEIGHT = 40.0, 780.0, 24.0
PORTRAIT = (0.0, 0.0, 595.0, 842.0)


@dataclass(frozen=True)
class Sheet:
    """One page: its table, and what is put before, behind and around it."""

    rows: tuple[tuple[str, ...], ...] = ROWS
    header: tuple[str, ...] | None = HEADER
    title: str = TITLE
    widths: tuple[float, ...] = WIDTHS
    left: float = LEFT
    top: float = TOP
    size: float = 9
    box: tuple[float, float, float, float] = PORTRAIT
    page_extra: bytes = b""
    before: bytes = b""
    behind: bytes = b""
    resources: bytes = b""
    transform: bytes = b""

    def draw(self) -> bytes:
        title = show(self.title, self.left, self.top + 20, self.size) if self.title else b""
        inner = self.transform + title + draw_table(self)
        return self.before + b"q " + inner + b" Q\n" + self.behind


def draw_table(sheet: Sheet) -> bytes:
    lines = ([sheet.header] if sheet.header else []) + list(sheet.rows)
    out, y = bytearray(b"0.7 w\n"), sheet.top
    for cells in lines:
        x = sheet.left
        for text, width in zip(cells, sheet.widths, strict=True):
            out += b"%.2f %.2f %.2f %.2f re S\n" % (x, y - ROW_HEIGHT, width, ROW_HEIGHT)
            if text:
                out += show(text, x + 3, y - ROW_HEIGHT + 8, sheet.size)
            x += width
        y -= ROW_HEIGHT
    return bytes(out)


@dataclass
class Report:
    """A document of sheets; `change` may do to its objects what it likes."""

    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    extra_text: str = ""
    unicode_map: bytes | None = None
    catalog_extra: bytes = b""
    pages_extra: bytes = b""
    is_deflated: bool = True

    def make(self) -> tuple[Pdf, int]:
        pdf = Pdf()
        catalog, pages = pdf.reserve(), pdf.reserve()
        font = add_font(pdf, self._text(), unicode_map=self.unicode_map)
        kids = [self._add_page(pdf, pages, font, sheet) for sheet in self.sheets]
        references = b" ".join(b"%d 0 R" % kid for kid in kids)
        pdf.objects[pages] = b"<< /Type /Pages /Kids [%s] /Count %d %s >>" % (
            references, len(kids), self.pages_extra,
        )  # fmt: skip
        pdf.objects[catalog] = b"<< /Type /Catalog /Pages %d 0 R %s >>" % (
            pages,
            self.catalog_extra,
        )
        return pdf, catalog

    def build(self, change: Callable[[Pdf], None] | None = None) -> bytes:
        pdf, catalog = self.make()
        if change:
            change(pdf)
        return pdf.build(catalog)

    def _text(self) -> str:
        words = [self.extra_text]
        for sheet in self.sheets:
            words += [sheet.title, *(sheet.header or ()), *(c for row in sheet.rows for c in row)]
        return "".join(words)

    def _add_page(self, pdf: Pdf, pages: int, font: int, sheet: Sheet) -> int:
        contents = pdf.add(stream(sheet.draw(), deflate=self.is_deflated))
        box = b" ".join(b"%g" % edge for edge in sheet.box)
        media_box = b"" if b"/MediaBox" in self.pages_extra else b"/MediaBox [%s]" % box
        return pdf.add(
            b"<< /Type /Page /Parent %d 0 R %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> %s >> %s >>"
            % (pages, media_box, contents, font, sheet.resources, sheet.page_extra)
        )


def plain() -> bytes:
    return Report().build()


def changed(**changes: object) -> Report:
    return Report([replace(Sheet(), **changes)])
