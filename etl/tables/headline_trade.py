"""Totals of trade with Russia as officials announced them; conflicts are kept as separate rows."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table, place

# What a period may look like where it can be plotted; an undatable one is any text and can only be listed.
PERIODS = {
    "year": r"\d{4}",
    "fiscal_year": r"FY\d{4}-\d{2}",
    "month": columns.MONTH,
    "part": r"\d{4}(?:Q[1-4]|H[12])|\d{4}-\d{2}(?:-\d{2})?\.\.\d{4}-\d{2}(?:-\d{2})?",
}


def period_fits_kind(frame: pd.DataFrame) -> pd.Series:
    """Whether each period is written as its kind asks."""
    fits = frame["period_kind"] == "undatable"
    for kind, pattern in PERIODS.items():
        fits |= (frame["period_kind"] == kind) & frame["period"].str.fullmatch(pattern).fillna(False).astype(bool)
    return fits


TABLE = Table(
    name="headline_trade",
    title="Announced totals of trade with Russia",
    description="Turnover, Russian exports and Russian imports as announced by officials and wires. A row graded weak, "
    "or with the word superseded in its note, must carry no chart.",
    columns={
        "partner": columns.partner(),
        "period": columns.text("Period as announced: year, fiscal year, months or words", nullable=False),
        "turnover_usd": columns.value_usd("Both directions", nullable=True),
        "russian_exports_usd": columns.value_usd("From Russia", nullable=True),
        "russian_imports_usd": columns.value_usd("To Russia", nullable=True),
        "who_reported": columns.who_reported(),
        "source_url": columns.source_url(),
        "published_date": columns.part_date("Date of the announcement", nullable=True),
        "note": columns.note(),
        "grade": columns.text(
            "How close to the source it was read", allowed=["primary_or_wire", "secondary", "weak"], nullable=False
        ),
        "period_kind": columns.text(
            "year, fiscal_year, part and month can be plotted, undatable only listed",
            allowed=[*PERIODS, "undatable"],
            nullable=False,
        ),
    },
    key=("partner", "period", "who_reported", "source_url"),
    references=(place("partner"),),
    checks=(pa.Check(period_fits_kind, error="period is written as period_kind asks"),),
    warnings=("conflicts_kept",),
    period=("period",),
)
