"""Tells the report's table from any other by its header words, and reads year, title and date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transforms.normalize_text import drop_typesetting_spaces, join_lines, normalize_text
from transforms.report.plain_code import plain_code

ROC_EPOCH = 1911
# A header is a few words; a row of content that mentions 指標 is a sentence.
_LONGEST_HEADER = 24
# In two languages, with line breaks.
_LONGEST_PRINTED = 120
_FEW_COLUMNS = 3

_GOAL_HEADER = re.compile(r"核心目標|永續(?:發展)?目標|^目標(?:別|項目)?$|^SDGs?$")
_INDICATOR_HEADER = re.compile(r"指標|^(?:關鍵)?KPIs?$")
_RESULT_HEADER = re.compile(r"(?:達成|執行|辦理|推動)(?:情形|情況|成果|結果|狀況)|實際?績效?值")
_ANY_YEAR = r"^(?:民國)?(?:(?:19|20)?\d{2,3}年度?)?"
# Columns of tables that have one for each section of the result cell, or more beside it.
_COLUMN_HEADERS = {
    "target": re.compile(
        rf"{_ANY_YEAR}(?:預期|年度|績效|預定|設定)?目標(?:值|數)?(?:\(.{{1,12}}\))?$"
    ),
    "actual": re.compile(
        rf"{_ANY_YEAR}(?:實績值?|達成值|實際值|實際達成值|實際績效|績效值|完成值|達成數|實際數|達成情形|執行情形|達成情況)(?:\(.{{1,12}}\))?(?:、.{{2,16}})?$"
    ),
    "reason": re.compile(r"(?:落後|未達標|未達成|未達|差異)(?:目標)?(?:之|的)?(?:原因|說明|理由)"),
    "countermeasure": re.compile(
        r"^(?:因應|改善|改進|精進|補救)(?:之|的)?(?:對策|措施|作為|策略|方案|作法|做法)"
    ),
    "agency": re.compile(
        r"^(?:主辦|主政|主管|權責|填報|負責|執行)(?:機關|單位|部會|局處)(?:\(.{1,12}\))?$"
    ),
    "code": re.compile(r"^(?:指標)?(?:編號|代碼|序號碼)$"),
    "unit": re.compile(r"^(?:計量|衡量|量測)?單位$"),
}
# Sentences and codes are content: 永續目標6 | 指標6.1.1：甲 | 目標：5 is no header, however short.
_CONTENT = re.compile(r"[:：。;；](?!$)|\d[.-](?:\d{1,2}|[a-zA-Z])[.-]\d")
# A header in two languages is told by its Chinese words.
_OTHER_LANGUAGE = re.compile(r"[A-Za-z][^\u4e00-\u9fff]*")
_ACTUAL_WORDS = re.compile(r"達成值|完成值|達成數|實際數|績效值")
_YEAR = r"(?:民國)?(?P<year>(?:19|20)\d{2}|\d{2,3})年度?"
_HEADER_YEAR = re.compile(_YEAR)
_TITLE_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2}|1\d{2}(?=年))(?!\d)")
_REPORTED_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2}|\d{2,3}(?=年))年?度?[^\d，。()]{0,8}(?:達成|執行|辦理|推動)(?:情形|情況|成果|結果|狀況)"
)
_PUBLISHED = re.compile(
    r"^[(（]?(?:民國|中華民國|公布日期[:：]?|日期[:：]?)*"
    r"(?P<year>(?:19|20)\d{2}|\d{2,3})(?:[./-]|年)(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?:[./-]|月)(?:[0-3]?\d日?)?)?[)）]?(?:版|更新|修正)?$"
)
_PRINTED_CODE = re.compile(
    r"指標(?:編號|代碼)?[:：]?\*?(?P<code>\d{1,2}[.-](?:\d{1,2}|[a-zA-Z])[.-]\d{1,2}(?:-\d{1,2})?)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the report's table: what stands in which column, its words, and its rows."""

    roles: dict[int, str]
    cells: list[str]
    height: int = 1


