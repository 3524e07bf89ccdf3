"""What a link rests on and what the audit checks, as tables and logs state it, in the words of a reader."""

import re
from collections.abc import Callable, Mapping

from warehouse.language import Language, chosen_language
from warehouse.say import say
from warehouse.value_words import read_value_words

# What may stand in the evidence of a link, one beside the other.
_PIECES = {
    "link-name-likeness": re.compile(r"name likeness (?P<score>\d+)"),
    "link-label-likeness": re.compile(r"label likeness (?P<score>\d+)"),
    "link-no-label": re.compile(r"no label to compare"),
    "link-same-code": re.compile(r"same code"),
    "link-another-code": re.compile(r"another code"),
    "link-same-units": re.compile(r"same units"),
    "link-other-units": re.compile(r"other units"),
    "link-unit-not-printed": re.compile(r"unit not printed"),
    "link-unit": re.compile(r"unit (?P<unit>.+)"),
    "link-same-place": re.compile(r"same place"),
    "link-same-agencies": re.compile(r"same agencies"),
    "link-other-agencies": re.compile(r"other agencies"),
    "link-identical": re.compile(r"identical target and actual"),
    "link-noted": re.compile(r"noted at (?P<codes>.+)"),
    "link-names-differ": re.compile(r"names say different things: (?P<words>.+)"),
    "link-labels-differ": re.compile(r"different things: (?P<words>.+)"),
    "link-more-things": re.compile(r"one names more things than the other"),
    "link-values-agree": re.compile(r"(?P<count>\d+) earlier values? agrees?"),
    "link-values-differ": re.compile(r"(?P<count>\d+) earlier values? differs?"),
    "link-began-anew": re.compile(r"running total fell from (?P<old>\S+) to (?P<new>\S+)"),
}
# What the audit checks, by the names that Great Expectations and our tables have for it.
_CHECKS = {
    "check-no-offender": re.compile(r"no offending row"),
    "check-not-null": re.compile(r"(?:column_values_to_not_be_null |not null: )(?P<column>.+)"),
    "check-pattern": re.compile(r"column_values_to_match_regex (?P<column>.+)"),
    "check-length": re.compile(r"column_value_lengths_to_be_between (?P<column>.+)"),
    "check-between": re.compile(r"column_values_to_be_between (?P<column>.+)"),
    "check-order": re.compile(r"column_pair_values_a_to_be_greater_than_b"),
    "check-unique": re.compile(r"unique: (?P<column>.+)"),
    "check-range": re.compile(
        r"check \((?P<column>\w+) BETWEEN (?P<low>\S+) AND (?P<high>[^\s)]+)\): \w+"
    ),
    "check-listed": re.compile(r"check \((?P<column>\w+) IN \((?P<values>[^()]+)\)\): \w+"),
    "check-above": re.compile(r"check \((?P<column>\w+) > (?P<low>[^\s)]+)\): \w+"),
    "check-limit": re.compile(r"check (?P<limit>.+): (?P<column>[^:]*)"),
    "check-known": re.compile(r"foreign key of (?P<table>\S+): (?P<column>.+)"),
    "check-type": re.compile(r"type [^:]+: (?P<column>.+)"),
    "check-column": re.compile(r"unknown column: (?P<column>.+)"),
}


def say_evidence(evidence: str, language: Language | None = None) -> str:
    """Say what a link rests on, by default to the reader; in English as it is stated."""
    if (language or chosen_language()) == "en":
        return evidence
    return "，".join(_say(piece, _PIECES, "zh") for piece in _split(evidence))


def _split(evidence: str) -> list[str]:
    """Its pieces; a comma within quoted words parts none."""
    pieces: list[str] = []
    for part in evidence.split(", "):
        if pieces and not any(pattern.fullmatch(part) for pattern in _PIECES.values()):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def say_check(expectation: str, language: Language | None = None) -> str:
    """Say what is expected, by default to the reader."""
    return _say(expectation, _CHECKS, language or chosen_language())


def _say(stated: str, texts: Mapping[str, re.Pattern[str]], language: Language) -> str:
    """Say it by the first text that fits; what nobody has words for stands as it is."""
    for name, pattern in texts.items():
        if (found := pattern.fullmatch(stated)) is not None:
            facts = {fact: words or "" for fact, words in found.groupdict().items()}
            return say(name, language, **{f: _IN_CHINESE.get(f, str)(w) for f, w in facts.items()})
    return stated


def _say_unit(group: str) -> str:
    """A group of units by one of its own; that of a rate has two."""
    known = read_value_words()["unit_group"]
    return "／".join(known[part].zh if part in known else part for part in group.split(" per "))


def _say_difference(words: str) -> str:
    """What differs: words of the names, or a piece of its own."""
    return _say(words, _PIECES, "zh")


# Facts of evidence, which is said in Chinese alone.
_IN_CHINESE: dict[str, Callable[[str], str]] = {
    "unit": _say_unit,
    "words": _say_difference,
    "codes": lambda codes: codes.replace(" and ", "、"),
}
