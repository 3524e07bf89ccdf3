"""The problems of a run as lines: what the terminal shows and the schedule keeps."""

from functools import singledispatch

from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import printable
from warehouse.errors import tell_in_one_line
from warehouse.folder.run_ending import (
    FailedCheck,
    FailedSource,
    Failure,
    MissingDashboard,
    Problem,
    Refusal,
    RunEnding,
)
from warehouse.say import tell

_MOST_CHECKS = 10
_MOST_IN_SUMMARY = 3


def problem_lines(ending: RunEnding, *, with_sources: bool = True) -> list[str]:
    """Tell each problem in one line, and at last what an audit that forbids publishing leads to.

    Args:
        ending: of the run.
        with_sources: tell failed downloads, too.
    """
    checks = ending.problems_of(FailedCheck)
    left_out = (FailedCheck,) if with_sources else (FailedCheck, FailedSource)
    shown = [problem for problem in ending.problems if not isinstance(problem, left_out)]
    lines = [tell_problem(problem) for problem in [*shown, *checks[:_MOST_CHECKS]]]
    if ending.outcome == "audit_failed" and ending.audited is not None:
        is_live = (ending.data_root / "warehouse.duckdb").exists()
        name = "run-audit-failed" if is_live else "run-audit-failed-first"
        lines.append(tell(name, count=len(checks), page=ending.audited.page))
    return lines


def summarize_problems(ending: RunEnding) -> str:
    """Tell the first problems in one line, and how many more there are."""
    lines = problem_lines(ending)
    rest = len(lines) - _MOST_IN_SUMMARY
    more = f" · {tell('run-and-more', count=rest)}" if rest > 0 else ""
    return " · ".join(lines[:_MOST_IN_SUMMARY]) + more


@singledispatch
def tell_problem(problem: Problem) -> str:
    """Tell a problem in one line."""
    raise TypeError(problem)


@tell_problem.register
def _(problem: Refusal) -> str:
    path = printable(" ".join(str(problem.path).split("\n")))
    return tell("error-at", place=path, told=problem.told)


@tell_problem.register
def _(problem: FailedSource) -> str:
    where = f"{problem.name} ({problem.address})"
    return tell_in_one_line(problem.reason, problem.advice, where)


@tell_problem.register
def _(problem: FailedCheck) -> str:
    subject, expectation, found = problem.told
    outcome = tell_value("outcome", problem.outcome)
    return tell(
        "run-failed-check", subject=subject, expectation=expectation, outcome=outcome, detail=found
    )


@tell_problem.register
def _(problem: Failure) -> str:
    return problem.reason


@tell_problem.register
def _(problem: MissingDashboard) -> str:
    return tell("run-no-dashboard", folder=problem.folder, reason=problem.reason)
