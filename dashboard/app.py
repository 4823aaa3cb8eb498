"""Navigation and nothing else: the pages, the reader's choice beside them, one clear page when there is no data."""

import logging
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import release, selection, view
from dashboard.claims.ledger import CLAIMS
from dashboard.layout import claims, data, explore, forums, partner, parts, sidebar, story, take_away, visits
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

# The first is the front page, at the bare address; where its link names a claim, that claim stands there, so that Back
# leads out of it.
PAGES = (
    (story.show, "story", story.title),
    (claims.show, "claims", claims.title),
    (explore.show, "explore", explore.title),
    (partner.show, "partner", partner.title),
    (forums.show, "forums", forums.title),
    (visits.show, "visits", visits.title),
    (data.show, "data", data.title),
)
FRONT = PAGES[0][1]


def main() -> None:
    """One run: the current release, the choice in the URL, the page."""
    st.set_page_config(
        page_title=_("Russia and Asia: the thesis, tested"), page_icon="🧭", layout="wide", initial_sidebar_state=300
    )
    try:
        current = release.current()
    except release.ReleaseError as error:
        logging.getLogger(__name__).exception("no release to show")
        parts.show_no_release(str(error))
        return
    said = parts.query()
    parts.drawn_for(said)
    reading = selection.read(said, replace(view.known(current), claims=tuple(CLAIMS)))
    pages = [
        st.Page(_bound(show, current, reading.choice, path), title=title(), url_path=path, default=path == FRONT)
        for show, path, title in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    take_away.show_style()
    sidebar.show(current, reading.choice, pages, chosen)
    parts.show_ignored(reading.ignored)
    chosen.run()


def _bound(show: Callable[[Release, Choice], None], current: Release, choice: Choice, path: str) -> Callable[[], None]:
    """A page as Streamlit wants it: without arguments, and with a name of its own."""
    shown = claims.show_at_front if path == FRONT and choice.claim else show

    def page() -> None:
        shown(current, choice)

    page.__name__ = path
    return page


main()
