"""From archive and live rows to a release in memory, and what a release on disk differs in from it.

Belongs here: the order of work. Does not belong here: what a table is (`etl/tables/`), how the JSON files look
(`etl/package.py`), folders and the link (`etl/publish.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from etl import corrections, csvfile, live, merge
from etl.archive import Archive, open_archive
from etl.errors import ArchiveError, ReleaseError, SchemaViolation, Violation
from etl.live import WITHDRAWN, Live
from etl.package import Built, SourceState, as_json, content_id, datapackage, release_facts, states_of
from etl.table import SHOWN_ROWS, SOURCE, Table, broken_references, broken_rules, typed
from etl.tables import TABLES

PROJECT = "project"
LINK = "release"
SHOWN_KEYS = 3


@dataclass(frozen=True)
class Inputs:
    """What a release is made from.

    Attributes:
        archive: The archive.
        live: The rows of live sources.
        states: The state of each live source, by id; a source that is not named is archived.
    """

    archive: Archive
    live: Live = Live()  # noqa: RUF009 - frozen, so one is as good as another
    states: Mapping[str, SourceState] = field(default_factory=dict)

    @property
    def time(self) -> str:
        """The day of the newest input."""
        return max(self.archive.newest, self.live.newest)


def open_inputs(archive: Path, release: Path) -> Inputs:
    """The archive's folder and what stands in a release's folder beside its tables; no release, no live rows.

    Raises:
        ArchiveError: The archive's files and its log differ.
        ReleaseError: The live rows or release.json can't be read.
    """
    opened = open_archive(archive)
    if not release.is_dir():
        return Inputs(opened)
    return Inputs(opened, live.read(release), states_of(facts_of(release)))


def facts_of(release: Path) -> dict[str, Any]:
    """release.json of a release's folder.

    Raises:
        ReleaseError: It is missing or not JSON.
    """
    path = release / "release.json"
    if not path.is_file():
        raise ReleaseError(f"{path}: no such file, so there is no release. Run: python -m etl build")
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReleaseError(f"{path}: not JSON ({error}). Run: python -m etl build") from error
    return facts


@dataclass(frozen=True)
class Content:
    """A whole release in memory.

    Attributes:
        id: Its id, made from time, tables and schemas.
        files: Path in the release's folder to bytes.
        keys: For each table file the columns that tell its rows apart.
        mended: Corrections that a source no longer needs, a sentence each.
    """

    id: str
    files: dict[str, bytes]
    keys: dict[str, tuple[str, ...]]
    mended: tuple[str, ...] = ()


def assemble(
    inputs: Inputs, progress: Callable[[str], None] = lambda _: None, tables: Sequence[Table] = TABLES
) -> Content:
    """Build, check and describe all tables; nothing is written.

    Args:
        inputs: Archive, live rows and states.
        progress: Called with the name of each table once it is built.
        tables: The tables to build; a part of them must hold `sources` and whatever they refer to.

    Returns:
        The release, the same bytes for the same rows whatever their order, the machine or the folder.

    Raises:
        ArchiveError: A file cannot be read as its table.
        SchemaViolation: Rows break a schema; all violations of all tables are named.
    """
    _refuse_unknown(inputs.archive)
    frames: dict[str, pd.DataFrame] = {}
    mended: list[str] = []
    # Tables made from others are only made from sound ones.
    for stage in ([table for table in tables if not table.derive], [table for table in tables if table.derive]):
        violations: list[Violation] = []
        for table in stage:
            frames[table.name], broken, notices = _frame(table, inputs, frames)
            violations += broken
            mended += notices
            progress(table.name)
        violations += [violation for table in stage for violation in broken_references(table, frames)]
        if violations:
            raise SchemaViolation(violations)
    built = tuple(_built(table, inputs, frames[table.name]) for table in tables)
    return _content(inputs, built, tuple(mended))


def archived(table: Table, archive: Archive) -> pd.DataFrame:
    """The archive's rows of a table as text, after its build; none for an optional table without a file."""
    if table.optional and table.name not in archive.origins:
        return pd.DataFrame(columns=table.archive_columns, dtype="str")
    return table.build(archive.rows(table.name, table.archive_columns))


def differences(content: Content, datasets: Path) -> list[str]:
    """Say how the current release differs from what the inputs give.

    Returns:
        One line a difference; none where the current release is byte for byte the content.
    """
    link = datasets / LINK
    if not link.is_symlink():
        return [f"{link}: no such link, so there is no current release"]
    if not link.is_dir():
        return [f"{link}: points to {link.readlink()}, which does not exist"]
    found = (
        [] if link.resolve().name == content.id else [f"id: {link.resolve().name} is current, inputs give {content.id}"]
    )
    here = {path.relative_to(link).as_posix(): path.read_bytes() for path in sorted(link.rglob("*")) if path.is_file()}
    found += [f"{name}: missing in the release" for name in sorted(set(content.files) - set(here))]
    found += [f"{name}: in the release, but not from the inputs" for name in sorted(set(here) - set(content.files))]
    for name in sorted(set(here) & set(content.files)):
        if here[name] != content.files[name]:
            found += _file_difference(name, here[name], content)
    return found


def _refuse_unknown(archive: Archive) -> None:
    unknown = sorted(set(archive.origins) - {table.name for table in TABLES if not table.derive})
    if unknown:
        where = "no table of the project; see etl/tables/ for their names"
        raise ArchiveError(f"{archive.root}: folder {', '.join(unknown)}: {where}.")


