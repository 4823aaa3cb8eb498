"""kill -9 at random moments, and two refreshes at once: the old release or the new one, whole, and nothing to mend."""

import json
import os
import random
import subprocess
import sys
import time
from itertools import cycle

from etl.publish import publish
from tests.etl.refreshing import faults_of, files, killed_after
from tests.etl.test_publish import current, other_than

KILLS_OF_PUBLISHING, LONGEST_S = 300, 0.06
KILLS_OF_REFRESHING, LONGEST_REFRESH_S = 20, 3


def test_300_kills_of_a_publish_leave_the_old_release_or_the_new_one_whole(tmp_path, small):
    datasets = tmp_path / "datasets"
    both = {one.id: one for one in (small, other_than(small))}
    publish(small, datasets, keep=1)

    def publish_in_turn():
        for one in cycle(both.values()):  # with one kept, each is written anew
            publish(one, datasets, keep=1)

    chance = random.Random(300)
    moments = [chance.uniform(0, LONGEST_S) for _ in range(KILLS_OF_PUBLISHING)]
    seen, half_written = set(), 0
    for moment in moments:
        assert killed_after(moment, publish_in_turn)
        seen.add(current(datasets))
        folders = {path.name for path in (datasets / "releases").iterdir()}
        half_written += any(name.startswith(".new-") for name in folders)
        for name in folders & both.keys():
            assert files(datasets / "releases" / name) == both[name].files
        assert current(datasets) in folders
    assert seen == both.keys()
    assert half_written  # some kills came in the middle
    publish(small, datasets, keep=1)
    assert sorted(path.name for path in datasets.rglob(".new-*")) == []
    assert files(datasets / "release") == small.files


def test_20_kills_of_a_refresh_leave_the_old_release_or_the_new_one_whole(refreshed):
    started = time.monotonic()
    refreshed.refresh("world_bank")
    whole_s = min(time.monotonic() - started, LONGEST_REFRESH_S)
    chance = random.Random(20)
    for number in range(1, KILLS_OF_REFRESHING + 1):
        before = refreshed.gdp("CHN", 2020)["gdp_usd"]
        served = 10_000_000_000_000 + number * 10_000_000_000
        refreshed.revise_gdp("CHN", 2020, served, updated=f"2026-08-{number:02}")
        killed_after(chance.uniform(0, whole_s), lambda: refreshed.refresh("world_bank"))
        assert faults_of(refreshed.current) == []
        assert refreshed.gdp("CHN", 2020)["gdp_usd"] in {before, str(served)}
    summary = refreshed.refresh("world_bank")
    assert (summary.code, refreshed.gdp("CHN", 2020)["gdp_usd"]) == (0, str(served))
    told = (refreshed.datasets / "CHANGELOG.md").read_text()
    assert told.count(f"\n## {refreshed.id}\n") == 1


def test_of_two_refreshes_at_once_one_works_and_the_other_says_so_or_follows(refreshed):
    refreshed.at(None)
    refreshed.revise_gdp("CHN", 2020, 10_100_000_000_000)
    command = [sys.executable, "-m", "etl", "refresh", "--source", "world_bank", "--json"]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120) for run in runs]
    outcomes = [json.loads(out)["outcome"] for out, _ in said if out]
    refused = [error for out, error in said if not out]
    assert sorted(run.returncode for run in runs) in ([0, 0], [0, 2])
    assert outcomes in (["published"], ["published", "unchanged"], ["unchanged", "published"])
    assert all("another refresh is running (process " in error for error in refused)
    assert faults_of(refreshed.current) == []
    assert refreshed.gdp("CHN", 2020)["gdp_usd"] == "10100000000000"
