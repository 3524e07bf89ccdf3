"""A run that is told to stop ends at once: nothing it has begun is published, and the next run clears up."""

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from warehouse.say import tell

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SHOW_CURSOR = "\r\x1b[K\x1b[?25h"
_armed: list[tuple[Callable[[int, FrameType | None], NoReturn], Collection[int]]] = []


@contextmanager
def stopping_at_once(
    is_published: Callable[[], bool], end_others: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """End this process with one line when it is told to stop.

    A run may be cut off anywhere, as by a power failure; so nothing is unwound, which could take longer than
    people and service managers wait.

    Args:
        is_published: tells whether the run is live already.
        end_others: ends what this process has started.
    """

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        del frame
        end_others()
        cleared = _SHOW_CURSOR if sys.stderr.isatty() else ""
        line = told[number, is_published()]
        os.write(2, f"{cleared}tsdg: {line}\n".encode())
        os._exit(128 + number)

    # Said beforehand: whoever is stopped has no time to look for words.
    told = {
        (int(number), came_of_it): tell(name, signal=number.name)
        for number in _SIGNALS
        for came_of_it, name in ((True, "run-stopped-live"), (False, "run-stopped-early"))
    }
    # What whoever started this has switched off (nohup) stays so.
    former = {n: h for n in _SIGNALS if (h := signal.getsignal(n)) is not signal.SIG_IGN}
    for number in former:
        signal.signal(number, stop)
    _armed.append((stop, former.keys()))
    try:
        yield
    finally:
        _armed.pop()
        for number, handler in former.items():
            signal.signal(number, handler)


def stop_at_once_again() -> None:
    """Within a flow: Prefect has put a handler of its own in place, which waits for what is being computed."""
    for stop, numbers in _armed:
        if signal.SIGTERM in numbers:
            signal.signal(signal.SIGTERM, stop)
