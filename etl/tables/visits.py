"""Visits between Russia and Asian partners, 2000 on, coded for this project; a sample with its completeness stated."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Table, place

KINDS = ("broadcaster", "wire", "tracker", "kremlin", "wikipedia_list", "mfa")


def build(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep evidence addresses bare: words in brackets after one ("(China Vitae)") move to the note."""
    rows = rows.copy()
    for name in ("evidence_1", "evidence_2"):
        parts = rows[name].str.extract(r"^(?P<address>\S*)(?: \((?P<words>.*)\))?$")
        moved = parts["words"].notna()
        rows.loc[moved, name] = parts["address"][moved]
        words = name + ": " + parts["words"][moved]
        rows.loc[moved, "note"] = (rows["note"][moved] + "; " + words).str.removeprefix("; ")
    return rows


def in_order(frame: pd.DataFrame) -> pd.Series:
    """Whether each visit ends no earlier than it starts; an unknown end is fine."""
    return frame["end"].isna() | (frame["end"].fillna("9") >= frame["start"].fillna(""))


TABLE = Table(
    name="visits",
    title="Visits between Russia and Asian partners",
    description="A person in office physically in the other country. confidence high and medium count; low rows are "
    "never counted. visit_id may hold an older start date: start rules.",
    columns={
        "visit_id": columns.text("Id of the visit", nullable=False),
        "start": columns.date("First day; first of the month where date_precision is month"),
        "end": columns.date("Last day", nullable=True),
        "date_precision": columns.text("How firm the dates are", allowed=["day", "month", "range"], nullable=False),
        "direction": columns.text(
            "outbound = from Russia to the partner, inbound = to Russia",
            allowed=["outbound", "inbound"],
            nullable=False,
        ),
        "partner": columns.partner(),
        "visitor": columns.text("Who came", nullable=False),
        "visitor_rank": columns.text("Office held", allowed=columns.RANKS, nullable=False),
        "host_city": columns.text("City of the visit"),
        "format": columns.text(
            "bilateral, forum, both = a forum and talks or a state visit with the hosts, unknown",
            allowed=["bilateral", "forum", "both", "unknown"],
            nullable=False,
        ),
        "forum": columns.text("Forum or forums, joined by ;"),
        "visit_type": columns.text(
            "Type of visit", allowed=["state", "official", "working", "unknown"], nullable=False
        ),
        "evidence_1": columns.text("Address of the evidence", pattern=columns.ADDRESS, nullable=False),
        "evidence_2": columns.text("Address of more evidence", pattern=columns.ADDRESS),
        "evidence_kind_1": columns.text("What evidence_1 is", allowed=KINDS, nullable=False),
        "evidence_kind_2": columns.text("What evidence_2 is", allowed=KINDS),
        "confidence": columns.text(
            "How sure the visit is; low is never counted", allowed=["high", "medium", "low"], nullable=False
        ),
        "note": columns.note(),
        "coded_by": columns.text(
            "two = coded twice and adjudicated", allowed=["one", "two", "machine"], nullable=False
        ),
    },
    key=("visit_id",),
    references=(place("partner"),),
    checks=(pa.Check(in_order, error="end is not before start"),),
    warnings=("sample",),
    period=("start",),
    build=build,
)
