"""Two-way totals of two partners: a cross-check, never part of the annual table.

Three rows lost the decimal point at the source and are a thousand times too large; they stay, as known_bad, which is
why the range of `value_usd` is a rule over whole rows here.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place


def possible_unless_known_bad(frame: pd.DataFrame) -> pd.Series:
    """Whether each value is possible, or the row says it is not."""
    return (frame["value_usd"] <= columns.MAX_TRADE_USD) | (frame["quality"] == "known_bad")


TABLE = Table(
    name="trade_turnover",
    title="Two-way totals of China and India with Russia",
    description="Exports plus imports in a calendar year as one figure, by reporter. For cross-checks only.",
    columns={
        "partner": columns.partner(),
        "year": columns.year(),
        "value_usd": columns.value_usd("Exports plus imports", high=1e16),
        "source": columns.source(),
        "reporter": columns.reporter(),
        "basis": columns.basis(),
        "quality": columns.quality(),
        "note": columns.note(),
    },
    key=("partner", "year", "source", "reporter"),
    references=(place("partner"), place("reporter"), SOURCE),
    checks=(pa.Check(possible_unless_known_bad, error="value_usd is at most 2e13 unless quality is known_bad"),),
    warnings=("known_bad_rows",),
    period=("year",),
)
