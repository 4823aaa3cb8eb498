"""What the release knows of one partner: names, memberships, latest figures, every source, what is missing.

Belongs here: gathering rows of several tables about one partner. No drawing and no layout.
"""

from dataclasses import dataclass

import pandas as pd

from dashboard import view
from dashboard.charts.content import records
from dashboard.measures import gdp, partner_line, world
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.words import listed, pct, usd

FULL_MEMBER = "member"


@dataclass(frozen=True)
class Profile:
    """The facts about a partner.

    Attributes:
        name: short English name.
        region: of `places`.
        facts: sentences, each from the release by code.
        sources: every source's value: year, flow, value_usd, source, reporter, basis, method, quality, note.
        announced: every announced total, those no chart may carry too, each with its address.
        gaps: what is missing and why, as spans of years.
    """

    name: str
    region: str
    facts: tuple[str, ...]
    sources: pd.DataFrame
    announced: pd.DataFrame
    gaps: pd.DataFrame


@per_release(128)
def profile(release: Release, partner: str, lens: Choice) -> Profile:
    """The facts about one partner, seen through a lens (`Choice.lens`)."""
    place = records(_rows(release, "places", "iso3", partner))[0]
    return Profile(
        name=place.label,
        region=place.region,
        facts=tuple(
            f for f in (_latest(release, partner, lens), _standing(release, partner), _forums(release, partner)) if f
        ),
        sources=_sources(release, partner),
        announced=_rows(release, "headline_trade", "partner", partner).sort_values("period", ignore_index=True),
        gaps=spans(release, partner),
    )


def spans(release: Release, partner: str | None = None) -> pd.DataFrame:
    """What `coverage` calls missing or partial, consecutive years of one reason put together.

    Returns:
        table, partner, part, status, years, reason; one row a span.
    """
    coverage = release.table("coverage")
    open_ = coverage[coverage["status"] != "complete"]
    if partner is not None:
        open_ = open_[open_["partner"] == partner]
    keys = ["table", "partner", "part", "status", "reason"]
    open_ = open_.fillna({"part": "", "reason": ""}).sort_values([*keys, "year"])
    run = (open_["year"].diff().ne(1) | open_[keys].ne(open_[keys].shift()).any(axis=1)).cumsum()
    joined = (
        open_.assign(run=run)
        .groupby("run", as_index=False)
        .agg({**dict.fromkeys(keys, "first"), "year": ["first", "last"]})
    )
    joined.columns = [*("_".join(c).removesuffix("_first").strip("_") for c in joined.columns[:-2]), "first", "last"]
    years = [str(a) if a == b else f"{a}–{b}" for a, b in zip(joined["first"], joined["last"], strict=True)]
    return joined.assign(years=years)[["table", "partner", "part", "status", "years", "reason"]]


def _latest(release: Release, partner: str, lens: Choice) -> str:
    """The last value of the line, its share of Russia's trade and of the partner's GDP where there is one."""
    line = partner_line.partner_line(view.values(release, lens.flow, lens.basis), partner)
    if line.empty:
        return ""
    last = records(line)[-1]
    said = _("{value}{mark} of trade in {year}").format(
        value=usd(last.value_usd), mark="?" if last.quality == "suspect" else "", year=last.year
    )
    total = world.world_total(release.table("trade_annual"), lens.flow).set_index("year")["value_usd"]
    if last.year in total.index:
        said += _(", {share} of Russia’s total").format(share=pct(last.value_usd / total[last.year] * 100))
    shares = gdp.share_of_gdp(line, release.table("gdp"), partner).dropna(subset=["share_of_partner_pct"])
    if len(shares):
        known = records(shares)[-1]
        said += _("; {share} of its own GDP in {year}").format(share=pct(known.share_of_partner_pct), year=known.year)
    return said + "."


def _standing(release: Release, partner: str) -> str:
    rows = _rows(release, "unfriendly", "iso3", partner)
    if rows.empty:
        return _("Not on Russia’s list of unfriendly states.")
    return _("On Russia’s list of unfriendly states since {since}.").format(since=records(rows)[0].since)


def _forums(release: Release, partner: str) -> str:
    rows = _rows(release, "memberships", "iso3", partner)
    full = listed(sorted(rows.loc[rows["status"] == FULL_MEMBER, "forum"]), 20)
    other = listed(
        [f"{r.forum} ({r.status.replace('_', ' ')})" for r in records(rows[rows["status"] != FULL_MEMBER])], 20
    )
    said = _("Member of {forums}.").format(forums=full) if full else ""
    return (said + " " + _("Otherwise: {others}.").format(others=other)).strip() if other else said


def _sources(release: Release, partner: str) -> pd.DataFrame:
    trade = _rows(release, "trade_annual", "partner", partner)
    columns = ["year", "flow", "value_usd", "source", "reporter", "basis", "method", "quality", "note"]
    return trade[columns].sort_values(["year", "flow", "source"], ascending=[False, True, True], ignore_index=True)


def _rows(release: Release, table: str, column: str, partner: str) -> pd.DataFrame:
    frame = release.table(table)
    return frame[frame[column] == partner]
