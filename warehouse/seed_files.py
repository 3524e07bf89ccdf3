"""Where the reviewed seed files lie: packaged here, or one's own in the folder that TSDG_SEEDS names."""

import csv
from pathlib import Path
from typing import Any

from warehouse.settings import read_settings

PACKAGED_SEEDS = Path(__file__).parent / "seeds"


def seed_folder() -> Path:
    """Folder into which reviews are recorded."""
    return read_settings().seeds or PACKAGED_SEEDS


def seed_file(name: str) -> Path:
    """One seed file, by name without suffix: one's own if there is one, else the packaged one."""
    own = seed_folder() / f"{name}.csv"
    return own if own.exists() else PACKAGED_SEEDS / f"{name}.csv"


def seed_files() -> list[Path]:
    """Every seed file in use, by name; one's own may have a name that none packaged has."""
    names = {
        path.stem for folder in (PACKAGED_SEEDS, seed_folder()) for path in folder.glob("*.csv")
    }
    return [seed_file(name) for name in sorted(names)]


def read_seed(name: str) -> list[dict[str, Any]]:
    """Read one seed file, every field as text; a spreadsheet may have put a byte order mark before it."""
    with seed_file(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
