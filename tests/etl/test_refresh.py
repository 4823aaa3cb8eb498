"""A refresh of all sources: what it publishes, keeps, holds back, remembers and tells, and how it ends."""

import csv
import json
import shutil

import pytest

from etl import publish
from etl.errors import EtlError
from etl.snapshot import SnapshotStore
from etl.state import State
from tests.etl.refreshing import DOUBT, FIRST_DAY, QUICK, SECOND_DAY, SOURCES, faults_of, files

REVISED = 10_100_000_000_000  # China's GDP of 2020, was 10,000 bn


def revisions(bench):
    path = bench.state / "revisions.csv"
    return list(csv.DictReader(path.read_text().splitlines())) if path.exists() else []


def memories(bench):
    """All that is remembered but the raw answers and when hosts were asked."""
    return {
        name: data
        for name, data in files(bench.state).items()
        if name.startswith(("sources/", "revisions")) or name.endswith("good.jsonl")
    }


# From nothing


def test_a_refresh_from_nothing_publishes_the_rows_of_all_sources(all_refreshed):
    facts = [all_refreshed.facts(source) for source in SOURCES]
    assert [one["state"] for one in facts] == ["fresh"] * 7
    assert {one["checked"] for one in facts} == {"2026-11-24T11:00:00Z"}
    assert all(one["rows"] for one in facts)
    assert all_refreshed.id.startswith("2026-11-24-")
    assert faults_of(all_refreshed.current) == []


def test_its_figures_are_those_the_sources_gave(all_refreshed):
    assert all_refreshed.gdp("IND", 2025)["gdp_usd"] == "2121800000000"  # 2,000 bn and twice 3 %
    (month,) = all_refreshed.rows("trade_monthly", partner="CHN", month="2025-12", flow="export", source="comtrade")
    assert month["value_usd"] == "11000000000"  # a twelfth of 132 bn


def test_rows_before_the_first_period_that_a_source_serves_stay_as_they_were(all_refreshed):
    row = all_refreshed.gdp("CHN", 2005)  # served from 2016 on
    assert (row["gdp_usd"], row["withdrawn_at"]) == ("10000000000000", "")


def test_a_figure_that_stays_keeps_what_people_said_of_it(all_refreshed):
    (row,) = all_refreshed.rows("trade_annual", partner="CHN", year="2023", flow="export", source="imf_imts")
    assert (row["value_usd"], row["quality"], row["note"]) == ("110000000000", *DOUBT)


def test_rows_that_the_archive_gives_already_are_not_kept_twice(all_refreshed):
    live = (all_refreshed.current / "live" / "gdp" / "world_bank.csv").read_text()
    assert "CHN,2017," in live
    assert "CHN,2016," not in live


# Nothing new


def test_with_nothing_new_only_changes_are_asked_for_and_the_release_stays(all_refreshed):
    before = all_refreshed.id
    summary = all_refreshed.refresh()
    assert (summary.code, summary.outcome, summary.id) == (0, "unchanged", before)
    # Two markers; four questions and five that are all answers; one list of files; one of pages; twelve of datasets.
    assert all_refreshed.requests() == {
        "world_bank": 2,
        "imf_imts": 4,
        "imf_imts_mirror": 4,
        "crea_fossil": 5,
        "un_votes": 1,
        "wikipedia_trips": 1,
        "comtrade": 12,
    }
    imf = all_refreshed.servers["imf_imts"].requests
    assert all("if-none-match" in request.headers for request in imf)
    assert {all_refreshed.facts(source)["checked"] for source in SOURCES} == {"2026-11-25T11:00:00Z"}


def test_with_nothing_new_the_tables_and_the_changelog_stay_byte_for_byte(refreshed):
    before = files(refreshed.datasets)
    refreshed.refresh(*QUICK)
    after = files(refreshed.datasets)
    assert [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)] == [
        f"releases/{refreshed.id}/release.json"
    ]


# Revisions


def test_a_revised_figure_is_published_and_the_old_one_noted_with_the_day(refreshed):
    first = refreshed.id
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh(*QUICK)
    assert (summary.code, summary.outcome, summary.previous) == (0, "published", first)
    assert refreshed.gdp("CHN", 2020)["gdp_usd"] == str(REVISED)
    assert refreshed.id == summary.id
    assert revisions(refreshed) == [
        {
            "release": summary.id,
            "table": "gdp",
            "source": "world_bank",
            "key": "iso3=CHN year=2020",
            "column": "gdp_usd",
            "old": "10000000000000",
            "new": str(REVISED),
            "on": "2026-11-25",
        }
    ]


