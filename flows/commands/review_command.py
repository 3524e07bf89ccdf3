"""`tsdg review`: links, directions, findings and comparisons with the UN that wait for a person, and the answers that are recorded."""

import getpass
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from flows.commands.review_directions import (
    DIRECTIONS,
    direction_id,
    direction_source,
    direction_table,
    name_answer,
    print_direction,
    read_directions,
)
from flows.commands.review_files import (
    DIRECTION_REVIEWS,
    FINDING_REVIEWS,
    LINK_REVIEWS,
    PROPOSED,
    UN_BRIDGES,
    Decision,
    ReviewFile,
    bridge_id,
    identity,
    identity_of_any_issuer,
    read_decisions,
    record_decisions,
    review_path,
)
from supply.terminal.bridge_words import bridge_table, print_bridge
from supply.terminal.issuer_words import issuer_cell
from supply.terminal.measure_words import actual_words, name_edition, tell_value
from supply.terminal.render_table import cell, console, header, print_json, table, word_table
from supply.terminal.series_chart import target_words
from warehouse.errors import UsageError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.held_reports import read_held
from warehouse.folder.published import Row, fetch, open_published
from warehouse.say import in_reader_language, listed, name_rule, name_value, tell
from warehouse.say_stated import say_evidence

_MIN_PREFIX = 4
_LINKS = """
    select * from indicator_link where not is_confirmed
    order by score desc, report_year_b, indicator_code_b, measure_no_b nulls first, question_id
"""
_MEASURES = """
    select attainment.* from attainment
    semi join (
        select issuer_a as issuer, report_year_a as report_year, indicator_code_a as indicator_code
        from indicator_link where not is_confirmed
        union
        select issuer_b, report_year_b, indicator_code_b from indicator_link where not is_confirmed
    ) using (issuer, report_year, indicator_code)
    order by issuer, report_year, indicator_code, measure_no
"""
_FINDINGS = """
    select * from finding where not is_accepted
    order by
        array_position(['critical', 'warning', 'info'], severity), report_year desc, rule,
        issuer, indicator_code, measure_no, finding_id
"""
_BRIDGES = "select * from un_bridge where status = 'proposed' order by goal_no, indicator_key"
_MEASURE_COLUMNS = (
    "measure_no", "measure_label", "target_kind", "comparator", "target_low", "target_high",
    "unit", "target_text", "actual_kind", "actual_value", "actual_unit", "actual_year", "page_first",
)  # fmt: skip
# What a person answers about a comparison → what the reviewed file calls it.
_BRIDGE_ANSWERS = {"accept": "confirmed", "reject": "rejected"}
_QUIT, _SKIP = "quit", "skip"


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """Options of `tsdg review`."""

    accept: Sequence[str] = ()
    reject: Sequence[str] = ()
    direction: str | None = None
    reason: str | None = None
    reviewer: str | None = None
    only: str | None = None
    is_list: bool = False
    is_json: bool = False
    is_change: bool = False


@dataclass(slots=True)
class Waiting:
    """Everything that waits for a person, each with the answer recorded since the last run."""

    links: list[Row]
    directions: list[Row]
    findings: list[Row]
    bridges: list[Row]
    has_several_issuers: bool = False

    def limited_to(self, only: str | None) -> "Waiting":
        """Leave out the other kinds, findings that only inform, and comparisons unless they are asked for."""
        doubtful = [row for row in self.findings if row["severity"] != "info"]
        return Waiting(
            self.links if only in {None, "links"} else [],
            self.directions if only in {None, "directions"} else [],
            doubtful if only in {None, "findings"} else [],
            self.bridges if only == "bridges" else [],
            self.has_several_issuers,
        )


def review(data: DataFolder, request: ReviewRequest, today: date) -> None:
    """List, record or walk through what waits for a person.

    Raises:
        UsageError: the options or ids do not fit.
    """
    _check(request)
    with open_published(data) as connection:
        waiting = read_waiting(connection)
    if request.accept or request.reject:
        _record_named(waiting, request, today)
    elif request.is_list or request.is_json or not sys.stdin.isatty():
        _print_list(waiting.limited_to(request.only), request)
        _tell_bridges(waiting, request)
    else:
        _walk(waiting.limited_to(request.only), request, today)
        _tell_bridges(waiting, request)


def _tell_bridges(waiting: Waiting, request: ReviewRequest) -> None:
    """Comparisons do not hinder a run: they are counted, and asked only by their name."""
    count = sum(row["recorded"] is None for row in waiting.bridges)
    if count and request.only is None and not request.is_json:
        console().print(cell(tell("review-bridges-wait", count=count)))


