"""One list page to trips: which rows are visits that took place, whose, where and when.

Belongs here: the rules by which a row counts. Does not belong here: the HTML (`tables`), asking (`etl/sources`), which
pairs of states the project keeps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from etl.trips import dates, people, words
from etl.trips.dates import Days
from etl.trips.places import Gazetteer
from etl.trips.tables import Row, read
from etl.trips.text import BREAK, parts, tidy

LEAST_READ = 1 / 3
SHOWN_UNREAD = 3
_PLANNED = re.compile(
    r"\b(?:future|upcoming|planned|scheduled|proposed|cancell?ed|postponed|announced)\b", re.IGNORECASE
)
_UNDATED = re.compile(r"(?:tb[acd]|to be \w+|unknown|n/?a|\?|[–—-]|(?:19|20)\d{2})?\.?", re.IGNORECASE)
_CITY_JOINTS = re.compile(rf"\s*(?:[{BREAK},;]|\band\b|&)\s*")
_VISITOR_JOINTS = re.compile(r"\s*;\s*|\s+(?:and|&)\s+")
_BRACKETS = re.compile(r"\([^)]*\)")


class ListError(ValueError):
    """A page is no list of trips any more, or its rows contradict each other; says what is wrong."""


@dataclass(frozen=True)
class Page:
    """A list page, as `etl/sources/wikipedia_pages.toml` describes it.

    Attributes:
        title: Its title there.
        person: Whose trips; "" for a page of visits received.
        rank: The office in which the person travels; "" for a page of visits received.
        kind: "trips" of one person or visits "received".
        country: Where the person comes from; for visits received the host.
    """

    title: str
    person: str
    rank: str
    kind: str
    country: str


@dataclass(frozen=True)
class Trip:
    """One person in one other country.

    Attributes:
        home: Country of the visitor's office.
        shared: Whether the days were given for several countries together.
        cities: As the page has them, joined by ;.
        details: The page's words beside the trip; "" where they belong to several countries.
    """

    visitor: str
    rank: str
    home: str
    host: str
    days: Days
    shared: bool
    cities: str
    details: str

    @property
    def precision(self) -> str:
        """How firm the days are, in the words of table visits."""
        return "range" if self.shared and self.days.start != self.days.end else self.days.precision


@dataclass(frozen=True)
class Trips:
    """What a page says: its trips in the order of their days, and a sentence each on what was left out."""

    trips: tuple[Trip, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Shared:
    """Numbers of the cells of dates and of details that span rows of several countries."""

    dates: frozenset[str]
    details: frozenset[str]


def read_page(page: Page, html: str, gazetteer: Gazetteer, today: date) -> Trips:
    """The trips of a page that are over by the day of the run.

    Raises:
        ListError: No row is a trip, or under a third of the rows could be read (page restructured).
    """
    listed = read(html)
    shared = _Shared(_several_countries(listed.rows, "dates"), _several_countries(listed.rows, "details"))
    trips: list[Trip] = []
    left_out: Counter[str] = Counter()
    unread: list[str] = []
    read_rows = 0
    for row in listed.rows:
        reason = _reason_to_leave_out(row, today)
        found = [] if reason else _trips_of(page, row, gazetteer, shared)
        read_rows += bool(found)
        trips += found
        if reason:
            left_out[reason] += 1
        elif not found:
            unread.append(f"{row.text('country')!r} on {row.text('dates')!r}")
    _refuse_restructured(read_rows, unread, listed.others)
    return Trips(tuple(_joined(trips)), tuple(_notes(left_out, unread)))


def _several_countries(rows: Sequence[Row], kind: str) -> frozenset[str]:
    pairs = {(row.span(kind), row.text("country")) for row in rows if row.span(kind)}
    counted = Counter(span for span, _ in pairs)
    return frozenset(span for span, countries in counted.items() if countries > 1)


def _reason_to_leave_out(row: Row, today: date) -> str:
    """Why a row is no visit, in words; "" if it may be one."""
    if row.struck:
        return "struck through"
    if _PLANNED.search(row.section):
        return "planned or cancelled"
    if _UNDATED.fullmatch(row.text("dates")):
        return "undated"
    days = dates.read(row.text("dates"), row.year)
    return "not over yet" if days and days.end > today else ""


def _trips_of(page: Page, row: Row, gazetteer: Gazetteer, shared: _Shared) -> list[Trip]:
    """A trip for each country and person of a row; none if its countries, dates or persons are not understood."""
    days = dates.read(row.text("dates"), row.year)
    codes = [code for code in gazetteer.read(row.cells["country"]).codes if code != page.country]
    if not days:
        return []
    several = len(codes) > 1
    alone = not several and row.span("details") not in shared.details
    trip = Trip(
        visitor=page.person,
        rank=page.rank,
        home=page.country,
        host=page.country,
        days=days,
        shared=several or row.span("dates") in shared.dates,
        cities="" if several else _cities(row.cells["city"]),
        details=row.text("details") if alone else "",
    )
    if page.kind == "trips":
        return [replace(trip, host=code) for code in codes]
    visitors = list(_visitors(row.cells["visitor"], days.start))
    return [replace(trip, home=code, visitor=name, rank=rank) for code in codes for name, rank in visitors]


def _cities(cell: str) -> str:
    named = (tidy(_BRACKETS.sub(" ", part)) for part in _CITY_JOINTS.split(cell))
    return ";".join(dict.fromkeys(name for name in named if name))


def _visitors(cell: str, day: date) -> Iterable[tuple[str, str]]:
    """The persons of a cell with the office their title names, or the one they are known to have held that day."""
    for piece in (person for line in parts(cell) for person in _VISITOR_JOINTS.split(line)):
        name = people.without_titles(piece.split(",")[0])
        if name:
            rank = words.rank(piece)
            yield name, (people.rank_on(name, day) or rank) if rank == "other" else rank


def _joined(trips: Iterable[Trip]) -> list[Trip]:
    """Rows of one stay made one trip: the same person in the same country on days that overlap or follow each other.

    Lists give a line to each city. Lines of the same city and first day stay apart: they are either identical or
    contradict each other.
    """
    joined: list[Trip] = []
    ordered = sorted(trips, key=lambda trip: (*_who_where(trip), trip.days.start, trip.days.end))
    for _, group in groupby(ordered, key=_who_where):
        stay: list[Trip] = []
        for trip in group:
            if stay and _one_stay(stay[-1], trip):
                stay[-1] = _both(stay[-1], trip)
            else:
                stay.append(trip)
        joined += stay
    return sorted(joined, key=lambda trip: (trip.days.start, trip.host, trip.home, trip.visitor))


def _who_where(trip: Trip) -> tuple[str, str, str]:
    return people.key(trip.visitor), trip.home, trip.host


def _one_stay(first: Trip, second: Trip) -> bool:
    firm = first.precision == second.precision == "day"
    near = second.days.start <= first.days.end + timedelta(days=1)
    alike = (first.days.start, first.cities) == (second.days.start, second.cities)
    return firm and near and not alike


def _both(first: Trip, second: Trip) -> Trip:
    cities = dict.fromkeys(city for trip in (first, second) for city in trip.cities.split(";") if city)
    days = replace(first.days, end=max(first.days.end, second.days.end))
    return replace(first, days=days, cities=";".join(cities), details=f"{first.details} {second.details}".strip())


def _refuse_restructured(read_rows: int, unread: Sequence[str], others: Sequence[str]) -> None:
    if not read_rows and not unread:
        found = f"; tables found: {' / '.join(others[:SHOWN_UNREAD])}" if others else ""
        raise ListError(f"page restructured: no trip found in a table with a country and a date column{found}")
    if read_rows < LEAST_READ * (read_rows + len(unread)):
        rows = read_rows + len(unread)
        raise ListError(f"page restructured: {read_rows} of {rows} rows could be read; not understood: {unread[0]}")


def _notes(left_out: Counter[str], unread: Sequence[str]) -> Iterable[str]:
    if left_out:
        yield "rows that are no visits: " + ", ".join(f"{count} {reason}" for reason, count in sorted(left_out.items()))
    if unread:
        yield f"rows not understood: {len(unread)}, first {'; '.join(unread[:SHOWN_UNREAD])}"
