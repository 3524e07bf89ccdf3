"""Names of agencies → whose report it is: ministries named in words, the ministry that an agency belongs to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A part of several ministries' names is theirs only if nothing else stands between them.
_BETWEEN = re.compile(r"[及與和暨、，,;；\s]+")
# 「(農業部主政部分)」 says whose part of the national report this is; 本部 says only that there is one.
_PART = re.compile(r"(?P<owner>[^()（），,;；:：\s]+?)主[政辦]部[分份]")
_OWN = re.compile(r"本(?:部|會|署|院|局|處|行|機關|單位)")
_LABEL = re.compile(r"^(?:填報|提報|主政|主辦|編製|編制|報告|彙整)(?:機關|單位|部會)[:：]?")
_SHORTEST_IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A name under which an agency is printed, with its current short and full name."""

    printed: str
    short: str
    full: str


class IssuerNames:
    """What the reviewed list of agencies tells of issuers."""

    def __init__(self, agencies: Iterable[AgencyName]) -> None:
        rows = list(agencies)
        self._full = {row.short: row.full for row in rows}
        self._short = {row.full: row.short for row in rows} | {
            row.printed: row.short for row in rows
        }
        self._order = {short: number for number, short in enumerate(self._full)}
        self._ministry = {short: self._find_ministry(short) for short in self._full}
        longest_first = sorted(self._short, key=lambda name: (-len(name), name))
        self._any_name = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def _find_ministry(self, short: str) -> str:
        """經濟部水利署 begins with 經濟部: the name says where it belongs; the Executive Yuan is no ministry."""
        full = self._full[short]
        above = [
            other
            for other, name in self._full.items()
            if name != full and full.startswith(name) and name != "行政院"
        ]
        return min(above, key=lambda other: len(self._full[other]), default=short)

    @property
    def ministries(self) -> dict[str, str]:
        """Agency → ministry, by current short names."""
        return dict(self._ministry)

    def ministry_of(self, agency: str) -> str | None:
        """The ministry to which an agency, by its current short name, belongs; null if it is not known."""
        return self._ministry.get(agency)

    def is_known(self, name: str) -> bool:
        """Tell whether a name is that of an agency, or of several."""
        return bool(name) and bool(self._named_alone("".join(name.split())))

    def settle(self, name: str) -> str:
        """An issuer as it is called here: known names by their current short ones, others as given."""
        words = "".join(name.split())
        if words in self._short:
            return self._short[words]
        named = self._named_alone(words)
        return self._join(named) if named else name.strip()

    def read_printed(self, title: str | None, front_note: str | None) -> str | None:
        """The issuer that title or front note names; several ministries are an issuer of their own."""
        words = "".join((title or "").split())
        part = _PART.search(words)
        if part and not _OWN.fullmatch(part["owner"]):
            named = self._named_alone(part["owner"])
            return self._join(named) if named else part["owner"]
        named = self._named_in(words)
        for line in (front_note or "").splitlines():
            labelled = _LABEL.sub("", "".join(line.split()))
            named |= self._named_alone(labelled)
        return self._join(named) if named else None

    def _named_in(self, words: str) -> set[str]:
        found = (match[0] for match in self._any_name.finditer(words))
        return {self._belongs_to(name) for name in found if len(name) >= _SHORTEST_IN_TITLE}

    def _named_alone(self, words: str) -> set[str]:
        """Ministries named in words that hold nothing else."""
        rest = _BETWEEN.sub("", self._any_name.sub("", words))
        return set() if rest else {self._belongs_to(m[0]) for m in self._any_name.finditer(words)}

    def _belongs_to(self, name: str) -> str:
        return self._ministry[self._short[name]]

    def _join(self, ministries: Iterable[str]) -> str:
        """In one order, whatever order a report prints them in."""
        return "、".join(sorted(ministries, key=lambda name: self._order[name]))
