"""Claim `dprk-opening`: the visit to Pyongyang marks a real opening. Visits both ways, and trade by one reporter.

thesis.md leaves one choice: whether the figure "before" must be of the window before, 2019-22. It must in the default.
Note of 24 November 2026: the dimension `window`, which thesis.md does not have, was added after the rule was written;
its second option takes each reporter's last figure before 2023, however old. The rule looks at numbers of visits, not
at visits a year: the window after is a year shorter, which makes doubling harder.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least
from dashboard.claims.visits_and_trade import visits_and_trade
from dashboard.measures.cells import RUSSIA
from dashboard.measures.one_reporter import STATISTICS, Pair, last_before, pairs, turnovers
from dashboard.measures.trips import COUNTED, FEW
from dashboard.measures.visits import completeness_of, visits_of
from dashboard.release import Release, per_release
from dashboard.texts import _, ngettext
from dashboard.words import change, listed, number, pct, usd, years

PARTNER: Final = "PRK"
BEFORE, AFTER = (2019, 2022), (2023, 2025)
FACTOR: Final = 2.0
FROM_NOTHING: Final = 2
"""Visits after a window without any that count as doubling."""

REPORTERS: Final = {"any": None, "kremlin": "Kremlin", "customs": RUSSIA}
"""Whose figures a reading takes: of any one reporter, of the president's office, of Russian customs by the IMF."""

WINDOWS: Final = ("window_years", "last_before")


def test(release: Release, reading: Reading) -> Measured:
    """Give the visits both ways before and after, and the trade of a reporter that has both sides.

    Returns:
        before, after (visits), value (after less before), rows (the visits, and the figures of trade of the years
        used), facts: trade_before_usd, trade_after_usd, trade_ratio, trade_reporter (None without a pair).
    """
    before, after = (_visits(release, *span) for span in (BEFORE, AFTER))
    pair = _pair(release, reading)
    shown = Measured(
        NOT_TESTABLE,
        before=float(len(before)),
        after=float(len(after)),
        coverage=_coverage(len(before), len(after), pair),
        doubts=_doubts(release, len(before), len(after), pair),
        rows=visits_and_trade(pd.concat([before, after]), _trade_rows(release, pair)),
        facts=_facts(pair),
    )
    if pair is None or not len(before) + len(after):
        return replace(shown, missing=_missing(pair))
    return replace(shown, verdict=_rule(len(before), len(after), pair.ratio), value=float(len(after) - len(before)))


def _rule(before: int, after: int, ratio: float) -> str:
    doubled = (_doubled(before, after), at_least(ratio, FACTOR))
    if all(doubled):
        return SUPPORTED
    return MIXED if any(doubled) else CONTRADICTED


def _doubled(before: int, after: int) -> bool:
    return after >= FACTOR * before if before else after >= FROM_NOTHING


def _visits(release: Release, first: int, last: int) -> pd.DataFrame:
    """Visits both ways of all ranks and formats, of confidence high or medium."""
    rows = visits_of(release.table("visits"), [PARTNER], first, last)
    return rows[rows["confidence"].isin(COUNTED)]


@per_release(1)
def _figures(release: Release) -> pd.DataFrame:
    trade, headline = release.table("trade_annual"), release.table("headline_trade")
    return turnovers(trade, headline, release.table("partner_announced_trade"), PARTNER)


def _pair(release: Release, reading: Reading) -> Pair | None:
    """The first reporter of the reading that has a figure on both sides; statistics come before announcements."""
    figures, wanted = _figures(release), REPORTERS[reading["reporter"]]
    after = range(AFTER[0], AFTER[1] + 1)
    for reporter, rows in figures.groupby("reporter", sort=False):
        if wanted in {None, reporter}:
            before = _before_years(rows, str(reporter), reading["window"])
            if found := pairs(rows, before, after):
                return found[0]
    return None


def _before_years(figures: pd.DataFrame, reporter: str, window: str) -> Sequence[int]:
    if window == "window_years":
        return range(BEFORE[0], BEFORE[1] + 1)
    last = last_before(figures, AFTER[0])
    return [last[reporter]] if reporter in last else []


def _trade_rows(release: Release, pair: Pair | None) -> pd.DataFrame:
    """Every figure from the first window to the last, and the earlier ones of the pair."""
    figures = _figures(release)
    used = figures["year"].between(BEFORE[0], AFTER[1])
    if pair is not None:
        used |= figures["reporter"].eq(pair.reporter) & figures["year"].isin(pair.before_years)
    return figures[used].rename(columns={"year": "when", "reporter": "who"}).assign(flow="turnover")


def _facts(pair: Pair | None) -> dict[str, float | int | str | None]:
    values = (pair.before_usd, pair.after_usd, pair.ratio, pair.reporter) if pair else (None,) * 4
    return dict(zip(("trade_before_usd", "trade_after_usd", "trade_ratio", "trade_reporter"), values, strict=True))


def _coverage(before: int, after: int, pair: Pair | None) -> str:
    said = _(
        "Visits found between Russia and North Korea, both ways, all ranks: {before} in {first}, {after} in {last}."
    ).format(before=before, after=after, first=years(*BEFORE), last=years(*AFTER))
    return f"{said} {_trade_words(pair)}" if pair else said


