"""What the two claims about offices at forums share: the measure of one reading and the words of its number.

Belongs here: mean offices before and since 2022 with their permutation test. Does not belong here: a rule's thresholds
and the forums a claim speaks of (its own file).
"""

from collections.abc import Callable, Collection

from dashboard.claims.claim import NOT_TESTABLE, Interval, Measured, Reading
from dashboard.claims.verdict_words import verdict_word
from dashboard.measures import forums
from dashboard.measures.cells import BREAK_YEAR
from dashboard.measures.offices_compared import Sides, compare_offices
from dashboard.measures.permutation import Permuted, permutation
from dashboard.measures.trips import FEW
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import MINUS, years

LEAST_MEETINGS = 3  # a side; the method's
BEFORE = {"2014-2021": (2014, 2021), "2000-2011": (2000, 2011)}
DIGITS = 9  # what lies below is the machine's rounding, and must not decide at a threshold


def measured(
    release: Release,
    names: Collection[str],
    before: tuple[int, int],
    *,
    video: bool,
    rule: Callable[[float], str],
) -> Measured:
    """Give Russia's mean office at some forums before and since 2022, judged by a rule.

    Args:
        release: The release.
        names: Forums, taken together: every meeting counts the same.
        before: First and last year of the span before.
        video: Whether meetings by video count.
        rule: Fall of the mean office (positive when it falls) to verdict.

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
        verdict=rule(round(first - last, DIGITS)),
        value=last - first,
        before=first,
        after=last,
        interval=Interval(test.low, test.high, _("range of chance, by exchanging the periods of the meetings")),
        coverage=_coverage(sides, before),
        doubts=_doubts(sides),
        rows=sides.rows,
        facts=_facts(sides, before, test),
    )


def sentence(where: str, found: Measured) -> str:
    """The number of one reading: both means, their meetings, the difference, and what chance would do."""
    if found.value is None:
        return found.missing
    return _(
        "{where} Russia’s mean office {moved} from {a} ({n} meetings in {first}) to {b} ({m} in {last}), a difference "
        "of {value} on a scale of four; {chance}."
    ).format(
        where=where,
        moved=_moved(found),
        a=f"{found.before:.1f}",
        b=f"{found.after:.1f}",
        n=found.facts["before_meetings"],
        m=found.facts["after_meetings"],
        first=found.facts["before_years"],
        last=found.facts["after_years"],
        value=_signed(found.value),
        chance=_chance(found),
    )


def turned(other: tuple[Reading, Measured] | None, said: Callable[[Reading], str]) -> str:
    """The reading with another verdict, if there is one, and its means; `said` puts a reading into words."""
    if other is None:
        return _("No reading that can be computed gives another verdict.")
    reading, found = other
    return _("Read {reading}, the claim is {verdict}: {a} to {b}.").format(
        verdict=verdict_word(found.verdict), reading=said(reading), a=f"{found.before:.1f}", b=f"{found.after:.1f}"
    )


def _moved(found: Measured) -> str:
    if not found.value:
        return _("went")
    return _("fell") if found.value < 0 else _("rose")


def _signed(value: float) -> str:
    """'−1.2', '+0.3', '0.0' for a difference of means."""
    text = f"{abs(value):.1f}"
    return text if float(text) == 0 else f"{MINUS if value < 0 else '+'}{text}"


def _chance(found: Measured) -> str:
    p_value = found.facts["p_value"]
    if isinstance(p_value, float) and p_value < 0.001:
        return _("exchanging the periods at random gives as large a difference less than once in 1,000 times")
    return _("exchanging the periods at random gives as large a difference with p = {p}").format(p=f"{p_value:.3f}")


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
        "{n} meetings in {first} and {m} in {last} with a known office; left out: {video} by video or held in a way "
        "not known, {unknown} whose office is not known."
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
        "The rule asks for {least} meetings a side with a known office; there are {n} and {m}. The forums’ own pages "
        "and lists of participants would supply them (table forum_meetings)."
    ).format(least=LEAST_MEETINGS, n=len(sides.before), m=len(sides.after))


def _doubts(sides: Sides) -> tuple[str, ...]:
    fewest = min(len(sides.before), len(sides.after))
    few = _("Few cases; meetings on one side: {count}.").format(count=fewest) if fewest < FEW else ""
    unknown = (
        _("Meetings whose office is not known could move the mean: {count}.").format(count=sides.unknown)
        if sides.unknown
        else ""
    )
    return tuple(doubt for doubt in (few, unknown) if doubt)
