"""Where reports of runs are sent, and which: from the settings."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from warehouse.errors import TsdgError
from warehouse.folder.run_ending import RunEnding
from warehouse.settings import Settings

# Of these the host is a host. Of most others the place behind the scheme is a token: slack://TOKEN/…
_SCHEMES_WITH_HOST = frozenset(
    f"{scheme}{secure}" for scheme in ("json", "xml", "form", "mailto", "http") for secure in ("", "s")
)  # fmt: skip
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class NotifySettings:
    """Where to send and when.

    Attributes:
        addresses: Apprise addresses; they may hold secrets.
        blocks: names of Prefect notification blocks, such as slack-webhook/ops.
        when: always · changes (all but a run with nothing new and no problem) · problems.
    """

    addresses: tuple[str, ...]
    blocks: tuple[str, ...]
    when: Literal["always", "changes", "problems"]

    def wants(self, ending: RunEnding) -> bool:
        """Tell whether a run is to be sent."""
        if self.when == "always" or ending.is_problem:
            return True
        return self.when == "changes" and ending.outcome != "nothing_new"


def read_notify_settings(settings: Settings) -> NotifySettings:
    """Gather the addresses that the settings name, and those in the file that they name.

    Raises:
        TsdgError: the file cannot be used.
    """
    addresses = settings.notify.split()
    if settings.notify_file is not None:
        addresses += _read_addresses(settings.notify_file.expanduser())
    blocks = settings.notify_blocks.split()
    return NotifySettings(
        tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(blocks)), settings.notify_on
    )


def _read_addresses(path: Path) -> list[str]:
    """One address in a line; empty lines and those that begin with # are left out."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TsdgError("notify-file-unreadable", path=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise TsdgError("notify-file-not-utf", path=path) from error
    if mode & stat.S_IROTH:
        raise TsdgError("notify-file-open", path=path)
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def show_address(address: str) -> str:
    """Return what a message may show of an address: its scheme, and its host where that is no secret."""
    match = _SCHEME.match(address)
    if match is None:
        return "(no address)"
    scheme = match.group(1).lower()
    if scheme not in _SCHEMES_WITH_HOST:
        return f"{scheme}://…"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return f"{scheme}://…"
    # A password with a slash or a # in it ends the part before the host too early, and shows the user.
    is_torn = "@" in address and "@" not in parts.netloc and "." not in host
    return f"{scheme}://{host}" if _HOST.fullmatch(host) and not is_torn else f"{scheme}://…"
