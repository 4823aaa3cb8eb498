"""A small archive of one's own, to break."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.archive import open_archive
from etl.release import Content, assemble
from tests.small_archive import write_small_archive


@pytest.fixture
def archive(tmp_path):
    """A fresh small archive folder."""
    root = tmp_path / "datasets" / "archive"
    write_small_archive(root)
    return root


@pytest.fixture
def datasets(archive):
    """The datasets folder around it; no release yet."""
    return archive.parent


@pytest.fixture
def small(archive) -> Content:
    """The release the fresh small archive gives, in memory."""
    return assemble(open_archive(archive))


@pytest.fixture
def change(archive) -> Callable[..., Path]:
    """Change cells of one line of an archive file: change("trade_annual/fcs", 2, value_usd="-5")."""

    def change_line(name: str, line: int, **cells: str) -> Path:
        path = archive / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.reader(file))
        for column, value in cells.items():
            records[line - 1][records[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(records)
        return path

    return change_line