def _check(request: ReviewRequest) -> None:
    named = bool(request.accept or request.reject)
    if named and (request.is_list or request.is_json):
        raise UsageError("list-or-answer")
    if request.is_change and not named:
        raise UsageError("change-without-answer")
    if request.direction and not request.accept:
        raise UsageError("direction-without-answer")
    if named and not (request.reason or "").strip():
        raise UsageError("answer-without-reason")


def read_waiting(connection: Any) -> Waiting:
    """Read open links with both sides, directions assumed, findings not accepted, and comparisons proposed."""
    recorded = {identity(LINK_REVIEWS, row): row for row in read_decisions(LINK_REVIEWS)}
    accepted = {row["finding_id"] for row in read_decisions(FINDING_REVIEWS)}
    decided = {identity(DIRECTION_REVIEWS, row): row for row in read_decisions(DIRECTION_REVIEWS)}
    measures = fetch(connection, _MEASURES)
    links: list[Row] = [
        {
            **link,
            "side_a": _side(link, "a", measures),
            "side_b": _side(link, "b", measures),
            "recorded": recorded_answer(link, recorded, measures),
        }
        for link in fetch(connection, _LINKS)
    ]
    directions: list[Row] = [
        {**row, "recorded": decided.get(identity(DIRECTION_REVIEWS, row), {}).get("direction")}
        for row in read_directions(connection)
    ]
    findings: list[Row] = [
        {**row, "recorded": "accepted" if row["finding_id"] in accepted else None}
        for row in fetch(connection, _FINDINGS)
    ]
    compared = {bridge_id(row): row for row in read_decisions(UN_BRIDGES)}
    asked = [row["question_id"] for row in fetch(connection, _BRIDGES)]
    bridges = [_bridge(name, compared[name]) for name in asked if name in compared]
    return Waiting(links, directions, findings, bridges, read_held(connection).has_several_issuers)


def _bridge(question_id: str, row: Decision) -> Row:
    """A proposal as the reviewed file has it, with the answer recorded since the last run."""
    recorded = None if row["status"] == PROPOSED else row["status"]
    return {**row, "question_id": question_id, "recorded": recorded}


def recorded_answer(
    link: Row, recorded: Mapping[tuple[str, ...], Decision], measures: list[Row]
) -> str | None:
    """What was answered; an answer that says not whose reports it means counts where nobody else prints the codes."""
    found = recorded.get(identity(LINK_REVIEWS, link))
    if found is None and not any(_is_printed_by_several(link, side, measures) for side in "ab"):
        found = recorded.get(identity_of_any_issuer(link))
    return found["decision"] if found else None


def _is_printed_by_several(link: Row, side: str, measures: list[Row]) -> bool:
    place = link[f"report_year_{side}"], link[f"indicator_code_{side}"]
    issuers = {m["issuer"] for m in measures if (m["report_year"], m["indicator_code"]) == place}
    return len(issuers) > 1


def _side(link: Row, side: str, measures: list[Row]) -> Row:
    """One side of a link as its edition prints it; without measures if only a superseded vintage does."""
    issuer, year = link[f"issuer_{side}"], link[f"report_year_{side}"]
    code, number = link[f"indicator_code_{side}"], link[f"measure_no_{side}"]
    place = (issuer, year, code)
    rows = [m for m in measures if (m["issuer"], m["report_year"], m["indicator_code"]) == place]
    first: Row = rows[0] if rows else {}
    return {
        "issuer": issuer,
        "report_year": year,
        "indicator_code": code,
        "measure_no": number,
        "indicator_name": first.get("indicator_name"),
        "agencies_text": first.get("agencies_text"),
        "measures": [
            {name: row[name] for name in _MEASURE_COLUMNS}
            for row in rows
            if number in {None, row["measure_no"]}
        ],
    }


