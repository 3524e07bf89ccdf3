"""The cover of the workbook: what it is, what it came to, where it leads, how to read and cite it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from supply.edition_facts import EditionFacts, tell_terms
from supply.files.cell_text import cell_text
from supply.site.words import LANGUAGES, translator
from supply.workbook.both_languages import each, in_both, languages
from supply.workbook.chinese_sheets import ChineseSheet
from supply.workbook.workbook_formats import Formats, line_count
from supply.workbook.workbook_print import page_footer
from supply.workbook.workbook_sheets import MartSheet
from warehouse.folder.published import Row
from warehouse.language import chosen_language
from warehouse.say import listed_issuers, name_value, tell

_LABEL_WIDTH, _TEXT_WIDTH, _COUNT_WIDTH = 26, 104, 10
_LINE_HEIGHT = 16
_VERDICTS = (
    ("attained", "book-attained-means"),
    ("not_attained", "book-not_attained-means"),
    ("pending", "book-pending-means"),
    ("no_target", "book-no_target-means"),
    ("qualitative", "book-qualitative-means"),
)
_CERTAINTIES = (("status", "undecided", "undecided_means"), ("certainty", "assumed", "assumed_means"))  # fmt: skip
# Label, what it means, and in a workbook of all tables the column that holds it.
_METHOD = (
    ("book-verdict", "book-verdict-is", "status"),
    ("book-reached", "book-reached-is", "attainment_pct"),
    ("book-gap", "book-gap-is", "gap"),
    ("book-rate", "book-rate-is", "attainment_rate_pct"),
    ("book-unit", "book-unit-is", ""),
    ("book-empty", "book-empty-is", ""),
    ("book-links", "book-links-are", ""),
    ("book-print", "book-print-is", ""),
)
_METHOD_OF_ALL = (
    ("book-change", "book-change-is", "_change"),
    ("book-unit", "book-base-unit-is", "unit"),
    ("book-links", "book-links-of-all", ""),
)


def cover_name() -> str:
    """Name of the sheet."""
    return in_both("book-cover", " ")


class _Cover:
    """Writes line below line."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self._sheet, self.formats = sheet, formats
        self._row = 0

    def title(self, text: str, sentence: str) -> None:
        self._sheet.set_row(0, 36)
        self._sheet.write_string(0, 0, text, self.formats.title)
        width = _LABEL_WIDTH + _TEXT_WIDTH + _COUNT_WIDTH
        # Larger letters than those that a column's width counts.
        self._sheet.set_row(1, 22 * line_count(sentence, width / 1.35) + 4)
        self._sheet.merge_range(1, 0, 1, 2, "", self.formats.sentence)
        self._sheet.write_string(1, 0, cell_text(sentence), self.formats.sentence)
        self._row = 2

    def heading(self, text: str, count: str = "") -> None:
        self._sheet.set_row(self._row, 10)
        self._row += 1
        self._sheet.set_row(self._row, 22)
        for column, words in enumerate((text, "", count)):
            self._sheet.write_string(self._row, column, words, self.formats.heading)
        self._row += 1

    def pair(self, label: str, text: str, style: Any = None) -> None:
        """A label and what it means."""
        shown = cell_text(text)
        self._set_height(label, shown)
        self._sheet.write_string(self._row, 0, cell_text(label), style or self.formats.label)
        self._sheet.merge_range(self._row, 1, self._row, 2, "", self.formats.note)
        self._sheet.write_string(self._row, 1, shown, self.formats.note)
        self._row += 1

    def sheet_line(self, name: str, meaning: str, n_rows: int | None) -> None:
        """A sheet with the link that leads there."""
        shown = cell_text(meaning)
        self._set_height("", shown)
        self._sheet.write_url(self._row, 0, f"internal:'{name}'!A1", self.formats.cover_link, name)
        self._sheet.write_string(self._row, 1, shown, self.formats.note)
        if n_rows is not None:
            self._sheet.write_number(self._row, 2, n_rows, self.formats.count)
        self._row += 1

    def group(self, text: str) -> None:
        self._sheet.set_row(self._row, 18)
        for column, words in enumerate((text, "", "")):
            self._sheet.write_string(self._row, column, words, self.formats.group)
        self._row += 1

    def _set_height(self, label: str, text: str) -> None:
        lines = max(line_count(text, _TEXT_WIDTH), line_count(label, _LABEL_WIDTH))
        self._sheet.set_row(self._row, _LINE_HEIGHT * lines + 4)


def write_cover(  # noqa: PLR0913, PLR0917 - all that the workbook holds
    sheet: Any,
    formats: Formats,
    facts: EditionFacts,
    headline: str,
    chinese: list[ChineseSheet],
    marts: list[MartSheet],
    *,
    evidence_name: str | None,
) -> None:
    """Write the cover.

    Args:
        sheet: an empty worksheet.
        formats: of the workbook.
        facts: what it says of the publication.
        headline: the newest edition in one sentence.
        chinese: the four sheets.
        marts: those behind them, in order; none unless all were asked for.
        evidence_name: name of the sheet with pictures of printed rows, if there is one.
    """
    _set_up(sheet, facts)
    cover = _Cover(sheet, formats)
    cover.title(in_both("book-title", " "), headline)
    cover.heading(in_both("book-about", " "))
    for label, text in _about(facts):
        cover.pair(label, text)
    _list_sheets(cover, chinese, marts, evidence_name)
    cover.heading(in_both("book-verdicts", " "))
    _explain_verdicts(cover)
    cover.heading(in_both("book-read", " "))
    for label, meaning, column in (*_METHOD, *(_METHOD_OF_ALL if marts else ())):
        name = in_both(label, " ")
        cover.pair(f"{name}\n{column}" if column and marts else name, in_both(meaning))
    cover.heading(in_both("book-documents", " "))
    for row in sorted(facts.held.rows, key=_newest_first):
        cover.pair(*_document(row))
    cover.heading(in_both("book-terms", " "))
    cover.pair(_data_word("terms"), each(tell_terms))
    cover.pair(_data_word("cite"), each(facts.citation))


