"""Claim `forums-deadlock`: forums are an arena of the US-China contest and agree on less. Meetings without a text."""

import pandas as pd

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
from dashboard.claims.thresholds import at_least, over, plain
from dashboard.measures import outcomes
from dashboard.measures.newcombe import newcombe
from dashboard.measures.outcomes import WithoutText
from dashboard.measures.trips import FEW
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import pct, years

RISE = 20.0  # points: from here on forums agree on less
NO_RISE = 5.0  # points: under this they do not
NAMED = 0.5  # of the meetings without a text: more than this must name the contest as a cause
FORUMS = {"both": ("APEC", "EAS"), "APEC": ("APEC",), "EAS": ("EAS",)}
ROWS = ("forum", "year", "dates", "host_country", "kind", "failure_cause", "note")


def test(release: Release, reading: Reading) -> Measured:
    """Give the share of meetings without a joint text before the cut and from it on; value = after less before, points.

    The span before runs from the first meeting of the table. The causes are those of the meetings from the cut on; a
    cause that names the contest beside others counts.
    """
    meetings, names, cut = release.table("forum_meetings"), FORUMS[reading["forums"]], int(reading["cut"])
    cancelled = reading["cancelled"] == "in"
    rows = _rows(meetings, names, cancelled=cancelled)
    first, last = (int(meetings["year"].min()), int(meetings["year"].max())) if len(meetings) else (cut, cut)
    before = outcomes.without_text(meetings, names, first, cut - 1, cancelled=cancelled)
    after = outcomes.without_text(meetings, names, cut, last, cancelled=cancelled)
    coverage = _coverage(before, after, cut)
    if not before.meetings or not after.meetings:
        return Measured(NOT_TESTABLE, coverage=coverage, missing=_missing(cut), rows=rows)
    low, high = newcombe(before.without, before.meetings, after.without, after.meetings)
    return Measured(
        verdict=_rule(before, after),
        value=after.share_pct - before.share_pct,
        before=before.share_pct,
        after=after.share_pct,
        interval=Interval(low * 100, high * 100, "Newcombe"),
        coverage=coverage,
        doubts=_doubts(before, after),
        rows=rows,
        facts=_facts(before, after, _span(rows, cut)),
    )


def _rule(before: WithoutText, after: WithoutText) -> str:
    rise = after.share_pct - before.share_pct
    if not at_least(rise, NO_RISE):
        return CONTRADICTED
    return SUPPORTED if at_least(rise, RISE) and over(after.us_china, NAMED * after.without) else MIXED


def _rows(meetings: pd.DataFrame, names: tuple[str, ...], *, cancelled: bool) -> pd.DataFrame:
    found = outcomes.outcomes(meetings, names)
    counted = ["joint", *outcomes.WITHOUT, "unknown", *(["cancelled"] if cancelled else [])]
    return found.loc[found["kind"].isin(counted), list(ROWS)].reset_index(drop=True)


def _span(rows: pd.DataFrame, cut: int) -> tuple[str, str]:
    """The years of the meetings with a known outcome, before the cut and from it on."""
    known = rows.loc[rows["kind"].ne("unknown"), "year"]
    early, late = known[known < cut], known[known >= cut]
    return years(int(early.min()), int(early.max())), years(int(late.min()), int(late.max()))


def _facts(before: WithoutText, after: WithoutText, span: tuple[str, str]) -> dict[str, float | int | str | None]:
    return {
        "before_without": before.without,
        "before_meetings": before.meetings,
        "after_without": after.without,
        "after_meetings": after.meetings,
        "after_us_china": after.us_china,
        "before_years": span[0],
        "after_years": span[1],
    }


def _coverage(before: WithoutText, after: WithoutText, cut: int) -> str:
    return _(
        "{n} meetings with a known outcome before {cut} and {m} from then on; left out, because their outcome is not "
        "known: {unknown}."
    ).format(n=before.meetings, m=after.meetings, cut=cut, unknown=before.unknown + after.unknown)


