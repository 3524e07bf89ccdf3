"""The same edition from other programs gives the same marts, field by field, texts included."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.conftest import EVERY_LAYOUT, GENUINE, SAMPLE
from warehouse.folder.data_folder import DataFolder

# What truly depends on the document: where things stand in it, and which document it is.
PLACES = {
    # The layouts are not marked as samples.
    "n_of_sample",
    "page",
    "page_first",
    "page_last",
    "actual_page",
    "report_id",
    "finding_id",
    "observation_id",
}
MARTS = (
    "attainment", "indicator_result", "observation", "goal_scorecard", "agency_scorecard",
    "edition_scorecard", "release_calendar", "finding", "dim_goal", "dim_agency", "dim_indicator",
    "target", "indicator_link", "trend", "status_history", "indicator_history", "correction",
    "indicator_agency",
)  # fmt: skip


def contents(data: DataFolder) -> dict[str, list[tuple]]:
    """Every mart's rows without places, in one order."""
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return {
            mart: sorted(
                connection.execute(
                    f"select columns(c -> not list_contains({sorted(PLACES)!r}, c)) from marts.{mart}"
                ).fetchall(),
                key=str,
            )
            for mart in MARTS
        }


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
def test_every_layout_gives_the_marts_of_the_sample(
    layout: Path, published: Callable[[Path], DataFolder]
) -> None:
    expected, found = contents(published(SAMPLE)), contents(published(layout))
    for mart in MARTS:
        assert found[mart] == expected[mart], mart


@pytest.mark.skipif(len(GENUINE) < 2, reason="the genuine editions are not on this machine")
def test_the_genuine_pdf_and_its_text_conversion_give_the_same_marts(
    published: Callable[[Path], DataFolder],
) -> None:
    first, second = (contents(published(path)) for path in GENUINE)
    for mart in MARTS:
        assert first[mart] == second[mart], mart
