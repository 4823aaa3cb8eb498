"""The verdicts as ClaimReview, schema.org's words for a checked claim, which search engines read.

Belongs here: the objects and their JSON-LD. Does not belong here: verdicts (`output`), and where the text is put.
"""

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED
from dashboard.claims.output import Entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.texts import _, language

RATINGS: Final = {CONTRADICTED: 1, MIXED: 2, SUPPORTED: 3}
ARTICLE: Final = "Russia has redefined its Asia strategy. Here’s how it will work"
WORST, BEST = min(RATINGS.values()), max(RATINGS.values())


def claim_review(entry: Entry, time: str, site: str | None = None) -> dict[str, Any] | None:
    """Give the review of one claim.

    schema.org wants the review's own absolute address in `url`. The project knows it only where an operator gives it
    (environment variable DASHBOARD_URL); without it the field is left out rather than made up. The article's original
    address was not found, so its appearance is named without one.

    Args:
        entry: A claim's entry (`output.entry`).
        time: The release's time, ISO; the date of the review.
        site: The dashboard's address; None where it is not known.

    Returns:
        A JSON-LD object; None for a claim that is not testable yet, which has no rating.
    """
    if entry["verdict"] not in RATINGS:
        return None
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": entry["wording"],
        "itemReviewed": _item(entry["wording"]),
        "author": {"@type": "Organization", "name": _("Russia and Asia: the thesis, tested")},
        "datePublished": time[:10],
        "inLanguage": language(),
        "reviewBody": entry["headline"]["text"],
        "reviewRating": _rating(entry["verdict"]),
    }
    return review if site is None else {**review, "url": f"{site.rstrip('/')}/?claim={quote(entry['id'])}"}


def as_json_ld(entries: Iterable[Entry], time: str, site: str | None = None) -> str:
    """The reviews of all claims that have a verdict, as one JSON-LD list; the same bytes for the same entries."""
    reviews = (claim_review(entry, time, site) for entry in entries)
    found = [review for review in reviews if review is not None]
    return json.dumps(found, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _item(wording: str) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "text": wording,
        "author": {"@type": "Person", "name": "Timofey Bordachev"},
        "appearance": {
            "@type": "CreativeWork",
            "name": ARTICLE,
        },
    }


def _rating(verdict: str) -> dict[str, Any]:
    return {
        "@type": "Rating",
        "ratingValue": RATINGS[verdict],
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": verdict_word(verdict),
    }
