"""A stand-in for the World Bank's Indicators API v2.

Its figures are round ones, GDP that of the small archive (`tests/small_archive.py`) to 2023 and 3 % more in each year
after it, so that a first refresh revises nothing.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from tests.etl.servers.base import Loopback, Reply, Request

NAMES = {"NY.GDP.MKTP.CD": "GDP (current US$)", "SP.POP.TOTL": "Population, total"}
# Billions of dollars, millions of persons.
GDP = {
    "CHN": 10000,
    "IND": 2000,
    "JPN": 5000,
    "VNM": 200,
    "KAZ": 200,
    "TUR": 800,
    "BTN": 2,
    "RUS": 1600,
    "WLD": 80000,
    "EMU": 13000,
}
POPULATION = {
    "CHN": 1400,
    "IND": 1400,
    "JPN": 125,
    "VNM": 100,
    "KAZ": 20,
    "TUR": 85,
    "PRK": 26,
    "BTN": 0.75,
    "RUS": 145,
    "WLD": 8000,
    "EMU": 350,
}
AGGREGATES = ("WLD", "EMU")
PARTNERS = ("BTN", "CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
# What a real answer has beside them: a row without a code.
UNCLASSIFIED = {"id": "XX", "value": "Not classified"}


class WorldBankServer(Loopback):
    """The World Bank; `updated` is its change marker."""

    source: ClassVar[str] = "world_bank"
    value_field: ClassVar[str] = "value"
    partner_field: ClassVar[str] = "countryiso3code"
    period_field: ClassVar[str] = "date"
    flow_field: ClassVar[str] = ""

    def __init__(self, partners: tuple[str, ...] = PARTNERS, years: range = range(1990, 2026)) -> None:
        super().__init__()
        self.updated = "2026-07-13"
        self.rows: list[dict[str, Any]] = [
            observation(indicator, code, year, value)
            for indicator in NAMES
            for code in (*partners, "RUS", *AGGREGATES)
            for year in reversed(years)
            if (value := figure(indicator, code, year)) is not None
        ]
        self.rows += [{**observation(indicator, "", years[-1], None), "country": UNCLASSIFIED} for indicator in NAMES]

    def answer(self, request: Request) -> Reply:
        """A page of /country/{codes or all}/indicator/{code}; XML unless format=json."""
        parts = request.path.strip("/").split("/")
        if len(parts) != 4 or parts[0] != "country" or parts[2] != "indicator" or parts[3] not in NAMES:
            return error("120", "Invalid value", "The provided parameter value is not valid")
        if request.one("format") != "json":
            return Reply(b'<?xml version="1.0" encoding="utf-8"?><wb:data/>', headers={"Content-Type": "text/xml"})
        number, size = request.one("page", "1"), request.one("per_page", "50")
        if not (number.isdecimal() and size.isdecimal() and int(number) and int(size)):
            return error("150", "Invalid value", "The provided parameter value is not valid")
        return self._page(self._found(parts[1], parts[3], request.one("date")), int(number), int(size))

    def _found(self, codes: str, indicator: str, dates: str) -> list[dict[str, Any]]:
        first, _, last = dates.partition(":")
        return [
            row
            for row in self.rows
            if row.get("indicator", {"id": indicator})["id"] == indicator
            and (codes == "all" or row.get("countryiso3code") in codes.split(";"))
            and (not dates or first <= str(row.get("date", first)) <= (last or first))
        ]

    def _page(self, rows: list[dict[str, Any]], number: int, size: int) -> Reply:
        header = {
            "page": number,
            "pages": -(-len(rows) // size),
            "per_page": size,
            "total": len(rows),
            "sourceid": "2",
            "lastupdated": self.updated,
        }
        body = [header, rows[(number - 1) * size : number * size] or None]
        return Reply(json.dumps(body).encode(), headers={"Content-Type": "application/json;charset=utf-8"})


def figure(indicator: str, code: str, year: int) -> int | None:
    """The round figure of a place and year; None where the World Bank has none."""
    known, unit = (GDP, 10**9) if indicator == "NY.GDP.MKTP.CD" else (POPULATION, 10**6)
    if code not in known:
        return None
    grown = 1.03 ** max(year - 2023, 0) if known is GDP else 1
    return round(known[code] * unit * grown)


def observation(indicator: str, code: str, year: int, value: float | str | None) -> dict[str, Any]:
    """One row as the World Bank writes it."""
    return {
        "indicator": {"id": indicator, "value": NAMES[indicator]},
        "country": {"id": code[:2], "value": code},
        "countryiso3code": code,
        "date": str(year),
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
    }


def error(number: str, key: str, value: str) -> Reply:
    """An error as the World Bank sends it: with status 200."""
    body = [{"message": [{"id": number, "key": key, "value": value}]}]
    return Reply(json.dumps(body).encode(), headers={"Content-Type": "application/json;charset=utf-8"})
