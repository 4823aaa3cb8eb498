"""What must be remembered from run to run and is no release: the folder `var/` (`ETL_STATE` moves it).

Belongs here: what is known of each source, when each host was last asked, the lock of a refresh, the log of revisions.
Does not belong here: raw answers (`etl/snapshot.py`), rows (`etl/release.py`), what a refresh does with all this.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from etl.durable import read_json, write_json, write_whole
from etl.errors import EtlError

GOOD, FAULT = "good", "fault"
REVISION_COLUMNS = ("release", "table", "source", "key", "column", "old", "new", "on")
# More turns than this are never reserved ahead at one host: a longer wait means that the clock was set back.
MOST_TURNS = 10


@dataclass(frozen=True)
class SourceMemory:
    """What is remembered of one source; times are UTC as 2026-11-24T11:00:00Z, "" is never or none.

    Attributes:
        last_run: GOOD or FAULT: how its last run ended.
        last_success: When its rows were last read and passed the checks, changed or not.
        last_error: The message of its last fault; it stays after a success.
        last_error_at: When that was.
        blocked_until: It is not asked before this time.
        blocked_reason: Why.
        vintage: How new the source said its data are, at the last success.
    """

    last_run: str = ""
    last_success: str = ""
    last_error: str = ""
    last_error_at: str = ""
    blocked_until: str = ""
    blocked_reason: str = ""
    vintage: str = ""


def state_folder() -> Path:
    """The folder in force: ETL_STATE, else `var/` in the project's root; it may not exist yet."""
    return Path(os.environ.get("ETL_STATE") or Path(__file__).resolve().parent.parent / "var")


def utc_text(moment: datetime) -> str:
    """A moment as text that sorts by time: 2026-11-24T11:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class State:
    """The folder of state; what is read or written is there at once for other processes too.

    Attributes:
        folder: The folder; it is made when something is first written.
        snapshots: Where the raw answers are kept (folder of `etl.snapshot.SnapshotStore`).
        revisions: The CSV file of all revisions, columns REVISION_COLUMNS.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or state_folder()
        self.snapshots = self.folder / "snapshots"
        self.revisions = self.folder / "revisions.csv"

    def memory(self, source: str) -> SourceMemory:
        """What is remembered of a source; all "" where nothing is.

        Raises:
            EtlError: The file is damaged; the message says to delete it.
        """
        path = self.memory_path(source)
        known = {field.name for field in fields(SourceMemory)}
        values = {name: value for name, value in read_json(path).items() if name in known}
        if not all(isinstance(value, str) for value in values.values()):
            raise EtlError(f"{path}: holds values that are not text. Delete this file and run again.")
        return SourceMemory(**values)

    def memory_path(self, source: str) -> Path:
        """The file that holds the memory of a source."""
        return self.folder / "sources" / f"{source}.json"

    def remember(self, source: str, memory: SourceMemory) -> None:
        """Write down what is known of a source, whole."""
        write_json(self.memory_path(source), asdict(memory))

    def block(self, source: str, until: str, reason: str) -> None:
        """Remember that a source must not be asked before a time."""
        self.remember(source, replace(self.memory(source), blocked_until=until, blocked_reason=reason))

    def reserve_turn(self, host: str, pace_s: float, now_s: float) -> float:
        """Reserve the next moment at which a host may be asked, over all threads and processes.

        Args:
            host: Name and port.
            pace_s: Least seconds between two requests to it.
            now_s: Now, in seconds since 1970.

        Returns:
            Seconds to wait before asking.
        """
        path = self.folder / "hosts.json"
        with self._locked("hosts.lock"):
            turns = read_json(path)
            last_s = turns.get(host, 0)
            if not isinstance(last_s, int | float):
                raise EtlError(f"{path}: the time of {host} is no number. Delete this file and run again.")
            wait_s = max(0.0, last_s + pace_s - now_s)
            if wait_s > MOST_TURNS * pace_s:
                wait_s = pace_s
            write_json(path, {**turns, host: now_s + wait_s})
        return wait_s

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of a refresh; it ends with the block, or with the process however that ends.

        Raises:
            EtlError: Another refresh holds it; nothing is waited for.
        """
        with self._locked("refresh.lock", wait=False) as handle:
            os.truncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0)
            yield

    def note_revisions(self, revisions: Iterable[Mapping[str, str]]) -> int:
        """Add revisions to the log; one that it holds already is not written again.

        Args:
            revisions: Each with the keys REVISION_COLUMNS; all text.

        Returns:
            How many were new.
        """
        old = self.revisions.read_bytes() if self.revisions.exists() else _csv_line(REVISION_COLUMNS)
        there = {tuple(row) for row in csv.reader(io.StringIO(old.decode(), newline=""))}
        rows = dict.fromkeys(tuple(str(one[name]) for name in REVISION_COLUMNS) for one in revisions)
        new = [row for row in rows if row not in there]
        if new:
            write_whole(self.revisions, old + b"".join(_csv_line(row) for row in new))
        return len(new)

    @contextmanager
    def _locked(self, name: str, *, wait: bool = True) -> Iterator[int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(handle, self.folder / name, wait=wait)
            yield handle
        finally:
            os.close(handle)


def _take(handle: int, path: Path, *, wait: bool) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError as error:
        holder = os.pread(handle, 20, 0).decode(errors="replace") or "not known yet"
        raise EtlError(
            f"{path}: another refresh is running (process {holder}). Wait until it ends, then run again."
        ) from error


def _csv_line(cells: Iterable[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
