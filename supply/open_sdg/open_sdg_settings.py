"""What is the same in every Open SDG data repository: how it is built, which fields it knows, its words."""

from typing import Any

from supply.open_sdg import open_sdg_fields as fields
from supply.open_sdg.open_sdg_rows import KINDS

SETTINGS: dict[str, Any] = {
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
LIMITS = {
    "zh-Hant": "待公布之數值不以零計；不同單位不可相加；區間目標以較寬之界限判定。",
    "en": "A pending value is not zero; values of different units are not to be added; a range is judged by its weaker bound.",
}
KIND_WORDS = {
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
_CHOICES = {
    "reporting_status": fields.REPORTING_STATUSES,
    "graph_type": fields.GRAPH_TYPES,
    "progress_status": fields.PROGRESS_STATUSES,
}


def describe_fields() -> dict[str, Any]:
    """The schema of all fields but lists: sdg-build takes each field of it for one text."""
    names = (*fields.TEXT_FIELDS, *fields.BOOLEAN_FIELDS, *_CHOICES)
    described = [_describe_field(name, "indicator") for name in names]
    described += [_describe_field(name, "national") for name in fields.META_FIELDS]
    return {"prose": {"metadata": {"meta": described}}}


def _describe_field(name: str, scope: str) -> dict[str, Any]:
    element = "checkbox" if name in fields.BOOLEAN_FIELDS else "text"
    if name not in _CHOICES:
        return {"name": name, "field": {"element": element, "label": name, "scope": scope}}
    options = [{"name": choice, "value": choice} for choice in _CHOICES[name]]
    field = {"element": "select", "label": name, "scope": scope, "options": options}
    return {"name": name, "field": field}
