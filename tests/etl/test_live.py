"""The live rows beside a release's tables: read as they were written, the same bytes for the same rows."""

import pandas as pd
import pytest

from etl import live
from etl.errors import ReleaseError
from etl.live import Live

COLUMNS = ["iso3", "year", "gdp_usd", "source", "withdrawn_at"]


def rows(*cells):
    return pd.DataFrame(list(cells), columns=COLUMNS, dtype="str")


CHINA = ("CHN", "2025", "11000000000000", "world_bank", "")
INDIA = ("IND", "2025", "2000000000000", "world_bank", "2026-11-24")


def write(folder, files):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def one():
    return Live().with_source("world_bank", {"gdp": rows(INDIA, CHINA)}, "2026-11-24")


def test_rows_stand_in_a_file_of_their_table_and_source_sorted_with_the_day_beside_them(one):
    assert one.files() == {
        "live/gdp/world_bank.csv": (
            b"iso3,year,gdp_usd,source,withdrawn_at\n"
            b"CHN,2025,11000000000000,world_bank,\n"
            b"IND,2025,2000000000000,world_bank,2026-11-24\n"
        ),
        "live/LOG.csv": b"source,changed\nworld_bank,2026-11-24\n",
    }


def test_what_was_written_is_read_back(one, tmp_path):
    write(tmp_path, one.files())
    again = live.read(tmp_path)
    assert again.files() == one.files()
    assert again.changed == {"world_bank": "2026-11-24"}


def test_empty_cells_are_read_as_empty_text(one, tmp_path):
    write(tmp_path, one.files())
    assert live.read(tmp_path).of("gdp", "world_bank", COLUMNS[:4])["withdrawn_at"].tolist() == ["", "2026-11-24"]


def test_rows_know_their_file_and_line(one, tmp_path):
    write(tmp_path, one.files())
    assert list(live.read(tmp_path).rows["gdp", "world_bank"].index) == [
        "live/gdp/world_bank.csv:2",
        "live/gdp/world_bank.csv:3",
    ]


def test_a_release_without_live_rows_has_no_such_files(tmp_path):
    assert live.read(tmp_path) == Live()
    assert Live().files() == {}
    assert Live().newest == ""


def test_new_rows_of_a_source_take_the_place_of_all_its_old_ones(one):
    after = one.with_source("world_bank", {"population": rows(CHINA)}, "2026-11-25")
    assert list(after.rows) == [("population", "world_bank")]
    assert after.newest == "2026-11-25"


def test_rows_of_other_sources_stay(one):
    after = one.with_source("un_votes", {"un_alignment": rows(CHINA)}, "2026-11-25")
    assert after.rows["gdp", "world_bank"] is one.rows["gdp", "world_bank"]
    assert after.changed == {"world_bank": "2026-11-24", "un_votes": "2026-11-25"}


def test_a_source_that_gives_what_the_archive_holds_has_no_file(one):
    after = one.with_source("un_votes", {"un_alignment": rows()}, "2026-11-25")
    assert "live/un_alignment/un_votes.csv" not in after.files()
    assert after.sources_of("un_alignment") == ()


def test_the_rows_of_a_table_are_those_of_all_its_sources():
    both = (
        Live().with_source("b", {"gdp": rows(INDIA)}, "2026-11-24").with_source("a", {"gdp": rows(CHINA)}, "2026-11-24")
    )
    assert both.by_table["gdp"]["iso3"].tolist() == ["CHN", "IND"]
    assert both.sources_of("gdp") == ("a", "b")


def test_of_a_source_without_rows_an_empty_frame_has_the_columns():
    assert list(Live().of("gdp", "world_bank", COLUMNS[:4]).columns) == COLUMNS


@pytest.mark.parametrize(
    "damage", [b"", b"iso3,year\nCHN\n", b"\xff\xfe"], ids=["empty file", "a line too short", "not UTF-8"]
)
def test_a_damaged_file_is_named_with_the_way_back(one, tmp_path, damage):
    write(tmp_path, one.files() | {"live/gdp/world_bank.csv": damage})
    with pytest.raises(ReleaseError, match=r"world_bank\.csv: can't be read .*python -m etl rollback"):
        live.read(tmp_path)


def test_a_missing_log_is_named(one, tmp_path):
    write(tmp_path, one.files())
    (tmp_path / live.LOG).unlink()
    with pytest.raises(ReleaseError, match=r"LOG\.csv: can't be read"):
        live.read(tmp_path)
