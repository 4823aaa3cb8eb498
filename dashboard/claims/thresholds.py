"""A number beside a threshold of a rule: the comparison, and the threshold in words.

Belongs here: what every rule does alike. Does not belong here: any threshold (a claim's own file).

"Under" is `not at_least`, "at most" is `not over`.
"""

from typing import Final

ROOM: Final = 1e-9
"""The rounding of a sum of floats must not decide a verdict."""


def at_least(value: float, threshold: float) -> bool:
    """Whether a value reaches a threshold."""
    return value >= threshold - ROOM


def over(value: float, threshold: float) -> bool:
    """Whether a value is more than a threshold."""
    return value > threshold + ROOM


def plain(threshold: float) -> str:
    """A threshold without digits it does not have: '5', '0.25'."""
    return f"{threshold:g}"


def percent(threshold_pct: float) -> str:
    """A threshold in percent: '5%', '2.5%'."""
    return f"{plain(threshold_pct)}%"
