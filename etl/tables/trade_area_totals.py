"""Totals of Russian customs by continent, far abroad and CIS: the denominators, with their own periods."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each period ends no earlier than it starts."""
    return frame["period_end"] >= frame["period_start"]


TABLE = Table(
    name="trade_area_totals",
    title="Totals of Russian customs by area",
    description="Value of goods by continent (2022 to September 2024, some periods overlap) and for far abroad and CIS "
    "(1994-2021). Which states belong to an area is not given and varies.",
    columns={
        "area": columns.code("Area: WLD or an X-code of table places"),
        "period_start": columns.text("First month", pattern=columns.MONTH, nullable=False, kind="yearmonth"),
        "period_end": columns.text("Last month", pattern=columns.MONTH, nullable=False, kind="yearmonth"),
        "flow": columns.flow("Russia's side: export = from Russia to the area, import = to Russia"),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "valuation": columns.valuation(),
        "basis": columns.basis(),
        "quality": columns.quality(),
        "note": columns.note(),
    },
    key=("area", "period_start", "period_end", "flow", "source"),
    references=(place("area"), place("reporter"), SOURCE),
    checks=(pa.Check(in_order, error="period_end is not before period_start"),),
    warnings=("aggregation_hazard",),
    period=("period_start", "period_end"),
)