def _trade_words(pair: Pair) -> str:
    """What one reporter says on both sides."""
    return _("Turnover by {reporter}: {before} in {first}, {after} in {last} ({ratio}).").format(
        reporter=_reporter(pair.reporter),
        before=usd(pair.before_usd),
        after=usd(pair.after_usd) + (_(" (estimate)") if pair.estimated else ""),
        first=_years(pair.before_years),
        last=_years(pair.after_years),
        ratio=change(pair.ratio),
    )


def _reporter(name: str) -> str:
    return {RUSSIA: _("Russian customs, published by the IMF"), "Kremlin": _("the Kremlin")}.get(name, name)


def _years(found: Sequence[int]) -> str:
    return listed([str(year) for year in found])


def _doubts(release: Release, before: int, after: int, pair: Pair | None) -> tuple[str, ...]:
    said = []
    if min(before, after) < FEW:
        fewest = min(before, after)
        said.append(
            ngettext("Few cases: {count} visit on one side.", "Few cases: {count} visits on one side.", fewest).format(
                count=fewest
            )
        )
    if found := _found_share(release):
        said.append(
            _("The table of visits is a sample: of foreign ministers’ trips it holds {share}.").format(share=found)
        )
    if pair and pair.estimated:
        said.append(_("Trade after 2021 is an estimate."))
    if pair and pair.suspect:
        said.append(_("A figure of the trade is suspect."))
    if pair and pair.before_years[0] < BEFORE[0]:
        said.append(
            _("The earlier figure is of {year}, before the window of the visits.").format(year=pair.before_years[0])
        )
    return tuple(said)


def _found_share(release: Release) -> str:
    """How much of the foreign minister's trips the table holds over both windows, as a range; "" where not stated."""
    rows = completeness_of(release.table("visits_completeness"), "foreign_minister_abroad")
    rows = rows[rows["period_end_year"].ge(BEFORE[0]) & rows["period_start_year"].le(AFTER[1])]
    low, high = rows["share_low_pct"].min(), rows["share_high_pct"].max()
    return "" if pd.isna(low) or pd.isna(high) else _("{low} to {high}").format(low=pct(low), high=pct(high))


def _missing(pair: Pair | None) -> str:
    if pair is not None:
        return _("No visit in either window; the table visits would supply them.")
    return _(
        "No reporter has a figure of the trade in both spans. Russia’s customs service (fcs), the IMF’s copy of it "
        "(imf_imts) or a further figure of an office that announced one (announced) would supply it; North Korea "
        "publishes none."
    )


def _headline(_release: Release, found: Measured) -> str:
    if found.facts["trade_reporter"] is not None:
        return found.coverage
    return found.coverage + " " + _("Their trade can’t be compared: no reporter has a figure of both spans.")


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and what the later figure was announced as."""
    reading = opposing_reading(release, CLAIM, found, _amount, higher_supports=True)
    figures = _figures(release)
    notes = figures[figures["year"].between(*AFTER) & figures["kind"].ne(STATISTICS) & figures["note"].ne("")]
    if notes.empty:
        return reading
    row = notes.iloc[0]
    announced = _("For {year} {reporter} announced {value}; the source notes: {note}.").format(
        reporter=_reporter(row["reporter"]), year=row["year"], value=usd(float(row["value_usd"])), note=row["note"]
    )
    return f"{reading} {announced}"


def _amount(found: Measured) -> str:
    before, after = found.sides
    return _("visits {before} to {after}, turnover {ratio} by the count of {reporter}").format(
        before=number(before, 0),
        after=number(after, 0),
        reporter=_reporter(str(found.facts["trade_reporter"])),
        ratio=change(found.number("trade_ratio")),
    )


CLAIM = Claim(
    id="dprk-opening",
    wording=lambda: _("The visit to Pyongyang marks a real opening."),
    measure=lambda: _(
        "Visits between Russia and North Korea both ways, all ranks, {before} and {after}; Russia’s turnover with "
        "North Korea by one reporter in the same years."
    ).format(before=years(*BEFORE), after=years(*AFTER)),
    rule=lambda: _(
        "Supported if visits and trade both at least double (visits from none: {least} or more); mixed if one does; "
        "contradicted if neither. Without figures of one reporter on both sides it is not testable, and the visits are "
        "shown. Note of 24 November 2026: the readings that take each reporter’s last figure before 2023 were added "
        "after the rule was written, because no reporter has figures of both spans; the default is as written."
    ).format(least=FROM_NOTHING),
    change=lambda: _(
        "Two figures of the trade by one reporter, one of {before} and one of {after}: at twice the earlier one or "
        "more the claim is supported as long as visits doubled too."
    ).format(before=years(*BEFORE), after=years(*AFTER)),
    unit="visits",
    sides_unit="visits",
    tables=("visits", "visits_completeness", "trade_annual", "headline_trade", "partner_announced_trade"),
    figure="visits",
    dimensions=(Dimension("reporter", tuple(REPORTERS)), Dimension("window", WINDOWS)),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "North Korea closed its border from 2020 to 2023, so that any year after it looks like an opening. Arms, "
        "labour and oil outside customs are in no figure here. A count of visits says nothing of what was agreed."
    ),
    critic=lambda: _(
        "A critic would say that the years before were those of the pandemic and make doubling easy. They are the rule "
        "of the method; the readings take the last figure before them as well, and the window after is a year shorter "
        "than the one before."
    ),
)
