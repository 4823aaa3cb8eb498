"""Runs of the World Bank's source against its stand-in, for both files of tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from etl.source import Answer, Parsed, Plan
from etl.sources import world_bank
from tests.etl.servers.world_bank import WorldBankServer
from tests.etl.sources.asking import DirectAsker

GDP, PERSONS = "NY.GDP.MKTP.CD", "SP.POP.TOTL"
KINDS = {"CHN": "partner", "VNM": "partner", "PRK": "partner", "RUS": "russia", "USA": "other", "WLD": "aggregate"}
PLACES = pd.DataFrame({"iso3": list(KINDS), "kind": list(KINDS.values())})
PLAN = Plan(partners=("CHN", "PRK", "VNM"), places=PLACES, since=1990, today=date(2026, 11, 24))


def fetched(
    bank: WorldBankServer, plan: Plan = PLAN, last: dict[str, Answer] | None = None
) -> tuple[DirectAsker, Sequence[Answer]]:
    """The asker after a fetch, `last` being the answers of the last good run; and what fetch returned."""
    asker = DirectAsker(replace(world_bank.SOURCE, base=bank.url), last)
    return asker, world_bank.fetch(asker, plan)


def run(bank: WorldBankServer, plan: Plan = PLAN) -> Parsed:
    """Fetch, with nothing asked before, and parse."""
    return world_bank.parse(fetched(bank, plan)[1], plan)


def row_of(bank: WorldBankServer, indicator: str, code: str, year: str) -> dict[str, Any]:
    """One row of the stand-in."""
    (row,) = [
        row
        for row in bank.rows
        if (row["indicator"]["id"], row["countryiso3code"], row["date"]) == (indicator, code, year)
    ]
    return row


def cells(parsed: Parsed, table: str, code: str) -> dict[str, str]:
    """Year to figure."""
    rows = parsed.rows[table]
    return dict(rows[rows["iso3"] == code].set_index("year").iloc[:, 1])
