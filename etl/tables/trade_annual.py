"""Russia's goods trade by partner and year: every source's value of a cell, kept side by side.

Belongs here: annual values with a flow. Two-way totals are `trade_turnover`, customs' continents `trade_area_totals`.
"""

from __future__ import annotations

import pandas as pd

from etl import columns
from etl.table import SOURCE, Table, place

LAST_REPORTED_YEAR = "2021"


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the IMF's Russian series one reporter and a basis by year.

    The IMF's own reporter and derivation fields change meaning from 2022 (they name the presumed partner); the series
    is Russia's in every year: as reported to 2021, estimated after it.
    """
    imf = rows["source"] == "imf_imts"
    estimated = imf & (rows["year"] > LAST_REPORTED_YEAR)
    rows = rows.copy()
    rows.loc[imf, "reporter"] = "RUS"
    rows.loc[imf, "basis"] = "reported"
    rows.loc[imf, "method"] = "direct"
    rows.loc[estimated, "basis"] = "estimate"
    rows.loc[estimated, "method"] = "estimated"
    return rows


TABLE = Table(
    name="trade_annual",
    title="Russia's goods trade by partner and year",
    description="Value of goods exported from Russia to a partner or imported from it in a calendar year, by source "
    "and reporter. Several sources may give one cell; all are kept. Nine cells have two reporters in one source.",
    columns={
        "partner": columns.partner(),
        "year": columns.year(),
        "flow": columns.flow(),
        "value_usd": columns.value_usd(),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "valuation": columns.valuation(),
        "basis": columns.basis(),
        "quality": columns.quality(),
        "note": columns.note(),
        "method": columns.text(
            "direct = as published, derived = from shares, sums or the other side, estimated = by the source",
            allowed=["direct", "derived", "estimated"],
            nullable=False,
        ),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("partner", "year", "flow", "source", "reporter"),
    references=(place("partner"), place("reporter"), SOURCE),
    warnings=("several_sources_per_cell", "aggregation_hazard", "break_2022", "known_bad_rows"),
    period=("year",),
    build=build,
)
