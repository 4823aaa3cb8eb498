"""Known faults of sources: marks the rows they spoil, and says when a source has mended one.

Belongs here: reading `corrections.toml` and applying it to text rows. Does not belong here: finding new faults
(`etl/checks/`); a figure is never changed here, only marked or left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from etl.errors import EtlError
from etl.table import Table
from etl.tables import TABLES

PATH = Path(__file__).with_name("corrections.toml")
ACTIONS = ("known_bad", "suspect", "drop")
REQUIRED = {
    "id": str,
    "source": str,
    "table": str,
    "match": dict,
    "action": str,
    "what": str,
    "why": str,
    "since": date,
}
EXPECT = ("column", "partner", "at_least", "at_most")


class CorrectionError(EtlError):
    """An entry of corrections.toml cannot be used; the text names the entry and the field."""


@dataclass(frozen=True)
class Expectation:
    """What is true of a row as long as the source is wrong: a figure within bounds, both included.

    Attributes:
        column: The figure.
        partner: Whose figure of the same source, flow and period is looked at; "" for the row's own.
        at_least: Lower bound.
        at_most: Upper bound.
    """

    column: str
    partner: str
    at_least: float
    at_most: float


@dataclass(frozen=True)
class Correction:
    """One known fault.

    Attributes:
        id: Its name in messages.
        source: The source that is wrong.
        table: The table its rows are in.
        match: Column to the cells (text) of the rows meant; a row must match all.
        action: known_bad or suspect (becomes the row's quality) or drop (the row is left out).
        what: What is wrong; becomes the row's note.
        why: How we know.
        since: The day of the entry.
        expect: What holds as long as the source is wrong.
    """

    id: str
    source: str
    table: str
    match: Mapping[str, tuple[str, ...]]
    action: str
    what: str
    why: str
    since: date
    expect: Expectation


def load(path: Path = PATH) -> tuple[Correction, ...]:
    """The entries of a file of corrections, in its order.

    Raises:
        CorrectionError: The file is not TOML, or an entry lacks a field, has an unknown one, or names a table, column
            or action that does not exist.
    """
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise CorrectionError(f"{path.name}: can't be read ({error}).") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Correction, ...]:
    """The file as it is since it last changed: a refresh asks for it once for each table and source."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("correction", [])
    return tuple(_correction(entry, f"{path.name}: entry {position}") for position, entry in enumerate(entries, 1))


def apply(corrections: Sequence[Correction], table: str, rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Mark or leave out the rows whose source is still wrong.

    A row that is already marked keeps its own quality and note. A figure that is not there cannot be judged: the
    correction then stays in force.

    Args:
        corrections: All entries.
        table: Name of the table the rows are of.
        rows: Text rows, of any sources, any index.

    Returns:
        The rows with quality and note of those marked, and for each entry whose expectation fails somewhere a sentence
        that says so.
    """
    notices = []
    for correction in corrections:
        if correction.table == table:
            matched = _matched(correction, rows)
            wrong = matched & _holds(correction.expect, rows)
            if (matched & ~wrong).any():
                notices.append(_notice(correction, rows[matched & ~wrong], mended=not wrong.any()))
            rows = rows[~wrong] if correction.action == "drop" else _marked(correction, rows, wrong)
    return rows, tuple(notices)


def _matched(correction: Correction, rows: pd.DataFrame) -> pd.Series:
    matched = rows["source"] == correction.source
    for column, cells in correction.match.items():
        matched &= rows[column].isin(cells)
    return matched


def _holds(expect: Expectation, rows: pd.DataFrame) -> pd.Series:
    figures = pd.to_numeric(rows[expect.column], errors="coerce")
    if expect.partner:
        same = [name for name in ("source", "flow", "year", "month") if name in rows]
        of_partner = rows[same].assign(figure=figures)[rows["partner"] == expect.partner].drop_duplicates(same)
        figures = rows[same].merge(of_partner, how="left", on=same)["figure"].set_axis(rows.index)
    return figures.isna() | figures.between(expect.at_least, expect.at_most)


def _marked(correction: Correction, rows: pd.DataFrame, wrong: pd.Series) -> pd.DataFrame:
    marked = wrong & (rows["quality"] == "ok")
    notes = rows["note"].where(rows["note"] == "", rows["note"] + "; ") + correction.what
    return rows.assign(quality=rows["quality"].mask(marked, correction.action), note=rows["note"].where(~marked, notes))


def _notice(correction: Correction, rows: pd.DataFrame, *, mended: bool) -> str:
    named = rows[[*correction.match, correction.expect.column]]
    cells = ", ".join(" ".join(row) for row in named.to_numpy().tolist())
    end = "the entry can go" if mended else "take them out of its match"
    return (
        f"correction {correction.id}: {correction.source} seems to have mended {correction.table} {cells}; "
        f"no longer treated as {correction.action}. Look at the figures; if they are right, {end}."
    )


def _correction(entry: Mapping[str, Any], where: str) -> Correction:
    where = f"{where} ({entry['id']})" if isinstance(entry.get("id"), str) else where
    for field, kind in (REQUIRED | {"expect": dict}).items():
        if not isinstance(entry.get(field), kind):
            raise CorrectionError(f"{where}: field {field} is missing or no {kind.__name__}.")
    _refuse_unknown(where, "field", entry, (*REQUIRED, "expect"))
    table = {table.name: table for table in TABLES}.get(entry["table"])
    if table is None:
        raise CorrectionError(f"{where}: field table: {entry['table']!r} is no table; see etl/tables/.")
    if "source" not in table.columns:
        raise CorrectionError(f"{where}: field table: {table.name} has no column source.")
    _refuse_action(where, entry["action"], table)
    _refuse_unknown(where, "column in match", entry["match"], tuple(table.columns))
    match = {column: _cells(cells) for column, cells in entry["match"].items()}
    fields = {field: entry[field] for field in REQUIRED}
    return Correction(**{**fields, "match": match, "expect": _expectation(entry["expect"], where, table)})


def _expectation(expect: Mapping[str, Any], where: str, table: Table) -> Expectation:
    _refuse_unknown(where, "field in expect", expect, EXPECT)
    column = expect.get("column")
    if column not in table.columns or str(table.columns[column].dtype) not in {"Int64", "float64"}:
        raise CorrectionError(f"{where}: field expect.column: {column!r} is no column of figures of {table.name}.")
    low, high = expect.get("at_least", float("-inf")), expect.get("at_most", float("inf"))
    if not all(isinstance(bound, int | float) for bound in (low, high)) or not {"at_least", "at_most"} & set(expect):
        raise CorrectionError(f"{where}: field expect needs at_least or at_most, a number.")
    if "partner" in expect and "partner" not in table.columns:
        raise CorrectionError(f"{where}: field expect.partner: {table.name} has no column partner.")
    return Expectation(column, str(expect.get("partner", "")), float(low), float(high))


def _refuse_action(where: str, action: str, table: Table) -> None:
    if action not in ACTIONS:
        raise CorrectionError(f"{where}: field action: {action!r} is none of {', '.join(ACTIONS)}.")
    if action != "drop" and not {"quality", "note"} <= set(table.columns):
        raise CorrectionError(
            f"{where}: field action: table {table.name} has no quality and note; only drop can be used."
        )


def _refuse_unknown(where: str, word: str, found: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in found:
        if name not in known:
            raise CorrectionError(f"{where}: unknown {word} {name!r}; known are {', '.join(known)}.")


def _cells(cells: object) -> tuple[str, ...]:
    return tuple(str(cell) for cell in cells) if isinstance(cells, list) else (str(cells),)
