"""A partner's own trade by counterpart: with the United States, China, the EU, Russia and others.

Belongs here: which source's value a partner, counterpart and year takes, ranks, the last year in which they compare.
Does not belong here: Russia's side of its trade (`partner_line`), and the verdict (claims). `flow` is the partner's
side: `export` = from the partner to the counterpart.

docs: method, "Claims" (vietnam-us-first and after).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from dashboard.measures import cells

PREFERENCE: Final = (
    ("kazstat", "partner"),
    ("uzstat", "partner"),
    ("kyrgyzstat", "partner"),
    ("wits_top5", "partner"),
    ("wits_shares", "partner"),
    ("wits_shares", "counterpart"),
    ("unctad_matrix", "partner"),
    ("cow4", "partner"),
    ("unctad_matrix", "counterpart"),
    ("cow4", "counterpart"),
)
"""Source and the side that reports, best first; a pair that is not listed is not used, but for `WORLD_ONLY`.

What the partner itself reports comes before what its counterparts say of it, and a published value before one that was
worked out (`wits_shares` is a published share times a published total of imports). The sources of single years come
last, so that no line is broken for their sake: `unctad_matrix` (exports alone) and `cow4` (imports alone). The national
offices give whole lists; `wits_top5` gives a partner's world totals and the five largest counterparts of each flow, so
a blank there is "not among the five", never zero.
"""

WORLD_ONLY: Final = "atlas"
"""The source that is used for the world total alone, last of all, and never beside a counterpart's value of another."""

EU: Final = "EU27"
EU_MEMBERS: Final = frozenset(
    {
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    }
)
AGGREGATES: Final = (cells.WORLD, EU)
SHORT_LISTS: Final = ("wits_top5",)
FOUR: Final = ("USA", "CHN", "EU27", "RUS")

COLUMNS: Final = (
    "year",
    "counterpart",
    "value_usd",
    "source",
    "reporter",
    "basis",
    "quality",
    "complete",
    "note",
    "segment",
)
AGAINST_COLUMNS: Final = (*COLUMNS, "rank", "listed", "short_list")
ANNOUNCED_COLUMNS: Final = (
    "counterpart",
    "year",
    "flow",
    "value_usd",
    "mirror",
    "formed",
    "period",
    "period_kind",
    "who_reported",
    "source_url",
    "note",
)
_KEY: Final = ["year", "counterpart", "source", "reporter"]
_BASES: Final = ("reported", "derived", "mirror", "estimate")
_AMOUNTS: Final = {"turnover": "turnover_usd", "export": "exports_usd", "import": "imports_usd"}


class CommonYear(NamedTuple):
    """The last year in which one source lets two counterparts be compared.

    Attributes:
        year: The year.
        source: The source that has both.
        reporter: Whose statistics they are.
    """

    year: int
    source: str
    reporter: str


