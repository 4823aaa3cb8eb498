"""Fixtures shared by the tests of both halves: a small release of made-up figures, built once by the ETL itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.archive import open_archive
from etl.publish import publish
from etl.release import Inputs, assemble
from tests.small_archive import write_small_archive

# Tests that draw pictures, open pages, sweep over choices or build many releases: `make test` runs them, `make check`,
# which is to stay under a minute, does not.
THOROUGH = (
    "dashboard/api",
    "dashboard/charts",
    "dashboard/claims/test_ledger.py",
    "dashboard/claims/test_command.py",
    "dashboard/claims/test_visits_move_trade.py",
    "dashboard/claims/test_whole_ledger.py",
    "dashboard/files",
    "dashboard/test_claims_page.py",
    "dashboard/test_figures.py",
    "dashboard/test_pages.py",
    "dashboard/measures/test_event_study.py",
    "dashboard/measures/test_properties.py",
    "dashboard/measures/test_rivals.py",
    "etl/faults",
    "etl/test_cli.py",
    "etl/test_kills.py",
    "etl/test_publish.py",
    "etl/test_real_release.py",
    "etl/test_refresh.py",
    "etl/test_release.py",
    "project/test_dashboard_command.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the thorough ones by where they stand."""
    here = Path(__file__).parent
    for item in items:
        place = item.path.relative_to(here).as_posix() if item.path.is_relative_to(here) else ""
        if place.startswith(THOROUGH):
            item.add_marker("thorough")


@pytest.fixture(scope="session")
def small_datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """archive/, releases/ and the link release, made of `tests/small_archive.py`; leave it as it is."""
    datasets = tmp_path_factory.mktemp("small") / "datasets"
    write_small_archive(datasets / "archive")
    publish(assemble(Inputs(open_archive(datasets / "archive"))), datasets, keep=10)
    return datasets


@pytest.fixture(scope="session")
def small_release_dir(small_datasets: Path) -> Path:
    """The folder of the small release (the resolved link)."""
    return (small_datasets / "release").resolve()
