"""The four sheets that people read, read back by another library: the values of the views, whole, linked, on paper."""

import base64
import math
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest

from supply.row_picture import RowPicture
from supply.workbook.workbook_formats import display_width
from supply.workbook.write_workbook import write_workbook
from tests.english_sentences import english_sentences
from warehouse.folder.published import open_published

SHEETS = ["總表", "未達標", "待公布", "疑點"]
WAREHOUSES = ["sample_warehouse", "published_history", "several_issuers"]
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory):
    """By warehouse: its workbook for readers of Chinese, with a picture of every printed row."""
    folder = tmp_path_factory.mktemp("chinese")
    (folder / "row.png").write_bytes(base64.b64decode(PICTURE))
    books = {}

    def open_book(name):
        if name not in books:
            with open_published(request.getfixturevalue(name)) as connection:
                rows = connection.execute("select report_id, indicator_code from marts.indicator_result").fetchall()  # fmt: skip
                pictures = {tuple(row): [RowPicture(folder / "row.png", 1, 1, 1)] for row in rows}
                with pytest.MonkeyPatch.context() as patch:
                    patch.setenv("TSDG_LANG", "zh")
                    (path,) = write_workbook(connection, folder, pictures)
            books[name] = openpyxl.load_workbook(path)
        return books[name]

    return open_book


