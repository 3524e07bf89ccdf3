"""Reads the cells of a page a second time, with pdfplumber: where two readers differ, nobody is sure."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from flows.readers.page.lay_out_lines import RAISED, SUNK, lay_out_lines, tell_marks
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, PageModel
from flows.readers.printed_characters import drop_doubles
from flows.readers.strict_pdf import pdf_begins_at
from transforms.normalize_text import normalize_text
from transforms.symbol_fonts import meaning

SETTING = "TSDG_READ_TWICE"
_OFF = {"0", "no", "off", "false"}
# What a number, its sign and its unit are made of; other letters may differ by how fonts are mapped.
_TELLING = re.compile(r"[0-9.,%‰+\-~<>≤≥×^/⁰¹²³⁴⁵⁶⁷⁸⁹⁻]")
_NEAR = 2.0
_HAIR = 0.5
_RAISED_OR_SUNK = set(map(chr, (*RAISED.values(), *SUNK.values())))
_SHOWN = 12
_MOST_SHOWN = 5


def reads_twice() -> bool:
    """Tell whether files are read by both readers: unless the setting says no."""
    return os.environ.get(SETTING, "").strip().casefold() not in _OFF


@dataclass(frozen=True, slots=True)
class ReadCell:
    """The text of a cell; where readers differ, the place is marked and both readings are told.

    `inner` is what stands in a table within the cell, which is not read.
    """

    told: str
    differences: tuple[str, ...] = ()
    inner: str = ""


class SecondReader:
    """One file, opened anew; each page is read when its first cell is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._page_number = 0
        self._glyphs: list[Glyph] = []
        self._pdf: Any = None

    def close(self) -> None:
        """Release the file."""
        if self._pdf is not None:
            self._pdf.close()

    def compare(self, page: PageModel, held: Sequence[Glyph], box: Box, text: str) -> ReadCell:
        """Read one cell again.

        Args:
            page: the model of its page.
            held: the glyphs that the first reader found in it.
            box: of the cell.
            text: what the first reader made of it.
        """
        largest = max((glyph.size for glyph in held), default=0.0)
        inside = [
            glyph
            for glyph in self._glyphs_of(page)
            if box[0] <= glyph.middle[0] < box[2]
            and box[1] <= glyph.middle[1] < box[3]
            and glyph.size <= 1.5 * largest + 1
        ]
        again = lay_out_lines(tell_marks(_raise_like(inside, held))[0])
        own = [glyph for glyph in held if glyph.order < page.first_added]
        printed = text if len(own) == len(held) else lay_out_lines(own)
        if _squeeze(again) == _squeeze(printed):
            return ReadCell(text)
        return _mark_differences(text, again)

    def add_missing(self, page: PageModel) -> None:
        """Add what the first reader does not list at all."""
        known = [*page.glyphs, *(glyph for glyph, _ in page.unseen)]
        places: dict[str, list[Glyph]] = {}
        for glyph in known:
            places.setdefault(normalize_text(glyph.text), []).append(glyph)
        page.glyphs += [
            glyph
            for glyph in self._glyphs_of(page)
            if not any(_is_near(glyph, g) for g in places.get(normalize_text(glyph.text), ()))
        ]

    def _glyphs_of(self, page: PageModel) -> list[Glyph]:
        if self._page_number != page.number:
            self._page_number = page.number
            again = _align(self._read_page(page.number, page.scale), page)
            self._glyphs = _without_unseen(drop_doubles(again), page)
        return self._glyphs

    def _read_page(self, number: int, scale: float) -> list[Glyph]:
        import pdfplumber

        if self._pdf is None:
            self._pdf = pdfplumber.open(self._source())
        page = self._pdf.pages[number - 1]
        glyphs = [_glyph(character, scale) for character in page.chars]
        page.close()
        return glyphs

    def _source(self) -> Path | BytesIO:
        """The file, or the PDF in it where something stands before."""
        with self._path.open("rb") as file:
            start = pdf_begins_at(file)
            file.seek(start)
            return BytesIO(file.read()) if start else self._path


def _raise_like(glyphs: list[Glyph], held: Sequence[Glyph]) -> list[Glyph]:
    """Take as raised or sunk what the first reader sees so: the second one is not told how far text rises."""
    marks = [glyph for glyph in held if glyph.text in _RAISED_OR_SUNK]
    if not marks:
        return glyphs
    return [
        replace(glyph, text=mark.text, baseline=mark.baseline)
        if (mark := next((m for m in marks if _is_plain_form(glyph, m)), None))
        else glyph
        for glyph in glyphs
    ]


