"""How fresh sources are and what changed lately: read beside the release, and shown where a reader meets it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import freshness
from dashboard import release as releases
from dashboard.release import Release, load
from dashboard.selection import Choice

WITHIN = 60  # seconds until a run that hangs is given up
STALE = {"state": "stale since 2026-11-20", "checked": "2026-11-20T04:17:00Z", "error": "world_bank: not JSON."}
FRESH = {"state": "fresh", "checked": "2026-11-24T04:17:00Z", "error": None}


@pytest.fixture
def datasets(small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small datasets that a test may change, served."""
    copy = tmp_path / "datasets"
    shutil.copytree(small_datasets, copy, symlinks=True)
    monkeypatch.setattr(releases, "DATASETS", copy)
    return copy


@pytest.fixture
def release(datasets: Path) -> Release:
    return load((datasets / "release").resolve())


def tell(datasets: Path, **states: dict[str, str | None]) -> None:
    """Write states into release.json as a refresh without news does: one replace."""
    path = datasets / "release" / "release.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    for source, state in states.items():
        facts["sources"][source] |= state
    new = path.with_name("new")
    new.write_text(json.dumps(facts), encoding="utf-8")
    os.utime(new, ns=(0, path.stat().st_mtime_ns + 1_000_000))  # a clock may stand still between two writes
    new.replace(path)


def standing(release: Release, source: str) -> freshness.Standing:
    return next(one for one in freshness.standings(release) if one.source == source)


def shown(page: str, choice: Choice) -> str:
    """All a page says in text and captions."""

    def script(page, choice):
        import importlib

        from dashboard import release

        importlib.import_module(f"dashboard.layout.{page}").show(release.current(), choice)

    at = AppTest.from_function(script, default_timeout=WITHIN, kwargs={"page": page, "choice": choice}).run()
    assert not at.exception
    return " ".join(one.value for one in [*at.markdown, *at.caption, *at.header])


def test_a_source_that_was_never_asked_is_archived(release: Release):
    assert standing(release, "fcs") == freshness.Standing("fcs", "archived", None, None, "2021-12")
    assert not standing(release, "fcs").is_live


def test_a_refresh_without_news_is_seen_while_the_release_stands(datasets: Path, release: Release):
    assert not standing(release, "world_bank").is_live
    tell(datasets, world_bank=STALE)
    found = standing(release, "world_bank")
    assert (found.is_live, found.is_fresh, found.error) == (True, False, "world_bank: not JSON.")
    tell(datasets, world_bank=FRESH)
    assert standing(release, "world_bank").is_fresh


def test_a_release_that_is_no_longer_current_tells_its_own_states(datasets: Path, release: Release):
    tell(datasets, world_bank=STALE)
    path = datasets / "release" / "release.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(facts | {"id": "another"}), encoding="utf-8")
    assert standing(release, "world_bank").state == "archived"


def test_the_last_refresh_is_the_newest_day_any_source_was_asked(datasets: Path, release: Release):
    assert freshness.last_checked(freshness.standings(release)) is None
    tell(datasets, world_bank=STALE, un_votes=FRESH)
    assert freshness.last_checked(freshness.standings(release)) == "2026-11-24T04:17:00Z"


def test_the_newest_paragraphs_of_the_change_log_come_first_and_no_more_than_asked(datasets: Path):
    assert freshness.last_changes(2) == ()
    (datasets / "CHANGELOG.md").write_text("# Title\n\n## c\n\n- one\n\n## b\n\n- two\n\n## a\n", encoding="utf-8")
    assert freshness.last_changes(2) == ("## c\n\n- one", "## b\n\n- two")


def test_the_data_page_says_when_sources_were_asked_and_which_are_not_fresh(datasets: Path):
    assert "No live source has been asked yet" in shown("data", Choice(section="ages"))
    tell(datasets, world_bank=STALE, un_votes=FRESH)
    words = shown("data", Choice(section="ages"))
    assert "last asked on 2026-11-24" in words
    assert "their last good rows stand: world_bank." in words


def test_the_data_page_shows_what_changed(datasets: Path):
    assert "No release before this one" in shown("data", Choice(section="changes"))
    (datasets / "CHANGELOG.md").write_text("# Title\n\n## 2026-11-24-0123456789\n\n- gdp: 3 rows revised\n", "utf-8")
    assert "gdp: 3 rows revised" in shown("data", Choice(section="changes"))


def test_the_sidebar_names_a_source_that_is_not_fresh(datasets: Path):
    app = Path(releases.__file__).parent / "app.py"
    tell(datasets, world_bank=STALE, un_votes=FRESH)
    at = AppTest.from_file(str(app), default_timeout=WITHIN).run()
    (words,) = [one.value for one in at.sidebar.caption if "Not fresh" in one.value]
    assert "world_bank" in words
    assert "un_votes" not in words


def test_what_a_list_says_otherwise_stands_on_the_page_of_visits(datasets: Path, monkeypatch: pytest.MonkeyPatch):
    assert "Where lists and our coding differ" not in shown("visits", Choice())
    current = releases.current()
    row = dict.fromkeys(current.tables["visit_conflicts"].columns, "x")
    with_conflict = Release(
        id=current.id,
        time=current.time,
        tables={**current.tables, "visit_conflicts": pd.DataFrame([row])},
        package=current.package,
        facts=current.facts,
    )
    monkeypatch.setattr(releases, "current", lambda: with_conflict)
    assert "Where lists and our coding differ" in shown("visits", Choice())
