"""Asks the routes in this process, as a server would: one request, one whole reply."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette

from dashboard.api.routes import routes

APP = Starlette(routes=routes())
HOST = "figures.example"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def error(self) -> dict[str, Any]:
        """What a refusal says."""
        return self.json["error"]


def ask(address: str, method: str = "GET", **headers: str) -> Reply:
    """The reply to a request; header names are written with `_`."""
    parts, messages = urlsplit(address), []
    named = {"host": HOST, **{name.replace("_", "-"): text for name, text in headers.items()}}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), text.encode()) for name, text in named.items()],
        "client": ("127.0.0.1", 1),
        "server": (HOST, 443),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    asyncio.run(APP(scope, receive, send))
    content = b"".join(message.get("body", b"") for message in messages[1:])
    return Reply(messages[0]["status"], {k.decode(): v.decode() for k, v in messages[0]["headers"]}, content)
