"""Claim `visits-move-trade`: work with single states pays. Trade around the president's visits, against redrawn years.

thesis.md leaves one choice: a "presidential bilateral visit" is read as one of format `bilateral`, as in the default
of `bilateral-turn`, where a visit that was also to a forum is a forum trip. The estimates that count those too stand in
the facts (`with_forum`), and in the words against where they lie outside their draws.
"""

from math import expm1
from typing import Final

import pandas as pd

from dashboard import terms, view
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
from dashboard.claims.visit_study import (
    ASIA,
    BILATERAL,
    FLOWS,
    FORMATS,
    LEADS,
    WITH_FORUM,
    adjusted_p,
    failed_leads,
    panel,
    study,
)
from dashboard.measures.aggregate import LAST_REPORTED, LONG_FIRST
from dashboard.measures.event_study import DRAWS, HIGH_PCT, LOW_PCT, Study
from dashboard.measures.trips import FEW
from dashboard.release import Release
from dashboard.texts import _, ngettext
from dashboard.words import no_figure, number, pct, signed, years

ROW_COLUMNS: Final = ["partner", "year", "before_usd", "after_usd", "log_change", "visited", "quality", "source"]


def test(release: Release, reading: Reading) -> Measured:
    """Give how much more trade rose around a visit than partner and year let expect, in percent.

    Returns:
        value (percent), interval (2.5th to 97.5th percentile of the draws, percent), rows (the panel: year is t,
        before_usd of t - 1, after_usd of t + 1), facts: estimate, low, high (log points), percentile_pct, p_value,
        p_adjusted (over the six readings), draws, events; lead_1, lead_2 and with_forum, each also with _low, _high
        and _p (log points; None where there is no answer).
    """
    flow, asia = reading["flow"], reading["asia"]
    found, rows = study(release, flow, asia), panel(release, flow, asia)
    shown = rows.rename(columns={"event": "visited"})[ROW_COLUMNS]
    if isinstance(found, str):
        return Measured(NOT_TESTABLE, missing=_missing(found), rows=shown)
    return Measured(
        verdict=_rule(found),
        value=_percent(found.estimate),
        interval=Interval(_percent(found.low), _percent(found.high), "placebo draws"),
        coverage=_coverage(found, len(view.members(release, asia))),
        doubts=(*_design(release, flow, asia), *_thin(found, rows)),
        rows=shown,
        facts=_facts(release, found, flow, asia),
    )


def _rule(found: Study) -> str:
    if found.estimate > found.high:
        return SUPPORTED
    return CONTRADICTED if found.estimate < found.low else MIXED


def _facts(release: Release, found: Study, flow: str, asia: str) -> dict[str, float | int | str | None]:
    names = ("estimate", "low", "high", "percentile_pct", "p_value", "draws", "events")
    facts: dict[str, float | int | str | None] = {name: getattr(found, name) for name in names}
    facts["p_adjusted"] = adjusted_p(release)[flow, asia]
    for lead in LEADS:
        facts |= _beside(f"lead_{lead}", study(release, flow, asia, BILATERAL, lead))
    return facts | _beside("with_forum", study(release, flow, asia, WITH_FORUM))


def _beside(name: str, found: Study | str) -> dict[str, float | int | str | None]:
    keys = (name, f"{name}_low", f"{name}_high", f"{name}_p")
    if isinstance(found, str):
        return dict.fromkeys(keys)
    return dict(zip(keys, (found.estimate, found.low, found.high, found.p_value), strict=True))


def _headline(_release: Release, found: Measured) -> str:
    if found.value is None or found.interval is None:
        return found.missing
    said = _(
        "Around a one-to-one visit of Russia’s president, turnover with core Asian partners differed by {value} from "
        "what partner and year let expect; 95 of 100 draws of the visit years lie between {low} and {high}."
    ).format(value=_signed(found.value), low=_signed(found.interval.low), high=_signed(found.interval.high))
    meaning = {
        SUPPORTED: _("The estimate lies above the draws."),
        CONTRADICTED: _("The estimate lies below the draws."),
        MIXED: _("No effect seen."),
    }
    return f"{said} {meaning[found.verdict]}"


def _against(release: Release, found: Measured) -> str:
    """The line with another verdict, or least like the headline's, and the leads where the design fails."""
    if found.value is None:
        return _("Without a verdict there is nothing to set against it.")
    keys = [(visits, flow, asia) for visits in FORMATS for asia in ASIA for flow in FLOWS]
    lines = [(key, one) for key in keys if isinstance(one := study(release, key[1], key[2], key[0]), Study)]
    other = [line for line in lines if _rule(line[1]) != found.verdict]
    # With one verdict everywhere, "no effect" is doubted most by the smallest p, an effect by the largest.
    sign = 1 if found.verdict == MIXED else -1
    (visits, flow, asia), one = min(other or lines, key=lambda line: sign * line[1].p_value)
    said = _(
        "{asia}, {flow}{counted}: {value} around a visit, draws from {low} to {high}, p = {p} ({q} adjusted for the "
        "six lines)."
    ).format(
        asia=terms.asia(asia),
        flow=terms.flow(flow),
        counted=_(", visits that were also to a forum counted") if visits == WITH_FORUM else "",
        value=_signed(_percent(one.estimate)),
        low=_signed(_percent(one.low)),
        high=_signed(_percent(one.high)),
        p=number(one.p_value, 2),
        q=_or_unknown(adjusted_p(release, visits)[flow, asia]),
    )
    return " ".join([said, *_failures(release)])


