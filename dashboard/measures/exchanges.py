"""Visits exchanged by Russia, the United States and China with one partner.

Belongs here: counts over years in which all three are recorded, and the single visits for a strip. Does not belong
here: the format of Russia's trips (`trips`). Both tables are samples: every count here is of what was found, and no
count found is not zero visits.

docs: method, "Claims" (hedgers) and "Visits".
"""

from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from dashboard.measures import cells
from dashboard.measures.trips import COUNTED

RECORDED: Final = (2003, 2018)
"""First and last year in which all three are recorded: China's travels (China Vitae) run from 2003 to 2018 only, the
United States' to 2024, Russia's to 2026. After 2018 China is Xi's trips alone."""

POWERS: Final = ("RUS", "USA", "CHN")
SAME_STAY_DAYS: Final = 7
LEADERS: Final = ("head_of_state", "head_of_government")
RECORDS: Final[Mapping[tuple[str, str], str]] = {
    ("RUS", "outbound"): "sample",
    ("RUS", "inbound"): "sample",
    ("USA", "outbound"): "list",
    ("USA", "inbound"): "list",
    ("CHN", "outbound"): "list",
    ("CHN", "inbound"): "part",
}
"""How each power and direction is recorded. No source lists whom China received: only the Indian prime minister's trips
to it are found, from his own list, so visits to China are unknown for every other partner and compare with nothing."""

COLUMNS: Final = ("power", "direction", "rank", "visits", "record")
TIMELINE_COLUMNS: Final = (
    "power",
    "start",
    "end",
    "visitor",
    "rank",
    "direction",
    "confidence",
    "recorded",
)


def exchanged(
    visits: pd.DataFrame,
    powers_visits: pd.DataFrame,
    partner: str,
    first: int = RECORDED[0],
    last: int = RECORDED[1],
) -> pd.DataFrame:
    """Give how many visits of leaders each power exchanged with a partner, as far as they were found.

    Years outside `RECORDED` are left out, whatever is asked. Russia's visits count with confidence high or medium. A
    leader is a head of state or of government; the head of a ruling party who is neither does not count, on any side.

    Args:
        visits: `visits` of the release (Russia's).
        powers_visits: `powers_visits` of the release (of the United States and China).
        partner: ISO 3166-1 alpha-3 code.
        first: First year.
        last: Last year, included.

    Returns:
        power (RUS, USA, CHN), direction (outbound = from the power to the partner, inbound = to the power), rank
        (head_of_state, head_of_government: the visitor's), visits (number found; missing where nobody recorded them),
        record (list = a source lists them; sample = this project's own search; part = some visitors only; none = not
        recorded); key power, direction, rank. Combinations without a visit found have no row, except those not
        recorded, which say so. Empty if nothing was found.

    Raises:
        ValueError: A column is missing.
    """
    rows = timeline(visits, powers_visits, partner, max(first, RECORDED[0]), min(last, RECORDED[1]))
    result = []
    for power, direction in RECORDS if len(rows) else ():
        for rank in LEADERS:
            same = rows["power"].eq(power) & rows["direction"].eq(direction) & rows["rank"].eq(rank)
            result += _row(power, direction, rank, int(same.sum()))
    types = {"power": "str", "direction": "str", "rank": "str", "visits": "Int64", "record": "str"}
    return pd.DataFrame(result, columns=list(COLUMNS)).astype(types)


def timeline(
    visits: pd.DataFrame,
    powers_visits: pd.DataFrame,
    partner: str,
    first: int,
    last: int,
    *,
    ranks: Collection[str] = LEADERS,
) -> pd.DataFrame:
    """Give each visit the powers and a partner exchanged in some years, oldest first.

    Args:
        visits: `visits` of the release; rows of confidence high and medium are taken.
        powers_visits: `powers_visits` of the release.
        partner: ISO 3166-1 alpha-3 code.
        first: First year.
        last: Last year, included.
        ranks: Offices of the visitor.

    Returns:
        power, start, end (ISO dates), visitor, rank, direction, confidence (Russia's visits; "list" for the others,
        which come from lists), recorded (whether all three powers are recorded in that year); sorted by start. A stay
        that two lists give, or one list in two parts, is one visit: the earlier row.

    Raises:
        ValueError: A column is missing.
    """
    needed = ["partner", "start", "end", "visitor", "visitor_rank", "direction"]
    cells.require(visits, [*needed, "confidence"])
    cells.require(powers_visits, [*needed, "power"])
    russia = visits[visits["confidence"].isin(COUNTED)].assign(power="RUS")
    others = powers_visits[powers_visits["power"].isin(POWERS)].assign(confidence="list")
    rows = pd.concat([russia[[*needed, "power", "confidence"]], _once(others[[*needed, "power", "confidence"]])])
    rows = rows[rows["partner"].eq(partner) & rows["visitor_rank"].isin(list(ranks))]
    year = rows["start"].astype("str").str[:4].astype("int64")
    rows = rows.assign(recorded=year.between(*RECORDED))[year.between(first, last)]
    rows = rows.rename(columns={"visitor_rank": "rank"})
    return rows.sort_values(["start", "power", "visitor"], ignore_index=True)[list(TIMELINE_COLUMNS)]


def _once(listed: pd.DataFrame) -> pd.DataFrame:
    """Keep one row a stay: lists overlap (one gives a trip, another its days), and nobody returns within a week."""
    if listed.empty:
        return listed
    who = ["power", "direction", "partner", "visitor"]
    ordered = listed.sort_values([*who, "start"], kind="stable")
    start = pd.to_datetime(ordered["start"].astype("str"), format="ISO8601")
    days = start.map(pd.Timestamp.toordinal)
    since = days.groupby([ordered[column] for column in who]).diff()
    return ordered[~since.le(SAME_STAY_DAYS)]


def _row(power: str, direction: str, rank: str, found: int) -> list[dict[str, object]]:
    """Make the row of a combination: its count, or that it is not recorded, or none at all."""
    record = RECORDS[power, direction]
    if not found and record != "part":
        return []
    visits = {"visits": found, "record": record} if found else {"visits": pd.NA, "record": "none"}
    return [{"power": power, "direction": direction, "rank": rank, **visits}]
