"""Refreshes against stand-ins: all servers, a datasets folder that waits for live rows, a clock, a place for alerts.

The archive is that of `tests/small_archive.py` with as good as no rows of the live sources (`KEPT` says which are
left); the stand-ins serve a few partners and years of it. Tests take the fixture `bench` (before the first refresh) or
`refreshed` (after it).
"""

from __future__ import annotations

import copy
import csv
import hashlib
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.archive import open_archive
from etl.publish import publish
from etl.refresh import Options, Summary, refresh
from etl.release import Inputs, assemble
from tests.etl.servers.base import Loopback
from tests.etl.servers.comtrade import ComtradeServer
from tests.etl.servers.crea import CreaServer
from tests.etl.servers.dataverse import DataverseServer
from tests.etl.servers.imf import ImfImtsServer, ImfMirrorServer
from tests.etl.servers.mediawiki import MediaWiki, default_rows
from tests.etl.servers.world_bank import WorldBankServer
from tests.etl.test_alert import Hook

SOURCES = ("world_bank", "imf_imts", "imf_imts_mirror", "crea_fossil", "un_votes", "wikipedia_trips", "comtrade")
# The two whose answers are small: enough wherever it does not matter which source it is.
QUICK = ("world_bank", "un_votes")
FIRST_DAY = datetime(2026, 11, 24, 11, tzinfo=UTC)
SECOND_DAY = FIRST_DAY + timedelta(days=1)
KEEP = 10
# What the archive keeps of each live source: its first columns (partner and year, mostly) by file.
KEPT: dict[str, tuple[tuple[str, ...], ...]] = {
    "gdp/world_bank": (("CHN", "2005"), ("CHN", "2016")),
    "un_alignment/un_votes": (),
    "trade_annual/imf_imts": (("CHN", "2023", "export"),),
    "trade_annual/comtrade": (),
    "trade_monthly/comtrade": (),
}
DOUBT = ("suspect", "looked at by hand")
UNSAVED = ("_server", "_thread")


@dataclass
class Bench:
    """Everything a refresh works with.

    Attributes:
        datasets: The folder with archive/, releases/ and the link.
        state: The folder of state (ETL_STATE).
        servers: The stand-ins by source.
        hook: Takes alerts and heartbeats.
        now: The moment that the clock of a refresh and the servers show; None: the real one.
    """

    datasets: Path
    state: Path
    servers: dict[str, Any]
    hook: Hook
    now: datetime | None = FIRST_DAY

    def at(self, now: datetime | None) -> None:
        """Set the clocks."""
        self.now = now
        for server in self.servers.values():
            server.date = now.timestamp() if now else None

    def refresh(self, *sources: str, **options: Any) -> Summary:
        """Run a refresh of these sources (none: of all); the requests of earlier ones are forgotten."""
        for server in (*self.servers.values(), self.hook):
            server.requests.clear()
        clock = {"now": lambda: self.now} if self.now else {}
        return refresh(Options(self.datasets, KEEP, tuple(sources), **clock, **options))

    def requests(self) -> dict[str, int]:
        """How many requests each stand-in saw since the last refresh began."""
        return {source: len(server.requests) for source, server in self.servers.items()}

    def alerts(self) -> list[str]:
        """The texts of all alerts."""
        return [body["text"] for body in self.hook.posted]

    @property
    def current(self) -> Path:
        """The folder of the current release."""
        return (self.datasets / "release").resolve()

    @property
    def id(self) -> str:
        """Id of the current release."""
        return self.current.name

    def facts(self, source: str) -> dict[str, Any]:
        """What release.json says of a source."""
        found: dict[str, Any] = json.loads((self.current / "release.json").read_text())["sources"][source]
        return found

    def rows(self, table: str, **cells: str) -> list[dict[str, str]]:
        """Rows of a table of the current release in which these cells stand."""
        found = pd.read_csv(self.current / f"{table}.csv", dtype="str", keep_default_na=False)
        for name, cell in cells.items():
            found = found[found[name] == cell]
        return found.to_dict("records")

    def gdp(self, iso3: str, year: int) -> dict[str, str]:
        """The row of gdp of a place and year."""
        (row,) = self.rows("gdp", iso3=iso3, year=str(year))
        return row

    def revise_gdp(self, iso3: str, year: int, usd: int, updated: str = "2026-11-25") -> None:
        """The World Bank gives another figure, and says that it was updated."""
        (row,) = self.gdp_served(iso3, year)
        row["value"] = usd
        self.servers["world_bank"].updated = updated

    def drop_gdp(self, iso3: str, year: int, updated: str = "2026-11-25") -> dict[str, Any]:
        """The World Bank has that figure no more; returns the row it had."""
        (row,) = self.gdp_served(iso3, year)
        self.servers["world_bank"].rows.remove(row)
        self.servers["world_bank"].updated = updated
        return row

    def gdp_served(self, iso3: str, year: int) -> list[dict[str, Any]]:
        """The rows of the World Bank's stand-in of a place and year."""
        return [
            row
            for row in self.servers["world_bank"].rows
            if (row["countryiso3code"], row["date"], row["indicator"]["id"]) == (iso3, str(year), "NY.GDP.MKTP.CD")
        ]

    def break_down(self, *sources: str) -> None:
        """These stand-ins refuse every request from now on; a key refused is not tried again."""
        for source in sources:
            server = self.servers[source]
            server.fault = lambda _, reply: type(reply)(b"gone", status=404)


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder by path; its links by where they point."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def faults_of(release: Path) -> list[str]:
    """What is wrong with a release's folder by its own description; none where it is whole."""
    package = json.loads((release / "datapackage.json").read_text())
    wrong = [] if package["id"] == release.name else [f"id is {package['id']}"]
    for resource in package["resources"]:
        path = release / resource["path"]
        if not path.is_file() or f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" != resource["hash"]:
            wrong.append(resource["path"])
    return wrong


