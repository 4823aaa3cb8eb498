"""Population by place and year."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

# The world has about 8e9 people.
MAX_PERSONS = 20_000_000_000

TABLE = Table(
    name="population",
    title="Population",
    description="One row a place and year, World Bank SP.POP.TOTL, states only. Taiwan is not given.",
    columns={
        "iso3": columns.code("Place, by code in table places"),
        "year": columns.year(),
        "population": columns.whole("Persons, at the middle of the year", unit="persons", low=1, high=MAX_PERSONS),
        "source": columns.source(),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("iso3", "year"),
    references=(place("iso3"), SOURCE),
    period=("year",),
    optional=True,
)
