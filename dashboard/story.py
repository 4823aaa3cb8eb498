"""The argument in the article's order: each step a question, the verdicts on its claims, what speaks against them.

Belongs here: which claim stands in which section, and the opening in a few sentences. Verdicts and their sentences come
from `claims`, so that a number is measured once. Does not belong here: what stands beside the verdicts (`story_notes`),
layout (`layout/story.py`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from dashboard import story_notes, view
from dashboard.charts.reading_words import agreement
from dashboard.claims.claim import VERDICTS
from dashboard.claims.output import entries, entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _, language
from dashboard.words import listed, pct, years

ARGUMENT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "forums-agree": ("forums-deadlock",),
        "forums-come": ("forums-fade", "forums-elsewhere"),
        "one-to-one": ("bilateral-turn", "more-partners-visited", "visits-move-trade"),
        "examples": ("dprk-opening", "energy-food-niche"),
        "rivals": ("vietnam-us-first", "russia-no-replacement", "eu-no-rival", "hedgers"),
        "turn": ("trade-turns-east", "turn-began-before-war"),
        "many-or-one": ("many-partners",),
        "friendly": ("friendly-asia", "openness-erodes"),
        "beijing": ("china-untroubled",),
        "doubt": (),
    }
)
"""The sections in order, each with its claims; the first claim's counter-evidence stands in the section."""

EXAMPLES: Final = ("PRK", "VNM")  # the two states the article holds up
EXAMPLE: Final = "VNM"  # the one with trade figures


@dataclass(frozen=True)
class Told:
    """A claim's verdict in the words of the story.

    Attributes:
        id: the claim's, for the link to its page.
        verdict: one of `claims.claim.VERDICTS`.
        wording: the claim, in our words.
        headline: the number it rests on, one sentence.
        agreement: how many readings give the same verdict.
    """

    id: str
    verdict: str
    wording: str
    headline: str
    agreement: str


class Shown(NamedTuple):
    """A figure of the register, what it shows, and what tells it from another use of it in the story."""

    figure_id: str
    choice: Choice
    place: str = ""


@dataclass(frozen=True)
class Section:
    """One step of the argument.

    Attributes:
        id: permanent; the anchor of the section.
        heading: the question.
        told: the verdicts on its claims; none where it is about the figures themselves.
        note: what the release says beside them; may be empty.
        figures: what is drawn.
        against: the strongest evidence against the first verdict; empty where there is none.
        limit: what the section can't tell.
    """

    id: str
    heading: str
    told: tuple[Told, ...]
    note: str
    figures: tuple[Shown, ...]
    against: str
    limit: str


def standfirst(release: Release) -> str:
    """The whole story in three sentences: the argument, the count of verdicts, where the trade went."""
    return _standfirst(release, language())


def sections(release: Release, choice: Choice) -> tuple[Section, ...]:
    """The story as it stands for a reader's choice; single-partner figures show Vietnam until a partner is chosen."""
    return _sections(release, choice, language())


def told(release: Release, claim_id: str) -> Told:
    """A claim's verdict in the words of the story.

    Raises:
        UnknownClaimError: There is no such claim.
    """
    one = entry(release, claim_id)
    return Told(
        id=claim_id,
        verdict=one["verdict"],
        wording=one["wording"],
        headline=one["headline"]["text"],
        agreement=agreement(one),
    )


def texts_found(release: Release) -> str:
    """What the forums agreed on, as its claim says it."""
    return told(release, "forums-deadlock").headline


def offices_found(release: Release) -> str:
    """Whom Russia sent to forums with and without the United States, as their claims say it."""
    return f"{told(release, 'forums-fade').headline} {told(release, 'forums-elsewhere').headline}"


@per_release(4)
def _standfirst(release: Release, _language: str) -> str:
    opening = _(
        "An article of 2024 argued that forums had faded, that single Asian states now mattered, and that trade had "
        "already turned."
    )
    return f"{opening} {_tally(release)} {_trade_in_short(release)}".strip()


@per_release(64)
def _sections(release: Release, choice: Choice, _language: str) -> tuple[Section, ...]:
    headings, notes, figures, limits = _headings(), _notes(release, choice), _figures(choice), _limits()
    return tuple(
        Section(
            id=section_id,
            heading=headings[section_id],
            told=tuple(told(release, claim_id) for claim_id in claim_ids),
            note=notes.get(section_id, ""),
            figures=figures[section_id],
            against=str(entry(release, claim_ids[0])["against"]) if claim_ids else "",
            limit=limits[section_id],
        )
        for section_id, claim_ids in ARGUMENT.items()
    )


