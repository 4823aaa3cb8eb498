"""Raw answers: kept once, read back whole, never lost while the last good run stands on them."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.errors import EtlError, SourceFault
from etl.snapshot import SnapshotStore, keep_days, without_keys
from etl.source import Answer

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
OLD, NEW = "2026-01-01T00:00:00Z", "2026-11-20T00:00:00Z"


def answer(name: str = "A/2020", content: bytes = b"figures", retrieved: str = NEW, **changed) -> Answer:
    made = Answer(
        name=name,
        url=f"https://a.org/{name}",
        status=200,
        headers={"content-type": "text/csv", "etag": '"1"', "date": "Fri, 20 Nov 2026 00:00:00 GMT"},
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        retrieved=retrieved,
    )
    return replace(made, **changed)


@pytest.fixture
def store(tmp_path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "snapshots", "un_votes")


def lines(store: SnapshotStore, name: str) -> list[dict]:
    return [json.loads(line) for line in (store.root / name).read_text().splitlines()]


def contents(store: SnapshotStore) -> list[str]:
    return sorted(path.name for path in (store.root / "content").iterdir())


def test_an_answer_is_logged_with_all_that_is_known_of_it_but_its_bytes(store):
    store.keep(answer(content=b"figures"))
    assert lines(store, "log.jsonl") == [
        {
            "time": NEW,
            "name": "A/2020",
            "url": "https://a.org/A/2020",
            "status": 200,
            "headers": {"content-type": "text/csv", "etag": '"1"', "date": "Fri, 20 Nov 2026 00:00:00 GMT"},
            "sha256": hashlib.sha256(b"figures").hexdigest(),
            "retrieved": NEW,
            "bytes": 7,
        }
    ]


def test_the_same_bytes_are_stored_once_and_logged_twice(store):
    store.keep(answer("A/2020"))
    store.keep(answer("A/2021"))
    assert contents(store) == [f"{hashlib.sha256(b'figures').hexdigest()}.gz"]
    assert [line["name"] for line in lines(store, "log.jsonl")] == ["A/2020", "A/2021"]


def test_the_same_bytes_make_the_same_file_on_any_day(store, tmp_path):
    other = SnapshotStore(tmp_path / "elsewhere", "un_votes")
    store.keep(answer(retrieved=OLD))
    other.keep(answer(retrieved=NEW))
    name = contents(store)[0]
    assert (store.root / "content" / name).read_bytes() == (other.root / "content" / name).read_bytes()


def test_a_request_without_an_answer_is_logged_with_its_cause(store):
    store.keep_failure("A/2020", "https://a.org/x?subscription-key=s3cret", NEW, "time-out")
    assert lines(store, "log.jsonl") == [
        {"time": NEW, "name": "A/2020", "url": "https://a.org/x?subscription-key=redacted", "cause": "time-out"}
    ]


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.org/x?a=1&b=%7C", "https://a.org/x?a=1&b=%7C"),
        ("https://a.org/x?a=1&apiKey=s", "https://a.org/x?a=1&apiKey=redacted"),
        ("https://s3.org/f?X-Amz-Signature=s&X-Amz-Date=d", "https://s3.org/f?X-Amz-Signature=redacted&X-Amz-Date=d"),
        ("https://me:pass@a.org:8080/x", "https://a.org:8080/x"),
    ],
)
def test_addresses_are_written_without_secrets(url, written):
    assert without_keys(url) == written


def test_no_good_run_has_no_answers(store):
    assert store.last_good() == []


def test_the_last_good_run_comes_back_byte_for_byte_in_its_order(store):
    run = [answer("b", b"\x00\xff"), answer("a", b"figures"), answer("c", b"", status=204)]
    assert store.remember_good(run)
    assert SnapshotStore(store.root.parent, "un_votes").last_good() == run


def test_a_later_good_run_replaces_the_one_before(store):
    store.remember_good([answer(content=b"one"), answer("gone")])
    store.remember_good([answer(content=b"two")])
    assert [good.content for good in store.last_good()] == [b"two"]


def test_a_good_run_with_nothing_new_is_not_written_again(store):
    store.remember_good([answer(retrieved=OLD)])
    later = answer(retrieved=NEW)
    later = replace(later, headers={**later.headers, "date": "Tue, 24 Nov 2026 11:00:00 GMT"})
    assert not store.remember_good([later])
    assert [good.retrieved for good in store.last_good()] == [OLD]


def test_a_new_etag_is_something_new(store):
    store.remember_good([answer()])
    assert store.remember_good([replace(answer(), headers={"content-type": "text/csv", "etag": '"2"'})])
    assert store.last_good()[0].headers["etag"] == '"2"'


def test_a_torn_line_of_a_killed_run_leaves_the_good_run_before_it(store):
    store.remember_good([answer(content=b"one")])
    with (store.root / "good.jsonl").open("a") as file:
        file.write('{"time": "2026-11-2')
    assert [good.content for good in store.last_good()] == [b"one"]
    store.remember_good([answer(content=b"two")])
    assert len(lines(store, "good.jsonl")) == 2


@pytest.mark.parametrize("damage", ["missing", "cut", "not gzip", "other bytes"])
def test_a_damaged_snapshot_names_the_file_and_is_mended_by_the_next_online_answer(store, damage):
    store.remember_good([answer(content=b"figures" * 50)])
    path = store.root / "content" / contents(store)[0]
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    elif damage == "not gzip":
        path.write_bytes(b"rubbish")
    else:
        other = SnapshotStore(store.root.parent, "other")
        other.keep(answer(content=b"other"))
        (other.root / "content" / contents(other)[0]).replace(path)
    with pytest.raises(EtlError, match=rf"un_votes: A/2020: snapshot .*{path.name} is missing or damaged\. Refresh"):
        store.last_good()
    store.keep(answer(content=b"figures" * 50))
    assert store.last_good()[0].content == b"figures" * 50


def test_a_kill_while_content_is_written_leaves_nothing_under_its_final_name(store, monkeypatch):
    class KilledError(BaseException):
        pass

    def killed(*_):
        raise KilledError

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KilledError):
        store.keep(answer())
    assert contents(store) == []
    assert not (store.root / "log.jsonl").exists()


def test_a_full_disk_is_the_fault_of_this_source_and_leaves_nothing_half_written(store, monkeypatch):
    store.remember_good([answer(content=b"one")])
    before = {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()}

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceFault, match=r"^un_votes: A/2020: .*disk full"):
        store.keep(answer(content=b"two"))
    with pytest.raises(SourceFault, match=r"^un_votes: .*disk full"):
        store.remember_good([])
    assert {path: path.read_bytes() for path in store.root.rglob("*") if path.is_file()} == before


def test_pruning_deletes_what_only_old_lines_name(store):
    store.keep(answer("old", b"old", OLD))
    store.keep(answer("seen again", b"seen again", OLD))
    store.keep(answer("seen again", b"seen again", NEW))
    assert store.prune(90, NOW) == 1
    assert contents(store) == [f"{hashlib.sha256(b'seen again').hexdigest()}.gz"]
    assert [line["time"] for line in lines(store, "log.jsonl")] == [NEW]


def test_pruning_never_touches_the_last_good_run_however_old(store):
    store.remember_good([answer("before", b"before", OLD)])
    run = [answer("a", b"a", OLD), answer("b", b"b", OLD)]
    store.remember_good(run)
    assert store.prune(90, NOW) == 1
    assert store.last_good() == run
    assert len(lines(store, "good.jsonl")) == 1


def test_pruning_removes_what_a_kill_left_behind(store):
    store.keep(answer())
    (store.root / "content" / ".new-abc.gz").write_bytes(b"half")
    assert store.prune(90, NOW) == 0
    assert contents(store) == [f"{hashlib.sha256(b'figures').hexdigest()}.gz"]


def test_pruning_a_source_that_was_never_asked_does_nothing(store):
    assert store.prune(90, NOW) == 0
    assert not store.root.exists()


def test_snapshots_are_kept_for_90_days_unless_the_environment_says_otherwise(monkeypatch):
    monkeypatch.delenv("ETL_KEEP_SNAPSHOTS_DAYS", raising=False)
    assert keep_days() == 90
    monkeypatch.setenv("ETL_KEEP_SNAPSHOTS_DAYS", "7")
    assert keep_days() == 7


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "a week"])
def test_a_bad_number_of_days_names_the_variable(monkeypatch, value):
    monkeypatch.setenv("ETL_KEEP_SNAPSHOTS_DAYS", value)
    with pytest.raises(EtlError, match=r"ETL_KEEP_SNAPSHOTS_DAYS is .*whole number"):
        keep_days()
