"""The text of an HTML fragment as a browser would show it: raised, struck out, hidden, or told to be missing."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from flows.readers.fragments.fragment_effects import (
    BLOCK_TAGS,
    CLOSED_BY_NEXT,
    SHOWN_TAGS,
    SMALL,
    STRUCK,
    VOID_TAGS,
    effect_of,
    ink_of,
)
from flows.readers.fragments.fragment_ink import PLAIN_INK, UNSEEN, UNSURE, Ink
from flows.readers.fragments.style_sheets import NO_SHEETS, StyleSheets
from flows.readers.page.lay_out_lines import RAISED, SUNK
from flows.readers.page.page_model import UNCERTAIN

# What is left open at the end of a fragment goes on in the next one, unless it does nothing there.
_GOES_ON = {UNSEEN, STRUCK, UNSURE}
# Nothing need end these.
_ENDS_WITH_CELL = CLOSED_BY_NEXT | {"option", "optgroup"}
# Of one tag no more are kept open from fragment to fragment.
_MOST_OPEN = 8
_FIGURES = re.compile(r"(?<![\d.,])(?=\d)")


@dataclass(slots=True)
class Fragment:
    """The text of a fragment, and what of it is struck out or not to be seen."""

    parts: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that is open: what it does to its text, and the ink within it."""

    tag: str
    effect: str
    ink: Ink


class FragmentText(HTMLParser):
    """Text of the HTML fragments of one file, in their order; a block begins a new line."""

    def __init__(self, sheets: StyleSheets = NO_SHEETS) -> None:
        super().__init__(convert_charrefs=True)
        self._sheets = sheets
        self._fragment = Fragment()
        # The tags that are open; beside them how often each thing is done and each tag is open: a file may open
        # a hundred thousand.
        self._open: list[_Open] = []
        self._effects: Counter[str] = Counter()
        self._n_open: Counter[str] = Counter()
        self._n_cells = 0
        # The blocks that are open, so that a line's end need not look for the innermost.
        self._blocks: list[str] = []
        self._was_small = False

    def read(self, markup: str) -> Fragment:
        """Read one fragment; what an earlier one left open makes it uncertain until it is closed."""
        self._fragment, self._n_cells, self._was_small = Fragment(), 0, False
        self.feed(markup)
        self.close()
        self.reset()
        if self._open:
            self._leave_open()
        return self._fragment

    def _leave_open(self) -> None:
        kept: list[_Open] = []
        n_kept: Counter[str] = Counter()
        for entry in self._open:
            goes_on = entry.effect in _GOES_ON or entry.ink.effect
            if goes_on and n_kept[entry.tag] < _MOST_OPEN and entry.tag not in _ENDS_WITH_CELL:
                n_kept[entry.tag] += 1
                kept.append(_Open(entry.tag, UNSURE, PLAIN_INK))
        self._open, self._n_open, self._blocks = kept, n_kept, []
        self._effects = Counter(entry.effect for entry in kept)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or remember what a tag does to its text."""
        if tag in BLOCK_TAGS:
            self._end_block_before(tag)
            self._fragment.parts.append("\n")
            # Cells of a table within a cell are no lines of one text.
            self._n_cells += tag in {"td", "th"}
            self._fragment.parts += [UNCERTAIN] if tag in {"td", "th"} and self._n_cells > 1 else []
        elif tag in SHOWN_TAGS:
            self._fragment.parts.append(UNCERTAIN)
        given = tuple(attrs)
        effect = effect_of(tag, given)
        if not effect and self._sheets.touch(tag, {name: value or "" for name, value in attrs}):
            effect = UNSURE
        ink = ink_of(self._ink, tag, given)
        # One without an effect is kept where its end could be taken for that of another one.
        is_kept = effect or ink != self._ink or tag in BLOCK_TAGS or self._n_open[tag]
        if is_kept and tag not in VOID_TAGS:
            self._open.append(_Open(tag, effect, ink))
            self._effects[effect] += 1
            self._n_open[tag] += 1
            self._blocks += [tag] if tag in BLOCK_TAGS else []

    @property
    def _ink(self) -> Ink:
        return self._open[-1].ink if self._open else PLAIN_INK

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what a tag did."""
        self._fragment.parts += ["\n"] if tag in BLOCK_TAGS else []
        if not self._n_open[tag]:
            return
        # The innermost of its name: a block ends what was left open within it, of others that goes on.
        place = next(i for i in range(len(self._open) - 1, -1, -1) if self._open[i].tag == tag)
        self._end(place, len(self._open) if tag in BLOCK_TAGS else place + 1)

    def _end_block_before(self, tag: str) -> None:
        """A paragraph ends the one before it, which nothing need end; others stand within each other."""
        if tag in CLOSED_BY_NEXT and self._blocks[-1:] == [tag]:
            last = range(len(self._open) - 1, -1, -1)
            self._end(next(i for i in last if self._open[i].tag == tag), len(self._open))

    def _end(self, first: int, end: int) -> None:
        ended = self._open[first:end]
        self._effects.subtract(entry.effect for entry in ended)
        self._n_open.subtract(entry.tag for entry in ended)
        n_blocks = sum(entry.tag in BLOCK_TAGS for entry in ended)
        del self._blocks[len(self._blocks) - n_blocks :]
        del self._open[first:end]

    def handle_data(self, data: str) -> None:
        """Keep a piece of text as it is shown."""
        # Some conversions write &amp;minus; for &minus;.
        data = unescape(data)
        if self._effects[UNSEEN] or self._ink.effect == UNSEEN:
            self._fragment.unseen.append(data)
        elif self._effects[STRUCK]:
            self._fragment.struck.append(data)
        else:
            self._fragment.parts.append(self._write(data))

    def _write(self, data: str) -> str:
        effects = self._effects
        for tag in ("sup", "sub"):
            data = _shift(data, tag) if effects[tag] else data
        if (effects[UNSURE] or self._ink.effect == UNSURE) and data.strip():
            return UNCERTAIN + _FIGURES.sub(UNCERTAIN, data) + UNCERTAIN
        parts = self._fragment.parts
        before = parts[-1][-1:] if parts else ""
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
