"""What the two claims about the president's trips share: the periods, the rows, and what is known of completeness.

Belongs here: which trips count in which period, and how whole the table is. Does not belong here: a rule (each
claim's own file).
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

from dashboard.claims.claim import NOT_TESTABLE, Measured
from dashboard.measures.trips import PERIODS, PRESIDENT, Period, counted
from dashboard.measures.visits import completeness_of
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import number

BEFORE: Final[Period] = next(period for period in PERIODS if period.first == 2012)
AFTER: Final[Period] = next(period for period in PERIODS if period.first == 2022)
CLASS_OF_RANK: Final = {"head_of_state": "president_abroad", "head_of_government": "prime_minister_abroad"}
ROWS: Final = ("year", "start", "partner", "format", "visitor_rank", "confidence")


def rows(visits: pd.DataFrame, members: Collection[str], ranks: Collection[str] = PRESIDENT) -> pd.DataFrame:
    """The trips of both periods, oldest first: year, start, partner, format, visitor_rank, confidence."""
    kept = counted(visits, members, ranks)
    kept = kept[kept["year"].between(BEFORE.first, BEFORE.last) | kept["year"].between(AFTER.first, AFTER.last)]
    return kept.sort_values(["start", "partner"], ignore_index=True)[list(ROWS)]


def completeness(release: Release, ranks: Collection[str]) -> tuple[str, ...]:
    """How much of these offices' trips the table is estimated to hold in both periods, a sentence each."""
    names = {"head_of_state": _("the president’s trips"), "head_of_government": _("the prime minister’s trips")}
    return tuple(
        _("Part of {whose} that the table is estimated to hold: {a} in {before}, {b} in {after}.").format(
            whose=names[rank],
            a=_held(_stated(release, rank, BEFORE)),
            b=_held(_stated(release, rank, AFTER)),
            before=BEFORE.label,
            after=AFTER.label,
        )
        for rank in ranks
    )


def yearly_numbers_hold(release: Release) -> bool:
    """Whether a year without a row may be read as no trip of the president, in all of both periods."""
    stated = [_stated(release, "head_of_state", period) for period in (BEFORE, AFTER)]
    return all(len(part) > 0 and bool(part["zero_ok"].eq(1).all()) for part in stated)


def no_trips(found: pd.DataFrame) -> Measured:
    """The answer where a period holds no trip of known format, or none at all."""
    return Measured(
        NOT_TESTABLE,
        missing=_(
            "At least one of {before} and {after} has no trip that counts. The lists of the president’s trips (table "
            "visits) would supply them."
        ).format(before=BEFORE.label, after=AFTER.label),
        rows=found,
    )


def _stated(release: Release, rank: str, period: Period) -> pd.DataFrame:
    """The estimates of completeness that touch a period."""
    table = completeness_of(release.table("visits_completeness"), CLASS_OF_RANK[rank])
    return table[(table["period_start_year"] <= period.last) & (table["period_end_year"] >= period.first)]


def _held(stated: pd.DataFrame) -> str:
    """'90–95%', 'nearly all' or 'not known'; the lowest and highest where several estimates touch the period."""
    if len(stated) and stated["status"].eq("near_complete").all():
        return _("nearly all")
    low, high = stated["share_low_pct"].min(), stated["share_high_pct"].max()
    if pd.isna(low) or pd.isna(high) or stated["status"].eq("unknown").any():
        return _("not known")
    return f"{number(high, 0)}%" if low == high else f"{number(low, 0)}–{number(high, 0)}%"
