"""What the claims on trade share: dimensions, windows, the lines a reading means, their coverage and doubts.

Belongs here: which line and years a reading means, and the sentences all trade claims say alike. Does not belong here:
the arithmetic of lines (`measures.aggregate`, `measures.share`), rules and thresholds (a claim's own file), the
comparison of readings (`against`).

docs: method, "Lines and windows".
"""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

import pandas as pd

from dashboard import view
from dashboard.claims.claim import Dimension
from dashboard.claims.thresholds import ROOM, percent
from dashboard.measures import aggregate, share, world
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import listed, number, years

CHINA_CODE: Final = "CHN"
LAST_REPORTED: Final = BREAK_YEAR - 1

ASIA: Final = Dimension("asia", ("core", "core_central", "wide"))
CHINA: Final = Dimension("china", ("with", "without"))
LINE: Final = Dimension("line", ("full", "long_2006_11", "long_2012_13", "long_2014_21"))


class Window(NamedTuple):
    """The side before the break.

    Attributes:
        line: full or long.
        first: First year.
        last: Last year, included.
    """

    line: str
    first: int
    last: int


WINDOWS: Final = {
    "full": Window("full", 2016, 2021),
    "long_2006_11": Window("long", 2006, 2011),
    "long_2012_13": Window("long", 2012, 2013),
    "long_2014_21": Window("long", 2014, 2021),
}
"""What each option of the dimension `line` means; the side after is 2022 to the last publishable year for all."""


def left_out(china: str) -> frozenset[str]:
    """The partners an option of the dimension `china` takes out of the sum, the set and the weights."""
    return frozenset({CHINA_CODE}) if china == "without" else frozenset()


def members(release: Release, asia: str, china: str) -> tuple[str, ...]:
    """The partners of a definition of Asia, with or without China."""
    return tuple(partner for partner in view.members(release, asia) if partner not in left_out(china))


@per_release(12)
def line(release: Release, asia: str, china: str, name: str) -> pd.DataFrame:
    """A line's turnover by year (`measures.aggregate.aggregate_line`); key year."""
    trade, places = release.table("trade_annual"), release.table("places")
    return aggregate.aggregate_line(trade, places, asia, name, without=left_out(china))


@per_release(12)
def shares(release: Release, asia: str, china: str, name: str) -> pd.DataFrame:
    """The publishable years of a line as shares of Russia's world trade, China's part of which stays in the total.

    Returns:
        The columns of `measures.share.share_of_world` and partners (number summed); key year, ascending.
    """
    summed = line(release, asia, china, name)
    both = share.share_of_world(summed, _world(release)).merge(summed[["year", "partners"]], on="year")
    return both[both["publishable"]].reset_index(drop=True)


@per_release(1)
def _world(release: Release) -> pd.DataFrame:
    return world.world_total(release.table("trade_annual"), "turnover")


def last_year(release: Release, asia: str, china: str, name: str) -> int | None:
    """The last publishable year of a line if it lies after the break ("last year" in the claims); else None."""
    last = aggregate.last_publishable(line(release, asia, china, name))
    return last if last is not None and last >= BREAK_YEAR else None


def unpublishable(frame: pd.DataFrame, name: str, first: int, last: int | None = None) -> str:
    """Why a side of a reading can't be computed, and which source would supply it.

    Args:
        frame: A line with all its years; columns year, coverage_pct, publishable.
        name: full or long.
        first: First year of the side.
        last: Last year of the side; None leaves the end open.
    """
    side = frame[(frame["year"] >= first) & (frame["year"] <= (last or frame["year"].max()))]
    when = years(first, last) if last else _("{year} and after").format(year=first)
    best = side["coverage_pct"].max() if len(side) else float("nan")
    if pd.isna(best):
        found = _("No turnover is known for {years}.").format(years=when)
    else:
        found = _(
            "In {years} the partners of the line that have a turnover held at most {best} of the definition’s 2016–21 "
            "turnover; the rule asks {asked}."
        ).format(years=when, best=one_digit(best), asked=percent(aggregate.THRESHOLD_PCT))
    return f"{found} {_supplier(frame, name)}"


