"""The menu at each figure and each table: files of it, its citation, code to embed it, its address for programs.

Nothing of it is made or sent before a reader opens it. Files are plain links to the API of the same process, so that a
download costs neither a rerun nor bytes through the page's websocket, and a file is made when it is asked for. Belongs
here: what the menu offers and in which order. Does not belong here: how a file is made (`files`), what stands in a
snippet (`api.snippets`).
"""

import os
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from dashboard import figures
from dashboard.api import snippets, tables
from dashboard.api.answers import Refused
from dashboard.files import STYLES, FileError, citation, held_back
from dashboard.layout.copying import Copied, show_copied
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import MODES, Mode

ICON: Final = ":material/download:"
WIDTH: Final = 480  # px of an open menu, whichever of its tabs is shown
PICTURES: Final = {"png": "PNG", "svg": "SVG", "pdf": "PDF"}
PAGES: Final = {"html": "HTML", "vega": "Vega-Lite"}  # they hold the rows, so a held-back source forbids them
DATA: Final = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}
TABLE_DATA: Final = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "parquet": "Parquet"}
STYLE: Final = """<style>
    .files { display: flex; flex-wrap: wrap; gap: 8px; margin: 4px 0 8px; font-size: 0.94rem; }
    .files p { flex-basis: 100%; margin: 0; }
    .files a { display: inline-flex; align-items: center; min-height: 36px; padding: 0 12px; color: inherit;
               text-decoration: none; border: 1px solid color-mix(in srgb, currentcolor 40%, transparent);
               border-radius: 4px; }
    .files a:hover { border-color: currentcolor; }
    .files a:focus-visible { outline: 2px solid; outline-offset: 2px; }
    @media (pointer: coarse) {
        .files a, [class*="st-key-take-"] button, [data-testid="stPopoverBody"] [role="tab"] {
            min-height: 44px; min-width: 44px; }
    }
</style>"""


# Streamlit puts an open menu at the end of the page, where Tab would come last.
_ENTER: Final = st.components.v2.component(
    "enter",
    isolate_styles=False,
    js="""
        export default function ({ parentElement }) {
            const menu = parentElement.closest('[data-testid="stPopoverBody"]');
            if (!menu || menu.dataset.entered) return;  // a rerun leaves the focus where it is
            menu.dataset.entered = "yes";
            menu.querySelector('[role="tab"]')?.focus({ preventScroll: true });
        }
    """,
)


def show_style() -> None:
    """The look of all menus, once a page; 44 px for a finger."""
    st.html(STYLE)


def show_figure_menu(release: Release, figure_id: str, choice: Choice, name: str) -> None:
    """The menu of a figure, behind one quiet button.

    Args:
        release: the one of this run.
        figure_id: of the register.
        choice: what the figure shows.
        name: tells the uses of a figure on a page apart.
    """
    label = _("Take this figure")
    with st.popover(label, icon=ICON, type="tertiary", key=f"take-{name}", on_change="rerun") as menu:
        if not menu.open:
            return
        tabs = st.container(width=WIDTH).tabs([_("Files"), _("Cite"), _("Embed"), _("Data and API")])
        files, cite, embed, program = tabs
        reason = held_back.of_figure(release, figure_id, choice.view()).reason
        with files:
            _show_files(release, figure_id, choice, reason)
        with cite:
            show_copied(_citations(release, figure_id, choice), f"cite-{name}")
        with embed:
            _show_embeds(release, figure_id, choice, reason, name)
        with program:
            address = snippets.figure(figure_id, choice, site())
            _show_program(address, snippets.figure(figure_id, choice, site(), format="csv"), name)
        _ENTER(key=f"enter-{name}")


def show_table_menu(release: Release, name: str, choice: Choice, rows: int) -> None:
    """The menu of a table of the release, for the rows that the reader's choice leaves.

    Args:
        release: the one of this run.
        name: of the table.
        choice: the reader's: partners, years and words.
        rows: how many rows it leaves; a kind of file that takes fewer is left out.
    """
    label = _("Take these rows")
    with st.popover(label, icon=ICON, type="tertiary", key=f"take-table-{name}", on_change="rerun") as menu:
        if not menu.open:
            return
        files, program = st.container(width=WIDTH).tabs([_("Files"), _("Data and API")])
        with files:
            _show_table_files(release, name, choice, rows)
        with program:
            address = snippets.table(release, name, choice, site())
            _show_program(address, snippets.table(release, name, choice, site(), format="csv"), f"table-{name}")
        _ENTER(key=f"enter-table-{name}")


