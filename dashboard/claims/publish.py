"""The ledger's files beside the releases: written whole, compared with the last ones, old folders removed.

Belongs here: files and folders under `datasets/claims/` and the paragraph in `datasets/CHANGELOG.md`. Does not belong
here: what the files hold (`output`, `claim_review`, `changes`). A release's own folder is never touched: its id covers
its content, and the ETL knows nothing of claims.

    datasets/claims/<release id>/claims.json, claims.csv, claimreview.json
    datasets/claims/latest.json     the last ledger written: what the next one is compared with
    datasets/claims/changes.csv     every verdict that changed, oldest first
"""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.claims import changes, claim_review, output
from dashboard.claims.changes import Change
from dashboard.claims.output import Entry
from dashboard.release import Release

FOLDER: Final = "claims"
LATEST: Final = "latest.json"
CHANGES: Final = "changes.csv"
CHANGELOG: Final = "CHANGELOG.md"
TITLE: Final = "# What changed from release to release\n"


class LedgerError(Exception):
    """A file of an earlier ledger is not what this project wrote; the message names it and says what to do."""


@dataclass(frozen=True)
class Written:
    """What writing did.

    Attributes:
        folder: The folder of the release's ledger.
        changes: Verdicts that changed since the last ledger written.
        removed: Ids of releases whose folders were removed, because the releases are gone.
    """

    folder: Path
    changes: tuple[Change, ...]
    removed: tuple[str, ...]


def write(release: Release, entries: Sequence[Entry], datasets: Path, site: str | None = None) -> Written:
    """Write a release's ledger, and tell which verdicts changed since the last one written.

    Each file is written beside its place and moved there, so that a reader finds the old one or the new one, whole.
    `latest.json` comes last: a run that was cut short is made good by the next. Writing twice adds nothing.

    Args:
        release: The release the entries belong to.
        entries: Its ledger (`output.entries`).
        datasets: Folder that holds `releases/`.
        site: The dashboard's address, for ClaimReview; None where it is not known.

    Raises:
        LedgerError: `latest.json` or `changes.csv` can't be read as this project writes them.
        OSError: A file can't be written.
    """
    room = datasets / FOLDER
    _sweep(datasets, room)
    found = changes.changes(_latest(room), entries)
    known = changes.merged(read_changes(datasets), found)
    folder = room / release.id
    _put(folder / "claims.json", output.as_json(entries))
    _put(folder / "claims.csv", output.as_csv(entries))
    _put(folder / "claimreview.json", claim_review.as_json_ld(entries, release.time, site))
    _put(room / CHANGES, changes.as_csv(known))
    _tell(datasets / CHANGELOG, found)
    _put(room / LATEST, output.as_json(entries))
    return Written(folder=folder, changes=found, removed=_prune(room, datasets / "releases", release.id))


def read_changes(datasets: Path) -> tuple[Change, ...]:
    """Every verdict that changed between releases, oldest first; empty where none was written.

    Raises:
        LedgerError: The file is not what this project writes.
    """
    path = datasets / FOLDER / CHANGES
    if not path.exists():
        return ()
    try:
        return changes.from_csv(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LedgerError(f"{path}: not a table of changed verdicts ({error}). Restore or remove it.") from error


def _latest(room: Path) -> list[Entry]:
    path = room / LATEST
    if not path.exists():
        return []
    try:
        content: list[Entry] = json.loads(path.read_text(encoding="utf-8"))
        complete = all({"id", "release", "verdict", "headline"} <= one.keys() for one in content)
    except (ValueError, AttributeError, TypeError) as error:
        raise LedgerError(f"{path}: not a ledger ({error}). Restore it, or remove it to start anew.") from error
    if not complete:
        raise LedgerError(f"{path}: an entry lacks id, release, verdict or headline. Restore it, or remove it.")
    return content


def _tell(path: Path, found: Sequence[Change]) -> None:
    if not found:
        return
    text = path.read_text(encoding="utf-8") if path.exists() else TITLE
    for change in found:
        text = changes.told(text, change)
    _put(path, text)


def _put(path: Path, text: str) -> None:
    """Put a file in its place, whole; one that holds the same already is left alone; an error names the file."""
    content = text.encode()
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # a temporary file is its owner's alone
        Path(name).replace(path)
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _sweep(datasets: Path, room: Path) -> None:
    """Remove what a run that was killed left beside its files: it would be committed with them."""
    left = [*room.rglob(".*.json-*"), *room.rglob(".*.csv-*"), *datasets.glob(f".{CHANGELOG}-*")]
    for path in left:
        path.unlink(missing_ok=True)


def _prune(room: Path, releases: Path, current: str) -> tuple[str, ...]:
    """Remove the ledgers of releases that are gone."""
    gone = [one for one in sorted(room.iterdir()) if one.is_dir() and not (releases / one.name).is_dir()]
    removed = [one for one in gone if one.name != current]
    for one in removed:
        shutil.rmtree(one)
    return tuple(one.name for one in removed)
