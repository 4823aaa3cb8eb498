"""Known reasons for missing cells; `coverage` gives them to the cells they explain.

Belongs here: why something is missing. What is missing is counted in `coverage`, never typed in.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table, place


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each gap ends no earlier than it starts; an open one is fine."""
    return frame["last_year"].isna() | (frame["last_year"].fillna(9999) >= frame["first_year"])


TABLE = Table(
    name="gaps",
    title="Reasons for missing cells",
    description="An empty partner or part means all. The narrower row wins: one of a partner over one of all partners.",
    columns={
        "table": columns.text(
            "Table with the gap",
            allowed=[
                "trade_annual",
                "trade_monthly",
                "trade_commodity",
                "gdp",
                "un_alignment",
                "partner_world_trade",
                "visits",
            ],
            nullable=False,
        ),
        "partner": columns.code("Partner; empty = all", nullable=True),
        "part": columns.text("export, import or a class of visits; empty = all", pattern=r"[a-z_]+"),
        "first_year": columns.year("First year"),
        "last_year": columns.whole("Last year; empty = still so", unit="year", low=1990, high=2030, nullable=True),
        "reason": columns.text("Why", nullable=False),
    },
    key=("table", "partner", "part", "first_year"),
    references=(place("partner"),),
    checks=(pa.Check(in_order, error="last_year is not before first_year"),),
    warnings=("estimates",),
)
