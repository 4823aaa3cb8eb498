"""Visits of foreign leaders a country received in a year (COLT): totals without pairs, for volume only.

The codes are COLT's own: they cover every country, former states and disputed areas, so they do not refer to
`places`, and a name without a code is allowed. The key is the name, because two names may share one code in a year
(1990: two Germanies).
"""

from __future__ import annotations

from etl import columns
from etl.table import SOURCE, Table

TABLE = Table(
    name="leader_visits_received",
    title="Visits of leaders received by country",
    description="Visits of foreign leaders a country received in a year, by name, visits counted by COLT. "
    "Totals only: who went where is not given.",
    columns={
        "year": columns.year(),
        "iso3": columns.text(
            "Code as COLT gives it; empty for organisations and some areas", pattern=r"[A-Z]{2,4}(?:-[A-Z]{2,4})?"
        ),
        "name": columns.text("Name as COLT gives it", nullable=False),
        "visits": columns.whole("Number in the year", unit="visits", low=0, high=1000),
        "source": columns.source(),
    },
    key=("year", "name"),
    references=(SOURCE,),
    period=("year",),
)
