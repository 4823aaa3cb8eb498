"""Frozen figures: the same bytes for ever, what exists, what is said of the rest, nothing half-written."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from string import Template

import pytest
from typer.testing import CliRunner

from dashboard import figures, view
from dashboard import release as releases
from dashboard.__main__ import app
from dashboard.api import page
from dashboard.api.freeze import FreezeError, Frozen, choices, freeze
from dashboard.api.store import Store, StoreError
from etl.archive import open_archive
from etl.publish import publish
from etl.release import Inputs, assemble

from .asking import ask


@pytest.fixture
def old(frozen: Path) -> str:
    """The id of the release that was frozen."""
    return releases.current(frozen).id


def publish_another(datasets: Path) -> str:
    """A release in which Vietnam's figures are others; the first one is removed from disk. Its id."""
    table = next(path for path in (datasets / "archive").rglob("*.csv") if b"VNM,2021," in path.read_bytes())
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if "VNM,2021," not in line), encoding="utf-8")
    return publish(assemble(Inputs(open_archive(datasets / "archive"))), datasets, keep=1).path.name


# What is frozen


def test_there_is_a_page_without_a_choice_and_one_for_each_partner_of_a_figure_they_change():
    assert choices(figures.FIGURES["ranking"], ["CHN", "VNM"]) == ("", "CHN", "VNM")
    assert choices(figures.FIGURES["partner-trade"], ["CHN", "VNM"]) == ("", "CHN", "VNM")
    assert choices(figures.FIGURES["asia-share"], ["CHN", "VNM"]) == ("",)


def test_freezing_says_what_it_made(frozen_once: tuple[Path, Frozen]):
    datasets, done = frozen_once
    partners = len(view.known(releases.load((datasets / "release").resolve())).partners)
    assert done.pages == done.made == 2 * (1 + partners) + 1
    objects = list((datasets / "frozen" / "objects").iterdir())
    assert done.size_bytes == sum(path.stat().st_size for path in objects)


def test_a_frozen_page_shows_the_release_it_is_named_by(frozen: Path, old: str):
    reply = ask(f"/embed/partner-trade/{old}?partner=VNM")
    assert reply.status == 200
    assert "immutable" in reply.headers["cache-control"]
    assert "Vietnam" in reply.text
    assert old in reply.text


def test_light_or_dark_is_the_readers_and_changes_no_byte(frozen: Path, old: str):
    address = f"/embed/ranking/{old}"
    assert ask(f"{address}?mode=dark").content == ask(address).content


# For ever


def test_a_frozen_page_has_the_same_bytes_after_a_new_release(frozen: Path, old: str):
    addresses = [f"/embed/partner-trade/{old}?partner=VNM", f"/embed/ranking/{old}", f"/embed/asia-share/{old}"]
    before = [ask(address).content for address in addresses]
    following = ask("/embed/partner-trade?partner=VNM").content
    new = publish_another(frozen)
    assert not (frozen / "releases" / old).exists()
    freeze(frozen)
    assert [ask(address).content for address in addresses] == before
    assert ask("/embed/partner-trade?partner=VNM").content != following
    assert ask(f"/embed/partner-trade/{new}?partner=VNM").content != before[0]


def test_releases_share_the_objects_that_are_the_same(frozen: Path, old: str):
    new = publish_another(frozen)
    freeze(frozen)
    first, second = Store(frozen).index(old), Store(frozen).index(new)
    assert first.scripts == second.scripts
    assert len(list((frozen / "frozen" / "objects").iterdir())) == len(first.checksums() | second.checksums())


def test_a_second_run_makes_nothing_and_changes_nothing(frozen: Path):
    before = {path: path.stat().st_mtime_ns for path in (frozen / "frozen").rglob("*")}
    assert freeze(frozen).made == 0
    assert {path: path.stat().st_mtime_ns for path in (frozen / "frozen").rglob("*")} == before


def test_newer_code_adds_its_figures_and_leaves_the_rest(frozen: Path, old: str, monkeypatch):
    before = ask(f"/embed/ranking/{old}").content
    reworded = replace(figures.FIGURES["asia-share"], id="new-figure")
    monkeypatch.setattr(figures, "FIGURES", {**figures.FIGURES, "new-figure": reworded})
    monkeypatch.setattr(page, "_STYLE", Template("/* new */"))
    assert freeze(frozen).made == 1
    assert ask(f"/embed/new-figure/{old}").status == 200
    assert ask(f"/embed/ranking/{old}").content == before


def test_several_processes_make_the_same_bytes(frozen: Path, old: str):
    before = Store(frozen).index(old)
    (frozen / "frozen" / f"{old}.json").unlink()
    freeze(frozen, processes=2)
    assert Store(frozen).index(old).pages == before.pages


# What is not there


