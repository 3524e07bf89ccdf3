"""A check of the fields of one configuration or metadata file of an Open SDG data repository."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.open_sdg_text import holds_tag

Schema = dict[str, dict[str, Any]]


def read_yaml(folder: Path, name: str) -> tuple[dict[str, Any], list[str]]:
    """Read a file of fields; returns them and, if it cannot be read, what is wrong."""
    try:
        text = (folder / name).read_text(encoding="utf-8")
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return {}, [f"{name}: cannot be read: {' '.join(str(error).split())}"]
    if not isinstance(content, dict):
        return {}, [f"{name}: holds no fields"]
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
        return {}, [f"{name}: is no list of fields ({error})"]
    listed = [field for field in fields.LIST_FIELDS if field in schema]
    return schema, [f"{name}: {field} is a list, which a field of a schema cannot be" for field in listed]  # fmt: skip


def check_fields(name: str, content: dict[str, Any], schema: Schema) -> Iterator[str]:
    """Tell every fault of a file's fields."""
    for field, value in content.items():
        faults = [*_field_faults(field, value, schema), *_text_faults(value)]
        yield from (f"{name}: {field} {fault}" for fault in faults)


def _field_faults(field: str, value: Any, schema: Schema) -> Iterator[str]:
    if field in fields.RESERVED:
        yield "is a reserved name"
    elif field in fields.LIST_FIELDS:
        yield from _list_faults(fields.LIST_FIELDS[field], value)
    elif field not in schema:
        yield "is not in the schema"
    elif schema[field]["choices"]:
        if value not in schema[field]["choices"]:
            yield f"is {value!r}, none of its choices"
    elif schema[field].get("element") == "checkbox":
        if not isinstance(value, bool):
            yield "is neither true nor false"
    elif not isinstance(value, str):
        yield "is no text"


def _list_faults(names: tuple[str, ...], value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield "is no list"
        return
    for entry in value:
        if names and not (isinstance(entry, dict) and entry.keys() <= set(names)):
            yield f"holds {entry!r}, whose parts can only be {', '.join(names)}"
        texts = entry.values() if isinstance(entry, dict) else [entry]
        if not all(isinstance(text, str) for text in texts):
            yield f"holds {entry!r}, which is no text"


def _text_faults(value: Any) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        for text in part.values() if isinstance(part, dict) else [part]:
            if isinstance(text, str) and (not text.strip() or holds_tag(text)):
                yield "holds HTML" if text.strip() else "is empty"
