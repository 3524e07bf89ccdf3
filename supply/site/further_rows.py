"""Rows of a long list that stand on its further pages, as scripts of its first one: filters see all of them there."""

import json
import re

from supply.site.pages.page import ListPart

_BODY = re.compile(r'<table\b[^>]*\bid="(\w+)".*?<tbody>(.*?)</tbody>', re.DOTALL)


def further_scripts(part: ListPart | None) -> list[str]:
    """Scripts that the first page of a list loads; none but that one loads any."""
    if part is None or part.number > 1:
        return []
    return [address.replace(".html", ".js") for address in part.addresses[1:]]


def further_rows(html: str) -> str:
    """Write the rows of a further page as a script; pages from disk may load that, and nothing else.

    Raises:
        ValueError: the page has no list.
    """
    found = _BODY.search(html)
    if found is None:
        raise ValueError("a further page of a list has no list")
    rows = json.dumps(found.groups(), ensure_ascii=False)
    return f"(window.furtherRows ??= []).push({rows});\n"
