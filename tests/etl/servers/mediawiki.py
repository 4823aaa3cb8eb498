"""A stand-in for the English Wikipedia's action API: list pages rendered from rows of trips, revisions that grow.

Each page has one of LAYOUTS, the ways such lists are written: cells that span rows, several countries in a cell, dates
first, no header cells, visits received. What is made up: every trip.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from etl.sources.wikipedia_trips import pages
from etl.trips import people
from tests.etl.servers.base import Loopback, Reply, Request

FIRST_YEAR, LAST_YEAR = 2016, 2025
NAMES = {
    "CHN": ("China", "Beijing"),
    "IND": ("India", "New Delhi"),
    "VNM": ("Vietnam", "Hanoi"),
    "JPN": ("Japan", "Tokyo"),
    "KAZ": ("Kazakhstan", "Astana"),
    "PRK": ("North Korea", "Pyongyang"),
    "TUR": ("Turkey", "Ankara"),
    "RUS": ("Russia", "Moscow"),
    "USA": ("United States", "Washington, D.C."),
}
GUESTS = {
    "CHN": "President Xi Jinping",
    "IND": "Prime Minister Narendra Modi",
    "PRK": "Supreme Leader Kim Jong Un",
    "TUR": "President Recep Tayyip Erdoğan",
    "VNM": "General Secretary Nguyễn Phú Trọng",
}
FIRST_REVISION = 1_300_000_000
MOST_TITLES = 50
FLAG = '<span class="flagicon"><img src="//upload.example/flag.svg" alt=""></span>&nbsp;'
NOTE = '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>'

TripRow = dict[str, str | int]


class MediaWiki(Loopback):
    """The wiki.

    Attributes:
        rows: Trips: page, Country, Areas visited, start (ISO day), days (how many), Details, Visitor.
        headers: What a column is called on the pages.
        layouts: Layout by title; "plain" where there is none.
        extra: HTML put behind a page's tables.
        missing: Titles that do not exist.
        redirects: Title to the title it leads to.
        busy: How many of the next answers are the error `refusal`.
    """

    source = "wikipedia_trips"
    value_field = ""
    partner_field = "Country"
    period_field = "start"
    flow_field = ""

    def __init__(self, rows: Sequence[TripRow] | None = None, partners: Sequence[str] = tuple(NAMES)[:7]) -> None:
        super().__init__()
        self.rows: list[TripRow] = list(default_rows(partners) if rows is None else rows)
        self.headers = {name: name for name in ("Country", "Areas visited", "Details", "Visitor")} | {
            "Dates": "Date(s)"
        }
        self.layouts: dict[str, str] = {page.title: "received" for page in pages() if page.kind == "received"}
        self.extra: dict[str, str] = {}
        self.missing: set[str] = set()
        self.redirects: dict[str, str] = {}
        self.busy = 0
        self.refusal = "maxlag"
        self._revisions: dict[str, tuple[int, str]] = {}

    def answer(self, request: Request) -> Reply:
        """One call of the action API; errors come under status 200."""
        if request.path != "/w/api.php":
            return Reply(b"<!DOCTYPE html><html><body>Not found</body></html>", 404, {"Content-Type": "text/html"})
        if request.one("format") != "json":
            return Reply(b"<!DOCTYPE html><html><body>API</body></html>", 200, {"Content-Type": "text/html"})
        if self.busy:
            self.busy -= 1
            return self._error(self.refusal, "Waiting for a database server: 7 seconds lagged.")
        if request.one("formatversion") != "2":
            return self._error("badversion", "This stand-in speaks formatversion=2 only.")
        actions: dict[str, Callable[[Request], Reply]] = {"query": self._query, "parse": self._parse}
        if request.one("action") not in actions:
            return self._error("badvalue", 'Unrecognized value for parameter "action".')
        return actions[request.one("action")](request)

    def titles(self) -> list[str]:
        """The pages that exist."""
        return [title for title in dict.fromkeys(str(row["page"]) for row in self.rows) if title not in self.missing]

    def revision(self, title: str) -> int:
        """The page's revision; a page whose HTML changed has a new one."""
        digest = hashlib.sha256(self.html(title).encode()).hexdigest()
        number, before = self._revisions.get(title, (FIRST_REVISION, digest))
        self._revisions[title] = (number + (before != digest), digest)
        return self._revisions[title][0]

    def html(self, title: str) -> str:
        """The page."""
        rows = sorted((row for row in self.rows if row["page"] == title), key=lambda row: str(row["start"]))
        table = LAYOUTS[self.layouts.get(title, "plain")]
        years = [
            f'<div class="mw-heading mw-heading2"><h2 id="{year}">{year}</h2></div>{table(list(group), self.headers)}'
            for year, group in groupby(rows, key=lambda row: str(row["start"])[:4])
        ]
        summary = '<table class="wikitable"><tr><th>Number of visits</th><th>Country</th></tr></table>'
        return f'<div class="mw-parser-output">{summary}{"".join(years)}{self.extra.get(title, "")}</div>'

    def _query(self, request: Request) -> Reply:
        asked = request.one("titles").split("|")[:MOST_TITLES]
        followed = {title: self.redirects[title] for title in asked if title in self.redirects}
        found = dict.fromkeys(followed.get(title, title) for title in asked)
        query: dict[str, object] = {"pages": [self._state(title) for title in found]}
        if followed and "redirects" in request.query:
            query["redirects"] = [{"from": title, "to": to} for title, to in followed.items()]
        return self._json({"batchcomplete": True, "query": query})

    def _state(self, title: str) -> dict[str, object]:
        if title not in self.titles():
            return {"ns": 0, "title": title, "missing": True}
        number = self.revision(title)
        stamp = (date(2026, 1, 1) + timedelta(days=number - FIRST_REVISION)).isoformat() + "T00:00:00Z"
        revision = {"revid": number, "parentid": number - 1, "timestamp": stamp}
        return {"pageid": number % 9973, "ns": 0, "title": title, "lastrevid": number, "revisions": [revision]}

    def _parse(self, request: Request) -> Reply:
        title = request.one("page")
        if "redirects" in request.query:
            title = self.redirects.get(title, title)
        if title not in self.titles():
            return self._error("missingtitle", "The page you specified doesn't exist.")
        body: dict[str, object] = {"title": title, "pageid": 1}
        wanted = {"text": self.html(title), "revid": self.revision(title), "displaytitle": title}
        return self._json({"parse": body | {name: wanted[name] for name in request.one("prop").split("|")}})

    def _error(self, code: str, info: str) -> Reply:
        reply = self._json({"error": {"code": code, "info": info, "docref": "See the API's page."}})
        return reply.with_header("MediaWiki-API-Error", code)

    def _json(self, body: object) -> Reply:
        content = json.dumps(body, ensure_ascii=False).encode()
        return Reply(content, headers={"Content-Type": "application/json; charset=utf-8"})


