"""In which unit a column's numbers are: one unit for all rows, or that which another column of the row names."""

from dataclasses import dataclass

from warehouse.catalog import Column, Table

_POINTS = ("rate_change", "all_change", "attainment_change")
# Columns of values and bounds, by the columns that name their unit, the nearest first.
_UNIT_COLUMNS = {
    "actual_value": ("actual_unit",),
    "target_low": ("target_unit", "unit"),
    "target_high": ("target_unit", "unit"),
    **dict.fromkeys(
        ("value", "value_printed", "value_low", "value_high", "gap", "first_value", "last_value", "change",
         "target_value", "distance_to_target", "expected_at_target_year"),
        ("unit",),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """Either the unit, or the column that names it in each row."""

    unit: str | None = None
    unit_column: str | None = None


def find_unit(table: Table, column: Column) -> ColumnUnit | None:
    """Find it; null where numbers have none, or where it is not a number."""
    if column.data_type != "DOUBLE":
        return None
    if column.name.endswith("_pct"):
        return ColumnUnit(unit="%")
    if column.name.endswith(_POINTS):
        return ColumnUnit(unit="percentage points")
    names = {other.name for other in table.columns}
    found = next((name for name in _UNIT_COLUMNS.get(column.name, ()) if name in names), None)
    return ColumnUnit(unit_column=found) if found else None


def describe_column(table: Table, column: Column) -> str:
    """What a column means, with its unit behind, for forms that have one text for both."""
    told = column.comment or ""
    unit = find_unit(table, column)
    if unit is None:
        return told
    return f"{told} [{unit.unit or f'unit: column {unit.unit_column}'}]"
