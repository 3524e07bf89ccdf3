"""Text of a report in the forms that an Open SDG site shows: as it stands, and with no effect."""

import html
import re
import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs"}
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")


def indicator_id(indicator_key: str) -> str:
    """6.e.2 → 6-e-2."""
    return re.sub(r"[^0-9A-Za-z]+", "-", indicator_key).strip("-")


def clean(text: str) -> str:
    """One line without control characters and without spaces at its ends, also wide ones."""
    line = " ".join(text.split())
    return "".join(c for c in line if unicodedata.category(c) not in _INVISIBLE).strip()


def plain(text: str) -> str:
    """One line that is no HTML: titles, units and sources go into the pages of a site unescaped.

    `<65 歲` stays as printed: only before a letter, `/`, `!` or `?` does `<` begin a tag.
    """
    return _TAG.sub("＜", clean(text))


def holds_tag(text: str) -> bool:
    """Whether a browser would take a part of the text for HTML."""
    return bool(_TAG.search(text))


def as_markdown(text: str) -> str:
    """Printed text as Markdown that shows it and does nothing else."""
    lines = (clean(line) for line in text.splitlines())
    return "\n\n".join(_MARKDOWN.sub(r"\\\1", html.escape(line)) for line in lines if line)
