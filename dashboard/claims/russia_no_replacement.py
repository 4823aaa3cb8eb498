"""`russia-no-replacement`: whether Russia can replace Vietnam's large partners.

Belongs here: the rule on Russia's part of Vietnam's turnover. Does not belong here: the figures (`claims.vietnam`).

The default divides Vietnam's own figure for Russia by Vietnam's own total; its two flows with Russia come from two
sources of the same reporter, since no source has both. Whether Russia is among the first five is answered by a lower
bound: it is not if at least five states traded more with Vietnam in the flows that Vietnam's statistics list for them
in the last year with a list of that length. A share under the lower threshold without such a list gives no verdict.
"""

from typing import Final, NamedTuple

import pandas as pd

from dashboard.claims import trade, vietnam
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, percent
from dashboard.measures import own_trade
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import pct, usd

SUPPORTED_UNDER_PCT: Final = 5.0
CONTRADICTED_FROM_PCT: Final = 10.0
FIRST: Final = 5


def verdict(share_pct: float, larger: int | None) -> str:
    """Supported under 5 % and outside the first five, contradicted from 10 % on, else mixed.

    Args:
        share_pct: Russia's part of Vietnam's turnover, percent.
        larger: How many states surely traded more with Vietnam; None if no list is long enough.
    """
    if at_least(share_pct, CONTRADICTED_FROM_PCT):
        return CONTRADICTED
    if at_least(share_pct, SUPPORTED_UNDER_PCT):
        return MIXED
    if larger is None:
        return NOT_TESTABLE
    return SUPPORTED if larger >= FIRST else MIXED


def _test(release: Release, reading: Reading) -> Measured:
    """Russia's part of Vietnam's turnover in the last year with both, in percent."""
    return _of_reading(release, reading["source"], reading["side"])


@per_release(4)
def _of_reading(release: Release, source: str, side: str) -> Measured:
    russia, total = vietnam.with_russia(release, source, side), vietnam.with_world(release, source)
    both = russia.merge(total, on="year", suffixes=("", "_world"))
    if both.empty:
        return Measured(NOT_TESTABLE, missing=_missing(russia, total))
    row = both.iloc[-1]
    russia_usd, world_usd = float(row["value_usd"]), float(row["value_usd_world"])
    larger = _larger(release, russia_usd)
    share_pct = russia_usd / world_usd * 100
    found = verdict(share_pct, None if larger is None else larger.states)
    rows = _rows(row)
    return Measured(
        verdict=found,
        value=None if found == NOT_TESTABLE else share_pct,
        coverage=_("Years with both figures: {found}; the last is {year}.").format(
            found=len(both), year=int(row["year"])
        ),
        missing=_no_list() if found == NOT_TESTABLE else "",
        doubts=(*vietnam.age_doubt(int(row["year"])), *vietnam.basis_doubts(rows), *_ratio_doubt(row, side)),
        rows=rows,
        facts={
            "year": int(row["year"]),
            "russia_usd": russia_usd,
            "world_usd": world_usd,
            "larger_states": None if larger is None else larger.states,
            "list_year": None if larger is None else larger.year,
        },
    )


class Larger(NamedTuple):
    """How many states surely traded more with Vietnam than Russia, and the year of the list that shows it."""

    states: int
    year: int


def _larger(release: Release, russia_usd: float) -> Larger | None:
    """The states whose listed flows alone exceed Russia's turnover; None without a list of five."""
    listed = own_trade.known_flows(release.table("partner_world_trade"), vietnam.VIETNAM, at_least=FIRST)
    if listed.empty:
        return None
    larger = (listed["known_usd"] > russia_usd) & (listed["counterpart"] != vietnam.RUSSIA)
    return Larger(states=int(larger.sum()), year=int(listed["year"].iloc[0]))


def _rows(row: pd.Series) -> pd.DataFrame:
    year = int(row["year"])
    return pd.DataFrame(
        [
            ("RUS", year, row["value_usd"], row["source"], row["basis"]),
            ("WLD", year, row["value_usd_world"], row["source_world"], row["basis_world"]),
        ],
        columns=["counterpart", "year", "value_usd", "source", "basis"],
    )


