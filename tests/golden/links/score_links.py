"""How well editions are linked: pairwise precision and recall over adjacent members of series.

    tsdg sql "SELECT DISTINCT report_year, indicator_code, indicator_key FROM marts.attainment" \
        --format csv > keys.csv
    python -m tests.golden.links.score_links tests/golden/links/a keys.csv

With a fourth and fifth column, measure_no and measure_key, measures are scored as well.
"""

import argparse
import csv
import sys
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

# (report_year, indicator_code), and measure_no for measures
Member = tuple[Any, ...]
Pair = tuple[Member, Member]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs found against pairs intended; a surplus pair may also skip a member of one series."""

    precision: float
    recall: float
    true_pairs: int
    predicted_pairs: int
    missed: tuple[Pair, ...]
    surplus: tuple[Pair, ...]
    # Those of the surplus that join two series: the wrong links that must not be published.
    joins_two_series: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The same prediction, over every link and over those that no person has to confirm."""

    all: Score
    sure: Score


def score(truth_csv: Path, keys: Mapping[tuple[int, str], Hashable]) -> Scores:
    """Compare predicted indicator keys with `series.csv`.

    Args:
        truth_csv: one row per indicator of every edition of a set.
        keys: (report_year, indicator_code) → predicted key; a member without one is taken as alone.

    Raises:
        ValueError: a key is given for an indicator that the truth does not hold.
    """
    rows = _read(truth_csv)
    series = {(int(row["report_year"]), row["indicator_code"]): row["series"] for row in rows}
    return _compare(series, keys, _reviewed_years(rows))


def score_measures(
    measures_csv: Path, series_csv: Path, keys: Mapping[tuple[int, str, int], Hashable]
) -> Scores:
    """Compare predicted measure keys with `measures.csv`.

    A link of measures needs review if the indicators it runs through do; `series_csv` tells.

    Args:
        measures_csv: one row per measure of every edition of a set.
        series_csv: the same set's indicators.
        keys: (report_year, indicator_code, measure_no) → predicted key.

    Raises:
        ValueError: a key is given for a measure that the truth does not hold.
    """
    measures = {
        (int(row["report_year"]), row["indicator_code"], int(row["measure_no"])): (
            row["series"],
            row["measure"],
        )
        for row in _read(measures_csv)
    }
    reviewed = _reviewed_years(_read(series_csv))
    return _compare(
        measures, keys, {measure: reviewed.get(measure[0], []) for measure in measures.values()}
    )


def adjacent_pairs(groups: Mapping[Member, Hashable]) -> set[Pair]:
    """Pair each member with those of the next year that its group has.

    Members of one year are pairs as well: no series has two, so they always count as wrong.
    """
    by_group: dict[Hashable, dict[int, list[Member]]] = {}
    for member, group in sorted(groups.items()):
        by_group.setdefault(group, {}).setdefault(member[0], []).append(member)
    pairs: set[Pair] = set()
    for years in by_group.values():
        for members in years.values():
            pairs.update(combinations(members, 2))
        for earlier, later in pairwise(years.values()):
            pairs.update(product(earlier, later))
    return pairs


def _compare(
    truth: Mapping[Member, Hashable],
    keys: Mapping[Any, Hashable],
    reviewed: Mapping[Any, list[int]],
) -> Scores:
    unknown = sorted(set(keys) - set(truth))
    if unknown:
        raise ValueError(f"not in the truth: {unknown[:5]}")
    true, predicted = adjacent_pairs(truth), adjacent_pairs(keys)
    left_out = {
        (earlier, later)
        for earlier, later in true
        if any(earlier[0] < year <= later[0] for year in reviewed.get(truth[later], ()))
    }
    return Scores(
        _score(truth, true, predicted), _score(truth, true - left_out, predicted - left_out)
    )


def _score(truth: Mapping[Member, Hashable], true: set[Pair], predicted: set[Pair]) -> Score:
    hits = len(true & predicted)
    surplus = tuple(sorted(predicted - true))
    return Score(
        precision=hits / len(predicted) if predicted else 1.0,
        recall=hits / len(true) if true else 1.0,
        true_pairs=len(true),
        predicted_pairs=len(predicted),
        missed=tuple(sorted(true - predicted)),
        surplus=surplus,
        joins_two_series=tuple(pair for pair in surplus if truth[pair[0]] != truth[pair[1]]),
    )


def _reviewed_years(rows: Iterable[dict[str, str]]) -> dict[str, list[int]]:
    """Series → the years whose link to the member before only a person should confirm."""
    years: dict[str, list[int]] = {}
    for row in rows:
        if row["needs_review"] == "1":
            years.setdefault(row["series"], []).append(int(row["report_year"]))
    return years


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _describe(what: str, scores: Scores) -> str:
    lines = [
        f"{what}, {name}: precision {one.precision:.4f}, recall {one.recall:.4f}, "
        f"{one.true_pairs} true, {one.predicted_pairs} predicted, "
        f"{len(one.joins_two_series)} join two series"
        for name, one in (("all", scores.all), ("sure", scores.sure))
    ]
    lines += [f"  missed {pair}" for pair in scores.all.missed]
    lines += [f"  surplus {pair}" for pair in scores.all.surplus]
    return "\n".join(lines) + "\n"


def main(folder: Path, keys_csv: Path) -> None:
    """Score a CSV of predicted keys against one set."""
    rows = _read(keys_csv)
    indicators = {
        (int(row["report_year"]), row["indicator_code"]): row["indicator_key"] for row in rows
    }
    sys.stdout.write(_describe("indicators", score(folder / "series.csv", indicators)))
    if rows and "measure_key" in rows[0]:
        measures = {
            (int(row["report_year"]), row["indicator_code"], int(row["measure_no"])): row[
                "measure_key"
            ]
            for row in rows
        }
        found = score_measures(folder / "measures.csv", folder / "series.csv", measures)
        sys.stdout.write(_describe("measures", found))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Score predicted keys against one set.")
    parser.add_argument("folder", type=Path, help="a set: series.csv and measures.csv")
    parser.add_argument("keys", type=Path, help="CSV of predicted keys")
    arguments = parser.parse_args()
    main(arguments.folder, arguments.keys)
