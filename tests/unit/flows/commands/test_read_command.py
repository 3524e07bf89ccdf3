"""`tsdg read` tells what is read of a file, and draws it onto the pages, also of a refused file."""

from pathlib import Path

import pytest
from PIL import Image

from flows.commands.read_command import read_file
from tests.conftest import PROJECT
from warehouse.errors import UnusableReportError

CASES = PROJECT / "tests" / "fixtures" / "cases"


def _colours(path: Path, colour: tuple[int, int, int]) -> int:
    """Pixels of about a colour."""
    with Image.open(path) as picture:
        pixels = picture.convert("RGB").getcolors(2**24) or []
    return sum(
        n for n, c in pixels if all(abs(a - b) <= 12 for a, b in zip(c, colour, strict=True))
    )


def test_what_is_read_is_printed_and_drawn(tmp_path, capsys) -> None:
    read_file(CASES / "digits_under_white_box.pdf", None, tmp_path)
    told = capsys.readouterr().out
    assert "6.4.1" in told
    assert "98,050,000,000" in told
    (picture,) = tmp_path.iterdir()
    plain, *_ = _draw(tmp_path / "plain", "plain.pdf")
    # Red is what nobody sees; the bars of the sections are in both.
    red, green = (220, 0, 60), (0, 150, 60)
    assert _colours(picture, red) > 50 > _colours(plain, red)
    assert _colours(picture, green) > 500
    assert _colours(plain, green) > 500


def test_a_refused_file_is_drawn_without_rows(tmp_path) -> None:
    damaged = tmp_path / "renamed.pdf"
    content = (CASES / "plain.pdf").read_bytes()
    damaged.write_bytes(content)
    with pytest.raises(UnusableReportError):
        read_file(damaged, 1700, tmp_path / "pictures")
    (picture,) = (tmp_path / "pictures").iterdir()
    assert _colours(picture, (0, 110, 220)) > 500
    assert _colours(picture, (120, 170, 0)) == 0


def test_a_text_has_no_pages(tmp_path) -> None:
    with pytest.raises(UnusableReportError, match="no pages"):
        read_file(CASES / "superscript_tags.txt", None, tmp_path)


def _draw(folder: Path, name: str) -> list[Path]:
    read_file(CASES / name, None, folder)
    return sorted(folder.iterdir())
