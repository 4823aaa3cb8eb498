"""The register of figures: every chart with its permanent id. Pages, files and the API all draw from here.

To add a chart: a file in `dashboard/charts/` with `draw` and `content`, and an entry below. The grid of a claim's
readings, `claim-<id>`, comes with the claim.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd

from dashboard.charts import (
    asia_share,
    concentration,
    disagreement,
    exchanges,
    forum_matrix,
    forum_outcomes,
    frame,
    partner_trade,
    placebo,
    ranking,
    readings,
    rivals,
    tiles,
    trips,
    un_votes,
    visits,
    visits_by_person,
)
from dashboard.charts.content import Content
from dashboard.claims.ledger import CLAIMS
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.theme import MODES, Mode

PARTNER_EVENTS = ("pick", "add")


@dataclass(frozen=True)
class Figure:
    """A chart, its id for good, and what it takes from a release.

    Attributes:
        id: permanent: links, files and embeds name it.
        draw: mode -> the Vega-Lite spec without data.
        content: release, choice -> words and frames.
        events: the selection parameters that change the reader's choice; none where a picture has no partners.
        about: "all" partners, or "one" (drawn once for each chosen partner).
    """

    id: str
    draw: Callable[[Mode], dict[str, Any]]
    content: Callable[[Release, Choice], Content]
    events: tuple[str, ...] = ()
    about: str = "all"


def claim_figure(claim_id: str) -> str:
    """The id of the figure that shows all readings of a claim."""
    return f"claim-{claim_id}"


FIGURES: dict[str, Figure] = {
    figure.id: figure
    for figure in (
        Figure("asia-share", asia_share.draw, asia_share.content, events=("brush",)),
        Figure("ranking", ranking.draw, ranking.content, events=PARTNER_EVENTS),
        Figure("tiles", tiles.draw, tiles.content, events=PARTNER_EVENTS),
        Figure("partner-trade", partner_trade.draw, partner_trade.content, events=PARTNER_EVENTS, about="one"),
        Figure("visits", visits.draw, visits.content, events=PARTNER_EVENTS),
        Figure("visits-by-person", visits_by_person.draw, visits_by_person.content, events=PARTNER_EVENTS, about="one"),
        Figure("forum-matrix", forum_matrix.draw, forum_matrix.content, events=PARTNER_EVENTS),
        Figure("forum-outcomes", forum_outcomes.draw, forum_outcomes.content, events=PARTNER_EVENTS),
        Figure("concentration", concentration.draw, concentration.content, events=("brush",)),
        Figure("trips", trips.draw, trips.content, events=PARTNER_EVENTS),
        Figure("rivals", rivals.draw, rivals.content, events=PARTNER_EVENTS, about="one"),
        Figure("disagreement", disagreement.draw, disagreement.content, events=PARTNER_EVENTS),
        Figure("exchanges", exchanges.draw, exchanges.content, events=PARTNER_EVENTS, about="one"),
        Figure("un-votes", un_votes.draw, un_votes.content, events=PARTNER_EVENTS, about="one"),
        Figure("event-study", placebo.draw, placebo.content),
        *(
            Figure(claim_figure(claim_id), readings.draw, partial(readings.content, claim_id=claim_id))
            for claim_id in CLAIMS
        ),
    )
}
JUDGED = ("event-study", *map(claim_figure, CLAIMS))
"""The figures that show verdicts: seconds of work, where the others take tenths."""


@per_release(512)
def content(release: Release, figure_id: str, choice: Choice) -> Content:
    """The words and frames of a figure, computed once for a choice, however many readers make it.

    Raises:
        KeyError: no figure has this id.
    """
    return FIGURES[figure_id].content(release, choice)


@cache
def template(figure_id: str, mode: Mode) -> dict[str, Any]:
    """The spec of a figure in one mode, built once for the life of the process; never changed in place."""
    return FIGURES[figure_id].draw(mode)


def spec(filled: Content, figure_id: str, mode: Mode, release_id: str) -> dict[str, Any]:
    """A figure's spec with its data by name, ready to be shown or written to a file."""
    datasets: dict[str, pd.DataFrame] = {**filled.frames, "words": frame.words(filled, release_id)}
    return {**template(figure_id, mode), "datasets": datasets}


def fill_defaults(release: Release) -> None:
    """Fills every figure as it stands without a choice, but for those that show verdicts."""
    for figure_id in FIGURES:
        if figure_id not in JUDGED:
            content(release, figure_id, Choice())


def fill_verdicts(release: Release) -> None:
    """Judges all claims and fills the figures that show it."""
    for figure_id in JUDGED:
        content(release, figure_id, Choice())


def build_templates() -> None:
    """Builds every spec in both modes, so that no reader waits for it."""
    for figure_id in FIGURES:
        for mode in MODES:
            template(figure_id, mode)
