"""Sends the report of a run where whoever is responsible reads it; an address that fails never fails the run."""

import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from contextvars import copy_context
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, Self

from supply.news.notify_settings import NotifySettings, read_notify_settings, show_address
from supply.news.run_news import RunNews
from supply.news.write_news import NewsFiles
from warehouse.say import tell
from warehouse.settings import Settings

# All addresses are tried at once, so that this is what a run waits at most.
_MOST_SECONDS = 15.0
_CONNECT_SECONDS, _ANSWER_SECONDS = 5.0, 10.0
# The smallest limit of the services that have a block of Prefect: Discord.
_BLOCK_LENGTH = 2_000
_STATUS = re.compile(r"error=(\d{3})\b")

Sending = Callable[[], str | None]


def send_news(news: RunNews, files: NewsFiles, settings: Settings) -> list[str]:
    """Send the report to all addresses at once, if a run of this kind is to be sent.

    Mail carries the page, and the Markdown as an attachment; everything else a title and the Markdown,
    as much of it as the service takes.

    Args:
        news: what is told.
        files: the written report.
        settings: where to send, and which runs.

    Returns:
        One line for each address that was not reached, without secrets; empty if all is well.

    Raises:
        TsdgError: a setting cannot be used.
    """
    notify = read_notify_settings(settings)
    if not notify.wants(news.ending):
        return []
    has_prefect = bool(os.environ.get("PREFECT_API_URL"))
    sendings = _list_sendings(notify, news, files, has_prefect=has_prefect)
    return _send_all(sendings) if sendings else []


def _list_sendings(
    settings: NotifySettings, news: RunNews, files: NewsFiles, *, has_prefect: bool
) -> dict[str, Sending]:
    """Give each address its name in messages and the function that sends to it."""
    sendings: dict[str, Sending] = {}
    for number, address in enumerate(settings.addresses, start=1):
        name = tell(
            "send-address",
            address=show_address(address),
            number=number,
            count=len(settings.addresses),
        )
        sendings[name] = partial(_send_to_address, address, news, files)
    for block in settings.blocks:
        send = partial(_send_to_block, block, news, files) if has_prefect else _miss_prefect
        sendings[tell("send-block", block=block)] = send
    return sendings


def _send_all(sendings: Mapping[str, Sending]) -> list[str]:
    """Send in threads that the end of the program does not wait for: a server may trickle for hours."""
    complaints: dict[str, str | None] = {}

    def send(name: str, sending: Sending) -> None:
        try:
            complaints[name] = sending()
        except Exception as error:  # noqa: BLE001 - what a service's plugin may raise is not known; its text may hold secrets
            complaints[name] = tell("send-failed", kind=type(error).__name__)

    # Prefect keeps the settings that a caller chose in the context, which threads do not inherit.
    threads = [
        threading.Thread(target=copy_context().run, args=(send, *sending), daemon=True)
        for sending in sendings.items()
    ]
    deadline = monotonic() + _MOST_SECONDS
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - monotonic()))
    late = tell("send-late", seconds=f"{_MOST_SECONDS:.0f}")
    told = {name: complaints.get(name, late) for name in sendings}
    return [tell("send-not-sent", name=name, why=why) for name, why in told.items() if why]


def _send_to_address(address: str, news: RunNews, files: NewsFiles) -> str | None:
    import apprise

    with _Listener() as listener:
        service = apprise.Apprise.instantiate(address)
        if service is None:
            return tell("send-no-address")
        _limit_waiting(service, address)
        client = apprise.Apprise()
        client.add(service)
        is_sent = client.notify(title=news.subject, **_message(service, news, files))
    return None if is_sent else listener.reason


def _limit_waiting(service: Any, address: str) -> None:
    """Wait shorter for a server than the run waits for all, unless the address says how long."""
    if "cto=" not in address:
        # Apprise takes it for each step of sending a mail, too.
        service.socket_connect_timeout = _CONNECT_SECONDS
    if "rto=" not in address:
        service.socket_read_timeout = _ANSWER_SECONDS


def _message(service: Any, news: RunNews, files: NewsFiles) -> dict[str, Any]:
    """What a service is given: mail the page with the Markdown attached, others the Markdown."""
    markdown = files.markdown.read_text(encoding="utf-8")
    if "mailto" not in service.schemas():
        room = service.body_maxlen
        if service.title_maxlen <= 0:
            room -= len(news.subject) + 2
        return {"body": _shorten(markdown, room, files), "body_format": _plain_format(service)}
    if service.notify_format.value == "html":
        page = files.html.read_text(encoding="utf-8")
        return {"body": page, "body_format": "html", "attach": _attach(files.markdown)}
    return {"body": markdown, "body_format": "text", "attach": _attach(files.html)}


def _attach(path: Path) -> Any:
    """Attach a file by its path, which is no address: a folder may have ? or % in its name."""
    from apprise.attachment.file import AttachFile

    attach: Any = AttachFile
    return attach(path=str(path))


def _plain_format(service: Any) -> str:
    """Markdown is sent as it is; where a service wants HTML, as plain text, which Apprise escapes."""
    return "markdown" if service.notify_format.value == "markdown" else "text"


def _shorten(markdown: str, room: int, files: NewsFiles) -> str:
    """Keep whole lines from the top, where that stands for which somebody must act."""
    body = markdown.partition("\n")[2].strip()
    if len(body) <= room:
        return body
    pointer = tell("send-rest", where=files.markdown)
    kept: list[str] = []
    left = room - len(pointer) - 2
    for line in body.splitlines():
        left -= len(line) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join([*kept, "", pointer]).strip()[:room]


def _miss_prefect() -> str:
    """Without an address Prefect would start a server of its own, which has no such block."""
    return tell("send-no-prefect")


def _send_to_block(block: str, news: RunNews, files: NewsFiles) -> str | None:
    """Call a notification block of Prefect; its class says how, its document in Prefect's database where."""
    import prefect.blocks.notifications  # noqa: F401 - registers the types of blocks
    from prefect.blocks.abstract import NotificationBlock, NotificationError
    from prefect.blocks.core import Block

    loaded = Block.load(block)
    if not isinstance(loaded, NotificationBlock):
        return tell("send-no-block")
    markdown = files.markdown.read_text(encoding="utf-8")
    notify: Any = loaded.notify
    with _Listener() as listener, loaded.raise_on_failure():
        try:
            notify(_shorten(markdown, _BLOCK_LENGTH, files), subject=news.subject, _sync=True)
        except NotificationError:
            return listener.reason
    return None


class _Listener(logging.Handler):
    """Hears why Apprise could not send: it only returns that it could not, and its words may hold secrets."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread = threading.get_ident()
        self._heard = ""

    def __enter__(self) -> Self:
        logger = logging.getLogger("apprise")
        # Its own lines beside ours would name more of an address than is good.
        logger.propagate = False
        if not logger.handlers:
            # Or Python prints what a service that was given up says later.
            logger.addHandler(logging.NullHandler())
        logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("apprise").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what this thread's service says."""
        if record.thread == self._thread:
            self._heard += f"{record.getMessage()}\n"

    @property
    def reason(self) -> str:
        """Why it was not sent, in words of our own."""
        if status := _STATUS.search(self._heard):
            return tell("send-answered", status=status[1])
        if "onnection error" in self._heard:
            return tell("send-no-connection")
        return tell("send-not-taken")
