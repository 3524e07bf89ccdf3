"""What the overview says first: one sentence of counts, and the lists that they count, the worst first."""

from collections.abc import Iterable
from typing import Any

from supply.site.editions import of_year
from supply.site.read_marts import SiteMarts, group_by, place
from warehouse.folder.published import Row

# Promises that nothing has kept yet.
OPEN_STATES = ("overdue", "due", "undated")
_COUNTS = ("attained", "not_attained", "pending", "no_target", "qualitative", "undecided")
_BAR_WIDTH = 100
# A reason in short: about a line of a list.
_SHORT = 56
_STOPS = "。；;\n"


def first_screen(marts: SiteMarts, year: int, changes: list[Row]) -> dict[str, Any]:
    """Give the facts of the first screen: each count with the rows that it counts.

    Args:
        marts: everything.
        year: the edition.
        changes: of the edition against the one before.
    """
    results = [row for row in of_year(marts, "results", year) if row["counts_in_total"]]
    missed = sorted(_missed(marts, results), key=_reached)
    # Now, everything that is still due; of an earlier edition, what that promised.
    is_newest = year == marts.newest_year
    promised = marts["releases"] if is_newest else of_year(marts, "releases", year)
    waiting = [row for row in promised if row["state"] in OPEN_STATES]
    return {
        "missed_first": missed,
        "worst": missed[0] if missed else None,
        "pending_states": _pending_states(marts, results),
        "doubts": [row for row in of_year(marts, "findings", year) if row["severity"] != "info"],
        "changes": changes,
        "waiting": sorted(waiting, key=lambda row: -row["report_year"]),
        "elsewhere": [row for row in promised if row["state"] == "elsewhere"],
    }


def _missed(marts: SiteMarts, results: list[Row]) -> Iterable[Row]:
    """The worst measure of each indicator that counts as missed: as many rows as the count says."""
    measures = marts.group("measures", "report_id", "indicator_code")
    twins = group_by(marts["twins"], lambda row: (row["report_year"], row["own_key"]))
    for result in results:
        if result["status"] == "not_attained":
            own = measures[result["report_id"], result["indicator_code"]]
            worst = min((row for row in own if row["status"] == "not_attained"), key=_reached)
            others = twins.get((result["report_year"], result["indicator_key"]), [])
            codes = {row["indicator_code"] for row in others} - {result["indicator_code"]}
            yield {**worst, "twin_codes": sorted(codes)}


def _reached(row: Row) -> tuple[bool, float]:
    """Least of the target reached comes first; what cannot be measured so comes last."""
    return row["attainment_pct"] is None, row["attainment_pct"] or 0.0


def _pending_states(marts: SiteMarts, results: list[Row]) -> dict[str, int]:
    """How many pending indicators have a promise that is overdue, or a value published elsewhere."""
    promises = marts.group("releases", "issuer", "report_year", "indicator_code")
    states = [
        {row["state"] for row in promises.get(place(result), [])}
        for result in results
        if result["status"] == "pending"
    ]
    return {state: sum(state in found for found in states) for state in (*OPEN_STATES, "elsewhere")}


def bar_segments(row: Row) -> list[tuple[str, float, float]]:
    """Divide a bar of width 100 by the statuses of a scorecard's row: status, where it begins, how wide it is."""
    total = row["n_indicators"]
    segments, begin = [], 0.0
    for name in _COUNTS:
        count = row["n_unjudged" if name == "undecided" else f"n_{name}"]
        if count:
            width = _BAR_WIDTH * count / total
            segments.append((name, round(begin, 2), round(width, 2)))
            begin += width
    return segments


def in_short(text: str | None) -> str:
    """Cut a text after its first sentence, or where a list has no more room."""
    plain = " ".join((text or "").split(" ")).strip()
    ends = [place for stop in _STOPS if 0 < (place := plain.find(stop, 12)) < _SHORT]
    if ends:
        return plain[: min(ends)]
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT]}…"
