"""The command line: exit codes, messages, options and environment."""

import json

import pytest
from typer.testing import CliRunner

from etl.__main__ import app


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.delenv("ETL_DATASETS", raising=False)
    monkeypatch.setenv("ETL_STATE", str(tmp_path / "var"))
    monkeypatch.delenv("ETL_KEEP_RELEASES", raising=False)

    def call(*words):
        # Looked up at call time: rich writes to the streams the runner puts in place.
        return CliRunner().invoke(app, [str(word) for word in words])

    return call


def test_build_publishes_and_says_the_id(run, datasets, small):
    result = run("build", "--datasets", datasets)
    assert result.exit_code == 0
    assert result.output.startswith(f"release {small.id}: published")
    assert (datasets / "release" / "gdp.csv").is_file()


def test_a_second_build_says_that_nothing_was_written(run, datasets):
    run("build", "--datasets", datasets)
    assert "already there and intact, nothing written" in run("build", "--datasets", datasets).output


def test_check_is_green_after_a_build(run, datasets, small):
    run("build", "--datasets", datasets)
    result = run("build", "--check", "--datasets", datasets)
    assert (result.exit_code, result.output) == (0, f"release {small.id} is what the inputs give\n")


def test_check_exits_1_names_the_row_and_writes_nothing(run, datasets, change):
    run("build", "--datasets", datasets)
    before = sorted((datasets / "releases").iterdir())
    change("trade_annual/fcs", 2, value_usd="15000000001")
    result = run("build", "--check", "--datasets", datasets)
    assert result.exit_code == 1
    assert "trade_annual.csv: 1 rows changed, first CHN/2006/export/fcs/RUS" in result.output
    assert sorted((datasets / "releases").iterdir()) == before


def test_check_without_a_release_exits_1(run, datasets):
    result = run("build", "--check", "--datasets", datasets)
    assert result.exit_code == 1
    assert "no such link" in result.output


def test_a_broken_row_exits_1_without_a_traceback(run, datasets, change):
    change("trade_annual/fcs", 2, flow="sideways")
    result = run("build", "--datasets", datasets)
    assert result.exit_code == 1
    assert "trade_annual.flow: is one of export, import (1 row)" in result.output
    assert "Traceback" not in result.output
    assert not (datasets / "release").exists()


def test_a_missing_archive_exits_1_and_says_what_to_do(run, tmp_path):
    result = run("build", "--datasets", tmp_path)
    assert result.exit_code == 1
    assert "no such folder" in result.output


def test_an_unknown_option_exits_2(run):
    assert run("build", "--colour").exit_code == 2


def test_the_archive_may_stand_elsewhere(run, archive, tmp_path):
    result = run("build", "--archive", archive, "--datasets", tmp_path / "other")
    assert result.exit_code == 0
    assert (tmp_path / "other" / "release" / "gdp.csv").is_file()


def test_the_environment_names_the_datasets_folder(run, datasets, monkeypatch):
    monkeypatch.setenv("ETL_DATASETS", str(datasets))
    assert run("build").exit_code == 0
    assert (datasets / "release").is_symlink()


def test_old_releases_are_removed_as_the_environment_says(run, datasets, archive, small, monkeypatch):
    run("build", "--datasets", datasets)
    (archive / "LOG.csv").open("a").write("2025-01-15,gaps,project,looked at again\n")
    monkeypatch.setenv("ETL_KEEP_RELEASES", "1")
    assert f"removed old release {small.id}" in run("build", "--datasets", datasets).output


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_wrong_number_of_releases_to_keep_exits_1(run, datasets, monkeypatch, value):
    monkeypatch.setenv("ETL_KEEP_RELEASES", value)
    result = run("build", "--datasets", datasets)
    assert result.exit_code == 1
    assert f"ETL_KEEP_RELEASES is {value!r}" in result.output


