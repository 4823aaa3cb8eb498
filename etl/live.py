"""The rows that live sources gave, as they stand in a release beside its tables.

`releases/<id>/live/<table>/<source>.csv` holds the rows in which a source differs from the archive (the table's archive
columns and `withdrawn_at`), `live/LOG.csv` the day on which they last changed. They are inputs, like the archive: a
release is made from both, and a swap of the link takes them along. Belongs here: reading and writing them, whole.
Does not belong here: how a row gets in (`etl/merge.py`), what it becomes (`etl/release.py`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl import csvfile
from etl.errors import ReleaseError

FOLDER = "live"
LOG = f"{FOLDER}/LOG.csv"
LOG_COLUMNS = ["source", "changed"]
WITHDRAWN = "withdrawn_at"


@dataclass(frozen=True)
class Live:
    """All live rows of a release.

    Attributes:
        rows: (table, source) to text rows, columns as in the file, any index; no entry is empty.
        changed: Source to the day its rows last changed, YYYY-MM-DD.
    """

    rows: Mapping[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """The newest day on which any row changed; "" without rows."""
        return max(self.changed.values(), default="")

    def of(self, table: str, source: str, columns: Sequence[str]) -> pd.DataFrame:
        """The rows of one source in one table; none: an empty frame with `columns` and withdrawn_at."""
        found = self.rows.get((table, source))
        return found if found is not None else pd.DataFrame(columns=[*columns, WITHDRAWN], dtype="str")

    @cached_property
    def by_table(self) -> dict[str, pd.DataFrame]:
        """All sources' rows of each table, sources in the order of their names."""
        tables = sorted({table for table, _ in self.rows})
        return {
            table: pd.concat([rows for (name, _), rows in sorted(self.rows.items()) if name == table])
            for table in tables
        }

    def sources_of(self, table: str) -> tuple[str, ...]:
        """The sources with rows in a table, sorted."""
        return tuple(sorted(source for name, source in self.rows if name == table))

    def with_source(self, source: str, rows: Mapping[str, pd.DataFrame], on: str) -> Live:
        """The same with the given rows as all rows of a source, by table; it changed on that day."""
        kept = {key: frame for key, frame in self.rows.items() if key[1] != source}
        new = {(table, source): frame for table, frame in rows.items() if len(frame)}
        return replace(self, rows={**kept, **new}, changed={**self.changed, source: on})

    def files(self) -> dict[str, bytes]:
        """What a release folder holds of them: path to bytes; rows are sorted: the same rows, the same bytes."""
        if not self.rows:
            return {}
        files = {f"{FOLDER}/{table}/{source}.csv": _to_bytes(rows) for (table, source), rows in self.rows.items()}
        log = pd.DataFrame(sorted(self.changed.items()), columns=LOG_COLUMNS, dtype="str")
        return {**dict(sorted(files.items())), LOG: csvfile.to_bytes(log)}


def read(release: Path) -> Live:
    """The live rows of a release folder; none where it has no folder `live`.

    Raises:
        ReleaseError: A file is not UTF-8 or its lines differ in length.
    """
    folder = release / FOLDER
    if not folder.is_dir():
        return Live()
    rows = {
        (path.parent.name, path.stem): _read(path, f"{path.parent.name}/{path.name}")
        for path in sorted(folder.glob("*/*.csv"))
    }
    log = _read(folder / "LOG.csv", "LOG.csv")
    return Live(rows=rows, changed=dict(zip(log["source"], log["changed"], strict=True)))


def _read(path: Path, name: str) -> pd.DataFrame:
    try:
        records = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        header, body = records[0], records[1:]
        index = pd.Index([f"{FOLDER}/{name}:{line}" for line in range(2, len(records) + 1)], dtype="str")
        return pd.DataFrame(body, columns=pd.Index(header), index=index, dtype="str")
    except (OSError, ValueError, IndexError) as error:
        raise ReleaseError(
            f"{path}: can't be read ({error}). Go back to a whole release with: python -m etl rollback"
        ) from error


def _to_bytes(rows: pd.DataFrame) -> bytes:
    return csvfile.to_bytes(rows.sort_values(list(rows.columns), kind="stable"))
