"""What is told of a run: how it ended, and what the marts add to that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.folder.published import Row
from warehouse.folder.run_ending import RunEnding


@dataclass(frozen=True, slots=True)
class Listing:
    """The first rows of a list, how many there are, and the command that shows them all."""

    rows: Sequence[Row]
    total: int
    command: str

    @property
    def n_more(self) -> int:
        """How many rows are left out."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person must see to: what happened, line by line, and what comes next."""

    title: str
    lines: Sequence[str]
    advice: str


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What changed from one document to the next.

    Attributes:
        title: the two documents.
        counts: kind of change, how many, and how many of them for better or worse.
        told: the changes that are told one by one: place, name, before, after, page.
    """

    title: str
    counts: Sequence[tuple[str, int, str]]
    told: Listing


@dataclass(frozen=True, slots=True)
class ReviewNews:
    """What waits for a person: open links of all editions; open findings of the editions told.

    Attributes:
        years: the editions told.
        n_open_links: questions whether two indicators or measures are one.
        counts: open findings by severity, critical first.
        findings: the critical ones and the warnings: severity, rule, place, message.
        n_elsewhere: open critical findings and warnings of other editions.
    """

    years: Sequence[int]
    n_open_links: int
    counts: Mapping[str, int]
    findings: Listing
    n_elsewhere: int

    @property
    def n_waiting(self) -> int:
        """Links, critical findings and warnings; findings of severity info need no answer."""
        return self.n_open_links + self.counts["critical"] + self.counts["warning"]


@dataclass(frozen=True, slots=True)
class RunNews:
    """All that is told of a run; texts are single lines without control characters.

    Attributes:
        ending: how it ended.
        subject: the outcome in one line.
        actions: what a person must see to, first of all.
        files: the files read: file_name, whose, report_year, n_indicators, media_type, note.
        years: the editions told: those read, or the newest if the run read none; empty unless published.
        held_years: editions that the live warehouse holds; empty if there is none.
        scorecards: totals of the editions told, newest first, as in edition_scorecard, with n_judged, n_issuers,
            the edition in words, and under `before` the same of the year before if the same issuers report on it.
        missed: targets missed in them, worst first within an edition.
        changes: what changed against the documents before.
        overdue: promised releases that are overdue, longest first.
        review: what waits for a person; null without a warehouse.
        has_issuers: whether reports of several issuers are held, so that rows say whose they are.
        issuers: who reports on the newest edition told, and who is missing, a line each.
    """

    ending: RunEnding
    subject: str
    actions: Sequence[Action]
    files: Sequence[Row] = ()
    years: Sequence[int] = ()
    held_years: Sequence[int] = ()
    scorecards: Sequence[Row] = ()
    missed: Listing | None = None
    changes: Sequence[EditionChanges] = ()
    overdue: Listing | None = None
    review: ReviewNews | None = None
    has_issuers: bool = False
    issuers: Sequence[str] = ()
