"""Rows of sources that may not be passed on (`redistribute` no): kept out of data files, with the reason.

The rule for a figure: a row is passed on if the same row comes out when all rows of such sources are taken away from
the release. So a share, a range or a rank that rests on them stays out too. Belongs here: which rows may leave. Does
not belong here: pictures, which show what the page shows.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from dashboard import figures
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import ngettext
from dashboard.words import listed

CATALOGUE = "sources"  # its rows describe sources, and are this project's


class Kept(NamedTuple):
    """The rows that may be passed on, and why there are not more; an empty reason where nothing is left out."""

    rows: pd.DataFrame
    reason: str


def of_figure(release: Release, figure_id: str, choice: Choice) -> Kept:
    """The rows of a figure's table that may be passed on.

    Args:
        release: whose figures.
        figure_id: of the register.
        choice: as figures see it (`Choice.view`).
    """
    table = figures.content(release, figure_id, choice).table
    if not _held(release):
        return Kept(table, "")
    still = _without_held(release, figure_id, choice).reindex(columns=table.columns)
    return _kept(table, _rows_as_text(table).isin(_rows_as_text(still)), _held(release))


def of_table(release: Release, name: str, table: pd.DataFrame) -> Kept:
    """The rows of a table of the release that may be passed on.

    A table without a column `source` that mixes sources can't be told apart: all of its rows stay.
    """
    declared, held = _declared(release).get(name, ()), _held(release)
    named = held.intersection(table.get("source", declared))
    return _kept(table, _may_leave(table, name, declared, held), named)


def _kept(table: pd.DataFrame, keep: "pd.Series[bool]", held: frozenset[str]) -> Kept:
    if keep.all():
        return Kept(table, "")
    count = int((~keep).sum())
    reason = ngettext(
        "{count} row is left out: these sources do not allow passing it on: {names}.",
        "{count} rows are left out: these sources do not allow passing them on: {names}.",
        count,
    ).format(count=count, names=listed(sorted(held)))
    return Kept(table[keep].reset_index(drop=True), reason)


def _held(release: Release) -> frozenset[str]:
    sources = release.table(CATALOGUE)
    return frozenset(sources.loc[sources["redistribute"] == "no", "source"])


def _declared(release: Release) -> dict[str, list[str]]:
    return {r["name"]: [source["name"] for source in r.get("sources", ())] for r in release.package["resources"]}


def _may_leave(table: pd.DataFrame, name: str, declared: Iterable[str], held: frozenset[str]) -> "pd.Series[bool]":
    if name == CATALOGUE or not held:
        return pd.Series(data=True, index=table.index)
    if "source" in table:
        return ~table["source"].isin(held)
    return pd.Series(data=held.isdisjoint(declared), index=table.index)


@per_release(1)
def _permitted(release: Release) -> Release:
    """The release as it would be without the rows of such sources."""
    declared, held = _declared(release), _held(release)
    tables = {
        name: table[_may_leave(table, name, declared.get(name, ()), held)].reset_index(drop=True)
        for name, table in release.tables.items()
    }
    return replace(release, tables=tables)


def _without_held(release: Release, figure_id: str, choice: Choice) -> pd.DataFrame:
    """The figure's table without such sources; no rows where the figure can't be made without them."""
    try:
        return figures.content(_permitted(release), figure_id, choice).table
    except Exception:  # whatever fails for want of rows: then none of them may leave
        logging.getLogger(__name__).exception("figure %s can't be made without held-back sources", figure_id)
        return pd.DataFrame()


def _rows_as_text(table: pd.DataFrame) -> "pd.Series[str]":
    cells = table.astype(object).where(table.notna(), None)
    return pd.Series([repr(tuple(row)) for row in cells.itertuples(index=False)], index=table.index, dtype="str")
