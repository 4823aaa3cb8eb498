"""How a partner votes in the UN General Assembly.

Belongs here: the distance of its votes to those of Russia, China and the United States, and its votes on the war.
Does not belong here: Russia's list of unfriendly states, and the verdict (claims).
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dashboard.measures import cells

POWERS: Final = ("RUS", "CHN", "USA")
FIRST_SESSION: Final = 1991
LAST_SESSION: Final = 2019
"""The ideal points end with session 74, before February 2022: they say nothing of votes on the war."""

RESOLUTIONS: Final = ("68/262", "ES-11/1", "ES-11/4", "ES-11/6")
"""In the order of their dates: Crimea 27 March 2014 (for comparison); 2 March, 12 October 2022, 23 February 2023."""

VOTES: Final = ("yes", "no", "abstain", "absent", "unknown", "no_seat")
NO_SEAT: Final = ("HKG", "MAC", "PSE", "TWN")
"""Partners without a vote in the Assembly, so that theirs is not unknown but none."""

DISTANCE_COLUMNS: Final = ("year", "power", "distance")
VOTE_COLUMNS: Final = ("partner", "resolution", "vote", "note", "source_url")


def distance(
    un_alignment: pd.DataFrame, partner: str, *, first: int = FIRST_SESSION, last: int = LAST_SESSION
) -> pd.DataFrame:
    """Give how far a partner's votes lie from those of each power, session by session.

    Args:
        un_alignment: `un_alignment` of the release; key partner, session_year.
        partner: ISO 3166-1 alpha-3 code.
        first: First session year.
        last: Last session year, included.

    Returns:
        year (in which the session opened), power (RUS, CHN, USA), distance (of ideal points, 0 = votes alike; no
        unit); key year, power; sorted by year, powers in that order. A power has no distance to itself, and a session
        without one has no row.

    Raises:
        ValueError: A column is missing.
    """
    names = [f"distance_to_{power}" for power in POWERS]
    cells.require(un_alignment, ["partner", "session_year", *names])
    rows = un_alignment[un_alignment["partner"].eq(partner) & un_alignment["session_year"].between(first, last)]
    parts = [
        pd.DataFrame({"year": rows["session_year"], "power": power, "distance": rows[name]})
        for power, name in zip(POWERS, names, strict=True)
        if power != partner
    ]
    frame = pd.concat(parts).dropna(subset=["distance"]).sort_values("year", kind="stable", ignore_index=True)
    return frame.astype({"year": "int64", "power": "str", "distance": "float64"})[list(DISTANCE_COLUMNS)]


def war_votes(unga_ukraine_votes: pd.DataFrame, partners: Sequence[str]) -> pd.DataFrame:
    """Give each partner's vote on each resolution on the war.

    Args:
        unga_ukraine_votes: `unga_ukraine_votes` of the release; key iso3, resolution.
        partners: ISO 3166-1 alpha-3 codes, in the order wanted.

    Returns:
        partner, resolution (all of `RESOLUTIONS` for every partner, in that order), vote (yes, no, abstain, absent;
        unknown where the table does not list it; no_seat for the partners of `NO_SEAT`), note, source_url ("" where
        there is none); key partner, resolution.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(unga_ukraine_votes, ["iso3", "resolution", "vote", "note", "source_url"])
    grid = pd.DataFrame(
        [(partner, resolution) for partner in dict.fromkeys(partners) for resolution in RESOLUTIONS],
        columns=["partner", "resolution"],
        dtype="str",
    )
    listed = unga_ukraine_votes.rename(columns={"iso3": "partner"})[list(VOTE_COLUMNS)].astype("str")
    frame = grid.merge(listed, on=["partner", "resolution"], how="left")
    absent = frame["partner"].isin(NO_SEAT).map({True: "no_seat", False: "unknown"})
    vote = frame["vote"].where(frame["vote"].notna(), absent)
    return frame.assign(vote=vote.astype("str"), **{name: frame[name].fillna("") for name in ("note", "source_url")})
