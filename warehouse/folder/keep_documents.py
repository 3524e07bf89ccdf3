"""The very files that were read, kept by checksum: every number can be held against its source."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import write_whole

_PDF_MAGIC = b"%PDF-"
_MAGIC_WINDOW = 1024


def keep_documents(files: Iterable[Path], data: DataFolder) -> None:
    """Copy report files to the data folder, each content once; a copy appears whole or not at all.

    Raises:
        OSError: the file cannot be read or the folder cannot be written.
    """
    for path in files:
        _keep(path, data)


def _keep(path: Path, data: DataFolder) -> None:
    content = path.read_bytes()
    target = data.documents / f"{hashlib.sha256(content).hexdigest()}{_suffix(content)}"
    if target.exists():
        return
    data.documents.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def kept_document(sha256: str, media_type: str, data: DataFolder) -> Path | None:
    """Where a document lies, or null if only its cells are held (ingested before copies were kept)."""
    path = data.documents / f"{sha256}.{media_type}"
    return path if path.exists() else None


def _suffix(content: bytes) -> str:
    return ".pdf" if _PDF_MAGIC in content[:_MAGIC_WINDOW] else ".txt"
