"""`trade-turns-east`: whether Russia's trade has turned substantially to Asia.

Belongs here: the rule on the rise of Asia's share of Russia's turnover. Does not belong here: the share itself
(`measures.share`) and the windows (`claims.trade`).

"Without China" leaves China out of the sum but not out of Russia's world total, so that all readings are parts of the
same whole. A window's value is the mean of its publishable years.
"""

from typing import Final

import pandas as pd

from dashboard import terms
from dashboard.claims import trade
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, plain
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import pct

SUPPORTED_POINTS: Final = 10.0
CONTRADICTED_POINTS: Final = 2.0


def verdict(rise_points: float) -> str:
    """Supported from +10 points on, contradicted under +2, else mixed."""
    if at_least(rise_points, SUPPORTED_POINTS):
        return SUPPORTED
    return MIXED if at_least(rise_points, CONTRADICTED_POINTS) else CONTRADICTED


def _test(release: Release, reading: Reading) -> Measured:
    """The rise of the share between the two sides of a reading, in points."""
    return _of_reading(release, reading["asia"], reading["china"], reading["line"], reading["after"])


@per_release(48)
def _of_reading(release: Release, asia: str, china: str, line: str, after_side: str) -> Measured:
    window = trade.WINDOWS[line]
    frame = trade.shares(release, asia, china, window.line)
    before = frame[frame["year"].between(window.first, window.last)]
    after = frame[frame["year"] >= BREAK_YEAR].tail(1 if after_side == "last_year" else len(frame))
    every = trade.line(release, asia, china, window.line)
    if before.empty:
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, window.line, window.first, window.last))
    if after.empty:
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, window.line, BREAK_YEAR))
    before_pct, after_pct = float(before["share_pct"].mean()), float(after["share_pct"].mean())
    rows = pd.concat([before.assign(side="before"), after.assign(side="after")], ignore_index=True)
    when = (trade.spell(before), trade.spell(after))
    first_after = int(after["year"].min()) if after_side == "last_year" else BREAK_YEAR
    return Measured(
        verdict=verdict(after_pct - before_pct),
        value=after_pct - before_pct,
        before=before_pct,
        after=after_pct,
        coverage=trade.coverage(release, asia, china, rows, when),
        doubts=(
            *trade.share_doubts(after),
            *trade.suspect_doubt(release, trade.members(release, asia, china), window.line, rows),
            *trade.gap_doubt(before, window.first, window.last),
            *trade.gap_doubt(after, first_after, int(after["year"].max())),
        ),
        rows=rows.drop(columns="publishable"),
        facts={"before_years": when[0], "after_years": when[1], "last_year": int(after["year"].max())},
    )


def _wording() -> str:
    """The claim in our words."""
    return _("Russia’s trade has turned substantially to Asia.")


def _measure() -> str:
    """The default measure."""
    return _(
        "Asia’s share of Russia’s two-way goods trade with the world: mean of 2016–21 and mean of 2022 to the last "
        "year with figures for partners that held 90% of Asian trade."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if the share rose by {supported} points or more, contradicted if it rose by less than "
        "{contradicted}, else mixed."
    ).format(supported=plain(SUPPORTED_POINTS), contradicted=plain(CONTRADICTED_POINTS))


def _change() -> str:
    """What would change the verdict."""
    return _(
        "Another share after 2021: if Russia published its trade by partner again, reported figures would replace the "
        "estimates. A return of trade with Europe would lower the share."
    )


def _headline(_release: Release, measured: Measured) -> str:
    """The two shares and the difference."""
    if measured.value is None or measured.before is None or measured.after is None:
        return measured.missing
    return _("{asia}’s share of Russia’s trade was {before} in {first} and {after} in {last}{mark}: {points}.").format(
        asia=terms.asia(CLAIM.default["asia"]),
        before=pct(measured.before),
        after=pct(measured.after),
        first=measured.facts["before_years"],
        last=measured.facts["after_years"],
        mark=trade.estimate_mark(measured.rows[measured.rows["side"] == "after"]),
        points=trade.points(measured.value),
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and what became of trade with the rest of the world."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=True)
    return f"{reading} {_rest(measured.rows)}"


def _amount(found: Measured) -> str:
    return trade.points(found.known)


def _rest(rows: pd.DataFrame) -> str:
    """How trade with everyone else moved: a share also rises when the rest falls."""
    rest = (rows["world_usd"] - rows["value_usd"]).groupby(rows["side"]).mean()
    ratio = float(rest["after"] / rest["before"] - 1) * 100
    if ratio < 0:
        return _(
            "A part of the rise is a fall elsewhere: trade with the rest of the world was {part} lower after 2021 than "
            "before{mark}."
        ).format(part=pct(-ratio), mark=trade.estimate_mark(rows))
    return _("Trade with the rest of the world was {part} higher after 2021 than before{mark}.").format(
        part=pct(ratio), mark=trade.estimate_mark(rows)
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "A share says nothing of volumes, prices or goods. Values are current dollars; goods that pass through a third "
        "country count with the country named in the papers."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that oil prices and sanctions moved the denominator. That is so, and it is why the "
        "readings without China, over three definitions and from earlier years stand beside the headline. The "
        "thresholds are round numbers, written down before the verdict was computed."
    )


CLAIM: Final = Claim(
    id="trade-turns-east",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="points",
    sides_unit="percent",
    tables=("trade_annual", "trade_area_totals", "places"),
    figure="asia-share",
    dimensions=(trade.ASIA, trade.CHINA, trade.LINE, Dimension("after", ("window", "last_year"))),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
