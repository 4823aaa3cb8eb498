"""Rows of `forum_meetings`, small enough to read in a test."""

import pandas as pd

FIELDS = {
    "forum": "APEC",
    "year": 2018,
    "edition": None,
    "dates": "2018-11-17",
    "dates_basis": "meeting",
    "host_country": "PNG",
    "city": "Port Moresby",
    "mode": "in_person",
    "russia_rank": "president",
    "russia_person": None,
    "us_rank": "president",
    "us_person": None,
    "china_rank": "president",
    "china_person": None,
    "outcome": "joint_declaration",
    "outcome_note": None,
    "sources": "https://example.org",
    "failure_cause": None,
    "status": "held",
}


def meeting(**other):
    """One meeting: held in person, presidents came, a joint text; unless told otherwise."""
    assert other.keys() <= FIELDS.keys()
    return FIELDS | other


def meetings(*rows):
    """A table of meetings, typed as the release is."""
    frame = pd.DataFrame(list(rows), columns=list(FIELDS))
    texts = [name for name in FIELDS if name not in {"year", "edition"}]
    return frame.astype({"year": "int64", "edition": "Int64"} | dict.fromkeys(texts, "str"))
