"""A stand-in of the Harvard Dataverse with the data set of UN votes, by the contract's section 7."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from etl.sources.cow_codes import STATES
from tests.etl.servers.base import Loopback, Reply, Request

DOI = "doi:10.7910/DVN/LEJUQZ"
PARTNERS = ("CHN", "IND", "JPN", "KAZ", "PRK", "TUR", "VNM")
YEARS = range(1991, 2026)
# Ideal points to 2019, as in the small archive; from 2020 a hundredth more each year, but for the powers.
POINTS = {
    "CHN": -1.0,
    "IND": -0.5,
    "JPN": 1.0,
    "KAZ": -0.5,
    "PRK": -2.0,
    "RUS": -0.5,
    "TUR": 0.5,
    "USA": 3.0,
    "VNM": -1.0,
}
POWERS = ("RUS", "CHN", "USA")
CODES = {iso3: code for code, iso3 in STATES.items()}


@dataclass
class Stored:
    """A file of the data set; `rows` None means the server's own rows at the moment of the question."""

    id: int
    name: str
    rows: list[dict[str, Any]] | None = None


class DataverseServer(Loopback):
    """The data set's listing and its files.

    Attributes:
        rows: Rows of the newest file, in the source's fields.
        files: The files; the newest of ideal points serves `rows`.
        charset: In which the files are written.
    """

    source = "un_votes"
    value_field = "IdealPointAll"
    partner_field = "ccode"
    period_field = "session"
    flow_field = ""

    def __init__(self, partners: Sequence[str] = PARTNERS, years: Iterable[int] = YEARS) -> None:
        super().__init__()
        self.rows: list[dict[str, Any]] = [row(state, year) for state in sorted({*partners, *POWERS}) for year in years]
        self.files = [
            Stored(101, "AgreementScoresAll_Jun2024.csv", rows=[]),
            Stored(102, "IdealpointestimatesAll_Jun2024.csv", rows=[row("RUS", 2023)]),
            Stored(103, "Idealpointestimates1946-2025.csv"),
        ]
        self.charset = "utf-8"

    def answer(self, request: Request) -> Reply:
        """The listing or a file; clients with the name of Python's own library are refused."""
        if request.headers.get("user-agent", "").startswith("Python-urllib"):
            return _error(403, "forbidden")
        if request.path == "/api/datasets/:persistentId/":
            return self._listing() if request.one("persistentId") == DOI else _error(404, "dataset not found")
        asked = re.fullmatch(r"/api/access/datafile/(\d+)", request.path)
        stored = [file for file in self.files if asked and file.id == int(asked[1])]
        if not stored:
            return _error(404, "datafile not found")
        if request.one("format") != "original":
            return Reply(self.bytes_of(stored[0], "\t"), headers={"Content-Type": "text/tab-separated-values"})
        return Reply(self.bytes_of(stored[0]), headers={"Content-Type": "text/csv"})

    def bytes_of(self, file: Stored, separator: str = ",") -> bytes:
        """A file's bytes; the original is separated by commas."""
        rows = self.rows if file.rows is None else file.rows
        text = StringIO(newline="")
        writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else ["ccode"], delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode(self.charset)

    def _listing(self) -> Reply:
        files = [
            {
                "label": file.name,
                "restricted": False,
                "dataFile": {
                    "id": file.id,
                    "filename": file.name,
                    "contentType": "text/csv",
                    "filesize": len(self.bytes_of(file)),
                    "md5": hashlib.md5(self.bytes_of(file)).hexdigest(),
                },
            }
            for file in self.files
        ]
        body = {"status": "OK", "data": {"id": 1, "latestVersion": {"versionState": "RELEASED", "files": files}}}
        return Reply(json.dumps(body).encode())


def row(state: str, year: int) -> dict[str, Any]:
    """A state's row in the session that began in a year."""
    drift = 0 if state in POWERS else max(0, year - 2019) / 100
    return {
        "Countryname": "Türkiye" if state == "TUR" else state.title(),
        "ccode": int(CODES[state]),
        "iso3c": state,
        "session": year - 1945,
        "IdealPointAll": POINTS[state] + drift,
    }


def _error(status: int, message: str) -> Reply:
    return Reply(json.dumps({"status": "ERROR", "message": message}).encode(), status=status)