def forked(work: Callable[[], object]) -> int:
    """Run work in a child process that has everything loaded; its process id. It ends with 0, or 1 after an error."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Run work in a child process and kill it; whether the kill came before its end."""
    child = forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def small_servers() -> dict[str, Loopback]:
    """The stand-ins with as few figures as a refresh can be seen on, by source."""
    mediawiki = MediaWiki([row for row in default_rows(("CHN", "IND")) if _late(row)] + _one_a_page())
    servers = (
        WorldBankServer(partners=("BTN", "CHN", "IND"), years=range(2016, 2026)),
        ImfImtsServer(partners=("CHN", "IND"), years=range(2023, 2026), etags=True),
        ImfMirrorServer(partners=("CHN", "IND"), years=range(2023, 2026), etags=True),
        CreaServer(partners=("CHN", "IND"), years=(2024, 2025)),
        DataverseServer(partners=("CHN", "IND"), years=range(2020, 2026)),
        mediawiki,
        ComtradeServer(partners=("CHN", "KAZ"), years=(2025,)),
    )
    return {server.source: server for server in servers}


@pytest.fixture(scope="session")
def stand_ins() -> Iterator[dict[str, Loopback]]:
    """The servers, running; `bench` puts them back to their beginnings."""
    with ExitStack() as stack:
        yield {source: stack.enter_context(server) for source, server in small_servers().items()}


@pytest.fixture(scope="session")
def before_refresh(tmp_path_factory: pytest.TempPathFactory, small_datasets: Path) -> Path:
    """A datasets folder with the release of the archive alone; leave it as it is."""
    datasets = tmp_path_factory.mktemp("before") / "datasets"
    shutil.copytree(small_datasets / "archive", datasets / "archive")
    for name, kept in KEPT.items():
        _keep(datasets / "archive" / f"{name}.csv", kept)
    publish(assemble(Inputs(open_archive(datasets / "archive"))), datasets, KEEP)
    return datasets


@pytest.fixture
def bench(tmp_path, monkeypatch, stand_ins, before_refresh) -> Iterator[Bench]:
    """Before the first refresh: archive and its release, all stand-ins in good health, nothing remembered."""
    shutil.copytree(before_refresh, tmp_path / "datasets", symlinks=True)
    with Hook() as hook:
        made = Bench(tmp_path / "datasets", tmp_path / "var", stand_ins, hook)
        with made_whole_again(stand_ins):
            _set_environment(monkeypatch, made)
            made.at(FIRST_DAY)
            yield made


