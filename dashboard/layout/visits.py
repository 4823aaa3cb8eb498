"""The visits as a searchable desk: each with its evidence, and how complete the table is said beside it."""

import streamlit as st

from dashboard import view
from dashboard.filtering import filtered
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

COLUMNS = [
    "start",
    "end",
    "direction",
    "place",
    "visitor",
    "visitor_rank",
    "host_city",
    "format",
    "forum",
    "visit_type",
    "confidence",
    "evidence_1",
    "evidence_2",
    "note",
    "coded_by",
    "visit_id",
]


def title() -> str:
    """The page's name in the navigation."""
    return _("Visits")


def show(release: Release, choice: Choice) -> None:
    """The timeline, the search, the rows, and the estimates of completeness."""
    st.title(_("Visits between Russia and Asia"))
    st.markdown(
        _(
            "Each row is one visit to one state, coded from dated public items, with its evidence. The table is a "
            "sample: an empty year can mean that nothing was found. Rows of low confidence are drawn hollow and "
            "never counted."
        )
    )
    parts.show_figure(release, "visits", choice)
    parts.show_search(choice, _("Find visits"), _("such as Lavrov Hanoi, or state 2024"))
    visits = release.table("visits")
    found = filtered(visits.assign(place=visits["partner"].map(view.labels(release))), choice, choice.find)
    st.caption(
        _("{shown} of {count} visits; the partners and years of the sidebar filter them.").format(
            shown=f"{len(found):,}", count=f"{len(visits):,}"
        )
    )
    parts.show_table(found.sort_values("start", ascending=False)[COLUMNS], "visits", release.id)
    _show_conflicts(release)
    st.header(_("How complete the table is"))
    st.markdown(
        _(
            "Estimates by class of visit and period, in percent of the visits there were. Trends are drawn only where "
            "`trend_ok` is 1."
        )
    )
    parts.show_table(release.table("visits_completeness"), "visits-completeness", release.id)


def _show_conflicts(release: Release) -> None:
    """Where a trip list gives another day or country than our coding; nothing is solved in silence."""
    conflicts = release.table("visit_conflicts")
    if conflicts.empty:
        return
    st.header(_("Where lists and our coding differ"))
    st.markdown(
        _(
            "A visit coded from its own evidence is never overwritten by a list. What a list says otherwise stands "
            "here, with the revision of the page."
        )
    )
    parts.show_table(conflicts, "visit-conflicts", release.id)
