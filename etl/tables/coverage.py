"""What exists for each partner, year and part, from whom, and what is missing and why; made from the other tables.

Belongs here: counting cells and naming the reason of a gap. The reasons themselves are rows of `gaps`, the shares of
visits found are rows of `visits_completeness`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pandera.pandas as pa

from etl import columns
from etl.table import Reference, Table, place

CELL = ["table", "partner", "year", "part"]
NO_SOURCE = "no source found"
NOT_ESTIMATED = "completeness not estimated for this period"
SUSPECT_ONLY = "only suspect figures; use them with their note"

# The years each table could have: what it claims to cover, up to the year the pages ask for, or the last one it has.
YEARS = {
    "trade_annual": (1992, 2024),
    "trade_monthly": (2006, 2024),
    "trade_commodity": (2017, 2024),
    "gdp": (1990, 2024),
    "un_alignment": (1991, 2024),
    "partner_world_trade": (1992, 2024),
    "visits": (2000, 2026),
}
FLOWS = ("export", "import")
ABROAD = {
    "head_of_state": "president_abroad",
    "head_of_government": "prime_minister_abroad",
    "foreign_minister": "foreign_minister_abroad",
}


def derive(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count each cell, then give the incomplete ones their reason.

    Args:
        tables: The validated tables in `TABLE.needs`.

    Returns:
        One row for each table, partner of kind partner, year and part, in the columns of TABLE.
    """
    tables = {name: _standing(frame) for name, frame in tables.items()}
    places = tables["places"].loc[lambda frame: frame["kind"] == "partner"]
    partners = list(places["iso3"])
    cells = pd.concat(
        [
            _trade_annual(tables["trade_annual"], partners),
            _trade_monthly(tables["trade_monthly"], partners),
            _present("trade_commodity", tables["trade_commodity"], partners, FLOWS),
            _present("gdp", tables["gdp"].rename(columns={"iso3": "partner"}), partners, ("",)),
            _present("un_alignment", tables["un_alignment"].rename(columns={"session_year": "year"}), partners, ("",)),
            _partner_world_trade(tables["partner_world_trade"], partners),
            _visits(tables["visits"], places, tables["visits_completeness"]),
        ],
        ignore_index=True,
    )
    return _with_reasons(cells, tables["gaps"])[list(TABLE.columns)]


