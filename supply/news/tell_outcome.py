"""The outcome of a run in one line, and what a person must see to."""

from collections.abc import Sequence
from typing import NamedTuple

from supply.news.one_line import one_line, write_years
from supply.news.problem_lines import tell_problem
from supply.news.run_news import Action
from warehouse.folder.run_ending import (
    FailedCheck,
    FailedSource,
    Failure,
    MissingDashboard,
    Refusal,
    RunEnding,
)
from warehouse.say import in_clauses, tell

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
        count = len(ending.problems_of(FailedCheck))
        return in_clauses([tell("news-audit-found", count=count), *problems])
    if ending.outcome == "failed":
        return in_clauses([tell("news-run-failed"), *problems])
    if ending.outcome == "nothing_usable":
        told = in_clauses(problems) or tell("news-no-file")
        return tell("news-nothing-published", told=told)
    if ending.outcome == "nothing_new":
        return in_clauses([tell("news-nothing-new"), *problems])
    published = f"tsdg: {_tell_published(ending, corrected_years, issuers)}"
    if problems:
        return in_clauses([published, *problems])
    return tell("news-comma").join([published, *_tell_figures(ending, figures)])


def _count_problems(ending: RunEnding) -> list[str]:
    problems = []
    if refused := ending.problems_of(Refusal):
        problems.append(tell("news-refused", count=len(refused)))
    if sources := ending.problems_of(FailedSource):
        problems.append(tell("news-downloads-failed", count=len(sources)))
    if ending.problems_of(MissingDashboard):
        problems.append(tell("news-no-dashboard"))
    return problems


def _tell_published(
    ending: RunEnding, corrected_years: Sequence[int], issuers: Sequence[str]
) -> str:
    years = {document.report_year for document in ending.documents}
    if not years:
        return tell("news-rebuilt-from-held")
    whose = ""
    if issuers:
        is_few = len(issuers) <= _MOST_ISSUERS
        names = tell("news-and").join(issuers)
        whose = tell("held-of-issuer", issuer=names) if is_few else tell("news-of-issuers", count=len(issuers))  # fmt: skip
    name = "news-corrected" if years <= set(corrected_years) else "news-published"
    return tell(name, years=write_years(years), whose=whose)


def _tell_figures(ending: RunEnding, figures: Figures | None) -> list[str]:
    if figures is None:
        return []
    is_plain = len({document.report_year for document in ending.documents}) == 1
    name = "news-figures" if is_plain else "news-figures-of-year"
    if figures.has_issuers:
        name = "news-figures-of-all"
    told = [
        tell(
            name,
            year=figures.newest_year,
            missed=f"{figures.n_missed:,}",
            measures=f"{figures.n_measures:,}",
        )
    ]
    if figures.sample:
        told.append(figures.sample)
    if figures.n_waiting:
        told.append(tell("news-waiting", count=f"{figures.n_waiting:,}"))
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
        tell("news-failure"),
        failures or [tell("news-failure-unknown")],
        tell("news-failure-advice"),
    )


def _tell_audit(ending: RunEnding) -> Action | None:
    checks = ending.problems_of(FailedCheck)
    if ending.outcome != "audit_failed" and not checks:
        return None
    return Action(
        tell("news-audit-forbids", count=len(checks)),
        _first([": ".join(check.told) for check in checks]),
        tell("news-audit-advice", page=one_line(ending.data_root / "audit" / "latest.html")),
    )


def _tell_refusals(ending: RunEnding) -> Action | None:
    refusals = ending.problems_of(Refusal)
    if not refusals:
        return None
    lines = [f"{one_line(r.path.name, _NAME_LENGTH)}: {one_line(r.told)}" for r in refusals]
    return Action(
        tell("news-refused", count=len(refusals)),
        _first(lines),
        tell("news-refused-advice", folder=one_line(ending.data_root / "quarantine")),
    )


def _tell_sources(ending: RunEnding) -> Action | None:
    sources = ending.problems_of(FailedSource)
    if not sources:
        return None
    return Action(
        tell("news-downloads-failed", count=len(sources)),
        _first([tell_problem(source) for source in sources]),
        tell("news-downloads-advice"),
    )


def _tell_dashboard(ending: RunEnding) -> Action | None:
    missing = ending.problems_of(MissingDashboard)
    if not missing:
        return None
    return Action(
        tell("news-dashboard"),
        [one_line(dashboard.reason) for dashboard in missing],
        tell("news-dashboard-advice"),
    )


def _first(lines: Sequence[str]) -> list[str]:
    shown = [one_line(line) for line in lines[:_MOST_LINES]]
    left_out = len(lines) - len(shown)
    return [*shown, tell("news-and-more", count=f"{left_out:,}")] if left_out else shown
