"""Pages turned, moved, scaled and cut to size: the table is the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2

from tests.conftest import SAMPLE
from tests.hostile.corpus_case import SAME, SAME_OR_REFUSED, Case, written
from tests.hostile.small_report import (
    PORTRAIT,
    ROWS,
    Report,
    Sheet,
    changed,
)

LANDSCAPE = (0.0, 0.0, 842.0, 595.0)


def turned_files() -> Iterator[Case]:
    """Every case of this module."""
    for name, build, end in _BUILDS:
        yield written(name, build, end)
    for angle in (90, 180, 270):
        yield Case(f"sample_shown_turned_{angle}", _turned_sample(angle), SAME_OR_REFUSED, "sample")
    yield Case("sample_pages_copied", _copied_sample, SAME, "sample")


def _turned_sample(angle: int) -> Callable[[Path], Path]:
    """What comes out of a scanner program when a page was put in sideways."""

    def make(folder: Path) -> Path:
        document = pypdfium2.PdfDocument(SAMPLE)
        for page in document:
            page.set_rotation(angle)
        path = folder / f"turned_{angle}.pdf"
        document.save(path)
        return path

    return make


def _copied_sample(folder: Path) -> Path:
    source, target = pypdfium2.PdfDocument(SAMPLE), pypdfium2.PdfDocument.new()
    target.import_pages(source)
    path = folder / "copied.pdf"
    target.save(path)
    return path


def _drawn_turned(angle: int) -> bytes:
    """Drawn sideways and shown upright by /Rotate: how programs print a landscape table."""
    matrix = {
        90: b"0 1 -1 0 595 0 cm ",
        180: b"-1 0 0 -1 595 842 cm ",
        270: b"0 -1 1 0 0 842 cm ",
    }[angle]
    top = 780 if angle == 180 else 540
    return changed(transform=matrix, top=top, page_extra=b"/Rotate %d" % angle).build()


def _shown_turned(angle: int) -> bytes:
    """Drawn upright, shown sideways."""
    return changed(page_extra=b"/Rotate %d" % angle).build()


def _mixed_orientation() -> bytes:
    upright = Sheet(rows=ROWS[:2])
    wide = Sheet(header=None, title="", rows=ROWS[2:4], box=LANDSCAPE, top=540)
    turned = Sheet(
        header=None, title="", rows=ROWS[4:], top=540,
        transform=b"0 1 -1 0 595 0 cm ", page_extra=b"/Rotate 90",
    )  # fmt: skip
    return Report([upright, wide, turned]).build()


def _inherited() -> bytes:
    return Report(pages_extra=b"/MediaBox [0 0 595 842] /Rotate 0").build()


def _turned_by_inheritance() -> bytes:
    sheet = Sheet(transform=b"0 1 -1 0 595 0 cm ", top=540)
    return Report([sheet], pages_extra=b"/Rotate 90").build()


def _clipped_by_crop_box() -> bytes:
    return changed(page_extra=b"/CropBox [20 400 580 830]").build()


def _cropped_through_table() -> bytes:
    """Only half of the table's width is to be seen."""
    return changed(page_extra=b"/CropBox [0 0 400 842]").build()


def _shifted_box() -> bytes:
    return changed(box=(-200, -300, 395, 542), transform=b"1 0 0 1 -200 -300 cm ").build()


def _reversed_box() -> bytes:
    return changed(box=(595, 842, 0, 0)).build()


def _scaled() -> bytes:
    matrix = b"0.01 0 0 0.01 0 0 cm 100 0 0 100 0 0 cm "
    return changed(transform=matrix).build()


def _mirrored_page() -> bytes:
    """Coordinates from the top, as some libraries draw: text and page are both turned over."""
    return changed(transform=b"1 0 0 -1 0 842 cm 1 0 0 -1 0 842 cm ").build()


def _mirrored_text() -> bytes:
    return changed(transform=b"-1 0 0 1 595 0 cm ").build()


def _tiny() -> bytes:
    scale = 0.1
    matrix = b"%g 0 0 %g 40 700 cm " % (scale, scale)
    return changed(transform=matrix).build()


def _unit_of_inch() -> bytes:
    return changed(page_extra=b"/UserUnit 72").build()


def _other_page_size_codes() -> bytes:
    wide = replace(Sheet(), box=PORTRAIT, size=4)
    return Report([wide]).build()


_BUILDS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("drawn_turned_90", lambda: _drawn_turned(90), SAME),
    ("drawn_turned_180", lambda: _drawn_turned(180), SAME),
    ("drawn_turned_270", lambda: _drawn_turned(270), SAME),
    ("shown_turned_90", lambda: _shown_turned(90), SAME_OR_REFUSED),
    ("shown_turned_180", lambda: _shown_turned(180), SAME_OR_REFUSED),
    ("shown_turned_270", lambda: _shown_turned(270), SAME_OR_REFUSED),
    ("rotated_by_45", lambda: _shown_turned(45), SAME_OR_REFUSED),
    ("mixed_orientation", _mixed_orientation, SAME),
    ("box_inherited", _inherited, SAME),
    ("rotation_inherited", _turned_by_inheritance, SAME),
    ("crop_box_around_table", _clipped_by_crop_box, SAME),
    ("crop_box_through_table", _cropped_through_table, SAME_OR_REFUSED),
    ("box_not_at_zero", _shifted_box, SAME),
    ("box_reversed", _reversed_box, SAME),
    ("scaled_back_and_forth", _scaled, SAME),
    ("turned_over_twice", _mirrored_page, SAME),
    ("mirrored", _mirrored_text, SAME_OR_REFUSED),
    ("tiny_0_9_points", _tiny, SAME_OR_REFUSED),
    ("small_4_points", _other_page_size_codes, SAME),
    ("unit_of_an_inch", _unit_of_inch, SAME),
)  # fmt: skip
