"""Frames to CSV bytes and back to text rows, the same bytes on any machine.

Belongs here: how a cell is written (whole numbers without ".0", floats by their shortest digits, missing as nothing,
LF). Does not belong here: which rows or columns there are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pandas as pd

# Every whole number up to here is exact in a float, so it can be written without a decimal point.
EXACT = 2.0**53


def to_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV: UTF-8, LF, a header line, no index."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(_cells(frame[name]) for name in frame.columns), strict=True))
    return text.getvalue().encode("utf-8")


def to_rows(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Header and records of a CSV file as text; bytes that are not UTF-8 become U+FFFD, so that damage can be shown."""
    records = list(csv.reader(io.StringIO(content.decode("utf-8", errors="replace"), newline="")))
    return (records[0], records[1:]) if records else ([], [])


def _cells(column: pd.Series) -> Iterable[str]:
    missing = column.isna()
    if pd.api.types.is_float_dtype(column.dtype):
        return [
            "" if gone else str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
            for value, gone in zip(column.tolist(), missing, strict=True)
        ]
    return ["" if gone else str(value) for value, gone in zip(column.tolist(), missing, strict=True)]