def _missing(cut: int) -> str:
    return _(
        "There are meetings with a known outcome on one side of {cut} at most. The forums’ own pages of declarations "
        "would supply them (table forum_meetings)."
    ).format(cut=cut)


def _doubts(before: WithoutText, after: WithoutText) -> tuple[str, ...]:
    fewest, unknown = min(before.meetings, after.meetings), before.unknown + after.unknown
    few = _("Few cases; meetings on one side: {count}.").format(count=fewest) if fewest < FEW else ""
    open_ones = _("Outcomes not known could move the shares: {count}.").format(count=unknown) if unknown else ""
    return tuple(doubt for doubt in (few, open_ones) if doubt)


def _headline(_release: Release, found: Measured) -> str:
    if found.value is None:
        return found.missing
    before, after = found.sides
    return _(
        "APEC and East Asia Summit meetings without a joint text: {a} of {n} in {first} ({before}), {b} of {m} in "
        "{last} ({after}); the contest between the United States and China is named as a cause in {named} of the later "
        "{b}."
    ).format(
        a=found.facts["before_without"],
        n=found.facts["before_meetings"],
        b=found.facts["after_without"],
        m=found.facts["after_meetings"],
        first=found.facts["before_years"],
        last=found.facts["after_years"],
        before=pct(before),
        after=pct(after),
        named=found.facts["after_us_china"],
    )


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and how the latest meetings ended."""
    reading = opposing_reading(release, CLAIM, found, _amount, higher_supports=True)
    known = found.rows[found.rows["kind"].ne("unknown")] if len(found.rows) else found.rows
    if known.empty:
        return reading
    latest = known[known["year"].eq(known["year"].max())]
    joint = _("Of the latest meetings, those of {year}, {joint} of {all} ended with a joint text.").format(
        year=int(latest["year"].max()), joint=int(latest["kind"].eq("joint").sum()), all=len(latest)
    )
    return f"{reading} {joint}"


def _amount(found: Measured) -> str:
    return _("{a} of {n} without a text, then {b} of {m}, with the contest named in {named}").format(
        a=found.facts["before_without"],
        n=found.facts["before_meetings"],
        b=found.facts["after_without"],
        m=found.facts["after_meetings"],
        named=found.facts["after_us_china"],
    )


CLAIM = Claim(
    id="forums-deadlock",
    wording=lambda: _(
        "Forums have become an arena of the contest between the United States and China and agree on less."
    ),
    measure=lambda: _(
        "The part of the APEC and East Asia Summit meetings with a known outcome that had no joint text, to 2016 and "
        "from 2017. A chair’s statement alone is no joint text; leaders’ statements on single topics count as one."
    ),
    rule=lambda: _(
        "Supported if that part rises by {rise} points or more and the contest is named as a cause in more than half "
        "of the later meetings without a text; contradicted if it rises by less than {none} points; mixed in between."
    ).format(rise=plain(RISE), none=plain(NO_RISE)),
    change=lambda: _(
        "More meetings without a joint text, with that cause named, for supported; a run of meetings that do agree, "
        "for contradicted."
    ),
    unit="points",
    sides_unit="percent",
    tables=("forum_meetings",),
    figure="forum-outcomes",
    dimensions=(
        Dimension("forums", ("both", "APEC", "EAS")),
        Dimension("cut", ("2017", "2014", "2018")),
        Dimension("cancelled", ("out", "in")),
    ),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "A joint text is not yet agreement, and can be empty. The cause is what reports named at the time, often more "
        "than one; a meeting with a text can be the scene of the same contest."
    ),
    critic=lambda: _(
        "A critic would say that diplomats always find some text, so that the measure sees the contest late or never. "
        "A missing text is the one sign that is public, dated and the same for every meeting, and it did fail in some "
        "years and not in others. A critic would also say that 2017 is chosen to fit; two other cuts stand beside it."
    ),
)
