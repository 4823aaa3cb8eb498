"""What is said of a refresh: the table, the words under it, JSON, how the sources stand."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from etl import report
from etl.diff import compared
from etl.gather import Gathered
from etl.refresh import Summary
from etl.state import SourceMemory, State
from tests.etl.test_diff import CHINA, INDIA, gdp

GOOD = Gathered("world_bank", counts={"added": 1, "revised": 2, "withdrawn": 3, "returned": 4}, notes=("a note",))
BAD = Gathered("un_votes", fault="un_votes: listing: status 404.")
NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
SOURCE = {"state": "fresh", "checked": "2026-11-23T10:00:00Z", "error": None, "newest": "2025"}


def summary(outcome="published", **more):
    difference = compared(gdp(CHINA, release_id="old"), gdp(CHINA, INDIA, release_id="new"))
    facts = {"requests": {"world_bank": 4}, "difference": difference, "said": ("more to say",), **more}
    return Summary(1, "old", "new", outcome, (GOOD, BAD), **facts)


def test_the_table_has_a_row_a_source_with_requests_and_counts():
    assert report.rows(summary()) == [
        ("world_bank", "fresh", "4", "1", "2", "3"),
        ("un_votes", "stale", "0", "0", "0", "0"),
    ]
    assert len(report.HEADS) == 6


def test_under_it_stand_faults_notes_changes_and_the_end():
    assert report.words(summary()) == [
        "a note",
        "un_votes: listing: status 404.",
        "gdp: 1 row added, IND, 2024",
        "    iso3=IND year=2024",
        "more to say",
        "release new: published, after old",
    ]


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        ("unchanged", "release new: nothing new"),
        ("held", "release new waits. Publish it with: python -m etl publish new"),
        ("dry run", "release new would be made; nothing was published"),
        ("refused", "nothing was published; release old stays"),
    ],
)
def test_the_last_line_says_how_it_ended(outcome, end):
    assert report.words(summary(outcome))[-1] == end


def test_for_machines_the_same_as_json():
    told = report.as_json(summary())
    assert json.loads(json.dumps(told)) == {
        "code": 1,
        "outcome": "published",
        "previous": "old",
        "release": "new",
        "sources": [
            {
                "source": "world_bank",
                "state": "fresh",
                "fault": None,
                "requests": 4,
                "added": 1,
                "revised": 2,
                "withdrawn": 3,
                "returned": 4,
                "notes": ["a note"],
            },
            {
                "source": "un_votes",
                "state": "stale",
                "fault": "un_votes: listing: status 404.",
                "requests": 0,
                "added": 0,
                "revised": 0,
                "withdrawn": 0,
                "returned": 0,
                "notes": [],
            },
        ],
        "changes": {"gdp": {"added": 1, "gone": 0, "revised": 0}},
        "said": ["more to say"],
    }


def test_without_a_new_release_there_are_no_changes():
    assert report.as_json(summary("refused", difference=None))["changes"] == {}


# How sources stand


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("ETL_STATE", str(tmp_path))
    return State()


def status(now=NOW, **sources):
    return [dict(zip(report.STATUS_HEADS, row, strict=True)) for row in report.status_rows(sources, now)]


def test_a_fresh_source_is_told_with_its_age_and_cadence(state):
    assert status(wikipedia_trips=SOURCE) == [
        {
            "source": "wikipedia_trips",
            "state": "fresh",
            "newest": "2025",
            "last success": "2026-11-23T10:00:00Z",
            "age": "1 d",
            "cadence": "7 d",
            "last error": "",
        }
    ]


@pytest.mark.parametrize(("day", "age"), [(30, "7 d"), (1, "8 d, late")])
def test_a_source_older_than_its_cadence_is_late(state, day, age):
    month = 11 if day == 30 else 12
    (row,) = status(datetime(2026, month, day, 11, tzinfo=UTC), wikipedia_trips=SOURCE)
    assert row["age"] == age


def test_a_stale_source_is_told_with_its_error(state):
    stale = SOURCE | {"state": "stale since 2026-11-23", "error": "un_votes: listing: status 404."}
    (row,) = status(un_votes=stale)
    assert (row["state"], row["last error"]) == ("stale since 2026-11-23", "un_votes: listing: status 404.")


def test_a_fresh_source_shows_the_last_error_that_is_remembered(state):
    state.remember("un_votes", SourceMemory(last_run="good", last_error="un_votes: listing: status 500."))
    assert status(un_votes=SOURCE)[0]["last error"] == "un_votes: listing: status 500."


def test_a_live_source_that_was_never_asked_has_no_age(state):
    (row,) = status(un_votes=SOURCE | {"state": "archived", "checked": None})
    assert (row["state"], row["last success"], row["age"]) == ("archived", "", "")


def test_a_source_of_the_archive_has_no_cadence(state):
    (row,) = status(fcs=SOURCE | {"state": "archived", "checked": None})
    assert (row["state"], row["cadence"], row["last error"]) == ("archived", "", "")


# Progress


def console(*, terminal):
    return Console(file=StringIO(), force_terminal=terminal, width=100)


def follow(screen):
    with report.Bars(screen) as bars:
        bars.source("un_votes")
        bars.asked("un_votes", "listing")
        bars.ended(BAD)
    return screen.file.getvalue()


def test_on_a_terminal_each_source_has_a_line_with_how_it_ended():
    assert "un_votes: stale, 1 asked" in follow(console(terminal=True))


def test_off_a_terminal_nothing_is_drawn():
    assert "un_votes" not in follow(console(terminal=False))
