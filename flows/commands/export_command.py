"""`tsdg export`: the marts as files, put in place when they are complete."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from supply.files.export_folder import ExportFolder
from warehouse.catalog import read_tables
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published
from warehouse.read_frame import read_row
from warehouse.say import listed, tell

if TYPE_CHECKING:
    from supply.row_picture import RowPicture

_Writer = Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]


def export_marts(
    data: DataFolder,
    folder: Path,
    output: str,
    *,
    for_spreadsheets: bool = False,
    is_full: bool = False,
) -> None:
    """Write the marts in one form into a folder.

    What a former export of the same form wrote is replaced, and removed where it is no more; any other
    file that bears a name of ours stops the export before anything is changed.

    Args:
        data: the folder of the warehouse.
        folder: where to.
        output: the form.
        for_spreadsheets: guard CSV against spreadsheets.
        is_full: give the workbook all tables, too.

    Raises:
        TsdgError: the folder cannot be used, or holds files of somebody else under these names.
        NotPublishedError: nothing has been published yet.
    """
    with open_published(data) as connection:
        write = _writer(output, data, for_spreadsheets=for_spreadsheets, is_full=is_full)
        with ExportFolder(folder, output).staging() as staging:
            written = write(connection, staging.path)
            sizes = {p.relative_to(staging.path).as_posix(): p.stat().st_size for p in written}
            staging.put_in_place(sorted(sizes))
        rows = _count_rows(connection)
    _report(folder, sizes, rows)
    if output == "xlsx" and not is_full:
        sys.stdout.write(f"{tell('export-more-sheets', count=len(rows))}\n")
    if output == "gx":
        from expectations.gx_project import DATA_DOCS

        sys.stdout.write(f"{tell('export-data-docs', page=folder / DATA_DOCS)}\n")


def _count_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts = {}
    for table in read_tables(connection, "marts"):
        query = f"select count(*) from {table.full_name}"  # noqa: S608 - names of our own catalog
        counts[table.table_name] = (read_row(connection, query) or (0,))[0]
    return counts


def _report(folder: Path, sizes: dict[str, int], rows: dict[str, int]) -> None:
    """One line for each file that is a mart, and one for all."""
    for name, size in sizes.items():
        count = rows.get(Path(name).stem)
        if count is not None and Path(name).suffix in {".csv", ".parquet"}:
            told = tell("export-file", rows=f"{count:>9,}", size=f"{size / 1e3:>11,.1f}")
            sys.stdout.write(f"{name:<40} {told}\n")
    only = next(iter(sizes)) if len(sizes) == 1 else ""
    total = f"{sum(sizes.values()) / 1e6:.1f}"
    summary = [tell("export-files", count=len(sizes)), f"{total} MB"]
    sys.stdout.write(f"{listed(summary)}: {folder / only}\n")


def _writer(output: str, data: DataFolder, *, for_spreadsheets: bool, is_full: bool) -> _Writer:
    """Import what one form needs, and no more."""
    if output == "csv":
        from supply.files.write_csv import write_csv

        return lambda connection, folder: write_csv(
            connection, folder, for_spreadsheets=for_spreadsheets
        )
    if output == "xlsx":
        return _workbook_writer(data, is_full=is_full)
    return _brief_writer(data) if output == "docx" else _plain_writer(output)


def _plain_writer(output: str) -> _Writer:
    """Those that need nothing but the warehouse."""
    if output == "parquet":
        from supply.files.write_parquet import write_parquet

        return write_parquet
    if output == "sqlite":
        from supply.datasette.write_sqlite import write_sqlite

        return write_sqlite
    if output == "datapackage":
        from supply.files.write_datapackage import write_datapackage

        return write_datapackage
    if output == "sdmx":
        from supply.sdmx.write_sdmx import write_sdmx

        return write_sdmx
    if output == "gx":
        from expectations.gx_project import write_gx_project

        return write_gx_project
    from supply.open_sdg.write_open_sdg import write_open_sdg

    return write_open_sdg


def _workbook_writer(data: DataFolder, *, is_full: bool) -> _Writer:
    from supply.workbook.write_workbook import write_workbook

    pictures = _row_pictures(data)

    def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
        return write_workbook(connection, folder, pictures, is_full=is_full)

    return write


def _brief_writer(data: DataFolder) -> _Writer:
    from supply.brief.write_brief import write_brief

    pictures = _row_pictures(data)
    return lambda connection, folder: write_brief(connection, folder, pictures)


def _row_pictures(data: DataFolder) -> dict[tuple[str, str], list["RowPicture"]]:
    """The pictures that the dashboard has cut; none if there is no dashboard.

    Raises:
        TsdgError: the dashboard's list of pictures is not one that this version writes.
    """
    from supply.row_picture import RowPicture

    manifest = data.site / "evidence" / "manifest.json"
    try:
        held = json.loads(manifest.read_text(encoding="utf-8"))
        found = {
            tuple(name.split("/", 1)): [
                RowPicture(data.site / p["file"], p["page"], p["width"], p["height"])
                for p in made["pictures"]
                if (data.site / p["file"]).is_file()
            ]
            for name, made in held.items()
        }
    except OSError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TsdgError("pictures-unreadable", manifest=manifest) from error
    return {(report, code): pictures for (report, code), pictures in found.items()}
