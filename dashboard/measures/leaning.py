"""How far a partner leans on one power or counterpart: its largest part of visits, its largest part of trade.

Belongs here: the two parts. Does not belong here: finding visits (`exchanges`) and counterparts (`rivals`), the verdict
(claims).

docs: method, "Claims" (hedgers).
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells, rivals
from dashboard.measures.exchanges import POWERS, exchanged, timeline

SHARE_COLUMNS: Final = ("year", "counterpart", "share_pct", "value_usd", "world_usd", "source", "quality")


class Part(NamedTuple):
    """A power's part of the leaders' visits exchanged with a partner.

    Attributes:
        power: RUS, USA or CHN.
        visits: Visits found with this power, both ways.
        of: Visits found with all three.
    """

    power: str
    visits: int
    of: int

    @property
    def share_pct(self) -> float:
        """Percent of the visits; NaN where none was found."""
        return self.visits / self.of * 100 if self.of else float("nan")


@dataclass(frozen=True, eq=False)
class Leaning:
    """A partner in a span of years.

    Attributes:
        partner: ISO 3166-1 alpha-3 code.
        most: The power with most visits of leaders; None where no visit was found.
        visits: The visits (`exchanges.timeline`).
        turnover: The largest counterpart of each year (`largest_counterparts`).
    """

    partner: str
    most: Part | None
    visits: pd.DataFrame
    turnover: pd.DataFrame

    @property
    def turnover_pct(self) -> float:
        """Mean part of each year's largest counterpart, percent; NaN without a year."""
        return float(self.turnover["share_pct"].mean())


def leaning(
    visits: pd.DataFrame, powers_visits: pd.DataFrame, world_trade: pd.DataFrame, partner: str, *, first: int, last: int
) -> Leaning:
    """Give a partner's largest part of visits and of turnover.

    Args:
        visits: `visits` of the release.
        powers_visits: `powers_visits` of the release.
        world_trade: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        first: First year.
        last: Last year, included.

    Raises:
        ValueError: A column is missing.
    """
    found = parts(visits, powers_visits, partner, first, last)
    return Leaning(
        partner=partner,
        most=found[0] if found else None,
        visits=timeline(visits, powers_visits, partner, first, last),
        turnover=largest_counterparts(world_trade, partner, first, last),
    )


def parts(
    visits: pd.DataFrame,
    powers_visits: pd.DataFrame,
    partner: str,
    first: int,
    last: int,
    *,
    direction: str | None = None,
) -> list[Part]:
    """Give each power's part of the leaders' visits found with a partner, largest first.

    What nobody recorded counts for nothing: whom China received is unknown (`exchanges.RECORDS`), so China's part is a
    lower bound and the others' an upper one. `direction` "outbound" leaves the powers' own trips, all of which are
    recorded.

    Args:
        visits: `visits` of the release.
        powers_visits: `powers_visits` of the release.
        partner: ISO 3166-1 alpha-3 code.
        first: First year.
        last: Last year, included; years outside `exchanges.RECORDED` are left out.
        direction: outbound (from the power to the partner), inbound, or None for both.

    Returns:
        A part for each of the three powers; equal ones in the order RUS, USA, CHN. Empty if no visit was found.

    Raises:
        ValueError: A column is missing.
    """
    rows = exchanged(visits, powers_visits, partner, first, last)
    if direction is not None:
        rows = rows[rows["direction"] == direction]
    counts = {power: int(rows.loc[rows["power"] == power, "visits"].sum()) for power in POWERS}
    total = sum(counts.values())
    found = [Part(power, count, total) for power, count in counts.items()]
    return sorted(found, key=lambda part: -part.visits) if total else []


def largest_counterparts(table: pd.DataFrame, partner: str, first: int, last: int) -> pd.DataFrame:
    """Give the counterpart that held most of a partner's turnover in each year, and its part.

    Part and world total are of the same source and reporter. The EU is one counterpart where the source has it.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        first: First year.
        last: Last year, included.

    Returns:
        year (key, ascending), counterpart, share_pct (percent of the turnover with the world), value_usd, world_usd
        (current USD), source, quality. A year without a turnover of both has no row.

    Raises:
        ValueError: A column is missing.
    """
    rows = rivals.every_source(table, partner, "turnover")
    rows = rows[rows["year"].between(first, last) & rows["value_usd"].notna() & rows["reporter"].eq(partner)]
    key = ["year", "source", "reporter"]
    world = rows.loc[rows["counterpart"].eq(cells.WORLD), [*key, "value_usd"]].rename(
        columns={"value_usd": "world_usd"}
    )
    both = rows[rows["counterpart"].ne(cells.WORLD)].merge(world, on=key)
    both = both.assign(share_pct=both["value_usd"] / both["world_usd"] * 100)
    order = ["year", "place", "share_pct", "counterpart"]
    ordered = both.sort_values(order, ascending=[True, True, False, True])
    return ordered.drop_duplicates("year").reset_index(drop=True)[list(SHARE_COLUMNS)]
