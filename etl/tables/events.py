"""Dated events for annotation of charts."""

from __future__ import annotations

import pandas as pd

from etl import columns
from etl.table import Reference, Table


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep source_url one bare address: the second of two joined by ";" goes to a column of its own."""
    parts = rows["source_url"].str.partition(";")
    return rows.assign(source_url=parts[0], source_url_2=parts[2])


TABLE = Table(
    name="events",
    title="Events",
    description="One row an event, with short label, kind and the partners it concerns.",
    columns={
        "date": columns.part_date("Date of the event"),
        "label": columns.text("Short label", nullable=False),
        "kind": columns.text(
            "Kind", allowed=["summit", "sanctions", "agreement", "crisis", "trade_policy"], nullable=False
        ),
        "partners": columns.text("Codes joined by ;, or ALL", pattern=r"[A-Z0-9_]+(?:;[A-Z0-9_]+)*", nullable=False),
        "source_url": columns.source_url(),
        "source_url_2": columns.text("Second address", pattern=columns.ADDRESS, derived=True),
    },
    key=("date", "label"),
    references=(Reference("partners", "places", "iso3", many=True, also=frozenset({"ALL"})),),
    period=("date",),
    build=build,
)
