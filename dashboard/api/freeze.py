"""Freezes a release: makes the page of every figure without a choice, and one for each partner where it says more.

`python -m dashboard freeze`, at publish. What is frozen stays: a second run, by newer code too, adds what is missing
and changes nothing. Belongs here: which pages are made. Does not belong here: what a page holds (`page`), bytes on
disk (`store`), giving them out (`frozen`).
"""

import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from dashboard import figures, release, view
from dashboard.api import page, script
from dashboard.api.store import Index, Store
from dashboard.figures import Figure
from dashboard.release import Release
from dashboard.selection import Choice

NO_PARTNER: Final = ""
_adding = threading.Lock()  # the index is read, added to and written by one request at a time
Wanted = Mapping[str, tuple[str, ...]]  # figure id -> partners


class FreezeError(Exception):
    """A page can't be frozen as it was before; the message names it and says what to do."""


@dataclass(frozen=True)
class Frozen:
    """What freezing did.

    Attributes:
        release: its id.
        pages: how many pages the release has now.
        made: how many of them are new.
        size_bytes: what the objects of this release take on disk; shared ones count here too.
    """

    release: str
    pages: int
    made: int
    size_bytes: int


def freeze(datasets: Path, *, processes: int = 1, told: Callable[[int, int], None] = lambda _done, _of: None) -> Frozen:
    """Freezes the current release of a folder of data.

    Args:
        datasets: the folder with `release`; pages go to its folder `frozen/`.
        processes: how many make pages at a time.
        told: called with how many figures are done, of how many.

    Raises:
        ReleaseError: there is no release, or it is broken.
        FreezeError: a page that was frozen is gone, and today's code makes other bytes of it.
        StoreError: the index of an earlier run can't be read.
        OSError: the disk is full or can't be written; no index names what is not there.
    """
    current, store = release.current(datasets), Store(datasets)
    before = store.index(current.id) or Index(current.id)
    missing = _missing(current, before, store)
    pages = {figure_id: dict(found) for figure_id, found in before.pages.items()}
    for done, (figure_id, made) in enumerate(_made((datasets / "release").resolve(), missing, processes)):
        kept = pages.setdefault(figure_id, {})
        for partner, content in made.items():
            kept[partner] = _kept(store, content, before.pages.get(figure_id, {}).get(partner), figure_id, partner)
        told(done + 1, len(missing))
    scripts = {*before.scripts, *([store.put(script.content())] if missing else [])}
    index = Index(current.id, pages, tuple(sorted(scripts)))
    if index != before:
        store.put_index(index)
    made_count = sum(map(len, missing.values()))
    return Frozen(current.id, sum(map(len, pages.values())), made_count, store.size_bytes(index.checksums()))


def freeze_one(current: Release, datasets: Path, figure_id: str, partner: str) -> bytes | None:
    """Freezes a page of the current release that somebody asks for before `freeze` has run; kept from then on.

    Where the folder can't be written, the page is given out all the same and frozen by the next run of `freeze`.

    Args:
        current: the current release of the folder.
        datasets: the folder.
        figure_id: of the register.
        partner: a partner's code, or NO_PARTNER.

    Returns:
        The page, or None where no page is frozen for this figure and partner.
    """
    figure = figures.FIGURES.get(figure_id)
    if figure is None or partner not in choices(figure, view.known(current).partners):
        return None
    choice = Choice(partners=(partner,) if partner else ())
    content = page.of_figure(current, figure_id, choice, frozen=True)
    try:
        with _adding:
            _add(Store(datasets), current.id, figure_id, partner, content)
    except OSError as error:
        logging.getLogger(__name__).warning("A frozen page of %s could not be kept: %s", figure_id, error)
    return content


def _add(store: Store, release_id: str, figure_id: str, partner: str, content: bytes) -> None:
    before = store.index(release_id) or Index(release_id)
    checksum, used = store.put(content), store.put(script.content())
    pages = {**before.pages, figure_id: {**before.pages.get(figure_id, {}), partner: checksum}}
    store.put_index(Index(release_id, pages, tuple(sorted({*before.scripts, used}))))


def choices(figure: Figure, partners: Iterable[str]) -> tuple[str, ...]:
    """The partners a figure is frozen for, first of all none: those that change what it shows."""
    says_more = figure.about == "one" or "pick" in figure.events
    return (NO_PARTNER, *(partners if says_more else ()))


def _missing(current: Release, before: Index, store: Store) -> Wanted:
    offered = view.known(current).partners
    missing = {}
    for figure_id, figure in figures.FIGURES.items():
        known = before.pages.get(figure_id, {})
        lacking = [p for p in choices(figure, offered) if p not in known or not store.has(known[p])]
        if lacking:
            missing[figure_id] = tuple(lacking)
    return missing


def _made(folder: Path, missing: Wanted, processes: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The pages of one figure after the other."""
    work = partial(_pages, folder)
    if processes == 1:
        yield from map(work, missing.items())
        return
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(work, missing.items())


def _pages(folder: Path, wanted: tuple[str, tuple[str, ...]]) -> tuple[str, dict[str, bytes]]:
    figure_id, partners = wanted
    held = _loaded(folder)
    return figure_id, {
        one: page.of_figure(held, figure_id, Choice(partners=(one,) if one else ()), frozen=True) for one in partners
    }


@cache
def _loaded(folder: Path) -> Release:
    """The release, once in each process."""
    return release.load(folder)


def _kept(store: Store, content: bytes, before: str | None, figure_id: str, partner: str) -> str:
    checksum = store.put(content)
    if before not in {None, checksum}:
        raise FreezeError(
            f"The frozen page of {figure_id} ({partner or 'no partner'}), object {before}, is gone, and would have "
            "other bytes if made anew. Restore the object from a copy of datasets/frozen/objects."
        )
    return checksum
