"""How a sheet comes out on paper: A4 across, header and key on each page."""

from dataclasses import dataclass
from typing import Any

from warehouse.say import tell

_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# What stands beside each other on A4 across at full size, in pixels of a screen. LibreOffice without
# Excel's fonts makes columns an eighth wider, which breaks between pages must leave room for.
_PAPER_WIDTH, _SAFE_WIDTH = 1_020, 900
# Below it nobody reads; a wider sheet goes over several pages instead.
_LEAST_SCALE, _WIDE_SCALE = 0.5, 60

# Excel takes no longer header.
_MOST_HEADER = 200


@dataclass(frozen=True, slots=True)
class PrintWords:
    """What stands at head and foot of printed pages: title with year and issuers, and the day of the data."""

    title: str
    day: str


def set_up_list(target: Any, words: PrintWords, name: str, last_row: int, last_column: int) -> None:
    """A list on A4 across: its first columns fitted to the width, header and title on each page."""
    target.set_landscape()
    target.set_paper(_A4)
    target.set_margins(**(_MARGINS | {"top": 0.75}))
    target.repeat_rows(0)
    target.print_area(0, 0, last_row, last_column)
    target.fit_to_pages(1, 0)
    target.set_header(f"&L{_plain(words.title)}&R{_plain(name)}")
    target.set_footer(page_footer(words.day))


def page_footer(left: str) -> str:
    """Words on the left, the number of the page on the right."""
    return f"&L{_plain(left)}&R{tell('book-print-page', page='&P', pages='&N')}"


def _plain(text: str) -> str:
    """Text in which no sign commands the printer."""
    return text.replace("&", "&&")[:_MOST_HEADER]


def set_up_page(target: Any, widths: list[float], n_keys: int) -> None:
    """Fit the width on one page where that can be read, else break between columns."""
    target.set_landscape()
    target.set_paper(_A4)
    target.set_margins(**_MARGINS)
    target.repeat_rows(0)
    target.set_footer("&L&A&C&F&R&P / &N")
    pixels = [_pixels(width) for width in widths]
    if sum(pixels) * _LEAST_SCALE <= _PAPER_WIDTH:
        target.fit_to_pages(1, 0)
        return
    target.set_print_scale(_WIDE_SCALE)
    target.repeat_columns(0, n_keys - 1)
    target.print_across()
    target.set_v_pagebreaks(break_columns(pixels, n_keys, _SAFE_WIDTH * 100 / _WIDE_SCALE))


def break_columns(pixels: list[float], n_keys: int, capacity: float) -> list[int]:
    """Columns before which a new page begins, each page led by the key columns."""
    keys = sum(pixels[:n_keys])
    breaks, used = [], keys
    for column, width in enumerate(pixels[n_keys:], start=n_keys):
        if used + width > capacity and used > keys:
            breaks.append(column)
            used = keys
        used += width
    return breaks


def _pixels(width: float) -> float:
    return 7 * width + 5
