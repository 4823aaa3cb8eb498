"""What each meeting of a forum agreed on, and what stood in the way.

Belongs here: whether there was a joint text, and the share of meetings without one. Does not belong here: who came
(`forums`), and the verdict (claims).

docs: method, "Claims" (forums-deadlock): a chair's statement alone is no joint text, topical leaders' statements are.
"""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells, forums
from dashboard.measures.wilson import wilson

KINDS: Final = ("joint", "chair_only", "none", "cancelled", "planned", "unknown")
WITHOUT: Final = ("chair_only", "none")
"""The kinds of a meeting that was held and gave no joint text."""

COLUMNS: Final = (
    "forum",
    "year",
    "kind",
    "failure_cause",
    "dates",
    "city",
    "host_country",
    "mode",
    "status",
    "note",
    "sources",
    "meeting",
    "meetings",
)
_KIND_OF_OUTCOME: Final[Mapping[str, str]] = {
    "joint_declaration": "joint",
    "chair_statement_only": "chair_only",
    "none": "none",
    "cancelled": "cancelled",
}
_US_CHINA: Final = "us_china"


class WithoutText(NamedTuple):
    """How many meetings gave no joint text.

    Attributes:
        share_pct: Percent of the meetings counted; NaN if none counts.
        meetings: Meetings counted, those with a known outcome.
        without: Of these, meetings without a joint text.
        unknown: Meetings held whose outcome is not known; not counted.
        interval_low_pct: Low end of the Wilson 95 % interval of the share, percent.
        interval_high_pct: High end.
        us_china: Of those without, meetings whose `failure_cause` names the United States and China.
    """

    share_pct: float
    meetings: int
    without: int
    unknown: int
    interval_low_pct: float
    interval_high_pct: float
    us_china: int


def outcomes(meetings: pd.DataFrame, names: Collection[str]) -> pd.DataFrame:
    """Give what each meeting of some forums agreed on.

    Args:
        meetings: `forum_meetings` of the release; key forum, year, dates.
        names: Forums, such as APEC and EAS.

    Returns:
        forum, year, kind (joint, chair_only, none, cancelled, planned = not held yet, unknown = not found),
        failure_cause (where there was no joint text and the cause is known), dates, city, host_country, mode, status,
        note, sources, meeting (1, 2, ... within forum and year, by date), meetings (in that forum and year); key
        forum, year, meeting; sorted by it.

    Raises:
        ValueError: A column is missing.
    """
    columns = ["dates", "city", "host_country", "mode", "outcome", "failure_cause", "status", "sources"]
    cells.require(meetings, ["forum", "year", "outcome_note", *columns])
    rows = forums.numbered(meetings[meetings["forum"].isin(list(names))]).rename(columns={"outcome_note": "note"})
    kind = rows["outcome"].map(_KIND_OF_OUTCOME).astype("object").fillna("unknown")
    for status in ("planned", "cancelled"):
        kind = kind.mask(rows["status"].eq(status), status)
    return rows.assign(kind=kind.astype("str"))[list(COLUMNS)]


def without_text(
    meetings: pd.DataFrame, names: Collection[str], first: int, last: int, *, cancelled: bool = False
) -> WithoutText:
    """Give the share of meetings that ended without a joint text.

    A chair's statement alone is no joint text. A meeting whose outcome is unknown stands in neither part of the share
    and is counted beside it; one that is planned counts nowhere. A cancelled one counts as without text only if asked.

    Args:
        meetings: `forum_meetings` of the release.
        names: Forums, such as APEC and EAS.
        first: First year.
        last: Last year, included.
        cancelled: Whether cancelled meetings count as meetings without a text.

    Returns:
        The share with its counts and interval.

    Raises:
        ValueError: A column is missing.
    """
    rows = outcomes(meetings, names)
    rows = rows[rows["year"].between(first, last)]
    no_text = rows["kind"].isin([*WITHOUT, "cancelled"] if cancelled else WITHOUT)
    counted = no_text | rows["kind"].eq("joint")
    without, total = int(no_text.sum()), int(counted.sum())
    low, high = wilson(without, total)
    return WithoutText(
        share_pct=without / total * 100 if total else float("nan"),
        meetings=total,
        without=without,
        unknown=int(rows["kind"].eq("unknown").sum()),
        interval_low_pct=low * 100,
        interval_high_pct=high * 100,
        us_china=int(rows.loc[no_text, "failure_cause"].fillna("").str.contains(_US_CHINA).sum()),
    )
