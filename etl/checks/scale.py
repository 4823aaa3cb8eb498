"""Whether figures jumped in a way that statistics do not: a slipped unit, a scaled answer, everything new at once.

Belongs here: the size of figures, cell by cell. Does not belong here: figures in the wrong place
(`etl/checks/mixups.py`).
"""

from __future__ import annotations

import pandas as pd

from etl.checks.evidence import Evidence
from etl.checks.problem import Problem, names, number, problem, span

FACTORS = (1e3, 1e6, 1e-3, 1e-6)
NEAR_FACTOR = 0.1
# Tiny partners really jump a thousandfold (a single ship); one cell of them is no slip.
LARGE, SMALL, SEVERAL = 10_000_000, 1_000_000, 3
SCALED, SCALED_CELLS = 2.0, 5
REVISED_MUCH, REVISED_SHARE, REVISED_CELLS = 0.3, 1 / 3, 5


def unit_slip(evidence: Evidence) -> list[Problem]:
    """Figures some x1000, x1,000,000 or as much smaller than before or than their neighbours in time.

    The larger of the two must be at least ten million; and the smaller at least one million, unless three series slip.
    """
    cells = _amounts(evidence, evidence.cells.dropna(subset=["new", "told"]))
    slips = pd.concat([_slips(cells, cells["old"]), _slips(cells, _neighbours(evidence, cells))])
    if slips.groupby(list(evidence.shape.series), dropna=False).ngroups < SEVERAL:
        slips = slips[slips[["new", "other"]].min(axis=1) >= SMALL]
    if slips.empty:
        return []
    slips = slips.sort_values("new", ascending=False, kind="stable")
    factor = slips["new"].iloc[0] / slips["other"].iloc[0]
    words = f"x{factor:,.0f}" if factor > 1 else f"/{1 / factor:,.0f}"
    different = slips.drop_duplicates([*evidence.shape.series, evidence.shape.period, "column"])
    return [_of_first(evidence, "unit_slip", different, f"a unit slip of about {words}")]


def scaled(evidence: Evidence) -> list[Problem]:
    """A column's figures as a whole are more than doubled or less than half: a currency or a unit was changed."""
    cells = _amounts(evidence, evidence.compared)
    cells = cells[(cells["old"] > 0) & (cells["new"] > 0)]
    found = []
    for _, column in cells.groupby("column"):
        ratio = (column["new"] / column["old"]).median()
        if len(column) >= SCALED_CELLS and not 1 / SCALED <= ratio <= SCALED:
            largest = column.assign(other=column["old"]).sort_values("new", ascending=False, kind="stable")
            found.append(
                _of_first(evidence, "scaled", largest, f"the whole answer is scaled, by {ratio:.4g} in the median")
            )
    return found


def zeroed(evidence: Evidence) -> list[Problem]:
    """Figures of ten million or more that are zero now: sources write zero where they do not know."""
    cells = _amounts(evidence, evidence.compared)
    gone = cells[(cells["old"] >= LARGE) & (cells["new"] == 0)]
    if gone.empty:
        return []
    gone = gone.assign(other=gone["old"]).sort_values("old", ascending=False, kind="stable")
    return [_of_first(evidence, "zeroed", gone, "a large figure became zero")]


def everything_changed(evidence: Evidence) -> list[Problem]:
    """More than a third of the figures were revised by more than 30 %, and five at least."""
    cells = _amounts(evidence, evidence.compared)
    cells = cells[cells["old"] > 0]
    much = cells[(cells["new"] / cells["old"] - 1).abs() > REVISED_MUCH]
    if len(much) < REVISED_CELLS or len(much) <= REVISED_SHARE * len(cells):
        return []
    much = much.assign(other=much["old"]).sort_values("new", ascending=False, kind="stable")
    why = f"everything changed: {len(much)} of {len(cells)} figures by more than 30 % at once"
    return [_of_first(evidence, "everything_changed", much, why)]


def _amounts(evidence: Evidence, cells: pd.DataFrame) -> pd.DataFrame:
    return cells[cells["column"].isin(evidence.shape.amounts)]


def _neighbours(evidence: Evidence, cells: pd.DataFrame) -> pd.Series:
    """For figures that are new or changed, the one before in their series; for the first one, the one after."""
    keys = [*evidence.shape.series, "column"]
    everything = evidence.cells.dropna(subset=["new"]).sort_values("n", kind="stable")
    series = everything.groupby(keys, dropna=False)["new"]
    near = series.shift(1).fillna(series.shift(-1))
    return near.reindex(cells.index).where(cells["new"] != cells["old"])


def _slips(cells: pd.DataFrame, other: pd.Series) -> pd.DataFrame:
    """The cells whose figure is a factor away from the other one; that one becomes column `other`."""
    found = cells.assign(other=other)[(other > 0) & (cells["new"] > 0)]
    ratio = found["new"] / found["other"]
    near = pd.Series(data=False, index=found.index)
    for factor in FACTORS:
        near |= (ratio / factor - 1).abs() <= NEAR_FACTOR
    return found[near & (found[["new", "other"]].max(axis=1) >= LARGE)]


def _of_first(evidence: Evidence, rule: str, cells: pd.DataFrame, why: str) -> Problem:
    """A finding told by its first cell, with the number of all."""
    shape, first = evidence.shape, cells.iloc[0]
    series = " ".join(str(first[name]) for name in shape.series)
    others = f", {len(cells)} cells in all ({span(cells[shape.period])})" if len(cells) > 1 else ""
    return problem(
        evidence.where,
        rule,
        partner=names(cells[shape.place]),
        period=str(first[shape.period]),
        old=number(first["other"]),
        new=number(first["new"]),
        why=f"{why}: {first['column']} of {series}{others}",
    )
