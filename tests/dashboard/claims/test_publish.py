import json
from pathlib import Path

import pytest

from dashboard.claims import publish
from dashboard.release import Release
from tests.dashboard.claims.entries import entry

A, B = "2026-01-01-aaaaaaaaaa", "2026-02-01-bbbbbbbbbb"


def made(release_id):
    return Release(id=release_id, time="2026-11-24", tables={}, package={}, facts={})


@pytest.fixture
def datasets(tmp_path):
    """A folder of datasets with two releases."""
    for name in (A, B):
        (tmp_path / "releases" / name).mkdir(parents=True)
    return tmp_path


def write(datasets, release_id, verdict="mixed", value=-0.5):
    return publish.write(made(release_id), [entry(verdict=verdict, value=value, release=release_id)], datasets)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_ledger_is_three_files_beside_the_releases(datasets):
    folder = write(datasets, A).folder
    assert folder == datasets / "claims" / A
    assert sorted(path.name for path in folder.iterdir()) == ["claimreview.json", "claims.csv", "claims.json"]
    assert json.loads((folder / "claims.json").read_text())[0]["id"] == "forums-fade"
    assert not list((datasets / "releases" / A).iterdir())


def test_the_first_ledger_changes_nothing(datasets):
    assert write(datasets, A).changes == ()
    assert publish.read_changes(datasets) == ()
    assert not (datasets / "CHANGELOG.md").exists()


def test_a_verdict_that_changed_is_told_in_the_changelog_and_the_table(datasets):
    write(datasets, A)
    changed = write(datasets, B, "supported", -1.0).changes
    assert [(one.verdict_before, one.verdict_after) for one in changed] == [("mixed", "supported")]
    assert publish.read_changes(datasets) == changed
    text = (datasets / "CHANGELOG.md").read_text()
    assert f"## {B}\n\nVerdict changed: forums-fade: mixed -> supported (headline -0.5 ranks -> -1 ranks)" in text


def test_writing_twice_adds_nothing(datasets):
    write(datasets, A)
    write(datasets, B, "supported", -1.0)
    once = files(datasets)
    assert write(datasets, B, "supported", -1.0).changes == ()
    assert files(datasets) == once


def test_a_run_cut_short_before_its_end_is_made_good_by_the_next(datasets):
    write(datasets, A)
    latest = (datasets / "claims" / "latest.json").read_text()
    write(datasets, B, "supported", -1.0)
    whole = files(datasets)
    (datasets / "claims" / "latest.json").write_text(latest)
    write(datasets, B, "supported", -1.0)
    assert files(datasets) == whole


def test_a_file_that_can_not_be_moved_in_place_leaves_the_old_one_whole(datasets, monkeypatch):
    write(datasets, A)
    before = files(datasets)

    def full(self, target):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"no space left.*claims\.json"):
        write(datasets, A, "supported")
    assert files(datasets) == before


def test_what_a_killed_run_left_beside_its_files_is_swept_away(datasets):
    write(datasets, A)
    before = files(datasets)
    for name in (
        f"claims/{A}/.claims.json-x1",
        f"claims/{A}/.claims.csv-x1",
        "claims/.latest.json-x1",
        ".CHANGELOG.md-x1",
    ):
        (datasets / name).write_text("half")
    write(datasets, A)
    assert files(datasets) == before


def test_ledgers_of_releases_that_are_gone_are_removed(datasets):
    write(datasets, A)
    (datasets / "releases" / A).rmdir()
    assert write(datasets, B).removed == (A,)
    assert not (datasets / "claims" / A).exists()


def test_the_change_of_a_release_that_is_gone_stays_known(datasets):
    write(datasets, A)
    (datasets / "releases" / A).rmdir()
    assert len(write(datasets, B, "supported").changes) == 1
    assert len(publish.read_changes(datasets)) == 1


@pytest.mark.parametrize("content", ["{", "3", "[3]", '[{"id": "forums-fade"}]'])
def test_a_last_ledger_that_is_none_is_named(datasets, content):
    (datasets / "claims").mkdir()
    (datasets / "claims" / "latest.json").write_text(content)
    with pytest.raises(publish.LedgerError, match=r"latest\.json"):
        write(datasets, A)


def test_a_table_of_changes_that_is_none_is_named(datasets):
    (datasets / "claims").mkdir()
    (datasets / "claims" / "changes.csv").write_text("a,b\n")
    with pytest.raises(publish.LedgerError, match=r"changes\.csv.*columns"):
        publish.read_changes(datasets)
