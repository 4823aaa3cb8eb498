"""The folder of releases: held ones, going back, a full disk, what a kill leaves, and readers meanwhile."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from dashboard import freshness
from dashboard import release as reading
from etl import publish as publishing
from etl.errors import ReleaseError
from etl.publish import before_current, folder_of, held, hold, publish, release_held, roll_back
from etl.release import Content
from tests.etl.refreshing import files, forked

FIRST, SECOND, THIRD = "2026-01-01-aaaaaaaaaa", "2026-02-01-bbbbbbbbbb", "2026-03-01-cccccccccc"


def content(release_id, **more):
    texts = {"datapackage.json": f'{{"id": "{release_id}"}}\n', "gdp.csv": f"iso3\n{release_id}\n", **more}
    return Content(id=release_id, files={name: text.encode() for name, text in texts.items()}, keys={})


@pytest.fixture
def datasets(tmp_path):
    return tmp_path / "datasets"


def current(datasets):
    return (datasets / "release").readlink().name


def kept(datasets):
    return sorted(path.name for path in (datasets / "releases").iterdir())


def publish_all(datasets, *ids, keep=10):
    for number, one in enumerate(ids):
        published = publish(content(one), datasets, keep)
        # Published one after the other, however quick the test is.
        os.utime(published.path / "datapackage.json", (number, number))


# Waiting


def test_a_held_release_stands_where_no_reader_looks(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    assert (current(datasets), held(datasets)) == (FIRST, (SECOND,))
    assert kept(datasets) == [f".held-{SECOND}", FIRST]


def test_only_the_newest_release_waits(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    hold(content(THIRD), datasets)
    assert held(datasets) == (THIRD,)


def test_a_held_release_is_published_whole_and_waits_no_more(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    release_held(SECOND, datasets, keep=10)
    assert (current(datasets), held(datasets)) == (SECOND, ())
    assert files(datasets / "release") == content(SECOND).files


def test_a_held_release_that_is_kept_already_is_only_pointed_to(datasets):
    publish_all(datasets, SECOND, FIRST)
    hold(content(SECOND), datasets)
    release_held(SECOND, datasets, keep=10)
    assert (current(datasets), held(datasets), kept(datasets)) == (SECOND, (), [FIRST, SECOND])


def test_publishing_a_held_release_keeps_no_more_than_asked(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    assert release_held(SECOND, datasets, keep=1).removed == (FIRST,)


def test_a_release_that_does_not_wait_is_named_with_those_that_do(datasets):
    publish_all(datasets, FIRST)
    with pytest.raises(ReleaseError, match=rf"No release {THIRD} waits for publishing\. None waits\."):
        release_held(THIRD, datasets, keep=10)
    hold(content(SECOND), datasets)
    with pytest.raises(ReleaseError, match=rf"These wait: {SECOND}\."):
        release_held(THIRD, datasets, keep=10)


# Going back


def test_back_to_the_release_before(datasets):
    publish_all(datasets, FIRST, SECOND)
    assert roll_back(datasets) == (SECOND, FIRST)
    assert current(datasets) == FIRST
    assert kept(datasets) == [FIRST, SECOND]


def test_back_and_back_again(datasets):
    publish_all(datasets, FIRST, SECOND, THIRD)
    roll_back(datasets)
    assert roll_back(datasets) == (SECOND, FIRST)


def test_to_a_release_by_its_id_forward_too(datasets):
    publish_all(datasets, FIRST, SECOND, THIRD)
    roll_back(datasets, FIRST)
    assert roll_back(datasets, THIRD) == (FIRST, THIRD)


def test_releases_of_one_day_stand_in_the_order_of_their_publishing(datasets):
    publish_all(datasets, "2026-01-01-ffffffffff", "2026-01-01-0000000000")
    assert before_current(datasets) == "2026-01-01-ffffffffff"


def test_with_none_before_it_says_so_and_what_is_kept(datasets):
    publish_all(datasets, FIRST)
    with pytest.raises(ReleaseError, match=rf"No release before {FIRST} is kept here; .*releases holds {FIRST}\."):
        roll_back(datasets)


def test_an_id_that_is_not_kept_is_named(datasets):
    publish_all(datasets, FIRST)
    with pytest.raises(ReleaseError, match=rf"No release {THIRD} is kept here; .*releases holds {FIRST}\."):
        roll_back(datasets, THIRD)


def test_a_release_that_waits_can_not_be_gone_back_to(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    with pytest.raises(ReleaseError, match=f"No release {SECOND} is kept here"):
        roll_back(datasets, SECOND)


def test_the_folder_of_a_held_release_is_found_too(datasets):
    publish_all(datasets, FIRST)
    hold(content(SECOND), datasets)
    assert folder_of(SECOND, datasets).name == f".held-{SECOND}"


# A full disk


@pytest.fixture
def full_disk(monkeypatch):
    """From the second file of a release on the disk is full."""
    written = []
    original = Path.write_bytes

    def write(self, data):
        written.append(self)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return original(self, data)

    return lambda: monkeypatch.setattr(Path, "write_bytes", write)


@pytest.mark.parametrize("put", [lambda new, datasets: publish(new, datasets, 10), hold], ids=["publish", "hold"])
def test_a_full_disk_is_named_and_leaves_the_old_release_and_nothing_else(datasets, full_disk, put):
    publish_all(datasets, FIRST)
    before = files(datasets)
    full_disk()
    with pytest.raises(ReleaseError, match=r"datasets: disk full, nothing was published and the current release stays"):
        put(content(SECOND), datasets)
    assert files(datasets) == before
    assert kept(datasets) == [FIRST]


def test_another_error_of_the_disk_is_not_called_a_full_one(datasets, monkeypatch):
    publish_all(datasets, FIRST)

    def refuse(self, data):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(PermissionError):
        publish(content(SECOND), datasets, 10)


# What a kill leaves


def test_a_kill_while_an_old_release_is_deleted_leaves_no_part_of_it_under_its_name(datasets, monkeypatch):
    publish_all(datasets, FIRST)

    def die(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", die)
    with pytest.raises(KeyboardInterrupt):
        publish(content(SECOND), datasets, keep=1)
    monkeypatch.undo()
    assert current(datasets) == SECOND
    assert not (datasets / "releases" / FIRST).exists()
    publish(content(SECOND), datasets, keep=1)
    assert kept(datasets) == [SECOND]


def test_a_kill_before_the_link_is_swapped_leaves_the_held_release_reachable(datasets, monkeypatch):
    publish_all(datasets, SECOND, FIRST)
    hold(content(SECOND), datasets)

    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "_point", die)
    with pytest.raises(KeyboardInterrupt):
        release_held(SECOND, datasets, keep=10)
    monkeypatch.undo()
    release_held(SECOND, datasets, keep=10)
    assert current(datasets) == SECOND


# Readers meanwhile


def other_than(small):
    """The small release with another id, and with its time as the only other difference."""
    other_id = f"2025-01-01-{small.id[-10:]}"
    described = {name: small.files[name].replace(small.id.encode(), other_id.encode()) for name in small.files}
    described["release.json"] = described["release.json"].replace(b'"time": "2024-12-31"', b'"time": "2025-01-01"')
    return Content(id=other_id, files=described, keys=small.keys)


def test_readers_take_a_new_release_without_a_restart(datasets, small):
    publish(small, datasets, 10)
    assert reading.current(datasets).id == small.id
    new = other_than(small)
    publish(new, datasets, 10)
    assert reading.current(datasets).id == new.id
    roll_back(datasets)
    assert reading.current(datasets).id == small.id


def test_a_release_that_is_only_held_is_not_read(datasets, small):
    publish(small, datasets, 10)
    hold(other_than(small), datasets)
    assert reading.current(datasets).id == small.id


def test_readers_see_when_a_source_was_asked_though_the_release_stays(refreshed):
    held_in_memory = reading.current(refreshed.datasets)
    assert freshness.last_checked(freshness.standings(held_in_memory, refreshed.datasets)) == "2026-11-24T11:00:00Z"
    refreshed.refresh("un_votes")
    assert reading.current(refreshed.datasets) is held_in_memory
    assert freshness.last_checked(freshness.standings(held_in_memory, refreshed.datasets)) == "2026-11-25T11:00:00Z"


def test_readers_never_mix_two_releases_while_another_process_publishes(datasets, small):
    both = {one.id: one for one in (small, other_than(small))}
    times = {small.id: "2024-12-31", other_than(small).id: "2025-01-01"}

    def publish_in_turn():
        for _ in range(150):
            for one in both.values():
                publish(one, datasets, 2)

    publish(small, datasets, 2)
    child = forked(publish_in_turn)
    seen = set()
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        release = reading.current(datasets)
        seen.add(release.id)
        assert (release.package["id"], release.time) == (release.id, times[release.id])
    assert seen == set(both)


def test_two_processes_that_publish_at_once_leave_one_of_both_whole(datasets, small):
    both = (small, other_than(small))
    publish(small, datasets, 1)

    def publish_often(one):
        for _ in range(20):
            publish(one, datasets, 1)

    children = [forked(lambda one=one: publish_often(one)) for one in both]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    (last,) = (one for one in both if one.id == current(datasets))
    assert files(datasets / "releases") == {f"{last.id}/{name}": data for name, data in last.files.items()}
