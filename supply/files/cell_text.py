"""Text as a spreadsheet can hold it: nothing invisible that acts, nothing longer than a cell."""

import re

# Excel's own limit, in UTF-16 units. It refuses a workbook that breaks it, and of a CSV field it puts
# the rest into cells of its own, where a formula could begin.
CELL_LIMIT = 32_767
CUT_NOTE = "… [cut: the whole text stands in the warehouse]"
_LINE_END = re.compile(r"\r\n?")
_CONTROL_PICTURE = 0x2400
# C1 controls; marks that turn the direction of what follows; what XML does not allow at all.
_NEVER_SHOWN = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cell_text(text: str) -> str:
    """Return the text for a cell of a workbook: control characters as pictures (␛), others as �."""
    text = _LINE_END.sub("\n", text)
    text = _CONTROL.sub(lambda found: chr(_CONTROL_PICTURE + ord(found[0])), text)
    return cut_text(_NEVER_SHOWN.sub("\ufffd", text))


def cut_text(text: str) -> str:
    """Cut a text that no cell can hold, and say so in its last words."""
    # A character beyond the basic plane is two units.
    units = text.encode("utf-16-le", errors="surrogatepass")
    if len(units) // 2 <= CELL_LIMIT:
        return text
    kept = units[: 2 * (CELL_LIMIT - len(CUT_NOTE))]
    return kept.decode("utf-16-le", errors="ignore") + CUT_NOTE
