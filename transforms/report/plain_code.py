"""One spelling of an indicator's code, whatever stands between its parts."""

import re


def plain_code(printed: str) -> str:
    """One spelling of a code: 4-D-1 is 4.d.1; 1.2.1-1 is a part of 1.2.1 and stays as printed."""
    code = re.sub(r"\s", "", printed).lower()
    whole, dash, part = code.rpartition("-")
    if dash and re.fullmatch(r"\d{1,2}[.-](?:\d{1,2}|[a-z])[.-]\d{1,2}", whole):
        return f"{whole.replace('-', '.')}-{part}"
    return code.replace("-", ".")
