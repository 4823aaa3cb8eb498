"""Votes of Asian states on four UN General Assembly resolutions on Ukraine."""

from __future__ import annotations

from etl import columns
from etl.table import Table, place

TABLE = Table(
    name="unga_ukraine_votes",
    title="Votes on Ukraine in the UN General Assembly",
    description="One row a state and resolution. A vote that is not listed is unknown.",
    columns={
        "iso3": columns.code("State, by code in table places"),
        "resolution": columns.text(
            "68/262 of 2014, ES-11/1, ES-11/4 and ES-11/6 of 2022-23",
            allowed=["68/262", "ES-11/1", "ES-11/4", "ES-11/6"],
            nullable=False,
        ),
        "vote": columns.text("Vote", allowed=["yes", "no", "abstain", "absent"], nullable=False),
        "source_url": columns.source_url(),
        "note": columns.note(),
    },
    key=("iso3", "resolution"),
    references=(place("iso3"),),
)
