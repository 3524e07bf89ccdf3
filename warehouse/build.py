"""Builds a candidate warehouse: tables from their SQL files, seeds and held documents, marts in order.

Each `.sql` file is the only statement of its table or view: columns, constraints and comments, and for a mart
also the query that fills it, unless Python does. The database catalog tells everything else that needs the schema.
"""

from importlib.metadata import version
from pathlib import Path

import duckdb

from warehouse.catalog import read_table
from warehouse.contract import require_contract
from warehouse.schema_version import SCHEMA_VERSION
from warehouse.seed_files import seed_file
from warehouse.sql_literals import quote

SQL_FOLDER = Path(__file__).parent
SCHEMAS = ("raw", "staging", "intermediate", "marts", "zh")

# Order of creation: a table comes after those it references or selects from.
RAW_TABLES = (
    "raw_schema",
    "raw_report",
    "raw_report_cell",
    "raw_run",
    "raw_run_stage",
    "raw_run_input",
)
STAGING_TABLES = (
    "stg_report",
    "stg_indicator",
    "stg_measure",
    "stg_printed_number",
    "stg_prior_value",
    "stg_other_target",
    "stg_correction",
    "stg_finding",
    "seed_goal",
    "seed_target",
    "seed_un_bridge",
    "seed_agency",
    "seed_agency_succession",
    "seed_link_review",
    "seed_external_observation",
    "seed_definition_break",
    "seed_value_word",
    "seed_indicator_name",
)
MACROS = ("write_quantity", "name_key", "target_of")
# Those that follow from one document alone, by the program and the seeds.
TABLES_BY_DOCUMENT = (
    "stg_indicator",
    "stg_measure",
    "stg_printed_number",
    "stg_prior_value",
    "stg_other_target",
    "stg_correction",
    "stg_finding",
)
INTERMEDIATE_TABLES = (
    "int_indicator_key",
    "int_measure_key",
    "int_ministry",
    "int_unit",
    "int_twin",
    "int_standing",
    "int_verdict",
    "int_missing_report",
    "int_scorecard",
    "int_link",
    "int_series",
    "int_series_unit",
    "int_statement",
    "int_observation",
    "int_series_value",
    "int_disagreement",
    "int_target",
    "int_text_repetition",
)
MARTS = (
    "dim_report",
    "missing_report",
    "dim_goal",
    "dim_target",
    "dim_agency",
    "agency_succession",
    "dim_indicator",
    "un_bridge",
    "attainment",
    "indicator_result",
    "indicator_agency",
    "status_history",
    "indicator_history",
    "observation",
    "target",
    "indicator_link",
    "correction",
    "edition_change",
    "printed_row",
    "trend",
    "goal_scorecard",
    "agency_scorecard",
    "edition_scorecard",
    "issuer_scorecard",
    "release_calendar",
    "finding",
)
# Marts that Python fills, row by row as it tells them; their files say the table alone.
MARTS_FROM_FRAMES = ("edition_change", "trend", "finding")
# Views on the marts for the commonest questions; a view comes after those it selects from.
VIEWS = (
    "verdict",
    "current_verdict",
    "missed_target",
    "pending_release",
    "ministry_disagreement",
    "measure_observation",
    "series",
    "latest_change",
    "stated_number",
)
# The same for readers of Chinese: names and columns in Chinese.
CHINESE_VIEWS = (
    "總表",
    "未達標",
    "待公布",
    "疑點",
    "歷年",
    "各目標",
    "各機關",
    "各部會",
    "聯合國對照",
)
_SEED_TABLES = {
    "seed_goal": "goals",
    "seed_target": "targets",
    "seed_un_bridge": "un_bridges",
    "seed_agency": "agencies",
    "seed_agency_succession": "agency_successions",
    "seed_link_review": "link_reviews",
    "seed_external_observation": "external_observations",
    "seed_definition_break": "definition_breaks",
    "seed_value_word": "value_words",
    "seed_indicator_name": "indicator_names_en",
}


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the schemas, the tables of every layer below the marts, and the marts that Python fills."""
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    for layer, tables in (
        ("raw", RAW_TABLES),
        ("staging", STAGING_TABLES),
        ("intermediate", INTERMEDIATE_TABLES),
        ("marts", MARTS_FROM_FRAMES),
    ):
        for table in tables:
            connection.execute(_read_sql(layer, table))
    connection.execute(
        "insert into raw.raw_schema (schema_version, program_version) values (?, ?)",
        [SCHEMA_VERSION, version("tsdg")],
    )


def build_marts(connection: duckdb.DuckDBPyConnection, as_of_date: str) -> None:
    """Create and fill every mart that SQL fills, and the views; `as_of_date` (ISO) decides what is overdue.

    Raises:
        ContractError: rows of a mart break what its SQL states.
    """
    connection.execute("set variable as_of_date = ?::date", [as_of_date])
    for macro in MACROS:
        connection.execute(_read_sql("macros", macro))
    for mart in MARTS:
        if mart not in MARTS_FROM_FRAMES:
            _build_mart(connection, mart)
    for view in VIEWS:
        connection.execute(_read_sql("views", view))
    for view in CHINESE_VIEWS:
        connection.execute(_read_sql("zh", view))


def _build_mart(connection: duckdb.DuckDBPyConnection, mart: str) -> None:
    text = _read_sql("marts", mart)
    try:
        connection.execute(text)
    except duckdb.ConstraintException:
        _, _, query = text.partition(f"insert into marts.{mart} by name")
        connection.execute(f"create temp view incoming_rows as {query}")
        require_contract(connection, read_table(connection, f"marts.{mart}"), "incoming_rows")
        raise


def load_seeds(connection: duckdb.DuckDBPyConnection) -> None:
    """Load the reviewed seed files that SQL works with; transforms read the others."""
    for table in _SEED_TABLES:
        load_seed(connection, table)


def load_seed(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Load the seed file of one table of staging."""
    connection.execute(
        f"insert into staging.{table} by name "  # noqa: S608 - table names are constants of this package
        "select * from read_csv(?, header = true, all_varchar = true, nullstr = '')",
        [str(seed_file(_SEED_TABLES[table]))],
    )


def copy_staging(connection: duckdb.DuckDBPyConnection, live: Path) -> None:
    """Copy what staging holds of each document; right only if program and seeds are the same."""
    connection.execute(f"attach {quote(str(live))} as live (read_only)")
    for table in TABLES_BY_DOCUMENT:
        connection.execute(
            f"insert into staging.{table} by name select * from live.staging.{table}"  # noqa: S608 - table names are constants of this package
        )
    connection.execute("detach live")


def read_held_headings(
    connection: duckdb.DuckDBPyConnection, live: Path
) -> list[tuple[str, str, str, list[str]]]:
    """Read report_id, indicator_code, indicator_name and agencies of all documents of a live warehouse."""
    connection.execute(f"attach {quote(str(live))} as live (read_only)")
    found = connection.execute(
        "select report_id, indicator_code, indicator_name, agencies from live.staging.stg_indicator "
        "order by report_id, row_no, occurrence_no"
    ).fetchall()
    connection.execute("detach live")
    return found


def _read_sql(layer: str, table: str) -> str:
    (path,) = (SQL_FOLDER / layer).rglob(f"{table}.sql")
    return path.read_text(encoding="utf-8")
