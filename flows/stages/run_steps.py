"""The steps of a run as plain functions: read, stage, build, audit, publish. The flow names their order."""

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import program_fingerprint
from flows.stages.history_steps import (
    compare_history,
    compare_reasons,
    link_history,
    measure_history,
    resolve_history,
)
from flows.stages.load_lexicon import load_corrections, load_lexicon
from transforms.report.apply_corrections import apply_corrections
from transforms.report.judge_attainment import judge_attainment
from transforms.report.stage_report import stage_report
from transforms.years.order_vintages import order_vintages
from warehouse.build import (
    TABLES_BY_DOCUMENT,
    build_marts,
    copy_staging,
    load,
    load_seeds,
    open_candidate,
)
from warehouse.carry_forward import copy_raw
from warehouse.catalog import polars_schema
from warehouse.data_folder import DataFolder
from warehouse.published import open_warehouse
from warehouse.run_ending import Refusal
from warehouse.settings import is_debugging

if TYPE_CHECKING:
    from expectations.audit import AuditResult

_QUARANTINE_COPY_LIMIT = 50 * 1024 * 1024


def quarantine(refusals: list[Refusal], data: DataFolder) -> None:
    """Keep each refused input with a file that says why; a name stands for its newest refusal."""
    for refusal in refusals:
        data.quarantine.mkdir(parents=True, exist_ok=True)
        target = data.quarantine / (refusal.path.name or "unnamed")
        target.with_name(f"{target.name}.reason.txt").write_text(
            f"{refusal.path}: {refusal.told}\n", encoding="utf-8", errors="backslashreplace"
        )
        try:
            if refusal.path.is_file() and refusal.path.stat().st_size <= _QUARANTINE_COPY_LIMIT:
                shutil.copyfile(refusal.path, target)
        except OSError:
            # An unreadable file cannot be kept; its reason file stands all the same.
            target.unlink(missing_ok=True)


def stage_documents(documents: list[ReportDocument], data: DataFolder) -> duckdb.DuckDBPyConnection:
    """Open a candidate and fill raw and staging: everything ever ingested, and the new documents."""
    data.building.mkdir(parents=True, exist_ok=True)
    for leftover in data.building.glob(f"{data.candidate.name}*"):
        leftover.unlink()
    connection = open_candidate(data.candidate)
    if data.warehouse.exists():
        copy_raw(connection, data.warehouse)
    held = {row[0] for row in connection.execute("select report_id from raw.raw_report").fetchall()}
    _load_raw(connection, documents)
    load_seeds(connection)
    _load_vintages(connection)
    to_stage = {document.report_id for document in documents}
    if _is_staging_reusable(connection):
        copy_staging(connection, data.warehouse)
        _stage(connection, to_stage)
    else:
        _stage(connection, to_stage | held)
    return connection


def _is_staging_reusable(connection: duckdb.DuckDBPyConnection) -> bool:
    """What follows from a document alone stands in the live warehouse, if the same program put it there."""
    last_run = connection.execute(
        "select program_fingerprint from raw.raw_run where outcome = 'published' order by run_no desc limit 1"
    ).fetchone()
    return last_run is not None and last_run[0] == program_fingerprint()


def _load_raw(connection: duckdb.DuckDBPyConnection, documents: list[ReportDocument]) -> None:
    columns = (
        "report_id", "sha256", "file_name", "media_type", "title", "front_note", "report_year",
        "report_year_basis", "published_date", "page_count", "printed_codes",
    )  # fmt: skip
    reports = [{name: getattr(d, name) for name in columns} for d in documents]
    cells = [
        {
            "report_id": document.report_id,
            "cell_no": number,
            "row_no": cell.row_no,
            "column_name": cell.column_name,
            "page": cell.page,
            "x0": cell.x0,
            "top": cell.top,
            "x1": cell.x1,
            "bottom": cell.bottom,
            "cell_text": cell.text,
        }
        for document in documents
        for number, cell in enumerate(document.cells, start=1)
    ]
    _load_rows(connection, "raw.raw_report", reports)
    _load_rows(connection, "raw.raw_report_cell", cells)


