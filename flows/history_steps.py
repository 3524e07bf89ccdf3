"""Steps between staging and marts: link the editions, resolve statements, measure what became of each series."""

from typing import Any

import duckdb
import polars as pl

from flows.load_lexicon import load_lexicon, load_link_reviews, load_name_terms
from transforms.compare_names import NameComparison
from transforms.gather_link_facts import gather_link_facts
from transforms.link_editions import link_editions
from transforms.link_twins import link_twins
from transforms.resolve_observations import resolve_observations
from warehouse.build import load
from warehouse.catalog import polars_schema

_INDICATORS = """
    select
        report_id, report_year, vintage_no, is_current, row_no, indicator_code, indicator_name,
        goal_no, agencies
    from staging.stg_indicator
    inner join staging.stg_report using (report_id, report_year)
    where occurrence_no = 1
"""
_TWINS = """
    select int_twin.*
    from intermediate.int_twin
    inner join staging.stg_report using (report_id)
    where is_current
"""


def link_history(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill int_indicator_key, int_measure_key and int_link."""
    names = NameComparison(load_name_terms())
    documents = gather_link_facts(
        connection.execute(_INDICATORS).pl(),
        connection.execute("select * from staging.stg_measure where occurrence_no = 1").pl(),
        connection.execute("select * from staging.stg_prior_value where occurrence_no = 1").pl(),
        load_lexicon().unit_groups,
    )
    linked = link_editions(documents, names, load_link_reviews())
    linked.links += link_twins(documents, connection.execute(_TWINS).pl(), names)
    _load_rows(connection, "intermediate.int_indicator_key", linked.indicator_keys)
    _load_rows(connection, "intermediate.int_measure_key", linked.measure_keys)
    _load_rows(connection, "intermediate.int_link", linked.links)


def resolve_history(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill int_observation and int_disagreement."""
    statements = connection.execute("select * from intermediate.int_statement").pl()
    marked, disagreements = resolve_observations(_with_unit_group(statements))
    load(connection, "intermediate.int_observation", marked)
    load(connection, "intermediate.int_disagreement", disagreements)


def _with_unit_group(frame: pl.DataFrame) -> pl.DataFrame:
    groups = load_lexicon().unit_groups
    return frame.with_columns(unit_group=pl.col("unit").replace(groups))


def _load_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]
) -> None:
    load(connection, table, pl.DataFrame(rows, schema=polars_schema(connection, table)))
