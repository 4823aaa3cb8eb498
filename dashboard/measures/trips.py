"""The president's trips to Asia by format and period, and how many states he went to.

Belongs here: counts of trips found, shares with their intervals, distinct states. Does not belong here: placing visits
on an axis (`visits`), visits of other powers (`exchanges`), and the verdict (claims). The table of visits is a
documented sample: only the president's trips are found nearly whole, and before 2012 forum trips are under-found.

docs: method, "Lines and windows" (visits) and "Visits".
"""

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells
from dashboard.measures.wilson import wilson


class Period(NamedTuple):
    """A span of years.

    Attributes:
        label: What a reader sees.
        first: First year.
        last: Last year, included.
    """

    label: str
    first: int
    last: int


PERIODS: Final = (
    Period("2000–07", 2000, 2007),
    Period("2008–11", 2008, 2011),
    Period("2012–19", 2012, 2019),
    Period("2020–21", 2020, 2021),
    Period("2022–25", 2022, 2025),
)
"""The spans for which the completeness of the table is stated."""

FORMATS: Final = ("bilateral", "both", "forum")
PRESIDENT: Final = ("head_of_state",)
PRESIDENT_AND_PRIME_MINISTER: Final = ("head_of_state", "head_of_government")
COUNTED: Final = ("high", "medium")
"""Degrees of confidence that count."""

FEW: Final = 5
FORMAT_COLUMNS: Final = (
    "period",
    "first",
    "last",
    "format",
    "trips",
    "n",
    "share_pct",
    "low_pct",
    "high_pct",
    "few",
    "unknown",
)
STATE_COLUMNS: Final = ("period", "first", "last", "states", "years", "states_per_year")
_FORMAT_TYPES: Final = {
    "period": "str",
    "first": "int64",
    "last": "int64",
    "format": "str",
    "trips": "int64",
    "n": "int64",
    "share_pct": "float64",
    "low_pct": "float64",
    "high_pct": "float64",
    "few": "bool",
    "unknown": "int64",
}
_STATE_TYPES: Final = {
    "period": "str",
    "first": "int64",
    "last": "int64",
    "states": "int64",
    "years": "int64",
    "states_per_year": "float64",
}


def by_format(
    visits: pd.DataFrame,
    members: Collection[str],
    periods: Iterable[Period] = PERIODS,
    ranks: Collection[str] = PRESIDENT,
) -> pd.DataFrame:
    """Give how many trips were bilateral, to a forum, or both, in each period.

    A trip is one visit to one state that began in the period, of confidence high or medium. Trips of unknown format
    stand in no share and are counted beside it.

    Args:
        visits: `visits` of the release; key visit_id.
        members: Partners counted, ISO 3166-1 alpha-3.
        periods: Spans of years.
        ranks: Offices counted; `PRESIDENT` by default, `PRESIDENT_AND_PRIME_MINISTER` for both.

    Returns:
        period, first, last (years), format (bilateral, both, forum), trips, n (trips of known format in the period),
        share_pct (percent of n; NaN if n is 0), low_pct, high_pct (Wilson 95 % interval), few (n under 5), unknown
        (trips of unknown format in the period); key period, format. A period without any trip found has no rows; a
        format without one has trips 0.

    Raises:
        ValueError: A column is missing.
    """
    trips = counted(visits, members, ranks)
    rows: list[dict[str, object]] = []
    for period in periods:
        formats = trips.loc[trips["year"].between(period.first, period.last), "format"]
        rows += _shares(period, formats) if len(formats) else []
    return pd.DataFrame(rows, columns=list(FORMAT_COLUMNS)).astype(_FORMAT_TYPES)


def distinct_states(
    visits: pd.DataFrame,
    members: Collection[str],
    periods: Iterable[Period] = PERIODS,
    formats: Collection[str] | None = None,
    ranks: Collection[str] = PRESIDENT,
) -> pd.DataFrame:
    """Give how many states the president went to, and how many in a year on average.

    The method's "distinct states the president visited a year" is read as: count the distinct states of each calendar
    year, then take the mean over all years of the period. A state visited in two years counts in both; a year without
    a trip found counts 0 (for the president that is near the truth from 2012 on, before it a lower bound).

    Args:
        visits: `visits` of the release.
        members: Partners counted.
        periods: Spans of years.
        formats: Formats counted, such as ("bilateral", "both"); None counts all, unknown ones too.
        ranks: Offices counted.

    Returns:
        period, first, last (years), states (distinct over the whole period), years (in the period), states_per_year
        (mean of the yearly counts); key period. A period without any trip found has no row.

    Raises:
        ValueError: A column is missing.
    """
    trips = counted(visits, members, ranks)
    if formats is not None:
        trips = trips[trips["format"].isin(list(formats))]
    rows = []
    for period in periods:
        part = trips[trips["year"].between(period.first, period.last)]
        years = period.last - period.first + 1
        pairs = len(part.drop_duplicates(["year", "partner"]))
        if pairs:
            rows.append((*period, part["partner"].nunique(), years, pairs / years))
    return pd.DataFrame(rows, columns=list(STATE_COLUMNS)).astype(_STATE_TYPES)


def counted(visits: pd.DataFrame, members: Collection[str], ranks: Collection[str] = PRESIDENT) -> pd.DataFrame:
    """Give the trips from Russia that count.

    Args:
        visits: `visits` of the release.
        members: Partners counted.
        ranks: Offices counted.

    Returns:
        The rows of `visits` that are outbound, by these offices, to these partners and of confidence high or medium,
        with `year`, in which each began; key visit_id.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(visits, ["partner", "start", "direction", "visitor_rank", "confidence", "format"])
    kept = visits[
        visits["direction"].eq("outbound")
        & visits["visitor_rank"].isin(list(ranks))
        & visits["confidence"].isin(COUNTED)
        & visits["partner"].isin(list(members))
    ]
    return kept.assign(year=kept["start"].astype("str").str[:4].astype("int64"))


def _shares(period: Period, formats: pd.Series) -> list[dict[str, object]]:
    known = int(formats.isin(FORMATS).sum())
    rows: list[dict[str, object]] = []
    for name in FORMATS:
        trips = int(formats.eq(name).sum())
        low, high = wilson(trips, known)
        row = {"period": period.label, "first": period.first, "last": period.last, "format": name}
        row |= {"trips": trips, "n": known, "share_pct": trips / known * 100 if known else float("nan")}
        row |= {"low_pct": low * 100, "high_pct": high * 100, "few": known < FEW, "unknown": len(formats) - known}
        rows.append(row)
    return rows
