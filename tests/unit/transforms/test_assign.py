"""Pairs are taken strongest first, with a margin; what cannot be told apart is left undecided."""

from itertools import permutations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.assign import assign, unassigned


class Pair(NamedTuple):
    left: str | int
    right: int
    strength: float


def taken(*candidates, **rules):
    return [(one.left, one.right) for one in assign(candidates, **rules)]


def test_the_strongest_comes_first_and_nothing_is_in_two_pairs():
    candidates = Pair("a", 1, 9), Pair("a", 2, 8), Pair("b", 1, 7), Pair("b", 2, 3)
    assert taken(*candidates) == [("a", 1), ("b", 2)]


def test_without_a_margin_a_tie_goes_to_the_lower_sides():
    assert taken(Pair("b", 1, 5), Pair("a", 1, 5)) == [("a", 1)]


@pytest.mark.parametrize(("weaker", "expected"), [(4, [("a", 1)]), (4.5, []), (5, [])])
def test_a_rival_within_the_margin_leaves_both_undecided(weaker, expected):
    assert taken(Pair("a", 1, 5), Pair("a", 2, weaker), margin=1) == expected
    assert taken(Pair("a", 1, 5), Pair("b", 1, weaker), margin=1) == expected


def test_what_shares_no_side_is_no_rival():
    assert taken(Pair("a", 1, 5), Pair("b", 2, 5), margin=9) == [("a", 1), ("b", 2)]


def test_a_stronger_rival_is_one_though_it_is_undecided_itself():
    candidates = Pair("a", 1, 9), Pair("a", 2, 9), Pair("a", 3, 5)
    assert taken(*candidates, margin=1) == []


def test_what_is_taken_is_no_rival_any_more():
    candidates = Pair("a", 1, 5), Pair("a", 2, 4.5), Pair("b", 2, 8)
    assert taken(*candidates, margin=1) == [("b", 2), ("a", 1)]


def test_what_is_not_sure_is_never_taken_but_is_a_rival():
    def is_sure(one):
        return one.right != 2

    assert taken(Pair("a", 1, 5), Pair("a", 2, 9), margin=1, is_sure=is_sure) == []
    assert taken(Pair("a", 1, 5), Pair("a", 2, 4), margin=1, is_sure=is_sure) == [("a", 1)]


def test_who_is_a_rival_is_for_the_caller_to_say():
    candidates = Pair("a", 1, 5), Pair("a", 2, 5), Pair("b", 1, 5)
    rules = {"margin": 1, "is_rival": lambda one, other: one.left == other.left}
    assert taken(*candidates, **rules) == [("a", 2), ("b", 1)]


def test_with_an_endless_margin_only_what_is_alone_on_both_sides_is_taken():
    candidates = Pair("a", 1, 9), Pair("a", 2, 1), Pair("c", 3, 2)
    assert taken(*candidates, margin=float("inf")) == [("c", 3)]


def test_unassigned_are_those_with_both_sides_free():
    candidates = Pair("a", 1, 9), Pair("a", 2, 8), Pair("b", 1, 7), Pair("b", 2, 3)
    assert unassigned(candidates, candidates[:1]) == [candidates[3]]
    assert unassigned(candidates, []) == list(candidates)


def test_nothing_from_nothing():
    assert assign([], margin=1) == []


PAIRS = st.lists(
    st.builds(Pair, st.integers(0, 3), st.integers(0, 3), st.integers(0, 6)),
    max_size=8,
    unique_by=lambda one: (one.left, one.right),
)


@given(PAIRS, st.integers(0, 3), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_decides_nothing(candidates, margin, random):
    shuffled = random.sample(candidates, len(candidates))
    assert assign(shuffled, margin=margin) == assign(candidates, margin=margin)


@given(PAIRS, st.integers(1, 3))
def test_what_remains_has_a_rival_that_remains(candidates, margin):
    found = assign(candidates, margin=margin)
    rest = unassigned(candidates, found)
    assert len({one.left for one in found}) == len({one.right for one in found}) == len(found)
    for one in rest:
        assert any(
            other is not one
            and (other.left == one.left or other.right == one.right)
            and one.strength - other.strength < margin
            for other in rest
        )


def test_every_order_of_a_chain_of_ties_ends_alike():
    chain = Pair("a", 1, 9), Pair("a", 2, 5), Pair("b", 2, 5), Pair("b", 3, 4.5), Pair("c", 3, 1)
    results = {tuple(taken(*order, margin=1)) for order in permutations(chain)}
    assert results == {(("a", 1),)}
