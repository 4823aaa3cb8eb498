"""What the two claims about ranks at forums share: the measure of one reading and the words of its number.

Belongs here: mean ranks before and since 2022 with their permutation test. Does not belong here: a rule's thresholds
and the forums a claim speaks of (its own file).
"""

from collections.abc import Callable, Collection

from dashboard.claims.claim import NOT_TESTABLE, Interval, Measured
from dashboard.measures import forums
from dashboard.measures.cells import BREAK_YEAR
from dashboard.measures.offices_compared import Sides, compare_offices
from dashboard.measures.permutation import Permuted, permutation
from dashboard.measures.trips import FEW
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import number, years

LEAST_MEETINGS = 3  # a side; the method's
SMALLEST_P = 0.001  # below it p is said in words
BEFORE = {"2014-2021": (2014, 2021), "2000-2011": (2000, 2011)}


def measured(
    release: Release,
    names: Collection[str],
    before: tuple[int, int],
    *,
    video: bool,
    rule: Callable[[float], str],
) -> Measured:
    """Give Russia's mean rank at some forums before and since 2022, judged by a rule.

    Args:
        release: The release.
        names: Forums, taken together: every meeting counts the same.
        before: First and last year of the span before.
        video: Whether meetings by video count.
        rule: Fall of the mean rank (positive when it falls) to verdict.

    Returns:
        value, before and after in ranks (0 to 4; value = after less before). The interval is the range that chance
        alone gives (permutation of the period labels). Not testable under `LEAST_MEETINGS` meetings a side.
    """
    frame = forums.representation(release.table("forum_meetings"), names)
    sides = compare_offices(frame, "RUS", before, BREAK_YEAR, video=video)
    if min(len(sides.before), len(sides.after)) < LEAST_MEETINGS:
        return Measured(NOT_TESTABLE, coverage=_coverage(sides, before), missing=_missing(sides), rows=sides.rows)
    test = permutation(sides.before, sides.after)
    first, last = (sum(side) / len(side) for side in (sides.before, sides.after))
    return Measured(
        verdict=rule(first - last),
        value=last - first,
        before=first,
        after=last,
        interval=Interval(test.low, test.high, _("range of chance, by exchanging the periods of the meetings")),
        coverage=f"{_coverage(sides, before)} {_chance(test.p_value)}",
        doubts=_doubts(sides),
        rows=sides.rows,
        facts=_facts(sides, before, test),
    )


def sentence(where: str, found: Measured) -> str:
    """The number of one reading: both means and their years; `where` names the forums inside a sentence."""
    if found.value is None:
        return found.missing
    before, after = found.sides
    return _(
        "Russia’s mean rank {where}, in person, {moved} from {a} in {first} to {b} in {last}, on a scale of 0 to 4."
    ).format(
        where=where,
        moved=_moved(found.value),
        a=number(before, 1),
        b=number(after, 1),
        first=found.facts["before_years"],
        last=found.facts["after_years"],
    )


def amount(found: Measured) -> str:
    """What a reading gives, in a few words: 'mean rank 4.0 to 3.3'."""
    before, after = found.sides
    return _("mean rank {a} to {b}").format(a=number(before, 1), b=number(after, 1))


def _moved(value: float) -> str:
    if not value:
        return _("went")
    return _("fell") if value < 0 else _("rose")


def _chance(p_value: float) -> str:
    """How often chance alone makes a difference as large."""
    if p_value < SMALLEST_P:
        return _("With the periods exchanged at random a difference as large comes less than once in 1,000 times.")
    return _("With the periods exchanged at random a difference as large comes with p = {p}.").format(
        p=number(p_value, 3)
    )


def _facts(sides: Sides, before: tuple[int, int], test: Permuted) -> dict[str, float | int | str | None]:
    return {
        "p_value": test.p_value,
        "ways_tried": test.tried,
        "every_way_tried": int(test.exact),
        "before_meetings": len(sides.before),
        "after_meetings": len(sides.after),
        "before_years": years(*before),
        "after_years": years(sides.first_after, sides.last_after),
    }


def _coverage(sides: Sides, before: tuple[int, int]) -> str:
    return _(
        "{n} meetings in {first} and {m} in {last} with a known rank; left out: {video} by video or held in a way "
        "not known, {unknown} whose rank is not known."
    ).format(
        n=len(sides.before),
        m=len(sides.after),
        first=years(*before),
        last=years(sides.first_after, sides.last_after),
        video=sides.by_video,
        unknown=sides.unknown,
    )


def _missing(sides: Sides) -> str:
    return _(
        "The rule asks for {least} meetings a side with a known rank; there are {n} and {m}. The forums’ own pages "
        "and lists of participants would supply them (table forum_meetings)."
    ).format(least=LEAST_MEETINGS, n=len(sides.before), m=len(sides.after))


def _doubts(sides: Sides) -> tuple[str, ...]:
    fewest = min(len(sides.before), len(sides.after))
    few = _("Few cases; meetings on one side: {count}.").format(count=fewest) if fewest < FEW else ""
    unknown = (
        _("Meetings whose rank is not known could move the mean: {count}.").format(count=sides.unknown)
        if sides.unknown
        else ""
    )
    return tuple(doubt for doubt in (few, unknown) if doubt)
