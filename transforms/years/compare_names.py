"""Two printed names: how alike they are, and whether a word in them says that they mean different things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from transforms.report.pairing.likeness import is_opposite

_PARENTHESES = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[^\w%‰]+|_")
# A year in a name (2030 年…) is a horizon, no part of what is counted.
_NUMBER = re.compile(r"(?:19|20)\d{2}(?=\s*年)|(\d+(?:\.\d+)?)")
_ORDINAL = re.compile(r"(?<![一-九十百])[一二三四五六七八九](?=[級歲類期年項種])")
_FOOTNOTE = re.compile(r"(?:\(?註\s*\d*\)?|[①-⑳※*]+)$")
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_CONJUNCTION = re.compile(r"(?<!普)及|(?<![參給])與(?!會)|(?<![飽緩調溫])和(?!平|諧)|[暨、]")
# The same characters in another order: 累計電動大客車數, 電動大客車累計數.
_REORDERED = 97.0
# A name that gains or loses a conjunct and this share of its length names more or fewer things.
_OTHER_LENGTH = 0.25
_MANY_PAIRS = 2**18
_MANY_NAMES = 2**16


@dataclass(frozen=True, slots=True)
class NameTerm:
    """A word of names: what it means within its group.

    `is_qualifier`: the word narrows what is counted, so that a name with it and one without differ.
    """

    group: str
    term: str
    meaning: str
    is_qualifier: bool


class NameComparison:
    """Compares names by the reviewed list of words (`name_terms.csv`)."""

    def __init__(self, terms: tuple[NameTerm, ...]) -> None:
        self._groups: dict[str, dict[str, str]] = {}
        self._qualifiers = {term.group for term in terms if term.is_qualifier}
        for term in sorted(terms, key=lambda term: (-len(term.term), term.term)):
            self._groups.setdefault(term.group, {})[term.term] = term.meaning
        self._wording = self._groups.pop("wording", {})
        self.normalize = lru_cache(maxsize=None)(self._normalize)
        self._meanings = lru_cache(maxsize=None)(self._read_meanings)
        # Every document is compared with all series: the same pairs come again with each.
        self.likeness = lru_cache(_MANY_PAIRS)(self._likeness)
        self.difference = lru_cache(_MANY_PAIRS)(self._find_difference)

    def _normalize(self, name: str) -> str:
        """Drop what only typesetting or fashion changes: marks, spaces, 臺 and 台, known rewordings."""
        text = _plain(name)
        for term, meaning in self._wording.items():
            text = text.replace(term, meaning)
        return _NO_WORD.sub("", text)

    def core(self, name: str) -> str:
        """The normalised name without what stands in parentheses, unless nothing else is there."""
        return self.normalize(_bare(name))

    def _likeness(self, left: str, right: str) -> float:
        """Likeness from 0 to 100; 100 means the same but for marks, parentheses and known rewordings.

        Parentheses may be left out on one side: where both have them, they tell the names apart.
        """
        return max(
            likeness_of_normalized(self.normalize(mine), self.normalize(yours))
            for mine, yours in self.forms(left, right)
        )

    def forms(self, left: str, right: str) -> list[tuple[str, str]]:
        """The forms in which two names are compared."""
        has_both = _PARENTHESES.search(left) and _PARENTHESES.search(right)
        pairs = [(left, right)]
        return pairs if has_both else [*pairs, (_bare(left), _bare(right))]

    def _find_difference(
        self, left: str, right: str, left_context: str = "", right_context: str = ""
    ) -> str | None:
        """The words that say that two names mean different things; None if there are none.

        男性 and 女性, 65 歲 and 75 歲; 女性 on one side only; 甲及乙 against 甲. Where a label says nothing
        of a group, its context (the indicator's name) does.
        """
        mine, yours = _plain(left), _plain(right)
        if is_opposite(_bare(left), _bare(right)):
            return f"{left} | {right}"
        return (
            _difference_of_numbers((left, left_context), (right, right_context))
            or self._difference_of_terms(
                (mine, _plain(left_context)), (yours, _plain(right_context))
            )
            or _other_conjuncts(_bare(left), _bare(right))
        )

    def _difference_of_terms(self, left: tuple[str, str], right: tuple[str, str]) -> str | None:
        for group in self._groups:
            mine, yours = (
                self._meanings(text)[group] or self._meanings(context)[group]
                for text, context in (left, right)
            )
            if mine != yours and ((mine and yours) or group in self._qualifiers):
                return f"{'/'.join(sorted(mine)) or '-'} | {'/'.join(sorted(yours)) or '-'}"
        return None

    def _read_meanings(self, name: str) -> Mapping[str, frozenset[str]]:
        """Group → meanings of its words in the name; a longer word hides a shorter one inside it."""
        found: dict[str, frozenset[str]] = {}
        for group, terms in self._groups.items():
            rest, meanings = name, set()
            for term, meaning in terms.items():
                if term in rest:
                    rest = rest.replace(term, " ")
                    meanings.add(meaning)
            found[group] = frozenset(meanings - {"-"})
        return found


def likeness_of_normalized(left: str, right: str) -> float:
    """Likeness of two normalised names, whatever the order of their words."""
    if left != right and sorted(left) == sorted(right):
        return _REORDERED
    return fuzz.ratio(left, right)


@lru_cache(_MANY_NAMES)
def _plain(name: str) -> str:
    """Without what never tells two names apart: case, 臺 and 台, footnote marks, kinds of digits."""
    text = _FOOTNOTE.sub("", name.strip()).casefold().replace("臺", "台")
    return _ORDINAL.sub(lambda match: match[0].translate(_CHINESE_DIGITS), text)


@lru_cache(_MANY_NAMES)
def _bare(name: str) -> str:
    """The name without parentheses, unless nothing else is there."""
    text = _plain(name)
    return _PARENTHESES.sub("", text) or text


def _difference_of_numbers(left: tuple[str, str], right: tuple[str, str]) -> str | None:
    """65 歲 and 75 歲; a number on one side only counts if it is not in the other's parentheses, either."""
    mine, yours = (
        _numbers(_bare(text)) or _numbers(_bare(context)) for text, context in (left, right)
    )
    anywhere = [_numbers("".join(pair)) for pair in (left, right)]
    if mine == yours or (not (mine and yours) and anywhere[0] & anywhere[1]):
        return None
    return f"{'/'.join(sorted(mine)) or '-'} | {'/'.join(sorted(yours)) or '-'}"


def _numbers(text: str) -> frozenset[str]:
    return frozenset(filter(None, _NUMBER.findall(text)))


def _other_conjuncts(left: str, right: str) -> str | None:
    """甲及乙人數 against 甲人數: a split or a merger, not a rewording."""
    counts = len(_CONJUNCTION.findall(left)), len(_CONJUNCTION.findall(right))
    lengths = sorted((len(left), len(right)))
    if counts[0] != counts[1] and lengths[1] - lengths[0] > _OTHER_LENGTH * lengths[1]:
        return "one names more things than the other"
    return None
