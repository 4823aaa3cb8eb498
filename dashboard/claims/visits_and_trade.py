"""The rows of a claim that looks at visits and at trade: both in one table, told apart by `what`."""

from typing import Final

import pandas as pd

COLUMNS: Final = ["when", "what", "direction", "who", "visitor_rank", "format", "flow", "value_usd", "source"]


def visits_and_trade(visits: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Give visits and figures of trade as one table to show.

    Args:
        visits: Rows of `visits` of the release.
        trade: when (ISO month or year, text), who (the reporter), flow, value_usd (current USD), source.

    Returns:
        when, what (visit, trade), direction, who (visitor or reporter), visitor_rank, format, flow, value_usd, source
        (of a visit its first evidence); visits first, each part in its own order.
    """
    went = visits.assign(when=visits["start"], who=visits["visitor"], source=visits["evidence_1"], what="visit")
    both = pd.concat([went, trade.assign(what="trade")], ignore_index=True)
    return both.reindex(columns=COLUMNS)
