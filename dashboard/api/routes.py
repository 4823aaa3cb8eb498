"""What the server mounts beside Streamlit: `/api/v1`, `/embed`, `/oembed`, with their headers and compression.

Belongs here: addresses and headers. Does not belong here: what is answered at them.
"""

from collections.abc import Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from dashboard.api import claims, embed, figures, oembed, openapi, tables
from dashboard.api.answers import Refused
from dashboard.api.endpoints import endpoint
from dashboard.api.headers import Headers

NO_FRAME: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
SMALLEST_GZIP: Final = 500  # bytes

API: Final = (
    Route("/releases/current", endpoint(claims.current)),
    Route("/tables", endpoint(tables.listed)),
    Route("/tables/{name}", endpoint(tables.one)),
    Route("/figures", endpoint(figures.listed)),
    Route("/figures/{id}", endpoint(figures.one)),
    Route("/claims", endpoint(claims.listed)),
    Route("/claims/{id}", endpoint(claims.one)),
    Route("/openapi.json", endpoint(openapi.described)),
)
EMBEDS: Final = (
    Route("/assets/{checksum}.js", endpoint(embed.asset, embed.refusal)),
    Route("/{id}", endpoint(embed.live, embed.refusal)),
    Route("/{id}/{release}", endpoint(embed.frozen_page, embed.refusal)),
)
OEMBED: Final = (Route("/oembed", endpoint(oembed.answered)),)


def routes() -> list[BaseRoute]:
    """Everything that is not a page of the app. Streamlit keeps its own addresses and headers."""
    return [
        Mount("/api/v1", _guarded(API, {"Content-Security-Policy": NO_FRAME})),
        Mount("/embed", _guarded(EMBEDS, {})),
        Route("/oembed", _guarded(OEMBED, {"Content-Security-Policy": NO_FRAME})),
    ]


def _guarded(own: Sequence[BaseRoute], headers: dict[str, str]) -> Starlette:
    """Routes that answer errors as JSON, compress, and say who may read and frame them."""
    layers = [Middleware(Headers, further=headers), Middleware(GZipMiddleware, minimum_size=SMALLEST_GZIP)]
    return Starlette(routes=list(own), middleware=layers, exception_handlers={HTTPException: _no_route})


async def _no_route(_request: Request, error: Exception) -> Response:
    """An address or a method that is not here."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    wrong = "There is nothing at this address." if status == 404 else "Only GET, HEAD and OPTIONS are answered."
    answer = Refused(status, f"{wrong} /api/v1/openapi.json describes what there is.").answer()
    allow = {"Allow": "GET, HEAD, OPTIONS"} if status == 405 else {}
    return Response(answer.content, status, headers=allow, media_type=answer.media_type)
