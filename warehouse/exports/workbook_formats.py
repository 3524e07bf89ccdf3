"""Cell formats of the workbook."""

import unicodedata
from functools import cache
from typing import Any

import xlsxwriter

# Excel has it on every system with Chinese; LibreOffice puts its own in its place.
_FONT = "Microsoft JhengHei"
_WORD_COLORS = {
    "not_attained": ("#FDE0DD", "#8F1414"),
    "attained": ("#D9F2E1", "#0B5A2B"),
    "pending": ("#FFF1C9", "#6B4A00"),
    "no_target": ("#E8E8EA", "#44474F"),
    "qualitative": ("#DCEBFB", "#0B4A86"),
    "critical": ("#FDE0DD", "#8F1414"),
    "warning": ("#FFF1C9", "#6B4A00"),
}
_PLAIN_INTEGERS = ("year", "_no", "page", "vintage")


class Formats:
    """Formats by what a cell holds."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Any] = {}
        self._goals: dict[str, Any] = {}
        self.text = self._add(text_wrap=True)
        self.plain = self._add()
        self.link_left = self._add(font_color="#0B4A86", underline=1)
        self.day = self._add(num_format="yyyy-mm-dd", align="left")
        self.link = self._add(font_color="#0B4A86", underline=1, align="right")
        self.header = self._add(bold=True, bg_color="#173A5E", font_color="#FFFFFF", border=1)
        self.title = self._add(bold=True, font_size=18)
        self.heading = self._add(bold=True, font_size=13, font_color="#173A5E")
        self.note = self._add(text_wrap=True, font_color="#44474F")

    def number(self, name: str, value: float) -> Any:
        """Years, page and list numbers plain; shares with two decimals; others with thousands apart."""
        if name.endswith(("_pct", "_change")):
            pattern = "0.00"
        elif isinstance(value, int) and any(part in name for part in _PLAIN_INTEGERS):
            pattern = "0"
        elif float(value).is_integer():
            pattern = "#,##0"
        else:
            pattern = "#,##0.0#########"
        if pattern not in self._numbers:
            self._numbers[pattern] = self._add(num_format=pattern)
        return self._numbers[pattern]

    def goal(self, color: str) -> Any:
        """A goal's number on its colour."""
        if color not in self._goals:
            ink = "#000000" if _is_light(color) else "#FFFFFF"
            self._goals[color] = self._add(
                bg_color=color, font_color=ink, bold=True, align="center"
            )
        return self._goals[color]

    def color_words(self, target: Any, area: tuple[int, int, int, int]) -> None:
        """Colour cells by the word that stands in them; the word stays."""
        for word, (ground, ink) in _WORD_COLORS.items():
            style = self._book.add_format({"bg_color": ground, "font_color": ink})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
            target.conditional_format(*area, rule)

    def _add(self, **properties: Any) -> Any:
        return self._book.add_format(
            {"font_name": _FONT, "font_size": 10, "valign": "top"} | properties
        )


def _is_light(color: str) -> bool:
    red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
    return 299 * red + 587 * green + 114 * blue > 150_000  # noqa: PLR2004 - the usual middle of perceived light


@cache
def display_width(text: str) -> int:
    """Columns that a text takes: a Chinese character is as wide as two Latin ones."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
