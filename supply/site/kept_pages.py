"""Pages of the dashboard before that are taken over: those that would come out the same, byte by byte.

A page is kept if everything it is made of is as it was: the program with its texts and templates, the facts that all
pages share, what the page itself is given, the answers to what it asks of the site, and, in the end, its files. Where
one of these cannot be told, it is written again.
"""

import gzip
import hashlib
import json
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from supply.site.site_facts import SiteFacts
from warehouse.folder.durable_files import link_or_copy

_MANIFEST = "pages.json.gz"
_PROJECT = Path(__file__).parents[2]
# What pages are made by; nothing else has a part in them (contract "a room uses the rooms below it").
_ROOMS = ("supply", "warehouse")
_PACKAGES = ("jinja2", "markupsafe", "vl-convert-python")
# An object that has no form but where it lies in memory says nothing of what it holds.
_NAMELESS = " at 0x"


def fingerprint(content: object) -> str | None:
    """Digest of plain content; null if it holds something of which nobody can tell whether it changed."""
    told = repr(content)
    return None if _NAMELESS in told else hashlib.sha256(told.encode()).hexdigest()


class KeptPages:
    """Decides which pages are taken over, and remembers what each of this dashboard is made of."""

    def __init__(self, before: Path, folder: Path, shared: object) -> None:
        """Open the dashboard before.

        Args:
            before: its folder, if there is one.
            folder: of the dashboard that is being written.
            shared: what all pages are given.
        """
        self._before, self._folder = before, folder
        self._made_by = fingerprint([_program(), shared])
        self._held = _read(before / _MANIFEST, self._made_by)
        self._pages: dict[str, Any] = {}

    def take_over(self, address: str, given: str | None, facts: SiteFacts) -> bool:
        """Take a page over, if it is still what it was; given is the fingerprint of what it is given."""
        held = self._held.get(address)
        if held is None or given is None or held["given"] != given:
            return False
        asked = [(name, tuple(about)) for name, about in held["asked"]]
        if facts.fingerprint(asked) != held["answers"]:
            return False
        if any(_digest(self._before / name) != digest for name, digest in held["files"].items()):
            return False
        for name in held["files"]:
            target = self._folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            link_or_copy(self._before / name, target)
        self._pages[address] = held
        return True

    def note(self, address: str, given: str | None, facts: SiteFacts, files: Iterable[str]) -> None:
        """Remember a page that was written; one of which nobody can tell what it is made of is none to keep."""
        answers = facts.fingerprint(facts.asked)
        if given is not None and answers is not None:
            self._pages[address] = {
                "given": given,
                "asked": facts.asked,
                "answers": answers,
                "files": {name: _digest(self._folder / name) for name in files},
            }

    def close(self) -> None:
        """Leave what is remembered for the next dashboard."""
        content = {"made_by": self._made_by, "pages": self._pages}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        # Without the time: the same pages are the same bytes.
        (self._folder / _MANIFEST).write_bytes(gzip.compress(text.encode(), mtime=0))


def _read(path: Path, made_by: str | None) -> dict[str, Any]:
    """Read which pages another dashboard has; none if it was made by another program or is of other facts."""
    try:
        read = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    if made_by is None or not isinstance(read, dict) or read.get("made_by") != made_by:
        return {}
    pages: dict[str, Any] = read["pages"]
    return pages


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    except OSError:
        return None


@cache
def _program() -> list[str]:
    """What is installed: every file of the rooms that make pages, and the packages that they use."""
    files = [path for room in _ROOMS for path in sorted((_PROJECT / room).rglob("*"))]
    digest = hashlib.sha256()
    for path in files:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(_PROJECT)}\n".encode())
            digest.update(path.read_bytes())
    packages = [f"{name} {version(name)}" for name in _PACKAGES]
    return [digest.hexdigest(), platform.python_version(), *packages]
