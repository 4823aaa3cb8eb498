"""What is remembered from run to run: sources, turns at hosts, the lock, revisions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from etl.errors import EtlError
from etl.state import GOOD, REVISION_COLUMNS, SourceMemory, State, state_folder, utc_text

REVISION = {
    "release": "r2", "table": "gdp", "source": "world_bank", "key": "VNM/2020", "column": "gdp_usd",
    "old": "346000000000", "new": "346600000000", "on": "2026-11-24",
}  # fmt: skip
HOLD = "import sys; from etl.state import State\nwith State().alone(): print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def state(tmp_path) -> State:
    return State(tmp_path / "var")


def test_the_folder_is_var_beside_datasets_unless_the_environment_moves_it(monkeypatch):
    monkeypatch.delenv("ETL_STATE", raising=False)
    assert state_folder() == Path(__file__).resolve().parents[2] / "var"
    monkeypatch.setenv("ETL_STATE", "/somewhere/else")
    assert state_folder() == Path("/somewhere/else")


def test_a_moment_is_written_in_utc_whatever_its_zone():
    vladivostok = timezone(timedelta(hours=10))
    assert utc_text(datetime(2026, 11, 24, 21, 0, tzinfo=vladivostok)) == "2026-11-24T11:00:00Z"


def test_nothing_is_remembered_of_a_new_source_and_asking_makes_no_folder(state):
    assert state.memory("un_votes") == SourceMemory()
    assert not state.folder.exists()


def test_a_fault_a_block_and_a_success_are_remembered_side_by_side(state):
    known = SourceMemory(last_run=GOOD, last_success="2026-11-24T06:00:00Z", last_error="no answer", vintage="2026-10")
    state.remember("comtrade", known)
    state.block("comtrade", "2026-11-25T00:00:00Z", "quota used")
    assert State(state.folder).memory("comtrade") == replace(
        known, blocked_until="2026-11-25T00:00:00Z", blocked_reason="quota used"
    )


def test_each_source_has_its_own_memory(state):
    state.remember("comtrade", SourceMemory(last_error="x"))
    assert state.memory("un_votes") == SourceMemory()


@pytest.mark.parametrize("content", ["{", "[]", '{"last_success": 5}'])
def test_a_damaged_memory_names_the_file_to_delete(state, content):
    path = state.memory_path("comtrade")
    path.parent.mkdir(parents=True)
    path.write_text(content)
    with pytest.raises(EtlError, match=r"comtrade\.json: .*Delete this file"):
        state.memory("comtrade")


def test_a_field_written_by_a_later_version_is_passed_over(state):
    path = state.memory_path("comtrade")
    path.parent.mkdir(parents=True)
    path.write_text('{"vintage": "v1", "mood": "good"}')
    assert state.memory("comtrade") == SourceMemory(vintage="v1")


def test_turns_at_one_host_stand_the_pace_apart(state):
    waits = [state.reserve_turn("a.org", pace_s=5, now_s=now_s) for now_s in (1000, 1001, 1001, 1030)]
    assert waits == [0, 4, 9, 0]


def test_the_turn_holds_for_a_process_that_comes_later(state):
    state.reserve_turn("a.org", pace_s=5, now_s=1000)
    assert State(state.folder).reserve_turn("a.org", pace_s=5, now_s=1002) == 3


def test_hosts_do_not_wait_for_each_other(state):
    state.reserve_turn("a.org", pace_s=5, now_s=1000)
    assert state.reserve_turn("b.org", pace_s=5, now_s=1000) == 0


def test_a_clock_that_was_set_back_costs_one_turn_and_not_the_difference(state):
    state.reserve_turn("a.org", pace_s=5, now_s=90_000)
    assert state.reserve_turn("a.org", pace_s=5, now_s=1000) == 5


@pytest.mark.parametrize("content", ["{", '{"a.org": "soon"}'])
def test_damaged_turns_name_the_file_to_delete(state, content):
    state.folder.mkdir()
    (state.folder / "hosts.json").write_text(content)
    with pytest.raises(EtlError, match=r"hosts\.json: .*Delete this file"):
        state.reserve_turn("a.org", pace_s=5, now_s=1000)


def test_a_second_refresh_is_refused_at_once_and_names_the_process_that_holds_the_lock(state):
    expected = rf"refresh\.lock: another refresh is running \(process {os.getpid()}\)"
    with state.alone(), pytest.raises(EtlError, match=expected), State(state.folder).alone():
        pass


def test_the_lock_is_free_after_the_block_even_if_it_failed(state):
    with pytest.raises(ZeroDivisionError), state.alone():
        raise ZeroDivisionError
    with state.alone():
        assert (state.folder / "refresh.lock").read_text() == str(os.getpid())


def test_the_lock_ends_with_a_killed_process(state):
    environment = {**os.environ, "ETL_STATE": str(state.folder)}
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(EtlError, match=rf"process {holder.pid}"), state.alone():
            pass
        holder.send_signal(signal.SIGKILL)
    with state.alone():
        pass


def test_revisions_are_written_under_their_header(state):
    assert state.note_revisions([REVISION]) == 1
    assert state.revisions.read_text() == (
        "release,table,source,key,column,old,new,on\n"
        "r2,gdp,world_bank,VNM/2020,gdp_usd,346000000000,346600000000,2026-11-24\n"
    )


def test_a_revision_that_is_there_is_not_written_twice(state):
    other = {**REVISION, "key": 'note "a, b"\nsecond line'}
    state.note_revisions([REVISION])
    assert state.note_revisions([REVISION, other, other]) == 1
    assert state.note_revisions([other, REVISION]) == 0
    assert len(state.revisions.read_text().splitlines()) == 4  # header, one, and one over two lines


def test_without_revisions_no_file_is_written(state):
    assert state.note_revisions([]) == 0
    assert not state.revisions.exists()


def test_the_columns_of_the_log_are_those_of_a_revision():
    assert tuple(REVISION) == REVISION_COLUMNS
