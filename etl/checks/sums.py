"""Whether figures of one source add up: partners to the world, months to the year.

Belongs here: a source's own totals against its own parts. Does not belong here: other sources' figures of the same
cell; they are never summed or held against each other here. A sum that did not add up before is no fault of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.checks.evidence import MONTHS, Evidence, usable
from etl.checks.problem import Problem, number, problem

WORLD = "WLD"
# Rounding and late revisions of parts.
OVER_TOTAL = 1.02
MONTHS_OFF = 0.05
MONTHLY, ANNUAL = "trade_monthly", "trade_annual"


def parts_over_total(evidence: Evidence) -> list[Problem]:
    """Partners that add up to more than 1.02 times the world total that the answer gives for the period."""
    if not evidence.shape.amounts:
        return []
    known, told = _over_total(evidence, evidence.was).index, _totals(evidence, evidence.told).index
    over = _over_total(evidence, evidence.now)
    same = [str(name) for name in over.index.names]
    over = over[~over.index.isin(known) & over.index.isin(told)].reset_index()
    if over.empty:
        return []
    over = over.assign(excess=over["parts"] / over["total"]).sort_values("excess", kind="stable").astype("object")
    worst = over.iloc[-1]
    return [
        problem(
            evidence.where,
            "totals",
            partner=WORLD,
            period=str(worst[evidence.shape.period]),
            old=f"world total {number(worst['total'])}",
            new=f"sum of partners {number(worst['parts'])}",
            why="the parts are more than their total: "
            + " ".join(str(worst[name]) for name in same)
            + (f", the worst of {len(over)}" if len(over) > 1 else ""),
        )
    ]


def months_off_year(evidences: Sequence[Evidence]) -> list[Problem]:
    """Twelve months of a partner and flow that miss the same source's and reporter's year by more than 5 %."""
    by_table = {evidence.table.name: evidence for evidence in evidences}
    if MONTHLY not in by_table or ANNUAL not in by_table:
        return []
    monthly, annual = by_table[MONTHLY], by_table[ANNUAL]
    known = set(_months_off(monthly.was, annual.was).index)
    off = _months_off(monthly.now, annual.now)
    return [_month_problem(annual, row) for _, row in off[~off.index.isin(known)].reset_index().iterrows()]


def _over_total(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """Index: the series without the place, and the period; columns total and parts, where the parts are too much."""
    total = _totals(evidence, rows)
    parts = usable(rows)[~usable(rows)[evidence.shape.place].isin(_aggregates(evidence))]
    sums = parts.groupby(list(total.index.names))[evidence.shape.amounts[0]].sum()
    both = pd.concat({"total": total, "parts": sums}, axis="columns", join="inner")
    return both[both["parts"] > OVER_TOTAL * both["total"]]


def _totals(evidence: Evidence, rows: pd.DataFrame) -> pd.Series:
    """The world totals under the series without the place, and the period."""
    shape = evidence.shape
    same = [name for name in (*shape.series, shape.period) if name != shape.place]
    rows = usable(rows)
    return rows[rows[shape.place] == WORLD].set_index(same)[shape.amounts[0]]


def _aggregates(evidence: Evidence) -> set[str]:
    """Codes that hold other partners; without table places the world alone."""
    places = evidence.frames.get("places")
    return {WORLD} if places is None else {WORLD, *places.loc[places["kind"] == "aggregate", "iso3"]}


def _months_off(monthly: pd.DataFrame, annual: pd.DataFrame) -> pd.DataFrame:
    """Index partner, flow, reporter, year; columns months (their sum) and year_value, where they are too far apart."""
    same = ["partner", "flow", "reporter", "year"]
    months = (
        usable(monthly).assign(year=pd.to_numeric(monthly["month"].str[:4], errors="coerce")).groupby(same)["value_usd"]
    )
    whole = months.sum()[months.size() == MONTHS]
    years = usable(annual).set_index(same)["value_usd"]
    both = pd.concat({"months": whole, "year_value": years}, axis="columns", join="inner")
    return both[(both["months"] - both["year_value"]).abs() > MONTHS_OFF * both["year_value"]]


def _month_problem(evidence: Evidence, off: pd.Series) -> Problem:
    return problem(
        evidence.where,
        "months",
        partner=str(off["partner"]),
        period=str(off["year"]),
        old=f"year {number(off['year_value'])}",
        new=f"sum of months {number(off['months'])}",
        why=f"twelve months do not make the year: {off['flow']}, reported by {off['reporter']}",
    )
