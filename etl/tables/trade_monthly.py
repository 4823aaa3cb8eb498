"""Russia's goods trade by partner and month: Russian customs to 2021, China's customs 2017-2024."""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table, place

TABLE = Table(
    name="trade_monthly",
    title="Russia's goods trade by partner and month",
    description="Value of goods exported from Russia to a partner or imported from it in a calendar month: "
    "main partners of Russian customs 2006-2021, China by China's customs 2017-2024, the far abroad (XFA) 2021.",
    columns={
        "partner": columns.partner(),
        "month": columns.month(),
        "flow": columns.flow(),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "valuation": columns.valuation(),
        "basis": columns.basis(),
        "quality": columns.quality(),
        "note": columns.note(),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("partner", "month", "flow", "source"),
    references=(place("partner"), place("reporter"), SOURCE),
    warnings=("several_sources_per_cell", "aggregation_hazard", "break_2022"),
    period=("month",),
)
