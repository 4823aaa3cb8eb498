"""How the project behaves towards a source: who it says it is, how often it asks, when it comes back.

Belongs here: the operator's settings of this and the arithmetic of waiting. Does not belong here: waiting itself,
requests (`etl/http.py`).
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib import metadata

import requests

from etl.errors import EtlError
from etl.package import PACKAGE_NAME
from etl.source import Source

TRIES = 4
LONGEST_PAUSE_S = 120
YEAR_S = 366 * 24 * 3600.0
BACK_OFF_S = 2.0
REFUSED_FOR = timedelta(hours=24)
CLOCK_MAY_DIFFER = timedelta(hours=24)
# "Quota will be replenished in 03:12:10"; a day or more is written with the days first, as 5.03:12:10.
QUOTA = re.compile(r"replenished in (?:(\d{1,3})\.)?(\d{1,4}):(\d{2}):(\d{2})")


def operator_contact() -> str:
    """E-mail or page of the operator (ETL_CONTACT), or "".

    Raises:
        EtlError: It cannot stand in a header.
    """
    contact = (os.environ.get("ETL_CONTACT") or "").strip()
    if not (contact.isascii() and contact.isprintable()):
        raise EtlError("ETL_CONTACT must be one line of plain ASCII: an e-mail address or the address of a page.")
    return contact


def user_agent(contact: str) -> str:
    """The User-Agent: project and version, the operator's contact where there is one, the library."""
    project = f"{PACKAGE_NAME}/{metadata.version(PACKAGE_NAME)}"
    library = f"python-requests/{requests.__version__}"
    return f"{project} ({contact}) {library}" if contact else f"{project} {library}"


def pace_s(source: Source) -> float:
    """Least seconds between two requests to one host: ETL_<ID>_PACE, else the source's own, times the scale.

    Raises:
        EtlError: A variable is no number from 0 on.
    """
    return _number(f"ETL_{source.id.upper()}_PACE", source.pace_s) * pace_scale()


def pace_scale() -> float:
    """By what own pauses are multiplied: ETL_PACE_SCALE, else 1; a pause the source asks for is never scaled.

    Raises:
        EtlError: The variable is no number from 0 on.
    """
    return _number("ETL_PACE_SCALE", 1)


def read_timeout_s(asked_s: float) -> float:
    """How long to wait for the next byte: ETL_TIMEOUT_S, else what the question says.

    Raises:
        EtlError: The variable is no number above 0.
    """
    seconds = _number("ETL_TIMEOUT_S", asked_s)
    if seconds == 0:
        raise EtlError("ETL_TIMEOUT_S is 0; it must be a number of seconds above 0.")
    return seconds


def back_off_s(tried: int, chance: float) -> float:
    """The own pause after so many tries, scaled: 2, 4, 8 seconds, each from half of it to one and a half by chance.

    Args:
        tried: How many tries there were, from 1 on.
        chance: From 0 to 1; spreads clients that failed together.
    """
    return float(BACK_OFF_S * 2 ** (tried - 1) * (0.5 + chance) * pace_scale())


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """The pause a source asks for in Retry-After (RFC 9110, 10.2.3), at most a year; None where there is none to read.

    Args:
        headers: Names in lower case. A date is counted from the header `date`, so that clocks may differ.
        now: Stands for the header `date` where there is none.
    """
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return min(float(value), YEAR_S)
    until = http_date(value)
    if until is None:
        return None
    pause_s = (until - (http_date(headers.get("date", "")) or now)).total_seconds()
    return min(max(0.0, pause_s), YEAR_S)


def refused_until(body: str, now: datetime) -> datetime:
    """When a source that answered 401 or 403 may be asked again: as its words on the quota say, else in 24 hours."""
    quota = QUOTA.search(body)
    if not quota:
        return now + REFUSED_FOR
    days, hours, minutes, seconds = (int(part or 0) for part in quota.groups())
    return now + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def wrong_clock(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """The source's time where it is more than 24 hours from this machine's, else None.

    An answer out of a cache carries its first date and, in Age, the seconds since then (RFC 9111, 5.1).
    """
    said = http_date(headers.get("date", ""))
    if said is None:
        return None
    age = headers.get("age", "").strip()
    there = said + timedelta(seconds=int(age) if age.isdecimal() and len(age) < 10 else 0)
    return there if abs(there - now) > CLOCK_MAY_DIFFER else None


def http_date(text: str) -> datetime | None:
    """A date of HTTP, or None where the text is none."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(variable: str, default: float) -> float:
    text = os.environ.get(variable) or ""
    try:
        value = float(text) if text else float(default)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise EtlError(f"{variable} is {text!r}; it must be a number of seconds or a factor, from 0 on.")
    return value
