"""The tables of the release: the list, and each one filtered as the page filters it.

Rows of sources that do not allow passing them on are left out by `dashboard.files`, which says why.
"""

from typing import Any, Final

import pandas as pd

from dashboard import release as releases
from dashboard.api import parameters
from dashboard.api.answers import Answer, Plan, Refused, as_json, by_name, etag
from dashboard.api.endpoints import Ask
from dashboard.api.figures import sent
from dashboard.api.parameters import Parameter
from dashboard.files import TABLE_KINDS, table_file
from dashboard.filtering import PLACE_COLUMNS, YEAR_COLUMNS, filtered
from dashboard.release import Release
from dashboard.selection import Choice

FORMATS: Final = ("json", *(kind for kind in TABLE_KINDS if kind != "json"))
MOST_ROWS: Final = {"json": 100_000, "csv": 250_000, "parquet": 250_000, "xlsx": 20_000}


def parameters_of(release: Release, name: str) -> tuple[Parameter, ...]:
    """What a request for a table may state: only filters that the table has a column for."""
    columns = release.tables[name].columns
    filters = [parameters.partners(release)] if any(c in columns for c in PLACE_COLUMNS) else []
    filters += parameters.years(release) if any(c in columns for c in YEAR_COLUMNS) else []
    return (parameters.formats(FORMATS), *filters, parameters.find(), parameters.this_release(release))


def listed(ask: Ask) -> Plan:
    """All tables: name, title, description, unit and meaning of each column, sources, rows, address."""
    release = releases.current()
    parameters.checked((), ask.query)
    return Plan(etag(release.id, "tables", ask.site), lambda: as_json(_catalogue(release, ask.site)))


def one(ask: Ask) -> Plan:
    """The rows of one table as a file.

    Raises:
        Refused: 404 no such table, 400 a parameter that is wrong, 413 too many rows.
    """
    release, name = releases.current(), ask.path["name"]
    by_name(tuple(release.tables), name, "table")
    stated = parameters.checked(parameters_of(release, name), ask.query)
    return Plan(etag(release.id, "table", name, stated), lambda: _file(release, name, stated), heavy=True)


def rows(release: Release, name: str, stated: dict[str, Any]) -> pd.DataFrame:
    """The rows of the stated partners and years that hold all words of `find`; every row of the table with none."""
    first, last = stated.get("from"), stated.get("to")
    choice = Choice(partners=tuple(stated.get("partner", ())), first=first, last=last)
    return filtered(release.tables[name], choice, stated.get("find", ""))


def _file(release: Release, name: str, stated: dict[str, Any]) -> Answer:
    found, kind = rows(release, name, stated), stated.get("format", FORMATS[0])
    if len(found) > MOST_ROWS[kind]:
        raise Refused(
            413,
            f"{len(found):,} rows; as {kind} at most {MOST_ROWS[kind]:,} are given at once. Ask for fewer partners "
            "or years, for words (`find`), or for parquet.",
            parameter="format",
        )
    return sent(table_file(release, name, found, kind))


def _catalogue(release: Release, site: str) -> dict[str, Any]:
    tables = [
        {
            "name": resource["name"],
            "title": resource["title"],
            "description": resource["description"],
            "rows": len(release.tables[resource["name"]]),
            "columns": [
                {part: column.get(part, "") for part in ("name", "type", "unit", "description")}
                for column in resource["schema"]["fields"]
            ],
            "sources": resource.get("sources", []),
            "parameters": [one.name for one in parameters_of(release, resource["name"])],
            "formats": list(FORMATS),
            "url": f"{site}/api/v1/tables/{resource['name']}",
        }
        for resource in release.package["resources"]
    ]
    return {"release": release.id, "tables": tables}
