"""The cover of the workbook: what it holds, of which documents, and how to read it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import duckdb

from supply.files.cell_text import cell_text
from supply.site.words import read_words
from supply.workbook.workbook_formats import Formats, line_count
from supply.workbook.workbook_issuers import HOLDS_SAMPLE_MARK, SAMPLE_MARK, Issuers
from supply.workbook.workbook_sheets import MartSheet
from warehouse.read_frame import read_row

COVER_NAME = "cover 封面"
_LABEL_WIDTH, _CHINESE_WIDTH, _TEXT_WIDTH, _COUNT_WIDTH = 26, 20, 92, 10
_WIDE = _CHINESE_WIDTH + _TEXT_WIDTH + _COUNT_WIDTH
_LINE_HEIGHT = 15
_STATUSES = {
    "attained": "達成：數值符合目標。The number meets the target.",
    "not_attained": "未達成：數值未達目標。The number does not meet it.",
    "pending": "尚待公布：數值於報告時尚未公布，並非零。Not out yet when reported; it is not zero.",
    "no_target": "未訂目標：該年不設目標。The report sets no target for that year.",
    "qualitative": "質性：工作項目，無量化數值。A task without a quantity.",
}
_CERTAINTIES = (("undecided", "undecided_means"), ("assumed", "assumed_means"))
_METHOD = {
    "判定 status": "依印出的數字嚴格比較（95.78 未達 95.8），理由見 status_rule；報告自述見 declared_status，兩者是否一致見 is_consistent。\n"
    "Computed from the printed numbers, strictly; why stands in status_rule, what the report says in declared_status.",
    "達成率 attainment_pct": "越高越好者 100×實績÷目標，越低越好者 100×目標÷實績；不設上限，無數值者留空。\n"
    "100·actual/target where more is better, 100·target/actual where less is better; uncapped, empty without a number.",
    "差距 gap": "依較佳方向計算的不足量，負值表示超前。What is missing in the better direction; negative is a surplus.",
    "單位 unit": "已換算為基本單位（億元→元、萬名→名）；不同單位不可相加。\n"
    "Base units: 億 and 萬 are resolved. Values of different units are never to be added.",
    "達標比率 attainment_rate_pct": "達成÷（達成＋未達成），母數見 n_judged；attainment_of_all_pct 為達成÷全部。同一指標列於兩目標或兩部會報告者，各目標、各部會皆計，總數計一次。\n"
    "attained / (attained + not attained), which is n_judged; _of_all_pct is attained / all. An indicator under two goals, or in two ministries' reports, "
    "counts in each and once in the total.",
    "增減 _change": "僅就兩年報告皆有之 n_common 項指標比較；無可比較者留空。\n"
    "Compares only the n_common indicators that both years hold; empty where there is none.",
    "空白 empty cell": "無此數值，並非零。There is no value; it is not zero.",
    "連結 links": "指標代碼通往達成情形（在 attainment 則通往疑義），report_id 通往文件，頁碼通往報告原文圖片（如有）。重新排序後連結可能指向他列。\n"
    "Codes lead to attainment (there: to its findings), report_id to the document, pages to a picture of the printed row where there is one. "
    "They point to places: after sorting the sheet that they lead to, to other rows.",
}  # fmt: skip
_TRACE = (
    "每一數字附頁碼與原文（page、words、text 各欄）；文件以 SHA-256 識別，報告文字與數字之權利依原報告。各欄說明見欄名註解。\n"
    "Each number bears its page and printed words; a document is identified by its SHA-256. Words and figures are the reports' own, under their terms. "
    "The note at a column's head says what it means. The program tsdg that made this file is under the MIT licence."
)

_MISSING_MEANS = (
    "括號內為最近一次報告之年度；{0} 年合計不含此等部會。"
    "In brackets the year of the last report held; the totals of {0} are without them."
)
_SAMPLE_MEANS = (
    f"標有{SAMPLE_MARK}之數字出自樣本，非部會文件；標有{HOLDS_SAMPLE_MARK}之年度合計中含有樣本。\n"
    f"Figures marked {SAMPLE_MARK} come from a sample, which is no ministry's file; a year marked {HOLDS_SAMPLE_MARK} holds some."
)


class _Cover:
    """Writes line below line."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self._sheet, self.formats = sheet, formats
        self._row = 0

    def title(self, text: str, below: str) -> None:
        self._sheet.set_row(0, 34)
        self._sheet.write_string(0, 0, text, self.formats.title)
        self._sheet.set_row(1, 20)
        self._sheet.write_string(1, 0, below, self.formats.subtitle)
        self._row = 2

    def heading(self, text: str, count: str = "") -> None:
        self._sheet.set_row(self._row, 12)
        self._row += 1
        self._sheet.set_row(self._row, 22)
        for column, words in enumerate((text, "", "", count)):
            self._sheet.write_string(self._row, column, words, self.formats.heading)
        self._row += 1

    def pair(self, label: str, text: str, style: Any = None) -> None:
        """A label and what it means, over the rest of the width."""
        shown = cell_text(text)
        self._sheet.set_row(self._row, _LINE_HEIGHT * line_count(shown, _WIDE) + 4)
        self._sheet.write_string(self._row, 0, label, style or self.formats.label)
        self._sheet.merge_range(self._row, 1, self._row, 3, "", self.formats.note)
        self._sheet.write_string(self._row, 1, shown, self.formats.note)
        self._row += 1

    def group(self, text: str) -> None:
        self._sheet.set_row(self._row, 18)
        for column, words in enumerate((text, "", "", "")):
            self._sheet.write_string(self._row, column, words, self.formats.group)
        self._row += 1

    def sheet_line(self, name: str, chinese: str, meaning: str, n_rows: int | None) -> None:
        """A sheet with the link that leads there."""
        self._sheet.set_row(self._row, _LINE_HEIGHT * line_count(meaning, _TEXT_WIDTH) + 4)
        link = f"internal:'{name}'!A1"
        self._sheet.write_url(self._row, 0, link, self.formats.cover_link, name)
        self._sheet.write_string(self._row, 1, chinese, self.formats.note)
        self._sheet.write_string(self._row, 2, meaning, self.formats.note)
        if n_rows is not None:
            self._sheet.write_number(self._row, 3, n_rows, self.formats.count)
        self._row += 1


