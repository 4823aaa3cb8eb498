"""Russia's list of "unfriendly" states and territories."""

from __future__ import annotations

from etl import columns
from etl.table import Table, place

TABLE = Table(
    name="unfriendly",
    title='Russia\'s list of "unfriendly" states',
    description="One row a state or territory on the list, with the date from which.",
    columns={
        "iso3": columns.code("State or territory, by code in table places"),
        "since": columns.part_date("On the list since"),
        "source_url": columns.source_url(),
        "note": columns.note(),
    },
    key=("iso3",),
    references=(place("iso3"),),
    period=("since",),
)
