"""An indicator's code: one spelling of it, whatever stands between its parts; which one a cell begins with."""

import re

_HEADING_START = re.compile(
    r"^[*＊★☆※]?\s*[【\[]?\s*(?:(?:對應)?指標(?:編號|代碼)?)?\s*[:：]?\s*[*＊★☆※]?\s*"
    r"(?P<code>\d{1,2}\s*[.-]\s*(?:\d{1,2}|[a-zA-Z])\s*[.-]\s*\d{1,2}(?:-\d{1,2})?)"
    r"(?!\d)(?!\s*[)）、,，])"
)


def plain_code(printed: str) -> str:
    """One spelling of a code: 4-D-1 is 4.d.1; 1.2.1-1 is a part of 1.2.1 and stays as printed."""
    code = re.sub(r"\s", "", printed).lower()
    whole, dash, part = code.rpartition("-")
    if dash and re.fullmatch(r"\d{1,2}[.-](?:\d{1,2}|[a-z])[.-]\d{1,2}", whole):
        return f"{whole.replace('-', '.')}-{part}"
    return code.replace("-", ".")


def heading_code(heading: str) -> str | None:
    """Read the code at the beginning of an indicator cell."""
    match = _HEADING_START.match(heading)
    return plain_code(match["code"]) if match else None
