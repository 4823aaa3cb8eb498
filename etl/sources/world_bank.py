"""Gross domestic product and population by the World Bank (Indicators API v2), for all places of the tables.

Belongs here: the questions, the change marker, the JSON. Does not belong here: what is done with the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.source import Answer, Ask, Asker, Parsed, Plan, Source
from etl.sources import reading
from etl.sources.records import records
from etl.table import Table
from etl.tables import gdp, population

ID = "world_bank"
# Indicator to the table it feeds and the column of its figure.
INDICATORS: dict[str, tuple[Table, str]] = {
    "NY.GDP.MKTP.CD": (gdp.TABLE, "gdp_usd"),
    "SP.POP.TOTL": (population.TABLE, "population"),
}
KINDS_OF_PLACES = ("partner", "russia", "other")
PER_PAGE = 20_000
# All economies and years fit on one page; a server that gives fewer rows a page than asked for needs some more.
MAX_PAGES = 50
HEADER = ("page", "pages", "total", "lastupdated")
NEEDED = ("indicator", "countryiso3code", "date", "value")
KNOWN = ("country", "unit", "obs_status", "decimal", "scale")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEAR = r"\d{4}"


@dataclass(frozen=True)
class Page:
    """One answer, read as far as its frame goes.

    Attributes:
        updated: When the World Bank last updated the figures, YYYY-MM-DD.
        pages: How many pages the question has.
        total: How many rows they have together.
        rows: Its rows in the World Bank's words; numbers as text.
        answer: The answer they stand in.
    """

    updated: str
    pages: int
    total: int
    rows: list[dict[str, Any]]
    answer: Answer


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:
    """Ask for each indicator when it was last updated, and for its figures only if that is news.

    Returns:
        For each indicator the marker and all pages, asked now or kept from the last good run.

    Raises:
        SourceFault: As `Asker.get`; or a marker or first page is not as the contract says.
    """
    answers: list[Answer] = []
    for indicator in INDICATORS:
        question = _question(indicator, plan, "marker")
        last, marker = asker.last(question.name), asker.get(question)
        unchanged = last is not None and _page(marker).updated == _page(last).updated
        kept = _kept(asker, indicator, plan) if unchanged else []
        answers += [marker, *(kept or _asked(asker, indicator, plan))]
    return answers


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of gdp (US dollars) and population (persons), from `plan.since` to the last complete year.

    Only partners, Russia and other states are kept: an aggregate of the World Bank is not ours by the same name.

    Raises:
        SourceFault: An answer is no such JSON or incomplete, answers are of different updates, a figure is none or
            negative, a year is in the future, or one place and year has two values.
    """
    rows: dict[str, pd.DataFrame] = {}
    notes: list[str] = []
    for indicator, (table, column) in INDICATORS.items():
        found, found_notes = _figures(indicator, answers, plan)
        rows[table.name] = found.rename(columns={"value": column})[table.archive_columns]
        notes += found_notes

    def spoken_for(there: pd.DataFrame) -> pd.Series:
        return there["iso3"].isin(_codes(plan)) & there["year"].between(str(plan.since), str(plan.today.year - 1))

    # As new as the older of the two indicators.
    vintage = min(_page(answer).updated for answer in answers)
    return Parsed(rows, dict.fromkeys(rows, spoken_for), tuple(dict.fromkeys(notes)), vintage)


def _question(indicator: str, plan: Plan, page: str) -> Ask:
    """One page, or the marker: a page of one row. The name holds the first year: kept pages hold no earlier one."""
    size = {"per_page": "1"} if page == "marker" else {"per_page": str(PER_PAGE), "page": page}
    return Ask(
        name=f"{indicator}/{plan.since}/{page}",
        path=f"/country/all/indicator/{indicator}",
        params={"format": "json", "date": f"{plan.since}:{plan.today.year}", **size},
        kinds=("application/json",),
    )


def _asked(asker: Asker, indicator: str, plan: Plan) -> list[Answer]:
    first = asker.get(_question(indicator, plan, "1"))
    return [first, *(asker.get(_question(indicator, plan, page)) for page in _further(first))]


def _kept(asker: Asker, indicator: str, plan: Plan) -> list[Answer]:
    """The pages of the last good run; none if any is not there."""
    first = asker.last(_question(indicator, plan, "1").name)
    if first is None:
        return []
    further = [asker.last(_question(indicator, plan, page).name) for page in _further(first)]
    return [] if None in further else [first, *(page for page in further if page)]


def _further(first: Answer) -> list[str]:
    """The numbers of the pages after the first."""
    pages = _page(first).pages
    if pages > MAX_PAGES:
        raise reading.fault(ID, first.name, f"{pages} pages; not more than {MAX_PAGES} were expected")
    return [str(page) for page in range(2, pages + 1)]


