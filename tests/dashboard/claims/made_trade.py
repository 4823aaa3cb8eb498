"""Releases of a few made-up rows, for the claims about trade. Values are small numbers: nothing depends on the unit."""

import pandas as pd

from tests.dashboard.claims.made import release_of
from tests.dashboard.measures.tables import both, customs_years, places, trade

BEFORE, AFTER = range(2016, 2022), (2022, 2023)
WORLD_SOURCES = {2022: "fcs_area", 2023: "fcs_area", 2024: "imf_imts"}


def named_places(core=("CHN", "IND"), central=("KAZ",), west=("TUR",)):
    """Two core partners, one of Central Asia, one of West Asia; each is called by its code."""
    table = places(core=core, central=central, west=west)
    return table.assign(label=table["iso3"])


def imf(partner, years, turnover, **other):
    """Half of the turnover each way, by the IMF, in each of some years."""
    return [row for year in years for row in both(partner, year, turnover / 2, turnover / 2, "imf_imts", **other)]


def customs(partner, turnover, years=range(2006, 2022)):
    """Half of the turnover each way, by Russian customs, in each of some years."""
    return customs_years(partner, turnover / 2, turnover / 2, years=years)


def world(turnover=1000, years=range(2006, 2025)):
    """Russia's trade with the world, by the source of each year."""
    return [
        row
        for year in years
        for row in both("WLD", year, turnover / 2, turnover / 2, WORLD_SOURCES.get(year, "fcs_cis"))
    ]


def of_trade(*rows, **tables):
    """A release of annual trade; places and a list of unfriendly states unless told otherwise."""
    return release_of(
        **{"trade_annual": trade(*rows), "places": named_places(), "unfriendly": unfriendly("JPN"), **tables}
    )


def unfriendly(*codes):
    """Russia's list."""
    return pd.DataFrame({"iso3": list(codes), "since": ["2022-03-05"] * len(codes)}, dtype="str")


def ballots(**cast):
    """Votes on the first resolution of 2022: a code and its vote."""
    rows = [(code, "ES-11/1", vote, "", "") for code, vote in cast.items()]
    return pd.DataFrame(rows, columns=["iso3", "resolution", "vote", "note", "source_url"], dtype="str")


def own_flows(*rows):
    """Vietnam's trade by counterpart: (year, counterpart, flow, value, source), reported by Vietnam."""
    columns = ["year", "counterpart", "flow", "value_usd", "source"]
    frame = pd.DataFrame(rows, columns=columns).assign(partner="VNM", reporter="VNM", basis="reported", note=None)
    return frame.astype({"year": "int64", "value_usd": "float64"})


def own_both(year, counterpart, exports, imports, source="wits_top5"):
    """Both flows of Vietnam with a counterpart."""
    return [(year, counterpart, "export", exports, source), (year, counterpart, "import", imports, source)]


def announcements(*rows):
    """Announced by Vietnam: (counterpart, period, exports, imports, turnover)."""
    columns = ["counterpart", "period", "exports_usd", "imports_usd", "turnover_usd"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], "float64"))
    return frame.assign(partner="VNM", who_reported="office", source_url="", note="", mirror="no")


def headlines(*rows):
    """Totals with Vietnam as announced: (period, turnover, who)."""
    frame = pd.DataFrame(rows, columns=["period", "turnover_usd", "who_reported"])
    return frame.astype({"turnover_usd": "float64"}).assign(
        partner="VNM",
        russian_exports_usd=float("nan"),
        russian_imports_usd=float("nan"),
        source_url="",
        published_date="",
        note="",
        grade="secondary",
        period_kind="year",
    )


def of_vietnam(own=(), announced=(), moscow=(), trade_rows=()):
    """A release of what Vietnam and Russia say of Vietnam's trade."""
    return release_of(
        partner_world_trade=own_flows(*own),
        partner_announced_trade=announcements(*announced),
        headline_trade=headlines(*moscow),
        trade_annual=trade(*trade_rows),
    )


def with_reading(claim, **chosen):
    """The default reading with some dimensions chosen otherwise."""
    return claim.default | chosen
