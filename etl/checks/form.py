"""Whether rows are well made: types, ranges, references, keys, and no period that is not over.

Belongs here: what can be said of rows without those before. Does not belong here: comparing (the other rooms).
"""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from etl.checks.evidence import Evidence
from etl.checks.problem import NOTHING, Problem, names, problem, span
from etl.errors import Violation
from etl.table import KEY_RULE, RULE_WORDS, broken_references, broken_rules, typed


def schema(evidence: Evidence) -> list[Problem]:
    """Each rule of the table's schema that the rows break; a key that stands twice is `duplicates`."""
    table = evidence.table
    table = replace(table, references=tuple(one for one in table.references if one.table in evidence.frames))
    rows = evidence.after.reindex(columns=list(table.columns), fill_value="").reset_index(drop=True)
    frame, violations = typed(table, rows)
    lost = {violation.column for violation in violations}
    violations += [one for one in broken_rules(table, frame) if one.column not in lost]
    violations += broken_references(table, {**evidence.frames, table.name: frame})
    return [_broken(evidence, one) for one in violations if one.rule != RULE_WORDS[KEY_RULE]]


def duplicates(evidence: Evidence) -> list[Problem]:
    """Rows of the answer, or of the table after the merge, with one key."""
    key, shape = list(evidence.table.key), evidence.shape
    for rows in (evidence.answer, evidence.after):
        twice = rows[rows.duplicated(key, keep=False)].sort_values(key, kind="stable")
        if len(twice):
            return [
                problem(
                    evidence.where,
                    "duplicates",
                    partner=names(twice[shape.place]),
                    period=span(twice[shape.period]),
                    old=_figures(evidence, twice.iloc[0]),
                    new=_figures(evidence, twice.iloc[1]),
                    why=f"duplicate rows: {len(twice)} have a key that stands more than once",
                )
            ]
    return []


def future(evidence: Evidence) -> list[Problem]:
    """New rows of a year or month that is not over, or of a day that has not come."""
    shape, today = evidence.shape, evidence.today.isoformat()
    now, known = evidence.now, set(evidence.was[shape.period].dropna())
    periods = now[shape.period].astype("str")
    early = {"year": periods >= today[:4], "month": periods >= today[:7], "day": periods > today}[shape.step]
    early &= now[shape.period].notna() & ~now[shape.period].isin(known)
    if not early.any():
        return []
    return [
        problem(
            evidence.where,
            "future",
            partner=names(now.loc[early, shape.place]),
            period=span(now.loc[early, shape.period]),
            old=NOTHING,
            new=f"{int(early.sum())} rows",
            why=f"dates in the future: the {shape.step} is not over on {today}",
        )
    ]


def _broken(evidence: Evidence, violation: Violation) -> Problem:
    first = violation.rows[0] if violation.rows else ""
    return problem(
        evidence.where,
        "schema",
        partner=_said(first, evidence.shape.place),
        period=_said(first, evidence.shape.period),
        old=NOTHING,
        new=_said(first, violation.column) if violation.column else first,
        why=f"rows are not as the schema asks, {violation.count} of them: {violation.column} {violation.rule}",
    )


def _said(row: str, column: str) -> str:
    """The cell of a column in a violation's row ("4: partner=CHN year=2024"); "all" where it does not stand there."""
    found = re.search(rf" {column}=(.*?)(?= \w+=|$)", row)
    return found.group(1) or "empty" if found else "all"


def _figures(evidence: Evidence, row: pd.Series) -> str:
    return " ".join(str(row[name]) for name in evidence.shape.figures or evidence.table.key)
