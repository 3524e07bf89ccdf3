"""A check of the fields of one configuration or metadata file of an Open SDG data repository."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.open_sdg_faults import at, fault
from supply.open_sdg.open_sdg_text import holds_tag
from warehouse.say import listed

Schema = dict[str, dict[str, Any]]


def read_yaml(folder: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    """Read a file of fields; returns them and, if it cannot be read, what is wrong."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return {}, [fault("unreadable", name, error=" ".join(str(error).split()))]
    if not isinstance(content, dict):
        return {}, [fault("no-fields", name)]
    return content, []


def read_schema(folder: Path) -> tuple[Schema, list[str]]:
    """Read which fields there are: each with its element and its choices."""
    name = "metadata_schema.yml"
    content, problems = read_yaml(folder, name)
    if problems:
        return {}, problems
    try:
        entries = content["prose"]["metadata"]["meta"]
        schema = {str(entry["name"]): dict(entry["field"]) for entry in entries}
        for field in schema.values():
            field["choices"] = [option["value"] for option in field.get("options", ())]
    except (KeyError, TypeError, ValueError) as error:
        return {}, [fault("no-schema", name, error=error)]
    listed = [field for field in fields.LIST_FIELDS if field in schema]
    return schema, [fault("schema-list", name, name=field) for field in listed]  # fmt: skip


def check_fields(name: str, content: dict[str, Any], schema: Schema) -> Iterator[str]:
    """Tell every fault of a file's fields."""
    for field, value in content.items():
        faults = [*_field_faults(field, value, schema), *_text_faults(value)]
        yield from (at(name, f"{field} {told}") for told in faults)


def _field_faults(field: str, value: Any, schema: Schema) -> Iterator[str]:
    if field in fields.RESERVED:
        yield fault("reserved")
    elif field in fields.LIST_FIELDS:
        yield from _list_faults(fields.LIST_FIELDS[field], value)
    elif field not in schema:
        yield fault("not-in-schema")
    elif schema[field]["choices"]:
        if value not in schema[field]["choices"]:
            yield fault("no-choice", value=repr(value))
    elif schema[field].get("element") == "checkbox":
        if not isinstance(value, bool):
            yield fault("no-truth")
    elif not isinstance(value, str):
        yield fault("no-text")


def _list_faults(names: tuple[str, ...], value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield fault("no-list")
        return
    for entry in value:
        if names and not (isinstance(entry, dict) and entry.keys() <= set(names)):
            yield fault("no-part", value=repr(entry), names=listed(names))
        texts = entry.values() if isinstance(entry, dict) else [entry]
        if not all(isinstance(text, str) for text in texts):
            yield fault("part-no-text", value=repr(entry))


def _text_faults(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        for text in part.values() if isinstance(part, dict) else [part]:
            if isinstance(text, str) and (not text.strip() or holds_tag(text)):
                yield fault("html" if text.strip() else "empty")
