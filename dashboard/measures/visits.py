"""Visits on an axis of years, and what is known of how complete the table is.

Belongs here: selecting and placing visits, and the statements of completeness. Counting them by format and period is
another measure. The table is a documented sample: nothing here gives a total.
"""

from collections.abc import Collection

import pandas as pd

from dashboard.measures import cells


def visits_of(visits: pd.DataFrame, partners: Collection[str], first: int, last: int) -> pd.DataFrame:
    """Give the visits exchanged with some partners that began in a span of years, oldest first.

    Args:
        visits: `visits` of the release.
        partners: ISO 3166-1 alpha-3 codes.
        first: First year.
        last: Last year, included.

    Returns:
        The rows of `visits`, all ranks and all degrees of confidence (low ones are drawn hollow and never counted).

    Raises:
        ValueError: A column is missing.
    """
    cells.require(visits, ["partner", "start", "direction", "visitor_rank", "confidence", "format"])
    year = visits["start"].str[:4].astype("int64")
    chosen = visits[visits["partner"].isin(set(partners)) & year.between(first, last)]
    return chosen.sort_values(["start", "visit_id"], ignore_index=True)


def on_axis(iso: str) -> float:
    """Give a date's place on an axis where a year's figure stands at the year, so that mid-year lies on the tick.

    '2024-06-20' gives 2023.96, '2024-01' gives 2023.54, a year alone its tick.
    """
    month = int(iso[5:7]) if len(iso) >= len("2024-01") else 6.5
    return int(iso[:4]) + (month - 0.5) / 12 - 0.5


def completeness_of(completeness: pd.DataFrame, visit_class: str) -> pd.DataFrame:
    """Give the estimates of how much of a class of visits the table holds, by period.

    Args:
        completeness: `visits_completeness` of the release.
        visit_class: such as `president_abroad`.

    Returns:
        Its rows, by period_start_year.
    """
    rows = completeness[completeness["class"] == visit_class]
    return rows.sort_values("period_start_year", ignore_index=True)
