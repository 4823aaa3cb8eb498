"""Who came to a forum's meetings for Russia, the United States and China, and how high an office they held.

Belongs here: one row a meeting and power, the scores of offices, the state of a presence, the mean of a window, one
row a year for a matrix. Does not belong here: what a meeting agreed (`outcomes`), and the verdict (claims).

docs: method, "Lines and windows" (forum ranks).
"""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells

POWERS: Final[Mapping[str, str]] = {"RUS": "russia", "USA": "us", "CHN": "china"}
"""The powers and how the columns of `forum_meetings` begin for each."""

PRESENCES: Final = ("in_person", "hybrid", "video", "cancelled", "planned", "unknown", "not_member")


class Office(NamedTuple):
    """What an office counts for.

    Attributes:
        score: 4 to 0.
        letter: What a matrix shows.
    """

    score: float
    letter: str


OFFICES: Final[Mapping[str, Office]] = {
    "president": Office(4, "P"),
    "prime_minister": Office(3, "M"),
    "deputy_pm": Office(2, "D"),
    "vice_president": Office(2, "D"),
    "foreign_minister": Office(2, "F"),
    "secretary_of_state": Office(2, "F"),
    "none": Office(0, "0"),
}
"""Scores of the method: president 4, prime minister 3, deputy prime minister or foreign minister 2, nobody 0.

The method is silent on two offices, and there the rule is ours: a vice president counts as a deputy head, the US
secretary of state is a foreign minister. Every other office that is named counts as `OTHER`.
"""

OTHER: Final = Office(1, "O")
"""Any other named official, such as a security adviser, another minister or a deputy head of an administration."""

UNKNOWN_LETTER: Final = "?"
CANCELLED_LETTER: Final = "x"
PLANNED_LETTER: Final = "…"
NOT_MEMBER_LETTER: Final = ""

COLUMNS: Final = (
    "forum",
    "year",
    "power",
    "rank",
    "score",
    "letter",
    "person",
    "presence",
    "dates",
    "city",
    "host_country",
    "outcome",
    "failure_cause",
    "status",
    "note",
    "sources",
    "meeting",
    "meetings",
)
_MEETING: Final = ("dates", "city", "host_country", "mode", "outcome", "failure_cause", "status", "sources")
_PRESENCE_OF_MODE: Final = {"in_person": "in_person", "hybrid": "hybrid", "virtual": "video", "cancelled": "cancelled"}
_IN_PERSON: Final = ("in_person", "hybrid")


class MeanScore(NamedTuple):
    """The mean office that came, over the meetings of a window.

    Attributes:
        value: 0 to 4; NaN if no meeting counts.
        meetings: Meetings that count.
    """

    value: float
    meetings: int


def representation(meetings: pd.DataFrame, forums: Collection[str]) -> pd.DataFrame:
    """Give who came for each power to each meeting of some forums.

    Presence keeps apart what must not be confused: `in_person`, `hybrid` and `video` are how the meeting was held,
    `cancelled` and `planned` that it was not, `not_member` that the power had no seat, and `unknown` that the table
    does not hold who came, or how. No score is given where there was no meeting, no seat or no knowledge; nobody sent
    to a meeting that took place is a score of 0.

    Args:
        meetings: `forum_meetings` of the release; key forum, year, dates.
        forums: Names such as APEC and EAS.

    Returns:
        forum, year, power (RUS, USA, CHN), rank (of the office, as in the table), score (4 to 0, NaN where unknown),
        letter (P president, M prime minister, D deputy head, F foreign minister, O other, 0 nobody, ? unknown,
        x cancelled, … planned, "" no member), person, presence, dates, city, host_country, outcome, failure_cause,
        status, note, sources, meeting (1, 2, ... within forum and year, by date), meetings (in that forum and year);
        key forum, year, meeting, power; sorted by it.

    Raises:
        ValueError: A column is missing.
    """
    offices = [f"{who}_{part}" for who in POWERS.values() for part in ("rank", "person")]
    cells.require(meetings, ["forum", "year", "outcome_note", *_MEETING, *offices])
    rows = numbered(meetings[meetings["forum"].isin(list(forums))]).rename(columns={"outcome_note": "note"})
    frames = [_of_power(rows, power, who) for power, who in POWERS.items()]
    frame = pd.concat(frames, ignore_index=True)
    # The order of the powers stays: Russia, the United States, China.
    return frame.sort_values(["forum", "year", "meeting"], kind="stable", ignore_index=True)[list(COLUMNS)]


