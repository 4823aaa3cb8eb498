"""Claim `bilateral-turn`: Russia's Asian diplomacy is now mostly one to one. The part of bilateral among the trips."""

from dataclasses import dataclass

from dashboard.claims import trip_words
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Interval, Measured, Reading
from dashboard.claims.other_reading import other_reading
from dashboard.claims.trip_words import AFTER, BEFORE
from dashboard.claims.verdict_words import verdict_word
from dashboard.measures.asia import partners_of
from dashboard.measures.newcombe import newcombe
from dashboard.measures.trips import (
    FEW,
    PRESIDENT,
    PRESIDENT_AND_PRIME_MINISTER,
    Period,
    by_format,
)
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import pct

RISE = 10.0  # points: from here on the part of bilateral trips has risen
HALF = 50.0  # percent: more than this is mostly
WIDE = "wide"
RANKS = {"president": PRESIDENT, "with_prime_minister": PRESIDENT_AND_PRIME_MINISTER}
ONE_TO_ONE = {"with_forum": ("bilateral",), "with_bilateral": ("bilateral", "both")}
DIGITS = 9  # what lies below is the machine's rounding, and must not decide at a threshold


@dataclass(frozen=True)
class Part:
    """One-to-one trips of the trips of known format in a period."""

    trips: int
    of: int
    unknown: int

    @property
    def share_pct(self) -> float:
        """Percent."""
        return self.trips / self.of * 100


def test(release: Release, reading: Reading) -> Measured:
    """Give the part of one-to-one trips in 2012-19 and 2022-25; value = after less before, points.

    The rule asks for two definitions of Asia, core and wide. The dimension `asia` replaces the first of them; the
    second stays all Asia, so that with `wide` both are the same and `mixed` cannot come out. value, before, after and
    interval are those of the first definition; those of all Asia stand in the facts. A trip both bilateral and to a
    forum is a forum trip in the default reading (`with_forum`).
    """
    ranks, formats = RANKS[reading["rank"]], ONE_TO_ONE[reading["format_both"]]
    chosen, wide = (_parts(release, asia, formats, ranks) for asia in (reading["asia"], WIDE))
    rows = trip_words.rows(release.table("visits"), partners_of(release.table("places"), reading["asia"]), ranks)
    if chosen is None or wide is None:
        return trip_words.no_trips(rows)
    before, after = chosen
    low, high = newcombe(before.trips, before.of, after.trips, after.of)
    return Measured(
        verdict=_rule(_turned(*chosen), _turned(*wide)),
        value=after.share_pct - before.share_pct,
        before=before.share_pct,
        after=after.share_pct,
        interval=Interval(low * 100, high * 100, "Newcombe"),
        coverage=_coverage(before, after),
        doubts=(*_few(before, after), *trip_words.completeness(release, ranks)),
        rows=rows,
        facts={**_facts("", *chosen), **_facts("wide_", *wide)},
    )


def _parts(release: Release, asia: str, formats: tuple[str, ...], ranks: tuple[str, ...]) -> tuple[Part, Part] | None:
    """The two periods; None where one has no trip of known format."""
    members = partners_of(release.table("places"), asia)
    found = by_format(release.table("visits"), members, (BEFORE, AFTER), ranks)
    parts = []
    for period in (BEFORE, AFTER):
        counts = found[found["period"].eq(period.label)].set_index("format")
        if counts.empty or not counts["n"].iloc[0]:
            return None
        trips = int(counts.loc[list(formats), "trips"].sum())
        parts.append(Part(trips, int(counts["n"].iloc[0]), int(counts["unknown"].iloc[0])))
    return parts[0], parts[1]


def _turned(before: Part, after: Part) -> bool:
    rise = round(after.share_pct - before.share_pct, DIGITS)
    return rise >= RISE and after.share_pct > HALF


def _rule(*turned: bool) -> str:
    return {0: CONTRADICTED, len(turned): SUPPORTED}.get(sum(turned), MIXED)


def _facts(which: str, before: Part, after: Part) -> dict[str, float | int | str | None]:
    return {
        f"{which}before": before.share_pct,
        f"{which}after": after.share_pct,
        f"{which}before_one_to_one": before.trips,
        f"{which}before_trips": before.of,
        f"{which}after_one_to_one": after.trips,
        f"{which}after_trips": after.of,
    }


def _coverage(before: Part, after: Part) -> str:
    return _(
        "{n} trips of known format in {first} and {m} in {last}; left out, because their format is not known: "
        "{unknown}."
    ).format(n=before.of, m=after.of, first=BEFORE.label, last=AFTER.label, unknown=before.unknown + after.unknown)


