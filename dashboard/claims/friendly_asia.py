"""`friendly-asia`: whether almost all Asian states stayed friendly.

Belongs here: the rule on the partners that Russia itself lists as unfriendly. Does not belong here: votes as such
(`measures.votes`).

The turnover of the base year is that of a line: `full` from 2016 on, `long` before. A base year whose line is not
publishable gives no reading. The rule looks at both parts; the value is the part by number, `facts` holds the other.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard import view
from dashboard.claims import trade
from dashboard.claims.claim import (
    CONTRADICTED,
    MIXED,
    NOT_TESTABLE,
    SUPPORTED,
    Claim,
    Dimension,
    Interval,
    Measured,
    Reading,
)
from dashboard.claims.thresholds import at_least, percent
from dashboard.claims.verdict_words import verdict_word
from dashboard.measures import aggregate, votes
from dashboard.measures.wilson import wilson
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import day, listed, pct

SUPPORTED_UNDER_PCT: Final = 10.0
CONTRADICTED_FROM_PCT: Final = 25.0
FEW: Final = 5
WAR_RESOLUTIONS: Final = {"ES-11/1": "2022-03-02", "ES-11/4": "2022-10-12", "ES-11/6": "2023-02-23"}
"""The resolutions of 2022 and 2023 and their dates."""


def verdict(number_pct: float, turnover_pct: float) -> str:
    """Supported if both parts are under 10 %, contradicted if both are 25 % or more, else mixed."""
    if not at_least(max(number_pct, turnover_pct), SUPPORTED_UNDER_PCT):
        return SUPPORTED
    return CONTRADICTED if at_least(min(number_pct, turnover_pct), CONTRADICTED_FROM_PCT) else MIXED


def _test(release: Release, reading: Reading) -> Measured:
    """The part of the partners, by number, that stand on the list, in percent."""
    return _of_reading(release, reading["asia"], int(reading["base_year"]))


@per_release(9)
def _of_reading(release: Release, asia: str, year: int) -> Measured:
    on_list = release.table("unfriendly")[["iso3", "since"]].rename(columns={"iso3": "partner"})
    if on_list.empty:
        return Measured(NOT_TESTABLE, missing=trade.no_list())
    line = "full" if year >= aggregate.FULL_FIRST else "long"
    every = trade.line(release, asia, "with", line)
    if not (every["publishable"] & (every["year"] == year)).any():
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, line, year, year))
    members = view.members(release, asia)
    annual = release.table("trade_annual")
    cells = aggregate.line_cells(annual, aggregate.line_set(annual, members, line), line, "turnover")
    found = cells.loc[cells["year"] == year, ["partner", "value_usd", "source", "basis", "quality"]]
    rows = pd.DataFrame({"partner": list(members)}, dtype="str").merge(on_list, how="left").merge(found, how="left")
    return _measured(release, rows.assign(on_list=rows["since"].notna(), year=year), line)


def _measured(release: Release, rows: pd.DataFrame, line: str) -> Measured:
    hostile = rows[rows["on_list"]]
    number_pct = len(hostile) / len(rows) * 100
    turnover_pct = float(hostile["value_usd"].sum() / rows["value_usd"].sum()) * 100
    low, high = wilson(len(hostile), len(rows))
    known = rows[rows["value_usd"].notna()]
    columns = ["partner", "on_list", "since", "year", "value_usd", "source", "basis", "quality"]
    return Measured(
        verdict=verdict(number_pct, turnover_pct),
        value=number_pct,
        interval=Interval(low * 100, high * 100, "Wilson"),
        coverage=_(
            "{listed} of {all} partners are on the list; {found} partners have a turnover in {year} ({line} line)."
        ).format(listed=len(hostile), all=len(rows), found=len(known), year=int(rows["year"].iloc[0]), line=line),
        doubts=(
            *_few(len(hostile)),
            *_without_turnover(release, hostile),
            *trade.suspect_doubt(release, rows["partner"], line, known),
        ),
        rows=rows[columns].reset_index(drop=True),
        facts={
            "listed": len(hostile),
            "partners": len(rows),
            "turnover_pct": turnover_pct,
            "year": int(rows["year"].iloc[0]),
            "names": ";".join(hostile["partner"]),
            "without_turnover": int(hostile["value_usd"].isna().sum()),
            **_votes(release, tuple(rows["partner"])),
        },
    )


def _votes(release: Release, members: tuple[str, ...]) -> Mapping[str, int]:
    """How the partners voted on each resolution, "ES-11/1 yes" and so on; unknown votes and missing seats counted."""
    cast = votes.war_votes(release.table("unga_ukraine_votes"), members)
    counts = cast.groupby(["resolution", "vote"]).size()
    return {
        f"{resolution} {vote}": int(counts.get((resolution, vote), 0))
        for resolution in WAR_RESOLUTIONS
        for vote in votes.VOTES
    }


def _few(count: int) -> tuple[str, ...]:
    if count >= FEW:
        return ()
    said = _("Few cases: the list names {count} of the partners, so one more or less moves the part by points.")
    return (said.format(count=count),)


def _without_turnover(release: Release, hostile: pd.DataFrame) -> tuple[str, ...]:
    """A mark for partners on the list whose turnover is unknown: the part by trade is then a lower bound."""
    unknown = hostile.loc[hostile["value_usd"].isna(), "partner"]
    if unknown.empty:
        return ()
    names = view.labels(release)
    said = _("On the list, without a turnover in the year, and so not in the part by trade: {names}.")
    return (said.format(names=listed([names.get(code, code) for code in unknown])),)


def _wording() -> str:
    """The claim in our words."""
    return _("Almost all Asian states stayed friendly.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The part of the core Asian partners that stand on Russia’s own list of unfriendly states, by number and by "
        "their trade with Russia in 2021. Votes at the United Nations are shown beside it."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if the partners on the list are under {supported} both by number and by trade, contradicted if they "
        "are {contradicted} or more by both, else mixed."
    ).format(supported=percent(SUPPORTED_UNDER_PCT), contradicted=percent(CONTRADICTED_FROM_PCT))


def _change() -> str:
    """What would change the verdict."""
    return _("A new order of the Russian government that adds Asian states to the list or takes some from it.")


def _headline(release: Release, measured: Measured) -> str:
    """Counts, names and both parts."""
    if measured.value is None:
        return measured.missing
    facts, names = measured.facts, view.labels(release)
    if not facts["listed"]:
        return _("None of the {all} partners of core Asia is on Russia’s list of unfriendly states.").format(
            all=facts["partners"]
        )
    return _(
        "Russia’s list of unfriendly states names {count} of {all} partners of core Asia ({part}): {names}. In {year} "
        "they held {turnover} of core Asia’s trade with Russia."
    ).format(
        count=facts["listed"],
        all=facts["partners"],
        part=pct(measured.value),
        names=listed([names.get(code, code) for code in str(facts["names"]).split(";")]),
        year=facts["year"],
        turnover=pct(measured.number("turnover_pct")),
    )


def _against(release: Release, measured: Measured) -> str:
    """The vote and the base year that depart most from the headline."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    return f"{_vote(measured)} {_base(release, measured)}".strip()


