"""The archive folder: files, LOG.csv, encoding, CSV, headers."""

import pytest

from etl.archive import open_archive
from etl.errors import ArchiveError
from etl.release import Inputs, assemble

FCS = "trade_annual/fcs.csv"


def refusal(archive):
    with pytest.raises(ArchiveError) as caught:
        assemble(Inputs(open_archive(archive)))
    return str(caught.value)


def test_rows_of_all_origins_are_read_as_text_with_their_file_and_line(archive):
    rows = open_archive(archive).rows("gaps", ["table", "partner", "part", "first_year", "last_year", "reason"])
    first = rows.loc["gaps/project.csv:2"]
    assert list(first) == ["trade_annual", "KAZ", "", "2024", "2024", "Kazakhstan is blank in 2024"]


def test_origins_of_a_table_are_its_files(archive):
    assert open_archive(archive).origins["trade_monthly"] == ("comtrade", "fcs")


def test_the_time_is_the_newest_date_in_the_log(archive):
    log = archive / "LOG.csv"
    log.write_text(log.read_text() + "2025-03-01,gaps,project,one more reason\n")
    assert open_archive(archive).newest == "2025-03-01"


def test_a_file_saved_with_a_byte_order_mark_and_crlf_reads_the_same(archive):
    before = open_archive(archive).rows("events", ["date", "label", "kind", "partners", "source_url"])
    path = archive / "events/announced.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = open_archive(archive).rows("events", ["date", "label", "kind", "partners", "source_url"])
    assert after.equals(before)


def test_columns_may_stand_in_any_order(archive):
    path = archive / "gaps/project.csv"
    lines = [",".join(reversed(line.split(","))) for line in path.read_text().splitlines()]
    path.write_text("\n".join(lines) + "\n")
    rows = open_archive(archive).rows("gaps", ["table", "partner", "part", "first_year", "last_year", "reason"])
    assert rows.iloc[0]["reason"] == "Kazakhstan is blank in 2024"


def test_no_folder_is_named_with_what_to_do(tmp_path):
    with pytest.raises(ArchiveError, match=r"nowhere: no such folder\. .*--archive"):
        open_archive(tmp_path / "nowhere")


def test_no_log_is_named(archive):
    (archive / "LOG.csv").unlink()
    assert "LOG.csv: missing" in refusal(archive)


def test_a_log_without_lines_is_named(archive):
    (archive / "LOG.csv").write_text("added,table,origin,what\n")
    assert "LOG.csv: holds no line" in refusal(archive)


@pytest.mark.parametrize("added", ["24.11.2026", "2026-02-30", "20261124", ""])
def test_a_log_date_that_is_no_day_is_named_with_its_line(archive, added):
    log = archive / "LOG.csv"
    lines = log.read_text().splitlines()
    lines[1] = added + "," + lines[1].split(",", 1)[1]
    log.write_text("\n".join(lines))
    assert f"LOG.csv:2: added is {added!r}" in refusal(archive)


def test_a_file_that_is_not_in_the_log_is_named(archive):
    (archive / "events/more.csv").write_bytes((archive / "events/announced.csv").read_bytes())
    assert "events/more.csv is not in LOG.csv: add its line." in refusal(archive)


def test_a_log_line_without_its_file_is_named(archive):
    (archive / FCS).unlink()
    assert "LOG.csv names trade_annual/fcs.csv, which does not exist" in refusal(archive)


def test_a_table_without_any_file_is_named(archive):
    (archive / "gdp/world_bank.csv").unlink()
    log = archive / "LOG.csv"
    log.write_text("".join(line for line in log.read_text().splitlines(keepends=True) if ",gdp," not in line))
    assert "table gdp has no file; add gdp/<origin>.csv" in refusal(archive)


def test_a_folder_that_is_no_table_is_named(archive):
    (archive / "weather").mkdir()
    (archive / "weather/announced.csv").write_text("a\n1\n")
    log = archive / "LOG.csv"
    log.write_text(log.read_text() + "2024-12-31,weather,announced,rain\n")
    assert "weather: no table of the project" in refusal(archive)


def test_bytes_that_are_not_utf8_are_named_with_their_place(archive):
    path = archive / FCS
    size = len(path.read_bytes())
    path.write_bytes(path.read_bytes() + "Ö".encode("latin-1"))
    assert f"trade_annual/fcs.csv: not UTF-8 at byte {size}" in refusal(archive)


def test_an_empty_file_is_named(archive):
    (archive / FCS).write_bytes(b"")
    assert "trade_annual/fcs.csv: empty" in refusal(archive)


def test_an_unclosed_quote_is_named_with_its_line(archive):
    path = archive / "events/announced.csv"
    path.write_text(path.read_text() + '2025-01-01,"open,summit,ALL,https://example.org\n')
    assert "events/announced.csv:6: not CSV" in refusal(archive)


def test_a_line_with_too_few_cells_is_named(archive):
    path = archive / "events/announced.csv"
    path.write_text(path.read_text() + "2025-01-01,short\n")
    assert "events/announced.csv:6: 2 cells where the header has 5" in refusal(archive)


def test_a_missing_column_is_named(archive):
    path = archive / "gdp/world_bank.csv"
    path.write_text("\n".join(line.rsplit(",", 1)[0] for line in path.read_text().splitlines()))
    assert "gdp/world_bank.csv: column source is missing" in refusal(archive)


def test_an_extra_column_is_named(archive):
    path = archive / "gdp/world_bank.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0] + ",colour", *(line + ",red" for line in lines[1:])]))
    assert "gdp/world_bank.csv: column 'colour' is unknown" in refusal(archive)


def test_a_column_that_stands_twice_is_named(archive):
    path = archive / "gdp/world_bank.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0] + ",year", *(line + ",2005" for line in lines[1:])]))
    assert "gdp/world_bank.csv: column year stands twice" in refusal(archive)
