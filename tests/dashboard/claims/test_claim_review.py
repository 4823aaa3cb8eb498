import json

import pytest

from dashboard.claims.claim_review import as_json_ld, claim_review
from tests.dashboard.claims.entries import entry

TIME = "2026-11-24"
# Required and recommended by the vocabulary's readers: schema.org/ClaimReview and the search engines' guide to it.
REQUIRED = ("@context", "@type", "claimReviewed", "reviewRating")
RECOMMENDED = ("author", "datePublished", "itemReviewed")
RATING = ("@type", "ratingValue", "bestRating", "worstRating", "alternateName")


def test_a_review_has_the_fields_the_vocabulary_asks_for():
    found = claim_review(entry(), TIME, "https://example.org")
    assert {*REQUIRED, *RECOMMENDED, "url"} <= found.keys()
    assert (found["@context"], found["@type"]) == ("https://schema.org", "ClaimReview")
    assert found["claimReviewed"] == "Forums matter less to Russia."
    assert found["datePublished"] == TIME
    assert set(RATING) == found["reviewRating"].keys()
    assert found["reviewRating"]["@type"] == "Rating"


def test_the_claims_author_and_work_are_named_without_a_link():
    item = claim_review(entry(), TIME)["itemReviewed"]
    assert item["@type"] == "Claim"
    assert item["author"] == {"@type": "Person", "name": "Timofey Bordachev"}
    assert item["appearance"].keys() == {"@type", "name"}


def test_the_reviewer_is_an_organization():
    author = claim_review(entry(), TIME)["author"]
    assert author["@type"] == "Organization"
    assert author["name"]


@pytest.mark.parametrize(("verdict", "value"), [("contradicted", 1), ("mixed", 2), ("supported", 3)])
def test_the_rating_runs_from_one_to_three(verdict, value):
    rating = claim_review(entry(verdict=verdict), TIME)["reviewRating"]
    assert (rating["ratingValue"], rating["alternateName"]) == (value, verdict)
    assert (rating["worstRating"], rating["bestRating"]) == (1, 3)


def test_a_claim_that_is_not_testable_has_no_review():
    content = [entry("hedgers", "not testable yet"), entry()]
    assert claim_review(content[0], TIME) is None
    assert len(json.loads(as_json_ld(content, TIME))) == 1


@pytest.mark.parametrize("site", ["https://example.org/asia", "https://example.org/asia/"])
def test_the_address_is_the_sites_with_the_claim(site):
    assert claim_review(entry(), TIME, site)["url"] == "https://example.org/asia/?claim=forums-fade"


def test_without_a_known_site_no_address_is_made_up():
    assert "url" not in claim_review(entry(), TIME)
