"""A release: same bytes for same inputs, published all or nothing, differences named."""

import csv
import io
import json
import random
import threading
from pathlib import Path

import pytest

from etl import csvfile, release
from etl import publish as publishing
from etl.archive import open_archive
from etl.errors import ReleaseError
from etl.publish import publish
from etl.release import Inputs, assemble, differences
from tests.small_archive import write_small_archive


def current(datasets):
    return (datasets / "release").readlink().name


def later(archive, date):
    """The release of the same archive with one more log line, so with another time and id."""
    log = archive / "LOG.csv"
    log.write_text(log.read_text() + f"{date},gaps,project,looked at again\n")
    return assemble(Inputs(open_archive(archive)))


# The same bytes


def test_two_builds_give_the_same_bytes(archive, small):
    again = assemble(Inputs(open_archive(archive)))
    assert again == small


def test_the_order_of_archive_rows_does_not_matter(archive, small):
    for path in archive.glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(7).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    assert assemble(Inputs(open_archive(archive))) == small


def test_the_working_folder_and_the_archives_place_do_not_matter(tmp_path, small, monkeypatch):
    elsewhere = tmp_path / "else where" / "archive"
    write_small_archive(elsewhere)
    monkeypatch.chdir(elsewhere.parent)
    assert assemble(Inputs(open_archive(Path("archive")))) == small


def test_the_id_is_the_newest_date_and_ten_hex_digits(small):
    date, digest = small.id.rsplit("-", 1)
    assert date == "2024-12-31"
    assert len(digest) == 10
    assert int(digest, 16) >= 0


def test_one_changed_figure_changes_the_id(archive, change, small):
    change("trade_annual/fcs", 2, value_usd="15000000001")
    assert assemble(Inputs(open_archive(archive))).id != small.id


def test_a_changed_schema_changes_the_id(archive, small, monkeypatch):
    schema = release.content_id.__globals__["table_schema"]
    monkeypatch.setitem(release.content_id.__globals__, "table_schema", lambda table: {**schema(table), "x": 1})
    assert assemble(Inputs(open_archive(archive))).id != small.id


def test_tables_are_utf8_with_lf_and_a_header(small):
    for name, data in small.files.items():
        assert b"\r" not in data, name
        assert data.endswith(b"\n"), name
        data.decode("utf-8")


@pytest.mark.parametrize(
    ("value", "text"), [(60e9, "60000000000"), (0.1, "0.1"), (-0.89985, "-0.89985"), (1e16, "1e+16"), (0.0, "0")]
)
def test_numbers_are_written_short_and_exact(value, text):
    import pandas as pd

    assert csvfile.to_bytes(pd.DataFrame({"x": [value]})).decode() == f"x\n{text}\n"
    assert float(text) == value


# Publishing


def test_the_first_publication_makes_folder_and_relative_link(datasets, small):
    published = publish(small, datasets, keep=10)
    assert published.written
    assert (datasets / "release").readlink() == Path("releases") / small.id
    assert {path.name for path in published.path.iterdir()} == set(small.files)
    assert all((published.path / name).read_bytes() == data for name, data in small.files.items())


def test_an_intact_release_is_not_written_again(datasets, small):
    publish(small, datasets, keep=10)
    before = {path: path.stat().st_mtime_ns for path in (datasets / "releases" / small.id).iterdir()}
    assert not publish(small, datasets, keep=10).written
    assert {path: path.stat().st_mtime_ns for path in (datasets / "releases" / small.id).iterdir()} == before


def test_a_damaged_release_is_mended(datasets, small):
    folder = publish(small, datasets, keep=10).path
    (folder / "gdp.csv").write_bytes(b"broken")
    (folder / "events.csv").unlink()
    (folder / "stray.csv").write_bytes(b"x")
    assert publish(small, datasets, keep=10).written
    assert differences(small, datasets) == []


def test_a_new_release_stands_beside_the_old_one(archive, datasets, small):
    publish(small, datasets, keep=10)
    new = later(archive, "2025-01-15")
    publish(new, datasets, keep=10)
    assert current(datasets) == new.id
    assert (datasets / "releases" / small.id / "gdp.csv").is_file()


