"""Makes endpoints of handlers: reads the request, does the work in a thread, remembers it, answers errors in words.

A handler is a plain function: what is asked -> what would be answered (`answers.Plan`). Belongs here: threads, memory,
status codes. Does not belong here: what is found.
"""

import logging
import os
import re
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.answers import Answer, Plan, Refused, has_already
from dashboard.api.parameters import Query
from dashboard.files import FileError, HeldBackError, NothingToDrawError
from dashboard.release import ReleaseError

MOST_BYTES: Final = 25_000_000  # of one answer
MOST_BYTES_KEPT: Final = 64_000_000  # of all answers remembered
PLACES: Final = 2  # heavy answers made at a time: more would only slow each other and the pages
MOST_WAITING: Final = 32  # for a place; more are asked to come back
HOST: Final = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ask:
    """What is asked.

    Attributes:
        path: the parts of the address that a route names.
        query: names and values, in the order they were stated.
        site: the dashboard's own address without a slash at its end: DASHBOARD_URL, else as the reader called it.
    """

    path: Mapping[str, str]
    query: Query
    site: str


class Memory:
    """The last heavy answers by ETag, up to a number of bytes; the one unused longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._size = most_bytes, 0
        self._held: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, etag: str) -> Answer | None:
        """The answer with this ETag, if it is still held."""
        with self._lock:
            if etag in self._held:
                self._held.move_to_end(etag)
            return self._held.get(etag)

    def put(self, etag: str, answer: Answer) -> None:
        """Holds an answer; one larger than a quarter of the memory is not worth the others."""
        with self._lock:
            if etag in self._held or len(answer.content) > self._most // 4:
                return
            self._held[etag] = answer
            self._size += len(answer.content)
            while self._size > self._most:
                _gone, old = self._held.popitem(last=False)
                self._size -= len(old.content)


Handler = Callable[[Ask], Plan]
Refusing = Callable[[Refused, Request], Answer]
_memory = Memory(MOST_BYTES_KEPT)
_places = anyio.CapacityLimiter(PLACES)


def endpoint(
    handle: Handler, refuse: Refusing = lambda refused, _request: refused.answer()
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a handler for GET and HEAD.

    Args:
        handle: run in a thread; raises `Refused` for what it does not answer.
        refuse: the answer to a refusal, JSON unless said otherwise.
    """

    async def answered(request: Request) -> Response:
        try:
            plan = await to_thread.run_sync(lambda: handle(_ask(request)))
            told = {"ETag": plan.etag, "Cache-Control": plan.caching}
            if has_already(request.headers.get("if-none-match"), plan.etag):
                return Response(status_code=304, headers=told)
            return _response(await _done(plan), 200, told)
        except Exception as error:  # noqa: BLE001  (whatever fails, a reader gets words and the log the rest)
            refused = refusal(error)
            return _response(refuse(refused, request), refused.status, {"Cache-Control": "no-store"})

    return answered


def refusal(error: Exception) -> Refused:
    """What a reader is told of an error; one that is nobody's mistake but ours goes to the log in full."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, ReleaseError):
        logger.error("no release to answer from: %s", error)
        return Refused(503, f"There is no release to answer from: {error}.")
    if isinstance(error, NothingToDrawError):
        return Refused(404, str(error))
    if isinstance(error, HeldBackError):
        return Refused(403, str(error))
    logger.error("an answer failed", exc_info=error)
    words = (
        str(error) if isinstance(error, FileError) else "This answer failed here. The reason is in the server's log."
    )
    return Refused(500, words)


async def _done(plan: Plan) -> Answer:
    if not plan.heavy:
        return _within_limit(await to_thread.run_sync(plan.make))
    if found := _memory.get(plan.etag):
        return found
    if _places.statistics().tasks_waiting >= MOST_WAITING:
        raise Refused(503, "Too many files are being made at the moment. Ask again in a few seconds.")
    return await to_thread.run_sync(_made, plan, limiter=_places)


def _made(plan: Plan) -> Answer:
    """The work itself; two who ask for the same at once have it done once where the second had to wait."""
    answer = _memory.get(plan.etag) or _within_limit(plan.make())
    _memory.put(plan.etag, answer)
    return answer


def _within_limit(answer: Answer) -> Answer:
    if len(answer.content) > MOST_BYTES:
        raise Refused(
            413,
            f"The answer has {len(answer.content):,} bytes; at most {MOST_BYTES:,} are given at once. "
            "Ask for fewer partners or years, or for parquet.",
        )
    return answer


def _response(answer: Answer, status: int, told: Mapping[str, str]) -> Response:
    return Response(answer.content, status, headers={**told, **answer.headers}, media_type=answer.media_type)


def _ask(request: Request) -> Ask:
    path = {name: str(value) for name, value in request.path_params.items()}
    return Ask(path, request.query_params.multi_items(), site(request))


def site(request: Request) -> str:
    """The dashboard's own address.

    Raises:
        Refused: 400, a Host header that is no host.
    """
    if stated := os.environ.get("DASHBOARD_URL", "").rstrip("/"):
        return stated
    host = request.headers.get("host", "localhost")
    if not HOST.fullmatch(host):
        raise Refused(400, "The header Host is no host name.")
    return f"{request.url.scheme}://{host}"
