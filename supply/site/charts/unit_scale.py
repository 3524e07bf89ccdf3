"""The words in which an axis counts: 億元 for a thousand million and more, as the reports say them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CHINESE = re.compile(r"[㐀-鿿]")
_SIZES = ((10**12, "兆"), (10**8, "億"))
_TEN_THOUSAND, _ROUND = 10**4, 10**3


@dataclass(frozen=True, slots=True)
class UnitScale:
    """What values are divided by, and how the unit is then called."""

    size: float
    words: str | None


def choose_scale(values: Sequence[float], unit: str | None) -> UnitScale:
    """Choose the words that fit the largest value, as `quantity` writes a single one."""
    highest = max((abs(value) for value in values), default=0.0)
    for size, word in _SIZES:
        if highest >= size:
            return UnitScale(size, f"{word}{unit or ''}")
    is_round = all(value % _ROUND == 0 for value in values)
    if highest >= 10 * _TEN_THOUSAND and is_round and _CHINESE.match(unit or ""):
        return UnitScale(_TEN_THOUSAND, f"萬{unit}")
    return UnitScale(1, unit)
