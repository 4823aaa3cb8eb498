"""Where the one way to a source is tried: a server, a folder of state, and a clock of its own.

Sleeping moves the clock and nothing else, so no test waits and every pause is exact.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl.errors import SourceFault
from etl.http import PoliteAsker
from etl.snapshot import SnapshotStore
from etl.source import Answer, Ask, Source
from etl.state import State
from tests.etl.servers.base import Loopback, Reply, Request

START = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
ASK = Ask(name="A/2020", path="/data", params={"year": "2020"}, kinds=("application/json",))
SOURCE = Source(
    id="echo", name="Echo", base="http://127.0.0.1:9", tables=(), cadence_days=1, since=2000, pace_s=0,
    fetch=lambda asker, plan: [], parse=lambda answers, plan: None,
)  # fmt: skip


class Echo(Loopback):
    """Says what year it was asked for; knows its etag; `/moved?to=` redirects."""

    def answer(self, request: Request) -> Reply:
        if request.path == "/moved":
            return Reply(status=302, headers={"Location": request.one("to")})
        if request.headers.get("if-none-match") == '"v1"':
            return Reply(status=304, headers={})
        return Reply(body=json.dumps(request.query).encode()).with_header("ETag", '"v1"')


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.moment = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass
class Bench:
    """A server, a clock and an empty folder of state; `asker()` is a new run of the source."""

    server: Echo
    folder: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def state(self) -> State:
        return State(self.folder)

    @property
    def store(self) -> SnapshotStore:
        return SnapshotStore(self.state.snapshots, "echo")

    def asker(self, operator: str | None = "desk@example.org", chance: float = 0.5, **facts) -> PoliteAsker:
        return PoliteAsker(
            replace(SOURCE, **facts),
            self.store,
            self.state,
            now=self.clock.now,
            sleep=self.clock.sleep,
            chance=lambda: chance,
            contact=operator,
        )

    def answers(self, *replies: Reply | None) -> None:
        """Put these in front of the next answers; None is the right one, and so is all that follows."""
        coming = iter(replies)
        self.server.fault = lambda request, right: next(coming, None) or right

    def log(self) -> list[dict]:
        return [json.loads(line) for line in (self.store.root / "log.jsonl").read_text().splitlines()]


@contextmanager
def open_bench(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A bench whose source is at its server; no other setting of the environment is in force."""
    for variable in [name for name in os.environ if name.startswith("ETL_")]:
        monkeypatch.delenv(variable)
    with Echo() as server:
        server.date = START.timestamp()
        monkeypatch.setenv("ETL_ECHO_URL", server.url)
        yield Bench(server, folder)


def fault_of(ask: Callable[[], Answer]) -> str:
    with pytest.raises(SourceFault) as caught:
        ask()
    return str(caught.value)
