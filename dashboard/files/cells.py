"""The cells of a table as files want them: one type a column, plain JSON values, text no spreadsheet would run.

Missing is unknown: an empty cell or null, never a zero and never the word "nan".
"""

from typing import Any

import pandas as pd

FORMULA = r"^[=+\-@\t\r]"  # what a spreadsheet may take for a formula


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every column of one type: columns of mixed objects become numbers where all are, else text."""
    mixed = [name for name in table.columns if pd.api.types.is_object_dtype(table[name].dtype)]
    return table.assign(**{name: _typed(table[name]) for name in mixed})


def plain(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as JSON takes them: Python's own numbers and text, dates in ISO form, None for what is missing."""
    dates = table.select_dtypes("datetime").columns
    texts = table.assign(**{name: table[name].dt.strftime("%Y-%m-%dT%H:%M:%S") for name in dates})
    values = texts.astype(object)
    rows: list[dict[str, Any]] = values.where(values.notna(), None).to_dict("records")  # type: ignore[assignment]
    return rows


def as_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8 without a byte order mark, comma, lines that end with LF.

    A text that begins with `=`, `+`, `-`, `@`, a tab or a return gets an apostrophe in front, as spreadsheets run such
    text. Numbers are left alone. Line breaks inside a text are LF.
    """
    safe = typed(table)
    for name in safe.columns[[not pd.api.types.is_numeric_dtype(dtype) for dtype in safe.dtypes]]:
        text = safe[name].astype("str").where(safe[name].notna())
        harmless = text.mask(text.str.match(FORMULA, na=False), "'" + text)
        safe[name] = harmless.str.replace(r"\r\n?", "\n", regex=True)  # pandas quotes a cell with LF, not one with CR
    return safe.to_csv(index=False, lineterminator="\n").encode()


def _typed(column: "pd.Series[Any]") -> "pd.Series[Any]":
    known = column.dropna()
    if len(known) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in known):
        return pd.to_numeric(column)
    return column.astype("str").where(column.notna())
