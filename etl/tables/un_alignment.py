"""Ideal points estimated from votes in the UN General Assembly, and distances to three powers.

Belongs here: the states the archive has. Roll calls on Ukraine are `unga_ukraine_votes`.
"""

from __future__ import annotations

import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place


def _distance(power: str) -> pa.Column:
    return columns.number(f"Distance of ideal points to {power}", unit="ideal points", low=0, high=12, nullable=True)


TABLE = Table(
    name="un_alignment",
    title="Ideal points in the UN General Assembly",
    description="One row a state and session (by the year it began). The archive ends in 2019; a newer release of the "
    "estimates replaces all rows, because it estimates every session anew.",
    columns={
        "partner": columns.partner(),
        "session_year": columns.year("Year the session began"),
        "ideal_point": columns.number("Estimated position, high = near the US", unit="ideal points", low=-6, high=6),
        "distance_to_RUS": _distance("Russia"),
        "distance_to_CHN": _distance("China"),
        "distance_to_USA": _distance("the United States"),
        "votes": columns.whole(
            "Votes the estimate stands on; empty where the release of the estimates does not give them",
            unit="votes",
            low=1,
            high=500,
            nullable=True,
        ),
        "source": columns.source(),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("partner", "session_year"),
    references=(place("partner"), SOURCE),
    period=("session_year",),
)
