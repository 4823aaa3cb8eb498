"""Visits of US and Chinese leaders and ministers to the same partners and back, and Modi's trips."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each visit ends no earlier than it starts."""
    return frame["end"] >= frame["start"]


TABLE = Table(
    name="powers_visits",
    title="Visits of the United States and China to the partners and back",
    description="One row a visit. The US is complete to 2024; China 2003-2018, and Xi to 2026. Completeness differs by "
    "power and period: never compare totals across them without saying so.",
    columns={
        "power": columns.text("The power", allowed=["CHN", "USA"], nullable=False),
        "direction": columns.text(
            "outbound = from the power to the partner, inbound = to the power",
            allowed=["outbound", "inbound"],
            nullable=False,
        ),
        "partner": columns.partner(),
        "start": columns.date("First day"),
        "end": columns.date("Last day"),
        "visitor": columns.text("Who came", nullable=False),
        "visitor_rank": columns.text("Office held", allowed=columns.RANKS, nullable=False),
        "source": columns.source(),
    },
    key=("power", "direction", "partner", "start", "visitor"),
    references=(place("power"), place("partner"), SOURCE),
    checks=(pa.Check(in_order, error="end is not before start"),),
    warnings=("sample",),
    period=("start",),
)
