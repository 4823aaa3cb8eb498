"""A real Chromium in front of the real server: one of each for the whole run, a fresh context for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from .desk import Desk
from .serving import ROOT, serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 60_000  # ms until a condition that doesn't come is a failure; no test is about time

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder bear the marker, so that none runs where no browser is expected."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """The system's Chromium, else Playwright's own; a missing browser is a failure, never a reason to skip."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    own = playwright.chromium.executable_path
    if found is None and not Path(own).exists():
        pytest.fail(f"no Chromium: none of {', '.join(NAMES)} is on the PATH and {own} is missing; see .ci/chromium")
    return {**browser_type_launch_args, "executable_path": found or own, "args": ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk-sized window in light mode; single tests ask for another by `browser_context_args` marks."""
    return {**browser_context_args, "viewport": {"width": 1440, "height": 1000}, "color_scheme": "light"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard on the release in datasets/."""
    with serving(ROOT / "datasets", tmp_path_factory.mktemp("server") / "log") as url:
        yield url


@pytest.fixture
def desk(page: Page, server: str) -> Iterator[Desk]:
    """A reader's browser; whatever a test does, it must end without a console error or a call to another host."""
    watched = Desk(page, server)
    yield watched
    watched.check_clean()
