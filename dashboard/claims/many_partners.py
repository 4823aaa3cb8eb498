"""`many-partners`: whether the policy rests on many single states, not on China alone.

Belongs here: the rule on the change of the Herfindahl index. Does not belong here: the index
(`measures.concentration`).

The set is constant over all years from the first of the side before to the last publishable year of the line, and it
must hold 90 % of the definition's 2016-2021 turnover, as a publishable year does. The specification's "lines" are read
as those of `trade-turns-east`: `full`, and `long` from three earlier windows.
"""

from typing import Final

import pandas as pd

from dashboard import view
from dashboard.claims import trade
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Measured, Reading
from dashboard.claims.option_words import asia
from dashboard.claims.thresholds import ROOM, at_least, percent
from dashboard.measures import aggregate, concentration
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import number, pct

FALL_PCT: Final = 5.0
RISE_PCT: Final = 5.0
COLUMNS: Final = [
    "year",
    "side",
    "herfindahl",
    "china_share_pct",
    "value_usd",
    "partners",
    "set_weight_pct",
    "naive_herfindahl",
    "basis",
    "quality",
]


def verdict(change_pct: float) -> str:
    """Supported from a fall of 5 % on, contradicted from a rise of 5 % on, else mixed."""
    if at_least(-change_pct, FALL_PCT):
        return SUPPORTED
    return CONTRADICTED if at_least(change_pct, RISE_PCT) else MIXED


def _test(release: Release, reading: Reading) -> Measured:
    """The change of the mean index between the two sides of a reading, in percent."""
    return _of_reading(release, reading["asia"], reading["china"], reading["line"])


@per_release(24)
def _of_reading(release: Release, asia: str, china: str, line: str) -> Measured:
    window = trade.WINDOWS[line]
    every = trade.line(release, asia, china, window.line)
    last = trade.last_year(release, asia, china, window.line)
    if last is None:
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, window.line, BREAK_YEAR))
    frame = concentration.concentration(
        release.table("trade_annual"),
        release.table("places"),
        asia,
        window.line,
        first=window.first,
        last=last,
        without=trade.left_out(china),
    )
    if frame.empty or not at_least(frame["set_weight_pct"].iloc[0], aggregate.THRESHOLD_PCT):
        return Measured(NOT_TESTABLE, missing=_thin(frame, window.first, last))
    return _measured(release, frame, window, trade.members(release, asia, china))


def _measured(release: Release, frame: pd.DataFrame, window: trade.Window, candidates: tuple[str, ...]) -> Measured:
    before = frame[frame["year"].between(window.first, window.last)].assign(side="before")
    after = frame[frame["year"] >= BREAK_YEAR].assign(side="after")
    rows = pd.concat([before, after], ignore_index=True)
    chosen = str(frame["set"].iloc[0]).split(";")
    before_index, after_index = float(before["herfindahl"].mean()), float(after["herfindahl"].mean())
    change_pct = (after_index / before_index - 1) * 100
    return Measured(
        verdict=verdict(change_pct),
        value=change_pct,
        before=before_index,
        after=after_index,
        coverage=_coverage(frame, len(candidates), trade.spell(before), trade.spell(after)),
        doubts=(*trade.estimate_doubt(rows), *trade.suspect_doubt(release, chosen, window.line, rows)),
        rows=rows[COLUMNS],
        facts={
            "before_years": trade.spell(before),
            "after_years": trade.spell(after),
            "last_year": int(frame["year"].max()),
            "partners": len(chosen),
            "set": ";".join(chosen),
            "line": window.line,
            "china_share_pct_before": _mean(before["china_share_pct"]),
            "china_share_pct_after": _mean(after["china_share_pct"]),
        },
    )


def _mean(values: pd.Series) -> float | None:
    return None if values.isna().any() else float(values.mean())


def _thin(frame: pd.DataFrame, first: int, last: int) -> str:
    held = 0.0 if frame.empty else float(frame["set_weight_pct"].iloc[0])
    return _(
        "The partners with a turnover in every year from {first} to {last} held {held} of the definition’s 2016–21 "
        "turnover; the rule asks {asked}. Figures for the years missing, Russian customs’ to 2021 or the IMF’s after, "
        "would supply it."
    ).format(first=first, last=last, held=trade.one_digit(held), asked=percent(aggregate.THRESHOLD_PCT))


