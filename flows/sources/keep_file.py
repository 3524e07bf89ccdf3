"""A downloaded file gets a name of our making, and appears whole or not at all."""

import os
import re
import tempfile
import time
import unicodedata
from contextlib import suppress
from pathlib import Path

from flows.sources.source_list import Source
from warehouse.durable_files import flush_folder

_UNSAFE = re.compile(r"[^\w]+")
_LONGEST_ISSUER = 40
_SHOWN_DIGITS = 12
_PART_SUFFIX = ".part"
_PART_AGE_SECONDS = 3600


def file_name(source: Source, sha256: str, suffix: str) -> str:
    """Name a file by issuer, year and checksum; the server has no say in it."""
    words = _UNSAFE.sub("-", unicodedata.normalize("NFKC", source.issuer)).strip("-_")
    issuer = words[:_LONGEST_ISSUER] or "source"
    return f"{issuer}_{source.expected_year}_{sha256[:_SHOWN_DIGITS]}{suffix}"


def keep_file(folder: Path, name: str, content: bytes) -> Path:
    """Write the file under a passing name, have it on the disk, then give it its own.

    Raises:
        OSError: the disk is full or cannot be written; nothing of the file is left.
    """
    # The passing name is one of its own: two checks at once must not write into the same file.
    handle, staged = tempfile.mkstemp(prefix=".", suffix=_PART_SUFFIX, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(staged).chmod(0o644)
        Path(staged).replace(folder / name)
    except OSError:
        with suppress(OSError):
            Path(staged).unlink(missing_ok=True)
        raise
    flush_folder(folder)
    return folder / name


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed download left; a fresh one may be another's at work."""
    for path in folder.glob(f".*{_PART_SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _PART_AGE_SECONDS:
                path.unlink()
