"""Sentences that stand beside the story's verdicts: who rose and fell, the latest visits, how far sources lie apart.

Belongs here: what no claim measures but a reader of its section asks next. Does not belong here: anything a claim says
(`claims`), the order of the story (`story`). Each note names the estimates in it.
"""

from typing import Final

import pandas as pd

from dashboard import terms, view
from dashboard.charts.content import records
from dashboard.measures import concentration, disagreement, rivals
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.words import change, day, listed, pct, usd, years

FIRST_FULL: Final = 2016  # first year of the full line
VISIBLY_APART: Final = 1.005  # under half a percent two publishers give the same figure, rounded differently
UNMOVED: Final = 1e-9
TOLD: Final = 3  # partners named in one sentence


def examples(release: Release, partners: tuple[str, ...]) -> str:
    """The latest visit of Russia's president to each of some partners, and the last known trade with each."""
    said = []
    if visits := _latest_trips(release, partners):
        said.append(_("Russia’s president was last in {visits}.").format(visits=listed(visits)))
    if trade := _latest_trade(release, partners):
        said.append(_("Two-way trade: {trade}.").format(trade="; ".join(trade)))
    return " ".join(said)


def risers(release: Release) -> str:
    """Of the core partners with a figure in both years, how many traded more, and the largest that traded less."""
    first, last = view.compared_years(release, Choice())
    frame = view.comparison(release, Choice(), first, last)
    both = frame[frame["partner"].isin(view.members(release, "core")) & frame["ratio"].notna()]
    fell = both[both["ratio"] < 1].nlargest(TOLD, "before_usd")
    said = _(
        "From {first} to {last} (an estimate) trade grew with {up} of {all} core partners "
        "that have a figure in both years"
    ).format(first=first, last=last, up=int((both["ratio"] > 1).sum()), all=len(both))
    names = view.labels(release)
    if fell.empty:
        return said + "."
    return said + _("; the largest that fell: {names}.").format(
        names=listed([f"{names[r.partner]} ({change(r.ratio)})" for r in records(fell)])
    )


def chinas_part(release: Release) -> str:
    """China's share of core trade before and after the break, on the partners that have a value in every year."""
    frame = _concentration(release)
    share = frame["china_share_pct"]
    before, after = share.loc[: BREAK_YEAR - 1].mean(), share.loc[BREAK_YEAR:].mean()
    return _(
        "China’s share of core Asian trade {moved} from {before} in {first} to {after} in {last} (estimates): means of "
        "years, the same {count} partners in every year."
    ).format(
        moved=_moved(before, after),
        before=pct(before),
        after=pct(after),
        first=years(FIRST_FULL, BREAK_YEAR - 1),
        last=years(BREAK_YEAR, int(frame.index.max())),
        count=int(frame["partners"].iloc[0]),
    )


def leading_pair(release: Release) -> dict[str, str]:
    """The two largest core partners of the last year by the IMF's series alone, and their part of core trade.

    Returns:
        names ("China and India"), year, part ("84%").
    """
    line = view.values(release, "turnover", "preferred")
    line = line[line["partner"].isin(view.members(release, "core")) & line["source"].eq("imf_imts")]
    last = line[line["year"] == line["year"].max()].nlargest(len(line), "value_usd")
    names = [view.labels(release)[p] for p in last["partner"].head(2)]
    return {
        "names": listed(names),
        "year": str(last["year"].iloc[0]),
        "part": pct(last["value_usd"].head(2).sum() / last["value_usd"].sum() * 100),
    }


