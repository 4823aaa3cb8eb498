"""Who came to the forums and what they agreed on, meeting by meeting, with the sources of each."""

import streamlit as st

from dashboard import story, view
from dashboard.filtering import filtered
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

MEETING_COLUMNS = [
    "forum",
    "year",
    "dates",
    "city",
    "host_country",
    "mode",
    "status",
    "russia_rank",
    "russia_person",
    "us_rank",
    "us_person",
    "china_rank",
    "china_person",
    "outcome",
    "outcome_note",
    "failure_cause",
    "sources",
]


def title() -> str:
    """The page's name in the navigation."""
    return _("Forums")


def show(release: Release, choice: Choice) -> None:
    """The matrix of who came, the outcomes, who belongs to what, and the table of meetings."""
    st.title(_("Forums: who comes, and what they agree on"))
    st.markdown(story.offices_found(release))
    parts.show_figure(release, "forum-matrix", choice)
    st.markdown(story.texts_found(release))
    parts.show_figure(release, "forum-outcomes", choice)
    st.header(_("Who belongs to which forum"))
    memberships = release.table("memberships")
    if choice.partners:
        memberships = memberships[memberships["iso3"].isin(choice.partners)]
    names = memberships["iso3"].map(view.labels(release))
    parts.show_folded(_("Memberships"), memberships.assign(label=names), "memberships", release.id)
    st.header(_("The meetings"))
    parts.show_search(choice, _("Find a meeting"), _("such as APEC 2018, or Hanoi"))
    meetings = filtered(release.table("forum_meetings"), Choice(first=choice.first, last=choice.last), choice.find)
    parts.show_table(meetings[MEETING_COLUMNS], "meetings", release.id)
