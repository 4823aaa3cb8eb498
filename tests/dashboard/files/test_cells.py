"""Cells of files: text that a spreadsheet would run is made harmless, numbers and unknown values stay what they are."""

import json

import pandas as pd
import pytest

from dashboard.files.cells import as_csv, plain, typed


@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-rouble", "@SUM(A1)", "\tx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str):
    assert as_csv(pd.DataFrame({"note": [text]})).decode() == f"note\n'{text}\n"


@pytest.mark.parametrize(("text", "written"), [("\r=1", '"\'\n=1"'), ("a\r\nb", '"a\nb"'), ("a\rb", '"a\nb"')])
def test_a_carriage_return_does_not_break_a_row(text: str, written: str):
    assert as_csv(pd.DataFrame({"note": [text]})).decode() == f"note\n{written}\n"


@pytest.mark.parametrize("text", ["Russia = Asia", "1-2", "−5", "", "'=x"])
def test_another_text_is_left_alone(text: str):
    written = as_csv(pd.DataFrame({"note": [text], "n": [1]}))
    assert written.decode() == f"note,n\n{text},1\n"


def test_negative_numbers_stay_numbers():
    assert as_csv(pd.DataFrame({"change_pct": [-4.5], "rows": [-3]})) == b"change_pct,rows\n-4.5,-3\n"


def test_numbers_in_a_column_of_objects_stay_numbers():
    assert as_csv(pd.DataFrame({"n": pd.Series([-1, None], dtype=object), "m": [1, 2]})) == b"n,m\n-1.0,1\n,2\n"


def test_csv_is_utf_8_without_a_byte_order_mark_and_ends_lines_with_lf():
    assert as_csv(pd.DataFrame({"who": ["Tô Lâm", "Путин"]})) == "who\nTô Lâm\nПутин\n".encode()


def test_a_missing_value_is_an_empty_cell():
    table = pd.DataFrame({"a": pd.Series([None, 2], dtype="Int64"), "b": ["x", None], "c": [float("nan"), 0.5]})
    assert as_csv(table) == b"a,b,c\n,x,\n2,,0.5\n"


def test_quotes_commas_and_line_breaks_are_quoted():
    assert as_csv(pd.DataFrame({"note": ['a "b", c\nd']})) == b'note\n"a ""b"", c\nd"\n'


def test_plain_values_are_json_and_what_is_missing_is_null():
    table = pd.DataFrame(
        {
            "n": pd.Series([1, None], dtype="Int64"),
            "x": [0.1, float("nan")],
            "yes": [True, False],
            "day": pd.to_datetime(["2022-02-24", None]),
        }
    )
    assert json.loads(json.dumps(plain(table), allow_nan=False)) == [
        {"n": 1, "x": 0.1, "yes": True, "day": "2022-02-24T00:00:00"},
        {"n": None, "x": None, "yes": False, "day": None},
    ]


def test_a_mixed_column_becomes_text_and_keeps_what_is_missing():
    column = typed(pd.DataFrame({"period": pd.Series([2021, "2021 H1", None], dtype=object)}))["period"]
    assert column.tolist()[:2] == ["2021", "2021 H1"]
    assert column.isna().tolist() == [False, False, True]


def test_writing_a_file_leaves_the_table_alone():
    table = pd.DataFrame({"note": ["=1"]})
    as_csv(table)
    assert list(table["note"]) == ["=1"]
