"""Faults in what a source says: its rows changed before it makes answers of them, or rows changed in the answer.

Belongs here: figures, codes, periods, fields. Does not belong here: how they travel (`wire.py`).
Each function puts a fault in; its arguments are those of a row of `cases.csv`, all text. `where` picks rows by cells in
the source's own words: "COUNTRY:IND,FREQUENCY:A"; what follows ~ is a pattern.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from etl.sources import comtrade, comtrade_answers
from tests.etl.faults.bench import Bench
from tests.etl.faults.wire import on_wire
from tests.etl.servers.base import Reply

Row = dict[str, Any]
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(r"-?\d+")
WORDS: dict[str, object] = {"null": None, "NaN": float("nan"), "Infinity": float("inf")}


def scale(bench: Bench, at: str, *, factor: str, where: str = "", fields: str = "") -> None:
    """Figures times a factor."""
    for row in _picked(bench.server.rows, where):
        for name in fields.split() or [bench.server.value_field]:
            row[name] = row[name] * float(factor) if row[name] is not None else None


def write(bench: Bench, at: str, *, cell: str, where: str, field: str = "") -> None:
    """Another cell in a field, the figure unless one is named: a number, null, NaN, Infinity, or words."""
    for row in _picked(bench.server.rows, where):
        row.update(_cells(row, f"{field or bench.server.value_field}:{cell}"))


def rename(bench: Bench, at: str, *, field: str, to: str) -> None:
    """A field has another name in every row."""
    bench.server.rows[:] = [{to if name == field else name: row[name] for name in row} for row in bench.server.rows]


def lose(bench: Bench, at: str, *, field: str) -> None:
    """A field is missing in every row."""
    for row in bench.server.rows:
        del row[field]


def add(bench: Bench, at: str, *, field: str) -> None:
    """Every row has a field more."""
    for row in bench.server.rows:
        row[field] = "new"


def as_text(bench: Bench, at: str, *, field: str, form: str = "{}") -> None:
    """A code or figure is written in another way: as text, with zeros before it, with a point."""
    for row in bench.server.rows:
        row[field] = form.format(row[field]) if row[field] is not None else None


def swap(bench: Bench, at: str, *, field: str, one: str, other: str, where: str = "") -> None:
    """Two codes change places: flows or partners."""
    both = {str(row[field]): row[field] for row in bench.server.rows}
    swapped = {one: both[other], other: both[one]}
    for row in _picked(bench.server.rows, where):
        row[field] = swapped.get(str(row[field]), row[field])


def columns_swapped(bench: Bench, at: str, *, one: str, other: str) -> None:
    """Two fields have each other's cells in every row."""
    for row in bench.server.rows:
        row[one], row[other] = row[other], row[one]


def leave_out(bench: Bench, at: str, *, where: str) -> None:
    """Rows are missing."""
    missing = [id(row) for row in _picked(bench.server.rows, where)]
    bench.server.rows[:] = [row for row in bench.server.rows if id(row) not in missing]


def shift(bench: Bench, at: str, *, years: str, where: str = "") -> None:
    """Periods are so many years off."""
    field, by = bench.server.period_field, int(years)
    for row in _picked(bench.server.rows, where):
        period = row[field]
        row[field] = period + by if isinstance(period, int) else YEAR.sub(lambda year: str(int(year[0]) + by), period)


def repeat(bench: Bench, at: str, *, where: str, factor: str = "", cells: str = "") -> None:
    """Rows stand there again, the figure times a factor, some cells other."""
    for row in copy.deepcopy(list(_picked(bench.server.rows, where))):
        if factor:
            row[bench.server.value_field] = row[bench.server.value_field] * float(factor)
        bench.server.rows.append(row | _cells(row, cells))


def say(bench: Bench, at: str, *, name: str, value: str) -> None:
    """Another fact of the stand-in as a whole: when it was updated, how often it is busy; "a:b,c:d" for a table."""
    old = getattr(bench.server, name)
    told = dict(pair.split(":", 1) for pair in value.split(",")) if isinstance(old, dict) else {value}
    setattr(bench.server, name, type(old)(told if isinstance(old, dict | set) else value))


def move_page(bench: Bench, at: str, *, page: str, to: str) -> None:
    """A page of the wiki has another title, and the old one leads there."""
    bench.server.redirects[page] = to
    write(bench, at, cell=to, field="page", where=f"page:{page}")


def strangers(bench: Bench, at: str, *, cells: str) -> None:
    """The answer holds its first row once more with other cells, which were not asked for."""
    on_wire(bench, at, lambda request, reply: _edited(reply, lambda rows: [*rows, rows[0] | _cells(rows[0], cells)]))


def answer_without(bench: Bench, at: str, *, field: str) -> None:
    """The answer's rows lack a field, dropped without a word."""

    def dropped(rows: list[Row]) -> list[Row]:
        return [{name: row[name] for name in row if name != field} for row in rows]

    on_wire(bench, at, lambda request, reply: _edited(reply, dropped))


def no_rows(bench: Bench, at: str) -> None:
    """The answer is well made and holds no row."""
    on_wire(bench, at, lambda request, reply: _edited(reply, lambda rows: []))


def one_number_changed(bench: Bench, at: str) -> None:
    """A digit of the answer is another one."""
    on_wire(bench, at, lambda request, reply: replace(reply, body=re.sub(rb"\d(?=\D*\Z)", b"7", reply.body)))


def small_cap(bench: Bench, at: str, *, cap: str) -> None:
    """Comtrade gives no more rows than so many at a time, and does not say so."""
    bench.server.cap = int(cap)
    for room in (comtrade, comtrade_answers):
        bench.spoilt.enter_context(patch.object(room, "CAP", int(cap)))


def _picked(rows: Iterable[Row], where: str) -> Iterable[Row]:
    wanted = dict(pair.split(":", 1) for pair in where.split(",") if pair)
    return [row for row in rows if all(_fits(str(row.get(name)), cell) for name, cell in wanted.items())]


def _fits(cell: str, wanted: str) -> bool:
    return bool(re.search(wanted[1:], cell)) if wanted.startswith("~") else cell == wanted


def _cells(row: Row, cells: str) -> Row:
    """Cells by field, numbers where the row has a number there."""
    pairs = (pair.split(":", 1) for pair in cells.split(",") if pair)
    return {name: _like(row[name], cell) for name, cell in pairs}


def _like(old: object, cell: str) -> object:
    if cell in WORDS:
        return WORDS[cell]
    return type(old)(cell) if isinstance(old, int | float) and NUMBER.fullmatch(cell) else cell


def _edited(reply: Reply, change: Callable[[list[Row]], list[Row]]) -> Reply:
    """The answer with its rows changed, in the form in which it came."""
    text = reply.body.decode()
    if not text.startswith(("[", "{")):
        rows = list(csv.DictReader(io.StringIO(text)))
        header = text.split("\n", 1)[0].strip().split(",")
        return replace(reply, body=_csv(change(rows), header))
    body = json.loads(text)
    holder, place = _rows_in(body)
    holder[place] = change(holder[place])
    if isinstance(body, list):
        body[0]["total"] = len(body[1])
    return replace(reply, body=json.dumps(body).encode())


def _rows_in(body: Any) -> tuple[Any, Any]:
    """What holds the rows of a JSON answer, and under which name: the World Bank's list, Dataverse's files, data."""
    if isinstance(body, list):
        return body, 1
    return (body["data"]["latestVersion"], "files") if isinstance(body["data"], dict) else (body, "data")


def _csv(rows: list[Row], header: list[str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
