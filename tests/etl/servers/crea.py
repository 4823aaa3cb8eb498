"""A stand-in of CREA's fossil tracker: /v0/counter, by the contract's section 5."""

from __future__ import annotations

import csv
import json
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from io import StringIO
from typing import Any

from etl.sources.crea_fossil import iso2
from tests.etl.servers.base import Loopback, Reply, Request

PARTNERS = ("CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
YEARS = range(2016, 2026)
STARTED = date(2026, 11, 1)
# Millions of euro a month in 2016, by partner; oil is five, gas two and coal one eighth of it.
MILLIONS = {"CHN": 4000, "IND": 2400, "JPN": 640, "KAZ": 80, "PRK": 8, "TUR": 1600, "VNM": 80}
EIGHTHS = {"oil": 5, "gas": 2, "coal": 1}
# The columns each name of aggregate_by brings; names not here are dropped without a word.
COLUMNS = {
    "destination_iso2": ("destination_iso2", "destination_country", "destination_region"),
    "destination_country": ("destination_iso2", "destination_country", "destination_region"),
    "destination_region": ("destination_region",),
    "commodity_group": ("commodity_group", "commodity_group_name"),
    "month": ("month",),
}
ALWAYS = ("pricing_scenario", "pricing_scenario_name", "version")
VALUES = ("value_tonne", "value_eur", "value_usd")


class CreaServer(Loopback):
    """Estimated fossil fuel trade by destination, group and month.

    Attributes:
        rows: Rows by destination_iso2, commodity_group and month, in the source's fields.
        started: The day on which the server process started; what is asked without date_to ends on it.
    """

    source = "crea_fossil"
    value_field = "value_eur"
    partner_field = "destination_iso2"
    period_field = "month"
    flow_field = ""

    def __init__(self, partners: Sequence[str] = PARTNERS, years: Iterable[int] = YEARS) -> None:
        super().__init__()
        self.started = STARTED
        self.rows: list[dict[str, Any]] = [
            row(partner, f"{year}-{month:02}", group)
            for partner in partners
            for year in years
            for month in range(1, 13)
            for group in EIGHTHS
        ]

    def answer(self, request: Request) -> Reply:
        """The counter; 204 where it has no row, 404 for any other path."""
        if request.path.rstrip("/") != "/v0/counter":
            return Reply(b"Not Found", status=404, headers={"Content-Type": "text/plain"})
        first = self._day(request.one("date_from", "2022-02-24"))
        last = self._day(request.one("date_to", self.started.isoformat()))
        if first is None or last is None:
            return Reply(json.dumps({"message": "date is not a date"}).encode(), status=400)
        kept = [part for row in self.rows if self._asked(request, row) for part in _within(row, first, last)]
        rows = _aggregated(kept, _list(request, "aggregate_by"))
        return _serialised(rows, request) if rows else Reply(status=204, headers={})

    def _day(self, written: str) -> date | None:
        if re.fullmatch(r"[+-]?\d{1,3}", written):
            return self.started + timedelta(days=int(written))
        try:
            return date.fromisoformat(written)
        except ValueError:
            return None

    def _asked(self, request: Request, row: dict[str, Any]) -> bool:
        names = ("destination_iso2", "commodity_group")
        return all(row.get(name) in _list(request, name) for name in names if name in request.query)


def row(partner: str, month: str, group: str) -> dict[str, Any]:
    """The made-up row of a partner, month and group; a euro is 1.25 dollars, a tonne is worth 400 euro."""
    (code,) = iso2([partner])
    eur = 1e6 * MILLIONS[partner] * EIGHTHS[group] / 8 * (1 + (int(month[:4]) - 2016) / 20)
    return {
        "commodity_group": group,
        "commodity_group_name": group.title(),
        "destination_iso2": code,
        "destination_country": partner.title(),
        "destination_region": {"CHN": "China", "IND": "India", "TUR": "Türkiye"}.get(partner, "Others"),
        "month": f"{month}-01T00:00:00",
        "value_tonne": eur / 400,
        "value_eur": eur,
        "value_usd": eur * 1.25,
        "pricing_scenario": "default",
        "pricing_scenario_name": "Default",
        "version": "v2",
    }


def _within(row: dict[str, Any], first: date, last: date) -> list[dict[str, Any]]:
    """The part of a month's row between two days: the row as it is where the whole month is."""
    begin = date.fromisoformat(str(row["month"])[:10])
    end = begin.replace(day=monthrange(begin.year, begin.month)[1])
    days, inside = (end - begin).days + 1, (min(end, last) - max(begin, first)).days + 1
    if inside == days:
        return [row]
    return [{**row, **{name: row[name] * inside / days for name in VALUES}}] if inside > 0 else []


def _aggregated(rows: list[dict[str, Any]], names: list[str]) -> list[dict[str, Any]]:
    """Rows as they are, or summed over what is not asked for."""
    if not names or {"destination_iso2", "commodity_group", "month"} <= set(names):
        return rows
    columns = [*dict.fromkeys(column for name in names for column in COLUMNS.get(name, ())), *ALWAYS]
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for one in rows:
        key = tuple(one[column] for column in columns)
        total = sums.setdefault(key, {**dict(zip(columns, key, strict=True)), **dict.fromkeys(VALUES, 0.0)})
        for name in VALUES:
            total[name] += one[name]
    return list(sums.values())


def _serialised(rows: list[dict[str, Any]], request: Request) -> Reply:
    if request.one("format", "json") == "csv":
        text = StringIO(newline="")
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return Reply(text.getvalue().encode(), headers={"Content-Type": "text/csv"})
    body = {"data": rows} if request.one("nest_in_data", "true").lower() == "true" else rows
    return Reply(json.dumps(body).encode())


def _list(request: Request, name: str) -> list[str]:
    return [cell for cell in request.one(name).split(",") if cell]
