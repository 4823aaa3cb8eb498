"""Claim `hedgers`: Vietnam and India keep a distance from all camps. Visits with three powers, the largest counterpart.

thesis.md leaves some choices. Visits are those of heads of state and of government, both ways, as far as they are
recorded: whom China received is not, except India's prime minister, so the measure is partial and says so. The
largest counterpart's part of turnover is the mean of the window's years, each year with its own largest counterpart.
Windows are the years in which all three powers are recorded, and their halves.
"""

from typing import Final

import pandas as pd

from dashboard import view
from dashboard.claims.against import opposing_reading
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
from dashboard.claims.hedgers_beside import last_session, own_trips, votes
from dashboard.claims.thresholds import over, percent
from dashboard.measures.leaning import Leaning, leaning
from dashboard.measures.rivals import SHORT_LISTS
from dashboard.measures.trips import FEW
from dashboard.measures.wilson import wilson
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import listed, pct, years

STATES: Final = {"both": ("VNM", "IND"), "VNM": ("VNM",), "IND": ("IND",)}
WINDOWS: Final = {"2003-2018": (2003, 2018), "2003-2010": (2003, 2010), "2011-2018": (2011, 2018)}
MOST_VISITS_PCT: Final = 50.0
MOST_TURNOVER_PCT: Final = 40.0
ROW_COLUMNS: Final = ["partner", "when", "what", "with", "direction", "who", "value_usd", "share_pct", "source"]


def test(release: Release, reading: Reading) -> Measured:
    """Give the largest part of the leaders' visits that one power has with a state, in percent.

    Returns:
        value (percent; of two states the larger), interval (Wilson, of that part), rows (visits, and the largest
        counterpart of each year), facts: for each state most_VNM (power), visits_VNM, of_VNM, visits_pct_VNM,
        turnover_pct_VNM and, of the last session of the UN to 2019 that is known, session_VNM (year) and
        distance_VNM_RUS, _CHN, _USA.
    """
    states = _states(release, reading)
    known = [one.most for one in states if one.most]
    missing = _missing(release, states)
    if missing:
        return Measured(NOT_TESTABLE, coverage=_coverage(release, states), missing=missing, rows=_rows(states))
    most = max(known, key=lambda part: part.share_pct)
    low, high = wilson(most.visits, most.of)
    return Measured(
        verdict=_rule([_passed(one) for one in states]),
        value=most.share_pct,
        interval=Interval(low * 100, high * 100, "Wilson"),
        coverage=_coverage(release, states),
        doubts=_doubts(release, states),
        rows=_rows(states),
        facts=_facts(release, states),
    )


def _rule(passed: list[tuple[bool, bool]]) -> str:
    if all(all(one) for one in passed):
        return SUPPORTED
    return CONTRADICTED if not any(any(one) for one in passed) else MIXED


def _passed(one: Leaning) -> tuple[bool, bool]:
    """Whether no power has more than half of the visits, and no counterpart more than 40 % of turnover."""
    if one.most is None:
        raise ValueError(f"{one.partner}: no visit was found, so no part of the visits is known")
    visits_pct = one.most.share_pct
    return not over(visits_pct, MOST_VISITS_PCT), not over(one.turnover_pct, MOST_TURNOVER_PCT)


def _states(release: Release, reading: Reading) -> list[Leaning]:
    visits, others = release.table("visits"), release.table("powers_visits")
    trade, (first, last) = release.table("partner_world_trade"), WINDOWS[reading["window"]]
    return [leaning(visits, others, trade, state, first=first, last=last) for state in STATES[reading["state"]]]


def _missing(release: Release, states: list[Leaning]) -> str:
    """What is missing and which source would supply it; "" if nothing is."""
    names = view.labels(release)
    if unvisited := [names[one.partner] for one in states if one.most is None]:
        return _(
            "No visit of leaders in the window for {names}; us_history, china_vitae and coded_visits would supply them."
        ).format(names=listed(unvisited))
    if untraded := [names[one.partner] for one in states if one.turnover.empty]:
        return _(
            "No turnover by counterpart and with the world from one source for {names}; wits_top5 or wits_shares would "
            "supply it."
        ).format(names=listed(untraded))
    return ""


def _coverage(release: Release, states: list[Leaning]) -> str:
    names = view.labels(release)
    said = [
        _("{name}: {visits} visits, {years} years of turnover").format(
            name=names[one.partner], visits=one.most.of if one.most else 0, years=len(one.turnover)
        )
        for one in states
    ]
    return _("Leaders’ visits found and years used: {said}. Whom China received is recorded for India only.").format(
        said="; ".join(said)
    )


