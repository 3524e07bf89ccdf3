"""Reviewed seed files → the lexicon that transforms read with."""

import csv
from pathlib import Path
from typing import Any

from transforms.decide_direction import DirectionReview, DirectionTerm
from transforms.stage_report import Lexicon, UnitRule
from warehouse.build import SEED_FOLDER


def load_lexicon(folder: Path = SEED_FOLDER) -> Lexicon:
    """Read agencies, units and directions."""
    agencies = read_seed("agencies", folder)
    return Lexicon(
        agency_names={row["printed_name"]: row["agency_short_name"] for row in agencies},
        units={
            row["unit"]: UnitRule(row["group"], row["base_unit"], float(row["factor"]))
            for row in read_seed("unit_conversions", folder)
        },
        direction_terms=tuple(
            DirectionTerm(row["term"], row["direction"], int(row["priority"]))
            for row in read_seed("direction_terms", folder)
        ),
        direction_reviews=tuple(
            DirectionReview(row["indicator_name_contains"], row["label_contains"], row["direction"])
            for row in read_seed("direction_reviews", folder)
        ),
    )


def read_seed(name: str, folder: Path = SEED_FOLDER) -> list[dict[str, Any]]:
    """Read one seed file, every field as text."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
