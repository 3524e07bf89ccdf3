"""The marts as a Frictionless Data Package: CSV files and a descriptor made from the catalog."""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from supply.files.read_table import join_lists, read_table
from supply.files.write_csv import format_csv
from warehouse.catalog import Column, Table, read_tables
from warehouse.read_frame import read_row
from warehouse.relations import RELATIONS

_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": "string"},
    "VARCHAR[]": {"type": "string"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "DOUBLE": {"type": "number"},
    "BOOLEAN": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "DATE": {"type": "date"},
    "TIMESTAMP": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%S"},
}
# Else readers guess from the first lines, and a report's text stands in them.
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def write_datapackage(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `datapackage.json` and `data/<mart>.csv` for each table and view of schema marts.

    Types, closed lists, keys and descriptions are the catalog's, foreign keys those of
    `warehouse.relations`. Lists are one text, joined by 、.

    Returns:
        The files.
    """
    (folder / "data").mkdir()
    tables = read_tables(connection, "marts")
    resources = [_write_resource(connection, table, folder) for table in tables]
    descriptor = folder / "datapackage.json"
    package = {**_describe_package(connection), "resources": resources}
    descriptor.write_text(
        json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return [descriptor, *(folder / str(resource["path"]) for resource in resources)]


def _write_resource(
    connection: duckdb.DuckDBPyConnection, table: Table, folder: Path
) -> dict[str, Any]:
    frame = join_lists(read_table(connection, table))
    content = format_csv(frame).encode()
    path = f"data/{table.table_name}.csv"
    (folder / path).write_bytes(content)
    return {
        "name": table.table_name,
        "path": path,
        "description": table.comment,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _describe_schema(table, frame),
    }


def _describe_schema(table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe_field(column, table, frame) for column in table.columns],
        "missingValues": [""],
    }
    if table.keys:
        schema["primaryKey"] = list(table.keys[0])
    foreign = [
        {
            "fields": list(relation.columns),
            "reference": {
                "resource": relation.references,
                "fields": list(relation.referenced_columns),
            },
        }
        for relation in RELATIONS
        if relation.table == table.table_name
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _describe_field(column: Column, table: Table, frame: pl.DataFrame) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # Most readers of CSV cannot tell an empty text, written as "", from a missing value.
    has_empty_text = (frame[column.name].cast(pl.String) == "").any()
    if not column.is_nullable and not has_empty_text:
        constraints["required"] = True
    if column.allowed_values:
        constraints["enum"] = list(column.allowed_values)
    if (column.name,) in table.keys:
        constraints["unique"] = True
    field: dict[str, Any] = {
        "name": column.name,
        **_TYPES[column.data_type],
        "description": column.comment,
    }
    return field | ({"constraints": constraints} if constraints else {})


def _describe_package(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    run = read_row(
        connection,
        "select run_no, published_at, program_version from raw.raw_run order by run_no desc limit 1",
    )
    documents = connection.execute(
        "select report_year, issuer_shown, vintage_no, title, file_name, sha256 from marts.dim_report order by report_id"
    ).fetchall()
    return {
        "name": "tsdg-marts",
        "title": "Taiwan SDG indicators: targets, actuals and verdicts",
        "description": "What ministries report of the Taiwan SDGs, each number with its page and printed words, "
        "each verdict with its rule. Values of different units are never to be added. The printed words are "
        "those of the reports named as sources and remain under their publishers' terms.",
        "profile": "tabular-data-package",
        "version": f"{run[2]}+run.{run[0]}" if run else "0",
        "created": f"{run[1]:%Y-%m-%dT%H:%M:%SZ}" if run else "2000-01-01T00:00:00Z",
        "keywords": ["SDG", "Taiwan", "永續發展目標"],
        "sources": [
            {
                "title": f"{year} {issuer} v{vintage}: {title or name} (SHA-256 {digest})",
                "path": name,
            }
            for year, issuer, vintage, title, name, digest in documents
        ],
    }