@pytest.mark.parametrize(
    ("figure", "query", "parameter"),
    [
        ("ranking", "?flow=export", "flow"),
        ("ranking", "?partner=VNM&partner=IND", "partner"),
        ("ranking", "?partner=XXX", "partner"),
        ("asia-share", "?partner=VNM", "partner"),
        ("tiles", "", "figure"),
    ],
)
def test_a_selection_that_was_not_kept_is_a_404_that_says_what_is(
    frozen: Path, old: str, figure: str, query: str, parameter: str
):
    reply = ask(f"/embed/{figure}/{old}{query}")
    assert (reply.status, reply.error["parameter"]) == (404, parameter)
    assert "ranking" in reply.error["message"] or f"/embed/{figure}/{old}" in reply.error["message"]


@pytest.mark.parametrize("name", ["2001-01-01-0000000000", "..", "%2e%2e", "x" * 300])
def test_a_release_that_was_not_frozen_is_a_404_that_says_which_were(frozen: Path, old: str, name: str):
    reply = ask(f"/embed/ranking/{name}")
    assert (reply.status, reply.error["parameter"]) == (404, "release")
    assert old in reply.error["message"]


def test_the_reason_is_a_page_for_a_browser(frozen: Path):
    reply = ask("/embed/ranking/2001-01-01-0000000000", accept="text/html")
    assert reply.status == 404
    assert "No figures of release" in reply.text


def test_frozen_pages_are_given_out_when_there_is_no_release_to_show(frozen: Path, old: str):
    address = f"/embed/ranking/{old}"
    (frozen / "release").unlink()
    assert ask(address).status == 200


# Asked for before `freeze` has run


def test_a_page_of_the_current_release_is_frozen_when_it_is_first_asked_for(unfrozen: Path):
    address = f"/embed/ranking/{releases.current(unfrozen).id}?partner=VNM"
    first = ask(address)
    assert first.status == 200
    publish_another(unfrozen)
    assert ask(address).content == first.content


def test_freezing_later_keeps_a_page_that_was_asked_for_before(unfrozen: Path):
    release_id = releases.current(unfrozen).id
    ask(f"/embed/ranking/{release_id}")
    before = Store(unfrozen).index(release_id)
    freeze(unfrozen)
    assert before.pages["ranking"].items() <= Store(unfrozen).index(release_id).pages["ranking"].items()


def test_where_nothing_can_be_written_the_page_is_given_out_all_the_same(unfrozen: Path, monkeypatch, caplog):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Store, "put", full)
    assert ask(f"/embed/ranking/{releases.current(unfrozen).id}").status == 200
    assert "could not be kept" in caplog.text


# Damage and full disks


def test_a_full_disk_leaves_no_index_and_no_part_of_a_file(frozen: Path, monkeypatch):
    new = publish_another(frozen)
    there = set((frozen / "frozen").rglob("*"))
    left = iter(range(3))

    def full(descriptor: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        freeze(frozen)
    assert Store(frozen).index(new) is None
    added = set((frozen / "frozen").rglob("*")) - there
    assert len(added) == 3
    assert all(Store(frozen).get(path.name) for path in added)
    monkeypatch.undo()


def test_a_damaged_object_is_said_and_not_given_out(frozen: Path, old: str, caplog):
    checksum = Store(frozen).index(old).pages["ranking"][""]
    (frozen / "frozen" / "objects" / checksum).write_bytes(b"broken")
    assert ask(f"/embed/ranking/{old}").status == 500
    assert checksum in caplog.text


def test_a_lost_object_is_made_again_with_the_same_bytes(frozen: Path, old: str):
    checksum = Store(frozen).index(old).pages["ranking"][""]
    (frozen / "frozen" / "objects" / checksum).unlink()
    assert freeze(frozen).made == 1
    assert Store(frozen).has(checksum)


def test_a_lost_object_that_would_have_other_bytes_is_named(frozen: Path, old: str):
    index = frozen / "frozen" / f"{old}.json"
    content = json.loads(index.read_text())
    content["pages"]["ranking"][""] = "0" * 64
    index.write_text(json.dumps(content))
    with pytest.raises(FreezeError, match=r"ranking.*0000"):
        freeze(frozen)


def test_an_index_that_is_none_is_named(frozen: Path, old: str):
    (frozen / "frozen" / f"{old}.json").write_text("[]")
    with pytest.raises(StoreError, match=rf"{old}\.json"):
        freeze(frozen)


# The command


def test_the_command_says_how_many_pages_there_are(frozen: Path, old: str):
    result = CliRunner().invoke(app, ["freeze", "--datasets", str(frozen), "--processes", "1"])
    assert result.exit_code == 0
    assert f"release {old}:" in result.output
    assert "(0 new)" in result.output


def test_the_command_names_a_missing_release(tmp_path: Path):
    result = CliRunner().invoke(app, ["freeze", "--datasets", str(tmp_path)])
    assert result.exit_code == 1
    assert "missing" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "frozen").exists()
