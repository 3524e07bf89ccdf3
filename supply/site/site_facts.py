"""What templates know of the whole site: facts that all pages share, and answers to what a page asks."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from supply.site.read_marts import SiteMarts, place
from supply.site.statements import Statements

# A page's question: its name, and what is asked of.
Question = tuple[str, tuple[Any, ...]]
_MENU = (
    ("index.html", "overview"),
    ("indicators.html", "indicators"),
    ("history.html", "compare"),
    ("agencies.html", "agencies"),
    ("issuers.html", "issuers"),
    ("changes.html", "changes"),
    ("releases.html", "releases"),
    ("findings.html", "findings"),
    ("data.html", "data"),
    ("method.html", "method"),
)
# As many are named at the foot of each page; more stand on a page of their own.
_MOST_NAMED = 8


def site_constants(marts: SiteMarts) -> dict[str, Any]:
    """Facts that every page may show: where one of them changes, every page is written again."""
    several_issuers = len(marts.issuers) > 1
    named = [
        (row["issuer"], row["title"] or row["file_name"])
        for row in marts["documents"]
        if row["is_current"]
    ]
    english_agencies = {
        row["agency"]: row["agency_name_en"] for row in marts["agencies"] if row["agency_name_en"]
    }
    reviews = {row["name_en_review"] for row in marts["former_codes"]}
    scores = ("editions", "goal_scores", "agency_scores", "issuer_scores")
    return {
        "menu": [entry for entry in _MENU if entry[1] != "issuers" or several_issuers],
        "issuers": marts.issuers,
        "several_issuers": several_issuers,
        "newest_year": marts.newest_year,
        "n_editions": len(marts["editions"]),
        "goals": {
            row["goal_no"]: {name: row[name] for name in ("name_zh", "name_en")}
            for row in marts["goals"]
        },
        "made_from": named if len(named) <= _MOST_NAMED else None,
        "sample_editions": sorted(
            {(r["issuer"], r["report_year"]) for r in marts["documents"] if r["is_sample"] and r["is_current"]}
        ),
        # As long as one of them is only proposed, the note below says so.
        "names_review": "proposed" if "proposed" in reviews else "confirmed",
        "english_names": {row["indicator_name"]: row["name_en"] for row in marts["english_names"]},
        "english_agencies": english_agencies,
        "english_issuers": _english_issuers(marts.issuers, english_agencies),
        "has_undecided": any(row["n_unjudged"] for name in scores for row in marts[name]),
    }  # fmt: skip


def _english_issuers(issuers: list[str], english_agencies: dict[str, str]) -> dict[str, str]:
    """Ministries in English; several that issue one report together, if all of them have a name."""
    ministries = {issuer: issuer.split("、") for issuer in issuers}
    return {
        issuer: ", ".join(english_agencies[name] for name in names)
        for issuer, names in ministries.items()
        if english_agencies.keys() >= set(names)
    }


class SiteFacts:
    """Answers what templates ask, and notes what was asked: on the answers rests what the page says."""

    def __init__(self, marts: SiteMarts) -> None:
        statements = Statements(marts["results"])
        results = {place(row): row for row in marts["results"]}
        promises = {(*place(row), row["measure_no"]): row for row in marts["releases"]}
        keys = {row["indicator_key"] for row in marts["results"]}
        self._answers: dict[str, Callable[..., Any]] = {
            "anchor_of": statements.anchor,
            "suffix_of": statements.suffix,
            "is_shown": lambda key: key in keys,
            "key_of": lambda *at: results[at]["indicator_key"] if at in results else None,
            "name_of": lambda *at: results[at]["indicator_name"] if at in results else "",
            "promise_of": lambda *at: promises.get(at),
        }
        self._asked: dict[Question, None] = {}

    def questions(self) -> dict[str, Callable[..., Any]]:
        """What templates may ask, by name."""
        return {name: partial(self._ask, name) for name in self._answers}

    def _ask(self, name: str, *about: Any) -> Any:
        self._asked[name, about] = None
        return self._answers[name](*about)

    def begin_page(self) -> None:
        """Forget what other pages asked."""
        self._asked = {}

    @property
    def asked(self) -> list[Question]:
        """What was asked since the page began, in the order of first asking."""
        return list(self._asked)

    def fingerprint(self, questions: Iterable[Question]) -> str | None:
        """Digest of the answers to questions; null if one of them has no answer any more."""
        digest = hashlib.sha256()
        try:
            for name, about in questions:
                digest.update(repr(self._answers[name](*about)).encode())
        except LookupError:
            return None
        return digest.hexdigest()
