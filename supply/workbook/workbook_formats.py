"""Cell formats of the workbook."""

import unicodedata
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from supply.ink_color import ink_on

# Excel has it on every system with Chinese; LibreOffice puts its own in its place.
_FONT = "Microsoft JhengHei"
_LINE_COLOR, _LINK_COLOR, _HEAD_COLOR = "#D5DAE1", "#0B4A86", "#173A5E"
WORD_COLORS = {
    "attained": ("#D9F2E1", "#0B5A2B"),
    "not_attained": ("#FDE0DD", "#8F1414"),
    "pending": ("#FFF1C9", "#6B4A00"),
    "no_target": ("#E8E8EA", "#44474F"),
    "qualitative": ("#DCEBFB", "#0B4A86"),
    "undecided": ("#EEDFFB", "#5B1F8A"),
    "assumed": ("#EEF2F7", "#3C424B"),
    "doubtful": ("#EEDFFB", "#5B1F8A"),
    "critical": ("#FDE0DD", "#8F1414"),
    "warning": ("#FFF1C9", "#6B4A00"),
    "overdue": ("#FDE0DD", "#8F1414"),
    "due": ("#FFF1C9", "#6B4A00"),
}
# Years, pages and numbers in a list are names, not quantities.
_NAME_PARTS = {"year", "no", "page", "vintage"}
_CHANGES_OF_RATES = ("_rate_change", "_all_change", "attainment_change")
_ROUNDED = {"slope_per_year", "expected_at_target_year", "years_to_target", "mann_kendall_p"}


class Formats:
    """Formats by what a cell holds."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self._add(bold=True, font_size=20, font_color=_HEAD_COLOR)
        self.sentence = self._add(font_size=13, font_color="#44474F", text_wrap=True)
        self.heading = self._add(
            bold=True, font_size=13, font_color=_HEAD_COLOR, bottom=2, bottom_color=_HEAD_COLOR
        )
        self.caption = self._add(bold=True, font_size=11, font_color=_HEAD_COLOR)
        self.group = self._add(bold=True, font_color=_HEAD_COLOR, bg_color="#EEF2F7")
        self.label = self._add(bold=True, text_wrap=True)
        self.note = self._add(text_wrap=True)
        self.count = self._add(num_format="#,##0", align="right")
        self.cover_link = self._add(font_color=_LINK_COLOR, underline=1)
        self.header = self._add(
            bold=True, font_size=9, bg_color=_HEAD_COLOR, font_color="#FFFFFF", text_wrap=True,
            valign="vcenter", border=1, border_color="#FFFFFF",
        )  # fmt: skip

    def text(self, *, is_link: bool = False) -> Any:
        """Text, wrapped; not glued to the number on its left."""
        return self._cell(is_link=is_link, text_wrap=True, align="left", indent=1)

    def address(self, *, is_link: bool) -> Any:
        """A web address: one line, however long."""
        return self._cell(is_link=is_link, align="left", indent=1)

    def day(self) -> Any:
        """A day, in the order that sorts."""
        return self._cell(num_format="yyyy-mm-dd", align="center")

    def moment(self) -> Any:
        """A day and its time."""
        return self._cell(num_format="yyyy-mm-dd hh:mm:ss", align="center")

    def flag(self) -> Any:
        """True or false; LibreOffice takes them for numbers and shows 1 and 0."""
        return self._cell(num_format='"TRUE";"TRUE";"FALSE"', align="center")

    def number(self, name: str, value: float, *, is_link: bool = False) -> Any:
        """Years, page and list numbers plain; shares with their sign; others with thousands apart."""
        if isinstance(value, int) and _NAME_PARTS & set(name.split("_")) and name[:2] != "n_":
            return self._cell(is_link=is_link, num_format="0", align="center")
        return self._cell(is_link=is_link, num_format=_pattern(name, value))

    def per_cent(self, value: float) -> Any:
        """A share in a list: away from the word beside it."""
        return self._cell(num_format=_pattern("_pct", value), align="center")

    def marked(self, value: str | int, mark: str) -> Any:
        """A name or a year with a mark behind it that is no part of the value."""
        if isinstance(value, str):
            return self._cell(num_format=f'@"{mark}"', text_wrap=True, align="left", indent=1)
        return self._cell(num_format=f'0"{mark}"', align="center")

    def goal(self, color: str) -> Any:
        """A goal's number on its colour."""
        ink = ink_on(color)
        return self._cell(num_format="0", bg_color=color, font_color=ink, bold=True, align="center")

    def word(self, word: str) -> Any:
        """A word of a closed list on its colour, as in the legend."""
        ground, ink = WORD_COLORS[word]
        return self._cell(bg_color=ground, font_color=ink, bold=True, align="left", indent=1)

    def color_words(
        self,
        target: Any,
        area: tuple[int, int, int, int],
        told: Mapping[str, str] | None = None,
    ) -> None:
        """Colour cells by the word that stands in them; the word stays.

        Args:
            target: the worksheet.
            area: first row and column, last row and column.
            told: words by which values of closed lists are told; by default the values themselves.
        """
        words = told or {value: value for value in WORD_COLORS}
        for word, (ground, ink) in (
            (w, WORD_COLORS[v]) for w, v in words.items() if v in WORD_COLORS
        ):
            style = self._book.add_format({"bg_color": ground, "font_color": ink})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style}
            target.conditional_format(*area, rule)

    def _cell(self, *, is_link: bool = False, **properties: Any) -> Any:
        look = {"font_color": _LINK_COLOR, "underline": 1} if is_link else {}
        return self._add(bottom=1, bottom_color=_LINE_COLOR, **look, **properties)

    def _add(self, **properties: Any) -> Any:
        wanted = {"font_name": _FONT, "font_size": 10, "valign": "top"} | properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _pattern(name: str, value: float) -> str:
    if name.endswith(_CHANGES_OF_RATES):
        return "+0.00;-0.00;0.00"
    if name.endswith("_pct"):
        return '#,##0.00"%"'
    if float(value).is_integer():
        return "#,##0"
    # The value stays whole; fifteen digits of a slope only hide it.
    return "#,##0.0###" if name in _ROUNDED else "#,##0.0#########"


def display_width(text: str) -> int:
    """Columns that a text takes: a Chinese character is as wide as two Latin ones."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def line_count(text: str, width: float) -> int:
    """Lines that a text takes in a column of a width."""
    room = max(int(width) - 2, 1)
    return sum(max(-(-display_width(line) // room), 1) for line in text.split("\n"))
