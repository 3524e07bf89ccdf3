"""Is a number an amount, and in what unit? Judged by the words right after and right before it."""

import re
from decimal import Decimal
from typing import Final

from transforms.quantity_numbers import NumberReading
from transforms.quantity_units import (
    LABEL_NOUNS,
    TIME_UNITS,
    UNITS,
    UnitReading,
    read_plain_unit,
    read_unit,
)

_WINDOW: Final = 32
_PREFIX_UNITS: Final = (
    (re.compile(r"(?:美金|US\$|USD|美元)[:：]?$"), "美元"),
    (re.compile(r"(?:歐元|EUR|€)$"), "歐元"),
    (re.compile(r"(?:人民幣|RMB)$"), "人民幣"),
    (re.compile(r"(?:日圓|日幣|JPY)$"), "日圓"),
    (re.compile(r"(?:新[臺台]幣|NT\$|NTD|TWD|\$)[:：]?$"), "元"),
)
_MONEY_AFTER: Final = frozenset({"元", "圓"})
_SKIPPED: Final = re.compile(r"大(?=類|項|面向|構面|主軸|領域|族群|系統|策略|區域?)|多(?=[件項場])")
# 服務使用人次 after 130 萬, 之參館人次 after 1,000 人: visits are what is counted.
_VISITS: Final = re.compile(
    r"(?:[之的]?[\u4e00-\u9fff]{0,6}?)(?P<unit>人次|人日|件次|場次|車次|班次)(?!數?(?:為|達|約|計|共))"
)
_VISIT_STOP: Final = re.compile(r"[及與和並、較，共計每達為]|參與|參加")
_TOLERANCE: Final = re.compile(r"(?:±|\+/-)\d+(?:\.\d+)?")
_UNKNOWN_UNIT: Final = re.compile(
    r"(?P<word>[\u4e00-\u9fff](?:[次組戶隊座件隻名人位員站線區場校所院館處點艘輛]|標準)?)(?=$|[，。；、()\s/]|以[上下內])"
)
_NO_UNIT: Final = re.compile(
    r"[的之及與和或並且於在由為是達至到將已未不共計應可較比占佔其此該各每另均皆都以等間餘多者後前內外上下起止則且而來去有無被把向成所讓使令請須需要能會後惟即含略高低增減升降強弱]"
)
_VALUE_WORDS: Final = re.compile(
    r"(?:[為達至到約逾計共於近是=≈:：過率值數比度量額積均命重準差分超滿增減長占佔破僅餘剩>≥<≤≧≦]|係數|累計|以上|標準|濃度|人數|收入|產值|目標值?|平均|水準|成果|實績|實際|規模|降低|提升|提高|減少|增加|新增|成長|維持|控制|下降|上升|改善|節省|完成|突破|低於|高於|僅有|共有)(?:\([^()]{1,12}\))?[\s:：]*$"
)
_LABELS_BEFORE: Final = re.compile(
    r"(?:[表圖註]|附件|說明|公式|步驟|版本|編號|情境|方案|階段|指標|(?<![年度率值量之總])目標)$"
)
_NOUN_UNIT: Final = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{1,6}?)(?:總?數量?|總數)?(?:[為達約計共至到是:：=]|合計|累計|不超過|降至|降低至|增至|提升至|減少至|減為|增為|目標值?|實績值?)*$"
)
_COUNT_NOUN: Final = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{1,4})(?P<number>數|次)(?:總計)?(?:[為達約計共至到是:：=\s僅近逾有]|合計|累計|新增|不超過|不低於|降至|降低至|增至|提升至|提高至|減少至|增加至|減為|增為|目標值?|實績值?)*$"
)
_HEADER_UNIT: Final = re.compile(
    r"\((?:單位[:：]?)?(?P<scale>[十百千萬億]*)(?P<unit>[^()\d]{1,8})\)[:：\s]*(?:[為達約計共至到是]|降至|增至)*$"
)
# 千人率為 0.022，低於 2023 年 0.026: the comparison is per mille too.
_PER_MILLE: Final = re.compile(
    r"(?:千人率|千分率|千分比)(?:[^，。；;\d()%]{0,10}|[\d.，年度低高於優較比惟預期目標為降至以上下略微增的之約僅]{0,28})$"
)
_YEAR_LIKE: Final = re.compile(r"(?:19|20)\d{2}")
_FRACTION: Final = re.compile(r"\d+/\d|[\d一二三四五六七八九十百兩]+分之")
_FRACTION_AFTER: Final = re.compile(r"以[上下]|[的之強弱，。；、,;)]|左右|$")
_SCALES: Final = {"十": 10, "百": 100, "千": 1000, "萬": 10**4, "億": 10**8}
_TIME_LIMIT_AFTER: Final = re.compile(
    r"以?[內前後]|之[內前後]|起|一次|期間|期(?!望)|計畫|中|來|間|有效|的|之"
)
_TIME_LIMIT_BEFORE: Final = re.compile(
    r"(?:未來|過去|最近|近|前|每|滿|連續|為期|逾期|隔|後|第|往後|屆滿|期限)$"
)
_TIME_AS_VALUE: Final = re.compile(
    r"(?:縮短|延長|減少|增加|節省|平均|壽命|餘命|年限|年資|[年月天日時]數|時間|時長)(?:縮短|延長)?[為至達到約了近逾計共]*(?:每[\u4e00-\u9fff]{1,2})?$"
)
_AGE: Final = re.compile(r"(?:餘命|壽命|年齡|歲數)[\u4e00-\u9fff]{0,6}$")
_CHINESE_COUNTS: Final = frozenset(
    "件 場 場次 人 人次 名 位 項 案 家 座 處 所 艘 輛 筆 條 幅 棟 個 種 類 部 套 組 篇 本 冊 戶 公頃 公里 公尺 公噸 噸 元 倍 % 百分點 個百分點 小時 校 班 梯次 株 隻 頭 台 臺 站 棵 架 間 度 萬元 美元 億元 公斤 張 支 則 檔 縣市 國 部會 款 縣 輪 趟 隊 團 席 床 平方公里 公升 坪".split()
)
_DOING: Final = re.compile(
    r"(?:辦理|舉辦|完成|召開|新增|設置|建置|成立|補助|共|計|達|至少|建立|出版|發表|訂定|推動|辦|增加|減少|累計|協助|輔導|執行|簽署|核定|興建|開發|培訓|出席|參加|參與|提供|發布|公告|選出|有|為|逾|約|近|超過)(?:了|有)?$"
)
_IDIOM_BEFORE: Final = re.compile(
    r"[第之其唯周週期禮拜初十百千萬統劃單專歸不進同逐萬任某這那哪另每上下前後又再首又]$"
)
_SINGLE_EXCLUDED: Final = frozenset(
    {"度", "部", "位", "名", "頭", "組", "國", "班", "團", "元", "本"}
)
_ONE_DIGIT: Final = 10