def site() -> str:
    """The dashboard's own address with a slash at its end: DASHBOARD_URL, else as the reader's browser calls it.

    The browser's address ends with the page; the part of the path that is the host's is `server.baseUrlPath`. Empty
    until a browser has said where it is.
    """
    if stated := os.environ.get("DASHBOARD_URL", "").rstrip("/"):
        return f"{stated}/"
    if not (called := st.context.url):
        return ""
    at, folder = urlsplit(called), (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{at.scheme}://{at.netloc}/" + (f"{folder}/" if folder else "")


def _show_files(release: Release, figure_id: str, choice: Choice, reason: str) -> None:
    """Pictures on the paper the page has, then on the other; pages; data."""
    dark = st.context.theme.type == "dark"
    _show_pictures(release, figure_id, choice, "dark" if dark else "light")
    if dark:
        _show_pictures(release, figure_id, choice, "light")
    if not reason:
        heading = _("A page that opens without a network, and the chart’s own description")
        _show_links(heading, _figure_links(release, figure_id, choice, PAGES))
    _show_links(_("The rows behind the figure"), _figure_links(release, figure_id, choice, DATA))
    if reason:
        st.caption(reason)


def _show_pictures(release: Release, figure_id: str, choice: Choice, mode: Mode) -> None:
    heading = {"light": _("Pictures on light paper"), "dark": _("Pictures on dark paper")}[mode]
    more = {} if mode == MODES[0] else {"mode": mode}
    _show_links(heading, _figure_links(release, figure_id, choice, PICTURES, **more))


def _figure_links(
    release: Release, figure_id: str, choice: Choice, kinds: Mapping[str, str], **more: str
) -> dict[str, str]:
    """Label -> address. It names the release, so that no older file in a browser's cache answers for this one."""
    return {
        label: snippets.figure(figure_id, choice, "", **more, format=kind, release=release.id)
        for kind, label in kinds.items()
    }


def _show_links(heading: str, links: Mapping[str, str]) -> None:
    """Links that save a file; relative to the page, so that a dashboard under a path of its host works too."""
    items = "".join(f'<a href="{escape(address)}" download>{escape(label)}</a>' for label, address in links.items())
    words = escape(heading)
    st.html(f'<div class="files" role="group" aria-label="{words}"><p>{words}</p>{items}</div>')


def _citations(release: Release, figure_id: str, choice: Choice) -> list[Copied]:
    labels = {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX", "text": _("Plain text")}
    filled = figures.content(release, figure_id, choice.view())
    return [Copied(labels[style], citation(release, figure_id, filled, style, choice)) for style in STYLES]


def _show_embeds(release: Release, figure_id: str, choice: Choice, reason: str, name: str) -> None:
    """The code that follows the data, and the code of the frozen page or why there is none."""
    if reason:
        st.markdown(_("This figure can’t be embedded: the page would hold its rows. {reason}").format(reason=reason))
        return
    texts, missing = [], ""
    try:
        live = snippets.iframe(release, figure_id, choice, site())
        texts = [Copied(_("Follows the data"), live, _("Shows the newest release, whatever it says."))]
        texts.append(_frozen(release, figure_id, choice))
    except (snippets.NoFrozenPageError, Refused, FileError) as error:
        missing = str(error)
    show_copied(texts, f"embed-{name}")
    if missing:
        st.caption(missing)


def _frozen(release: Release, figure_id: str, choice: Choice) -> Copied:
    return Copied(
        _("Frozen"),
        snippets.frozen_iframe(release, figure_id, choice, site()),
        _("Shows release {release} for ever, byte for byte.").format(release=release.id),
        asked=snippets.frozen_page(release, figure_id, choice, ""),
    )


def _show_program(address: str, csv_address: str, name: str) -> None:
    texts = [
        Copied(_("Address"), address, _("JSON with words, rows and the meaning of each column; open to any program.")),
        Copied("Python", snippets.python(csv_address)),
        Copied(
            _("Google Sheets"),
            snippets.formula(csv_address),
            _("In Excel: Data, From Web, with the address in the quotes."),
        ),
    ]
    show_copied(texts, f"program-{name}")


def _show_table_files(release: Release, name: str, choice: Choice, rows: int) -> None:
    links = {
        label: snippets.table(release, name, choice, "", format=kind, release=release.id)
        for kind, label in TABLE_DATA.items()
        if rows <= tables.MOST_ROWS[kind]
    }
    _show_links(_("These rows; XLSX and JSON say what the columns mean"), links)
    for kind, label in TABLE_DATA.items():
        if label not in links:
            st.caption(
                _("{kind} takes at most {most} rows: choose partners or years, or search for words.").format(
                    kind=label, most=f"{tables.MOST_ROWS[kind]:,}"
                )
            )
