"""Who a name is, and which office that person held when.

Belongs here: reading `persons.toml` (spellings and terms in office), comparing names. Does not belong here: which list
belongs to whom (`etl/sources/wikipedia_pages.toml`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from etl.trips.text import fold

PERSONS = Path(__file__).with_name("persons.toml")
# Words before a name that are no part of it; "sultan" and "prince" can be.
TITLES = (
    r"(?:(?:his|her) (?:majesty|excellency|highness|royal highness)|general secretary|supreme leader|crown prince"
    r"|(?:vice|deputy|acting|interim)[- ](?:president|prime minister|premier|chairman)|president|prime minister|premier"
    r"|(?:foreign minister|minister (?:of|for) (?:foreign|external) affairs|secretary of state)|king|queen|emir|emperor"
    r"|empress|sheikh|shaikh|sheikha|chairman|dr\.?|mr\.?|mrs\.?|ms\.?|general|marshal)"
)
_TITLES = re.compile(rf"^(?:{TITLES}\s+)+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_NO_LETTER = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Term:
    """A time in an office.

    Attributes:
        rank: The office, in the words of `etl.columns.RANKS`.
        first: First day.
        last: Last day; None while it lasts.
    """

    rank: str
    first: date
    last: date | None


def without_titles(name: str) -> str:
    """A name without the titles before it and what stands in brackets."""
    return " ".join(_TITLES.sub("", " ".join(_BRACKETS.sub(" ", name).split())).split())


def key(name: str) -> str:
    """The same text for all spellings of a person: case, accents, titles, order of names folded, aliases resolved."""
    folded = _folded(name)
    return _aliases().get(folded, folded)


def surname(name: str) -> str:
    """The last word of a name in plain small letters, as ids of visits have it."""
    return _NO_LETTER.sub("", fold(without_titles(name)).split()[-1])


def terms(name: str) -> tuple[Term, ...]:
    """The terms in office of a person, in the order of the table; none for a person it does not hold."""
    return _terms().get(key(name), ())


def rank_on(name: str, day: date) -> str | None:
    """The office a person held on a day; None where it is not known, or there were two."""
    held = {term.rank for term in terms(name) if _within(term, day)}
    return held.pop() if len(held) == 1 else None


def outside_term(person: str, rank: str, start: date) -> bool | None:
    """Whether a person did not hold an office on a day.

    Returns:
        None where the person's terms in this office are not known.
    """
    known = [term for term in terms(person) if term.rank == rank]
    return not any(_within(term, start) for term in known) if known else None


def _within(term: Term, day: date) -> bool:
    return term.first <= day and (term.last is None or day <= term.last)


def _folded(name: str) -> str:
    return " ".join(sorted(_NO_LETTER.sub(" ", fold(without_titles(name))).split()))


@cache
def _persons() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(PERSONS.read_text(encoding="utf-8"))["person"])


@cache
def _aliases() -> dict[str, str]:
    return {_folded(alias): _folded(person["name"]) for person in _persons() for alias in person.get("aliases", ())}


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    return {
        _folded(person["name"]): tuple(
            Term(office["rank"], office["from"], office.get("to")) for office in person.get("office", ())
        )
        for person in _persons()
    }
