"""Which comparison a target calls for, and why: from its words, else from what its quantity means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.phrase.clauses import CLAUSE_STOPS
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.unit_table import COUNTERS, MONEY, TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.read_targets import Target, without_time

_LOWER = any_of("lower", "save", "restrain")
_HIGHER = any_of("raise")
_LOWER_TO = re.compile(
    rf"{any_of('down', 'save', 'restrain', 'down_sign')}(?:至|到|為|在|於|成)(?:約|平均)?$"
)
_HIGHER_TO = re.compile(rf"{any_of('up', 'up_sign')}(?:至|到|為|達|成)(?:約|平均)?$")
# 提高綠電使用量至 1 億度: the verb stands before what it moves.
_LOWER_FROM_START = re.compile(rf"^(?:將|使)?{_LOWER}[^，]*(?:至|到|為)(?:約|平均)?$")
_HIGHER_FROM_START = re.compile(rf"^(?:將|使)?{_HIGHER}[^，]*(?:至|到|為|達)(?:約|平均)?$")
_DEALT_WITH = re.compile(
    rf"(?<![再未不原])(?<!起訴)(?<!社會)(?<!金融)(?<!數位)(?<!保險){any_of('dealt_with')}(?:比率|比例|率)$"
)
# 於受理後 30 日內完成調查之比率: what is done in time, whatever the name says of time.
_IN_TIME = re.compile(
    r"\d+(?:個)?(?:小時|日|天|分鐘|月|工作[天日]|週|年)以?內(?P<what>[^，。\d]*?)(?:比?率|比例|占比)$"
)
# 護病比達標醫院比率: of those that meet a standard more are wanted.
_MEETS_STANDARD = re.compile(
    rf"(?<![未不再非無能]){any_of('meets_standard')}[之的]?[^率比不未]{{1,8}}(?:比率|比例|占比|占率|家數|數量)$"
)
# 未於 30 日內撥款率
_NOT_IN_TIME = re.compile(r"(?:未[能及]?|無法)[於在]$")
_DONE_IN_TIME = re.compile(rf"{any_of('done_in_time')}|接受.*{any_of('care')}[之的者]*$")
_MET_IN_TIME = re.compile(any_of("met_in_time"))
_NOT_WANTED = re.compile(any_of("denied_or_again"))
_PROCESS = re.compile(rf"{any_of('process')}[^率比]{{0,4}}{any_of('length_of_time')}$")
# 每位警察服務人口數: how many one of them has to look after.
_LOAD = re.compile(
    rf"每一?[位名](?!志)[^，。]{{2,10}}?{any_of('looks_after')}[^率，。]{{0,6}}?{any_of('looked_after')}數?$"
)
_GROWTH = re.compile(rf"{any_of('growth_of')}$")
_RATE_OF_GROWTH = re.compile(
    rf"(?<![較比])\S{{2}}(?<![前上去今]){any_of('growth_of')}(?:[達為約逾]|至少)*$"
)
_USE = re.compile(rf"{any_of('use_of')}$")
# 輔導人員與學生數比例優於 1:900
_BETTER_RATIO = re.compile(r"優於1[:：]")
_CAP = re.compile(rf"^將?{any_of('cap')}")
# 低於年限值 0.5 毫西弗
_BOUND = r"(?:[\u4e00-\u9fff]{0,6}(?:值|標準|上限|下限|水準|配額|限額|額度))?約?$"
_AT_MOST = re.compile(rf"{any_of('no_more_than')}{_BOUND}")
_AT_LEAST = re.compile(rf"{any_of('no_less_than')}{_BOUND}")
_ACTIVITY = re.compile(rf"^{any_of('before_activity')}*{any_of('activity')}")
_REACH = re.compile(rf"{any_of('reach')}約?$")


@dataclass(frozen=True, slots=True)
class DirectionTerm:
    """A word that names a quantity, and which way is better for it; from the reviewed seed file."""

    term: str
    direction: str
    priority: int


@dataclass(frozen=True, slots=True)
class DirectionReview:
    """A reviewed decision for a quantity whose direction no word tells."""

    indicator_name_contains: str
    label_contains: str
    direction: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a target is compared, which way is better, what decided each, and whether only a custom did."""

    comparator: str | None
    comparator_rule: str | None
    direction: str | None
    direction_rule: str | None
    is_assumed: bool = False


