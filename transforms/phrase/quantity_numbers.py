"""Printed numbers → exact decimals: 18 萬 6,465 · 3,000 · 8.3 兆 · 兩千三百 · 百分之五 · 六成五 · 1/10."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
# 千瓦, 百萬瓦, 兆赫 are units of their own; 百分點 and 千人率 hold no multiplier.
_MULTIPLIER: Final = re.compile(
    r"(?!百萬瓦|十億瓦)(?P<words>[十百千]?(?:萬億|[萬億兆])|[十百千])(?![瓦克卡赫伏帕焦分瓩]|米(?!厘)|位元|人率|貨)|(?P<large>[十百千]?[萬億]|[千])(?=瓩)"
)
_MORE: Final = re.compile(r"餘(?![額裕下熱命溫燼])|多(?![媒邊功重樣角層方數於]|元[文化的及與])")
# 3 千 5 百萬 is 35 million: what stands before 萬 or 億 belongs to it.
_GROUP: Final = re.compile(
    r"(?=\d[千百])(?:(?P<thousands>\d)千)?(?:(?P<hundreds>\d)百)?(?:(?P<tens>\d)十)?(?P<ones>\d)?(?P<scale>[萬億])"
)
_POWER: Final = re.compile(r"[×xX*]10\^(?P<power>-?\d{1,2})(?!\d)")
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "萬": 10**4, "億": 10**8, "兆": 10**12}
_CHINESE_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "兩": 2,
    "〇": 0,
    "○": 0,
}
_DIGIT: Final = "零〇○一二三四五六七八九"
# 一、二六九 groups thousands, ○‧七五二 is a decimal.
_CHINESE: Final = re.compile(
    rf"(?:[一二三四五六七八九][{_DIGIT}]{{0,2}}(?:、[{_DIGIT}]{{3}})+(?![{_DIGIT}、])"
    rf"|[一二三四五六七八九十百千萬億兩][{_DIGIT}十百千萬億兆]{{0,23}}|[零〇○](?=[點.‧・·][{_DIGIT}]))"
    rf"(?:[點.‧・·][{_DIGIT}]{{1,9}})?"
)
_CHINESE_POINT: Final = re.compile(r"[點.‧・·]")
_PER_HUNDRED: Final = re.compile(r"(?P<base>[百千萬])分之(?=[\d零〇○一二三四五六七八九十百兩])")
_FRACTION: Final = re.compile(
    r"(?P<below>\d{1,4}|[二三四五六七八九十百兩]{1,4})分之(?P<above>\d{1,4}|[一二三四五六七八九十兩]{1,3})"
)
_SLASH_FRACTION: Final = re.compile(r"(?P<above>[1-9]\d{0,2})/(?P<below>[1-9]\d{0,3})(?![\d/.,])")
# 生師比 12.5：1 is twelve and a half; 1：12.5 is the same ratio, told from the other side.
_RATIO: Final = re.compile(
    r"(?:(?P<first>\d{1,4}(?:\.\d+)?)[:：]1|1[:：](?P<last>\d{1,4}(?:\.\d+)?))(?![\d.:：])"
)
# 94.195.78, 1 289 and 95‧78 go on behind what would be read of them.
_RUN: Final = re.compile(r"\d+(?:[.,‧·・'’]\d+| \d{3}(?![\d~-]))*")
_GOES_ON: Final = re.compile(r"[.,‧·・'’]\d")
_TENTHS: Final = re.compile(
    r"成(?!功|[立果員本長為型績熟交因品套語就份分效]|不變)(?P<more>[1-9半一二三四五六七八九](?![\d項個年.]))?"
)
_HUNDRED: Final = Decimal(100)
_SHARE_NAMES: Final = {"百": "%", "千": "‰", "萬": "‱"}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number in plain units.

    Attributes:
        value: the exact number.
        step: size of the last printed digit.
        end: where its characters end.
        scale: the last multiplier, by which a range "3,000 至 3,700 億" is shared.
        is_over: 餘 or 多 follows, so the amount is more than printed.
        unit: set where the number itself says it (百分之五, 六成).
        is_chinese: written in Chinese numerals.
        shape: how it is written: plain, fraction (1/3, 二分之一) or ratio (12.5：1).
        is_whole: digits or separators that it does not explain stand neither before nor after it.
    """

    value: Decimal
    step: Decimal
    end: int
    scale: Decimal = Decimal(1)
    is_over: bool = False
    unit: str | None = None
    is_chinese: bool = False
    shape: str = "plain"
    is_whole: bool = True


