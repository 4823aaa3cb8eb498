"""What a person or a machine is told of a refresh: progress, the table at the end, JSON, the state of sources.

Belongs here: words and layout. Does not belong here: the work (`etl/refresh.py`), the options (`etl/__main__.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from etl import publish
from etl.diff import lines
from etl.gather import Gathered
from etl.package import ARCHIVED
from etl.refresh import Summary, Watcher
from etl.sources import SOURCES
from etl.state import State

SHOWN = 3  # changed rows named for each table and kind
HEADS = ("source", "state", "requests", "added", "revised", "withdrawn")
STATUS_HEADS = ("source", "state", "newest", "last success", "age", "cadence", "last error")
COUNTS = ("added", "revised", "withdrawn", "returned")


class Bars(Watcher):
    """A bar a source on the terminal; nothing off a terminal."""

    def __init__(self, console: Console) -> None:
        columns = (SpinnerColumn(finished_text="·"), TextColumn("{task.description}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}
        self._asked: dict[str, int] = {}

    def __enter__(self) -> Bars:
        """Show the bars."""
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave them as they stand."""
        self._progress.stop()

    def source(self, source: str) -> None:
        """Begin its bar."""
        self._asked[source] = 0
        self._tasks[source] = self._progress.add_task(source, total=None)

    def asked(self, source: str, question: str) -> None:
        """Count the answer and name the question."""
        self._asked[source] += 1
        self._progress.update(self._tasks[source], description=f"{source}: {self._asked[source]} asked, {question}")

    def ended(self, gathered: Gathered) -> None:
        """Say how it ended."""
        word = "stale" if gathered.fault else "fresh"
        words = f"{gathered.source}: {word}, {self._asked[gathered.source]} asked"
        self._progress.update(self._tasks[gathered.source], description=words, total=1, completed=1)


def rows(summary: Summary) -> list[tuple[str, ...]]:
    """The rows of the table at the end of a refresh, under HEADS."""
    return [
        (
            one.source,
            "stale" if one.fault else "fresh",
            str(summary.requests.get(one.source, 0)),
            *(str(one.counts.get(kind, 0)) for kind in HEADS[3:]),
        )
        for one in summary.sources
    ]


def words(summary: Summary) -> list[str]:
    """What stands under the table: faults, notes, what changed, how it ended."""
    said = [line for one in summary.sources for line in (one.fault, *one.notes) if line]
    changed = lines(summary.difference, SHOWN) if summary.difference else []
    return [*said, *changed, *summary.said, _end(summary)]


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary for machines."""
    return {
        "code": summary.code,
        "outcome": summary.outcome,
        "previous": summary.previous,
        "release": summary.id,
        "sources": [
            {
                "source": one.source,
                "state": "stale" if one.fault else "fresh",
                "fault": one.fault or None,
                "requests": summary.requests.get(one.source, 0),
                **{kind: one.counts.get(kind, 0) for kind in COUNTS},
                "notes": list(one.notes),
            }
            for one in summary.sources
        ],
        "changes": _changes(summary),
        "said": list(summary.said),
    }


def status_rows(sources: Mapping[str, Mapping[str, Any]], now: datetime) -> list[tuple[str, ...]]:
    """How each source of a release stands, under STATUS_HEADS.

    Args:
        sources: `sources` of release.json.
        now: The moment ages are counted to.
    """
    live = {source.id: source for source in SOURCES}
    found: list[tuple[str, ...]] = []
    for name, facts in sources.items():
        cadence = live[name].cadence_days if name in live else None
        age = _age_days(facts.get("checked"), now)
        late = age is not None and cadence is not None and age > cadence
        state = facts["state"] if name in live else ARCHIVED
        ages = "" if age is None else f"{age} d{', late' if late else ''}"
        error = facts.get("error") or State().memory(name).last_error if name in live else ""
        every = f"{cadence} d" if cadence else ""
        found.append((name, state, facts["newest"] or "", facts.get("checked") or "", ages, every, error or ""))
    return found


def waiting(datasets: Path) -> list[str]:
    """A sentence for each release that waits."""
    return [f"release {one} waits. Publish it with: python -m etl publish {one}" for one in publish.held(datasets)]


def _age_days(checked: str | None, now: datetime) -> int | None:
    return (now - datetime.fromisoformat(checked).astimezone(UTC)).days if checked else None


def _changes(summary: Summary) -> dict[str, dict[str, int]]:
    difference = summary.difference
    if difference is None:
        return {}
    kinds = ("added", "gone", "revised")
    return {table: {kind: len(difference.of(table, kind)) for kind in kinds} for table in difference.changed_tables}


def _end(summary: Summary) -> str:
    return {
        "published": f"release {summary.id}: published, after {summary.previous}",
        "unchanged": f"release {summary.id}: nothing new",
        "held": f"release {summary.id} waits. Publish it with: python -m etl publish {summary.id}",
        "dry run": f"release {summary.id} would be made; nothing was published",
        "refused": f"nothing was published; release {summary.previous} stays",
    }[summary.outcome]
