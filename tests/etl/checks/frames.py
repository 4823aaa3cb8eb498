"""Made-up rows to put before the checks: six partners that grow smoothly, 2016 to 2024."""

from __future__ import annotations

from datetime import date

import pandas as pd

from etl.checks import Evidence
from etl.tables import TABLES

TABLE_OF = {table.name: table for table in TABLES}
TODAY = date(2026, 11, 24)
YEARS = range(2016, 2025)
# Exports of 2016 in million dollars; imports are half. Each year adds 6 %; no two partners come near each other.
EXPORTS = {"CHN": 40_000, "IND": 7_000, "JPN": 12_000, "KAZ": 20_000, "VNM": 2_000, "BTN": 0.01}
PLACES = pd.DataFrame(
    {"iso3": [*EXPORTS, "RUS", "WLD", "EU27"], "kind": ["partner"] * 6 + ["russia"] + ["aggregate"] * 2}
)


def cell(partner, period, flow, value, **cells):
    """One row of trade_annual (or trade_monthly, by the length of its period)."""
    return {
        "partner": partner,
        "month" if len(str(period)) > 4 else "year": str(period),
        "flow": flow,
        "value_usd": f"{value:.0f}",
        "source": "imf_imts",
        "reporter": "RUS",
        "valuation": "fob",
        "basis": "reported",
        "quality": "ok",
        "note": "",
        "method": "direct",
        "withdrawn_at": "",
        **cells,
    }


def annual(years=YEARS, **factors):
    """Rows of trade_annual for all partners."""
    rows = [
        cell(partner, year, flow, million * 1e6 * share * 1.06 ** (year - 2016) * factors.get(partner, 1))
        for partner, million in EXPORTS.items()
        for flow, share in (("export", 1), ("import", 0.5))
        for year in years
    ]
    return frame(rows)


def monthly(year=2023, partner="CHN", value=1e9, flow="export"):
    """Twelve equal months."""
    return frame([cell(partner, f"{year}-{month:02d}", flow, value) for month in range(1, 13)], "trade_monthly")


def frame(rows, table="trade_annual"):
    """Rows as text under the table's columns."""
    return pd.DataFrame(rows, columns=list(TABLE_OF[table].columns), dtype="str").fillna("")


def changed(rows, where, **cells):
    """The rows with some cells replaced; a value may be a function of the old figure."""
    return rows.assign(**{name: rows[name].mask(where, _new(rows.loc[where, name], cells[name])) for name in cells})


def _new(old, value):
    return old.astype(float).map(value).map("{:.0f}".format).astype("str") if callable(value) else value


def evidence(before, after, table="trade_annual", answer=None, **facts):
    """Evidence about a table; the answer is all that stands after, unless given."""
    return Evidence(
        table=TABLE_OF[table],
        source="imf_imts",
        before=before,
        after=after,
        answer=after[after["withdrawn_at"] == ""] if answer is None else answer,
        today=TODAY,
        **facts,
    )


def withdrawn(rows, where):
    """The rows, some of them withdrawn: what a merge leaves where they are missing in the answer."""
    return changed(rows, where, withdrawn_at="2026-11-24")


def of(rows, partner=None, flow=None, years=None):
    """Which rows are of a partner, flow, years."""
    chosen = pd.Series(True, index=rows.index)
    for column, wanted in (("partner", partner), ("flow", flow), ("year", years)):
        if wanted is not None:
            chosen &= rows[column].isin([wanted] if isinstance(wanted, str) else [str(one) for one in wanted])
    return chosen