@pytest.mark.parametrize("command", ["status", "sources"])
def test_without_a_release_status_and_sources_say_what_to_run(run, datasets, command):
    result = run(command, "--datasets", datasets)
    assert result.exit_code == 1
    assert "there is no release. Run: python -m etl build" in result.output


def test_status_with_a_broken_release_json_says_what_to_run(run, datasets):
    run("build", "--datasets", datasets)
    (datasets / "release" / "release.json").write_text("{")
    result = run("status", "--datasets", datasets)
    assert result.exit_code == 1
    assert "not JSON" in result.output
    assert "Run: python -m etl build" in result.output


def test_status_says_id_tables_and_state_of_sources(run, datasets, small):
    run("build", "--datasets", datasets)
    lines = run("status", "--datasets", datasets).output.splitlines()
    assert lines[0] == f"release {small.id}, newest input of 2024-12-31"
    assert "trade_monthly\t84\t2010-01\t2024-12\tcomtrade fcs" in lines
    assert "comtrade\tarchived\t2024-12\t\t\t35 d\t" in lines


def test_sources_says_publisher_tables_rows_period_and_terms(run, datasets):
    run("build", "--datasets", datasets)
    lines = run("sources", "--datasets", datasets).output.splitlines()
    assert "comtrade\tPublisher of comtrade\ttrade_annual trade_monthly\t64\t2017\t2024-12\tcheck\tmade up" in lines


def test_the_commands_have_help(run):
    text = run("--help").output
    for command in ("build", "refresh", "publish", "rollback", "diff", "status", "sources"):
        assert command in text


# Refresh and what follows from it


@pytest.fixture
def served(refreshed):
    """After a first refresh; China's GDP of 2020 is revised at the World Bank. The clock is the real one."""
    refreshed.at(None)
    refreshed.revise_gdp("CHN", 2020, 10_100_000_000_000)
    return refreshed


@pytest.fixture
def refresh(run, served):
    def call(*words):
        return run("refresh", "--source", "world_bank", *words, "--datasets", served.datasets)

    return call


def test_refresh_prints_a_line_a_source_and_how_it_ended(refresh, served):
    before = served.id
    result = refresh("--source", "un_votes")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "source\tstate\trequests\tadded\trevised\twithdrawn"
    assert lines[1:3] == ["world_bank\tfresh\t4\t0\t1\t0", "un_votes\tfresh\t1\t0\t0\t0"]
    assert lines[-1] == f"release {served.id}: published, after {before}"


def test_refresh_gives_json_and_nothing_else(refresh, served):
    told = json.loads(refresh("--json").output)
    assert (told["code"], told["outcome"], told["release"]) == (0, "published", served.id)
    assert told["changes"] == {"gdp": {"added": 0, "gone": 0, "revised": 1}}


def test_refresh_exits_1_when_a_source_is_stale(refresh, served):
    served.break_down("un_votes")
    result = refresh("--source", "un_votes")
    assert result.exit_code == 1
    assert "un_votes\tstale\t1" in result.output
    assert "status 404: gone" in result.output


def test_refresh_exits_2_when_nothing_was_published(refresh, served):
    served.break_down("world_bank")
    assert refresh().exit_code == 2


def test_refresh_of_an_unknown_source_exits_2_and_names_those_there_are(refresh):
    result = refresh("--source", "comtrad")
    assert result.exit_code == 2
    assert "No source is called comtrad. There are: world_bank," in result.output
    assert "Traceback" not in result.output


def test_refresh_offline_without_snapshots_exits_2_and_says_what_to_do(run, bench):
    result = run("refresh", "--offline", "--source", "un_votes", "--datasets", bench.datasets)
    assert result.exit_code == 2
    assert "Refresh it without --offline first." in result.output


def test_refresh_without_a_release_exits_2_and_says_what_to_run(run, datasets):
    result = run("refresh", "--dry-run", "--datasets", datasets)
    assert result.exit_code == 2
    assert "no current release. Run: python -m etl build" in result.output


@pytest.mark.parametrize("since", ["1900", "soon"])
def test_refresh_since_no_year_exits_2(refresh, since):
    assert refresh("--since", since).exit_code == 2


