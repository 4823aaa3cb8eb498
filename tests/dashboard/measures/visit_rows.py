"""Rows of `visits` and `powers_visits`, small enough to read in a test."""

import pandas as pd

VISIT = {
    "visit_id": "id",
    "start": "2015-06-01",
    "end": "2015-06-02",
    "direction": "outbound",
    "partner": "VNM",
    "visitor": "Vladimir Putin",
    "visitor_rank": "head_of_state",
    "format": "bilateral",
    "forum": None,
    "confidence": "high",
}
POWER_VISIT = {
    "power": "USA",
    "direction": "outbound",
    "partner": "VNM",
    "start": "2015-06-01",
    "end": "2015-06-02",
    "visitor": "Barack Obama",
    "visitor_rank": "head_of_state",
    "source": "us_history",
}


def visit(start=VISIT["start"], **other):
    """One visit of Russia's: the president to Vietnam, bilateral, of high confidence; unless told otherwise."""
    assert other.keys() <= VISIT.keys()
    return VISIT | {"start": start} | other


def power_visit(start=POWER_VISIT["start"], **other):
    """One visit of another power: a US president to Vietnam, unless told otherwise."""
    assert other.keys() <= POWER_VISIT.keys()
    return POWER_VISIT | {"start": start} | other


def visits(*rows):
    """A table of Russia's visits."""
    return pd.DataFrame(list(rows), columns=list(VISIT), dtype="str")


def powers_visits(*rows):
    """A table of the other powers' visits."""
    return pd.DataFrame(list(rows), columns=list(POWER_VISIT), dtype="str")
