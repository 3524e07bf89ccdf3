"""Files that are on the disk before anything points to them: a power cut leaves the old or the new, whole."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file that appears whole or not at all.

    Raises:
        OSError: the disk is full or cannot be written; what stood before stands.
    """
    staged = path.with_name(f".{path.name}.new")
    try:
        with staged.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    except OSError:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def point_to(link: Path, target: str) -> None:
    """Make a symbolic link, or turn one around, in one step."""
    staged = link.with_name(f".{link.name}.new")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target)
    staged.replace(link)
    flush_folder(link.parent)


def flush_tree(folder: Path) -> None:
    """Have every file and folder below on the disk."""
    for path in folder.rglob("*"):
        if not path.is_symlink():
            flush_folder(path)
    flush_folder(folder)


def flush_folder(path: Path) -> None:
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
