"""`eu-no-rival`: whether the EU is no rival for Russia in Vietnam.

Belongs here: the rule on the EU's turnover with Vietnam over Russia's. Does not belong here: the figures
(`measures.own_trade`, `measures.announced_parts`).

Both turnovers are Vietnam's count of one year: by `statistics` its two flows may come from two sources of the same
reporter; by `announced` totals the EU's may cover the first months of the year only. Then the ratio is a lower bound,
which can show that the EU is five times as large or more, and nothing else. `year` is the last year at hand with both,
or the one at hand before it.
"""

from typing import Final

import pandas as pd

from dashboard.claims import trade, vietnam
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, over, plain
from dashboard.measures import announced_parts, own_trade, rivals
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import number, usd

SUPPORTED_TO: Final = 1.0
CONTRADICTED_FROM: Final = 5.0


def verdict(ratio: float, *, bound: bool = False) -> str:
    """Supported up to 1, contradicted from 5 on, else mixed; a lower bound under 5 decides nothing."""
    if at_least(ratio, CONTRADICTED_FROM):
        return CONTRADICTED
    if bound:
        return NOT_TESTABLE
    return MIXED if over(ratio, SUPPORTED_TO) else SUPPORTED


def _test(release: Release, reading: Reading) -> Measured:
    """The EU's turnover with Vietnam as a multiple of Russia's."""
    return _of_reading(release, reading["source"], reading["year"])


@per_release(4)
def _of_reading(release: Release, source: str, year: str) -> Measured:
    both = _both(release, source)
    place = 1 if year == "last" else 2
    if len(both) < place:
        return Measured(NOT_TESTABLE, missing=_missing(len(both)))
    row = both.iloc[-place]
    eu_usd, russia_usd = float(row["value_usd"]), float(row["value_usd_russia"])
    ratio, bound = eu_usd / russia_usd, bool(row["months"] < announced_parts.WHOLE_YEAR)
    found = verdict(ratio, bound=bound)
    rows = _rows(row)
    return Measured(
        verdict=found,
        value=None if found == NOT_TESTABLE else ratio,
        coverage=_("Years with both figures: {found}; used: {year}.").format(found=len(both), year=int(row["year"])),
        missing=_undecided(ratio) if found == NOT_TESTABLE else "",
        doubts=(*vietnam.age_doubt(int(row["year"])), *vietnam.basis_doubts(rows), *_bound_doubt(row)),
        rows=rows,
        facts={
            "year": int(row["year"]),
            "eu_usd": eu_usd,
            "russia_usd": russia_usd,
            "months": int(row["months"]),
        },
    )


def _both(release: Release, source: str) -> pd.DataFrame:
    """The EU's and Russia's turnover in the years that have both; months is what the EU's figure covers."""
    if source == "statistics":
        table = release.table("partner_world_trade")
        union = own_trade.own_turnover(table, vietnam.VIETNAM, [rivals.EU])
        union = union.assign(months=announced_parts.WHOLE_YEAR)
    else:
        table = release.table("partner_announced_trade")
        union = announced_parts.announced_at_least(table, vietnam.VIETNAM, rivals.EU)
        union = union.assign(basis="announced", source=union["who_reported"])
    russia = vietnam.with_russia(release, source, "partner")
    return union[["year", "value_usd", "months", "source", "basis"]].merge(russia, on="year", suffixes=("", "_russia"))


def _rows(row: pd.Series) -> pd.DataFrame:
    year = int(row["year"])
    return pd.DataFrame(
        [
            (rivals.EU, year, row["value_usd"], int(row["months"]), row["source"], row["basis"]),
            (
                vietnam.RUSSIA,
                year,
                row["value_usd_russia"],
                announced_parts.WHOLE_YEAR,
                row["source_russia"],
                row["basis_russia"],
            ),
        ],
        columns=["counterpart", "year", "value_usd", "months", "source", "basis"],
    )


def _bound_doubt(row: pd.Series) -> tuple[str, ...]:
    if row["months"] >= announced_parts.WHOLE_YEAR:
        return ()
    return (
        _("The EU’s figure covers the first {months} months of {year}, so the ratio is at least this.").format(
            months=int(row["months"]), year=int(row["year"])
        ),
    )


def _undecided(ratio: float) -> str:
    found = _("The EU’s figure covers a part of the year; at least {ratio} times Russia’s decides nothing.").format(
        ratio=_times(ratio)
    )
    return f"{found} {vietnam.comtrade_would_supply()}"


def _missing(years: int) -> str:
    found = (
        _("No year has Vietnam’s turnover with both the EU and Russia by this source.")
        if years == 0
        else _("Only one year has Vietnam’s turnover with both the EU and Russia by this source.")
    )
    return f"{found} {vietnam.comtrade_would_supply()}"


def _wording() -> str:
    """The claim in our words."""
    return _("The EU is no rival for Russia in Vietnam.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The EU’s two-way goods trade with Vietnam as a multiple of Russia’s, by Vietnam’s own statistics, in the last "
        "year with both."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if the EU’s trade over Russia’s is {supported} or less, contradicted if it is {contradicted} or "
        "more, else mixed."
    ).format(supported=plain(SUPPORTED_TO), contradicted=plain(CONTRADICTED_FROM))


def _change() -> str:
    """What would change the verdict."""
    return _("Russia’s trade with Vietnam would have to come near the EU’s, or newer figures of Vietnam would show it.")


def _headline(_release: Release, measured: Measured) -> str:
    """The multiple and both amounts."""
    if measured.value is None:
        return measured.missing
    facts = measured.facts
    return _("In {year} the EU’s trade with Vietnam was {ratio} times Russia’s{mark}: {eu} and {russia}.").format(
        year=facts["year"],
        ratio=_times(measured.value),
        mark=trade.estimate_mark(measured.rows),
        eu=usd(measured.number("eu_usd")),
        russia=usd(measured.number("russia_usd")),
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and Russia's own, higher count of its trade."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=False)
    return f"{reading} {_own_count(release, measured)}".strip()


def _amount(found: Measured) -> str:
    return _("{ratio} times in {year}").format(ratio=_times(found.known), year=found.facts["year"])


def _own_count(release: Release, measured: Measured) -> str:
    """What Russia counted in the same year; shown, never divided by Vietnam's figure."""
    counted = vietnam.with_russia(release, "statistics", "russia")
    found = counted[counted["year"] == measured.facts["year"]]
    if found.empty:
        return ""
    return _(
        "Russia itself counted {value} with Vietnam in {year}{mark}, against {partner} by Vietnam’s count."
    ).format(
        value=usd(float(found["value_usd"].iloc[0])),
        mark=trade.estimate_mark(found),
        year=measured.facts["year"],
        partner=usd(measured.number("russia_usd")),
    )


def _times(ratio: float) -> str:
    """A multiple: '13', '6.8'."""
    return number(ratio, 0 if ratio >= 9.95 else 1)


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "Goods only: arms, oil and gas projects and services are not in it, and rivalry is more than size. Vietnam’s "
        "own figures with both may end years before the article."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that the EU and Russia sell different things and so do not compete. That may be; the rule "
        "asks about size alone, and a trade five times as large is not evidence that there is no rival."
    )


CLAIM: Final = Claim(
    id="eu-no-rival",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="ratio",
    sides_unit="ratio",
    tables=vietnam.TABLES,
    figure="rivals",
    dimensions=(Dimension("source", ("statistics", "announced")), Dimension("year", ("last", "before_last"))),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
