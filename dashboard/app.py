"""Navigation and nothing else: which pages there are, the reader's choice beside them, one clear page when data fails."""

import logging

import streamlit as st

from dashboard import release, selection, view
from dashboard.pages import data, explore, partner, parts, sidebar
from dashboard.texts import _

PAGES = (
    (explore.show, "explore", explore.title),
    (partner.show, "partner", partner.title),
    (data.show, "data", data.title),
)


def main() -> None:
    """One run: the current release, the choice in the URL, the page."""
    st.set_page_config(
        page_title=_("Russia and Asia: the thesis, tested"), page_icon="🧭", layout="wide", initial_sidebar_state=300
    )
    try:
        current = release.current()
    except release.ReleaseError as error:
        logging.getLogger(__name__).error("no release to show: %s", error)
        parts.show_no_release(str(error))
        return
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    reading = selection.read(query, view.known(current))
    pages = [
        st.Page(_bound(show, current, reading.choice, path), title=title(), url_path=path, default=path == "explore")
        for show, path, title in PAGES
    ]
    chosen = st.navigation(pages, position="hidden")
    sidebar.show(current, reading.choice, pages)
    parts.show_ignored(reading.ignored)
    chosen.run()


def _bound(show, current, choice, path):  # noqa: ANN001, ANN202  (a page takes no arguments; this gives it them)
    def page() -> None:
        show(current, choice)

    page.__name__ = path
    return page


main()
