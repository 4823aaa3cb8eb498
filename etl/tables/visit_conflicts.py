"""Where a list of trips gives a coded visit other days or another country; made from visits and trip_lists.

Belongs here: naming the conflict. Who is right is not decided: the coded visit stands in `visits`, the trip in
`trip_lists`, both in this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from etl import columns
from etl.table import Reference, Table
from etl.tables.visits import POWER
from etl.trips import matching
from etl.trips.matching import Visit


def derive(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Hold each listed trip against the coded visits.

    Args:
        tables: The validated tables in `TABLE.needs`.

    Returns:
        One row for each difference, in the columns of TABLE.
    """
    visits = tables["visits"]
    known = matching.Register(matching.coded(visits[visits["coded_by"] != "machine"]))
    found: list[dict[str, str]] = []
    for trip in matching.listed(tables["trip_lists"], POWER):
        visit = known.same(trip)
        found += _other_days(visit, trip) if visit else _other_countries(known, trip)
    return pd.DataFrame(found, columns=list(TABLE.columns), dtype="str")


def _other_days(visit: Visit, trip: Visit) -> Iterator[dict[str, str]]:
    """The days that differ; a month says no day, a range of several countries only that the visit lies within it."""
    if "month" in {visit.precision, trip.precision}:
        return
    if trip.precision == "range" and trip.start <= visit.start and visit.end <= trip.end:
        return
    for field in ("start", "end"):
        # An end that was not coded is unknown, not different.
        if visit.row[field] and visit.row[field] != trip.row[field]:
            yield _conflict(visit, trip, field, visit.row[field], trip.row[field])


def _other_countries(known: matching.Register, trip: Visit) -> Iterator[dict[str, str]]:
    for visit in known.contradicting(trip):
        yield _conflict(visit, trip, "partner", visit.partner, trip.partner)


def _conflict(visit: Visit, trip: Visit, field: str, coded: str, listed: str) -> dict[str, str]:
    evidence = {name: trip.row[name] for name in ("page", "revision", "url")}
    return {"visit_id": visit.row["visit_id"], "field": field, "coded": coded, "listed": listed} | evidence


TABLE = Table(
    name="visit_conflicts",
    title="Coded visits that a list of trips tells otherwise",
    description="One row for each visit, field and page that differ. Neither side is corrected: the coded visit stands "
    "in visits, the trip in trip_lists.",
    columns={
        "visit_id": columns.text("The coded visit", nullable=False),
        "field": columns.text(
            "What differs; partner = the list has the person in another country on these days",
            allowed=["start", "end", "partner"],
            nullable=False,
        ),
        "coded": columns.text("What visits has", nullable=False),
        "listed": columns.text("What the page has", nullable=False),
        "page": columns.text("Title of the list page", nullable=False),
        "revision": columns.text("Revision of the page", pattern=r"\d+", nullable=False),
        "url": columns.text("Permanent link to the revision", pattern=columns.ADDRESS, nullable=False),
    },
    key=("visit_id", "field", "page", "listed"),
    references=(Reference("visit_id", "visits", "visit_id"),),
    warnings=("conflicts_kept",),
    derive=derive,
    needs=("visits", "trip_lists"),
)
