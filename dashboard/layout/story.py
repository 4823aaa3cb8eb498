"""The argument in the article's order: a question, what the release says, one or two linked charts, the limits."""

import streamlit as st

from dashboard import story
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

PAGE, MEASURE = 840, 640  # px: charts, and a column of about 75 characters for prose


def title() -> str:
    """The page's name in the navigation."""
    return _("Story")


def show(release: Release, choice: Choice) -> None:
    """Headline, standfirst, sections: each figure is the register's own and linked like on the desk."""
    with st.container(horizontal_alignment="center").container(width=PAGE):
        st.title(_("Has Russia turned to Asia, one partner at a time?"))
        with st.container(width=MEASURE):
            st.markdown(f"**{story.standfirst(release)}**")
            st.caption(
                _(
                    "The article: “Russia has redefined its Asia strategy. Here’s how it will work”, Timofey "
                    "Bordachev, Valdai Discussion Club, 2024. We are neither for nor against it. Figures after "
                    "2021 are estimates, because Russia stopped publishing trade by partner. Release {id}."
                ).format(id=release.id)
            )
        for section in story.sections(release, choice.view()):
            _show_section(release, choice, section)


def _show_section(release: Release, choice: Choice, section: story.Section) -> None:
    st.header(section.heading, anchor=section.id)
    with st.container(width=MEASURE):
        st.markdown(section.finding)
    for figure_id, shown in section.figures:
        parts.show_figure(release, figure_id, shown, link=choice)
    with st.container(width=MEASURE):
        st.caption(_("**What it can’t tell.** {limit}").format(limit=section.limit))
