"""The test for a monotone trend against brute force, scipy and tables."""

from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from transforms.mann_kendall import distribution_of_s, mann_kendall


def brute_force(values):
    def s_of(order):
        return sum((b > a) - (b < a) for a, b in combinations(order, 2))

    own = s_of(values)
    counts = Counter(s_of(order) for order in permutations(values))
    extreme = sum(n for s, n in counts.items() if abs(s) >= abs(own))
    return own, extreme / sum(counts.values())


@pytest.mark.parametrize(
    ("values", "s", "p"),
    [
        ([1, 2, 3], 3, 2 / 6),
        ([1, 2, 3, 4], 6, 2 / 24),
        # Kendall 1975, table of S: P(S >= 8 | n = 5) is 5/120.
        ([1, 2, 3, 5, 4], 8, 10 / 120),
        ([5, 4, 3, 2, 1], -10, 2 / 120),
        ([2, 2, 2, 2, 2], 0, 1),
        ([0, 0, 1], 2, 2 / 3),
        ([-3, -1, 0, 2, 8, 9, 11, 12], 28, 2 / 40320),
    ],
)
def test_values_worked_by_hand(values, s, p):
    found_s, found_p, _ = mann_kendall(values)
    assert (found_s, found_p) == (s, pytest.approx(p))


@given(st.lists(st.integers(0, 3), min_size=2, max_size=6))
def test_p_with_ties_is_the_share_of_all_orders(values):
    s, p, method = mann_kendall(values)
    assert (s, pytest.approx(p)) == brute_force(values)
    assert method == ("exact" if len(set(values)) == len(values) else "exact_with_ties")


@given(st.lists(st.integers(-1000, 1000), min_size=3, max_size=20, unique=True))
def test_without_ties_p_is_scipys_exact_one(values):
    expected = kendalltau(range(len(values)), values, method="exact").pvalue
    assert mann_kendall(values)[1] == pytest.approx(expected)


def test_long_series_use_the_normal_distribution():
    values = [(i * 37) % 101 for i in range(100)]
    s, p, method = mann_kendall(values)
    expected = kendalltau(range(100), values, method="asymptotic")
    assert (p, method) == (pytest.approx(expected.pvalue), "asymptotic")
    assert s == pytest.approx(expected.statistic * 4950)
    assert mann_kendall([7.0] * 60)[1] == 1.0


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_the_distribution_is_symmetric_and_counts_every_order_once(sizes):
    counts = distribution_of_s(sizes)
    assert all(counts[-s] == n for s, n in counts.items())
    orders = 1
    for number in range(2, sum(sizes) + 1):
        orders *= number
    for size in sizes:
        for number in range(2, size + 1):
            orders //= number
    assert sum(counts.values()) == orders
