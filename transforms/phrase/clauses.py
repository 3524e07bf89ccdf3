"""Where the sentences, clauses and parentheses of a phrase begin and end."""

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from transforms.phrase.words import any_character_of

SENTENCE_STOPS: Final = any_character_of("sentence_stop")
CLAUSE_STOPS: Final = any_character_of("sentence_stop", "clause_stop")
ITEM_STOPS: Final = any_character_of("sentence_stop", "clause_stop", "item_stop")
# What no pattern may look past: the end of the clause, or of the parenthesis.
OUTSIDE: Final = f"{CLAUSE_STOPS}()"

# What joins the items of a list, not what 參與, 調和 and 不及格 are written with.
JOINT: Final = r"(?:、|以及|(?<![參給])與|(?<![不以])及(?![格早時])|(?<![溫飽緩調總])和(?!平))"

SENTENCE: Final = re.compile(f"[^{SENTENCE_STOPS}]+")
SENTENCE_STOP: Final = re.compile(f"[{SENTENCE_STOPS}]")
CLAUSE_STOP: Final = re.compile(f"[{CLAUSE_STOPS}]")
_ITEM_STOP: Final = re.compile(f"[{ITEM_STOPS}]|,(?!\\d)")
_ITEM_END: Final = re.compile(f"[{ITEM_STOPS}()]|,(?!\\d)")
_ASIDE: Final = re.compile(r"\([^()]*\)")
# A comparing word, or what a number is counted per, does not bind from further away.
_WINDOW: Final = 40


@dataclass(frozen=True, slots=True)
class Clauses:
    """The parts of one text; positions are those of its characters."""

    text: str
    _depths: tuple[int, ...] = field(repr=False, compare=False)

    def depth(self, position: int) -> int:
        """How many parentheses are open at a position."""
        return max(self._depths[position], 0)

    def item_start(self, position: int) -> int:
        """Where the item that holds a position begins; a stop inside parentheses does not end it."""
        depth = 0
        for index in range(position - 1, -1, -1):
            character = self.text[index]
            if character == ")":
                depth += 1
            elif character == "(":
                if depth == 0:
                    return index + 1
                depth -= 1
            elif depth == 0 and _ITEM_STOP.match(self.text, index):
                return index + 1
        return 0

    def item_end(self, position: int, limit: int) -> int:
        """Where the item that holds a position ends, at the latest at `limit`."""
        match = _ITEM_END.search(self.text, position, limit)
        return match.start() if match else limit

    def clause_start(self, position: int) -> int:
        """Where the clause begins; a list mark 、 does not end it (完成甲 3 處、乙 5 處)."""
        return self._last_of(f"{CLAUSE_STOPS}:：", position) + 1

    def sentence_start(self, position: int) -> int:
        """Where the sentence begins that holds a position, or its parenthesis."""
        if self.depth(position) > 0:
            return self.text.rfind("(", 0, position) + 1
        return self._last_of(SENTENCE_STOPS, position) + 1

    def sentence_end(self, position: int) -> int:
        """The next end of a sentence outside parentheses."""
        ends = (match.start() for match in SENTENCE_STOP.finditer(self.text, position))
        return next((end for end in ends if self.depth(end) == 0), len(self.text))

    def sentence(self, position: int) -> str:
        """The whole sentence around a position, in parentheses or not."""
        end = SENTENCE_STOP.search(self.text, position)
        start = self._last_of(SENTENCE_STOPS, position) + 1
        return self.text[start : end.start() if end else len(self.text)]

    def heading(self, position: int) -> str:
        """The noun before a colon names every quantity of its list: 合格率：幼兒園 90 %、國小 98.5 %."""
        colon = self._last_of(":：", position)
        return self.text[self._last_of(SENTENCE_STOPS, colon) + 1 : colon] if colon > 0 else ""

    def _last_of(self, stops: str, position: int) -> int:
        return max(self.text.rfind(stop, 0, max(position, 0)) for stop in stops)


def find_clauses(text: str) -> Clauses:
    """Note once how deep every character stands."""
    steps = ((character == "(") - (character == ")") for character in text)
    return Clauses(text, tuple(accumulate(steps, initial=0)))


def binding_start(text: str, position: int) -> int:
    """Where the words begin that can bind to a number: those of its clause, within a window."""
    window = max(0, position - _WINDOW)
    return max(window, max(text.rfind(stop, window, position) for stop in f"{CLAUSE_STOPS}(") + 1)


def outside_parentheses(text: str) -> str:
    """The text without what stands in parentheses."""
    return _ASIDE.sub("", text)