def _trade_annual(trade: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    """A cell with a usable value is complete, one with suspect values only is partial."""
    usable = trade[trade["quality"] != "known_bad"].rename(columns={"flow": "part"})
    grid = _grid("trade_annual", partners, FLOWS, usable)
    cells = _counted(grid, usable)
    sound = _counted(grid, usable[usable["quality"] == "ok"])["rows"]
    cells["status"] = _status(complete=sound > 0, some=cells["rows"] > 0)
    cells["reason"] = cells["status"].map({"partial": SUSPECT_ONLY, "missing": NO_SOURCE})
    return cells


def _trade_monthly(trade: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    """A year is complete where one source has all twelve months; the reason of a partial one counts them."""
    months = trade.assign(year=trade["month"].str[:4].astype("Int64")).rename(columns={"flow": "part"})
    cells = _counted(_grid("trade_monthly", partners, FLOWS, months), months)
    by_source = months.groupby(["partner", "year", "part", "source"]).size()
    fullest = _looked_up(cells, by_source.groupby(level=[0, 1, 2]).max())
    cells["status"] = _status(complete=fullest >= 12, some=fullest > 0)
    cells["reason"] = (fullest.astype(str) + " of 12 months").where(fullest > 0, NO_SOURCE).where(fullest < 12)
    return cells


def _present(table: str, rows: pd.DataFrame, partners: list[str], parts: Sequence[str]) -> pd.DataFrame:
    """A cell is complete where there is a row."""
    rows = rows.rename(columns={"flow": "part"}) if parts == FLOWS else rows.assign(part="")
    cells = _counted(_grid(table, partners, parts, rows), rows)
    cells["status"] = _status(complete=cells["rows"] > 0, some=cells["rows"] > 0)
    cells["reason"] = cells["status"].map({"missing": NO_SOURCE})
    return cells


def _partner_world_trade(trade: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    """A year is complete where both flows have the world total and a named counterpart: a share needs both."""
    trade = trade.assign(part="")
    cells = _counted(_grid("partner_world_trade", partners, ("",), trade), trade)
    total = _looked_up(cells, _flows(trade[trade["counterpart"] == "WLD"])) == len(FLOWS)
    named = _looked_up(cells, _flows(trade[~trade["counterpart"].isin(["WLD", "EU27"])])) == len(FLOWS)
    cells["status"] = _status(complete=total & named, some=cells["rows"] > 0)
    lacking = total.map({True: "no counterpart in both flows", False: "no world total of both flows"})
    cells["reason"] = lacking.where(cells["rows"] > 0, NO_SOURCE).where(cells["status"] != "complete")
    return cells


def _flows(trade: pd.DataFrame) -> pd.Series:
    """The number of flows with a row, by cell."""
    return trade.groupby(CELL[1:])["flow"].nunique()


def _visits(visits: pd.DataFrame, places: pd.DataFrame, completeness: pd.DataFrame) -> pd.DataFrame:
    """Rows of confidence high and medium by class, judged by the completeness of class and year."""
    hosted = _hosted_class(places)
    counted = visits[visits["confidence"].isin(["high", "medium"])]
    leaders = counted["visitor_rank"].isin(["head_of_state", "head_of_government"])
    inbound = counted["partner"].map(hosted).where(leaders)
    part = counted["visitor_rank"].map(ABROAD).where(counted["direction"] == "outbound", inbound)
    year = counted["start"].str[:4].astype("Int64")
    rows = counted.assign(part=part, year=year, source="coded_visits").dropna(subset=["part"])
    received = _grid("visits", list(hosted.index), ("",), rows)
    received["part"] = received["partner"].map(hosted)
    grid = pd.concat([_grid("visits", list(hosted.index), tuple(ABROAD.values()), rows), received], ignore_index=True)
    return _judged(_counted(grid, rows), completeness)


def _hosted_class(places: pd.DataFrame) -> pd.Series:
    """For each partner, the class its leaders' visits to Russia belong to; indexed by code."""
    by_code = places.set_index("iso3")
    hosted = by_code["asia_core"].map({1: "core_leaders_in_russia", 0: "central_west_leaders_in_russia"})
    return hosted.mask(hosted.index.isin(["CHN", "IND"]), "china_india_leaders_in_russia")


def _judged(cells: pd.DataFrame, completeness: pd.DataFrame) -> pd.DataFrame:
    """Status and reason of visit cells: complete only in near-complete periods, no row is no zero unless zero_ok."""
    spans = zip(completeness["period_start_year"], completeness["period_end_year"], strict=True)
    years = pd.Series([range(first, last + 1) for first, last in spans], index=completeness.index, dtype=object)
    periods = completeness.assign(year=years, words=_share_words(completeness)).explode("year")
    keyed = periods.set_index(["class", "year"])[["status", "zero_ok", "words"]]
    found = keyed.reindex(pd.MultiIndex.from_frame(cells[["part", "year"]])).reset_index(drop=True)
    near = found["status"] == "near_complete"
    known = (cells["rows"] > 0) | (found["zero_ok"].fillna(0) == 1)
    cells["status"] = _status(complete=near, some=known)
    words = found["words"].fillna(NOT_ESTIMATED)
    cells["reason"] = words.where(known, "none found, which is not none: " + words).where(~near)
    return cells


def _share_words(completeness: pd.DataFrame) -> pd.Series:
    """The estimated share of visits found, in words."""
    high = completeness["share_high_pct"].map("{:g} %".format)
    low = completeness["share_low_pct"].map("{:g}".format)
    same = completeness["share_low_pct"] == completeness["share_high_pct"]
    share = (
        ("about " + high).where(same, low + "-" + high).where(completeness["share_low_pct"].notna(), "under " + high)
    )
    words = share + " of this class found"
    return words.where(completeness["status"] == "estimated", NOT_ESTIMATED)


def _standing(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that did not vanish at their live source."""
    return rows[rows["withdrawn_at"].isna()] if "withdrawn_at" in rows else rows


def _grid(table: str, partners: Sequence[str], parts: Sequence[str], rows: pd.DataFrame) -> pd.DataFrame:
    """Every cell a table could have; `rows` are those it has, with a column year."""
    first, last = YEARS[table]
    last = max(last, int(rows["year"].max())) if len(rows) else last
    index = pd.MultiIndex.from_product([[table], partners, range(first, last + 1), parts], names=CELL)
    return index.to_frame(index=False).astype({"year": "Int64"})


def _counted(grid: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The grid with the number of rows in each cell and their sources joined by ";"."""
    grouped = rows.groupby(CELL[1:])["source"]
    sources = (
        rows[[*CELL[1:], "source"]].drop_duplicates().sort_values("source").groupby(CELL[1:])["source"].agg(";".join)
    )
    index = pd.MultiIndex.from_frame(grid[CELL[1:]])
    return grid.assign(rows=_looked_up(grid, grouped.size()), sources=sources.reindex(index).to_numpy())


def _looked_up(cells: pd.DataFrame, counts: pd.Series) -> pd.Series:
    """The count of each cell, 0 where there is none; on the index of `cells`."""
    found = counts.reindex(pd.MultiIndex.from_frame(cells[CELL[1:]])).fillna(0)
    return pd.Series(found.to_numpy(), index=cells.index).astype(int)


def _status(*, complete: pd.Series, some: pd.Series) -> pd.Series:
    return pd.Series("missing", index=complete.index).mask(some, "partial").mask(complete, "complete")


def _with_reasons(cells: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """Replace the general reason by that of the narrowest gap: of a partner over of all, of a part over of all."""
    width = gaps["partner"].isna().astype(int) * 2 + gaps["part"].isna().astype(int)
    for gap in gaps.assign(width=width).sort_values("width", ascending=False, kind="stable").to_dict("records"):
        last = cells["year"].max() if pd.isna(gap["last_year"]) else gap["last_year"]
        hit = (cells["table"] == gap["table"]) & cells["year"].between(gap["first_year"], last)
        hit &= True if pd.isna(gap["partner"]) else cells["partner"] == gap["partner"]
        hit &= True if pd.isna(gap["part"]) else cells["part"] == gap["part"]
        # A reason of all partners explains what is missing; only one of a single partner explains a partial cell too.
        states = ["missing"] if pd.isna(gap["partner"]) else ["missing", "partial"]
        cells.loc[hit & cells["status"].isin(states), "reason"] = gap["reason"]
    return cells


TABLE = Table(
    name="coverage",
    title="What exists and what is missing",
    description="One row for each table, partner, year and part: complete, partial or missing, from whom, and why not. "
    "Visits are complete only where the class is near complete; elsewhere a missing row is unknown, not zero.",
    columns={
        "table": columns.text("Table", allowed=list(YEARS), nullable=False),
        "partner": columns.partner(),
        "year": columns.year("Calendar year; of un_alignment the year a session began"),
        "part": columns.text("export, import or a class of visits; empty for the whole", pattern=r"[a-z_]+"),
        "status": columns.text("How much is there", allowed=["complete", "partial", "missing"], nullable=False),
        "rows": columns.whole("Usable rows of the cell", unit="rows", low=0, high=10000),
        "sources": columns.text("Source ids joined by ;"),
        "reason": columns.text("Why it is partial or missing"),
    },
    key=("table", "partner", "year", "part"),
    references=(place("partner"), Reference("sources", "sources", "source", many=True)),
    checks=(
        pa.Check(
            lambda frame: (frame["status"] == "complete") == frame["reason"].isna(),
            error="a reason stands exactly where a cell is not complete",
        ),
    ),
    derive=derive,
    needs=(
        "trade_annual",
        "trade_monthly",
        "trade_commodity",
        "gdp",
        "un_alignment",
        "partner_world_trade",
        "visits",
        "visits_completeness",
        "gaps",
        "places",
        "sources",
    ),
    period=("year",),
)