def _few(before: Part, after: Part) -> tuple[str, ...]:
    fewest = min(before.of, after.of)
    return (_("Few cases; trips in one period: {count}.").format(count=fewest),) if fewest < FEW else ()


def _headline(_release: Release, found: Measured) -> str:
    if found.value is None:
        return found.missing
    return _("Trips of Russia’s president that were one to one: {core} in core Asia, {wide} in all Asia.").format(
        core=_counts(found, ""), wide=_counts(found, "wide_")
    )


def _counts(found: Measured, which: str) -> str:
    facts = {name.removeprefix(which): value for name, value in found.facts.items() if name.startswith(which)}
    return _("{a} of {n} in {first} ({before}) and {b} of {m} in {last} ({after})").format(
        a=facts["before_one_to_one"],
        n=facts["before_trips"],
        b=facts["after_one_to_one"],
        m=facts["after_trips"],
        before=pct(float(facts["before"] or 0)),
        after=pct(float(facts["after"] or 0)),
        first=BEFORE.label,
        last=AFTER.label,
    )


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and the number of one-to-one trips a year."""
    if found.value is None:
        return _("Without a number there is none.")
    other = other_reading(test, CLAIM.readings, release)
    said = _other(*other) if other else _("No reading that can be computed gives another verdict.")
    a_year = _("By number, the one-to-one trips to core Asia went from {a} to {b} a year, all trips from {n} to {m}.")
    numbers = a_year.format(
        a=_per_year(found, "before_one_to_one", BEFORE),
        b=_per_year(found, "after_one_to_one", AFTER),
        n=_per_year(found, "before_trips", BEFORE),
        m=_per_year(found, "after_trips", AFTER),
    )
    return f"{said} {numbers}"


def _per_year(found: Measured, fact: str, period: Period) -> str:
    return f"{float(found.facts[fact] or 0) / (period.last - period.first + 1):.1f}"


def _other(reading: Reading, found: Measured) -> str:
    asia = {"core": _("in core Asia"), "core_central": _("with Central Asia"), "wide": _("in all Asia")}
    both = {
        "with_forum": _("trips both one to one and to a forum taken as forum trips"),
        "with_bilateral": _("trips both one to one and to a forum taken as one to one"),
    }
    rank = {"president": _("the president alone"), "with_prime_minister": _("with the prime minister")}
    return _(
        "Read {asia}, {both}, {rank}, the claim is {verdict}: {before} to {after}, in all Asia {a} to {b}."
    ).format(
        asia=asia[reading["asia"]],
        both=both[reading["format_both"]],
        rank=rank[reading["rank"]],
        verdict=verdict_word(found.verdict),
        before=pct(found.before or 0.0),
        after=pct(found.after or 0.0),
        a=pct(float(found.facts["wide_before"] or 0)),
        b=pct(float(found.facts["wide_after"] or 0)),
    )


CLAIM = Claim(
    id="bilateral-turn",
    wording=lambda: _("Russia’s Asian diplomacy is now mostly one to one."),
    measure=lambda: _(
        "The part of the president’s trips that were bilateral, 2012–19 against 2022–25, in core Asia and in all Asia. "
        "A trip that was both bilateral and to a forum counts as a forum trip."
    ),
    rule=lambda: _(
        "Supported if that part rises by {rise} points or more and stands above {half}% in both; mixed if in one of "
        "the two; contradicted if in neither."
    ).format(rise=f"{RISE:.0f}", half=f"{HALF:.0f}"),
    change=lambda: _(
        "The periods are closed, so only trips found later or coded otherwise can change it. How trips with two "
        "purposes are counted does change it where the readings say so."
    ),
    unit="points",
    sides_unit="percent",
    tables=("visits", "visits_completeness", "places"),
    figure="trips",
    dimensions=(
        Dimension("asia", ("core", "core_central", "wide")),
        Dimension("format_both", ("with_forum", "with_bilateral")),
        Dimension("rank", ("president", "with_prime_minister")),
    ),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "These are few trips: one more or less moves a share by several points. A trip says nothing of what was "
        "agreed, and meetings at home, calls and visits of ministers are not in it. Forum trips depend on whose turn "
        "it is to host."
    ),
    critic=lambda: _(
        "A critic would say that leaders meet one to one at every forum, so that the form of a trip hides the talks. "
        "The trip is what a capital decides to make; the reading that counts trips of both kinds as one to one stands "
        "beside it. A critic would also say that a share of few trips is noise: the interval shows how wide."
    ),
)