def counterparts(table: pd.DataFrame, partner: str, flow: str = "turnover", *, members: bool = False) -> pd.DataFrame:
    """Give a partner's trade with each counterpart, from the best source of each year.

    A value is of one source and one reporter; a turnover needs both flows from the same. Where no source has both, a
    turnover keeps its row, without a value and with `complete` false. Sums over several reporters (no reporter) are
    left out, but for the world total. The EU stands for its members, so that nothing is counted twice.

    Args:
        table: `partner_world_trade` of the release; key partner, year, counterpart, flow, source, reporter.
        partner: ISO 3166-1 alpha-3 code.
        flow: export, import or turnover, the partner's side.
        members: Give the members of the EU instead of EU27.

    Returns:
        year, counterpart, value_usd (current USD), source, reporter ("" for the world total of `WORLD_ONLY`), basis
        (reported, derived, mirror, estimate; of a turnover the worse), quality (ok, suspect: see note), complete
        (whether that source and reporter have both flows), note, segment (1, 2, ... within a counterpart: what may be
        drawn as one line; a new one begins at a gap, where the reporter changes, and on both sides of a single year);
        key year, counterpart; sorted by counterpart, year.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    return _best(every_source(table, partner, flow), members=members)


def against(
    table: pd.DataFrame, partner: str, counterparts: Sequence[str] = FOUR, flow: str = "turnover"
) -> pd.DataFrame:
    """Give a partner's trade with some counterparts side by side, with the rank of each.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        counterparts: Codes, in the order wanted; EU27 or members of it, not both.
        flow: export, import or turnover, the partner's side.

    Returns:
        The columns of `counterparts` and: rank (1 = largest among the single states that the same source and reporter
        have in that year; missing for aggregates and without a value; ties share the better rank), listed (states so
        ranked), short_list (whether the source names a few counterparts only, so that a rank is one among those named
        in the flow, for a turnover in both); key year, counterpart; sorted by year, then in the order asked for.

    Raises:
        ValueError: The flow does not exist, a column is missing, or EU27 stands beside a member.
    """
    asked = {name: place for place, name in enumerate(dict.fromkeys(counterparts))}
    beside = sorted(EU_MEMBERS & asked.keys())
    if EU in asked and beside:
        raise ValueError(f"EU27 holds {', '.join(beside)}; ask for the union or for members")
    everything = every_source(table, partner, flow)
    chosen = _best(everything, members=bool(beside))
    ranks = _ranks(everything, partner)
    rows = chosen[chosen["counterpart"].isin(asked)].merge(ranks, on=_KEY, how="left")
    rows = rows.assign(
        rank=rows["rank"].astype("Int64"),
        listed=rows["listed"].astype("Int64"),
        short_list=rows["source"].isin(SHORT_LISTS),
        _place=rows["counterpart"].map(asked),
    )
    return rows.sort_values(["year", "_place"], ignore_index=True)[list(AGAINST_COLUMNS)]


def last_common_year(
    table: pd.DataFrame, partner: str, counterparts: Sequence[str] = ("USA", "CHN")
) -> CommonYear | None:
    """Give the last year in which one source and reporter has both flows with all of some counterparts.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        counterparts: Codes that must all be there.

    Returns:
        The year with its source (the preferred one, if two have it) and reporter; None if there is no such year.

    Raises:
        ValueError: A column is missing.
    """
    wanted = set(counterparts)
    rows = every_source(table, partner, "turnover")
    rows = rows[rows["counterpart"].isin(wanted) & rows["complete"]]
    # A mirror has another reporter for each counterpart, so only what the partner itself reports can be common.
    groups = rows.groupby(["year", "source", "reporter", "place"])["counterpart"].nunique().reset_index()
    common = groups[groups["counterpart"] == len(wanted)].sort_values(["year", "place"], ascending=[False, True])
    if common.empty:
        return None
    best = common.iloc[0]
    return CommonYear(int(best["year"]), str(best["source"]), str(best["reporter"]))


def announced_counterparts(partner_announced_trade: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Give the announced totals of a partner with others that may stand on a chart of years, one row a flow.

    Whole years and whole fiscal years only; rows that another supersedes are left out, conflicting ones are all kept.
    A turnover that was not announced but whose two flows were, in one row, is their sum and marked `formed`.

    Args:
        partner_announced_trade: `partner_announced_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.

    Returns:
        counterpart, year (a fiscal year stands at its first year), flow (export, import, turnover; the partner's
        side), value_usd (current USD), mirror (bool: the counterpart's statistics), formed (bool), period, period_kind
        (year, fiscal_year), who_reported, source_url, note; sorted by counterpart, year, flow, value.

    Raises:
        ValueError: A column is missing.
    """
    texts = ["period", "mirror", "who_reported", "source_url", "note"]
    cells.require(partner_announced_trade, ["partner", "counterpart", *texts, *_AMOUNTS.values()])
    rows = partner_announced_trade[partner_announced_trade["partner"] == partner]
    period = rows["period"].astype("str")
    fiscal = period.str.fullmatch(r"FY\d{4}-\d{2}").astype("bool")
    whole = period.str.fullmatch(r"\d{4}").astype("bool") | fiscal
    note = rows["note"].astype("str").fillna("")
    rows = rows.assign(
        note=note,
        mirror=rows["mirror"].eq("yes"),
        period_kind=fiscal.map({True: "fiscal_year", False: "year"}).astype("str"),
    )[whole & ~note.str.contains("superseded")]
    rows = rows.assign(year=rows["period"].astype("str").str.extract(r"(\d{4})", expand=False).astype("int64"))
    frame = pd.concat([_announced_flow(rows, flow) for flow in _AMOUNTS], ignore_index=True)
    return frame.sort_values(["counterpart", "year", "flow", "value_usd"], ignore_index=True)[list(ANNOUNCED_COLUMNS)]


