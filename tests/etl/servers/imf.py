"""A stand-in for the IMF's trade in goods by partner: SDMX 2.1, one CSV answer a question.

Its figures are round ones, those of the small archive (`tests/small_archive.py`) where that has the year, so that a
first refresh revises nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import Any, ClassVar

from tests.etl.servers.base import Loopback, Reply, Request
from tests.small_archive import ESTIMATES, customs, usd

PARTNERS = ("CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
WORLD = "G001"
CSV = "application/vnd.sdmx.data+csv;version=1.0.0"
SLOTS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY")
DATA = re.compile(r"/2\.1/data/([^/]+)/([^/]+)")
LATEST = {  # 2025, in billions, export and import; KAZ in 2024 too
    "CHN": (112, 118),
    "IND": (62, 6),
    "JPN": (7, 2),
    "KAZ": (17, 9),
    "TUR": (43, 9),
    "VNM": (2, 2),
    "WLD": (440, 280),
}


class ImfServer(Loopback):
    """The IMF; `rows` are in its own words, `etags` makes it answer 304 to what has not changed."""

    value_field: ClassVar[str] = "OBS_VALUE"
    period_field: ClassVar[str] = "TIME_PERIOD"
    flow_field: ClassVar[str] = "INDICATOR"

    def __init__(self, rows: list[dict[str, Any]], *, etags: bool = False) -> None:
        super().__init__()
        self.rows = rows
        self.etags = etags

    def answer(self, request: Request) -> Reply:
        """The rows of a key COUNTRY.INDICATOR.COUNTERPART_COUNTRY.FREQUENCY from startPeriod to endPeriod."""
        asked = DATA.fullmatch(request.path)
        if not asked:
            return error(404, "Resource not found", request.path)
        if asked[1] not in {"IMF.STA,IMTS", "IMF.STA,IMTS,1.0.0"}:
            return Reply(b"", status=204)
        slots = asked[2].split(".")
        if len(slots) != len(SLOTS):
            return error(400, f"The key has {len(slots)} dimensions, the dataflow {len(SLOTS)}", request.path)
        if "sdmx.data+csv;version=1" not in request.headers.get("accept", "").replace(" ", ""):
            return Reply(b'<?xml version="1.0"?><message:StructureSpecificData/>', headers={"Content-Type": "text/xml"})
        wanted = {name: set(slot.split("+")) for name, slot in zip(SLOTS, slots, strict=True)}
        found = [row for row in self.rows if _asked_for(row, wanted) and _within(row, request)]
        return self._conditional(request, _csv(found))

    def _conditional(self, request: Request, body: bytes) -> Reply:
        reply = Reply(body, headers={"Content-Type": f"{CSV}; charset=utf-8"})
        if not self.etags:
            return reply
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return reply.with_header("ETag", etag)


class ImfImtsServer(ImfServer):
    """With Russia's own series."""

    source: ClassVar[str] = "imf_imts"
    partner_field: ClassVar[str] = "COUNTERPART_COUNTRY"

    def __init__(self, partners: tuple[str, ...] = PARTNERS, years: range = range(2016, 2026), **more: Any) -> None:
        places = [*((code, code) for code in partners), ("WLD", WORLD)]
        super().__init__(
            [
                row
                for code, imf_code in places
                for year in years
                for indicator, value in zip(("XG_FOB_USD", "MG_CIF_USD"), russian_usd(code, year), strict=True)
                for row in year_and_months("RUS", indicator, imf_code, year, value)
            ],
            **more,
        )


class ImfMirrorServer(ImfServer):
    """With the partners' series about Russia: 4 % above Russia's exports, 4 % below its imports."""

    source: ClassVar[str] = "imf_imts_mirror"
    partner_field: ClassVar[str] = "COUNTRY"

    def __init__(self, partners: tuple[str, ...] = PARTNERS, years: range = range(2016, 2026), **more: Any) -> None:
        rows = []
        for code in partners:
            for year in years:
                exports, imports = russian_usd(code, year)
                rows += year_and_months(code, "MG_CIF_USD", "RUS", year, exports * 104 // 100)
                rows += year_and_months(code, "XG_FOB_USD", "RUS", year, imports * 96 // 100)
        super().__init__(rows, **more)


def russian_usd(partner: str, year: int) -> tuple[int, int]:
    """Russia's exports to and imports from a partner in a year, dollars."""
    if partner == "PRK":
        return usd(0.1), usd(0.01)
    billions = customs(partner, year) if year <= 2021 else ESTIMATES[partner].get(year, LATEST[partner])
    return usd(billions[0]), usd(billions[1])


def year_and_months(country: str, indicator: str, counterpart: str, year: int, value: int) -> list[dict[str, Any]]:
    """The rows of a year and of its twelve months, which add up to it."""
    month = value // 12
    values = {str(year): value, **{f"{year}-M{number:02d}": month for number in range(1, 12)}}
    values[f"{year}-M12"] = value - 11 * month
    return [observation(country, indicator, counterpart, period, usd) for period, usd in values.items()]


def observation(country: str, indicator: str, counterpart: str, period: str, value: float | str) -> dict[str, Any]:
    """One row as the IMF writes it."""
    trade_flow, valuation, unit = indicator.split("_")
    return {
        "DATAFLOW": "IMF.STA:IMTS(1.0.0)",
        "COUNTRY": country,
        "INDICATOR": indicator,
        "COUNTERPART_COUNTRY": counterpart,
        "FREQUENCY": "M" if "M" in period else "A",
        "TIME_PERIOD": period,
        "OBS_VALUE": value,
        "SCALE": 6,
        "PRECISION": "",
        "DECIMALS_DISPLAYED": "",
        "TRADE_FLOW": trade_flow,
        "VALUATION": valuation,
        "UNIT": unit,
        "DERIVATION_TYPE": "M" if country == "RUS" and period >= "2022" else "",
        "OVERLAP": "OL",
        "STATUS": "",
    }


def error(status: int, message: str, path: str) -> Reply:
    """An error as the IMF writes it."""
    told = {"message": message, "code": status, "correlationId": "0", "path": path}
    return Reply(json.dumps(told).encode(), status=status)


def _asked_for(row: dict[str, Any], wanted: dict[str, set[str]]) -> bool:
    """Whether a row is in the key; a column that a test took away does not filter."""
    return all(row[name] in codes for name, codes in wanted.items() if name in row)


def _within(row: dict[str, Any], request: Request) -> bool:
    period = str(row.get("TIME_PERIOD", request.one("startPeriod")))
    last = request.one("endPeriod") or period
    return period >= request.one("startPeriod") and (period <= last or period.startswith(last))


def _csv(rows: list[dict[str, Any]]) -> bytes:
    shown = rows or [observation("RUS", "XG_FOB_USD", "CHN", "2024", 0)]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in shown for name in row)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
