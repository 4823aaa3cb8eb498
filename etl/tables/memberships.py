"""Who belongs to which forum, since when, and in what standing."""

from __future__ import annotations

from etl import columns
from etl.table import Table, place

TABLE = Table(
    name="memberships",
    title="Memberships of forums",
    description="One row a state and forum. An empty year is unknown, not a founding membership.",
    columns={
        "iso3": columns.code("State, by code in table places"),
        "forum": columns.text("Forum", nullable=False),
        "joined_year": columns.whole("Year of joining", unit="year", low=1960, high=columns.LAST_YEAR, nullable=True),
        "left_year": columns.whole("Year of leaving", unit="year", low=1960, high=columns.LAST_YEAR, nullable=True),
        "status": columns.text(
            "Standing",
            allowed=[
                "member",
                "member_unverified",
                "dialogue_partner",
                "observer",
                "partner",
                "invited",
                "fta_partner",
                "signatory",
            ],
            nullable=False,
        ),
        "source_url": columns.source_url(),
        "note": columns.note(),
    },
    key=("iso3", "forum"),
    references=(place("iso3"),),
    period=("joined_year",),
)
