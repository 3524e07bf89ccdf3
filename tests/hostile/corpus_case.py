"""What a file of the corpus is: how it is made, and how reading it has to end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# The rows of the plain small report, or of the sample edition; nothing else will do.
SAME = "same"
# The rows of the plain one, and one more behind them.
WITH_MORE = "with more"
# Read right or refused: how far a damaged file can be repaired is the library's matter.
SAME_OR_REFUSED = "same or refused"


@dataclass(frozen=True)
class Case:
    """A file and the end that reading it must come to."""

    name: str
    make: Callable[[Path], Path]
    # SAME, WITH_MORE, SAME_OR_REFUSED, or a pattern that the one reason matches.
    end: str
    # Which plain file has the right rows: "small" or "sample".
    model: str = "small"
    # What it may take; those that would never end are given little, so that the tests end.
    seconds: float = 60
    # Takes seconds to make or to read; a lighter one of its kind is quick.
    is_heavy: bool = False


def written(name: str, build: Callable[[], bytes], end: str, **facts: object) -> Case:
    """A case whose file is made of bytes alone; a name without a suffix is a PDF."""

    def make(folder: Path) -> Path:
        path = folder / (name if "." in name else f"{name}.pdf")
        path.write_bytes(build())
        return path

    return Case(name, make, end, **facts)
