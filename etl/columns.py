"""The columns that tables share, each defined once: type, unit, allowed values, range, description.

Belongs here: how one column looks in any table. Does not belong here: what makes a table (key, references, rules over
whole rows): that is its room in `etl/tables/`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa

FIRST_YEAR, LAST_YEAR = 1990, 2030
# No trade figure of a state or the world is near this: a larger one has lost a decimal point or was given in cents.
MAX_TRADE_USD = 2e13
# The world's product is about 1.1e14.
MAX_GDP_USD = 2e14

ADDRESS = r"https?://[^\s;\"<>]+"
DATE = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
PART_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
MONTH = r"\d{4}-(?:0[1-9]|1[0-2])"
CODE = r"[A-Z][A-Z0-9_]{2,11}"

FLOWS = ("export", "import")
RANKS = ("head_of_state", "head_of_government", "deputy_head_of_government", "foreign_minister", "other")


def text(
    description: str,
    *,
    pattern: str | None = None,
    allowed: Sequence[str] | None = None,
    nullable: bool = True,
    kind: str = "string",
    derived: bool = False,
) -> pa.Column:
    """A column of text.

    Args:
        description: What a cell means.
        pattern: Regular expression the whole cell must match.
        allowed: The only values it may have.
        nullable: Whether a cell may be empty (unknown).
        kind: Its type in the published data package: string, date or yearmonth.
        derived: True where `build` makes the column and archive files do not have it.
    """
    checks = [pa.Check.str_matches(f"^(?:{pattern})$", error=f"is written like {pattern}")] if pattern else []
    checks += [pa.Check.isin(list(allowed), error=f"is one of {', '.join(allowed)}")] if allowed else []
    checks += [pa.Check(is_day, error="is a day of the calendar")] if pattern in {DATE, PART_DATE} else []
    return pa.Column(
        str,
        checks,
        nullable=nullable,
        description=description,
        metadata={"type": kind, "unit": None, "derived": derived},
    )


def whole(
    description: str, *, unit: str, low: int, high: int, nullable: bool = False, derived: bool = False
) -> pa.Column:
    """A column of whole numbers from low to high, both included."""
    return pa.Column(
        "Int64",
        pa.Check.in_range(low, high, error=f"is from {low:g} to {high:g}"),
        nullable=nullable,
        description=description,
        metadata={"type": "integer", "unit": unit, "derived": derived},
    )


def number(
    description: str, *, unit: str, low: float, high: float, nullable: bool = False, derived: bool = False
) -> pa.Column:
    """A column of numbers from low to high, both included."""
    return pa.Column(
        "float64",
        pa.Check.in_range(low, high, error=f"is from {low:g} to {high:g}"),
        nullable=nullable,
        description=description,
        metadata={"type": "number", "unit": unit, "derived": derived},
    )


def is_day(cells: pd.Series) -> pd.Series:
    """Whether each date, filled up to a day, is in the calendar (2024-02-30 is not)."""
    days = cells.str.slice(0, 10).where(cells.str.len() >= 10, cells.str.slice(0, 7) + "-01")
    return pd.to_datetime(
        days.where(cells.str.len() != 4, cells + "-01-01"), format="%Y-%m-%d", errors="coerce"
    ).notna()


def flag(description: str) -> pa.Column:
    """A column of 1 (yes) and 0 (no)."""
    return whole(description, unit="1 yes, 0 no", low=0, high=1)


def code(description: str, *, nullable: bool = False) -> pa.Column:
    """A place by its code in table places."""
    return text(description, pattern=CODE, nullable=nullable)


def partner() -> pa.Column:
    """The state (or aggregate) on the other side."""
    return code("Partner by ISO 3166-1 alpha-3 code, or a code of kind other or aggregate in table places")


def year(description: str = "Calendar year") -> pa.Column:
    """A calendar year."""
    return whole(description, unit="year", low=FIRST_YEAR, high=LAST_YEAR)


def month() -> pa.Column:
    """A calendar month."""
    return text("Calendar month", pattern=MONTH, nullable=False, kind="yearmonth")


def flow(description: str = "Russia's side: export = from Russia to the partner, import = to Russia") -> pa.Column:
    """The direction of trade."""
    return text(description, allowed=FLOWS, nullable=False)


def value_usd(description: str = "Value of goods", *, nullable: bool = False, high: float = MAX_TRADE_USD) -> pa.Column:
    """A value in current US dollars."""
    return number(f"{description}, current US dollars", unit="USD", low=0, high=high, nullable=nullable)


def source() -> pa.Column:
    """Who published the figure."""
    return text("Source id, see table sources", pattern=r"[a-z0-9_]+", nullable=False)


def reporter() -> pa.Column:
    """Whose statistics say so."""
    return code(
        "Whose statistics say so, by code; empty where a source reconciles both sides or adds up", nullable=True
    )


def valuation() -> pa.Column:
    """How goods are valued."""
    return text(
        "fob = at the border of the exporter, cif = with freight and insurance", allowed=["fob", "cif", "unknown"]
    )


def basis(*, also: Sequence[str] = ()) -> pa.Column:
    """Who says so."""
    return text(
        "reported = by Russia, mirror = by the partner, estimate = by neither"
        + (", derived = worked out" if also else ""),
        allowed=["reported", "mirror", "estimate", *also],
        nullable=False,
    )


def quality() -> pa.Column:
    """Whether a figure may be used."""
    return text(
        "ok = no problem found (less than verified), suspect = only with its note shown, known_bad = do not use",
        allowed=["ok", "suspect", "known_bad"],
        nullable=False,
    )


def note() -> pa.Column:
    """A remark."""
    return text("Remark of this project")


def source_url() -> pa.Column:
    """Where a row was read."""
    return text("Address where it was read", pattern=ADDRESS, nullable=False)


def who_reported() -> pa.Column:
    """Who announced a figure."""
    return text("Who announced it", nullable=False)


def date(description: str, *, nullable: bool = False) -> pa.Column:
    """A day, YYYY-MM-DD."""
    return text(description, pattern=DATE, nullable=nullable, kind="date")


def part_date(description: str, *, nullable: bool = False) -> pa.Column:
    """A day, or a month or a year where no more is known."""
    return text(
        f"{description}: YYYY-MM-DD, or YYYY-MM or YYYY where no more is known", pattern=PART_DATE, nullable=nullable
    )


def withdrawn_at() -> pa.Column:
    """When a row vanished at its live source; it stays in the table and leaves the default series."""
    return text(
        "Day on which the source no longer gave this row; such rows are not shown by default",
        pattern=DATE,
        kind="date",
        derived=True,
    )
