"""The pieces of text of a page are counted in its content as PDFium counts them."""

from dataclasses import replace

import pytest
from pdfminer.pdfpage import PDFPage

from flows.readers.strict_pdf import open_pdf
from flows.readers.structure.count_texts import count_texts
from tests.hostile.pdf_writer import Pdf, show, stream
from tests.hostile.small_report import Report, Sheet
from warehouse.errors import UnusableReportError

_FORM = b"/XObject << /Again 8 0 R >>"


def _read(tmp_path, report: Report, change=None) -> int:
    path = tmp_path / "report.pdf"
    path.write_bytes(report.build(change))
    with path.open("rb") as file, open_pdf(path) as pdf:
        (page,) = PDFPage.get_pages(file)
        n_texts = count_texts(page)
        assert pdf.read_page(1).n_texts == n_texts
        return n_texts


def _with(behind: bytes, resources: bytes = b"") -> Report:
    return Report([replace(Sheet(), behind=behind, resources=resources)])


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (show("06", 40, 500), 1),
        (b"BT /F1 9 Tf [<0030> -20 <0031>] TJ ET", 1),
        (b"BT /F1 9 Tf 12 TL <0030> ' 1 2 <0031> \" ET", 2),
        (b"BT /F1 9 Tf () Tj [] TJ <> Tj ET", 0),
        (b"BT /F1 9 Tf (\\000\\060 \\(a\\) \\( Tj (b) ) Tj ET", 1),
        (b"/Span << /Lang (zh) >> BDC BT [] TJ ET EMC", 0),
        (b"% (a) Tj\nBI /W 1 /H 1 /BPC 8 /CS /G ID x (a) Tj\nEI\n", 0),
    ],
)
def test_each_piece_counts_once(tmp_path, content, more) -> None:
    plain = _read(tmp_path, Report())
    assert _read(tmp_path, _with(content)) == plain + more


@pytest.mark.parametrize("drawn", [1, 3])
def test_pieces_of_a_form_count_each_time_it_is_drawn(tmp_path, drawn) -> None:
    def add_form(pdf: Pdf) -> None:
        pdf.objects[8] = stream(
            show("甲", 40, 500), b"/Type /XObject /Subtype /Form /BBox [0 0 600 800]"
        )

    plain = _read(tmp_path, Report())
    assert _read(tmp_path, _with(b"/Again Do " * drawn, _FORM), add_form) == plain + drawn


def test_a_page_of_which_pdfium_finds_less_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("flows.readers.strict_pdf.count_texts", lambda _: 50)
    with pytest.raises(UnusableReportError, match="of 50 pieces of text"):
        _read(tmp_path, Report())
