"""Whose report a document is: by its own evidence, by editions like it, by its agencies, or not at all."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.runs.name_issuers import load_issuer_names
from transforms.years.decide_issuers import (
    DocumentFacts,
    Issuer,
    PrintedIndicator,
    decide_issuers,
)

NAMES = load_issuer_names()
TITLE = "臺灣永續發展目標及對應指標2024執行情形表(本部主政部分)彙整"


def indicators(*agencies: str, prefix: str = "甲") -> tuple[PrintedIndicator, ...]:
    return tuple(
        PrintedIndicator(f"6.1.{number}", f"{prefix}{number}", (agency,) if agency else ())
        for number, agency in enumerate(agencies, start=1)
    )


def document(  # noqa: PLR0913 - the facts of a document
    name: str,
    printed: Sequence[PrintedIndicator] = (),
    title: str | None = TITLE,
    note: str | None = None,
    named: tuple[str, str] | None = None,
    *,
    year: int = 2024,
    held: bool = False,
) -> DocumentFacts:
    return DocumentFacts(name, year, held, title, note, *(named or (None, None)), printed)


def decide(*documents: DocumentFacts) -> dict[str, tuple[str, str]]:
    decided = decide_issuers(documents, NAMES)
    return {name: (issuer.name, issuer.basis) for name, issuer in decided.items()}


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("教育部臺灣永續發展目標及對應指標2024執行情形表(本部主政部分)彙整", "教育部"),
        ("臺灣永續發展目標及對應指標2023執行情形表(勞動部主政部分)彙整", "勞動部"),
        ("執行情形表(衛生福利部主政部分)", "衛福部"),
        ("執行情形表(行政院環境保護署主政部分)", "環境部"),
        ("執行情形表(虛構資料，教育部及衛生福利部主政部分)", "衛福部、教育部"),
        ("執行情形表(衛福部、教育部主政部分)", "衛福部、教育部"),
        ("執行情形表(各部會主政部分)", "各部會"),
        ("執行情形表(交通部及某某會主政部分)", "交通部及某某會"),
        ("經濟部水利署 2024 年執行情形表", "經濟部"),
    ],
)
def test_the_title_names_the_issuer(title, issuer):
    assert decide(document("a", title=title)) == {"a": (issuer, "printed")}


@pytest.mark.parametrize(
    ("note", "issuer"),
    [
        ("填報機關：農業部", "農業部"),
        ("農業部", "農業部"),
        ("資料來源：農業部統計處及各縣市", None),
    ],
)
def test_a_line_above_the_table_names_the_issuer_only_if_it_says_nothing_else(note, issuer):
    expected = {"a": (issuer, "printed")} if issuer else {}
    assert decide(document("a", note=note)) == expected


def test_what_somebody_named_goes_before_what_is_printed():
    title = "執行情形表(勞動部主政部分)"
    for named_by in ("option", "folder", "source_list"):
        told = decide(document("a", title=title, named=("衛生福利部", named_by)))
        assert told == {"a": ("衛福部", named_by)}


def test_agencies_roll_up_to_their_ministry():
    printed = indicators("水利署", "能源署", "經濟部", "勞動部")
    assert decide(document("a", printed)) == {"a": ("經濟部", "agencies")}


@pytest.mark.parametrize(
    "agencies",
    [
        ("水利署", "能源署", "勞動部", "勞發署"),
        ("水利署", "能源署", "勞動部", "教育部", "交通部"),
        ("水利署", "某甲司", "某乙司"),
        ("某甲司",),
        ("", ""),
        (),
    ],
    ids=["as many", "no majority", "mostly unknown", "unknown", "none printed", "empty"],
)
def test_what_agencies_leave_open_is_not_decided(agencies):
    assert decide(document("a", indicators(*agencies))) == {}


def test_an_edition_like_one_of_a_known_issuer_is_of_that_issuer():
    known = document("a", indicators(*[""] * 4), title="執行情形表(內政部主政部分)")
    like = document("b", indicators(*[""] * 3))
    other = document("c", indicators(*[""] * 3, prefix="乙"))
    assert decide(known, like, other) == {
        "a": ("內政部", "printed"),
        "b": ("內政部", "held_edition"),
    }


def test_a_ministrys_part_is_no_edition_of_the_joint_report_that_holds_it():
    joint = document("a", indicators(*["水利署"] * 9), title="執行情形表(各部會主政部分)")
    part = document("b", indicators(*["水利署"] * 3))
    assert decide(joint, part)["b"] == ("經濟部", "agencies")


def test_two_issuers_that_claim_an_edition_tell_nothing_and_its_agencies_do():
    one = document("a", indicators(*["水利署"] * 3), title="執行情形表(內政部主政部分)")
    other = document("b", indicators(*["水利署"] * 3), title="執行情形表(勞動部主政部分)")
    assert decide(one, other, document("c", indicators(*["水利署"] * 3)))["c"] == (
        "經濟部",
        "agencies",
    )


_CHAIN = [
    document("a", indicators(*[""] * 4), title="執行情形表(內政部主政部分)"),
    document("b", indicators(*[""] * 6)),
    document("c", indicators(*[""] * 10)),
    document("d", indicators("水利署", "水利署", prefix="丙")),
    document("e", indicators("", "", "", prefix="丙")),
]


@given(st.permutations(_CHAIN))
def test_the_order_of_the_documents_does_not_matter(documents):
    assert decide_issuers(documents, NAMES) == {
        "a": Issuer("內政部", "printed"),
        "b": Issuer("內政部", "held_edition"),
        "c": Issuer("內政部", "held_edition"),
        "d": Issuer("經濟部", "agencies"),
        "e": Issuer("經濟部", "held_edition"),
    }


WATER, TRADE = (indicators(*["水利署"] * 4, prefix=name) for name in ("水", "商"))


def test_a_report_that_only_its_agencies_tell_of_takes_no_other_ones_place():
    held = document("a", WATER, held=True)
    assert decide(held, document("b", TRADE)) == {"a": ("經濟部", "agencies")}
    assert decide(document("a", WATER), document("b", TRADE)) == {}
    # Where somebody says whose it is, it is that one's.
    named = document("b", TRADE, named=("經濟部", "option"))
    assert decide(held, named)["b"] == ("經濟部", "option")


def test_a_correction_and_another_years_report_are_taken():
    held = document("a", WATER, held=True)
    corrected = document("b", (*WATER[:3], *TRADE[3:]))
    assert decide(held, corrected)["b"][0] == "經濟部"
    assert decide(held, document("c", TRADE, year=2023))["c"] == ("經濟部", "agencies")


def test_what_somebody_names_is_told_beside_what_is_printed():
    printed = "臺灣永續發展目標及對應指標2023執行情形表(勞動部主政部分)"
    named = decide_issuers([document("a", title=printed, named=("教育部", "source_list"))], NAMES)
    assert named["a"] == Issuer("教育部", "source_list", "勞動部")
    alone = decide_issuers([document("a", named=("教育部", "option"))], NAMES)
    assert alone["a"] == Issuer("教育部", "option", None)
