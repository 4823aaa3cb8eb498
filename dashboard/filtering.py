"""Which rows of a table the reader's choice leaves: the same on the page and in the API.

Belongs here: filtering by partner, year and words. Does not belong here: which rows may be passed on
(`files.held_back`), how a table looks (`layout`).
"""

from typing import Final

import pandas as pd

from dashboard.selection import Choice

PLACE_COLUMNS: Final = ("partner", "iso3", "destination")
YEAR_COLUMNS: Final = ("year", "session_year", "month", "period", "start", "date", "period_start")


def filtered(table: pd.DataFrame, choice: Choice, text: str) -> pd.DataFrame:
    """The rows of the chosen partners and years that hold every word of `text`, in any column and either case."""
    place = next((c for c in PLACE_COLUMNS if c in table), None)
    year = next((c for c in YEAR_COLUMNS if c in table), None)
    keep = pd.Series(data=True, index=table.index)
    if choice.partners and place:
        keep &= table[place].isin(choice.partners)
    if year and (choice.first or choice.last):
        years = pd.to_numeric(table[year].astype("str").str.extract(r"(\d{4})", expand=False), errors="coerce")
        keep &= years.between(choice.first or 0, choice.last or 9999)
    if words := text.split():
        written = table.astype("str").fillna("")
        said = written.iloc[:, 0].str.cat(written.iloc[:, 1:], sep=" ")
        for word in words:
            keep &= said.str.contains(word, case=False, regex=False)
    return table[keep].reset_index(drop=True)
