"""A check of an Open SDG data repository, stricter than that of sdg-build."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from warehouse.exports import open_sdg_fields as fields

_YEARS = range(1990, 2101)
_KEYS = ("Year", "Series", "Kind", "Units", "GeoCode")


class OpenSdgError(Exception):
    """A repository that Open SDG would show wrong: how many faults, and the first."""


def check_open_sdg(folder: Path) -> list[str]:
    """Check a repository and tell every fault with its file, and its line in data files.

    sdg-build passes repeated rows, years such as 112 or 2021-2024, wide spaces, data without a single
    value, missing and unknown fields, and files that have no counterpart; none of them passes here.
    """
    return list(_check(folder))


def _check(folder: Path) -> Iterator[str]:
    settings, problem = _read_yaml(folder / "config_data.yml")
    if problem:
        yield problem
        return
    yield from _check_settings(settings)
    schema, problem = _read_yaml(folder / "metadata_schema.yml")
    if problem:
        yield problem
        return
    known = _schema_names(schema)
    parts = {
        "data": _ids(folder / "data", "indicator_*.csv"),
        "indicator-config": _ids(folder / "indicator-config", "*.yml"),
        "meta": _ids(folder / "meta", "*.yml"),
    }
    yield from _check_counterparts(parts)
    counts: dict[str, int] = {}
    for name, path in parts["data"].items():
        problems, counts[name] = _check_data(path)
        yield from problems
    for name, path in parts["indicator-config"].items():
        yield from _check_configuration(path, known, set(parts["indicator-config"]), counts.get(name, 0))  # fmt: skip
    for path in sorted((folder / "meta").rglob("*.yml")):
        yield from _check_fields(path, known)
    yield from _check_translations(folder, settings, set(parts["indicator-config"]))


def _read_yaml(path: Path) -> tuple[dict[str, Any], str | None]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return {}, f"{path.name}: cannot be read: {' '.join(str(error).split())}"
    if not isinstance(content, dict):
        return {}, f"{path.name}: holds no fields"
    return content, None


def _check_settings(settings: dict[str, Any]) -> Iterator[str]:
    if not settings.get("languages"):
        yield "config_data.yml: no languages"
    options = settings.get("indicator_options") or {}
    shown = set(options.get("non_disaggregation_columns") or [])
    yield from (
        f"config_data.yml: {name} is an observation attribute and no non_disaggregation_column"
        for name in options.get("observation_attributes") or []
        if name not in shown
    )
    if any(part.get("git") for part in settings.get("inputs") or []):
        yield "config_data.yml: git is asked for"


def _schema_names(schema: dict[str, Any]) -> dict[str, set[str]]:
    """Known fields, each with its choices; empty where anything may stand."""
    entries = ((schema.get("prose") or {}).get("metadata") or {}).get("meta") or []
    return {
        entry["name"]: {option["value"] for option in entry["field"].get("options", ())}
        for entry in entries
    }


def _ids(folder: Path, pattern: str) -> dict[str, Path]:
    return {p.stem.removeprefix("indicator_"): p for p in sorted(folder.glob(pattern))}


def _check_counterparts(parts: dict[str, dict[str, Path]]) -> Iterator[str]:
    everything = set().union(*parts.values())
    if not everything:
        yield "there is no indicator"
    for part, found in parts.items():
        yield from (f"{part}: nothing for {name}" for name in sorted(everything - set(found)))


def _check_data(path: Path) -> tuple[list[str], int]:
    """Faults of a data file, and how many values it holds."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        return [f"{path.name}: cannot be read: {error}"], 0
    problems = list(_check_header(path, header))
    if problems:
        return problems, 0
    for number, row in enumerate(rows, start=2):
        problems += [f"{path.name}, line {number}: {fault}" for fault in _check_row(header, row)]
    keys = Counter(
        tuple(value for name, value in zip(header, row, strict=False) if name in _KEYS or name not in {"Value", "COMMENT_OBS"})
        for row in rows
    )  # fmt: skip
    problems += [f"{path.name}: {' / '.join(key)} stands {n} times" for key, n in keys.items() if n > 1]  # fmt: skip
    return problems, sum(1 for row in rows if row and row[-1] != "")


def _check_header(path: Path, header: list[str]) -> Iterator[str]:
    if not header or header[0] != "Year" or header[-1] != "Value":
        yield f"{path.name}: Year must be the first column and Value the last"
    yield from (f"{path.name}: {fault} in the header" for cell in header for fault in _cell_faults(cell))  # fmt: skip
    if len(set(header)) != len(header):
        yield f"{path.name}: a column stands twice"


def _check_row(header: list[str], row: list[str]) -> Iterator[str]:
    if len(row) != len(header):
        yield f"{len(row)} fields instead of {len(header)}"
        return
    if not any(row):
        yield "empty"
        return
    if not re.fullmatch(r"\d{4}", row[0]) or int(row[0]) not in _YEARS:
        yield f"the year is {row[0]!r}"
    if row[-1] and not re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", row[-1]):
        yield f"the value is {row[-1]!r}"
    for cell in row:
        yield from _cell_faults(cell)


def _cell_faults(cell: str) -> Iterator[str]:
    if cell != cell.strip():
        yield f"a space at an end of {cell!r}"
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in cell):
        yield f"a control character in {cell!r}"


def _check_configuration(
    path: Path, known: dict[str, set[str]], ids: set[str], n_values: int
) -> Iterator[str]:
    yield from _check_fields(path, known)
    content, problem = _read_yaml(path)
    if problem:
        return
    yield from (f"{path.name}: {name} is missing" for name in fields.REQUIRED if name not in content)  # fmt: skip
    if content.get("reporting_status") == "complete" and not n_values:
        yield f"{path.name}: complete without a value"
    yield from (
        f"{path.name}: related indicator {name} does not exist"
        for name in content.get("related_indicators", ())
        if name not in ids
    )


def _check_fields(path: Path, known: dict[str, set[str]]) -> Iterator[str]:
    content, problem = _read_yaml(path)
    if problem:
        yield problem
    for name, value in content.items():
        if name in fields.RESERVED:
            yield f"{path.name}: {name} is a reserved name"
        elif name not in known:
            yield f"{path.name}: {name} is not in the schema"
        elif known[name] and value not in known[name]:
            yield f"{path.name}: {name} is {value!r}, none of its choices"
        elif name in {*fields.TEXT_FIELDS, *fields.META_FIELDS} and not isinstance(value, str):
            yield f"{path.name}: {name} is no text"


def _check_translations(folder: Path, settings: dict[str, Any], ids: set[str]) -> Iterator[str]:
    for language in settings.get("languages") or ():
        path = folder / "translations" / str(language) / "global_indicators.yml"
        titles, problem = _read_yaml(path)
        if problem:
            yield f"translations/{language}: {problem}"
            continue
        wanted = {f"{name}-title" for name in ids}
        yield from (f"translations/{language}: {name} is missing" for name in sorted(wanted - set(titles)))  # fmt: skip
        yield from (f"translations/{language}: {name} belongs to no indicator" for name in sorted(set(titles) - wanted))  # fmt: skip
