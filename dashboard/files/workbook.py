"""A table as an XLSX workbook: the rows on the first sheet, what they are and whose on the second."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import pandas as pd
import xlsxwriter

from dashboard.files.cells import typed
from dashboard.files.facts import Facts, project
from dashboard.texts import _

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
NARROW, WIDE, LABEL, WORDS = 8, 40, 22, 90  # characters a column is wide
LOOKED_AT = 200  # rows that decide the width of a column


def as_xlsx(table: pd.DataFrame, about: Facts) -> bytes:
    """The workbook; its only time is the release's.

    Text is written as text, whatever it begins with, and numbers as numbers; a missing value is an empty cell. Headers
    are the names of the columns, which hold the units; the second sheet says what each means.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        book.set_properties(
            {
                "title": about.title,
                "subject": about.source_line,
                "author": project(),
                "comments": about.description,
                "created": about.time.replace(tzinfo=None),
            }
        )
        bold = book.add_format({"bold": True})
        _write_rows(book.add_worksheet(_("Data")), typed(table), bold)
        _write_about(book.add_worksheet(_("About")), about, bold, book.add_format({"text_wrap": True, "valign": "top"}))
    return out.getvalue()


def _write_rows(sheet: Any, table: pd.DataFrame, bold: Any) -> None:
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, _width(table[name], name))
        _write_column(sheet, place, table[name])
    sheet.freeze_panes(1, 0)
    if len(table.columns):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _write_column(sheet: Any, place: int, column: "pd.Series[Any]") -> None:
    write: Callable[..., Any]
    cast: Callable[[Any], Any]
    known = column.notna()
    if pd.api.types.is_bool_dtype(column.dtype):
        write, cast = sheet.write_boolean, bool
    elif pd.api.types.is_numeric_dtype(column.dtype):
        write, cast = sheet.write_number, _number
    else:
        write, cast = sheet.write_string, str
    for row, (cell, is_known) in enumerate(zip(column, known, strict=True), start=1):
        if is_known:
            write(row, place, cast(cell))


def _number(cell: Any) -> int | float:
    return int(cell) if float(cell).is_integer() else float(cell)


def _write_about(sheet: Any, about: Facts, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, LABEL)
    sheet.set_column(1, 1, WORDS, wrapped)
    sheet.set_column(2, 5, WIDE)
    row = 0
    for label, words in about.lines():
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, words, wrapped)
        row += 1
    row = _write_list(sheet, row + 1, _("Columns"), about.columns[["column", "meaning", "unit"]], bold)
    _write_list(
        sheet, row + 1, _("Terms of the sources, as far as known; check before a public use"), about.terms, bold
    )


def _write_list(sheet: Any, row: int, heading: str, rows: pd.DataFrame, bold: Any) -> int:
    """A heading with a table below; gives the row after it."""
    sheet.write_string(row, 0, heading, bold)
    for place, name in enumerate(rows.columns):
        sheet.write_string(row + 1, place, name, bold)
        for below, cell in enumerate(rows[name].fillna(""), start=row + 2):
            sheet.write_string(below, place, str(cell))
    return row + 2 + len(rows)


def _width(column: "pd.Series[Any]", name: str) -> int:
    longest = max([len(name), *(len(str(cell)) for cell in column.head(LOOKED_AT).dropna())])
    return min(max(longest + 2, NARROW), WIDE)
