"""Where sources disagree on a cell: every value on its own, and how far apart the lowest and highest are.

Belongs here: what each reporter, estimate and announcement says of one year. Does not belong here: choosing among them
(`partner_line`). Nothing is summed and nothing corrected: mirror imports are CIF and run a few percent above FOB.

docs: method, "Lines and windows"; DESIGN, "Data".
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dashboard.measures import cells
from dashboard.measures.announced import announced_totals

KINDS: Final = ("reported", "mirror", "estimate", "announced_moscow", "announced_partner")
COLUMNS: Final = (
    "partner",
    "kind",
    "value_usd",
    "source",
    "reporter",
    "quality",
    "who",
    "period",
    "note",
    "source_url",
)
SPREAD_COLUMNS: Final = ("partner", "lowest_usd", "highest_usd", "ratio", "n", "lowest_kind", "highest_kind")


def by_cell(
    trade_annual: pd.DataFrame, headline_trade: pd.DataFrame, year: int, flow: str, partners: Sequence[str]
) -> pd.DataFrame:
    """Give everything that is said of each partner's cell in one year.

    Statistics come from `cells.single_reporter_values` (so `known_bad` and the sources of `cells.NEVER` are left out,
    and a turnover is of one reporter), announcements from `announced.announced_totals`. An announced fiscal year is
    listed under the year in which it begins; its `period` says that it is another span.

    Args:
        trade_annual: `trade_annual` of the release.
        headline_trade: `headline_trade` of the release.
        year: The year.
        flow: export, import or turnover, Russia's side.
        partners: ISO 3166-1 alpha-3 codes, in the order wanted.

    Returns:
        partner, kind (reported = by Russia, mirror = by the partner, estimate, announced_moscow, announced_partner),
        value_usd (current USD), source, reporter ("" for an announcement), quality, who (the reporter, or who
        announced it), period ("2021", "FY2021-22"), note, source_url ("" for statistics); sorted by partner, kind,
        value.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    order = {partner: place for place, partner in enumerate(dict.fromkeys(partners))}
    chosen = trade_annual[trade_annual["partner"].isin(order) & trade_annual["year"].eq(year)]
    frames = [_statistics(cells.single_reporter_values(chosen, flow))]
    if len(headline_trade):
        frames += [_announcements(announced_totals(headline_trade, partner, flow), year) for partner in order]
    rows = pd.concat(frames, ignore_index=True)
    rows = rows.assign(
        _partner=rows["partner"].map(order), _kind=rows["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    )
    return rows.sort_values(["_partner", "_kind", "value_usd"], kind="stable", ignore_index=True)[list(COLUMNS)]


def spread(frame: pd.DataFrame) -> pd.DataFrame:
    """Give how far apart what is said of each partner is, widest first.

    Announced fiscal years are left out, as they are another span of time; suspect values are in.

    Args:
        frame: A frame of `by_cell`.

    Returns:
        partner (key), lowest_usd, highest_usd (current USD), ratio (highest over lowest; NaN if the lowest is 0), n
        (values compared), lowest_kind, highest_kind; sorted by ratio, widest first.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(frame, ["partner", "kind", "value_usd", "period"])
    rows = frame[frame["period"].str.fullmatch(r"\d{4}").astype("bool")]
    rows = rows.sort_values(["partner", "value_usd"], kind="stable")
    groups = rows.groupby("partner")
    result = groups.agg(
        lowest_usd=("value_usd", "first"),
        highest_usd=("value_usd", "last"),
        n=("value_usd", "size"),
        lowest_kind=("kind", "first"),
        highest_kind=("kind", "last"),
    ).reset_index()
    ratio = result["highest_usd"] / result["lowest_usd"].where(result["lowest_usd"] != 0)
    ordered = result.assign(ratio=ratio).sort_values(["ratio", "partner"], ascending=[False, True], ignore_index=True)
    return ordered[list(SPREAD_COLUMNS)]


def _statistics(values: pd.DataFrame) -> pd.DataFrame:
    return values.assign(
        kind=values["basis"], who=values["reporter"], period=values["year"].astype("str"), source_url=""
    )[list(COLUMNS)]


def _announcements(totals: pd.DataFrame, year: int) -> pd.DataFrame:
    rows = totals[totals["year"] == year]
    return rows.assign(
        kind="announced_" + rows["side"].astype("str"),
        source="announced",
        reporter="",
        quality="ok",
        who=rows["who_reported"],
        note=rows["note"].fillna(""),
    )[list(COLUMNS)]