def test_a_dry_run_says_so(refresh, served):
    before = served.id
    result = refresh("--dry-run")
    assert (result.exit_code, served.id) == (0, before)
    assert "would be made; nothing was published" in result.output


def test_a_held_release_is_published_by_its_id(run, refresh, served):
    before = served.id
    refresh("--hold")
    status = run("status", "--datasets", served.datasets).output
    (waiting,) = (line.split()[-1] for line in status.splitlines() if "waits. Publish it with" in line)
    assert served.id == before
    result = run("publish", waiting, "--datasets", served.datasets)
    assert (result.exit_code, result.output, served.id) == (0, f"release {waiting}: published\n", waiting)
    assert f"\n## {waiting}\n" in (served.datasets / "CHANGELOG.md").read_text()


def test_publishing_what_does_not_wait_exits_1(run, served):
    result = run("publish", "2026-01-01-0123456789", "--datasets", served.datasets)
    assert result.exit_code == 1
    assert "None waits." in result.output


def check(run, bench):
    return run("build", "--check", "--datasets", bench.datasets).exit_code


def test_check_is_green_after_a_refresh_and_after_going_back(run, refresh, served):
    before = served.id
    refresh()
    assert check(run, served) == 0
    result = run("rollback", "--datasets", served.datasets)
    assert (result.exit_code, served.id) == (0, before)
    assert f"release {before} is current again" in result.output
    assert check(run, served) == 0


def test_check_is_green_with_a_stale_source(run, refresh, served):
    served.break_down("world_bank")
    refresh()
    assert served.facts("world_bank")["state"].startswith("stale since")
    assert check(run, served) == 0


def test_a_build_after_a_refresh_keeps_the_live_rows_and_the_states(run, refresh, served):
    refresh()
    path = served.datasets / "archive" / "trade_annual" / "fcs.csv"
    path.write_text(path.read_text().replace(",15000000000,", ",15000000001,", 1))
    before = served.id
    assert run("build", "--datasets", served.datasets).exit_code == 0
    assert served.id != before
    assert served.gdp("CHN", 2020)["gdp_usd"] == "10100000000000"
    assert served.facts("world_bank")["state"] == "fresh"


def test_back_to_a_release_by_its_id(run, refresh, served, before_refresh):
    archived = (before_refresh / "release").readlink().name
    refresh()
    assert run("rollback", archived, "--datasets", served.datasets).exit_code == 0
    assert served.id == archived


def test_back_with_none_before_exits_1(run, bench):
    result = run("rollback", "--datasets", bench.datasets)
    assert result.exit_code == 1
    assert f"No release before {bench.id} is kept here" in result.output


def test_diff_says_what_changed_between_two_releases(run, refresh, served):
    before = served.id
    refresh()
    result = run("diff", before, served.id, "--datasets", served.datasets)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "gdp: 1 row revised, CHN, 2020",
        "    iso3=CHN year=2020: gdp_usd 10000000000000 -> 10100000000000 (+1.0%)",
    ]


def test_diff_with_an_unknown_id_exits_1_and_names_those_kept(run, served):
    result = run("diff", served.id, "2026-01-01-0123456789", "--datasets", served.datasets)
    assert result.exit_code == 1
    assert "No release 2026-01-01-0123456789 is kept here" in result.output
    assert served.id in result.output


def test_status_says_how_each_source_stands_and_its_last_error(run, refresh, served):
    served.break_down("world_bank")
    refresh()
    lines = run("status", "--datasets", served.datasets).output.splitlines()
    (line,) = (line for line in lines if line.startswith("world_bank\tstale"))
    _, state, newest, checked, age, cadence, error = line.split("\t")
    assert (state, newest, checked) == ("stale since 2026-11-24", "2025", "2026-11-24T11:00:00Z")
    assert age.split()[1].rstrip(",") == "d"
    assert cadence.endswith(" d")
    assert "status 404: gone" in error
