"""Rows by chapter and by section, small enough to read in a test."""

import pandas as pd


def chapters(*rows, **other):
    """Russia's exports by chapter: (partner, year, chapter, value), reconciled by BACI unless told otherwise."""
    frame = pd.DataFrame(list(rows), columns=["partner", "year", "hs2", "value_usd"])
    frame = frame.astype({"partner": "str", "year": "int64", "hs2": "str", "value_usd": "float64"})
    return frame.assign(**{"flow": "export", "source": "baci", "reporter": None, "basis": "estimate"} | other)


def sections(*rows, **other):
    """Russia's exports by section of the SITC: (partner, year, section, value), reported by Russia."""
    frame = pd.DataFrame(list(rows), columns=["partner", "year", "section", "value_usd"])
    frame = frame.astype({"partner": "str", "year": "int64", "section": "str", "value_usd": "float64"})
    row = {"flow": "export", "system": "SITC", "source": "unctad_matrix", "reporter": "RUS", "basis": "reported"}
    return frame.assign(**row | other)
