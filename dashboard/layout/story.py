"""The argument in the article's order: a question, the verdicts, one or two linked charts, what speaks against them."""

from dataclasses import replace

import streamlit as st

from dashboard import story, theme
from dashboard.layout import parts, signs
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
                    "Bordachev, Valdai Discussion Club, 2024. We are neither for nor against it. Each claim’s rule "
                    "was written before its verdict was computed. Figures after 2021 are estimates, because Russia "
                    "stopped publishing trade by partner. Release {id}."
                ).format(id=release.id)
            )
        st.html(signs.style(theme.TOKENS[parts.mode()]))
        for section in story.sections(release, choice.view()):
            _show_section(release, choice, section)


def _show_section(release: Release, choice: Choice, section: story.Section) -> None:
    st.header(section.heading, anchor=section.id)
    with st.container(width=MEASURE):
        for told in section.told:
            _show_verdict(choice, told)
        if section.note:
            st.markdown(section.note)
    for shown in section.figures:
        parts.show_figure(release, shown.figure_id, shown.choice, link=choice, place=shown.place)
    with st.container(width=MEASURE):
        if section.against:
            st.markdown(_against_words(section))
        st.caption(_("**What it can’t tell.** {limit}").format(limit=section.limit))


def _show_verdict(choice: Choice, told: story.Told) -> None:
    """Sign and word, the claim as a link to its rule, rows and readings, the number."""
    with st.container(gap="xxsmall", key=f"row-{told.id}"):
        st.html(signs.verdict_line(told.verdict, told.agreement))
        parts.show_link("claims", f"**{told.wording}**", replace(choice, claim=told.id), width="stretch")
        st.markdown(told.headline)


def _against_words(section: story.Section) -> str:
    """The counter-evidence, named for the verdict it stands against."""
    words = (
        _("**What speaks against it.** {against}")
        if len(section.told) == 1
        else _("**What speaks against the first of these verdicts.** {against}")
    )
    return words.format(against=section.against)