def find_unit(bare: str, start: int, number: NumberReading) -> tuple[str | None, int, bool]:
    """Find the unit after a number: its name, where it ends, and whether there was none."""
    if number.unit:
        return number.unit, number.end, False
    skipped = _SKIPPED.match(bare, number.end) or _TOLERANCE.match(bare, number.end)
    position = skipped.end() if skipped else number.end
    reading = read_unit(bare, position)
    if reading is None:
        return _find_other_unit(bare, start, number)
    reading = _prefer_visits(bare, reading)
    unit = _foreign_money(bare, start, reading.name)
    return unit, reading.end, False


def _find_other_unit(bare: str, start: int, number: NumberReading) -> tuple[str | None, int, bool]:
    prefix = bare[max(0, start - _WINDOW) : start]
    for pattern, unit in _PREFIX_UNITS:
        if pattern.search(prefix):
            return unit, number.end, False
    visits = _VISITS.match(bare, number.end) if number.scale > 1 else None
    if visits and not _VISIT_STOP.search(visits[0]):
        return visits["unit"], visits.end(), False
    unknown = _UNKNOWN_UNIT.match(bare, number.end)
    if unknown and not _NO_UNIT.search(unknown["word"]) and not LABEL_NOUNS.match(bare, number.end):
        return unknown["word"], unknown.end(), False
    return None, number.end, True


def _prefer_visits(bare: str, reading: UnitReading) -> UnitReading:
    if reading.name != "人":
        return reading
    match = re.compile(r"[之的][\u4e00-\u9fff]{0,4}?人次").match(bare, reading.end)
    return UnitReading("人次", reading.end) if match else reading


def _foreign_money(bare: str, start: int, unit: str) -> str:
    """美金 3 億元 is printed in 元 but means dollars."""
    if unit not in _MONEY_AFTER:
        return unit
    prefix = bare[max(0, start - _WINDOW) : start]
    return next((name for pattern, name in _PREFIX_UNITS if pattern.search(prefix)), unit)