class _Told(NamedTuple):
    """A direction and what tells it; `is_assumed` where that is a custom rather than a meaning."""

    direction: str
    rule: str
    is_assumed: bool = False


_ALL = 100.0
_DONE = "assumed, done about it:"
# 率, 數, 人數, 面積: words that name any quantity, good or bad; what they tell is a custom, not a meaning.
GENERAL_PRIORITY = 10
# What may follow the head of a name: it says how something is measured, not what it is.
_MEASURED = any_of("measured_by")
# 債務餘額占 GDP 比率: a share of something else is measured by that.
_SHARE_OF = rf"(?:[占佔][\u4e00-\u9fffA-Za-z]{{1,6}}(?:{_MEASURED})+)?"
_HEAD_END = re.compile(rf"(?:{_MEASURED})*{_SHARE_OF}[\s)）]*$")
# 感染者服藥率, 中輟生復學率: a harm that only names the people it befell.
_BEFALLEN = re.compile(any_of("befallen"))
# 卡爾森指數低於 50 之主要水庫比率: what stands before the last 之 only says which are meant.
_DEFINED = re.compile(rf"^.*[之的者](?=(?!(?:{_MEASURED})+$)[^之的者]{{2,}}$)")
_OF_A_MEASURE = re.compile(rf"[之的](?=(?:{_MEASURED})+$)")
# 受虐兒童人數: only whom it befell, and how they are counted.
_BEARERS = re.compile(rf"(?:(?![後之的]){any_of('befallen')}){{1,2}}(?:{_MEASURED})+[\s)）]*$")
_WENT_WRONG = re.compile(any_of("went_wrong"))
_PUT_DOWN = re.compile(rf"(?<![未不再])(?P<deed>{any_of('put_down')})(?:{_MEASURED})+$")
# 居住費用負擔占所得比率: what a share is held against is not what it is a share of.
_SHARE_TAIL = re.compile(r"[占佔][^占佔比率]{1,10}(?:比率|比例|比重|百分比)$")
# 死亡率每 10 萬人口: per what it is counted says nothing of its direction.
_PER_TAIL = re.compile(
    r"[(（]較[^()（）]*[)）]$|每[十百千萬\d,]+(?:人口?|活產|人次|人日|嬰兒|就業人口)$"
)
# 海漂(底)垃圾: what stands in the middle of a word widens it.
_WIDENED = re.compile(r"(?<=[\u4e00-\u9fff])[(（][\u4e00-\u9fff]{1,3}[)）](?=[\u4e00-\u9fff])")
_DENYING = re.compile(rf"{any_of('denying')}$")
# 未依限歸還率; 未成年 and 未婚 name people.
_LACKING = re.compile(
    r"未(?![成來婚滿達經])[^率比例]{1,10}(?:比?率|比例|人數|件數|家數|戶數|棟數|處數|金額|面積|筆數)$"
)
# 破獲製毒工廠 30 座、詐騙機房: something was counted before it.
_COUNTED_BEFORE = re.compile(
    r"\d[萬千百億]?[\u4e00-\u9fffA-Z][^，。；]*[及與和、]|\d[萬千百億]?[\u4e00-\u9fff]+，其中"
)
_TOPIC = re.compile(rf"^term: {any_of('dealt_with', 'activity', 'up', 'down')}$")
_DEED = re.compile(
    rf"(?:.*{any_of('cumulative')})?{any_of('before_activity')}*(?P<deed>{any_of('lower', 'dealt_with', 'hinder')})(?![^率]*率)"
)
# 漁港海漂垃圾清除 220 公噸; 噪音防制 and 濃度改善 name topics.
_DEED_AT_END = re.compile(rf"(?<![未不誤遭])(?P<deed>{any_of('removed')})$")
_COST = re.compile(any_of("cost_noun"))
_CLAUSE_STOP = re.compile(rf"[{CLAUSE_STOPS}]")
_SPAN = re.compile(any_of("length_of_time", "time_noun"))
# 安全儲備量 30 日用量
_STOCK = re.compile(any_of("stock"))
_WORKED = re.compile(any_of("worked"))
_AGES = frozenset({"歲", "足歲"})
# Hours are also invested: 訓練 20 小時.
_HOURS = frozenset({"小時", "個小時", "時數", "年"})
_HOLDS_NUMBER_WORD = re.compile(any_of("holds_number_word"))
_RATE = re.compile(r"率|比[例重]?$|占比|百分|成數|程度|濃度")
_RATE_AT_END = re.compile(rf"(?:率|比例|比重|占比)(?:{_MEASURED})*$")
_NOTHING = Decision(None, None, None, None)
_COMPARATORS = {"higher": "ge", "lower": "le", "none": "eq"}


