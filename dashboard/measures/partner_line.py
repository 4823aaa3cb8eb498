"""One value for each partner, year and flow: the line of a single partner, with the range of its sources.

Belongs here: choosing among what single reporters say, cutting the line where it must not be joined, and the points
that stay alone. Does not belong here: sums over partners (`aggregate`) and the order of sources itself (`cells`).
"""

import pandas as pd

from dashboard.measures import cells

RANGE_COLUMNS = (
    "partner",
    "year",
    "lowest_usd",
    "highest_usd",
    "n_sources",
    "lowest_source",
    "highest_source",
)
VALUE_COLUMNS = (*cells.CELL_COLUMNS, "segment", "lowest_usd", "highest_usd", "n_sources")


def partner_values(trade: pd.DataFrame, flow: str, basis: str = "preferred") -> pd.DataFrame:
    """Give the value of every partner and year, with the segment of the line it belongs to.

    Bases: `preferred` takes the first source of `cells.PREFERENCE`; `reported` and `mirror` do the same among rows of
    that basis alone; `lowest` and `highest` take the extreme over all usable single-reporter values of the cell.
    A segment is what may be drawn as one line: a new one begins where the reporter or the basis changes (so at the
    break of 2022, where Russia's own figures end), after a year without a value, and on both sides of a lone point.

    Args:
        trade: `trade_annual` of the release.
        flow: export, import or turnover.
        basis: preferred, reported, mirror, lowest or highest.

    Returns:
        partner, year, value_usd (current USD), source, reporter, basis, method, quality, note, segment (1, 2, ...
        within a partner), lowest_usd, highest_usd (current USD), n_sources (values behind the range, two reporters in
        one source being two); key partner, year; sorted by it.

    Raises:
        ValueError: The flow or the basis does not exist, or a column is missing.
    """
    cells.check("basis", basis, cells.BASES)
    values = cells.single_reporter_values(trade, flow)
    chosen = _choose(values, basis).sort_values(["partner", "year"], ignore_index=True)
    ranges = _ranges(values)[["partner", "year", "lowest_usd", "highest_usd", "n_sources"]]
    line = chosen.assign(segment=_segments(chosen)).merge(ranges, on=["partner", "year"], how="left")
    return line[list(VALUE_COLUMNS)]


def partner_line(values: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Give one partner's rows of `partner_values`, by year; empty with the same columns if there are none."""
    return values[values["partner"] == partner].sort_values("year", ignore_index=True)


def lone_points(trade: pd.DataFrame, partner: str, flow: str) -> pd.DataFrame:
    """Give the values of the sources that have single years only, which are drawn as points and never joined.

    Args:
        trade: `trade_annual` of the release.
        partner: ISO 3166-1 alpha-3 code.
        flow: export, import or turnover.

    Returns:
        partner, year, value_usd (current USD), source, reporter, basis, method, quality, note; key year, source,
        reporter, basis; sorted by year.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    values = cells.single_reporter_values(trade[trade["partner"] == partner], flow)
    points = values[values["source"].isin(cells.LONE_POINTS)]
    return points.sort_values(["year", "source", "reporter"], ignore_index=True)[list(cells.CELL_COLUMNS)]


def range_of_sources(trade: pd.DataFrame, flow: str) -> pd.DataFrame:
    """Give how far apart the sources of each cell are.

    Args:
        trade: `trade_annual` of the release.
        flow: export, import or turnover.

    Returns:
        partner, year, lowest_usd, highest_usd (current USD), n_sources (values compared), lowest_source,
        highest_source; key partner, year. Estimates and lone points count; the sources of `cells.NEVER` do not.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    return _ranges(cells.single_reporter_values(trade, flow))


def _choose(values: pd.DataFrame, basis: str) -> pd.DataFrame:
    key = ["partner", "year"]
    if basis in {"lowest", "highest"}:
        ordered = values.sort_values("value_usd", ascending=basis == "lowest", kind="stable")
        return ordered.drop_duplicates(key)
    ranked = values[values["rank"].notna()]
    if basis != "preferred":
        ranked = ranked[ranked["basis"] == basis]
    return ranked.drop_duplicates(key)


def _ranges(values: pd.DataFrame) -> pd.DataFrame:
    key = ["partner", "year"]
    ordered = values.sort_values([*key, "value_usd"], kind="stable")
    lowest = ordered.drop_duplicates(key).reset_index(drop=True)
    highest = ordered.drop_duplicates(key, keep="last").reset_index(drop=True)
    sizes = ordered.groupby(key).size()
    # The three stand in the same order, by partner and year, so they can stand side by side.
    return lowest[key].assign(
        lowest_usd=lowest["value_usd"],
        highest_usd=highest["value_usd"],
        n_sources=sizes.to_numpy(),
        lowest_source=lowest["source"],
        highest_source=highest["source"],
    )


def _segments(line: pd.DataFrame) -> pd.Series:
    """Number the stretches of a line sorted by partner and year that may be joined."""
    before = line.shift()
    lone = line["source"].isin(cells.LONE_POINTS)
    cut = (
        (line["partner"] != before["partner"])
        | (line["year"] != before["year"] + 1)
        | (line["reporter"] != before["reporter"])
        | (line["basis"] != before["basis"])
        | lone
        | lone.shift(fill_value=False)
    )
    return cut.astype("int64").groupby(line["partner"]).cumsum()
