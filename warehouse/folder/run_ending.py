"""How a run ended, as one object: terminal, schedule, run report and Prefect's summary all tell it from here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeVar

from warehouse.errors import UnusableReportError, tell_in_one_line
from warehouse.folder.run_record import RunRecord
from warehouse.language import chosen_language
from warehouse.say import name_rule
from warehouse.say_stated import say_check

Outcome = Literal["published", "audit_failed", "failed", "nothing_usable", "nothing_new"]
EXIT_DONE, EXIT_PROBLEM, EXIT_AUDIT_FAILED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A report file that was read; without a report_id its row is known by its name and year."""

    file_name: str
    report_year: int
    n_indicators: int
    page_count: int
    media_type: str
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A report file that could not be used: what is wrong with it, on which page, what to do."""

    path: Path
    reason: str
    advice: str = ""
    page: int | None = None
    told_to_programs: str = ""
    cause: UnusableReportError | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, path: Path, error: UnusableReportError) -> "Refusal":
        """Make one of what a reader said."""
        return cls(path, error.reason, error.advice, error.page, error.say("en"), error)

    @property
    def told(self) -> str:
        """All but the name, in one line."""
        return tell_in_one_line(self.reason, self.advice, page=self.page)

    @property
    def recorded(self) -> str:
        """The same for logs and tables, in the one language of programs."""
        return self.told_to_programs or self.told


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A download that failed; the address is one that may be shown."""

    name: str
    address: str
    reason: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check of the audit that did not pass; outcome is failed or error."""

    subject: str
    expectation: str
    severity: str
    outcome: str
    detail: str
    is_blocking: bool = True
    detail_zh: str = ""

    @property
    def told(self) -> tuple[str, str, str]:
        """What was checked, what of it and what was found, in the reader's language."""
        found = self.detail_zh or self.detail if chosen_language() == "zh" else self.detail
        return name_rule(self.subject), say_check(self.expectation), found


@dataclass(frozen=True, slots=True)
class Failure:
    """What ended a run that nobody expected to end."""

    reason: str


@dataclass(frozen=True, slots=True)
class MissingDashboard:
    """The marts were published without a dashboard: where it would stand, and why it does not."""

    folder: Path
    reason: str


Problem = FailedSource | Refusal | Failure | FailedCheck | MissingDashboard
Kind = TypeVar("Kind", FailedSource, Refusal, Failure, FailedCheck, MissingDashboard)


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit did: how many checks, those that did not pass, and the page that shows them."""

    n_checks: int
    failed: Sequence[FailedCheck]
    page: Path


@dataclass(slots=True)
class RunEnding:
    """A run, filled while it goes on; until something else is known it has failed.

    Attributes:
        as_of_date: day by which promises are overdue.
        data_root: the data folder.
        outcome: how it ended.
        record: what is kept of it; null if there was nothing to run for.
        documents: the report files that were read.
        problems: what a person must see to.
        audited: null if it did not come to the audit.
        n_held: report files that were held already.
        withdrawn: report files left out, since a person took them back.
        looked_at: the moment that is told for a run without a record, in UTC.
        program_version: version of tsdg.
    """

    as_of_date: date
    data_root: Path
    outcome: Outcome = "failed"
    record: RunRecord | None = None
    documents: Sequence[ReadDocument] = ()
    problems: list[Problem] = field(default_factory=list)
    audited: Audited | None = None
    n_held: int = 0
    withdrawn: Sequence[Path] = ()
    looked_at: datetime = field(default_factory=partial(datetime.now, UTC))
    program_version: str = field(default_factory=partial(version, "tsdg"))

    def problems_of(self, kind: type[Kind]) -> list[Kind]:
        """The problems of one kind."""
        return [problem for problem in self.problems if isinstance(problem, kind)]

    @property
    def is_problem(self) -> bool:
        """Tell whether somebody must act."""
        return bool(self.problems) or self.outcome not in {"published", "nothing_new"}

    @property
    def exit_code(self) -> int:
        """How the command ends: a missing dashboard is told, and fails nothing."""
        if self.outcome == "audit_failed":
            return EXIT_AUDIT_FAILED
        is_complete = not self.problems_of(Refusal) and not self.problems_of(FailedSource)
        return EXIT_DONE if is_complete and self.outcome != "failed" else EXIT_PROBLEM

    @property
    def run_no(self) -> int | None:
        """Number of the run; null if it left nothing to be numbered."""
        return self.record.run_no if self.record and self.outcome != "nothing_usable" else None

    @property
    def started_at(self) -> datetime:
        """When it began, in UTC."""
        return datetime.fromisoformat(self.record.started_at) if self.record else self.looked_at

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.record.seconds if self.record else None) or 0.0

    @property
    def rebuild_reason(self) -> str | None:
        """Why a run without new files was needed."""
        return (self.record.reason or None) if self.record else None
