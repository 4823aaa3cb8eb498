"""The sidebar of every page: where to go, whom and what to see, and the link to it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import freshness, selection, terms, view
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

# Widgets bear the names of the query's keys; where the attribute of `Choice` is called otherwise, it stands here.
_ATTRIBUTES = {"partner": "partners", "from": "first", "to": "last"}


def show(release: Release, choice: Choice, pages: list[Any], current: Any) -> None:
    """Navigation, the widgets of the choice, Clear, the link, and what release this is.

    Args:
        release: the one of this run.
        choice: the reader's.
        pages: those of the app (`st.Page`), in their order.
        current: the one that is open.
    """
    known = view.known(release)
    _follow(choice)
    with st.sidebar:
        st.markdown(f"**{_('Russia and Asia')}**  \n{_('The thesis, tested')}")
        for page in pages:
            _show_way(page, choice, is_open=page.url_path == current.url_path)
        st.multiselect(
            _("Partners"),
            list(known.partners),
            format_func=known.partners.__getitem__,
            placeholder=_("All: type a name"),
            max_selections=selection.MOST_PARTNERS,
            **_widget("partner", choice),
        )
        first, last = st.columns(2)
        years = list(range(known.first_year, known.last_year + 1))
        first.selectbox(_("From"), years, index=None, placeholder=_("start"), **_widget("from", choice))
        last.selectbox(_("To"), years, index=None, placeholder=_("end"), **_widget("to", choice))
        st.radio(_("Flow"), selection.FLOWS, format_func=terms.flow_label, **_widget("flow", choice))
        st.selectbox(_("Measure"), selection.MEASURES, format_func=terms.measure_label, **_widget("measure", choice))
        st.selectbox(_("Asia"), selection.ASIAS, format_func=terms.asia_label, **_widget("asia", choice))
        st.selectbox(
            _("Basis"), selection.BASES, format_func=terms.basis_label, help=_basis_help(), **_widget("basis", choice)
        )
        clear, copy = st.columns(2)
        clear.button(_("Clear"), shortcut="Escape", on_click=lambda: parts.go(choice.cleared()), width="stretch")
        with copy:
            parts.copy_link(choice, release.id)
        st.caption(
            _("Release {id}. Trade to {last}; figures after 2021 are estimates.").format(
                id=release.id, last=known.last_year
            )
        )
        _show_stale(release)


def _show_way(page: Any, choice: Choice, *, is_open: bool) -> None:
    """The link to a page, which leaves an open claim behind.

    To the page that is open itself a link of Streamlit's would leave the address as it was: then it is a button.
    """
    without = replace(choice, claim=None)
    if is_open and choice.claim is not None:
        st.button(f"**{page.title}**", key="way-out", type="tertiary", on_click=lambda: parts.go(without))
    else:
        st.page_link(page, query_params=selection.write(without))


def _show_stale(release: Release) -> None:
    """One line where a live source's last answer was not good; nothing where all is well."""
    stale = [one.source for one in freshness.standings(release) if one.is_live and not one.is_fresh]
    if stale:
        st.caption(
            _("Not fresh, last good figures stand: {names}. See Data and methods.").format(names=", ".join(stale))
        )


def _basis_help() -> str:
    return _(
        "Which source a partner’s values are taken from. Shares of Asia always use Russian customs and the IMF, as "
        "sources may not be mixed in one sum."
    )


def _widget(name: str, choice: Choice) -> dict[str, Any]:
    return {"key": name, "on_change": _changed, "args": (name, choice)}


def _changed(name: str, choice: Choice) -> None:
    """A widget speaks like a click: a new choice, written to the URL."""
    changes: dict[str, Any] = {_ATTRIBUTES.get(name, name): st.session_state[name]}
    if name == "partner":
        changes = {"partners": tuple(st.session_state[name])}
    after = replace(choice, **changes)
    if after.first is not None and after.last is not None and after.first > after.last:
        after = replace(after, first=after.last, last=after.first)
    parts.go(after)


def _follow(choice: Choice) -> None:
    """The widgets show what the URL says, whoever wrote it."""
    st.session_state["partner"] = list(choice.partners)
    st.session_state["from"], st.session_state["to"] = choice.first, choice.last
    for name in ("flow", "measure", "asia", "basis"):
        st.session_state[name] = getattr(choice, name)
