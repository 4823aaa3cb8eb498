"""What changed between two releases: rows added, gone and revised, by table, partner and period, with the size.

Belongs here: comparing tables, and saying it. Does not belong here: which releases there are (`etl/publish.py`), where
the words go (`etl/changelog.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from etl import csvfile
from etl.errors import ReleaseError

PARTNER_COLUMNS = ("partner", "iso3", "area")
PERIOD_COLUMNS = ("year", "month", "session_year", "start", "period_start", "period")
# What is worked out from other tables says the same change a second time.
DERIVED = ("coverage",)


@dataclass(frozen=True)
class Change:
    """One row that differs.

    Attributes:
        table: The table.
        kind: "added", "gone" or "revised".
        key: The row's key, "column=value" joined by a space.
        partner, period: What the row is about; "" where its table has no such column.
        column: For a revised row the first column of figures that differs, else the first that differs; else "".
        old, new: Its cell before and after, as text.
    """

    table: str
    kind: str
    key: str
    partner: str
    period: str
    column: str = ""
    old: str = ""
    new: str = ""

    @property
    def size(self) -> float | None:
        """New over old less one, for numbers; None where it says nothing."""
        try:
            old, new = float(self.old), float(self.new)
        except ValueError:
            return None
        return new / old - 1 if old else None


@dataclass(frozen=True)
class Difference:
    """All changes from one release to another.

    Attributes:
        before, after: Ids of the two.
        changes: In the order of the tables and their keys.
        tables: Tables and columns that one of the two lacks, a sentence each.
        rows: Rows of the tables of the earlier one, without derived tables: what `changes` can be held against.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    tables: tuple[str, ...]
    rows: int

    def of(self, table: str, kind: str) -> tuple[Change, ...]:
        """The changes of one kind in one table."""
        return tuple(change for change in self.changes if (change.table, change.kind) == (table, kind))

    @property
    def changed_tables(self) -> tuple[str, ...]:
        """The tables with changes, in order."""
        return tuple(dict.fromkeys(change.table for change in self.changes))


def between(before: Path, after: Path) -> Difference:
    """Compare two release folders.

    Raises:
        ReleaseError: A file of one of them is missing or unreadable.
    """
    return compared(files(before), files(after))


def compared(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Difference:
    """Compare two releases given as path -> bytes (datapackage.json and the tables it names)."""
    old, new = _resources(before), _resources(after)
    said = [f"table {name} is new" for name in new if name not in old]
    said += [f"table {name} is gone" for name in old if name not in new]
    changes: list[Change] = []
    for name, resource in new.items():
        if name not in old or name in DERIVED:
            continue
        columns = [field["name"] for field in resource["schema"]["fields"]]
        left, right = _rows(before, f"{name}.csv"), _rows(after, f"{name}.csv")
        said += _column_changes(name, list(left.columns), columns)
        changes += _changes(name, resource["schema"]["primaryKey"], left, right)
    rows = sum(resource["rows"] for name, resource in old.items() if name not in DERIVED)
    return Difference(_id(before), _id(after), tuple(changes), tuple(said), rows)


def lines(difference: Difference, shown: int | None = None) -> list[str]:
    """The difference for people: a line for each table and kind, then its rows.

    Args:
        difference: What changed.
        shown: How many rows of a table and kind to list; None: all.
    """
    said = list(difference.tables)
    for table in difference.changed_tables:
        for kind in ("added", "gone", "revised"):
            changes = difference.of(table, kind)
            if changes:
                said += _table_lines(table, kind, changes, shown)
    return said or ["Nothing changed in any table."]


def _table_lines(table: str, kind: str, changes: Sequence[Change], shown: int | None) -> list[str]:
    rest = len(changes) - len(changes[:shown])
    head = f"{table}: {len(changes)} {'row' if len(changes) == 1 else 'rows'} {kind}{_extent(changes)}"
    more = [f"    and {rest} more"] if rest else []
    return [head, *(f"    {_words(change)}" for change in changes[:shown]), *more]


def _extent(changes: Sequence[Change]) -> str:
    partners = sorted({change.partner for change in changes if change.partner})
    periods = sorted({change.period for change in changes if change.period})
    who = f", {', '.join(partners)}" if 0 < len(partners) <= 6 else f", {len(partners)} partners" if partners else ""
    when = f", {periods[0]}" if periods else ""
    return who + when + (f" to {periods[-1]}" if len(periods) > 1 else "")


def _words(change: Change) -> str:
    if change.kind != "revised":
        return change.key
    size = f" ({change.size:+.1%})" if change.size is not None else ""
    return f"{change.key}: {change.column} {change.old or 'empty'} -> {change.new or 'empty'}{size}"


def files(release: Path) -> dict[str, bytes]:
    """The files that stand directly in a release's folder.

    Raises:
        ReleaseError: The folder or a file can't be read.
    """
    try:
        return {path.name: path.read_bytes() for path in release.iterdir() if path.is_file()}
    except OSError as error:
        raise ReleaseError(f"{release}: can't be read ({error}).") from error


def _id(files: Mapping[str, bytes]) -> str:
    return str(json.loads(files["datapackage.json"])["id"])


def _resources(files: Mapping[str, bytes]) -> dict[str, dict]:  # type: ignore[type-arg]
    try:
        package = json.loads(files["datapackage.json"])
    except (KeyError, ValueError) as error:
        raise ReleaseError(f"A release without a readable datapackage.json can't be compared ({error!r}).") from error
    return {resource["name"]: resource for resource in package["resources"]}


def _rows(files: Mapping[str, bytes], name: str) -> pd.DataFrame:
    if name not in files:
        raise ReleaseError(f"A release that lacks {name} can't be compared.")
    header, rows = csvfile.to_rows(files[name])
    return pd.DataFrame(rows, columns=pd.Index(header), dtype="str")


def _column_changes(table: str, old: list[str], new: list[str]) -> list[str]:
    said = [f"{table}: column {name} is new" for name in new if name not in old]
    return said + [f"{table}: column {name} is gone" for name in old if name not in new]


def _changes(table: str, key: list[str], left: pd.DataFrame, right: pd.DataFrame) -> list[Change]:
    """The rows that differ, by key, in the columns that both have."""
    shared = [name for name in right.columns if name in left.columns and name not in key]
    old = {tuple(row[: len(key)]): row[len(key) :] for row in left[[*key, *shared]].itertuples(index=False, name=None)}
    new = {tuple(row[: len(key)]): row[len(key) :] for row in right[[*key, *shared]].itertuples(index=False, name=None)}
    found = [_change(table, "added", key, cells) for cells in new if cells not in old]
    found += [_change(table, "gone", key, cells) for cells in old if cells not in new]
    for cells, row in new.items():
        if cells in old and old[cells] != row:
            column, before, after = _first_difference(shared, old[cells], row)
            found.append(replace(_change(table, "revised", key, cells), column=column, old=before, new=after))
    return found


def _change(table: str, kind: str, key: list[str], cells: tuple[str, ...]) -> Change:
    named = dict(zip(key, cells, strict=True))
    partner = next((named[name] for name in PARTNER_COLUMNS if name in named), "")
    period = next((named[name] for name in PERIOD_COLUMNS if name in named), "")
    return Change(table, kind, " ".join(f"{name}={cell}" for name, cell in named.items()), partner, period)


def _first_difference(names: list[str], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, str, str]:
    """Column, cell before, cell after: of the first column of numbers that differs, else of the first that differs."""
    differing = [(name, one, two) for name, one, two in zip(names, old, new, strict=True) if one != two]
    return next((found for found in differing if _is_number(found[2])), differing[0])


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
