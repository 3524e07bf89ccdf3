"""Draws what was read of a PDF onto its pages: cells, rows, sections and the glyphs that were refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from flows.readers.page.find_tables import find_tables
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, PageModel
from flows.readers.page.visibility import holds
from flows.readers.report_document import PrintedCell
from flows.readers.strict_pdf import open_pdf, telling_damage
from transforms.normalize_text import normalize_text
from transforms.report.split_sections import find_labels

_SCALE = 2.0
_RULE = (0, 110, 220)
_REFUSED = (220, 0, 60)
_UNCERTAIN = (255, 120, 0)
_ROLES = {
    "goal": (150, 150, 150),
    "indicator": (0, 150, 170),
    "result": (120, 170, 0),
    "target": (0, 110, 220),
    "actual": (0, 150, 60),
}
_SECTIONS = {
    "target": (0, 110, 220),
    "actual": (0, 150, 60),
    "reason": (230, 120, 0),
    "countermeasure": (150, 0, 180),
}
_TINT = 40


def draw_reading(path: Path, cells: Sequence[PrintedCell], folder: Path) -> list[Path]:
    """Write one picture for each page.

    Blue lines are the cells of all tables; tinted boxes with a row number what was read of the report's
    table; a bar at the left of a line begins a section (blue target, green actual, orange reason, violet
    countermeasure); red glyphs are not seen by a person, orange ones have no certain character.

    Args:
        path: a PDF file.
        cells: what was read of it; none if it was refused.
        folder: where the pictures go; made if it is not there.

    Raises:
        UnusableReportError: the file is too damaged to be shown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    shown = pypdfium2.PdfDocument(path)
    try:
        with open_pdf(path) as pdf:
            for number in range(1, pdf.page_count + 1):
                with telling_damage(number):
                    page = pdf.read_page(number)
                    picture = shown[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
                _draw_page(picture, page, [cell for cell in cells if cell.page == number])
                pictures.append(folder / f"{path.stem}_page_{number:03}.png")
                picture.save(pictures[-1])
    finally:
        shown.close()
    return pictures


def _draw_page(picture: Image.Image, page: PageModel, cells: Sequence[PrintedCell]) -> None:
    pen = ImageDraw.Draw(picture, "RGBA")
    scale = _SCALE / page.scale
    for table in find_tables(page):
        for box in table.cells:
            pen.rectangle(_pixels(box, scale), outline=_RULE, width=1)
    for cell in cells:
        if cell.x0 is None or cell.top is None or cell.x1 is None or cell.bottom is None:
            continue
        if cell.column_name in _ROLES:
            box = (cell.x0, cell.top, cell.x1, cell.bottom)
            _draw_cell(pen, cell, box, page)
    for glyph, _ in page.unseen:
        pen.rectangle(_pixels(_box(glyph), scale), outline=_REFUSED, fill=(*_REFUSED, _TINT))
    for glyph in page.glyphs:
        if glyph.is_unmapped or UNCERTAIN in glyph.text:
            pen.rectangle(
                _pixels(_box(glyph), scale), outline=_UNCERTAIN, fill=(*_UNCERTAIN, _TINT)
            )


def _draw_cell(pen: Any, cell: PrintedCell, box: Box, page: PageModel) -> None:
    colour = _ROLES[cell.column_name]
    pen.rectangle(_pixels(box), outline=colour, fill=(*colour, _TINT), width=2)
    pen.text((box[0] * _SCALE + 4, box[1] * _SCALE + 2), str(cell.row_no), fill=colour)
    if cell.column_name != "result":
        return
    left, top, right, bottom = (edge * page.scale for edge in box)
    inside = [g for g in page.glyphs if holds((left, top, right, bottom), g.middle)]
    for name, glyph in _sections(inside):
        left, top, _, bottom = _box(glyph)
        bar = (left - 4, top, left - 1.5, bottom)
        pen.rectangle(_pixels(bar, _SCALE / page.scale), fill=_SECTIONS[name])


def _sections(glyphs: list[Glyph]) -> list[tuple[str, Glyph]]:
    """The first glyph of each section of a cell."""
    text = ""
    owners: list[Glyph] = []
    line = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (round(glyph.baseline / 3), glyph.x0)):
        begins = bool(owners) and abs(glyph.baseline - line) > glyph.size / 2
        told = ("\n" if begins else "") + normalize_text(glyph.text)
        text += told
        owners += [glyph] * len(told)
        line = glyph.baseline
    found = find_labels(text)
    return [
        (name, owners[min(_first_letter(text, start), len(owners) - 1)]) for name, start, _ in found
    ]


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _box(glyph: Glyph) -> Box:
    return glyph.x0, glyph.top, glyph.x1, glyph.bottom


def _pixels(box: Box, scale: float = _SCALE) -> list[float]:
    return [min(box[0], box[2]) * scale, min(box[1], box[3]) * scale,
            max(box[0], box[2]) * scale, max(box[1], box[3]) * scale]  # fmt: skip
