"""The two lines of a sum over Asian partners, `full` and `long`, with their coverage and publishable years.

Belongs here: the set and the sources of each line, the weights, coverage, what is missing. Does not belong here: the
world total (`world`), shares of it (`share`), and any sum over what different reporters say: there is none.

docs: method, "Lines and windows".
"""

from collections.abc import Collection, Set
from typing import Final

import pandas as pd

from dashboard.measures import asia as definitions
from dashboard.measures import cells

LINES: Final = ("full", "long")
FULL_FIRST: Final = 2016
LONG_FIRST: Final = 2006
LAST_REPORTED: Final = cells.BREAK_YEAR - 1
CUSTOMS: Final = ("fcs", "fcs_cis")
IMF: Final = "imf_imts"
THRESHOLD_PCT: Final = 90.0
_ROUNDING: Final = 1e-9
COLUMNS: Final = (
    "year",
    "value_usd",
    "basis",
    "quality",
    "coverage_pct",
    "set_coverage_pct",
    "publishable",
    "partners",
    "missing",
    "source",
)


def aggregate_line(
    trade: pd.DataFrame,
    places: pd.DataFrame,
    asia: str,
    line: str,
    flow: str = "turnover",
    *,
    without: Set[str] = frozenset(),
) -> pd.DataFrame:
    """Give the sum over a definition's partners by year, with what it covers.

    `full` sums all partners of the definition from `imf_imts`, 2016 on. `long` sums the constant set of `long_set`,
    from Russian customs 2006-2021 and from `imf_imts` for the same partners after that. A partner counts in a year
    only with a value of the flow; a turnover needs both flows. A year is publishable when the partners summed held
    90 % or more of the definition's 2016-2021 turnover, for `long` as for `full`.

    Args:
        trade: `trade_annual` of the release.
        places: `places` of the release.
        asia: core, core_central or wide.
        line: full or long.
        flow: export, import or turnover.
        without: Partners taken out of the sum, the set and the weights.

    Returns:
        year (key, ascending), value_usd (current USD), basis (reported, or estimate if any part is one), quality
        (worst of the parts), coverage_pct (percent of the definition's turnover weight that is summed),
        set_coverage_pct (the same, of the line's own partners), publishable (bool), partners (number summed), missing
        (partners of the definition with weight but not in the sum, heaviest first, joined by ";"), source (joined by
        " + "). Years that are not publishable keep their value: read the flag.

    Raises:
        ValueError: asia, line or flow does not exist, or a column is missing.
    """
    members = [partner for partner in definitions.partners_of(places, asia) if partner not in without]
    chosen = line_set(trade, members, line)
    values = line_cells(trade, chosen, line, flow)
    weight = turnover_weights(trade, members)
    sums = [_year(int(str(year)), part, weight, chosen) for year, part in values.groupby("year", sort=True)]
    return pd.DataFrame(sums, columns=list(COLUMNS)).astype(
        {"year": "int64", "value_usd": "float64", "coverage_pct": "float64", "set_coverage_pct": "float64"}
        | {
            "publishable": "bool",
            "partners": "int64",
            "basis": "str",
            "quality": "str",
            "missing": "str",
            "source": "str",
        }
    )


def last_publishable(frame: pd.DataFrame) -> int | None:
    """Give the last year of a line that may be published ("last year" in the claims); None if there is none."""
    years = frame.loc[frame["publishable"], "year"]
    return None if years.empty else int(years.max())


def long_set(trade: pd.DataFrame, members: Collection[str]) -> tuple[str, ...]:
    """Give the partners that Russian customs give in both flows for every year 2006-2021.

    Args:
        trade: `trade_annual` of the release.
        members: Candidates, ISO 3166-1 alpha-3.

    Returns:
        Their codes, sorted; () if there are none.
    """
    customs = _of_sources(trade, members, CUSTOMS, LONG_FIRST, LAST_REPORTED)
    both = cells.single_reporter_values(customs, "turnover").drop_duplicates(["partner", "year"])
    years = both.groupby("partner").size()
    return tuple(sorted(str(partner) for partner in years.index[years == LAST_REPORTED - LONG_FIRST + 1]))


def line_set(trade: pd.DataFrame, members: Collection[str], line: str) -> tuple[str, ...]:
    """Give the partners a line sums: all members for `full`, the constant set for `long`.

    Raises:
        ValueError: The line does not exist.
    """
    cells.check("line", line, LINES)
    return tuple(sorted(members)) if line == "full" else long_set(trade, members)


def line_cells(trade: pd.DataFrame, members: Collection[str], line: str, flow: str) -> pd.DataFrame:
    """Give the value of each member and year by the sources of a line, before any sum.

    Returns:
        partner, year, value_usd (current USD), source, reporter, basis, method, quality, note; key partner, year.

    Raises:
        ValueError: The line or the flow does not exist.
    """
    cells.check("line", line, LINES)
    if line == "full":
        rows = _of_sources(trade, members, (IMF,), FULL_FIRST, None)
    else:
        customs = _of_sources(trade, members, CUSTOMS, LONG_FIRST, LAST_REPORTED)
        rows = pd.concat([customs, _of_sources(trade, members, (IMF,), cells.BREAK_YEAR, None)])
    values = cells.single_reporter_values(rows, flow).drop_duplicates(["partner", "year"])
    return values[list(cells.CELL_COLUMNS)].reset_index(drop=True)


def turnover_weights(trade: pd.DataFrame, members: Collection[str]) -> pd.Series:
    """Give each member's weight: its `imf_imts` turnover summed over 2016-2021, years with both flows only.

    Returns:
        current USD by partner, heaviest first; a member without any such year is not in it.
    """
    rows = _of_sources(trade, members, (IMF,), FULL_FIRST, LAST_REPORTED)
    weight = cells.single_reporter_values(rows, "turnover").groupby("partner")["value_usd"].sum()
    return weight.sort_values(ascending=False, kind="stable")


def covered_pct(weight: pd.Series, partners: Collection[str]) -> float:
    """Give the percent of the weights that the named partners hold; NaN if there are no weights."""
    total = float(weight.sum())
    return float(weight[weight.index.isin(list(partners))].sum()) / total * 100 if total else float("nan")


def _of_sources(
    trade: pd.DataFrame, members: Collection[str], sources: Collection[str], first: int, last: int | None
) -> pd.DataFrame:
    """Keep Russia's rows of some partners, sources and years; `last` None leaves the end open."""
    cells.require(trade, ["partner", "year", "source", "reporter"])
    kept = (
        trade["partner"].isin(list(members))
        & trade["source"].isin(list(sources))
        & (trade["reporter"] == cells.RUSSIA)
        & (trade["year"] >= first)
    )
    return trade[kept if last is None else kept & (trade["year"] <= last)]


def _year(year: int, part: pd.DataFrame, weight: pd.Series, chosen: Collection[str]) -> dict[str, object]:
    present = set(part["partner"])
    coverage = covered_pct(weight, present)
    return {
        "year": year,
        "value_usd": float(part["value_usd"].sum()),
        "basis": "estimate" if (part["basis"] == "estimate").any() else "reported",
        "quality": "suspect" if (part["quality"] == "suspect").any() else "ok",
        "coverage_pct": coverage,
        "set_coverage_pct": covered_pct(weight[weight.index.isin(list(chosen))], present),
        "publishable": coverage >= THRESHOLD_PCT - _ROUNDING,
        "partners": len(present),
        "missing": ";".join(str(partner) for partner in weight.index if partner not in present),
        "source": cells.joined(sorted(part["source"]), " + "),
    }
