"""One source in one run: ask, parse, merge with what stands, check. Nothing that readers see is touched.

Belongs here: the way of a source's rows up to the point where they may join a release, and what its fault means.
Does not belong here: the sources themselves (`etl/sources/`), the rules (`etl/merge.py`, `etl/checks/`), all sources
together and publishing (`etl/refresh.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from etl import checks, corrections
from etl.errors import EtlError
from etl.merge import REVISION_COLUMNS, Merged, merge, together
from etl.release import Inputs, archived
from etl.source import Answer, Parsed, Plan, Source
from etl.table import SOURCE, Table
from etl.tables import TABLES

TABLE_OF = {table.name: table for table in TABLES}
SHOWN_PROBLEMS = 6


@dataclass(frozen=True)
class Gathered:
    """What one source gave.

    Attributes:
        source: Its id.
        fault: Why its last good rows stay, one or more sentences; "" where all is well.
        rows: Table to the live rows to keep; empty after a fault.
        revisions: One line a revised cell (`etl.merge.REVISION_COLUMNS`).
        answers: What the run stood on, to be remembered as good; empty after a fault.
        counts: Rows added, revised, withdrawn, returned.
        notes: What a person should know, a sentence each.
        on: The day of the newest answer, YYYY-MM-DD; "" after a fault.
        vintage: How new the source says its data are, or "".
        changed: Whether any row is other than before.
    """

    source: str
    fault: str = ""
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    revisions: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(REVISION_COLUMNS)))
    answers: Sequence[Answer] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    on: str = ""
    vintage: str = ""
    changed: bool = False


@dataclass(frozen=True)
class Standing:
    """What stands before a run.

    Attributes:
        inputs: What the current release is made from.
        frames: The typed tables that rows may refer to (places, sources).
        vintage: How new the source said its data were in the last good run, or "".
        accepted: Whether a person has looked at what the comparing checks found, and lets it pass.
    """

    inputs: Inputs
    frames: Mapping[str, pd.DataFrame]
    vintage: str = ""
    accepted: bool = False


def gather(source: Source, ask: Callable[[], Sequence[Answer]], plan: Plan, standing: Standing) -> Gathered:
    """Bring in one source; its faults are told, not raised, and so are this program's in its room.

    Args:
        source: The source.
        ask: Gives the answers of this run: asks for them, or reads the last good ones.
        plan: What is wanted.
        standing: What stands before the run.
    """
    try:
        return _brought_in(source, ask, plan, standing)
    except EtlError as fault:
        return Gathered(source.id, fault=str(fault))
    except Exception as error:  # a bug in one source's room must not keep back what the others bring
        logging.getLogger(__name__).exception("%s: a fault of this program", source.id)
        return Gathered(
            source.id, fault=f"{source.id}: a fault of this program ({error!r}); its log has the traceback."
        )


def _brought_in(source: Source, ask: Callable[[], Sequence[Answer]], plan: Plan, standing: Standing) -> Gathered:
    answers = ask()
    parsed = source.parse(answers, plan)
    on = max(answer.retrieved for answer in answers)[:10]
    before = {name: _before(source, TABLE_OF[name], standing.inputs) for name in source.tables}
    merged = {name: _merged(source, TABLE_OF[name], before[name], parsed, on) for name in source.tables}
    found = checks.problems(
        [
            _evidence(source, TABLE_OF[name], before[name], merged[name], _Run(parsed, plan, standing))
            for name in source.tables
        ]
    )
    if found and not (standing.accepted and checks.may_be_accepted(found)):
        return Gathered(source.id, fault=_told(found), notes=parsed.notes)
    passed = (f"Accepted: {_told(found)}",) if found else ()
    return _gathered(source, merged, replace(parsed, notes=(*parsed.notes, *passed)), answers, on)


@dataclass(frozen=True)
class _Run:
    """What one run of a source is judged by."""

    parsed: Parsed
    plan: Plan
    standing: Standing


def _told(found: Sequence[checks.Problem]) -> str:
    """The findings, the first few in full."""
    lines = [problem.message for problem in found[:SHOWN_PROBLEMS]]
    more = len(found) - SHOWN_PROBLEMS
    return "\n".join([*lines, f"{more} more findings."] if more > 0 else lines)


def _before(source: Source, table: Table, inputs: Inputs) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The archive's rows of a source in a table, and its live ones, text."""
    rows = archived(table, inputs.archive)
    own = rows[rows["source"] == source.id] if SOURCE in table.references else rows.head(0)
    return own, inputs.live.of(table.name, source.id, table.archive_columns)


def _merged(source: Source, table: Table, before: tuple[pd.DataFrame, pd.DataFrame], parsed: Parsed, on: str) -> Merged:
    archive, live = before
    answer, covers = parsed.rows[table.name], parsed.covers[table.name]
    return merge(table, source.id, archive=archive, live=live, answer=answer, covers=covers, on=on)


def _evidence(
    source: Source, table: Table, before: tuple[pd.DataFrame, pd.DataFrame], merged: Merged, run: _Run
) -> checks.Evidence:
    archive, live = before
    known = tuple(one for one in corrections.load() if one.source == source.id)
    was, now = (
        corrections.apply(known, table.name, together(archive, rows, table.key))[0] for rows in (live, merged.rows)
    )
    return checks.Evidence(
        table=table,
        source=source.id,
        before=was,
        after=now,
        answer=corrections.apply(known, table.name, run.parsed.rows[table.name])[0],
        today=run.plan.today,
        frames=run.standing.frames,
        vintage=run.parsed.vintage,
        last_vintage=run.standing.vintage,
    )


def _gathered(
    source: Source, merged: Mapping[str, Merged], parsed: Parsed, answers: Sequence[Answer], on: str
) -> Gathered:
    kinds = ("added", "revised", "withdrawn", "returned")
    counts = {kind: sum(getattr(one, kind) for one in merged.values()) for kind in kinds}
    return Gathered(
        source.id,
        rows={name: one.rows for name, one in merged.items()},
        revisions=pd.concat([one.revisions for one in merged.values()], ignore_index=True),
        answers=answers,
        counts=counts,
        notes=parsed.notes,
        on=on,
        vintage=parsed.vintage,
        changed=any(counts.values()),
    )
