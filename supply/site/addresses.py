"""File names of the dashboard's pages: safe on every system, the same from one run to the next."""

import hashlib
import re

_SAFE = re.compile(r"[^0-9A-Za-z.-]")


def indicator_page(indicator_key: str) -> str:
    """Page of an indicator, below the language's folder."""
    return f"indicator/{_file_name(indicator_key)}.html"


def goal_page(goal_no: int) -> str:
    """Page of a core goal."""
    return f"goal/{int(goal_no)}.html"


def agency_page(agency: str) -> str:
    """Page of an agency: Chinese file names do not survive every archive and web host."""
    return f"agency/{_digest(agency)}.html"


def issuer_page(issuer: str) -> str:
    """Page of an issuer."""
    return f"issuer/{_digest(issuer)}.html"


def statement_suffix(issuer: str) -> str:
    """Tell a second issuer's places on an indicator's page from those of the one that leads."""
    return f"-{_digest(issuer)}"


def chart_file(measure_key: str) -> str:
    """Chart of a measure, below the site's folder."""
    return f"charts/{_file_name(measure_key)}.svg"


def evidence_file(report_id: str, indicator_code: str, piece_no: int) -> str:
    """Picture of a piece of a table row."""
    return f"evidence/{_file_name(report_id)}/{_file_name(indicator_code)}-{int(piece_no)}.png"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def _file_name(key: str) -> str:
    """Keep what every file system and address holds; write the rest by its code point."""
    return _SAFE.sub(lambda match: f"_{ord(match[0]):x}", key).lstrip(".")
