"""Announced totals of Vietnam, India and others with their large partners."""

from __future__ import annotations

from etl import columns
from etl.table import Table, place

TABLE = Table(
    name="partner_announced_trade",
    title="Announced totals of partners with others",
    description="Exports, imports and turnover of a partner with a counterpart as announced; the partner's side.",
    columns={
        "partner": columns.partner(),
        "counterpart": columns.code("The other side, by code in table places"),
        "year": columns.text("Calendar year or fiscal year", pattern=r"\d{4}|FY\d{4}-\d{2}", nullable=False),
        "period": columns.text("Period as announced", nullable=False),
        "exports_usd": columns.value_usd("From the partner", nullable=True),
        "imports_usd": columns.value_usd("To the partner", nullable=True),
        "turnover_usd": columns.value_usd("Both directions", nullable=True),
        "who_reported": columns.who_reported(),
        "source_url": columns.source_url(),
        "note": columns.note(),
        "mirror": columns.text("yes = the counterpart's statistics", allowed=["yes", "no"], nullable=False),
    },
    key=("partner", "counterpart", "period", "source_url"),
    references=(place("partner"), place("counterpart")),
    warnings=("conflicts_kept",),
    period=("period",),
)
