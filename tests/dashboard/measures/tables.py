"""Rows of the release, small enough to read in a test."""

import pandas as pd

COLUMNS = [
    "partner",
    "year",
    "flow",
    "value_usd",
    "source",
    "reporter",
    "valuation",
    "basis",
    "quality",
    "note",
    "method",
]
YEARS_OF_CUSTOMS = range(2006, 2022)


def cell(partner, year, flow, value, source="fcs", **other):
    """One row; Russia reports it unless told otherwise, and imf_imts estimates from 2022."""
    estimated = source == "imf_imts" and year >= 2022
    row = {
        "partner": partner,
        "year": year,
        "flow": flow,
        "value_usd": value,
        "source": source,
        "reporter": "RUS",
        "valuation": "fob",
        "basis": "estimate" if estimated else "reported",
        "quality": "ok",
        "note": None,
        "method": "estimated" if estimated else "direct",
    }
    return row | other


def both(partner, year, exports, imports, source="fcs", **other):
    """The two flows of one cell."""
    return [
        cell(partner, year, "export", exports, source, **other),
        cell(partner, year, "import", imports, source, **other),
    ]


def mirror(partner, year, flow, value, source="comtrade", **other):
    """One row the partner reports."""
    return cell(partner, year, flow, value, source, **({"reporter": partner, "basis": "mirror"} | other))


def trade(*rows):
    """An annual table; takes rows and lists of rows, in any depth."""
    frame = pd.DataFrame(list(_flat(rows)), columns=COLUMNS)
    return frame.astype({"year": "int64", "value_usd": "float64"})


def _flat(rows):
    for row in rows:
        if isinstance(row, dict):
            yield row
        else:
            yield from _flat(row)


def places(core=(), central=(), west=(), others=(), aggregates=()):
    """A table of places; each group belongs to its own and every wider definition of Asia."""
    groups = [
        (core, (1, 1, 1), "partner"),
        (central, (0, 1, 1), "partner"),
        (west, (0, 0, 1), "partner"),
        (others, (0, 0, 0), "other"),
        (aggregates, (1, 1, 1), "aggregate"),
    ]
    rows = [(iso3, *marks, kind) for codes, marks, kind in groups for iso3 in codes]
    return pd.DataFrame(rows, columns=["iso3", "asia_core", "asia_core_central", "asia_all", "kind"])


def customs_years(partner, exports, imports, source="fcs", years=YEARS_OF_CUSTOMS):
    """Both flows of a partner in each year, as the constant set of `long` asks for."""
    return [row for year in years for row in both(partner, year, exports, imports, source)]


def one(frame):
    """The only row of a frame."""
    assert len(frame) == 1, f"expected one row, found {len(frame)}"
    return frame.iloc[0]
