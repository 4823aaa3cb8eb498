"""The ledger for a person at a terminal: a table of all claims, or one claim in full.

Belongs here: the words and rows that are printed. Does not belong here: printing them (`dashboard/__main__.py`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboard.claims.claim import NOT_TESTABLE
from dashboard.claims.output import Entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.texts import _, ngettext
from dashboard.words import no_figure, usd

HEADS: Final = ("claim", "verdict", "headline", "readings")


def rows(entries: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    """A row for each claim: id, verdict, headline, how many readings agree."""
    return [(one["id"], verdict_word(one["verdict"]), one["headline"]["text"], agreement(one)) for one in entries]


def agreement(entry: Entry) -> str:
    """'27 of 36 readings agree'; where the headline has no verdict, how many readings could be computed."""
    if entry["verdict"] == NOT_TESTABLE:
        return ngettext("{count} reading computed", "{count} readings computed", entry["computed"]).format(
            count=entry["computed"]
        )
    return _("{agreeing} of {computed} readings agree").format(agreeing=entry["agreeing"], computed=entry["computed"])


def in_full(entry: Entry) -> str:
    """One claim, a part a line: wording, measure, rule, verdict, numbers, what stands behind and against, readings."""
    unit, sides_unit = entry["headline"]["unit"], entry["sides_unit"]
    parts = [
        (_("Claim"), f"{entry['wording']} ({entry['id']})"),
        (_("Measure"), entry["measure"]),
        (_("Rule"), entry["rule"]),
        (_("Verdict"), f"{verdict_word(entry['verdict'])}, {agreement(entry)}"),
        (_("Headline"), entry["headline"]["text"]),
        (_("Value"), _amount(entry["headline"]["value"], unit)),
        (_("Before and after"), _sides(entry, sides_unit)),
        (_("Interval, 95%"), _interval(entry["interval"], unit)),
        (_("Coverage"), entry["coverage"]),
        (_("Missing"), entry["missing"]),
        (_("Doubts"), " ".join(entry["doubts"])),
        (_("Against it"), entry["against"]),
        (_("Limits"), entry["limits"]),
        (_("Release"), entry["release"]),
    ]
    lines = [f"{name}: {text}" for name, text in parts if text]
    return "\n".join([*lines, _("Readings") + ":", *(_reading(one, unit) for one in entry["readings"])])


def _sides(entry: Entry, unit: str) -> str:
    if entry["before"] is None and entry["after"] is None:
        return ""
    return f"{_amount(entry['before'], unit)} -> {_amount(entry['after'], unit)}"


def _interval(interval: Mapping[str, Any] | None, unit: str) -> str:
    if interval is None:
        return ""
    return f"{_amount(interval['low'], unit)} .. {_amount(interval['high'], unit)} ({interval['method']})"


def _reading(reading: Mapping[str, Any], unit: str) -> str:
    choice = " ".join(f"{name}={value}" for name, value in reading["choice"].items())
    said = reading["missing"] or _amount(reading["value"], unit)
    return f"  {choice}: {verdict_word(reading['verdict'])}, {said}"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return no_figure()
    return usd(value) if unit == "usd" else f"{value:g} {unit}"
