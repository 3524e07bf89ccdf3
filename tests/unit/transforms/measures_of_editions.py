"""Measures of two documents as comparing them takes them."""

import polars as pl

from transforms.years.compare_editions import compare_editions

MEASURE = {
    "report_year": 2023,
    "indicator_code": "6.1.1",
    "indicator_key": "6.1.1",
    "measure_no": 1,
    "measure_key": "6.1.1#1",
    "goal_no": 6,
    "indicator_name": "普及率",
    "measure_label": "普及率",
    "agencies_text": "水利署",
    "same_as_text": "",
    "target_kind": "numeric",
    "target_basis": "level",
    "target_words": "普及率至少95%",
    "target_period": None,
    "comparator": "ge",
    "target_low": 95.0,
    "target_high": None,
    "unit": "%",
    "target_text": "95%",
    "actual_kind": "numeric",
    "actual_value": 96.0,
    "actual_unit": "%",
    "actual_text": "96%",
    "reason_text": None,
    "countermeasure_text": None,
    "status": "attained",
    "direction": "higher",
    "page_first": 1,
}
TYPES = {
    "comparator": pl.String, "target_low": pl.Float64, "target_high": pl.Float64, "unit": pl.String,
    "actual_value": pl.Float64, "actual_unit": pl.String, "status": pl.String, "direction": pl.String,
    "target_words": pl.String, "target_period": pl.String, "target_year": pl.Int32, "measure_label": pl.String,
    "reason_text": pl.String, "countermeasure_text": pl.String, "unit_group": pl.String, "actual_unit_group": pl.String,
}  # fmt: skip


def document(*changes, year=2023):
    rows = [
        MEASURE | {"report_year": year, "target_year": year} | change for change in changes or ({},)
    ]
    for row in rows:
        row.setdefault("unit_group", row["unit"])
        row.setdefault("actual_unit_group", row["actual_unit"])
    return pl.DataFrame(rows, schema_overrides=TYPES)


def changes_of(before, after):
    return compare_editions(before, after).to_dicts()


def told(before, after):
    return [(row["change"], row["before"], row["after"], row["effect"]) for row in changes_of(before, after)]  # fmt: skip
