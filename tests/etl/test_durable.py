"""Files that a kill or a full disk leaves whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from etl.durable import append_line, read_json, read_lines, write_json, write_whole
from etl.errors import EtlError


class KilledError(BaseException):
    """Stands for the end of the process at this point."""


def fail(error: BaseException):
    """A function that raises whatever it is called with."""

    def failing(*_: object, **__: object) -> None:
        raise error

    return failing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_written_file_holds_the_new_bytes_and_leaves_no_other_name(tmp_path):
    write_whole(tmp_path / "deep" / "a", b"old")
    write_whole(tmp_path / "deep" / "a", b"new")
    assert (tmp_path / "deep" / "a").read_bytes() == b"new"
    assert names(tmp_path / "deep") == ["a"]


def test_a_kill_before_the_rename_leaves_the_old_bytes_under_the_name(tmp_path, monkeypatch):
    write_whole(tmp_path / "a", b"old")
    monkeypatch.setattr(os, "replace", fail(KilledError()))
    with pytest.raises(KilledError):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_named_and_leaves_the_old_file_alone(tmp_path, monkeypatch, step):
    write_whole(tmp_path / "a", b"old")
    monkeypatch.setattr(os, step, fail(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(EtlError, match=r"a: disk full; nothing half-written was left\. Free space"):
        write_whole(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_another_error_of_the_disk_is_not_called_full(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", fail(PermissionError(errno.EACCES, "Permission denied")))
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "a", b"new")


def test_json_comes_back_as_written_and_no_file_is_an_empty_object(tmp_path):
    write_json(tmp_path / "a.json", {"until": "2026", "name": "Tô Lâm"})
    assert read_json(tmp_path / "a.json") == {"until": "2026", "name": "Tô Lâm"}
    assert read_json(tmp_path / "b.json") == {}


@pytest.mark.parametrize(
    ("content", "cause"), [(b'{"a": ', "not JSON"), (b"\xff", "not JSON"), (b"[1]", "no JSON obj")]
)
def test_damaged_json_names_the_file_to_delete(tmp_path, content, cause):
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(EtlError, match=rf"a\.json: .*{cause}.*Delete this file"):
        read_json(tmp_path / "a.json")


def test_lines_come_back_in_order(tmp_path):
    append_line(tmp_path / "log", {"n": 1})
    append_line(tmp_path / "log", {"n": 2})
    assert read_lines(tmp_path / "log") == [{"n": 1}, {"n": 2}]
    assert read_lines(tmp_path / "none") == []


def test_a_torn_last_line_is_left_out_and_cut_off_by_the_next_one(tmp_path):
    append_line(tmp_path / "log", {"n": 1})
    with (tmp_path / "log").open("ab") as file:
        file.write(b'{"n": 2, "na')
    assert read_lines(tmp_path / "log") == [{"n": 1}]
    append_line(tmp_path / "log", {"n": 3})
    assert (tmp_path / "log").read_bytes() == b'{"n": 1}\n{"n": 3}\n'


def test_a_file_that_is_one_torn_line_begins_anew(tmp_path):
    (tmp_path / "log").write_bytes(b'{"n"')
    append_line(tmp_path / "log", {"n": 1})
    assert (tmp_path / "log").read_bytes() == b'{"n": 1}\n'


def test_a_damaged_whole_line_is_named_by_number(tmp_path):
    (tmp_path / "log").write_bytes(b'{"n": 1}\nrubbish\n{"n": 3}\n')
    with pytest.raises(EtlError, match=r"log: line 2 is not JSON"):
        read_lines(tmp_path / "log")


def test_a_line_that_is_no_object_is_named_by_number(tmp_path):
    (tmp_path / "log").write_bytes(b"7\n")
    with pytest.raises(EtlError, match=r"log: line 1 holds no JSON object"):
        read_lines(tmp_path / "log")


def test_a_disk_that_fills_while_a_line_is_written_leaves_the_lines_before_it(tmp_path, monkeypatch):
    append_line(tmp_path / "log", {"n": 1})
    monkeypatch.setattr(os, "fsync", fail(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(EtlError, match="disk full"):
        append_line(tmp_path / "log", {"n": 2})
    assert (tmp_path / "log").read_bytes() == b'{"n": 1}\n'
