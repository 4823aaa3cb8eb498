"""The reading of a claim that speaks most against its headline: the first thing someone who disagrees asks for.

Belongs here: finding that reading, and saying it. Does not belong here: the words of options (`option_words`), and
counter-evidence of another kind (a claim's own file).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dashboard import view
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, VERDICTS, Claim, Measured, Reading
from dashboard.claims.option_words import described
from dashboard.claims.verdict_words import verdict_word
from dashboard.release import Release
from dashboard.texts import _


class Other(NamedTuple):
    """A reading that is not the default, and what it gives."""

    reading: Reading
    found: Measured


def opposing_reading(
    release: Release, claim: Claim, headline: Measured, amount: Callable[[Measured], str], *, higher_supports: bool
) -> str:
    """Give the sentence on the reading that speaks most against a headline.

    That is the one whose verdict stands furthest away (`turned`). Where every reading has the same verdict, it is the
    one whose value comes closest to another (`closest`); where none goes that way, the sentence says how far the
    readings reach. A headline without a verdict has readings with one beside it, or nothing.

    Args:
        release: The release.
        claim: The claim.
        headline: What its default reading gives.
        amount: The words of what a reading gives.
        higher_supports: Whether a higher value speaks for the claim.
    """
    others = other_readings(release, claim)
    if not others:
        return _("No other reading can be computed.")
    labels = view.labels(release) if "places" in claim.tables else {}
    if (other := turned(claim, headline.verdict, others)) is not None:
        words = _("Read otherwise ({reading}): {amount}, {verdict}.")
    elif (other := closest(headline, others, higher_supports=higher_supports)) is not None:
        words = _("The reading that comes closest to another verdict ({reading}): {amount}, still {verdict}.")
    else:
        return _reach(headline, others, amount)
    return words.format(
        reading=described(claim, other.reading, labels),
        amount=amount(other.found),
        verdict=verdict_word(other.found.verdict),
    )


def other_readings(release: Release, claim: Claim) -> list[Other]:
    """Every reading but the default that gives a verdict, in the order of the grid."""
    results = (Other(reading, claim.test(release, reading)) for reading in claim.readings[1:])
    return [one for one in results if one.found.verdict != NOT_TESTABLE]


def turned(claim: Claim, verdict: str, others: Sequence[Other]) -> Other | None:
    """Give the reading whose verdict stands furthest from another; None where all have the same.

    Of those that stand equally far the one that changes fewest dimensions is taken, then the first. Beside "not
    testable yet" every verdict stands equally far.
    """
    different = [one for one in others if one.found.verdict != verdict]
    return min(
        different,
        key=lambda one: (-_apart(one.found.verdict, verdict), _changed(claim, one.reading)),
        default=None,
    )


def closest(headline: Measured, others: Sequence[Other], *, higher_supports: bool) -> Other | None:
    """Give, of readings with the headline's verdict, the one nearest to another verdict by its value.

    For a supported claim that is the reading least in its favour, for a contradicted one the reading most in its
    favour. None for a mixed one, which has a threshold on either side, and where no reading goes that way.
    """
    if headline.verdict == MIXED or headline.value is None:
        return None
    sign = 1 if higher_supports == (headline.verdict == CONTRADICTED) else -1
    nearer = [one for one in others if sign * one.found.known > sign * headline.value]
    return max(nearer, key=lambda one: sign * one.found.known, default=None)


def _reach(headline: Measured, others: Sequence[Other], amount: Callable[[Measured], str]) -> str:
    """From where to where the readings go."""
    every = sorted((headline, *(one.found for one in others)), key=lambda found: found.known)
    return _("No reading gives another verdict; they run from {low} to {high}.").format(
        low=amount(every[0]), high=amount(every[-1])
    )


def _apart(one: str, other: str) -> int:
    """How far two verdicts lie apart in the order supported, mixed, contradicted."""
    return 0 if other == NOT_TESTABLE else abs(VERDICTS.index(one) - VERDICTS.index(other))


def _changed(claim: Claim, reading: Reading) -> int:
    return sum(reading[name] != value for name, value in claim.default.items())
