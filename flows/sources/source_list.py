"""The list of places where reports are published: one TOML file, checked strictly."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flows.readers.report_document import MAX_YEAR, MIN_YEAR
from flows.sources.redact import redact
from flows.sources.source_error import SourceListError

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
        SourceListError: no such file, no TOML, or an entry that is not as it must be.
    """
    entries = _read_entries(list_file)
    sources = [_check_entry(f"{list_file}: source {no}", entry) for no, entry in enumerate(entries, 1)]  # fmt: skip
    first_with: dict[str, int] = {}
    for no, source in enumerate(sources, 1):
        if source.url in first_with:
            raise SourceListError(
                f"{list_file}: source {no} ({source.name}): has the url of source {first_with[source.url]}; remove one"
            )
        first_with[source.url] = no
    return sources


def _read_entries(list_file: Path) -> list[Any]:
    try:
        content = tomllib.loads(list_file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceListError(f"{list_file}: no such source list; check the name") from error
    except OSError as error:
        raise SourceListError(
            f"{list_file}: cannot be read ({error.strerror}); check it"
        ) from error
    except UnicodeDecodeError as error:
        raise SourceListError(f"{list_file}: is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        problem = str(error).splitlines()[0]
        raise SourceListError(f"{list_file}: is not TOML: {problem}; correct that line") from error
    unknown = sorted(set(content) - {"source"})
    if unknown:
        raise SourceListError(f"{list_file}: unknown key {unknown[0]!r}; entries begin with [[source]]")  # fmt: skip
    entries = content.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceListError(f"{list_file}: source is no list; entries begin with [[source]]")
    return entries


def _check_entry(place: str, entry: dict[str, Any]) -> Source:
    label = entry.get("name") or entry.get("issuer")
    if isinstance(label, str) and label.isprintable():
        place = f"{place} ({label[:_LONGEST_TEXT]})"
    for key in entry:
        if key not in _KNOWN:
            raise SourceListError(f"{place}: unknown key {key!r}; known are {', '.join(_KNOWN)}")
    for key in _REQUIRED:
        if key not in entry:
            raise SourceListError(f"{place}: {key} is missing; add it")
    issuer = _check_text(place, "issuer", entry["issuer"])
    year = _check_year(place, entry["expected_year"])
    name = _check_text(place, "name", entry.get("name", f"{issuer} {year}"))
    return Source(_check_url(place, entry["url"]), issuer, year, name)


def _check_text(place: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise SourceListError(f"{place}: {key} must be words on one line, in quotes")
    if len(value) > _LONGEST_TEXT:
        raise SourceListError(f"{place}: {key} is longer than {_LONGEST_TEXT} characters; shorten it")  # fmt: skip
    return value.strip()


def _check_year(place: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise SourceListError(f"{place}: expected_year must be a year without quotes, such as 2025")
    if not MIN_YEAR <= value <= MAX_YEAR:
        raise SourceListError(
            f"{place}: expected_year {value} is not within {MIN_YEAR}-{MAX_YEAR}; give the report year in the common era"
        )
    return value


def _check_url(place: str, value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or value != "".join(value.split()):
        raise SourceListError(f"{place}: url must be one address in quotes, without spaces")
    try:
        url = httpx.URL(value).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise SourceListError(f"{place}: url cannot be understood; copy it anew") from error
    if url.scheme not in _SCHEMES:
        raise SourceListError(
            f"{place}: url {redact(value)} does not begin with https:// or http://; only these are fetched"
        )
    if not url.host:
        raise SourceListError(f"{place}: url {redact(value)} names no host; copy it anew")
    return str(url)
