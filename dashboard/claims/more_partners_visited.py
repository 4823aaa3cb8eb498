"""Claim `more-partners-visited`: the dialogue widens to more single states. Distinct states visited a year."""

from collections.abc import Collection

import pandas as pd

from dashboard.claims import president_trips
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import (
    CONTRADICTED,
    MIXED,
    NOT_TESTABLE,
    SUPPORTED,
    Claim,
    Dimension,
    Interval,
    Measured,
    Reading,
)
from dashboard.claims.president_trips import AFTER, BEFORE
from dashboard.claims.thresholds import at_least, over, percent
from dashboard.measures import trips
from dashboard.measures.asia import partners_of
from dashboard.measures.guests import states_received
from dashboard.measures.rate_ratio import rate_ratio
from dashboard.measures.trips import FEW, PRESIDENT, Period
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import change, listed, number

RISE = 25.0  # percent: from here on the dialogue has widened
FORMATS: dict[str, tuple[str, ...] | None] = {"all": None, "bilateral": ("bilateral",)}


def test(release: Release, reading: Reading) -> Measured:
    """Give the distinct states the president visited a year in 2012-19 and 2022-25; value = the change, percent.

    The states of each calendar year are counted, then averaged over all years of the period, those without a trip too
    (the table of completeness allows it, or the claim is not testable). `bilateral` counts trips of that format alone,
    none that was to a forum as well; the measure of thesis.md names no format, so that all trips are the default. The
    interval takes state-years as independent of each other (`rate_ratio`).
    """
    visits, members = release.table("visits"), partners_of(release.table("places"), reading["asia"])
    formats = FORMATS[reading["counts"]]
    rows = president_trips.rows(visits, members)
    rows = rows if formats is None else rows[rows["format"].isin(formats)].reset_index(drop=True)
    states = trips.distinct_states(visits, members, (BEFORE, AFTER), formats).set_index("period")["states_per_year"]
    if BEFORE.label not in states.index:
        return president_trips.no_trips(rows)
    if not president_trips.yearly_numbers_hold(release):
        return Measured(NOT_TESTABLE, missing=_incomplete(), rows=rows)
    return _measured(release, rows, members, before=states[BEFORE.label], after=states.get(AFTER.label, 0.0))


def _measured(
    release: Release, rows: pd.DataFrame, members: Collection[str], *, before: float, after: float
) -> Measured:
    counts = round(before * _length(BEFORE)), round(after * _length(AFTER))
    ratio = rate_ratio(counts[0], _length(BEFORE), counts[1], _length(AFTER))
    value = (ratio.value - 1) * 100
    return Measured(
        verdict=_rule(value),
        value=value,
        before=before,
        after=after,
        interval=Interval((ratio.low - 1) * 100, (ratio.high - 1) * 100, _("Wilson, of the later period’s part")),
        coverage=_coverage(rows, release.table("visits"), members),
        doubts=(*_few(min(counts)), *president_trips.completeness(release, PRESIDENT)),
        rows=rows,
        facts={"before_state_years": counts[0], "after_state_years": counts[1]},
    )


def _rule(rise_pct: float) -> str:
    if at_least(rise_pct, RISE):
        return SUPPORTED
    return MIXED if over(rise_pct, 0) else CONTRADICTED


def _length(period: Period) -> int:
    return period.last - period.first + 1


def _few(fewest: int) -> tuple[str, ...]:
    said = _("Few cases; states in one period, each counted once a year: {count}.").format(count=fewest)
    return (said,) if fewest < FEW else ()


def _coverage(rows: pd.DataFrame, visits: pd.DataFrame, members: Collection[str]) -> str:
    early = rows["year"].between(BEFORE.first, BEFORE.last)
    return _(
        "{first}: trips {n}, states {a}; {last}: trips {m}, states {b}. Guests received, found in a sample and not "
        "tested: leaders of {c} states, then of {d}."
    ).format(
        n=int(early.sum()),
        m=int((~early).sum()),
        a=rows.loc[early, "partner"].nunique(),
        b=rows.loc[~early, "partner"].nunique(),
        c=states_received(visits, members, BEFORE.first, BEFORE.last),
        d=states_received(visits, members, AFTER.first, AFTER.last),
        first=BEFORE.label,
        last=AFTER.label,
    )


def _incomplete() -> str:
    return _(
        "The table of completeness does not allow a yearly number of the president’s trips in both periods; a complete "
        "list of his trips would (table visits_completeness)."
    )


def _headline(_release: Release, found: Measured) -> str:
    if found.value is None:
        return found.missing
    before, after = found.sides
    return _(
        "Russia’s president visited {before} different states of core Asia a year in {first} and {after} in {last}: "
        "{change}."
    ).format(
        before=number(before, 1),
        after=number(after, 1),
        first=BEFORE.label,
        last=AFTER.label,
        change=change(1 + found.value / 100),
    )


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and the states of each later year."""
    if found.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, found, _amount, higher_supports=True)
    years = range(AFTER.first, AFTER.last + 1)
    counts = listed([_("{count} in {year}").format(count=_visited(found.rows, year), year=year) for year in years])
    return reading + " " + _("States of core Asia he visited: {counts}.").format(counts=counts)


def _visited(rows: pd.DataFrame, year: int) -> int:
    return int(rows.loc[rows["year"].eq(year), "partner"].nunique())


def _amount(found: Measured) -> str:
    before, after = found.sides
    return _("{a} to {b} states a year ({change})").format(
        a=number(before, 2), b=number(after, 2), change=change(1 + found.known / 100)
    )


CLAIM = Claim(
    id="more-partners-visited",
    wording=lambda: _("The dialogue widens to more single states."),
    measure=lambda: _(
        "Distinct Asian states that Russia’s president visited a year, mean of 2012–19 against mean of 2022–25, "
        "trips of every format."
    ),
    rule=lambda: _(
        "Supported if the mean rises by {rise} or more; contradicted if it does not rise; mixed in between. Guests "
        "received are shown as a sample and not tested."
    ).format(rise=percent(RISE)),
    change=lambda: _(
        "The periods are closed, so only trips found later can change it; a wider period would need a rule of its own."
    ),
    unit="percent change",
    sides_unit="states a year",
    tables=("visits", "visits_completeness", "places"),
    figure="trips",
    dimensions=(Dimension("asia", ("core", "core_central", "wide")), Dimension("counts", ("all", "bilateral"))),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "The president travelled little in 2022 and 2023. The measure can’t tell fewer invitations from fewer trips "
        "chosen, and a dialogue also runs by ministers, calls and guests received, of which the table is a sample."
    ),
    critic=lambda: _(
        "A critic would say that the war and an arrest warrant shortened the list of possible hosts, so that the "
        "number measures constraint and not intent. The claim is that the dialogue widens, and where the president "
        "goes is the part of it that is recorded nearly whole. A critic would also say that four years are few; the "
        "interval shows it."
    ),
)
