"""What every stand-in has: a server on loopback, the requests it saw, and faults put between it and the client.

A source's server (one file each) keeps its figures as plain rows in the source's own words, and turns them into the
answers its contract describes. A test changes rows, or puts a `fault` in front of the next answers.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Request:
    """A request as the server saw it; path decoded, query by name."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]  # names in lower case
    at: float  # time.monotonic()

    def one(self, name: str, default: str = "") -> str:
        """The only value of a query parameter."""
        return self.query.get(name, [default])[0]


@dataclass(frozen=True)
class Reply:
    """An answer, and how it is spoilt on the wire.

    Attributes:
        reset: The connection is reset instead of any answer.
        stall_s: Seconds of silence before the answer.
        cut: Only so many bytes of the body are sent, though its length promises all.
        encode: "gzip", "broken gzip", or "" for as it is.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    reset: bool = False
    stall_s: float = 0
    cut: int | None = None
    encode: str = ""

    def with_header(self, name: str, value: str) -> Reply:
        """The same with one header more."""
        return replace(self, headers={**self.headers, name: value})


Fault = Callable[[Request, Reply], Reply]


class Loopback:
    """A server on a free port of 127.0.0.1; use it in a `with`.

    Attributes:
        requests: All requests so far, in order.
        fault: Called with each request and its right answer; what it returns is sent. None: no fault.
        date: The Date header in seconds since 1970, or None for now.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.fault: Fault | None = None
        self.date: float | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def answer(self, request: Request) -> Reply:
        """The right answer, by the source's contract."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """The base address, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.requests]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                request = Request(
                    path=unquote(parts.path),
                    query=parse_qs(parts.query, keep_blank_values=True),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    at=time.monotonic(),
                )
                outer.requests.append(request)
                reply = outer.answer(request)
                if outer.fault:
                    reply = outer.fault(request, reply)
                self._send(reply)

            def _send(self, reply: Reply) -> None:
                time.sleep(reply.stall_s)
                if reply.reset:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                    self.close_connection = True
                    return
                body, headers = _encoded(reply)
                self.send_response_only(reply.status)
                self.send_header("Date", formatdate(outer.date, usegmt=True))
                for name, value in headers.items():
                    self.send_header(name, value)
                if reply.status not in (204, 304):
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if reply.cut is not None:
                    self.wfile.write(body[: reply.cut])
                    self.close_connection = True
                elif reply.status not in (204, 304):
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def _encoded(reply: Reply) -> tuple[bytes, dict[str, str]]:
    if not reply.encode:
        return reply.body, reply.headers
    packed = gzip.compress(reply.body)
    if reply.encode == "broken gzip":
        packed = packed[: len(packed) // 2] + bytes(8)
    return packed, {**reply.headers, "Content-Encoding": "gzip"}
