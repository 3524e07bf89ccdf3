"""The faces of figures that are kept beside the code are those that PDFium draws."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from flows.readers.page import figure_shapes
from flows.readers.page.look import Painted

# As they follow each other in the file, for each digit.
FACES = (
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique",
    "Times-Bold", "Times-BoldItalic", "Courier", "Courier-Oblique",
)  # fmt: skip
SIZE, SCALE, STEP = 10, 6.0, 30


def draw_cells() -> list[tuple[str, list[float]]]:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(600, 400)
    for row, face in enumerate(FACES):
        font = pdfium.FPDFText_LoadStandardFont(document.raw, face.encode())
        for digit in range(10):
            text = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, SIZE)
            pdfium.FPDFText_SetText(text, (ctypes.c_ushort * 2)(0x30 + digit, 0))
            x, y = 20 + STEP * digit, 380 - STEP * row
            pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, x, y)
            pdfium.FPDFPage_InsertObject(page.raw, text)
    pdfium.FPDFPage_GenerateContent(page.raw)
    painted = Painted(page, scale=SCALE)
    drawn = []
    for digit in range(10):
        for row in range(len(FACES)):
            x, base = 20 + STEP * digit, 20 + STEP * row
            box = (x - 2, base - 0.9 * SIZE, x + SIZE, base + 0.25 * SIZE)
            cells = figure_shapes.read_cells(painted.shades(box))
            assert cells is not None
            drawn.append((str(digit), cells))
    return drawn


def test_the_faces_are_those_of_pdfium() -> None:
    kept = figure_shapes._FACES.read_text(encoding="ascii").splitlines()
    drawn = draw_cells()
    assert len(kept) == len(drawn)
    for line, (digit, cells) in zip(kept, drawn, strict=True):
        assert line[0] == digit
        apart = [abs(int(k, 16) / 15 - cell) for k, cell in zip(line[2:], cells, strict=True)]
        assert max(apart) < 0.2


@pytest.mark.parametrize("digit", "0123456789")
def test_each_face_is_most_like_its_own_digit(digit: str) -> None:
    faces = figure_shapes._read_faces()
    for shape in faces[digit]:
        assert not figure_shapes._is_suspicious(shape, digit)
        for other in set(faces) - {digit}:
            assert figure_shapes._other_digit(shape, other) == digit
