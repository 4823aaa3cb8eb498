"""The offices that came to some forums in two spans of years, meeting by meeting.

Belongs here: which meetings count on each side, and how many do not. Does not belong here: the score of an office
(`forums`), the test of the difference (`permutation`), and the verdict (claims).

docs: method, "Lines and windows" (forum ranks).
"""

from dataclasses import dataclass

import pandas as pd

from dashboard.measures import cells

IN_PERSON = ("in_person", "hybrid")
NO_MEETING = ("cancelled", "planned", "not_member")
COLUMNS = ("forum", "year", "dates", "presence", "rank", "score", "person")


@dataclass(frozen=True, eq=False)
class Sides:
    """The meetings of two spans that have a score.

    Attributes:
        before: Scores (0 to 4) of the first span's meetings.
        after: Scores of the second's.
        first_after: First year of the second span.
        last_after: Last year in which a meeting of the second span has a score; `first_after` if none has.
        by_video: Meetings of both spans left out because they were not held in person, or it is not known how.
        unknown: Meetings held in both spans whose office is not known.
        rows: The meetings with a score: forum, year, dates, presence, rank, score, person; sorted by forum and date.
    """

    before: tuple[float, ...]
    after: tuple[float, ...]
    first_after: int
    last_after: int
    by_video: int
    unknown: int
    rows: pd.DataFrame


def compare_offices(
    representation: pd.DataFrame, power: str, before: tuple[int, int], first_after: int, *, video: bool
) -> Sides:
    """Give the scores of a power at the meetings of two spans of years.

    Planned and cancelled meetings, and those of which the power was no member, count nowhere. A meeting whose office is
    not known has no score and is counted apart. Nobody sent is a score of 0.

    Args:
        representation: A frame of `forums.representation`; its forums are those that count.
        power: RUS, USA or CHN.
        before: First and last year of the first span.
        first_after: First year of the second span, which ends with the last meeting.
        video: Whether meetings by video, and those not known to be in person, count.

    Returns:
        The two sides and the meetings behind them.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(representation, ["power", *COLUMNS])
    rows = representation[representation["power"].eq(power) & ~representation["presence"].isin(NO_MEETING)]
    rows = rows[rows["year"].between(*before) | rows["year"].ge(first_after)]
    known = rows[rows["score"].notna()]
    kept = known if video else known[known["presence"].isin(IN_PERSON)]
    late = kept["year"].ge(first_after)
    return Sides(
        before=tuple(kept.loc[~late, "score"].tolist()),
        after=tuple(kept.loc[late, "score"].tolist()),
        first_after=first_after,
        last_after=int(kept.loc[late, "year"].max()) if late.any() else first_after,
        by_video=len(known) - len(kept),
        unknown=len(rows) - len(known),
        rows=kept[list(COLUMNS)].reset_index(drop=True),
    )
