"""Directions that wait for a person: which way is better, where a custom or nothing decided it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import polars as pl
from rich.console import Console
from rich.text import Text

from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import (
    cell,
    facts,
    header,
    one_line_cell,
    status_cell,
    word_table,
)
from transforms.report.judge_attainment import judge_attainment
from transforms.report.rule_in_chinese import in_chinese
from warehouse.folder.published import Row, fetch
from warehouse.say import in_reader_language, listed, name_value, tell

# What a person answers → what the reviewed file and the transforms call it.
DIRECTIONS = {"higher": "higher", "lower": "lower", "exact": "none"}
_COMPARATORS = {"higher": "ge", "lower": "le", "exact": "eq"}
_WAITING = """
    select attainment.*, dim_report.file_name
    from attainment
    inner join dim_report using (report_id)
    inner join staging.stg_measure using (report_id, indicator_code, measure_no)
    where
        stg_measure.occurrence_no = 1
        and attainment.target_kind in ('numeric', 'range')
        and attainment.certainty <> 'sure'
        and (stg_measure.is_direction_assumed or attainment.direction is null)
    order by attainment.certainty desc, attainment.report_year desc, attainment.counts_in_total desc,
        attainment.goal_no, attainment.indicator_code, attainment.measure_no, attainment.issuer