def decide_direction(
    target: Target,
    indicator_name: str,
    terms: Sequence[DirectionTerm],
    reviews: Sequence[DirectionReview],
) -> Decision:
    """Decide comparator and direction of one target.

    Order: a reviewed row; comparing words; an amount of change (減少 3.8 %: more is better); the
    meaning of label, then of name; the plain "reach" or an activity (輔導 49 家). What none of them
    tells stays undecided, never guessed.
    """
    if target.quantity is None:
        return _of_no_quantity(target, indicator_name, terms)
    reviewed = _from_review(target, indicator_name, reviews)
    meaning = reviewed or _from_terms(target, indicator_name, terms)
    if target.quantity.comparator == "between":
        return _decide_range(target, reviewed or _from_range_of_change(target) or meaning)
    told = (
        reviewed
        or _from_words(target)
        or _from_bound_of_scale(target)
        or _from_counted_activity(target)
        or _reached(target, meaning, indicator_name, terms)
        or meaning
        or _from_activity(target)
        or _from_count(target, indicator_name)
    )
    if told is None:
        return _NOTHING
    told = _of_time(told, target.quantity, f"{target.label or ''}\n{indicator_name}")
    return Decision(
        _COMPARATORS[told.direction], told.rule, told.direction, told.rule, told.is_assumed
    )


def as_before(decision: Decision) -> Decision:
    """The direction of the measure before it in one list, as an assumption."""
    if decision.direction is None:
        return _NOTHING
    rule = f"assumed, as the one before: {decision.direction_rule}"
    comparator = _COMPARATORS[decision.direction]
    return Decision(comparator, rule, decision.direction, rule, is_assumed=True)


def _of_time(told: _Told, quantity: Quantity, names: str) -> _Told:
    """Days that no word of time decided (護照核發 5 日): what is done is wanted soon, as a custom."""
    is_decided = (
        not told.rule.startswith("term: ")
        or _SPAN.search(told.rule)
        or _STOCK.search(f"{told.rule}{names}")
    )
    if quantity.unit not in TIME_UNITS or quantity.unit in _AGES or is_decided:
        return told
    if _WORKED.search(names):
        return told._replace(is_assumed=True)
    direction = told.direction if quantity.unit in _HOURS else "lower"
    return _Told(direction, f"assumed, {told.rule} in {quantity.unit}", is_assumed=True)


def _of_no_quantity(
    target: Target, indicator_name: str, terms: Sequence[DirectionTerm]
) -> Decision:
    """A task has no direction; where only the target is not set, the name may still tell one."""
    meaning = _from_terms(target, indicator_name, terms) if target.kind == "not_set" else None
    told = meaning or _Told("none", "no quantity")
    return Decision(None, None, told.direction, told.rule)


def _decide_range(target: Target, meaning: _Told | None) -> Decision:
    words = f"words: {target.quantity.text}" if target.quantity else ""
    if target.quantity and _is_balance(target.quantity):
        meaning = _Told("none", words)
    told = meaning or _from_activity(target) or _Told("none", "no word or term: a band")
    return Decision("between", words, told.direction, told.rule, told.is_assumed)


