"""The schedules can be taken as they are: valid, with commands that exist, and settings the README names."""

import configparser
import re
import subprocess
import sys

import pytest
import yaml

from etl.__main__ import app as etl_app
from tests.project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
UNIT, TIMER = (ROOT / "hosting" / f"russia-asia-refresh.{kind}" for kind in ("service", "timer"))
CRONTAB = ROOT / "hosting" / "crontab"


def sections(path):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def steps(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def judged(path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_keeps_to_the_schema_of_workflows(path):
    assert judged(path).returncode == 0, judged(path).stdout


def test_the_schema_would_find_a_wrong_key(tmp_path):
    wrong = tmp_path / "refresh.yml"
    wrong.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "runs_on:"), encoding="utf-8")
    assert judged(wrong).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_uses_official_actions_by_major_version_alone(path):
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[\w-]+(?:/[\w-]+)?@v\d+", action), action


def test_the_workflow_refreshes_on_a_schedule_and_keeps_its_state():
    text = (ROOT / ".github" / "workflows" / "refresh.yml").read_text(encoding="utf-8")
    triggers = yaml.safe_load(text)[True]  # YAML 1.1 reads the key `on` as true
    assert len(triggers["schedule"]) == 1
    kept = [
        step["with"]["path"]
        for step in steps(ROOT / ".github" / "workflows" / "refresh.yml")
        if "cache" in step.get("uses", "")
    ]
    assert kept == ["var", "var"]


@pytest.mark.parametrize("path", [*WORKFLOWS, UNIT, CRONTAB], ids=lambda path: path.name)
def test_every_etl_command_of_a_schedule_exists(path):
    known = {command.name or command.callback.__name__ for command in etl_app.registered_commands}
    named = set(re.findall(r"-m etl (\w+)", path.read_text(encoding="utf-8")))
    assert named <= known
    assert path.name == "ci.yml" or "refresh" in named


@pytest.mark.parametrize("path", [WORKFLOWS[-1], UNIT, CRONTAB], ids=lambda path: path.name)
def test_every_schedule_judges_the_claims_after_the_refresh(path):
    text = path.read_text(encoding="utf-8")
    assert text.index("-m etl refresh") < text.index("-m dashboard claims --write")


def test_the_unit_takes_a_stale_source_for_done_work_and_writes_only_its_own_folders():
    service = sections(UNIT)["Service"]
    assert service["Type"] == "oneshot"
    assert service["SuccessExitStatus"] == "1"
    folder = service["WorkingDirectory"]
    assert service["ReadWritePaths"].split() == [f"{folder}/datasets", f"{folder}/var"]


def test_the_timer_fires_daily_and_catches_up():
    timer = sections(TIMER)["Timer"]
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:\d\d UTC", timer["OnCalendar"])
    assert timer["Persistent"] == "true"


def test_the_crontab_has_one_line_with_five_fields_and_a_command():
    (line,) = [
        line for line in CRONTAB.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", "ETL_"))
    ]
    assert re.match(r"\d+ \d+ \* \* \* cd ", line)


def test_every_setting_in_the_code_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = "".join(
        path.read_text(encoding="utf-8") for part in ("etl", "dashboard") for path in (ROOT / part).rglob("*.py")
    )
    read = set(re.findall(r"\b(?:ETL|DASHBOARD)_[A-Z]+(?:_[A-Z]+)*\b", code))
    missing = sorted(name for name in read if f"`{name}`" not in readme)
    assert missing == []
