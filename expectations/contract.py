"""The catalog → mechanical expectations: columns in order, not null, unique keys, closed lists."""

from typing import Any

from great_expectations import expectations as gxe

from warehouse.catalog import Table

_CONTRACT = {"source": "catalog"}


def expectations_from_catalog(table: Table) -> list[Any]:
    """Derive what the table's SQL file already states; nothing of it is written by hand elsewhere."""
    columns = [column.name for column in table.columns]
    expectations: list[Any] = [
        gxe.ExpectTableColumnsToMatchOrderedList(
            column_list=columns, severity="critical", meta=_CONTRACT
        )
    ]
    for column in table.columns:
        if not column.is_nullable:
            expectations.append(
                gxe.ExpectColumnValuesToNotBeNull(
                    column=column.name, severity="critical", meta=_CONTRACT
                )
            )
        if column.allowed_values:
            expectations.append(
                gxe.ExpectColumnValuesToBeInSet(
                    column=column.name,
                    value_set=list(column.allowed_values),
                    severity="critical",
                    meta=_CONTRACT,
                )
            )
    expectations += [_unique(key) for key in table.keys]
    return expectations


def _unique(key: tuple[str, ...]) -> Any:
    if len(key) == 1:
        return gxe.ExpectColumnValuesToBeUnique(column=key[0], severity="critical", meta=_CONTRACT)
    return gxe.ExpectCompoundColumnsToBeUnique(
        column_list=list(key), severity="critical", meta=_CONTRACT
    )