def _set_up(sheet: Any, facts: EditionFacts) -> None:
    for column, width in enumerate((_LABEL_WIDTH, _TEXT_WIDTH, _COUNT_WIDTH)):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(page_footer(facts.day()))
    sheet.fit_to_pages(1, 0)


def _about(facts: EditionFacts) -> Iterator[tuple[str, str]]:
    held, year = facts.held, facts.year
    yield in_both("book-what", " "), in_both("book-what-is")
    yield in_both("book-years", " "), _years(facts)
    current = held.current_of(year)
    yield in_both("book-issuers", " "), "；".join(row["issuer_shown"] for row in current)
    missing = held.missing_in(year)
    if missing:
        named = listed_issuers(f"{issuer} ({last})" for issuer, last in sorted(missing.items()))
        yield (
            in_both("book-missing", " "),
            in_both("book-missing-are", issuers=named, year=year),
        )
    if any(row["is_sample"] for row in held.rows):
        yield in_both("book-sample", " "), in_both("book-sample-is")
    yield (
        in_both("book-date", " "),
        in_both(
            "book-date-is",
            as_of=facts.as_of,
            run=facts.run.get("run_no", "–"),
            published=f"{facts.published:%Y-%m-%d %H:%M}",
            today=facts.run.get("today", "–"),
            program=facts.program,
        ),
    )


def _years(facts: EditionFacts) -> str:
    years = facts.held.years
    if len(years) == 1:
        return in_both("book-one-year", " / ", year=years[0]) if len(languages()) == 1 else str(years[0])  # fmt: skip
    named = "、".join(map(str, years))
    return in_both("book-years-are", year=facts.year, years=named)


def _list_sheets(
    cover: _Cover, chinese: list[ChineseSheet], marts: list[MartSheet], evidence_name: str | None
) -> None:
    cover.heading(in_both("book-sheets", " "), in_both("book-rows", " "))
    for member in chinese:
        cover.sheet_line(member.name, _meaning(member), len(member.rows))
    if evidence_name:
        cover.sheet_line(evidence_name, in_both("book-evidence-of"), None)
    if not marts:
        cover.pair(in_both("book-others", " "), in_both("book-others-are"))
    for group, members in groupby(marts, key=lambda member: member.group):
        cover.group(group)
        for mart in members:
            meaning = f"{mart.chinese_name}\n{mart.table.comment or ''}".strip()
            cover.sheet_line(mart.name, meaning, mart.frame.height)


def _meaning(sheet: ChineseSheet) -> str:
    names = {"總表": "book-all-is", "未達標": "book-missed-is", "待公布": "book-pending-is", "疑點": "book-doubts-is"}  # fmt: skip
    return in_both(names[sheet.name])


def _explain_verdicts(cover: _Cover) -> None:
    for word, meaning in _VERDICTS:
        label = each(partial(name_value, "status", word), " ")
        cover.pair(label, in_both(meaning), cover.formats.word(word))
    for section, word, explained in _CERTAINTIES:
        label = each(partial(name_value, section, word), " ")
        text = each(partial(_site_sentence, explained))
        cover.pair(label, text, cover.formats.word(word))


def _site_sentence(name: str) -> str:
    text = _site_word("certainty", name)
    return text[0].upper() + text[1:]


def _site_word(section: str, name: str) -> str:
    """A word of the dashboard in the language of the moment."""
    return translator(LANGUAGES[0 if chosen_language() == "zh" else 1])(section, name)


def _data_word(name: str) -> str:
    return each(lambda: _site_word("data", name), " ")


def _newest_first(row: Row) -> tuple[int, str, int]:
    return -row["report_year"], row["issuer"], -row["vintage_no"]


def _document(row: Row) -> tuple[str, str]:
    """Which document, and what it is: title, file and checksum."""
    label = each(lambda: _name_document(row))
    facts = each(lambda: _describe_document(row))
    title = f"{row['title']}\n" if row["title"] else ""
    return label, f"{title}{facts}\nSHA-256 {row['sha256']}"


def _name_document(row: Row) -> str:
    name = tell("book-document", year=row["report_year"], issuer=row["issuer_shown"])
    vintage = tell("book-document-vintage", vintage=row["vintage_no"]) if row["vintage_no"] > 1 else ""  # fmt: skip
    state = "" if row["is_current"] else tell("book-document-superseded")
    return " ".join(filter(None, (name, vintage))) + state


def _describe_document(row: Row) -> str:
    published = row["published_date"]
    told = tell(
        "book-document-is",
        file_name=row["file_name"],
        pages=row["page_count"],
        indicators=row["n_indicators"],
        measures=row["n_measures"],
    )
    day = tell("book-document-published", month=f"{published:%Y-%m}") if published else ""
    return told + day
