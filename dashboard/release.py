"""Reads a published release whole, once for all readers. It checks and hands out tables; it computes nothing.

A release is a folder of CSV tables with `datapackage.json` (schemas, checksums) and `release.json` (id, time, state of
each source); `datasets/release` links to the current one. A refresh swaps that link, so `current()` looks at it at each
rerun, and a reader's run uses one `Release` from first to last.
"""

import gc
import hashlib
import io
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

DATASETS = Path(os.environ.get("ETL_DATASETS", Path(__file__).resolve().parent.parent / "datasets"))
# Column types by the package's field types; every other type (dates, months) stays text in ISO form.
TYPES = {"integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}

WITHDRAWN = "withdrawn_at"


class ReleaseError(Exception):
    """No release, or one that is not what its own description says; the message names what is wrong."""


@dataclass(frozen=True, eq=False)
class Release:
    """One published state of all tables.

    Attributes:
        id: made from the content; what a citation names.
        time: when the newest input came in, ISO.
        tables: each table by name, whole; never to be changed in place: all readers share them.
        package: the Frictionless data package (schemas, titles, units, sources of each table).
        facts: `release.json` (state, rows and period of each table and source).
    """

    id: str
    time: str
    tables: Mapping[str, pd.DataFrame]
    package: Mapping[str, Any]
    facts: Mapping[str, Any]

    def table(self, name: str) -> pd.DataFrame:
        """A table's rows that stand: without those that vanished at their live source (`withdrawn_at`).

        Raises:
            ReleaseError: the release has no such table.
        """
        if name not in self.tables:
            raise ReleaseError(f"release {self.id} has no table {name!r}")
        return self._standing[name]

    @cached_property
    def _standing(self) -> dict[str, pd.DataFrame]:
        return {name: _without_withdrawn(table) for name, table in self.tables.items()}


P = ParamSpec("P")
R = TypeVar("R")
_lock = threading.Lock()
_held: dict[Path, Release] = {}


def current(datasets: Path | None = None) -> Release:
    """The release that `datasets/release` points to now; read from disk only when the link has moved.

    Raises:
        ReleaseError: no link, a folder that is missing, or a table that is not what its checksum says.
    """
    link = (datasets or DATASETS) / "release"
    folder = link.resolve()
    if folder not in _held:
        with _lock:  # two readers who arrive together read the files once
            if folder not in _held:
                release = load(folder)
                _held.clear()  # readers in the middle of a run keep theirs until the run ends
                _held[folder] = release
                freeze(release.id)
    return _held[folder]


@cache
def freeze(moment: str) -> None:  # noqa: ARG001  (the key of the cache: each moment freezes once)
    """Tells the collector to leave alone what is there now and stays: tables, specs, modules.

    A full collection otherwise walks all of it while a reader waits. Called when a release is read and when the server
    has filled its figures; Streamlit's own collection after each run is off (`runner.postScriptGC`).
    """
    gc.collect()
    gc.freeze()


def load(folder: Path) -> Release:
    """Reads and checks one release folder.

    Raises:
        ReleaseError: a file is missing, unreadable, or differs from its checksum.
    """
    package, facts = _json(folder / "datapackage.json"), _json(folder / "release.json")
    try:
        tables = {resource["name"]: _table(folder, resource) for resource in package["resources"]}
        return Release(id=facts["id"], time=facts["time"], tables=tables, package=package, facts=facts)
    except KeyError as missing:
        raise ReleaseError(f"{folder.name}: datapackage.json or release.json lacks {missing}") from missing


def per_release(most: int) -> Callable[[Callable[Concatenate[Release, P], R]], Callable[Concatenate[Release, P], R]]:
    """Remembers up to `most` results for each release, and lets them go with it: nothing is computed twice in a rerun.

    Readers who want the same at the same moment wait for one of them to work it out. Arguments after the release must
    be hashable and positional; results are shared by all readers, so never changed.
    """

    def decorate(function: Callable[Concatenate[Release, P], R]) -> Callable[Concatenate[Release, P], R]:
        held: WeakKeyDictionary[Release, OrderedDict[tuple[Any, ...], R]] = WeakKeyDictionary()
        working: WeakKeyDictionary[Release, dict[tuple[Any, ...], threading.RLock]] = WeakKeyDictionary()
        lock = threading.Lock()

        def found(release: Release, key: tuple[Any, ...]) -> list[R]:
            """The result in a list, or an empty one: a result may be None."""
            results = held.setdefault(release, OrderedDict())
            if key not in results:
                return []
            results.move_to_end(key)
            return [results[key]]

        @wraps(function)
        def remembered(release: Release, /, *args: P.args, **kwargs: P.kwargs) -> R:
            key = (*args, *kwargs.items())
            with lock:
                if there := found(release, key):
                    return there[0]
                mine = working.setdefault(release, {}).setdefault(key, threading.RLock())
            with mine:
                with lock:
                    if there := found(release, key):
                        return there[0]
                result = function(release, *args, **kwargs)
                with lock:
                    results = held[release]
                    results[key] = result
                    working[release].pop(key, None)
                    while len(results) > most:
                        results.popitem(last=False)
            return result

        return remembered

    return decorate


def _without_withdrawn(table: pd.DataFrame) -> pd.DataFrame:
    """The same frame where nothing was withdrawn: most tables share their memory."""
    if WITHDRAWN not in table or table[WITHDRAWN].isna().all():
        return table
    return table[table[WITHDRAWN].isna()].reset_index(drop=True)


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError(f"{path.name} of the release is missing (looked in {path.parent.name})") from error
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path.name} of release {path.parent.name} can't be read: {error}") from error
    if not isinstance(content, dict):
        raise ReleaseError(f"{path.name} of release {path.parent.name} is not a JSON object")
    return content


def _table(folder: Path, resource: Mapping[str, Any]) -> pd.DataFrame:
    path = folder / resource["path"]
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"table {path.name} of release {folder.name} can't be read: {error}") from error
    if "sha256:" + hashlib.sha256(content).hexdigest() != resource["hash"]:
        raise ReleaseError(f"table {path.name} of release {folder.name} is not what its checksum says")
    types = {field["name"]: TYPES.get(field["type"], "str") for field in resource["schema"]["fields"]}
    try:
        table = pd.read_csv(io.BytesIO(content), dtype=types, keep_default_na=False, na_values=[""])
        table = table[list(types)]
    except (ValueError, KeyError) as error:  # pandas' parser errors are ValueErrors
        raise ReleaseError(
            f"table {path.name} of release {folder.name} is not what its schema says: {error}"
        ) from error
    return table.astype(
        {name: "int64" for name, kind in types.items() if kind == "Int64" and table[name].notna().all()}
    )