def _is_balance(quantity: Quantity) -> bool:
    """任一性別 40 % 至 60 %: what is as far above a half as below it is missed on both sides."""
    return quantity.unit == "%" and quantity.value + (quantity.value_high or 0.0) == _ALL


def _from_range_of_change(target: Target) -> _Told | None:
    """較基準年減少 8 至 10 % is met from 8 % on; a rate of growth from 2 to 3 % may be a band."""
    return None if target.before.endswith("率") else _from_amount_of_change(target)


def _from_words(target: Target) -> _Told | None:
    quantity = target.quantity
    if quantity is None:
        return None
    if _BETTER_RATIO.search(quantity.text):
        return _Told("lower", f"assumed, fewer for each one: {quantity.text}", is_assumed=True)
    if quantity.comparator in {"ge", "gt"}:
        return _Told("higher", f"words: {quantity.text}")
    if quantity.comparator in {"le", "lt"}:
        return _Told("lower", f"words: {quantity.text}")
    for pattern, direction in (
        (_AT_MOST, "lower"),
        (_AT_LEAST, "higher"),
        (_LOWER_TO, "lower"),
        (_HIGHER_TO, "higher"),
        (_LOWER_FROM_START, "lower"),
        (_HIGHER_FROM_START, "higher"),
        (_CAP, "lower"),
    ):
        match = pattern.search(without_time(target.before))
        if match:
            return _Told(direction, f"words: {match[0]}")
    return _from_amount_of_change(target)


def _from_amount_of_change(target: Target) -> _Told | None:
    """How much is changed: more of it is wanted, whichever way the change goes."""
    # A negative rate of change is a wish for less of a thing, or a fear of it: its name must tell; and so must
    # that of 房租年增率, which is no verb.
    is_negative = target.quantity is not None and target.quantity.value < 0
    if not target.is_change or is_negative or _RATE_OF_GROWTH.search(target.before):
        return None
    return _Told("higher", f"words: {target.before} (amount of change)")


def _from_review(
    target: Target, indicator_name: str, reviews: Sequence[DirectionReview]
) -> _Told | None:
    for review in reviews:
        if review.indicator_name_contains in indicator_name and review.label_contains in (
            target.label or ""
        ):
            return _Told(review.direction, f"reviewed: {review.indicator_name_contains}")
    return None


def _from_terms(
    target: Target, indicator_name: str, terms: Sequence[DirectionTerm]
) -> _Told | None:
    """What the label means, else the list's heading, else the name; a meaning goes before a custom.

    What is done about a harm (攔阻金額) outweighs the harm that a name further off tells (詐欺防制).
    """
    texts = [
        _WIDENED.sub("", text) for text in (_label_of_list(target), target.heading, indicator_name)
    ]
    joined = "\n".join(texts)
    printed = [term for term in terms if term.term in joined]
    found = [told for text in texts if (told := _from_term(text, printed))]
    named = _from_term(indicator_name, printed)
    if found and named and not named.is_assumed and _is_part_of_a_rate(target, indicator_name):
        # 單項合格率: 氨氮 95 %: the label says of what the rate is, and the name which rate; but each of a mix
        # of shares (發電比例: 燃煤 34 %) means what it means.
        return named._replace(is_assumed=named.direction != found[0].direction)
    if found and found[0].rule.startswith(_DONE):
        return found[0]
    done = _DEED.match(without_time(texts[0]))
    if done and found and found[0].direction == "lower" and not _from_term(texts[0], printed):
        # 失聯移工: 查處非法仲介 350 件: the harm that the name tells is acted on.
        return _Told("higher", f"{_DONE} {done['deed']}", is_assumed=True)
    carried = _from_carried_deed(target, found, named)
    if carried is not None:
        return carried
    sure = next((told for told in found if not told.is_assumed), None)
    if sure is None or sure is found[0]:
        return found[0] if found else None
    return _weigh(found[0], sure, target.label or "")


