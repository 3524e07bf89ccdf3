"""The workbook read back by another library: the marts' values, no formula, nothing lost in silence."""

import base64
import re
import shutil
from collections import Counter
from datetime import datetime

import duckdb
import openpyxl
import polars as pl
import pytest
from PIL import Image

from supply.files.cell_text import CELL_LIMIT, cell_text
from supply.row_picture import RowPicture
from supply.workbook.workbook_print import break_columns
from supply.workbook.workbook_sheets import MartSheet, sort_rows
from supply.workbook.write_workbook import write_workbook
from warehouse.catalog import Column, Table, read_tables
from warehouse.errors import TsdgError
from warehouse.folder.published import open_published
from warehouse.seed_files import seed_files

HOSTILE = {
    "formula": '=HYPERLINK("http://x.invalid")',
    "plus": "+1",
    "at": "@SUM(A1)",
    "tab": "\t=1",
    "address": "http://x.invalid",
    "internal": "internal:'cover'!A1",
    "script": "<script>alert(1)</script>&amp;",
    "escaped": "_x0041_",
    "array": "{=1}",
    "number": "8.10",
    "escape": "\x1b[2J\x00",
    "bidi": "\u202e倒",
    "not a character": "\ufffe\uffff",
    "lines": "a\r\nb\rc",
    "long": "長" * 34_000,
    "beyond the basic plane": "𠀀" * 20_000,
}


CHINESE = ["總表", "未達標", "待公布", "疑點"]


def write(data, folder, **options):
    with open_published(data) as connection:
        (path,) = write_workbook(connection, folder, **({"is_full": True} | options))
    return path


def marts(book):
    """Sheets of marts: behind the cover and the four that people read."""
    return book.worksheets[5:]


def cells(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


@pytest.fixture(scope="module")
def book(sample_warehouse, tmp_path_factory):
    return openpyxl.load_workbook(write(sample_warehouse, tmp_path_factory.mktemp("workbook")))


@pytest.fixture(scope="module")
def many_years(published_history, tmp_path_factory):
    return openpyxl.load_workbook(write(published_history, tmp_path_factory.mktemp("workbook")))


@pytest.fixture(scope="module")
def attacked(sample_warehouse, tmp_path_factory):
    """What the staging never lets through, put straight into a mart."""
    folder = tmp_path_factory.mktemp("attacked")
    shutil.copy(sample_warehouse.warehouse, folder / "warehouse.duckdb")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        keys = [row[0] for row in connection.execute("select agency from marts.dim_agency order by 1 limit ?", [len(HOSTILE)]).fetchall()]  # fmt: skip
        for key, text in zip(keys, HOSTILE.values(), strict=True):
            connection.execute("update marts.dim_agency set former_names = ? where agency = ?", [text, key])  # fmt: skip
        (path,) = write_workbook(connection, folder, is_full=True)
    sheet = openpyxl.load_workbook(path)["dim_agency"]
    found = {row[0].value: row[3] for row in sheet.iter_rows(min_row=2)}
    return {name: found[key] for key, name in zip(keys, HOSTILE, strict=True)}


@pytest.fixture(scope="module")
def many_issuers(several_issuers, tmp_path_factory):
    return openpyxl.load_workbook(write(several_issuers, tmp_path_factory.mktemp("workbook")))


WAREHOUSES = {
    "book": "sample_warehouse",
    "many_years": "published_history",
    "many_issuers": "several_issuers",
}
ISSUER_COLUMNS = {"issuer", "issuer_a", "issuer_b"}


@pytest.mark.parametrize(
    "editions",
    [
        "book",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("many_years", "many_issuers")),
    ],
)
def test_every_value_of_every_mart_comes_back(editions, request):
    opened = request.getfixturevalue(editions)
    data = request.getfixturevalue(WAREHOUSES[editions])
    with open_published(data) as connection:
        tables = read_tables(connection, "marts")
        assert {table.table_name for table in tables} == {sheet.title for sheet in marts(opened)}
        for table in tables:
            header, *rows = opened[table.table_name].iter_rows(values_only=True)
            left_out = {column.name for column in table.columns} - set(header)
            assert left_out <= (set() if editions == "many_issuers" else ISSUER_COLUMNS)
            wanted = connection.execute(f"select {', '.join(header)} from {table.full_name}").fetchall()  # fmt: skip
            status = header.index("status") if "status" in header else None
            told = [[("undecided" if i == status and v is None else v) for i, v in enumerate(row)] for row in wanted]  # fmt: skip
            assert Counter(map(comparable, rows)) == Counter(map(comparable, told)), (
                table.table_name
            )


