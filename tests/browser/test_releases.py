"""A missing release is one clear page; a new one is taken at a reader's next rerun, without a restart."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .desk import PAGES, Desk
from .serving import ROOT, serving


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory):
    """A server whose folder of data is empty."""
    folder = tmp_path_factory.mktemp("empty")
    with serving(folder / "datasets", folder / "log") as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
def test_without_a_release_every_address_is_one_clear_page(page: Page, empty_server: str, name: str):
    desk = Desk(page, empty_server)
    page.goto(empty_server + PAGES[name] + "?partner=IND")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no release to show")
    expect(page.get_by_text("python -m etl build")).to_be_visible()
    text = page.locator("body").inner_text()
    for trace in ("Traceback", "ReleaseError", ".py"):
        assert trace not in text
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    desk.check_clean()


def swap_link(datasets: Path, release: Path) -> None:
    """What a refresh does: the link points to another folder, in one step."""
    new = datasets / "release.new"
    new.symlink_to(release)
    os.replace(new, datasets / "release")  # noqa: PTH105


def test_a_release_published_while_the_server_runs_is_shown_at_the_next_rerun(
    page: Page, small_release_dir: Path, tmp_path: Path
):
    old, datasets = (ROOT / "datasets" / "release").resolve(), tmp_path / "datasets"
    for folder in (old, small_release_dir):
        shutil.copytree(folder, datasets / "releases" / folder.name)
    swap_link(datasets, Path("releases") / old.name)
    with serving(datasets, tmp_path / "log") as url:
        desk = Desk(page, url)
        desk.open(partner="IND")
        sidebar = page.locator("[data-testid=stSidebar]")
        expect(sidebar).to_contain_text(old.name)
        swap_link(datasets, Path("releases") / small_release_dir.name)
        desk.widget("flow").get_by_text("Russia’s exports").click()
        expect(sidebar).to_contain_text(small_release_dir.name)
        desk.expect_title("ranking", small_release_dir.name)
        desk.expect_query(partner=["IND"], flow=["export"])
        expect(page.locator("[data-testid=stMain]")).not_to_contain_text(old.name)
        desk.check_clean()


def test_a_release_that_breaks_while_the_server_runs_is_said_on_one_clear_page(
    page: Page, small_release_dir: Path, tmp_path: Path
):
    datasets = tmp_path / "datasets"
    shutil.copytree(small_release_dir, datasets / "releases" / "good")
    shutil.copytree(small_release_dir, datasets / "releases" / "broken")
    (datasets / "releases" / "broken" / "visits.csv").write_text("visit_id\n")
    swap_link(datasets, Path("releases") / "good")
    with serving(datasets, tmp_path / "log") as url:
        desk = Desk(page, url)
        desk.open(partner="IND")
        swap_link(datasets, Path("releases") / "broken")
        desk.widget("flow").get_by_text("Russia’s exports").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no release to show")
        expect(page.locator("[data-testid=stMain]")).to_contain_text("visits.csv")
        desk.check_clean()
