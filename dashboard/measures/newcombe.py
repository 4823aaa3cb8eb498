"""Newcombe's interval for the difference of two shares of few cases.

Belongs here: the interval alone. Does not belong here: what is counted, and points (the callers').
"""

from math import nan, sqrt

from dashboard.measures.wilson import Z95, wilson


def newcombe(k1: int, n1: int, k2: int, n2: int, z: float = Z95) -> tuple[float, float]:
    """Give the hybrid score interval of p2 - p1, the share of k2 in n2 less that of k1 in n1.

    With the Wilson interval l..u of each share p = k/n, the low end is p2 - p1 - sqrt((p2 - l2)² + (u1 - p1)²) and
    the high end p2 - p1 + sqrt((u2 - p2)² + (p1 - l1)²). The two shares must come from different cases. Source:
    R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
    methods", Statistics in Medicine 17 (1998), 873-890, method 10.

    Args:
        k1: Cases of the first group that have the property.
        n1: All cases of the first group.
        k2: Cases of the second group that have the property.
        n2: All cases of the second group.
        z: Normal quantile; 1.96 gives 95 %.

    Returns:
        Low and high end as fractions of 1, within -1 and 1; both NaN if a group has no case.

    Raises:
        ValueError: A count is negative or above its group, or z is negative or not a number.
    """
    low1, high1 = wilson(k1, n1, z)
    low2, high2 = wilson(k2, n2, z)
    if n1 == 0 or n2 == 0:
        return nan, nan
    p1, p2 = k1 / n1, k2 / n2
    down = sqrt((p2 - low2) ** 2 + (high1 - p1) ** 2)
    up = sqrt((high2 - p2) ** 2 + (p1 - low1) ** 2)
    return p2 - p1 - down, p2 - p1 + up
