"""Trips that Wikipedia's lists of trips and visits name, between the powers and the partners; filled by live pages."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each trip ends no earlier than it starts; an unknown end is fine."""
    return frame["end"].isna() | (frame["end"].fillna("9") >= frame["start"].fillna(""))


TABLE = Table(
    name="trip_lists",
    title="Trips as lists on Wikipedia have them",
    description="One row for each page, visitor, host and first day: facts only, with the revision of the page. Only "
    "trips between Russia, the United States or China and a partner that are over. A page's silence is no evidence.",
    columns={
        "page": columns.text("Title of the list page, as this project asks for it", nullable=False),
        "revision": columns.text("Revision of the page that was read", pattern=r"\d+", nullable=False),
        "visitor": columns.text("Who came", nullable=False),
        "visitor_rank": columns.text("Office held", allowed=columns.RANKS, nullable=False),
        "visitor_home": columns.code("Country of the visitor's office"),
        "host": columns.code("Country visited"),
        "start": columns.date("First day; first of the month where date_precision is month"),
        "end": columns.date("Last day; empty where date_precision is month", nullable=True),
        "date_precision": columns.text(
            "How firm the dates are; range = one range for several countries",
            allowed=["day", "month", "range"],
            nullable=False,
        ),
        "host_city": columns.text("Cities as the page names them, joined by ;"),
        "format": columns.text(
            "What the page's words say", allowed=["bilateral", "forum", "both", "unknown"], nullable=False
        ),
        "forum": columns.text("Forums the page names, joined by ;"),
        "visit_type": columns.text(
            "What the page's words say", allowed=["state", "official", "working", "unknown"], nullable=False
        ),
        "source": columns.source(),
        "url": columns.text("Permanent link to the revision", pattern=columns.ADDRESS, nullable=False),
        "withdrawn_at": columns.withdrawn_at(),
    },
    key=("page", "visitor", "host", "start"),
    references=(place("visitor_home"), place("host"), SOURCE),
    checks=(pa.Check(in_order, error="end is not before start"),),
    warnings=("sample", "conflicts_kept"),
    period=("start",),
    optional=True,
)
