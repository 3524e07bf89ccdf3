"""Endings of made-up runs, and news of them from a warehouse."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from supply.news.read_news import read_news
from supply.news.run_news import RunNews
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published
from warehouse.folder.run_ending import (
    FailedCheck,
    FailedSource,
    Failure,
    MissingDashboard,
    Problem,
    ReadDocument,
    Refusal,
    RunEnding,
)
from warehouse.folder.run_record import RunRecord

AS_OF = date(2026, 11, 23)
STARTED = datetime(2026, 6, 12, 6, 0, 3, tzinfo=UTC)
SAMPLE_READ = ("2024_sample.pdf", 2024, 64, "pdf")


def make_ending(
    *,
    run_no: int | None = 7,
    rebuild_reason: str = "",
    read: Sequence[tuple[str, int, int, str]] = (),
    **given: Any,
) -> RunEnding:
    """A published run, unless something else is given."""
    record = None
    if run_no is not None:
        record = RunRecord(run_no, STARTED.isoformat(), AS_OF.isoformat(), "0.1.0", "f" * 16)
        record.seconds, record.reason = 14.21, rebuild_reason
    problems = _problems(given)
    return RunEnding(
        **{
            "as_of_date": AS_OF,
            "data_root": Path("data"),
            "outcome": "published",
            "record": record,
            "documents": [ReadDocument(name, year, n, 12, kind) for name, year, n, kind in read],
            "problems": problems,
            "looked_at": STARTED,
            "program_version": "0.1.0",
        }
        | given
    )


def _problems(given: dict[str, Any]) -> list[Problem]:
    """Take out of what is given the problems in short."""
    problems: list[Problem] = [refuse(*named) for named in given.pop("refused", ())]
    problems += [forbid(name) for name in given.pop("blocking", ())]
    problems += [fail_source(name) for name in given.pop("failed_sources", ())]
    if (error := given.pop("error", None)) is not None:
        problems.append(Failure(error))
    if (missing := given.pop("dashboard_error", None)) is not None:
        problems.append(MissingDashboard(Path("data/site"), missing))
    return problems


def refuse(name: str, reason: str, advice: str = "") -> Refusal:
    return Refusal(Path(name), reason, advice)


def forbid(subject: str) -> FailedCheck:
    return FailedCheck(subject, "unique", "critical", "failed", "2 rows")


def fail_source(name: str) -> FailedSource:
    return FailedSource(name, "https://example.org/a.pdf", "gone", "look it up")


def news_of(data: DataFolder, **given: Any) -> RunNews:
    """The news of a run that left this data folder."""
    with open_published(data) as connection:
        return read_news(make_ending(**given), connection)
