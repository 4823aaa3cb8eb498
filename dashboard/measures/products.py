"""What Russia's exports to a partner are made of: energy, food, the rest.

Belongs here: the parts of a chapter table by year and source, and of the sections that a source lists. Does not belong
here: single published figures (`energy_food`), which are no series and are never put over a total of another source;
verdicts (claims).

Energy is chapter 27 of the Harmonized System, food its chapters 01 to 24 (thesis.md).
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

ENERGY: Final = "27"
FOOD: Final = tuple(f"{chapter:02d}" for chapter in range(1, 25))
COLUMNS: Final = (
    "year",
    "source",
    "reporter",
    "basis",
    "energy_usd",
    "food_usd",
    "total_usd",
    "energy_pct",
    "food_pct",
    "share_pct",
)
SITC_NICHE: Final = ("0", "3")
"""Food and live animals; mineral fuels."""

SECTION_COLUMNS: Final = ("year", "niche_usd", "listed_usd", "sections")
_BASES: Final = ("reported", "mirror", "estimate")


def export_mix(trade_commodity: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Give energy and food in Russia's exports to a partner, year by year.

    The total is the sum of the chapters of the same source and reporter. A chapter without a row is unknown there and
    adds nothing; sources of chapters list all that were traded.

    Args:
        trade_commodity: `trade_commodity` of the release; key partner, year, flow, hs2, source, reporter.
        partner: ISO 3166-1 alpha-3 code.

    Returns:
        year (key, ascending), source, reporter ("" for a reconciled figure), basis, energy_usd, food_usd, total_usd
        (current USD), energy_pct, food_pct, share_pct (percent of the total; share_pct is both). One source a year:
        what Russia reported before a mirror figure before an estimate.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(trade_commodity, ["partner", "year", "flow", "hs2", "value_usd", "source", "reporter", "basis"])
    kept = trade_commodity["partner"].eq(partner) & trade_commodity["flow"].eq("export")
    rows = trade_commodity[kept & trade_commodity["value_usd"].notna()]
    parts = rows.assign(
        reporter=rows["reporter"].astype("str").fillna(""),
        energy_usd=rows["value_usd"].where(rows["hs2"] == ENERGY, 0.0),
        food_usd=rows["value_usd"].where(rows["hs2"].isin(FOOD), 0.0),
        total_usd=rows["value_usd"],
    )
    amounts = ["energy_usd", "food_usd", "total_usd"]
    sums = parts.groupby(["year", "source", "reporter", "basis"], as_index=False)[amounts].sum()
    place = sums["basis"].map({basis: place for place, basis in enumerate(_BASES)})
    best = sums.assign(place=place).sort_values(["year", "place", "source", "reporter"]).drop_duplicates("year")
    shares = {f"{name}_pct": best[f"{name}_usd"] / best["total_usd"] * 100 for name in ("energy", "food")}
    frame = best.assign(**shares, share_pct=shares["energy_pct"] + shares["food_pct"])
    return frame.reset_index(drop=True)[list(COLUMNS)]


def listed_sections(trade_sections: pd.DataFrame, trade_annual: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Give food and fuels among the sections of the trade classification (SITC) that Russia reported for a partner.

    A source may list some sections only, so the sum of those listed is no total. A year in which the same source's
    total of these exports is known to be bad is left out: its parts are no better.

    Args:
        trade_sections: `trade_sections` of the release; key partner, year, flow, system, section, source, reporter.
        trade_annual: `trade_annual` of the release.
        partner: ISO 3166-1 alpha-3 code.

    Returns:
        year (key, ascending), niche_usd (sections 0 and 3), listed_usd (all that are listed), both current USD,
        sections (how many are listed). One source a year, the first by name.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(trade_sections, ["partner", "year", "flow", "system", "section", "value_usd", "source", "reporter"])
    cells.require(trade_annual, ["partner", "year", "flow", "source", "reporter", "quality"])
    kept = trade_sections["system"].eq("SITC") & trade_sections["value_usd"].notna()
    rows = _russian_exports(trade_sections[kept], partner)
    bad = _russian_exports(trade_annual[trade_annual["quality"] == "known_bad"], partner)
    known = rows.merge(bad[["year", "source"]].drop_duplicates(), on=["year", "source"], how="left", indicator=True)
    good = known[known["_merge"] == "left_only"]
    niche = good["value_usd"].where(good["section"].astype("str").isin(SITC_NICHE), 0.0)
    sums = (
        good.assign(niche=niche)
        .groupby(["year", "source"], as_index=False)
        .agg(niche_usd=("niche", "sum"), listed_usd=("value_usd", "sum"), sections=("section", "size"))
    )
    return sums.drop_duplicates("year").reset_index(drop=True)[list(SECTION_COLUMNS)]


def _russian_exports(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    return rows[rows["partner"].eq(partner) & rows["flow"].eq("export") & rows["reporter"].eq(cells.RUSSIA)]
