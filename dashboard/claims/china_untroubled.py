"""Claim `china-untroubled`: closer ties with Pyongyang and Hanoi cost Russia nothing in Beijing.

thesis.md leaves some choices. The windows are whole months on either side of June 2024, which is in neither. Leaders
are heads of state and of government, both ways, whatever the format of the visit. A window that ends after the years
for which the completeness of the visits is stated is not testable. `source` is China's customs by half-year (default),
or the totals of whole years that the same customs office announced.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, percent
from dashboard.claims.verdict_words import verdict_word
from dashboard.claims.visits_and_trade import visits_and_trade
from dashboard.measures.exchanges import LEADERS
from dashboard.measures.month_totals import Span, around, month_cells, turnover
from dashboard.measures.one_reporter import ANNOUNCED, pairs, turnovers
from dashboard.measures.trips import COUNTED, FEW
from dashboard.measures.visits import completeness_of, visits_of
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import pct, signed, usd

PARTNER: Final = "CHN"
VISIT_MONTH: Final = "2024-06"
FALL_PCT: Final = 10.0
MONTHS: Final = ("18", "12", "24")
SOURCES: Final = ("customs", "announced")
MONTHLY_SOURCE: Final = "comtrade"
HALVES: Final = (Span("2023-07", "2023-12"), Span("2024-07", "2024-12"))
YEARS: Final = (2024, 2025)
OFFICE: Final = "GACC"
"""China's customs office, as the table of announced totals names it."""

CLASSES: Final = ("president_abroad", "prime_minister_abroad", "china_india_leaders_in_russia")


@dataclass(frozen=True, eq=False)
class Trade:
    """The turnover of two spans by one reporter, current USD, with the rows; None where a part is missing."""

    before_usd: float | None
    after_usd: float | None
    rows: pd.DataFrame

    @property
    def change_pct(self) -> float | None:
        """Change in percent; None where a side is missing."""
        if not self.before_usd or self.after_usd is None:
            return None
        return (self.after_usd / self.before_usd - 1) * 100


def test(release: Release, reading: Reading) -> Measured:
    """Give the change of China's turnover with Russia in percent, beside leaders' visits before and after June 2024.

    Returns:
        value (percent), before, after (current USD), rows (the visits and the figures of trade), facts: visits_before,
        visits_after, one_to_one_before, one_to_one_after.
    """
    spans = around(VISIT_MONTH, int(reading["months"]))
    before, after = (_visits(release, span) for span in spans)
    trade = _trade(release, reading["source"])
    missing = _missing(release, spans[1], len(before), trade)
    change = trade.change_pct
    return Measured(
        verdict=NOT_TESTABLE if missing or change is None else _rule(len(before), len(after), change),
        value=None if missing else change,
        before=trade.before_usd,
        after=trade.after_usd,
        coverage=_coverage(spans, len(before), len(after), reading["source"]),
        missing=missing,
        doubts=_doubts(len(before), len(after), trade),
        rows=visits_and_trade(pd.concat([before, after]), trade.rows),
        facts=_facts(before, after),
    )


def _rule(before: int, after: int, trade_change_pct: float) -> str:
    falls = (_fell((after / before - 1) * 100), _fell(trade_change_pct))
    if all(falls):
        return CONTRADICTED
    return MIXED if any(falls) else SUPPORTED


def _fell(change_pct: float) -> bool:
    return at_least(-change_pct, FALL_PCT)


def _visits(release: Release, span: Span) -> pd.DataFrame:
    """Leaders' visits both ways that began in a span, of confidence high or medium."""
    rows = visits_of(release.table("visits"), [PARTNER], int(span.first[:4]), int(span.last[:4]))
    within = rows["start"].str[:7].between(*span)
    return rows[within & rows["visitor_rank"].isin(LEADERS) & rows["confidence"].isin(COUNTED)]


def _trade(release: Release, source: str) -> Trade:
    return _by_customs(release) if source == "customs" else _as_announced(release)


def _by_customs(release: Release) -> Trade:
    monthly = release.table("trade_monthly")
    halves = [month_cells(monthly, PARTNER, MONTHLY_SOURCE, PARTNER, half) for half in HALVES]
    sums = [turnover(rows, half) for rows, half in zip(halves, HALVES, strict=True)]
    return Trade(sums[0], sums[1], pd.concat(halves).rename(columns={"month": "when", "reporter": "who"}))


def _as_announced(release: Release) -> Trade:
    trade, headline = release.table("trade_annual"), release.table("headline_trade")
    figures = turnovers(trade, headline, release.table("partner_announced_trade"), PARTNER)
    figures = figures[figures["kind"].eq(ANNOUNCED) & figures["reporter"].eq(OFFICE) & figures["year"].isin(YEARS)]
    rows = figures.rename(columns={"year": "when", "reporter": "who"}).assign(flow="turnover").astype({"when": "str"})
    found = pairs(figures, YEARS[:1], YEARS[1:])
    return Trade(found[0].before_usd, found[0].after_usd, rows) if found else Trade(None, None, rows)


