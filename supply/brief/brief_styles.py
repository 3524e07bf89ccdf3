"""How the brief looks: styles of its paragraphs and tables, its page, its head and foot."""

from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

# Official documents are set in 標楷體; where a font is missing, the program that opens the file takes another one
# that has the characters of the language named below.
_BODY, _BODY_CHINESE = "Times New Roman", "標楷體"
_HEAD, _HEAD_CHINESE = "Arial", "微軟正黑體"
_INK, _SOFT, _TABLE_BLUE = "173A5E", "5A6470", "4F81BD"
TABLE = "Light List Accent 1"
LEAD, NOTICE, MISS, FACTS, QUOTE, PICTURE, CAPTION, CELL, NUMBER, NOTE = (
    "Brief Lead", "Brief Notice", "Brief Miss", "Brief Facts", "Brief Quote", "Brief Picture", "Brief Caption",
    "Brief Cell", "Brief Number", "Brief Note",
)  # fmt: skip
# Size in points, space before and after, and whether it stays with what follows.
_PARAGRAPHS = {
    LEAD: (13, 2, 6, False),
    NOTICE: (10.5, 2, 4, False),
    MISS: (11, 7, 1, True),
    FACTS: (10.5, 0, 1, True),
    QUOTE: (10.5, 0, 2, True),
    PICTURE: (10.5, 1, 0, True),
    CAPTION: (8.5, 0, 3, False),
    CELL: (9, 1, 1, False),
    NUMBER: (9, 1, 1, False),
    NOTE: (9.5, 1, 3, False),
}


def new_document() -> DocumentObject:
    """An empty document on A4 upright with the styles of the brief."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2)
    _set_language(document)
    _set_text_styles(document)
    _add_paragraph_styles(document)
    _color_table(document)
    return document


def _set_language(document: DocumentObject) -> None:
    """Traditional Chinese: decides which glyphs a fallback font draws, and where lines may break."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-TW")


def _set_text_styles(document: DocumentObject) -> None:
    styles = document.styles
    _set_font(styles["Normal"], _BODY, _BODY_CHINESE, 11)
    for name, size in (("Title", 20), ("Subtitle", 11), ("Heading 1", 14)):
        _set_font(styles[name], _HEAD, _HEAD_CHINESE, size, color=_INK)
    styles["Title"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].font.italic = False
    styles["Subtitle"].paragraph_format.space_after = Pt(6)
    styles["Heading 1"].paragraph_format.space_before = Pt(12)
    styles["Heading 1"].paragraph_format.space_after = Pt(4)
    for name in ("Header", "Footer"):
        _set_font(styles[name], _HEAD, _HEAD_CHINESE, 8.5, color=_SOFT)


def _add_paragraph_styles(document: DocumentObject) -> None:
    for name, (size, before, after, stays) in _PARAGRAPHS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_font(style, _BODY, _BODY_CHINESE, size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)  # fmt: skip
        style.paragraph_format.keep_with_next = stays
        style.paragraph_format.keep_together = True
        style.paragraph_format.line_spacing = 1.1
    styles = document.styles
    _set_font(styles[MISS], _HEAD, _HEAD_CHINESE, 11, color=_INK)
    styles[MISS].font.bold = styles[LEAD].font.bold = True
    _set_font(styles[NOTICE], _HEAD, _HEAD_CHINESE, 10.5, color="8F1414")
    for name in (FACTS, QUOTE, PICTURE, CAPTION):
        styles[name].paragraph_format.left_indent = Cm(0.6)
    styles[CAPTION].font.color.rgb = RGBColor.from_string(_SOFT)
    styles[NUMBER].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _set_font(style: Any, latin: str, chinese: str, size: float, color: str | None = None) -> None:
    """Name the font for Chinese, too: else Word takes the theme's."""
    style.font.name, style.font.size = latin, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)
    if color:
        style.font.color.rgb = RGBColor.from_string(color)


def _color_table(document: DocumentObject) -> None:
    """The table style of the template in the colour of the house."""
    for element in document.styles[TABLE].element.iter():
        for name, value in element.attrib.items():
            if value == _TABLE_BLUE:
                element.set(name, _INK)
            elif name.endswith(("themeColor", "themeFill", "themeTint", "themeShade")) and value != "background1":  # fmt: skip
                del element.attrib[name]


def write_head_and_foot(document: DocumentObject, head: str, foot: str) -> None:
    """Words at the head; at the foot the source on the left, page of pages on the right."""
    section = document.sections[0]
    section.header.paragraphs[0].text = head
    stops = document.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    width = section.page_width - section.left_margin - section.right_margin
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph = section.footer.paragraphs[0]
    paragraph.text = f"{foot}\t"
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no call for fields


def add_table(document: DocumentObject, widths: list[float], *, has_total: bool = False) -> Any:
    """An empty table of the brief's style, its header repeated on each page, no row torn.

    Args:
        document: to which it is added.
        widths: of the columns, in centimetres.
        has_total: whether its last row is a sum.
    """
    table = document.add_table(0, len(widths), style=TABLE)
    table.autofit = False
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - the library has no call for it
    for name, is_on in (("firstRow", True), ("lastRow", has_total), ("firstColumn", False)):
        look.set(qn(f"w:{name}"), "1" if is_on else "0")
    # Older programs read the same from one number.
    look.set(qn("w:val"), "0460" if has_total else "0420")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def add_row(table: Any, cells: list[str], styles: list[str], *, is_header: bool = False) -> None:
    """A row of texts, each in the style of its column."""
    row = table.add_row()
    marks = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no call for it
    marks.append(OxmlElement("w:cantSplit"))
    if is_header:
        marks.append(OxmlElement("w:tblHeader"))
    for cell, text, style, column in zip(row.cells, cells, styles, table.columns, strict=True):
        cell.width = column.width
        cell.paragraphs[0].style = style
        cell.paragraphs[0].add_run(text)
