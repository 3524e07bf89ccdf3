"""Monotone trend of short series: the Mann-Kendall test, exact where yearly reports reach, and the Theil-Sen slope."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from statistics import median

# Beyond this the exact distribution is costly and the normal one good enough.
_MAX_EXACT = 40
# So many points have 1,770 pairs; above, arrays are faster than their import is slow.
_MANY_POINTS = 60


def theil_sen(points: Sequence[tuple[int, float]]) -> float:
    """Median slope over all pairs of (year, value), by the years that lie between (Theil 1950, Sen 1968)."""
    if len(points) > _MANY_POINTS:
        from scipy.stats import theilslopes  # noqa: PLC0415 - costs 0.7 s, and few series are so long

        years, values = zip(*points, strict=True)
        return float(theilslopes(values, years).slope)
    return median(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for earlier, later in combinations(points, 2)
    )


def mann_kendall(values: Sequence[float]) -> tuple[int, float, str]:
    """Test values in order of time.

    S is the number of pairs that rise minus those that fall; p is two-sided, the share of all orders of the
    same values with at least as large an S either way. Without ties this is Kendall's tau of the values
    against time (Mann 1945, Kendall 1975); with ties the exact distribution of their permutations.

    Returns:
        S, p, and how p was computed: exact, exact_with_ties, or asymptotic (more than 40 values).
    """
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    if len(values) > _MAX_EXACT:
        return s, _asymptotic_p(values, s), "asymptotic"
    counts = distribution_of_s(tuple(sorted(Counter(values).values())))
    total = sum(counts.values())
    extreme = sum(count for other, count in counts.items() if abs(other) >= abs(s))
    has_ties = len(set(values)) < len(values)
    return s, extreme / total, "exact_with_ties" if has_ties else "exact"


@lru_cache(maxsize=1024)
def distribution_of_s(group_sizes: tuple[int, ...]) -> dict[int, int]:
    """Count the orders of values by their S; equal values form the groups.

    Orders of a multiset by inversions are the Gaussian multinomial coefficient (MacMahon 1915), built up
    here by inserting one group after the other.
    """
    inversions = [1]
    placed = untied = 0
    for size in group_sizes:
        inversions = _multiply(inversions, _gaussian_binomial(placed + size, size))
        untied += placed * size
        placed += size
    return {untied - 2 * number: count for number, count in enumerate(inversions) if count}


@lru_cache(maxsize=1024)
def _gaussian_binomial(total: int, chosen: int) -> list[int]:
    """Coefficients of the Gaussian binomial by Pascal's rule: [n, k] = [n-1, k-1] + q^k [n-1, k]."""
    row: list[list[int]] = [[1]] + [[0]] * chosen
    for _ in range(total):
        for k in range(chosen, 0, -1):
            row[k] = _add(row[k - 1], [0] * k + row[k])
    return row[chosen]


def _add(left: list[int], right: list[int]) -> list[int]:
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    return [value + (shorter[i] if i < len(shorter) else 0) for i, value in enumerate(longer)]


def _multiply(left: list[int], right: list[int]) -> list[int]:
    product = [0] * (len(left) + len(right) - 1)
    for i, factor in enumerate(left):
        if factor:
            for j, other in enumerate(right):
                product[i + j] += factor * other
    return product


def _asymptotic_p(values: Sequence[float], s: int) -> float:
    """Two-sided p from the normal distribution: variance corrected for ties, S for continuity (Kendall 1975)."""
    ties = sum(_spread(size) for size in Counter(values).values())
    variance = (_spread(len(values)) - ties) / 18
    if s == 0:
        return 1.0
    return math.erfc((abs(s) - 1) / math.sqrt(2 * variance))


def _spread(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)
