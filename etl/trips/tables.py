"""The HTML of a list page to rows of text.

Belongs here: which tables of a page list trips, which column is which, under which heading and year a row stands, what
spans several rows, what is struck through. Does not belong here: what a cell means (`dates`, `places`, `words`).
`pandas.read_html` resolves the spans, after the tree has been cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

import pandas as pd
from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from etl.trips.text import BREAK, SPAN, STRUCK, fold, span_of, tidy

# A header belongs to the first kind whose words it holds; each kind but `details` takes its first column only.
COLUMNS = {
    "dates": re.compile(r"\bdates?\b"),
    "country": re.compile(r"\b(?:countr(?:y|ies)|nations?|states?|destinations?)\b"),
    "visitor": re.compile(r"\b(?:visitors?|leaders?|guests?|names?|representatives?|dignitar(?:y|ies)|officials?)\b"),
    "city": re.compile(r"\b(?:cit(?:y|ies)|areas?|locations?|places?|venues?|visited)\b"),
    "details": re.compile(
        r"\b(?:purposes?|reasons?|events?|type|occasions?|description|notes?|details|highlights|remarks|summary)\b"
    ),
}
NEEDED = ("country", "dates")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_NOISE = (
    "//sup | //style | //script | //img | //comment() | //*[contains(@style, 'display:none')]"
    " | //*[contains(@style, 'display: none')] | //*[contains(concat(' ', @class, ' '), ' sortkey ')]"
    " | //*[contains(concat(' ', @class, ' '), ' noprint ')]"
)
_STRUCK = "//s | //del | //strike | //*[contains(@style, 'line-through')]"
_BEGINNINGS = "//li | //*[contains(@class, 'flagicon')]"
_NESTED = "//table//*[self::table or self::tbody or self::thead or self::tr or self::td or self::th][ancestor::td]"
_MOST_SPANNED = 200


@dataclass(frozen=True)
class Row:
    """One row of a table of trips.

    Attributes:
        section: The headings above it and the table's caption, joined.
        year: The year these name, or a line of the table above the row; None if none.
        cells: Text by kind of column, with the marks of `etl.trips.text`; "" where the table has no such column.
    """

    section: str
    year: int | None
    cells: Mapping[str, str]

    @property
    def struck(self) -> bool:
        """Whether its country or dates are struck through."""
        return any(STRUCK in self.cells[kind] for kind in NEEDED)

    def text(self, kind: str) -> str:
        """A cell without marks."""
        return tidy(self.cells[kind])

    def span(self, kind: str) -> str:
        """Which spanning cell the text comes from; "" if the cell is this row's own."""
        return span_of(self.cells[kind])


@dataclass(frozen=True)
class Listed:
    """What a page holds.

    Attributes:
        rows: The rows of its tables of trips, in the order of the page.
        others: The headers of its other tables, each joined by |.
    """

    rows: tuple[Row, ...]
    others: tuple[str, ...]


def read(html: str) -> Listed:
    """All rows of a page's tables of trips: those with a column of countries and one of dates."""
    root = lxml_html.fragment_fromstring(html or "<p></p>", create_parent="div")
    _clean(root)
    rows: list[Row] = []
    others: list[str] = []
    headings: list[str] = []
    for element in root.iter("h2", "h3", "h4", "h5", "table"):
        if element.tag != "table":
            level = int(str(element.tag)[1]) - 2
            headings = [*headings[:level], *[""] * (level - len(headings)), element.text_content()]
            continue
        frame = _frame(element)
        columns = _kinds(list(frame.columns))
        if all(kind in columns for kind in NEEDED):
            rows += _rows(frame, columns, [*headings, *element.xpath("string(caption)").splitlines()])
        else:
            others.append(" | ".join(frame.columns))
    return Listed(tuple(rows), tuple(others))


