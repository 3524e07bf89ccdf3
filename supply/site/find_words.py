"""Where on a page a printed phrase stands: characters with their boxes, searched by what they mean."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.normalize_text import normalize_text

# Typesetting decides these, and the marts hold texts with some of them changed (full-width stops, ▲ as minus).
_UNCOUNTED = re.compile(r"[\s,，:：;；。、()（）「」『』~\-–—▲!?！？]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character and its box in points from the top left of the page as it is shown."""

    character: str
    piece_no: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PrintedSpan:
    """A run of glyphs found for a phrase, as positions in the row's sequence."""

    start: int
    stop: int


class GlyphSequence:
    """The glyphs of a table row in order of reading, to be searched for phrases."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self.glyphs = list(glyphs)
        self._origin: list[int] = []
        folded: list[str] = []
        for index, glyph in enumerate(self.glyphs):
            for character in fold(glyph.character):
                folded.append(character)
                self._origin.append(index)
        self._text = "".join(folded)

    def find(self, phrase: str, within: PrintedSpan | None = None) -> PrintedSpan | None:
        """Find a phrase; null if it is not there."""
        wanted = fold(phrase)
        if not wanted:
            return None
        start, stop = (0, len(self._text)) if within is None else self._folded_range(within)
        found = self._text.find(wanted, start, stop)
        if found < 0:
            return None
        return PrintedSpan(self._origin[found], self._origin[found + len(wanted) - 1] + 1)

    def _folded_range(self, span: PrintedSpan) -> tuple[int, int]:
        inside = [i for i, origin in enumerate(self._origin) if span.start <= origin < span.stop]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def fold(text: str) -> str:
    """Bring a text to what both the page and the marts agree on."""
    plain = unicodedata.normalize("NFKC", normalize_text(text))
    return _UNCOUNTED.sub("", plain).casefold()
