"""What a reader opens in the data folder: links through `current` to the live run."""

from pathlib import Path

from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import point_to

LIVE_NAMES = ("warehouse.duckdb", "marts", "site")


def mend_links(data: DataFolder) -> bool:
    """Have a link for each thing that the live run has, and none that leads nowhere; tell whether any was missing."""
    is_mended = False
    for name in LIVE_NAMES:
        link = data.root / name
        if (data.current / name).exists() and not link.is_symlink() and not link.exists():
            point_to(link, f"{data.current.name}/{name}")
            is_mended = True
        elif link.is_symlink() and not link.exists():
            # Copying tools stumble over it.
            link.unlink()
    return is_mended


def live_site(data: DataFolder) -> Path:
    """Where the dashboard of the live run lies or is to lie."""
    return (data.current.resolve() if data.current.is_symlink() else data.root) / data.site.name
