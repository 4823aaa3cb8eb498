"""Every code any table uses: label, region, the three definitions of Asia, tile layout."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table


def asia_nested(frame: pd.DataFrame) -> pd.Series:
    """Whether the definitions of Asia contain each other: core in core_central in all."""
    return (frame["asia_core"] <= frame["asia_core_central"]) & (frame["asia_core_central"] <= frame["asia_all"])


def partners_on_tiles(frame: pd.DataFrame) -> pd.Series:
    """Whether partners, and they alone, are in wide Asia and have a tile."""
    partner = frame["kind"] == "partner"
    tiled = frame["tile_col"].notna() & frame["tile_row"].notna()
    return (partner == tiled) & (partner == (frame["asia_all"] == 1))


TABLE = Table(
    name="places",
    title="Places",
    description="One row a code. kind partner: the 50 partners the pages offer; russia; other: states outside Asia; "
    "aggregate: totals and areas, never to be added to states.",
    columns={
        "iso3": columns.code("ISO 3166-1 alpha-3 code, or a code of this project for an aggregate"),
        "label": columns.text("Short English name", nullable=False),
        "region": columns.text(
            "Region",
            allowed=["East", "Southeast", "South", "Central", "West", "EU27", "Other", "Russia", "Aggregate"],
            nullable=False,
        ),
        "asia_core": columns.flag("East (with Mongolia), Southeast and South Asia"),
        "asia_core_central": columns.flag("asia_core and Central Asia"),
        "asia_all": columns.flag("asia_core_central and West Asia, Turkey, the Caucasus"),
        "tile_col": columns.whole("Column in the tile map", unit="tiles from the left", low=0, high=20, nullable=True),
        "tile_row": columns.whole("Row in the tile map", unit="tiles from the top", low=0, high=20, nullable=True),
        "iso_name": columns.text("Name in ISO 3166; empty for aggregates"),
        "kind": columns.text("Kind of place", allowed=["partner", "russia", "other", "aggregate"], nullable=False),
    },
    key=("iso3",),
    checks=(
        pa.Check(asia_nested, error="asia_core is in asia_core_central, and that in asia_all"),
        pa.Check(partners_on_tiles, error="partners, and they alone, are in asia_all and have a tile"),
    ),
)
