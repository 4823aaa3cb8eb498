"""Whether an answer says less than the one before.

Belongs here: rows that vanished, a series that fell silent, data older than before. Does not belong here: what the
figures say (`etl/checks/scale.py`, `etl/checks/mixups.py`).
"""

from __future__ import annotations

import pandas as pd

from etl.checks.evidence import Evidence
from etl.checks.problem import Problem, names, problem, span

# Sources withdraw single cells; more of them at once than this is a cut answer.
LOST_SHARE, LOST_ROWS = 0.05, 3
# A partner (or a page) may be a small part of a table; most of its rows gone is a cut answer too.
LOST_OF_PART = 0.5
# How many of a series' newest periods make it silent.
RECENT = {"year": 2, "month": 3, "day": 2}


def empty(evidence: Evidence) -> list[Problem]:
    """An answer without a row where there were rows."""
    was, shape = evidence.was, evidence.shape
    if len(evidence.answer) or was.empty:
        return []
    return [
        problem(
            evidence.where,
            "empty",
            partner="all",
            period=span(was[shape.period]),
            old=f"{len(was)} rows",
            new="no row",
            why="the answer is empty",
        )
    ]


def shrunk(evidence: Evidence) -> list[Problem]:
    """Rows asked for vanished, three at least: more than 5 % of all, or more than half of a partner's or page's."""
    shape = evidence.shape
    if evidence.told.empty:
        return []
    asked = evidence.was[evidence.was[shape.period] >= evidence.told[shape.period].min()]
    key = list(evidence.table.key)
    lost = asked[~asked.set_index(key).index.isin(evidence.now.set_index(key).index)]
    if len(lost) < LOST_ROWS or len(lost) <= LOST_SHARE * len(asked):
        asked, lost = _of_hollow_parts(asked, lost, key[0])
    if lost.empty:
        return []
    return [
        problem(
            evidence.where,
            "coverage",
            partner=names(lost[shape.place]),
            period=span(lost[shape.period]),
            old=f"{len(asked)} rows",
            new=f"{len(asked) - len(lost)} rows",
            why=f"coverage shrank: {len(lost)} rows that were there are missing",
        )
    ]


def ends_earlier(evidence: Evidence) -> list[Problem]:
    """The table's last period went back; for tables of days, the last year with any row."""
    shape = evidence.shape
    if evidence.was.empty or evidence.now.empty:
        return []
    last_old, last_new = (_last(rows[shape.period], shape.step) for rows in (evidence.was, evidence.now))
    if last_new >= last_old:
        return []
    return [
        problem(
            evidence.where,
            "last_period",
            partner="all",
            period=last_old,
            old=f"rows to {last_old}",
            new=f"rows to {last_new}",
            why=f"coverage shrank: the last {shape.step} went back",
        )
    ]


def silent(evidence: Evidence) -> list[Problem]:
    """All newest periods of a series (two years, three months) vanished while others go on."""
    keys, period = list(evidence.shape.series), evidence.shape.period
    recent = _recent(evidence)
    begun = recent.groupby(keys, dropna=False)[period].agg(["min", "nunique"])
    last = evidence.now.groupby(keys, dropna=False)[period].max().reindex(begun.index)
    gone = begun.index[(last.isna() | (last < begun["min"])) & (begun["nunique"] > 1)]
    rows = recent[recent.set_index(keys).index.isin(gone)]
    if rows.empty or evidence.told.empty or evidence.told[period].max() < rows[period].min():
        return []
    return [
        problem(
            evidence.where,
            "silence",
            partner=names(rows[evidence.shape.place]),
            period=span(rows[period]),
            old=f"{len(rows)} rows",
            new="no row",
            why="sudden silence: the newest figures are gone while others go on",
        )
    ]


def older_vintage(evidence: Evidence) -> list[Problem]:
    """The source dates its data before those of the last good answer."""
    if not evidence.vintage or not evidence.last_vintage or evidence.vintage >= evidence.last_vintage:
        return []
    return [
        problem(
            evidence.where,
            "vintage",
            partner="all",
            period=span(evidence.told[evidence.shape.period]) if len(evidence.told) else "all",
            old=f"data of {evidence.last_vintage}",
            new=f"data of {evidence.vintage}",
            why="an older vintage than the last good answer",
        )
    ]


def _of_hollow_parts(asked: pd.DataFrame, lost: pd.DataFrame, part: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of both the rows of those parts of which more than half are lost, three at least."""
    count = lost[part].value_counts()
    hollow = count.index[
        (count >= LOST_ROWS) & (count > LOST_OF_PART * asked[part].value_counts().reindex(count.index))
    ]
    return asked[asked[part].isin(hollow)], lost[lost[part].isin(hollow)]


def _recent(evidence: Evidence) -> pd.DataFrame:
    """The rows before of each series' newest periods."""
    shape = evidence.shape
    was = evidence.was.sort_values(shape.period)
    periods = was[[*shape.series, shape.period]].drop_duplicates()
    newest = periods.groupby(list(shape.series), dropna=False).tail(RECENT[shape.step])
    return was.merge(newest, on=[*shape.series, shape.period])


def _last(periods: pd.Series, step: str) -> str:
    last = str(periods.max())
    return last[:4] if step == "day" else last
