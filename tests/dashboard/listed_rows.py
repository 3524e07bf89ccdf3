"""Rows of the list of measures as the pages' script reads them: what a row leaves out is a matter of course."""

import re
from html import unescape

_ROW = re.compile(r"<tr( data-status=.*?)>")


def listed_rows(html: str) -> list[dict[str, str]]:
    """What filters know of each row (as `COURSE` of site.js has it)."""
    return [
        _complete(dict(re.findall(r'data-([\w-]+)="(.*?)"', unescape(row))))
        for row in _ROW.findall(html)
    ]


def _complete(row: dict[str, str]) -> dict[str, str]:
    agency = row.get("agency", row["issuer"])
    course = {
        "part": row["status"],
        "certainty": "sure",
        "goal": row["indicator"].split(".")[0],
        "agency": agency,
        "total": f"1|goal|issuer|{agency}",
    }
    return course | row
