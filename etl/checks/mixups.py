"""Whether true figures stand in the wrong place: two partners swapped, flows swapped, a period shifted.

Belongs here: figures that are found elsewhere in what stood before. Does not belong here: their size
(`etl/checks/scale.py`). Only the leading figure of a table is looked at, and only where the answer gives it anew.
"""

from __future__ import annotations

import pandas as pd

from etl.checks.evidence import MONTHS, Evidence
from etl.checks.problem import Problem, names, number, problem, span

# A swapped figure is the other one's old figure to 2 %, and the two were not alike: 20 % apart.
SAME, APART = 0.02, 0.2
# So a swapped cell differs from before by this at least; other cells need not be looked at.
MOVED = 0.15
ENOUGH_PERIODS = 3
# A shifted series is its old self to a thousandth, and not just flat: it differs by half a percent in place.
SHIFTED_SAME, SHIFTED_MOVED, SHIFTED_SERIES = 0.001, 0.005, 3
LAGS = {"year": (-1, 1), "month": (-1, 1, -MONTHS, MONTHS), "day": ()}


def partners_swapped(evidence: Evidence) -> list[Problem]:
    """Two partners that have each other's figures, in three periods or in all that were given."""
    shape = evidence.shape
    # The reporter of a mirror source is the partner itself, so it moves along.
    same = [name for name in (*shape.series, shape.period) if name not in {shape.place, "reporter"}]
    pairs = _pairs(evidence, shape.place, same)
    given = evidence.leading[shape.place].value_counts().to_dict()
    return [
        _swap(evidence, "partner_swap", pair, f"{one} and {other} have each other's figures")
        for (one, other), pair in pairs.groupby(["one", "other"])
        if _convincing(pair, min(given[one], given[other]))
    ]


def flows_swapped(evidence: Evidence) -> list[Problem]:
    """Partners whose exports are their old imports and the other way round, in three periods or in all given."""
    shape = evidence.shape
    if "flow" not in shape.series:
        return []
    same = [name for name in (*shape.series, shape.period) if name != "flow"]
    pairs = _pairs(evidence, "flow", same)
    given = evidence.leading.groupby([shape.place, "flow"]).size().groupby(shape.place).min().to_dict()
    swapped = [pair for place, pair in pairs.groupby(shape.place) if _convincing(pair, given[place])]
    if not swapped:
        return []
    return [_swap(evidence, "flow_swap", pd.concat(swapped), "exports and imports are swapped")]


def shifted(evidence: Evidence) -> list[Problem]:
    """Most series that changed, three at least, are their old selves a period (or a year of months) away."""
    return [found for lag in LAGS[evidence.shape.step] for found in _shifted_by(evidence, lag)]


def _pairs(evidence: Evidence, dimension: str, same: list[str]) -> pd.DataFrame:
    """Pairs of moved cells that differ in one dimension only, with `swapped`: whether they have each other's figure."""
    cells = evidence.leading
    cells = cells[(cells["new"] - cells["old"]).abs() > MOVED * cells["old"].abs()]
    columns = [*same, "old", "new"]
    ones = cells[[*columns, dimension]].rename(columns={dimension: "one"})
    others = cells[[*columns, dimension]].rename(columns={dimension: "other"})
    pairs = ones.merge(others, on=same, suffixes=("_one", "_other"))
    pairs = pairs[pairs["one"] < pairs["other"]]
    swapped = _alike(pairs["new_one"], pairs["old_other"], SAME) & _alike(pairs["new_other"], pairs["old_one"], SAME)
    return pairs.assign(swapped=swapped & ~_alike(pairs["old_one"], pairs["old_other"], APART))


def _convincing(pair: pd.DataFrame, given: int) -> bool:
    """Whether enough cells are swapped, and at least half of those that moved."""
    count = int(pair["swapped"].sum())
    return count >= max(1, min(ENOUGH_PERIODS, given)) and 2 * count >= len(pair)


def _swap(evidence: Evidence, rule: str, pairs: pd.DataFrame, why: str) -> Problem:
    shape, swapped = evidence.shape, pairs[pairs["swapped"]]
    last = swapped.sort_values(shape.period, kind="stable").iloc[-1]
    by_flow = rule == "flow_swap"
    return problem(
        evidence.where,
        rule,
        partner=names(swapped[shape.place]) if by_flow else f"{last['one']}, {last['other']}",
        period=span(swapped[shape.period]),
        old=f"{last['one']} {number(last['old_one'])}, {last['other']} {number(last['old_other'])}",
        new=f"{last['one']} {number(last['new_one'])}, {last['other']} {number(last['new_other'])}",
        why=f"{why}, {len(swapped)} cells; the newest is of {last[shape.period]}",
    )


def _shifted_by(evidence: Evidence, lag: int) -> list[Problem]:
    shape, cells = evidence.shape, evidence.leading
    changed = _series(evidence, cells[~_alike(cells["new"], cells["old"], SHIFTED_MOVED)])
    both = _beside_old(evidence, lag)
    both = both[_series(evidence, both).isin(changed)]
    fits = both.groupby(list(shape.series))["fits"].agg(["all", "size"])
    found = fits.index[fits["all"] & (fits["size"] > 1)]
    if len(found) < SHIFTED_SERIES or 2 * len(found) <= changed.nunique():
        return []
    rows = both[_series(evidence, both).isin(found)].sort_values("n", kind="stable")
    last, way = rows.iloc[-1], "late" if lag > 0 else "early"
    steps = f"{abs(lag)} {shape.step}{'' if abs(lag) == 1 else 's'}"
    return [
        problem(
            evidence.where,
            "shifted",
            partner=names(rows[shape.place]),
            period=span(rows[shape.period]),
            old=number(last["old"]),
            new=number(last["new"]),
            why=f"periods are shifted: figures stand {steps} too {way} in {len(found)} of {changed.nunique()} series "
            f"that changed; the newest is {' '.join(str(last[name]) for name in shape.series)} {last[shape.period]}",
        )
    ]


def _beside_old(evidence: Evidence, lag: int) -> pd.DataFrame:
    """The leading cells with `fits`: whether the figure is the old one of `lag` periods before."""
    same = [*evidence.shape.series, "n"]
    cells = evidence.leading
    moved = cells[[*same, "old"]].assign(n=cells["n"] + lag).rename(columns={"old": "moved"})
    both = cells.merge(moved, on=same)
    return both.assign(fits=_alike(both["new"], both["moved"], SHIFTED_SAME))


def _series(evidence: Evidence, rows: pd.DataFrame) -> pd.Index:
    """Which series each row belongs to."""
    return rows.set_index(list(evidence.shape.series)).index


def _alike(one: pd.Series, other: pd.Series, share: float) -> pd.Series:
    return (one - other).abs() <= share * other.abs()
