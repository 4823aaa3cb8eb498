"""The small release, and one that may not pass on some of its sources."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.release import Release
from tests.dashboard.charts.drawn import changed
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="session")
def release(small_release_dir: Path) -> Release:
    """All of its sources may be passed on; as it is made, one may not."""
    small = loaded(small_release_dir)
    return changed(small, sources=small.tables["sources"].replace({"redistribute": {"no": "check"}}))


@pytest.fixture
def holding(release: Release) -> Callable[[str], Release]:
    """The same release in which one source may not be passed on."""

    def made(held: str) -> Release:
        sources = release.tables["sources"]
        terms = sources["redistribute"].mask(sources["source"].eq(held), "no")
        return changed(release, sources=sources.assign(redistribute=terms))

    return made
