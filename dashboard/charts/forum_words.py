"""The words the two charts of forums share: forums, powers, offices, how a meeting was held, where it was."""

from typing import Any, Final

import pandas as pd

from dashboard.measures import forums
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import HARD_SPACE, listed

UNITED_STATES: Final = "USA"
CAUSES: Final = {"us_china": "U", "russia_ukraine": "W", "us_china_russia": "R"}
"""The letter of what stood in the way of a joint text."""


def forum_name(forum: str) -> str:
    """A forum as a heading names it."""
    names = {
        "EAS": _("East Asia Summit"),
        "SCO": _("Shanghai Cooperation Organisation"),
        "ASEAN-Russia": _("ASEAN–Russia"),
    }
    return names.get(forum, forum)


def with_united_states(release: Release, forum: str) -> str:
    """Whether the United States is in a forum, and since when where it joined later than the forum's first meeting."""
    since = united_states_since(release, forum)
    if since is None:
        return _("no United States")
    return (
        _("the United States is a member since {year}").format(year=since)
        if since
        else _("the United States is a member")
    )


def united_states_since(release: Release, forum: str) -> int | None:
    """The year the United States joined a forum after its first meeting; 0 from the first on, None if it is not in."""
    members = release.table("memberships")
    row = members[members["iso3"].eq(UNITED_STATES) & members["forum"].eq(forum) & members["status"].eq("member")]
    if row.empty:
        return None
    meetings = release.table("forum_meetings")
    first, joined = meetings.loc[meetings["forum"].eq(forum), "year"].min(), row["joined_year"].iloc[0]
    return int(joined) if pd.notna(joined) and pd.notna(first) and int(joined) > int(first) else 0


def place(meeting: Any) -> str:
    """Forum, year and city of a meeting; the place of a meeting by video is no city."""
    said = f"{forum_name(meeting.forum)} {meeting.year}"
    city = meeting.city if isinstance(meeting.city, str) and not meeting.city.startswith("(") else ""
    twice = _(" (the last of {count} that year)").format(count=meeting.meetings) if meeting.meetings > 1 else ""
    return said + (f", {city}" if city else "") + twice


def power(power: str) -> str:
    """A power as a row names it."""
    return {"RUS": _("Russia"), "USA": _("US"), "CHN": _("China")}[power]


def office(rank: str) -> str:
    """An office in a sentence."""
    names = {
        "president": _("president"),
        "prime_minister": _("prime minister"),
        "deputy_pm": _("deputy prime minister"),
        "vice_president": _("vice-president"),
        "foreign_minister": _("foreign minister"),
        "secretary_of_state": _("secretary of state"),
        "national_security_adviser": _("national security adviser"),
        "treasury_secretary": _("treasury secretary"),
        "none": _("nobody"),
    }
    return names.get(rank, _("another official"))


def who(cell: Any) -> str:
    """The office and, where it is known, the name of who came."""
    return " ".join(part for part in (office(cell.rank), cell.person) if isinstance(part, str))


def how(presence: str) -> str:
    """A presence of `measures.forums` in a sentence."""
    return {
        "in_person": _("in person"),
        "hybrid": _("in person at a meeting partly by video"),
        "video": _("by video"),
        "planned": _("planned"),
        "cancelled": _("cancelled"),
        "unknown": _("how is not found"),
        "not_member": _("not a member"),
    }[presence]


def letters() -> str:
    """What is shown, and each letter with its office; a letter never parts from its word at a line's end."""
    offices = {
        "president": _("president"),
        "prime_minister": _("prime minister"),
        "deputy_pm": _("deputy prime minister or vice-president"),
        "foreign_minister": _("foreign minister"),
    }
    both = [(forums.OFFICES[rank].letter, word) for rank, word in offices.items()]
    both += [(forums.OTHER.letter, _("another official")), (forums.OFFICES["none"].letter, _("nobody"))]
    said = ", ".join(f"{letter}{HARD_SPACE}{word}" for letter, word in both)
    return _("Highest office that came: {letters}").format(letters=said)


def kind(kind: str) -> str:
    """An outcome in a sentence."""
    return {
        "joint": _("joint text"),
        "chair_only": _("chair’s statement only"),
        "none": _("no joint text"),
        "planned": _("planned"),
        "cancelled": _("cancelled"),
        "unknown": _("not found"),
    }[kind]


def cause(cause: str) -> str:
    """What stood in the way, in a sentence."""
    return {
        "us_china": _("the United States and China"),
        "russia_ukraine": _("the war in Ukraine"),
        "us_china_russia": _("the United States against China and Russia"),
    }[cause]


def forums_listed(names: tuple[str, ...]) -> str:
    """Forums in a sentence."""
    return listed([_("the East Asia Summit") if name == "EAS" else name for name in names])


def causes() -> str:
    """What a chart of outcomes shows, and each letter with its cause."""
    return _("What each meeting agreed on. No joint text because of {causes}").format(
        causes=", ".join(f"{letter}{HARD_SPACE}{cause(name)}" for name, letter in CAUSES.items())
    )