def mean_score(representation: pd.DataFrame, power: str, first: int, last: int, *, video: bool = True) -> MeanScore:
    """Give the mean score of a power over the meetings of some years.

    Meetings without a score (cancelled, planned, not a member, unknown who came) are left out. Nobody sent counts 0.
    Mind `video`: the method's default reading is in person, `video=False`; it leaves out video meetings and those of
    which it is not known how they were held, and keeps hybrid ones.

    Args:
        representation: A frame of `representation`; its forums are those that count, each meeting once.
        power: RUS, USA or CHN.
        first: First year.
        last: Last year, included.
        video: Whether meetings by video count.

    Returns:
        The mean and the number of meetings behind it.

    Raises:
        ValueError: The power does not exist, or a column is missing.
    """
    cells.check("power", power, tuple(POWERS))
    cells.require(representation, ["power", "year", "score", "presence"])
    rows = representation[representation["power"].eq(power) & representation["year"].between(first, last)]
    if not video:
        rows = rows[rows["presence"].isin(_IN_PERSON)]
    scores = rows["score"].dropna()
    return MeanScore(float(scores.mean()) if len(scores) else float("nan"), len(scores))


def by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Give one row for each forum and year (and power), for a matrix.

    Where a forum met twice in a year the matrix shows the last meeting that was held, and its `meetings` says 2; where
    none was held, the last of the year. Means and shares count every meeting.

    Args:
        frame: A frame of `representation` or of `outcomes.outcomes`.

    Returns:
        The same columns; key forum, year and, if it is there, power; sorted as before.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(frame, ["forum", "year", "meeting", "status"])
    key = ["forum", "year", *(["power"] if "power" in frame.columns else [])]
    ordered = frame.assign(_held=frame["status"].eq("held")).sort_values(["_held", "meeting"], kind="stable")
    kept = ordered.drop_duplicates(key, keep="last").drop(columns="_held")
    return kept.sort_index().reset_index(drop=True)


def numbered(meetings: pd.DataFrame) -> pd.DataFrame:
    """Number a forum's meetings of a year by date, and say how many there were.

    Returns:
        The rows, sorted by forum, year, date (a meeting without one comes first), with `meeting` (1, 2, ...) and
        `meetings`.
    """
    rows = meetings.sort_values(["forum", "year", "dates"], na_position="first", ignore_index=True)
    groups = rows.groupby(["forum", "year"])
    return rows.assign(
        meeting=groups.cumcount().astype("int64") + 1,
        meetings=groups["status"].transform("size").astype("int64"),
    )


def _of_power(rows: pd.DataFrame, power: str, who: str) -> pd.DataFrame:
    rank = rows[f"{who}_rank"]
    presence = _presence(rows, rank)
    took_place = ~presence.isin(["cancelled", "planned", "not_member"])
    office = rank.where(took_place).map(_office, na_action="ignore")
    known = office.map(lambda held: held.score, na_action="ignore").astype("float64")
    letter = office.map(lambda held: held.letter, na_action="ignore")
    return rows.assign(
        power=power,
        rank=rank,
        person=rows[f"{who}_person"],
        presence=presence,
        score=known,
        letter=letter.astype("object").where(letter.notna(), presence.map(_letter)).astype("str"),
    )


def _presence(rows: pd.DataFrame, rank: pd.Series) -> pd.Series:
    """Give the state of a presence; what stands later here overrules what stands before."""
    presence = rows["mode"].map(_PRESENCE_OF_MODE).astype("object").fillna("unknown")
    presence = presence.mask(rank.isna(), "unknown")
    for status in ("cancelled", "planned"):
        presence = presence.mask(rows["status"].eq(status), status)
    return presence.mask(rank.eq("not_member"), "not_member").astype("str")


def _office(rank: str) -> Office:
    return OFFICES.get(rank, OTHER)


def _letter(presence: str) -> str:
    letters = {"cancelled": CANCELLED_LETTER, "planned": PLANNED_LETTER, "not_member": NOT_MEMBER_LETTER}
    return letters.get(presence, UNKNOWN_LETTER)
