"""Data and methods: every table to filter and take away, its sources and terms, what is missing, how old it is."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import profile
from dashboard.layout import methods, parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

PLACE_COLUMNS = ("partner", "iso3", "destination")
YEAR_COLUMNS = ("year", "session_year", "month", "period", "start", "date", "period_start")


def title() -> str:
    """The page's name in the navigation."""
    return _("Data and methods")


def show(release: Release, choice: Choice) -> None:
    """One tab a question; only the open one is computed."""
    st.title(_("Data and methods"))
    st.markdown(
        _("Release **{id}**, of {time}. Every number on these pages comes from it by code; cite it by its id.").format(
            id=release.id, time=release.time
        )
    )
    sections: dict[str, Callable[[], None]] = {
        _("Tables"): lambda: _tables(release, choice),
        _("Methods"): lambda: methods.show(release),
        _("Sources and terms"): lambda: _sources(release),
        _("What is missing"): lambda: _missing(release, choice),
        _("How old each part is"): lambda: _ages(release),
        _("Glossary"): methods.show_glossary,
        _("Place names"): lambda: _places(release),
    }
    for tab, section in zip(st.tabs(list(sections), key="data-tab", on_change="rerun"), sections.values(), strict=True):
        if tab.open:
            with tab:
                section()


def filtered(table: pd.DataFrame, choice: Choice, text: str) -> pd.DataFrame:
    """The rows of the chosen partners and years that hold `text` anywhere, as the reader typed it."""
    place = next((c for c in PLACE_COLUMNS if c in table), None)
    year = next((c for c in YEAR_COLUMNS if c in table), None)
    keep = pd.Series(data=True, index=table.index)
    if choice.partners and place:
        keep &= table[place].isin(choice.partners)
    if year and (choice.first or choice.last):
        years = pd.to_numeric(table[year].astype("str").str.extract(r"(\d{4})", expand=False), errors="coerce")
        keep &= years.between(choice.first or 0, choice.last or 9999)
    if text:
        said = table.astype("str").agg(" ".join, axis=1)
        keep &= said.str.contains(text, case=False, regex=False)
    return table[keep].reset_index(drop=True)


def _tables(release: Release, choice: Choice) -> None:
    resources = {resource["name"]: resource for resource in release.package["resources"]}
    st.session_state.setdefault("data-table", "trade_annual")
    name = st.selectbox(
        _("Table"), list(resources), format_func=lambda n: f"{n}: {resources[n]['title']}", key="data-table"
    )
    resource = resources[name]
    st.markdown(resource["description"])
    for warning in resource.get("warnings", ()):
        st.markdown(f":material/warning: {warning}")
    text = st.text_input(_("Find in this table"), key="data-find", placeholder=_("a word, a source, a year"))
    whole, held_back = _without_held_back(release, release.table(name))
    rows = filtered(whole, choice, text.strip())
    st.caption(
        _("{shown} of {count} rows; the partners and years of the sidebar filter them.").format(
            shown=f"{len(rows):,}", count=f"{len(whole):,}"
        )
        + held_back
    )
    parts.show_table(rows, f"table-{name}", release.id)
    st.subheader(_("Dictionary of this table"))
    parts.show_table(_dictionary(resource), f"dictionary-{name}", release.id)


def _without_held_back(release: Release, table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Rows of sources that may not be passed on stay out of tables and downloads, and the page says so."""
    sources = release.table("sources")
    held = set(sources.loc[sources["redistribute"] == "no", "source"])
    if "source" not in table or not (mask := table["source"].isin(held)).any():
        return table, ""
    return table[~mask], " " + _("{count} rows are left out: their source does not allow passing them on.").format(
        count=int(mask.sum())
    )


def _dictionary(resource: dict[str, object]) -> pd.DataFrame:
    fields = resource["schema"]["fields"]  # type: ignore[index]
    return pd.DataFrame(
        [
            {
                "column": f["name"],
                "type": f["type"],
                "unit": f.get("unit", ""),
                "meaning": f.get("description", ""),
                "allowed": ", ".join(map(str, f.get("constraints", {}).get("enum", ()))),
                "required": bool(f.get("constraints", {}).get("required")),
            }
            for f in fields
        ]
    )


def _sources(release: Release) -> None:
    st.markdown(
        _(
            "Terms are given as far as known and were not verified by us: check them before a public use. “check” "
            "in `redistribute` means that the terms may restrict passing the figures on."
        )
    )
    parts.show_table(release.table("sources"), "sources", release.id)


def _missing(release: Release, choice: Choice) -> None:
    st.markdown(
        _("What `coverage` calls missing or incomplete, with the reason. A missing figure is unknown, never zero.")
    )
    spans = profile.spans(release)
    if choice.partners:
        spans = spans[spans["partner"].isin(choice.partners)].reset_index(drop=True)
    parts.show_table(spans, "missing", release.id)
    st.subheader(_("How complete the visits are"))
    parts.show_table(release.table("visits_completeness"), "visits-completeness", release.id)


def _ages(release: Release) -> None:
    st.markdown(
        _(
            "The newest input of this release came in on {time}. No live source is connected yet: every table "
            "comes from the archive."
        ).format(time=release.time)
    )
    tables = pd.DataFrame(
        [
            {
                "table": name,
                "rows": facts["rows"],
                "first": facts["first"],
                "last": facts["last"],
                "sources": ", ".join(facts["sources"]),
            }
            for name, facts in release.facts["tables"].items()
        ]
    )
    parts.show_table(tables, "ages", release.id)
    sources = pd.DataFrame(
        [
            {"source": name, "name": facts["name"], "state": facts["state"], "newest": facts.get("newest")}
            for name, facts in release.facts["sources"].items()
        ]
    )
    parts.show_table(sources, "source-ages", release.id)


def _places(release: Release) -> None:
    st.markdown(
        _(
            "Pages use short English names, the same everywhere; here each stands beside its ISO name. “Partners” "
            "are states and economies alike."
        )
    )
    places = release.table("places")
    parts.show_table(
        places[places["kind"] == "partner"][["iso3", "label", "iso_name", "region", *_definition_columns()]],
        "places",
        release.id,
    )


def _definition_columns() -> tuple[str, ...]:
    return ("asia_core", "asia_core_central", "asia_all")
