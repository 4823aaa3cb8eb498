"""Visits of US and Chinese leaders and ministers to the same partners and back, and what lists of trips add to them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import SOURCE, Table, place
from etl.trips import matching
from etl.trips.matching import Visit

LISTS = "wikipedia_trips"
POWERS = ("USA", "CHN")
# Visits between China and Russia are in table visits; those between China and the US have the US as the power.
NO_PARTNERS = frozenset({"RUS", "USA"})


def overlay(rows: pd.DataFrame, live: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Add the trips of lists that no other source has; a list's own older rows give way to what it says now.

    Trips of which only the month is known stay in trip_lists: this table has days.

    Args:
        rows: The rows of the archive, text cells.
        live: Live rows by table; trip_lists is read.
    """
    if "trip_lists" not in live:
        return rows
    older: list[Hashable] = []
    new: list[dict[str, str]] = []
    for power in POWERS:
        listed = matching.Register(_trips(live["trip_lists"], power))
        of_power = rows[rows["power"] == power]
        from_lists = of_power["source"] == LISTS
        older += [visit.label for visit in matching.coded(of_power[from_lists]) if listed.same(visit)]
        others = matching.Register(matching.coded(of_power[~from_lists]))
        unknown = [trip for trip in _trips(live["trip_lists"], power) if not others.same(trip)]
        new += [_listed_visit(power, group[0]) for group in matching.grouped(unknown)]
    return matching.with_rows(rows.drop(index=older), new, "trip_lists")


def _trips(trips: pd.DataFrame, power: str) -> list[Visit]:
    visits = matching.listed(trips, power)
    return [trip for trip in visits if trip.precision != "month" and trip.partner not in NO_PARTNERS]


def _listed_visit(power: str, trip: Visit) -> dict[str, str]:
    kept = {name: trip.row[name] for name in ("start", "end", "visitor", "visitor_rank")}
    return kept | {"power": power, "direction": trip.direction, "partner": trip.partner, "source": LISTS}


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each visit ends no earlier than it starts."""
    return frame["end"] >= frame["start"]


TABLE = Table(
    name="powers_visits",
    title="Visits of the United States and China to the partners and back",
    description="One row a visit. The US is complete to 2024; China 2003-2018, and Xi to 2026; lists of trips add to "
    "both. Completeness differs by power and period: never compare totals across them without saying so.",
    columns={
        "power": columns.text("The power", allowed=["CHN", "USA"], nullable=False),
        "direction": columns.text(
            "outbound = from the power to the partner, inbound = to the power",
            allowed=["outbound", "inbound"],
            nullable=False,
        ),
        "partner": columns.partner(),
        "start": columns.date("First day"),
        "end": columns.date("Last day"),
        "visitor": columns.text("Who came", nullable=False),
        "visitor_rank": columns.text("Office held", allowed=columns.RANKS, nullable=False),
        "source": columns.source(),
    },
    key=("power", "direction", "partner", "start", "visitor"),
    references=(place("power"), place("partner"), SOURCE),
    checks=(pa.Check(in_order, error="end is not before start"),),
    warnings=("sample",),
    period=("start",),
    overlay=overlay,
)
