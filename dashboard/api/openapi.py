"""The description of the API for machines (OpenAPI 3.1), made from the parameters that the routes check.

Each table has an address of its own here, for each has its own filters.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dashboard import figures as register
from dashboard import release as releases
from dashboard.api import claims, embed, figures, frozen, oembed, parameters, tables
from dashboard.api.answers import JSON, Plan, as_json, etag
from dashboard.api.endpoints import Ask
from dashboard.api.parameters import Parameter
from dashboard.claims.ledger import CLAIMS
from dashboard.files.file import MEDIA_TYPES
from dashboard.release import Release

VERSION: Final = "1"
ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["parameter", "message"],
            "properties": {
                "parameter": {"type": ["string", "null"], "description": "What is wrong; null where it is none."},
                "message": {"type": "string", "description": "Why, and what is allowed."},
            },
        }
    },
}
REFUSALS: Final = {
    "400": "A parameter is unknown, missing or out of bounds; the error names it.",
    "403": "It would hold rows of a source that does not allow passing them on.",
    "404": "There is no such thing, or nothing to show for this choice.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "413": "More rows or bytes than are given at once.",
    "500": "It failed here.",
    "503": "There is no release to answer from, or too much is asked at the moment.",
}


def described(ask: Ask) -> Plan:
    """The description itself."""
    release = releases.current()
    parameters.checked((), ask.query)
    return Plan(etag(release.id, "openapi", ask.site), lambda: as_json(document(release, ask.site)))


def document(release: Release, site: str) -> dict[str, Any]:
    """The description as an object, for one release: partners, years and tables are those it has."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Russia and Asia: tables, figures, claims",
            "version": VERSION,
            "description": f"Release {release.id}. Files are the same bytes for the same release and selection. "
            "A missing figure is unknown, never zero.",
        },
        "servers": [{"url": site}],
        "paths": {path: {"get": one} for path, one in _operations(release).items()},
        "components": {
            "schemas": {"Error": ERROR},
            "responses": {status: _refusal(words) for status, words in REFUSALS.items()},
        },
    }


def _operations(release: Release) -> dict[str, dict[str, Any]]:
    figure = _named("id", tuple(register.FIGURES))
    return {
        "/api/v1/releases/current": _operation(claims.current),
        "/api/v1/tables": _operation(tables.listed),
        **{
            f"/api/v1/tables/{name}": _operation(tables.one, tables.parameters_of(release, name), kinds=tables.FORMATS)
            for name in release.tables
        },
        "/api/v1/figures": _operation(figures.listed),
        "/api/v1/figures/{id}": _operation(figures.one, figures.parameters_of(release), [figure], figures.FORMATS),
        "/api/v1/claims": _operation(claims.listed),
        "/api/v1/claims/{id}": _operation(claims.one, path=[_named("id", tuple(CLAIMS))]),
        "/embed/{id}": _operation(embed.live, embed.parameters_of(release), [figure], ("html",)),
        "/embed/{id}/{release}": _operation(
            embed.frozen_page, frozen.parameters_of(release), [figure, _named("release", (release.id,))], ("html",)
        ),
        "/oembed": _operation(oembed.answered, oembed.PARAMETERS),
        "/api/v1/openapi.json": _operation(described),
    }


def _operation(
    handler: Any,
    query: Iterable[Parameter] = (),
    path: Iterable[Mapping[str, Any]] = (),
    kinds: Iterable[str] = ("json",),
) -> dict[str, Any]:
    """One address: the first sentence of its handler, its parameters, what comes back."""
    content: dict[str, Any] = {_media_type(kind): {} for kind in kinds}
    told = {name: {"schema": {"type": "string"}} for name in ("ETag", "Cache-Control")}
    return {
        "summary": (handler.__doc__ or "").partition("\n")[0],
        "parameters": [*path, *map(_parameter, query)],
        "responses": {
            "200": {"description": "The whole answer.", "headers": told, "content": content},
            "304": {"description": "The reader has it already (If-None-Match)."},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS},
        },
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": "query",
        "description": one.meaning,
        "required": one.required,
        "schema": dict(one.schema),
        **({"style": "form", "explode": True} if one.schema["type"] == "array" else {}),
    }


def _named(name: str, allowed: tuple[str, ...]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": list(allowed)}}


def _refusal(words: str) -> dict[str, Any]:
    content = {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}, "text/html": {}}
    return {"description": words, "content": content}


def _media_type(kind: str) -> str:
    return MEDIA_TYPES.get(kind, JSON).partition(";")[0]  # vega is JSON