def _supplier(frame: pd.DataFrame, name: str) -> str:
    """Who could fill a side: where the constant set itself is too small, only more customs figures."""
    if name == "long" and not frame["publishable"].any():
        return _("Russian customs figures of more partners, both flows of every year 2006–21, would supply it.")
    return _("The IMF’s trade figures (IMTS) for the partners missing would supply it.")


def no_list() -> str:
    """What is missing where Russia's list of unfriendly states is empty: that is no sign of friendliness."""
    return _("Russia’s list of unfriendly states has no rows; the government order of March 2022 would supply it.")


def coverage(release: Release, asia: str, china: str, frame: pd.DataFrame, when: Iterable[str]) -> str:
    """What stands behind a sum: partners in its last year, their weight, the years on each side."""
    last = frame.iloc[-1]
    return _(
        "In {year} the line sums {found} of {all} partners; they held {weight} of the definition’s 2016–21 turnover. "
        "Years used: {years}."
    ).format(
        found=int(last["partners"]),
        all=len(members(release, asia, china)),
        year=int(last["year"]),
        weight=one_digit(float(last["coverage_pct"])),
        years=listed(list(when)),
    )


def spell(found: pd.DataFrame) -> str:
    """The years of a frame from first to last: '2022–24'."""
    return years(int(found["year"].min()), int(found["year"].max()))


def gap_doubt(found: pd.DataFrame, first: int, last: int) -> tuple[str, ...]:
    """A mark for the years of a side that are missing from its mean."""
    gaps = sorted(set(range(first, last + 1)) - {int(year) for year in found["year"]})
    if not gaps:
        return ()
    return (
        _("No publishable figure for {years}: the mean is of the others.").format(years=listed(list(map(str, gaps)))),
    )


def estimate_doubt(found: pd.DataFrame) -> tuple[str, ...]:
    """A mark if any row is an estimate."""
    if not (found["basis"] == "estimate").any():
        return ()
    return (_("Figures after 2021 are estimates of the IMF: Russia stopped reporting its trade by partner."),)


def share_doubts(found: pd.DataFrame) -> tuple[str, ...]:
    """The marks of a share: an estimate, a ratio of two sources, a suspect total."""
    doubts = list(estimate_doubt(found))
    if (mixed := found[found["two_sources"]]).shape[0]:
        doubts.append(
            _("In {years} an estimate is divided by Russian customs’ own total: a ratio of two sources.").format(
                years=spell(mixed)
            )
        )
    if (late := found[found["year"] > world.REGIMES[1][2]]).shape[0]:
        doubts.append(
            _("The world total of {years} is suspect: the IMF’s total less the cells known to be bad.").format(
                years=spell(late)
            )
        )
    return tuple(doubts)


def suspect_doubt(release: Release, partners: Iterable[str], name: str, found: pd.DataFrame) -> tuple[str, ...]:
    """A mark that names the partners with a suspect cell in the years of a frame."""
    annual = release.table("trade_annual")
    chosen = aggregate.line_set(annual, tuple(partners), name)
    cells = aggregate.line_cells(annual, chosen, name, "turnover")
    suspect = cells[(cells["quality"] == "suspect") & cells["year"].isin(found["year"])]
    if suspect.empty:
        return ()
    names = view.labels(release)
    said = [names.get(str(code), str(code)) for code in sorted(suspect["partner"].unique())]
    return (_("Suspect cells are in the sum: {names}.").format(names=listed(said)),)


def estimate_mark(found: pd.DataFrame) -> str:
    """' (estimate)' to stand after a number that holds one; else empty."""
    return _(" (estimate)") if (found["basis"] == "estimate").any() else ""


def points(value: float) -> str:
    """A difference of shares: 'up 19 points', 'down 2.1 points', 'unchanged'."""
    size = number(abs(value), 0 if abs(value) >= 9.95 else 1)
    if float(size) == 0:
        return _("unchanged")
    return _("up {points} points").format(points=size) if value > 0 else _("down {points} points").format(points=size)


def one_digit(share_pct: float) -> str:
    """A percentage with one digit, where 89.96 must not read as 90: cut, not rounded."""
    return f"{number(math.floor(share_pct * 10 + ROOM) / 10, 1)}%"
