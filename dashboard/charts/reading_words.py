"""Words for the readings of a claim: its choices, its amounts, and the readings under which its verdict changes.

Belongs here: what the grid, the ledger and a claim's page say of a reading. Does not belong here: the sentences of a
single claim (a file each in `claims`), drawing, layout.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dashboard.claims import option_words
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Reading
from dashboard.claims.option_words import Labels
from dashboard.claims.output import Entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.texts import _, ngettext
from dashboard.words import HARD_SPACE, MINUS, no_figure, pct, usd

MOST_NAMED: Final = 4
"""Readings named in one sentence; the grid shows the others."""

SIGNED: Final = ("points", "ranks", "percent change")
"""Units of a difference: its sign is always written."""


def label(dimension: str, value: str, labels: Labels) -> str:
    """An option as a grid's line or column says it, short: 'without China', 'long line, 2006–11'."""
    short = _short().get((dimension, value)) or option_words.option(dimension, value, labels)
    return short[:1].upper() + short[1:] if dimension == "asia" else short


def reading(choice: Reading, labels: Labels) -> str:
    """A reading inside a sentence: 'core Asia, without China, long line, from 2006–11'."""
    return ", ".join(option_words.option(name, value, labels) for name, value in choice.items())


def number(value: float, unit: str) -> str:
    """A value without its unit, or with a sign that stands for it: '+19', '−55%', '×13', '0.34'."""
    if unit == "usd":
        return usd(value)
    if unit == "percent":
        return pct(value)
    if unit == "percent change":
        return ("+" if value > 0 else "") + pct(value)
    if unit == "index":
        return f"{value:.2f}"
    sign = MINUS if value < 0 else "+" if value > 0 and unit in SIGNED else "×" if unit == "ratio" else ""
    return sign + pct(abs(value)).removesuffix("%").removesuffix(".0")  # the same figures and halves as a share has


def amount(value: float | None, unit: str) -> str:
    """A value with its unit: '+19 points', '26%', '+26%', '−1.4 ranks'; 'no figure' where it is unknown."""
    if value is None:
        return no_figure()
    words = {
        "points": _("points"),
        "ranks": _("ranks"),
        "visits": ngettext("visit", "visits", 1 if value == 1 else 2),
        "states a year": _("states a year"),
    }
    if unit == "rank":
        return _("rank {number}").format(number=number(value, unit))
    return number(value, unit) + (HARD_SPACE + words[unit] if unit in words else "")


def headline_number(entry: Entry) -> str:
    """The headline's number with its unit; empty where there is no verdict."""
    if entry["verdict"] == NOT_TESTABLE:
        return ""
    return amount(entry["headline"]["value"], entry["headline"]["unit"])


def agreement(entry: Entry) -> str:
    """'19 of 24 readings agree'; without a verdict, how many readings could be computed."""
    if entry["verdict"] == NOT_TESTABLE:
        return _("{computed} of {all} readings can be computed").format(
            computed=entry["computed"], all=len(entry["readings"])
        )
    return ngettext(
        "{agreeing} of {computed} reading agrees", "{agreeing} of {computed} readings agree", entry["computed"]
    ).format(agreeing=entry["agreeing"], computed=entry["computed"])


def counted(entry: Entry) -> str:
    """How many readings give each verdict: '19 supported, 5 mixed, 24 not testable yet'."""
    given = [one["verdict"] for one in entry["readings"]]
    counts = {verdict: given.count(verdict) for verdict in (SUPPORTED, MIXED, CONTRADICTED, NOT_TESTABLE)}
    return ", ".join(f"{count} {verdict_word(verdict)}" for verdict, count in counts.items() if count)


def turning(entry: Entry, labels: Labels) -> str:
    """Give the readings under which the verdict changes: those that make the fewest choices otherwise.

    Args:
        entry: A claim's entry (`claims.output.entry`).
        labels: The names of places by code.
    """
    default, others = entry["readings"][0], entry["readings"][1:]
    found = [one for one in others if one["verdict"] not in {NOT_TESTABLE, default["verdict"]}]
    if not found:
        return _("No reading that can be computed gives another verdict.")
    if default["verdict"] == NOT_TESTABLE:
        return _("The default reading can’t be computed; of those that can: {named}.").format(
            named=_named(found, entry, labels)
        )
    fewest = min(_changes(one, default) for one in found)
    nearest = [one for one in found if _changes(one, default) == fewest]
    return ngettext(
        "The verdict changes when {count} choice is made otherwise: {named}.",
        "The verdict changes when {count} choices are made otherwise: {named}.",
        fewest,
    ).format(count=fewest, named=_named(nearest, entry, labels))


def varying(dimensions: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Give the dimension that a grid lays out in columns: the last of those with the most options.

    Args:
        dimensions: Id and options of each.
    """
    return max(enumerate(dimensions), key=lambda one: (len(one[1][1]), one[0]))[1][0]


def _named(found: Sequence[Mapping[str, Any]], entry: Entry, labels: Labels) -> str:
    """The first few readings with what they give."""
    default, unit = entry["readings"][0], entry["headline"]["unit"]
    return "; ".join(_turned(one, default, unit, labels) for one in found[:MOST_NAMED])


def _turned(one: Mapping[str, Any], default: Mapping[str, Any], unit: str, labels: Labels) -> str:
    changed = {name: value for name, value in one["choice"].items() if value != default["choice"][name]}
    return _("{reading} ({verdict}, {amount})").format(
        reading=reading(changed, labels), verdict=verdict_word(one["verdict"]), amount=amount(one["value"], unit)
    )


def _changes(one: Mapping[str, Any], default: Mapping[str, Any]) -> int:
    return sum(value != default["choice"][name] for name, value in one["choice"].items())


def _short() -> dict[tuple[str, str], str]:
    """Options whose words for a sentence are too long for a line or column."""
    return {
        ("line", "full"): _("full line, 2016–21"),
        ("line", "long_2006_11"): _("long line, 2006–11"),
        ("line", "long_2012_13"): _("long line, 2012–13"),
        ("line", "long_2014_21"): _("long line, 2014–21"),
        ("after", "window"): _("since 2022"),
        ("after", "last_year"): _("last year"),
        ("forums", "EAS"): _("East Asia Summit"),
        ("video", "counted"): _("video counted"),
        ("cancelled", "out"): _("cancelled left out"),
        ("cancelled", "in"): _("cancelled counted"),
        ("format_both", "with_forum"): _("both at once: a forum trip"),
        ("format_both", "with_bilateral"): _("both at once: one to one"),
        ("rank", "president"): _("president"),
        ("rank", "with_prime_minister"): _("and prime minister"),
        ("counts", "all"): _("every format"),
        ("counts", "bilateral"): _("one to one"),
        ("reporter", "any"): _("any reporter"),
        ("reporter", "customs"): _("Russian customs"),
        ("window", "window_years"): _("years of the visits"),
        ("window", "last_before"): _("last figure before"),
        ("source", "mirror"): _("counterparts’ figures"),
        ("source", "customs"): _("customs by half-year"),
        ("year", "last"): _("last year"),
        ("year", "before_last"): _("the year before it"),
    }