def _headings() -> dict[str, str]:
    return {
        "forums-agree": _("Do the forums agree on less?"),
        "forums-come": _("Who still comes?"),
        "one-to-one": _("One state at a time, and does it pay?"),
        "examples": _("Pyongyang and Hanoi, June 2024"),
        "rivals": _("Who else matters to Vietnam?"),
        "turn": _("Has trade turned to Asia?"),
        "many-or-one": _("Many partners, or one?"),
        "friendly": _("Did Asia stay friendly, and open?"),
        "beijing": _("Does Beijing mind?"),
        "doubt": _("How sure is any of this?"),
    }


def _notes(release: Release, choice: Choice) -> dict[str, str]:
    """What stands beside the verdicts, by section."""
    partner = _one(choice).partners[0]
    return {
        "examples": story_notes.examples(release, EXAMPLES),
        "rivals": "" if partner == EXAMPLE else story_notes.rivals_of(release, partner),
        "turn": story_notes.risers(release),
        "many-or-one": story_notes.chinas_part(release),
        "doubt": story_notes.widest_ranges(release, choice),
    }


def _figures(choice: Choice) -> dict[str, tuple[Shown, ...]]:
    one = _one(choice)
    examples = choice if choice.partners else choice.with_partners(EXAMPLES)
    return {
        "forums-agree": (Shown("forum-outcomes", choice),),
        "forums-come": (Shown("forum-matrix", choice),),
        "one-to-one": (Shown("trips", choice),),
        "examples": (Shown("visits", examples), Shown("partner-trade", one)),
        "rivals": (Shown("rivals", one), Shown("exchanges", one)),
        "turn": (Shown("asia-share", choice), Shown("ranking", choice)),
        "many-or-one": (Shown("concentration", choice),),
        "friendly": (Shown("un-votes", one),),
        "beijing": (Shown("visits", choice.only("CHN"), place="-beijing"),),
        "doubt": (Shown("disagreement", choice),),
    }


def _limits() -> dict[str, str]:
    return {
        "forums-agree": _("A joint text is not yet agreement, and a missing one has more than one cause."),
        "forums-come": _("An office says who was sent, not what was said, or why nobody higher came."),
        "one-to-one": _("These are few trips: one more or less moves a share by several points."),
        "examples": _("A visit shows attention. What was agreed in private is in no table here."),
        "rivals": _("The partner’s own figures end years ago; announced totals carry on and can’t be joined to them."),
        "turn": _("After 2021 both parts of the share are estimates or come from different sources."),
        "many-or-one": _("Concentration by partner says nothing of what is traded, or on whose terms."),
        "friendly": _("A list is Moscow’s word, a vote is one day’s. Neither measures trust."),
        "beijing": _("Visits and trade need not show displeasure."),
        "doubt": _(
            "Where two sources agree, both can still be wrong; where they differ, goods may have gone through a third "
            "country."
        ),
    }


def _one(choice: Choice) -> Choice:
    """What single-partner figures show: the reader's partners, else the article's second example."""
    return choice if choice.partners else choice.only(EXAMPLE)


def _tally(release: Release) -> str:
    """How many claims have which verdict."""
    counts = Counter(one["verdict"] for one in entries(release))
    said = [f"{counts[verdict]} {verdict_word(verdict)}" for verdict in VERDICTS]
    return _("Its {count} claims, tested one by one: {said}.").format(count=counts.total(), said=listed(said))


def _trade_in_short(release: Release) -> str:
    """Core Asia's share before and after the break, and the two partners that hold most of it; empty if unknown."""
    turn = entry(release, "trade-turns-east")
    if turn["before"] is None or turn["after"] is None:
        return ""
    last = int(view.asia_shares(release, "turnover", "core", "full")["year"].max())
    return _(
        "Core Asia’s share of Russia’s trade was {before} in {first} and {after} in {last} (estimate); of core Asian "
        "trade in {year} {names} hold {part} (estimate)."
    ).format(
        before=pct(turn["before"]),
        after=pct(turn["after"]),
        first=years(story_notes.FIRST_FULL, BREAK_YEAR - 1),
        last=years(BREAK_YEAR, last),
        **story_notes.leading_pair(release),
    )
