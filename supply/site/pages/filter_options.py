"""What lists can be filtered by, and how each choice is called."""

from collections.abc import Callable, Iterable

from supply.site.first_screen import OPEN_STATES
from warehouse.folder.published import Row

STATUSES = ("attained", "not_attained", "pending", "no_target", "qualitative", "undecided")
JUDGED = "attained|not_attained"
CERTAINTIES = ("sure", "assumed", "doubtful")


def status_options(say: Callable[[str, str | None], str]) -> list[tuple[str, str]]:
    """Offer the statuses of an indicator, and all that is judged."""
    words = [(status, say("status", status)) for status in STATUSES]
    return [*words, (JUDGED, say("filter", "judged"))]


def certainty_of(result: Row) -> str:
    """How sure the verdict on an indicator is: as unsure as what it rests on."""
    if result["status"] is None:
        return "doubtful"
    return "assumed" if result["is_assumed"] else "sure"


def goal_options(rows: list[Row]) -> list[tuple[int, int]]:
    """Offer the goals of the rows."""
    return [(goal, goal) for goal in sorted({row["goal_no"] for row in rows})]


def issuer_options(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """What a list may be filtered by; nothing where it has one issuer."""
    issuers = sorted({row["issuer"] for row in rows if row["issuer"]})
    return [(issuer, issuer) for issuer in issuers] if len(issuers) > 1 else []


def year_options(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Offer the editions of the rows, the newest first."""
    years = {row["report_year"] for row in rows if row["report_year"]}
    return [(year, year) for year in sorted(years, reverse=True)]


def release_options(say: Callable[[str, str | None], str]) -> list[tuple[str, str]]:
    """Offer the states of a promise."""
    words = [(state, say("release_state", state)) for state in (*OPEN_STATES, "elsewhere")]
    return [*words, ("delivered", say("release", "delivered"))]


def word_or_name(say: Callable[[str, str | None], str], section: str, name: str) -> str:
    """Say a word, or the name itself where a newer rule has no word yet."""
    try:
        return say(section, name)
    except KeyError:
        return name