def _coverage(frame: pd.DataFrame, members: int, before: str, after: str) -> str:
    return _(
        "{found} of {all} partners have a turnover in every year; they held {weight} of the definition’s 2016–21 "
        "turnover. Years used: {before} and {after}."
    ).format(
        found=int(frame["partners"].iloc[0]),
        all=members,
        weight=trade.one_digit(float(frame["set_weight_pct"].iloc[0])),
        before=before,
        after=after,
    )


def _wording() -> str:
    """The claim in our words."""
    return _("The new policy rests on many single states, not on China alone.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The Herfindahl index of Russia’s trade with core Asia (the sum of squared shares, 1 if there were a single "
        "partner): mean of 2016–21 and mean of 2022 to the last year, over the partners with a figure in every year."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if the index falls by {fall} or more, contradicted if it rises by {rise} or more, else mixed."
    ).format(fall=percent(FALL_PCT), rise=percent(RISE_PCT))


def _change() -> str:
    """What would change the verdict."""
    return _(
        "Trade that grows faster with the smaller partners than with the largest lowers the index; a further rise of "
        "the largest partners raises it."
    )


def _headline(_release: Release, measured: Measured) -> str:
    """The index on both sides and its change."""
    if measured.value is None or measured.before is None or measured.after is None:
        return measured.missing
    facts = measured.facts
    return _(
        "The Herfindahl index of {asia}’s trade with Russia was {before} in {first} and {after} in {last}{mark}: "
        "{moved}."
    ).format(
        asia=asia(CLAIM.default["asia"]),
        before=number(measured.before, 2),
        after=number(measured.after, 2),
        first=facts["before_years"],
        last=facts["after_years"],
        mark=trade.estimate_mark(measured.rows),
        moved=_moved(measured.value),
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and the partner other than China whose part grew most."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=False)
    return f"{reading} {_riser(release, measured)}".strip()


def _amount(found: Measured) -> str:
    return _moved(found.known)


def _riser(release: Release, measured: Measured) -> str:
    """The partner whose part of the set's trade rose most in points; empty if none rose.

    Against "supported" it may be China, as that is concentration; against another verdict it is one of the others.
    """
    codes = str(measured.facts["set"]).split(";")
    values = aggregate.line_cells(release.table("trade_annual"), codes, str(measured.facts["line"]), "turnover")
    by_year = values.pivot_table(index="year", columns="partner", values="value_usd")
    parts = by_year.div(by_year.sum(axis=1), axis=0) * 100
    means = parts.groupby(measured.rows.set_index("year")["side"]).mean().T
    if measured.verdict != SUPPORTED:
        means = means.drop(index=trade.CHINA_CODE, errors="ignore")
    rise = means["after"] - means["before"]
    if rise.empty or float(rise.max()) <= 0:
        return ""
    partner = str(rise.idxmax())
    return _("{name}’s part of this trade rose from {before} to {after}{mark}.").format(
        name=view.labels(release).get(partner, partner),
        before=pct(float(means["before"].loc[partner])),
        after=pct(float(means["after"].loc[partner])),
        mark=trade.estimate_mark(measured.rows),
    )


def _moved(change_pct: float) -> str:
    """A change of the index: 'a rise of 26%', 'a fall of 5%', 'no change'."""
    if abs(change_pct) < ROOM:
        return _("no change")
    words = _("a rise of {size}") if change_pct > 0 else _("a fall of {size}")
    return words.format(size=pct(abs(change_pct)))


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "Trade in dollars, not policy: visits, arms and finance are not in it. The index says how evenly trade is "
        "spread, not with whom, so a rise can come from any large partner, India as well as China."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that a growing second partner is diversification even when the index rises. The readings "
        "without China show that case by itself. A change under five percent can come from one partner’s prices, so it "
        "decides nothing."
    )


CLAIM: Final = Claim(
    id="many-partners",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent change",
    sides_unit="index",
    tables=("trade_annual", "places"),
    figure="concentration",
    dimensions=(trade.ASIA, trade.CHINA, trade.LINE),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
