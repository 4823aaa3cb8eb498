"""Cells of dates to days: "2–3 June", "30 December 2018 – 2 January 2019", "June 19–20, 2024", "May 2012".

Belongs here: what a cell of dates says, with the year its section gives. Does not belong here: whether a trip is over.
A cell that can be read in two ways ("31 August – 1", "5/6/2019", "2, 5 June") is not read.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

# No trip to one country lasts longer: a longer one has a slip in a month.
LONGEST_DAYS = 31

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FIRST = {"d": r"(?P<day_1>\d{1,2})", "m": rf"(?P<month_1>{_MONTH})", "y": r"(?: (?P<year_1>\d{4}))?"}
_LAST = {"d": r"(?P<day_2>\d{1,2})", "m": rf"(?P<month_2>{_MONTH})", "y": r"(?: (?P<year_2>\d{4}))?"}
_DAY_FORMS = tuple(
    re.compile(form)
    for form in (
        "{d} {m}{y}".format(**_LAST),
        "{m} {d}{y}".format(**_LAST),
        _FIRST["d"] + " - " + "{d} {m}{y}".format(**_LAST),
        "{m} {d}".format(**_FIRST) + " - " + "{d}{y}".format(**_LAST),
        "{d} {m}{y}".format(**_FIRST) + " - " + "{d} {m}{y}".format(**_LAST),
        "{m} {d}{y}".format(**_FIRST) + " - " + "{m} {d}{y}".format(**_LAST),
    )
)
_MONTH_FORM = re.compile("{m}{y}".format(**_LAST))
_ISO_FORM = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:[–—/]|to)\s*(\d{4}-\d\d-\d\d))?")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WEEKDAYS = re.compile(rf"\b(?:{'|'.join(calendar.day_name)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Days:
    """First and last day.

    Attributes:
        precision: "day", or "month" where only the month is known; then the days are the month's first and last.
    """

    start: date
    end: date
    precision: str


def read(text: str, year: int | None) -> Days | None:
    """The days a cell names.

    Args:
        text: The cell.
        year: The year of the section, for cells without one; a range over New Year then starts in it.

    Returns:
        None where the cell, or the year, is not given or not understood, or the days are not in the calendar.
    """
    iso = _ISO_FORM.fullmatch(text.strip())
    if iso:
        return _days_between(iso[1], iso[2] or iso[1])
    words = _normal(text)
    for form in _DAY_FORMS:
        found = form.fullmatch(words)
        if found:
            return _from_parts({name: part for name, part in found.groupdict().items() if part}, year)
    month = _MONTH_FORM.fullmatch(words)
    return _whole_month(MONTHS[month["month_2"]], int(month["year_2"] or year or 0)) if month else None


def _normal(text: str) -> str:
    """Lower case, one kind of dash with spaces around it, no commas, full stops, weekdays, ordinals or brackets."""
    words = _WEEKDAYS.sub(" ", _BRACKETS.sub(" ", text.replace("\u00a0", " "))).lower()
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)
    words = re.sub(r"\s(?:to|until|and|&)\s|[‐‑‒–—−-]", " - ", words.removeprefix("from "))
    return " ".join(re.sub(r"[.,]", " ", words).split())


def _from_parts(parts: dict[str, str], context: int | None) -> Days | None:
    """Days from the parts that were written; the others follow from the last day, the section or New Year."""
    last_month = MONTHS[parts.get("month_2") or parts["month_1"]]
    first_month = MONTHS[parts["month_1"]] if "month_1" in parts else last_month
    years = _years(parts, context, over_new_year=first_month > last_month)
    if years is None:
        return None
    first_day = parts.get("day_1", parts["day_2"])
    return _days_between(
        f"{years[0]:04}-{first_month:02}-{int(first_day):02}", f"{years[1]:04}-{last_month:02}-{int(parts['day_2']):02}"
    )


def _years(parts: dict[str, str], context: int | None, *, over_new_year: bool) -> tuple[int, int] | None:
    if "year_2" in parts:
        last = int(parts["year_2"])
        return int(parts.get("year_1", last - over_new_year)), last
    first = int(parts["year_1"]) if "year_1" in parts else context
    return None if first is None else (first, first + over_new_year)


def _days_between(first: str, last: str) -> Days | None:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Days(start, end, "day") if 0 <= (end - start).days <= LONGEST_DAYS else None


def _whole_month(month: int, year: int) -> Days | None:
    if not year:
        return None
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")