def _print_list(waiting: Waiting, request: ReviewRequest) -> None:
    if request.is_json:
        kinds = asdict(waiting)
        del kinds["has_several_issuers"]
        if request.only != "bridges":
            # An empty list would say that none is proposed.
            del kinds["bridges"]
        print_json(kinds)
        return
    screen = console()
    if waiting.links:
        screen.print(_link_table(waiting.links, with_issuer=waiting.has_several_issuers))
    if waiting.directions:
        screen.print(direction_table(waiting.directions))
    if waiting.findings:
        screen.print(_finding_table(waiting.findings, with_issuer=waiting.has_several_issuers))
    if waiting.bridges:
        screen.print(bridge_table(waiting.bridges))
    counts = {
        "review-n-links": len(waiting.links),
        "review-n-findings": len(waiting.findings),
        "review-n-directions": len(waiting.directions),
    }
    counts |= {"review-n-bridges": len(waiting.bridges)} if waiting.bridges else {}
    screen.print(cell(listed(tell(name, count=count) for name, count in counts.items())))
    if any(counts.values()):
        screen.print(cell(tell("review-answer")))
    if waiting.directions:
        screen.print(cell(tell("review-answer-direction")))


def _link_table(links: list[Row], *, with_issuer: bool) -> Any:
    grid = word_table(
        "id", "relation", "one side", "other side", "score", "recorded",
        title=tell("review-links"), right=("score",),
    )  # fmt: skip
    for row in links:
        grid.add_row(
            cell(row["question_id"]),
            cell(tell_value("relation", row["relation"])),
            cell(_side_words(row["side_a"], with_issuer=with_issuer)),
            cell(_side_words(row["side_b"], with_issuer=with_issuer)),
            cell(f"{row['score']:.0f}"),
            cell(tell_value("decision", row["recorded"])),
        )
    return grid


def _side_words(side: Row, *, with_issuer: bool) -> str:
    number = f"#{side['measure_no']}" if side["measure_no"] else ""
    name = side["indicator_name"] or tell("review-superseded")
    whose = f"{side['issuer']} " if with_issuer else ""
    return f"{whose}{side['report_year']} {side['indicator_code']}{number} {name}"


def _finding_table(findings: list[Row], *, with_issuer: bool) -> Any:
    grid = word_table(
        "id", "severity", "year", *(["issuer"] * with_issuer), "code", "finding", "recorded", title=tell("status-findings")
    )  # fmt: skip
    for row in findings:
        grid.add_row(
            cell(row["finding_id"]),
            cell(name_value("severity", row["severity"])),
            cell(row["report_year"]),
            *([issuer_cell(row["issuer"])] * with_issuer),
            cell(_place(row)),
            cell(f"{name_rule(row['rule'])}: {in_reader_language(row, 'message')}"),
            cell(tell_value("decision", row["recorded"])),
        )
    return grid


def _place(finding: Row) -> str:
    number = f"#{finding['measure_no']}" if finding["measure_no"] else ""
    return f"{finding['indicator_code'] or ''}{number}"


def _record_named(waiting: Waiting, request: ReviewRequest, today: date) -> None:
    """Record the answers given as options; all ids are looked up before anything is written."""
    reviewer = _reviewer(request.reviewer)
    answers = [(name, True) for name in request.accept]
    answers += [(name, False) for name in request.reject]
    found = [(*_find(name, waiting), is_yes) for name, is_yes in answers]
    asked = [identity(file, row) for file, row, _ in found]
    if len(asked) != len(set(asked)):
        raise UsageError("answered-twice")
    rows: dict[str, list[Row]] = {file.name: [] for file in _FILES}
    for file, row, is_yes in found:
        decision = _decision(file, row, request.direction, is_yes=is_yes)
        rows[file.name].append(_answer(file, row, decision, str(request.reason), reviewer, today))
    for file in _FILES:
        if rows[file.name]:
            _record(console(), file, rows[file.name], is_change=request.is_change)


def _decision(file: ReviewFile, row: Row, direction: str | None, *, is_yes: bool) -> str:
    """What an answer given by options says.

    Raises:
        UsageError: the question cannot be answered so.
    """
    if direction and file in {LINK_REVIEWS, UN_BRIDGES}:
        raise UsageError("answer-with-direction")
    if file is UN_BRIDGES:
        return _BRIDGE_ANSWERS["accept" if is_yes else "reject"]
    if file is FINDING_REVIEWS and not is_yes:
        raise UsageError("finding-rejected", finding=row["finding_id"])
    if file is not DIRECTION_REVIEWS:
        return "same" if is_yes else "different"
    if not is_yes:
        raise UsageError("direction-not-rejected", directions="|".join(DIRECTIONS))
    if direction is None and row["direction"] is None:
        raise UsageError("nothing-assumed", directions="|".join(DIRECTIONS))
    return DIRECTIONS[direction] if direction else str(row["direction"])


_FILES = (LINK_REVIEWS, DIRECTION_REVIEWS, FINDING_REVIEWS, UN_BRIDGES)


