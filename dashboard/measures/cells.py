"""Every usable value of a cell, each in its own right, and the order in which sources are preferred.

A cell is one partner, year and flow. Belongs here: what may be used at all, what one reporter says about a cell, the
rank of a source, and the small rules for carrying doubt (the worst of the parts wins). Does not belong here: choosing
one value for a partner's line (`partner_line`) or summing partners (`aggregate`).
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pandas as pd

RUSSIA: Final = "RUS"
WORLD: Final = "WLD"
BREAK_YEAR: Final = 2022
"""The first year Russia did not report: from here `imf_imts` is an estimate."""

FLOWS: Final = ("export", "import", "turnover")
BASES: Final = ("preferred", "reported", "mirror", "lowest", "highest")

PREFERENCE: Final = (
    ("fcs", "russia"),
    ("fcs_cis", "russia"),
    ("imf_imts", "russia"),
    ("wits_shares", "russia"),
    ("imf_imts_mirror", "partner"),
    ("comtrade", "partner"),
    ("uzstat", "partner"),
    ("kazstat", "partner"),
    ("kyrgyzstat", "partner"),
    ("wits_shares", "partner"),
    ("wits_top5", "russia"),
    ("wits_top5", "partner"),
)
"""Source and the side that reports, best first; a pair that is not listed never makes a partner's line."""

LONE_POINTS: Final = ("unctad_matrix", "cow4")
"""Sources of single years: part of the range of sources, drawn as points, never joined to a line."""

NEVER: Final = ("atlas", "wits_shares_atlas")
"""Sources that are used neither for a partner's line nor for its range."""

CELL_COLUMNS: Final = (
    "partner",
    "year",
    "value_usd",
    "source",
    "reporter",
    "basis",
    "method",
    "quality",
    "note",
)
QUALITIES: Final = ("ok", "suspect")
METHODS: Final = ("direct", "derived", "estimated")
_TEXT: Final = ("partner", "flow", "source", "reporter", "basis", "method", "quality", "note")
_REPORTER: Final = ["partner", "year", "reporter", "basis"]


def usable(trade: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of the annual table that may be used.

    Rows of quality `known_bad` and rows without a value are left out; `suspect` rows stay and keep their quality and
    note. Text comes out as text, with "" where it was missing.

    Args:
        trade: `trade_annual` of the release; key partner, year, flow, source, reporter.

    Returns:
        partner, year, flow, value_usd (current USD), source, reporter, basis, method, quality, note; same key.

    Raises:
        ValueError: A column is missing.
    """
    columns = ["partner", "year", "flow", "value_usd", "source", "reporter", "basis", "method", "quality", "note"]
    require(trade, columns)
    kept = trade.loc[(trade["quality"] != "known_bad") & trade["value_usd"].notna(), columns]
    texts = {name: kept[name].astype("str").fillna("") for name in _TEXT}
    return kept.assign(**texts, year=kept["year"].astype("int64"), value_usd=kept["value_usd"].astype("float64"))


def single_reporter_values(trade: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Give what each reporter says about each cell, source by source, best source first.

    A turnover is formed within one reporter and basis only: once for each source that has both flows, and once more
    from the preferred source of each flow where these two differ (source "fcs + imf_imts"; its rank is the worse of the
    two). Rows without a reporter are sums over several and are left out, as are the sources of `NEVER`.

    Args:
        trade: `trade_annual` of the release.
        flow: export, import or turnover, always Russia's side.

    Returns:
        partner, year, value_usd (current USD), source, reporter, basis, method, quality, note, rank (0 is best, NaN
        for a source outside `PREFERENCE`); key partner, year, source, reporter, basis; sorted by partner, year, rank.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    check("flow", flow, FLOWS)
    rows = usable(trade)
    rows = rows[~rows["source"].isin(NEVER) & (rows["reporter"] != "")]
    rows = rows.assign(rank=_rank(rows))
    values = _turnovers(rows) if flow == "turnover" else _one_flow(rows, flow)
    order = ["partner", "year", "rank", "second", "source", "reporter"]
    return values.sort_values(order, ignore_index=True)[[*CELL_COLUMNS, "rank"]]


def worst(left: pd.Series, right: pd.Series, scale: Sequence[str]) -> pd.Series:
    """Give, row by row, the one of two labels that stands later on a scale from best to worst."""
    result = left
    for label in scale[1:]:
        result = result.mask((left == label) | (right == label), label)
    return result


def joined(texts: Iterable[str], separator: str) -> str:
    """Join the distinct texts that are not empty, in the order in which they come."""
    return separator.join(dict.fromkeys(text for text in texts if text))


def check(name: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse a value that is not one of those allowed.

    Raises:
        ValueError: It is not; the message names the choices.
    """
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; choose one of {', '.join(allowed)}")


def require(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """Refuse a frame that lacks a column.

    Raises:
        ValueError: One is missing; the message names all that are.
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(f"the frame lacks {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}")


def _rank(rows: pd.DataFrame) -> pd.Series:
    side = np.where(rows["reporter"] == RUSSIA, "russia", "partner")
    places = {f"{source}/{who}": float(place) for place, (source, who) in enumerate(PREFERENCE)}
    return (rows["source"] + "/" + side).map(places).astype("float64")


def _one_flow(rows: pd.DataFrame, flow: str) -> pd.DataFrame:
    kept = rows[rows["flow"] == flow]
    return kept.assign(second=kept["rank"])


def _turnovers(rows: pd.DataFrame) -> pd.DataFrame:
    """Pair exports and imports of one reporter: within each source, and across its preferred sources."""
    ranked = rows[rows["rank"].notna()].sort_values("rank", kind="stable")
    first = ranked.drop_duplicates([*_REPORTER, "flow"]).index
    parts = rows.assign(first=rows.index.isin(first))
    exports, imports = (parts[parts["flow"] == flow].drop(columns="flow") for flow in ("export", "import"))
    both = exports.merge(imports, on=_REPORTER, suffixes=("_export", "_import"))
    same = both["source_export"] == both["source_import"]
    both = both[same | (both["first_export"] & both["first_import"])]
    ranks = both[["rank_export", "rank_import"]]
    return both.assign(
        value_usd=both["value_usd_export"] + both["value_usd_import"],
        source=_sources(both),
        method=worst(both["method_export"], both["method_import"], METHODS),
        quality=worst(both["quality_export"], both["quality_import"], QUALITIES),
        note=_notes(both["note_export"], both["note_import"]),
        rank=ranks.max(axis=1, skipna=False),
        second=ranks.min(axis=1, skipna=False),
    )


def _sources(both: pd.DataFrame) -> pd.Series:
    """Name the source of a pair, or both with the preferred one first."""
    left, right = both["source_export"], both["source_import"]
    ordered = (left + " + " + right).where(both["rank_export"] < both["rank_import"], right + " + " + left)
    return left.where(left == right, ordered)


def _notes(left: pd.Series, right: pd.Series) -> pd.Series:
    both = (left != "") & (right != "") & (left != right)
    return (left + "; " + right).where(both, left.where(left != "", right))
