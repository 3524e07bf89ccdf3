"""Facts of made-up runs, and news of them from a warehouse."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from supply.news.read_news import read_news
from supply.news.run_news import RunFacts, RunNews
from warehouse.data_folder import DataFolder
from warehouse.published import open_published

AS_OF = date(2026, 11, 23)
SAMPLE_READ = ("2024_sample.pdf", 2024, 64, "pdf")


def make_facts(**given: Any) -> RunFacts:
    """A published run, unless something else is given."""
    facts: dict[str, Any] = {
        "run_no": 7,
        "outcome": "published",
        "started_at": datetime(2026, 6, 12, 6, 0, 3, tzinfo=UTC),
        "seconds": 14.21,
        "as_of_date": AS_OF,
        "program_version": "0.1.0",
        "data_root": Path("data"),
    }
    return RunFacts(**(facts | given))


def news_of(data: DataFolder, **given: Any) -> RunNews:
    """The news of a run that left this data folder."""
    with open_published(data) as connection:
        return read_news(make_facts(**given), connection)