def every_source(table: pd.DataFrame, partner: str, flow: str = "turnover") -> pd.DataFrame:
    """Give what each source and reporter says of a partner's trade with each counterpart.

    Args:
        table: `partner_world_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        flow: export, import or turnover, the partner's side.

    Returns:
        year, counterpart, source, reporter (these four the key), basis, value_usd (current USD; missing for a turnover
        of one flow), quality, complete, note, place (in `PREFERENCE`; the world total of `WORLD_ONLY` last). EU27 and
        its members are both in it: never sum.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    cells.check("flow", flow, cells.FLOWS)
    columns = ["partner", "year", "counterpart", "flow", "value_usd", "source", "reporter", "basis", "note"]
    cells.require(table, columns)
    rows = _usable(table.loc[table["partner"] == partner, columns], partner)
    both = _both_flows(rows)
    if flow == "turnover":
        value = both["value_usd_export"] + both["value_usd_import"]
        basis = cells.worst(both["basis_export"].fillna(""), both["basis_import"].fillna(""), ("", *_BASES))
        note = _notes(both["note_export"], both["note_import"])
    else:
        both = both[both[f"value_usd_{flow}"].notna()]
        value, basis, note = (both[f"{name}_{flow}"] for name in ("value_usd", "basis", "note"))
    suspect = note.str.contains("suspect").map({True: "suspect", False: "ok"}).astype("str")
    frame = both.assign(value_usd=value, basis=basis, note=note, quality=suspect)
    return frame[[*_KEY, "basis", "value_usd", "quality", "complete", "note", "place"]].reset_index(drop=True)


def _usable(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Keep the rows of a partner whose source and side are listed, with the place of each in the order."""
    texts = {
        name: rows[name].astype("str").fillna("") for name in ("counterpart", "source", "reporter", "basis", "note")
    }
    rows = rows.assign(**texts)
    side = pd.Series("counterpart", index=rows.index).mask(rows["reporter"] == partner, "partner")
    side = side.mask(rows["reporter"] == "", "nobody")
    places = {f"{source}/{who}": place for place, (source, who) in enumerate(PREFERENCE)}
    places[f"{WORLD_ONLY}/nobody"] = len(PREFERENCE)
    place = (rows["source"] + "/" + side).map(places)
    misplaced = rows["source"].eq(WORLD_ONLY) & rows["counterpart"].ne(cells.WORLD)
    kept = place.notna() & rows["value_usd"].notna() & ~misplaced
    return rows.assign(place=place)[kept].astype({"year": "int64", "value_usd": "float64", "place": "int64"})


def _both_flows(rows: pd.DataFrame) -> pd.DataFrame:
    """Set the two flows of one source and reporter side by side; where only one is known the other is missing."""
    carried = [*_KEY, "place", "value_usd", "basis", "note"]
    exports, imports = (rows.loc[rows["flow"] == flow, carried] for flow in ("export", "import"))
    both = exports.merge(imports, on=[*_KEY, "place"], how="outer", suffixes=("_export", "_import"))
    return both.assign(complete=both["value_usd_export"].notna() & both["value_usd_import"].notna())


def _notes(left: pd.Series, right: pd.Series) -> pd.Series:
    pairs = zip(left.fillna(""), right.fillna(""), strict=True)
    return pd.Series([cells.joined(pair, "; ") for pair in pairs], index=left.index, dtype="str")


def _best(rows: pd.DataFrame, *, members: bool) -> pd.DataFrame:
    """Take the first source of each counterpart and year, one that has a value if there is one."""
    rows = rows[~rows["counterpart"].isin([EU] if members else EU_MEMBERS)]
    order = ["counterpart", "year", "_unknown", "place", "source", "reporter"]
    ordered = rows.assign(_unknown=rows["value_usd"].isna()).sort_values(order, ignore_index=True)
    chosen = ordered.drop_duplicates(["counterpart", "year"]).reset_index(drop=True)
    return chosen.assign(segment=_segments(chosen))[list(COLUMNS)]


def _segments(line: pd.DataFrame) -> pd.Series:
    """Number the stretches of a frame sorted by counterpart and year that may be joined."""
    before = line.shift()
    cut = (line["year"] != before["year"] + 1) | line["value_usd"].isna() | before["value_usd"].isna()
    lone = line["source"].isin(cells.LONE_POINTS)
    cut |= lone | lone.shift(fill_value=False)
    for name in ("counterpart", "reporter"):
        cut |= line[name] != before[name]
    return cut.astype("int64").groupby(line["counterpart"]).cumsum()


def _ranks(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Rank single states within what the partner itself reports by one source in one year."""
    own = rows["reporter"].eq(partner) & ~rows["counterpart"].isin(AGGREGATES) & rows["value_usd"].notna()
    states = rows[own]
    values = states.groupby(["year", "source"])["value_usd"]
    ranked = states.assign(rank=values.rank(ascending=False, method="min"), listed=values.transform("size"))
    return ranked[[*_KEY, "rank", "listed"]]


def _announced_flow(rows: pd.DataFrame, flow: str) -> pd.DataFrame:
    value = rows[_AMOUNTS[flow]].astype("float64")
    formed = pd.Series(False, index=rows.index)
    if flow == "turnover":
        parts = rows[_AMOUNTS["export"]].astype("float64") + rows[_AMOUNTS["import"]].astype("float64")
        formed = value.isna() & parts.notna()
        value = value.fillna(parts)
    return rows.assign(flow=flow, value_usd=value, formed=formed)[value.notna()]