def _or_unknown(p_value: float | None) -> str:
    return no_figure() if p_value is None else number(p_value, 2)


def _failures(release: Release) -> list[str]:
    failed = [key for key in ((flow, asia) for asia in ASIA for flow in FLOWS) if failed_leads(release, *key)]
    if not failed:
        return []
    return [
        _(
            "In {count} of the six lines trade already differed one or two years before a visit, so that visits do not "
            "come at random there."
        ).format(count=len(failed))
    ]


def _design(release: Release, flow: str, asia: str) -> list[str]:
    """A doubt for each lead that fails."""
    return [
        ngettext(
            "The design check fails {lead} year before a visit: the change of trade differed by {value}, outside its "
            "draws.",
            "The design check fails {lead} years before a visit: the change of trade differed by {value}, outside its "
            "draws.",
            lead,
        ).format(lead=lead, value=_signed(_percent(one.estimate)))
        for lead, one in failed_leads(release, flow, asia)
    ]


def _thin(found: Study, rows: pd.DataFrame) -> list[str]:
    said = []
    if found.events < FEW:
        said.append(_("Few cases: {events} of the changes are around a visit.").format(events=found.events))
    if suspect := int(rows["quality"].eq("suspect").sum()):
        said.append(_("{count} of the changes rest on a suspect figure.").format(count=suspect))
    return said


def _coverage(found: Study, members: int) -> str:
    return _(
        "{changes} two-year changes of {partners} of {all} partners around {years}; {events} of them around a visit, "
        "to {visited} partners; {draws} draws."
    ).format(
        changes=found.changes,
        partners=found.partners,
        all=members,
        years=years(LONG_FIRST + 1, LAST_REPORTED - 1),
        events=found.events,
        visited=found.partners_with_event,
        draws=f"{found.draws:,}",
    )


def _missing(reason: str) -> str:
    return {
        "no_changes": _(
            "No partner has trade two years apart as Russia reported it; the customs service (fcs, fcs_cis) or the IMF "
            "(imf_imts) would supply it."
        ),
        "no_events": _(
            "No one-to-one visit of the president in a year that counts; the table visits would supply them."
        ),
        "collinear": _(
            "Visits can’t be told from partners and years: each partner has them in all of its years, or all have them "
            "in the same. More years that Russia reported (fcs, fcs_cis, imf_imts) would tell them apart."
        ),
    }[reason]


def _percent(log_points: float) -> float:
    return expm1(log_points) * 100


def _signed(percent: float) -> str:
    return signed(pct(percent), percent)


CLAIM = Claim(
    id="visits-move-trade",
    wording=lambda: _("Work with single states pays."),
    measure=lambda: _(
        "Log change of Russian-reported turnover with core Asian partners from the year before to the year after a "
        "one-to-one visit of the president, {years}, with partner and year fixed effects, against {draws} draws of the "
        "visit years within each partner."
    ).format(years=years(LONG_FIRST, LAST_REPORTED), draws=f"{DRAWS:,}"),
    rule=lambda: _(
        "Supported if the estimate lies above the {high}th percentile of the draws; contradicted if below the {low}th; "
        "else mixed, which means that no effect is seen."
    ).format(high=HIGH_PCT, low=LOW_PCT),
    change=lambda: _(
        "An estimate outside its draws. Further years of trade that Russia reports would narrow them; since 2022 there "
        "are none."
    ),
    unit="percent change",
    sides_unit="",
    tables=("visits", "trade_annual", "places"),
    figure="visits",
    dimensions=(Dimension("flow", FLOWS), Dimension("asia", ASIA)),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "It is a correlation. A visit is set where something is to be signed, and a deal may take longer than a year. "
        "Goods alone are counted, and most partners have Russia’s own figures from 2016 to 2021 only. A lasting gain "
        "shows in the change around the next year too, so that the estimate understates it; a small effect would not "
        "be seen, and the range of the draws says how large it must be."
    ),
    critic=lambda: _(
        "A critic would say that leaders go where trade is about to grow or has fallen, so that the years of visits "
        "are no lottery. The leads test just that, and where they fail the reading says so. Years redrawn within a "
        "partner keep the states that are visited often apart from the others, and year effects take out the common "
        "slumps."
    ),
)
