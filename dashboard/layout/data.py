"""Data and methods: every table to filter and take away, its sources and terms, what is missing, how old it is."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import freshness, profile
from dashboard.filtering import filtered
from dashboard.layout import methods, parts, take_away
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

SHOWN_CHANGES = 5  # paragraphs of the change log


def title() -> str:
    """The page's name in the navigation."""
    return _("Data and methods")


def show(release: Release, choice: Choice) -> None:
    """One section a question; only the open one is computed."""
    st.title(_("Data and methods"))
    st.markdown(
        _("Release **{id}**, of {time}. Every number on these pages comes from it by code; cite it by its id.").format(
            id=release.id, time=release.time
        )
    )
    sections: dict[str, tuple[str, Callable[[], None]]] = {
        "tables": (_("Tables"), lambda: _tables(release, choice)),
        "methods": (_("Methods"), lambda: methods.show(release)),
        "sources": (_("Sources and terms"), lambda: _sources(release)),
        "missing": (_("What is missing"), lambda: _missing(release, choice)),
        "ages": (_("How old each part is"), lambda: _ages(release)),
        "changes": (_("What changed"), _changes),
        "glossary": (_("Glossary"), methods.show_glossary),
        "places": (_("Place names"), lambda: _places(release)),
    }
    st.session_state["section"] = choice.section
    st.segmented_control(
        _("Section"),
        list(sections),
        format_func=lambda section: sections[section][0],
        key="section",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: parts.go(replace(choice, section=st.session_state["section"], find="")),
    )
    sections[choice.section][1]()


def _tables(release: Release, choice: Choice) -> None:
    resources = {resource["name"]: resource for resource in release.package["resources"]}
    st.session_state["table"] = choice.table
    st.selectbox(
        _("Table"),
        list(resources),
        format_func=lambda name: f"{name}: {resources[name]['title']}",
        key="table",
        on_change=lambda: parts.go(replace(choice, table=st.session_state["table"], find="")),
    )
    resource = resources[choice.table]
    st.markdown(resource["description"])
    for warning in resource.get("warnings", ()):
        st.markdown(f":material/warning: {warning}")
    parts.show_search(choice, _("Find in this table"), _("words that a row must hold"))
    whole, held_back = _without_held_back(release, release.tables[choice.table])
    rows = filtered(whole, choice, choice.find)
    counted = _("{shown} of {count} rows; the partners and years of the sidebar filter them.")
    st.caption(counted.format(shown=f"{len(rows):,}", count=f"{len(whole):,}") + held_back)
    take_away.show_table_menu(release, choice.table, choice, len(rows))
    parts.show_table(rows, f"table-{choice.table}", release.id)
    st.subheader(_("Dictionary of this table"))
    parts.show_table(_dictionary(resource), f"dictionary-{choice.table}", release.id)


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
    found = freshness.standings(release)
    st.markdown(_age_words(release, found))
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
    names = {name: facts["name"] for name, facts in release.facts["sources"].items()}
    sources = pd.DataFrame(
        [
            {
                "source": one.source,
                "name": names.get(one.source),
                "state": one.state,
                "checked": one.checked,
                "newest": one.newest,
                "error": one.error,
            }
            for one in found
        ]
    )
    parts.show_table(sources, "source-ages", release.id)


def _age_words(release: Release, found: tuple[freshness.Standing, ...]) -> str:
    newest = _("The newest input of this release came in on {time}.").format(time=release.time)
    live = [one for one in found if one.is_live]
    if not live:
        return f"{newest} " + _("No live source has been asked yet: every table comes from the archive.")
    checked = freshness.last_checked(found)
    asked = _("Sources were last asked on {time}.").format(time=checked[:10] if checked else _("no day yet"))
    stale = [one.source for one in live if not one.is_fresh]
    if not stale:
        return f"{newest} {asked} " + _("All of them answered well.")
    return f"{newest} {asked} " + _("These did not, and their last good rows stand: {names}.").format(
        names=", ".join(stale)
    )


def _changes() -> None:
    told = freshness.last_changes(SHOWN_CHANGES)
    if not told:
        st.markdown(_("No release before this one is on record here."))
    for paragraph in told:
        st.markdown(paragraph)


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
