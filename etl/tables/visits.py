"""Visits between Russia and Asian partners, 2000 on: coded for this project, and what lists of trips add to them.

A sample with its completeness stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table, place
from etl.trips import matching, people
from etl.trips.matching import Visit

POWER = "RUS"
LIST = "wikipedia_list"
KINDS = ("broadcaster", "wire", "tracker", "kremlin", "wikipedia_list", "mfa")


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep evidence addresses bare: words in brackets after one ("(China Vitae)") move to the note."""
    rows = rows.copy()
    for name in ("evidence_1", "evidence_2"):
        parts = rows[name].str.extract(r"^(?P<address>\S*)(?: \((?P<words>.*)\))?$")
        moved = parts["words"].notna()
        rows.loc[moved, name] = parts["address"][moved]
        words = name + ": " + parts["words"][moved]
        rows.loc[moved, "note"] = (rows["note"][moved] + "; " + words).str.removeprefix("; ")
    return rows


def overlay(rows: pd.DataFrame, live: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Let lists of trips stand as evidence of coded visits, and as visits where no one has coded them.

    A coded row keeps its days, place and words. Where a list gives other days or another country for it, that stands in
    visit_conflicts, and a trip that contradicts a coded visit is not added.

    Args:
        rows: The built rows of the archive, text cells.
        live: Live rows by table; trip_lists is read.

    Returns:
        The rows, with `evidence_2` where it was empty and a list holds the visit, and the new visits below them.
    """
    if "trip_lists" not in live:
        return rows
    rows = rows.copy()
    known = matching.Register(matching.coded(rows))
    unknown: list[Visit] = []
    for trip in matching.listed(live["trip_lists"], POWER):
        visit = known.same(trip)
        if visit:
            _add_evidence(rows, visit, trip)
        elif not known.contradicting(trip):
            unknown.append(trip)
    new = [_listed_visit(group) for group in matching.grouped(unknown)]
    return matching.with_rows(rows, _with_own_ids(new, set(rows["visit_id"])), "trip_lists")


def _add_evidence(rows: pd.DataFrame, visit: Visit, trip: Visit) -> None:
    """Put the page as second evidence, unless there is one or the page is the first already."""
    own_page = trip.row["page"].replace(" ", "_") in unquote(str(rows.loc[visit.label, "evidence_1"]))  # type: ignore[index]
    if not own_page and not rows.loc[visit.label, "evidence_2"]:  # type: ignore[index]
        rows.loc[visit.label, ["evidence_2", "evidence_kind_2"]] = [trip.row["url"], LIST]


def _listed_visit(trips: Sequence[Visit]) -> dict[str, str]:
    """A new visit from the pages that list it, the firmest first; the words of the first page that says anything."""
    first = trips[0]
    words = next((trip.row for trip in trips if trip.row["format"] != "unknown"), first.row)
    others = [trip.row["url"] for trip in trips if trip.row["page"] != first.row["page"]]
    kept = {name: first.row[name] for name in ("start", "end", "date_precision", "visitor", "visitor_rank")}
    ends = (first.partner, POWER) if first.direction == "inbound" else (POWER, first.partner)
    return kept | {
        "visit_id": "-".join((*ends, first.row["start"], people.surname(first.row["visitor"]))),
        "direction": first.direction,
        "partner": first.partner,
        "host_city": next((trip.row["host_city"] for trip in trips if trip.row["host_city"]), ""),
        "format": words["format"],
        "forum": words["forum"],
        "visit_type": words["visit_type"],
        "evidence_1": first.row["url"],
        "evidence_2": others[0] if others else "",
        "evidence_kind_1": LIST,
        "evidence_kind_2": LIST if others else "",
        "confidence": "medium",
        "note": "",
        "coded_by": "machine",
    }


def _with_own_ids(visits: Sequence[dict[str, str]], taken: set[str]) -> list[dict[str, str]]:
    """The visits, an id that is taken followed by a number (two persons of one surname on one day)."""
    named = []
    for visit in visits:
        wanted, number = visit["visit_id"], 1
        while visit["visit_id"] in taken:
            number += 1
            visit = visit | {"visit_id": f"{wanted}-{number}"}  # noqa: PLW2901 - the same visit under the next id
        taken.add(visit["visit_id"])
        named.append(visit)
    return named


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each visit ends no earlier than it starts; an unknown end is fine."""
    return frame["end"].isna() | (frame["end"].fillna("9") >= frame["start"].fillna(""))


TABLE = Table(
    name="visits",
    title="Visits between Russia and Asian partners",
    description="A person in office physically in the other country. confidence high and medium count; low rows are "
    "never counted. visit_id may hold an older start date: start rules.",
    columns={
        "visit_id": columns.text("Id of the visit", nullable=False),
        "start": columns.date("First day; first of the month where date_precision is month"),
        "end": columns.date("Last day", nullable=True),
        "date_precision": columns.text("How firm the dates are", allowed=["day", "month", "range"], nullable=False),
        "direction": columns.text(
            "outbound = from Russia to the partner, inbound = to Russia",
            allowed=["outbound", "inbound"],
            nullable=False,
        ),
        "partner": columns.partner(),
        "visitor": columns.text("Who came", nullable=False),
        "visitor_rank": columns.text("Office held", allowed=columns.RANKS, nullable=False),
        "host_city": columns.text("City of the visit"),
        "format": columns.text(
            "bilateral, forum, both = a forum and talks or a state visit with the hosts, unknown",
            allowed=["bilateral", "forum", "both", "unknown"],
            nullable=False,
        ),
        "forum": columns.text("Forum or forums, joined by ;"),
        "visit_type": columns.text(
            "Type of visit", allowed=["state", "official", "working", "unknown"], nullable=False
        ),
        "evidence_1": columns.text("Address of the evidence", pattern=columns.ADDRESS, nullable=False),
        "evidence_2": columns.text("Address of more evidence", pattern=columns.ADDRESS),
        "evidence_kind_1": columns.text("What evidence_1 is", allowed=KINDS, nullable=False),
        "evidence_kind_2": columns.text("What evidence_2 is", allowed=KINDS),
        "confidence": columns.text(
            "How sure the visit is; low is never counted", allowed=["high", "medium", "low"], nullable=False
        ),
        "note": columns.note(),
        "coded_by": columns.text(
            "two = coded twice and adjudicated, machine = only lists of trips have it",
            allowed=["one", "two", "machine"],
            nullable=False,
        ),
    },
    key=("visit_id",),
    references=(place("partner"),),
    checks=(pa.Check(in_order, error="end is not before start"),),
    warnings=("sample",),
    period=("start",),
    build=build,
    overlay=overlay,
)
