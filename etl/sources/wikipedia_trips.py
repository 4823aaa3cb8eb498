"""Wikipedia's lists of trips and visits: which pages changed, their HTML, the trips they name.

Belongs here: which pages are asked for, which trips the project keeps and how they become rows. Does not belong here:
the wiki's questions and answers (`mediawiki`), how a page is read (`etl/trips/`), which pages there are
(`wikipedia_pages.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from etl.errors import SourceFault
from etl.source import Answer, Asker, Parsed, Plan, Source
from etl.sources import mediawiki, reading
from etl.sources.mediawiki import Revision
from etl.tables import trip_lists
from etl.trips import people, words
from etl.trips.lists import ListError, Page, Trip, read_page
from etl.trips.places import Gazetteer

ID = "wikipedia_trips"
TABLE = trip_lists.TABLE
PAGES = Path(__file__).with_name("wikipedia_pages.toml")
# Permanent links lead readers to the encyclopedia, whatever address the answers came from.
PERMANENT = "https://en.wikipedia.org/w/index.php?title={title}&oldid={revision}"
POWERS = ("RUS", "USA", "CHN")


@dataclass(frozen=True)
class _Read:
    """A page that was read: as listed, its answer and what that holds (title, revid, text)."""

    page: Page
    answer: Answer
    body: Mapping[str, str]


@cache
def pages() -> tuple[Page, ...]:
    """The pages of `wikipedia_pages.toml`, in its order."""
    return tuple(Page(**entry) for entry in tomllib.loads(PAGES.read_text(encoding="utf-8"))["page"])


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:  # noqa: ARG001 - pages are asked for whole
    """The revisions of all pages, then each page: asked for if its revision is new, else the last good answer.

    A page that does not exist keeps its last good answer, if there is one.

    Raises:
        SourceFault: The wiki was busy three times, or an answer is not what the contract says.
    """
    markers = [
        mediawiki.answered(ID, asker, mediawiki.revisions_ask(name, titles)) for name, titles in _batches().items()
    ]
    newest = _newest(markers)
    found = (_page_answer(asker, page.title, newest[page.title].id) for page in pages())
    return [*markers, *(answer for answer in found if answer)]


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """The trips between a power and a partner that the pages name.

    Raises:
        SourceFault: A page is restructured, gives one trip two ends, or names a trip outside the person's term.
    """
    newest = _newest(answers)
    sources, notes = _sources({answer.name: answer for answer in answers}, newest)
    gazetteer = Gazetteer(plan.places)
    frames = [_frame([])]
    for source in sources:
        rows, said = _rows(source, gazetteer, plan)
        frames.append(rows)
        notes += said
    read = [source.page.title for source in sources]
    return Parsed(
        rows={TABLE.name: pd.concat(frames, ignore_index=True)},
        covers={TABLE.name: lambda rows: _covered(rows, read, plan)},
        notes=tuple(notes),
        vintage=max((revision.timestamp for revision in newest.values()), default=""),
    )


def _batches() -> dict[str, list[str]]:
    """Titles by the name of the question for their revisions."""
    titles = [page.title for page in pages()]
    size = mediawiki.MOST_TITLES
    return {f"revisions/{at // size + 1}": titles[at : at + size] for at in range(0, len(titles), size)}


def _newest(answers: Sequence[Answer]) -> dict[str, Revision]:
    batches = _batches()
    return {
        title: revision
        for answer in answers
        if answer.name in batches
        for title, revision in mediawiki.revisions(ID, answer, batches[answer.name]).items()
    }


def _page_name(title: str) -> str:
    return f"page/{title}"


def _page_answer(asker: Asker, title: str, revision: str) -> Answer | None:
    """The page's answer, new or last; None for a page that is not there and never was."""
    last = asker.last(_page_name(title))
    if not revision or (last and _revision_of(last) == revision):
        return last
    answer = mediawiki.answered(ID, asker, mediawiki.page_ask(_page_name(title), title))
    code, _ = mediawiki.error(ID, answer)
    return last if code in mediawiki.GONE else answer


