"""`tsdg scorecard`: what a run ended with, again."""

from flows.run_report import print_edition
from supply.terminal.render_table import console
from warehouse.errors import NotPublishedError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import fetch, open_published


def show_scorecard(data: DataFolder, year: int | None) -> None:
    """Print headline, scorecard by goal, missed, pending and doubtful of an edition, else of the newest.

    Raises:
        NotPublishedError: no edition of that year is held.
    """
    with open_published(data) as connection:
        rows = fetch(connection, "select report_year from edition_scorecard order by report_year")
        held = [row["report_year"] for row in rows]
        wanted = year if year is not None else held[-1]
        if wanted not in held:
            raise NotPublishedError(
                "no-edition-of-year", wanted=wanted, held=", ".join(map(str, held))
            )
        print_edition(console(), connection, wanted)
