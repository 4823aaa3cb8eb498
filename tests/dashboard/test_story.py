"""The story: which claim stands where, what a section says of it, what the opening counts, where its links lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import figures, story
from dashboard import release as releases
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED
from dashboard.claims.ledger import CLAIMS
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.loaded import loaded as held

WITHIN = 60  # seconds until a run that hangs is given up
GIVEN = {"forums-deadlock": CONTRADICTED, "forums-fade": MIXED, "dprk-opening": NOT_TESTABLE}  # the others: supported


@pytest.fixture(scope="module")
def loaded(small_release_dir: Path) -> Release:
    return held(small_release_dir)


@pytest.fixture
def release(loaded: Release) -> Release:
    """The small release, of which nothing is remembered yet."""
    return replace(loaded)


def made(_release: Release, claim_id: str) -> dict[str, Any]:
    """A claim's entry as far as the story reads it."""
    return {
        "id": claim_id,
        "verdict": GIVEN.get(claim_id, SUPPORTED),
        "wording": f"Claim {claim_id}.",
        "headline": {"text": f"Number of {claim_id}."},
        "against": f"Against {claim_id}.",
        "agreeing": 3,
        "computed": 4,
        "readings": [{}] * 6,
        "before": 20.0,
        "after": 30.4,
    }


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Claims with the verdicts of `GIVEN`; a call changes what one entry holds."""

    def give(**changed: Any) -> None:
        monkeypatch.setattr(story, "entry", lambda release, claim_id: made(release, claim_id) | changed)
        monkeypatch.setattr(story, "entries", lambda release: [made(release, one) | changed for one in CLAIMS])

    give()
    return give


# The order


def test_every_claim_stands_in_exactly_one_section():
    assert sorted(claim for claims in story.ARGUMENT.values() for claim in claims) == sorted(CLAIMS)


def test_a_section_has_at_most_four_claims_and_only_the_one_on_doubt_none():
    counts = {section: len(claims) for section, claims in story.ARGUMENT.items()}
    assert max(counts.values()) <= 4
    assert [section for section, count in counts.items() if count == 0] == ["doubt"]


def test_the_sections_follow_the_article(release: Release, judged: Callable[..., None]):
    assert [section.id for section in story.sections(release, Choice())] == list(story.ARGUMENT)


# A section


def test_a_section_opens_with_the_verdicts_on_its_claims(release: Release, judged: Callable[..., None]):
    section = next(one for one in story.sections(release, Choice()) if one.id == "forums-come")
    assert section.told == (
        story.Told("forums-fade", MIXED, "Claim forums-fade.", "Number of forums-fade.", "3 of 4 readings agree"),
        story.Told(
            "forums-elsewhere",
            SUPPORTED,
            "Claim forums-elsewhere.",
            "Number of forums-elsewhere.",
            "3 of 4 readings agree",
        ),
    )


def test_a_section_says_what_speaks_against_its_first_claim(release: Release, judged: Callable[..., None]):
    against = {one.id: one.against for one in story.sections(release, Choice())}
    assert against["rivals"] == "Against vietnam-us-first."
    assert against["doubt"] == ""


def test_a_claim_that_is_not_testable_yet_says_how_many_readings_are(release: Release, judged: Callable[..., None]):
    judged(agreeing=0, computed=2)
    assert story.told(release, "dprk-opening").agreement == "2 of 6 readings can be computed"


def test_every_section_shows_figures_of_the_register_and_says_what_it_cannot_tell(
    release: Release, judged: Callable[..., None]
):
    for section in story.sections(release, Choice()):
        assert 1 <= len(section.figures) <= 2
        assert {shown.figure_id for shown in section.figures} <= set(figures.FIGURES)
        assert section.heading
        assert section.limit


def test_no_figure_has_the_same_place_twice(release: Release, judged: Callable[..., None]):
    shown = [f"{one.figure_id}{one.place}" for section in story.sections(release, Choice()) for one in section.figures]
    assert len(shown) == len(set(shown))


def test_figures_of_one_partner_show_vietnam_until_a_partner_is_chosen(release: Release, judged: Callable[..., None]):
    def partners(choice: Choice) -> dict[str, tuple[str, ...]]:
        return {
            one.figure_id + one.place: one.choice.partners
            for section in story.sections(release, choice)
            for one in section.figures
        }

    unchosen, india = partners(Choice()), partners(Choice(("IND",)))
    assert unchosen["visits"] == ("PRK", "VNM")
    assert unchosen["partner-trade"] == unchosen["rivals"] == unchosen["exchanges"] == ("VNM",)
    assert unchosen["ranking"] == ()
    assert {india[name] for name in ("visits", "partner-trade", "rivals", "un-votes", "ranking")} == {("IND",)}
    assert unchosen["visits-beijing"] == india["visits-beijing"] == ("CHN",)


@pytest.mark.parametrize(("choice", "named"), [(Choice(("IND",)), "India"), (Choice(("BTN",)), "Bhutan")])
def test_the_trade_of_another_chosen_partner_with_the_powers_is_told_beside_vietnams_claims(
    release: Release, judged: Callable[..., None], choice: Choice, named: str
):
    assert named in next(one.note for one in story.sections(release, choice) if one.id == "rivals")


def test_vietnams_trade_with_the_powers_is_left_to_its_claims(release: Release, judged: Callable[..., None]):
    assert next(one.note for one in story.sections(release, Choice()) if one.id == "rivals") == ""


# The opening


def test_the_opening_counts_the_verdicts(release: Release, judged: Callable[..., None]):
    said = story.standfirst(release)
    assert "Its 18 claims, tested one by one: 15 supported, 1 mixed, 1 contradicted and 1 not testable yet." in said


def test_the_opening_names_a_verdict_that_no_claim_has(release: Release, judged: Callable[..., None]):
    judged(verdict=MIXED)
    assert "0 supported, 18 mixed, 0 contradicted and 0 not testable yet" in story.standfirst(release)


def test_the_opening_gives_the_share_before_and_after_and_marks_estimates(
    release: Release, judged: Callable[..., None]
):
    # 2024, core: CHN 225, IND 67, JPN 9, VNM 4 bn: China and India 292 of 305.
    said = story.standfirst(release)
    assert "was 20% in 2016–21 and 30% in 2022–24 (estimate);" in said
    assert "in 2024 China and India hold 96% (estimate)." in said


def test_without_a_share_the_opening_says_nothing_of_it(release: Release, judged: Callable[..., None]):
    judged(before=None)
    assert story.standfirst(release).endswith("not testable yet.")


# Other pages


def test_the_page_of_forums_gets_the_sentences_of_its_claims(release: Release, judged: Callable[..., None]):
    assert story.texts_found(release) == "Number of forums-deadlock."
    assert story.offices_found(release) == "Number of forums-fade. Number of forums-elsewhere."


# The page


def test_every_claim_links_to_its_page_and_keeps_the_readers_choice(
    release: Release, judged: Callable[..., None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(releases, "current", lambda: release)
    monkeypatch.setattr(parts, "show_figure", lambda *_args, **_look: None)

    def script(choice):
        from dashboard import release
        from dashboard.layout import story

        story.show(release.current(), choice)

    at = AppTest.from_function(script, default_timeout=WITHIN, kwargs={"choice": Choice(("IND",), asia="wide")}).run()
    assert not at.exception
    links = [link.proto for link in at.get("page_link")]
    assert {link.page for link in links} == {"claims"}
    queries = [parse_qs(link.query_string) for link in links]
    assert [query.pop("claim") for query in queries] == [
        [claim_id] for claim_ids in story.ARGUMENT.values() for claim_id in claim_ids
    ]
    assert all(query == {"partner": ["IND"], "asia": ["wide"]} for query in queries)
