import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, VERDICTS, Measured
from dashboard.claims.ledger import CLAIMS, UnknownClaimError, ledger, verdict
from dashboard.claims.other_reading import other_reading
from dashboard.figures import FIGURES
from dashboard.release import current

ORDER = (
    "trade-turns-east",
    "turn-began-before-war",
    "many-partners",
    "friendly-asia",
    "forums-fade",
    "forums-elsewhere",
    "forums-deadlock",
    "bilateral-turn",
    "more-partners-visited",
    "dprk-opening",
    "vietnam-us-first",
    "russia-no-replacement",
    "eu-no-rival",
    "energy-food-niche",
    "hedgers",
    "china-untroubled",
    "openness-erodes",
    "visits-move-trade",
)


def test_the_claims_stand_in_the_order_of_the_method():
    assert tuple(CLAIMS) == ORDER


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=list(CLAIMS))
def test_each_claim_needs_tables_that_are_there_and_shows_a_figure_that_is_there(claim):
    assert set(claim.tables) <= set(current().tables)
    assert claim.figure in FIGURES


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=list(CLAIMS))
def test_each_claim_has_all_its_words(claim):
    words = (claim.wording, claim.measure, claim.rule, claim.change, claim.limits, claim.critic)
    assert all(part().endswith((".", "!", "?")) and "{" not in part() for part in words)


def test_a_verdict_is_computed_once_for_a_release():
    name = next(iter(CLAIMS))
    assert verdict(current(), name) is verdict(current(), name)


def test_the_ledger_has_every_claim():
    assert [one.claim.id for one in ledger(current())] == list(CLAIMS)
    assert {one.default.verdict for one in ledger(current())} <= set(VERDICTS)


def test_an_unknown_claim_is_named_with_those_there_are():
    with pytest.raises(UnknownClaimError, match=r"no claim 'nope'.*forums-fade"):
        verdict(current(), "nope")


GRID = [{"a": a, "b": b} for a in "12" for b in "12"]


def judged(*verdicts):
    """A test whose readings have these verdicts, in the order of the grid."""
    found = dict(zip((tuple(one.values()) for one in GRID), verdicts, strict=True))
    return lambda _release, reading: Measured(found[tuple(reading.values())])


def other(*verdicts):
    found = other_reading(judged(*verdicts), GRID, None)
    return None if found is None else found[0]


def test_the_verdict_furthest_away_is_the_other_reading():
    assert other(SUPPORTED, MIXED, MIXED, CONTRADICTED) == {"a": "2", "b": "2"}


def test_of_equals_the_one_that_changes_least_is_taken_then_the_first():
    assert other(SUPPORTED, SUPPORTED, MIXED, MIXED) == {"a": "2", "b": "1"}
    assert other(SUPPORTED, MIXED, MIXED, MIXED) == {"a": "1", "b": "2"}


@pytest.mark.parametrize("rest", [[SUPPORTED] * 3, [NOT_TESTABLE] * 3])
def test_where_every_computed_reading_agrees_there_is_none(rest):
    assert other(SUPPORTED, *rest) is None


def test_without_a_headline_there_is_none():
    assert other(NOT_TESTABLE, SUPPORTED, MIXED, CONTRADICTED) is None
