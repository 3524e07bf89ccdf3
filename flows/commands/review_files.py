"""Reviewed decisions: one row for each answer of a person, in CSV files under version control."""

import csv
import fcntl
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supply.terminal.render_table import printable
from warehouse.errors import TsdgError, UsageError
from warehouse.folder.durable_files import write_whole
from warehouse.seed_files import PACKAGED_SEEDS, seed_folder

Decision = dict[str, str]
_BYTE_ORDER_MARK = "\ufeff"
_SIDES = (
    ("report_year_a", "indicator_code_a", "measure_no_a"),
    ("report_year_b", "indicator_code_b", "measure_no_b"),
)
_ISSUERS = ("issuer_a", "issuer_b")


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A reviewed file: its name and its columns in order, of which a file of earlier times lacks the later ones."""

    name: str
    columns: tuple[str, ...]
    answer: str = "decision"
    later_columns: tuple[str, ...] = ()


LINK_REVIEWS = ReviewFile(
    "link_reviews.csv",
    (
        "relation",
        *_SIDES[0],
        *_SIDES[1],
        "decision",
        "reason",
        "reviewer",
        "reviewed_on",
        *_ISSUERS,
    ),
    later_columns=_ISSUERS,
)
FINDING_REVIEWS = ReviewFile(
    "finding_reviews.csv",
    (
        "finding_id", "rule", "report_year", "indicator_code", "measure_no", "message",
        "reason", "reviewer", "reviewed_on",
    ),
)  # fmt: skip

DIRECTION_REVIEWS = ReviewFile(
    "direction_reviews.csv",
    ("indicator_name_contains", "label_contains", "direction", "reason", "source"),
    answer="direction",
)


UN_BRIDGES = ReviewFile(
    "un_bridges.csv",
    (
        "edition_year", "indicator_code", "indicator_name", "un_indicator", "un_target", "grade", "reason",
        "reason_zh", "source_url", "seen_on", "status", "review_reason", "reviewer", "reviewed_on",
    ),
    answer="status",
)  # fmt: skip
_BRIDGE = ("edition_year", "indicator_code", "indicator_name")
PROPOSED = "proposed"


def review_path(file: ReviewFile) -> Path:
    """Where decisions are written: the folder TSDG_SEEDS names, else the packaged one.

    Raises:
        TsdgError: nothing can be written there.
    """
    folder = seed_folder()
    if not folder.is_dir():
        raise TsdgError("reviews-no-folder", folder=folder)
    if not os.access(folder, os.W_OK):
        raise TsdgError("reviews-not-written", folder=folder)
    # A link to a file elsewhere stays one: what it points to is replaced.
    return (folder / file.name).resolve()


def read_decisions(file: ReviewFile) -> list[Decision]:
    """Read what is recorded, whether or not the folder can be written."""
    return _parse(file, *_read_text(file, seed_folder() / file.name))


def record_decisions(
    file: ReviewFile, decisions: Sequence[Mapping[str, Any]], *, is_change: bool = False
) -> list[Decision]:
    """Write decisions, all or none, and return the rows that are new.

    A decision that is recorded already is not written again; one that says whose reports it means replaces
    the same one that does not.

    Raises:
        UsageError: another answer stands there and `is_change` is false.
        TsdgError: the file cannot be read or written.
    """
    path = review_path(file)
    with _sole_writer(path.parent):
        text, source = _read_text(file, path)
        held = {identity(file, row): row for row in _parse(file, text, source)}
        has_all_columns = not text or _header(text) == file.columns
        new = [_as_text(file, decision) for decision in decisions]
        new = list({identity(file, row): row for row in new}.values())
        new = [row for row in new if is_change or not _is_known(file, row, held)]
        replaced = {key for row in new for key in _answered_by(file, row)} & held.keys()
        if replaced or (new and not has_all_columns):
            kept = [row for key, row in held.items() if key not in replaced]
            text = _write_rows([file.columns, *(row.values() for row in kept)], _line_end(text))
        if new:
            write_whole(path, _append(text or ",".join(file.columns), new))
    return new


def identity(file: ReviewFile, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the question that a row answers; a pair is the same whichever side stands first.

    An answer that does not say whose reports it means answers another question than one that does.
    """
    if file is FINDING_REVIEWS:
        return (str(row["finding_id"]),)
    if file is DIRECTION_REVIEWS:
        return (_field(row["indicator_name_contains"]), _field(row["label_contains"]))
    if file is UN_BRIDGES:
        return tuple(_field(row[name]) for name in _BRIDGE)
    sides = sorted(
        (*(_field(row[name]) for name in side), _field(row.get(issuer)))
        for side, issuer in zip(_SIDES, _ISSUERS, strict=True)
    )
    return (str(row["relation"]), *sides[0], *sides[1])


