"""A downloaded file gets a name of our making."""

import re
import unicodedata

from flows.sources.source_list import Source

_UNSAFE = re.compile(r"[^\w]+")
_LONGEST_ISSUER = 40
_SHOWN_DIGITS = 12


def file_name(source: Source, sha256: str, suffix: str) -> str:
    """Name a file by issuer, year and checksum; the server has no say in it."""
    words = _UNSAFE.sub("-", unicodedata.normalize("NFKC", source.issuer)).strip("-_")
    issuer = words[:_LONGEST_ISSUER] or "source"
    return f"{issuer}_{source.expected_year}_{sha256[:_SHOWN_DIGITS]}{suffix}"
