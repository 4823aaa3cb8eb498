"""The reading of a claim that speaks most against its headline, in words.

Belongs here: finding that reading, and naming a choice. Does not belong here: counter-evidence of another kind (a
claim's own file).
"""

from collections.abc import Callable
from typing import NamedTuple

from dashboard import terms
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, Claim, Measured, Reading
from dashboard.claims.verdict_words import verdict_word
from dashboard.release import Release
from dashboard.texts import _


class Other(NamedTuple):
    """A reading that gives a value.

    Attributes:
        reading: The choice by dimension.
        value: In the claim's unit.
        verdict: What it leads to.
    """

    reading: Reading
    value: float
    verdict: str


def opposing_reading(
    release: Release,
    claim: Claim,
    headline: Measured,
    amount: Callable[[float], str],
    *,
    higher_supports: bool,
) -> str:
    """Give the sentence on the reading that speaks most against a headline.

    For a supported claim that is the reading least in its favour, for a contradicted one the reading most in its
    favour, for a mixed one the reading of another verdict furthest from the headline. Where no reading goes that way,
    the sentence says how far the readings reach.

    Args:
        release: The release.
        claim: The claim.
        headline: What its default reading gives; it has a value.
        amount: The words of a value.
        higher_supports: Whether a higher value speaks for the claim.
    """
    others = other_readings(release, claim)
    if not others or headline.value is None:
        return _("No other reading can be computed.")
    found = most_opposed(others, headline.value, headline.verdict, higher_supports=higher_supports)
    if found is None:
        values = sorted([headline.value, *(one.value for one in others)])
        return _("No reading gives another verdict; they run from {low} to {high}.").format(
            low=amount(values[0]), high=amount(values[-1])
        )
    words = (
        _("Read otherwise ({reading}): {amount}, {verdict}.")
        if found.verdict != headline.verdict
        else _("The reading that comes closest to another verdict ({reading}): {amount}, still {verdict}.")
    )
    return words.format(
        reading=described(claim, found.reading), amount=amount(found.value), verdict=verdict_word(found.verdict)
    )


def other_readings(release: Release, claim: Claim) -> list[Other]:
    """Every reading but the default that gives a value, in the order of the grid."""
    results = ((reading, claim.test(release, reading)) for reading in claim.readings[1:])
    return [
        Other(reading, result.value, result.verdict)
        for reading, result in results
        if result.verdict != NOT_TESTABLE and result.value is not None
    ]


def most_opposed(others: list[Other], value: float, verdict: str, *, higher_supports: bool) -> Other | None:
    """Give the reading that speaks most against a verdict; None if none goes that way.

    Args:
        others: The readings to choose from; of equals the first is taken.
        value: The headline's value.
        verdict: The headline's verdict.
        higher_supports: Whether a higher value speaks for the claim.
    """
    if verdict == MIXED:
        different = [one for one in others if one.verdict != MIXED]
        return max(different, key=lambda one: abs(one.value - value), default=None)
    sign = 1 if higher_supports == (verdict == CONTRADICTED) else -1
    nearer = [one for one in others if sign * (one.value - value) > 0]
    return max(nearer, key=lambda one: sign * one.value, default=None)


def described(claim: Claim, reading: Reading) -> str:
    """A reading by what it does not share with the default, in words."""
    return ", ".join(option_word(name, value) for name, value in reading.items() if value != claim.default[name])


def option_word(dimension: str, option: str) -> str:
    """An option of a dimension of the trade claims, in words; years and codes stand for themselves."""
    if dimension == "asia":
        return terms.asia(option)
    years = {"start": _("from {year}"), "base_year": _("trade of {year}")}
    if dimension in years:
        return years[dimension].format(year=option)
    return _words().get((dimension, option), option)


def _words() -> dict[tuple[str, str], str]:
    return {
        ("china", "with"): _("with China"),
        ("china", "without"): _("without China"),
        ("line", "full"): _("full line, from 2016–21"),
        ("line", "long_2006_11"): _("long line, from 2006–11"),
        ("line", "long_2012_13"): _("long line, from 2012–13"),
        ("line", "long_2014_21"): _("long line, from 2014–21"),
        ("after", "window"): _("mean of the years after 2021"),
        ("after", "last_year"): _("last year alone"),
        ("source", "statistics"): _("Vietnam’s statistics"),
        ("source", "announced"): _("announced totals"),
        ("source", "mirror"): _("the counterparts’ figures"),
        ("side", "partner"): _("Vietnam’s count"),
        ("side", "russia"): _("Russia’s count"),
        ("year", "last"): _("last year at hand"),
        ("year", "before_last"): _("the year at hand before the last"),
    }