@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "rename", "symlink_to", "replace"])
def test_a_kill_at_any_step_leaves_the_old_release(archive, datasets, small, monkeypatch, step):
    publish(small, datasets, keep=10)
    new = later(archive, "2025-01-15")

    def die(self, *args, **kwargs):
        if publishing.TEMPORARY in str(self):
            raise KeyboardInterrupt
        return original(self, *args, **kwargs)

    original = getattr(Path, step)
    monkeypatch.setattr(Path, step, die)
    with pytest.raises(KeyboardInterrupt):
        publish(new, datasets, keep=10)
    monkeypatch.undo()
    assert current(datasets) == small.id
    assert differences(small, datasets) == []


def test_what_a_killed_build_left_is_cleaned_by_the_next(datasets, small):
    publish(small, datasets, keep=10)
    left = datasets / "releases" / f"{publishing.TEMPORARY}2025-01-01-0123456789"
    left.mkdir()
    (left / "gdp.csv").write_bytes(b"half")
    (datasets / f"{publishing.TEMPORARY}release").symlink_to("releases/nowhere")
    publish(small, datasets, keep=10)
    assert [path.name for path in (datasets / "releases").iterdir()] == [small.id]
    assert sorted(path.name for path in datasets.iterdir()) == ["archive", "release", "releases"]


def test_a_half_written_folder_is_never_named_like_a_release(datasets, small, monkeypatch):
    seen = []
    original = Path.write_bytes

    def watch(self, data):
        seen.append(self.parent.name)
        return original(self, data)

    monkeypatch.setattr(Path, "write_bytes", watch)
    publish(small, datasets, keep=10)
    assert set(seen) == {f".new-{small.id}"}


def test_a_build_waits_while_another_one_publishes(datasets, small):
    (datasets / "releases").mkdir()
    with publishing.alone(datasets):
        other = threading.Thread(target=publish, args=(small, datasets, 10))
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive()
        assert not (datasets / "release").exists()
    other.join(timeout=30)
    assert current(datasets) == small.id


def test_the_newest_releases_are_kept(archive, datasets, small):
    publish(small, datasets, keep=2)
    second = later(archive, "2025-01-15")
    publish(second, datasets, keep=2)
    third = later(archive, "2025-02-15")
    assert publish(third, datasets, keep=2).removed == (small.id,)
    assert sorted(path.name for path in (datasets / "releases").iterdir()) == sorted([second.id, third.id])


def test_the_current_release_is_kept_even_when_it_is_the_oldest(archive, datasets, small):
    publish(later(archive, "2025-01-15"), datasets, keep=1)
    publish(small, datasets, keep=1)  # back to the older inputs
    assert [path.name for path in (datasets / "releases").iterdir()] == [small.id]
    assert current(datasets) == small.id


def test_a_folder_in_the_links_place_is_refused_and_left_alone(datasets, small):
    (datasets / "release").mkdir()
    with pytest.raises(ReleaseError, match=r"release: is no symbolic link\. Move it away"):
        publish(small, datasets, keep=10)
    assert list((datasets / "release").iterdir()) == []


# What differs


def test_nothing_differs_after_publishing(datasets, small):
    publish(small, datasets, keep=10)
    assert differences(small, datasets) == []


def test_no_link_is_a_difference(datasets, small):
    assert differences(small, datasets) == [f"{datasets / 'release'}: no such link, so there is no current release"]


def test_a_link_to_nowhere_is_a_difference(datasets, small):
    (datasets / "release").symlink_to("releases/gone")
    (difference,) = differences(small, datasets)
    assert difference.endswith("points to releases/gone, which does not exist")


def test_a_changed_cell_in_a_published_file_is_named_by_its_key(datasets, small):
    folder = publish(small, datasets, keep=10).path
    path = folder / "trade_annual.csv"
    path.write_bytes(
        path.read_bytes().replace(b"CHN,2021,export,60000000000,fcs,", b"CHN,2021,export,60000000001,fcs,")
    )
    assert differences(small, datasets) == ["trade_annual.csv: 1 rows changed, first CHN/2021/export/fcs/RUS"]


