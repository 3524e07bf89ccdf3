"""What was fetched before, kept in one JSON file beside the downloads: conditions, checksums, failures."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.sources.redact import redact
from warehouse.folder.durable_files import write_whole

STATE_NAME = "sources_state.json"
_VERSION = 1
_LONGEST_VALIDATOR = 512
_TEXT_FIELDS = (
    "address", "file", "sha256", "etag", "last_modified", "fetched_at", "checked_at", "failing_since", "failure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is known of one address; times in UTC, null before the first success.

    Attributes:
        address: the url without what must not be shown.
        file: name of the newest file, in the folder of the state.
        sha256: its checksum.
        etag: what the server wants to be asked with.
        last_modified: the same, by time.
        fetched_at: when these bytes came first.
        checked_at: when the server last answered with them, or that nothing changed.
        failing_since: when the first of the failures in a row was.
        failure: the newest one.
    """

    address: str = ""
    file: str | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fetched_at: str | None = None
    checked_at: str | None = None
    failing_since: str | None = None
    failure: str | None = None


def key_of(url: str) -> str:
    """The name of an address in the state: the url itself may hold a password."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def read_state(folder: Path) -> tuple[dict[str, SourceState], str | None]:
    """Return what is known by key, and one line if the file was there but cannot be used."""
    path = folder / STATE_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            return {}, f"{path} is of another version; every source was fetched anew"
        return {key: _parse(entry) for key, entry in content["sources"].items()}, None
    except FileNotFoundError:
        return {}, None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, f"{path} cannot be read; it was made anew and every source fetched again"


def write_state(folder: Path, state: dict[str, SourceState]) -> None:
    """Write the state, whole or not at all.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    sources = {key: asdict(entry) for key, entry in sorted(state.items())}
    content = {"version": _VERSION, "sources": sources}
    write_whole(folder / STATE_NAME, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _parse(entry: dict[str, object]) -> SourceState:
    texts = {name: entry.get(name) for name in _TEXT_FIELDS}
    if any(value is not None and not isinstance(value, str) for value in texts.values()):
        raise TypeError("a field of the state is no text")
    known = SourceState(**{name: str(value) for name, value in texts.items() if value is not None})
    if known.file is not None and not _is_plain_name(known.file):
        raise ValueError("the state names a file elsewhere")
    return known


def _is_plain_name(name: str) -> bool:
    return name == Path(name).name and not name.startswith(".")


def is_kept(known: SourceState, folder: Path) -> bool:
    """Tell whether the file that the state speaks of lies there, unchanged."""
    if known.file is None or known.sha256 is None:
        return False
    path = folder / known.file
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == known.sha256


def usable_validator(header: str | None) -> str | None:
    """A header to be sent back next time, if it is short and plain."""
    if header and len(header) <= _LONGEST_VALIDATOR and header.isascii() and header.isprintable():
        return header
    return None


def new_state(url: str) -> SourceState:
    """Nothing is known of an address yet."""
    return SourceState(address=redact(url))
