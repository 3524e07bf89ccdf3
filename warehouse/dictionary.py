"""The data dictionary, generated from the catalog's own comments: python -m warehouse.dictionary."""

from pathlib import Path

import duckdb

from warehouse.build import build_marts, create_tables
from warehouse.catalog import Table, read_tables

DICTIONARY = Path(__file__).parent.parent / "docs" / "data_dictionary.md"
_SECTIONS = (
    ("marts", "Published tables: what to query."),
    ("staging", "Each document as read, every vintage; seeds."),
    ("intermediate", "Links between staging and marts."),
    ("raw", "Documents and their cells, verbatim."),
)


def render_dictionary() -> str:
    """Write every table and column with type and comment, from an empty compiled warehouse."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from the comments in `warehouse/**/*.sql` by `make dictionary`; do not edit.",
    ]
    with duckdb.connect() as connection:
        create_tables(connection)
        build_marts(connection, "2000-01-01")
        for schema, purpose in _SECTIONS:
            lines += ["", f"## {schema}", "", purpose]
            for table in read_tables(connection, schema):
                lines += _describe(table)
    return "\n".join(lines) + "\n"


def _describe(table: Table) -> list[str]:
    keys = "; ".join(", ".join(f"`{column}`" for column in key) for key in table.keys)
    lines = ["", f"### {table.full_name}", "", f"{table.comment}."]
    if keys:
        lines += ["", f"Key: {keys}."]
    lines += ["", "| column | type | null | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        meaning = (column.comment or "").replace("|", "\\|")
        if column.allowed_values:
            meaning += f" [{', '.join(column.allowed_values)}]"
        nullable = "yes" if column.is_nullable else "no"
        lines.append(f"| `{column.name}` | {column.data_type} | {nullable} | {meaning} |")
    return lines


if __name__ == "__main__":
    DICTIONARY.write_text(render_dictionary(), encoding="utf-8")
