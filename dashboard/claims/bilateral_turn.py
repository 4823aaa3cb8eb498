"""Claim `bilateral-turn`: Russia's Asian diplomacy is now mostly one to one. The part of bilateral among the trips."""

from dataclasses import dataclass

from dashboard.claims import president_trips
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Interval, Measured, Reading
from dashboard.claims.president_trips import AFTER, BEFORE
from dashboard.claims.thresholds import at_least, over, percent, plain
from dashboard.measures.asia import partners_of
from dashboard.measures.newcombe import newcombe
from dashboard.measures.trips import FEW, PRESIDENT, PRESIDENT_AND_PRIME_MINISTER, Period, by_format
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import number, pct

RISE = 10.0  # points: from here on the part of bilateral trips has risen
HALF = 50.0  # percent: more than this is mostly
WIDE = "wide"
RANKS = {"president": PRESIDENT, "with_prime_minister": PRESIDENT_AND_PRIME_MINISTER}
ONE_TO_ONE = {"with_forum": ("bilateral",), "with_bilateral": ("bilateral", "both")}


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
    rows = president_trips.rows(release.table("visits"), partners_of(release.table("places"), reading["asia"]), ranks)
    if chosen is None or wide is None:
        return president_trips.no_trips(rows)
    before, after = chosen
    low, high = newcombe(before.trips, before.of, after.trips, after.of)
    return Measured(
        verdict=_rule(_turned(*chosen), _turned(*wide)),
        value=after.share_pct - before.share_pct,
        before=before.share_pct,
        after=after.share_pct,
        interval=Interval(low * 100, high * 100, "Newcombe"),
        coverage=_coverage(before, after),
        doubts=(*_few(before, after), *president_trips.completeness(release, ranks)),
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
    return at_least(after.share_pct - before.share_pct, RISE) and over(after.share_pct, HALF)


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
    return _(
        "The one-to-one part of the president’s trips went from {core} in core Asia, and from {wide} in all Asia."
    ).format(core=_counts(found, ""), wide=_counts(found, "wide_"))


def _counts(found: Measured, which: str) -> str:
    return _("{before} in {first} ({a} of {n}) to {after} in {last} ({b} of {m})").format(
        a=found.facts[f"{which}before_one_to_one"],
        n=found.facts[f"{which}before_trips"],
        b=found.facts[f"{which}after_one_to_one"],
        m=found.facts[f"{which}after_trips"],
        before=pct(found.number(f"{which}before")),
        after=pct(found.number(f"{which}after")),
        first=BEFORE.label,
        last=AFTER.label,
    )


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and the number of one-to-one trips a year."""
    if found.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, found, _amount, higher_supports=True)
    a_year = _("By number, the one-to-one trips to core Asia went from {a} to {b} a year, all trips from {n} to {m}.")
    numbers = a_year.format(
        a=_per_year(found, "before_one_to_one", BEFORE),
        b=_per_year(found, "after_one_to_one", AFTER),
        n=_per_year(found, "before_trips", BEFORE),
        m=_per_year(found, "after_trips", AFTER),
    )
    return f"{reading} {numbers}"


def _per_year(found: Measured, fact: str, period: Period) -> str:
    return number(found.number(fact) / (period.last - period.first + 1), 1)


def _amount(found: Measured) -> str:
    before, after = found.sides
    return _("{before} to {after}, and in all Asia {a} to {b}").format(
        before=pct(before),
        after=pct(after),
        a=pct(found.number("wide_before")),
        b=pct(found.number("wide_after")),
    )


CLAIM = Claim(
    id="bilateral-turn",
    wording=lambda: _("Russia’s Asian diplomacy is now mostly one to one."),
    measure=lambda: _(
        "The part of the president’s trips that were bilateral, 2012–19 against 2022–25, in core Asia and in all Asia. "
        "A trip that was both bilateral and to a forum counts as a forum trip."
    ),
    rule=lambda: _(
        "Supported if that part rises by {rise} points or more and stands above {half} in both; mixed if in one of "
        "the two; contradicted if in neither."
    ).format(rise=plain(RISE), half=percent(HALF)),
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