def bridge_id(row: Mapping[str, Any]) -> str:
    """Name the question about a comparison with the UN, as `marts.un_bridge` does."""
    text = "|".join(["un", *identity(UN_BRIDGES, row)])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def identity_of_any_issuer(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the question about a link as an answer does that leaves open whose reports it means."""
    return identity(LINK_REVIEWS, {**row, **dict.fromkeys(_ISSUERS)})


def _answered_by(file: ReviewFile, row: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The questions that a row answers: its own, and the wider one that does not say whose reports."""
    wider = [identity_of_any_issuer(row)] if file is LINK_REVIEWS else []
    return list(dict.fromkeys([identity(file, row), *wider]))


def _is_known(file: ReviewFile, row: Decision, held: dict[tuple[str, ...], Decision]) -> bool:
    own, *wider = _answered_by(file, row)
    before = held.get(own) or next((held[key] for key in wider if key in held), None)
    if before is None or (file is UN_BRIDGES and before["status"] == PROPOSED):
        return False
    if before.get(file.answer) != row.get(file.answer):
        if file is DIRECTION_REVIEWS:
            raise UsageError(
                "direction-answered",
                direction=before["direction"],
                reason=before["reason"],
                source=before["source"],
            )
        raise UsageError(
            "link-answered",
            reviewer=before["reviewer"],
            decision=before[file.answer],
            day=before["reviewed_on"],
            reason=before.get("review_reason") or before["reason"],
        )
    return own in held


def _read_text(file: ReviewFile, path: Path) -> tuple[str, Path]:
    """Read a file; a folder of one's own begins with what the packaged file says."""
    source = path if path.exists() else PACKAGED_SEEDS / file.name
    if not source.exists():
        return "", path
    try:
        # Line ends stay as they are: a spreadsheet's file is not rewritten for one row.
        return source.read_bytes().decode("utf-8"), source
    except (OSError, UnicodeError) as error:
        raise TsdgError("seed-unreadable", file=source, error=error) from error


def _parse(file: ReviewFile, text: str, source: Path) -> list[Decision]:
    lines = csv.reader(io.StringIO(text.removeprefix(_BYTE_ORDER_MARK), newline=""))
    rows = [(lines.line_num, row) for row in lines if row]
    known = (file.columns, tuple(name for name in file.columns if name not in file.later_columns))
    columns = tuple(rows[0][1]) if rows else file.columns
    if columns not in known:
        raise TsdgError("seed-header", file=source, columns=",".join(file.columns))
    for line_no, row in rows[1:]:
        if len(row) != len(columns):
            raise TsdgError(
                "seed-line", file=source, line_no=line_no, found=len(row), wanted=len(columns)
            )
    empty = dict.fromkeys(file.columns, "")
    return [empty | dict(zip(columns, row, strict=True)) for _, row in rows[1:]]


def _header(text: str) -> tuple[str, ...]:
    lines = csv.reader(io.StringIO(text.removeprefix(_BYTE_ORDER_MARK), newline=""))
    return tuple(next((row for row in lines if row), ()))


def _as_text(file: ReviewFile, decision: Mapping[str, Any]) -> Decision:
    return {
        name: _field(decision.get(name) if name in file.later_columns else decision[name])
        for name in file.columns
    }


def _field(value: Any) -> str:
    """One line of printable text: a decision is one line of a diff."""
    return " ".join(printable(value).split())


def _append(text: str, rows: Iterable[Decision]) -> str:
    line_end = _line_end(text)
    text += "" if text.endswith(("\n", "\r")) else line_end
    return text + _write_rows([row.values() for row in rows], line_end)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _write_rows(rows: Iterable[Iterable[str]], line_end: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=line_end).writerows(rows)
    return buffer.getvalue()


@contextmanager
def _sole_writer(folder: Path) -> Iterator[None]:
    """Let one writer at a time read and replace: a second reviewer's answer must not be lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
