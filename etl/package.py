"""The two JSON files of a release: `datapackage.json` (Frictionless Data Package) and `release.json`.

Belongs here: describing tables that are already built and checked. Does not belong here: writing files, or any rule
about figures.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from etl.table import WARNINGS, Table

PACKAGE_NAME = "russia-asia-dashboard"
PACKAGE_TITLE = "Russia and its Asian partners: trade, visits and forums"
ARCHIVED, FRESH = "archived", "fresh"
STATE_NOTE = (
    "archived = from the archive only, never asked; fresh = asked without a fault at the time in checked; "
    "stale since = the last good rows of that day stand, error says why; failed = asked, but no answer was ever good"
)
# Terms that name an open licence outright; any other wording is kept as text in `sources` and claims none.
LICENCES = {
    "CC0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
}


@dataclass(frozen=True)
class SourceState:
    """How a live source stands.

    Attributes:
        word: "fresh", "stale since 2026-11-24", "failed: reason", or "archived".
        checked: When it was last asked without a fault, UTC as 2026-11-24T11:00:00Z; None for never.
        error: What is wrong now, one sentence; None where nothing is.
    """

    word: str = ARCHIVED
    checked: str | None = None
    error: str | None = None


@dataclass(frozen=True)
class Built:
    """One table ready to publish.

    Attributes:
        table: Its definition.
        frame: Its validated rows, sorted by key.
        content: The same rows as CSV bytes.
        sources: Ids of the sources its rows come from, sorted.
    """

    table: Table
    frame: pd.DataFrame
    content: bytes
    sources: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Hash of the CSV bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


def content_id(time: str, built: tuple[Built, ...]) -> str:
    """The release id: its time and the first ten hex digits of a hash over all tables and schemas."""
    digest = hashlib.sha256()
    for one in built:
        digest.update(one.table.name.encode())
        digest.update(one.content)
        digest.update(as_json(table_schema(one.table)))
    return f"{time}-{digest.hexdigest()[:10]}"


def as_json(value: object) -> bytes:
    """JSON for people and diffs: indented, UTF-8, order as given, LF at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def datapackage(release_id: str, time: str, built: tuple[Built, ...]) -> dict[str, Any]:
    """The Frictionless descriptor of a release."""
    known = _sources(built)
    used = sorted({source for one in built for source in one.sources})
    return {
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "id": release_id,
        "title": PACKAGE_TITLE,
        "version": release_id,
        "created": f"{time}T00:00:00Z",
        "sources": [_source(source, known) for source in used],
        "resources": [_resource(one, known) for one in built],
    }


def release_facts(
    release_id: str, time: str, built: tuple[Built, ...], states: Mapping[str, SourceState]
) -> dict[str, Any]:
    """What release.json holds: id, time, the rows, period, hash and sources of each table, the state of each source."""
    extents = _extents(built)
    return {
        "id": release_id,
        "time": time,
        "state_note": STATE_NOTE,
        "tables": {one.table.name: _table_facts(one) for one in built},
        "sources": {
            name: {
                "name": row["name"],
                "publisher": row["publisher"],
                "url": row["url"],
                "licence": row["licence"],
                "redistribute": row["redistribute"],
                "caveats": row["caveats"],
                **_state(states.get(name, SourceState())),
                "rows": extents[name].rows if name in extents else 0,
                "oldest": extents[name].first if name in extents else None,
                "newest": extents[name].last if name in extents else None,
                "tables": [one.table.name for one in built if name in one.sources],
            }
            for name, row in _sources(built).items()
        },
    }


def states_of(facts: Mapping[str, Any]) -> dict[str, SourceState]:
    """The states that release.json tells, by source; the inverse of `release_facts`."""
    return {
        name: SourceState(source["state"], source.get("checked"), source.get("error"))
        for name, source in facts["sources"].items()
        if source["state"] != ARCHIVED
    }


def with_states(facts: Mapping[str, Any], states: Mapping[str, SourceState]) -> dict[str, Any]:
    """What release.json holds with other states of its sources; all else stays as it is."""
    sources = {name: source | _state(states.get(name, SourceState())) for name, source in facts["sources"].items()}
    return {**facts, "sources": sources}


def table_schema(table: Table) -> dict[str, Any]:
    """A table's schema in the words of Frictionless Table Schema."""
    # A self-reference or a list in a cell has no foreign key there; such references are checked at build time only.
    keys = [
        {"fields": [ref.column], "reference": {"resource": ref.table, "fields": [ref.target]}}
        for ref in table.references
        if not ref.many
    ]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.columns.items()],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return {**schema, "foreignKeys": keys} if keys else schema


