"""A picture of a printed row, as the dashboard has cut it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A picture of a piece of a table row."""

    path: Path
    page: int
    width: int
    height: int
