"""Things of a page by how high they stand, so that they are looked for near by alone."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from flows.readers.page.page_model import Box

_BAND = 24.0
_LOWEST = 20_000
_Thing = TypeVar("_Thing")


class Bands(Generic[_Thing]):
    """Things of a page by how high they stand, in the order of painting."""

    def __init__(self, things: Iterable[_Thing], box_of: Callable[[_Thing], Box]) -> None:
        self._bands: dict[int, list[_Thing]] = {}
        for thing in things:
            _, top, _, bottom = box_of(thing)
            for band in range(int(max(top, 0) // _BAND), int(min(bottom, _LOWEST) // _BAND) + 1):
                self._bands.setdefault(band, []).append(thing)

    def at(self, y: float) -> list[_Thing]:
        """What stands in the band of a height."""
        return self._bands.get(int(y // _BAND), [])
