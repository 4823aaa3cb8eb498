import pytest

from dashboard.claims.ledger import CLAIMS, UnknownClaimError, verdict
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
    assert verdict(current(), "eu-no-rival") is verdict(current(), "eu-no-rival")


def test_an_unknown_claim_is_named_with_those_there_are():
    with pytest.raises(UnknownClaimError, match=r"no claim 'nope'.*forums-fade"):
        verdict(current(), "nope")
