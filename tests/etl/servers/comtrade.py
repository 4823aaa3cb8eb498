"""A stand-in of UN Comtrade without a key: getDA and preview, by the contract's section 1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from etl.sources.comtrade_codes import REPORTERS
from tests.etl.servers.base import Loopback, Reply, Request
from tests.small_archive import COMTRADE

PARTNERS = ("CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
YEARS = range(2016, 2026)
CAP = 500
# Imports from and exports to Russia in 2016, in millions a year; they grow by a twentieth of that each year.
MILLIONS = {
    "IND": (4800, 2400),
    "JPN": (12000, 6000),
    "KAZ": (9600, 3600),
    "PRK": (120, 12),
    "TUR": (15600, 1800),
    "VNM": (1200, 2400),
}
CHINA = {2016: (44, 42), **COMTRADE, 2025: (132, 118)}
# Without these in the query the server gives the totals and their parts.
DETAILS = {"partner2Code": 156, "motCode": 2100, "customsCode": "C01"}
DESCRIBED = re.compile(r"ISO$|Desc$|Abbr$")


class ComtradeServer(Loopback):
    """Annual and monthly totals of reporters with Russia.

    Attributes:
        rows: Rows of the preview in Comtrade's fields; freqCode tells years and months apart. A dataset's checksum is
            made from its rows, so that a changed row is a changed dataset.
        released: lastReleased by period, where it is not 1 June of the year after.
        cap: Most rows of an answer.
    """

    source = "comtrade"
    value_field = "primaryValue"
    partner_field = "reporterCode"
    period_field = "period"
    flow_field = "flowCode"

    def __init__(self, partners: Sequence[str] = PARTNERS, years: Iterable[int] = YEARS) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = [
            row for partner in partners for year in years for row in of_year(partner, year)
        ]
        self.released: dict[str, str] = {}
        self.cap = CAP

    def answer(self, request: Request) -> Reply:
        """getDA or preview; anything else is not found."""
        path = re.fullmatch(r"/public/v1/(getDA|preview)/C/([AM])/HS", request.path)
        if not path:
            return _error(404, "Resource not found")
        return self._published(request, path[2]) if path[1] == "getDA" else self._preview(request, path[2])

    def _published(self, request: Request, frequency: str) -> Reply:
        if len(_codes(request, "period")) > 12:
            return _error(400, "period: at most 12")
        datasets: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in self._kept(request, frequency, ("reporterCode", "period")):
            datasets.setdefault((str(row["reporterCode"]), str(row["period"])), []).append(row)
        return _data([self._dataset(frequency, *key, rows) for key, rows in datasets.items()])

    def _dataset(self, frequency: str, reporter: str, period: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "datasetCode": int(f"1{int(reporter):03}{period}"),
            "typeCode": "C",
            "freqCode": frequency,
            "period": int(period),
            "reporterCode": int(reporter),
            "reporterISO": rows[0].get("reporterISO"),
            "reporterDesc": rows[0].get("reporterDesc"),
            "classificationCode": "H6",
            "classificationSearchCode": "HS",
            "isOriginalClassification": True,
            "totalRecords": 1000 * len(rows),
            "datasetChecksum": crc32(json.dumps(rows, sort_keys=True).encode()),
            "firstReleased": f"{int(period[:4]) + 1}-04-01T00:00:00",
            "lastReleased": self.released.get(period, f"{int(period[:4]) + 1}-06-01T00:00:00"),
        }

    def _preview(self, request: Request, frequency: str) -> Reply:
        if len(_codes(request, "period")) > 1:
            return _error(400, "period: exactly one")
        rows = self._kept(request, frequency, ("reporterCode", "partnerCode", "flowCode", "cmdCode", "period"))
        if "period" not in request.query:
            newest = max((str(row["period"]) for row in rows), default="")
            rows = [row for row in rows if str(row["period"]) == newest]
        if "partnerCode" not in request.query:
            rows = [*rows, *({**row, "partnerCode": 0, "partnerISO": "W00", "partnerDesc": "World"} for row in rows)]
        for name, part in DETAILS.items():
            if name not in request.query:
                rows = [*rows, *({**row, name: part} for row in rows)]
        rows = rows[: min(int(request.one("maxRecords", str(CAP))), self.cap)]
        return _data(rows if request.one("includeDesc") == "true" else [_undescribed(row) for row in rows])

    def _kept(self, request: Request, frequency: str, filters: Sequence[str]) -> list[dict[str, Any]]:
        """Rows of a frequency that every filter of the query lets through; a filter not sent lets all through."""
        rows = [row for row in self.rows if row.get("freqCode") == frequency]
        for name in filters:
            if name in request.query:
                rows = [row for row in rows if str(row.get(name)) in _codes(request, name)]
        return rows


def of_year(partner: str, year: int) -> list[dict[str, Any]]:
    """A reporter's rows of a year: both flows, the year and its twelve months, each a twelfth."""
    if partner == "CHN":
        values = tuple(1e9 * billions for billions in CHINA[year])
    else:
        values = tuple(1e6 * millions * (1 + (year - 2016) / 20) for millions in MILLIONS[partner])
    periods = [(f"{year}", 1), *((f"{year}{month:02}", 12) for month in range(1, 13))]
    return [
        row(partner, period, flow, value / parts)
        for period, parts in periods
        for flow, value in zip("MX", values, strict=True)
    ]


def row(partner: str, period: str, flow: str, value: float) -> dict[str, Any]:
    """One row of the preview as recorded; flow M (cif) or X (fob)."""
    annual = len(period) == 4
    return {
        "typeCode": "C",
        "freqCode": "A" if annual else "M",
        "refPeriodId": int(f"{period}0101" if annual else f"{period}01"),
        "refYear": int(period[:4]),
        "refMonth": 52 if annual else int(period[4:]),
        "period": period,
        "reporterCode": int(REPORTERS[partner]),
        "reporterISO": partner,
        "reporterDesc": partner.title(),
        "flowCode": flow,
        "flowDesc": "Import" if flow == "M" else "Export",
        "partnerCode": 643,
        "partnerISO": "RUS",
        "partnerDesc": "Russian Federation",
        "partner2Code": 0,
        "partner2ISO": "W00",
        "partner2Desc": "World",
        "classificationCode": "H6",
        "classificationSearchCode": "HS",
        "isOriginalClassification": True,
        "cmdCode": "TOTAL",
        "cmdDesc": "All Commodities",
        "aggrLevel": 0,
        "isLeaf": False,
        "customsCode": "C00",
        "customsDesc": "TOTAL CPC",
        "mosCode": "0",
        "motCode": 0,
        "motDesc": "TOTAL MOT",
        "qty": None,
        "netWgt": None,
        "cifvalue": value if flow == "M" else None,
        "fobvalue": value if flow == "X" else None,
        "primaryValue": value,
        "legacyEstimationFlag": 0,
        "isReported": True,
        "isAggregate": False,
    }


def _codes(request: Request, name: str) -> list[str]:
    return [code for code in request.one(name).split(",") if code]


def _undescribed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if DESCRIBED.search(name) else cell for name, cell in row.items()}


def _data(rows: list[dict[str, Any]]) -> Reply:
    body = {"elapsedTime": "0.09 secs", "count": len(rows), "data": rows, "error": ""}
    return Reply(json.dumps(body).encode())


def _error(status: int, message: str) -> Reply:
    return Reply(json.dumps({"statusCode": status, "message": message}).encode(), status=status)
