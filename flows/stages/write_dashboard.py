"""The dashboard of a warehouse is written; if that fails it is told, and nothing else fails."""

from pathlib import Path

from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_warehouse
from warehouse.settings import is_debugging


def write_dashboard(data: DataFolder, warehouse: Path, folder: Path) -> str | None:
    """Write the dashboard of a warehouse into a folder; null, or in one line why there is none."""
    from supply.site.build_site import build_site

    try:
        with open_warehouse(warehouse) as connection:
            build_site(connection, data, folder)
    except Exception as error:
        # The marts are good: what fails now must be told, and must not keep them from being published.
        if is_debugging():
            raise
        return " ".join(f"{type(error).__name__}: {error}".split())
    return None
