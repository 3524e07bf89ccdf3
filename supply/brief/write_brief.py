"""The brief: sentence, scorecard, misses with the ministry's words, promises, doubts, and how it was counted."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import duckdb
from docx.document import Document as DocumentObject
from docx.shared import Cm

from supply.brief.brief_rows import BriefRows, read_brief_rows
from supply.brief.brief_styles import (
    CAPTION,
    CELL,
    FACTS,
    LEAD,
    MISS,
    NOTE,
    NOTICE,
    NUMBER,
    PICTURE,
    QUOTE,
    add_row,
    add_table,
    new_document,
    write_head_and_foot,
)
from supply.brief.quote_sentences import quote_sentences
from supply.edition_facts import EditionFacts, read_edition_facts, tell_terms
from supply.files.cell_text import cell_text
from supply.headline import tell_headline
from supply.row_picture import RowPicture
from supply.site.write_values import per_cent
from supply.terminal.render_table import header
from warehouse.folder.published import Row
from warehouse.say import in_clauses, in_reader_language, listed_issuers, name_value, tell

FILE_NAME = "tsdg.docx"
_Pictures = dict[tuple[str, str], list[RowPicture]]
# Four pages hold so much: of the worst a picture, of others words, of the rest a line.
_PICTURED, _QUOTED, _LISTED, _PROMISES, _DOUBTS, _NAMED = 4, 8, 14, 10, 8, 4
_QUOTE_ROOM = 120
_PICTURE_WIDTH, _PICTURE_HEIGHT = 13.0, 6.0
# A taller picture could not be read at that height.
_TALLEST = 1.2
_DATE = (1980, 1, 1, 0, 0, 0)


def write_brief(
    connection: duckdb.DuckDBPyConnection, folder: Path, pictures: _Pictures | None = None
) -> list[Path]:
    """Write `tsdg.docx` of the newest edition, in the reader's language.

    Args:
        connection: the published warehouse.
        folder: where to.
        pictures: of printed rows, by report_id and indicator_code.

    Returns:
        The file.

    Raises:
        OSError: the file cannot be written.
    """
    facts = read_edition_facts(connection)
    brief = _Brief(facts, pictures or {})
    brief.write(tell_headline(connection, facts.held, facts.year), read_brief_rows(connection, facts.year))  # fmt: skip
    path = folder / FILE_NAME
    path.write_bytes(_as_bytes(brief.document))
    return [path]


class _Brief:
    """Writes section below section."""

    def __init__(self, facts: EditionFacts, pictures: _Pictures) -> None:
        self._facts, self._pictures = facts, pictures
        self._has_issuers = len(facts.held.current_of(facts.year)) > 1
        self.document: DocumentObject = new_document()

    def write(self, headline: str, rows: BriefRows) -> None:
        """Write all of it."""
        facts, document = self._facts, self.document
        document.core_properties.title = cell_text(tell("brief-title", year=facts.year))
        document.core_properties.author = facts.program
        document.core_properties.created = document.core_properties.modified = facts.published
        write_head_and_foot(document, cell_text(facts.title()), tell("brief-foot", as_of=facts.as_of))  # fmt: skip
        self._say(tell("brief-title", year=facts.year), "Title")
        self._say(tell("brief-of", issuers=facts.issuers(), as_of=facts.as_of), "Subtitle")
        if facts.held.samples_of(facts.year):
            self._say(tell("book-sample-is"), NOTICE)
        self._say(headline, LEAD)
        self._write_scores(rows)
        self._write_missed(rows.missed)
        self._write_pending(rows.pending)
        self._write_doubts(rows.doubts)
        self._write_method()

    def _say(self, text: str, style: str) -> None:
        self.document.add_paragraph(cell_text(text), style=style)

    def _head(self, name: str, count: int | None = None) -> None:
        self._say(tell(name) if count is None else tell(name, count=count), "Heading 1")

    def _write_scores(self, rows: BriefRows) -> None:
        self._head("brief-scores")
        table = add_table(self.document, [6.7, 1.9, 1.6, 1.6, 1.7, 1.5, 1.6], has_total=True)
        counts = ("indicators", "attained", "missed", "pending")
        names = [*map(header, ("goal", *counts)), tell("brief-others"), header("rate")]
        styles = [CELL, *[NUMBER] * 6]
        add_row(table, names, styles, is_header=True)
        for row in rows.scores:
            name = in_reader_language(row, "goal_name") or row["goal_name_zh"] or ""
            add_row(table, [cell_text(f"{row['goal_no']} {name}"), *_counts(row)], styles)
        add_row(table, [tell("edition-all"), *_counts(rows.total)], styles)

    def _write_missed(self, missed: Sequence[Row]) -> None:
        self._head("brief-missed", len(missed))
        for number, row in enumerate(missed[:_QUOTED]):
            self._write_miss(row, with_picture=number < _PICTURED)
        rest = missed[_QUOTED:]
        if rest:
            table = add_table(self.document, [1.5, 5.0, 3.4, 2.7, 2.4, 1.6])
            names = ("code", "indicator", "agencies", "target", "actual", "reached")
            styles = [CELL, CELL, CELL, NUMBER, NUMBER, NUMBER]
            add_row(table, list(map(header, names)), styles, is_header=True)
            for row in rest[:_LISTED]:
                add_row(table, self._miss_cells(row), styles)
        self._say_rest(len(rest) - _LISTED)

    def _write_miss(self, row: Row, *, with_picture: bool) -> None:
        twins = tell("brief-twins", codes=row["twin_codes_text"]) if row["twin_codes_text"] else ""
        self._say(f"{row['indicator_code']} {row['indicator_name']}{twins}", MISS)
        facts = [tell("brief-agency", agencies=self._agencies(row))]
        label = row["measure_label"]
        if label and label != row["indicator_name"]:
            facts.append(label)
        facts.append(
            tell(
                "brief-numbers",
                target=row["target_shown"] or "–",
                actual=row["actual_shown"] or "–",
                gap=row["gap_shown"] or "–",
                reached=per_cent(row["attainment_pct"]) or "–",
            )
        )
        if row["n_missed_in_a_row"] > 1:
            facts.append(tell("brief-in-a-row", count=row["n_missed_in_a_row"]))
        self._say(in_clauses(facts), FACTS)
        reason = row["reason_text"]
        quoted = tell("brief-reason", words=quote_sentences(reason, _QUOTE_ROOM)) if reason else tell("brief-no-reason")  # fmt: skip
        self._say(quoted, QUOTE)
        drawn = self._draw(row) if with_picture else False
        source = tell("brief-source", page=row["page"], file_name=row["file_name"])
        self._say(f"{tell('brief-picture')}{source}" if drawn else source, CAPTION)

    def _draw(self, row: Row) -> bool:
        """Place the pictures of the printed row, if there are any that can be read."""
        pictures = self._pictures.get((row["report_id"], row["indicator_code"]), [])
        height = sum(picture.height for picture in pictures)
        if not pictures or height > _TALLEST * pictures[0].width:
            return False
        widest = max(picture.width for picture in pictures)
        scale = min(_PICTURE_WIDTH / widest, _PICTURE_HEIGHT / height)
        for picture in pictures:
            paragraph = self.document.add_paragraph(style=PICTURE)
            shape = paragraph.add_run().add_picture(str(picture.path), width=Cm(picture.width * scale))  # fmt: skip
            described = tell("brief-picture-of", code=row["indicator_code"], page=picture.page)
            shape._inline.docPr.set("descr", described)  # noqa: SLF001 - the library has no call for it
        return True

    def _agencies(self, row: Row) -> str:
        """Who is responsible; of several issuers also whose report says so, where that is another."""
        agencies, issuer = row["agencies_text"] or "", row["issuer_shown"]
        if not self._has_issuers or agencies == issuer:
            return agencies
        return tell("brief-whose", agencies=agencies, issuer=issuer)

    def _miss_cells(self, row: Row) -> list[str]:
        agencies = self._agencies(row)
        cells = (row["indicator_code"], row["indicator_name"], agencies, row["target_shown"], row["actual_shown"])  # fmt: skip
        return [*(cell_text(cell or "") for cell in cells), per_cent(row["attainment_pct"])]

    def _write_pending(self, pending: Sequence[Row]) -> None:
        self._head("brief-pending", len(pending))
        if not pending:
            self._say(tell("book-nothing"), NOTE)
            return
        table = add_table(self.document, [1.3, 1.5, 6.3, 2.8, 2.3, 2.4])
        styles = [CELL] * 6
        names = ("year", "code", "measure", "agencies", "promised by", "state")
        add_row(table, list(map(header, names)), styles, is_header=True)
        for row in pending[:_PROMISES]:
            due = row["release_due"] or tell("edition-no-day")
            label = row["measure_label"] or row["indicator_name"]
            cells = (row["report_year"], row["indicator_code"], label, row["agencies_text"], due)
            state = name_value("release_state", row["release_state"])
            add_row(table, [*(cell_text(str(cell or "")) for cell in cells), state], styles)
        self._say_rest(len(pending) - _PROMISES)

    def _write_doubts(self, doubts: Sequence[Row]) -> None:
        self._head("brief-doubts", len(doubts))
        if not doubts:
            self._say(tell("book-nothing"), NOTE)
            return
        table = add_table(self.document, [1.6, 13.4, 1.6])
        styles = [CELL, CELL, NUMBER]
        add_row(table, list(map(header, ("code", "finding", "page"))), styles, is_header=True)
        for row in doubts[:_DOUBTS]:
            message = in_reader_language(row, "message")
            if self._has_issuers and row["issuer_shown"]:
                message = tell("brief-doubt-of", issuer=row["issuer_shown"], message=message)
            cells = (row["indicator_code"] or "", message, str(row["page"] or ""))
            add_row(table, [cell_text(cell) for cell in cells], styles)
        self._say_rest(len(doubts) - _DOUBTS)

    def _say_rest(self, count: int) -> None:
        if count > 0:
            self._say(tell("brief-more", count=count), NOTE)

    def _write_method(self) -> None:
        self._head("brief-method")
        for word, meaning in (
            ("book-verdict", "brief-verdict-is"),
            ("book-reached", "book-reached-is"),
            ("book-rate", "book-rate-is"),
        ):
            self._say(tell("brief-word", word=tell(word), meaning=tell(meaning)), NOTE)
        self._name_documents(self._facts.held.current_of(self._facts.year))
        self._say(tell_terms(), NOTE)
        self._say(self._facts.citation(), NOTE)

    def _name_documents(self, documents: Sequence[Row]) -> None:
        if len(documents) > _NAMED:
            issuers = listed_issuers(row["issuer_shown"] for row in documents)
            self._say(tell("brief-documents", count=len(documents), issuers=issuers), NOTE)
            return
        for row in documents:
            title = row["title"] or row["file_name"]
            named = tell("brief-document", issuer=row["issuer_shown"], title=title, file_name=row["file_name"])  # fmt: skip
            self._say(named, NOTE)


def _counts(row: Row) -> list[str]:
    others = row["n_no_target"] + row["n_qualitative"] + row["n_unjudged"]
    counts = (row["n_indicators"], row["n_attained"], row["n_not_attained"], row["n_pending"], others)  # fmt: skip
    rate = row["attainment_rate_pct"]
    return [*(str(count) if count else "" for count in counts), per_cent(rate) if rate is not None else ""]  # fmt: skip


def _as_bytes(document: DocumentObject) -> bytes:
    """The same brief is the same bytes: its parts bear no time."""
    saved, content = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as made, ZipFile(content, "w", ZIP_DEFLATED) as package:
        for name in made.namelist():
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, made.read(name))
    return content.getvalue()
