"""Knowing one visit again in another list: the same partner, direction and person, and days that meet.

Belongs here: the rules of "the same visit" and of "cannot both be true". Does not belong here: which row wins, or how
it is published (`etl/tables/visits.py`, `powers_visits.py`, `visit_conflicts.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from etl.trips import people

NEAR = timedelta(days=2)
FIRMNESS = {"day": 0, "range": 1, "month": 2}


@dataclass(frozen=True)
class Visit:
    """One visit, by hand or from a list.

    Attributes:
        partner: The Asian state.
        direction: outbound = from the power to the partner, inbound = to the power.
        person: The visitor as `people.key` has it.
        end: Last day; the first where the last is not known.
        precision: day, range (one range for several countries) or month.
        label: Index of its row in the frame it comes from.
        row: That row.
    """

    partner: str
    direction: str
    person: str
    start: date
    end: date
    precision: str
    label: Hashable
    row: Mapping[str, str]

    def is_same(self, other: Visit) -> bool:
        """Whether both are one visit: they start within two days, or their days overlap.

        Where one knows only the month, the other starts in it.
        """
        if (self.partner, self.direction, self.person) != (other.partner, other.direction, other.person):
            return False
        if "month" in {self.precision, other.precision}:
            return (self.start.year, self.start.month) == (other.start.year, other.start.month)
        return abs(self.start - other.start) <= NEAR or (self.start <= other.end and other.start <= self.end)

    def contradicts(self, other: Visit) -> bool:
        """Whether one person would be in two countries: firm days of both overlap by more than a day of travel."""
        return (
            self.person == other.person
            and (self.partner, self.direction) != (other.partner, other.direction)
            and self.precision == other.precision == "day"
            and self.start < other.end
            and other.start < self.end
        )


class Register:
    """Visits to look others up in."""

    def __init__(self, visits: Iterable[Visit]) -> None:
        self._by_person: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in visits:
            self._by_person[visit.person].append(visit)

    def same(self, visit: Visit) -> Visit | None:
        """The same visit, the one that starts nearest; None if it is not there."""
        found = [known for known in self._by_person[visit.person] if known.is_same(visit)]
        return min(found, key=lambda known: abs(known.start - visit.start), default=None)

    def contradicting(self, visit: Visit) -> list[Visit]:
        """The visits that cannot be true together with this one."""
        return [known for known in self._by_person[visit.person] if known.contradicts(visit)]


def coded(visits: pd.DataFrame) -> list[Visit]:
    """Visits from rows of table visits or powers_visits (text cells; without a precision the days are firm)."""
    return [
        _visit(label, row, row["partner"], row["direction"], row.get("date_precision", "day"))
        for label, row in _records(visits)
    ]


def listed(trips: pd.DataFrame, power: str) -> list[Visit]:
    """The trips of table trip_lists between a power and another state that their page still holds.

    Args:
        trips: Rows of trip_lists, text cells.
        power: ISO alpha-3 code of the power.
    """
    visits = []
    for label, row in _records(trips):
        home, host = row["visitor_home"], row["host"]
        if row.get("withdrawn_at") or power not in {home, host}:
            continue
        partner, direction = (host, "outbound") if home == power else (home, "inbound")
        visits.append(_visit(label, row, partner, direction, row["date_precision"]))
    return visits


def grouped(visits: Iterable[Visit]) -> list[list[Visit]]:
    """Visits that are one, put together; in each group the firmest days come first, then the first page by name."""
    ordered = sorted(visits, key=lambda one: (one.person, one.partner, one.direction, one.start, one.row["page"]))
    groups: list[list[Visit]] = []
    for visit in ordered:
        if groups and groups[-1][0].is_same(visit):
            groups[-1].append(visit)
        else:
            groups.append([visit])
    return [sorted(group, key=lambda one: (FIRMNESS[one.precision], one.row["page"])) for group in groups]


def with_rows(rows: pd.DataFrame, cells: Sequence[Mapping[str, str]], origin: str) -> pd.DataFrame:
    """Rows put below others, in the same columns, under labels that say where they come from ("origin:1")."""
    new = pd.DataFrame(list(cells), columns=rows.columns, dtype="str").fillna("")
    new.index = pd.Index([f"{origin}:{number}" for number in range(1, len(new) + 1)], dtype="str")
    return pd.concat([rows, new])


def _records(rows: pd.DataFrame) -> Iterator[tuple[Hashable, dict[str, str]]]:
    """Label and cells of each row, missing cells as ""."""
    filled = rows.astype("str").fillna("")
    for label, row in zip(rows.index, filled.to_dict("records"), strict=True):
        yield label, {str(name): str(cell) for name, cell in row.items()}


def _visit(label: Hashable, row: Mapping[str, str], partner: str, direction: str, precision: str) -> Visit:
    start = date.fromisoformat(row["start"])
    end = date.fromisoformat(row["end"]) if row["end"] else start
    return Visit(partner, direction, people.key(row["visitor"]), start, end, precision, label, row)
