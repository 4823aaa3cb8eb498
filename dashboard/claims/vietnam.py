"""What the claims on Vietnam's trade share: whose figures a reading takes, and the sentences they say alike.

Belongs here: Vietnam's and Russia's figures by source and side. Does not belong here: the arithmetic of a partner's own
statistics (`measures.own_trade`), rules and thresholds (a claim's own file).

`statistics` is what Vietnam itself reported to the publishers of trade statistics; `announced` what offices said in
public. They are never joined: a reading takes one or the other.
"""

from typing import Final

import pandas as pd

from dashboard.measures import announced, announced_parts, cells, own_trade, share
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import years

VIETNAM: Final = "VNM"
RUSSIA: Final = cells.RUSSIA
ARTICLE_YEAR: Final = 2024
TABLES: Final = ("partner_world_trade", "partner_announced_trade", "headline_trade", "trade_annual")


@per_release(4)
def with_russia(release: Release, source: str, side: str) -> pd.DataFrame:
    """Vietnam's turnover with Russia by year, as one side counts it.

    Returns:
        year (key, ascending), value_usd (current USD), source (or who announced it), basis; whole years only. Of
        several announcements of one side the highest is taken, in Russia's favour.
    """
    if source == "statistics":
        return _vietnam_statistics(release) if side == "partner" else _russian_statistics(release)
    if side == "partner":
        return _announced(release, RUSSIA)
    rows = announced.announced_totals(release.table("headline_trade"), VIETNAM, "turnover")
    rows = rows[(rows["side"] == "moscow") & (rows["period_kind"] == "year")]
    best = rows.sort_values(["year", "value_usd"]).drop_duplicates("year", keep="last")
    return _columns(best.rename(columns={"who_reported": "source"}), "announced")


@per_release(2)
def with_world(release: Release, source: str) -> pd.DataFrame:
    """Vietnam's turnover with the world by year; the columns of `with_russia`."""
    if source == "announced":
        return _announced(release, cells.WORLD)
    return own_trade.world_turnover(release.table("partner_world_trade"), VIETNAM)


def comtrade_would_supply() -> str:
    """Which source would fill a gap in Vietnam's own figures."""
    return _("Vietnam’s own figures in UN Comtrade, which needs a key, would supply it.")


def basis_doubts(rows: pd.DataFrame) -> tuple[str, ...]:
    """A mark for the years in which a figure is an estimate, and one for figures that were worked out."""
    marks = {
        "estimate": _("A figure of {years} is an estimate."),
        "derived": _("A figure of {years} was worked out from a published share or from single countries."),
    }
    found = {basis: rows.loc[rows["basis"] == basis, "year"] for basis in marks}
    return tuple(
        marks[basis].format(years=years(int(when.min()), int(when.max()))) for basis, when in found.items() if len(when)
    )


def age_doubt(year: int) -> tuple[str, ...]:
    """A mark for a figure that is older than the break, and so older than the policy it is to test."""
    if year >= cells.BREAK_YEAR:
        return ()
    return (_("The figure is of {year}; the article is of {article}.").format(year=year, article=ARTICLE_YEAR),)


def place(rank: int) -> str:
    """A rank in words: 'first', 'second' ... 'number 6'."""
    words = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth")}
    return words.get(rank, _("number {rank}").format(rank=rank))


def _vietnam_statistics(release: Release) -> pd.DataFrame:
    frame = own_trade.own_turnover(release.table("partner_world_trade"), VIETNAM, [RUSSIA])
    return frame[["year", "value_usd", "source", "basis"]]


def _russian_statistics(release: Release) -> pd.DataFrame:
    annual = release.table("trade_annual")
    rows = annual[annual["partner"].eq(VIETNAM) & annual["reporter"].eq(RUSSIA) & annual["source"].isin(share.SOURCES)]
    values = cells.single_reporter_values(rows, "turnover").drop_duplicates("year")
    return values[["year", "value_usd", "source", "basis"]].reset_index(drop=True)


def _announced(release: Release, counterpart: str) -> pd.DataFrame:
    found = announced_parts.announced_at_least(release.table("partner_announced_trade"), VIETNAM, counterpart)
    whole = found[found["months"] == announced_parts.WHOLE_YEAR]
    return _columns(whole.rename(columns={"who_reported": "source"}), "announced")


def _columns(frame: pd.DataFrame, basis: str) -> pd.DataFrame:
    return frame.assign(basis=basis)[["year", "value_usd", "source", "basis"]].reset_index(drop=True)
