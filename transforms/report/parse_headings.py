"""Goal and indicator cells → number, name, lead agency; code, star, name, agencies, same-as codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from transforms.report.plain_code import plain_code

_CODE = r"\d{1,2}[.-](?:\d{1,2}|[a-zA-Z])[.-]\d{1,2}(?:-\d{1,2}(?!\d))?"
_HEADING = re.compile(
    rf"^(?P<star>[*＊★☆※]?)[【\[]?(?:(?:對應)?指標(?:編號|代碼)?)?[:：]?(?P<late_star>[*＊★☆※]?)(?P<code>{_CODE})[】\]]?[:：.、]?(?P<rest>.*)$",
    re.DOTALL,
)
_LAST_GROUP = re.compile(
    r"^(?P<before>.*?)[。.]?\((?P<group>[^()]*(?:\([^()]*\)[^()]*)*)\)[。.]?$", re.DOTALL
)
_SAME_AS = re.compile(
    rf"(?:同|與|併|重複|見)[^\d]{{0,12}}{_CODE}|{_CODE}[^\d]{{0,6}}(?:相同|同指標)"
)
_AGENCY_SUFFIX = re.compile(
    r"^(?!.*(?:目標|情形|達成|由|應|為))(?:[\u4e00-\u9fffA-Z]{0,14}(?:人事|主計|會計|政風|秘書|統計|發展|研考|企劃|資訊|公關|督察|法制|參事)室"
    r"|[\u4e00-\u9fffA-Z]{1,14}(?:部|署|局|會|司|處|院|府|公司|中心|總處|總局|委員會|銀行|(?:研究|訓練|試驗|檢驗|管理)所|學校|大學|基金會|辦公室|組))$"
)
_AGENCY_SEPARATORS = re.compile(r"[/、,，;；\s]")
_JOINING_WORDS = re.compile(r"[及與和跟]")
_ROLE_WORDS = re.compile(
    r"^(?:主政|主辦|協辦|共同主辦|並列主辦|填報|主管|權責|機關|單位|[:：])+|(?:主政|主辦|協辦|共同主辦|並列主辦|填報)$"
)
_SELF_REFERENCE = {"本部", "本會", "本署", "本院", "本局", "各部會", "各機關"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the indicator cell says. `agencies` holds current names, in printed order, once each."""

    code: str
    name: str
    is_starred: bool
    agencies: tuple[str, ...]
    agencies_printed: tuple[str, ...]
    same_as_codes: tuple[str, ...]
    unknown_agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a goal cell says."""

    name: str
    lead: str | None


def parse_goal(text: str) -> Goal:
    """Split a goal's text (without its number) into name and lead agency."""
    match = _LAST_GROUP.match(text)
    if match and match["before"]:
        return Goal(match["before"], match["group"])
    return Goal(text, None)


def parse_heading(text: str, agency_names: Mapping[str, str]) -> Heading | None:
    """Read an indicator cell, or return None if it does not begin with a code.

    Args:
        text: the cell in one line.
        agency_names: every known printed name → current short name.
    """
    match = _HEADING.match(text)
    if match is None:
        return None
    name, groups = _split_groups(match["rest"].strip(), agency_names)
    same_as: list[str] = []
    printed: list[str] = []
    for group in groups:
        if _SAME_AS.search(group):
            same_as += map(_one_spelling, re.findall(_CODE, group))
        else:
            printed += _read_agencies(group, agency_names)
    current = [agency_names.get(agency, agency) for agency in printed]
    return Heading(
        code=_one_spelling(match["code"]),
        name=name,
        is_starred=bool(match["star"] or match["late_star"]),
        agencies=tuple(dict.fromkeys(current)),
        agencies_printed=tuple(dict.fromkeys(printed)),
        same_as_codes=tuple(dict.fromkeys(same_as)),
        unknown_agencies=tuple(agency for agency in printed if agency not in agency_names),
    )


def _one_spelling(code: str) -> str:
    """4-D-1 and 4.d.1 are one code."""
    return plain_code(code)


def _split_groups(text: str, agency_names: Mapping[str, str]) -> tuple[str, list[str]]:
    """Take parentheses off the end while they hold agencies or same-as notes; the rest is the name.

    (線損率) before (國營司) belongs to the name: it names no agency.
    """
    groups: list[str] = []
    while match := _LAST_GROUP.match(text):
        group = match["group"]
        if not (_SAME_AS.search(group) or _read_agencies(group, agency_names)):
            break
        groups.insert(0, group)
        text = match["before"]
    return text.rstrip("。:： "), groups


def _read_agencies(group: str, agency_names: Mapping[str, str]) -> list[str]:
    """Agencies in a parenthesis: a list of names, or a note that mentions known names."""
    parts = [
        part
        for listed in _AGENCY_SEPARATORS.split(group)
        for part in _split_joined(_ROLE_WORDS.sub("", listed), agency_names)
        if part and part not in _SELF_REFERENCE
    ]
    if parts and all(part in agency_names or _AGENCY_SUFFIX.match(part) for part in parts):
        return parts
    return _find_known(group, agency_names)


def _split_joined(text: str, agency_names: Mapping[str, str]) -> list[str]:
    """Split 內政部及交通部, but not 林業及自然保育署: what stands before 及 must be an agency itself."""
    parts = [_ROLE_WORDS.sub("", part) for part in _JOINING_WORDS.split(text)]
    if text in agency_names or not all(
        part in agency_names or part in _SELF_REFERENCE or _AGENCY_SUFFIX.match(part)
        for part in parts
    ):
        return [text]
    return parts


def _find_known(text: str, agency_names: Mapping[str, str]) -> list[str]:
    names = sorted(agency_names, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, names))) if names else None
    return [match[0] for match in pattern.finditer(text)] if pattern else []
