"""The checks an answer must pass before its rows may join a release.

Belongs here: which checks there are and in which order. Does not belong here: any single check; a new one is a function
in the room of its family and a name in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from etl.checks import coverage, form, mixups, scale, sums
from etl.checks.evidence import Evidence
from etl.checks.problem import Problem

__all__ = ["CHECKS", "FORM", "Evidence", "Problem", "may_be_accepted", "problems"]

# What can be said of rows without those before.
FORM: tuple[Callable[[Evidence], list[Problem]], ...] = (form.schema, form.duplicates, form.future)
FORM_RULES = ("schema", "duplicates", "future")
CHECKS: tuple[Callable[[Evidence], list[Problem]], ...] = (
    coverage.older_vintage,
    coverage.empty,
    coverage.shrunk,
    coverage.ends_earlier,
    coverage.silent,
    scale.unit_slip,
    scale.scaled,
    scale.zeroed,
    scale.everything_changed,
    mixups.partners_swapped,
    mixups.flows_swapped,
    mixups.shifted,
    sums.parts_over_total,
)


def may_be_accepted(found: Sequence[Problem]) -> bool:
    """Whether a person who has looked may let these pass: rows that are not well made never may."""
    return all(problem.rule not in FORM_RULES for problem in found)


def problems(evidences: Sequence[Evidence]) -> list[Problem]:
    """Everything that speaks against the answers of one source.

    Checks that compare need something to compare with, so a first load passes them.

    Args:
        evidences: One a table, all of the same source.

    Returns:
        The findings, what is wrong with the rows themselves first; where keys stand twice only that, because nothing
        can be compared. None: the rows may join.
    """
    found = [one for evidence in evidences for check in FORM for one in check(evidence)]
    if any(one.rule == "duplicates" for one in found):
        return found
    found += [one for evidence in evidences for check in CHECKS for one in check(evidence)]
    return found + sums.months_off_year(evidences)
