"""How years and dates are printed; ROC years are turned into western ones."""

import re
from typing import Final

from transforms.phrase.words import any_of

_ROC_EPOCH: Final = 1911
YEAR: Final = r"(?:(?:19|20|21)\d{2}|1\d{2}|[6-9]\d)(?!\d)"
ERA: Final = r"(?<![\d.,])(?:民國|西元|公元)?"
# A year as it leads a clause, with month and day.
DATE_WORDS: Final = r"(?:民國)?\d{2,4}學?年度?(?:\d{1,2}月)?(?:\d{1,2}日)?"
# 上(112)年度 and 113(本)年度
TOLD_YEAR: Final = rf"(?<!\d)(?:{any_of('year_told_by_word')}\((?:民國)?\d{{2,4}}\)|\d{{2,4}}\({any_of('year_told_by_word')}\))(?:會計|學)?年度?"
_SPAN: Final = r"(?:[、,及與和~至到-]|以及)"

DATES: Final = re.compile(
    "|".join(
        (
            rf"(?<![\d.,])\d{{2,4}}(?:年度?)?(?:{_SPAN}(?:民國)?\d{{2,4}}(?:年度?)?){{0,6}}(?:會計|學)?年",
            rf"(?<!\d)\d{{1,2}}(?:{_SPAN}\d{{1,2}}){{0,11}}月(?:\d{{1,2}}(?:{_SPAN}\d{{1,2}}){{0,9}}[日號])?",
            TOLD_YEAR,
            r"(?<!\d)[0-3]?\d日?(?=[~至-]\d{1,2}日)|(?<=日[~至-])\d{1,2}(?=日)",
            r"(?<!\d)\d{2,4}([./-])\d{1,2}\1\d{1,2}(?![\d/])",
            r"(?<![\d./,])(?:1[0-2]|[1-9])/(?:[12]\d|3[01]|[1-9])(?=日|前|\(|以前|起|止|公|發|完成|辦|召|更)",
            # 2025.08 公布, (2025/08)
            rf"(?<![\d.,/])20\d{{2}}[./](?:0?[1-9]|1[0-2])(?=月|[底前初]|以前|{any_of('release_of_statistic')})",
            r"(?<=\()20\d{2}[./](?:0[1-9]|1[0-2])(?=\))",
            # 人數比不高於 1:12 is a ratio.
            r"(?<!比)(?<!比[為達約至例])(?<!例[為達約至])(?<![高低]於)(?!1:\d{2}(?!起|開始|分|前|至|[~-]))\d{1,2}:\d{2}(?![\d.])|\d{1,2}時\d{1,2}分",
            r"(?:上午|下午|晚上|凌晨|早上|中午|晚間)\d{1,2}[時點]",
            r"(?<![\d.,])(?:20\d{2}[~-]20\d{2}|(?:9\d|1[0-4]\d)[~-](?:9\d|1[0-4]\d))(?=每年|逐年|[)，。]|$|年|期|計畫|間)",
        )
    )
)


def western_year(digits: str) -> int:
    """Turn a printed year into a western one: 112 is 2023."""
    year = int(digits)
    return year if year > _ROC_EPOCH else year + _ROC_EPOCH
