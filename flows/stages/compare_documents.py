"""Documents of a warehouse side by side: the frames that comparing needs, and who is compared with whom."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import duckdb
import polars as pl

from flows.stages.load_lexicon import load_lexicon
from transforms.years.compare_editions import SCHEMA, compare_editions
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
_PLACES = ("report_id_before", "report_id_after", "report_year_before", "report_year_after")


def read_documents(
    connection: duckdb.DuckDBPyConnection, report_ids: list[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Read the measures of each document, by report_id; all documents by default."""
    if report_ids is None:
        frame = read_frame(connection, _DOCUMENTS)
    else:
        query = f"{_DOCUMENTS} and list_contains(?, report_id)"
        frame = read_frame(connection, query, [report_ids])
    groups = load_lexicon().unit_groups
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
    documents = read_documents(connection)
    facts = {name: part.row(0, named=True) for name, part in documents.items()}
    in_order = sorted(
        facts,
        key=lambda name: [facts[name][key] for key in ("issuer", "report_year", "vintage_no")],
    )
    current = [name for name in in_order if facts[name]["is_current"]]
    pairs = [
        (one, other)
        for one, other in pairwise(in_order)
        if _edition(facts[one]) == _edition(facts[other])
    ] + [
        (one, other)
        for one, other in pairwise(current)
        if facts[one]["issuer"] == facts[other]["issuer"]
    ]
    held = _keys_of_years(documents, current, facts)
    frames = [_without_moved(_compare(documents, facts, one, other), held) for one, other in pairs]
    frames += [
        _compare(documents, facts, one, other, moved)
        for one, other, moved in _moves(documents, current, facts)
    ]
    schema = dict.fromkeys(_PLACES[:2], pl.String) | dict.fromkeys(_PLACES[2:], pl.Int32)
    issuers = dict.fromkeys(("issuer_before", "issuer"), pl.String)
    empty = pl.DataFrame(schema={**schema, "is_vintage": pl.Boolean, **issuers, **SCHEMA})
    return pl.concat([empty, *frames]).sort(pl.all(), nulls_last=True)


def _edition(fact: dict[str, Any]) -> tuple[str, int]:
    return fact["issuer"], fact["report_year"]


def _keys_of_years(
    documents: dict[str, pl.DataFrame], current: list[str], facts: dict[str, dict[str, Any]]
) -> dict[int, set[str]]:
    keys: dict[int, set[str]] = defaultdict(set)
    for name in current:
        keys[facts[name]["report_year"]].update(documents[name]["indicator_key"])
    return keys


def _without_moved(changes: pl.DataFrame, held: dict[int, set[str]]) -> pl.DataFrame:
    """Drop what came from, or went to, the report of another issuer."""
    if changes.is_empty() or changes["is_vintage"][0]:
        return changes
    before, after = changes.select("report_year_before", "report_year_after").row(0)
    came = (pl.col("change") == "indicator_added") & pl.col("indicator_key").is_in(held[before])
    went = (pl.col("change") == "indicator_vanished") & pl.col("indicator_key").is_in(held[after])
    return changes.filter(~(came | went))


def _moves(
    documents: dict[str, pl.DataFrame], current: list[str], facts: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str, set[str]]]:
    """Pairs of documents, and the keys that the later one's issuer took over from the earlier one's.

    That is what its own edition before does not print, and what the other one, of the newest year that any other issuer
    printed it in, no longer prints in the later year.
    """
    keys = {name: set(documents[name]["indicator_key"]) for name in current}
    printed_in: dict[str, list[str]] = defaultdict(list)
    for name in current:
        for key in keys[name]:
            printed_in[key].append(name)
    before: dict[str, str] = {}
    for after in current:
        issuer, year = _edition(facts[after])
        own = before.get(issuer)
        before[issuer] = after
        taken: dict[str, set[str]] = defaultdict(set)
        for key in keys[after] - (keys[own] if own else set()):
            still = {facts[p]["issuer"] for p in printed_in[key] if facts[p]["report_year"] == year}
            former = [
                name
                for name in printed_in[key]
                if (facts[own]["report_year"] if own else 0) <= facts[name]["report_year"] < year
            ]
            newest = max((facts[name]["report_year"] for name in former), default=None)
            gone = [
                name
                for name in former
                if facts[name]["report_year"] == newest and facts[name]["issuer"] not in still
            ]
            if gone:
                taken[gone[0]].add(key)
        for name, moved in sorted(taken.items()):
            yield name, after, moved


def _compare(
    documents: dict[str, pl.DataFrame],
    facts: dict[str, dict[str, Any]],
    one: str,
    other: str,
    moved: set[str] | None = None,
) -> pl.DataFrame:
    issuers = facts[one]["issuer"], facts[other]["issuer"]
    between = None if moved is None else (moved, *issuers)
    changes = compare_editions(documents[one], documents[other], moved=between)
    years = facts[one]["report_year"], facts[other]["report_year"]
    return changes.select(
        pl.lit(one).alias("report_id_before"),
        pl.lit(other).alias("report_id_after"),
        pl.lit(years[0], dtype=pl.Int32).alias("report_year_before"),
        pl.lit(years[1], dtype=pl.Int32).alias("report_year_after"),
        pl.lit(years[0] == years[1]).alias("is_vintage"),
        pl.lit(issuers[0]).alias("issuer_before"),
        pl.lit(issuers[1]).alias("issuer"),
        *SCHEMA,
    )
