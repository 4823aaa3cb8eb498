"""Every fault of the table: nothing wrong is published, the last good rows stay, the alert names source and cause."""

from __future__ import annotations

import csv
import io
import re

import pytest

from etl.live import WITHDRAWN
from etl.refresh import Summary
from tests.etl.faults.bench import MENDED, NOW, Bench, Benches
from tests.etl.faults.kinds import KINDS, Case, cases
from tests.etl.faults.sites import SITES

CASES = cases()
LEAST = 200
STALE = "stale since 2026-11-23"
STAYS = ("stale", "ended")
RECOVERING = list({case.kind: case for case in reversed(CASES) if case.outcome in STAYS}.values())


@pytest.fixture(scope="session")
def benches(tmp_path_factory):
    return Benches(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def open_bench(benches, tmp_path):
    return lambda source: benches.bench(source, tmp_path / source)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_fault(case, benches, open_bench):
    expected = benches.renewed(case.source)
    with open_bench(case.source) as bench:
        before, good = bench.published(), bench.good_answers()
        case.put_in(bench)
        ended = bench.refresh()
        if case.outcome in {"fresh", "withdrawn"}:
            assert_fresh(case, bench, ended)
            same = bench.published() == expected
            assert same if case.outcome == "fresh" else only_withdrawn(bench.published(), expected)
        else:
            assert bench.published() == before
            assert bench.good_answers() == good or case.outcome == "held"
            assert ended.code == 2
            assert_alert(case, bench)
            OUTCOMES[case.outcome](case, bench, ended)


def assert_fresh(case: Case, bench: Bench, ended: Summary) -> None:
    """The refresh ends well and tells nobody; the notes of the source say what a person should know."""
    (gathered,) = ended.sources
    assert (gathered.fault, ended.code, ended.outcome) == ("", 0, "published")
    assert bench.state()["state"] == "fresh"
    assert bench.receiver.texts == []
    assert re.search(case.says, " ".join([*gathered.notes, *ended.said]))


def only_withdrawn(now: dict[str, bytes], expected: dict[str, bytes]) -> bool:
    """Whether the tables differ in days of withdrawal only, and in some of them."""
    return now != expected and all(
        without_days(now[name]) == without_days(old) for name, old in tables(expected).items()
    )


def without_days(table: bytes) -> list[dict[str, str]]:
    return [row | {WITHDRAWN: ""} for row in csv.DictReader(io.StringIO(table.decode()))]


def assert_alert(case: Case, bench: Bench) -> None:
    """One alert, which names the source and the cause."""
    (text,) = bench.receiver.texts
    assert text.startswith("Refresh: nothing published")
    assert case.source in text
    assert re.search(case.says, text), text


def assert_stale(case: Case, bench: Bench, ended: Summary) -> None:
    """The release says since when the source is stale, and why."""
    (gathered,) = ended.sources
    assert re.search(case.says, gathered.fault)
    assert (bench.state()["state"], bench.state()["error"]) == (STALE, gathered.fault)
    assert bench.state()["checked"] == "2026-11-23T11:00:00Z"


def assert_ended(case: Case, bench: Bench, ended: Summary) -> None:
    """Stale, and the next refresh does not ask at all."""
    assert_stale(case, bench, ended)
    asked = len(bench.server.requests)
    again = bench.refresh()
    assert len(bench.server.requests) == asked
    assert "not asked before" in again.sources[0].fault
    assert bench.state()["state"] == STALE


def assert_refused(case: Case, bench: Bench, ended: Summary) -> None:
    """The release cannot be written: it stays as it was, what it says of the source too."""
    assert ended.outcome == "refused"
    assert_untouched(case, bench, ended)


def assert_held(case: Case, bench: Bench, ended: Summary) -> None:
    """No fault that a machine can see, but too much is new: the release waits for a person."""
    assert ended.outcome == "held"
    assert_untouched(case, bench, ended)


def assert_untouched(case: Case, bench: Bench, ended: Summary) -> None:
    """What the release says of the source is what it said before."""
    assert bench.state()["state"] == "fresh"
    assert bench.state()["checked"] == "2026-11-23T11:00:00Z"


OUTCOMES = {"stale": assert_stale, "ended": assert_ended, "refused": assert_refused, "held": assert_held}


@pytest.mark.parametrize("case", RECOVERING, ids=[case.name for case in RECOVERING])
def test_with_the_fault_gone_the_next_refresh_is_fresh_again(case, benches, open_bench):
    with open_bench(case.source) as bench:
        case.put_in(bench)
        assert bench.refresh(NOW).code == 2
        bench.mend()
        assert bench.refresh(MENDED).code == 0
        assert bench.state()["state"] == "fresh"
        assert tables(bench.published()) == tables(benches.renewed(case.source))


def tables(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(".csv") and "/" not in name}


def test_of_many_findings_the_first_six_are_told_and_the_others_counted(open_bench):
    (case,) = [case for case in CASES if case.name == "imf_imts_years_one_late"]
    with open_bench(case.source) as bench:
        case.put_in(bench)
        *told, last = bench.refresh().sources[0].fault.splitlines()
    assert len(told) == 6
    assert re.fullmatch(r"\d+ more findings\.", last)


def test_the_table_holds_at_least_200_faults_of_all_sources_and_kinds():
    assert len(CASES) >= LEAST
    assert len({case.name for case in CASES}) == len(CASES)
    assert {case.source for case in CASES} == set(SITES)
    assert {case.kind for case in CASES} == set(KINDS)