def _find(name: str, waiting: Waiting) -> tuple[ReviewFile, Row]:
    """Find what an id, or its unmistakable beginning, names: open, or answered before."""
    known = {name: (LINK_REVIEWS, row) for name, row in answered_links().items()}
    for row in read_decisions(FINDING_REVIEWS):
        known[row["finding_id"]] = (FINDING_REVIEWS, dict(row))
    for row in read_decisions(DIRECTION_REVIEWS):
        known[direction_id(row)] = (DIRECTION_REVIEWS, dict(row))
    known |= {bridge_id(row): (UN_BRIDGES, dict(row)) for row in read_decisions(UN_BRIDGES)}
    known |= {row["question_id"]: (LINK_REVIEWS, row) for row in waiting.links}
    known |= {row["question_id"]: (DIRECTION_REVIEWS, row) for row in waiting.directions}
    known |= {row["finding_id"]: (FINDING_REVIEWS, row) for row in waiting.findings}
    names = [one for one in known if one == name]
    if not names and len(name) >= _MIN_PREFIX:
        names = [one for one in known if one.startswith(name)]
    if len(names) != 1:
        raise UsageError("id-of-several" if names else "id-unknown", asked=name)
    return known[names[0]]


def answered_links() -> dict[str, Row]:
    """Recorded answers by the ids of their questions, which tell whose reports are meant only where several print the code."""
    from transforms.years.link_rows import question_id

    rows = [_typed(row) for row in read_decisions(LINK_REVIEWS)]
    times = Counter(question_id(row) for row in rows)
    short = {name: row for row in rows if times[name := question_id(row)] == 1}
    return short | {question_id(row, with_issuers=True): row for row in rows}


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """A recorded row with its numbers as numbers, as the linker names questions by."""
    return {
        name: (int(value) if value else None) if name.startswith(("report_", "measure_")) else value
        for name, value in row.items()
    }


def _answer(  # noqa: PLR0913, PLR0917 - a question, its answer, and who gives it
    file: ReviewFile, row: Row, decision: str, reason: str, reviewer: str, today: date
) -> Row:
    if file is UN_BRIDGES:
        answer = {"status": decision, "review_reason": reason, "reviewer": reviewer}
        return {**row, **answer, "reviewed_on": today.isoformat()}
    return {
        **row,
        file.answer: decision,
        "reason": reason,
        "source": direction_source(row, reviewer, today.isoformat()),
        "reviewer": reviewer,
        "reviewed_on": today.isoformat(),
    }


def _record(screen: Console, file: ReviewFile, rows: list[Row], *, is_change: bool = False) -> None:
    new = record_decisions(file, rows, is_change=is_change)
    if new:
        where = review_path(file)
        screen.print(cell(tell("review-recorded", count=len(new), where=where)))
    if len(new) < len(rows):
        screen.print(cell(tell("review-recorded-already", count=len(rows) - len(new))))


def _reviewer(name: str | None) -> str:
    """The name given, else what version control calls the user, else the account's name."""
    git = shutil.which("git")
    if not (name or "").strip() and git:
        answer = subprocess.run(  # noqa: S603 - the program found on the path, no user input
            [git, "config", "user.name"], capture_output=True, text=True, check=False
        )
        name = answer.stdout
    try:
        return (name or "").strip() or getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("reviewer-unknown") from error


def _walk(waiting: Waiting, request: ReviewRequest, today: date) -> None:
    """Ask one question after the other; what is answered is kept whatever ends it."""
    screen = console()
    links = [row for row in waiting.links if row["recorded"] is None]
    directions = [row for row in waiting.directions if row["recorded"] is None]
    findings = [row for row in waiting.findings if row["recorded"] is None]
    bridges = [row for row in waiting.bridges if row["recorded"] is None]
    if not links and not directions and not findings and not bridges:
        screen.print(tell("review-nothing"))
        return
    reviewer = _reviewer(request.reviewer)
    folder = review_path(LINK_REVIEWS).parent
    screen.print(cell(tell("review-begin", reviewer=reviewer, folder=folder)))
    questions = [(LINK_REVIEWS, row) for row in links]
    questions += [(DIRECTION_REVIEWS, row) for row in directions]
    questions += [(FINDING_REVIEWS, row) for row in findings]
    questions += [(UN_BRIDGES, row) for row in bridges]
    try:
        for number, (file, row) in enumerate(questions, start=1):
            screen.rule(tell("review-question", number=number, count=len(questions)))
            if not _ask_one(screen, file, row, reviewer, request.reason, today):
                break
    except (KeyboardInterrupt, EOFError):
        screen.print("\n" + tell("review-ended"))


