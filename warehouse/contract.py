"""What a table's SQL states of its rows, asked of rows before they are loaded; an answer names the rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.catalog import Table
from warehouse.errors import TsdgError
from warehouse.say import Language, say
from warehouse.say_stated import say_check

# By these a row of any table is told, and found again in its document.
_ROW_COLUMNS = (
    "report_id", "report_year", "indicator_code", "occurrence_no", "measure_no", "row_no", "cell_no",
    "page", "page_first", "actual_page",
)  # fmt: skip
_SAMPLE = 5


class ContractError(TsdgError):
    """Rows that break what their table states.

    Attributes:
        table: full name of the table.
        column: the column, or the columns with commas between.
        rule: what is broken: unknown column, type, not null, check, unique or foreign key.
        rows: the first of the rows, each with what tells it and with the values in question.
        n_rows: how many break the rule.
    """

    def __init__(
        self,
        table: str,
        columns: Sequence[str],
        rule: str,
        rows: Sequence[Mapping[str, Any]] = (),
        n_rows: int = 0,
    ) -> None:
        self.table, self.column, self.rule = table, ", ".join(columns), rule
        self.rows, self.n_rows = tuple(dict(row) for row in rows), n_rows
        super().__init__(
            "contract",
            rule=rule,
            rule_zh=say_check(f"{rule}: {self.column}", "zh"),
            detail=self.describe("en"),
            detail_zh=self.describe("zh"),
            place=f"{table}.{self.column}",
        )

    def describe(self, language: Language) -> str:
        """Tell how many rows break the rule, and the first of them in words."""
        apart, beside = ("；", "，") if language == "zh" else ("; ", ", ")
        told = apart.join(
            beside.join(f"{name} {value!r}" for name, value in row.items()) for row in self.rows
        )
        if not told:
            return say("audit-every-row", language)
        return say("audit-rows", language, count=self.n_rows, rows=told)


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement of a table, and the condition that rows meet which break it."""

    rule: str
    columns: tuple[str, ...]
    condition: str


def require_contract(connection: duckdb.DuckDBPyConnection, table: Table, incoming: str) -> None:
    """Refuse rows that break what the table states.

    Args:
        connection: where the table is, and `incoming`.
        table: the table that they are for.
        incoming: name of a relation with the table's columns.

    Raises:
        ContractError: the first statement that is broken, with the rows.
    """
    statements = list(_statements(table, incoming))
    counted = ", ".join(f"count_if({statement.condition})" for statement in statements)
    counts = connection.execute(f"select {counted} from {incoming}").fetchall()[0]  # noqa: S608 - names of the catalog
    for statement, count in zip(statements, counts, strict=True):
        if count:
            rows = _read_offenders(connection, table, incoming, statement)
            raise ContractError(table.full_name, statement.columns, statement.rule, rows, count)


def _statements(table: Table, incoming: str) -> Iterator[_Statement]:
    for column in table.columns:
        if not column.is_nullable:
            yield _Statement("not null", (column.name,), f'"{column.name}" is null')
    for check in table.checks:
        rule = f"check {check.expression}"
        # A check that comes to null holds, here as in the table.
        yield _Statement(rule, check.columns, f"not ({check.expression})")
    for key in table.keys:
        names = _names(key)
        doubled = f"select {names} from {incoming} group by {names} having count(*) > 1"  # noqa: S608 - names of the catalog
        held = f"select {names} from {table.full_name}"  # noqa: S608 - names of the catalog
        present = " and ".join(f'"{name}" is not null' for name in key)
        is_double = f"({names}) in ({doubled}) or ({names}) in ({held})"
        yield _Statement("unique", key, f"({is_double}) and {present}")
    for foreign in table.foreign_keys:
        other = f"{table.schema_name}.{foreign.table_name}"
        known = f"select {_names(foreign.referenced_columns)} from {other}"  # noqa: S608 - names of the catalog
        rule = f"foreign key of {other}"
        yield _Statement(rule, foreign.columns, f"({_names(foreign.columns)}) not in ({known})")


def _read_offenders(
    connection: duckdb.DuckDBPyConnection, table: Table, incoming: str, statement: _Statement
) -> list[dict[str, Any]]:
    known = {column.name for column in table.columns}
    told = [name for name in _ROW_COLUMNS if name in known and name not in statement.columns]
    names = [*told, *statement.columns]
    rows = connection.execute(
        f"select {_names(names)} from {incoming} where {statement.condition} limit {_SAMPLE}"  # noqa: S608 - names of the catalog
    ).fetchall()
    return [
        {
            name: value
            for name, value in zip(names, row, strict=True)
            if value is not None or name in statement.columns
        }
        for row in rows
    ]


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
