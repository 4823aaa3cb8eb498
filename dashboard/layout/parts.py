"""What pages share: a figure in its place, its data one click away, and the notices."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import figures, selection
from dashboard.charts.content import Content
from dashboard.files import cells
from dashboard.layout import take_away
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode

QUOTE_WIDTH = 160  # px: a button, not a bar


def show_figure(
    release: Release,
    figure_id: str,
    choice: Choice,
    *,
    link: Choice | None = None,
    place: str = "",
    explain: bool = True,
) -> None:
    """A figure with its reading line and its table.

    Args:
        release: the one of this run.
        figure_id: of the register.
        choice: what the figure shows.
        link: the reader's whole choice, which a click changes; the same as `choice` unless this is a small multiple.
        place: tells two uses of one figure on a page apart.
        explain: whether to say how to read it; once is enough for small multiples.
    """
    filled = figures.content(release, figure_id, choice.view())
    figure = figures.FIGURES[figure_id]
    if filled.empty:
        st.markdown(f"**{filled.title}**")
        st.info(filled.empty)
        return
    key = _versioned(f"{figure_id}{place}")
    linked: dict[str, Any] = {}
    if figure.events:
        linked["selection_mode"] = list(figure.events)
        linked["on_select"] = _on_select(key, f"{figure_id}{place}", link or choice)
    spec = figures.spec(filled, figure_id, mode(), release.id)
    st.vega_lite_chart(spec, theme=None, width="stretch", key=key, alt=filled.description, **linked)
    if explain:
        st.caption(filled.how_to_read)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _copy_sentence(filled, f"{figure_id}{place}", release.id)
        take_away.show_figure_menu(release, figure_id, choice, f"{figure_id}{place}")
        if filled.quote and filled.check:
            st.caption(
                ":material/flag: " + _("Check before print: {reason}.").format(reason=filled.check), width="content"
            )
    show_folded(_("Data of this figure"), filled.table, f"{figure_id}{place}", release.id)


def mode() -> Mode:
    """Light or dark, as the reader's browser has it."""
    return "dark" if st.context.theme.type == "dark" else "light"


