"""What the checks look at: one source's rows in one table before the merge, after it, and in the answer.

Belongs here: the shape of a table as checks need it, and its figures side by side. Does not belong here: any judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from etl.live import WITHDRAWN
from etl.merge import WHOLE_UNITS, figures
from etl.table import Table, typed

# Columns that say whose series a row belongs to, the first one found.
PLACES = ("visitor", "partner", "iso3")
MONTHS = 12


@dataclass(frozen=True)
class Shape:
    """How a table's rows form series.

    Attributes:
        place: The column that names the partner (place, person).
        series: The columns that tell series apart; a table of days has one a place.
        period: The column of the period.
        step: What a period is: year, month or day.
        figures: Columns of numbers that are not in the key, the leading one first.
        amounts: Those of them that only make sense above zero (money, persons, tonnes), so that ratios mean something.
    """

    place: str
    series: tuple[str, ...]
    period: str
    step: str
    figures: tuple[str, ...]
    amounts: tuple[str, ...]


def shape(table: Table) -> Shape:
    """The shape of a table, read off its key, its period and the units of its columns.

    Raises:
        ValueError: The table has no period or names no place, so its rows form no series.
    """
    place = next((name for name in PLACES if name in table.key), None)
    if place is None or not table.period:
        raise ValueError(f"table {table.name} has no key column {' or '.join(PLACES)}, or no period")
    period = table.period[0]
    kind = (table.columns[period].metadata or {}).get("type")
    step = {"integer": "year", "yearmonth": "month"}.get(str(kind), "day")
    series = (place,) if step == "day" else tuple(name for name in table.key if name not in {period, "source"})
    numbers = tuple(figures(table))
    units = {name: (table.columns[name].metadata or {}).get("unit") for name in numbers}
    return Shape(place, series, period, step, numbers, tuple(name for name in numbers if units[name] in WHOLE_UNITS))


@dataclass(frozen=True)
class Evidence:
    """One source's rows in one table, all text in the table's archive columns, corrections applied.

    Attributes:
        table: The table.
        source: Id of the source.
        before: Its rows before the merge, with withdrawn_at (`etl.merge.together`); none at a first load.
        after: Its rows after the merge, with withdrawn_at.
        answer: The rows of this answer.
        today: The day of the run.
        frames: Typed tables that are referred to (places, sources); a reference to one that is not here is not checked.
        vintage: How new the source says its data are, or "".
        last_vintage: The same of the last good answer.
    """

    table: Table
    source: str
    before: pd.DataFrame
    after: pd.DataFrame
    answer: pd.DataFrame
    today: date
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    vintage: str = ""
    last_vintage: str = ""

    @property
    def where(self) -> tuple[str, str]:
        """Source and table."""
        return self.source, self.table.name

    @cached_property
    def shape(self) -> Shape:
        """How the table's rows form series."""
        return shape(self.table)

    @cached_property
    def was(self) -> pd.DataFrame:
        """The typed rows that stood before."""
        return _standing(self.table, self.before)

    @cached_property
    def now(self) -> pd.DataFrame:
        """The typed rows that stand after."""
        return _standing(self.table, self.after)

    @cached_property
    def told(self) -> pd.DataFrame:
        """The typed rows of the answer."""
        return _standing(self.table, self.answer)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Each figure before, after and in the answer, side by side; cells known to be bad are left out.

        Returns:
            Columns: the series, the period, n (the period as a count of years or months), column (name of the figure),
            old, new, told (NaN where there is none). One row a series, period and column.
        """
        keys = [*self.shape.series, self.shape.period, "column"]
        frames = [
            _long(usable(rows), self.shape).rename(columns={"value": name})
            for rows, name in ((self.was, "old"), (self.now, "new"), (self.told, "told"))
        ]
        cells = frames[0].merge(frames[1], how="outer", on=keys).merge(frames[2], how="outer", on=keys)
        return cells.assign(n=ordinal(cells[self.shape.period], self.shape.step))

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The cells that stood before and that the answer gives."""
        return self.cells.dropna(subset=["old", "new", "told"])

    @cached_property
    def leading(self) -> pd.DataFrame:
        """Of these the leading figure only."""
        return self.compared[self.compared["column"] == self.shape.figures[0]] if self.shape.figures else self.compared


def usable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are not known to be bad."""
    return rows[rows["quality"] != "known_bad"] if "quality" in rows else rows


def ordinal(periods: pd.Series, step: str) -> pd.Series:
    """Years or months as a running count; days are counted by their month."""
    if step == "year":
        return periods.astype("Int64")
    year, month = (pd.to_numeric(periods.str.slice(*part), errors="coerce") for part in ((0, 4), (5, 7)))
    return (year * MONTHS + month).astype("Int64")


def _standing(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    if WITHDRAWN in rows:
        rows = rows[rows[WITHDRAWN] == ""]
    return typed(table, rows.reindex(columns=list(table.columns), fill_value=""))[0]


def _long(rows: pd.DataFrame, shape: Shape) -> pd.DataFrame:
    keys = [*shape.series, shape.period]
    long = rows.melt(id_vars=keys, value_vars=list(shape.figures), var_name="column", value_name="value")
    return long.astype({"value": "float64"}).dropna(subset=["value"]).drop_duplicates([*keys, "column"])