def _load_vintages(connection: duckdb.DuckDBPyConnection) -> None:
    reports = connection.execute("select * from raw.raw_report").pl()
    described = reports.with_columns(
        title=pl.concat_str("title", "front_note", separator="\n", ignore_nulls=True)
    )
    load(connection, "staging.stg_report", order_vintages(described))


def _stage(connection: duckdb.DuckDBPyConnection, report_ids: set[str]) -> None:
    """Parse and judge the documents, each from its raw cells."""
    lexicon, corrections = load_lexicon(), load_corrections()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES_BY_DOCUMENT}
    years = dict(
        connection.execute(
            "select report_id, report_year from raw.raw_report order by report_id"
        ).fetchall()
    )
    for report_id, report_year in years.items():
        if report_id not in report_ids:
            continue
        announce(f"parsing {report_id}")
        cells = connection.execute(
            "select * from raw.raw_report_cell where report_id = ? order by cell_no", [report_id]
        ).pl()
        staged = stage_report(report_id, report_year, cells, lexicon)
        rows["stg_correction"] += apply_corrections(
            report_id, report_year, staged.measures, staged.prior_values, corrections
        )
        rows["stg_indicator"] += staged.indicators
        rows["stg_measure"] += staged.measures
        rows["stg_prior_value"] += staged.prior_values
        rows["stg_other_target"] += staged.other_targets
        rows["stg_finding"] += staged.findings
    for table, table_rows in rows.items():
        frame = _frame(connection, f"staging.{table}", table_rows)
        if table == "stg_measure":
            frame = judge_attainment(frame)
        load(connection, f"staging.{table}", frame)


def _load_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]
) -> None:
    load(connection, table, _frame(connection, table, rows))


def _frame(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]
) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=polars_schema(connection, table), orient="row")


def build_candidate(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> None:
    """Link indicators over the editions and fill every mart."""
    link_candidate(connection)
    fill_marts(connection, as_of_date)


def link_candidate(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the intermediate tables: links over editions and goals, what became of each series."""
    announce("linking editions")
    link_history(connection)
    resolve_history(connection)
    measure_history(connection)
    compare_reasons(connection)
    compare_history(connection)


def fill_marts(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> None:
    """Fill every mart."""
    announce("building marts")
    build_marts(connection, as_of_date.isoformat())


def count_rows(connection: duckdb.DuckDBPyConnection, schema: str) -> int:
    """Rows in all tables of a schema."""
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and schema_name = ?",
        [schema],
    ).fetchall()
    counts = [
        connection.execute(f"select count(*) from {schema}.{table}").fetchone()  # noqa: S608 - names from the catalog
        for (table,) in tables
    ]
    return sum(count[0] for count in counts if count)


def audit_candidate(connection: duckdb.DuckDBPyConnection) -> "AuditResult":
    """Audit the candidate and write what was found into its marts.finding."""
    announce("auditing")
    from expectations.audit import audit
    from expectations.rules import read_findings

    result = audit(connection)
    load(
        connection,
        "marts.finding",
        read_findings(connection, result.offenders, result.doubtful_rows),
    )
    return result


def write_dashboard(data: DataFolder, warehouse: Path, folder: Path) -> str | None:
    """Write the dashboard of a warehouse into a folder; null, or in one line why there is none."""
    announce("writing the dashboard")
    from supply.site.build_site import build_site

    try:
        with open_warehouse(warehouse) as connection:
            build_site(connection, data, folder)
    except Exception as error:
        # The marts are good: what fails now must be told, and must not keep them from being published.
        if is_debugging():
            raise
        return " ".join(f"{type(error).__name__}: {error}".split())
    return None
