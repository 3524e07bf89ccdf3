"""Zero told in words: 未發生重大戒護事故 answers 重大戒護事故 0 件."""

import re
from dataclasses import replace

from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.printed_dates import YEAR, western_year
from transforms.phrase.words import any_of
from transforms.report.read_actuals import Actual, StatedValue
from transforms.report.read_targets import Target

# 無意外事件發生, 未發生三級以上資安事件, 經查均非重大輻射事故
_NONE = re.compile(
    rf"(?:{any_of('none_happened')}|(?<=[均皆])非)(?P<what>[^{OUTSIDE}、及與和或\d]{{2,24}}?)(?:之?(?:情形|情事|案例|發生))?(?=$|[{OUTSIDE}])"
)
# 上半年未發生, 除 1 件外，無…: of a part of the year, or of what was left out.
_NOT_OF_ALL = re.compile(rf"{any_of('part_of_year')}|除[^，。；]*外|以外|月份?(?!底)")
_ANY_YEAR = re.compile(rf"(?<!\d)({YEAR})年")
_AT_MOST = frozenset({"eq", "le", "lt"})
# So many characters at the end of a name are what happened: 資安事件.
_HEAD = 4


def find_none_told(target: Target, actual: Actual, report_year: int) -> StatedValue | None:
    """The words that say that nothing of what a target of zero speaks of has happened, as a value of zero."""
    quantity, label = target.quantity, target.label or ""
    if quantity is None or quantity.value or quantity.comparator not in _AT_MOST:
        return None
    for item_no, phrase in enumerate(actual.phrases, start=1):
        for match in _NONE.finditer(phrase.text):
            sentence = phrase.text[phrase.clauses.sentence_start(match.start()) : match.start()]
            years = {western_year(year) for year in _ANY_YEAR.findall(sentence)}
            is_same = match["what"] in label and label.endswith(match["what"][-_HEAD:])
            if is_same and years <= {report_year} and not _NOT_OF_ALL.search(sentence):
                return _zero(target, match, item_no, sentence)
    return None


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
