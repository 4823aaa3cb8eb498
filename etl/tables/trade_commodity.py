"""Russia-China trade by chapter of the Harmonized System, reconciled by CEPII."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

TABLE = Table(
    name="trade_commodity",
    title="Trade by HS chapter",
    description="Value of goods by chapter of the Harmonized System (2 digits), partner, year and flow. "
    "So far China only.",
    columns={
        "partner": columns.partner(),
        "year": columns.year(),
        "flow": columns.flow(),
        "hs2": columns.text("Chapter of the Harmonized System, two digits", pattern=r"\d{2}", nullable=False),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "basis": columns.basis(),
    },
    key=("partner", "year", "flow", "hs2", "source"),
    references=(place("partner"), place("reporter"), SOURCE),
    period=("year",),
)
