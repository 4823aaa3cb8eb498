"""Russia's fossil fuels by partner and month, as CREA estimates them; live rows only.

Belongs here: estimated values and tonnes by group of fuels. Single published figures are `energy_food`, customs'
chapters `trade_commodity`.
"""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

# A month of all of Russia's fossil fuels has never been worth 1e11 or weighed 1e9 tonnes.
MAX_VALUE = 1e11
MAX_TONNES = 1e9

TABLE = Table(
    name="energy_monthly",
    title="Russia's fossil fuels by partner and month",
    description="Value and weight of Russian fossil fuels that went to a partner in a calendar month, by group of "
    "fuels. Estimates of the Centre for Research on Energy and Clean Air (CREA) from ships, pipelines and prices; it "
    "revises them backwards. LPG is not included. Groups are as the source gives them; a month that is not there is "
    "unknown, not zero.",
    columns={
        "partner": columns.partner(),
        "month": columns.month(),
        "commodity_group": columns.text("Group of fuels as the source gives it: oil, gas, coal", nullable=False),
        "value_eur": columns.number("Estimated value, current euro", unit="EUR", low=0, high=MAX_VALUE, nullable=True),
        "value_usd": columns.value_usd("Estimated value", nullable=True, high=MAX_VALUE),
        "tonnes": columns.number("Estimated weight, tonnes", unit="t", low=0, high=MAX_TONNES, nullable=True),
        "source": columns.source(),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("partner", "month", "commodity_group", "source"),
    references=(place("partner"), SOURCE),
    period=("month",),
    optional=True,
)
