"""Every printed number is accounted for, with what it was taken for."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.phrase.parse_quantities import parse_phrase

GOLDEN = Path(__file__).parents[3] / "golden"
TEXTS = [
    json.loads(line)["text"]
    for file in ("phrases.jsonl", "phrases_held_out.jsonl", "phrases_report_style.jsonl")
    for line in (GOLDEN / file).read_text(encoding="utf-8").splitlines()
]


def _uncovered(text: str) -> list[str]:
    phrase = parse_phrase(text)
    covered = {p for number in phrase.numbers for p in range(number.start, number.end)}
    return [m[0] for m in re.finditer(r"\d+", phrase.text) if not covered >= {*range(*m.span())}]


@pytest.mark.parametrize("text", TEXTS)
def test_every_digit_of_annotated_phrases_belongs_to_a_number(text):
    assert _uncovered(text) == []


@given(st.text(alphabet="0123456789.,:/±~-%年月日第每人()萬億、，。之的者 AG", max_size=40))
def test_every_digit_of_any_text_belongs_to_a_number(text):
    assert _uncovered(text) == []
    numbers = parse_phrase(text).numbers
    assert all(one.end <= two.start for one, two in pairwise(numbers))


ROLES = [
    ("SO2日平均值0.02ppm", [("2", "name"), ("0.02", "quantity")]),
    ("CO2年減量5,000公噸", [("2", "name"), ("5,000", "quantity")]),
    ("累計培訓18萬6,465名", [("18萬6,465", "quantity")]),
    ("2024年補助20件", [("2024", "year"), ("20", "quantity")]),
    ("預計2025年9月公布", [("2025", "year"), ("9", "date")]),
    ("未來4年內完成30處", [("4", "time limit"), ("30", "quantity")]),
    ("依第15條辦理5場", [("15", "ordinal"), ("5", "quantity")]),
    ("每10萬人口12.3人", [("10", "denominator"), ("12.3", "quantity")]),
    ("5G涵蓋率達90%", [("5", "name"), ("90", "quantity")]),
    ("65歲以上長者12萬人", [("65", "age"), ("12萬", "quantity")]),
    ("兩千人參加", [("兩千", "quantity")]),
    ("濃度13.6μg/m3", [("13.6", "quantity"), ("3", "unit")]),
    ("具體目標6.4", [("6.4", "code")]),
    ("型式7與乙式", [("7", "unaccounted")]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_a_number_has_the_role_that_its_words_give_it(text, expected):
    assert [(one.text, one.role) for one in parse_phrase(text).numbers] == expected