def read_number(text: str, position: int, blocked: Sequence[int]) -> NumberReading | None:
    """Read the number at the position, in any way it is written."""
    for read in (_read_share, _read_fraction, _read_ratio):
        reading = read(text, position, blocked)
        if reading is not None:
            return reading
    if text[position].isdecimal():
        reading = _read_tenths(text, _read_arabic(text, position, blocked))
        return reading if _is_whole(text, position, reading.end) else _broken(text, position)
    reading = _read_chinese(text, position)
    return _read_tenths(text, reading) if reading else None


def _read_share(text: str, position: int, blocked: Sequence[int]) -> NumberReading | None:
    match = _PER_HUNDRED.match(text, position)
    if match is None:
        return None
    start = match.end()
    if text.startswith("百分之百", position):
        return NumberReading(_HUNDRED, Decimal(1), start + 1, unit="%")
    inner = (
        _read_arabic(text, start, blocked)
        if text[start].isdecimal()
        else _read_chinese(text, start)
    )
    unit = _SHARE_NAMES[match["base"]]
    return NumberReading(inner.value, inner.step, inner.end, unit=unit) if inner else None


def _read_fraction(text: str, position: int, blocked: Sequence[int]) -> NumberReading | None:
    del blocked
    match = _FRACTION.match(text, position) or _SLASH_FRACTION.match(text, position)
    if match is None:
        return None
    above, below = _to_decimal(match["above"]), _to_decimal(match["below"])
    if not 0 < above < below:
        return None
    return NumberReading(above / below, 1 / below, match.end(), shape="fraction")


