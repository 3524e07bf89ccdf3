"""What a document says, whatever its layout: its rows, rejoined."""

import tempfile
from functools import cache
from pathlib import Path

import polars as pl

from flows.readers.read_report import read_report
from flows.readers.report_document import ReportDocument
from tests.conftest import SAMPLE
from tests.hostile.small_report import plain
from tests.readings import read_once
from transforms.normalize_text import drop_typesetting_spaces, join_lines
from transforms.report.join_split_cells import join_split_cells

Row = tuple[int | None, str, str]


def read_rows(document: ReportDocument) -> list[Row]:
    """Goal, heading and result of each indicator, in printed order."""
    cells = pl.DataFrame(
        [
            {
                "cell_no": number,
                "row_no": cell.row_no,
                "page": cell.page,
                "column_name": cell.column_name,
                "cell_text": cell.text,
            }
            for number, cell in enumerate(document.cells, start=1)
        ]
    )
    return [
        (
            row.goal_no_printed,
            row.heading_text,
            drop_typesetting_spaces(join_lines(row.result_text)),
        )
        for row in join_split_cells(cells).rows
    ]


@cache
def right_rows(model: str) -> list[Row]:
    """What variants of the small report, or of the sample edition, have to show."""
    if model == "sample":
        return read_rows(read_once([SAMPLE])[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plain.pdf"
        path.write_bytes(plain())
        return read_rows(read_report(path))
