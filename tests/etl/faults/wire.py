"""Faults between the stand-in and the refresh: status, connection, charset, compression; and those of this machine.

Belongs here: what can go wrong whatever the answer says. Does not belong here: wrong figures (`contents.py`).
Each function puts a fault in; its arguments are those of a row of `cases.csv`, all text.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from tests.etl.faults.bench import NOW, Bench
from tests.etl.servers.base import Reply, Request

CONTENT_TYPE = "Content-Type"
MOVED = "moved"
# Long enough for an answer from loopback on a busy machine, short enough to be waited for four times.
TIMEOUT_S, STALL_S = 0.25, 0.6


def on_wire(bench: Bench, at: str, change: Callable[[Request, Reply], Reply], times: str = "") -> None:
    """Change the answers to questions whose path and query match a pattern; the first so many, or all."""
    pattern, turns = re.compile(at), itertools.count()
    most = int(times) if times else float("inf")

    def fault(request: Request, reply: Reply) -> Reply:
        hit = pattern.search(f"{request.path}?{urlencode(request.query, doseq=True)}")
        return change(request, reply) if hit and next(turns) < most else reply

    bench.server.fault = fault


def status(bench: Bench, at: str, *, status: str, retry_after: str = "", words: str = "", times: str = "") -> None:
    """Another status, with some words as body."""
    headers = {CONTENT_TYPE: "text/plain"} | ({"Retry-After": retry_after} if retry_after else {})
    on_wire(bench, at, lambda request, reply: Reply(words.encode(), int(status), headers), times)


def reset(bench: Bench, at: str, *, times: str = "") -> None:
    """The connection is reset."""
    on_wire(bench, at, lambda request, reply: Reply(reset=True), times)


def stall(bench: Bench, at: str, *, times: str = "") -> None:
    """Silence for longer than the refresh waits."""
    bench.spoilt.enter_context(patch.dict(os.environ, {"ETL_TIMEOUT_S": str(TIMEOUT_S)}))
    on_wire(bench, at, lambda request, reply: replace(reply, stall_s=STALL_S), times)


def cut_on_the_way(bench: Bench, at: str) -> None:
    """The length promises more than is sent."""
    on_wire(bench, at, lambda request, reply: replace(reply, cut=len(reply.body) // 2))


def cut_content(bench: Bench, at: str) -> None:
    """The second half of the content is missing, and the length says so too."""
    on_wire(bench, at, lambda request, reply: replace(reply, body=reply.body[: len(reply.body) // 2]))


def body(bench: Bench, at: str, *, body: str, kind: str = "") -> None:
    """Another body under status 200; its content type is the right one unless another is named."""
    headers = {CONTENT_TYPE: kind} if kind else {}
    on_wire(bench, at, lambda request, reply: replace(reply, body=body.encode(), headers=reply.headers | headers))


def gone(bench: Bench, at: str) -> None:
    """Status 204 without a body."""
    on_wire(bench, at, lambda request, reply: Reply(status=204, headers={}))


def compressed(bench: Bench, at: str, *, encode: str) -> None:
    """Compressed as asked for ("gzip"), or damaged ("broken gzip")."""
    on_wire(bench, at, lambda request, reply: replace(reply, encode=encode))


def other_encoding(bench: Bench, at: str) -> None:
    """Compressed in a way that was not asked for."""
    on_wire(bench, at, lambda request, reply: reply.with_header("Content-Encoding", "br"))


def charset(bench: Bench, at: str, *, charset: str, old: str = "", new: str = "") -> None:
    """The same text in another charset, some words replaced first, so that there is a letter that differs."""

    def written(request: Request, reply: Reply) -> Reply:
        text = reply.body.decode().replace(old, new) if old else reply.body.decode()
        return replace(reply, body=text.encode(charset, "replace"))

    on_wire(bench, at, written)


def moved(bench: Bench, at: str, *, for_ever: str = "") -> None:
    """Redirected to another address, which answers, or redirects again."""

    def redirect(request: Request, reply: Reply) -> Reply:
        if MOVED in request.query and not for_ever:
            return reply
        query = urlencode({**request.query, MOVED: "1"}, doseq=True)
        return Reply(status=302, headers={"Location": f"{request.path}?{query}"})

    on_wire(bench, at, redirect)


def server_clock(bench: Bench, at: str, *, days: str) -> None:
    """The server's clock (or this machine's) is wrong by so many days."""
    bench.server.date = (NOW + timedelta(days=int(days))).timestamp()


def full_disk(bench: Bench, at: str) -> None:
    """No room for any file under a part of the bench's folder."""
    folder, really = bench.folder / at, Path.open

    def opened(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if not mode.startswith("r") and path.is_relative_to(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return really(path, mode, *more, **named)

    bench.spoilt.enter_context(patch.object(Path, "open", opened))
