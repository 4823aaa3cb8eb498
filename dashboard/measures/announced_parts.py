"""What a partner's offices announced of its trade with a counterpart, year by year, as "at least so much".

Belongs here: whole years and the first months of a year, each with how many months it covers. Does not belong here:
what may stand on a chart of years (`rivals.announced_counterparts`, `announced`), since a part of a year looks like a
fall there.
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

WHOLE_YEAR: Final = 12
COLUMNS: Final = ("year", "value_usd", "months", "period", "who_reported", "source_url")
_FIRST_MONTHS: Final = r"^(\d{4})-01\.\.\1-(\d{2})$"


def announced_at_least(table: pd.DataFrame, partner: str, counterpart: str) -> pd.DataFrame:
    """Give the turnover that a partner's own offices announced with a counterpart, one row a year.

    The first months of a year are a lower bound of the year. A turnover is as announced, else the sum of the two flows
    of one row. Left out are the counterparts' figures (`mirror`), rows that another supersedes, fiscal years, and parts
    that do not begin in January.

    Args:
        table: `partner_announced_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        counterpart: Code of the counterpart.

    Returns:
        year (key, ascending), value_usd (current USD), months (12 for a whole year), period, who_reported, source_url.
        A year takes the row of most months, of these the highest value.

    Raises:
        ValueError: A column is missing.
    """
    texts = ["period", "who_reported", "source_url", "note", "mirror"]
    amounts = ["exports_usd", "imports_usd", "turnover_usd"]
    cells.require(table, ["partner", "counterpart", *texts, *amounts])
    superseded = table["note"].astype("str").fillna("").str.contains("superseded")
    chosen = table["partner"].eq(partner) & table["counterpart"].eq(counterpart) & table["mirror"].ne("yes")
    rows = table[chosen & ~superseded]
    period = rows["period"].astype("str")
    whole = period.where(period.str.fullmatch(r"\d{4}").astype("bool"))
    parts = period.str.extract(_FIRST_MONTHS).astype("str")
    value = rows["turnover_usd"].astype("float64")
    value = value.fillna(rows["exports_usd"].astype("float64") + rows["imports_usd"].astype("float64"))
    frame = rows.assign(
        year=pd.to_numeric(whole.fillna(parts[0]), errors="coerce"),
        months=pd.to_numeric(parts[1], errors="coerce").fillna(WHOLE_YEAR).astype("int64"),
        value_usd=value,
    ).dropna(subset=["year", "value_usd"])
    best = frame.sort_values(["year", "months", "value_usd"]).drop_duplicates("year", keep="last")
    return best.astype({"year": "int64"}).reset_index(drop=True)[list(COLUMNS)]
