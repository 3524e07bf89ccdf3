"""Files that this program has read and refused before: a run does not read them again to say so."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from flows.readers.read_report import checksum
from warehouse.errors import UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import write_whole
from warehouse.folder.run_ending import Refusal

# What the machine, another program or the other documents decided may be otherwise the next time.
_PASSING = {
    "dask-workers-died",
    "does-not-hold",
    "file-changed",
    "issuer-unsure",
    "reader-failed",
    "reader-killed",
    "reading-needs-memory",
    "reading-too-long",
    "unreadable",
}


class RefusedBefore:
    """The refusals that stand, by checksum of the file: of one program and one --year."""

    def __init__(self, data: DataFolder, fingerprint: str, year: int | None) -> None:
        self._path = data.quarantine / ".refused.json"
        self._key = f"{fingerprint} {year or ''}"
        self._known = self._read()

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            known = kept["refused"] if kept["key"] == self._key else {}
            return {str(digest): dict(entry) for digest, entry in known.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def find(self, digest: str) -> UnusableReportError | None:
        """Say why the content of a file was refused; null if it was not."""
        entry = self._known.get(digest)
        if entry is None:
            return None
        try:
            return UnusableReportError(entry["name"], page=entry["page"], **entry["facts"])
        except (KeyError, TypeError):
            return None

    def remember(self, refusals: Iterable[Refusal]) -> None:
        """Keep those refusals that another reading would repeat."""
        known = dict(self._known)
        for refusal in refusals:
            error = refusal.cause
            if error is None or error.name in _PASSING or not _is_plain(error.facts):
                continue
            with suppress(UnusableReportError):
                known[checksum(refusal.path)] = {
                    "name": error.name,
                    "page": error.page,
                    "facts": dict(error.facts),
                }
        if known != self._known:
            # Reading again costs time and nothing else.
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                content = {"key": self._key, "refused": known}
                write_whole(self._path, json.dumps(content, ensure_ascii=True) + "\n")
        self._known = known


def _is_plain(facts: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str | int | float | None) for value in facts.values())
