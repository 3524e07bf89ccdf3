"""Where the reviewed seed files lie: packaged here, or one's own in the folder that TSDG_SEEDS names."""

import os
from pathlib import Path

PACKAGED_SEEDS = Path(__file__).parent / "seeds"


class SeedError(Exception):
    """A reviewed file holds a row that cannot be used."""


class ReviewError(Exception):
    """An answer cannot be recorded: why, and what to do instead."""


def seed_folder() -> Path:
    """Folder into which reviews are recorded."""
    own = os.environ.get("TSDG_SEEDS")
    return Path(own) if own else PACKAGED_SEEDS


def seed_file(name: str) -> Path:
    """One seed file, by name without suffix: one's own if there is one, else the packaged one."""
    own = seed_folder() / f"{name}.csv"
    return own if own.exists() else PACKAGED_SEEDS / f"{name}.csv"


def seed_files() -> list[Path]:
    """Every seed file in use, by name."""
    return [seed_file(path.stem) for path in sorted(PACKAGED_SEEDS.glob("*.csv"))]