def comparable(row):
    """A workbook keeps days as moments, lists as one text, sixteen digits, and null as empty text."""
    found = [value.date() if isinstance(value, datetime) else value for value in row]
    found = ["、".join(value) if isinstance(value, list) else value for value in found]
    found = [float(f"{value:.14g}") if type(value) is float else value for value in found]
    return tuple((isinstance(value, bool), None if value == "" else value) for value in found)


def test_the_cover_leads_to_every_sheet(book):
    cover = book.worksheets[0]
    linked = {cell.hyperlink.location.strip("'").split("'!")[0] for row in cover.iter_rows() for cell in row if cell.hyperlink}  # fmt: skip
    assert linked == set(book.sheetnames[1:])
    assert book.sheetnames[1:5] == CHINESE
    assert book.sheetnames[5:10] == ["edition_scorecard", "issuer_scorecard", "goal_scorecard", "agency_scorecard", "attainment"]  # fmt: skip


SAMPLE_OR_HISTORY = pytest.mark.parametrize(
    "editions", ["book", pytest.param("many_years", marks=pytest.mark.slow)]
)


@SAMPLE_OR_HISTORY
def test_the_cover_names_each_document_its_checksum_and_the_run(editions, request):
    cover = request.getfixturevalue(editions).worksheets[0]
    text = "\n".join(str(cell.value) for row in cover.iter_rows() for cell in row if cell.value)
    with open_published(request.getfixturevalue(WAREHOUSES[editions])) as connection:
        documents = connection.execute("select sha256, file_name from dim_report").fetchall()
        as_of = connection.execute("select max(as_of_date) from raw.raw_run").fetchone()[0]
    assert len(documents) == (7 if editions == "many_years" else 1)
    assert all(digest in text and name in text for digest, name in documents)
    assert f"As of {as_of}" in text
    assert ("（已更新）" in text) == (editions == "many_years")


def test_header_and_key_stay_in_sight_and_columns_explain_themselves(book):
    for sheet in marts(book):
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.comment for cell in sheet[1]), sheet.title
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.right.text
    assert book["attainment"].freeze_panes == "D2"


def test_rows_are_no_towers_and_columns_no_walls(book):
    for sheet in marts(book):
        assert max((row.height or 0 for row in sheet.row_dimensions.values()), default=0) <= 80
        assert max(column.width for column in sheet.column_dimensions.values()) <= 65


def test_codes_are_text_and_sorted_as_people_count(book):
    column = [cell.value for cell in book["attainment"]["B"][1:]]
    assert {cell.data_type for cell in book["attainment"]["B"]} == {"s"}
    goals = [int(code.split(".")[0]) for code in column]
    assert goals == sorted(goals)
    severities = [cell.value for cell in book["finding"]["B"][1:]]
    order = ["critical", "warning", "info"]
    assert severities == sorted(severities, key=order.index)


def test_numbers_are_shown_as_what_they_are(book):
    sheet = book["attainment"]
    places = {cell.value: cell.column for cell in sheet[1]}
    shown = {
        name: {cell.number_format for cell in list(sheet.columns)[place - 1][1:] if cell.value is not None}
        for name, place in places.items()
    }  # fmt: skip
    assert shown["report_year"] == {'0"（樣本）"'}
    assert shown["page_first"] == {"0"}
    assert shown["attainment_pct"] == {'#,##0.00"%"'}
    assert shown["release_due"] == {"yyyy-mm-dd"}
    assert "#,##0" in shown["actual_value"]