def column_of(sheet, name):
    place = [cell.value for cell in sheet[1]].index(name)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def plain(value):
    value = {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        return value.date()
    return float(f"{value:.14g}") if type(value) is float else value


@pytest.mark.parametrize("name", WAREHOUSES)
def test_each_holds_what_its_view_says(name, opened, request):
    book = opened(name)
    assert book.sheetnames == ["封面", *SHEETS, "原文圖片"]
    with open_published(request.getfixturevalue(name)) as connection:
        for title in SHEETS:
            header, *rows = book[title].iter_rows(values_only=True)
            cursor = connection.execute(f'select * from zh."{title}"')
            assert set(header) == {column[0] for column in cursor.description}
            names = ", ".join(f'"{column}"' for column in header)
            wanted = connection.execute(f'select {names} from zh."{title}"').fetchall()
            if not wanted:
                rows = [row for row in rows if row[0] != "無"]
            assert [tuple(map(plain, row)) for row in rows] == [tuple(map(plain, row)) for row in wanted]  # fmt: skip


def test_numbers_and_days_are_such_and_no_cell_runs(opened):
    book = opened("sample_warehouse")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    reached = [cell for cell in column_of(book["未達標"], "達成率") if cell.value is not None]
    assert {cell.number_format for cell in reached} == {'#,##0.00"%"'}
    assert [cell.value for cell in reached] == sorted(cell.value for cell in reached)
    due = [c for c in column_of(book["待公布"], "預計公布日") if c.value]
    assert all(cell.is_date and isinstance(cell.value, date) for cell in due)
    assert {cell.data_type for cell in column_of(book["總表"], "指標代碼")} == {"s"}


def shown_texts(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield cell.value
                if cell.comment:
                    yield cell.comment.text
        yield from (sheet.oddHeader.left.text or "", sheet.oddFooter.right.text or "")


@pytest.mark.parametrize("name", WAREHOUSES)
def test_a_reader_of_chinese_meets_no_english_sentence(name, opened):
    commands = "tsdg export DIR --full"
    texts = [text.replace(commands, "") for text in shown_texts(opened(name))]
    assert len(texts) > 300
    assert [text for text in texts if english_sentences(text)] == []


def test_a_reader_of_english_finds_both_languages(sample_warehouse, tmp_path):
    with open_published(sample_warehouse) as connection:
        (path,) = write_workbook(connection, tmp_path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["封面 Cover", *SHEETS]
    headers = [cell.value for sheet in book.worksheets[1:] for cell in sheet[1]]
    assert [title for title in headers if "\n" not in title] == []
    assert "判定\nverdict" in headers
    sentence = book.worksheets[0]["A2"].value.splitlines()
    assert sentence[0].startswith("2024 年：已判定 42 項指標")
    assert sentence[1].startswith("2024: 33 of 42 judged indicators attained")


def widths_of(sheet):
    """Neighbours of one width are read back as one entry."""
    entries = sheet.column_dimensions.values()
    return {number: entry.width for entry in entries for number in range(entry.min, entry.max + 1)}


@pytest.mark.parametrize("name", WAREHOUSES)
def test_nothing_is_cut(name, opened):
    for title in SHEETS:
        sheet = opened(name)[title]
        widths = widths_of(sheet)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            for cell in row:
                if isinstance(cell.value, str):
                    width = widths[cell.column]
                    lines = sum(max(math.ceil(display_width(part) / (width - 1)), 1) for part in cell.value.split("\n"))  # fmt: skip
                    assert sheet.row_dimensions[number].height >= 14 * lines, cell.value


def printed(sheet):
    last = sheet.print_area.split(":")[1].split("$")[1]
    return [cell.value for cell in sheet[1][: openpyxl.utils.column_index_from_string(last)]]


@pytest.mark.parametrize("name", WAREHOUSES)
def test_on_paper_it_is_a4_across_and_can_be_read(name, opened):
    for title in SHEETS:
        sheet = opened(name)[title]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)  # fmt: skip
        assert sheet.print_title_rows == "$1:$1"
        assert "2024" in sheet.oddHeader.left.text
        widths = widths_of(sheet)
        pixels = sum(7 * widths[number] for number in range(1, len(printed(sheet)) + 1))
        assert pixels * 0.58 < 1_020, title
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
    assert {"落差", "落後原因", "因應對策"} <= set(printed(opened(name)["未達標"]))


def test_whose_a_row_is_stands_on_paper_where_it_must_be_told(opened):
    told = {name: "發布機關" in printed(opened(name)["總表"]) for name in WAREHOUSES}
    assert told == {"sample_warehouse": True, "published_history": False, "several_issuers": True}
    assert "（樣本）" in opened("sample_warehouse")["總表"].oddHeader.left.text


def test_words_are_coloured(opened):
    rules = Counter(
        rule.formula[0]
        for title in SHEETS
        for area in opened("sample_warehouse")[title].conditional_formatting
        for rule in area.rules
    )
    assert {'"達標"', '"未達標"', '"待公布"', '"警示"', '"逾期"', '"存疑"'} <= set(rules)


def follow(book, cell):
    name, place = cell.hyperlink.location.rsplit("!A", 1)
    return book[name.strip("'")], int(place)


def test_codes_lead_to_their_row_and_pages_to_their_picture(opened):
    book = opened("several_issuers")
    followed = 0
    for title in ("未達標", "待公布", "疑點"):
        sheet = book[title]
        for number, cell in enumerate(column_of(sheet, "指標代碼"), start=2):
            if cell.hyperlink:
                target, place = follow(book, cell)
                assert target.title == "總表"
                for name in ("指標代碼", "發布機關", "年度"):
                    assert column_of(target, name)[place - 2].value == column_of(sheet, name)[number - 2].value  # fmt: skip
                followed += 1
    assert followed > 5
    sheet = book["總表"]
    for code, issuer, page in zip(*(column_of(sheet, n) for n in ("指標代碼", "發布機關", "頁次")), strict=True):  # fmt: skip
        target, place = follow(book, page)
        caption = target.cell(place, 1).value
        assert caption.startswith(f"{code.value} ")
        assert f"（{issuer.value}）" in caption
    doubted = [cell for cell in column_of(sheet, "指標代碼") if cell.hyperlink]
    assert doubted
    assert {follow(book, cell)[0].title for cell in doubted} == {"疑點"}


def test_the_cover_says_how_to_cite_and_where_to_find_the_other_tables(opened):
    cover = {row[0]: row[1] for row in opened("published_history")["封面"].iter_rows(values_only=True)}  # fmt: skip
    assert cover["年度"] == "四張中文工作表為 2024 年；收錄年度 2019、2020、2021、2022、2023、2024"
    assert cover["引用方式"].startswith("《臺灣永續發展目標追蹤：2019–2024 年各部會報告")
    assert "--full" in cover["其他資料表"]
    assert "MIT" in cover["授權"]
