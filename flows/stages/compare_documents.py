"""Documents of a warehouse side by side: the frames that comparing needs, and who is compared with whom."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any

import duckdb
import polars as pl

from flows.stages.load_lexicon import load_unit_groups
from transforms.years.compare_editions import SCHEMA, Change, Edition, find_changes
from warehouse.read_frame import read_frame

# Of one measure all are in the unit of its series, so that 2.1 GW after 1,900 MW is no other unit.
_DOCUMENTS = """
    select
        stg_report.report_id, stg_report.report_year, stg_report.issuer, stg_report.vintage_no, stg_report.is_current,
        stg_indicator.indicator_code, int_indicator_key.indicator_key, stg_measure.measure_no,
        int_measure_key.measure_key, stg_indicator.goal_no, stg_indicator.indicator_name,
        stg_measure.measure_label, array_to_string(stg_indicator.agencies, '、') as agencies_text,
        array_to_string(stg_indicator.same_as_codes, '、') as same_as_text, stg_measure.target_kind,
        stg_measure.target_basis, stg_measure.target_words, stg_measure.target_year,
        stg_measure.target_period, stg_measure.comparator,
        stg_measure.target_low * coalesce(of_target.factor, 1) as target_low,
        stg_measure.target_high * coalesce(of_target.factor, 1) as target_high,
        coalesce(of_target.series_unit, stg_measure.unit) as unit, stg_measure.actual_kind,
        stg_measure.actual_value * coalesce(of_actual.factor, 1) as actual_value,
        coalesce(of_actual.series_unit, stg_measure.actual_unit) as actual_unit, stg_measure.status,
        stg_measure.direction, stg_indicator.target_text, stg_indicator.actual_text,
        stg_indicator.reason_text, stg_indicator.countermeasure_text, stg_indicator.page_first
    from staging.stg_measure
    inner join staging.stg_indicator using (report_id, indicator_code, occurrence_no)
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
    left join intermediate.int_series_unit as of_target
        on int_measure_key.measure_key = of_target.measure_key and stg_measure.unit = of_target.unit
    left join intermediate.int_series_unit as of_actual
        on int_measure_key.measure_key = of_actual.measure_key and stg_measure.actual_unit = of_actual.unit
    where occurrence_no = 1
"""
_SCHEMA = {
    "report_id_before": pl.String,
    "report_id_after": pl.String,
    "report_year_before": pl.Int32,
    "report_year_after": pl.Int32,
    "is_vintage": pl.Boolean,
    "issuer_before": pl.String,
    "issuer": pl.String,
    **SCHEMA,
}
_OF_CHANGE = attrgetter(*SCHEMA)


def read_documents(
    connection: duckdb.DuckDBPyConnection, report_ids: list[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Read the measures of each document, by report_id; all documents by default."""
    if report_ids is None:
        frame = read_frame(connection, _DOCUMENTS)
    else:
        query = f"{_DOCUMENTS} and list_contains(?, report_id)"
        frame = read_frame(connection, query, [report_ids])
    groups = load_unit_groups()
    frame = frame.with_columns(
        unit_group=pl.col("unit").replace(groups),
        actual_unit_group=pl.col("actual_unit").replace(groups),
    )
    return {
        str(key[0]): part for key, part in frame.partition_by("report_id", as_dict=True).items()
    }


def compare_successive(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Compare each vintage with the one before it, and each current edition with its issuer's one before.

    An indicator that another issuer's current report of the other year prints has neither come nor gone. One that
    moved from the report of one issuer to that of another is compared over both.

    Returns:
        Rows for the mart edition_change, in order.
    """
    documents = [_Document.of(part) for part in read_documents(connection).values()]
    documents.sort(key=lambda one: (one.issuer, one.report_year, one.vintage_no))
    current = [one for one in documents if one.is_current]
    held = _keys_of_years(current)
    rows = [
        _row(one, other, change)
        for one, other in [
            *(pair for pair in pairwise(documents) if pair[0].place == pair[1].place),
            *(pair for pair in pairwise(current) if pair[0].issuer == pair[1].issuer),
        ]
        for change in find_changes(one.edition, other.edition)
        if not _has_moved(one, other, change, held)
    ]
    rows += [
        _row(one, other, change)
        for one, other, keys in _moves(current)
        for change in find_changes(
            one.edition, other.edition, moved=(keys, one.issuer, other.issuer)
        )
    ]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort(pl.all(), nulls_last=True)


@dataclass(frozen=True, slots=True)
class _Document:
    report_id: str
    issuer: str
    report_year: int
    vintage_no: int
    is_current: bool
    edition: Edition

    @classmethod
    def of(cls, measures: pl.DataFrame) -> "_Document":
        names = ("report_id", "issuer", "report_year", "vintage_no", "is_current")
        return cls(**measures.select(names).row(0, named=True), edition=Edition.of(measures))

    @property
    def place(self) -> tuple[str, int]:
        return self.issuer, self.report_year

    @property
    def keys(self) -> Collection[str]:
        return self.edition.measures.keys()


def _row(one: _Document, other: _Document, change: Change) -> tuple[Any, ...]:
    """A row of _SCHEMA."""
    return (
        one.report_id, other.report_id, one.report_year, other.report_year,
        one.report_year == other.report_year, one.issuer, other.issuer, *_OF_CHANGE(change),
    )  # fmt: skip


def _keys_of_years(current: Sequence[_Document]) -> dict[int, set[str]]:
    keys: dict[int, set[str]] = defaultdict(set)
    for document in current:
        keys[document.report_year].update(document.keys)
    return keys


def _has_moved(
    one: _Document, other: _Document, change: Change, held: Mapping[int, Collection[str]]
) -> bool:
    """Whether it came from, or went to, the report of another issuer."""
    if one.report_year == other.report_year:
        return False
    came = change.change == "indicator_added" and change.indicator_key in held[one.report_year]
    went = change.change == "indicator_vanished" and change.indicator_key in held[other.report_year]
    return came or went


def _moves(current: Sequence[_Document]) -> Iterator[tuple[_Document, _Document, set[str]]]:
    """Pairs of documents, and the keys that the later one's issuer took over from the earlier one's.

    That is what its own edition before does not print, and what the other one, of the newest year that any other issuer
    printed it in, no longer prints in the later year.
    """
    printed_in: dict[str, list[_Document]] = defaultdict(list)
    for document in current:
        for key in document.keys:
            printed_in[key].append(document)
    own: _Document | None = None
    for after in current:
        before, own = own if own and own.issuer == after.issuer else None, after
        sources: dict[str, _Document] = {}
        taken: dict[str, set[str]] = defaultdict(set)
        for key in set(after.keys) - set(before.keys if before else ()):
            source = _former(printed_in[key], before, after)
            if source is not None:
                sources[source.report_id] = source
                taken[source.report_id].add(key)
        for name, moved in sorted(taken.items()):
            yield sources[name], after, moved


def _former(
    printed_in: Sequence[_Document], own: _Document | None, after: _Document
) -> _Document | None:
    """The document that an indicator moved from, of all current ones that print it."""
    still = {one.issuer for one in printed_in if one.report_year == after.report_year}
    first = own.report_year if own else 0
    former = [one for one in printed_in if first <= one.report_year < after.report_year]
    newest = max((one.report_year for one in former), default=None)
    gone = (one for one in former if one.report_year == newest and one.issuer not in still)
    return next(gone, None)