def test_a_revision_is_told_in_the_changelog_and_in_the_difference_with_its_size(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh(*QUICK)
    (change,) = summary.difference.changes
    assert (change.table, change.partner, change.period, round(change.size, 6)) == ("gdp", "CHN", "2020", 0.01)
    newest = (refreshed.datasets / "CHANGELOG.md").read_text().split("\n## ")[1]
    assert newest.startswith(f"{summary.id}\n\nAfter {summary.previous}:\n\n- gdp: 1 row revised, CHN, 2020\n")
    assert "iso3=CHN year=2020: gdp_usd 10000000000000 -> 10100000000000 (+1.0%)" in newest


def test_a_figure_that_vanished_stays_marked_with_the_day_until_it_is_back(refreshed):
    row = refreshed.drop_gdp("IND", 2020)
    assert refreshed.refresh(*QUICK).sources[0].counts["withdrawn"] == 1
    assert refreshed.gdp("IND", 2020)["withdrawn_at"] == "2026-11-25"
    refreshed.servers["world_bank"].rows.append(row)
    refreshed.servers["world_bank"].updated = "2026-11-26"
    assert refreshed.refresh(*QUICK).sources[0].counts["returned"] == 1
    assert refreshed.gdp("IND", 2020)["withdrawn_at"] == ""


# A source's bad day


def test_one_stale_source_ends_with_1_and_the_others_are_published(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    refreshed.break_down("un_votes")
    before = (refreshed.current / "un_alignment.csv").read_bytes()
    summary = refreshed.refresh(*QUICK)
    assert (summary.code, summary.outcome) == (1, "published")
    assert refreshed.gdp("CHN", 2020)["gdp_usd"] == str(REVISED)
    assert (refreshed.current / "un_alignment.csv").read_bytes() == before
    facts = refreshed.facts("un_votes")
    assert (facts["state"], facts["checked"]) == ("stale since 2026-11-24", "2026-11-24T11:00:00Z")
    assert "status 404" in facts["error"]
    assert refreshed.facts("world_bank")["state"] == "fresh"


def test_all_stale_ends_with_2_and_the_release_says_so(refreshed):
    before = refreshed.id
    refreshed.break_down(*QUICK)
    summary = refreshed.refresh(*QUICK)
    assert (summary.code, refreshed.id) == (2, before)
    assert refreshed.facts("world_bank")["state"] == "stale since 2026-11-24"


def test_a_source_that_was_never_good_is_failed_and_the_cause_named(bench):
    bench.break_down("un_votes")
    assert bench.refresh("un_votes").code == 2
    facts = bench.facts("un_votes")
    assert facts["state"].startswith("failed: un_votes: ")
    assert facts["checked"] is None


def test_a_source_that_is_well_again_is_fresh_and_its_last_error_remembered(refreshed):
    refreshed.break_down("un_votes")
    refreshed.refresh("un_votes")
    refreshed.servers["un_votes"].fault = None
    assert refreshed.refresh("un_votes").code == 0
    assert refreshed.facts("un_votes")["error"] is None
    assert "status 404" in State().memory("un_votes").last_error


def test_a_source_that_is_not_asked_keeps_its_state_and_rows(refreshed):
    before = refreshed.facts("un_votes")
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh("world_bank")
    assert [one.source for one in summary.sources] == ["world_bank"]
    assert refreshed.requests()["un_votes"] == 0
    assert refreshed.facts("un_votes") == before


def test_an_unknown_source_is_named_with_those_there_are(refreshed):
    with pytest.raises(EtlError, match=r"No source is called comtrad\. There are: world_bank, imf_imts, .*comtrade\."):
        refreshed.refresh("comtrad")


# What is told outside


def test_a_heartbeat_is_sent_when_all_is_fresh_and_no_alert(refreshed):
    refreshed.refresh(*QUICK)
    assert refreshed.hook.paths() == ["/heartbeat"]
    assert refreshed.alerts() == []


def test_an_alert_names_the_stale_source_and_its_cause_and_no_heartbeat_is_sent(refreshed):
    refreshed.break_down("un_votes")
    summary = refreshed.refresh(*QUICK)
    assert refreshed.hook.paths() == ["/alert"]
    (alert,) = refreshed.alerts()
    assert alert.startswith(f"Refresh: release {summary.id} stands with 1 stale source(s).")
    assert "- un_votes: un_votes: " in alert
    assert "status 404: gone" in alert


def test_an_alert_says_that_nothing_was_published(refreshed):
    refreshed.break_down(*QUICK)
    refreshed.refresh(*QUICK)
    assert refreshed.alerts()[0].startswith(f"Refresh: nothing published, release {refreshed.id} stays.")


def test_an_alert_is_sent_when_the_refresh_could_not_even_begin(refreshed):
    (refreshed.datasets / "release").unlink()
    with pytest.raises(EtlError, match="no current release"):
        refreshed.refresh(*QUICK)
    assert refreshed.alerts()[0].startswith("Refresh: nothing published. ")
    assert "no current release. Run: python -m etl build" in refreshed.alerts()[0]


def test_an_alert_that_can_not_be_sent_is_said_and_changes_nothing_else(refreshed, monkeypatch):
    monkeypatch.setenv("ETL_HEARTBEAT_URL", f"{refreshed.servers['un_votes'].url}/nothing-here")
    summary = refreshed.refresh("world_bank")
    assert summary.code == 0
    assert "ETL_HEARTBEAT_URL: the heartbeat could not be sent after 2 tries (status 404)." in summary.said


# Waiting for a person


def test_a_release_that_is_held_waits_and_no_reader_sees_it(refreshed):
    before = refreshed.id
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh("world_bank", hold=True)
    assert (summary.code, summary.outcome, refreshed.id) == (0, "held", before)
    assert publish.held(refreshed.datasets) == (summary.id,)


def test_a_held_release_is_published_as_it_is_and_its_revision_is_noted(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    waiting = refreshed.refresh("world_bank", hold=True).id
    publish.release_held(waiting, refreshed.datasets, keep=10)
    assert refreshed.id == waiting
    assert refreshed.gdp("CHN", 2020)["gdp_usd"] == str(REVISED)
    assert [(one["release"], one["old"]) for one in revisions(refreshed)] == [(waiting, "10000000000000")]
    assert refreshed.refresh("world_bank").outcome == "unchanged"


def test_a_release_that_waits_is_held_again_by_the_next_refresh(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    waiting = refreshed.refresh("world_bank", hold=True).id
    assert refreshed.refresh("world_bank", hold=True).id == waiting
    assert publish.held(refreshed.datasets) == (waiting,)


def test_more_changes_than_the_operator_allows_wait_and_are_alerted(refreshed, monkeypatch):
    monkeypatch.setenv("ETL_HOLD_PCT", "0.01")
    before = refreshed.id
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh("world_bank")
    assert (summary.code, summary.outcome, refreshed.id) == (2, "held", before)
    (alert,) = refreshed.alerts()
    assert f"nothing published, release {before} stays." in alert
    assert "would be revised or gone, more than ETL_HOLD_PCT=0.01: the release waits." in alert
    assert f"python -m etl publish {summary.id}" in alert


def test_rows_that_are_only_added_never_wait(bench, monkeypatch):
    monkeypatch.setenv("ETL_HOLD_PCT", "0")
    assert bench.refresh("un_votes").outcome == "published"


@pytest.mark.parametrize("value", ["-1", "101", "some", "nan"])
def test_a_wrong_part_to_hold_at_is_refused_before_anything_is_asked(refreshed, monkeypatch, value):
    monkeypatch.setenv("ETL_HOLD_PCT", value)
    with pytest.raises(EtlError, match=f"ETL_HOLD_PCT is '{value}'; it must be a number from 0 to 100"):
        refreshed.refresh(*QUICK)
    assert sum(refreshed.requests().values()) == 0


# Dry, offline, since


def test_a_dry_run_says_what_would_change_and_changes_neither_release_nor_memory(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    refreshed.break_down("un_votes")
    (refreshed.datasets / "CHANGELOG.md").unlink()
    datasets, memory = files(refreshed.datasets), memories(refreshed)
    summary = refreshed.refresh(*QUICK, dry_run=True)
    assert (summary.code, summary.outcome) == (1, "dry run")
    assert [change.key for change in summary.difference.changes] == ["iso3=CHN year=2020"]
    assert files(refreshed.datasets) == datasets
    assert memories(refreshed) == memory
    assert refreshed.hook.requests == []


def test_offline_the_snapshots_alone_give_the_same_release_byte_for_byte(all_refreshed, before_refresh):
    published = files(all_refreshed.current)
    online = all_refreshed.id
    shutil.rmtree(all_refreshed.datasets)
    shutil.copytree(before_refresh, all_refreshed.datasets, symlinks=True)
    summary = all_refreshed.refresh(offline=True)
    assert (summary.code, summary.outcome, summary.id) == (0, "published", online)
    assert files(all_refreshed.current) == published
    assert sum(all_refreshed.requests().values()) == 0


def test_offline_a_year_later_no_period_is_taken_for_complete_that_was_not(bench, before_refresh):
    bench.at(FIRST_DAY.replace(year=2025))  # 2025 runs, so its figures are left out
    online = bench.refresh("un_votes").id
    shutil.rmtree(bench.datasets)
    shutil.copytree(before_refresh, bench.datasets, symlinks=True)
    bench.at(FIRST_DAY)
    assert bench.refresh("un_votes", offline=True).id == online


def test_offline_without_a_good_answer_nothing_is_published_and_the_way_out_named(bench):
    summary = bench.refresh("un_votes", offline=True)
    assert summary.code == 2
    assert summary.sources[0].fault == "un_votes: no good answer is kept here. Refresh it without --offline first."


def test_offline_a_damaged_snapshot_is_the_fault_of_its_source_alone(refreshed):
    damaged = SnapshotStore(State().snapshots, "un_votes").good()[0]["sha256"]
    (refreshed.state / "snapshots" / "un_votes" / "content" / f"{damaged}.gz").write_bytes(b"half")
    summary = refreshed.refresh(*QUICK, offline=True)
    assert [bool(one.fault) for one in summary.sources] == [False, True]
    assert "is missing or damaged" in summary.sources[1].fault


def test_since_asks_for_later_years_alone_and_leaves_the_rows_before_them(refreshed):
    refreshed.revise_gdp("CHN", 2017, REVISED)
    refreshed.revise_gdp("CHN", 2020, REVISED)
    refreshed.refresh("world_bank", since=2020)
    assert {request.one("date") for request in refreshed.servers["world_bank"].requests} == {"2020:2026"}
    assert refreshed.gdp("CHN", 2020)["gdp_usd"] == str(REVISED)
    row = refreshed.gdp("CHN", 2017)
    assert (row["gdp_usd"], row["withdrawn_at"]) == ("10000000000000", "")


# What is written down, and when it can not be


def test_a_release_whose_paragraph_a_kill_prevented_is_told_by_the_next_refresh(refreshed):
    (refreshed.datasets / "CHANGELOG.md").unlink()
    refreshed.refresh("world_bank")
    assert f"\n## {refreshed.id}\n" in (refreshed.datasets / "CHANGELOG.md").read_text()


def test_rows_that_break_a_rule_with_the_archive_refuse_the_release_and_memory_stays(refreshed):
    path = refreshed.datasets / "archive" / "trade_annual" / "fcs.csv"
    path.write_text(path.read_text().replace(",export,", ",sideways,", 1))
    before, memory = refreshed.id, memories(refreshed)
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh("world_bank")
    assert (summary.code, summary.outcome, refreshed.id) == (2, "refused", before)
    assert memories(refreshed) == memory
    assert "trade_annual.flow: is one of export, import (1 row)" in refreshed.alerts()[0]


def test_what_can_not_be_written_down_after_publishing_is_said_and_the_release_stands(refreshed, monkeypatch):
    def full(*_):
        raise EtlError("good.jsonl: disk full")

    monkeypatch.setattr(SnapshotStore, "remember_good", full)
    refreshed.revise_gdp("CHN", 2020, REVISED)
    summary = refreshed.refresh("world_bank")
    assert (summary.outcome, refreshed.id) == ("published", summary.id)
    assert "The release stands, but not all of this run was written down: good.jsonl: disk full" in summary.said


def test_a_second_refresh_at_the_same_time_is_refused_and_says_who_runs(refreshed):
    with State().alone(), pytest.raises(EtlError, match=r"another refresh is running \(process \d+\)"):
        refreshed.refresh(*QUICK)
    assert sum(refreshed.requests().values()) == 0


def test_the_times_of_release_and_check_are_those_of_the_clock(refreshed):
    refreshed.revise_gdp("CHN", 2020, REVISED)
    refreshed.refresh("world_bank")
    facts = json.loads((refreshed.current / "release.json").read_text())
    assert facts["time"] == SECOND_DAY.date().isoformat()
    assert facts["sources"]["world_bank"]["checked"] == "2026-11-25T11:00:00Z"
