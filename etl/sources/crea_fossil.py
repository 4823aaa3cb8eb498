"""CREA's Russia Fossil Tracker: what Asian partners are estimated to pay Russia for fossil fuels, by month.

Belongs here: the questions, one a calendar year, and the form of an answer. The estimates are revised backwards, so
every year is asked for in each run. LPG is left out by the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
from babel.core import get_global

from etl.errors import SourceFault
from etl.source import Answer, Ask, Asker, Parsed, Plan, Source
from etl.sources import reading
from etl.sources.records import records
from etl.tables import energy_monthly

SOURCE_ID = "crea_fossil"
PATH = "/v0/counter"
# The source drops a name it does not know without a word: the columns of these three are looked for in the answer.
AGGREGATE_BY = ("destination_iso2", "commodity_group", "month")
FIGURES = {"value_eur": "value_eur", "value_usd": "value_usd", "value_tonne": "tonnes"}
KNOWN: tuple[str, ...] = ("commodity_group_name", "destination_country", "destination_region", "destination_regions")
KNOWN += ("destination_is_pcc", "pricing_scenario", "pricing_scenario_name", "version")
MONTH = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-01(?:T00:00:00(?:\.0+)?Z?)?")
TIMEOUT_S = 600


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:
    """Ask for each year up to the last complete month; names are "counter/2025".

    Raises:
        SourceFault: As `Asker.get`; an answer is no such JSON, or empty where the last one had rows.
    """
    answers = []
    for ask in _questions(plan):
        before = asker.last(ask.name)
        answer = asker.get(ask)
        if before and _items(before) and not _items(answer):
            raise reading.fault(SOURCE_ID, ask.name, "an empty answer where the last one had rows")
        answers.append(answer)
    return answers


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of energy_monthly, values and tonnes as whole numbers.

    Raises:
        SourceFault: An answer is no such JSON; a column is missing; a month is of another year, in the future or not
            written as one; a figure is none; or two rows of one partner, month and group differ.
    """
    partners = iso2(plan.partners)
    parts = [_year(answer, partners, plan.today) for answer in answers]
    rows = pd.concat([part for part, _ in parts], ignore_index=True) if parts else _none()
    years = frozenset(answer.name.split("/")[1] for answer in answers)
    return Parsed(
        rows={"energy_monthly": rows.sort_values(list(energy_monthly.TABLE.key), ignore_index=True)},
        covers={"energy_monthly": _spoken_for(frozenset(partners.values()), years, plan)},
        notes=tuple(dict.fromkeys(note for _, part_notes in parts for note in part_notes)),
    )


def iso2(partners: Sequence[str]) -> dict[str, str]:
    """ISO alpha-2 to alpha-3 code of the partners, by the Unicode consortium's list of territories."""
    return {get_global("territory_aliases")[iso3][0]: iso3 for iso3 in partners}


def _questions(plan: Plan) -> Iterator[Ask]:
    last_day = plan.today.replace(day=1) - timedelta(days=1)
    for year in range(plan.since, last_day.year + 1):
        query = {
            "destination_iso2": ",".join(iso2(plan.partners)),
            "date_from": f"{year}-01-01",
            # Without it the source answers to the day its server was started.
            "date_to": min(date(year, 12, 31), last_day).isoformat(),
            "aggregate_by": ",".join(AGGREGATE_BY),
            "nest_in_data": "true",
            "format": "json",
        }
        yield Ask(f"counter/{year}", PATH, query, kinds=("application/json",), empty=True, timeout_s=TIMEOUT_S)


def _items(answer: Answer) -> list[Any]:
    """The rows of an answer as they stand in it; none where the source has no data (204)."""
    if answer.status == 204 or not answer.content:
        return []
    body = reading.json_of(SOURCE_ID, answer)
    items = body.get("data") if isinstance(body, dict) else None
    if not isinstance(items, list):
        wrong = f"no object with a list 'data' where one was due: {reading.beginning(answer.content)}"
        raise reading.fault(SOURCE_ID, answer.name, wrong)
    return items


def _year(answer: Answer, partners: Mapping[str, str], today: date) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Rows of energy_monthly from one answer; and notes."""
    rows, notes = records(SOURCE_ID, answer, _items(answer), (*AGGREGATE_BY, *FIGURES), KNOWN)
    months = [_month(answer.name, cell, today) for cell in rows["month"]]
    rows["month"] = pd.Series(months, index=rows.index, dtype="str")
    rows, ignored = _asked(answer.name, rows, partners)
    rows = rows[rows["month"] < f"{today:%Y-%m}"]
    rows, doubled = reading.unique(SOURCE_ID, answer.name, rows, AGGREGATE_BY)
    told = pd.DataFrame(
        {
            "partner": rows["destination_iso2"].map(partners),
            "month": rows["month"],
            "commodity_group": rows["commodity_group"],
            **{ours: _figures(answer.name, rows, theirs) for theirs, ours in FIGURES.items()},
            "source": SOURCE_ID,
        },
        columns=energy_monthly.TABLE.archive_columns,
        dtype="str",
    )
    unknown = (told[list(FIGURES.values())] == "").all(axis=1)
    return told[~unknown], notes + ignored + doubled


def _month(question: str, cell: str, today: date) -> str:
    """2025-03 of "2025-03-01T00:00:00"."""
    written = MONTH.fullmatch(cell)
    if not written:
        raise _fault(question, f"month {cell!r} is not the first day of a month")
    month = written[1]
    if month > f"{today:%Y-%m}":
        raise _fault(question, f"dates in the future: month {month}; today is {today}")
    if month[:4] != question.split("/")[1]:
        raise _fault(question, f"month {month} is of another year than was asked for")
    return month


def _asked(question: str, rows: pd.DataFrame, partners: Mapping[str, str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The rows of places asked for and of a named group; a note for the others."""
    known, grouped = rows["destination_iso2"].isin(list(partners)), rows["commodity_group"] != ""
    strange = sorted(set(rows.loc[~known, "destination_iso2"]))
    notes = [f"places not asked for are ignored: {', '.join(strange)}"] if strange else []
    if not grouped.all():
        notes.append(f"{question}: rows without a commodity_group are ignored: {(~grouped).sum()}")
    return rows[known & grouped], tuple(notes)


def _figures(question: str, rows: pd.DataFrame, column: str) -> pd.Series:
    """A figure of each row as a whole number, "" where the source has none."""
    return reading.figures(SOURCE_ID, question, rows, column)[column].reindex(rows.index).fillna("")


def _fault(question: str, wrong: str) -> SourceFault:
    return reading.fault(SOURCE_ID, question, wrong)


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=energy_monthly.TABLE.archive_columns, dtype="str")


def _spoken_for(partners: frozenset[str], years: frozenset[str], plan: Plan) -> Callable[[pd.DataFrame], pd.Series]:
    last = f"{plan.today.replace(day=1) - timedelta(days=1):%Y-%m}"
    return lambda rows: (
        rows["partner"].isin(partners)
        & rows["month"].str.slice(0, 4).isin(years)
        & rows["month"].between(f"{plan.since}-01", last)
    )


SOURCE = Source(
    id=SOURCE_ID,
    name="CREA Russia Fossil Tracker, estimated fossil fuel trade by partner and month",
    base="https://api.russiafossiltracker.com",
    tables=("energy_monthly",),
    cadence_days=35,
    since=2022,
    pace_s=2,
    fetch=fetch,
    parse=parse,
)
