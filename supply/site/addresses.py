"""File names of the dashboard's pages: safe on every system, the same from one run to the next."""

import hashlib
import re

# Pages that each edition has of its own: in the folder of its year, those of the newest above all others.
_OF_EDITION = re.compile(
    r"(?:(?:index|indicators|agencies|issuers|changes)(?:-\d+)?\.html|(?:goal|agency|issuer)/).*"
)
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
    """Data of a measure's chart, below the language's folder."""
    return f"charts/{_file_name(measure_key)}.csv"


def evidence_file(report_id: str, indicator_code: str, piece_no: int) -> str:
    """Picture of a piece of a table row."""
    return f"evidence/{_file_name(report_id)}/{_file_name(indicator_code)}-{int(piece_no)}.png"


def year_folder(year: int | None, newest_year: int) -> str:
    """Folder of an edition's pages, below the language's."""
    return "" if year in {None, newest_year} else f"{year}/"


def in_year(address: str, year: int, newest_year: int) -> str:
    """Lead to a page so that the chosen edition stays chosen: its own page of that year, or with the year asked for."""
    folder = year_folder(year, newest_year)
    if not folder or _OF_EDITION.fullmatch(address):
        return folder + address
    path, mark, fragment = address.partition("#")
    asked = path.partition("?")[2]
    if not re.search(r"(?:^|&)(?:year|edition)=", asked):
        path += f"{'&' if asked else '?'}year={year}"
    return path + mark + fragment


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:10]


def _file_name(key: str) -> str:
    """Keep what every file system and address holds; write the rest by its code point."""
    return _SAFE.sub(lambda match: f"_{ord(match[0]):x}", key).lstrip(".")