def _base(release: Release, measured: Measured) -> str:
    """The part by the trade of another year, the one that departs most; by number the years can't differ."""
    sign = 1 if measured.verdict == CONTRADICTED else -1
    results = [(reading, _test(release, reading)) for reading in CLAIM.readings[1:]]
    others = [one for one in results if one[1].value is not None and one[0]["asia"] == CLAIM.default["asia"]]
    if not others:
        return ""
    reading, result = min(others, key=lambda one: sign * one[1].number("turnover_pct"))
    unknown = int(result.number("without_turnover"))
    return _("By the trade of {year} the partners on the list held {part}{unknown}: {verdict}.").format(
        year=reading["base_year"],
        unknown=_(" ({count} of them without a figure)").format(count=unknown) if unknown else "",
        part=pct(result.number("turnover_pct")),
        verdict=verdict_word(result.verdict),
    )


def _vote(measured: Measured) -> str:
    """The resolution with most votes for it, or with fewest where the verdict is against friendliness."""
    cast = {
        resolution: {vote: int(measured.number(f"{resolution} {vote}")) for vote in votes.VOTES}
        for resolution in WAR_RESOLUTIONS
    }
    known = {
        resolution: sum(counts[vote] for vote in ("yes", "no", "abstain", "absent"))
        for resolution, counts in cast.items()
    }
    counted = [resolution for resolution in WAR_RESOLUTIONS if known[resolution]]
    if not counted:
        return ""
    sign = 1 if measured.verdict == CONTRADICTED else -1
    chosen = min(counted, key=lambda resolution: sign * cast[resolution]["yes"] / known[resolution])
    return _(
        "At the United Nations {yes} of the {known} partners whose vote is known voted on {date} for resolution "
        "{resolution} on the war, which Russia opposed; {no} voted against it and {rest} abstained or were absent."
    ).format(
        yes=cast[chosen]["yes"],
        known=known[chosen],
        date=day(WAR_RESOLUTIONS[chosen]),
        resolution=chosen,
        no=cast[chosen]["no"],
        rest=cast[chosen]["abstain"] + cast[chosen]["absent"],
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "The list is Moscow’s word, and it lists who joined the sanctions. It says nothing of trust, and nothing of "
        "states that keep their distance without sanctions. The interval describes how few the cases are; the list "
        "itself is complete."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that Russia decides who is on the list, so the claim is tested by its own author. For that "
        "reason the votes stand beside it, and the parts are counted by trade as well as by number."
    )


CLAIM: Final = Claim(
    id="friendly-asia",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent",
    sides_unit="percent",
    tables=("unfriendly", "trade_annual", "unga_ukraine_votes", "places"),
    figure="un-votes",
    dimensions=(trade.ASIA, Dimension("base_year", ("2021", "2013", "2019"))),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