def _missing(release: Release, after: Span, visits_before: int, trade: Trade) -> str:
    last = _stated_to(release)
    if last is None or after.last > f"{last}-12":
        stated = _("to the end of {year}").format(year=last) if last is not None else _("for no year")
        return _(
            "The completeness of the visits is stated {stated}; the window ends in {month}. Later trip lists "
            "(wikipedia_trips, coded_visits) would supply it."
        ).format(stated=stated, month=after.last)
    if not visits_before:
        return _("No visit of a leader before June 2024 in the window; the table visits would supply them.")
    if trade.change_pct is None:
        return _(
            "China’s turnover with Russia is not known for both spans; comtrade (months) or announced (years) would "
            "supply it."
        )
    return ""


def _stated_to(release: Release) -> int | None:
    """The last year for which the completeness of all the classes of visits here is stated."""
    ends = [completeness_of(release.table("visits_completeness"), name)["period_end_year"].max() for name in CLASSES]
    return None if any(pd.isna(end) for end in ends) else int(min(ends))


def _coverage(spans: tuple[Span, Span], before: int, after: int, source: str) -> str:
    trade = {
        "customs": _("China’s customs by month, both flows, 2023H2 and 2024H2"),
        "announced": _("totals of China’s customs office as announced, 2024 and 2025"),
    }
    return _(
        "Leaders’ visits found, both ways: {before} from {a} to {b}, {after} from {c} to {d}. Trade: {trade}."
    ).format(
        before=before, a=spans[0].first, b=spans[0].last, after=after, c=spans[1].first, d=spans[1].last,
        trade=trade[source],
    )  # fmt: skip


def _doubts(before: int, after: int, trade: Trade) -> tuple[str, ...]:
    said = []
    if min(before, after) < FEW:
        said.append(_("Few cases: {before} visits before, {after} after.").format(before=before, after=after))
    if trade.rows["quality"].eq("suspect").any():
        said.append(_("A figure of the trade is suspect."))
    return tuple(said)


def _facts(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, float | int | str | None]:
    return {
        "visits_before": len(before),
        "visits_after": len(after),
        "one_to_one_before": int(before["format"].eq("bilateral").sum()),
        "one_to_one_after": int(after["format"].eq("bilateral").sum()),
    }


def _headline(_release: Release, found: Measured) -> str:
    if found.value is None or found.before is None or found.after is None:
        return found.missing
    return _(
        "Leaders’ visits between Russia and China, 18 months before and after June 2024: {a} and {b}. China’s turnover "
        "with Russia, second half of 2023 and of 2024: {before} and {after} ({change})."
    ).format(
        a=found.facts["visits_before"],
        b=found.facts["visits_after"],
        before=usd(found.before),
        after=usd(found.after),
        change=signed(pct(found.value), found.value),
    )


def _against(release: Release, found: Measured) -> str:
    """What points the other way: the reading nearest to another verdict, and one-to-one visits alone."""
    if found.value is None:
        return _("Without a verdict there is nothing to set against it.")
    before, after = int(found.number("one_to_one_before")), int(found.number("one_to_one_after"))
    said = [
        opposing_reading(release, CLAIM, found, _amount, higher_supports=True),
        _("Of the headline’s visits {before} before and {after} after were one to one alone.").format(
            before=before, after=after
        ),
    ]
    if before and (verdict := _rule(before, after, found.value)) != found.verdict:
        said.append(_("Counted so, the verdict would be {verdict}.").format(verdict=verdict_word(verdict)))
    return " ".join(said)


def _amount(found: Measured) -> str:
    return _("visits {before} and {after}, turnover {change}").format(
        before=found.facts["visits_before"],
        after=found.facts["visits_after"],
        change=signed(pct(found.known), found.known),
    )


CLAIM = Claim(
    id="china-untroubled",
    wording=lambda: _("Closer ties with Pyongyang and Hanoi cost Russia nothing in Beijing."),
    measure=lambda: _(
        "Visits of heads of state and government between Russia and China, both ways, in the {months} months before "
        "and after June 2024; China’s customs turnover with Russia, second half of 2023 and of 2024."
    ).format(months=MONTHS[0]),
    rule=lambda: _("Supported if neither falls by {fall} or more; mixed if one does; contradicted if both do.").format(
        fall=percent(FALL_PCT)
    ),
    change=lambda: _(
        "A fall of {fall} or more in the visits or in the trade makes the verdict mixed, one in both contradicted."
    ).format(fall=percent(FALL_PCT)),
    unit="percent change",
    sides_unit="usd",
    tables=(
        "visits",
        "visits_completeness",
        "trade_monthly",
        "trade_annual",
        "headline_trade",
        "partner_announced_trade",
    ),
    figure="visits",
    dimensions=(Dimension("months", MONTHS), Dimension("source", SOURCES)),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "Visits and turnover need not show displeasure: a delayed pipeline, a bank that refuses payments or a vote "
        "would not be seen. Prices and payments moved trade with China in these years for reasons of their own. With "
        "ten visits a side or fewer, one less is a fall of 10% or more."
    ),
    critic=lambda: _(
        "A critic would say that nothing here ties a fall or a rise to Pyongyang and Hanoi. That is so: the claim says "
        "that nothing was lost, and the rule asks if anything was, whatever the cause."
    ),
)
