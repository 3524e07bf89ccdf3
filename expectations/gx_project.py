"""The audit as a project of Great Expectations: suites, results and Data Docs that its users open and run again."""

import logging
from collections.abc import Mapping
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.audit import (
    NO_OFFENDER,
    RULES,
    TALKATIVE_LOGGERS,
    expect_no_offender,
    sample_offenders,
)
from expectations.rules import find_offenders, read_rules
from expectations.suites import hand_written_expectations
from warehouse.say import chosen_language
from warehouse.say_stated import say_check

DATA_DOCS = Path("gx", "uncommitted", "data_docs", "local_site", "index.html")
CHECKPOINT = "published"
_SOURCE, _TABLES = "tsdg", "tables"
_RUN = "select run_no, published_at from raw.raw_run order by run_no desc limit 1"


def write_gx_project(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `gx/` and the tables that its suites judge; the results are those of the published warehouse.

    Paths in it are relative to its folder, so that it can be moved.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    for name in TALKATIVE_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    (folder / _TABLES).mkdir()
    context = gx.get_context(mode="file", project_root_dir=folder)
    context.enable_analytics(enable=False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    suites = hand_written_expectations()
    frames = {table: _read(connection, table) for table in suites}
    frames[RULES], suites[RULES] = _read_rules(connection)
    with chdir(folder):
        _validate(context, frames, suites, _describe_run(connection))
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _read(connection: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    return connection.execute(f"select * from {table}").df()  # noqa: S608 - names of the suites


def _read_rules(connection: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, list[Any]]:
    """How many rows offend each rule, and the expectation that none does, with the first that do."""
    counts, expectations = {}, []
    for rule in read_rules():
        offenders = find_offenders(connection, rule)
        counts[rule.name] = [len(offenders)]
        expectation = expect_no_offender(rule)
        # Pages of results show descriptions, and no notes.
        why = rule.why_zh if chosen_language() == "zh" else rule.why
        expectation.description = f"{say_check(NO_OFFENDER)}: {why}"
        expectation.meta |= {"offenders": sample_offenders(offenders, chosen_language())}
        expectations.append(expectation)
    return pd.DataFrame(counts), expectations


def _describe_run(connection: duckdb.DuckDBPyConnection) -> RunIdentifier:
    """Of the run that published: that of the export would be another one each time."""
    found = connection.execute(_RUN).fetchone()
    run_no, published = found or (0, None)
    moment = published if isinstance(published, datetime) else datetime(2000, 1, 1)  # noqa: DTZ001 - as the table holds it
    return RunIdentifier(run_name=f"run-{run_no}", run_time=moment.replace(tzinfo=UTC))


def _validate(
    context: Any,
    frames: Mapping[str, pd.DataFrame],
    suites: Mapping[str, list[Any]],
    run: RunIdentifier,
) -> None:
    source = context.data_sources.add_pandas_filesystem(name=_SOURCE, base_directory=_TABLES)
    definitions = []
    for table, frame in frames.items():
        frame.to_parquet(Path(_TABLES, f"{table}.parquet"))
        asset = source.add_parquet_asset(name=table)
        batch = asset.add_batch_definition_path(name=CHECKPOINT, path=f"{table}.parquet")
        suite = gx.ExpectationSuite(name=table, expectations=[*map(_with_notes, suites[table])])
        context.suites.add(suite)
        definition = gx.ValidationDefinition(name=table, data=batch, suite=suite)
        definitions.append(context.validation_definitions.add(definition))
    checkpoint = gx.Checkpoint(
        name=CHECKPOINT, validation_definitions=definitions, result_format="SUMMARY"
    )
    context.checkpoints.add(checkpoint).run(run_id=run)
    context.build_data_docs()


def _with_notes(expectation: Any) -> Any:
    """Pages of suites show the notes of an expectation, not what else it knows."""
    told = expectation.meta or {}
    expectation.notes = [told[name] for name in ("why", "why_zh", "offenders") if told.get(name)]
    return expectation
