"""The current series as an Open SDG data repository, checked before it is handed over."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import yaml

from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.check_open_sdg import check_open_sdg
from supply.open_sdg.open_sdg_configuration import Indicator, Print, configure, describe
from supply.open_sdg.open_sdg_rows import COLUMNS, KINDS, data_rows
from supply.open_sdg.open_sdg_settings import KIND_WORDS, SETTINGS, describe_fields
from supply.open_sdg.open_sdg_text import indicator_id, plain
from warehouse.errors import TsdgError
from warehouse.folder.published import Row

# Where reports of two issuers print an indicator, its figures are those of the print that leads. A disaggregation
# by issuer would say that they are parts of a whole: to Open SDG a row with a blank disaggregation is the total of
# the others and the headline, of which a year has one. The other print is named among the sources, and where it says
# something else that is a finding on both, told on the page.
_NEWEST_LEADS = """
    with lead as (
        select indicator_key, report_id, indicator_code from indicator_result where leads_key
        qualify row_number() over (partition by indicator_key order by report_year desc) = 1
    )
"""
_QUERIES = {
    "measures": """
        select attainment.*, trend.weather from attainment
        inner join lead using (indicator_key, report_id, indicator_code)
        left join trend using (measure_key) order by indicator_key, measure_no
    """,
    "former": """
        select attainment.* replace (null as status) from attainment
        where measure_key not in (
            select measure_key from attainment inner join lead using (indicator_key, report_id, indicator_code)
        ) qualify row_number() over (partition by measure_key order by report_year desc, counts_in_total desc, issuer) = 1
        order by measure_key
    """,
    "prints": """
        select indicator_key, report_id, any_value(attainment.agencies_text) as agencies_text
        from indicator_result inner join attainment using (indicator_key, report_id, indicator_code)
        where indicator_result.report_year = (
            select max(newer.report_year) from indicator_result as newer where newer.indicator_key = indicator_result.indicator_key
        ) group by indicator_key, report_id, indicator_result.issuer, indicator_result.leads_key
        order by indicator_key, indicator_result.leads_key desc, indicator_result.issuer
    """,
    "observations": """
        select * from measure_observation where is_latest or source = 'external'
        order by measure_key, data_year, is_latest desc, observation_id
    """,
    "targets": "select * from target where is_current and is_latest order by measure_key, target_year, statement_no",
    "twins": """
        select distinct indicator_key_a as indicator_key, indicator_key_b as twin from indicator_link
        where relation = 'same_measure' and is_confirmed
        union select distinct indicator_key_b, indicator_key_a from indicator_link
        where relation = 'same_measure' and is_confirmed order by all
    """,
    "doubts": """
        select lead.indicator_key, finding.rule, finding.message from finding
        inner join indicator_result using (issuer, report_year, indicator_code)
        inner join lead using (indicator_key, report_id, indicator_code)
        where not finding.is_accepted and finding.severity <> 'info' order by finding.finding_id
    """,
    "bridges": "select un_bridge.* from un_bridge inner join lead using (indicator_key)",
    "results": """
        select indicator_key, status from indicator_result
        inner join lead using (indicator_key, report_id, indicator_code)
    """,
}  # fmt: skip


def write_open_sdg(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write data, configuration, metadata and translations of every indicator.

    Returns:
        The files.

    Raises:
        TsdgError: the repository would not pass our own check.
    """
    names: dict[str, str] = {}
    agencies = {row["agency"]: row for row in _rows(connection, "from dim_agency")}
    for indicator in _read_indicators(connection):
        name = indicator_id(indicator.indicator_key)
        if name in names:
            raise TsdgError("opensdg-id-taken", indicator_key=indicator.indicator_key, name=name)
        names[name] = plain(indicator.first["indicator_name"])
        _write_indicator(folder, name, indicator, agencies)
    _write_translations(folder, names, _rows(connection, "from dim_goal order by goal_no"))
    _write_yaml(folder / "config_data.yml", SETTINGS)
    _write_yaml(folder / "metadata_schema.yml", describe_fields())
    problems = check_open_sdg(folder)
    if problems:
        raise TsdgError("opensdg-faults", n_problems=len(problems), problems=problems[0])
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _read_indicators(connection: duckdb.DuckDBPyConnection) -> list[Indicator]:
    """Every indicator that an edition has had, with what the newest of its editions says."""
    found = {
        name: _by_indicator(_rows(connection, _NEWEST_LEADS + query))
        for name, query in _QUERIES.items()
    }
    reports = {row["report_id"]: row for row in _rows(connection, "from dim_report")}
    are_several = len({row["issuer"] for row in reports.values()}) > 1
    sources = {name: _document_name(row, are_several=are_several) for name, row in reports.items()}
    indicators = []
    for key, measures in found["measures"].items():
        report_id = measures[0]["report_id"]
        indicators.append(
            Indicator(
                indicator_key=key,
                measures=measures,
                status=found["results"][key][0]["status"],
                rows=data_rows([*measures, *found["former"][key]], found["observations"][key], found["targets"][key], sources),
                twins=[r["twin"] for r in found["twins"][key] if r["twin"] in found["measures"].keys() - {key}],
                doubts=found["doubts"][key],
                source=sources[report_id],
                bridges=found["bridges"][key],
                prints=[_print(row, reports[row["report_id"]], sources) for row in found["prints"][key]],
            )
        )  # fmt: skip
    return indicators


def _document_name(report: Row, *, are_several: bool) -> str:
    """A document as sources name it: several ministries give theirs one title, and a sample must be told."""
    title = plain(report["title"] or report["file_name"])
    is_told = are_several or report["is_sample"]
    return f"{plain(report['issuer_shown'])}：{title}" if is_told else title


def _print(row: Row, report: Row, sources: dict[str, str]) -> Print:
    published = report["published_date"]
    return Print(
        agencies_text=row["agencies_text"] or "",
        source=sources[row["report_id"]],
        published=published.isoformat() if published else None,
    )


def _by_indicator(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["indicator_key"]].append(row)
    return grouped


def _write_indicator(
    folder: Path, name: str, indicator: Indicator, agencies: dict[str, Row]
) -> None:
    _write_data(folder / "data" / f"indicator_{name}.csv", indicator.rows)
    _write_yaml(folder / "indicator-config" / f"{name}.yml", configure(indicator))
    for language in fields.LANGUAGES:
        place = "meta" if language == fields.LANGUAGES[0] else f"meta/{language}"
        _write_yaml(folder / place / f"{name}.yml", describe(indicator, agencies, language))


def _write_data(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_yaml(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def _write_translations(folder: Path, names: dict[str, str], goals: list[Row]) -> None:
    for language in fields.LANGUAGES:
        place = folder / "translations" / language
        # No official English names exist: an invented one would be taken for official.
        titles = {f"{name}-title": title for name, title in names.items()}
        _write_yaml(place / "global_indicators.yml", titles)
        column = "name_en" if language == "en" else "name_zh"
        goal_titles = {f"{g['goal_no']}-title": plain(g[column] or g["name_zh"]) for g in goals}
        _write_yaml(place / "global_goals.yml", goal_titles)
        kinds = dict(zip(KINDS, KIND_WORDS[language], strict=True))
        _write_yaml(place / "data.yml", kinds)