def _figures(indicator: str, answers: Sequence[Answer], plan: Plan) -> tuple[pd.DataFrame, list[str]]:
    """Text rows (iso3, year, value, source) of one indicator, a row each place and year; and notes."""
    question = f"{indicator}/{plan.since}"
    rows, notes = _told(indicator, question, answers)
    _refuse_years(question, rows, plan)
    ours = rows["iso3"].isin(_codes(plan))
    if not ours.all():
        notes.append(f"rows of aggregates and of places not in table places are left out: {(~ours).sum()}")
    rows = rows[ours & rows["year"].between(str(plan.since), str(plan.today.year - 1))]
    rows, doubled = reading.unique(ID, question, rows, ("iso3", "year"))
    rows = reading.figures(ID, question, rows, "value").reset_index(drop=True)
    return rows.assign(source=ID), [*notes, *doubled]


def _told(indicator: str, question: str, answers: Sequence[Answer]) -> tuple[pd.DataFrame, list[str]]:
    """All rows (iso3, year, value) of the pages of one indicator; and notes."""
    pages = _complete(question, [_page(answer) for answer in answers if answer.name.startswith(f"{question}/")])
    read = [_page_rows(indicator, page) for page in pages]
    rows = pd.concat([rows for rows, _ in read], ignore_index=True)
    rows = rows.rename(columns={"countryiso3code": "iso3", "date": "year"})
    return rows[["iso3", "year", "value"]], [note for _, notes in read for note in notes]


def _complete(question: str, answers: Sequence[Page]) -> Sequence[Page]:
    """The pages after the marker, refused where they are not of one update with it or rows are missing."""
    pages = answers[1:]
    if not pages:
        raise reading.fault(ID, question, "the marker or the first page is not among the answers")
    updates = sorted({page.updated for page in answers})
    if len(updates) > 1:
        raise reading.fault(ID, question, f"updated between two questions ({' and '.join(updates)}); ask again later")
    told, announced = sum(len(page.rows) for page in pages), pages[0].total
    if not told or told != announced:
        raise reading.fault(ID, question, f"incomplete: {told} rows on {len(pages)} pages, {announced} announced")
    return pages


def _page_rows(indicator: str, page: Page) -> tuple[pd.DataFrame, tuple[str, ...]]:
    question = page.answer.name
    rows, notes = records(ID, page.answer, page.rows, NEEDED, KNOWN)
    for row in page.rows:
        about = row["indicator"].get("id") if isinstance(row["indicator"], dict) else row["indicator"]
        if about != indicator:
            raise reading.fault(ID, question, f"a row about {about} where {indicator} was asked")
    undated = rows[~rows["date"].str.fullmatch(YEAR)]
    if len(undated):
        wrong = f"date is no year: {reading.row_text(undated.iloc[0].to_dict())}"
        raise reading.fault(ID, question, wrong)
    return rows, notes


def _refuse_years(question: str, rows: pd.DataFrame, plan: Plan) -> None:
    future = rows[(rows["year"] > str(plan.today.year)) & (rows["value"] != "")]
    if len(future):
        wrong = f"dates in the future: {reading.row_text(future.iloc[0].to_dict())}; today is {plan.today}"
        raise reading.fault(ID, question, wrong)


def _codes(plan: Plan) -> list[str]:
    return list(plan.places.loc[plan.places["kind"].isin(KINDS_OF_PLACES), "iso3"])


def _page(answer: Answer) -> Page:
    header, rows = _parts(answer)
    reading.require_columns(ID, answer.name, list(header), HEADER)
    said = {name: str(header[name]) for name in HEADER}
    asked = answer.name.rpartition("/")[2].replace("marker", "1")
    if said["page"] != asked:
        raise reading.fault(ID, answer.name, f"page {said['page']} came where {asked} was asked")
    if not DAY.fullmatch(said["lastupdated"]):
        raise reading.fault(ID, answer.name, f"lastupdated {said['lastupdated']!r} is no day")
    if not (said["pages"].isdecimal() and said["total"].isdecimal()):
        raise reading.fault(ID, answer.name, f"pages {said['pages']!r} or total {said['total']!r} is no whole number")
    return Page(said["lastupdated"], int(said["pages"]), int(said["total"]), rows, answer)


def _parts(answer: Answer) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The header and the rows; no rows stand as null."""
    body = reading.json_of(ID, answer)
    begins = reading.beginning(answer.content)
    if not (isinstance(body, list) and body and isinstance(body[0], dict)):
        raise reading.fault(ID, answer.name, f"no list of a header and rows: {begins}")
    if "message" in body[0]:
        raise reading.fault(ID, answer.name, f"the World Bank answers with an error: {begins}")
    rows = (body[1] if len(body) > 1 else None) or []
    if not isinstance(rows, list):
        raise reading.fault(ID, answer.name, f"the second part is no list of rows: {begins}")
    return body[0], rows


SOURCE = Source(
    id=ID,
    name="World Bank, GDP and population",
    base="https://api.worldbank.org/v2",
    tables=("gdp", "population"),
    cadence_days=35,
    since=1990,
    pace_s=1,
    fetch=fetch,
    parse=parse,
)
