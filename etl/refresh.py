"""All sources in one run: gather each, build, compare with the current release, publish or hold, remember, tell.

Belongs here: the order of a refresh and what its end means. Does not belong here: one source's way (`etl/gather.py`),
files of releases (`etl/publish.py`), what is printed (`etl/__main__.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from etl import alert, changelog, diff, publish, release
from etl.errors import EtlError, SourceFault
from etl.gather import Gathered, Standing, gather
from etl.http import PoliteAsker
from etl.package import FRESH, SourceState
from etl.release import Content, Inputs
from etl.snapshot import SnapshotStore, keep_days
from etl.source import Answer, Ask, Asker, Plan, Source
from etl.sources import SOURCES
from etl.state import FAULT, GOOD, SourceMemory, State, utc_text
from etl.table import Table, typed
from etl.tables import TABLES

ALL_FRESH, SOME_STALE, NOTHING_PUBLISHED = 0, 1, 2
HELD = "held"
REFERENCES = ("places", "sources")
HOLD_PCT = 10.0
# Kinds of changed rows that may make a release wait.
LOSSES = ("revised", "withdrawn")


@dataclass(frozen=True)
class Options:
    """What a run is asked to do.

    Attributes:
        datasets: Folder with archive/, releases/ and the link.
        keep: How many releases are kept.
        sources: Ids of the sources to ask; () for all.
        since: First year asked for; None for each source's own.
        dry_run: Nothing is published or remembered, though answers are kept as snapshots.
        offline: Nothing is asked: the last good answers are read again.
        accept: Ids of sources whose rows join though checks that compare speak against them: a person has looked.
        hold: The new release waits for `etl publish ID`.
        now: The clock.
    """

    datasets: Path
    keep: int
    sources: tuple[str, ...] = ()
    since: int | None = None
    dry_run: bool = False
    offline: bool = False
    accept: tuple[str, ...] = ()
    hold: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


@dataclass(frozen=True)
class Summary:
    """How a run ended.

    Attributes:
        code: 0 all asked sources fresh, 1 the release stands with a stale source, 2 nothing published.
        previous, id: Ids of the release before and of the one made.
        outcome: "published", "unchanged", "held", "dry run" or "refused".
        sources: What each source gave, in the order asked.
        requests: Source to the number of requests made.
        difference: What changed; None where no release was made.
        said: What a person should know, a sentence each.
    """

    code: int
    previous: str
    id: str
    outcome: str
    sources: tuple[Gathered, ...]
    requests: Mapping[str, int] = field(default_factory=dict)
    difference: diff.Difference | None = None
    said: tuple[str, ...] = ()


class Watcher:
    """Told of progress; this one does nothing with it."""

    def source(self, source: str) -> None:
        """A source is begun."""

    def asked(self, source: str, question: str) -> None:
        """A question was answered."""

    def ended(self, gathered: Gathered) -> None:
        """A source is done."""


def refresh(options: Options, watcher: Watcher | None = None) -> Summary:
    """Bring the sources in and publish a release if it is right.

    Two refreshes exclude each other; a kill at any moment leaves the old release or the new one, whole.

    Raises:
        EtlError: A setting, the state folder or the current release cannot be used, or another refresh is running;
            nothing was changed. An alert is sent of this too.
    """
    state = State()
    try:
        with state.alone():
            run = _Run(options, state, watcher or Watcher())
            summary = run.all()
    except (EtlError, OSError) as error:
        if not (options.dry_run or options.offline):
            alert.send(alert.Alert(f"Refresh: nothing published. {error}"))
        raise
    return replace(summary, said=(*summary.said, *_told_outside(summary, options)))


def chosen(ids: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids in the order of the register; all for none.

    Raises:
        EtlError: An id that no source has.
    """
    known = {source.id: source for source in SOURCES}
    unknown = [one for one in ids if one not in known]
    if unknown:
        raise EtlError(f"No source is called {', '.join(unknown)}. There are: {', '.join(known)}.")
    return tuple(source for source in SOURCES if source.id in ids or not ids)


def hold_pct() -> float:
    """Percent of all rows that may be revised or gone before a release waits for a person: ETL_HOLD_PCT.

    Raises:
        EtlError: It is no number from 0 to 100.
    """
    text = os.environ.get("ETL_HOLD_PCT") or str(HOLD_PCT)
    try:
        pct = float(text)
    except ValueError:
        pct = -1.0
    if not 0 <= pct <= 100:
        raise EtlError(f"ETL_HOLD_PCT is {text!r}; it must be a number from 0 to 100.")
    return pct