def _label_of_list(target: Target) -> str:
    """查獲製造、運輸及販賣毒品嫌疑犯 5,500 人: the verb stands before the list of what it acts on."""
    label = target.label or ""
    clause = _CLAUSE_STOP.split(without_time(target.sentence_before))[-1]
    is_list = clause.removesuffix(label).endswith("、") and not re.search(r"\d", clause)
    return clause if label and is_list else label


def _weigh(nearest: _Told, sure: _Told, label: str) -> _Told:
    """What the label suggests against what a text further off means."""
    if nearest.direction == sure.direction:
        return sure
    # 電信詐騙: 攔阻金額 100 億元: a harm that only the name tells may be what the label acts on.
    is_harm = sure.direction == "lower"
    if is_harm and _DEED.match(label):
        return nearest
    if nearest.rule.startswith("general"):
        return sure._replace(is_assumed=is_harm)
    # 空品改善 names a topic, 協助弱勢者就業人數 what is counted; both are only assumed here.
    return nearest if _TOPIC.match(sure.rule) else sure._replace(is_assumed=True)


def _from_carried_deed(target: Target, found: Sequence[_Told], named: _Told | None) -> _Told | None:
    """清除海洋廢棄物 1 萬公噸，其中海漂廢棄物 800 公噸: the verb counts the part as well as the whole."""
    words, unit = without_time(target.sentence_before), target.quantity and target.quantity.unit
    is_listed = unit and unit not in {"%", "‰"} and _COUNTED_BEFORE.search(words)
    match = _DEED.match(words) if is_listed else None
    if match is None or not found or found[0].direction != "lower":
        return None
    if named and not named.is_assumed and named.direction == "higher":
        return named
    return _Told("higher", f"{_DONE} {match['deed']}", is_assumed=True)


def _is_part_of_a_rate(target: Target, indicator_name: str) -> bool:
    is_share = target.quantity is not None and target.quantity.unit in {"%", "‰"}
    label = target.label or ""
    return (
        is_share
        and bool(label)
        and not _RATE.search(label)
        and _RATE_AT_END.search(indicator_name) is not None
    )


def _from_term(text: str, terms: Sequence[DirectionTerm]) -> _Told | None:
    """The term that is the head of a text means it; one within it, or a general one, only suggests."""
    in_time = _from_time_limit(text)
    if in_time is not None:
        return in_time
    text = _DEFINED.sub("", _OF_A_MEASURE.sub("", _PER_TAIL.sub("", text)))
    present = [term for term in terms if term.term in text]
    meant = [term for term in present if term.priority > GENERAL_PRIORITY]
    return (
        _from_composition(text, terms)
        or _from_head(text, meant, terms)
        or _from_standard(text)
        or _from_lack(text, meant)
        or _from_bearers(text, meant)
        or _from_within(text, meant)
        or _from_general(text, present)
    )


def _from_head(
    text: str, meant: Sequence[DirectionTerm], terms: Sequence[DirectionTerm]
) -> _Told | None:
    heads = [term for term in meant if _is_head(text, term.term)]
    if not heads or _is_outweighed(heads, meant):
        return None
    head = _strongest(heads, text)
    if _GROWTH.fullmatch(head.term):
        # The growth of what no term calls good is wanted as a custom only.
        grown = _from_term(text[: text.rfind(head.term)], terms)
        if grown is None or grown.is_assumed:
            return _Told(head.direction, f"general term: {head.term}", is_assumed=True)
    before = text[: text.rfind(head.term)]
    # 漁船被查扣數: what is good to do is bad to suffer; 被占用面積 stays what it is.
    is_suffered = head.direction == "higher" and before.endswith(("被", "遭"))
    if is_suffered or _DENYING.search(before):
        # 未投保率, 不及格率
        other = {"higher": "lower", "lower": "higher"}.get(head.direction, head.direction)
        return _Told(other, f"assumed, the contrary of: {head.term}", is_assumed=True)
    return _from_deed(text, head) or _Told(head.direction, f"term: {head.term}")