def _revision_of(answer: Answer) -> str:
    """The revision of a page's answer; "" if it cannot be read, so that the page is asked for again."""
    try:
        return mediawiki.page(ID, answer)["revid"]
    except SourceFault:
        return ""


def _sources(by_name: Mapping[str, Answer], newest: Mapping[str, Revision]) -> tuple[list[_Read], list[str]]:
    """The pages to read, and a note on each that is gone or leads to another page of the list."""
    sources: list[_Read] = []
    notes: list[str] = []
    read: dict[str, str] = {}
    for page in pages():
        answer = by_name.get(_page_name(page.title))
        if answer is None or not newest[page.title].id:
            notes.append(f"{page.title}: no such page; {'its last good trips stay' if answer else 'nothing is read'}")
        if answer is None:
            continue
        body = mediawiki.page(ID, answer)
        if body["title"] in read:
            notes.append(f"{page.title}: leads to the page of {read[body['title']]!r}; mend wikipedia_pages.toml")
            continue
        read[body["title"]] = page.title
        sources.append(_Read(page, answer, body))
    return sources, notes


def _rows(source: _Read, gazetteer: Gazetteer, plan: Plan) -> tuple[pd.DataFrame, list[str]]:
    """The rows of one page and its notes."""
    page, question, body = source.page, source.answer.name, source.body
    try:
        said = read_page(page, body["text"], gazetteer, plan.today)
    except ListError as error:
        raise reading.fault(ID, question, str(error)) from error
    kept = [trip for trip in said.trips if _kept(trip, plan)]
    for trip in kept:
        _refuse_outside_term(question, trip)
    link = PERMANENT.format(title=quote(body["title"].replace(" ", "_")), revision=body["revid"])
    known = {"page": page.title, "revision": body["revid"], "source": ID, "url": link}
    rows, dropped = reading.unique(ID, question, _frame(_cells(trip) | known for trip in kept), TABLE.key)
    return rows, [*(f"{page.title}: {note}" for note in said.notes), *dropped]


def _kept(trip: Trip, plan: Plan) -> bool:
    """Whether a trip goes from a power to a partner or back, in a year that was asked for."""
    sides = ((trip.home, trip.host), (trip.host, trip.home))
    return trip.days.start.year >= plan.since and any(
        power in POWERS and other in plan.partners and power != other for power, other in sides
    )


def _refuse_outside_term(question: str, trip: Trip) -> None:
    if people.outside_term(trip.visitor, trip.rank, trip.days.start):
        wrong = (
            f"the trip of {trip.visitor} to {trip.host} on {trip.days.start} lies outside the person's term as "
            f"{trip.rank}; mend the page, or the terms in etl/trips/persons.toml"
        )
        raise reading.fault(ID, question, wrong)


def _cells(trip: Trip) -> dict[str, str]:
    kind = words.kind(trip.details)
    return {
        "visitor": trip.visitor,
        "visitor_rank": trip.rank,
        "visitor_home": trip.home,
        "host": trip.host,
        "start": trip.days.start.isoformat(),
        "end": "" if trip.precision == "month" else trip.days.end.isoformat(),
        "date_precision": trip.precision,
        "host_city": trip.cities,
        "format": kind.format,
        "forum": kind.forum,
        "visit_type": kind.visit_type,
    }


def _frame(cells: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(cells), columns=TABLE.archive_columns, dtype="str")


def _covered(rows: pd.DataFrame, read: Sequence[str], plan: Plan) -> pd.Series:
    """Rows of a page that was read, of a partner and a year that were asked for."""
    asked = rows["visitor_home"].isin(plan.partners) | rows["host"].isin(plan.partners)
    over = (rows["start"] >= str(plan.since)) & (rows["start"] <= plan.today.isoformat())
    return rows["page"].isin(list(read)) & asked & over


SOURCE = Source(
    id=ID,
    name="Wikipedia: lists of trips and visits",
    base="https://en.wikipedia.org",
    tables=(TABLE.name,),
    cadence_days=7,
    since=2000,
    pace_s=1.0,
    fetch=fetch,
    parse=parse,
    contact=True,
)
