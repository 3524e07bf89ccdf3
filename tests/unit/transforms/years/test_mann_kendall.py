"""The test for a monotone trend against brute force, scipy and tables."""

from collections import Counter
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, theilslopes

from transforms.years.mann_kendall import distribution_of_s, mann_kendall, theil_sen


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


def normal_p(s, variance):
    return 2 * norm.sf((abs(s) - 1) / variance**0.5)


def test_long_series_use_the_normal_distribution_corrected_for_continuity():
    values = [(i * 37) % 101 for i in range(100)]
    s, p, method = mann_kendall(values)
    assert s == pytest.approx(kendalltau(range(100), values).statistic * 4950)
    assert (p, method) == (pytest.approx(normal_p(s, 100 * 99 * 205 / 18)), "asymptotic")


def test_the_variance_of_long_series_is_corrected_for_ties():
    # 0 thirty times, then 1 thirty times: S = 900, two groups of thirty equal values.
    s, p, _ = mann_kendall([0] * 30 + [1] * 30)
    assert s == 900
    assert p == pytest.approx(normal_p(900, (60 * 59 * 125 - 2 * 30 * 29 * 65) / 18))
    assert mann_kendall([7.0] * 60) == (0, 1.0, "asymptotic")


def test_the_two_distributions_meet_where_one_follows_the_other():
    values = [(i * 7) % 20 + i // 8 for i in range(40)]
    s, exact, method = mann_kendall(values)
    ties = [values.count(value) for value in set(values)]
    variance = (40 * 39 * 85 - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    assert method == "exact_with_ties"
    assert exact == pytest.approx(normal_p(s, variance), rel=0.2)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_p_is_a_share_and_turning_the_series_keeps_it(values):
    s, p, method = mann_kendall(values)
    assert 0 <= p <= 1
    assert mann_kendall(values[::-1]) == (-s, p, method)


@given(
    st.dictionaries(st.integers(1900, 2100), st.integers(-(10**6), 10**6), min_size=2, max_size=80)
)
def test_the_slope_is_scipys(points):
    years = sorted(points)
    expected = theilslopes([points[year] for year in years], years).slope
    found = theil_sen([(year, points[year]) for year in years])
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_the_distribution_is_symmetric_and_counts_every_order_once(sizes):
    counts = distribution_of_s(tuple(sizes))
    assert all(counts[-s] == n for s, n in counts.items())
    orders = 1
    for number in range(2, sum(sizes) + 1):
        orders *= number
    for size in sizes:
        for number in range(2, size + 1):
            orders //= number
    assert sum(counts.values()) == orders
