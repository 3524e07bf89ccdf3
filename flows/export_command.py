"""`tsdg export`: the marts as files, put in place when they are complete."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import duckdb

from flows.data_folder import DataFolder
from flows.published import open_published

if TYPE_CHECKING:
    from warehouse.exports.workbook_evidence import RowPicture

_MANIFEST = ".tsdg-export.json"


class ExportError(Exception):
    """The files cannot be written there: what is in the way and what to do."""


def export_marts(data: DataFolder, folder: Path, output: str, *, for_spreadsheets: bool) -> None:
    """Write the marts in one form into a folder.

    What a former export of the same form wrote is replaced, and removed where it is no more; any other
    file that bears a name of ours stops the export before it begins.

    Raises:
        ExportError: the folder cannot be used, or holds files of somebody else under these names.
        NotPublishedError: nothing has been published yet.
    """
    _make_folder(folder)
    staged = Path(mkdtemp(prefix=".tsdg-export-", dir=folder))
    try:
        with open_published(data) as connection:
            write = _writer(output, data, for_spreadsheets=for_spreadsheets)
            files = write(connection, staged)
        names = sorted(path.relative_to(staged).as_posix() for path in files)
        size = sum((staged / name).stat().st_size for name in names)
        _put_in_place(staged, folder, output, names)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    sys.stdout.write(f"{len(names)} file{'s' * (len(names) != 1)}, {size / 1e6:.1f} MB: {folder}\n")


def _writer(
    output: str, data: DataFolder, *, for_spreadsheets: bool
) -> Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]:
    """Import what one form needs, and no more."""
    if output == "parquet":
        from warehouse.exports.write_parquet import write_parquet

        return write_parquet
    if output == "csv":
        from warehouse.exports.write_csv import write_csv

        return lambda connection, folder: write_csv(
            connection, folder, for_spreadsheets=for_spreadsheets
        )
    if output == "xlsx":
        from warehouse.exports.write_workbook import write_workbook

        pictures = _row_pictures(data)
        return lambda connection, folder: write_workbook(connection, folder, pictures)
    if output == "datapackage":
        from warehouse.exports.write_datapackage import write_datapackage

        return write_datapackage
    from warehouse.exports.write_open_sdg import write_open_sdg

    return write_open_sdg


def _row_pictures(data: DataFolder) -> dict[tuple[str, str], list["RowPicture"]]:
    """The pictures that the dashboard has cut; none if there is no dashboard."""
    from warehouse.exports.workbook_evidence import RowPicture

    try:
        text = (data.site / "evidence" / "manifest.json").read_text(encoding="utf-8")
    except OSError:
        return {}
    return {
        (name.split("/", 1)[0], name.split("/", 1)[1]): [
            RowPicture(data.site / p["file"], p["page"], p["width"], p["height"])
            for p in made["pictures"]
        ]
        for name, made in json.loads(text).items()
    }


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise ExportError(f"{folder} is a file; name a folder to write to") from error
    except OSError as error:
        raise ExportError(
            f"{folder} cannot be made ({error.strerror}); name another folder"
        ) from error


def _put_in_place(staged: Path, folder: Path, output: str, names: list[str]) -> None:
    """Replace file by file; the manifest goes first, so that a cut export still owns what it wrote."""
    manifest = _read_manifest(folder)
    owned = {name for written in manifest.values() for name in written}
    strangers = [name for name in names if name not in owned and (folder / name).exists()]
    if strangers:
        raise ExportError(
            f"{folder / strangers[0]} is there and no export wrote it; name another folder or move it away"
        )
    former = set(manifest.get(output, ()))
    _write_manifest(folder, manifest | {output: sorted(former | set(names))})
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staged / name).replace(target)
    others = {name for form, written in manifest.items() if form != output for name in written}
    for name in former - set(names) - others:
        (folder / name).unlink(missing_ok=True)
    _write_manifest(folder, manifest | {output: names})


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    try:
        read = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return {str(form): [str(name) for name in names] for form, names in read.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise ExportError(
            f"{folder / _MANIFEST} cannot be read; remove it and what is left of an export"
        ) from error


def _write_manifest(folder: Path, manifest: dict[str, list[str]]) -> None:
    staged = folder / f"{_MANIFEST}.part"
    with staged.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=0, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(folder / _MANIFEST)
