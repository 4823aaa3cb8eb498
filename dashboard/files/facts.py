"""What a file says about itself: title, source, terms, release, definitions, address. Words only, no bytes.

`pages` show the same words beside a figure; a file must carry them inside, for it travels alone.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd

from dashboard import selection
from dashboard.charts.content import Content
from dashboard.files.columns import described
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

ADDRESS = "DASHBOARD_URL"
TERMS = ("source", "name", "publisher", "licence", "redistribute", "url")


@dataclass(frozen=True, eq=False)
class Facts:
    """The words that go with the data.

    Attributes:
        title, subtitle: the figure's or the table's.
        source: the source line, without the release.
        description: the main values in words.
        release: the id to cite.
        time: of the release; the only time that stands in a file.
        link: the figure on the web; empty where the dashboard's address is not known.
        left_out: why rows are missing; empty when none are.
        terms: the sources with what is known of their terms (columns `TERMS`).
        columns: column, unit, meaning.
    """

    title: str
    subtitle: str
    source: str
    description: str
    release: str
    time: datetime
    link: str
    left_out: str
    terms: pd.DataFrame
    columns: pd.DataFrame

    @property
    def source_line(self) -> str:
        """The source line as it stands in the picture."""
        return _("Source: {source} Release {release}.").format(source=self.source, release=self.release)

    def lines(self) -> list[tuple[str, str]]:
        """The words with their labels, in the order a reader wants them; empty ones are left out."""
        said = [
            (_("Title"), self.title),
            (_("What is measured"), self.subtitle),
            (_("In words"), self.description),
            (_("Source"), self.source),
            (_("Release"), self.release),
            (_("Time of the release"), self.time.date().isoformat()),
            (_("Project"), project()),
            (_("Address"), self.link),
            (_("Left out"), self.left_out),
        ]
        return [(label, words) for label, words in said if words]


def project() -> str:
    """The project's name, as it is cited."""
    return _("Russia and Asia: the thesis, tested")


def of_figure(release: Release, figure_id: str, choice: Choice, filled: Content, left_out: str = "") -> Facts:
    """What a file of a figure says about itself."""
    return Facts(
        title=filled.title,
        subtitle=filled.subtitle,
        source=filled.source,
        description=filled.description,
        release=release.id,
        time=released(release),
        link=address(release, figure_id, choice),
        left_out=left_out,
        terms=_terms(release, _sources(release, filled)),
        columns=described(release, filled.table.columns),
    )


def of_table(release: Release, name: str, table: pd.DataFrame, left_out: str = "") -> Facts:
    """What a file of a table says about itself; `name` may be of no table of the release, then little is known."""
    resource: dict[str, Any] = next((r for r in release.package["resources"] if r["name"] == name), {})
    declared = [source["name"] for source in resource.get("sources", ())]
    terms = _terms(release, declared)
    return Facts(
        title=resource.get("title", name),
        subtitle=" ".join((resource.get("description", ""), *resource.get("warnings", ()))).strip(),
        source="; ".join(dict.fromkeys(terms["publisher"])) + ".",
        description="",
        release=release.id,
        time=released(release),
        link="",
        left_out=left_out,
        terms=terms,
        columns=described(release, table.columns, name),
    )


def released(release: Release) -> datetime:
    """The time of a release; midnight UTC where it has only a day."""
    time = datetime.fromisoformat(release.time)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def address(release: Release, figure_id: str, choice: Choice) -> str:
    """The figure with this choice on the web, naming the release; empty without the variable DASHBOARD_URL."""
    site = os.environ.get(ADDRESS, "").rstrip("/")
    if not site:
        return ""
    query = {**selection.write(choice.view()), "release": release.id}
    return f"{site}/embed/{quote(figure_id)}?{urlencode(query, doseq=True)}"


def _terms(release: Release, used: Iterable[str]) -> pd.DataFrame:
    sources = release.table("sources")
    return sources[sources["source"].isin(set(used))].reindex(columns=list(TERMS)).reset_index(drop=True)


def _sources(release: Release, filled: Content) -> set[str]:
    """The sources of a figure: those in its rows, those whose publisher or table its source line names.

    Where none can be told, all of the release: the source line says which.
    """
    sources = release.table("sources")
    ids = set(sources["source"])
    columns = [c for c in filled.table.columns.astype(str) if c.startswith("source") and "url" not in c]
    cells = [str(cell) for column in columns for cell in filled.table[column].dropna().unique()]
    used = {part for cell in cells for part in cell.replace("+", " ").replace(";", " ").split() if part in ids}
    for resource in release.package["resources"]:
        if resource["name"] in filled.source:
            used |= {source["name"] for source in resource.get("sources", ())}
    known = set(sources.loc[sources["source"].isin(used), "publisher"])
    named = [publisher in filled.source and publisher not in known for publisher in sources["publisher"]]
    return used | set(sources.loc[named, "source"]) or ids
