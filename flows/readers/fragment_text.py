"""The text of an HTML fragment as a browser would show it: raised, struck out, hidden, or told to be missing."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from flows.readers.page.lay_out_lines import RAISED, SUNK
from flows.readers.page.page_model import UNCERTAIN

_STRUCK_TAGS = {"del", "s", "strike"}
_UNSEEN_TAGS = {"script", "style", "template", "title", "rt", "rp"}
_BLOCK_TAGS = {"p", "li", "ol", "ul", "div", "br", "tr", "td", "th", "h1", "h2", "h3", "h4"}
# These hold nothing, so that nothing ends them.
_VOID_TAGS = {"br", "img", "input", "hr", "col", "wbr"}
# What these show is no text of the file.
_SHOWN_TAGS = {"img", "input", "svg", "object", "canvas"}
_STRUCK_STYLE = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b)", re.IGNORECASE)
_UNSEEN, _STRUCK, _SMALL = "unseen", "struck", "small"


class FragmentText(HTMLParser):
    """Text of HTML fragments; a block begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.struck: list[str] = []
        self.unseen: list[str] = []
        # Tag, and what it does to its text; beside it only what is done, and how often each tag is open: a file
        # may open a hundred thousand.
        self._open: list[tuple[str, str]] = []
        self._effects: list[str] = []
        self._n_open: Counter[str] = Counter()
        self._n_cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or remember what a tag does to its text."""
        if tag in _BLOCK_TAGS:
            self._end_block_before(tag)
            self.parts.append("\n")
            # Cells of a table within a cell are no lines of one text.
            self._n_cells += tag in {"td", "th"}
            self.parts += [UNCERTAIN] if tag in {"td", "th"} and self._n_cells > 1 else []
        elif tag in _SHOWN_TAGS:
            self.parts.append(UNCERTAIN)
        effect = _effect_of(tag, attrs)
        # One without an effect is kept where its end could be taken for that of another one.
        if (effect or tag in _BLOCK_TAGS or self._n_open[tag]) and tag not in _VOID_TAGS:
            self._open.append((tag, effect))
            self._effects += [effect] if effect else []
            self._n_open[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """End a line, or what a tag did."""
        self.parts += ["\n"] if tag in _BLOCK_TAGS else []
        if not self._n_open[tag]:
            return
        # The innermost of its name: a block ends what was left open within it, of others that goes on.
        place = next(i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag)
        self._end(place, len(self._open) if tag in _BLOCK_TAGS else place + 1)

    def _end_block_before(self, tag: str) -> None:
        """A paragraph ends the one before it, which nothing need end."""
        last = range(len(self._open) - 1, -1, -1)
        place = next((i for i in last if self._open[i][0] in _BLOCK_TAGS), None)
        if place is not None and self._open[place][0] == tag and tag != "div":
            self._end(place, len(self._open))

    def _end(self, first: int, end: int) -> None:
        behind = sum(bool(effect) for _, effect in self._open[end:])
        ended = self._open[first:end]
        n_effects = sum(bool(effect) for _, effect in ended)
        last = len(self._effects) - behind
        del self._effects[last - n_effects : last]
        self._n_open.subtract(name for name, _ in ended)
        del self._open[first:end]

    def handle_data(self, data: str) -> None:
        """Keep a piece of text as it is shown."""
        # Some conversions write &amp;minus; for &minus;.
        data = unescape(data)
        effects = self._effects
        if _UNSEEN in effects:
            self.unseen.append(data)
        elif _STRUCK in effects:
            self.struck.append(data)
        else:
            self.parts.append(self._write(data, effects))

    def _write(self, data: str, effects: Sequence[str]) -> str:
        for effect in effects:
            if effect in {"sup", "sub"}:
                data = _shift(data, effect)
        before = self.parts[-1][-1:] if self.parts else ""
        if _SMALL in effects and data[:1].isdecimal() and before.isdecimal():
            # A figure of the number, or a mark of a note.
            return UNCERTAIN + data
        return data


def _effect_of(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    given = dict(attrs)
    style = given.get("style") or ""
    is_white = _WHITE.search(style) and "background" not in style
    if tag in _UNSEEN_TAGS or "hidden" in given or _UNSEEN_STYLE.search(style) or is_white:
        return _UNSEEN
    if tag in _STRUCK_TAGS or _STRUCK_STYLE.search(style):
        return _STRUCK
    if tag == "small":
        return _SMALL
    return tag if tag in {"sup", "sub"} else ""


def _shift(data: str, tag: str) -> str:
    """Raised and lowered text as the characters for it; a mark for which there is none is left out."""
    shifted = data.strip().translate(RAISED if tag == "sup" else SUNK)
    is_mark = shifted == data.strip() and tag == "sup" and len(shifted) == 1
    return "" if is_mark else shifted
