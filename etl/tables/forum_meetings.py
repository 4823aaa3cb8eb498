"""Meetings of forums: where, how, who came for Russia, the US and China, and what was agreed."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table, place

FORUMS = ("APEC", "EAS", "SCO", "BRICS", "CICA", "G20", "EEF", "BRF", "ASEAN-Russia")


def cancelled_alike(frame: pd.DataFrame) -> pd.Series:
    """Whether status and outcome agree that a meeting was cancelled."""
    return (frame["status"] == "cancelled") == (frame["outcome"] == "cancelled")


def _rank(who: str) -> pa.Column:
    return columns.text(
        f"Highest office that came for {who}; none = nobody, not_member, empty = unknown", pattern=r"[a-z_]+"
    )


TABLE = Table(
    name="forum_meetings",
    title="Meetings of forums",
    description="One row a meeting. unknown = not found, none = no joint text. Ranks are of the persons who came.",
    columns={
        "forum": columns.text("Forum", allowed=FORUMS, nullable=False),
        "year": columns.year("Year of the meeting"),
        "edition": columns.whole("Number of the meeting", unit="number", low=1, high=100, nullable=True),
        "dates": columns.text(
            "Day, days (from/to), month or year", pattern=rf"{columns.PART_DATE}(?:/{columns.DATE})?"
        ),
        "dates_basis": columns.text("How firm the dates are", pattern=r"[a-z_]+"),
        "host_country": columns.code("Host, by code in table places"),
        "city": columns.text("City"),
        "mode": columns.text("How it was held", allowed=["in_person", "hybrid", "virtual", "cancelled"]),
        "russia_rank": _rank("Russia"),
        "russia_person": columns.text("Who came for Russia"),
        "us_rank": _rank("the United States"),
        "us_person": columns.text("Who came for the United States"),
        "china_rank": _rank("China"),
        "china_person": columns.text("Who came for China"),
        "outcome": columns.text(
            "What was agreed",
            allowed=["joint_declaration", "chair_statement_only", "none", "unknown", "cancelled"],
            nullable=False,
        ),
        "outcome_note": columns.note(),
        "sources": columns.text(
            "Addresses, joined by ;", pattern=rf"{columns.ADDRESS}(?:;{columns.ADDRESS})*", nullable=False
        ),
        "failure_cause": columns.text(
            "Where there was no joint text: between whom", allowed=["us_china", "russia_ukraine", "us_china_russia"]
        ),
        "status": columns.text("Whether it took place", allowed=["held", "cancelled", "planned"], nullable=False),
    },
    key=("forum", "year", "dates"),
    references=(place("host_country"),),
    checks=(pa.Check(cancelled_alike, error="status and outcome agree on cancelled"),),
    period=("year",),
)
