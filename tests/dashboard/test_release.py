"""A release is read whole and checked, held once for all readers, and replaced whole when the link moves."""

import gc
import hashlib
import json
import os
import shutil
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from dashboard import figures, view
from dashboard.release import Release, ReleaseError, current, load, per_release
from dashboard.selection import Choice


@pytest.fixture
def folder(small_release_dir: Path, tmp_path: Path) -> Path:
    """A copy of the small release to break."""
    return Path(shutil.copytree(small_release_dir, tmp_path / "datasets" / "releases" / "a-release"))


@pytest.fixture
def datasets(folder: Path) -> Path:
    """The folder of data whose link points to that copy."""
    point(folder.parent.parent, folder)
    return folder.parent.parent


def point(datasets: Path, folder: Path) -> None:
    """What a refresh does: one step, no moment without a link."""
    new = datasets / "new"
    new.symlink_to(folder.relative_to(datasets))
    os.replace(new, datasets / "release")  # noqa: PTH105


def rewrite(path: Path, change) -> None:
    """Change a JSON file in place."""
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def replace_table(folder: Path, name: str, text: str) -> None:
    """Another content of a table, with its right checksum."""
    (folder / f"{name}.csv").write_text(text)

    def hashed(package):
        resource = next(r for r in package["resources"] if r["name"] == name)
        resource["hash"] = "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    rewrite(folder / "datapackage.json", hashed)


def test_a_release_holds_every_table_of_its_package_under_its_own_id(folder: Path):
    release = load(folder)
    package = json.loads((folder / "datapackage.json").read_text())
    assert set(release.tables) == {resource["name"] for resource in package["resources"]}
    assert release.id == json.loads((folder / "release.json").read_text())["id"]


def test_years_are_whole_numbers_and_values_are_not_cut(folder: Path):
    trade = load(folder).table("trade_annual")
    assert trade["year"].dtype == "int64"
    assert trade["value_usd"].dtype == "float64"


def test_a_column_of_whole_numbers_with_gaps_keeps_its_gaps(folder: Path):
    places = load(folder).table("places")
    assert places["tile_col"].isna().any()
    assert str(places["tile_col"].dtype) == "Int64"


def test_the_text_na_of_a_table_is_not_a_gap(folder: Path):
    gdp = (folder / "gdp.csv").read_text().splitlines()
    replace_table(folder, "gdp", "\n".join([gdp[0], "NA,2020,1,world_bank"]) + "\n")
    assert load(folder).table("gdp")["iso3"].tolist() == ["NA"]


def test_a_table_that_does_not_exist_is_named(folder: Path):
    with pytest.raises(ReleaseError, match="no table 'dreams'"):
        load(folder).table("dreams")


def test_a_changed_table_fails_its_checksum_and_is_named(folder: Path):
    with (folder / "visits.csv").open("a") as file:
        file.write("x\n")
    with pytest.raises(ReleaseError, match=r"visits\.csv.*checksum"):
        load(folder)


def test_a_missing_table_is_named(folder: Path):
    (folder / "gdp.csv").unlink()
    with pytest.raises(ReleaseError, match=r"gdp\.csv"):
        load(folder)


@pytest.mark.parametrize("name", ["datapackage.json", "release.json"])
@pytest.mark.parametrize("content", [None, "", "{", "[]", '"text"', b"\xff\xfe\x00"], ids=repr)
def test_a_missing_or_invalid_description_is_named(folder: Path, name: str, content: str | bytes | None):
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ReleaseError, match=name.replace(".", r"\.")):
        load(folder)


@pytest.mark.parametrize(
    ("name", "key"), [("release.json", "id"), ("release.json", "time"), ("datapackage.json", "resources")]
)
def test_a_description_without_a_needed_entry_says_which(folder: Path, name: str, key: str):
    rewrite(folder / name, lambda content: content.pop(key))
    with pytest.raises(ReleaseError, match=key):
        load(folder)


def test_a_table_without_a_column_of_its_schema_is_an_error_that_names_the_column(folder: Path):
    replace_table(folder, "gdp", "iso3,year,source\nCHN,2020,world_bank\n")
    with pytest.raises(ReleaseError, match="gdp"):
        load(folder)


@pytest.mark.parametrize(
    "text",
    ["iso3,year,gdp_usd,source\nCHN,soon,1,world_bank\n", "", 'iso3,year,gdp_usd,source\nCHN,"2020\n'],
    ids=["a word for a year", "an empty file", "a quote that never ends"],
)
def test_a_table_that_is_not_what_its_schema_says_is_an_error_that_names_the_table(folder: Path, text: str):
    replace_table(folder, "gdp", text)
    with pytest.raises(ReleaseError, match="gdp"):
        load(folder)