@pytest.fixture(scope="session")
def after_refresh(tmp_path_factory, stand_ins, before_refresh) -> Path:
    """A folder with datasets/ and var/ after a refresh of QUICK; leave it as it is."""
    return _after_first(tmp_path_factory.mktemp("after"), stand_ins, before_refresh, QUICK)


@pytest.fixture(scope="session")
def after_all(tmp_path_factory, stand_ins, before_refresh) -> Path:
    """The same after a refresh of all sources."""
    return _after_first(tmp_path_factory.mktemp("after_all"), stand_ins, before_refresh, SOURCES)


@pytest.fixture
def refreshed(bench: Bench, after_refresh: Path) -> Bench:
    """After a first refresh of QUICK, a day later."""
    return _a_day_later(bench, after_refresh)


@pytest.fixture
def all_refreshed(bench: Bench, after_all: Path) -> Bench:
    """After a first refresh of all sources, a day later."""
    return _a_day_later(bench, after_all)


class made_whole_again:  # noqa: N801 - reads as what it does
    """At the end of the block the servers are as they were at its beginning."""

    def __init__(self, servers: dict[str, Loopback]) -> None:
        self._servers = servers

    def __enter__(self) -> None:
        self._kept = {
            source: copy.deepcopy({name: value for name, value in vars(server).items() if name not in UNSAVED})
            for source, server in self._servers.items()
        }

    def __exit__(self, *_: object) -> None:
        for source, kept in self._kept.items():
            vars(self._servers[source]).update(kept)


def _after_first(folder: Path, servers: dict[str, Loopback], before: Path, sources: tuple[str, ...]) -> Path:
    shutil.copytree(before, folder / "datasets", symlinks=True)
    with pytest.MonkeyPatch.context() as monkeypatch, Hook() as hook, made_whole_again(servers):
        made = Bench(folder / "datasets", folder / "var", servers, hook)
        _set_environment(monkeypatch, made)
        made.at(FIRST_DAY)
        assert made.refresh(*sources).code == 0
    return folder


def _a_day_later(made: Bench, after: Path) -> Bench:
    shutil.rmtree(made.datasets)
    shutil.copytree(after / "datasets", made.datasets, symlinks=True)
    shutil.copytree(after / "var", made.state)
    made.at(SECOND_DAY)
    return made


def _set_environment(monkeypatch: pytest.MonkeyPatch, made: Bench) -> None:
    settings = {"ETL_DATASETS": made.datasets, "ETL_STATE": made.state, "ETL_CONTACT": "operator@example.org"}
    settings |= {"ETL_PACE_SCALE": 0, "ETL_TIMEOUT_S": 20}
    settings |= {"ETL_ALERT_WEBHOOK": f"{made.hook.url}/alert", "ETL_HEARTBEAT_URL": f"{made.hook.url}/heartbeat"}
    settings |= {f"ETL_{source.upper()}_URL": server.url for source, server in made.servers.items()}
    for name, value in settings.items():
        monkeypatch.setenv(name, str(value))
    for name in ("ETL_HOLD_PCT", "ETL_KEEP_RELEASES", "ETL_KEEP_SNAPSHOTS_DAYS"):
        monkeypatch.delenv(name, raising=False)


def _keep(path: Path, kept: tuple[tuple[str, ...], ...]) -> None:
    """Leave only these lines in an archive file; where it has remarks, they hold DOUBT."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    rows = [row for row in rows if any(tuple(row[: len(cells)]) == cells for cells in kept)]
    if "quality" in header:
        for row in rows:
            row[header.index("quality")], row[header.index("note")] = DOUBT
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _late(row: dict[str, Any]) -> bool:
    return str(row["start"]) >= "2025"


def _one_a_page() -> list[dict[str, Any]]:
    """The last row of each page that has none late."""
    last = {row["page"]: row for row in default_rows(("CHN", "IND"))}
    return [row for row in last.values() if not _late(row)]