def trip(page: str, country: str, start: str, days: int = 2, **words: str) -> TripRow:
    """A row: page, Country, start, days, and any of city, details, visitor."""
    city, details, visitor = (words.get(name, "") for name in ("city", "details", "visitor"))
    return {
        "page": page,
        "Country": country,
        "Areas visited": city,
        "start": start,
        "days": days,
        "Details": details,
        "Visitor": visitor,
    }


def default_rows(partners: Sequence[str]) -> Iterable[TripRow]:
    """Two trips a year in each term from 2016 to 2025, to the partners, Russia and the United States in turn."""
    for number, page in enumerate(pages()):
        if page.kind == "received":
            yield from _received(page.title, [code for code in partners if code in GUESTS])
            continue
        others = [code for code in ("RUS", *partners, "USA") if code != page.country]
        days = [date(year, month, 1 + number % 25) for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in (4, 11)]
        held = [day for day in days if people.outside_term(page.person, page.rank, day) is False]
        for turn, day in enumerate(held or [_first_day(page.person, page.rank)]):
            country, city = NAMES[others[turn % len(others)]]
            yield trip(page.title, country, day.isoformat(), city=city, details="Official visit.")


def _received(page: str, homes: Sequence[str]) -> Iterable[TripRow]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for number, home in enumerate(homes):
            start = date(year, 6, 2 + 5 * number).isoformat()
            yield trip(page, NAMES[home][0], start, city="Moscow", visitor=GUESTS[home])


def _first_day(person: str, rank: str) -> date:
    return next(term.first for term in people.terms(person) if term.rank == rank)


def _dates(row: TripRow) -> str:
    """The days as pages write them: "2–3 June", "30 May – 2 June", "31 December 2018 – 2 January 2019"."""
    start = date.fromisoformat(str(row["start"]))
    end = start + timedelta(days=int(row["days"]) - 1)
    if start == end:
        return f"{start.day} {start:%B}"
    if start.year != end.year:
        return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"
    return f"{start.day}{'' if start.month == end.month else f' {start:%B} '}–{end.day} {end:%B}"


def _table(headers: Iterable[str], lines: Iterable[str]) -> str:
    head = "".join(f"<th>{header}</th>" for header in headers)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="wikitable sortable"><tbody><tr>{head}</tr>{body}</tbody></table>'


def _plain(rows: list[TripRow], headers: dict[str, str]) -> str:
    lines = [
        f"<td>{FLAG}{row['Country']}</td><td>{row['Areas visited']}</td><td>{_dates(row)}{NOTE}</td>"
        f"<td>{row['Details']}</td>"
        for row in rows
    ]
    return _table((headers[name] for name in ("Country", "Areas visited", "Dates", "Details")), lines)


def _spans(rows: list[TripRow], headers: dict[str, str]) -> str:
    """Numbered trips; a line to each country, the cell of dates over all lines of the same days."""
    lines = []
    for number, (dates, group) in enumerate(groupby(rows, key=_dates), 1):
        trips = list(group)
        span = f' rowspan="{len(trips)}"' if len(trips) > 1 else ""
        for place, row in enumerate(trips):
            first = f"<th{span}>{number}</th>" if place == 0 else ""
            dated = f"<td{span}>{dates}</td>" if place == 0 else ""
            lines.append(
                f"{first}<td>{FLAG}{row['Country']}</td><td>{row['Areas visited']}</td>{dated}<td>{row['Details']}</td>"
            )
    return _table(("", *(headers[name] for name in ("Country", "Areas visited", "Dates", "Details"))), lines)


def _cells(rows: list[TripRow], headers: dict[str, str]) -> str:
    """Dates first; all countries of the same days in one cell."""
    lines = []
    for dates, group in groupby(rows, key=_dates):
        countries = "<br>".join(f"{FLAG}{row['Country']}" for row in group)
        lines.append(f"<td>{dates}</td><td>{countries}</td>")
    return _table((headers["Dates"], headers["Country"]), lines)


def _received_table(rows: list[TripRow], headers: dict[str, str]) -> str:
    lines = [
        f"<td>{_dates(row)}</td><td>{FLAG}{row['Country']}</td><td>{row['Visitor']}{NOTE}</td>"
        f"<td>{row['Areas visited']}</td><td>{row['Details']}</td>"
        for row in rows
    ]
    return _table((headers[name] for name in ("Dates", "Country", "Visitor", "Areas visited", "Details")), lines)


LAYOUTS = {"plain": _plain, "spans": _spans, "cells": _cells, "received": _received_table}
