"""Of tables for several years in one document, such as last year's in an appendix, one is the report's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.readers.report_document import DocumentContent, note_cell
from transforms.report.recognize_table import read_front_matter, read_header_year


@dataclass(slots=True)
class TableYears:
    """The year of each row, as the header above it says; a header without a year goes on."""

    headers: dict[int, list[str]] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    current: int | None = None

    def begin(self, header_cells: Sequence[str]) -> None:
        """A header begins a table or repeats its own."""
        year = read_header_year(header_cells)
        if year is not None:
            self.current = year
            self.headers.setdefault(year, list(header_cells))

    def add_row(self, row_no: int) -> None:
        """A row of the table that was begun last."""
        if self.current is not None:
            self.rows[row_no] = self.current

    def keep_one(self, content: DocumentContent) -> None:
        """Keep the rows of the year in the title, else of that with most rows; of the others a note is kept."""
        years = set(self.rows.values())
        if len(years) < 2:  # noqa: PLR2004
            return
        title_year = read_front_matter(content.front_lines)[2]
        n_rows = Counter(self.rows.values())
        kept = title_year if title_year in years else n_rows.most_common(1)[0][0]
        content.header_cells = self.headers[kept]
        for year in sorted(years - {kept}):
            rows = {row_no for row_no, of in self.rows.items() if of == year}
            page = next(cell.page for cell in content.cells if cell.row_no in rows)
            content.cells = [
                cell
                for cell in content.cells
                if cell.row_no not in rows or cell.column_name == "outside"
            ]
            facts = {"year": str(year), "n_rows": str(len(rows))}
            content.cells.append(note_cell(0, page, "table_of_another_year", "warning", facts))