def is_amount(
    bare: str, number: NumberReading, start: int, end: int, unit: str | None, *, is_bare: bool
) -> bool:
    """Tell an amount from a label, an age, a time limit or a word that holds a numeral."""
    before = bare[max(0, start - _WINDOW) : start]
    if LABEL_NOUNS.match(bare, number.end) and unit not in {"年", "月"}:
        return False
    if number.is_chinese and not _is_chinese_amount(bare, number, before, start, end, unit):
        return False
    if is_bare:
        return _is_bare_amount(bare, number, before, start, end)
    if unit == "歲":
        return _AGE.search(before) is not None
    return unit not in TIME_UNITS or _is_duration_value(bare, number, before, end, unit)


def _is_duration_value(
    bare: str, number: NumberReading, before: str, end: int, unit: str | None
) -> bool:
    """Hours are amounts unless they are a limit; years and months only where a length is stated."""
    if _TIME_AS_VALUE.search(before):
        return True
    if _TIME_LIMIT_BEFORE.search(before):
        return False
    if unit in {
        "年",
        "個月",
        "月",
        "週",
        "季",
        "學年",
        "學期",
        "日",
        "個半月",
        "旬",
        "刻鐘",
        "夜",
        "晚",
        "星期",
        "個星期",
        "個學期",
    }:
        return number.step < 1 and unit == "年"
    return _TIME_LIMIT_AFTER.match(bare, end) is None


def _is_chinese_amount(  # noqa: PLR0913 - what a numeral in running text is judged by
    bare: str, number: NumberReading, before: str, start: int, end: int, unit: str | None
) -> bool:
    if unit is None or _IDIOM_BEFORE.search(before):
        return False
    if (unit.split("/")[0]) not in _CHINESE_COUNTS or bare[start:end].startswith(
        ("十分", "百分", "千分")
    ):
        return False
    if number.value == 1:
        return _DOING.search(before) is not None or unit == "倍"
    return (
        number.value >= _ONE_DIGIT
        or unit not in _SINGLE_EXCLUDED
        or _DOING.search(before) is not None
    )


def _is_bare_amount(bare: str, number: NumberReading, before: str, start: int, end: int) -> bool:
    """A number without a unit counts if a word of measuring leads to it and nothing follows it."""
    following = bare[end : end + 1]
    if number.scale > 1:
        return True
    if _YEAR_LIKE.fullmatch(bare, start, end) and not _VALUE_WORDS.search(before[-1:]):
        return False
    if _FRACTION.match(bare, start) and _FRACTION_AFTER.match(bare, end):
        return True
    is_decimal = number.step < 1
    if _LABELS_BEFORE.search(before) and not (is_decimal and before.endswith("目標")):
        return False
    if (
        following
        and following not in "，。；、,;()）」』\n ="
        and not bare.startswith(
            (
                "以上",
                "以下",
                "以內",
                "左右",
                "的",
                "之",
                "間",
                "未達",
                "較",
                "為",
                "者",
                "與",
                "及",
                "和",
                "至",
                "惟",
                "且",
                "累計",
                "合計",
                "共計",
            ),
            end,
        )
    ):
        return False
    if is_decimal and before.endswith(("年", "年度", "目標")):
        return True
    if _VALUE_WORDS.search(before) or _HEADER_UNIT.search(before) or _PER_MILLE.search(before):
        return True
    is_alone = (
        start == 0
        or (start > 0 and bare[start - 1] in " (")
        and not re.search(r"[A-Za-z] $", before)
    )
    return is_alone and (number.step < 1 or start == 0 or bool(re.search(r"\d $", before)))


def resolve_unit(bare: str, start: int, chained: str | None) -> tuple[str | None, Decimal]:
    """Take the unit of a bare number from the words before it: 站次為 26, 產值(億元) 806.3."""
    before = bare[max(0, start - _WINDOW) : start]
    header = _HEADER_UNIT.search(before)
    if header and read_plain_unit(header["unit"], 0):
        scale = Decimal(1)
        for character in header["scale"]:
            scale *= _SCALES[character]
        reading = read_unit(header["unit"], 0)
        return (reading.name if reading else None), scale
    if _PER_MILLE.search(before):
        return "‰", Decimal(1)
    noun = _COUNT_NOUN.search(before)
    if noun:
        return _unit_of_noun(noun["noun"], noun["number"]), Decimal(1)
    return chained, Decimal(1)


def _unit_of_noun(noun: str, number: str) -> str | None:
    """The measure word that ends a noun: 嚴重污染站次 is counted in 站次, 拓點數 in 點."""
    words = (noun + number if number == "次" else noun)[-3:]
    for begin in range(len(words)):
        if words[begin:] in UNITS and words[begin:] != "次" * (number == "數"):
            return words[begin:]
    return None
