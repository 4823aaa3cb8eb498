"""The folder of releases and the link to the current one: publish all or nothing, hold back, go back.

Belongs here: files, folders, the link. Readers see the old release or the new one, whole: a folder is written under a
temporary name and renamed, then one `os.replace` swaps the link; a kill at any moment leaves the old link in place.
Does not belong here: what a release holds (`etl/release.py`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.errors import ReleaseError
from etl.package import SourceState, as_json, with_states
from etl.release import LINK, Content, facts_of

RELEASES = "releases"
TEMPORARY = ".new-"
HELD = ".held-"


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
    removed: tuple[str, ...] = ()


def publish(content: Content, datasets: Path, keep: int) -> Published:
    """Write a release beside the others and point the link to it.

    Args:
        content: The release.
        datasets: Folder that holds `releases/` and the link `release`.
        keep: How many releases to keep, at least 1; the current one is never deleted.

    Raises:
        ReleaseError: The link's place is taken by something else, or the disk is full.
    """
    releases = _ready(datasets)
    with alone(datasets), _full_disk_named(datasets):
        _clean(datasets)
        target = releases / content.id
        written = _write(content, target)
        _point(datasets / LINK, content.id)
        removed = _prune(releases, content.id, keep)
    return Published(path=target, written=written, removed=removed)


def tell_states(states: Mapping[str, SourceState], datasets: Path) -> None:
    """Write into release.json of the current release how its sources stand; one replace, nothing else is touched.

    Raises:
        ReleaseError: There is no current release, its release.json can't be read, or the disk is full.
    """
    with alone(datasets), _full_disk_named(datasets):
        _clean(datasets)
        path = datasets / RELEASES / current_id(datasets) / "release.json"
        data = as_json(with_states(facts_of(path.parent), states))
        if not _holds(path, data):
            _replace(path, data, datasets / RELEASES)


def hold(content: Content, datasets: Path) -> Path:
    """Write a release where no reader sees it, to wait for `release_held`.

    Returns:
        Its folder. A release that was held before it is replaced: only the newest waits.

    Raises:
        ReleaseError: The link's place is taken by something else, or the disk is full.
    """
    releases = _ready(datasets)
    with alone(datasets), _full_disk_named(datasets):
        _clean(datasets)
        target = releases / (HELD + content.id)
        for older in held(datasets):
            if older != content.id:
                _remove(releases / (HELD + older))
        _write(content, target)
    return target


def held(datasets: Path) -> tuple[str, ...]:
    """Ids of the releases that wait."""
    return tuple(sorted(path.name.removeprefix(HELD) for path in (datasets / RELEASES).glob(f"{HELD}*")))


def release_held(release_id: str, datasets: Path, keep: int) -> Published:
    """Publish a release that waits.

    Raises:
        ReleaseError: None of this id waits.
    """
    releases = _ready(datasets)
    with alone(datasets):
        waiting = held(datasets)
        if release_id not in waiting:
            those = f"These wait: {', '.join(waiting)}." if waiting else "None waits."
            raise ReleaseError(f"No release {release_id} waits for publishing. {those}")
        _clean(datasets)
        target, waited = releases / release_id, releases / (HELD + release_id)
        if not target.exists():
            waited.rename(target)
        (target / "datapackage.json").touch()
        _point(datasets / LINK, release_id)
        if waited.exists():
            _remove(waited)
        return Published(path=target, written=True, removed=_prune(releases, release_id, keep))


def roll_back(datasets: Path, release_id: str | None = None) -> tuple[str, str]:
    """Point the link to an earlier release.

    Args:
        datasets: Folder that holds `releases/` and the link `release`.
        release_id: The release to go to; None for the one before the current one.

    Returns:
        Ids of the release left and of the one that is current now.

    Raises:
        ReleaseError: There is no current release, none before it, or none of this id.
    """
    releases = _ready(datasets)
    with alone(datasets):
        _clean(datasets)
        now, order = current_id(datasets), _newest_first(releases)
        target = release_id or before_current(datasets)
        if target not in order:
            wanted = f"{release_id} is" if release_id else f"before {now} is"
            raise ReleaseError(f"No release {wanted} kept here; {releases} holds {', '.join(order)}.")
        _point(datasets / LINK, target)
    return now, target


def current_id(datasets: Path) -> str:
    """Id of the current release.

    Raises:
        ReleaseError: The link is missing or points nowhere.
    """
    link = datasets / LINK
    if not link.is_dir():
        raise ReleaseError(f"{link}: no current release. Run: python -m etl build")
    return link.resolve().name


def before_current(datasets: Path) -> str | None:
    """Id of the release before the current one, or None where none is kept."""
    order = _newest_first(datasets / RELEASES)
    now = current_id(datasets)
    later = order[order.index(now) + 1 :] if now in order else []
    return later[0] if later else None


def folder_of(release_id: str, datasets: Path) -> Path:
    """The folder of a release that is kept or held here.

    Raises:
        ReleaseError: There is none of this id.
    """
    releases = datasets / RELEASES
    for path in (releases / release_id, releases / (HELD + release_id)):
        if release_id and path.is_dir():
            return path
    here = ", ".join(_newest_first(releases)) or "none"
    raise ReleaseError(f"No release {release_id} is kept here; {releases} holds {here}.")


@contextmanager
def alone(datasets: Path) -> Iterator[None]:
    """Wait until no other process publishes here; the lock is the folder of releases and ends with the process."""
    handle = os.open(datasets / RELEASES, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _ready(datasets: Path) -> Path:
    """The folder of releases, made if missing; the link's place is free or a link."""
    releases, link = datasets / RELEASES, datasets / LINK
    releases.mkdir(parents=True, exist_ok=True)
    if link.exists() and not link.is_symlink():
        raise ReleaseError(f"{link}: is no symbolic link. Move it away; the build puts the link there.")
    return releases


