"""The outcome of a run in one line, and what a person must see to."""

from collections.abc import Sequence
from typing import NamedTuple

from supply.news.one_line import one_line, plural, write_years
from supply.news.problem_lines import tell_problem
from supply.news.run_news import Action
from warehouse.run_ending import (
    FailedCheck,
    FailedSource,
    Failure,
    MissingDashboard,
    Refusal,
    RunEnding,
)

_MOST_LINES = 10
_NAME_LENGTH = 120
_MOST_ISSUERS = 2


class Figures(NamedTuple):
    """What the one line says of the newest edition told: missed, measures; and what waits for a person.

    Attributes:
        sample: words for what of it comes from a sample; empty if nothing does.
        has_issuers: whether several issuers are held, so that an edition is more than what was read.
    """

    newest_year: int
    n_missed: int
    n_measures: int
    n_waiting: int
    sample: str = ""
    has_issuers: bool = False


def tell_subject(
    ending: RunEnding,
    corrected_years: Sequence[int] = (),
    figures: Figures | None = None,
    issuers: Sequence[str] = (),
) -> str:
    """Say in one line how the run ended, so that a person knows at once whether to act.

    What somebody must see to stands in place of the figures, since a phone shows forty characters.

    Args:
        ending: of the run.
        corrected_years: editions of which a corrected document was read.
        figures: those of the newest edition told; null without a warehouse.
        issuers: whose documents were read, where several issuers are held.
    """
    problems = _count_problems(ending)
    if ending.outcome == "audit_failed":
        found = plural(len(ending.problems_of(FailedCheck)), "critical failure")
        return "; ".join([f"tsdg: nothing published, audit found {found}", *problems])
    if ending.outcome == "failed":
        return "; ".join(["tsdg: nothing published, the run failed", *problems])
    if ending.outcome == "nothing_usable":
        return f"tsdg: nothing published, {'; '.join(problems) or 'no file could be used'}"
    if ending.outcome == "nothing_new":
        return "; ".join(["tsdg: nothing new", *problems])
    published = f"tsdg: {_tell_published(ending, corrected_years, issuers)}"
    if problems:
        return "; ".join([published, *problems])
    return ", ".join([published, *_tell_figures(ending, figures)])


def _count_problems(ending: RunEnding) -> list[str]:
    problems = []
    if refused := ending.problems_of(Refusal):
        problems.append(f"{plural(len(refused), 'file')} refused")
    if sources := ending.problems_of(FailedSource):
        problems.append(f"{plural(len(sources), 'download')} failed")
    if ending.problems_of(MissingDashboard):
        problems.append("the dashboard is missing")
    return problems


def _tell_published(
    ending: RunEnding, corrected_years: Sequence[int], issuers: Sequence[str]
) -> str:
    years = {document.report_year for document in ending.documents}
    if not years:
        return "rebuilt from what is held"
    corrected = "corrected " if years <= set(corrected_years) else ""
    whose = ""
    if issuers:
        is_few = len(issuers) <= _MOST_ISSUERS
        whose = f" of {' and '.join(issuers)}" if is_few else f" of {len(issuers)} issuers"
    return f"{corrected}{write_years(years)}{whose} published"


def _tell_figures(ending: RunEnding, figures: Figures | None) -> list[str]:
    if figures is None:
        return []
    is_plain = len({document.report_year for document in ending.documents}) == 1
    edition = "" if is_plain else f"in {figures.newest_year} "
    if figures.has_issuers:
        edition = f"in all of {figures.newest_year} "
    told = [
        f"{edition}{figures.n_missed:,} of {figures.n_measures:,} measures missed",
    ]
    if figures.sample:
        told.append(figures.sample)
    if figures.n_waiting:
        told.append(f"{figures.n_waiting:,} to review")
    return told


def tell_actions(ending: RunEnding) -> list[Action]:
    """List what a person must see to, the gravest first; each says what to do."""
    telling = (_tell_failure, _tell_audit, _tell_refusals, _tell_sources, _tell_dashboard)
    return [action for tell in telling if (action := tell(ending)) is not None]


def _tell_failure(ending: RunEnding) -> Action | None:
    failures = [one_line(failure.reason) for failure in ending.problems_of(Failure)]
    if ending.outcome != "failed" and not failures:
        return None
    return Action(
        "The run failed",
        failures or ["no reason was recorded"],
        "Nothing was published. Run tsdg doctor: it says what is wrong and what to do. "
        "The next run repairs what this one left.",
    )


def _tell_audit(ending: RunEnding) -> Action | None:
    checks = ending.problems_of(FailedCheck)
    if ending.outcome != "audit_failed" and not checks:
        return None
    return Action(
        f"The audit forbids publishing: {plural(len(checks), 'critical failure')}",
        _first([f"{check.subject}: {check.expectation}: {check.detail}" for check in checks]),
        f"Nothing was published. All checks stand in {one_line(ending.data_root / 'audit' / 'latest.html')}.",
    )


def _tell_refusals(ending: RunEnding) -> Action | None:
    refusals = ending.problems_of(Refusal)
    if not refusals:
        return None
    lines = [f"{one_line(r.path.name, _NAME_LENGTH)}: {one_line(r.told)}" for r in refusals]
    return Action(
        f"{plural(len(refusals), 'file')} refused",
        _first(lines),
        f"Copies and reasons lie in {one_line(ending.data_root / 'quarantine')}. "
        "Once a better file is in place, run again.",
    )


def _tell_sources(ending: RunEnding) -> Action | None:
    sources = ending.problems_of(FailedSource)
    if not sources:
        return None
    return Action(
        f"{plural(len(sources), 'download')} failed",
        _first([tell_problem(source) for source in sources]),
        "The next run tries again. If an address is wrong, mend it in the source list.",
    )


def _tell_dashboard(ending: RunEnding) -> Action | None:
    missing = ending.problems_of(MissingDashboard)
    if not missing:
        return None
    return Action(
        "The dashboard is missing",
        [one_line(dashboard.reason) for dashboard in missing],
        "The marts are published. Write it with tsdg site.",
    )


def _first(lines: Sequence[str]) -> list[str]:
    shown = [one_line(line) for line in lines[:_MOST_LINES]]
    left_out = len(lines) - len(shown)
    return [*shown, f"and {left_out:,} more"] if left_out else shown
