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
                raise TsdgError("url-twice", other=first_with[source.url])
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
        raise TsdgError("no-such-source-list") from error
    except OSError as error:
        raise TsdgError("unreadable", why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise TsdgError("sources-not-utf") from error
    except tomllib.TOMLDecodeError as error:
        problem = str(error).splitlines()[0]
        raise TsdgError("sources-not-toml", problem=problem) from error
    unknown = sorted(set(content) - {"source"})
    if unknown:
        raise TsdgError("sources-key-unknown", unknown=repr(unknown[0]))  # fmt: skip
    entries = content.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TsdgError("sources-no-list")
    return entries


def _label(entry: dict[str, Any]) -> str:
    label = entry.get("name") or entry.get("issuer")
    if isinstance(label, str) and label.isprintable():
        return f" ({label[:_LONGEST_TEXT]})"
    return ""


def _check_entry(entry: dict[str, Any]) -> Source:
    for key in entry:
        if key not in _KNOWN:
            raise TsdgError("source-key-unknown", key=repr(key), known=", ".join(_KNOWN))
    for key in _REQUIRED:
        if key not in entry:
            raise TsdgError("source-key-missing", key=key)
    issuer = _check_text("issuer", entry["issuer"])
    year = _check_year(entry["expected_year"])
    name = _check_text("name", entry.get("name", f"{issuer} {year}"))
    return Source(_check_url(entry["url"]), issuer, year, name)


def _check_text(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise TsdgError("source-text-unclear", key=key)
    if len(value) > _LONGEST_TEXT:
        raise TsdgError("source-text-too-long", key=key, longest_text=_LONGEST_TEXT)  # fmt: skip
    return value.strip()


def _check_year(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TsdgError("source-year-unclear")
    if not MIN_YEAR <= value <= MAX_YEAR:
        raise TsdgError(
            "source-year-out-of-range", value=value, min_year=MIN_YEAR, max_year=MAX_YEAR
        )
    return value


def _check_url(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or value != "".join(value.split()):
        raise TsdgError("url-not-text")
    try:
        url = httpx.URL(value).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise TsdgError("url-unclear") from error
    if url.scheme not in _SCHEMES:
        raise TsdgError("url-scheme", value=redact(value))
    if not url.host:
        raise TsdgError("url-without-host", value=redact(value))
    return str(url)
