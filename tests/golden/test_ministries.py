"""Editions of ministries that the program was not written for: what is misread is known, and no more is."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import judged
from warehouse.folder.published import fetch

FOLDER = Path(__file__).parent / "ministries"
EDITIONS = sorted(path.stem for path in FOLDER.glob("*.pdf"))
# Of the findings on a row, those that tell of the source and not of our reading.
ABOUT_SOURCE = {"promised_release_overdue", "superseded_agency_name", "unknown_agency", "same_as_disagree"}  # fmt: skip


def known(edition: str) -> set[tuple[str, str]]:
    with (FOLDER / "known_misreadings.csv").open(encoding="utf-8", newline="") as file:
        return {(row["measure"], row["field"]) for row in csv.DictReader(file) if row["edition"] == edition}  # fmt: skip


def near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def misread(truth: dict[str, Any], row: dict[str, Any]) -> set[str]:
    """Fields that were published otherwise than the truth and every equally good reading of it."""
    readings = [truth, *(_alternative(truth, other) for other in truth.get("alt", []))]
    return min((_differences(reading, row) for reading in readings), key=len)


def _alternative(truth: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    bound = {"ge": "target_low", "le": "target_high"}.get(other["cmp"], "target_low")
    bounds = {"target_low": None, "target_high": None} | {bound: other["target"][0]}
    return truth | bounds | {"target_cmp": other["cmp"], "actual_value": other["actual"]}


def _differences(truth: dict[str, Any], row: dict[str, Any]) -> set[str]:
    bounds = {near_to(row[name]) for name in ("target_low", "target_high")} - {None}
    wanted = {near_to(truth[name]) for name in ("target_low", "target_high")} - {None}
    compared = {
        "target_kind": truth["target_kind"] == row["target_kind"],
        "cmp": not wanted or truth["target_cmp"] == row["comparator"],
        "target": wanted == bounds,
        "actual_kind": truth["actual_kind"] == row["actual_kind"],
        "actual": near(truth["actual_value"], row["actual_value"]),
        "status": truth["computed"] == row["status"],
    }
    open_fields = set(truth.get("skip", [])) | ({"actual"} if "actual_kind" in truth.get("skip", []) else set())  # fmt: skip
    return {name for name, is_right in compared.items() if not is_right} - open_fields


def near_to(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


# One of them is a sample; each takes seconds.
_SAMPLED = [
    edition if edition == "traps_2024" else pytest.param(edition, marks=pytest.mark.slow)
    for edition in EDITIONS
]


@pytest.mark.parametrize("edition", _SAMPLED)
def test_no_more_is_misread_than_is_known(edition, tmp_path):
    truths = [json.loads(line) for line in (FOLDER / f"{edition}.jsonl").read_text(encoding="utf-8").splitlines()]  # fmt: skip
    with judged([FOLDER / f"{edition}.pdf"], tmp_path / "data") as connection:
        rows = {(r["indicator_code"], r["measure_no"]): r for r in fetch(connection, "select * from attainment")}  # fmt: skip
        findings = fetch(connection, "select * from finding")
    wrong, silent = set(), set()
    for truth in truths:
        key = truth["code"], truth["measure_no"]
        row = rows.pop(key, None)
        fields = misread(truth, row) if row else {"missing"}
        wrong |= {(f"{key[0]}#{key[1]}", field) for field in fields}
        is_told = any(
            entry["indicator_code"] == key[0] and entry["rule"] not in ABOUT_SOURCE
            for entry in findings
        )
        if fields and row and row["certainty"] == "sure" and not is_told:
            silent.add((f"{key[0]}#{key[1]}", "silent"))
    surplus = {(f"{code}#{number}", "surplus") for code, number in rows}
    assert wrong | silent | surplus == known(edition)
    assert len(truths) > 20