def test_status_is_coloured_by_its_word_and_goals_by_their_colour(book, sample_connection):
    rules = [rule for area in book["attainment"].conditional_formatting for rule in area.rules]
    assert {'"attained"', '"not_attained"'} <= {rule.formula[0] for rule in rules}
    color = dict(sample_connection.execute("select goal_no, color_hex from marts.dim_goal").fetchall())  # fmt: skip
    sheet = book["goal_scorecard"]
    column = [cell.value for cell in sheet[1]].index("goal_no")
    for row in sheet.iter_rows(min_row=2):
        assert row[column].fill.fgColor.rgb[2:] == color[row[column].value].strip("#")


def test_what_is_in_doubt_reads_undecided_and_the_cover_explains_it(doubtful_warehouse, tmp_path):
    opened = openpyxl.load_workbook(write(doubtful_warehouse, tmp_path))
    for name in ("attainment", "indicator_result", "current_verdict"):
        header, *rows = opened[name].iter_rows(values_only=True)
        status = {row[header.index("indicator_code")]: row[header.index("status")] for row in rows}
        assert status["16.1.1"] == "undecided"
        assert status["3.2.1"] == "attained"
    cover = {row[0]: row[1] for row in opened.worksheets[0].iter_rows(values_only=True)}
    assert cover["未判定 undecided"].startswith("原文與判讀不符")
    assert cover["推定 assumed"].startswith("優劣方向")


def test_links_lead_to_the_row_that_they_name(book):
    def follow(cell):
        name, place = cell.hyperlink.location.split("!")
        return book[name.strip("'")], int(place.strip("A"))

    findings, attainment = book["finding"], book["attainment"]
    head = [cell.value for cell in findings[1]]
    linked = 0
    for row in findings.iter_rows(min_row=2):
        code = row[head.index("indicator_code")]
        if code.hyperlink:
            sheet, number = follow(code)
            assert sheet is attainment
            assert sheet.cell(number, 2).value == code.value
            linked += 1
    assert linked > 20
    report = next(row for row in attainment.iter_rows(min_row=2))
    cell = report[[c.value for c in attainment[1]].index("report_id")]
    sheet, number = follow(cell)
    assert sheet.title == "dim_report"
    assert sheet.cell(number, 1).value == cell.value


def column_of(sheet, name):
    place = [cell.value for cell in sheet[1]].index(name)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def test_the_cover_tells_whose_reports_the_newest_year_holds_and_whose_are_missing(many_issuers):
    cover = {row[0]: row[1] for row in many_issuers.worksheets[0].iter_rows(values_only=True)}
    assert cover["報告機關 issuers"] == "勞動部（樣本）；環境部；經濟部"
    assert cover["尚缺報告 reports missing"].startswith("衛福部 (2023)\n")
    assert "樣本 sample" in cover
    labels = [label.split("\n")[0] for label in cover if label and "部" in label and "\n" in label][
        1:
    ]
    assert labels == ["2024 年 勞動部（樣本）", "2024 年 環境部", "2024 年 經濟部", "2023 年 經濟部", "2023 年 衛福部"]  # fmt: skip


@SAMPLE_OR_HISTORY
def test_one_issuer_is_told_on_the_cover_alone(editions, request):
    for sheet in marts(request.getfixturevalue(editions)):
        if sheet.title not in {"dim_report", "issuer_scorecard"}:
            assert not ISSUER_COLUMNS & {cell.value for cell in sheet[1]}, sheet.title


@pytest.mark.slow
def test_what_is_no_sample_is_not_called_one(many_years):
    first = [row[0] for row in many_years.worksheets[0].iter_rows(values_only=True)]
    assert "2024 年 衛福部、教育部\n2024 衛福部、教育部" in first
    assert not [label for label in first if label and ("尚缺" in label or "樣本" in label)]
    for sheet in marts(many_years):
        assert not [f for row in sheet.iter_rows(max_row=5) for f in row if "樣本" in f.number_format]  # fmt: skip