def _from_standard(text: str) -> _Told | None:
    match = _MEETS_STANDARD.search(text)
    return _Told("higher", f"term: {match[0]}") if match else None


def _from_lack(text: str, meant: Sequence[DirectionTerm]) -> _Told | None:
    """未參加健保人數比率, unless a reviewed term says what it means not to."""
    match = _LACKING.search(text)
    if match is None or any("未" in term.term for term in meant):
        return None
    return _Told("lower", f"assumed, what is lacking: {match[0]}", is_assumed=True)


def _from_bearers(text: str, meant: Sequence[DirectionTerm]) -> _Told | None:
    match = _BEARERS.search(text)
    if match is None or _DEED.match(text) or any(term.direction == "higher" for term in meant):
        return None
    harms = [term for term in meant if text[: match.start()].endswith(term.term)]
    return (
        _Told("lower", f"assumed, term within: {harms[0].term}", is_assumed=True) if harms else None
    )


def _from_within(text: str, meant: Sequence[DirectionTerm]) -> _Told | None:
    within = [term for term in meant if not _is_befallen(text, term.term)]
    if not within:
        return None
    term = _strongest(within, text)
    told = _Told(term.direction, f"assumed, term within: {term.term}", is_assumed=True)
    return _from_deed(text, term) or told


def _from_general(text: str, present: Sequence[DirectionTerm]) -> _Told | None:
    counted = _HOLDS_NUMBER_WORD.sub("", text)
    present = [t for t in present if t.priority > GENERAL_PRIORITY or t.term in counted]
    if not present:
        return None
    general = [term for term in present if term.priority <= GENERAL_PRIORITY]
    told_of = [term for term in general if not _is_befallen(text, term.term)]
    # Of a harm that only names whom it befell nothing is told.
    if general and not told_of:
        return None
    term = _strongest(told_of or present, text)
    return _Told(term.direction, f"general term: {term.term}", is_assumed=True)


def _from_time_limit(text: str) -> _Told | None:
    """於受理後 30 日內完成之比率 is wanted; 1 年內接受 is said of 裁罰 as well as of 檢查, so it is only assumed."""
    match = _IN_TIME.search(text)
    if match is None or _NOT_WANTED.search(match["what"]):
        return None
    if _NOT_IN_TIME.search(text[: match.start()]):
        return _Told("lower", f"assumed, the contrary of: {match[0]}", is_assumed=True)
    if _DONE_IN_TIME.search(match["what"]):
        return _Told("higher", f"term: {match[0]}")
    if _MET_IN_TIME.search(match["what"]):
        return _Told("higher", f"assumed, term within: {match[0]}", is_assumed=True)
    return None


def _from_composition(text: str, terms: Sequence[DirectionTerm]) -> _Told | None:
    """What the end of a name makes of the rest: 處理率 deals with it, 年增率 is its growth."""
    match = _DEALT_WITH.search(text)
    if match:
        return _Told("higher", f"term: {match[0]}")
    match = _PROCESS.search(text)
    if match:
        return _Told("lower", f"term: {match[0]}")
    put_down = _from_what_is_put_down(text, terms)
    if put_down:
        return put_down
    match = _LOAD.search(text)
    if match:
        return _Told("lower", f"assumed, a load: {match[0]}", is_assumed=True)
    for pattern in (_GROWTH, _USE):
        match = pattern.search(text)
        rest = _from_term(text[: match.start()], terms) if match else None
        is_harm = rest is not None and rest.direction == "lower"
        if match and rest and is_harm and not (rest.is_assumed and pattern is _USE):
            return rest._replace(rule=f"{rest.rule} ({match[0]} of it)")
    return None


def _from_what_is_put_down(text: str, terms: Sequence[DirectionTerm]) -> _Told | None:
    """違法查處件數, 事故減少件數, unless a good word heads the name."""
    match = _PUT_DOWN.search(text)
    harm = _from_term(text[: match.start()], terms) if match else None
    if match is None or harm is None or harm.direction != "lower":
        return None
    good = (t for t in terms if t.direction == "higher" and t.priority > GENERAL_PRIORITY)
    if any(_is_head(text, term.term) for term in good):
        return None
    return _Told("higher", f"{_DONE} {match['deed']}", is_assumed=True)