"""
_HELD = "select * from attainment order by report_year desc, goal_no, indicator_code, measure_no"


def read_directions(connection: Any) -> list[Row]:
    """Read the open questions: one for each name and label, with the newest row that asks it.

    Each row is one of attainment, with question_id, the fields of the reviewed file, what would follow from
    each answer, and the other measures for which an answer holds.
    """
    held = fetch(connection, _HELD)
    questions: dict[str, Row] = {}
    for row in fetch(connection, _WAITING):
        asked = {"indicator_name_contains": row["indicator_name"], "label_contains": _label(row)}
        name = direction_id(asked)
        if name not in questions:
            answers = {answer: _verdict_if(row, answer) for answer in DIRECTIONS}
            also = [
                _place(other)
                + ("" if other["issuer"] == row["issuer"] else f" ({other['issuer']})")
                for other in held
                if _holds_for(asked, other) and _identity(other) != _identity(row)
            ]
            questions[name] = {**row, **asked, "question_id": name, "if": answers, "also": also}
    return list(questions.values())


def direction_id(row: Mapping[str, Any]) -> str:
    """Name a question by what it asks, so that it keeps its name from run to run."""
    text = f"direction|{row['indicator_name_contains']}|{row['label_contains']}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _label(row: Row) -> str:
    """The label as the target prints it; one that only the actual has decides nothing about the target."""
    label, left = row["measure_label"] or "", iter(row["target_words"] or "")
    return label if all(character in left for character in label) else ""


def _holds_for(asked: Row, row: Row) -> bool:
    return (
        row["target_kind"] in {"numeric", "range"}
        and asked["indicator_name_contains"] in row["indicator_name"]
        and asked["label_contains"] in (row["measure_label"] or "")
    )


def _identity(row: Row) -> tuple[str, str, int]:
    return row["report_id"], row["indicator_code"], row["measure_no"]


def _place(row: Row) -> str:
    return f"{row['report_year']} {row['indicator_code']}#{row['measure_no']}"


def _verdict_if(row: Row, answer: str) -> Row:
    """What would follow if this way were better: status and the rule that makes it."""
    low, high = row["target_low"], row["target_high"]
    low, high = (high if low is None else low), (low if high is None else high)
    is_range = row["target_kind"] == "range"
    measure = pl.DataFrame(
        {
            "target_kind": [row["target_kind"]],
            "comparator": ["between" if is_range else _COMPARATORS[answer]],
            "target_low": [low if is_range or answer != "lower" else None],
            "target_high": [high if is_range or answer != "higher" else None],
            "direction": [DIRECTIONS[answer]],
            "actual_kind": [row["actual_kind"]],
            "actual_value": [row["actual_value"]],
            "declared_status": [row["declared_status"]],
        },
        schema_overrides={
            "target_low": pl.Float64,
            "target_high": pl.Float64,
            "actual_value": pl.Float64,
            "declared_status": pl.String,
        },
    )
    (judged,) = judge_attainment(measure).select("status", "status_rule").to_dicts()
    return judged


def direction_table(rows: list[Row]) -> Any:
    """List the questions: printed words, what was assumed, and what followed from it."""
    title = tell("review-directions")
    grid = word_table("id", "place", "measure", "printed", "taken as", title=title)
    for row in rows:
        actual = row["actual_words"] or name_value("actual_kind", row["actual_kind"])
        direction = tell_value("direction", row["direction"])
        better = tell("review-better", direction=direction) if direction else tell("review-untold")
        told = tell("review-recorded-as", answer=tell_value("direction", row["recorded"]))
        recorded = [cell(told, "bold")] if row["recorded"] else []
        grid.add_row(
            cell(row["question_id"]),
            cell(f"{row['report_year']}\n{row['indicator_code']}#{row['measure_no']}"),
            cell(row["measure_label"] or row["indicator_name"]),
            cell(f"{header('target')} {row['target_words']}\n{header('actual')} {actual}"),
            Text("\n").join([cell(better), status_cell(row["status"]), *recorded]),
        )
    return grid


def print_direction(screen: Console, row: Row) -> None:
    """Show one question: the printed words, and which verdict would follow from which answer."""
    screen.print(cell(tell("review-direction", id=row["question_id"]), "bold"))
    taken = tell(
        "review-taken",
        direction=tell_value("direction", row["direction"]),
        rule=in_reader_language(row, "direction_rule"),
    )
    actual = row["actual_words"] or name_value("actual_kind", row["actual_kind"])
    place = tell(
        "review-place",
        page=row["actual_page"] or row["page_first"],
        file_name=row["file_name"],
        year=row["report_year"],
    )
    told = [
        (header("indicator"), f"{row['indicator_code']} {row['indicator_name']}"),
        (header("agencies"), row["agencies_text"]),
        (header("measure"), f"{row['measure_no']} {row['measure_label'] or ''}"),
        (tell("show-target-text"), row["target_text"]),
        (tell("show-actual-text"), row["actual_text"]),
        (tell("show-reason-text"), row["reason_text"] or tell("review-no-reason")),
        (tell("review-compared"), tell("review-with", target=row["target_words"], actual=actual)),
        (header("taken as"), taken if row["direction"] else tell("review-nothing-tells")),
        (tell("why-doubt"), in_reader_language(row, "doubt")),
        (header("page"), place),
        (tell("review-also"), listed(row["also"])),
    ]
    screen.print(facts((name, value) for name, value in told if value))
    grid = word_table("if better is", "verdict", "since")
    for answer, judged in row["if"].items():
        grid.add_row(
            cell(name_answer(answer)),
            status_cell(judged["status"]),
            one_line_cell(_say_rule(judged["status_rule"])),
        )
    screen.print(grid)


def name_answer(answer: str) -> str:
    """What to type, and for readers of Chinese what it means: that may be typed, too."""
    word = name_value("answer", answer)
    return answer if word == answer else f"{answer}（{word}）"


def _say_rule(rule: str) -> str:
    return in_reader_language({"rule": rule, "rule_zh": in_chinese(rule)}, "rule") or ""


def direction_source(row: Row, reviewer: str, reviewed_on: str) -> str:
    """Say who decided, when, and which printed words were looked at."""
    if "target_words" not in row:
        return f"{reviewer}, {reviewed_on}"
    words = f"「{row['target_words']}」, 「{row['actual_words'] or row['actual_kind']}」"
    page = row["actual_page"] or row["page_first"]
    return f"{reviewer}, {reviewed_on}: {_place(row)}, {words}, {row['file_name']}, p. {page}"
