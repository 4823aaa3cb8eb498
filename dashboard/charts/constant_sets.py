"""What the picture of concentration shows: lines on constant sets of partners, and the naive line beside them.

Belongs here: the longest window a line may be published for, and the year in which a sum over whoever has a figure runs
away from the same partners. The arithmetic is `measures.concentration`; words and drawing are in `concentration`.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard import view
from dashboard.measures import aggregate, concentration
from dashboard.release import Release, per_release

FIRST: Final = {"full": aggregate.FULL_FIRST, "long": aggregate.LONG_FIRST}
HEAVY_PCT: Final = 1.0  # a partner that leaves a sum is named from this weight on
JUMP: Final = 2.0  # points the sum of all must run apart from the same partners to be called a jump


@dataclass(frozen=True, eq=False)
class Seen:
    """One definition of Asia: its lines on constant sets, the naive line, and where the naive one jumps.

    Attributes:
        lines: the columns of `measures.concentration` and `line` (full, long); publishable years only.
        naive: year, share_pct, partners: whoever has a figure that year, from 2016 to the last year of all.
        jump: the year in which `naive` runs furthest from the same partners' share; None if nowhere far enough.
        naive_step, same_step: points both move in that year.
        gone: the heavy partners without a figure in that year that had one the year before.
    """

    lines: pd.DataFrame
    naive: pd.DataFrame
    jump: int | None = None
    naive_step: float = 0.0
    same_step: float = 0.0
    gone: tuple[str, ...] = ()

    def line(self, name: str) -> pd.DataFrame:
        """One line by its id, `full` or `long`."""
        return self.lines[self.lines["line"] == name]


@per_release(3)
def seen(release: Release, asia: str) -> Seen:
    """What the picture of one definition of Asia shows, computed once a release."""
    found = [_constant(release, asia, line).assign(line=line) for line in aggregate.LINES]
    lines = pd.concat([frame for frame in found if len(frame)] or found, ignore_index=True)
    every = aggregate.aggregate_line(release.table("trade_annual"), release.table("places"), asia, "full")
    if every.empty:
        return Seen(lines, pd.DataFrame(columns=["year", "share_pct", "partners"]))
    widest = _measured(release, asia, "full", FIRST["full"], int(every["year"].max()))
    naive = widest.rename(columns={"naive_china_share_pct": "share_pct", "naive_partners": "count"})
    naive = naive[["year", "share_pct", "count"]].dropna().rename(columns={"count": "partners"})
    return _with_jump(release, asia, lines, naive.reset_index(drop=True), every)


def _measured(release: Release, asia: str, line: str, first: int, last: int) -> pd.DataFrame:
    trade, places = release.table("trade_annual"), release.table("places")
    return concentration.concentration(trade, places, asia, line, first=first, last=last)


def _constant(release: Release, asia: str, line: str) -> pd.DataFrame:
    """The longest window from the line's first year that ends in a publishable year and rests on enough weight."""
    every = aggregate.aggregate_line(release.table("trade_annual"), release.table("places"), asia, line)
    ends = every.loc[every["publishable"] & (every["year"] >= FIRST[line]), "year"]
    for last in sorted(ends, reverse=True):
        found = _measured(release, asia, line, FIRST[line], int(last))
        known = found["china_share_pct"].notna() & (found["set_weight_pct"] >= aggregate.THRESHOLD_PCT - 1e-9)
        if known.any():
            return found[known].reset_index(drop=True)
    return pd.DataFrame(columns=list(concentration.COLUMNS))


def _with_jump(release: Release, asia: str, lines: pd.DataFrame, naive: pd.DataFrame, every: pd.DataFrame) -> Seen:
    """Compares each step of the naive line with the step of the partners that have a figure in both years."""
    shares = naive.set_index("year")["share_pct"]
    furthest, found = JUMP, Seen(lines, naive)
    for year in (int(y) for y in shares.index if y - 1 in shares.index):
        pair = _measured(release, asia, "full", year - 1, year)["china_share_pct"].dropna()
        if len(pair) < 2:
            continue
        naive_step, same_step = float(shares[year] - shares[year - 1]), float(pair.iloc[1] - pair.iloc[0])
        if abs(naive_step - same_step) >= furthest:
            furthest = abs(naive_step - same_step)
            found = Seen(lines, naive, year, naive_step, same_step, _gone(release, asia, every, year))
    return found


def _gone(release: Release, asia: str, every: pd.DataFrame, year: int) -> tuple[str, ...]:
    """The heavy partners that have no figure in a year and had one the year before."""
    missing = every.set_index("year")["missing"].str.split(";")
    weight = aggregate.turnover_weights(release.table("trade_annual"), view.members(release, asia))
    heavy = [str(p) for p in weight.index if aggregate.covered_pct(weight, [str(p)]) >= HEAVY_PCT]
    return tuple(p for p in heavy if p in missing[year] and p not in missing[year - 1])
