"""What a check found, in words for the person on duty.

Belongs here: the shape and the wording of a finding. Does not belong here: when something is one (the other rooms).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

NOTHING = "nothing"


@dataclass(frozen=True)
class Problem:
    """A reason not to publish what a source answered.

    Attributes:
        source: Id of the source.
        table: Name of the table.
        partner: The partner (or place, or person), several joined by a comma, or "all".
        period: The period, or "first to last".
        old: The value before, in words; "nothing" where there was none.
        new: The value now, in words.
        rule: Name of the check.
        message: All of this in a sentence.
    """

    source: str
    table: str
    partner: str
    period: str
    old: str
    new: str
    rule: str
    message: str


def problem(where: tuple[str, str], rule: str, *, partner: str, period: str, old: str, new: str, why: str) -> Problem:
    """A finding with its sentence.

    Args:
        where: Source and table.
        rule: Name of the check.
        partner: See `Problem`.
        period: See `Problem`.
        old: See `Problem`.
        new: See `Problem`.
        why: What is wrong, as a clause without its full stop.
    """
    source, table = where
    message = f"{source}: {table}, {partner}, {period}: {why} (before: {old}; now: {new})."
    return Problem(source, table, partner, period, old, new, rule, message)


def number(value: object) -> str:
    """A figure in words: thousands apart, six digits where it is small; "nothing" where it is missing."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return NOTHING
    figure = float(value)  # type: ignore[arg-type]
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.6g}"


def span(periods: pd.Series) -> str:
    """First and last period in words."""
    first, last = str(periods.min()), str(periods.max())
    return first if first == last else f"{first} to {last}"


def names(cells: pd.Series, shown: int = 5) -> str:
    """Different cells in words, sorted, the first few by name."""
    different = sorted(cells.dropna().astype("str").unique())
    more = len(different) - shown
    return ", ".join(different[:shown]) + (f" and {more} more" if more > 0 else "")