def test_of_several_the_issuer_stands_beside_the_year(many_issuers):
    for sheet in marts(many_issuers):
        names = [cell.value for cell in sheet[1]]
        for issuer in ISSUER_COLUMNS & set(names):
            assert names[names.index(issuer) - 1].startswith("report_year"), sheet.title
    assert many_issuers["attainment"].freeze_panes >= "D2"


def test_a_sample_is_marked_at_its_issuer_and_totals_that_hold_it_at_their_year(many_issuers):
    for name in ("attainment", "missed_target", "issuer_scorecard", "stated_number", "finding"):
        marked = {(c.value, c.number_format) for c in column_of(many_issuers[name], "issuer")}
        assert ("勞動部", '@"（樣本）"') in marked, name
        assert {value for value, form in marked if "樣本" in form} == {"勞動部"}, name
    for name in ("edition_scorecard", "goal_scorecard", "agency_scorecard"):
        years = {(c.value, c.number_format) for c in column_of(many_issuers[name], "report_year")}
        assert years == {(2023, "0"), (2024, '0"（含樣本）"')}, name


def test_every_rate_stands_beside_the_number_judged(many_issuers):
    for name in ("edition", "issuer", "goal", "agency"):
        header, *rows = many_issuers[f"{name}_scorecard"].iter_rows(values_only=True)
        assert header.index("attainment_rate_pct") - header.index("n_judged") == 1
        for row in rows:
            told = dict(zip(header, row, strict=True))
            assert told["n_judged"] == told["n_attained"] + told["n_not_attained"]


def test_links_find_the_row_of_the_own_issuer(many_issuers):
    attainment = many_issuers["attainment"]
    head = [cell.value for cell in attainment[1]]
    followed = set()
    for name in ("finding", "missed_target", "indicator_result"):
        sheet = many_issuers[name]
        issuers = column_of(sheet, "issuer")
        for issuer, code in zip(issuers, column_of(sheet, "indicator_code"), strict=True):
            place = int(code.hyperlink.location.rpartition("!A")[2])
            assert attainment.cell(place, head.index("issuer") + 1).value == issuer.value
            assert attainment.cell(place, head.index("indicator_code") + 1).value == code.value
            followed.add((issuer.value, code.value))
    assert {("經濟部", "6.1.1"), ("環境部", "6.1.1"), ("環境部", "8.2.1")} <= followed


def test_pages_lead_to_the_picture_in_the_own_issuers_report(several_issuers, tmp_path):
    path = tmp_path / "row.png"
    path.write_bytes(
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
    )
    with open_published(several_issuers) as connection:
        prints = connection.execute("select report_id, indicator_code, report_year, issuer from indicator_result").fetchall()  # fmt: skip
        pictures = {(report, code): [RowPicture(path, 1, 1, 1)] for report, code, *_ in prints}
        (written,) = write_workbook(connection, tmp_path, pictures, is_full=True)
    book = openpyxl.load_workbook(written)
    evidence = book["原文圖片 Printed rows"]
    captions = [row[0] for row in evidence.iter_rows(min_row=2, values_only=True) if row[0]]
    assert len(captions) == sum(year == 2024 for *_, year, _ in prints) == 8
    assert "6.1.1 自來水供水普及率 (環境部), page 1" in captions
    assert "8.5.1 女性勞動參與率 (勞動部（樣本）), page 1" in captions
    sheet = book["attainment"]
    for year, issuer, code, page in zip(
        *(column_of(sheet, name) for name in ("report_year", "issuer", "indicator_code", "page_first")),
        strict=True,
    ):  # fmt: skip
        if year.value != 2024:
            assert not page.hyperlink
            continue
        caption = evidence.cell(int(page.hyperlink.location.rpartition("!A")[2]), 1).value
        assert caption.startswith(f"{code.value} ")
        assert f" ({issuer.value}" in caption


