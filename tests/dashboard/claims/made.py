"""Releases of a few made-up rows, for the claims about forums and trips."""

import pandas as pd

from dashboard.release import Release
from tests.dashboard.measures.meetings import meeting, meetings
from tests.dashboard.measures.visit_rows import visit, visits

CORE, CENTRAL, WEST = ("VNM", "IND", "CHN"), ("KAZ",), ("TUR",)


def release_of(**tables):
    """A release of these tables."""
    return Release(id="made", time="2026-11-24", tables=tables, package={}, facts={})


def places():
    """Three core partners, one of Central Asia, one of West Asia."""
    rows = [
        (iso3, iso3, "partner", int(iso3 in CORE), int(iso3 in CORE + CENTRAL), 1) for iso3 in (*CORE, *CENTRAL, *WEST)
    ]
    return pd.DataFrame(rows, columns=["iso3", "label", "kind", "asia_core", "asia_core_central", "asia_all"])


def completeness(**other):
    """The president's trips found to 90 to 95 % in 2012-19 and nearly all since; unless told otherwise."""
    early = {"period_start_year": 2012, "period_end_year": 2019, "share_low_pct": 90.0, "share_high_pct": 95.0}
    late = {"period_start_year": 2022, "period_end_year": 2025, "share_low_pct": None, "share_high_pct": None}
    rows = [
        {"class": kind, **span, "status": status, "zero_ok": 1} | other
        for kind in ("president_abroad", "prime_minister_abroad")
        for span, status in ((early, "estimated"), (late, "near_complete"))
    ]
    return pd.DataFrame(rows).astype({"share_low_pct": "float64", "share_high_pct": "float64"})


def of_trips(*rows, **stated):
    """A release of trips."""
    return release_of(visits=visits(*rows), places=places(), visits_completeness=completeness(**stated))


def trips(year, count, **other):
    """Some trips that began in a year."""
    return [visit(f"{year}-{month:02d}-01", **other) for month in range(1, count + 1)]


def of_meetings(*rows):
    """A release of forum meetings."""
    return release_of(forum_meetings=meetings(*rows), places=places())


def attended(forum, years, rank, **other):
    """A meeting of a forum in each of some years, with the office Russia sent."""
    return [meeting(forum=forum, year=year, dates=f"{year}-11-01", russia_rank=rank, **other) for year in years]


def ended(forum, years, outcome, **other):
    """A meeting of a forum in each of some years, with how it ended."""
    return [meeting(forum=forum, year=year, dates=f"{year}-11-01", outcome=outcome, **other) for year in years]
