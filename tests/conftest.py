"""Fixtures shared by the tests of both halves: a small release of made-up figures, built once by the ETL itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.archive import open_archive
from etl.release import assemble, publish
from tests.small_archive import write_small_archive


@pytest.fixture(scope="session")
def small_datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """archive/, releases/ and the link release, made of `tests/small_archive.py`; leave it as it is."""
    datasets = tmp_path_factory.mktemp("small") / "datasets"
    write_small_archive(datasets / "archive")
    publish(assemble(open_archive(datasets / "archive")), datasets, keep=10)
    return datasets


@pytest.fixture(scope="session")
def small_release_dir(small_datasets: Path) -> Path:
    """The folder of the small release (the resolved link)."""
    return (small_datasets / "release").resolve()
