"""What became of each partner's trade between two years.

Belongs here: the two values side by side and their ratio, with what each rests on. Does not belong here: ranking and
windows of several years.
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

_CARRIED: Final = ("value_usd", "quality", "basis", "source", "reporter")
COLUMNS: Final = (
    "partner",
    "before_usd",
    "after_usd",
    "ratio",
    "before_quality",
    "after_quality",
    "before_basis",
    "after_basis",
    "before_source",
    "after_source",
    "before_reporter",
    "after_reporter",
)


def change(values: pd.DataFrame, from_year: int, to_year: int) -> pd.DataFrame:
    """Give every partner's value in two years and their ratio.

    Args:
        values: A frame of `partner_line.partner_values`; key partner, year.
        from_year: The year before.
        to_year: The year after.

    Returns:
        partner (key, sorted; every partner of `values`), before_usd, after_usd (current USD), ratio (after over
        before), and quality, basis, source and reporter of both. A year without a value is NaN, and so is its ratio.
        Where the two reporters differ the ratio compares two statistics: mark it.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(values, ["partner", "year", *_CARRIED])
    partners = pd.DataFrame({"partner": sorted(values["partner"].unique())}, dtype="str")
    both = partners.merge(_of_year(values, from_year, "before"), on="partner", how="left").merge(
        _of_year(values, to_year, "after"), on="partner", how="left"
    )
    before = both["before_usd"].where(both["before_usd"] != 0)
    return both.assign(ratio=both["after_usd"] / before)[list(COLUMNS)]


def _of_year(values: pd.DataFrame, year: int, prefix: str) -> pd.DataFrame:
    rows = values.loc[values["year"] == year, ["partner", *_CARRIED]]
    names = {name: f"{prefix}_usd" if name == "value_usd" else f"{prefix}_{name}" for name in _CARRIED}
    return rows.rename(columns=names)
