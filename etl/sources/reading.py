"""Bytes of an answer to text cells, or a fault that says what came instead.

Belongs here: what any source's `parse` needs to read CSV and JSON without losing a digit. Does not belong here: what a
cell means: that is the source's own room.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

import pandas as pd

from etl.errors import SourceFault
from etl.source import Answer

SHOWN_CHARACTERS = 80
NO_FIGURE = frozenset({"", "nan", "null", "none"})
# Two digits of exponent: no statistic needs more, and 1e999999 would fill the memory.
FIGURE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")


def fault(source: str, question: str, wrong: str) -> SourceFault:
    """The error of an answer that cannot be used.

    Args:
        source: Id of the source.
        question: Name of the question.
        wrong: What is wrong, as a clause without its full stop.
    """
    return SourceFault(f"{source}: {question}: {wrong}. The last good rows stay; see the snapshot of this answer.")


def text_of(source: str, answer: Answer, *, latin_1: bool = False) -> str:
    """The body as text: UTF-8, with or without a byte order mark.

    Args:
        source: Id of the source, for the fault.
        answer: The answer.
        latin_1: Whether the contract allows Latin-1 where the body is not UTF-8.

    Raises:
        SourceFault: The body is in another charset.
    """
    try:
        text = answer.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not latin_1:
            wrong = f"wrong charset, not UTF-8 at byte {error.start}: {beginning(answer.content)}"
            raise fault(source, answer.name, wrong) from error
        text = answer.content.decode("latin-1")
    if "\0" in text:
        raise fault(source, answer.name, f"wrong charset, the text holds zero bytes: {beginning(answer.content)}")
    return text


def json_of(source: str, answer: Answer) -> Any:
    """The body as JSON, each number as the text it is written in, so that no digit is lost.

    Raises:
        SourceFault: The body is no JSON (HTML, XML, cut off, empty).
    """
    text = text_of(source, answer)
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        wrong = f"{looks_like(text)} where JSON was due ({error}): {beginning(answer.content)}"
        raise fault(source, answer.name, wrong) from error


def csv_of(
    source: str, answer: Answer, needed: Sequence[str], known: Sequence[str] = (), *, latin_1: bool = False
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The body as a table of text cells.

    Args:
        source: Id of the source, for the fault.
        answer: The answer; an empty body gives no rows.
        needed: Columns that are read; a column is found by its name.
        known: Columns that may be there and are not read.
        latin_1: As in `text_of`.

    Returns:
        The needed columns, index = line number in the answer; and a note if there are columns that are not known.

    Raises:
        SourceFault: No CSV, a needed column missing or there twice, a line with too few or too many cells (cut off).
    """
    text = text_of(source, answer, latin_1=latin_1)
    if not text.strip():
        return pd.DataFrame(columns=list(needed), dtype="str"), ()
    if text.lstrip()[:1] in {"<", "{", "["}:
        wrong = f"{looks_like(text)} where CSV was due: {beginning(answer.content)}"
        raise fault(source, answer.name, wrong)
    header, lines = _lines(source, answer.name, text)
    require_columns(source, answer.name, header, needed)
    frame = pd.DataFrame([cells for _, cells in lines], columns=header, index=[at for at, _ in lines], dtype="str")
    extra = [name for name in header if name not in {*needed, *known}]
    notes = (f"columns not known are ignored: {', '.join(extra)}",) if extra else ()
    return frame[list(needed)], notes


def require_columns(source: str, question: str, found: Sequence[str], needed: Sequence[str]) -> None:
    """Refuse an answer in which a needed column is missing or stands twice.

    Raises:
        SourceFault: It does; names the columns and those found.
    """
    missing = [name for name in needed if name not in found]
    if missing:
        raise fault(source, question, f"column {', '.join(missing)} is missing; found: {', '.join(found)}")
    twice = [name for name in needed if list(found).count(name) > 1]
    if twice:
        raise fault(source, question, f"column {', '.join(twice)} stands twice; found: {', '.join(found)}")


def unique(source: str, question: str, rows: pd.DataFrame, key: Sequence[str]) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Drop rows the source gives twice; refuse the answer where it gives one key two values.

    Returns:
        The rows with unique keys, in their order; and a note with the number of rows dropped, if any.

    Raises:
        SourceFault: Rows of one key differ; names the first.
    """
    distinct = rows.drop_duplicates()
    clash = distinct[distinct.duplicated(list(key), keep=False)]
    if len(clash):
        same = clash[(clash[list(key)] == clash[list(key)].iloc[0]).all(axis=1)]
        shown = "; ".join(row_text(row) for row in same.head(2).to_dict("records"))
        raise fault(source, question, f"duplicate rows with different values: {shown}")
    dropped = len(rows) - len(distinct)
    return distinct, (f"{question}: identical duplicate rows dropped: {dropped}",) if dropped else ()


def figures(source: str, question: str, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Leave out rows without a figure and write the others' figures as whole numbers, half to even.

    Args:
        source: Id of the source, for the fault.
        question: Name of the question, for the fault.
        rows: Text cells.
        column: The column of the figure; empty or NaN is no figure (unknown, not zero).

    Raises:
        SourceFault: A figure is no number, infinite or negative; names the row.
    """
    given = rows[~rows[column].str.strip().str.lower().isin(NO_FIGURE)].copy()
    whole = [whole_text(cell.strip()) for cell in given[column]]
    for at, written in enumerate(whole):
        if not written or written.startswith("-"):
            what = "is negative" if written else "is no number"
            wrong = f"{column} {what} in row {given.index[at]}: {row_text(given.iloc[at].to_dict())}"
            raise fault(source, question, wrong)
    given[column] = pd.Series(whole, index=given.index, dtype="str")
    return given


def whole_text(cell: str) -> str:
    """A number rounded to a whole one, half to even, as text; "" if it is none (infinite, words)."""
    if not FIGURE.fullmatch(cell):
        return ""
    number = Decimal(cell)
    # A fraction below zero would round to 0 and hide its sign.
    return "-1" if Decimal("-0.5") <= number < 0 else str(round(number))


def row_text(row: dict[Any, Any]) -> str:
    """A row as words of a message."""
    return " ".join(f"{name}={cell}" for name, cell in row.items())


def looks_like(text: str) -> str:
    """What a body is by its first characters, in words."""
    head = text.lstrip()[:200].lower()
    if not head:
        return "an empty body"
    if head.startswith("<"):
        return "HTML" if "<html" in head or "<!doctype html" in head else "XML"
    return "JSON that is cut off or broken" if head[0] in "[{" else "text"


def beginning(content: bytes) -> str:
    """The first characters of a body, on one line, quoted."""
    head = content[: 4 * SHOWN_CHARACTERS].decode("utf-8", "replace")
    return repr(" ".join(head.split())[:SHOWN_CHARACTERS])


def _lines(source: str, question: str, text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        wrong = f"the CSV is cut off or broken in line {reader.line_num}: {error}"
        raise fault(source, question, wrong) from error
    header = [name.strip() for name in lines[0][1]]
    for at, cells in lines[1:]:
        if len(cells) != len(header):
            wrong = f"the CSV is cut off or broken in line {at}: {len(cells)} cells, {len(header)} columns"
            raise fault(source, question, wrong)
    return header, lines[1:]