def _from_deed(text: str, head: DirectionTerm) -> _Told | None:
    """累計削減氨氮排放量, 攔阻詐欺被害金額: what is done about a harm is counted, not the harm."""
    is_harm = head.direction == "lower"
    match = (_DEED.match(text) or _DEED_AT_END.search(text)) if is_harm else None
    if match is None:
        return None
    return _Told("higher", f"{_DONE} {match['deed']}", is_assumed=True)


def _is_outweighed(heads: Sequence[DirectionTerm], meant: Sequence[DirectionTerm]) -> bool:
    """未接管普及率: a word of more weight within the name turns what its head says."""
    head = max(heads, key=lambda term: term.priority)
    if head.direction == "lower" and _WENT_WRONG.search(head.term):
        return False
    return any(term.priority > head.priority and term.direction != head.direction for term in meant)


def _is_head(text: str, term: str) -> bool:
    start, tail = text.find(term), _SHARE_TAIL.search(text)
    while start >= 0 and not (tail and start > tail.start()):
        if _HEAD_END.match(text, start + len(term)):
            return True
        start = text.find(term, start + 1)
    return False


def _is_befallen(text: str, term: str) -> bool:
    return _BEFALLEN.match(text, text.rfind(term) + len(term)) is not None


def _strongest(terms: Sequence[DirectionTerm], text: str) -> DirectionTerm:
    return max(terms, key=lambda term: (term.priority, len(term.term), text.rfind(term.term)))


def _from_bound_of_scale(target: Target) -> _Told | None:
    """None of something can only be reached from above, all of it only from below."""
    quantity = target.quantity
    if quantity and quantity.value == 0:
        return _Told("lower", "zero can only be reached from above")
    if quantity and quantity.unit == "%" and quantity.value == _ALL:
        return _Told("higher", "100 % can only be reached from below")
    return None


def _from_counted_activity(target: Target) -> _Told | None:
    """What is done is counted (公告列管毒性化學物質 350 種): the verb outweighs the noun it acts on."""
    unit = target.quantity.unit if target.quantity else None
    told = _from_activity(target) if unit in COUNTERS else None
    return None if told is None or told.is_assumed else told


def _reached(
    target: Target, meaning: _Told | None, indicator_name: str, terms: Sequence[DirectionTerm]
) -> _Told | None:
    """驗證場數達 650: where the name holds something good and nothing bad, to reach is surely at least."""
    match = _REACH.search(target.before)
    if match is None or meaning is None or not meaning.rule.startswith("assumed, term within"):
        return None
    joined = f"{target.label or ''}\n{indicator_name}"
    is_good = all(term.direction == "higher" for term in terms if term.term in joined)
    return _Told("higher", f"{meaning.rule}, words: {match[0]}") if is_good else None


def _from_count(target: Target, indicator_name: str) -> _Told | None:
    """A bare count or sum of what no term calls a harm (社區大學 88 所, 統籌分配稅款 3,500 億元): plans tell what they make."""
    unit = (target.quantity.unit or "").removesuffix("/年") if target.quantity else None
    if unit in COUNTERS:
        return _Told("higher", f"assumed: a count of {unit}", is_assumed=True)
    if unit in MONEY and not _COST.search(f"{target.label or ''}\n{indicator_name}"):
        return _Told("higher", f"assumed: a sum of {unit}", is_assumed=True)
    return None


def _from_activity(target: Target) -> _Told | None:
    for words in (target.before, target.sentence_before):
        match = _ACTIVITY.match(without_time(words))
        if match:
            return _Told("higher", f"words: {match[0]} (an activity to be carried out)")
    match = _REACH.search(target.before)
    # What is to be reached is mostly to be exceeded; 發生率達 3 is not.
    return _Told("higher", f"words: {match[0]}", is_assumed=True) if match else None
