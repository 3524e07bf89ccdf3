"""The outcome of a run in one line, and what a person must see to."""

from collections.abc import Sequence
from typing import NamedTuple

from supply.news.one_line import one_line, plural, write_years
from supply.news.run_news import Action, RunFacts

_MOST_LINES = 10
_NAME_LENGTH = 120


class Figures(NamedTuple):
    """What the one line says of the newest edition told: missed, measures; and what waits for a person."""

    newest_year: int
    n_missed: int
    n_measures: int
    n_waiting: int


def tell_subject(
    facts: RunFacts, corrected_years: Sequence[int] = (), figures: Figures | None = None
) -> str:
    """Say in one line how the run ended, so that a person knows at once whether to act.

    What somebody must see to stands in place of the figures, since a phone shows forty characters.

    Args:
        facts: what the caller knows.
        corrected_years: editions of which a corrected document was read.
        figures: those of the newest edition told; null without a warehouse.
    """
    problems = _count_problems(facts)
    if facts.outcome == "audit_failed":
        found = plural(len(facts.blocking), "critical failure")
        return "; ".join([f"tsdg: nothing published, audit found {found}", *problems])
    if facts.outcome == "failed":
        return "; ".join(["tsdg: nothing published, the run failed", *problems])
    if facts.outcome == "nothing_usable":
        return f"tsdg: nothing published, {'; '.join(problems) or 'no file could be used'}"
    if facts.outcome == "nothing_new":
        return "; ".join(["tsdg: nothing new", *problems])
    published = f"tsdg: {_tell_published(facts, corrected_years)}"
    if problems:
        return "; ".join([published, *problems])
    return ", ".join([published, *_tell_figures(facts, figures)])


def _count_problems(facts: RunFacts) -> list[str]:
    problems = []
    if facts.refused:
        problems.append(f"{plural(len(facts.refused), 'file')} refused")
    if facts.failed_sources:
        problems.append(f"{plural(len(facts.failed_sources), 'download')} failed")
    if facts.dashboard_error:
        problems.append("the dashboard is missing")
    return problems


def _tell_published(facts: RunFacts, corrected_years: Sequence[int]) -> str:
    years = {year for _, year, _, _ in facts.read}
    if not years:
        return "rebuilt from what is held"
    corrected = "corrected " if years <= set(corrected_years) else ""
    return f"{corrected}{write_years(years)} published"


def _tell_figures(facts: RunFacts, figures: Figures | None) -> list[str]:
    if figures is None:
        return []
    is_plain = len({year for _, year, _, _ in facts.read}) == 1
    edition = "" if is_plain else f"in {figures.newest_year} "
    told = [
        f"{edition}{figures.n_missed:,} of {figures.n_measures:,} measures missed",
    ]
    if figures.n_waiting:
        told.append(f"{figures.n_waiting:,} to review")
    return told


def tell_actions(facts: RunFacts) -> list[Action]:
    """List what a person must see to, the gravest first; each says what to do."""
    actions = []
    if facts.outcome == "failed" or facts.error:
        actions.append(
            Action(
                "The run failed",
                [one_line(facts.error or "no reason was recorded")],
                "Nothing was published. Run tsdg doctor: it says what is wrong and what to do. "
                "The next run repairs what this one left.",
            )
        )
    if facts.outcome == "audit_failed" or facts.blocking:
        actions.append(
            Action(
                f"The audit forbids publishing: {plural(len(facts.blocking), 'critical failure')}",
                _first(facts.blocking),
                f"Nothing was published. All checks stand in {one_line(facts.data_root / 'audit' / 'latest.html')}.",
            )
        )
    if facts.refused:
        lines = [f"{one_line(name, _NAME_LENGTH)}: {one_line(why)}" for name, why in facts.refused]
        kept = one_line(facts.data_root / "quarantine")
        actions.append(
            Action(
                f"{plural(len(facts.refused), 'file')} refused",
                _first(lines),
                f"Copies and reasons lie in {kept}. Once a better file is in place, run again.",
            )
        )
    if facts.failed_sources:
        actions.append(
            Action(
                f"{plural(len(facts.failed_sources), 'download')} failed",
                _first(facts.failed_sources),
                "The next run tries again. If an address is wrong, mend it in the source list.",
            )
        )
    if facts.dashboard_error:
        actions.append(
            Action(
                "The dashboard is missing",
                [one_line(facts.dashboard_error)],
                "The marts are published. Write it with tsdg site.",
            )
        )
    return actions


def _first(lines: Sequence[str]) -> list[str]:
    shown = [one_line(line) for line in lines[:_MOST_LINES]]
    left_out = len(lines) - len(shown)
    return [*shown, f"and {left_out:,} more"] if left_out else shown
