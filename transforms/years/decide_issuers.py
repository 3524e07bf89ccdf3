"""All documents held and new → who issued each, by which evidence; the same whatever order they came in.

The rule stands in `docs/decisions/0015-issuer.md`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.years.issuer_names import IssuerNames

# The stronger first.
NAMED = ("option", "folder", "source_list")
# Of the ministries that agencies belong to, the first must have this many times the second.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class NamedIssuer:
    """An issuer that somebody named for a document, and how: one of NAMED."""

    name: str
    named_by: str


@dataclass(frozen=True, slots=True)
class PrintedIndicator:
    """Code, name and agencies (current short names) of an indicator's heading."""

    code: str
    name: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What tells of a document's issuer: who was named for it and how, what is printed; and whether it is held already."""

    report_id: str
    report_year: int
    is_held: bool
    title: str | None
    front_note: str | None
    named: str | None
    named_by: str | None
    indicators: Sequence[PrintedIndicator]


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose report it is, and the evidence: NAMED, printed, held_edition or agencies; of NAMED, who is printed."""

    name: str
    basis: str
    printed: str | None = None


def decide_issuers(documents: Iterable[DocumentFacts], names: IssuerNames) -> dict[str, Issuer]:
    """Decide for all documents together; one that is not sure is left out.

    A document's own evidence comes first, then an edition of a known issuer with which it shares most of codes and
    names, then the ministry to which most of its agencies belong; what only these settle may be shared with in turn.
    A new one that only its agencies tell of must be like what its issuer already has of that year: else it may be
    another's report, and would take the place of this issuer's.
    """
    waiting = {one.report_id: one for one in documents}
    given = tuple(waiting.values())
    decided: dict[str, Issuer] = {}
    printed = {name: _headings(one) for name, one in waiting.items()}

    def settle(found: Mapping[str, Issuer]) -> None:
        decided.update(found)
        for report_id in found:
            del waiting[report_id]

    settle({k: found for k, one in waiting.items() if (found := _by_own_words(one, names))})
    _settle_by_sharing(waiting, decided, printed)
    settle({k: found for k, one in waiting.items() if (found := _by_agencies(one, names))})
    _settle_by_sharing(waiting, decided, printed)
    strangers = set(_find_strangers(given, decided, printed))
    return {name: issuer for name, issuer in decided.items() if name not in strangers}


def _find_strangers(
    documents: Iterable[DocumentFacts],
    decided: Mapping[str, Issuer],
    printed: Mapping[str, frozenset[tuple[str, str]]],
) -> Iterator[str]:
    editions: dict[tuple[str, int], list[DocumentFacts]] = defaultdict(list)
    for one in documents:
        if one.report_id in decided:
            editions[decided[one.report_id].name, one.report_year].append(one)
    for edition in editions.values():
        for one in edition:
            is_weak = decided[one.report_id].basis == "agencies" and not one.is_held
            if is_weak and any(
                _are_unlike(printed[one.report_id], printed[other.report_id]) for other in edition
            ):
                yield one.report_id


def _are_unlike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Less than half of the smaller in common: as the rule vintage_of_another_report counts."""
    return 2 * len(one & other) < min(len(one), len(other))


def _headings(document: DocumentFacts) -> frozenset[tuple[str, str]]:
    return frozenset((one.code, "".join(one.name.split())) for one in document.indicators)


def _by_own_words(document: DocumentFacts, names: IssuerNames) -> Issuer | None:
    printed = names.read_printed(document.title, document.front_note)
    if document.named and document.named_by:
        return Issuer(names.settle(document.named), document.named_by, printed)
    return Issuer(printed, "printed") if printed else None


def _settle_by_sharing(
    waiting: dict[str, DocumentFacts],
    decided: dict[str, Issuer],
    printed: Mapping[str, frozenset[tuple[str, str]]],
) -> None:
    """Let editions tell of those like them, step by step; two issuers that claim one tell nothing."""
    while True:
        found: dict[str, Issuer] = {}
        for report_id in waiting:
            like = {
                issuer.name
                for held, issuer in decided.items()
                if _share_most(printed[report_id], printed[held])
            }
            if len(like) == 1:
                found[report_id] = Issuer(like.pop(), "held_edition")
        if not found:
            return
        decided.update(found)
        for report_id in found:
            del waiting[report_id]


def _share_most(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """More than half of each: a ministry's part is no edition of the joint report that holds it, too."""
    return 2 * len(one & other) > max(len(one), len(other))


def _by_agencies(document: DocumentFacts, names: IssuerNames) -> Issuer | None:
    """The ministry of most indicators that name an agency, far ahead of any other."""
    votes: Counter[str] = Counter()
    n_named = 0
    for indicator in document.indicators:
        n_named += bool(indicator.agencies)
        votes.update({m for name in indicator.agencies if (m := names.ministry_of(name))})
    ranked = votes.most_common(2)
    if not ranked:
        return None
    first, second = ranked[0], ranked[1] if len(ranked) > 1 else ("", 0)
    if 2 * first[1] <= n_named or first[1] < _AHEAD * second[1]:
        return None
    return Issuer(first[0], "agencies")
