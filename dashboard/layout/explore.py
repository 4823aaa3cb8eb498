"""The journalist's desk: where, who, how much and when on one page; a click on any partner moves every chart."""

import streamlit as st

from dashboard import view
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import SMALL_MULTIPLES, Choice
from dashboard.texts import _


def title() -> str:
    """The page's name in the navigation."""
    return _("Explore")


def show(release: Release, choice: Choice) -> None:
    """Tiles and ranking side by side, then the long view, the chosen partners, their visits."""
    st.title(_("Russia’s trade and visits with Asia"))
    left, right = st.columns(2, gap="large")
    with left:
        parts.show_figure(release, "tiles", choice)
    with right:
        parts.show_figure(release, "ranking", choice)
    left, right = st.columns(2, gap="large")
    with left:
        parts.show_figure(release, "asia-share", choice)
    with right:
        _partners(release, choice)
    parts.show_figure(release, "visits", choice)


def _partners(release: Release, choice: Choice) -> None:
    """The chosen partners as small multiples; without a choice the first of the ranking, and it says so."""
    shown = view.subjects(release, choice)
    if not choice.partners and shown:
        st.caption(_("No partner is chosen: this is the first of the ranking."))
    for partner in shown[:SMALL_MULTIPLES]:
        parts.show_figure(release, "partner-trade", choice.only(partner), link=choice, place=f"-{partner}")
    if len(shown) > SMALL_MULTIPLES:
        st.caption(
            _(
                "The first {most} of {count} chosen partners are drawn here; the ranking and the tiles mark them all."
            ).format(most=SMALL_MULTIPLES, count=len(shown))
        )
