"""`tsdg publish`: write the marts into a database that others run, and say what was written where."""

import sys

from supply.databases.publication import Outcome
from supply.terminal.render_table import printable
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published
from warehouse.say import tell


def publish_marts(
    data: DataFolder, address: str, *, schema: str, storage: str | None, is_replacing: bool = False
) -> None:
    """Write the marts into PostgreSQL or a DuckLake; the same run again changes nothing.

    Args:
        data: where the warehouse lies.
        address: of the database.
        schema: there.
        storage: where a lake keeps its data files.
        is_replacing: put them in the place of what another data folder published.

    Raises:
        UsageError: the address cannot be used as it is given.
        NotPublishedError: there is no published warehouse.
        TsdgError: the database holds another data folder's marts, or did not take these; it holds what it held.
    """
    from flows.runs.folder_identity import folder_identity
    from supply.databases.database_address import (
        DuckLakeAddress,
        check_schema_name,
        read_address,
    )
    from supply.databases.publish_ducklake import publish_ducklake
    from supply.databases.publish_postgresql import publish_postgresql

    target = read_address(address, storage)
    check_schema_name(schema)
    with open_published(data) as connection:
        identity = folder_identity(data)
        if isinstance(target, DuckLakeAddress):
            outcome = publish_ducklake(
                connection, target, schema, data_folder=identity, is_replacing=is_replacing
            )
        else:
            outcome = publish_postgresql(
                connection, target, schema, data_folder=identity, is_replacing=is_replacing
            )
    sys.stdout.write(printable(_tell(outcome)))


def _tell(outcome: Outcome) -> str:
    where = {
        "label": outcome.label,
        "schema": outcome.schema,
        "run_no": outcome.run_no,
        "publication": outcome.publication_no,
    }
    if not outcome.is_new:
        return tell("publish-known", **where) + "\n"
    n_rows = f"{sum(outcome.n_rows.values()):,}"
    lines = [
        tell("publish-done", **where),
        tell("publish-rows", marts=len(outcome.n_rows), rows=n_rows),
        *(tell("publish-note", note=note) for note in outcome.notes),
    ]
    return "\n".join(lines) + "\n"
