"""The turnover of a span of months, by one reporter, only where every month of both flows is known.

Belongs here: spans of months and their sums. Does not belong here: years (`partner_line`, `one_reporter`).

docs: method, "Claims" (china-untroubled).
"""

from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells

ROW_COLUMNS: Final = ("month", "flow", "value_usd", "source", "reporter", "quality")


class Span(NamedTuple):
    """Whole months, both ends included.

    Attributes:
        first: First month, ISO ("2023-07").
        last: Last month.
    """

    first: str
    last: str

    @property
    def months(self) -> int:
        """How many months."""
        return len(pd.period_range(self.first, self.last, freq="M"))


def around(month: str, months: int) -> tuple[Span, Span]:
    """Give the spans of so many months before and after a month, which itself is in neither."""
    middle = pd.Period(month, freq="M")
    return Span(str(middle - months), str(middle - 1)), Span(str(middle + 1), str(middle + months))


def month_cells(monthly: pd.DataFrame, partner: str, source: str, reporter: str, span: Span) -> pd.DataFrame:
    """Give a reporter's figures of Russia's trade with a partner in a span of months.

    Args:
        monthly: `trade_monthly` of the release; key partner, month, flow, source, reporter.
        partner: ISO 3166-1 alpha-3 code.
        source: Source id.
        reporter: ISO 3166-1 alpha-3 code.
        span: The months.

    Returns:
        month, flow (Russia's side), value_usd (current USD), source, reporter, quality (`known_bad` left out); sorted.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(monthly, ["partner", *ROW_COLUMNS])
    kept = monthly[
        monthly["partner"].eq(partner)
        & monthly["source"].eq(source)
        & monthly["reporter"].eq(reporter)
        & monthly["month"].between(*span)
        & monthly["quality"].ne("known_bad")
        & monthly["value_usd"].notna()
    ]
    return kept.sort_values(["month", "flow"], ignore_index=True)[list(ROW_COLUMNS)]


def turnover(rows: pd.DataFrame, span: Span) -> float | None:
    """Give the turnover of a span, current USD; None unless both flows of every month are there.

    Args:
        rows: A frame of `month_cells` of the span.
        span: The months.
    """
    whole = len(rows.drop_duplicates(["month", "flow"])) == 2 * span.months
    return float(rows["value_usd"].sum()) if whole else None
