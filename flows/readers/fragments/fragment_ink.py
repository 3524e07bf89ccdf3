"""What text is shown in, as its tags and those around it say: colour, ground, whether it is hidden or without size."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

UNSEEN, UNSURE = "unseen", "unsure"
_Colour = tuple[int, ...]
_NAMED_COLOURS: dict[str, _Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "windowtext": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255),
    "green": (0, 128, 0), "navy": (0, 0, 128), "maroon": (128, 0, 0), "purple": (128, 0, 128), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "orange": (255, 165, 0), "yellow": (255, 255, 0), "window": (255, 255, 255),
    "lime": (0, 255, 0), "teal": (0, 128, 128), "aqua": (0, 255, 255), "cyan": (0, 255, 255), "silver": (192, 192, 192),
    "fuchsia": (255, 0, 255), "magenta": (255, 0, 255), "olive": (128, 128, 0), "darkblue": (0, 0, 139),
    "darkred": (139, 0, 0), "darkgreen": (0, 100, 0), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
    "whitesmoke": (245, 245, 245), "ivory": (255, 255, 240), "lightyellow": (255, 255, 224),
}  # fmt: skip
_BLACK, _WHITE = _NAMED_COLOURS["black"], _NAMED_COLOURS["white"]
_RGB = re.compile(
    r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*(?:1(?:\.0+)?|100%)\s*)?\)"
)
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_BARE_HEX = re.compile(r"[0-9a-f]{6}")
_AS_AROUND = {"", "inherit", "unset", "currentcolor"}
_NO_GROUND = {"", "none", "transparent", "inherit", "initial", "unset"}
# What may stand beside the colour of a ground and paints nothing itself.
_BESIDE_GROUND = re.compile(
    r"none|repeat(?:-[xy])?|no-repeat|scroll|left|top|center|0(?:%|px|pt)?|/|auto|padding-box|border-box"
)
_NO_SIZE = re.compile(r"(?=[\d.])0*\.?0*(?:[a-z]+|%)?")
_SIZE_OF_ITS_OWN = re.compile(
    r"[\d.]+(?:p[tcx]|[cm]m|in|rem)|(?:x*-?)(?:small|large)|medium|initial"
)
# Of 255 steps: no nearer can two colours be told apart; below the second not surely.
_SAME, _FAINT = 10, 60


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is shown: None for a colour that nobody knows."""

    colour: _Colour | None = _BLACK
    ground: _Colour | None = _WHITE
    is_hidden: bool = False
    is_without_size: bool = False

    @property
    def effect(self) -> str:
        """Whether text in it is seen: nothing, if it is like any other."""
        if self.is_hidden or self.is_without_size:
            return UNSEEN
        if self.colour is None or self.ground is None:
            return UNSURE
        apart = max(abs(a - b) for a, b in zip(self.colour, self.ground, strict=True))
        if apart <= _SAME:
            return UNSEEN
        return UNSURE if apart <= _FAINT else ""


PLAIN_INK = Ink()
# What these declare is part of the ink, and of nothing else.
OF_INK = ("color", "background", "background-color", "visibility", "font-size")


@lru_cache(maxsize=4096)
def ink_within(around: Ink, tag: str, declared: tuple[tuple[str, str], ...]) -> Ink:
    """The ink of a tag's text.

    Args:
        around: the ink of what the tag stands in.
        tag: its name.
        declared: by its style and attributes, in small letters.
    """
    said = dict(declared)
    ink = _by_its_name(around, tag)
    colour, ground = said.get("color", ""), said.get("background", said.get("background-color", ""))
    if colour not in _AS_AROUND:
        ink = replace(ink, colour=_BLACK if colour == "initial" else read_colour(colour))
    if ground not in _NO_GROUND:
        ink = replace(ink, ground=_read_ground(ground, ink.ground))
    visibility, size = said.get("visibility", ""), said.get("font-size", "")
    if visibility and visibility not in _AS_AROUND:
        ink = replace(ink, is_hidden=visibility in {"hidden", "collapse"})
    if _NO_SIZE.fullmatch(size):
        return replace(ink, is_without_size=True)
    return replace(ink, is_without_size=False) if _SIZE_OF_ITS_OWN.fullmatch(size) else ink


def _by_its_name(around: Ink, tag: str) -> Ink:
    if tag == "mark":
        return replace(around, colour=_BLACK, ground=_NAMED_COLOURS["yellow"])
    if tag == "a":
        return replace(around, colour=(0, 0, 238))
    if tag == "table" and around.colour != _BLACK:
        # Some browsers let a table take its colour from the page alone.
        return replace(around, colour=None)
    return around


def _read_ground(value: str, around: _Colour | None) -> _Colour | None:
    words = [word for word in _words(value) if not _BESIDE_GROUND.fullmatch(word)]
    words = [word for word in words if word not in _NO_GROUND]
    if not words:
        return around
    return read_colour(words[0]) if len(words) == 1 else None


def _words(value: str) -> list[str]:
    """The words of a value; what stands in brackets is one."""
    return re.findall(r"[^\s(]+(?:\([^)]*\))?", value)


def read_colour(value: str) -> _Colour | None:
    """The colour that a name or number stands for, if it is known."""
    if rgb := _RGB.fullmatch(value):
        return tuple(map(int, rgb.groups()))
    digits = _HEX.fullmatch(value)
    if digits:
        wide = digits[1] if len(digits[1]) == 6 else "".join(2 * digit for digit in digits[1])  # noqa: PLR2004
        return tuple(bytes.fromhex(wide))
    if _BARE_HEX.fullmatch(value):
        return tuple(bytes.fromhex(value))
    return _NAMED_COLOURS.get(value)