def period(table: Table, frame: pd.DataFrame) -> tuple[str | None, str | None]:
    """First and last time the rows speak of, as text; None for a table without a period or without rows."""
    moments = [moment for column in table.period for moment in _moments(frame[column])]
    return (min(moments), max(moments)) if moments else (None, None)


def _moments(cells: pd.Series) -> list[str]:
    """The dates in a column: numbers and ISO dates as they are, of a period in words its years."""
    known = cells.dropna().astype(str)
    if cells.name == "period":
        return [year for cell in known for year in re.findall(r"(?:19|20)\d\d", cell)]
    return [cell[:10] for cell in (known.min(), known.max())] if len(known) else []


def _resource(one: Built, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    first, last = period(one.table, one.frame)
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": one.table.name,
        "path": f"{one.table.name}.csv",
        "title": one.table.title,
        "description": one.table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(one.content),
        "hash": f"sha256:{one.sha256}",
        "rows": len(one.frame),
        "period": {"first": first, "last": last},
        "warnings": [WARNINGS[code] for code in one.table.warnings],
        "rules": [str(check.error) for check in one.table.checks],
        "sources": [_source(source, known) for source in one.sources],
        "schema": table_schema(one.table),
    }
    licences = _licences(one.sources, known)
    return {**resource, "licenses": licences} if licences else resource


def _source(name: str, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    row = known[name]
    source = {"name": name, "title": f"{row['publisher']}: {row['name']}"}
    if row["url"]:
        source["path"] = row["url"]
    return {**source, "licence": row["licence"], "redistribute": row["redistribute"]}


def _licences(sources: tuple[str, ...], known: Mapping[str, dict[str, Any]]) -> list[dict[str, str]]:
    """The licences of a table's rows, or none where one of its sources names no open licence outright."""
    terms = {known[source]["licence"] for source in sources}
    if not terms <= set(LICENCES):
        return []
    return [{"name": LICENCES[term][0], "title": term, "path": LICENCES[term][1]} for term in sorted(terms)]


def _field(name: str, column: pa.Column) -> dict[str, Any]:
    facts = column.metadata or {}
    field = {"name": name, "type": facts["type"], "title": name.replace("_", " "), "description": column.description}
    if facts["unit"]:
        field["unit"] = facts["unit"]
    if facts["derived"]:
        field["derived"] = True
    constraints = {} if column.nullable else {"required": True}
    return {**field, "constraints": {**constraints, **_constraints(column)}}


def _constraints(column: pa.Column) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for check in column.checks:
        facts = check.statistics or {}
        if "allowed_values" in facts:
            found["enum"] = list(facts["allowed_values"])
        if "pattern" in facts and (column.metadata or {})["type"] == "string":
            found["pattern"] = facts["pattern"]
        if "min_value" in facts:
            found |= {"minimum": facts["min_value"], "maximum": facts["max_value"]}
    return found


def _table_facts(one: Built) -> dict[str, Any]:
    first, last = period(one.table, one.frame)
    return {
        "title": one.table.title,
        "rows": len(one.frame),
        "first": first,
        "last": last,
        "sha256": one.sha256,
        "sources": list(one.sources),
    }


def _sources(built: tuple[Built, ...]) -> dict[str, dict[str, Any]]:
    """The rows of table sources by id; a missing cell is None."""
    frame = next(one.frame for one in built if one.table.name == "sources")
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {str(row["source"]): {str(key): value for key, value in row.items()} for row in rows}


def _state(state: SourceState) -> dict[str, str | None]:
    return {"state": state.word, "checked": state.checked, "error": state.error}


@dataclass(frozen=True)
class _Extent:
    """How much of a source the tables hold."""

    rows: int = 0
    first: str | None = None
    last: str | None = None


def _extents(built: tuple[Built, ...]) -> dict[str, _Extent]:
    """Rows, first and last time of each source over all tables."""
    extents: dict[str, _Extent] = {}
    for one in built:
        for source in one.sources:
            # A table with one source need not have a column for it.
            rows = one.frame if len(one.sources) == 1 else one.frame[one.frame["source"] == source]
            before = extents.get(source, _Extent())
            first, last = period(one.table, rows)
            extents[source] = _Extent(
                rows=before.rows + len(rows),
                first=min((moment for moment in (before.first, first) if moment), default=None),
                last=max((moment for moment in (before.last, last) if moment), default=None),
            )
    return extents
