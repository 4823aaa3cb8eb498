"""What the picture of rivals shows of one partner: its trade with four counterparts, and how these compare.

Belongs here: which count stands for Russia, which announced totals carry on, the year the title compares. The values
themselves are `measures.rivals` and `measures.partner_line`; words and drawing are in `rivals`.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from dashboard import view
from dashboard.charts.content import records
from dashboard.measures import announced, cells, rivals
from dashboard.release import Release, per_release
from dashboard.selection import Choice

DEFAULT: Final = "VNM"  # the article's example reads first
FIRST_YEAR: Final = 2000
SIDES: Final = {"turnover": "turnover", "export": "import", "import": "export"}
"""Russia's flow to the partner's: what Russia exports the partner imports."""

LINE_COLUMNS: Final = (
    "counterpart",
    "year",
    "value_usd",
    "source",
    "reporter",
    "basis",
    "quality",
    "segment",
    "counted_by",
)
TOLD_COLUMNS: Final = ("counterpart", "year", "value_usd", "side", "period", "who_reported", "source_url", "note")
ENOUGH: Final = 0.5  # Russia's count stands in where the partner's has fewer than this part of its years
RECENT: Final = 10  # years before the last figure: an older comparison is no finding
ALIKE_USD: Final = 1e7  # announcements that differ by less are one, told twice


@dataclass(frozen=True)
class Compared:
    """One year of one source in which the partner's own statistics name the US and China.

    Attributes:
        year: that year.
        source: whose figures.
        rank: of the US among the states that source names.
        leader: the one before all others, if it is another of the rivals; "" if it is the US or not known.
        short_list: the source names a few states only.
        part_pct: Russia's part of the partner's whole trade; None if either is unknown.
        part_own: whether that part is of the partner's own count; else Russia's count over the partner's total.
        russia_usd: Russia's value.
    """

    year: int
    source: str
    rank: int
    leader: str
    short_list: bool
    part_pct: float | None = None
    part_own: bool = True
    russia_usd: float | None = None


@dataclass(frozen=True, eq=False)
class Seen:
    """One partner in the reader's years.

    Attributes:
        partner: its code.
        side: the flow from the partner's side: export, import, turnover.
        first, last: the years of the axis.
        lines: counterpart, year, value_usd, source, reporter, basis, quality, segment, counted_by (`own` or `russia`).
        told: announced totals: counterpart, year, value_usd, side (`partner` or `counterpart`: whose count), period,
            who_reported, source_url, note.
        compared: what the title compares; None if no year lets it.
    """

    partner: str
    side: str
    first: int
    last: int
    lines: pd.DataFrame
    told: pd.DataFrame
    compared: Compared | None


def subject(release: Release, choice: Choice) -> str:
    """The partner the picture is about: the first chosen one, else the article's example."""
    if choice.partners:
        return choice.partners[0]
    return DEFAULT if DEFAULT in view.known(release).partners else view.subjects(release, choice)[0]


def seen(release: Release, choice: Choice) -> Seen:
    """The lines, announced totals and comparison of one partner in the reader's years."""
    partner, side = subject(release, choice), SIDES[choice.flow]
    lines, told = _lines(release, partner, choice.flow), _told(release, partner, choice.flow)
    first = choice.first or FIRST_YEAR
    ends = [int(frame["year"].max()) for frame in (lines, told) if len(frame)]
    last = choice.last or max([first + 1, *(ends or [view.known(release).last_year])])
    lines, told = (frame[frame["year"].between(first, last)].reset_index(drop=True) for frame in (lines, told))
    return Seen(partner, side, first, last, lines, told, _compared(release, partner, side, lines))


def ends(seen: Seen) -> list[Any]:
    """The latest value of each counterpart: statistics before an announcement of the same year."""
    lines = seen.lines[["counterpart", "year", "value_usd", "basis", "quality"]].assign(order=1)
    told = seen.told[["counterpart", "year", "value_usd", "side"]].assign(basis="announced", quality="ok")
    told = told.assign(order=told["side"].eq("partner").map({True: 0, False: -1}))
    both = pd.concat([frame for frame in (lines, told) if len(frame)] or [lines], ignore_index=True)
    last = both.sort_values(["year", "order"]).drop_duplicates("counterpart", keep="last")
    return records(last.sort_values("value_usd"))


