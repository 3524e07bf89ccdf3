"""The figures as SDMX-CSV 2.0, and the structure message that says what its columns and codes mean."""

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from supply.edition_facts import EditionFacts, read_edition_facts
from supply.open_sdg.open_sdg_text import clean
from supply.sdmx.sdmx_structure import AGENCY, column_names, make_structure
from warehouse.folder.published import Row, fetch

if TYPE_CHECKING:
    import pandas as pd
    from pysdmx.model import Code
    from pysdmx.model.message import Header

DATA_FILE, STRUCTURE_FILE = "sdmx_data.csv", "sdmx_structure.xml"
_OBSERVATIONS = Path(__file__).with_name("observations.sql")
_SERIES = """
    select
        measure_key,
        any_value(indicator_name) as indicator_name,
        any_value(measure_label) as measure_label,
        any_value(name_en) as name_en
    from (
        select attainment.*, dim_indicator.name_en from attainment
        left join dim_indicator on attainment.indicator_key = dim_indicator.indicator_key and dim_indicator.is_current
        qualify row_number() over (partition by measure_key order by report_year desc, counts_in_total desc, issuer) = 1
    )
    group by measure_key order by measure_key
"""


def write_sdmx(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `sdmx_data.csv` and `sdmx_structure.xml` (SDMX-ML 3.0): values, targets and verdicts of all years.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    from pysdmx.io import write_sdmx as write
    from pysdmx.io.format import Format
    from pysdmx.io.pd import PandasDataset

    facts = read_edition_facts(connection)
    # The run counts: what a code list holds grows with the editions.
    version = f"1.{facts.run.get('run_no', 0)}.0"
    structure = make_structure(version, _series_codes(connection), _goal_codes(connection))
    data = PandasDataset(structure=structure.schema, data=_observations(connection))
    header = _header(facts)
    told = {
        DATA_FILE: write(data, Format.DATA_SDMX_CSV_2_0_0),
        STRUCTURE_FILE: write(structure.parts, Format.STRUCTURE_SDMX_ML_3_0, header=header),
    }
    # Written by Python, which says of a full disk what all say.
    for name, content in told.items():
        (folder / name).write_text(content or "", encoding="utf-8", newline="")
    return [folder / name for name in told]


def series_code(measure_key: str) -> str:
    """8.12.1#1 → 8_12_1-1: codes of SDMX hold neither points nor number signs."""
    return measure_key.replace(".", "_").replace("#", "-")


def _header(facts: EditionFacts) -> "Header":
    from pysdmx.model import Organisation
    from pysdmx.model.message import Header

    return Header(
        id=f"{AGENCY}_RUN_{facts.run.get('run_no', 0)}",
        prepared=facts.published.replace(tzinfo=UTC),
        sender=Organisation(AGENCY),
    )


def _series_codes(connection: duckdb.DuckDBPyConnection) -> list["Code"]:
    from pysdmx.model import Code

    return [
        Code(series_code(row["measure_key"]), name=_series_name(row), description=row["name_en"])
        for row in fetch(connection, _SERIES)
    ]


def _series_name(row: Row) -> str:
    names = dict.fromkeys(clean(row[name] or "") for name in ("indicator_name", "measure_label"))
    return clean(f"{row['measure_key']} {'：'.join(filter(None, names))}")


def _goal_codes(connection: duckdb.DuckDBPyConnection) -> list["Code"]:
    from pysdmx.model import Code

    goals = fetch(connection, "select goal_no, name_zh, name_en from dim_goal order by goal_no")
    return [Code(str(g["goal_no"]), name=f"{g['name_en'] or ''} {g['name_zh']}".strip()) for g in goals]  # fmt: skip


def _observations(connection: duckdb.DuckDBPyConnection) -> "pd.DataFrame":
    import pandas as pd

    rows = fetch(connection, _OBSERVATIONS.read_text(encoding="utf-8"))
    columns = {name: [_cell(name, row[name.lower()]) for row in rows] for name in column_names()}
    return pd.DataFrame(columns, dtype=object)


def _cell(name: str, value: object) -> object:
    if value is None:
        return None
    if name == "SERIES":
        return series_code(str(value))
    if name in {"TIME_PERIOD", "GOAL"}:
        return str(value)
    return clean(value) if isinstance(value, str) else value
