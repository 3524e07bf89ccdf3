"""What a run is doing right now, told to whoever shows it."""

from collections.abc import Callable

_listeners: list[Callable[[str], None]] = []


def announce(activity: str) -> None:
    """Tell the listeners what begins now."""
    for listener in _listeners:
        listener(activity)


def listen(listener: Callable[[str], None]) -> Callable[[], None]:
    """Register a listener; the returned function takes it off again."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)