def test_a_changed_byte_that_changes_no_cell_is_named(datasets, small):
    folder = publish(small, datasets, keep=10).path
    path = folder / "gdp.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 1))
    assert differences(small, datasets) == [
        "gdp.csv: bytes differ, though no row does (order, line ends or quotes)",
    ]


def test_rows_that_came_or_went_are_named(datasets, small):
    folder = publish(small, datasets, keep=10).path
    path = folder / "unfriendly.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[2:], "FRA,2022,https://example.org/list,\n"]))
    assert differences(small, datasets) == [
        "unfriendly.csv: 1 rows added by the inputs, first DEU",
        "unfriendly.csv: 1 rows gone from the inputs, first FRA",
    ]


def test_missing_and_stray_files_are_named(datasets, small):
    folder = publish(small, datasets, keep=10).path
    (folder / "gdp.csv").rename(folder / "gpd.csv")
    assert differences(small, datasets) == [
        "gdp.csv: missing in the release",
        "gpd.csv: in the release, but not from the inputs",
    ]


def test_another_header_is_named(datasets, small):
    folder = publish(small, datasets, keep=10).path
    path = folder / "gdp.csv"
    path.write_bytes(path.read_bytes().replace(b"gdp_usd", b"gdp", 1))
    assert differences(small, datasets) == [
        "gdp.csv: columns are iso3,year,gdp,source,withdrawn_at, inputs give iso3,year,gdp_usd,source,withdrawn_at"
    ]


def test_a_file_that_is_no_text_any_more_is_named(datasets, small):
    folder = publish(small, datasets, keep=10).path
    (folder / "release.json").write_bytes(b"\xff\xfe")
    assert differences(small, datasets) == ["release.json: differs in everything: the published file is not JSON"]


def test_new_inputs_are_named_by_id_table_and_key(archive, datasets, change, small):
    publish(small, datasets, keep=10)
    change("gdp/world_bank", 2, gdp_usd="9999")
    new = assemble(Inputs(open_archive(archive)))
    assert differences(new, datasets) == [
        f"id: {small.id} is current, inputs give {new.id}",
        "datapackage.json: differs in id, resources/gdp, version",
        "gdp.csv: 1 rows changed, first CHN/2005",
        "release.json: differs in id, tables/gdp",
    ]


# What release.json says


def test_release_json_holds_rows_period_and_sources_of_each_table(small):
    facts = json.loads(small.files["release.json"])
    assert (facts["id"], facts["time"]) == (small.id, "2024-12-31")
    monthly = facts["tables"]["trade_monthly"]
    # China: 24 rows of 2021 by Russia, 48 of 2023-24 by China; Kazakhstan: 12 of 2010.
    assert (monthly["rows"], monthly["first"], monthly["last"]) == (84, "2010-01", "2024-12")
    assert monthly["sources"] == ["comtrade", "fcs"]


def test_release_json_says_how_new_each_source_is_and_on_what_terms(small):
    source = json.loads(small.files["release.json"])["sources"]["comtrade"]
    assert (source["state"], source["newest"], source["redistribute"]) == ("archived", "2024-12", "check")
    assert source["tables"] == ["trade_annual", "trade_monthly"]
    assert source["rows"] == 64  # 8 years x 2 flows, 2 years x 12 months x 2 flows


def test_the_hash_in_both_files_is_that_of_the_bytes(small):
    import hashlib

    digest = hashlib.sha256(small.files["gdp.csv"]).hexdigest()
    assert json.loads(small.files["release.json"])["tables"]["gdp"]["sha256"] == digest
    resource = next(r for r in json.loads(small.files["datapackage.json"])["resources"] if r["name"] == "gdp")
    assert resource["hash"] == f"sha256:{digest}"
    assert resource["bytes"] == len(small.files["gdp.csv"])


def test_a_licence_is_claimed_only_where_all_sources_name_an_open_one(small):
    resources = {r["name"]: r for r in json.loads(small.files["datapackage.json"])["resources"]}
    assert resources["visits"]["licenses"][0]["name"] == "CC-BY-4.0"
    assert "licenses" not in resources["trade_annual"]


def test_the_package_reads_back_into_the_same_rows(small):
    table = csvfile.to_rows(small.files["events.csv"])
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([table[0], *table[1]])
    assert written.getvalue().encode() == small.files["events.csv"]
