"""The command line: exit codes, messages, options and environment."""

import pytest
from typer.testing import CliRunner

from etl.__main__ import app


@pytest.fixture
def run(monkeypatch):
    monkeypatch.delenv("ETL_DATASETS", raising=False)
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
    assert "comtrade\tarchived\t2024-12" in lines


def test_sources_says_publisher_tables_rows_period_and_terms(run, datasets):
    run("build", "--datasets", datasets)
    lines = run("sources", "--datasets", datasets).output.splitlines()
    assert "comtrade\tPublisher of comtrade\ttrade_annual trade_monthly\t64\t2017\t2024-12\tcheck\tmade up" in lines


def test_the_commands_have_help(run):
    text = run("--help").output
    for command in ("build", "status", "sources"):
        assert command in text
