"""Reads `datasets/archive/` as text, file by file, and holds it against LOG.csv.

Belongs here: bytes, encoding, CSV, headers, which file holds which rows. Does not belong here: what a value means;
types, keys and ranges are the schemas of `etl/tables/`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from etl.errors import ArchiveError

LOG_NAME = "LOG.csv"
LOG_COLUMNS = ["added", "table", "origin", "what"]


@dataclass(frozen=True)
class Archive:
    """An archive folder whose files and LOG.csv agree.

    Attributes:
        root: The folder.
        origins: For each table the origins it has a file of, sorted.
        newest: The newest date in LOG.csv (YYYY-MM-DD): the release's time.
    """

    root: Path
    origins: dict[str, tuple[str, ...]]
    newest: str

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        """All rows of a table, every cell as the text in the file, "" where it is empty.

        Args:
            table: Name of the table.
            columns: The columns each file must have, in any order.

        Returns:
            One frame of all origins with `columns` in the given order; the index names file and line of each row.

        Raises:
            ArchiveError: No file for the table, or a file is not UTF-8, not CSV, empty, or has other columns.
        """
        if table not in self.origins:
            raise ArchiveError(
                f"{self.root}: table {table} has no file; add {table}/<origin>.csv and its line in LOG.csv."
            )
        files = [_read(self.root / table / f"{origin}.csv", self.root, columns) for origin in self.origins[table]]
        return pd.concat(files)


def open_archive(root: Path) -> Archive:
    """Hold the folder's files against LOG.csv.

    Args:
        root: The archive folder.

    Raises:
        ArchiveError: The folder or LOG.csv is missing or unreadable, or a file has no line or a line no file.
    """
    if not root.is_dir():
        raise ArchiveError(
            f"{root}: no such folder. Name the archive with --archive or the datasets folder with --datasets."
        )
    log = _read_log(root)
    logged = set(zip(log["table"], log["origin"], strict=True))
    found = {(path.parent.name, path.stem) for path in root.glob("*/*.csv")}
    _refuse_difference(root, logged, found)
    origins: dict[str, tuple[str, ...]] = {}
    for table, origin in sorted(found):
        origins[table] = (*origins.get(table, ()), origin)
    return Archive(root=root, origins=origins, newest=str(log["added"].max()))


def _read_log(root: Path) -> pd.DataFrame:
    path = root / LOG_NAME
    if not path.is_file():
        raise ArchiveError(f"{path}: missing. It needs one line for each archive file: {','.join(LOG_COLUMNS)}.")
    log = _read(path, root, LOG_COLUMNS)
    if log.empty:
        raise ArchiveError(f"{path}: holds no line. It needs one line for each archive file.")
    for place, added in zip(log.index, log["added"], strict=True):
        try:
            known = date.fromisoformat(added).isoformat() == added
        except ValueError:
            known = False
        if not known:
            raise ArchiveError(f"{place}: added is {added!r}, not a date like 2026-11-24.")
    return log


def _refuse_difference(root: Path, logged: set[tuple[str, str]], found: set[tuple[str, str]]) -> None:
    names = [f"{table}/{origin}.csv is not in {LOG_NAME}: add its line." for table, origin in sorted(found - logged)]
    names += [
        f"{LOG_NAME} names {table}/{origin}.csv, which does not exist: restore the file or take the line out."
        for table, origin in sorted(logged - found)
    ]
    if names:
        raise ArchiveError("\n".join([f"{root}: files and {LOG_NAME} differ.", *names]))


def _read(path: Path, root: Path, columns: Sequence[str]) -> pd.DataFrame:
    """One file as text; the index is "table/origin.csv:line"."""
    name = path.relative_to(root).as_posix()
    records, lines = _records(path, name)
    header = records[0]
    _refuse_header(name, header, columns)
    for record, line in zip(records, lines, strict=True):
        if len(record) != len(header):
            raise ArchiveError(
                f"{name}:{line}: {len(record)} cells where the header has {len(header)}. "
                "Is a comma inside a cell not quoted?"
            )
    index = pd.Index([f"{name}:{line}" for line in lines[1:]], dtype="str")
    return pd.DataFrame(records[1:], columns=pd.Index(header), index=index, dtype="str")[list(columns)]


def _records(path: Path, name: str) -> tuple[list[list[str]], list[int]]:
    """The records of a CSV file and the line each ends on; blank lines are skipped."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{name}: not UTF-8 at byte {error.start}. Save it as UTF-8 CSV.") from error
    records, lines = [], []
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for record in reader:
            if record:
                records.append(record)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise ArchiveError(f"{name}:{reader.line_num}: not CSV ({error}). Are all quotes closed?") from error
    if not records:
        raise ArchiveError(
            f"{name}: empty. It needs a header line; take the file and its line in {LOG_NAME} out if unused."
        )
    return records, lines


def _refuse_header(name: str, header: list[str], columns: Sequence[str]) -> None:
    problems = [f"column {column} is missing" for column in columns if column not in header]
    problems += [f"column {column!r} is unknown" for column in header if column not in columns]
    problems += [f"column {column} stands twice" for column in sorted({c for c in header if header.count(c) > 1})]
    if problems:
        raise ArchiveError(f"{name}: {'; '.join(problems)}. Expected: {','.join(columns)}.")
