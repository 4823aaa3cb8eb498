"""What each source id is, its terms as far as known, its caveats."""

from __future__ import annotations

import pandas as pd

from etl import columns
from etl.table import Table


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Name the source `comtrade` where a row still points at its former id comtrade_chn."""
    return rows.assign(retrieved_via=rows["retrieved_via"].str.replace("comtrade_chn", "comtrade"))


TABLE = Table(
    name="sources",
    title="Sources",
    description="One row a source. redistribute: yes; check = terms not verified, say so; no = stays out of downloads.",
    columns={
        "source": columns.source(),
        "name": columns.text("Name of the data set", nullable=False),
        "publisher": columns.text("Publisher", nullable=False),
        "url": columns.text("Address", pattern=columns.ADDRESS),
        "licence": columns.text("Terms as far as known", nullable=False),
        "coverage": columns.text("Period and places covered"),
        "valuation": columns.text("How goods are valued"),
        "caveats": columns.text("What to mind"),
        "retrieved_via": columns.text("Where the figures were taken from"),
        "redistribute": columns.text("Whether rows may be passed on", allowed=["yes", "check", "no"], nullable=False),
    },
    key=("source",),
    build=build,
)
