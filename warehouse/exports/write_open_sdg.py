"""The current series as an Open SDG data repository, checked before it is handed over."""

import csv
import html
import re
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.exports import open_sdg_fields as fields
from warehouse.exports.check_open_sdg import OpenSdgError, check_open_sdg
from warehouse.exports.open_sdg_rows import COLUMNS, KINDS, Row, clean, data_rows

_TITLE = "global_indicators.{}-title"
_WEATHER_PROGRESS = {
    "sun": "substantial_progress",
    "sun_cloud": "moderate_progress",
    "cloud": "limited_progress",
    "thunderstorm": "deterioration",
}
_KIND_WORDS = {
    "zh-Hant": (
        "目標值",
        "目標下限",
        "目標上限",
        "報告以外來源",
        "當年值",
        "累計",
        "期間平均",
        "變動率",
    ),
    "en": KINDS,
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>])")
_QUERIES = {
    "measures": """
        select attainment.*, trend.weather from attainment left join trend using (measure_key)
        where report_year = (select max(report_year) from attainment as newer where newer.indicator_key = attainment.indicator_key)
        order by indicator_key, measure_no
    """,
    "observations": """
        select * from observation where is_latest or source = 'external'
        order by measure_key, data_year, is_latest desc, observation_id
    """,
    "targets": "select * from target where is_current and is_latest order by measure_key, target_year, statement_no",
    "twins": """
        select distinct indicator_key_a as key, indicator_key_b as twin from indicator_link
        where relation = 'same_measure' and is_confirmed
        union select distinct indicator_key_b, indicator_key_a from indicator_link
        where relation = 'same_measure' and is_confirmed order by all
    """,
    "reports": "select report_id, report_year, title, file_name, published_date from dim_report",
    "goals": "select goal_no, name_zh, name_en from dim_goal order by goal_no",
    "agencies": "select agency, agency_name, agency_name_en from dim_agency",
    "findings": "select * from finding where not is_accepted and severity = 'warning' order by finding_id",
    "results": "select indicator_key, report_year, status from indicator_result",
}  # fmt: skip