def _frame(
    table: Table, inputs: Inputs, frames: dict[str, pd.DataFrame]
) -> tuple[pd.DataFrame, list[Violation], list[str]]:
    """One typed, checked table sorted by its key, the rules it breaks, and corrections it no longer needs."""
    notices: tuple[str, ...] = ()
    if table.derive:
        rows, violations = table.derive(frames), []
    else:
        violations = _strangers(table, inputs.archive)
        rows, notices = corrections.apply(corrections.load(), table.name, _overlaid(table, inputs))
    frame, wrong_types = typed(table, rows)
    violations += [*wrong_types, *_judged_rules(table, frame, {violation.column for violation in wrong_types})]
    return frame.sort_values(list(table.key), kind="stable", na_position="first"), violations, list(notices)


def _overlaid(table: Table, inputs: Inputs) -> pd.DataFrame:
    """The archive's rows with those of live sources, as text."""
    rows, by_table = archived(table, inputs.archive), inputs.live.by_table
    if table.overlay:
        return table.overlay(rows, by_table)
    if WITHDRAWN not in table.columns:
        return rows
    return merge.together(rows, by_table.get(table.name, rows.head(0)), table.key)


def _judged_rules(table: Table, frame: pd.DataFrame, lost: set[str]) -> list[Violation]:
    """The broken rules; where cells of `lost` columns could not be read, only those of other single columns."""
    broken = broken_rules(table, frame)
    return [one for one in broken if not lost or (one.column in table.columns and one.column not in lost)]


def _strangers(table: Table, archive: Archive) -> list[Violation]:
    """Rows of the archive whose source is not the one their file is named after."""
    if SOURCE not in table.references or table.name not in archive.origins:
        return []
    rows = archive.rows(table.name, table.archive_columns)
    named = pd.Series(rows.index.str.extract(r"/(.*)\.csv:\d+$", expand=False), index=rows.index)
    wrong = rows["source"][rows["source"] != named]
    shown = tuple(f"{place}: source={source}" for place, source in wrong[:SHOWN_ROWS].items())
    return [Violation(table.name, "source", "is the name of its file", len(wrong), shown)] if len(wrong) else []


def _built(table: Table, inputs: Inputs, frame: pd.DataFrame) -> Built:
    origins = {*inputs.archive.origins.get(table.name, ()), *inputs.live.sources_of(table.name)}
    sources = (PROJECT,) if table.derive else tuple(sorted(origins))
    return Built(table=table, frame=frame, content=csvfile.to_bytes(frame), sources=sources)


def _content(inputs: Inputs, built: tuple[Built, ...], mended: tuple[str, ...]) -> Content:
    release_id = content_id(inputs.time, built)
    files = {f"{one.table.name}.csv": one.content for one in built} | inputs.live.files()
    files["datapackage.json"] = as_json(datapackage(release_id, inputs.time, built))
    files["release.json"] = as_json(release_facts(release_id, inputs.time, built, inputs.states))
    keys = {f"{one.table.name}.csv": one.table.key for one in built}
    return Content(id=release_id, files=files, keys=keys, mended=mended)


def _file_difference(name: str, here: bytes, content: Content) -> list[str]:
    if name not in content.keys:
        return [f"{name}: differs in {', '.join(_changed_parts(here, content.files[name]))}"]
    old_header, old_rows = csvfile.to_rows(here)
    new_header, new_rows = csvfile.to_rows(content.files[name])
    if old_header != new_header:
        return [f"{name}: columns are {','.join(old_header)}, inputs give {','.join(new_header)}"]
    places = [new_header.index(column) for column in content.keys[name]]
    old = {tuple(row[place] if place < len(row) else "" for place in places): row for row in old_rows}
    new = {tuple(row[place] for place in places): row for row in new_rows}
    groups = {
        "added by the inputs": [key for key in new if key not in old],
        "gone from the inputs": [key for key in old if key not in new],
        "changed": [key for key in new if key in old and new[key] != old[key]],
    }
    found = [f"{name}: {len(keys)} rows {word}, first {_keys_text(keys)}" for word, keys in groups.items() if keys]
    return found or [f"{name}: bytes differ, though no row does (order, line ends or quotes)"]


def _changed_parts(here: bytes, there: bytes) -> list[str]:
    """Which entries of a JSON file differ, named by their place (for a list by the `name` of its entries)."""
    try:
        old, new = _entries(json.loads(here)), _entries(json.loads(there))
    except ValueError:
        return ["everything: the published file is not JSON"]
    changed = [place for place in sorted(old.keys() | new.keys()) if old.get(place) != new.get(place)]
    return changed or ["its layout only"]


def _entries(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a descriptor, one level down where an entry is itself a mapping or a list of named things."""
    entries: dict[str, Any] = {}
    for name, value in descriptor.items():
        if isinstance(value, dict):
            entries |= {f"{name}/{inner}": part for inner, part in value.items()}
        elif isinstance(value, list):
            entries |= {f"{name}/{part.get('name')}": part for part in value}
        else:
            entries[name] = value
    return entries


def _keys_text(keys: list[tuple[str, ...]]) -> str:
    return "; ".join("/".join(key) for key in keys[:SHOWN_KEYS])