def test_only_reviewed_web_addresses_are_links_out(book, sample_connection):
    reviewed = sample_connection.execute(
        "select count(*) from marts.observation where source_url is not null"
    ).fetchone()[0]
    targets = [cell.hyperlink.target for row in book["observation"].iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.target]  # fmt: skip
    assert len(targets) == reviewed > 0
    assert all(re.fullmatch(r"https?://[!-~]+", target) for target in targets)


def test_cells_that_attack_are_text(hostile_warehouse, tmp_path):
    book = openpyxl.load_workbook(write(hostile_warehouse, tmp_path))
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "b", "d"}
    seeds = "".join(path.read_text(encoding="utf-8") for path in seed_files())
    targets = {c.hyperlink.target for c in cells(book) if c.hyperlink} - {None}
    assert all(target in seeds for target in targets), "no link out but to reviewed sources"
    texts = [cell.value for cell in cells(book) if isinstance(cell.value, str)]
    assert any('=HYPERLINK("http://example.invalid")' in text for text in texts)
    assert any(text.endswith("the whole text stands in the warehouse]") for text in texts)


def test_no_attack_runs_whatever_a_mart_holds(attacked):
    assert {cell.data_type for cell in attacked.values()} == {"s"}
    assert not [cell for cell in attacked.values() if cell.hyperlink]
    same = ("formula", "plus", "at", "tab", "address", "internal", "script", "array", "number")
    assert {name: attacked[name].value for name in same} == {name: HOSTILE[name] for name in same}


def test_what_a_cell_cannot_hold_is_shown_as_such(attacked):
    assert attacked["escape"].value == "␛[2J␀"
    assert attacked["bidi"].value == "�倒"
    assert attacked["not a character"].value == "��"
    assert attacked["lines"].value == "a\nb\nc"
    for name in ("long", "beyond the basic plane"):
        text = attacked[name].value
        assert len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert text.endswith("the whole text stands in the warehouse]")


def test_a_text_that_fits_is_not_cut():
    assert cell_text("長" * CELL_LIMIT) == "長" * CELL_LIMIT


def test_a_mart_longer_than_a_sheet_is_told():
    table = Table("marts", "endless", None, (Column("n", "INTEGER", False, None, None),), ())
    sheet = MartSheet(table, pl.DataFrame({"n": range(1_048_576)}), "", "", "#000000")
    with pytest.raises(TsdgError, match="endless has 1048576 rows"):
        sheet.check_length()


def test_missing_values_sort_last():
    columns = (Column("code", "VARCHAR", True, None, None),)
    frame = pl.DataFrame({"code": [None, "10.a", "9.1", "9.10", "9.2", "甲"]})
    table = Table("marts", "mixed", None, columns, ())
    assert sort_rows(table, frame)["code"].to_list() == ["9.1", "9.2", "9.10", "10.a", "甲", None]


def test_a_wide_sheet_breaks_between_columns_and_each_page_has_its_key():
    assert break_columns([10, 10, 40, 40, 40, 200, 10], n_keys=2, capacity=100) == [4, 5, 6]
    assert break_columns([10, 20, 30], n_keys=1, capacity=100) == []


def test_on_paper_no_picture_is_cut_that_a_page_can_hold(several_issuers, tmp_path):
    path = tmp_path / "row.png"
    Image.new("RGB", (600, 640)).save(path)
    with open_published(several_issuers) as connection:
        prints = connection.execute("select report_id, indicator_code from indicator_result").fetchall()  # fmt: skip
        pictures = {(report, code): [RowPicture(path, 1, 600, 640)] for report, code in prints}
        (written,) = write_workbook(connection, tmp_path, pictures)
    sheet = openpyxl.load_workbook(written)["原文圖片 Printed rows"]
    begun = [cell.row - 1 for cell in sheet["A"] if cell.value and cell.row > 1]
    assert [one.id for one in sheet.row_breaks.brk] == begun[1:]
    # Breaks are for nothing on a sheet that is fitted to the paper.
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