def _is_plain_form(glyph: Glyph, mark: Glyph) -> bool:
    return (
        abs(glyph.x0 - mark.x0) <= _HAIR
        and abs(glyph.size - mark.size) <= _HAIR
        and abs(glyph.baseline - mark.baseline) <= mark.size
        and mark.text in {glyph.text.translate(RAISED), glyph.text.translate(SUNK)}
    )


def _glyph(character: dict[str, Any], scale: float) -> Glyph:
    a, b = character["matrix"][:2]
    baseline = scale * (character["bottom"] + character["y0"] - character["matrix"][5])
    size = scale * character["size"]
    return Glyph(
        text=meaning(character["text"], character["fontname"]),
        x0=scale * character["x0"],
        top=baseline - 0.88 * size,
        x1=scale * character["x1"],
        bottom=baseline + 0.12 * size,
        baseline=baseline,
        size=size,
        font=character["fontname"],
        colour=(0, 0, 0),
        opacity=1.0,
        order=0,
        is_slanted=min(abs(a), abs(b)) > 0.02 * max(abs(a), abs(b)),
    )


def _align(glyphs: list[Glyph], page: PageModel) -> list[Glyph]:
    """Move what was read to where the first reader sees it: the two count from different corners."""
    seen = _by_unique_text([*page.glyphs, *(glyph for glyph, _ in page.unseen)])
    pairs = [(seen[text], glyph) for text, glyph in _by_unique_text(glyphs).items() if text in seen]
    if not pairs:
        return glyphs
    across = median(one.x0 - other.x0 for one, other in pairs)
    down = median(one.baseline - other.baseline for one, other in pairs)
    return [
        replace(
            glyph,
            x0=glyph.x0 + across,
            x1=glyph.x1 + across,
            top=glyph.top + down,
            bottom=glyph.bottom + down,
            baseline=glyph.baseline + down,
        )
        for glyph in glyphs
    ]


def _by_unique_text(glyphs: Sequence[Glyph]) -> dict[str, Glyph]:
    """The characters that stand once on the page."""
    counts = Counter(normalize_text(glyph.text) for glyph in glyphs)
    return {
        text: glyph
        for glyph in glyphs
        if counts[text := normalize_text(glyph.text)] == 1 and text.strip()
    }


def _without_unseen(glyphs: list[Glyph], page: PageModel) -> list[Glyph]:
    """Leave out what the first reader saw and knows to be hidden, unless it is seen there, too."""
    hidden: dict[str, list[Glyph]] = {}
    for glyph, _ in page.unseen:
        hidden.setdefault(normalize_text(glyph.text), []).append(glyph)
    if hidden:
        for glyph in page.glyphs:
            rivals = hidden.get(normalize_text(glyph.text))
            if rivals:
                rivals[:] = [rival for rival in rivals if not _is_near(rival, glyph)]
    return [
        glyph
        for glyph in glyphs
        if not glyph.is_slanted
        and not any(_is_near(glyph, other) for other in hidden.get(normalize_text(glyph.text), ()))
    ]


def _is_near(one: Glyph, other: Glyph) -> bool:
    return abs(one.x0 - other.x0) <= _NEAR and abs(one.baseline - other.baseline) <= _NEAR


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", normalize_text(text))


def _mark_differences(text: str, again: str) -> ReadCell:
    """Mark each place where a number, sign, separator or unit differs."""
    places = [index for index, character in enumerate(text) if normalize_text(character).strip()]
    one = [normalize_text(text[index]) for index in places]
    other = [folded for c in again if (folded := normalize_text(c)).strip()]
    marks: list[int] = []
    differences: list[str] = []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal" or not _matters(one, a0, a1, other[b0:b1]):
            continue
        # A sign that one reader has and the other has not is uncertain on both sides.
        marks += [places[a0] if a0 < len(places) else len(text)]
        marks += [places[a1 - 1] + 1] if a1 > a0 else []
        differences.append(
            f"{''.join(one[max(a0 - 3, 0) : a1 + 3])[:_SHOWN]} / "
            f"{''.join(other[max(b0 - 3, 0) : b1 + 3])[:_SHOWN]}"
        )
    for place in reversed(marks):
        text = text[:place] + UNCERTAIN + text[place:]
    return ReadCell(text, tuple(differences[:_MOST_SHOWN]))


def _matters(one: list[str], start: int, stop: int, other: list[str]) -> bool:
    beside = one[max(start - 1, 0) : stop + 1]
    return any(_TELLING.search(character) for character in (*one[start:stop], *other, *beside))
