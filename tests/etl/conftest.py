"""A small archive of one's own, to break."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.archive import open_archive
from etl.release import Content, Inputs, assemble
from tests.etl.refreshing import (  # noqa: F401 - fixtures
    after_all,
    after_refresh,
    all_refreshed,
    before_refresh,
    bench,
    refreshed,
    stand_ins,
)


@pytest.fixture
def archive(tmp_path, small_datasets):
    """A fresh small archive folder."""
    root = tmp_path / "datasets" / "archive"
    shutil.copytree(small_datasets / "archive", root)
    return root


@pytest.fixture
def datasets(archive):
    """The datasets folder around it; no release yet."""
    return archive.parent


@pytest.fixture(scope="session")
def small(small_datasets) -> Content:
    """The release the unchanged small archive gives, in memory."""
    return assemble(Inputs(open_archive(small_datasets / "archive")))


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
