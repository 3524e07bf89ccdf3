"""Numbers that are no amounts: dates, ordinals, codes, list numbers, names, ages, time limits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from transforms.phrase.clauses import OUTSIDE, SENTENCE_STOPS
from transforms.phrase.printed_dates import DATES
from transforms.phrase.quantity_units import read_unit
from transforms.phrase.words import any_of

_NUMERALS: Final = "一二三四五六七八九十百"
_COUNT: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_COUNTER: Final = r"[\u4e00-\u9fff]{0,3}"
PARTS_OF_SHARE: Final = (
    rf"(?<=[%‰]\()(?P<part>{_COUNT}){_COUNTER}/(?P<whole>{_COUNT}){_COUNTER}(?=[)，；])"
)
PARTS_BEFORE_SHARE: Final = (
    rf"(?<![\d.,/])(?P<above>{_COUNT})[/÷](?P<below>{_COUNT})(?:[×*]100%?)?(?==\d[\d.]*[%‰])"
)
_DISTANCE: Final = r"(?<![\d.,])\d{1,3}(?:,?\d{3})?(?:\.\d+)?(?:公尺|公里|浬|海浬)"
# What each number is that is no amount; of two that fit, the one above wins.
_RULES: Final = (
    # 第 4、5 棟 · 第三期 · 第15條之1
    (
        "ordinal",
        rf"第(?:\d+|[{_NUMERALS}]+)(?:(?:[、,及與和或至到~/-]第?)\d+)*(?:[條項款點目]之\d+)?",
    ),
    # 前 3 棟, but not 目前 3 棟
    (
        "ordinal",
        rf"(?<![目先以之年月日期底此生超提空向往領])前(?:\d+|[{_NUMERALS}]+)(?:大|個月)?",
    ),
    # 檢傷 1、2 級
    ("ordinal", r"(?<![\d.,])\d{1,2}(?:[、至~-]\d{1,2}){1,6}(?=級)"),
    # 震度 5 級: only a grade that somebody gives, 評列第 1 級, is a quantity
    ("ordinal", r"(?<![第\d.,])\d{1,2}(?=級(?!距))"),
    # 6.4.1 · 6.e.2
    ("code", r"(?<![\d.,])\d+(?:\.(?:\d{1,2}|[a-z])){2,}(?![\d.])"),
    # 具體目標 6.4, but 指標 3 項 counts
    (
        "code",
        r"(?:指標|(?:核心|具體|細項|對應|次)目標)\d{1,2}(?:\.[\da-z]{1,2})?(?![\d.%項個種類萬億])(?=[:：、，。)]|$)",
    ),
    ("name", r"(?<![A-Za-z])(?:SDGs?|Goals?|Targets?)-?\d{1,2}(?:\.[\da-z]{1,2})*(?![\d項個])"),
    (
        "name",
        r"(?<![A-Za-z])(?:COP|ISO/?[A-Z]*|IEC|GRI|CNS|HS|Scope|Tier|TRL|Level|Phase|No\.?)[-:：]?\d+(?:[.-]\d+)*(?:[、,及與和~-]\d+(?:\.\d+)*)*",
    ),
    (
        "document",
        r"(?:範疇|字第|附件|附錄|附表|編號|代碼|專線|電話|案號)[-:：]?\d+(?:[.-]\d+)*(?![\d件支門具組條個])",
    ),
    # 0800 戒毒專線
    ("name", r"(?<!\d)0800(?=[\u4e00-\u9fff])"),
    # 0403 花蓮地震
    (
        "name",
        r"(?<!\d)0\d{3}(?=[\u4e00-\u9fff]{0,4}(?:地震|震災|風災|水災|火災|豪雨|豪大雨|事件|專案))",
    ),
    ("name", r"PM(?:2\.5|10)|TWD\d\d"),
    # SBIR 2.0 計畫, 長照 2.0
    ("name", r"(?<![\d.,])[2-9]\.0(?=計畫|方案|政策|版|[」』:：]|$)"),
    # 長期照顧十年計畫 3.0(115-124 年)
    ("name", r"(?<=計畫|方案|政策|綱領|長照)[2-9]\.0(?=[(（年])"),
    # 最低 20 % 家庭為最高 20 % 家庭之 2.6 倍: which of them
    ("name", r"(?:(?<=最低)|(?<=最高))\d{1,2}%(?=(?:所得)?(?:家庭|戶|人口|者|之所得|所得))"),
    # 888 計畫：照護率 60 %, 長照 12 項策略：: what is named before a colon tells no amount
    (
        "name",
        rf"(?<![\d.,])(?:\d{{1,2}}[-~至])?\d{{1,4}}(?:\.\d)?(?:(?![項件家個場條處人名班校所座組案戶隊次])[\u4e00-\u9fff]{{0,4}}?|項(?<!推動\d項)(?<!推動\d\d項)(?=策略|措施)){any_of('plan')}[:：]",
    ),
    # 113 保護專線接通率
    ("name", r"(?<![\d.,])(?:11[0239]|16[58]|1[049]\d\d)(?=[^\d條線組支門件個]{0,4}專線)"),
    # 每投入 1 元經費帶動投資 3.5 元
    (
        "denominator",
        rf"(?:(?<=每){any_of('pays_in')}\d+(?:[,.]\d+)*[十百千萬億]{{0,2}}元|{any_of('pays_in')}1元)(?=[^{SENTENCE_STOPS}()\d]{{0,16}}{any_of('brings')})",
    ),
    # 750 公尺處, 離岸 5 公里海域: where it is measured
    ("name", rf"{_DISTANCE}(?=處(?!以)|外(?=$|[，海處之噪水空]))"),
    (
        "name",
        rf"(?:(?<=離岸)|(?<=半徑)|(?<=水深)|(?<=海面下)){_DISTANCE}(?=[之處海]|內[\u4e00-\u9fff])",
    ),
    # 2 金 5 銅，計 7 面獎牌
    (
        "definition",
        r"(?<![\d.,])\d{1,3}[金銀銅](?:\d{1,3}[金銀銅])*(?:牌)?(?=[，、,(計共][^。；]{0,12}?[計共]?\d+面)",
    ),
    # 4G/5G, 2D, 3C products
    ("name", r"(?<![\d.,A-Za-z])\d[A-Z](?=[\u4e00-\u9fff、，)/])"),
    # 國 1, 國道 3 號, 台 9 線
    ("name", r"(?:國|國道|[台臺])\d{1,2}(?:號|線|(?=[計、甲乙]))"),
    ("list number", r"\((?:\d{1,2}|[a-z])\)"),
    ("document", r"\d{13,}"),
    ("document", r"(?<!\d)0\d{1,3}-?\d{3,4}-?\d{3,4}(?!\d)"),
    ("name", r"\d+(?:\+\d+)+(?![\d%.])"),
    (
        "ratio part",
        r"(?<![\d.])(?!\d+:1(?!\d)|1:\d)\d{1,3}[:比]\d{1,4}(?![\d萬億%,])|(?:(?<=比)|(?<=比例))(?!\d+：1(?!\d)|1：\d)\d{1,3}：\d{1,4}",
    ),
    # 1,236/1,985=62.3 %
    ("ratio part", PARTS_BEFORE_SHARE),
    # 1-4 期大型柴油車 are those of four emission standards
    ("ordinal", r"(?<![\d.,])\d[、至~-]\d(?=期[\u4e00-\u9fff]{2})"),
    # 46.3 %(2,611/5,640): what the share was made of; check_arithmetic divides it
    ("ratio part", PARTS_OF_SHARE),
    ("name", r"https?://[\x21-\x7e]{1,300}"),
    # 我國 12 浬海洋區域 is a zone by law, whatever stands before it
    ("name", r"(?:12|24|200)(?:浬|海浬)(?=內|外|領|海|經濟|專屬|以)"),
    # 16 族語別新聞, 12 語別廣播
    ("name", r"(?<![^，；、。])\d{1,2}族?語[別系](?=[\u4e00-\u9fff]{2})"),
    # 抽樣誤差±1.7 個百分點
    (
        "definition",
        r"(?<=抽樣誤差)(?:值|率)?(?:[為在約]|正負|[±+\-/])*\d+(?:\.\d+)?(?=%|個?百分點)",
    ),
    # 12 導程心電圖機
    ("name", r"(?<!\d)\d{1,2}導程"),
    # 於次月 22 日前發布
    ("date", r"(?<=[次當隔]月)\d{1,2}日|(?<=[本每各]月)\d{1,2}日(?=前)"),
    ("name", r"(?<!\d)24小時(?!以?[上下內])(?=[\u4e00-\u9fff])"),
    ("name", r"7天24小時"),
    # 規模 5.0 以上地震 says of which earthquakes
    ("name", r"(?<=規模)\d(?:\.\d)?(?=(?:以[上下])?[之的]?(?:有感)?地震)"),
    # 100 瓩級機組 is of a class of size
    (
        "name",
        r"(?<![\d.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?[百千萬]?(?:瓩|MW|GW|kW|噸|公噸|公尺|公里|奈米)級(?=[\u4e00-\u9fff])",
    ),
    # 臭氧 8 小時紅色警示, PM2.5 24 小時值: over how long a standard is measured
    (
        "name",
        r"(?:臭氧|O3|二氧化[硫氮]|一氧化碳|懸浮微粒|PM(?:2\.5|10))[^\d，。；()]{0,4}\d{1,2}小時(?=值|平均|移動|[紅橘黃紫]色|警[示戒]|濃度|超標|均能)",
    ),
    ("name", r"(?<!\d)\d{1,2}小時(?=(?:移動|滑動)?平均(?:濃度|值|音量))"),
    # 固網 1Gbps 涵蓋率 names a grade of service
    ("name", r"\d+[GMk]bps(?=[等涵服光寬固網速用])"),
    ("name", r"(?:週休|周休)[二2]日"),
    # 篩檢涵蓋率每年至少 1 次達 95 %: who counts as screened
    ("rhythm", r"每[年季月週日](?:至少|各)?\d{1,2}次(?=達\d)"),
    # 每 4 年辦理 1 次 is a rhythm; 每 10 萬人口 and 每 4 年 are what something is counted per
    ("rhythm", r"每隔?(?:\d+|[半兩二三四五六七八九十])(?:年|個?月|週)[\u4e00-\u9fff]{0,8}\d次"),
    (
        "denominator",
        r"(?<=[^\d\s]/)(?:10{0,2}(?:,000)+|10{1,7})[十百千萬億]{0,2}(?=[\u4e00-\u9fff])",
    ),
    ("denominator", r"每隔?\d+(?:[.,]\d+)*[十百千萬]*"),
    # a bare month or day count of a plan: 未來 4 年內
    (
        "time limit",
        r"(?:未來|過去|近|最近|連續|為期|往後|今後|爾後)的?(?:\d+|[一二三四五六七八九十兩]+)(?=年|個?(?:月|期作|學期|季)|週|周|日|天|期)",
    ),
)
_ROLES: Final = {f"rule_{number}": role for number, (role, _) in enumerate(_RULES)}
_NAMES: Final = re.compile(
    "|".join(f"(?P<rule_{number}>{pattern})" for number, (_, pattern) in enumerate(_RULES))
)
# 全球排名第 25 名 is a quantity; 第 3 名 of a contest is not.
_RANK: Final = re.compile(
    rf"(?:^|[(，；。]|、(?=全球|世界|國際|亞洲)|[A-Z]{{2}}|{any_of('keeps_rank')}{any_of('among_countries')}?|(?:達到?|為)(?=前)|{any_of('ranked_thing')}|{any_of('ranking')}[^{OUTSIDE}、\d]{{0,8}}?|\d年度?(?:底|之|的)?)"
    rf"(?:{any_of('leads_to_rank')})*(?P<rank>[第前]\d{{1,3}}[名位])(?=$|[，。；、)(]|以?內|較|[,-]|{any_of('rank_change', 'up', 'down')})"
)
# 美國評列第 1 級 is one, too; 第 2 級毒化物 is a class of things.
_GRADE: Final = re.compile(
    rf"(?:^|{any_of('leads_to_grade')})(?P<rank>第\d級)(?:以[上內])?(?=$|[，。；、)(]|名單|國家|行列)"
)
_LATIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_]{0,30}[-–]?\d+(?:[.-]\d+)*[A-Za-z]{0,3}")
_CURRENCY: Final = re.compile(r"(?:NTD|USD|EUR|RMB|TWD|JPY|NT|US)$")
# 簽署 MOU 5 件: an amount behind an acronym, by its thousands, its multiplier, its unit or what it is compared by.
_ACRONYM: Final = re.compile(r"(?<!-)[A-Za-z]{2}$")
# SO2 日平均值: the digit is part of the formula.
_FORMULA: Final = re.compile(r"(?:CO|NO|SO|CH|NH|SF|CF)\d(?![\d,.])")
_AMOUNT: Final = re.compile(
    r"(?:\d{1,3}(?P<thousands>(?:,\d{3})+)(?!\d)|\d+)(?:\.\d+)?(?P<scale>[千百]?[萬億]|千(?!瓦))?"
)
_COMPARED: Final = re.compile(r"以[上下]")
_LIST_NUMBER: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})(?:[.、．)](?=[^\d\s.,、。]| )|\.(?=(?:20\d\d|1[0-4]\d)年|\d{1,3}(?:,\d{3})+(?!\d)))"
)
_GOES_ON: Final = re.compile(r"[.,]?\d")
_LIST_BOUNDARY: Final = "。；;:：，)%\n"


@dataclass(frozen=True, slots=True)
class Excluded:
    """Where a number stands that is no amount, and what it is."""

    start: int
    end: int
    role: str


def find_excluded(text: str, offsets: Sequence[int], original: str) -> list[Excluded]:
    """Find every number which is no amount.

    Args:
        text: the bare phrase.
        offsets: where each of its characters stood in the original.
        original: the phrase with its spaces.
    """
    dates = [
        Excluded(*match.span(), "year" if match[0].endswith(("年", "年度")) else "date")
        for match in DATES.finditer(text)
    ]
    names = [
        Excluded(*match.span(), _ROLES[match.lastgroup or ""])
        for match in _NAMES.finditer(text)
        if not _is_cut(text, match.end())
    ]
    latin = [Excluded(*span, "name") for span in _latin_names(text, offsets)]
    listed = [Excluded(*span, "list number") for span in _list_numbers(text, offsets, original)]
    ranks = [match.span("rank") for rank in (_RANK, _GRADE) for match in rank.finditer(text)]
    return [
        one
        for one in (*dates, *names, *latin, *listed)
        if not (one.role == "ordinal" and any(start <= one.start < end for start, end in ranks))
    ]


def _is_cut(text: str, end: int) -> bool:
    """移轉前 7.18 倍: what ends within a number is none of these."""
    return text[end - 1].isdecimal() and _GOES_ON.match(text, end) is not None


def mark_excluded(text: str, excluded: Sequence[Excluded]) -> bytearray:
    """Mark every character that belongs to one of them."""
    marks = bytearray(len(text) + 1)
    for one in excluded:
        marks[one.start : one.end] = b"\1" * (one.end - one.start)
    return marks


def _latin_names(text: str, offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    for match in _LATIN_NAME.finditer(text):
        digit = next(i for i in range(match.start(), match.end()) if text[i].isdecimal())
        letters = text[match.start() : digit]
        is_attached = offsets[digit] == offsets[digit - 1] + 1
        if is_attached and not _is_amount(text, digit, letters):
            yield digit, match.end()


def _is_amount(text: str, digit: int, letters: str) -> bool:
    """Of 占 GNI 0.055 %, 設置 CCTV 2,000 支 and BOD 3 mg/L 以下 the acronym says of what; CO2, A380 and COVID-19 are names."""
    amount = _AMOUNT.match(text, digit)
    if amount is None or _CURRENCY.search(letters) or amount["thousands"]:
        return True
    if _ACRONYM.search(letters) is None or _FORMULA.match(text, digit - 2):
        return False
    return bool(
        amount["scale"] or read_unit(text, amount.end()) or _COMPARED.match(text, amount.end())
    )


def _list_numbers(text: str, offsets: Sequence[int], original: str) -> Iterator[tuple[int, int]]:
    """List numbers count up from 1, and stand at a boundary: start, stop, line break or space."""
    expected = {1}
    for match in _LIST_NUMBER.finditer(text):
        start, number = match.start(), int(match["number"])
        before = offsets[start] - 1 if start else -1
        at_boundary = start == 0 or text[start - 1] in _LIST_BOUNDARY or original[before].isspace()
        if number in expected and (at_boundary or number > 1):
            yield start, match.end()
            expected = {1, number + 1}
