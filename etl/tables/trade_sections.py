"""Trade by broad groups of goods: SITC sections of three years, Russian customs' groups of 2022-23 (world only)."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

TABLE = Table(
    name="trade_sections",
    title="Trade by section of goods",
    description="Value of goods by SITC section (1995, 2005, 2015; sections 0, 3, 5, 6, 7 only) or by group of HS "
    "chapters (2022 and 2023, world only). TOTAL is the sum of all groups, not one of them.",
    columns={
        "partner": columns.partner(),
        "year": columns.year(),
        "flow": columns.flow(),
        "system": columns.text("Classification", allowed=["SITC", "HS_GROUP"], nullable=False),
        "section": columns.text(
            "SITC section (one digit), HS chapters from-to, or TOTAL", pattern=r"\d|\d{2}-\d{2}|TOTAL", nullable=False
        ),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "basis": columns.basis(also=["derived"]),
    },
    key=("partner", "year", "flow", "system", "section", "source"),
    references=(place("partner"), place("reporter"), SOURCE),
    warnings=("aggregation_hazard",),
    period=("year",),
)
