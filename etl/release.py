"""From archive to release: assemble in memory, then publish all or nothing, or say what differs.

Belongs here: the order of work, the folder and the link. `assemble` and `differences` are pure but for reading; only
`publish` writes. Does not belong here: what a table is (`etl/tables/`), how the JSON files look (`etl/package.py`).
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl import csvfile
from etl.archive import Archive
from etl.errors import ArchiveError, ReleaseError, SchemaViolation, Violation
from etl.package import Built, as_json, content_id, datapackage, release_facts
from etl.table import SHOWN_ROWS, SOURCE, Table, broken_references, broken_rules, typed
from etl.tables import TABLES

PROJECT = "project"
LINK = "release"
RELEASES = "releases"
TEMPORARY = ".new-"
SHOWN_KEYS = 3


@dataclass(frozen=True)
class Content:
    """A whole release in memory.

    Attributes:
        id: Its id, made from time, tables and schemas.
        files: File name to bytes.
        keys: For each table file the columns that tell its rows apart.
    """

    id: str
    files: dict[str, bytes]
    keys: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Published:
    """What publishing did.

    Attributes:
        path: The release's folder.
        written: False where it stood there already, intact.
        removed: Ids of old releases that were deleted.
    """

    path: Path
    written: bool
    removed: tuple[str, ...]


def assemble(
    archive: Archive, progress: Callable[[str], None] = lambda _: None, tables: Sequence[Table] = TABLES
) -> Content:
    """Build, check and describe all tables; nothing is written.

    Args:
        archive: The archive.
        progress: Called with the name of each table once it is built.
        tables: The tables to build; a part of them must hold `sources` and whatever they refer to.

    Returns:
        The release, the same bytes for the same rows whatever their order, the machine or the folder.

    Raises:
        ArchiveError: A file cannot be read as its table.
        SchemaViolation: Rows break a schema; all violations of all tables are named.
    """
    _refuse_unknown(archive)
    frames: dict[str, pd.DataFrame] = {}
    # Tables made from others are only made from sound ones.
    for stage in ([table for table in tables if not table.derive], [table for table in tables if table.derive]):
        violations: list[Violation] = []
        for table in stage:
            frames[table.name], broken = _frame(table, archive, frames)
            violations += broken
            progress(table.name)
        violations += [violation for table in stage for violation in broken_references(table, frames)]
        if violations:
            raise SchemaViolation(violations)
    built = tuple(_built(table, archive, frames[table.name]) for table in tables)
    return _content(archive.newest, built)


def publish(content: Content, datasets: Path, keep: int) -> Published:
    """Write a release beside the others and point the link to it.

    Readers see the old release or the new one, whole: the folder is written under a temporary name and renamed, then
    one `os.replace` swaps the link. A kill at any moment leaves the old link in place.

    Args:
        content: The release.
        datasets: Folder that holds `releases/` and the link `release`.
        keep: How many releases to keep, at least 1; the current one is never deleted.

    Raises:
        ReleaseError: The link's place is taken by something else.
    """
    releases = datasets / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    link = datasets / LINK
    if link.exists() and not link.is_symlink():
        raise ReleaseError(f"{link}: is no symbolic link. Move it away; the build puts the link there.")
    with _alone(releases):
        _clean(datasets)
        target = releases / content.id
        written = _write(content, target)
        _point(link, content.id)
        removed = _prune(releases, content.id, keep)
    return Published(path=target, written=written, removed=removed)


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
    here = {path.name: path.read_bytes() for path in sorted(link.iterdir()) if path.is_file()}
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


def _frame(table: Table, archive: Archive, frames: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, list[Violation]]:
    """One typed, checked table sorted by its key, and the rules it breaks."""
    if table.derive:
        rows, violations = table.derive(frames), []
    else:
        read = archive.rows(table.name, table.archive_columns)
        violations = _strangers(table, read)
        rows = table.build(read)
    frame, wrong_types = typed(table, rows)
    violations += [*wrong_types, *_judged_rules(table, frame, {violation.column for violation in wrong_types})]
    return frame.sort_values(list(table.key), kind="stable", na_position="first"), violations


def _judged_rules(table: Table, frame: pd.DataFrame, lost: set[str]) -> list[Violation]:
    """The broken rules; where cells of `lost` columns could not be read, only those of other single columns."""
    broken = broken_rules(table, frame)
    return [one for one in broken if not lost or (one.column in table.columns and one.column not in lost)]


def _strangers(table: Table, rows: pd.DataFrame) -> list[Violation]:
    """Rows whose source is not the one their file is named after."""
    if SOURCE not in table.references:
        return []
    named = pd.Series(rows.index.str.extract(r"/(.*)\.csv:\d+$", expand=False), index=rows.index)
    wrong = rows["source"][rows["source"] != named]
    shown = tuple(f"{place}: source={source}" for place, source in wrong[:SHOWN_ROWS].items())
    return [Violation(table.name, "source", "is the name of its file", len(wrong), shown)] if len(wrong) else []


def _built(table: Table, archive: Archive, frame: pd.DataFrame) -> Built:
    sources = (PROJECT,) if table.derive else archive.origins[table.name]
    return Built(table=table, frame=frame, content=csvfile.to_bytes(frame), sources=sources)


def _content(time: str, built: tuple[Built, ...]) -> Content:
    release_id = content_id(time, built)
    files = {f"{one.table.name}.csv": one.content for one in built}
    files["datapackage.json"] = as_json(datapackage(release_id, time, built))
    files["release.json"] = as_json(release_facts(release_id, time, built))
    return Content(id=release_id, files=files, keys={f"{one.table.name}.csv": one.table.key for one in built})


@contextmanager
def _alone(releases: Path) -> Iterator[None]:
    """Wait until no other build publishes here; the lock is the folder itself and ends with the process."""
    handle = os.open(releases, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _clean(datasets: Path) -> None:
    """Remove what a killed build left; only called while no other build runs."""
    for folder in (datasets / RELEASES).glob(f"{TEMPORARY}*"):
        shutil.rmtree(folder)
    for link in datasets.glob(f"{TEMPORARY}*"):
        link.unlink()


def _write(content: Content, target: Path) -> bool:
    """Write the folder whole, or mend the files that were changed in it; False where it is intact."""
    if not target.exists():
        temporary = target.with_name(TEMPORARY + target.name)
        temporary.mkdir()
        for name, data in content.files.items():
            (temporary / name).write_bytes(data)
        temporary.rename(target)
        return True
    wrong = [name for name, data in content.files.items() if not _holds(target / name, data)]
    for name in wrong:
        # One replace a file: a reader never meets half a file, and the others are right already.
        temporary = target.parent / (TEMPORARY + name)
        temporary.mkdir()
        (temporary / name).write_bytes(content.files[name])
        (temporary / name).replace(target / name)
        temporary.rmdir()
    extra = [path for path in target.iterdir() if path.name not in content.files]
    for path in extra:
        path.unlink()
    return bool(wrong or extra)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _point(link: Path, release_id: str) -> None:
    target = Path(RELEASES) / release_id
    if link.is_symlink() and link.readlink() == target:
        return
    temporary = link.with_name(TEMPORARY + LINK)
    temporary.symlink_to(target)
    temporary.replace(link)


def _prune(releases: Path, current: str, keep: int) -> tuple[str, ...]:
    """Delete all but the newest releases: by the date in the id, then by when the folder was written."""
    folders = [path for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".")]
    newest = sorted(
        folders, key=lambda path: (path.name == current, path.name[:10], path.stat().st_mtime), reverse=True
    )
    removed = newest[max(keep, 1) :]
    for path in removed:
        shutil.rmtree(path)
    return tuple(path.name for path in removed)


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
