"""Where reports of runs are sent, and which: read from the environment."""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from supply.news.run_news import RunFacts

When = Literal["always", "changes", "problems"]
# Of these the host is a host. Of most others the place behind the scheme is a token: slack://TOKEN/…
_SCHEMES_WITH_HOST = frozenset(
    f"{scheme}{secure}" for scheme in ("json", "xml", "form", "mailto", "http") for secure in ("", "s")
)  # fmt: skip
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


class NotifyError(Exception):
    """A setting for sending reports cannot be used: which one, and what to do."""


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
    when: When

    def wants(self, facts: RunFacts) -> bool:
        """Tell whether a run is to be sent."""
        if self.when == "always" or facts.is_problem:
            return True
        return self.when == "changes" and facts.outcome != "nothing_new"


def read_notify_settings(environment: Mapping[str, str]) -> NotifySettings:
    """Read TSDG_NOTIFY, TSDG_NOTIFY_FILE, TSDG_NOTIFY_BLOCKS and TSDG_NOTIFY_ON.

    Raises:
        NotifyError: one of them cannot be used.
    """
    addresses = environment.get("TSDG_NOTIFY", "").split()
    if file := environment.get("TSDG_NOTIFY_FILE", "").strip():
        addresses += _read_addresses(Path(file).expanduser())
    blocks = environment.get("TSDG_NOTIFY_BLOCKS", "").split()
    for name in blocks:
        if not re.fullmatch(r"[^/]+/[^/]+", name):
            raise NotifyError(
                "TSDG_NOTIFY_BLOCKS has a name that is not of the form type/name; "
                "`prefect block ls` shows them: slack-webhook/ops"
            )
    return NotifySettings(
        tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(blocks)), _read_when(environment)
    )


def _read_when(environment: Mapping[str, str]) -> When:
    given = environment.get("TSDG_NOTIFY_ON", "").strip().lower() or "changes"
    for when in get_args(When):
        if given == when:
            return when  # type: ignore[no-any-return]
    raise NotifyError(
        f"TSDG_NOTIFY_ON is {given[:40]!r}; set it to one of {', '.join(get_args(When))}"
    )


def _read_addresses(path: Path) -> list[str]:
    """One address in a line; empty lines and those that begin with # are left out."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotifyError(
            f"TSDG_NOTIFY_FILE {path} cannot be read ({error.strerror}); "
            "name a file with one address in a line"
        ) from error
    except UnicodeDecodeError as error:
        raise NotifyError(
            f"TSDG_NOTIFY_FILE {path} is no text in UTF-8; name a file with one address in a line"
        ) from error
    if mode & stat.S_IROTH:
        raise NotifyError(
            f"TSDG_NOTIFY_FILE {path} can be read by everybody, and addresses hold passwords; "
            f"run `chmod 600 {path}`"
        )
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
