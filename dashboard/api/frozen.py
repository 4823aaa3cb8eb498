"""Gives out frozen pages: `/embed/<figure>/<release>`, the same bytes for ever, whatever the data became since.

Only the selections that were kept at publish exist; every other address is told why not, and which there are.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from dashboard import release as releases
from dashboard.api import parameters
from dashboard.api.answers import Refused
from dashboard.api.freeze import NO_PARTNER, freeze_one
from dashboard.api.parameters import Parameter, Query
from dashboard.api.store import Index, Store
from dashboard.release import Release

ALLOWED: Final = ("partner", "mode")


@dataclass(frozen=True)
class FrozenPage:
    """A page that was kept.

    Attributes:
        checksum: of its bytes, before compression.
        content: the bytes.
    """

    checksum: str
    content: bytes


def parameters_of(release: Release) -> tuple[Parameter, ...]:
    """What a request for a frozen page may state, for a release of today: one partner, and light or dark."""
    codes = parameters.partners(release).schema["items"]
    partner = Parameter("partner", "ISO 3166-1 alpha-3 code of the partner the page is about.", codes)
    return (partner, parameters.looks()[0])


def page(figure_id: str, release_id: str, query: Query) -> FrozenPage:
    """The frozen page of a figure.

    Raises:
        Refused: 404, with the reason: no such release, figure, partner, or a selection that is not kept.
        StoreError: the page was kept, and is gone or damaged.
    """
    made = _made_now(figure_id, release_id, query)
    if made is not None:
        return made
    index = index_of(release_id)
    if figure_id not in index.pages:
        raise Refused(
            404,
            f"Release {release_id} has no frozen figure “{figure_id[:40]}”. It has: {', '.join(index.pages)}.",
            parameter="figure",
        )
    checksum = _checksum(index, figure_id, query)
    return FrozenPage(checksum, Store(releases.DATASETS).get(checksum))


def index_of(release_id: str) -> Index:
    """The index of a release.

    Raises:
        Refused: 404, nothing of this release was frozen; the message says of which releases there is.
    """
    store = Store(releases.DATASETS)
    index = store.index(release_id)
    if index is None:
        there = ", ".join(store.releases()) or "none yet (`python -m dashboard freeze` keeps the current one)"
        raise Refused(
            404,
            f"No figures of release “{release_id[:80]}” are kept here. Releases with frozen figures: {there}.",
            parameter="release",
        )
    return index


def _made_now(figure_id: str, release_id: str, query: Query) -> FrozenPage | None:
    """A page of the current release that `freeze` has not made yet; None where it has, or makes none."""
    partner = _partner(query)
    try:
        current = releases.current()
    except releases.ReleaseError:
        return None
    index = Store(releases.DATASETS).index(release_id)
    if partner is None or current.id != release_id or (index and partner in index.pages.get(figure_id, {})):
        return None
    content = freeze_one(current, releases.DATASETS, figure_id, partner)
    return None if content is None else FrozenPage(hashlib.sha256(content).hexdigest(), content)


def _partner(query: Query) -> str | None:
    """The partner of a selection that is frozen: one, or none at all; None for any other selection."""
    partners = [text for name, text in query if name == "partner"]
    if len(partners) > 1 or any(name not in ALLOWED for name, _text in query):
        return None
    return partners[0] if partners else NO_PARTNER


def _checksum(index: Index, figure_id: str, query: Query) -> str:
    pages = index.pages[figure_id]
    partners = [text for name, text in query if name == "partner"]
    others = sorted({name for name, _text in query} - set(ALLOWED))
    if others or len(partners) > 1:
        wrong = others[0] if others else "partner"
        raise Refused(404, f"This selection is not kept. {_kept(index, figure_id)}", parameter=wrong)
    partner = partners[0] if partners else NO_PARTNER
    if partner not in pages:
        raise Refused(
            404, f"No page for partner “{partner[:40]}” is kept. {_kept(index, figure_id)}", parameter="partner"
        )
    return pages[partner]


def _kept(index: Index, figure_id: str) -> str:
    """Which addresses there are instead."""
    place = f"/embed/{figure_id}/{index.release}"
    codes = [partner for partner in index.pages[figure_id] if partner != NO_PARTNER]
    each = f" and {place}?partner= with one of {', '.join(sorted(codes))}" if codes else ""
    return (
        f"Of a past release only the figure without a choice and one for each partner are frozen: {place}{each}. "
        f"/embed/{figure_id} follows the data and takes every choice."
    )
