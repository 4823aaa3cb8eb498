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
    st.markdown(
        _("Click a tile, a row or a visit to choose a partner everywhere; shift-click adds one, Escape clears.")
    )
    left, right = st.columns(2, gap="large")
    with left:
        parts.show_figure(release, "tiles", choice)
    with right:
        parts.show_figure(release, "ranking", choice)
    left, right = st.columns(2, gap="large")
    with left:
        parts.show_figure(release, "asia-share", choice)
    shown = view.subjects(release, choice)
    with right:
        if not choice.partners:
            st.caption(_("No partner is chosen: this is the first of the ranking."))
        _show_partner(release, choice, shown[0], explain=True)
    _show_more_partners(release, choice, shown[1:])
    parts.show_figure(release, "visits", choice)


def _show_more_partners(release: Release, choice: Choice, shown: tuple[str, ...]) -> None:
    """Several chosen partners stand as small multiples, two in a row."""
    columns = st.columns(2, gap="large")
    for i, partner in enumerate(shown[: SMALL_MULTIPLES - 1]):
        with columns[i % 2]:
            _show_partner(release, choice, partner, explain=False)
    if len(choice.partners) > SMALL_MULTIPLES:
        st.caption(
            _("The first {most} of {count} chosen partners are drawn; the ranking and the tiles mark them all.").format(
                most=SMALL_MULTIPLES, count=len(choice.partners)
            )
        )


def _show_partner(release: Release, choice: Choice, partner: str, *, explain: bool) -> None:
    place = f"-{partner}"
    parts.show_figure(release, "partner-trade", choice.only(partner), link=choice, place=place, explain=explain)
