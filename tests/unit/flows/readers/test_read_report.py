"""A report's identity is its content, its year its own unless told otherwise."""

import hashlib
import re
from datetime import date

import pytest

from flows.readers.read_report import checksum, read_report
from tests.conftest import PROJECT
from warehouse.errors import UnusableReportError


def write(tmp_path, title="指標執行情形表", date_line="114.06", header="達成情形", name="a.txt"):
    path = tmp_path / name
    lines = [title, date_line, f"核心目標\t對應指標\t{header}", "06: 水\t指標 6.4.1: 甲\t目標：5"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("title", "header", "option", "expected"),
    [
        ("指標 2023 執行情形表", "2024 年達成情形", 2022, (2022, "option")),
        ("指標 2023 執行情形表", "2024 年達成情形", None, (2024, "header")),
        ("指標 2023 執行情形表", "113 年達成情形", None, (2024, "header")),
        ("指標 2023 執行情形表", "達成情形", None, (2023, "title")),
        ("指標 112 年執行情形表", "達成情形", None, (2023, "title")),
        ("指標執行情形表", "達成情形", 2021, (2021, "option")),
    ],
)
def test_the_year_is_told_by_option_header_or_title(tmp_path, title, header, option, expected):
    document = read_report(write(tmp_path, title, header=header), option)
    assert (document.report_year, document.report_year_basis) == expected


def test_the_date_of_publication_is_not_the_year(tmp_path):
    with pytest.raises(UnusableReportError, match="--year"):
        read_report(write(tmp_path))


@pytest.mark.parametrize(
    ("option", "header"), [(24, "達成情形"), (None, "10 年達成情形"), (3000, "達成情形")]
)
def test_an_impossible_year_is_refused(tmp_path, option, header):
    with pytest.raises(UnusableReportError, match="cannot be right"):
        read_report(write(tmp_path, header=header), option)


def test_facts_are_the_documents_own(tmp_path):
    path = write(tmp_path, "指標 2024 執行情形表")
    document = read_report(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.title, document.published_date) == ("指標2024執行情形表", date(2025, 6, 1))
    assert (document.sha256, document.report_id) == (digest, f"2024-{digest[:12]}")
    assert (document.file_name, document.media_type, document.page_count) == ("a.txt", "txt", 1)


def test_identity_does_not_depend_on_the_file_name(tmp_path):
    one, other = (read_report(write(tmp_path, name=name), 2024) for name in ("a.txt", "b.txt"))
    assert one.report_id == other.report_id


def test_a_file_that_changed_is_read_again(tmp_path):
    before = read_report(write(tmp_path, header="2024 年達成情形"))
    after = read_report(write(tmp_path, header="2023 年達成情形"))
    assert (before.report_year, after.report_year) == (2024, 2023)


def test_a_table_without_rows_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("核心目標\t對應指標\t2024 年達成情形\n", encoding="utf-8")
    with pytest.raises(UnusableReportError, match="no rows"):
        read_report(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"plain text"), ("a.txt", b"\x00\x01\x02"), ("a.docx", b"PK\x03\x04\x14\x00")],
)
def test_the_format_is_told_by_content(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnusableReportError, match="is not a PDF"):
        read_report(path)


def test_a_damaged_pdf_is_refused_whatever_its_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7\nnothing of use")
    with pytest.raises(UnusableReportError, match="PDF"):
        read_report(path)


def test_what_is_no_file_with_content_is_refused(tmp_path):
    (tmp_path / "empty.pdf").touch()
    for path, reason in (
        (tmp_path, "is a folder"),
        (tmp_path / "empty.pdf", "is empty"),
        (tmp_path / "absent.pdf", "no such file"),
        (tmp_path / "empty.pdf" / "x.pdf", "cannot be read"),
    ):
        with pytest.raises(UnusableReportError, match=reason):
            checksum(path)


def test_a_reason_names_its_page():
    told = "the page is damaged; get the file again"
    assert str(UnusableReportError("page-damaged", page=3)) == f"page 3: {told}"
    assert str(UnusableReportError("page-damaged")) == told


# A PDF whose index is itself packed: its places cannot be guessed from the text of the file.
PACKED = PROJECT / "tests" / "fixtures" / "layouts" / "weasyprint.pdf"


def test_what_stands_before_a_pdf_moves_nothing_in_it(tmp_path):
    path = tmp_path / "behind_a_mark.pdf"
    path.write_bytes(b"\xef\xbb\xbf" + PACKED.read_bytes())
    assert read_report(path).cells == read_report(PACKED).cells


def test_a_broken_index_is_told_where_others_find_the_pages(tmp_path):
    path = tmp_path / "broken_index.pdf"
    path.write_bytes(re.sub(rb"startxref\s+\d+", b"startxref\n7", PACKED.read_bytes()))
    with pytest.raises(UnusableReportError, match=r"the index of the PDF .* is broken"):
        read_report(path)
