"""The data dictionary, generated from the catalog's own comments: python -m warehouse.dictionary."""

from pathlib import Path

import duckdb

from warehouse.build import CHINESE_VIEWS, VIEWS, build_marts, create_tables
from warehouse.catalog import Column, Table, read_tables

DICTIONARY = Path(__file__).parent.parent / "docs" / "data_dictionary.md"
_VIEWS = "marts, views"
_SECTIONS = (
    ("marts", "Published tables: what to query."),
    (
        _VIEWS,
        "The commonest questions, asked of the tables above. Views in the DuckDB file; tables in a published database.",
    ),
    ("zh", "The same for readers of Chinese 中文檢視: `select * from zh.未達標`."),
    ("staging", "Each document as read, every vintage; seeds."),
    ("intermediate", "Links between staging and marts."),
    ("raw", "Documents and their cells, verbatim."),
)


def render_dictionary() -> str:
    """Write every table, view and column with type and comment, from an empty compiled warehouse."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from the comments in `warehouse/**/*.sql` by `make dictionary`; do not edit.",
    ]
    with duckdb.connect() as connection:
        create_tables(connection)
        build_marts(connection, "2000-01-01")
        tables = read_tables(connection, *(schema for schema, _ in _SECTIONS))
    for section, purpose in _SECTIONS:
        lines += ["", f"## {section}", "", purpose]
        for table in tables:
            if _section_of(table) == section:
                lines += _describe(table)
    return "\n".join(lines) + "\n"


def _section_of(table: Table) -> str:
    is_mart_view = table.schema_name == "marts" and _is_view(table)
    return _VIEWS if is_mart_view else table.schema_name


def _is_view(table: Table) -> bool:
    return table.table_name in {*VIEWS, *CHINESE_VIEWS}


def _describe(table: Table) -> list[str]:
    keys = "; ".join(", ".join(f"`{column}`" for column in key) for key in table.keys)
    lines = ["", f"### {table.full_name}", "", f"{table.comment}."]
    if keys:
        lines += ["", f"Key: {keys}."]
    # The catalog calls every column of a view nullable, whatever the table below says.
    if _is_view(table):
        lines += ["", "| column | type | meaning |", "|---|---|---|"]
        return lines + [
            f"| `{column.name}` | {column.data_type} | {_meaning(column)} |"
            for column in table.columns
        ]
    lines += ["", "| column | type | null | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        nullable = "yes" if column.is_nullable else "no"
        lines.append(f"| `{column.name}` | {column.data_type} | {nullable} | {_meaning(column)} |")
    return lines


def _meaning(column: Column) -> str:
    meaning = (column.comment or "").replace("|", "\\|")
    if column.allowed_values:
        meaning += f" [{', '.join(column.allowed_values)}]"
    return meaning


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
