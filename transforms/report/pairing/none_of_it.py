"""Zero told in words: 未發生重大戒護事故 answers 重大戒護事故 0 件."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.parse_quantities import Phrase
from transforms.phrase.printed_dates import YEAR, western_year
from transforms.phrase.words import any_of
from transforms.report.read_actuals import Actual, StatedValue
from transforms.report.read_targets import Target

# 無意外事件發生, 未發生三級以上資安事件, 經查均非重大輻射事故
_NONE = re.compile(
    rf"(?:{any_of('none_happened')}|(?<=[均皆])非)(?P<what>[^{OUTSIDE}、及與和或\d]{{2,24}}?)(?:之?(?:情形|情事|案例|發生))?(?=$|[{OUTSIDE}])"
)
# 全年未發生, 113 年國內無: what may stand before it in its clause; of any other subject or time it says too little.
_OF_ALL = re.compile(
    rf"(?:經查|目前|亦|且|並|均|皆|全年度?|年度內|本年度?|當年度?|全國|國內|(?P<year>{YEAR})年度?|截至|至|12月底|止)*"
)
# 除 1 件外，未發生
_BUT_FOR = re.compile(r"除[^，。；]*外")
_HAPPENED = re.compile(any_of("did_happen"))
_AT_MOST = frozenset({"eq", "le", "lt"})
# So many characters at the end of a name are what happened: 資安事件.
_HEAD = 4


def find_none_told(target: Target, actual: Actual, report_year: int) -> StatedValue | None:
    """The words that say that nothing of what a target of zero speaks of has happened, as a value of zero."""
    for item_no, phrase, match in _find(target, actual):
        before = phrase.text[phrase.clauses.clause_start(match.start()) : match.start()]
        led = _OF_ALL.fullmatch(before)
        is_of_year = led is not None and (
            led["year"] is None or western_year(led["year"]) == report_year
        )
        sentence = phrase.text[phrase.clauses.sentence_start(match.start()) : match.start()]
        if _BUT_FOR.search(sentence):
            continue
        is_whole = before != "" and before in (target.label or "")
        if (is_of_year or is_whole) and not _told_otherwise(target, actual, item_no, match):
            return _zero(target, match, item_no, phrase.text[: match.start()])
    return None


def may_still_answer(target: Target, actual: Actual, value: StatedValue) -> bool:
    """Tell whether a value may answer although 未發生資安事件 is said: 發生 1 件，… is told of what did happen."""
    spoken = list(_find(target, actual))
    return not spoken or any(
        value in _told_otherwise(target, actual, item_no, match)
        and _HAPPENED.search(value.words) is not None
        for item_no, _, match in spoken
    )


def _find(target: Target, actual: Actual) -> Iterator[tuple[int, Phrase, re.Match[str]]]:
    quantity, label = target.quantity, target.label or ""
    if quantity is None or quantity.value or quantity.comparator not in _AT_MOST:
        return
    for item_no, phrase in enumerate(actual.phrases, start=1):
        for match in _NONE.finditer(phrase.text):
            if match["what"] in label and label.endswith(match["what"][-_HEAD:]):
                yield item_no, phrase, match


def _told_otherwise(
    target: Target, actual: Actual, item_no: int, match: re.Match[str]
) -> list[StatedValue]:
    """第四季未發生，全年計 3 件; 發生 1 件，其後未發生: numbers that may be of what did happen."""
    unit = target.quantity.unit if target.quantity else None
    return [
        value
        for value in actual.values
        if value.role in {"value", "change", "partial"}
        and value.quantity.unit in {unit, None}
        and value.quantity.value != 0
        and (
            (value.item_no, value.quantity.start) > (item_no, match.start())
            or _HAPPENED.search(value.words) is not None
        )
    ]


def _zero(target: Target, match: re.Match[str], item_no: int, sentence: str) -> StatedValue | None:
    if target.quantity is None:
        return None
    quantity = replace(
        target.quantity,
        value=0.0,
        comparator="eq",
        year=None,
        own_year=None,
        period=None,
        text=match[0],
        start=match.start(),
        end=match.end(),
        depth=0,
        precision=1.0,
    )
    return StatedValue(
        quantity=quantity,
        role="value",
        year=None,
        own_year=None,
        item_no=item_no,
        label=match["what"],
        clause=match[0],
        words=match[0],
        in_parentheses=False,
        is_total=False,
        sentence=sentence,
    )
