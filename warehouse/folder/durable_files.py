"""Files that are on the disk before anything points to them: a power cut leaves the old or the new, whole."""

import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_STAGED = ".new"
_LEFTOVER_SECONDS = 3600


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file that appears whole or not at all; one that it takes the place of hands on its permissions.

    Raises:
        OSError: the disk is full or cannot be written; what stood before stands.
    """
    # The passing name is one of its own: two at once must not write into the same file.
    staged = path.with_name(f".{path.name}.{uuid4().hex[:8]}{_STAGED}")
    try:
        with staged.open("xb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            staged.chmod(path.stat().st_mode & 0o777)
        staged.replace(path)
    except BaseException:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        raise
    flush(path.parent)


def remove_leftovers(folder: Path, *, is_ours_alone: bool = False) -> None:
    """Remove what a writer that was killed left.

    Args:
        folder: where it wrote.
        is_ours_alone: nobody else is writing there; else a fresh one may be another's at work.
    """
    for path in folder.glob(f".*{_STAGED}"):
        with suppress(OSError):
            if is_ours_alone or time.time() - path.lstat().st_mtime > _LEFTOVER_SECONDS:
                path.unlink()


def point_to(link: Path, target: str) -> None:
    """Make a symbolic link, or turn one around, in one step."""
    staged = link.with_name(f".{link.name}{_STAGED}")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target)
    staged.replace(link)
    flush(link.parent)


def flush_tree(folder: Path) -> None:
    """Have every file and folder below on the disk."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            flush(path)
    flush(folder)


def flush(path: Path) -> None:
    """Have the names in a folder, or the content of a file, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file that nobody changes a second name; where the file system cannot, a copy.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        target.write_bytes(source.read_bytes())