def test_without_a_link_there_is_no_release(tmp_path: Path):
    with pytest.raises(ReleaseError, match=r"datapackage\.json"):
        current(tmp_path)


def test_a_link_to_a_folder_that_is_gone_is_no_release(datasets: Path, folder: Path):
    shutil.rmtree(folder)
    with pytest.raises(ReleaseError, match=r"datapackage\.json"):
        current(datasets)


def test_two_callers_get_the_same_object(datasets: Path):
    assert current(datasets) is current(datasets)


def test_readers_who_arrive_together_get_the_same_object(datasets: Path):
    found: list[Release] = []
    readers = [threading.Thread(target=lambda: found.append(current(datasets))) for _reader in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(found) == 6
    assert len({id(release) for release in found}) == 1


def test_a_moved_link_gives_the_new_release_at_the_next_call_and_leaves_the_old_one_whole(datasets: Path, folder: Path):
    old = current(datasets)
    other = Path(shutil.copytree(folder, folder.parent / "b-release"))
    rewrite(other / "release.json", lambda facts: facts.update(id="b"))
    point(datasets, other)
    shutil.rmtree(folder)
    new = current(datasets)
    assert (new.id, new is old) == ("b", False)
    assert len(old.table("trade_annual")) == len(new.table("trade_annual"))


def test_a_broken_new_release_is_an_error_until_the_link_goes_back(datasets: Path, folder: Path):
    old = current(datasets)
    broken = Path(shutil.copytree(folder, folder.parent / "broken"))
    (broken / "gdp.csv").unlink()
    point(datasets, broken)
    with pytest.raises(ReleaseError, match="gdp"):
        current(datasets)
    point(datasets, folder)
    assert current(datasets).id == old.id


def test_rows_that_vanished_at_their_source_stay_in_the_release_and_leave_its_table():
    rows = pd.DataFrame({"iso3": ["CHN", "IND"], "withdrawn_at": [None, "2026-11-24"]}, dtype="str")
    release = Release(id="a", time="", tables={"gdp": rows}, package={}, facts={})
    assert release.table("gdp")["iso3"].tolist() == ["CHN"]
    assert release.tables["gdp"]["iso3"].tolist() == ["CHN", "IND"]


# per_release


class Counted:
    """A computation that counts how often it runs."""

    def __init__(self, most: int) -> None:
        self.calls: list[str] = []
        self.of = per_release(most)(self._compute)

    def _compute(self, release: Release, name: str) -> list[str]:
        self.calls.append(name)
        return [name]


def empty_release(name: str = "a") -> Release:
    return Release(id=name, time="", tables={}, package={}, facts={})


def test_a_result_is_computed_once_for_a_release():
    counted, release = Counted(2), empty_release()
    assert counted.of(release, "x") is counted.of(release, "x")
    assert counted.calls == ["x"]


def test_another_release_has_its_own_results():
    counted = Counted(2)
    one, two = empty_release(), empty_release()
    assert counted.of(one, "x") is not counted.of(two, "x")


def test_beyond_the_most_results_the_one_used_longest_ago_goes():
    counted, release = Counted(2), empty_release()
    for name in ("x", "y", "x", "z", "x", "y"):
        counted.of(release, name)
    assert counted.calls == ["x", "y", "z", "y"]


def test_readers_who_want_the_same_at_once_wait_for_one_of_them():
    started, calls, release = threading.Barrier(4), [], empty_release()

    @per_release(2)
    def slowly(_release: Release, name: str) -> list[str]:
        calls.append(name)
        time.sleep(0.05)
        return [name]

    def read() -> list[str]:
        started.wait()
        return slowly(release, "x")

    with ThreadPoolExecutor(4) as pool:
        results = [future.result() for future in [pool.submit(read) for _ in range(4)]]
    assert calls == ["x"]
    assert all(result is results[0] for result in results)


def test_a_computation_that_fails_is_tried_again():
    tries, release = [], empty_release()

    @per_release(2)
    def failing(_release: Release) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("not yet")
        return 5

    with pytest.raises(ValueError, match="not yet"):
        failing(release)
    assert failing(release) == 5


def test_results_go_with_their_release():
    counted, release = Counted(2), empty_release()
    result = weakref.ref(release)
    counted.of(release, "x")
    del release
    gc.collect()
    assert result() is None


def test_nothing_the_charts_remember_keeps_an_old_release_alive(small_release_dir: Path):
    release = load(small_release_dir)
    for figure_id in figures.FIGURES:
        if not figure_id.startswith("claim-") or figure_id == "claim-many-partners":  # the grids are made alike
            figures.content(release, figure_id, Choice())
    view.known(release)
    gone = weakref.ref(release)
    del release
    gc.collect()
    assert gone() is None
