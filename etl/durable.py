"""Files that a kill or a full disk leaves whole: written under another name and renamed, or appended line by line.

Belongs here: how bytes get to disk in the folder of state. Does not belong here: what they mean (`etl/state.py`,
`etl/snapshot.py`).
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

from etl.errors import EtlError

TEMPORARY = ".new-"
FULL = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name always leads to all of its old bytes or all of the new ones.

    Raises:
        EtlError: The disk is full; the old file stands as it was.
    """
    temporary = path.with_name(TEMPORARY + path.name)
    with _full_disk_named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file; empty where there is no file.

    Raises:
        EtlError: The file holds anything else; the message says to delete it.
    """
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise EtlError(f"{path}: not JSON ({error}). Delete this file and run again; it is written anew.") from error
    if not isinstance(value, dict):
        raise EtlError(f"{path}: holds no JSON object. Delete this file and run again; it is written anew.")
    return value


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write an object as JSON, whole or not at all."""
    write_whole(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line; none where there is no file.

    What follows the last line end was torn by a kill and is left out.

    Raises:
        EtlError: A whole line is no JSON object.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    lines = content[: content.rfind(b"\n") + 1].splitlines()
    return [_object(path, number, line) for number, line in enumerate(lines, start=1)]


def append_line(path: Path, value: dict[str, Any]) -> None:
    """Append an object as one line; a torn last line is cut off first.

    Raises:
        EtlError: The disk is full; the file ends with its last whole line.
    """
    line = as_line(value)
    with _full_disk_named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as file:
            whole = _cut_torn_line(file)
            try:
                _write_all(file, line)
            except OSError:
                file.truncate(whole)
                raise


def as_line(value: dict[str, Any]) -> bytes:
    """An object as one line of JSON with its line end."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise EtlError(f"{path}: line {number} is not JSON ({error}). Delete this line and run again.") from error
    if not isinstance(value, dict):
        raise EtlError(f"{path}: line {number} holds no JSON object. Delete this line and run again.")
    return value


def _cut_torn_line(file: FileIO) -> int:
    """Cut what follows the last line end; returns the size that stays."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return 0
    file.seek(-1, os.SEEK_END)
    if file.read(1) == b"\n":
        return size
    file.seek(0)
    whole = file.readall().rfind(b"\n") + 1
    file.truncate(whole)
    return whole


def _write_all(file: FileIO, data: bytes) -> None:
    # An unbuffered write onto a disk that runs full writes what fits and says so only by its count.
    if file.write(data) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(file.fileno())


@contextmanager
def _full_disk_named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise EtlError(f"{path}: disk full; nothing half-written was left. Free space there and run again.") from error
