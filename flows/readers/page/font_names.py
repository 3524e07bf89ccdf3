"""What is known of the fonts of a document, by their names."""

import re
from dataclasses import dataclass, field

# Of a font of which a part is in the file the name begins so; some readers leave it out.
_TAG = re.compile(r"[A-Z]{6}\+")


@dataclass(slots=True)
class FontNames:
    """Names of the fonts that were seen so far."""

    _seen: set[str] = field(default_factory=set)
    # Names of several fonts: what was found of one need not hold for the others.
    _shared: set[str] = field(default_factory=set)
    # Fonts that call several of their glyphs the same digit.
    _doubled: set[str] = field(default_factory=set)

    def add(self, name: str, *, is_doubled: bool) -> None:
        """Take up one font."""
        plain = plain_name(name)
        (self._shared if plain in self._seen else self._seen).add(plain)
        if is_doubled:
            self._doubled.add(plain)

    def is_alone(self, name: str) -> bool:
        """Tell whether one font alone has a name, and calls each of its glyphs another digit."""
        plain = plain_name(name)
        return plain in self._seen and plain not in self._shared and plain not in self._doubled

    def has_doubles(self, name: str) -> bool:
        """Tell whether a font of that name calls several of its glyphs the same digit."""
        return plain_name(name) in self._doubled


def plain_name(name: str) -> str:
    """The name of a font without the mark of a part."""
    return _TAG.sub("", name, count=1)
