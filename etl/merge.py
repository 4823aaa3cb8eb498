"""What a source said before and what it says now, brought into one set of rows; nothing is lost on the way.

Belongs here: which row of one source stands for a key, and how the change is kept. Does not belong here: whether the
answer is believable (`etl/checks/`), known faults of a source (`etl/corrections.py`), two sources that give one cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.live import WITHDRAWN
from etl.table import Table

REVISION_COLUMNS = ("table", "source", "key", "column", "old", "new", "on")
# What this project says about a row; a source does not say it, so an unchanged figure keeps it.
REMARKS = ("quality", "note")
# Where a row was read last: a page's next revision gives the same row another one, and that is no change of the row.
WHERE_READ = ("revision", "url")
# Sources give these units with fractions or rounded; the tables hold whole numbers.
WHOLE_UNITS = frozenset({"USD", "EUR", "persons", "t"})
SLACK, RELATIVE_SLACK = 0.5, 1e-6


@dataclass(frozen=True)
class Merged:
    """What became of one source's rows of a table.

    Attributes:
        rows: The live rows to keep, text: those the archive does not hold or holds with another figure, and withdrawn
            ones; the table's archive columns and withdrawn_at, sorted by key.
        revisions: One line a changed cell, text; columns REVISION_COLUMNS, key in words ("partner=CHN year=2024 ...").
        added: Rows with a key never seen before.
        revised: Rows with another figure or word than before.
        withdrawn: Rows that vanished in this answer.
        returned: Withdrawn rows that the source gives again.
    """

    rows: pd.DataFrame
    revisions: pd.DataFrame
    added: int
    revised: int
    withdrawn: int
    returned: int


def merge(
    table: Table,
    source: str,
    *,
    archive: pd.DataFrame,
    live: pd.DataFrame,
    answer: pd.DataFrame,
    covers: Callable[[pd.DataFrame], pd.Series],
    on: str,
) -> Merged:
    """Lay a source's answer over what it said before.

    A figure replaces the one with the same key and the change is kept. Figures are the same when they differ by one
    millionth at most, or by half a dollar, euro, person or tonne; a row whose figures stay keeps its quality and note.
    A row of a page that only bears a newer revision stays as it was read first.
    A row the answer covers and does not hold is withdrawn, unless its period is before the first one of the whole
    answer: that is history the source no longer serves. All other rows stay. The same answer twice changes nothing.

    Args:
        table: The table.
        source: Id of the source; all rows are its own.
        archive: The archive's rows of this source after the table's build, text.
        live: The live rows kept so far, with withdrawn_at, text.
        answer: The rows of the answer in the table's archive columns, text; keys are unique.
        covers: Says of rows (archive columns) which ones the answer speaks for.
        on: The day of the merge, YYYY-MM-DD.

    Raises:
        ValueError: A key stands twice in the archive, the live rows or the answer.
    """
    held = _by_key(together(archive, live, table.key), table.key)
    told = _by_key(answer[table.archive_columns].assign(**{WITHDRAWN: ""}), table.key)
    common = told.index.intersection(held.index)
    changes = _changes(table, held.loc[common], told.loc[common])
    gone = _vanished(table, held, told, covers)

    now = held.copy()
    now.loc[common, WITHDRAWN] = ""
    now.loc[gone, WITHDRAWN] = on
    revised = pd.Index(changes["key"].unique(), dtype="str")
    now.loc[revised] = _revised(table, held.loc[revised], told.loc[revised])
    added = told.loc[told.index.difference(held.index)]
    return Merged(
        rows=_stored(table, _by_key(archive, table.key), pd.concat([now, added])),
        revisions=changes.assign(table=table.name, source=source, on=on)[list(REVISION_COLUMNS)],
        added=len(added),
        revised=len(revised),
        withdrawn=len(gone),
        returned=int((held.loc[common, WITHDRAWN] != "").sum()),
    )


def together(archive: pd.DataFrame, live: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Archive rows overlaid by live rows: a live row takes the place of the archived one with the same key.

    Args:
        archive: Text rows; of one source or of several, as the key tells them apart.
        live: Text rows with withdrawn_at.
        key: The columns that tell rows apart.

    Returns:
        Text rows with withdrawn_at ("" where a row still stands), archive rows first; indexes are kept.
    """
    columns = list(key)
    # A key that stands twice in the archive stays there twice: the schema names both rows.
    replaced = pd.MultiIndex.from_frame(archive[columns]).isin(pd.MultiIndex.from_frame(live[columns]))
    return pd.concat([archive[~replaced].assign(**{WITHDRAWN: ""}), live]).fillna("")


