"""The ratio of two rates, such as states visited a year, with its interval.

Belongs here: the ratio and its interval alone. Does not belong here: what is counted.
"""

from math import inf, nan
from typing import NamedTuple

from dashboard.measures.wilson import wilson


class RateRatio(NamedTuple):
    """A ratio of two rates.

    Attributes:
        value: Rate of the second span over that of the first; NaN if the first has no event.
        low: Low end of the 95 % interval.
        high: High end; infinite if the first span has no event.
    """

    value: float
    low: float
    high: float


def rate_ratio(k1: int, years1: int, k2: int, years2: int) -> RateRatio:
    """Give how many times as often something happened in a second span of years as in a first.

    If events come independently of each other, k2 of all k1 + k2 is a share q of n cases, and the ratio of the rates is
    q / (1 - q) · years1 / years2; the ends are those of the Wilson interval of q. Source of conditioning on the sum:
    J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
    (1940), 313-323.

    Args:
        k1: Events in the first span.
        years1: Its length, years, above 0.
        k2: Events in the second span.
        years2: Its length, years, above 0.

    Returns:
        The ratio and its interval; all NaN if nothing happened in either.

    Raises:
        ValueError: A length is not above 0, or a count is negative.
    """
    if min(years1, years2) <= 0:
        raise ValueError(f"spans of {years1} and {years2} years; both must be longer than 0")
    low, high = wilson(k2, k1 + k2)
    value = (k2 / years2) / (k1 / years1) if k1 else nan
    scale = years1 / years2
    return RateRatio(value, _odds(low) * scale, _odds(high) * scale)


def _odds(share: float) -> float:
    return inf if share == 1 else share / (1 - share)