def _doubts(release: Release, states: list[Leaning]) -> tuple[str, ...]:
    names = view.labels(release)
    said = [
        _(
            "China’s part is a lower bound: no source lists whom China received, except India’s prime minister from "
            "2014 on."
        ),
        _("Russia’s visits are a sample; those of the United States and of China’s leaders come from lists."),
    ]
    for one in states:
        if one.most and one.most.of < FEW:
            said.append(_("Few cases: {n} visits with {name}.").format(n=one.most.of, name=names[one.partner]))
        if one.turnover["source"].isin(SHORT_LISTS).any():
            said.append(
                _(
                    "The source names five counterparts a flow for {name}: one named in a single flow has no turnover."
                ).format(name=names[one.partner])
            )
        if one.turnover["quality"].eq("suspect").any():
            said.append(_("A figure of {name}’s turnover is suspect.").format(name=names[one.partner]))
    return tuple(said)


def _rows(states: list[Leaning]) -> pd.DataFrame:
    frames = []
    for one in states:
        went = one.visits.assign(what="visit", when=one.visits["start"], who=one.visits["visitor"])
        traded = one.turnover.assign(what="turnover", when=one.turnover["year"].astype("str"))
        frames += [
            frame.rename(columns={"power": "with", "counterpart": "with"}).assign(partner=one.partner)
            for frame in (went, traded)
        ]
    return pd.concat(frames, ignore_index=True).reindex(columns=ROW_COLUMNS)


def _facts(release: Release, states: list[Leaning]) -> dict[str, float | int | str | None]:
    facts: dict[str, float | int | str | None] = {}
    for one in states:
        if one.most:
            facts |= {f"most_{one.partner}": one.most.power, f"visits_pct_{one.partner}": one.most.share_pct}
            facts |= {f"visits_{one.partner}": one.most.visits, f"of_{one.partner}": one.most.of}
        facts[f"turnover_pct_{one.partner}"] = one.turnover_pct
        facts |= last_session(release, one.partner)
    return facts


def _headline(release: Release, found: Measured) -> str:
    if found.value is None:
        return found.missing
    names, states = view.labels(release), STATES["both"]
    visits = [
        _("{name} {visits} ({power}, {k} of {n})").format(
            name=names[state],
            visits=pct(found.number(f"visits_pct_{state}")),
            power=names[str(found.facts[f"most_{state}"])],
            k=found.facts[f"visits_{state}"],
            n=found.facts[f"of_{state}"],
        )
        for state in states
    ]
    turnover = [f"{names[state]} {pct(found.number(f'turnover_pct_{state}'))}" for state in states]
    return _(
        "Largest part of the leaders’ visits with one power, {years}: {visits}. Largest counterpart’s part of "
        "turnover: {turnover}."
    ).format(years=years(*WINDOWS["2003-2018"]), visits=", ".join(visits), turnover=", ".join(turnover))


def _against(release: Release, found: Measured) -> str:
    """The reading nearest to another verdict, the powers' own trips, and whose votes lie nearest and furthest."""
    if found.value is None:
        return _("Without a verdict there is nothing to set against it.")
    said = [opposing_reading(release, CLAIM, found, _amount, higher_supports=False)]
    for state in STATES["both"]:
        said += [*own_trips(release, state, *WINDOWS["2003-2018"]), *votes(found, state, view.labels(release)[state])]
    return " ".join(said)


def _amount(found: Measured) -> str:
    return _("largest part of the visits {part}").format(part=pct(found.known))


CLAIM = Claim(
    id="hedgers",
    wording=lambda: _("Vietnam and India keep a distance from all camps."),
    measure=lambda: _(
        "Each power’s part of the visits of leaders that Vietnam and India exchanged with the United States, China and "
        "Russia, {years}, and the mean part of the largest counterpart in their turnover."
    ).format(years=years(*WINDOWS["2003-2018"])),
    rule=lambda: _(
        "Supported if for both states no power has more than {visits} of the visits and no counterpart more than "
        "{turnover} of turnover; contradicted if both states fail both; else mixed."
    ).format(visits=percent(MOST_VISITS_PCT), turnover=percent(MOST_TURNOVER_PCT)),
    change=lambda: _(
        "One power with more than {visits} of the visits of a state, or one counterpart with more than {turnover} of "
        "its turnover. A list of whom China received would change every part."
    ).format(visits=percent(MOST_VISITS_PCT), turnover=percent(MOST_TURNOVER_PCT)),
    unit="percent",
    sides_unit="",
    tables=("powers_visits", "visits", "partner_world_trade", "un_alignment", "places"),
    figure="exchanges",
    dimensions=(Dimension("state", tuple(STATES)), Dimension("window", tuple(WINDOWS))),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "Visits and trade are two signs of distance among many: arms, bases and alliances are not counted. The head of "
        "Vietnam’s ruling party counts only while he is head of state as well. China’s list ends in 2018, so that "
        "nothing is said of the years since. UN votes to 2019 are shown, not tested."
    ),
    critic=lambda: _(
        "A critic would say that half of the visits is a generous limit for three powers, and that China’s part is too "
        "low by all the leaders that it received. The powers’ own trips, which are recorded for all three, stand "
        "in the words against."
    ),
)
