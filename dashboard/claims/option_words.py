"""The readings of a claim in words that stand inside a sentence.

Belongs here: dimensions and their options. Does not belong here: the short labels of a picture's axes (`charts`), the
sentences of a claim (its own file).
"""

from collections.abc import Mapping
from typing import Final

from dashboard.claims.claim import Claim, Reading
from dashboard.texts import _

Labels = Mapping[str, str]
"""The short name of each place by its code (`view.labels`)."""

PLACES: Final = ("partner", "state")
"""Dimensions whose options are codes of places."""


def described(claim: Claim, reading: Reading, labels: Labels) -> str:
    """A reading by what it does not share with the default: 'all Asia, without China'."""
    return ", ".join(option(name, value, labels) for name, value in reading.items() if value != claim.default[name])


def option(dimension: str, value: str, labels: Labels) -> str:
    """An option inside a sentence; a place by its name, years by themselves.

    Raises:
        KeyError: There are no words for the option.
    """
    if dimension == "asia":
        return asia(value)
    if dimension in PLACES and value in labels:
        return labels[value]
    framed = {
        "start": _("from {value}"),
        "base_year": _("trade of {value}"),
        "cut": _("cut at {value}"),
        "months": _("{value} months"),
    }
    if dimension in framed:
        return framed[dimension].format(value=value)
    return _options()[dimension, value]


def asia(definition: str) -> str:
    """A definition of Asia inside a sentence."""
    return {"core": _("core Asia"), "core_central": _("core and Central Asia"), "wide": _("all Asia")}[definition]


def dimension(name: str) -> str:
    """What a dimension is about."""
    return {
        "asia": _("definition of Asia"),
        "china": _("China"),
        "line": _("line and years before"),
        "after": _("years after"),
        "start": _("first year"),
        "base_year": _("year of the trade"),
        "forums": _("forums"),
        "video": _("meetings by video"),
        "before": _("years before"),
        "cut": _("first year of the later span"),
        "cancelled": _("cancelled meetings"),
        "format_both": _("trips both one to one and to a forum"),
        "rank": _("who travels"),
        "counts": _("trips counted"),
        "reporter": _("whose figures of trade"),
        "window": _("years"),
        "source": _("source"),
        "side": _("whose count of trade with Russia"),
        "year": _("year"),
        "partner": _("partner"),
        "state": _("states"),
        "months": _("span on either side"),
        "flow": _("flow"),
    }[name]


def _options() -> dict[tuple[str, str], str]:
    return _trade_options() | _diplomacy_options() | _source_options()


def _trade_options() -> dict[tuple[str, str], str]:
    return {
        ("china", "with"): _("with China"),
        ("china", "without"): _("without China"),
        ("line", "full"): _("full line, from 2016–21"),
        ("line", "long_2006_11"): _("long line, from 2006–11"),
        ("line", "long_2012_13"): _("long line, from 2012–13"),
        ("line", "long_2014_21"): _("long line, from 2014–21"),
        ("after", "window"): _("mean of the years since 2022"),
        ("after", "last_year"): _("last year alone"),
        ("flow", "turnover"): _("turnover"),
        ("flow", "export"): _("exports"),
        ("flow", "import"): _("imports"),
    }


def _diplomacy_options() -> dict[tuple[str, str], str]:
    return {
        ("forums", "both"): _("both forums"),
        ("forums", "APEC"): _("APEC alone"),
        ("forums", "EAS"): _("the East Asia Summit alone"),
        ("forums", "SCO"): _("the SCO alone"),
        ("forums", "BRICS"): _("BRICS alone"),
        ("video", "left_out"): _("in person alone"),
        ("video", "counted"): _("meetings by video counted"),
        ("before", "2014-2021"): _("before: 2014–21"),
        ("before", "2000-2011"): _("before: 2000–11"),
        ("cancelled", "out"): _("cancelled meetings left out"),
        ("cancelled", "in"): _("cancelled meetings counted as without a text"),
        ("format_both", "with_forum"): _("trips of both kinds counted as forum trips"),
        ("format_both", "with_bilateral"): _("trips of both kinds counted as one to one"),
        ("rank", "president"): _("the president alone"),
        ("rank", "with_prime_minister"): _("the president and the prime minister"),
        ("counts", "all"): _("trips of every format"),
        ("counts", "bilateral"): _("one-to-one trips alone"),
        ("state", "both"): _("both states"),
    }


def _source_options() -> dict[tuple[str, str], str]:
    return {
        ("reporter", "any"): _("any one reporter"),
        ("reporter", "kremlin"): _("the Kremlin"),
        ("reporter", "customs"): _("Russian customs, published by the IMF"),
        ("window", "window_years"): _("trade of the same years as the visits"),
        ("window", "last_before"): _("each reporter’s last figure before 2023"),
        ("window", "2003-2018"): "2003–18",
        ("window", "2003-2010"): "2003–10",
        ("window", "2011-2018"): "2011–18",
        ("source", "statistics"): _("Vietnam’s statistics"),
        ("source", "announced"): _("announced totals"),
        ("source", "mirror"): _("the counterparts’ announced figures"),
        ("source", "customs"): _("China’s customs by half-year"),
        ("side", "partner"): _("Vietnam’s count"),
        ("side", "russia"): _("Russia’s count"),
        ("year", "last"): _("the last year at hand"),
        ("year", "before_last"): _("the year at hand before the last"),
    }
