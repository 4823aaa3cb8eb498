"""The reading under which a claim's verdict changes: the first thing someone who disagrees asks for.

Belongs here: finding it. Does not belong here: saying it (each claim has its own words).
"""

from collections.abc import Callable, Iterable

from dashboard.claims.claim import NOT_TESTABLE, VERDICTS, Measured, Reading
from dashboard.release import Release


def other_reading(
    test: Callable[[Release, Reading], Measured], readings: Iterable[Reading], release: Release
) -> tuple[Reading, Measured] | None:
    """Give the reading whose verdict stands furthest from the default's.

    Of those that stand equally far the one that changes fewest dimensions is taken, then the first of the grid.

    Args:
        test: The claim's test.
        readings: Its grid, the default first.
        release: The release.

    Returns:
        The reading and what it gives; None where the default has no verdict, or every computed reading has the same.
    """
    grid = list(readings)
    default, headline = grid[0], test(release, grid[0])
    if headline.verdict == NOT_TESTABLE:
        return None
    found = [(reading, test(release, reading)) for reading in grid[1:]]
    others = [pair for pair in found if pair[1].verdict not in {NOT_TESTABLE, headline.verdict}]
    return min(
        others,
        key=lambda pair: (-_apart(pair[1].verdict, headline.verdict), _changed(pair[0], default)),
        default=None,
    )


def _apart(one: str, other: str) -> int:
    """How far two verdicts lie apart in the order supported, mixed, contradicted."""
    return abs(VERDICTS.index(one) - VERDICTS.index(other))


def _changed(reading: Reading, default: Reading) -> int:
    return sum(reading[name] != value for name, value in default.items())
