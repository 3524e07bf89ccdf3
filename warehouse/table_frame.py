"""Rows, or a frame, as a frame with the columns and types of a table; what does not fit is refused with its row."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import polars as pl

from warehouse.catalog import Table, polars_schema
from warehouse.contract import ContractError

_SAMPLE = 5
# A row: a mapping, or a dataclass whose fields are named as the columns.
Row = Any


def frame_of_rows(table: Table, rows: Sequence[Row]) -> pl.DataFrame:
    """Make a frame of a table's rows; a column that no row has is null.

    Raises:
        ContractError: a row has a column that the table has not, or a value of another type.
    """
    schema = polars_schema(table)
    named = [_named(row) for row in rows]
    unknown = {name for row in named for name in row if name not in schema}
    if unknown:
        raise ContractError(table.full_name, sorted(unknown), "unknown column")
    columns = {name: [row.get(name) for row in named] for name in schema}
    return pl.DataFrame(
        [_series(table, name, values, named, schema[name]) for name, values in columns.items()]
    )


def _named(row: Row) -> Mapping[str, Any]:
    if is_dataclass(row):
        return {entry.name: getattr(row, entry.name) for entry in fields(row)}
    named: Mapping[str, Any] = row
    return named


def _series(
    table: Table, name: str, values: list[Any], rows: Sequence[Mapping[str, Any]], kind: Any
) -> pl.Series:
    try:
        return pl.Series(name, values, dtype=kind, strict=True)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        wrong = [row for row, value in zip(rows, values, strict=True) if not _fits(value, kind)]
        raise _type_error(table, name, kind, wrong) from None


def _fits(value: Any, kind: Any) -> bool:
    try:
        pl.Series([value], dtype=kind, strict=True)
    except (TypeError, OverflowError, pl.exceptions.PolarsError):
        return False
    return True


def fit_frame(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Give a frame the columns and types of a table, where nothing is lost by it.

    Raises:
        ContractError: the frame has a column that the table has not, or a value of another type.
    """
    schema = polars_schema(table)
    unknown = [name for name in frame.columns if name not in schema]
    if unknown:
        raise ContractError(table.full_name, unknown, "unknown column")
    for name in frame.columns:
        if frame.schema[name] != schema[name]:
            wrong = frame.filter(_is_lost(frame.schema[name], schema[name], pl.col(name)))
            if not wrong.is_empty():
                raise _type_error(table, name, schema[name], wrong.rows(named=True))
    present = frame.with_columns(pl.col(name).cast(schema[name]) for name in frame.columns)
    missing = {name: kind for name, kind in schema.items() if name not in frame.columns}
    return present.with_columns(
        pl.lit(None, dtype=kind).alias(name) for name, kind in missing.items()
    ).select(list(schema))


def _is_lost(given: pl.DataType, wanted: Any, values: pl.Expr) -> pl.Expr:
    """Tell the values that the wanted type cannot hold; text and what is no text are never exchanged."""
    if given == pl.Null:
        return pl.lit(value=False)
    if (given == pl.String) != (wanted == pl.String):
        return values.is_not_null()
    cast = values.cast(wanted, strict=False)
    return values.is_not_null() & (cast.is_null() | cast.cast(given, strict=False).ne(values))


def _type_error(
    table: Table, name: str, kind: Any, rows: Sequence[Mapping[str, Any]]
) -> ContractError:
    told = ("report_id", "report_year", "indicator_code", "measure_no", "page", name)
    sample = [{column: row[column] for column in told if column in row} for row in rows[:_SAMPLE]]
    return ContractError(table.full_name, [name], f"type {kind}", sample, len(rows))
