"""Where a fault is tried: a folder of datasets and state after one healthy refresh, the source's stand-in, a receiver.

Belongs here: setting up and running a refresh as an operator would. Does not belong here: what goes wrong
(`kinds.py`), what must follow (`test_faults.py`).
"""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

from etl import release
from etl.archive import open_archive
from etl.publish import publish
from etl.refresh import Options, Summary, refresh
from etl.release import Inputs
from etl.snapshot import SnapshotStore
from etl.source import Answer
from etl.state import State
from etl.tables import TABLES
from tests.etl.faults.sites import SITES, Site, tell_news
from tests.small_archive import write_small_archive

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
DAY_BEFORE, MENDED = NOW - timedelta(days=1), NOW + timedelta(days=2)
LIVE = ("trade_annual/imf_imts", "trade_annual/comtrade", "trade_monthly/comtrade", "gdp/world_bank")
LIVE += ("un_alignment/un_votes",)
STATES = "release.json"


class Receiver:
    """A webhook on loopback.

    Attributes:
        texts: What was told, in order.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    def __enter__(self) -> Receiver:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        texts = self.texts

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                texts.append(json.loads(body)["text"])
                self.send_response_only(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


@dataclass
class Bench:
    """One source, its stand-in, and a folder of its own; nothing of it outlives the test.

    Attributes:
        source: Id of the source.
        site: Its facts.
        folder: Holds `datasets` and `var`.
        server: The stand-in, under way.
        receiver: Takes the alerts.
        spoilt: What must be undone before the fault is gone, beside the server's.
    """

    source: str
    site: Site
    folder: Path
    server: Any
    receiver: Receiver
    spoilt: ExitStack = field(default_factory=ExitStack)

    def refresh(self, now: datetime = NOW) -> Summary:
        """A refresh of this source alone, at a moment."""
        clock: Callable[[], datetime] = lambda: now  # noqa: E731 - a clock that stands still
        return refresh(Options(self.folder / "datasets", 10, (self.source,), self.site.since, now=clock))

    def mend(self) -> None:
        """Take the fault away: a healthy stand-in with the same news, at a new address."""
        self.spoilt.close()
        self.server = self.spoilt.enter_context(self.site.server())
        self.server.date = MENDED.timestamp()
        tell_news(self.source, self.server)
        os.environ[f"ETL_{self.source.upper()}_URL"] = self.server.url

    def published(self) -> dict[str, bytes]:
        """The files of the current release, release.json aside."""
        link = self.folder / "datasets" / "release"
        files = sorted(path for path in link.resolve().rglob("*") if path.is_file())
        return {"id": link.readlink().name.encode()} | {
            path.relative_to(link.resolve()).as_posix(): path.read_bytes() for path in files if path.name != STATES
        }

    def state(self) -> dict[str, Any]:
        """What release.json says of the source."""
        facts = json.loads((self.folder / "datasets" / "release" / STATES).read_bytes())
        state: dict[str, Any] = facts["sources"][self.source]
        return state

    def good_answers(self) -> list[Answer]:
        """The last good run's answers, read anew, each checked against its hash."""
        return SnapshotStore(State().snapshots, self.source).last_good()


class Benches:
    """Makes benches; each source's healthy refresh is done once.

    Attributes:
        root: Folder of the templates.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._renewed: dict[str, dict[str, bytes]] = {}

    @contextmanager
    def bench(self, source: str, folder: Path) -> Iterator[Bench]:
        """A bench whose last good run was the day before; the server has news since then."""
        shutil.copytree(self._template(source), folder, symlinks=True)
        with _opened(source, folder) as bench:
            tell_news(source, bench.server)
            yield bench

    def renewed(self, source: str) -> dict[str, bytes]:
        """What is published where nothing goes wrong."""
        if source not in self._renewed:
            with self.bench(source, self.root / f"{source}_renewed") as bench:
                assert bench.refresh().outcome == "published"
                self._renewed[source] = bench.published()
        return self._renewed[source]

    def _template(self, source: str) -> Path:
        folder = self.root / source
        if not folder.exists():
            shutil.copytree(self._archive(), folder / "datasets" / "archive")
            with _opened(source, folder) as bench:
                archive = open_archive(folder / "datasets" / "archive")
                publish(release.assemble(Inputs(archive)), folder / "datasets", keep=10)
                assert bench.refresh(DAY_BEFORE).code == 0
        return folder

    def _archive(self) -> Path:
        """The small archive without a row of the live sources."""
        archive = self.root / "archive"
        if not archive.exists():
            write_small_archive(archive)
            for name in LIVE:
                path = archive / f"{name}.csv"
                path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
        return archive


@contextmanager
def _opened(source: str, folder: Path) -> Iterator[Bench]:
    """The stand-in and the receiver under way, the environment set, only the tables at issue built."""
    site = SITES[source]
    names = {"places", "sources", *site.tables}
    assemble = partial(release.assemble, tables=[table for table in TABLES if table.name in names])
    with ExitStack() as stack:
        server, receiver = stack.enter_context(site.server()), stack.enter_context(Receiver())
        server.date = NOW.timestamp()
        settings = {
            "ETL_STATE": str(folder / "var"),
            f"ETL_{source.upper()}_URL": server.url,
            "ETL_ALERT_WEBHOOK": receiver.url,
            "ETL_CONTACT": "desk@example.org",
            "ETL_PACE_SCALE": "0",
            "ETL_TIMEOUT_S": "30",
        }
        others = {name: cell for name, cell in os.environ.items() if not name.startswith("ETL_")}
        stack.enter_context(patch.dict(os.environ, {**others, **settings}, clear=True))
        # All thirty tables take a second to build; those the source does not feed cannot change.
        stack.enter_context(patch.object(release, "assemble", assemble))
        bench = Bench(source, site, folder, server, receiver)
        stack.enter_context(bench.spoilt)
        yield bench
