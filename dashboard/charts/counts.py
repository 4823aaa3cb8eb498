"""Shares of few cases in words: percent without decimals, the interval beside it, the count with it."""

import math
from typing import Final

from dashboard.measures import trips
from dashboard.texts import _
from dashboard.words import no_figure

FEW: Final = trips.FEW
"""Under so many cases no percentage is printed."""


def percent(share_pct: float) -> str:
    """'63%', halves up; 'no figure' when unknown."""
    return no_figure() if math.isnan(share_pct) else f"{_whole(share_pct)}%"


def interval(low_pct: float, high_pct: float) -> str:
    """'31–86%', the ends of an interval; 'no figure' when unknown."""
    if math.isnan(low_pct) or math.isnan(high_pct):
        return no_figure()
    return f"{_whole(low_pct)}–{_whole(high_pct)}%"


def part(cases: int, total: int) -> str:
    """'3 of 17'."""
    return _("{cases} of {total}").format(cases=cases, total=total)


def too_few() -> str:
    """What stands in place of a percentage of under `FEW` cases."""
    return _("too few")


def _whole(value: float) -> int:
    return math.floor(value + 0.5)