def table(seen: Seen, names: dict[str, str]) -> pd.DataFrame:
    """Lines and announced totals as a reader takes them away, one row a figure."""
    columns = ["partner", "counterpart", "label", "year", "flow", "kind", "value_usd", "source", "reporter", "basis"]
    columns += ["quality", "whose_count", "period", "who_reported", "source_url", "note"]
    whose = {"own": seen.partner, "russia": cells.RUSSIA}
    lines = seen.lines.assign(kind="statistics", whose_count=seen.lines["counted_by"].map(whose))
    told = seen.told.assign(kind="announced", source="announced", whose_count=seen.told["side"])
    frames = [frame for frame in (lines, told) if len(frame)] or [lines]
    both = pd.concat([frame.reindex(columns=[*columns]) for frame in frames], ignore_index=True)
    both = both.assign(partner=seen.partner, flow=seen.side, label=both["counterpart"].map(names))
    return both.sort_values(["counterpart", "year", "kind"], ignore_index=True)


@per_release(24)
def _lines(release: Release, partner: str, flow: str) -> pd.DataFrame:
    """The partner's own count of each counterpart; Russia's count of itself where the partner's is too thin."""
    table = release.table("partner_world_trade")
    wanted = [code for code in rivals.FOUR if code != partner]
    own = rivals.against(table, partner, wanted, SIDES[flow]).dropna(subset=["value_usd"])
    own = own.assign(counted_by="own")
    russia = view.values(release, flow, "preferred")
    russia = russia[russia["partner"] == partner].assign(counterpart=cells.RUSSIA, counted_by="russia")
    if own["counterpart"].eq(cells.RUSSIA).sum() < len(russia) * ENOUGH:
        own = pd.concat([own[own["counterpart"] != cells.RUSSIA], russia], ignore_index=True)
    return own.reindex(columns=list(LINE_COLUMNS)).sort_values(["counterpart", "year"], ignore_index=True)


@per_release(24)
def _told(release: Release, partner: str, flow: str) -> pd.DataFrame:
    """What was announced of each counterpart, one row a total; the same total told twice is one."""
    side = SIDES[flow]
    others = rivals.announced_counterparts(release.table("partner_announced_trade"), partner)
    others = others[others["flow"].eq(side) & others["counterpart"].isin(rivals.FOUR)]
    others = others.assign(side=others["mirror"].map({True: "counterpart", False: "partner"}))
    russia = announced.announced_totals(release.table("headline_trade"), partner, flow)
    russia = russia.assign(
        counterpart=cells.RUSSIA, side=russia["side"].map({"moscow": "counterpart", "partner": "partner"})
    )
    both = pd.concat([russia, others], ignore_index=True).reindex(columns=list(TOLD_COLUMNS))
    rounded = (both["value_usd"].astype("float64") / ALIKE_USD).round()
    twice = both.assign(rounded=rounded).duplicated(["counterpart", "year", "side", "rounded"])
    return both[~twice].sort_values(["counterpart", "year", "value_usd"], ignore_index=True)


def _compared(release: Release, partner: str, side: str, lines: pd.DataFrame) -> Compared | None:
    """The last recent year in which one of the partner's own sources has the US and China (itself left out)."""
    years = _ranked(release, partner, side)
    shown = set(lines.loc[lines["year"] > lines["year"].max() - RECENT, "year"])
    for year, rows in sorted(years.groupby("year"), key=lambda item: -int(str(item[0]))):
        if year in shown:
            usa, first = rows[rows["counterpart"] == "USA"], rows[rows["rank"] == 1]
            leader = records(first)[0].counterpart if len(first) else ""
            row = records(usa)[0]
            base = Compared(int(row.year), row.source, int(row.rank), "" if leader == "USA" else leader, row.short_list)
            return _with_part(release, partner, side, lines, base)
    return None


@per_release(24)
def _ranked(release: Release, partner: str, side: str) -> pd.DataFrame:
    """The rivals' rows of the years in which one source ranks both the US and China."""
    wanted = [code for code in ("USA", "CHN") if code != partner]
    rows = rivals.against(release.table("partner_world_trade"), partner, [*wanted, cells.RUSSIA], side)
    rows = rows[rows["rank"].notna()]
    asked = rows[rows["counterpart"].isin(wanted)]
    sizes = asked.groupby(["year", "source", "reporter"])["counterpart"].transform("nunique")
    return rows[rows["year"].isin(asked.loc[sizes == len(wanted), "year"])].reset_index(drop=True)


def _with_part(release: Release, partner: str, side: str, lines: pd.DataFrame, base: Compared) -> Compared:
    """Adds Russia's part of the partner's whole trade in the same year, and whose count it is."""
    russia = lines[lines["counterpart"].eq(cells.RUSSIA) & lines["year"].eq(base.year)]
    every = rivals.against(release.table("partner_world_trade"), partner, [cells.WORLD], side)
    world = every[every["year"].eq(base.year) & every["value_usd"].notna()]
    if russia.empty or world.empty:
        return base
    row: Any = records(russia)[0]
    part = row.value_usd / float(world["value_usd"].iloc[0]) * 100
    return replace(base, part_pct=part, part_own=row.counted_by == "own", russia_usd=row.value_usd)
