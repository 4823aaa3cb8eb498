"""Shares of Russia's trade with the world.

Belongs here: the ratio of a line to the world total, and what is true of the ratio. Does not belong here: the line
(`aggregate`) and the total (`world`) themselves, and shares of GDP (`gdp`).

docs: method, "Lines and windows".
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

from dashboard.measures import cells
from dashboard.measures.world import world_total

SOURCES: Final = ("fcs", "fcs_cis", "imf_imts")
COLUMNS: Final = (
    "year",
    "share_pct",
    "value_usd",
    "world_usd",
    "basis",
    "quality",
    "coverage_pct",
    "publishable",
    "two_sources",
)


def share_of_world(line: pd.DataFrame, world: pd.DataFrame) -> pd.DataFrame:
    """Give a line as percent of the world total, for the years both have.

    Args:
        line: A frame of `aggregate.aggregate_line`; key year.
        world: A frame of `world.world_total` of the same flow; key year.

    Returns:
        year (key, ascending), share_pct (percent), value_usd, world_usd (current USD), basis (estimate if either part
        is one), quality (worse of the two), coverage_pct, publishable, two_sources (True where an estimate is divided
        by a reported total or the other way round, as in 2022 and 2023; the publishers of Russian customs figures to
        2021 count as one).

    Raises:
        ValueError: A column is missing.
    """
    cells.require(line, ["year", "value_usd", "basis", "quality", "coverage_pct", "publishable"])
    cells.require(world, ["year", "value_usd", "basis", "quality"])
    total = world[["year", "value_usd", "basis", "quality"]].rename(columns={"value_usd": "world_usd"})
    both = line.merge(total, on="year", suffixes=("", "_world")).sort_values("year", ignore_index=True)
    return both.assign(
        share_pct=both["value_usd"] / both["world_usd"] * 100,
        basis=both["basis"].mask(both["basis_world"] == "estimate", "estimate"),
        quality=cells.worst(both["quality"], both["quality_world"], cells.QUALITIES),
        two_sources=both["basis"] != both["basis_world"],
    )[list(COLUMNS)]


def partners_share(trade: pd.DataFrame, partners: Collection[str], flow: str) -> pd.DataFrame:
    """Give the chosen partners' part of Russia's trade with the world, for the years in which all have a value.

    Each partner's value is the first of `fcs`, `fcs_cis` and `imf_imts`, all Russia's own figures to 2021 and the
    IMF's estimates after that; mirror figures may not join them.

    Args:
        trade: `trade_annual` of the release.
        partners: ISO 3166-1 alpha-3 codes; the order and repeats do not matter.
        flow: export, import or turnover.

    Returns:
        The columns of `share_of_world`; coverage_pct is 100 and publishable True, as no year with a gap is given.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    chosen = set(partners)
    rows = trade[trade["partner"].isin(chosen) & trade["source"].isin(SOURCES) & (trade["reporter"] == cells.RUSSIA)]
    values = cells.single_reporter_values(rows, flow).drop_duplicates(["partner", "year"])
    years = values.assign(estimated=values["basis"] == "estimate", suspect=values["quality"] == "suspect").groupby(
        "year", as_index=False
    )
    sums = years.agg(
        value_usd=("value_usd", "sum"),
        found=("partner", "size"),
        estimated=("estimated", "any"),
        suspect=("suspect", "any"),
    )
    complete = sums[sums["found"] == len(chosen)]
    line = complete.assign(
        basis=complete["estimated"].map({True: "estimate", False: "reported"}).astype("str"),
        quality=complete["suspect"].map({True: "suspect", False: "ok"}).astype("str"),
        coverage_pct=100.0,
        publishable=True,
    )
    return share_of_world(line, world_total(trade, flow))