def _ratio_doubt(row: pd.Series, side: str) -> tuple[str, ...]:
    if side == "russia":
        return (_("Russia’s count is divided by Vietnam’s total: a ratio of two reporters."),)
    if row["source"] != row["source_world"]:
        return (_("The two flows and the total come from more than one source of Vietnam’s figures."),)
    return ()


def _missing(russia: pd.DataFrame, total: pd.DataFrame) -> str:
    if russia.empty:
        found = _("No figure of Vietnam’s trade with Russia by this source and side.")
    elif total.empty:
        found = _("No figure of Vietnam’s trade with the world by this source.")
    else:
        found = _("No year has both Vietnam’s trade with Russia and its total by this source and side.")
    return f"{found} {vietnam.comtrade_would_supply()}"


def _no_list() -> str:
    found = _("No year of Vietnam’s statistics lists {count} states, so Russia’s place is unknown.").format(count=FIRST)
    return f"{found} {vietnam.comtrade_would_supply()}"


def _wording() -> str:
    """The claim in our words."""
    return _("Russia cannot replace Vietnam’s large partners.")


def _measure() -> str:
    """The default measure."""
    return _("Russia’s part of Vietnam’s two-way goods trade, by Vietnam’s own statistics, in the last year with both.")


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if Russia’s part is under {supported} and Russia is not among the first {count} partners, "
        "contradicted at {contradicted} or more, else mixed."
    ).format(
        supported=percent(SUPPORTED_UNDER_PCT),
        contradicted=percent(CONTRADICTED_FROM_PCT),
        count=FIRST,
    )


def _change() -> str:
    """What would change the verdict."""
    return _("Trade with Russia several times its size of today, or newer Vietnamese statistics that show it.")


def _headline(_release: Release, measured: Measured) -> str:
    """The part, both amounts and the states that are larger."""
    if measured.value is None:
        return measured.missing
    facts = measured.facts
    said = _("Russia’s part of Vietnam’s trade was {part} in {year}{mark}: {russia} of {world}.").format(
        part=pct(measured.value),
        year=facts["year"],
        mark=trade.estimate_mark(measured.rows),
        russia=usd(measured.number("russia_usd")),
        world=usd(measured.number("world_usd")),
    )
    if facts["larger_states"] is None:
        return said
    return f"{said} " + _("In {list_year} at least {count} states traded more with Vietnam.").format(
        count=facts["larger_states"], list_year=facts["list_year"]
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and how Russia's part moved by its own count."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=False)
    return f"{reading} {_growth(release)}".strip()


def _amount(found: Measured) -> str:
    return _("{part} in {year}").format(part=pct(found.known), year=found.facts["year"])


def _growth(release: Release) -> str:
    """Russia's own count in its best year, the most that can be said for a replacement."""
    counted = vietnam.with_russia(release, "statistics", "russia")
    if counted.empty:
        return ""
    best = counted.sort_values("value_usd", kind="stable").iloc[-1]
    return _("The most that Russia counted in a year was {value}, in {year}{mark}.").format(
        value=usd(float(best["value_usd"])),
        year=int(best["year"]),
        mark=trade.estimate_mark(counted[counted["year"] == best["year"]]),
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "Goods only: arms, energy projects and services are not in it. Vietnam’s own figures with Russia may "
        "end years before the article, and Vietnam and Russia count their trade differently."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that a small partner can matter in one good. The claim is about replacing large partners, "
        "and for that the size of trade decides. Where Vietnam’s own figures are old, the announced "
        "totals and Russia’s count of later years stand beside them as readings."
    )


CLAIM: Final = Claim(
    id="russia-no-replacement",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent",
    sides_unit="percent",
    tables=vietnam.TABLES,
    figure="rivals",
    dimensions=(Dimension("source", ("statistics", "announced")), Dimension("side", ("partner", "russia"))),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