def _read_ratio(text: str, position: int, blocked: Sequence[int]) -> NumberReading | None:
    del blocked
    match = _RATIO.match(text, position)
    if match is None:
        return None
    digits = match["first"] or match["last"]
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return NumberReading(Decimal(digits), step, match.end(), shape="ratio")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a number ends where its run of digits does, or behind it (18 萬 6,465)."""
    run = _RUN.match(text, start)
    return _GOES_ON.match(text, end) is None and (run is None or run.end() <= end)


def _broken(text: str, start: int) -> NumberReading:
    """Of a number that is not whole nothing is taken; reading goes on behind its run of digits."""
    run = _RUN.match(text, start)
    end = run.end() if run else start + 1
    return NumberReading(Decimal(0), Decimal(1), end, is_whole=False)


def _to_decimal(words: str) -> Decimal:
    return Decimal(words) if words.isdecimal() else parse_chinese(words)[0]


def _read_arabic(text: str, position: int, blocked: Sequence[int]) -> NumberReading:
    """Read digits with their multipliers, as long as each part is smaller than the one before."""
    total, step, ceiling = Decimal(0), Decimal(1), Decimal(0)
    end, is_over = position, False
    power = _read_power(text, position)
    if power is not None:
        return power
    while (match := _DIGITS.match(text, end)) and (end == position or not blocked[end]):
        group = _GROUP.match(text, end)
        if group and not (ceiling and _group_value(group) >= ceiling):
            total, ceiling, step = (
                total + _group_value(group),
                scale_of(group["scale"]),
                scale_of(group["scale"]),
            )
            end = group.end()
            continue
        digits = match[0].replace(",", "")
        more = _MORE.match(text, match.end())
        multiplier = _MULTIPLIER.match(text, more.end() if more else match.end())
        scale = scale_of(multiplier[0]) if multiplier else Decimal(1)
        amount = Decimal(digits) * scale
        if ceiling and amount >= ceiling:
            break
        total, step = total + amount, scale.scaleb(-len(digits.partition(".")[2]))
        end, is_over = match.end(), False
        if multiplier:
            end, is_over = multiplier.end(), more is not None
        more = _MORE.match(text, end)
        if more:
            end, is_over = more.end(), True
        if not multiplier or is_over:
            ceiling = scale if multiplier else ceiling
            break
        ceiling = scale
    return NumberReading(total, step, end, scale=ceiling or Decimal(1), is_over=is_over)


def _group_value(group: re.Match[str]) -> Decimal:
    parts = (("thousands", 1000), ("hundreds", 100), ("tens", 10), ("ones", 1))
    within = sum(int(group[name] or 0) * size for name, size in parts)
    return Decimal(within) * _SCALES[group["scale"]]


def _read_power(text: str, position: int) -> NumberReading | None:
    """Read 2.6×10^4 as 26,000."""
    match = _DIGITS.match(text, position)
    power = _POWER.match(text, match.end()) if match else None
    if match is None or power is None:
        return None
    digits = match[0].replace(",", "")
    scale = Decimal(1).scaleb(int(power["power"]))
    step = scale.scaleb(-len(digits.partition(".")[2]))
    return NumberReading(Decimal(digits) * scale, step, power.end())


def scale_of(words: str) -> Decimal:
    """Multiply multipliers: 千萬 is ten million."""
    scale = Decimal(1)
    for character in words:
        scale *= _SCALES[character]
    return scale


def _read_chinese(text: str, position: int) -> NumberReading | None:
    match = _CHINESE.match(text, position)
    if match is None:
        return None
    words = match[0]
    value, step = parse_chinese(words)
    if not any(c in _CHINESE_DIGITS or c == "十" for c in words):
        # 千人, 百萬 alone are not counts, but 百餘人 is.
        if not _MORE.match(text, match.end()):
            return None
        value = scale_of(words)
    more = _MORE.match(text, match.end())
    end = more.end() if more else match.end()
    return NumberReading(value, step, end, is_over=more is not None, is_chinese=True)


def parse_chinese(words: str) -> tuple[Decimal, Decimal]:
    """Turn Chinese numerals into a number and the size of its last digit: 一億二千萬, 三點五."""
    whole, *fractions = _CHINESE_POINT.split(words.replace("、", ""))
    fraction = fractions[0] if fractions else ""
    total = section = digit = 0
    lowest = 1
    for character in whole:
        if character in _CHINESE_DIGITS:
            digit = digit * 10 + _CHINESE_DIGITS[character]
            lowest = 1
        elif _SCALES[character] < _SCALES["萬"]:
            lowest = _SCALES[character]
            section, digit = section + (digit or 1) * lowest, 0
        else:
            lowest = _SCALES[character]
            part = section + digit
            total = total + part * lowest if part else (total or 1) * lowest
            section = digit = 0
    decimals = "".join(str(_CHINESE_DIGITS[c]) for c in fraction)
    value = Decimal(f"{total + section + digit}.{decimals or 0}")
    return value, Decimal(lowest).scaleb(-len(decimals))


def _read_tenths(text: str, number: NumberReading) -> NumberReading:
    """Read 六成 as 60 % and 6 成 5 as 65 %."""
    match = _TENTHS.match(text, number.end)
    if match is None or number.value > 10:  # noqa: PLR2004 - there are ten tenths
        return number
    more = match["more"]
    extra = Decimal(5) if more == "半" else _to_decimal(more) if more else Decimal(0)
    step = Decimal(1) if more else number.step * 10
    return NumberReading(
        number.value * 10 + extra, step, match.end(), is_over=number.is_over, unit="%"
    )
