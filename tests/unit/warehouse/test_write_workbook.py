"""The workbook read back by another library: the marts' values, no formula, nothing lost in silence."""

import zipfile

import duckdb
import openpyxl
import pytest

from flows.published import open_published
from warehouse.exports.write_workbook import write_workbook


@pytest.fixture(scope="module")
def book(sample_warehouse, tmp_path_factory):
    with open_published(sample_warehouse) as connection:
        (path,) = write_workbook(connection, tmp_path_factory.mktemp("workbook"))
    return openpyxl.load_workbook(path)


def test_every_mart_has_its_sheet_and_the_cover_leads_to_each(book, sample_warehouse):
    with duckdb.connect(str(sample_warehouse.warehouse), read_only=True) as connection:
        marts = {
            name for (name,) in connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'marts'"
            ).fetchall()
        }  # fmt: skip
    assert marts | {"current_verdict", "missed_target"} == set(book.sheetnames[1:])
    cover = book.worksheets[0]
    linked = {cell.hyperlink.location.strip("'").split("'!")[0] for row in cover.iter_rows() for cell in row if cell.hyperlink}  # fmt: skip
    assert linked == set(book.sheetnames[1:])


def test_the_cover_names_the_document_and_its_checksum(book, sample_connection):
    digest, name = sample_connection.execute(
        "select sha256, file_name from marts.dim_report"
    ).fetchone()
    text = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)  # fmt: skip
    assert digest in text
    assert name in text


def test_values_equal_the_mart(book, sample_connection):
    columns = ["report_year", "indicator_code", "measure_no", "target_low", "actual_value", "status", "is_starred", "release_due", "agencies", "actual_text"]  # fmt: skip
    expected = sample_connection.execute(
        f"select {', '.join(columns)} from marts.attainment order by report_year, indicator_code, measure_no"
    ).fetchall()
    sheet = book["attainment"]
    header = [cell.value for cell in sheet[1]]
    rows = [
        [row[header.index(name)] for name in columns]
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    assert len(rows) == len(expected) > 80
    for found, wanted in zip(rows, expected, strict=True):
        value = found[:]
        value[7] = value[7].date() if value[7] else None
        assert value == [*wanted[:8], "、".join(wanted[8]), wanted[9]]


def test_header_and_key_stay_in_sight_and_columns_explain_themselves(book):
    sheet = book["attainment"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref is not None
    assert "Edition" in sheet["A1"].comment.text
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


def test_codes_are_text_and_years_have_no_separator(book):
    sheet = book["attainment"]
    assert {cell.data_type for cell in sheet["B"][1:]} == {"s"}
    assert sheet["A2"].number_format == "0"


def test_cells_that_attack_are_text(hostile_warehouse, tmp_path):
    with open_published(hostile_warehouse) as connection:
        (path,) = write_workbook(connection, tmp_path)
    book = openpyxl.load_workbook(path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]  # fmt: skip
    assert all(link.target is None for link in links), "only links inside the workbook"
    texts = [cell.value for row in book["attainment"].iter_rows() for cell in row if isinstance(cell.value, str)]  # fmt: skip
    assert any('=HYPERLINK("http://example.invalid")' in text for text in texts)
    cut = [text for text in texts if text.endswith("the whole text stands in the warehouse]")]
    assert cut
    assert max(map(len, texts)) <= 32_767


def test_the_same_warehouse_gives_the_same_bytes(sample_warehouse, tmp_path):
    contents = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with open_published(sample_warehouse) as connection:
            (path,) = write_workbook(connection, tmp_path / name)
        with zipfile.ZipFile(path) as archive:
            contents.append({entry: archive.read(entry) for entry in archive.namelist()})
    assert contents[0] == contents[1]
