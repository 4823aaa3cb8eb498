"""Trade as percent of gross domestic product.

Belongs here: the ratio of a value to Russia's and to the partner's GDP of the same year. Does not belong here: any
filling of years GDP does not have.
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

ADDED: Final = ("gdp_russia_usd", "gdp_partner_usd", "share_of_russia_pct", "share_of_partner_pct")


def share_of_gdp(values: pd.DataFrame, gdp: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Give one partner's values as percent of Russia's GDP and of its own.

    Args:
        values: Yearly values with year and value_usd (current USD); of a frame with a partner column (such as
            `partner_line.partner_values`) only the partner's rows are used.
        gdp: `gdp` of the release: iso3, year, gdp_usd (current USD); key iso3, year.
        iso3: The partner.

    Returns:
        The columns of `values` and gdp_russia_usd, gdp_partner_usd (current USD), share_of_russia_pct,
        share_of_partner_pct (percent); by year; NaN where GDP has no such year, as for North Korea and Taiwan.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(values, ["year", "value_usd"])
    cells.require(gdp, ["iso3", "year", "gdp_usd"])
    rows = values[values["partner"] == iso3] if "partner" in values.columns else values
    rows = rows.sort_values("year", ignore_index=True)
    russia = rows["year"].map(_by_year(gdp, cells.RUSSIA)).astype("float64")
    partner = rows["year"].map(_by_year(gdp, iso3)).astype("float64")
    return rows.assign(
        gdp_russia_usd=russia,
        gdp_partner_usd=partner,
        share_of_russia_pct=rows["value_usd"] / russia * 100,
        share_of_partner_pct=rows["value_usd"] / partner * 100,
    )


def _by_year(gdp: pd.DataFrame, iso3: str) -> pd.Series:
    return gdp[gdp["iso3"] == iso3].set_index("year")["gdp_usd"].astype("float64")