class _Run:
    """One refresh under its lock."""

    def __init__(self, options: Options, state: State, watcher: Watcher) -> None:
        self.options, self.state, self.watcher = options, state, watcher
        self.sources = chosen(options.sources)
        chosen(options.accept)  # an id that no source has is refused, not passed over
        self.hold_pct, self.keep_days = hold_pct(), keep_days()
        self.previous = publish.current_id(options.datasets)
        self.inputs = release.open_inputs(options.datasets / "archive", options.datasets / release.LINK)
        self.stores = {source.id: SnapshotStore(state.snapshots, source.id) for source in self.sources}
        self.requests = dict.fromkeys(self.stores, 0)
        self.said: list[str] = []

    def all(self) -> Summary:
        """Gather, build, publish, remember."""
        if not self.options.dry_run:
            changelog.catch_up(self.options.datasets)
        references = {table.name: self._typed(table) for table in TABLES if table.name in REFERENCES}
        gathered = tuple(self._one(source, references) for source in self.sources)
        memories = {one.source: self._memory_after(one) for one in gathered}
        try:
            if not any(one.changed for one in gathered):
                return self._without_news(gathered, memories)
            content = release.assemble(self._inputs_after(gathered, memories))
            self.said += content.mended
            return self._publish(content, gathered, memories)
        except (EtlError, OSError) as error:
            self.said.append(str(error))
            if not self.options.dry_run:
                self._remember({name: memory for name, memory in memories.items() if memory.last_run == FAULT})
            return self._summary(gathered, "refused", self.previous, None)

    def _typed(self, table: Table) -> pd.DataFrame:
        return typed(table, release.archived(table, self.inputs.archive))[0]

    def _one(self, source: Source, references: Mapping[str, pd.DataFrame]) -> Gathered:
        self.watcher.source(source.id)
        plan = self._plan(source, references["places"])
        vintage, accepted = self.state.memory(source.id).vintage, source.id in self.options.accept
        standing = Standing(self.inputs, references, vintage, accepted=accepted)
        gathered = gather(source, lambda: self._answers(source, plan), plan, standing)
        self.watcher.ended(gathered)
        return gathered

    def _plan(self, source: Source, places: pd.DataFrame) -> Plan:
        partners = tuple(sorted(places.loc[places["kind"] == "partner", "iso3"]))
        since = source.since if self.options.since is None else self.options.since
        return Plan(partners=partners, places=places, since=since, today=self._today(source.id))

    def _today(self, source: str) -> date:
        """The day of the run; read again offline, an answer is of the day on which the source was last asked."""
        asked = self.state.memory(source).last_success if self.options.offline else ""
        return date.fromisoformat(asked[:10]) if asked else self.options.now().date()

    def _answers(self, source: Source, plan: Plan) -> Sequence[Answer]:
        store = self.stores[source.id]
        if self.options.offline:
            return _kept(store)
        asker = PoliteAsker(source, store, self.state, now=self.options.now)
        try:
            return source.fetch(_Watched(asker, self._counted(source.id)), plan)
        finally:
            self.said += asker.warnings

    def _counted(self, source: str) -> Callable[[str], None]:
        def count(question: str) -> None:
            self.requests[source] += 1
            self.watcher.asked(source, question)

        return count

    def _memory_after(self, one: Gathered) -> SourceMemory:
        before, now = self.state.memory(one.source), utc_text(self.options.now())
        if one.fault:
            return replace(before, last_run=FAULT, last_error=one.fault, last_error_at=now)
        # Read again offline, a source was last asked when it was last asked.
        success = (before.last_success or f"{one.on}T00:00:00Z") if self.options.offline else now
        return replace(before, last_run=GOOD, last_success=success, vintage=one.vintage)

    def _inputs_after(self, gathered: Sequence[Gathered], memories: Mapping[str, SourceMemory]) -> Inputs:
        live = self.inputs.live
        for one in gathered:
            if one.changed:
                live = live.with_source(one.source, one.rows, one.on)
        return replace(self.inputs, live=live, states=self._states_after(memories))

    def _states_after(self, memories: Mapping[str, SourceMemory]) -> dict[str, SourceState]:
        return {**self.inputs.states, **{name: state_of(memory) for name, memory in memories.items()}}

    def _without_news(self, gathered: Sequence[Gathered], memories: Mapping[str, SourceMemory]) -> Summary:
        """No row changed: the release stands, and only says anew how its sources do."""
        if self.options.dry_run:
            return self._summary(gathered, "dry run", self.previous, None)
        publish.tell_states(self._states_after(memories), self.options.datasets)
        self._write_down(gathered, memories, None)
        return self._summary(gathered, "unchanged", self.previous, None)

    def _publish(self, content: Content, gathered: Sequence[Gathered], memories: Mapping[str, SourceMemory]) -> Summary:
        difference = self._difference(content)
        if self.options.dry_run:
            return self._summary(gathered, "dry run", content.id, difference)
        # Of a release that waits too: it is published later without a look at the sources.
        self.state.note_revisions(_revisions(gathered, content.id))
        if self._must_wait(difference, gathered):
            publish.hold(content, self.options.datasets)
            outcome = HELD
        else:
            publish.publish(content, self.options.datasets, self.options.keep)
            outcome = "unchanged" if content.id == self.previous else "published"
        self._write_down(gathered, memories, difference if outcome == "published" else None)
        return self._summary(gathered, outcome, content.id, difference)

    def _write_down(
        self,
        gathered: Sequence[Gathered],
        memories: Mapping[str, SourceMemory],
        published: diff.Difference | None,
    ) -> None:
        """What is remembered of the run; the release stands whatever comes of it."""
        try:
            self._remember(memories)
            for one in gathered:
                self._keep_good(one)
            if published:
                changelog.tell(published, self.options.datasets)
        except (EtlError, OSError) as error:
            self.said.append(f"The release stands, but not all of this run was written down: {error}")

    def _difference(self, content: Content) -> diff.Difference | None:
        if content.id == self.previous:
            return None
        return diff.compared(diff.files(self.options.datasets / release.LINK), content.files)

    def _must_wait(self, difference: diff.Difference | None, gathered: Sequence[Gathered]) -> bool:
        if difference is None:
            return False
        changed = sum(change.kind != "added" for change in difference.changes)
        share_pct = 100 * changed / max(difference.rows, 1)
        if share_pct > self.hold_pct:
            counts = {one.source: sum(one.counts.get(kind, 0) for kind in LOSSES) for one in gathered}
            by_source = ", ".join(f"{source} {count}" for source, count in counts.items() if count)
            self.said.append(
                f"{changed} of {difference.rows} rows ({share_pct:.1f} %) would be revised or gone, more than "
                f"ETL_HOLD_PCT={self.hold_pct:g}: the release waits. Rows changed by source: {by_source or 'none'}. "
                "Look at it (python -m etl diff "
                f"{self.previous} {difference.after}), then: python -m etl publish {difference.after}"
            )
            return True
        return self.options.hold

    def _keep_good(self, one: Gathered) -> None:
        if one.answers and not self.options.offline:
            self.stores[one.source].remember_good(one.answers)
        self.stores[one.source].prune(self.keep_days, self.options.now())

    def _remember(self, memories: Mapping[str, SourceMemory]) -> None:
        for name, memory in memories.items():
            self.state.remember(name, memory)

    def _summary(
        self, gathered: Sequence[Gathered], outcome: str, made: str, difference: diff.Difference | None
    ) -> Summary:
        faults = [one for one in gathered if one.fault]
        held_by_size = outcome == HELD and not self.options.hold
        nothing = outcome == "refused" or held_by_size or len(faults) == len(gathered)
        code = NOTHING_PUBLISHED if nothing else SOME_STALE if faults else ALL_FRESH
        said = tuple(dict.fromkeys(self.said))
        return Summary(code, self.previous, made, outcome, tuple(gathered), self.requests, difference, said)


