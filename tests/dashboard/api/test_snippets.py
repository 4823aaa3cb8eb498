"""What a reader pastes elsewhere: each address is one that the API answers, each snippet does what it says."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

from dashboard import figures, release
from dashboard.api import snippets
from dashboard.release import Release
from dashboard.selection import Choice
from tests.browser.serving import serving
from tests.dashboard.api.asking import ask

SITE = "https://figures.example/asia/"
CHOICE = Choice(("VNM", "IND"), 2010, 2020, "export", claim="many-partners", section="sources", find="x")


def source_of(iframe: str) -> str:
    """The address an iframe shows, from the root of the site."""
    found = re.search(r'src="https://figures\.example/asia(/[^"]+)"', iframe)
    assert found, iframe
    return found[1].replace("&amp;", "&")


def test_a_figures_address_holds_what_the_figure_shows_of_the_choice_and_nothing_of_the_page():
    assert snippets.figure("ranking", CHOICE, SITE, format="csv") == (
        "https://figures.example/asia/api/v1/figures/ranking"
        "?partner=VNM&partner=IND&from=2010&to=2020&flow=export&format=csv"
    )


def test_without_a_choice_an_address_has_no_query_and_without_a_base_it_is_relative():
    assert snippets.figure("ranking", Choice(), "") == "api/v1/figures/ranking"


@pytest.mark.parametrize("figure_id", ["ranking", "partner-trade", "forum-matrix"])
def test_the_api_answers_at_a_figures_address(served: Release, figure_id: str):
    address = snippets.figure(figure_id, CHOICE, "/", format="csv", release=served.id)
    assert ask(address).status == 200


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("trade_annual", "partner=VNM&partner=IND&from=2010&to=2020&find=x&format=json"),
        ("places", "partner=VNM&partner=IND&find=x&format=json"),  # no column of years
        ("sources", "find=x&format=json"),  # neither partners nor years
    ],
)
def test_a_tables_address_holds_only_what_the_table_can_be_filtered_by(served: Release, name: str, query: str):
    address = snippets.table(served, name, CHOICE, "/", format="json")
    assert address == f"/api/v1/tables/{name}?{query}"
    assert ask(address).status == 200


def test_the_formula_is_that_of_a_spreadsheet():
    assert snippets.formula("https://figures.example/r?format=csv") == (
        '=IMPORTDATA("https://figures.example/r?format=csv")'
    )


def test_the_python_snippet_reads_the_rows_from_a_running_server(
    small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    names: dict[str, Any] = {}
    with serving(small_datasets, tmp_path / "log") as url, contextlib.redirect_stdout(io.StringIO()) as printed:
        program = snippets.python(snippets.figure("partner-trade", Choice(("VNM",)), f"{url}/", format="csv"))
        exec(program, names)
    shown = figures.content(release.current(small_datasets), "partner-trade", Choice(("VNM",))).table
    assert len(names["rows"]) == len(shown) > 0
    assert set(names["rows"]["partner"]) == {"VNM"}
    assert "VNM" in printed.getvalue()


def test_the_iframe_that_follows_the_data_shows_the_figure_with_its_choice(served: Release):
    iframe = snippets.iframe(served, "ranking", CHOICE, SITE)
    assert source_of(iframe) == "/embed/ranking?partner=VNM&partner=IND&from=2010&to=2020&flow=export"
    assert ask(source_of(iframe)).status == 200


@pytest.mark.parametrize(
    ("figure_id", "choice", "query"),
    [
        ("ranking", Choice(), ""),
        ("ranking", Choice(("VNM",)), "?partner=VNM"),
        ("partner-trade", Choice(("IND",), find="a page's own"), "?partner=IND"),
        ("asia-share", Choice(("VNM", "IND")), ""),  # the same picture for any partners
    ],
)
def test_the_frozen_iframe_shows_the_page_that_is_kept_of_this_release(
    unfrozen: Path, figure_id: str, choice: Choice, query: str
):
    current = release.current()
    address = source_of(snippets.frozen_iframe(current, figure_id, choice, SITE))
    assert address == f"/embed/{figure_id}/{current.id}{query}"
    assert ask(address).status == 200


@pytest.mark.parametrize(
    "choice", [Choice(("VNM", "IND")), Choice(first=2010), Choice(("VNM",), flow="export"), Choice(basis="mirror")]
)
def test_a_choice_of_which_no_page_is_kept_has_no_frozen_iframe_and_says_which_have(served: Release, choice: Choice):
    with pytest.raises(snippets.NoFrozenPageError, match="without a choice and for one partner"):
        snippets.frozen_iframe(served, "ranking", choice, SITE)


def test_looking_at_the_code_freezes_nothing_yet(unfrozen: Path):
    snippets.frozen_iframe(release.current(), "ranking", Choice(), SITE)
    assert not (unfrozen / "frozen").exists()
