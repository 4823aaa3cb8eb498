"""What a live source is: its facts, the questions it is asked, the bytes it answers, the rows they hold.

Belongs here: the types every room of `etl/sources/` shares. Does not belong here: any single source, HTTP
(`etl/http.py`), where bytes are kept (`etl/snapshot.py`), what is done with rows (`etl/refresh.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pandas as pd


@dataclass(frozen=True)
class Ask:
    """One question to a source: a GET request.

    Attributes:
        name: Says what is asked, the same in every run ("A/export/2"); the answer is filed under it.
        path: Follows the source's base address, with its leading slash; already encoded.
        params: The query, in order.
        headers: Headers of this question (Accept).
        kinds: Beginnings of the content types that are an answer; anything else under status 200 is a fault.
            Empty: any type.
        empty: Whether 204 or an empty body is an answer ("no data") and not a fault.
        host: "" for the source's own base address, else the name of its second one (key of `Source.hosts`).
        timeout_s: How long to wait for the next byte.
    """

    name: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    empty: bool = False
    host: str = ""
    timeout_s: float = 120


@dataclass(frozen=True)
class Answer:
    """The raw answer to a question, already kept as a snapshot.

    Attributes:
        name: Name of the question.
        url: The address it came from, after redirects, without keys.
        status: HTTP status.
        headers: The headers that matter, names in lower case: content-type, etag, last-modified, date.
        content: The body, decompressed.
        sha256: Of the content, in hex.
        retrieved: When it came, UTC, as 2026-11-24T11:00:00Z.
    """

    name: str
    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    sha256: str
    retrieved: str


class Asker(Protocol):
    """How `fetch` reaches the source: politely, and every answer is kept before it is returned."""

    def get(self, ask: Ask) -> Answer:
        """Ask; an answer "not modified" gives the last good one again.

        Raises:
            SourceFault: No answer after all tries, or not of the kinds asked for.
            SourceEnded: The source must not be asked again in this run (key refused, quota used, long Retry-After).
        """
        ...

    def last(self, name: str) -> Answer | None:
        """The answer to the question of this name in the last good run, or None; makes no request."""
        ...


@dataclass(frozen=True)
class Plan:
    """What one run wants to know.

    Attributes:
        partners: The Asian partners by ISO alpha-3 code, sorted.
        places: All codes that tables may use (iso3, label, kind, ...: table places).
        since: First year asked for.
        today: The day of the run; periods that are not over by then are not published.
        key: The operator's key of the source, or "".
    """

    partners: tuple[str, ...]
    places: pd.DataFrame
    since: int
    today: date
    key: str = ""


@dataclass(frozen=True)
class Parsed:
    """What the answers of one run say.

    Attributes:
        rows: Table name to rows, every cell as text, in the table's archive columns (etl/tables/); keys are unique.
        covers: Table name to a predicate: which rows of the table (text cells, archive columns, of this source) these
            answers speak for. A row they speak for and do not hold has vanished at the source.
        notes: What a person should know: ignored columns, dropped duplicates; a sentence each.
        vintage: How new the source says its data are (any text that sorts by time), or "".
    """

    rows: Mapping[str, pd.DataFrame]
    covers: Mapping[str, Callable[[pd.DataFrame], pd.Series]]
    notes: tuple[str, ...] = ()
    vintage: str = ""


@dataclass(frozen=True)
class Source:
    """A live source: facts, `fetch` (bytes only) and `parse` (bytes to rows, no network, no disk).

    Attributes:
        id: Its id in tables, environment variables and `--source`.
        name: What it is, for people.
        base: Its base address; `ETL_<ID>_URL` replaces it.
        tables: The tables it feeds.
        cadence_days: How old its last success may be before `status` calls it late.
        since: First year asked for without `--since`.
        pace_s: Least seconds between two requests to its host; `ETL_<ID>_PACE` replaces it.
        fetch: Asks what must be asked and returns all answers of the run, those confirmed unchanged included, in a
            fixed order.
        parse: Turns these answers into rows.
        contact: Whether the source refuses clients without the operator's contact (ETL_CONTACT).
        hosts: Further base addresses by name; `ETL_<ID>_<NAME>_URL` replaces them.
    """

    id: str
    name: str
    base: str
    tables: tuple[str, ...]
    cadence_days: int
    since: int
    pace_s: float
    fetch: Callable[[Asker, Plan], Sequence[Answer]]
    parse: Callable[[Sequence[Answer], Plan], Parsed]
    contact: bool = False
    hosts: Mapping[str, str] = field(default_factory=dict)

    def address(self, host: str = "") -> str:
        """The base address in force, without a slash at its end."""
        variable = f"ETL_{self.id.upper()}_{host.upper()}_URL" if host else f"ETL_{self.id.upper()}_URL"
        return (os.environ.get(variable) or (self.hosts[host] if host else self.base)).rstrip("/")
