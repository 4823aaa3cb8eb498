"""How much of each class of visits the sources hold, by period: estimates of this project.

Belongs here: the estimate. Which rows of `visits` make a class is in `coverage`.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table

CLASSES = (
    "president_abroad",
    "prime_minister_abroad",
    "foreign_minister_abroad",
    "china_india_leaders_in_russia",
    "core_leaders_in_russia",
    "central_west_leaders_in_russia",
)


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether periods and ranges run upwards."""
    years = frame["period_start_year"] <= frame["period_end_year"]
    return years & (frame["share_low_pct"].fillna(0) <= frame["share_high_pct"].fillna(100))


def share_fits_status(frame: pd.DataFrame) -> pd.Series:
    """Whether an upper share is given exactly where the status is estimated."""
    return frame["share_high_pct"].notna() == (frame["status"] == "estimated")


def trends_of_president_only(frame: pd.DataFrame) -> pd.Series:
    """Whether trends are allowed for the president alone."""
    return (frame["trend_ok"] == 0) | (frame["class"] == "president_abroad")


TABLE = Table(
    name="visits_completeness",
    title="Completeness of the visits",
    description="Estimated share of all visits of a class and period that the table holds. Only classes with trend_ok "
    "may be drawn over time; only periods with zero_ok may read a missing visit as none.",
    columns={
        "class": columns.text("Class of visits", allowed=CLASSES, nullable=False),
        "period_start_year": columns.year("First year"),
        "period_end_year": columns.year("Last year"),
        "share_low_pct": columns.number(
            "Low end; empty = 0 or not given", unit="per cent", low=0, high=100, nullable=True
        ),
        "share_high_pct": columns.number("High end", unit="per cent", low=0, high=100, nullable=True),
        "status": columns.text(
            "near_complete, estimated (see shares), unknown = not estimated",
            allowed=["near_complete", "estimated", "unknown"],
            nullable=False,
        ),
        "trend_ok": columns.flag("May be drawn over time"),
        "zero_ok": columns.flag("A year without a row may be read as no visit"),
        "note": columns.note(),
    },
    key=("class", "period_start_year"),
    checks=(
        pa.Check(in_order, error="years and shares run upwards"),
        pa.Check(share_fits_status, error="share_high_pct is given where status is estimated, and only there"),
        pa.Check(trends_of_president_only, error="trend_ok only for president_abroad"),
    ),
    warnings=("estimates",),
    period=("period_start_year", "period_end_year"),
)
