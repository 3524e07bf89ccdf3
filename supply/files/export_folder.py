"""The folder of an export: whose file is whose, and how files get there whole."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from warehouse.errors import BusyError, TsdgError
from warehouse.folder.durable_files import flush, write_whole

_MANIFEST = ".tsdg-export.json"
_STAGING_PREFIX = ".tsdg-export-"


@dataclass(frozen=True, slots=True)
class Staging:
    """Where the files of an export grow, inside the folder: on one disk a move is at once."""

    folder: Path
    form: str
    path: Path

    def put_in_place(self, names: list[str]) -> None:
        """Replace file by file; the manifest goes first, so that a cut export still owns what it wrote.

        Raises:
            TsdgError: a file of somebody else bears one of the names; nothing was changed.
        """
        manifest = _read_manifest(self.folder)
        self._refuse_strangers(manifest, names)
        for name in names:
            flush(self.path / name)
        former = set(manifest.get(self.form, ()))
        _write_manifest(self.folder, manifest | {self.form: sorted(former | set(names))})
        for name in names:
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.path / name).replace(target)
        self._remove_former(manifest, former - set(names))
        _write_manifest(self.folder, manifest | {self.form: names})

    def _refuse_strangers(self, manifest: dict[str, list[str]], names: list[str]) -> None:
        owned = {name for written in manifest.values() for name in written}
        for name in names:
            target = self.folder / name
            parents = [self.folder / parent for parent in PurePosixPath(name).parents]
            in_the_way = [parent for parent in parents if parent.exists() and not parent.is_dir()]
            if target.is_dir() or (name not in owned and os.path.lexists(target)):
                in_the_way.append(target)
            if in_the_way:
                raise TsdgError("file-in-the-way", in_the_way=in_the_way[0])

    def _remove_former(self, manifest: dict[str, list[str]], gone: set[str]) -> None:
        others = {name for form, held in manifest.items() if form != self.form for name in held}
        for name in gone - others:
            (self.folder / name).unlink(missing_ok=True)
            for parent in PurePosixPath(name).parents[:-1]:
                # A folder goes with its last file, never with somebody else's.
                with suppress(OSError):
                    (self.folder / parent).rmdir()


@dataclass(frozen=True, slots=True)
class ExportFolder:
    """A folder to which marts are written in one form."""

    path: Path
    form: str

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """Hold the folder for one export; whatever goes wrong, no half of a file stays.

        Raises:
            TsdgError: the folder cannot be made or written, its disk is full, or another export holds it.
        """
        made = [path for path in (self.path, *self.path.parents) if not path.exists()]
        self._make()
        try:
            with self._hold():
                yield from self._stage()
        except OSError as error:
            raise TsdgError(
                "export-folder-not-written", folder=self.path, why=error.strerror or error
            ) from error
        finally:
            for path in made:
                # Only folders that stayed empty.
                with suppress(OSError):
                    path.rmdir()

    def _make(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise TsdgError("export-folder-is-file", folder=self.path) from error
        except OSError as error:
            raise TsdgError(
                "export-folder-not-made", folder=self.path, why=error.strerror
            ) from error

    @contextmanager
    def _hold(self) -> Iterator[None]:
        """Lock the folder itself: no file of the lock stays behind, and the kernel lets go of it."""
        handle = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
            os.fsync(handle)
        except BlockingIOError as error:
            raise BusyError("export-at-work", folder=self.path) from error
        finally:
            os.close(handle)

    def _stage(self) -> Iterator[Staging]:
        # What an export left that was killed; none is running while we hold the folder.
        for left in self.path.glob(f"{_STAGING_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        for left in self.path.glob(f".{_MANIFEST}.*"):
            left.unlink(missing_ok=True)
        staged = Path(mkdtemp(prefix=_STAGING_PREFIX, dir=self.path))
        try:
            yield Staging(self.path, self.form, staged)
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    try:
        read = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        manifest = {str(form): [str(name) for name in names] for form, names in read.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, TypeError) as error:
        raise TsdgError("export-manifest-unreadable", folder=folder / _MANIFEST) from error
    for names in manifest.values():
        _refuse_outside(folder, names)
    return manifest


def _refuse_outside(folder: Path, names: list[str]) -> None:
    """A list of files to remove is not to be trusted blindly: it lies where anybody may write."""
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise TsdgError("export-manifest-outside", folder=folder / _MANIFEST, name=name)


def _write_manifest(folder: Path, manifest: dict[str, list[str]]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True)
    write_whole(folder / _MANIFEST, text)
