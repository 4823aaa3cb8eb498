"""Russia's trade with the world, the denominator of every share.

Belongs here: which source gives the total in which years. Does not belong here: the shares (`share`).

docs: method, "Lines and windows".
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

REGIMES: Final = (("fcs_cis", 0, 2021), ("fcs_area", 2022, 2023), ("imf_imts", 2024, 9999))
"""Source, first and last year of each stretch of the denominator."""

ESTIMATED: Final = "imf_imts"
COLUMNS: Final = ("year", "value_usd", "source", "basis", "quality")


def world_total(trade: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Give Russia's trade with the world by year.

    Russian customs to 2021 (`fcs_cis`), their totals by continent in 2022 and 2023 (`fcs_area`), and from 2024 the
    IMF's world row less the cells of single states in `imf_imts` that are known to be bad; the rest stays suspect.

    Args:
        trade: `trade_annual` of the release; partner WLD, and the known-bad cells of all states.
        flow: export, import or turnover (only years with both).

    Returns:
        year (key, ascending), value_usd (current USD), source, basis, quality.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    cells.check("flow", flow, cells.FLOWS)
    if flow != "turnover":
        return _one_flow(trade, flow)
    both = _one_flow(trade, "export").merge(
        _one_flow(trade, "import"), on=["year", "source", "basis"], suffixes=("_export", "_import")
    )
    return both.assign(
        value_usd=both["value_usd_export"] + both["value_usd_import"],
        quality=cells.worst(both["quality_export"], both["quality_import"], cells.QUALITIES),
    )[list(COLUMNS)]


def _one_flow(trade: pd.DataFrame, flow: str) -> pd.DataFrame:
    values = cells.single_reporter_values(trade[trade["partner"] == cells.WORLD], flow)
    kept = [values[(values["source"] == source) & values["year"].between(a, b)] for source, a, b in REGIMES]
    total = pd.concat(kept).sort_values("year", ignore_index=True)
    estimated = total["source"] == ESTIMATED
    bad = total["year"].map(_known_bad(trade, flow)).fillna(0.0).where(estimated, 0.0)
    quality = total["quality"].mask(estimated, "suspect")
    return total.assign(value_usd=total["value_usd"] - bad, quality=quality)[list(COLUMNS)]


def _known_bad(trade: pd.DataFrame, flow: str) -> pd.Series:
    """Sum the known-bad cells of single states in `imf_imts`, USD by year."""
    partner = trade["partner"].astype("str")
    # A state has three letters; codes in X are areas of the customs (ISO 3166 leaves them to users), WLD is the total.
    state = (partner.str.len() == 3) & ~partner.str.startswith("X") & (partner != cells.WORLD)
    bad = (trade["quality"] == "known_bad") & (trade["source"] == ESTIMATED) & (trade["flow"] == flow)
    return trade[state & bad].groupby("year")["value_usd"].sum().astype("float64")
