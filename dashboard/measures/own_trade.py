"""A partner's turnover by its own statistics, each flow from the best of its sources, and whom it trades more with.

Belongs here: joining two flows of one reporter across sources, the partner's world total, the counterparts that are
surely larger. Does not belong here: what the counterparts say, one source's comparison of two counterparts (`rivals`),
Russia's side (`partner_line`), verdicts (claims).

docs: method, "Claims" (russia-no-replacement, eu-no-rival). `rivals` keeps a turnover within one source; here it is
kept within one reporter, as `cells` does for Russia's, because no source has both flows of Vietnam with Russia.
"""

from collections.abc import Collection
from typing import Final

import pandas as pd

from dashboard.measures import cells, rivals

COLUMNS: Final = (
    "year",
    "counterpart",
    "value_usd",
    "export_usd",
    "import_usd",
    "source",
    "basis",
)
_BASES: Final = ("reported", "derived", "mirror", "estimate")


def own_turnover(table: pd.DataFrame, partner: str, counterparts: Collection[str]) -> pd.DataFrame:
    """Give a partner's turnover with some counterparts, by its own statistics.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        counterparts: Codes.

    Returns:
        year, counterpart (key, sorted), value_usd, export_usd, import_usd (current USD, the partner's side), source
        (of exports, then of imports: "unctad_matrix + wits_shares"), basis (of the two the worse). Only years in which
        the partner itself reports both flows.

    Raises:
        ValueError: A column is missing.
    """
    exports, imports = (_own_flow(table, partner, counterparts, flow) for flow in ("export", "import"))
    both = exports.merge(imports, on=["year", "counterpart"], suffixes=("_export", "_import"))
    frame = both.assign(
        value_usd=both["value_usd_export"] + both["value_usd_import"],
        export_usd=both["value_usd_export"],
        import_usd=both["value_usd_import"],
        source=[cells.joined(pair, " + ") for pair in zip(both["source_export"], both["source_import"], strict=True)],
        basis=cells.worst(both["basis_export"], both["basis_import"], _BASES),
    )
    return frame.sort_values(["year", "counterpart"], ignore_index=True)[list(COLUMNS)]


def world_turnover(table: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Give a partner's turnover with the world by year, from the best source that has both flows.

    Returns:
        year (key, ascending), value_usd (current USD), source, basis.

    Raises:
        ValueError: A column is missing.
    """
    frame = rivals.counterparts(table, partner, "turnover")
    known = frame[frame["counterpart"].eq(cells.WORLD) & frame["value_usd"].notna()]
    return known[["year", "value_usd", "source", "basis"]].reset_index(drop=True)


def known_flows(table: pd.DataFrame, partner: str, *, at_least: int) -> pd.DataFrame:
    """Give what the partner's own statistics surely hold for each state, in the last year that lists enough of them.

    A sum of the flows that are listed is a lower bound of the turnover: a flow that a short list leaves out is unknown,
    not zero.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        at_least: How many states a year must list.

    Returns:
        year (one value), counterpart (key), known_usd (current USD), largest first; empty if no year lists enough.

    Raises:
        ValueError: A column is missing.
    """
    flows = pd.concat([_own_flow(table, partner, None, flow) for flow in ("export", "import")])
    states = flows[~flows["counterpart"].isin(rivals.AGGREGATES)]
    sums = states.groupby(["year", "counterpart"], as_index=False).agg(known_usd=("value_usd", "sum"))
    listed = sums.groupby("year").size()
    enough = listed.index[listed >= at_least]
    last = sums[sums["year"] == enough.max()] if len(enough) else sums.head(0)
    return last.sort_values(["known_usd", "counterpart"], ascending=[False, True], ignore_index=True)


def ranks_of_year(table: pd.DataFrame, partner: str, common: rivals.CommonYear) -> pd.DataFrame:
    """Give the rank of each state in one year by one source of the partner's statistics.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        common: A year, source and reporter, as `rivals.last_common_year` gives them.

    Returns:
        counterpart (key, sorted), export_usd, import_usd, turnover_usd (current USD; NaN where the source does not
        list the flow), export_rank, import_rank, turnover_rank (1 = largest among the states listed in that flow, for
        a turnover in both; ties share the better rank).

    Raises:
        ValueError: A column is missing.
    """
    values = {}
    for flow in cells.FLOWS:
        rows = rivals.every_source(table, partner, flow)
        chosen = (rows["year"] == common.year) & (rows["source"] == common.source)
        chosen &= (rows["reporter"] == common.reporter) & ~rows["counterpart"].isin(rivals.AGGREGATES)
        values[f"{flow}_usd"] = rows[chosen].set_index("counterpart")["value_usd"]
    return with_ranks(pd.DataFrame(values))


def with_ranks(values: pd.DataFrame) -> pd.DataFrame:
    """Add the rank of each counterpart to its flows.

    Args:
        values: export_usd, import_usd, turnover_usd; index counterpart.

    Returns:
        counterpart (key, sorted), those columns, and export_rank, import_rank, turnover_rank (NaN without a value).
    """
    ranks = {f"{flow}_rank": values[f"{flow}_usd"].rank(ascending=False, method="min") for flow in cells.FLOWS}
    return values.assign(**ranks).rename_axis("counterpart").sort_index().reset_index()


def _own_flow(table: pd.DataFrame, partner: str, counterparts: Collection[str] | None, flow: str) -> pd.DataFrame:
    """Keep what the partner itself reports of one flow, the best source of each year; None keeps all counterparts."""
    rows = rivals.every_source(table, partner, flow)
    rows = rows[rows["reporter"].eq(partner) & rows["value_usd"].notna()]
    if counterparts is not None:
        rows = rows[rows["counterpart"].isin(list(counterparts))]
    best = rows.sort_values("place", kind="stable").drop_duplicates(["year", "counterpart"])
    return best[["year", "counterpart", "value_usd", "source", "basis"]]
