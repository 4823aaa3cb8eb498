"""Gross domestic product in current US dollars."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

TABLE = Table(
    name="gdp",
    title="Gross domestic product",
    description="One row a place and year, World Bank NY.GDP.MKTP.CD: states, and from the archive (to 2023) the world "
    "and the European Union. North Korea and Taiwan are not given.",
    columns={
        "iso3": columns.code("Place, by code in table places"),
        "year": columns.year(),
        "gdp_usd": columns.value_usd("Gross domestic product", high=columns.MAX_GDP_USD),
        "source": columns.source(),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("iso3", "year"),
    references=(place("iso3"), SOURCE),
    warnings=("aggregation_hazard",),
    period=("year",),
)