class _Watched:
    """An asker that tells of each answer."""

    def __init__(self, asker: Asker, told: Callable[[str], None]) -> None:
        self._asker, self._told = asker, told

    def get(self, ask: Ask) -> Answer:
        """Ask, then tell."""
        try:
            return self._asker.get(ask)
        finally:
            self._told(ask.name)

    def last(self, name: str) -> Answer | None:
        """The last good answer; nothing is told, as nothing is asked."""
        return self._asker.last(name)


def state_of(memory: SourceMemory) -> SourceState:
    """What a release says of a source that is remembered so."""
    checked = memory.last_success or None
    if memory.last_run != FAULT:
        return SourceState(FRESH, checked) if checked else SourceState()
    if checked:
        return SourceState(f"stale since {checked[:10]}", checked, memory.last_error)
    return SourceState(f"failed: {memory.last_error}", None, memory.last_error)


def _kept(store: SnapshotStore) -> Sequence[Answer]:
    """The answers of the last good run; a missing or damaged one is this source's fault and not that of the run."""
    try:
        answers = store.last_good()
    except EtlError as error:
        raise SourceFault(str(error)) from error
    if not answers:
        raise SourceFault(f"{store.source}: no good answer is kept here. Refresh it without --offline first.")
    return answers


def _revisions(gathered: Sequence[Gathered], release_id: str) -> list[dict[str, str]]:
    frames = [one.revisions for one in gathered if not one.fault]
    return [
        {"release": release_id, **{str(name): str(cell) for name, cell in row.items()}}
        for frame in frames
        for row in frame.to_dict("records")
    ]


def _told_outside(summary: Summary, options: Options) -> tuple[str, ...]:
    """Alert or heartbeat; what could not be sent is said."""
    if options.dry_run or options.offline:
        return ()
    warning = alert.heartbeat() if summary.code == ALL_FRESH else alert.send(_alert(summary))
    return (warning,) if warning else ()


def _alert(summary: Summary) -> alert.Alert:
    failures = tuple(
        alert.Failure(one.source, one.fault, "its last good rows, or those of the archive.")
        for one in summary.sources
        if one.fault
    )
    headline = {
        SOME_STALE: f"Refresh: release {summary.id} stands with {len(failures)} stale source(s).",
        NOTHING_PUBLISHED: f"Refresh: nothing published, release {summary.previous} stays.",
    }[summary.code]
    return alert.Alert(" ".join([headline, *summary.said]), failures)
