"""A release seen through a choice: what the charts and pages share, computed once for each release.

Belongs here: which partners, years and values a choice means. The arithmetic itself is in `measures`.
"""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dashboard.measures import aggregate, asia, change, partner_line, share, world
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.selection import Choice, Known

LAST_REPORTED = BREAK_YEAR - 1
ENOUGH = 0.5  # of the partners of the best year: a year in which one source speaks of one partner is no ranking
KEPT = 24  # results held for each release: flows x bases, with room


@per_release(1)
def known(release: Release) -> Known:
    """What a query may say on this release."""
    places = release.table("places")
    offered = places[places["kind"] == "partner"].sort_values("label")
    trade = release.table("trade_annual")
    span = trade.loc[trade["partner"].isin(offered["iso3"]), "year"]
    return Known(
        partners=dict(zip(offered["iso3"], offered["label"], strict=True)),
        first_year=int(span.min()),
        last_year=int(span.max()),
        release=release.id,
        tables=tuple(release.tables),
    )


@per_release(1)
def labels(release: Release) -> dict[str, str]:
    """The short English name of every code any table uses."""
    places = release.table("places")
    return dict(zip(places["iso3"], places["label"], strict=True))


@per_release(KEPT)
def values(release: Release, flow: str, basis: str) -> pd.DataFrame:
    """Every partner's value by year (`measures.partner_line.partner_values`) for the 50 partners."""
    every = partner_line.partner_values(release.table("trade_annual"), flow, basis)
    return every[every["partner"].isin(known(release).partners)].reset_index(drop=True)


@per_release(KEPT)
def levels(release: Release, flow: str, basis: str, measure: str) -> pd.DataFrame:
    """`values` with a column `level`: dollars, or percent of Russia's trade, of Russia's or of the partner's GDP.

    `level` is NaN where the measure's denominator has no such year.
    """
    frame = values(release, flow, basis)
    return frame.assign(level=frame["value_usd"] / _denominator(release, frame, flow, measure))


def compared_years(release: Release, choice: Choice) -> tuple[int, int]:
    """The two years a ranking compares: from and to.

    Without `to`, the last year in which half as many partners have a figure as in the best one; without `from`, the
    last year that Russia reported, or where the later one is no later than that the first such year before it.
    """
    first, last = _years_of_many(release, choice.lens())
    last = choice.last or last
    if choice.first is not None:
        return choice.first, last
    if last > LAST_REPORTED:
        return LAST_REPORTED, last
    return (first if first < last else known(release).first_year), last


@per_release(KEPT)
def _years_of_many(release: Release, lens: Choice) -> tuple[int, int]:
    """First and last year with figures of enough partners; the whole span where there are none."""
    shown = levels(release, lens.flow, lens.basis, lens.measure).dropna(subset=["level"])
    if shown.empty:
        return known(release).first_year, known(release).last_year
    partners = shown.groupby("year")["partner"].nunique()
    many = partners.index[partners >= partners.max() * ENOUGH]
    return int(many.min()), int(many.max())


@per_release(KEPT * 8)
def comparison(release: Release, lens: Choice, before: int, after: int) -> pd.DataFrame:
    """Each partner in two years, seen through a lens (`Choice.lens`).

    Returns:
        The columns of `measures.change.change` and before_level, after_level in the measure's unit; one row for each
        of the 50 partners, those without any value too; key partner.
    """
    frame = levels(release, lens.flow, lens.basis, lens.measure)
    both = change.change(frame, before, after).set_index("partner").reindex(list(known(release).partners))
    by_year = frame.pivot_table(index="partner", columns="year", values="level")
    for name, year in (("before_level", before), ("after_level", after)):
        both[name] = by_year[year] if year in by_year.columns else float("nan")
    return both.rename_axis("partner").reset_index()


def ranked(release: Release, choice: Choice) -> pd.DataFrame:
    """The partners of the chosen Asia, most first: by the later year's level, or by change; unknown ones last."""
    before, after = compared_years(release, choice)
    frame = comparison(release, choice.lens(), before, after)
    frame = frame[frame["partner"].isin(members(release, choice.asia))]
    key = "ratio" if choice.measure == "change" else "after_level"
    return frame.sort_values([key, "before_level"], ascending=False, na_position="last", ignore_index=True)


@per_release(18)
def asia_shares(release: Release, flow: str, definition: str, line: str) -> pd.DataFrame:
    """The publishable years of one line of a definition of Asia, as shares of Russia's world trade.

    Returns:
        The columns of `measures.share.share_of_world`; key year.
    """
    trade, places = release.table("trade_annual"), release.table("places")
    summed = aggregate.aggregate_line(trade, places, definition, line, flow)
    shares = share.share_of_world(summed, world.world_total(trade, flow))
    return shares[shares["publishable"]].reset_index(drop=True)


@per_release(3)
def members(release: Release, definition: str) -> tuple[str, ...]:
    """The partners of a definition of Asia."""
    return asia.partners_of(release.table("places"), definition)


def subjects(release: Release, choice: Choice) -> tuple[str, ...]:
    """The partners a single-partner chart is about: those chosen, else the first of the ranking."""
    return choice.partners or tuple(ranked(release, choice)["partner"].head(1))


def publishers(release: Release, cells: Iterable[object]) -> str:
    """Who published the given cells' sources, most used first; a cell may name two ("fcs + imf_imts")."""
    known = release.table("sources").set_index("source")["publisher"]
    used = Counter(source for cell in cells if isinstance(cell, str) for source in cell.split(" + "))
    return "; ".join(dict.fromkeys(str(known[source]) for source, _count in used.most_common()))


def _denominator(release: Release, frame: pd.DataFrame, flow: str, measure: str) -> "pd.Series[float] | float":
    if measure in {"turnover", "change"}:
        return 1.0
    if measure == "share":
        total = world.world_total(release.table("trade_annual"), flow).set_index("year")["value_usd"]
        return frame["year"].map(total).astype("float64") / 100
    gdp = release.table("gdp")
    if measure == "gdp_russia":
        russia = gdp[gdp["iso3"] == "RUS"].set_index("year")["gdp_usd"]
        return frame["year"].map(russia).astype("float64") / 100
    by_place = gdp.set_index(["iso3", "year"])["gdp_usd"]
    keys = pd.MultiIndex.from_frame(frame[["partner", "year"]])
    return pd.Series(by_place.reindex(keys).to_numpy(), index=frame.index, dtype="float64") / 100