@contextmanager
def _full_disk_named(datasets: Path) -> Iterator[None]:
    """A full disk ends with a message and the old release, and what was half written is removed."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        _clean(datasets)
        raise ReleaseError(
            f"{datasets}: disk full, nothing was published and the current release stays. Make room and run again."
        ) from error


def _clean(datasets: Path) -> None:
    """Remove what a killed build left; only called while no other build runs."""
    for folder in (datasets / RELEASES).glob(f"{TEMPORARY}*"):
        shutil.rmtree(folder)
    for link in datasets.glob(f"{TEMPORARY}*"):
        link.unlink()


def _write(content: Content, target: Path) -> bool:
    """Write the folder whole, or mend the files that differ in it; False where it is intact."""
    if target.exists():
        return _mend(content, target)
    temporary = target.with_name(TEMPORARY + target.name)
    for name, data in content.files.items():
        path = temporary / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    temporary.rename(target)
    return True


def _mend(content: Content, target: Path) -> bool:
    """One replace a file: a reader never meets half a file, and the others are right already."""
    wrong = [name for name, data in content.files.items() if not _holds(target / name, data)]
    for name in wrong:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        _replace(target / name, content.files[name], target.parent)
    files = [path for path in target.rglob("*") if path.is_file()]
    extra = [path for path in files if path.relative_to(target).as_posix() not in content.files]
    for path in extra:
        path.unlink()
    return bool(wrong or extra)


def _replace(path: Path, data: bytes, releases: Path) -> None:
    """Swap one file of a release; what is half written stands in a folder that is cleaned up."""
    temporary = releases / (TEMPORARY + path.name)
    temporary.mkdir()
    (temporary / "file").write_bytes(data)
    (temporary / "file").replace(path)
    temporary.rmdir()


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
    """Delete all but the newest releases and the current one."""
    others = [name for name in _newest_first(releases) if name != current]
    removed = others[max(keep, 1) - 1 :]
    for name in removed:
        _remove(releases / name)
    return tuple(removed)


def _remove(folder: Path) -> None:
    """Delete a release; a kill on the way leaves no half release under its name."""
    doomed = folder.with_name(TEMPORARY + folder.name)
    folder.rename(doomed)
    shutil.rmtree(doomed)


def _newest_first(releases: Path) -> list[str]:
    """Ids of the published releases by the day in the id, then by when they were published."""
    folders = [path for path in releases.glob("*") if path.is_dir() and not path.name.startswith(".")]
    return [path.name for path in sorted(folders, key=lambda path: (path.name[:10], _published(path)), reverse=True)]


def _published(release: Path) -> float:
    """When a release was published: its description is written once, while other files may be mended later."""
    package = release / "datapackage.json"
    return package.stat().st_mtime if package.is_file() else 0.0
