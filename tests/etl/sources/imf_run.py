"""Runs of the IMF's two sources against their stand-ins, for both files of tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from etl.source import Parsed, Plan
from etl.sources import imf_imts, imf_imts_mirror
from tests.etl.servers.imf import PARTNERS, ImfServer
from tests.etl.sources.asking import DirectAsker

PLAN = Plan(partners=PARTNERS, places=pd.DataFrame({"iso3": [], "kind": []}), since=2016, today=date(2026, 11, 24))
SOURCES = {"imf_imts": imf_imts.SOURCE, "imf_imts_mirror": imf_imts_mirror.SOURCE}
RUSSIAN_KEY = ("RUS", "XG_FOB_USD", "CHN")


def asked(server: ImfServer, plan: Plan = PLAN) -> DirectAsker:
    """The asker after all questions of the server's source."""
    asker = DirectAsker(replace(SOURCES[server.source], base=server.url))
    asker.source.fetch(asker, plan)
    return asker


def run(server: ImfServer, plan: Plan = PLAN) -> Parsed:
    """Fetch from the server and parse."""
    asker = asked(server, plan)
    return asker.source.parse(list(asker.answers.values()), plan)


def cell(parsed: Parsed, partner: str, period: str, flow: str = "export") -> dict[str, str]:
    """The one row of a cell."""
    table, column = ("trade_monthly", "month") if "-" in period else ("trade_annual", "year")
    rows = parsed.rows[table]
    (found,) = rows[(rows["partner"] == partner) & (rows[column] == period) & (rows["flow"] == flow)].to_dict("records")
    return found


def set_value(server: ImfServer, key: tuple[str, str, str], period: str, value: object) -> None:
    """Change one figure of the stand-in."""
    (row,) = [
        row
        for row in server.rows
        if (row["COUNTRY"], row["INDICATOR"], row["COUNTERPART_COUNTRY"]) == key and row["TIME_PERIOD"] == period
    ]
    row["OBS_VALUE"] = value