def _ask_one(  # noqa: PLR0913, PLR0917 - a question and who answers it
    screen: Console, file: ReviewFile, row: Row, reviewer: str, reason: str | None, today: date
) -> bool:
    """Show a question and record its answer; False if the person wants to stop."""
    if file is LINK_REVIEWS:
        _print_link(screen, row)
        is_series = row["relation"] == "same_series"
        question = tell("review-one-series" if is_series else "review-one-measure")
        answer = _choose(screen, question, ("same", "different"))
    elif file is DIRECTION_REVIEWS:
        print_direction(screen, row)
        answer = _choose(screen, tell("review-which-way"), tuple(DIRECTIONS))
    elif file is UN_BRIDGES:
        print_bridge(screen, row)
        answer = _choose(screen, tell("review-bridge-right"), tuple(_BRIDGE_ANSWERS))
    else:
        _print_finding(screen, row)
        answer = _choose(screen, tell("review-known"), ("accept",))
    if answer in {_QUIT, _SKIP}:
        return answer == _SKIP
    why = reason or _ask_reason(screen)
    answers = {DIRECTION_REVIEWS.name: DIRECTIONS, UN_BRIDGES.name: _BRIDGE_ANSWERS}
    decision = answers.get(file.name, {}).get(answer, answer)
    _record(screen, file, [_answer(file, row, decision, why, reviewer, today)])
    return True


def _choose(screen: Console, question: str, answers: Sequence[str]) -> str:
    """Ask until the answer is one of those offered, or its unmistakable beginning."""
    choices = (*answers, _SKIP, _QUIT)
    words = {choice: name_value("answer", choice) for choice in choices}
    asked = tell("review-asked", question=question, choices=" / ".join(map(name_answer, choices)))
    while True:
        typed = screen.input(Text(f"{asked} ", style="bold")).strip().lower()
        fitting = [
            c for c in choices if typed and (c.startswith(typed) or words[c].startswith(typed))
        ]
        if len(fitting) == 1:
            return fitting[0]
        screen.print(cell(tell("review-one-of", choices=listed(map(name_answer, choices)))))


def _ask_reason(screen: Console) -> str:
    while True:
        reason = screen.input(Text(tell("review-ask-reason"), style="bold")).strip()
        if reason:
            return reason
        screen.print(tell("review-needs-reason"))


def _print_link(screen: Console, link: Row) -> None:
    a, b = link["side_a"], link["side_b"]
    has_issuers = a["issuer"] != b["issuer"]
    heads = (
        f"{side['report_year']}" + (f" {side['issuer']}" if has_issuers else "") for side in (a, b)
    )
    grid = table("", *heads)
    for title, name in (("code", "indicator_code"), ("name", "indicator_name"), ("agencies", "agencies_text")):  # fmt: skip
        grid.add_row(cell(header(title)), cell(a[name]), cell(b[name]))
    for number in range(max(len(a["measures"]), len(b["measures"]))):
        pair = [side["measures"][number : number + 1] for side in (a, b)]
        for title, words in _MEASURE_LINES.items():
            grid.add_row(cell(header(title)), *(cell(words(one[0]) if one else "") for one in pair))
    relation = tell_value("relation", link["relation"])
    screen.print(cell(f"{relation} {link['question_id']}", "bold"))
    screen.print(grid)
    evidence = say_evidence(link["evidence"])
    screen.print(cell(tell("review-score", score=f"{link['score']:.0f}", evidence=evidence)))


_MEASURE_LINES: dict[str, Callable[[Row], Any]] = {
    "measure": lambda row: f"{row['measure_no']} {row['measure_label'] or ''}",
    "unit": lambda row: row["unit"] or row["actual_unit"],
    "target": lambda row: (
        target_words(row) or row["target_text"] or name_value("target_kind", row["target_kind"])
    ),
    "actual": actual_words,
    "page": lambda row: row["page_first"],
}


def _print_finding(screen: Console, finding: Row) -> None:
    page = [tell("screen-page", page=finding["page"])] if finding["page"] else []
    severity = name_value("severity", finding["severity"])
    rule = name_rule(finding["rule"])
    screen.print(cell(f"{severity} {rule} {finding['finding_id']}", "bold yellow"))
    edition = name_edition(finding, with_issuer=bool(finding["issuer"]))
    screen.print(cell(listed([f"{edition} {_place(finding)}", *page])))
    screen.print(cell(in_reader_language(finding, "message")))
