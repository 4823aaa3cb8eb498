"""From how many states leaders came to Russia.

Belongs here: a count of what was found. Does not belong here: a yearly total or a test: the visits received are a
sample, and less of them is found than of the president's own trips.
"""

from collections.abc import Collection

import pandas as pd

from dashboard.measures import cells
from dashboard.measures.trips import COUNTED, PRESIDENT_AND_PRIME_MINISTER


def states_received(visits: pd.DataFrame, members: Collection[str], first: int, last: int) -> int:
    """Give how many different states' heads of state or government were found in Russia in some years.

    Args:
        visits: `visits` of the release; rows of confidence high and medium are taken.
        members: Partners counted.
        first: First year.
        last: Last year, included.

    Returns:
        Distinct states; a lower bound.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(visits, ["partner", "start", "direction", "visitor_rank", "confidence"])
    kept = visits[
        visits["direction"].eq("inbound")
        & visits["visitor_rank"].isin(PRESIDENT_AND_PRIME_MINISTER)
        & visits["confidence"].isin(COUNTED)
        & visits["partner"].isin(list(members))
        & visits["start"].astype("str").str[:4].astype("int64").between(first, last)
    ]
    return int(kept["partner"].nunique())
