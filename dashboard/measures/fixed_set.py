"""What became of a group of partners between two years, on the partners that have a value in both.

Belongs here: the two sums over one fixed set, with what the set covers. Does not belong here: single partners
(`change`) and whole lines with their publishable years (`aggregate`).

docs: method, "Lines and windows": a partner that drops out of a sum must not look like a fall.
"""

from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from dashboard.measures import aggregate, cells


class Change(NamedTuple):
    """A group in two years.

    Attributes:
        before_usd: Sum in the first year, current USD.
        after_usd: Sum in the second year, current USD.
        ratio: After over before; NaN without a sum before.
        partners: The partners in both sums, sorted.
        missing: The partners of the group in neither, sorted.
        coverage_pct: Percent of the group's weights that the partners in the sums hold; NaN without weights.
    """

    before_usd: float
    after_usd: float
    ratio: float
    partners: tuple[str, ...]
    missing: tuple[str, ...]
    coverage_pct: float


def fixed_set_change(
    values: pd.DataFrame, weight: pd.Series, group: Collection[str], from_year: int, to_year: int
) -> Change:
    """Give the sums of a group's partners in two years, over those that have a value in both.

    Args:
        values: A frame of `aggregate.line_cells`: one reporter's figures; key partner, year.
        weight: A series of `aggregate.turnover_weights`.
        group: The partners asked for.
        from_year: The year before.
        to_year: The year after.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(values, ["partner", "year", "value_usd"])
    rows = values[values["partner"].isin(list(group)) & values["year"].isin([from_year, to_year])]
    by_year = rows.pivot_table(index="partner", columns="year", values="value_usd").reindex(
        columns=[from_year, to_year]
    )
    both = by_year.dropna()
    before, after = float(both[from_year].sum()), float(both[to_year].sum())
    chosen = tuple(sorted(str(partner) for partner in both.index))
    return Change(
        before_usd=before,
        after_usd=after,
        ratio=after / before if before else float("nan"),
        partners=chosen,
        missing=tuple(sorted(set(group) - set(chosen))),
        coverage_pct=aggregate.covered_pct(weight[weight.index.isin(list(group))], chosen),
    )
