"""Every raw answer of a source, kept before anything reads it, and which of them the last good run stood on.

Belongs here: the files below `var/snapshots/<source>/`: `content/<sha256>.gz` (each different body once), `log.jsonl`
(a line a request), `good.jsonl` (a line a good run that brought something new). Does not belong here: asking
(`etl/http.py`), reading rows out of an answer (`etl/sources/`).
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from etl.durable import TEMPORARY, append_line, as_line, read_lines, write_whole
from etl.errors import EtlError, SourceFault
from etl.source import Answer
from etl.state import utc_text

KEPT_HEADERS = ("content-type", "date", "etag", "last-modified")
SECRETS = ("key", "token", "signature", "credential", "secret", "password")
REDACTED = "redacted"
NEVER_SAME = ("date",)


def keep_days() -> int:
    """How many days snapshots are kept: ETL_KEEP_SNAPSHOTS_DAYS, else 90.

    Raises:
        EtlError: The variable is no whole number from 1 on.
    """
    value = os.environ.get("ETL_KEEP_SNAPSHOTS_DAYS") or "90"
    if not value.isdecimal() or int(value) < 1:
        raise EtlError(f"ETL_KEEP_SNAPSHOTS_DAYS is {value!r}; it must be a whole number of days from 1 on.")
    return int(value)


def without_keys(url: str) -> str:
    """An address without user and password; the value of each parameter named like a secret is replaced."""
    parts = urlsplit(url)
    query = parts.query
    if any(is_secret(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(name, REDACTED if is_secret(name) else value) for name, value in pairs])
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query))


def is_secret(name: str) -> bool:
    """Whether the value of a header or parameter of this name must not be written down."""
    return any(word in name.lower() for word in SECRETS)


class SnapshotStore:
    """The snapshots of one source.

    Attributes:
        source: Id of the source.
        root: Its folder; it is made when something is first kept.
    """

    def __init__(self, folder: Path, source_id: str) -> None:
        self.source = source_id
        self.root = folder / source_id
        self._log = self.root / "log.jsonl"
        self._good = self.root / "good.jsonl"

    def keep(self, answer: Answer) -> None:
        """Write an answer's content, unless it is there intact, and its line of the log.

        Raises:
            SourceFault: The disk is full; nothing half-written was left.
        """
        self._hold(answer)
        self._append(self._log, {"time": answer.retrieved, **_facts(answer), "bytes": len(answer.content)})

    def keep_failure(self, name: str, url: str, time: str, cause: str) -> None:
        """Write the line of a request that got no whole answer."""
        self._append(self._log, {"time": time, "name": name, "url": without_keys(url), "cause": cause})

    def remember_good(self, answers: Sequence[Answer]) -> bool:
        """Write down which answers a good run stood on, unless the last good run stood on the same.

        The same: names, addresses, status, contents and headers, the header `date` aside.

        Returns:
            Whether it was written down.

        Raises:
            SourceFault: The disk is full; the last good run stays the one it was.
        """
        new = [_facts(answer) for answer in answers]
        if _comparable(new) == _comparable(self.good()):
            return False
        for answer in answers:
            self._hold(answer)
        self._append(self._good, {"time": max((answer.retrieved for answer in answers), default=""), "answers": new})
        return True

    def good(self) -> list[dict[str, Any]]:
        """What is known of each answer of the last good run: name, url, status, headers, sha256, retrieved."""
        runs = read_lines(self._good)
        answers: list[dict[str, Any]] = runs[-1]["answers"] if runs else []
        return answers

    def last_good(self) -> list[Answer]:
        """The answers of the last good run in their order; none where there was no good run.

        Raises:
            EtlError: A content is missing or damaged; the message names the file.
        """
        return [self.read(facts) for facts in self.good()]

    def read(self, facts: dict[str, Any]) -> Answer:
        """The answer that an entry of `good()` describes; its content is checked against its sha256.

        Raises:
            EtlError: The content is missing or damaged; the message names the file.
        """
        path = self._path(facts["sha256"])
        content = _content(path, facts["sha256"])
        if content is None:
            raise EtlError(
                f"{self.source}: {facts['name']}: snapshot {path} is missing or damaged. "
                "Refresh this source online; the answer is then kept anew."
            )
        return Answer(content=content, **facts)

    def prune(self, older_than_days: int, now: datetime) -> int:
        """Delete log lines, good runs and contents older than so many days; the last good run stays whole.

        A content is as old as the last line that names it. Call it only while no other refresh runs.

        Returns:
            How many contents were deleted.
        """
        oldest = utc_text(now - timedelta(days=older_than_days))
        runs = read_lines(self._good)
        kept_runs = [run for run in runs[:-1] if run["time"] >= oldest] + runs[-1:]
        lines = read_lines(self._log)
        kept_lines = [line for line in lines if line["time"] >= oldest]
        self._rewrite(self._good, runs, kept_runs)
        self._rewrite(self._log, lines, kept_lines)
        named = {line["sha256"] for line in kept_lines if "sha256" in line}
        named |= {answer["sha256"] for run in kept_runs for answer in run["answers"]}
        return self._delete_all_but(named)

    def _path(self, sha256: str) -> Path:
        return self.root / "content" / f"{sha256}.gz"

    def _hold(self, answer: Answer) -> None:
        path = self._path(answer.sha256)
        if _content(path, answer.sha256) is None:
            try:
                write_whole(path, gzip.compress(answer.content, mtime=0))
            except EtlError as error:
                raise SourceFault(f"{self.source}: {answer.name}: {error}") from error

    def _append(self, path: Path, line: dict[str, Any]) -> None:
        try:
            append_line(path, line)
        except EtlError as error:
            raise SourceFault(f"{self.source}: {error}") from error

    def _rewrite(self, path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
        if len(new) < len(old):
            write_whole(path, b"".join(as_line(line) for line in new))

    def _delete_all_but(self, named: set[str]) -> int:
        gone = [path for path in (self.root / "content").glob("*.gz") if path.name.removesuffix(".gz") not in named]
        for path in gone:
            path.unlink()
        return sum(not path.name.startswith(TEMPORARY) for path in gone)


def _facts(answer: Answer) -> dict[str, Any]:
    facts = {name: value for name, value in asdict(answer).items() if name != "content"}
    return {**facts, "url": without_keys(answer.url), "headers": dict(answer.headers)}


def _comparable(answers: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries without what is different in every run."""
    return [
        {**facts, "retrieved": "", "headers": {n: v for n, v in facts["headers"].items() if n not in NEVER_SAME}}
        for facts in answers
    ]


def _content(path: Path, sha256: str) -> bytes | None:
    """The content of a snapshot, or None where it is missing or not what its name says."""
    try:
        content = gzip.decompress(path.read_bytes())
    except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
