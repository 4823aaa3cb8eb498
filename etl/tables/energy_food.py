"""Single published figures on oil, gas, coal, grain and fertiliser, in different units."""

from __future__ import annotations

import pandas as pd

from etl import columns
from etl.table import Table, place


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the quantity as two numbers, because one source gives a range ("45-50"); a single figure is both ends."""
    ends = rows["quantity"].str.extract(r"^(?P<low>[^-]*)-?(?P<high>.*)$")
    low = ends["low"].fillna("")
    return rows.assign(
        quantity_low=low, quantity_high=ends["high"].fillna("").where(ends["high"].fillna("") != "", low)
    )


TABLE = Table(
    name="energy_food",
    title="Published figures on energy and food",
    description="Single figures as published; mind the unit and the period of each row.",
    columns={
        "destination": columns.code("Where the goods went, by code in table places"),
        "product": columns.text("Product or share, in words", nullable=False),
        "period": columns.text("Period as published", nullable=False),
        "quantity": columns.text(
            "Quantity as published, a number or a range", pattern=r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?"
        ),
        "unit": columns.text(
            "mt = million tonnes, bcm = billion cubic metres, pct_value, pct_volume = per cent, eur_bn = billion euro",
            allowed=["mt", "bcm", "pct_value", "pct_volume", "eur_bn"],
        ),
        "value_usd": columns.value_usd("Value where published", nullable=True),
        "who_reported": columns.who_reported(),
        "source_url": columns.source_url(),
        "note": columns.note(),
        "quantity_low": columns.number(
            "Quantity, or the low end of its range",
            unit="see column unit",
            low=0,
            high=1e6,
            nullable=True,
            derived=True,
        ),
        "quantity_high": columns.number(
            "Quantity, or the high end of its range",
            unit="see column unit",
            low=0,
            high=1e6,
            nullable=True,
            derived=True,
        ),
    },
    key=("destination", "product", "period", "unit", "source_url"),
    references=(place("destination"),),
    warnings=("not_a_series",),
    period=("period",),
    build=build,
)