def write_cover(  # noqa: PLR0913 - all that the workbook holds
    sheet: Any,
    connection: duckdb.DuckDBPyConnection,
    formats: Formats,
    sheets: list[MartSheet],
    issuers: Issuers,
    *,
    evidence_name: str | None,
) -> None:
    """Write the cover sheet.

    Args:
        sheet: an empty worksheet.
        connection: the published warehouse.
        formats: of the workbook.
        sheets: those that follow, in order.
        issuers: whose documents they come from.
        evidence_name: name of the sheet with pictures of printed rows, if there is one.
    """
    _set_up(sheet)
    cover = _Cover(sheet, formats)
    cover.title("臺灣永續發展目標達成情形 Taiwan SDG attainment", _run_line(connection))
    cover.heading("資料來源 Documents")
    for label, facts in (*_coverage(issuers), *_documents(connection)):
        cover.pair(label, facts)
    cover.heading("狀態 Status")
    for word, meaning in _STATUSES.items():
        cover.pair(word, meaning, formats.word(word))
    for word, meaning in _CERTAINTIES:
        cover.pair(word, _say(word, meaning), formats.word(word))
    cover.heading("如何閱讀 How to read")
    for label, meaning in _METHOD.items():
        cover.pair(label, meaning)
    cover.heading("工作表 Sheets", "列數 rows")
    for group, members in groupby(sheets, key=lambda member: member.group):
        cover.group(group)
        for member in members:
            meaning = cell_text(member.table.comment or "")
            cover.sheet_line(member.name, member.chinese_name, meaning, member.frame.height)
    if evidence_name:
        cover.group("原文 Printed rows")
        cover.sheet_line(evidence_name, "報告原文圖片", "Pictures of the printed rows of the newest edition", None)  # fmt: skip
    cover.heading("出處與授權 Sources and licence")
    cover.pair("查證 Tracing", _TRACE)


def _say(word: str, meaning: str) -> str:
    """A word of certainty as the dashboard explains it, in both languages."""
    words = read_words()
    chinese, english = words["certainty"][meaning]
    section = "certainty" if word in words["certainty"] else "status"
    return f"{words[section][word][0]}：{chinese}{english[0].upper()}{english[1:]}"


def _set_up(sheet: Any) -> None:
    for column, width in enumerate((_LABEL_WIDTH, _CHINESE_WIDTH, _TEXT_WIDTH, _COUNT_WIDTH)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&F&R&P / &N")
    sheet.fit_to_pages(1, 0)


def _run_line(connection: duckdb.DuckDBPyConnection) -> str:
    run = read_row(
        connection,
        "select published_at, as_of_date, program_version from raw.raw_run order by run_no desc limit 1",
    )
    if run is None:
        return ""
    return f"資料產製 published {run[0]:%Y-%m-%d %H:%M} UTC · 基準日 as of {run[1]} · tsdg {run[2]}"


def _coverage(issuers: Issuers) -> Iterator[tuple[str, str]]:
    """What a reader of the newest figures must know first: whose they are, whose are missing, what is a sample."""
    if issuers.are_several:
        year = issuers.newest[0].year
        yield f"{year} 涵蓋部會 covers", "；".join(d.issuer_shown for d in issuers.newest)
        if issuers.missing:
            missing = "；".join(f"{gone.issuer} ({gone.last_year})" for gone in issuers.missing)
            yield f"{year} 尚缺 missing", f"{missing}\n{_MISSING_MEANS.format(year)}"
    if any(document.is_sample for document in issuers.current):
        yield f"樣本 sample {SAMPLE_MARK}", _SAMPLE_MEANS


def _documents(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    rows = connection.execute(
        "select report_year, issuer_shown, vintage_no, is_current, title, file_name, published_date, page_count, "
        "n_indicators, n_measures, sha256 "
        "from marts.dim_report order by report_year desc, issuer, vintage_no desc"
    ).fetchall()
    return [(_edition(*row[:4]), _facts(*row[4:])) for row in rows]


def _edition(year: int, issuer: str, vintage: int, is_current: bool) -> str:  # noqa: FBT001 - a field of the row
    state = "現行 current" if is_current else "已更新 superseded"
    return f"{year} · {issuer} · v{vintage} · {state}"


def _facts(  # noqa: PLR0913, PLR0917 - the fields of a row
    title: str | None,
    file_name: str,
    published: date | None,
    n_pages: int,
    n_indicators: int,
    n_measures: int,
    digest: str,
) -> str:
    month = f"發布 published {published:%Y-%m} · " if published else ""
    return (
        f"{title or ''}\n{file_name} · {month}頁數 pages {n_pages} · "
        f"指標 indicators {n_indicators} · 項目 measures {n_measures}\nSHA-256 {digest}"
    )
