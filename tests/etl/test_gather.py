"""One source in one run: what its answer becomes, and that its fault is told and not raised."""

from datetime import date

import pandas as pd
import pytest

from etl.archive import open_archive
from etl.errors import SourceFault
from etl.gather import Standing, gather
from etl.live import Live
from etl.release import Inputs, archived
from etl.source import Answer, Parsed, Plan, Source
from etl.table import typed
from etl.tables import places, sources

COLUMNS = ["iso3", "year", "gdp_usd", "source"]
PLAN = Plan(partners=("CHN", "IND"), places=pd.DataFrame(), since=2020, today=date(2026, 11, 24))
# The archive of `before_refresh` has China's 10,000 bn of 2005 and 2016.
BEFORE = [("CHN", "2023", "10000000000000"), ("CHN", "2024", "10300000000000"), ("IND", "2024", "2060000000000")]


def frame(rows):
    return pd.DataFrame([(*row, "world_bank") for row in rows], columns=COLUMNS, dtype="str")


def answer(day="2026-11-24", name="marker"):
    return Answer(name, "https://example.org/", 200, {}, b"{}", "44136f", f"{day}T11:00:00Z")


ANSWERS = (answer(),)


def source(parse):
    return Source(
        id="world_bank",
        name="made up",
        base="",
        tables=("gdp",),
        cadence_days=1,
        since=2020,
        pace_s=0,
        fetch=lambda *_: (),
        parse=parse,
    )


def says(rows, notes=(), vintage=""):
    """A source that gives these rows and speaks for all there are."""
    covers = {"gdp": lambda there: pd.Series(data=True, index=there.index)}
    return source(lambda answers, plan: Parsed({"gdp": frame(rows)}, covers, notes, vintage))


@pytest.fixture(scope="module")
def inputs(before_refresh):
    return Inputs(open_archive(before_refresh / "archive"))


@pytest.fixture(scope="module")
def frames(inputs):
    """The tables that gdp refers to."""
    return {one.TABLE.name: typed(one.TABLE, archived(one.TABLE, inputs.archive))[0] for one in (places, sources)}


@pytest.fixture
def run(inputs, frames):
    def gathered(one, answers=ANSWERS, live=(), vintage="", accepted=False):
        rows = {"gdp": frame(live).assign(withdrawn_at="")}
        standing = Inputs(inputs.archive, Live().with_source("world_bank", rows, "2026-11-01"))
        return gather(one, lambda: answers, PLAN, Standing(standing, frames, vintage, accepted))

    return gathered


def test_new_rows_are_added_and_the_answers_kept_for_the_next_run(run):
    found = run(says(BEFORE, notes=("a column was ignored",), vintage="2026-07-13"))
    assert (found.fault, found.counts["added"], found.changed) == ("", 3, True)
    assert found.rows["gdp"]["iso3"].tolist() == ["CHN", "CHN", "IND"]
    assert [one.name for one in found.answers] == ["marker"]
    assert (found.notes, found.vintage) == (("a column was ignored",), "2026-07-13")


def test_the_same_rows_again_change_nothing(run):
    found = run(says(BEFORE), live=BEFORE)
    assert (found.changed, found.counts) == (False, {"added": 0, "revised": 0, "withdrawn": 0, "returned": 0})


def test_a_revision_is_kept_with_the_day_of_the_newest_answer(run):
    rows = [*BEFORE[:2], ("IND", "2024", "2070000000000")]
    found = run(says(rows), answers=(answer("2026-11-22"), answer("2026-11-23", "page")), live=BEFORE)
    assert found.on == "2026-11-23"
    assert found.revisions[["key", "old", "new", "on"]].to_numpy().tolist() == [
        ["iso3=IND year=2024", "2060000000000", "2070000000000", "2026-11-23"]
    ]


def test_a_row_that_vanished_stays_and_is_withdrawn(run):
    found = run(says(BEFORE[:2]), live=BEFORE)
    assert found.counts["withdrawn"] == 1
    assert found.rows["gdp"].set_index("iso3").loc["IND", "withdrawn_at"] == "2026-11-24"


def test_rows_of_the_archive_before_the_first_period_of_the_answer_are_not_withdrawn(run):
    assert run(says(BEFORE)).counts["withdrawn"] == 0


def faulty(*_):
    raise SourceFault("world_bank: page 1: not JSON. The last good rows stay.")


def test_a_fault_of_the_answers_is_told_and_brings_no_rows(run):
    found = run(source(faulty))
    assert found.fault == "world_bank: page 1: not JSON. The last good rows stay."
    assert (dict(found.rows), found.answers, found.changed, len(found.revisions)) == ({}, (), False, 0)


def test_a_fault_of_asking_is_told_in_the_same_way(inputs, frames):
    found = gather(says(BEFORE), faulty, PLAN, Standing(inputs, frames))
    assert found.fault.startswith("world_bank: page 1")


def test_a_fault_of_the_program_is_told_as_such_and_its_traceback_logged(run, caplog):
    def broken(*_):
        raise ZeroDivisionError("by nothing")

    found = run(source(broken))
    assert found.fault.startswith("world_bank: a fault of this program (ZeroDivisionError('by nothing'))")
    assert "Traceback" in caplog.text


def test_figures_that_a_check_refuses_bring_no_rows_and_name_all_that_is_wrong(run):
    found = run(says([(iso3, year, usd + "000") for iso3, year, usd in BEFORE]), live=BEFORE)
    assert "world_bank" in found.fault
    assert "x1,000" in found.fault
    assert (dict(found.rows), found.answers) == ({}, ())


def test_an_older_vintage_than_the_last_good_one_is_refused(run):
    found = run(says(BEFORE, vintage="2026-07-01"), live=BEFORE, vintage="2026-07-13")
    assert "an older vintage than the last good answer" in found.fault


def test_notes_of_a_refused_answer_are_still_told(run):
    assert run(says([], notes=("no row",)), live=BEFORE).notes == ("no row",)


def test_what_a_person_accepts_joins_and_is_noted(run):
    thousandfold = [(iso3, year, usd[:-3]) for iso3, year, usd in BEFORE]
    found = run(says(thousandfold), live=BEFORE, accepted=True)
    assert (found.fault, found.counts["revised"]) == ("", 3)
    assert found.notes[0].startswith("Accepted: world_bank: gdp")


def test_rows_that_break_the_schema_are_never_accepted(run):
    found = run(says([*BEFORE, ("CHN", "2029", "1")]), live=BEFORE, accepted=True)
    assert "2029" in found.fault
    assert found.rows == {}
