"""Headers of every answer: open for reading from any page, closed to guessing of types.

Plain ASGI, so that it costs nothing and buffers nothing.
"""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS: Final = {
    "Access-Control-Allow-Origin": "*",  # public data, no cookies: any page may read it
    "Access-Control-Expose-Headers": "ETag, X-Left-Out, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
ASKED_FIRST: Final = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Adds `ALWAYS` and further headers to every answer, answers OPTIONS itself, and takes the body from HEAD."""

    def __init__(self, app: ASGIApp, further: Mapping[str, str]) -> None:
        self._app, self._headers = app, {**ALWAYS, **further}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            is_head_body = scope["method"] == "HEAD" and message["type"] == "http.response.body"
            await send({**message, "body": b""} if is_head_body else message)

        answer: ASGIApp = Response(status_code=204, headers=ASKED_FIRST) if scope["method"] == "OPTIONS" else self._app
        await answer(scope, receive, sending)
