"""The list of places where reports are published: one TOML file, checked strictly."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flows.readers.report_document import MAX_YEAR, MIN_YEAR
from flows.sources.redact import redact
from warehouse.errors import TsdgError

_REQUIRED = ("url", "issuer", "expected_year")
_KNOWN = (*_REQUIRED, "name")
_SCHEMES = ("https", "http")
_LONGEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class Source:
    """One address of one report.

    Attributes:
        url: where it is fetched from; https or http.
        issuer: who publishes it, as people call it.
        expected_year: the report year that it should bring.
        name: what people call this entry; the issuer and the year, if the list gives none.
    """

    url: str
    issuer: str
    expected_year: int
    name: str


def read_source_list(list_file: Path) -> list[Source]:
    """Read and check the list.

    Raises:
        TsdgError: no such file, no TOML, or an entry that is not as it must be.
    """
    with _placed(list_file):
        entries = _read_entries(list_file)
    first_with: dict[str, int] = {}
    sources = []
    for no, entry in enumerate(entries, 1):
        with _placed(list_file, f"source {no}{_label(entry)}"):
            source = _check_entry(entry)
            if source.url in first_with:
                raise TsdgError(f"has the url of source {first_with[source.url]}", "remove one")
        first_with[source.url] = no
        sources.append(source)
    return sources


@contextmanager
def _placed(list_file: Path, place: str | None = None) -> Iterator[None]:
    """Add to an error where in the list it is."""
    try:
        yield
    except TsdgError as error:
        error.file, error.place = list_file, place
        raise


def _read_entries(list_file: Path) -> list[Any]:
    try:
        content = tomllib.loads(list_file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TsdgError("no such source list", "check the name") from error
    except OSError as error:
        raise TsdgError(f"cannot be read ({error.strerror})", "check it") from error
    except UnicodeDecodeError as error:
        raise TsdgError("is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        problem = str(error).splitlines()[0]
        raise TsdgError(f"is not TOML: {problem}", "correct that line") from error
    unknown = sorted(set(content) - {"source"})
    if unknown:
        raise TsdgError(f"unknown key {unknown[0]!r}", "entries begin with [[source]]")  # fmt: skip
    entries = content.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TsdgError("source is no list", "entries begin with [[source]]")
    return entries


def _label(entry: dict[str, Any]) -> str:
    label = entry.get("name") or entry.get("issuer")
    if isinstance(label, str) and label.isprintable():
        return f" ({label[:_LONGEST_TEXT]})"
    return ""


def _check_entry(entry: dict[str, Any]) -> Source:
    for key in entry:
        if key not in _KNOWN:
            raise TsdgError(f"unknown key {key!r}", f"known are {', '.join(_KNOWN)}")
    for key in _REQUIRED:
        if key not in entry:
            raise TsdgError(f"{key} is missing", "add it")
    issuer = _check_text("issuer", entry["issuer"])
    year = _check_year(entry["expected_year"])
    name = _check_text("name", entry.get("name", f"{issuer} {year}"))
    return Source(_check_url(entry["url"]), issuer, year, name)


def _check_text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise TsdgError(f"{key} must be words on one line, in quotes")
    if len(value) > _LONGEST_TEXT:
        raise TsdgError(f"{key} is longer than {_LONGEST_TEXT} characters", "shorten it")  # fmt: skip
    return value.strip()


def _check_year(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TsdgError("expected_year must be a year without quotes, such as 2025")
    if not MIN_YEAR <= value <= MAX_YEAR:
        raise TsdgError(
            f"expected_year {value} is not within {MIN_YEAR}-{MAX_YEAR}",
            "give the report year in the common era",
        )
    return value


def _check_url(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or value != "".join(value.split()):
        raise TsdgError("url must be one address in quotes, without spaces")
    try:
        url = httpx.URL(value).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise TsdgError("url cannot be understood", "copy it anew") from error
    if url.scheme not in _SCHEMES:
        raise TsdgError(
            f"url {redact(value)} does not begin with https:// or http://",
            "only these are fetched",
        )
    if not url.host:
        raise TsdgError(f"url {redact(value)} names no host", "copy it anew")
    return str(url)
