"""`turn-began-before-war`: whether the turn is a long project, not only an answer to sanctions.

Belongs here: the rule on the part of the share's rise that came by 2021. Does not belong here: the share itself
(`measures.share`).

The three years looked at are the first year of a reading, 2021 and the last publishable one, each on the `long` line.
The part may lie below 0 (the share fell to 2021 and rose after) or above 100 (it rose to 2021 and fell after). Where
the share did not rise over all, there is no rise to divide, and the reading is not testable.
"""

from typing import Final

import pandas as pd

from dashboard.claims import trade
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.option_words import asia
from dashboard.claims.thresholds import at_least, percent
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import number, pct, years

SUPPORTED_PCT: Final = 50.0
CONTRADICTED_PCT: Final = 20.0
LINE: Final = "long"


def verdict(part_pct: float) -> str:
    """Supported from half on, contradicted under a fifth, else mixed."""
    if at_least(part_pct, SUPPORTED_PCT):
        return SUPPORTED
    return MIXED if at_least(part_pct, CONTRADICTED_PCT) else CONTRADICTED


def _test(release: Release, reading: Reading) -> Measured:
    """The part of the rise that came by 2021, in percent; before and after are the shares at both ends."""
    return _of_reading(release, reading["asia"], reading["china"], int(reading["start"]))


@per_release(18)
def _of_reading(release: Release, asia: str, china: str, start: int) -> Measured:
    frame = trade.shares(release, asia, china, LINE)
    last = int(frame["year"].max()) if len(frame) else 0
    every = trade.line(release, asia, china, LINE)
    for year in (start, trade.LAST_REPORTED):
        if year not in set(frame["year"]):
            return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, LINE, year, year))
    if last < BREAK_YEAR:
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, LINE, BREAK_YEAR))
    rows = frame[frame["year"].isin([start, trade.LAST_REPORTED, last])].reset_index(drop=True)
    first_pct, break_pct, last_pct = (float(share) for share in rows["share_pct"])
    said = trade.coverage(release, asia, china, rows, [str(year) for year in rows["year"]])
    if last_pct <= first_pct:
        return Measured(
            NOT_TESTABLE, before=first_pct, after=last_pct, coverage=said, rows=rows, missing=_no_rise(start, last)
        )
    part = (break_pct - first_pct) / (last_pct - first_pct) * 100
    return Measured(
        verdict=verdict(part),
        value=part,
        before=first_pct,
        after=last_pct,
        coverage=said,
        doubts=(
            *trade.share_doubts(rows),
            *trade.suspect_doubt(release, trade.members(release, asia, china), LINE, rows),
        ),
        rows=rows.drop(columns="publishable"),
        facts={"start": start, "last_year": last, "share_pct_2021": break_pct},
    )


def _no_rise(start: int, last: int) -> str:
    return _(
        "The share did not rise from {start} to {last}, so there is no rise to divide; no further source is missing."
    ).format(start=start, last=last)


def _wording() -> str:
    """The claim in our words."""
    return _("The turn is a long project, not only an answer to sanctions.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The part of the rise of Asia’s share of Russia’s trade from 2012 to the last year that had come by 2021, on "
        "the constant set of partners Russian customs reports from 2006."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if {supported} of the rise or more had come by 2021, contradicted if less than {contradicted} had, "
        "else mixed."
    ).format(supported=percent(SUPPORTED_PCT), contradicted=percent(CONTRADICTED_PCT))


def _change() -> str:
    """What would change the verdict."""
    return _(
        "A fall of the share after its last year would make the part that came before the war larger; a further rise "
        "would make it smaller."
    )


def _headline(_release: Release, measured: Measured) -> str:
    """The three shares and the part."""
    if measured.value is None or measured.before is None or measured.after is None:
        return measured.missing
    facts = measured.facts
    return _(
        "Of the rise of {asia}’s share of Russia’s trade, from {first_share} in {start} to {last_share} in "
        "{last}{mark}, {part} had come by 2021, when the share was {middle}."
    ).format(
        part=pct(measured.value),
        asia=asia(CLAIM.default["asia"]),
        first_share=pct(measured.before),
        start=facts["start"],
        middle=pct(measured.number("share_pct_2021")),
        last_share=pct(measured.after),
        last=facts["last_year"],
        mark=trade.estimate_mark(measured.rows),
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and the pace before and after the break."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=True)
    return f"{reading} {_pace(measured.rows)}"


def _amount(found: Measured) -> str:
    return pct(found.known)


def _pace(rows: pd.DataFrame) -> str:
    """Points a year on both sides: the spans differ in length, which a part of the rise hides."""
    shares = [float(share) for share in rows["share_pct"]]
    (start, middle, last) = (int(year) for year in rows["year"])
    before, after = (shares[1] - shares[0]) / (middle - start), (shares[2] - shares[1]) / (last - middle)
    return _("The share moved by {before} points a year in {first_span} and by {after} in {second_span}{mark}.").format(
        before=number(before, 1),
        first_span=years(start, middle),
        after=number(after, 1),
        second_span=years(middle, last),
        mark=trade.estimate_mark(rows),
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "Dates, not motives: a rise before 2022 can be an answer to the sanctions of 2014, and a rise after it can be "
        "the fruit of older projects. Three single years carry the number."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that 2012 is a choice. So is any first year; 2010 and 2014 stand beside it. Half of the "
        "rise is asked because a turn that is mostly younger than the war is mostly an answer to it in time."
    )


CLAIM: Final = Claim(
    id="turn-began-before-war",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent",
    sides_unit="percent",
    tables=("trade_annual", "trade_area_totals", "places"),
    figure="asia-share",
    dimensions=(trade.ASIA, trade.CHINA, Dimension("start", ("2012", "2010", "2014"))),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
