"""A check of an Open SDG data repository, stricter than that of sdg-build."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.open_sdg_check_data import check_data
from supply.open_sdg.open_sdg_check_fields import Schema, check_fields, read_schema, read_yaml
from supply.open_sdg.open_sdg_faults import at, fault
from supply.open_sdg.open_sdg_text import holds_tag

_SETTINGS = "config_data.yml"
_ID = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+")


def check_open_sdg(folder: Path) -> list[str]:
    """Check a repository and tell every fault with its file, and its row in data files.

    sdg-build passes repeated rows, years such as 112 or 2021-2024, wide spaces, data without a single
    value, missing and unknown fields, and files that have no counterpart; none of them passes here.
    """
    settings, problems = read_yaml(folder, _SETTINGS)
    problems += _check_settings(settings) if not problems else []
    schema, schema_problems = read_schema(folder)
    problems += schema_problems
    if not settings or not schema:
        return problems
    languages = settings.get("languages")
    languages = [str(name) for name in languages] if isinstance(languages, list) else []
    return problems + list(_check_indicators(folder, schema, languages))


def _check_settings(settings: dict[str, Any]) -> Iterator[str]:
    if not isinstance(settings.get("languages"), list) or not settings["languages"]:
        yield fault("no-languages", _SETTINGS)
    inputs = settings.get("inputs")
    if not isinstance(inputs, list) or not all(isinstance(part, dict) for part in inputs):
        yield fault("no-inputs", _SETTINGS)
    # Where nothing is said, sdg-build looks for a git repository and stops if there is none.
    elif any(part.get("git", "Meta" in str(part.get("class"))) for part in inputs):
        yield fault("git", _SETTINGS)
    options = settings.get("indicator_options")
    if not isinstance(options, dict):
        yield fault("no-options", _SETTINGS)
        return
    shown = options.get("non_disaggregation_columns") or []
    for name in options.get("observation_attributes") or []:
        if name not in shown:
            yield fault("attribute", _SETTINGS, name=name)


def _check_indicators(folder: Path, schema: Schema, languages: list[str]) -> Iterator[str]:
    translated = [f"meta/{language}" for language in languages[1:]]
    parts = {
        part: _ids(folder / part) for part in ("data", "indicator-config", "meta", *translated)
    }
    everything = sorted(set().union(*parts.values()))
    if not everything:
        yield fault("no-indicator")
    for name in everything:
        if not _ID.fullmatch(name):
            yield fault("no-id", name=name)
        yield from (fault("nothing", part, name=name) for part in parts if name not in parts[part])
    counts = {}
    for name in sorted(parts["data"]):
        problems, counts[name] = check_data(folder / "data" / f"indicator_{name}.csv")
        yield from problems
    for name in sorted(parts["indicator-config"]):
        yield from _check_configuration(folder, name, schema, parts, counts.get(name, 0))
    for part in ("meta", *translated):
        for name in sorted(parts[part]):
            yield from _check_file(folder, f"{part}/{name}.yml", schema)
    for language in languages:
        yield from _check_titles(folder, language, set(everything))


def _ids(folder: Path) -> set[str]:
    if folder.name == "data":
        return {path.stem.removeprefix("indicator_") for path in folder.glob("indicator_*.csv")}
    return {path.stem for path in folder.glob("*.yml")}


def _check_file(folder: Path, name: str, schema: Schema) -> Iterator[str]:
    content, problems = read_yaml(folder, name)
    yield from problems or check_fields(name, content, schema)


def _check_configuration(
    folder: Path, name: str, schema: Schema, parts: dict[str, set[str]], n_values: int
) -> Iterator[str]:
    place = f"indicator-config/{name}.yml"
    yield from _check_file(folder, place, schema)
    content, problems = read_yaml(folder, place)
    if problems:
        return
    yield from (
        fault("missing", place, name=field) for field in fields.REQUIRED if field not in content
    )
    if content.get("reporting_status") == "complete" and not n_values:
        yield fault("complete", place)
    if content.get("data_non_statistical") is True and n_values:
        yield fault("hidden-values", place, count=n_values)
    related = content.get("related_indicators")
    for other in related if isinstance(related, list) else ():
        if str(other) == name or str(other) not in parts["indicator-config"]:
            yield fault("related", place, name=other)


def _check_titles(folder: Path, language: str, ids: set[str]) -> Iterator[str]:
    place = f"translations/{language}/global_indicators.yml"
    titles, problems = read_yaml(folder, place)
    if problems:
        yield from problems
        return
    wanted = {f"{name}-title" for name in ids}
    yield from (fault("missing", place, name=name) for name in sorted(wanted - titles.keys()))
    for name, title in titles.items():
        if name not in wanted:
            yield fault("of-no-indicator", place, name=name)
        if not isinstance(title, str) or not title.strip():
            yield at(place, f"{name} {fault('no-text')}")
        elif holds_tag(title):
            yield at(place, f"{name} {fault('html')}")
