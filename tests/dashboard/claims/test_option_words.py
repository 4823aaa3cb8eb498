import pytest

from dashboard.claims.ledger import CLAIMS
from dashboard.claims.option_words import described, dimension, option

LABELS = {"VNM": "Vietnam", "IND": "India", "CHN": "China"}
OPTIONS = sorted({(one.id, value) for claim in CLAIMS.values() for one in claim.dimensions for value in one.options})


@pytest.mark.parametrize(("name", "value"), OPTIONS)
def test_every_dimension_and_option_of_every_claim_has_words(name, value):
    assert dimension(name)
    assert "_" not in option(name, value, LABELS)


def test_a_reading_is_described_by_what_it_does_not_share_with_the_default():
    claim = CLAIMS["trade-turns-east"]
    reading = claim.default | {"asia": "wide", "china": "without"}
    assert described(claim, reading, LABELS) == "all Asia, without China"
    assert described(claim, claim.default, LABELS) == ""


def test_an_option_without_words_is_refused():
    with pytest.raises(KeyError):
        option("china", "perhaps", LABELS)