def write_open_sdg(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write data, configuration, metadata and translations of every indicator.

    Returns:
        The files.

    Raises:
        OpenSdgError: the repository would not pass our own check.
    """
    tables = {name: _rows(connection, query) for name, query in _QUERIES.items()}
    repository = _Repository(tables, folder)
    repository.write()
    problems = check_open_sdg(folder)
    if problems:
        raise OpenSdgError(f"{len(problems)} faults in the Open SDG repository: {problems[0]}")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def indicator_id(indicator_key: str) -> str:
    """6.e.2 → 6-e-2."""
    return re.sub(r"[^0-9A-Za-z]+", "-", indicator_key).strip("-")


class _Repository:
    """Writes the files of a repository."""

    def __init__(self, tables: dict[str, list[Row]], folder: Path) -> None:
        self._tables = tables
        self._folder = folder
        self._sources = {
            row["report_id"]: clean(row["title"] or row["file_name"]) for row in tables["reports"]
        }
        self._agencies = {row["agency"]: row for row in tables["agencies"]}
        self._status = {
            (r["indicator_key"], r["report_year"]): r["status"] for r in tables["results"]
        }

    def write(self) -> None:
        names: dict[str, str] = {}
        for key in dict.fromkeys(row["indicator_key"] for row in self._tables["measures"]):
            measures = [row for row in self._tables["measures"] if row["indicator_key"] == key]
            rows = data_rows(
                measures,
                [row for row in self._tables["observations"] if row["indicator_key"] == key],
                [row for row in self._tables["targets"] if row["indicator_key"] == key],
                self._sources,
            )
            name = indicator_id(key)
            names[name] = clean(measures[0]["indicator_name"])
            self._write_data(name, rows)
            self._write_yaml(f"indicator-config/{name}.yml", self._configuration(name, key, measures, rows))  # fmt: skip
            for language in fields.LANGUAGES:
                place = "meta" if language == fields.LANGUAGES[0] else f"meta/{language}"
                self._write_yaml(f"{place}/{name}.yml", self._metadata(measures, language))
        self._write_translations(names)
        self._write_settings()

    def _write_data(self, name: str, rows: list[dict[str, str]]) -> None:
        path = self._folder / "data" / f"indicator_{name}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def _write_yaml(self, name: str, content: dict[str, Any]) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10**6)
        path.write_text(text, encoding="utf-8")

    def _configuration(
        self, name: str, key: str, measures: list[Row], rows: list[dict[str, str]]
    ) -> dict[str, Any]:
        first = measures[0]
        has_values = any(row["Value"] and not row["Kind"].startswith("Target") for row in rows)
        pending = [row for row in measures if row["status"] == "pending"]
        units = dict.fromkeys(clean(m["unit"]) for m in measures if m["unit"])
        content: dict[str, Any] = {
            "indicator_number": first["indicator_code"],
            "indicator_name": _TITLE.format(name),
            "graph_title": _TITLE.format(name),
            "graph_type": "line",
            "reporting_status": "complete" if has_values else "inprogress" if pending else "notstarted",
            "data_non_statistical": not any(row["Value"] for row in rows),
            "computation_units": "、".join(units),
            "national_geographical_coverage": "臺灣 Taiwan",
            "auto_progress_calculation": False,
            "progress_status": self._progress(key, measures),
            "sources": [self._source(first)],
        }  # fmt: skip
        content |= _pending_notice(pending)
        twins = [indicator_id(r["twin"]) for r in self._tables["twins"] if r["key"] == key]
        if twins:
            content["related_indicators"] = twins
        doubts = [
            row
            for row in self._tables["findings"]
            if (row["report_year"], row["indicator_code"])
            == (first["report_year"], first["indicator_code"])
        ]
        page = _page_content(first, doubts)
        return content | ({"page_content": page} if page else {})

    def _progress(self, key: str, measures: list[Row]) -> str:
        """The worst measure's weather rating; attained stands above it, and no rating is no verdict."""
        if self._status.get((key, measures[0]["report_year"])) == "attained":
            return "target_achieved"
        ratings = [_WEATHER_PROGRESS[m["weather"]] for m in measures if m["weather"]]
        return max(ratings, key=fields.PROGRESS_STATUSES.index, default="not_available")

    def _source(self, measure: Row) -> dict[str, str]:
        published = next(
            (r["published_date"] for r in self._tables["reports"] if r["report_id"] == measure["report_id"]), None
        )  # fmt: skip
        source = {
            "organisation": measure["agencies_text"] or "–",
            "url_text": self._sources[measure["report_id"]],
        }
        return source | ({"release_date": published.isoformat()} if published else {})

    def _metadata(self, measures: list[Row], language: str) -> dict[str, str]:
        first = measures[0]
        due = sorted({str(m["release_due"]) for m in measures if m["release_due"]})
        content = {
            "SDG_GOAL": str(first["goal_no"]),
            "SDG_INDICATOR": first["indicator_code"],
            "CONTACT_ORGANISATION": "、".join(self._agency(a, language) for a in first["agencies"]),
            "UNIT_MEASURE": "、".join(dict.fromkeys(clean(m["unit"]) for m in measures if m["unit"])),
            "DATA_SOURCE": self._sources[first["report_id"]],
            "REL_CAL_POLICY": ", ".join(due),
            "REC_USE_LIM": _LIMITS[language],
        }  # fmt: skip
        return {name: text for name, text in content.items() if text}

    def _agency(self, agency: str, language: str) -> str:
        known = self._agencies.get(agency, {})
        english = known.get("agency_name_en") if language == "en" else None
        return str(english or known.get("agency_name") or agency)

    def _write_translations(self, names: dict[str, str]) -> None:
        for language in fields.LANGUAGES:
            folder = f"translations/{language}"
            # No official English names exist: an invented one would be taken for official.
            titles = {f"{name}-title": title for name, title in names.items()}
            self._write_yaml(f"{folder}/global_indicators.yml", titles)
            column = "name_en" if language == "en" else "name_zh"
            goals = {
                f"{g['goal_no']}-title": g[column] or g["name_zh"] for g in self._tables["goals"]
            }
            self._write_yaml(f"{folder}/global_goals.yml", goals)
            kinds = dict(zip(KINDS, _KIND_WORDS[language], strict=True))
            self._write_yaml(f"{folder}/data.yml", kinds)

    def _write_settings(self) -> None:
        self._write_yaml("config_data.yml", _SETTINGS)
        meta = [_schema_field(name, "indicator") for name in _CONFIG_FIELDS]
        meta += [_schema_field(name, "national") for name in fields.META_FIELDS]
        self._write_yaml("metadata_schema.yml", {"prose": {"metadata": {"meta": meta}}})


_LIMITS = {
    "zh-Hant": "待公布之數值不以零計；不同單位不可相加；區間目標以較寬之界限判定。",
    "en": "A pending value is not zero; values of different units are not to be added; a range is judged by its weaker bound.",
}
_CHOICES = {
    "reporting_status": fields.REPORTING_STATUSES,
    "graph_type": fields.GRAPH_TYPES,
    "progress_status": fields.PROGRESS_STATUSES,
}
_CONFIG_FIELDS = (
    *fields.TEXT_FIELDS, *fields.BOOLEAN_FIELDS, *fields.LIST_FIELDS, *_CHOICES,
)  # fmt: skip
_SETTINGS = {
    "languages": list(fields.LANGUAGES),
    "site_dir": "_site",
    "src_dir": "",
    "schema_file": "metadata_schema.yml",
    "inputs": [
        {"class": "InputCsvData", "path_pattern": "data/*-*.csv"},
        {"class": "InputYamlMeta", "path_pattern": "indicator-config/*-*.yml", "git": False},
        {"class": "InputYamlMeta", "path_pattern": "meta/*-*.yml", "git": False},
    ],
    "translations": [{"class": "TranslationInputYaml", "source": "translations"}],
    # Without this every row with a comment would silently drop out of the headline.
    "indicator_options": {
        "non_disaggregation_columns": ["Year", "Series", "Units", "GeoCode", "Value", "COMMENT_OBS"],
        "series_column": "Series",
        "unit_column": "Units",
        "observation_attributes": ["COMMENT_OBS"],
    },
}  # fmt: skip


def _schema_field(name: str, scope: str) -> dict[str, Any]:
    element = "select" if name in _CHOICES else "checkbox" if name in fields.BOOLEAN_FIELDS else "text"  # fmt: skip
    field: dict[str, Any] = {"element": element, "label": name, "scope": scope}
    if name in _CHOICES:
        field["options"] = [{"name": choice, "value": choice} for choice in _CHOICES[name]]
    return {"name": name, "field": field}


def _pending_notice(pending: list[Row]) -> dict[str, Any]:
    """Comments on empty values are not shown by Open SDG, so the date stands in a notice, too."""
    if not pending:
        return {}
    due = "、".join(sorted({str(row["release_due"]) for row in pending if row["release_due"]}))
    text = f"{pending[0]['report_year']}: 待公布 pending" + (f", {due}" if due else "")
    return {
        "data_notice_class": "blank",
        "data_notice_heading": "待公布 Pending",
        "data_notice_text": text,
        "footer_fields": [{"label": "下次公布 Next release", "value": due or "–"}],
    }


def _page_content(measure: Row, doubts: list[Row]) -> str:
    """Reason, countermeasure, and what is doubtful about the numbers above them."""
    told = "\n".join(f"{row['rule']}: {row['message']}" for row in doubts)
    parts = (
        ("落後原因", measure["reason_text"]),
        ("因應對策", measure["countermeasure_text"]),
        ("疑點 Doubts", told),
    )
    return "\n\n".join(f"### {title}\n\n{as_markdown(text)}" for title, text in parts if text)


def as_markdown(text: str) -> str:
    """Printed text as Markdown that shows it and does nothing else."""
    lines = (clean(line) for line in text.splitlines())
    return "\n\n".join(_MARKDOWN.sub(r"\\\1", html.escape(line)) for line in lines if line)
