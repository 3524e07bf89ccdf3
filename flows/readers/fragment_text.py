"""The text of an HTML fragment as a browser would show it: raised, struck out, hidden, or told to be missing."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

from flows.readers.fragment_effects import (
    BLOCK_TAGS,
    CLOSED_BY_NEXT,
    SHOWN_TAGS,
    SMALL,
    STRUCK,
    UNSEEN,
    UNSURE,
    VOID_TAGS,
    effect_of,
)
from flows.readers.page.lay_out_lines import RAISED, SUNK
from flows.readers.page.page_model import UNCERTAIN

_FIGURES = re.compile(r"(?<![\d.,])(?=\d)")


class FragmentText(HTMLParser):
    """Text of HTML fragments; a block begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.struck: list[str] = []
        self.unseen: list[str] = []
        # Tag, and what it does to its text; beside it how often each is done and each tag is open: a file may open
        # a hundred thousand.
        self._open: list[tuple[str, str]] = []
        self._effects: Counter[str] = Counter()
        self._n_open: Counter[str] = Counter()
        self._n_cells = 0
        # The blocks that are open, so that a line's end need not look for the innermost.
        self._blocks: list[str] = []
        self._was_small = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or remember what a tag does to its text."""
        if tag in BLOCK_TAGS:
            self._end_block_before(tag)
            self.parts.append("\n")
            # Cells of a table within a cell are no lines of one text.
            self._n_cells += tag in {"td", "th"}
            self.parts += [UNCERTAIN] if tag in {"td", "th"} and self._n_cells > 1 else []
        elif tag in SHOWN_TAGS:
            self.parts.append(UNCERTAIN)
        effect = effect_of(tag, tuple(attrs))
        # One without an effect is kept where its end could be taken for that of another one.
        if (effect or tag in BLOCK_TAGS or self._n_open[tag]) and tag not in VOID_TAGS:
            self._open.append((tag, effect))
            self._effects[effect] += 1
            self._n_open[tag] += 1
            self._blocks += [tag] if tag in BLOCK_TAGS else []

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what a tag did."""
        self.parts += ["\n"] if tag in BLOCK_TAGS else []
        if not self._n_open[tag]:
            return
        # The innermost of its name: a block ends what was left open within it, of others that goes on.
        place = next(i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag)
        self._end(place, len(self._open) if tag in BLOCK_TAGS else place + 1)

    def _end_block_before(self, tag: str) -> None:
        """A paragraph ends the one before it, which nothing need end; others stand within each other."""
        if tag in CLOSED_BY_NEXT and self._blocks[-1:] == [tag]:
            last = range(len(self._open) - 1, -1, -1)
            self._end(next(i for i in last if self._open[i][0] == tag), len(self._open))

    def _end(self, first: int, end: int) -> None:
        ended = self._open[first:end]
        self._effects.subtract(effect for _, effect in ended)
        self._n_open.subtract(name for name, _ in ended)
        n_blocks = sum(name in BLOCK_TAGS for name, _ in ended)
        del self._blocks[len(self._blocks) - n_blocks :]
        del self._open[first:end]

    def handle_data(self, data: str) -> None:
        """Keep a piece of text as it is shown."""
        # Some conversions write &amp;minus; for &minus;.
        data = unescape(data)
        if self._effects[UNSEEN]:
            self.unseen.append(data)
        elif self._effects[STRUCK]:
            self.struck.append(data)
        else:
            self.parts.append(self._write(data))

    def _write(self, data: str) -> str:
        effects = self._effects
        for tag in ("sup", "sub"):
            data = _shift(data, tag) if effects[tag] else data
        if effects[UNSURE] and data.strip():
            return UNCERTAIN + _FIGURES.sub(UNCERTAIN, data) + UNCERTAIN
        before = self.parts[-1][-1:] if self.parts else ""
        is_small, was_small = bool(effects[SMALL]), self._was_small
        self._was_small = is_small
        if (is_small or was_small) and data[:1].isdecimal() and before.isdecimal():
            # A figure of the number, or a mark of a note.
            return UNCERTAIN + data
        return data


def _shift(data: str, tag: str) -> str:
    """Raised and lowered text as the characters for it; a mark for which there is none is left out."""
    shifted = data.strip().translate(RAISED if tag == "sup" else SUNK)
    is_mark = shifted == data.strip() and tag == "sup" and len(shifted) == 1
    return "" if is_mark else shifted