def _clean(root: HtmlElement) -> None:
    """Drop footnotes, hidden words and pictures; put marks where HTML says more than text."""
    for element in root.xpath(_NOISE):
        if element.getparent() is not None:
            element.drop_tree()
    for element in root.xpath(_STRUCK):
        _strike(element)
    for element in root.xpath("//br"):  # it holds no text, so the mark stands behind it
        element.tail = BREAK + (element.tail or "")
    for element in root.xpath(_BEGINNINGS):
        element.text = BREAK + (element.text or "")
    for element in root.xpath(_NESTED):
        element.tag = "span"
        element.tail = " " + (element.tail or "")
    for number, cell in enumerate(root.xpath("//td[@rowspan] | //th[@rowspan]")):
        _mark_span(cell, number)


def _strike(element: HtmlElement) -> None:
    """Put the mark in place of struck words; a struck row marks each of its cells."""
    for cell in [element] if element.tag != "tr" else list(element):
        for child in list(cell):
            child.drop_tree()
        cell.text = STRUCK


def _mark_span(cell: HtmlElement, number: int) -> None:
    rows = re.match(r"\d+", cell.get("rowspan", ""))
    spanned = min(int(rows[0]), _MOST_SPANNED) if rows else 1
    cell.set("rowspan", str(max(spanned, 1)))
    if spanned > 1:
        cell.text = f"{SPAN}{number}{SPAN}" + (cell.text or "")


def _frame(table: HtmlElement) -> pd.DataFrame:
    """The table as text with its spans resolved; a table without header cells takes its first row as header."""
    source = lxml_html.tostring(table, encoding="unicode")
    try:
        frame = pd.read_html(StringIO(source), flavor="lxml", keep_default_na=False)[0]
    except (ValueError, IndexError):  # a table without any cell
        return pd.DataFrame()
    headers = list(frame.columns)
    frame = frame.astype("str").fillna("")
    if pd.api.types.is_integer_dtype(frame.columns.dtype) and len(frame):
        headers, frame = list(frame.iloc[0]), frame.iloc[1:]
    return frame.set_axis([_header(name) for name in headers], axis="columns")


def _header(name: object) -> str:
    """A header as text; of a header of several lines, each different one."""
    lines = name if isinstance(name, tuple) else (name,)
    return " ".join(dict.fromkeys(tidy(str(line)) for line in lines))


def _kinds(headers: list[str]) -> dict[str, list[int]]:
    """Which columns are of which kind, by position."""
    found: dict[str, list[int]] = {}
    free = dict(enumerate(fold(header) for header in headers))
    for kind, words in COLUMNS.items():
        fitting = [at for at, header in free.items() if words.search(header)]
        taken = fitting if kind == "details" else fitting[:1]
        if taken:
            found[kind] = taken
        free = {at: header for at, header in free.items() if at not in taken}
    return found


def _rows(frame: pd.DataFrame, columns: Mapping[str, list[int]], above: list[str]) -> Iterator[Row]:
    section = " / ".join(words for words in (tidy(words) for words in above) if words)
    year = _year_of(above)
    for cells in frame.itertuples(index=False, name=None):
        texts = {kind: " ".join(cells[at] for at in columns.get(kind, ())) for kind in COLUMNS}
        if len(cells) > 1 and len(set(cells)) == 1:  # a line over all columns: a year, or a remark
            year = _year_of([cells[0]]) or year
        elif any(tidy(texts[kind]) or STRUCK in texts[kind] for kind in NEEDED) and not _is_header(frame, cells):
            yield Row(section, year, texts)


def _is_header(frame: pd.DataFrame, cells: tuple[str, ...]) -> bool:
    """Whether a row repeats the header, as long tables do."""
    return [tidy(cell) for cell in cells] == list(frame.columns)


def _year_of(headings: list[str]) -> int | None:
    """The year of the lowest heading that names one year and no other ("2016", not "2014–2019")."""
    for heading in reversed(headings):
        years = set(_YEAR.findall(heading))
        if len(years) == 1:
            return int(years.pop())
    return None
