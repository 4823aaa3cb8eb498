"""What each reporter says of Russia's turnover with one partner, so that two figures of the same one can be compared.

Belongs here: statistics and announced totals of a partner side by side, by reporter, and pairs of them. Does not belong
here: choosing a partner's line (`partner_line`), spreads between reporters (`disagreement`), rules (claims).

docs: method, "Claims" (dprk-opening, china-untroubled).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import announced, cells, rivals

OFFICE: Final = r"^(.*?)(?: via | \(|/|$)"
"""The office at the head of `who_reported`: "Kremlin (Ushakov) via RIA" and "Kremlin" are one office."""

COLUMNS: Final = ("reporter", "year", "value_usd", "kind", "basis", "quality", "source", "note", "source_url")
STATISTICS, ANNOUNCED = "statistics", "announced"


class Pair(NamedTuple):
    """Two figures of one reporter.

    Attributes:
        reporter: Who.
        before_usd, after_usd: Means of its yearly figures on each side, current USD.
        before_years, after_years: The years they are of.
        estimated: Whether a figure is an estimate.
        suspect: Whether a figure is suspect.
    """

    reporter: str
    before_usd: float
    after_usd: float
    before_years: tuple[int, ...]
    after_years: tuple[int, ...]
    estimated: bool
    suspect: bool

    @property
    def ratio(self) -> float:
        """After over before."""
        return self.after_usd / self.before_usd


def turnovers(
    trade: pd.DataFrame, headline: pd.DataFrame, partner_announced: pd.DataFrame, partner: str
) -> pd.DataFrame:
    """Give each reporter's figures of Russia's turnover with a partner.

    Statistics take each reporter's first source of a year (`cells.PREFERENCE`) that has both flows. Announced totals
    are those that may stand on a chart (`announced.announced_totals`, `rivals.announced_counterparts`), under the
    office that announced them; what one office said of one year more than once stands once, if the figures are equal.

    Args:
        trade: `trade_annual` of the release.
        headline: `headline_trade` of the release.
        partner_announced: `partner_announced_trade` of the release (rows with counterpart Russia are taken).
        partner: ISO 3166-1 alpha-3 code.

    Returns:
        reporter (ISO code for statistics, the office's name for announced totals), year, value_usd (current USD), kind
        (statistics, announced), basis (reported, mirror, estimate; announced), quality, source, note, source_url;
        sorted by kind (statistics first), reporter, year, value.

    Raises:
        ValueError: A column is missing.
    """
    frame = pd.concat(
        [
            _statistics(trade, partner),
            _announced(announced.announced_totals(headline, partner, "turnover")),
            _announced(_of_russia(partner_announced, partner)),
        ],
        ignore_index=True,
    )
    once = frame.drop_duplicates(["reporter", "year", "value_usd", "kind"])
    order = ["kind", "reporter", "year", "value_usd"]
    return once.sort_values(order, ascending=[False, True, True, True], kind="stable", ignore_index=True)


def pairs(figures: pd.DataFrame, before: Sequence[int], after: Sequence[int]) -> list[Pair]:
    """Give the reporters that have a figure on both sides, with the mean of their yearly figures on each.

    A year with several figures of one reporter counts once, as their mean. A side that is 0 before gives no pair: it
    has no ratio.

    Args:
        figures: A frame of `turnovers`.
        before: Years of the side before.
        after: Years of the side after.

    Returns:
        One pair a reporter, in the order of `figures`.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(figures, ["reporter", "kind", "year", "value_usd", "basis", "quality"])
    found = []
    for reporter, rows in figures.groupby("reporter", sort=False):
        sides = [rows[rows["year"].isin(list(side))] for side in (before, after)]
        if all(len(side) for side in sides) and sides[0]["value_usd"].sum() > 0:
            found.append(_pair(str(reporter), *sides))
    return found


def last_before(figures: pd.DataFrame, year: int) -> dict[str, int]:
    """Give each reporter's last year with a figure before a year; a reporter without one is not in it."""
    earlier = figures[figures["year"] < year].groupby("reporter", sort=False)["year"].max()
    return {str(reporter): int(last) for reporter, last in earlier.items()}


def _pair(reporter: str, before: pd.DataFrame, after: pd.DataFrame) -> Pair:
    means = [side.groupby("year")["value_usd"].mean() for side in (before, after)]
    both = pd.concat([before, after])
    return Pair(
        reporter=reporter,
        before_usd=float(means[0].mean()),
        after_usd=float(means[1].mean()),
        before_years=tuple(int(year) for year in means[0].index),
        after_years=tuple(int(year) for year in means[1].index),
        estimated=bool(both["basis"].eq("estimate").any()),
        suspect=bool(both["quality"].eq("suspect").any()),
    )


def _statistics(trade: pd.DataFrame, partner: str) -> pd.DataFrame:
    values = cells.single_reporter_values(trade[trade["partner"] == partner], "turnover")
    values = values[values["rank"].notna()].drop_duplicates(["reporter", "year"])
    return values.assign(kind=STATISTICS, source_url="")[list(COLUMNS)]


def _announced(rows: pd.DataFrame) -> pd.DataFrame:
    said = rows["who_reported"].astype("str")
    frame = rows.assign(
        reporter=said.str.extract(OFFICE, expand=False).str.strip(),
        kind=ANNOUNCED,
        basis=ANNOUNCED,
        quality="ok",
        source=said,
        note=rows["note"].astype("str").fillna(""),
        source_url=rows["source_url"].astype("str").fillna(""),
    )
    return frame[list(COLUMNS)]


def _of_russia(partner_announced: pd.DataFrame, partner: str) -> pd.DataFrame:
    rows = rivals.announced_counterparts(partner_announced, partner)
    return rows[rows["counterpart"].eq(cells.RUSSIA) & rows["flow"].eq("turnover")]
