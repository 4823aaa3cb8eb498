"""The words of the chart of the president's trips: shares with their counts, the headline, what to check."""

from typing import Any, Final

import pandas as pd

from dashboard.charts import counts
from dashboard.charts.content import records
from dashboard.measures import trips as measure
from dashboard.texts import _

COMPARED: Final = ("2012–19", "2022–25")
"""The periods of the method that the headline compares."""


def one(found: pd.DataFrame, period: str) -> Any:
    """The one-to-one row of a period, None where no trip was found."""
    return next((row for row in _one_to_one(found) if row.period == period), None)


def _one_to_one(found: pd.DataFrame) -> list[Any]:
    return records(found[found["format"].eq("bilateral")])


def share(one: Any) -> str:
    """The one-to-one share of a period; no percentage of under five trips."""
    return counts.too_few() if one.few else counts.percent(one.share_pct)


def span_said(one: Any) -> str:
    """Its interval, or how many trips there are where they are too few."""
    return _("trips: {count}").format(count=one.n) if one.few else counts.interval(one.low_pct, one.high_pct)


def part_said(one: Any) -> str:
    """Count and share of one-to-one trips; the share alone says nothing under five."""
    part = counts.part(one.trips, one.n)
    return part if one.few else f"{part}, {counts.percent(one.share_pct)}"


def found(table: pd.DataFrame, period: measure.Period) -> str:
    """How much of the president's trips the table is estimated to hold in a period."""
    rows = table[(table["period_start_year"] <= period.last) & (table["period_end_year"] >= period.first)]
    said = []
    for row in records(rows):
        low, high = row.share_low_pct, row.share_high_pct
        if row.status == "near_complete":
            said.append(_("near-complete"))
        elif row.status == "estimated" and pd.notna(low) and pd.notna(high):
            said.append(_("{span} found").format(span=f"{low:.0f}–{high:.0f}%" if low < high else f"{low:.0f}%"))
        else:
            said.append(_("part unknown"))
    return ", ".join(dict.fromkeys(said)) or _("part unknown")


def _compared(main: pd.DataFrame) -> tuple[Any, Any] | None:
    """The one-to-one rows of the two periods the method compares, where both are whole and hold enough trips."""
    before, after = (one(main, period) for period in COMPARED)
    if before is None or after is None or before.few or after.few:
        return None
    return before, after


def title(main: pd.DataFrame, asia: str) -> str:
    """Whether one-to-one trips are a larger part than in the period before, and most of all."""
    both = _compared(main)
    if both is None:
        return _("The trips of Russia’s president to {asia}, by format").format(asia=asia)
    before, after = both
    said = {
        "asia": asia,
        "a": counts.part(before.trips, before.n),
        "b": counts.part(after.trips, after.n),
        "before": before.period,
        "after": after.period,
    }
    if after.share_pct <= before.share_pct:
        return _("One-to-one trips to {asia} are no larger part than before: {b} in {after}, {a} in {before}").format(
            **said
        )
    if after.share_pct > 50 >= before.share_pct:
        words = _("Mostly one to one: {b} trips of Russia’s president to {asia} in {after}, against {a} in {before}")
        if any(row.share_pct > 50 and not row.few and row.last < before.first for row in _one_to_one(main)):
            words = _("One to one again: {b} trips of Russia’s president to {asia} in {after}, against {a} in {before}")
        return words.format(**said)
    return _("One-to-one trips to {asia} are a larger part than before: {b} in {after}, {a} in {before}").format(**said)


def quote(main: pd.DataFrame, asia: str) -> str:
    """The last period with its count and interval, against the one the method compares it with."""
    rows = _one_to_one(main)
    if not rows:
        return ""
    last = rows[-1]
    text = _("Of {count} trips of Russia’s president to {asia} found for {period}, {trips} were one to one").format(
        count=last.n, asia=asia, period=last.period, trips=last.trips
    )
    if last.few:
        return text + "."
    text += f" ({counts.percent(last.share_pct)}; " + _("95% interval {span}").format(
        span=counts.interval(last.low_pct, last.high_pct)
    )
    both = _compared(main)
    if both is None or both[1].period != last.period:
        return text + ")."
    return text + _("), against {part} in {period}.").format(
        part=counts.part(both[0].trips, both[0].n), period=both[0].period
    )


def check(main: pd.DataFrame) -> str:
    """Few trips, intervals that overlap, trips of unknown format."""
    rows = _one_to_one(main)
    said = []
    if rows and rows[-1].few:
        said.append(_("few cases: {count} trips").format(count=rows[-1].n))
    both = _compared(main)
    if both and max(both[0].low_pct, both[1].low_pct) <= min(both[0].high_pct, both[1].high_pct):
        said.append(
            _("the 95% intervals of {before} and {after} overlap").format(before=both[0].period, after=both[1].period)
        )
    if unknown := sum(row.unknown for row in rows):
        said.append(_("trips of unknown format, not counted: {count}").format(count=unknown))
    return "; ".join(said)


def description(main: pd.DataFrame, asia: str) -> str:
    """The one-to-one trips of each period in words."""
    rows = _one_to_one(main)
    said = [f"{row.period}: {part_said(row)}" + (f" ({counts.too_few()})" if row.few else "") for row in rows]
    return _("Stacked bars: trips of Russia’s president to {asia} by format. One to one: {said}.").format(
        asia=asia, said="; ".join(said)
    )
