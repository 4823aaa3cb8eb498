"""Tables for claims on visits and trade, small enough to read in a test; only what a claim needs goes in a release."""

import pandas as pd

from dashboard.release import Release
from tests.dashboard.measures import tables as annual
from tests.dashboard.measures.visit_rows import visits as visit_table

BN = 1_000_000_000
HEADLINE = {
    "partner": "CHN",
    "period": "2024",
    "turnover_usd": None,
    "russian_exports_usd": None,
    "russian_imports_usd": None,
    "who_reported": "GACC",
    "source_url": "https://example.org/",
    "published_date": "2025-01-13",
    "note": None,
    "grade": "primary_or_wire",
    "period_kind": "year",
}
PARTNER_ANNOUNCED = ["partner", "counterpart", "year", "period", "exports_usd", "imports_usd", "turnover_usd"]
PARTNER_ANNOUNCED += ["who_reported", "source_url", "note", "mirror"]
CLASSES = ("president_abroad", "prime_minister_abroad", "china_india_leaders_in_russia", "foreign_minister_abroad")


def release(**tables):
    """A release in memory of just these tables."""
    return Release(id="made", time="2026-11-24", tables=tables, package={}, facts={})


def visits(*rows):
    """A table of Russia's visits with their evidence."""
    return visit_table(*rows).assign(evidence_1="https://example.org/")


def places(core=(), west=(), others=()):
    """Places whose label is their code."""
    frame = annual.places(core=core, west=west, others=others)
    return frame.assign(label=frame["iso3"])


def announced(period, turnover, **other):
    """One announced total: of China's customs office, unless told otherwise."""
    assert other.keys() <= HEADLINE.keys()
    return HEADLINE | {"period": str(period), "turnover_usd": turnover} | other


def headlines(*rows):
    """A table of announced totals."""
    amounts = dict.fromkeys(["turnover_usd", "russian_exports_usd", "russian_imports_usd"], "float64")
    texts = dict.fromkeys(HEADLINE.keys() - amounts.keys(), "str")
    return pd.DataFrame(list(rows), columns=list(HEADLINE)).astype(texts | amounts)


def no_partner_announced():
    """A table of partners' announced totals without rows."""
    return pd.DataFrame(columns=PARTNER_ANNOUNCED, dtype="str").astype(
        dict.fromkeys(["exports_usd", "imports_usd", "turnover_usd"], "float64")
    )


def months(first, last, exports, imports, **other):
    """China's figures of both flows for each month of a span."""
    return [
        {
            "partner": "CHN",
            "month": str(month),
            "flow": flow,
            "value_usd": value,
            "source": "comtrade",
            "reporter": "CHN",
            "quality": "ok",
        }
        | other
        for month in pd.period_range(first, last, freq="M")
        for flow, value in (("export", exports), ("import", imports))
    ]


def monthly(*rows):
    """A table of monthly trade."""
    columns = ["partner", "month", "flow", "value_usd", "source", "reporter", "quality"]
    return pd.DataFrame(list(rows), columns=columns).astype({"month": "str", "value_usd": "float64"})


def completeness(last=2025, low=40.0, high=80.0):
    """What is stated of each class of visits: one span from 2012 on."""
    rows = [(name, 2012, last, low, high) for name in CLASSES]
    names = ["class", "period_start_year", "period_end_year", "share_low_pct", "share_high_pct"]
    return pd.DataFrame(rows, columns=names)


def world_trade(partner, years, parts, world=100.0, source="wits_shares"):
    """A partner's turnover with some counterparts in each year, half in each flow, and with the world."""
    rows = [
        (partner, year, counterpart, flow, value / 2, source, partner, "reported", "")
        for year in years
        for counterpart, value in {**parts, "WLD": world}.items()
        for flow in ("export", "import")
    ]
    names = ["partner", "year", "counterpart", "flow", "value_usd", "source", "reporter", "basis", "note"]
    return pd.DataFrame(rows, columns=names)


def no_votes():
    """A table of UN votes without rows."""
    names = [f"distance_to_{power}" for power in ("RUS", "CHN", "USA")]
    types = dict.fromkeys(names, "float64") | {"partner": "str", "session_year": "int64"}
    return pd.DataFrame(columns=list(types)).astype(types)