def recognize_columns(header_cells: Sequence[str | None]) -> dict[int, str] | None:
    """Map cell positions to what stands below them if this row is the table's header.

    The result is one column, or one for target and one for actual with more beside them. Other columns
    may stand between; they are not mapped. Returns None for any other row.
    """
    short = [cell for cell in header_cells if cell and not _CONTENT.search(cell)]
    if len(short) < _FEW_COLUMNS or any(
        len(cell or "") > _LONGEST_PRINTED for cell in header_cells
    ):
        return None
    texts = [_header_words(cell) for cell in header_cells]
    roles = _map_sections(texts)
    if roles:
        return roles
    roles = {}
    results = [position for position, text in enumerate(texts) if _header_role(text) == "result"]
    latest = _latest(texts, results)
    for position, text in enumerate(texts):
        role = _header_role(text)
        if role and role not in roles.values() and (role != "result" or position == latest):
            roles[position] = role
    if set(roles.values()) != {"goal", "indicator", "result"}:
        return None
    return roles | _map_agencies(texts, roles)


def recognize_header(
    row: Sequence[str | None], below: Sequence[str | None] | None
) -> Header | None:
    """Recognise a header of one row, or of two where the upper cells span the lower ones.

    Args:
        row: the cells of a row.
        below: of the next one, if there is one.
    """
    if below is not None and len(below) == len(row):
        texts = [_header_words(cell) for cell in below]
        joined = [lower or _header_words(upper) for upper, lower in zip(row, texts, strict=True)]
        roles = _map_sections(joined)
        if roles and any(texts) and _map_sections([_header_words(cell) for cell in row]) is None:
            return Header(roles, [cell or "" for cell in (*row, *below)], 2)
    roles = recognize_columns(row)
    return Header(roles, [cell or "" for cell in row]) if roles else None


def _map_sections(texts: Sequence[str]) -> dict[int, str] | None:
    """Columns for target and actual of their own; None where there are not both of one year."""
    named = [
        (position, role) for position, text in enumerate(texts) if (role := _section_role(text))
    ]
    columns = {role: [position for position, other in named if other == role] for _, role in named}
    chosen = _choose_year_columns(texts, columns.get("target", []), columns.get("actual", []))
    if chosen is None:
        return None
    columns["target"], columns["actual"] = ([position] for position in chosen)
    roles = {positions[0]: role for role, positions in columns.items()}
    found = set(roles.values())
    for position, text in enumerate(texts):
        role = _header_role(text)
        if position not in roles and role in {"goal", "indicator"} and role not in found:
            roles[position] = role
            found.add(role)
    return roles if "indicator" in found else None


def _choose_year_columns(
    texts: Sequence[str], targets: list[int], actuals: list[int]
) -> tuple[int, int] | None:
    """The target and the actual of one year, the latest that has an actual; None if that is not sure.

    Tables may show earlier actuals and later targets beside them.
    """
    years = {position: _year_of(texts[position]) for position in (*targets, *actuals)}
    if len(targets) > 1:
        # Of 目標 and 2024年目標值 the first is the goal.
        targets = [position for position in targets if texts[position] != "目標"]
    actual = _latest(texts, actuals)
    if actual is None:
        return None
    fitting = [position for position in targets if years[position] == years[actual]]
    if not fitting:
        fitting = [position for position in targets if None in {years[position], years[actual]}]
    return (fitting[0], actual) if len(fitting) == 1 else None


def _latest(texts: Sequence[str], positions: Sequence[int]) -> int | None:
    """Of columns for several years the one of the latest; None if there is not one alone."""
    years = {position: _year_of(texts[position]) or 0 for position in positions}
    latest = [position for position in positions if years[position] == max(years.values())]
    return latest[0] if len(latest) == 1 else None


def _year_of(text: str) -> int | None:
    match = _HEADER_YEAR.search(text)
    return western_year(match["year"]) if match else None


def _section_role(text: str) -> str | None:
    if not text or len(text) > _LONGEST_HEADER:
        return None
    return next((name for name, words in _COLUMN_HEADERS.items() if words.search(text)), None)