def same_figures(table: Table, column: str, old: pd.Series, new: pd.Series) -> pd.Series:
    """Whether two columns of figures (text) say the same, row by row; an empty cell equals an empty one only."""
    unit = (table.columns[column].metadata or {}).get("unit")
    before, after = (pd.to_numeric(cells, errors="coerce") for cells in (old, new))
    slack = RELATIVE_SLACK * before.abs().combine(after.abs(), max)
    slack = slack.clip(lower=SLACK) if unit in WHOLE_UNITS else slack
    return (old == new) | ((before - after).abs() <= slack)


def figures(table: Table) -> list[str]:
    """The table's columns of numbers that are not part of its key."""
    numbers = {name for name, column in table.columns.items() if str(column.dtype) in {"Int64", "float64"}}
    return [name for name in table.archive_columns if name in numbers and name not in table.key]


def _by_key(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The rows under their key in words ("partner=CHN year=2024")."""
    rows = rows.reset_index(drop=True)
    words = pd.Series("", index=rows.index, dtype="str")
    for name in key:
        words = words + f" {name}=" + rows[name]
    words = words.str.removeprefix(" ")
    if words.duplicated().any():
        raise ValueError(f"this key stands twice: {words[words.duplicated()].iloc[0]}")
    return rows.set_axis(pd.Index(words.tolist(), dtype="str"), axis="index")


def _changes(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """One line a cell that differs: key, column, old, new. Both frames have the same index."""
    numbers = set(figures(table))
    found = [pd.DataFrame(columns=["key", "column", "old", "new"], dtype="str")]
    for name in table.archive_columns:
        if name in table.key or name in (*REMARKS, *WHERE_READ):
            continue
        same = same_figures(table, name, old[name], new[name]) if name in numbers else old[name] == new[name]
        keys = old.index[~same]
        cells = {"key": keys, "column": name, "old": old.loc[keys, name], "new": new.loc[keys, name]}
        found.append(pd.DataFrame(cells, dtype="str"))
    return pd.concat(found, ignore_index=True)


def _vanished(
    table: Table, held: pd.DataFrame, told: pd.DataFrame, covers: Callable[[pd.DataFrame], pd.Series]
) -> pd.Index:
    """Keys of standing rows that the answer covers and does not hold; none for an empty answer, which has no period."""
    missing = held[(held[WITHDRAWN] == "") & ~held.index.isin(told.index)]
    if table.period:
        period = table.period[0]
        first = told[period].min() if len(told) else None
        missing = missing[missing[period] >= first] if first is not None else missing.head(0)
    if missing.empty:
        return missing.index
    return missing.index[covers(missing[table.archive_columns]).to_numpy(dtype=bool)]


def _revised(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The new rows; where only words changed, with this project's remarks on the old ones."""
    stays = pd.Series(data=True, index=old.index)
    for name in figures(table):
        stays &= same_figures(table, name, old[name], new[name])
    remarks = {name: old[name].where(stays, new[name]) for name in REMARKS if name in new}
    return new.assign(**remarks)[list(old.columns)]


def _stored(table: Table, archive: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The rows that the archive alone would not give."""
    common = now.index.intersection(archive.index)
    changed = set(_changes(table, archive.loc[common], now.loc[common])["key"])
    kept = (now[WITHDRAWN] != "") | ~now.index.isin(archive.index) | now.index.isin(changed)
    return now[kept].sort_values(list(table.key), kind="stable").reset_index(drop=True)
