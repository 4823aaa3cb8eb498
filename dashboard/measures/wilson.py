"""Wilson's interval for a share of few cases.

Belongs here: the interval alone. Does not belong here: what is counted, and percents (the callers').
"""

from math import isnan, nan, sqrt
from typing import Final

Z95: Final = 1.96
"""The normal quantile of a 95 % interval."""


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Give the Wilson score interval of a share of k in n.

    With p = k/n the ends are (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z·sqrt(p(1-p)/n) it
    stays within 0 and 1 and keeps its width when k is 0 or n. Source: E. B. Wilson, "Probable inference, the law of
    succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209-212.

    Args:
        k: Cases that have the property.
        n: All cases.
        z: Normal quantile; 1.96 gives 95 %.

    Returns:
        Low and high end as fractions of 1; both NaN for n = 0, as no case tells nothing.

    Raises:
        ValueError: k is negative or above n, or z is negative or not a number.
    """
    if not 0 <= k <= n:
        raise ValueError(f"k is {k}, n is {n}; k must lie between 0 and n")
    if z < 0 or isnan(z):
        raise ValueError(f"z is {z}; it must be 0 or more")
    if n == 0:
        return nan, nan
    share = k / n
    middle = share + z**2 / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    # Rounding may put an end a hair past the share or past 0 and 1, where the formula's value is exactly there.
    return max(0.0, min(share, (middle - half) / scale)), min(1.0, max(share, (middle + half) / scale))
