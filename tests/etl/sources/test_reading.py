"""Bytes to text cells: what is read, and how what cannot be read is told."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.errors import SourceFault
from etl.source import Answer
from etl.sources import reading


def answer(content: bytes) -> Answer:
    return Answer("A/1", "https://example.org/", 200, {}, content, "", "2026-11-24T11:00:00Z")


def read_csv(content: bytes, **more) -> list[dict[str, str]]:
    return reading.csv_of("src", answer(content), ("place", "value"), **more)[0].to_dict("records")


@pytest.mark.parametrize(
    "content", [b"place,value\nCHN,7\n", b"\xef\xbb\xbfplace,value\r\nCHN,7", b"value,place\n7,CHN\n"]
)
def test_csv_columns_are_found_by_name_with_or_without_a_byte_order_mark(content):
    assert read_csv(content) == [{"place": "CHN", "value": "7"}]


@pytest.mark.parametrize("content", [b"", b"\n", b"place,value\n"])
def test_csv_without_rows_gives_none(content):
    assert read_csv(content) == []


def test_a_quoted_cell_keeps_its_comma_and_line_break():
    assert read_csv(b'place,value\n"Korea, South","a\nb"\n') == [{"place": "Korea, South", "value": "a\nb"}]


def test_latin_1_is_read_only_where_the_contract_says_so():
    content = "place,value\nCôte,1\n".encode("latin-1")
    assert read_csv(content, latin_1=True) == [{"place": "Côte", "value": "1"}]
    with pytest.raises(SourceFault, match=r"^src: A/1: wrong charset, not UTF-8 at byte 13: 'place,value C.te,1'"):
        read_csv(content)


def test_zero_bytes_are_another_charset():
    with pytest.raises(SourceFault, match="wrong charset, the text holds zero bytes"):
        read_csv("place,value\nCHN,7\n".encode("utf-16-be"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<!DOCTYPE html><html>", "HTML where CSV was due: '<!DOCTYPE html><html>'"),
        (b'<?xml version="1.0"?><a/>', "XML where CSV was due"),
        (b'{"message": "no"}', "JSON that is cut off or broken where CSV was due"),
        (b"place,amount\nCHN,7\n", "column value is missing; found: place, amount"),
        (b"place,value,value\nCHN,7,8\n", "column value stands twice; found: place, value, value"),
        (b"place,value\nCHN,7\nIND", "the CSV is cut off or broken in line 3: 1 cells, 2 columns"),
        (b"place,value\nCHN,7,9\n", "the CSV is cut off or broken in line 2: 3 cells, 2 columns"),
        (b'place,value\nCHN,"7', "the CSV is cut off or broken in line 2"),
    ],
)
def test_what_is_no_such_csv_is_refused_with_its_beginning_or_place(content, told):
    with pytest.raises(SourceFault) as error:
        read_csv(content)
    assert str(error.value).startswith("src: A/1: ")
    assert told in str(error.value)


def test_a_column_not_known_is_ignored_and_noted():
    rows, notes = reading.csv_of("src", answer(b"place,value,unit,new\nCHN,7,USD,x\n"), ("place", "value"), ("unit",))
    assert list(rows.columns) == ["place", "value"]
    assert notes == ("columns not known are ignored: new",)


def test_json_numbers_stay_as_they_are_written():
    assert reading.json_of("src", answer(b'[1832641364775.520, 12, NaN, null, true, "5"]')) == [
        "1832641364775.520",
        "12",
        "NaN",
        None,
        True,
        "5",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "an empty body where JSON was due"),
        (b"<html></html>", "HTML where JSON was due"),
        (b'[{"a": 1}, {"a"', "JSON that is cut off or broken where JSON was due"),
        (b"upstream error", "text where JSON was due"),
        (b"[" * 100_000, "JSON that is cut off or broken where JSON was due"),
    ],
)
def test_what_is_no_json_is_refused_with_its_beginning(content, told):
    with pytest.raises(SourceFault, match=f"^src: A/1: {told}"):
        reading.json_of("src", answer(content))


def rows_of(*cells: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["place", "value"], dtype="str")


def test_identical_duplicates_are_dropped_and_counted():
    rows, notes = reading.unique("src", "A/1", rows_of(("CHN", "7"), ("IND", "1"), ("CHN", "7")), ("place",))
    assert rows["place"].tolist() == ["CHN", "IND"]
    assert notes == ("A/1: identical duplicate rows dropped: 1",)


def test_one_key_with_two_values_is_refused_and_shown():
    told = "^src: A/1: duplicate rows with different values: place=CHN value=7; place=CHN value=8"
    with pytest.raises(SourceFault, match=told):
        reading.unique("src", "A/1", rows_of(("IND", "1"), ("CHN", "7"), ("CHN", "8")), ("place",))


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("7", "7"),
        ("0.5", "0"),
        ("1.5", "2"),
        ("2.5", "2"),
        ("5.6004917567E10", "56004917567"),
        ("1832641364775.52", "1832641364776"),
        (" 7 ", "7"),
        ("-0", "0"),
    ],
)
def test_figures_become_whole_numbers_half_to_even(cell, whole):
    assert reading.figures("src", "A/1", rows_of(("CHN", cell)), "value")["value"].tolist() == [whole]


@pytest.mark.parametrize("cell", ["", "NaN", "nan", " ", "null"])
def test_a_row_without_a_figure_is_left_out_and_not_zero(cell):
    assert reading.figures("src", "A/1", rows_of(("CHN", cell), ("IND", "1")), "value")["place"].tolist() == ["IND"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("-1", "value is negative"),
        ("-0.2", "value is negative"),
        ("inf", "value is no number"),
        ("Infinity", "value is no number"),
        ("1e999", "value is no number"),
        ("1,000", "value is no number"),
        ("1_000", "value is no number"),
        ("n/a", "value is no number"),
    ],
)
def test_a_figure_that_is_none_is_refused_with_its_row(cell, told):
    with pytest.raises(SourceFault, match=f"^src: A/1: {told} in row 1: place=IND value={cell}"):
        reading.figures("src", "A/1", rows_of(("CHN", "1"), ("IND", cell)), "value")


def test_a_beginning_is_one_short_line():
    assert reading.beginning(b"<html>\n  <body>" + b"x" * 500) == repr("<html> <body>" + "x" * 67)