def rivals_of(release: Release, partner: str) -> str:
    """A partner's trade with the US and China in the last year one source has both, and with Russia that year."""
    name = view.labels(release)[partner]
    table = release.table("partner_world_trade")
    common = rivals.last_common_year(table, partner)
    unknown = _("No source has {name}’s trade with both the United States and China.").format(name=name)
    if common is None:
        return unknown
    frame = rivals.against(table, partner).dropna(subset=["value_usd"])
    rows = frame[(frame["year"] == common.year) & (frame["source"] == common.source)]
    values = rows.set_index("counterpart")["value_usd"]
    if not {"USA", "CHN"} <= set(values.index):
        return unknown
    said = _("In {year} {name}’s trade was {usa} with the United States and {chn} with China.").format(
        year=common.year, name=name, usa=usd(values["USA"]), chn=usd(values["CHN"])
    )
    return f"{said} {_with_russia(release, partner, common.year)}".strip()


def widest_ranges(release: Release, choice: Choice) -> str:
    """Where the sources of one year lie furthest apart."""
    year = choice.last or BREAK_YEAR - 1
    spread = _spread(release, year, choice.flow, choice.asia)
    apart = records(spread[spread["ratio"] > VISIBLY_APART].head(TOLD))
    if not apart:
        return _("For {year} no partner has sources that differ.").format(year=year)
    names = view.labels(release)
    said = [
        _("{name} from {low} to {high} ({times})").format(
            name=names[r.partner], low=usd(r.lowest_usd), high=usd(r.highest_usd), times=change(r.ratio)
        )
        for r in apart
    ]
    return _("Sources lie furthest apart in {year} for {said}.").format(year=year, said=listed(said))


@per_release(1)
def _concentration(release: Release) -> pd.DataFrame:
    """The columns of `measures.concentration.concentration` for core Asia, whatever the choice; key year, the index."""
    last = int(view.asia_shares(release, "turnover", "core", "full")["year"].max())
    trade, places = release.table("trade_annual"), release.table("places")
    return concentration.concentration(trade, places, "core", first=FIRST_FULL, last=last).set_index("year")


@per_release(16)
def _spread(release: Release, year: int, flow: str, definition: str) -> pd.DataFrame:
    """The columns of `measures.disagreement.spread`, which no choice of partners changes."""
    trade, announced = release.table("trade_annual"), release.table("headline_trade")
    return disagreement.spread(disagreement.by_cell(trade, announced, year, flow, view.members(release, definition)))


def _latest_trips(release: Release, partners: tuple[str, ...]) -> list[str]:
    """'North Korea on 18 June 2024' for each partner with a visit of Russia's president."""
    visits, names = release.table("visits"), view.labels(release)
    trips = visits[
        visits["direction"].eq("outbound") & visits["visitor_rank"].eq("head_of_state") & visits["confidence"].ne("low")
    ].sort_values("start")
    last = [(partner, records(trips[trips["partner"] == partner])[-1:]) for partner in partners]
    return [
        _("{name} on {date}").format(name=names[partner], date=day(trip.start, trip.date_precision))
        for partner, found in last
        for trip in found
    ]


def _latest_trade(release: Release, partners: tuple[str, ...]) -> list[str]:
    """'Vietnam $5.8 bn in 2024 (estimate)' for each partner with a figure."""
    line, names = view.values(release, "turnover", "preferred"), view.labels(release)
    last = [(partner, records(line[line["partner"] == partner])[-1:]) for partner in partners]
    return [
        _("{name} {value} in {year} ({basis})").format(
            name=names[partner],
            value=usd(row.value_usd),
            year=row.year,
            basis=terms.standing(row.basis, row.quality),
        )
        for partner, found in last
        for row in found
    ]


def _with_russia(release: Release, partner: str, year: int) -> str:
    """A partner's trade with Russia in a year; empty where there is no figure."""
    line = view.values(release, "turnover", "preferred")
    found = records(line[(line["partner"] == partner) & (line["year"] == year)])
    if not found:
        return ""
    return _("With Russia it was {value} that year, {basis}.").format(
        value=usd(found[0].value_usd), basis=terms.standing(found[0].basis, found[0].quality)
    )


def _moved(before: float, after: float) -> str:
    """The word for a move, from its direction."""
    if pd.isna(before) or pd.isna(after) or abs(after - before) < UNMOVED:
        return _("stayed")
    return _("rose") if after > before else _("fell")
