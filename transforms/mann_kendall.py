"""The Mann-Kendall test for a monotone trend: exact for the short series that yearly reports give."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

# Beyond this the exact distribution is costly and the normal one good enough.
_MAX_EXACT = 40


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
        return s, _asymptotic_p(values), "asymptotic"
    counts = distribution_of_s(tuple(Counter(values).values()))
    total = sum(counts.values())
    extreme = sum(count for other, count in counts.items() if abs(other) >= abs(s))
    has_ties = len(set(values)) < len(values)
    return s, extreme / total, "exact_with_ties" if has_ties else "exact"


def distribution_of_s(group_sizes: Sequence[int]) -> dict[int, int]:
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


def _asymptotic_p(values: Sequence[float]) -> float:
    from scipy.stats import kendalltau  # noqa: PLC0415 - costs 0.3 s, and short series need none of it

    if len(set(values)) == 1:
        return 1.0
    return float(kendalltau(range(len(values)), values, method="asymptotic").pvalue)
