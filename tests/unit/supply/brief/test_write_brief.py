"""The brief read back: the counts of the headline, the ministry's words whole, samples told, nothing of a page at random."""

import base64

import pytest
from docx import Document
from docx.oxml.ns import qn

from supply.brief import write_brief as brief
from supply.brief.quote_sentences import quote_sentences
from supply.row_picture import RowPicture
from tests.english_sentences import english_sentences
from warehouse.folder.published import fetch, open_published

PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(data, language="zh", pictures=None):
        monkeypatch.setenv("TSDG_LANG", language)
        with open_published(data) as connection:
            (path,) = brief.write_brief(connection, tmp_path, pictures)
        return Document(path)

    return write


def paragraphs(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def texts(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    return [p.text for p in document.paragraphs] + cells + [section.header.paragraphs[0].text]


def missed(data):
    with open_published(data) as connection:
        return fetch(connection, "select * from missed_target where counts_in_total order by attainment_pct nulls last")  # fmt: skip


def test_it_tells_what_the_edition_came_to_and_every_miss_once(sample_warehouse, written):
    document = written(sample_warehouse)
    assert paragraphs(document, "Brief Lead") == ["2024 年：已判定 42 項指標，達標 33 項（78.6 %）；未達標 9 項，差距最大為 8.9.3；待公布 9 項（樣本）"]  # fmt: skip
    assert paragraphs(document, "Heading 1") == ["各目標成績", "未達標（9 項，達成率低者在前）", "尚待公布的數值（10 個，各年報告所承諾）", "疑點（12 項）", "如何計算"]  # fmt: skip
    told = [text.split()[0] for text in paragraphs(document, "Brief Miss")]
    told += [row.cells[0].text for row in document.tables[1].rows[1:]]
    codes = list(dict.fromkeys(row["indicator_code"] for row in missed(sample_warehouse)))
    assert told == codes
    assert told[0] == "8.9.3"
    assert [cell.text for cell in document.tables[0].rows[-1].cells] == ["合計（同指標計一次）", "59", "33", "9", "9", "8", "78.6 %"]  # fmt: skip


def test_reasons_are_the_ministrys_words(sample_warehouse, written):
    document = written(sample_warehouse)
    reasons = {row["reason_text"] for row in missed(sample_warehouse) if row["reason_text"]}
    quotes = paragraphs(document, "Brief Quote")
    assert quotes[0] == "落後原因：「創新商品研發耗費人力財力，且須兼顧市場供需。」"
    for quote in quotes:
        words = quote.removeprefix("落後原因：「").removesuffix("」").removesuffix("…")
        assert quote == "報告未說明落後原因。" or any("".join(reason.split()).startswith("".join(words.split())) for reason in reasons)  # fmt: skip


@pytest.mark.parametrize(
    ("warehouse", "says"),
    [("sample_warehouse", True), ("several_issuers", True), ("published_history", False)],
)
def test_a_sample_is_called_one_and_chinese_is_chinese(warehouse, says, written, request):
    document = written(request.getfixturevalue(warehouse))
    assert bool(paragraphs(document, "Brief Notice")) is says
    assert ("樣本" in document.sections[0].header.paragraphs[0].text) is says
    quoted = [text.replace("tsdg export DIR", "") for text in texts(document)]
    names = {row.cells[0].text for table in document.tables for row in table.rows}
    assert [t for t in quoted if t not in names and english_sentences(t) and "SYNTHETIC" not in t] == []  # fmt: skip


def test_in_english_it_speaks_english(several_issuers, written):
    document = written(several_issuers, "en")
    assert "How it was counted" in paragraphs(document, "Heading 1")
    assert paragraphs(document, "Brief Lead")[0].startswith("2024: 3 of 6 judged indicators")
    assert any("Responsible: " in text for text in paragraphs(document, "Brief Facts"))


def test_pictures_of_the_worst_have_words_for_who_cannot_see_them(several_issuers, written, tmp_path, monkeypatch):  # fmt: skip
    (tmp_path / "row.png").write_bytes(base64.b64decode(PICTURE))
    with open_published(several_issuers) as connection:
        keys = connection.execute("select report_id, indicator_code from marts.indicator_result").fetchall()  # fmt: skip
    pictures = {tuple(key): [RowPicture(tmp_path / "row.png", 3, 100, 50)] for key in keys}
    monkeypatch.setattr(brief, "_PICTURED", 2)
    document = written(several_issuers, "zh", pictures)
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    first = [text.split()[0] for text in paragraphs(document, "Brief Miss")][:2]
    assert described == [f"報告第 3 頁指標 {code} 該列原文" for code in first]


def test_what_does_not_fit_is_counted(sample_warehouse, written, monkeypatch):
    monkeypatch.setattr(brief, "_QUOTED", 2)
    monkeypatch.setattr(brief, "_LISTED", 3)
    document = written(sample_warehouse)
    assert len(paragraphs(document, "Brief Miss")) == 2
    assert len(document.tables[1].rows) == 4
    assert "另有 4 項，見活頁簿（tsdg export DIR）。" in paragraphs(document, "Brief Note")


def test_text_that_attacks_is_text(hostile_warehouse, written):
    document = written(hostile_warehouse)
    assert paragraphs(document, "Heading 1")
    assert {field.get(qn("w:instr")) for field in document.sections[0].footer._element.iter(qn("w:fldSimple"))} == {"PAGE", "NUMPAGES"}  # fmt: skip
    assert not list(document.element.iter(qn("w:hyperlink"), qn("w:fldSimple"), qn("w:instrText")))


def test_chinese_has_its_fonts_and_headers_are_repeated(sample_warehouse, written):
    document = written(sample_warehouse)
    used = {p.style.name for p in document.paragraphs}
    used |= {p.style.name for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs}  # fmt: skip
    for name in used:
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in {"標楷體", "微軟正黑體"}, name
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_quote_ends_with_a_sentence():
    text = "第一句。第二句很長很長。\n第三句！尾"
    assert quote_sentences(text, 100) == "第一句。第二句很長很長。 第三句！尾"
    assert quote_sentences(text, 6) == "第一句。…"
    assert quote_sentences(text, 1) == "第一句。…"
    assert quote_sentences(text, 13) == "第一句。第二句很長很長。…"
    assert quote_sentences("甲" * 1_000, 10) == "甲" * 400 + "…"
