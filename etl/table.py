"""What a published table is, and how its rows are typed and checked.

Belongs here: the `Table` and the checks that hold for any table. Does not belong here: any single table: see
`etl/tables/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from etl.errors import Violation

SHOWN_ROWS = 5
KEY_RULE = "multiple_fields_uniqueness"
# Pandera's own names of rules, in words; rules with an error text of their own are said by that.
RULE_WORDS = {KEY_RULE: "the key is unique", "not_nullable": "is not empty"}

# What a reader of a table must know before using it; tables name the codes, the data package prints the sentences.
WARNINGS = {
    "several_sources_per_cell": "Several sources give the same cell; never add rows of different sources.",
    "aggregation_hazard": "Holds totals (WLD, EU27, X-codes) beside their parts; never add both.",
    "break_2022": "Russia stopped reporting in 2022: figures after it are estimates or mirror figures.",
    "known_bad_rows": "Holds rows known to be wrong (quality known_bad), kept so that totals can be corrected.",
    "sample": "A documented sample: a missing row is unknown, never zero.",
    "conflicts_kept": "Conflicting announcements stand as separate rows.",
    "not_a_series": "Single published figures in different units; not a time series.",
    "estimates": "Judgements of this project, not statistics.",
}


@dataclass(frozen=True)
class Reference:
    """Cells of a column that must exist in another table's column.

    Attributes:
        column: The column here.
        table: The table referred to.
        target: Its column.
        many: True where a cell holds several values joined by ";".
        also: Values allowed beside those of the target.
    """

    column: str
    table: str
    target: str
    many: bool = False
    also: frozenset[str] = frozenset()


def place(column: str) -> Reference:
    """A reference to places.iso3."""
    return Reference(column, "places", "iso3")


SOURCE = Reference("source", "sources", "source")


def unchanged(rows: pd.DataFrame) -> pd.DataFrame:
    """Build of a table whose archive rows are published as they are."""
    return rows


@dataclass(frozen=True)
class Table:
    """One published table: the only place for its columns, key, references and rules.

    Attributes:
        name: File name without ".csv".
        title: Short title.
        description: What a row is, and what to mind.
        columns: Column name to its schema, in published order.
        key: The columns that tell rows apart; rows are sorted by them.
        references: Cells that must exist elsewhere.
        checks: Rules over whole rows, each with its words in `error`.
        warnings: Codes of WARNINGS.
        period: Columns whose first and last value are the table's period; empty for tables without one.
        build: Text rows of the archive in, text rows of the table out.
        overlay: How rows of live sources join the built archive rows: those, and all live rows by table name, in; the
            table's rows out. None: a live row replaces the archived one with the same key (`etl.merge.together`).
        optional: True where the table may have no archive file, because live sources alone feed it.
        derive: For a table made from other tables: those (validated) in, its rows out. Then `build` is not used.
        needs: The tables `derive` reads.
    """

    name: str
    title: str
    description: str
    columns: dict[str, pa.Column]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    checks: tuple[pa.Check, ...] = ()
    warnings: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    build: Callable[[pd.DataFrame], pd.DataFrame] = unchanged
    overlay: Callable[[pd.DataFrame, Mapping[str, pd.DataFrame]], pd.DataFrame] | None = None
    optional: bool = False
    derive: Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame] | None = None
    needs: tuple[str, ...] = ()

    @property
    def archive_columns(self) -> list[str]:
        """The columns an archive file of this table has."""
        return [name for name, column in self.columns.items() if not (column.metadata or {}).get("derived")]

    @property
    def schema(self) -> pa.DataFrameSchema:
        """Types, ranges, allowed values, key and row rules as one pandera schema."""
        return pa.DataFrameSchema(
            self.columns, checks=list(self.checks), unique=list(self.key), strict=True, ordered=True, name=self.name
        )


def typed(table: Table, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Violation]]:
    """Give each column its type; empty text becomes missing.

    Args:
        table: The table.
        rows: Its columns as text (or already typed, for a derived table), any index.

    Returns:
        The typed frame with the columns in published order, and a violation for each column with cells of another type.
    """
    columns: dict[str, pd.Series] = {}
    violations = []
    for name, column in table.columns.items():
        cells = rows[name]
        if str(column.dtype) not in {"Int64", "float64"}:
            columns[name] = cells.astype("str").where(cells.notna() & (cells != ""), None)
            continue
        whole = str(column.dtype) == "Int64"
        numbers = pd.to_numeric(cells.where(cells.notna() & (cells != ""), None), errors="coerce")
        lost = numbers.isna() & cells.notna() & (cells != "")
        lost |= (numbers % 1 != 0) & numbers.notna() if whole else False
        if lost.any():
            violations.append(
                _violation(table, name, f"is a {'whole ' if whole else ''}number", rows, rows.index[lost])
            )
        columns[name] = numbers.mask(lost).astype("Int64" if whole else "float64")
    return pd.DataFrame(columns), violations


def broken_rules(table: Table, frame: pd.DataFrame) -> list[Violation]:
    """Check a typed frame against the table's schema.

    Returns:
        One violation for each column and rule, in the order of the columns; none if all hold.
    """
    try:
        table.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    violations = []
    for (context, rule), group in cases.groupby(["schema_context", "check"], sort=False):
        if context == "Column":
            by_column = {str(column): part["index"] for column, part in group.groupby("column", sort=False)}
        else:
            # A rule over whole rows or the key: pandera repeats each row for every column.
            by_column = {", ".join(table.key) if rule == KEY_RULE else "": group["index"]}
        for column, index in by_column.items():
            words = RULE_WORDS.get(str(rule), str(rule))
            violations.append(_violation(table, column, words, frame, index.unique()))
    return violations


def broken_references(table: Table, frames: Mapping[str, pd.DataFrame]) -> list[Violation]:
    """Check that the cells a table refers to exist in the other tables."""
    violations = []
    frame = frames[table.name]
    for reference in table.references:
        known = set(frames[reference.table][reference.target].dropna()) | reference.also
        cells = frame[reference.column].dropna()
        wrong = cells[~_known(cells, known, many=reference.many)]
        if len(wrong):
            rule = f"exists in {reference.table}.{reference.target}"
            violations.append(_violation(table, reference.column, rule, frame, wrong.index))
    return violations


def _known(cells: pd.Series, known: set[str], *, many: bool) -> pd.Series:
    if not many:
        return cells.isin(known)
    return cells.map(lambda cell: all(part in known for part in str(cell).split(";"))).astype(bool)


def _violation(table: Table, column: str, rule: str, frame: pd.DataFrame, rows: Iterable[object]) -> Violation:
    found = [row for row in rows if row is not None and row in frame.index]
    shown = [_row_text(table, column, frame, row) for row in found[:SHOWN_ROWS]]
    return Violation(table.name, column, rule, len(found), tuple(shown))


def _row_text(table: Table, column: str, frame: pd.DataFrame, row: object) -> str:
    named: Sequence[str] = [*table.key, *([column] if column in frame and column not in table.key else [])]
    cells = frame.loc[row, list(named)]  # type: ignore[index]
    return f"{row}: " + " ".join(f"{name}={'' if pd.isna(cells[name]) else cells[name]}" for name in named)
