"""How far Russia's Asian trade rests on few partners, on a constant set.

Belongs here: China's share and the Herfindahl index by year, the set they rest on, who is left out. Does not belong
here: the mean of a window and the verdict (claims).

docs: method, "Lines and windows"; a gap in one year moves China's share by several points, hence the constant set.
"""

from collections.abc import Set
from typing import Final

import pandas as pd

from dashboard.measures import aggregate
from dashboard.measures import asia as definitions

CHINA: Final = "CHN"
COLUMNS: Final = (
    "year",
    "china_share_pct",
    "herfindahl",
    "value_usd",
    "partners",
    "set",
    "set_weight_pct",
    "left_out",
    "left_out_pct",
    "naive_china_share_pct",
    "naive_herfindahl",
    "naive_partners",
    "basis",
    "quality",
)


def concentration(
    trade: pd.DataFrame,
    places: pd.DataFrame,
    asia: str,
    line: str = "full",
    *,
    first: int,
    last: int,
    without: Set[str] = frozenset(),
) -> pd.DataFrame:
    """Give the concentration of turnover by year on the partners that have one in every year of a window.

    Args:
        trade: `trade_annual` of the release.
        places: `places` of the release.
        asia: core, core_central or wide.
        line: full or long; its sources give the values, and its partners are the candidates for the set.
        first: First year of the window.
        last: Last year of the window, included.
        without: Partners taken out of the set, the comparison and the weights.

    Returns:
        year (key, ascending), china_share_pct (percent of the set's turnover; NaN if China is not in the set),
        herfindahl (sum of squared shares, 0 to 1), value_usd (the set's turnover, current USD), partners (size of the
        set), set (its codes, joined by ";"), set_weight_pct and left_out_pct (percent of the definition's 2016-2021
        turnover in and outside the set), left_out (partners outside with their percent, heaviest first:
        "KAZ 8.9;UZB 2.3"), naive_* (the same measures over whoever of the definition has a value that year, by the
        line's sources: for comparison only), basis, quality (worst of the set's). Empty if no partner has every year.

    Raises:
        ValueError: asia or line does not exist, first is after last, or a column is missing.
    """
    if first > last:
        raise ValueError(f"first is {first}, last is {last}; a window runs forward")
    members = [partner for partner in definitions.partners_of(places, asia) if partner not in without]
    values = aggregate.line_cells(trade, members, line, "turnover")
    values = values[values["year"].between(first, last)]
    candidates = values[values["partner"].isin(aggregate.line_set(trade, members, line))]
    years = candidates.groupby("partner").size()
    chosen = sorted(str(partner) for partner in years.index[years == last - first + 1])
    by_year = _measures(values[values["partner"].isin(chosen)])
    naive = _measures(values).drop(columns=["value_usd", "basis", "quality"])
    naive = naive.rename(columns=lambda name: name if name == "year" else f"naive_{name}")
    weight = aggregate.turnover_weights(trade, members)
    outside = weight[~weight.index.isin(chosen)] / weight.sum() * 100
    return by_year.merge(naive, on="year").assign(
        set=";".join(chosen),
        set_weight_pct=aggregate.covered_pct(weight, chosen),
        left_out=";".join(f"{partner} {pct:.1f}" for partner, pct in outside.items()),
        left_out_pct=float(outside.sum()),
    )[list(COLUMNS)]


def _measures(values: pd.DataFrame) -> pd.DataFrame:
    """Give China's share, Herfindahl index, total, number of partners, basis and quality by year."""
    share = values["value_usd"] / values.groupby("year")["value_usd"].transform("sum")
    parts = values.assign(
        squared=share**2,
        china=(share * 100).where(values["partner"] == CHINA),
        estimated=values["basis"] == "estimate",
        suspect=values["quality"] == "suspect",
    )
    by_year = parts.groupby("year", as_index=False).agg(
        china_share_pct=("china", "max"),
        herfindahl=("squared", "sum"),
        value_usd=("value_usd", "sum"),
        partners=("partner", "size"),
        estimated=("estimated", "any"),
        suspect=("suspect", "any"),
    )
    return by_year.assign(
        basis=by_year["estimated"].map({True: "estimate", False: "reported"}).astype("str"),
        quality=by_year["suspect"].map({True: "suspect", False: "ok"}).astype("str"),
    ).drop(columns=["estimated", "suspect"])