def query() -> dict[str, list[str]]:
    """What the URL says now."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def drawn_for(said: dict[str, list[str]]) -> None:
    """Remembers which URL the page is being drawn for."""
    st.session_state["drawn_for"] = said


def go(choice: Choice) -> None:
    """Makes a choice the reader's: writes it to the URL, from which the next run reads it.

    Where the URL has moved on since the page was drawn (Back pressed while a run was under way), widgets still hold
    what was left behind: then the URL stands and they follow it.
    """
    if query() == st.session_state.get("drawn_for", query()):
        st.query_params.from_dict(selection.write(choice))


_COPY = st.components.v2.component(
    "copy",
    html='<button type="button"></button><span role="status" aria-live="polite"></span>',
    css="""
        button { width: 100%; min-height: 2.4rem; padding: 0 0.75rem; cursor: pointer;
                 font: inherit; font-size: 0.94rem; color: var(--st-text-color); background: var(--st-background-color);
                 border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
        button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
        span { font-size: 0.85rem; overflow-wrap: anywhere; }
    """,
    js="""
        export default function ({ parentElement, data }) {
            const button = parentElement.querySelector("button"), said = parentElement.querySelector("span");
            button.textContent = data.label;
            said.textContent = "";
            button.onclick = async () => {
                const text = data.text ?? window.location.origin + window.location.pathname + "?" + data.query;
                try { await navigator.clipboard.writeText(text); said.textContent = data.done; }
                catch { said.textContent = text; }  // no permission: the words themselves, to copy by hand
            };
        }
    """,
)


def copy_link(choice: Choice, release_id: str) -> None:
    """A button that copies the link to this view, with the release it was made on."""
    link = urlencode(selection.write(replace(choice, release=release_id)), doseq=True)
    _COPY(data={"query": link, "label": _("Copy link"), "done": _("Copied")}, key="copy-link")


def _copy_sentence(filled: Content, name: str, release_id: str) -> None:
    """A button that copies one sentence with the number, its year and source."""
    if not filled.quote:
        return
    sentence = _("{sentence} Release {release}.").format(sentence=filled.quote, release=release_id)
    words = {"label": _("Copy a sentence"), "done": sentence, "text": sentence}
    with st.container(width=QUOTE_WIDTH):
        _COPY(data=words, key=f"quote-{name}")


_TOP = st.components.v2.component(
    "top",
    js="""
        let shown;
        export default function ({ data }) {
            if (shown !== undefined && shown !== data.view) {
                document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
            }
            shown = data.view;
        }
    """,
)


def start_at_top(view: str) -> None:
    """Shows a page from its top when it turns to another view of itself; a rerun of the same view stays where it is."""
    _TOP(data={"view": view}, key="top")


def show_link(path: str, label: str, choice: Choice, **look: Any) -> None:
    """A link to a page of the app that takes a choice along, to click, to open beside, to share.

    Args:
        path: the page's address; the pages themselves are made in `app`, which imports this module.
        label: what the reader clicks.
        choice: what the page will show.
        look: icon, width and the like, as `st.page_link` has them.
    """
    st.page_link(
        st.Page(_no_page, title=label, url_path=path), label=label, query_params=selection.write(choice), **look
    )


def _no_page() -> None:
    """Streamlit asks a page for a callable; which one runs is settled by the address."""


def show_ignored(ignored: list[str]) -> None:
    """What the link said that could not be used."""
    for sentence in ignored:
        st.info(sentence, icon=":material/info:")


def show_no_release(reason: str) -> None:
    """The one page when there is no release to show: what is wrong, what to do, no traceback."""
    st.title(_("There is no release to show"))
    st.error(_("The dashboard found no complete release of its data: {reason}.").format(reason=reason))
    st.markdown(
        _(
            "Whoever runs this dashboard can build one with `python -m etl build`, or go back to the last good one; "
            "`python -m etl status` says what is there. Readers need only reload this page later."
        )
    )


def show_folded(heading: str, table: pd.DataFrame, name: str, release_id: str, note: str = "") -> None:
    """A table behind a click; nothing is sent before that click."""
    with st.expander(heading, key=f"fold-{name}", on_change="rerun") as fold:
        if not fold.open:
            return
        if note:
            st.caption(note)
        show_table(table, name, release_id)


def show_table(table: pd.DataFrame, name: str, release_id: str) -> None:
    """A table to read, with its rows as a file; a missing value is a dash."""
    if table.empty:
        st.markdown(_("No rows."))
        return
    st.dataframe(table, hide_index=True, column_config=_columns(table), alt=name, placeholder="–")
    st.download_button(
        _("Download these rows as CSV"),
        lambda: cells.as_csv(table),  # made when it is asked for
        file_name=f"{name}-{release_id}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    """Addresses become links, dollars get separators, years get none."""
    config: dict[str, Any] = {}
    for column in table.columns:
        if column in {"url", "source_url", "evidence_1", "evidence_2"}:
            config[column] = st.column_config.LinkColumn()
        elif column in {"year", "session_year", "joined_year", "left_year", "period_start_year", "period_end_year"}:
            config[column] = st.column_config.NumberColumn(format="%d")
        elif "_usd" in column or column in {"rows", "trips", "visits"}:
            config[column] = st.column_config.NumberColumn(format="localized")
        elif column.endswith("_pct"):
            config[column] = st.column_config.NumberColumn(format="%.3g")
    return config


def show_search(choice: Choice, label: str, example: str) -> None:
    """A search whose words are part of the link."""
    st.session_state["find"] = choice.find
    st.text_input(
        label,
        key="find",
        placeholder=example,
        max_chars=selection.MOST_LETTERS,
        on_change=lambda: go(replace(choice, find=st.session_state["find"].strip())),
    )


def _versioned(name: str) -> str:
    """A chart's key: a new one after each click on it, so that its own selection starts empty again."""
    return f"{name}_{st.session_state.setdefault('versions', {}).get(name, 0)}"


def _on_select(key: str, name: str, choice: Choice) -> Callable[[], None]:
    def changed() -> None:
        selected = st.session_state[key]["selection"]
        after = selection.clicked(choice, selected)
        if "brush" not in selected:
            versions = st.session_state["versions"]
            st.session_state["versions"] = {**versions, name: versions.get(name, 0) + 1}
        if after != choice:
            go(after)

    return changed