def _map_agencies(texts: Sequence[str], roles: dict[int, str]) -> dict[int, str]:
    return {
        position: "agency"
        for position, text in enumerate(texts)
        if position not in roles and _section_role(text) == "agency"
    }


def has_header_words(page_text: str) -> bool:
    """Tell quickly whether a page can hold the header row at all, before looking for tables."""
    text = re.sub(r"\s+", "", normalize_text(page_text))
    return ("指標" in text or "KPI" in text) and bool(
        _RESULT_HEADER.search(text) or _ACTUAL_WORDS.search(text)
    )


def _header_role(text: str) -> str | None:
    if not text or len(text) > _LONGEST_HEADER or _CONTENT.search(text):
        return None
    if _RESULT_HEADER.search(text):
        return "result"
    if _INDICATOR_HEADER.search(text):
        return "indicator"
    if _GOAL_HEADER.search(text):
        return "goal"
    return None


def read_header_year(header_cells: Sequence[str | None]) -> int | None:
    """Read the report year from the header row, e.g. 2024 年達成情形 or 111年執行情形."""
    texts = [_header_words(cell) for cell in header_cells]
    results = [
        text for text in texts if _RESULT_HEADER.search(text) or _section_role(text) == "actual"
    ]
    targets = [text for text in texts if _section_role(text) == "target"]
    for group in (results, targets):
        years = {year for text in group if (year := _year_of(text))}
        if years:
            return max(years) if group is results or len(years) == 1 else None
    return None


def read_front_matter(lines: Sequence[str]) -> tuple[str | None, date | None, int | None]:
    """Read title, month of publication and report year from the lines above the table.

    The title is what stands before the date; 114.06 is June 2025, as its first day.
    """
    title_lines: list[str] = []
    published: date | None = None
    for line in map(_squeeze, lines):
        if not line:
            continue
        published = read_published_date(line)
        if published:
            break
        title_lines.append(line)
    title = "".join(title_lines) or None
    return title, published, _read_title_year(title or "")


def read_front_note(lines: Sequence[str]) -> str | None:
    """Read what stands between the date and the table: a sample or a draft says there that it is one."""
    squeezed = [line for line in map(_squeeze, lines) if line]
    dates = [index for index, line in enumerate(squeezed) if read_published_date(line)]
    return "\n".join(squeezed[dates[0] + 1 :]) or None if dates else None


def _read_title_year(title: str) -> int | None:
    """The year beside 執行情形; else the only year of the title. Two years and no such words tell none."""
    match = _REPORTED_YEAR.search(title)
    if match:
        return western_year(match["year"])
    years = {western_year(match["year"]) for match in _TITLE_YEAR.finditer(title)}
    return years.pop() if len(years) == 1 else None


def read_published_date(line: str) -> date | None:
    """Read a line that is nothing but a date, such as 114.06, 2025年6月 or 民國114年6月."""
    match = _PUBLISHED.match(_squeeze(line))
    return date(western_year(match["year"]), int(match["month"]), 1) if match else None


def western_year(digits: str) -> int:
    """Turn a printed year into a western one: 112 is 2023."""
    year = int(digits)
    return year if year >= ROC_EPOCH else year + ROC_EPOCH


def find_printed_codes(page_text: str) -> list[str]:
    """Find every indicator code introduced by 指標 that is a heading, in order of appearance.

    Works on the bare character stream of a page, so that it does not depend on the table finder.
    A code inside a same-as note or a sentence is not a heading.
    """
    text = re.sub(r"\s+", "", normalize_text(page_text))
    return [
        plain_code(match["code"])
        for match in _PRINTED_CODE.finditer(text)
        if not re.search(r"(?:同|與|及|、|發展|見|據|該|和|或|,)$", text[: match.start()])
    ]


def _header_words(cell: str | None) -> str:
    """The words of a header cell, without those of another language beside Chinese ones."""
    text = _squeeze(cell or "")
    if _CONTENT.search(text) or _section_role(text) or _header_role(text):
        return text
    return _OTHER_LANGUAGE.sub("", text).rstrip("(/") or text


def _squeeze(text: str) -> str:
    return drop_typesetting_spaces(join_lines(normalize_text(text)))
