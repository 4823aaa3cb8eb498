"""Verdicts that changed from one release to the next: found, kept in a table, told in the changelog.

Belongs here: comparing two ledgers, the text of `changes.csv` and of the changelog's paragraphs. Does not belong here:
when and where files are written (`publish`).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final

from dashboard.claims.output import Entry

UNKNOWN: Final = "no figure"
HEADING: Final = "## "


@dataclass(frozen=True)
class Change:
    """A verdict that is not what it was in the release before.

    Attributes:
        release: Id of the release that changed it.
        previous_release: Id of the one compared with.
        claim: Id of the claim.
        verdict_before, verdict_after: The two verdicts.
        value_before, value_after: The headline's number, in `unit`; None where there was none.
        unit: The claim's unit.
    """

    release: str
    previous_release: str
    claim: str
    verdict_before: str
    verdict_after: str
    value_before: float | None
    value_after: float | None
    unit: str


COLUMNS: Final = tuple(field.name for field in fields(Change))


def changes(previous: Iterable[Entry], now: Iterable[Entry]) -> tuple[Change, ...]:
    """Give the claims whose verdict differs between two ledgers, in the order of the later one.

    A claim that only one of them has is no change, nor is anything between two ledgers of the same release: there the
    rule changed, not the figures, and a rule's change has a note of its own.
    """
    before = {one["id"]: one for one in previous}
    return tuple(
        _change(before[one["id"]], one)
        for one in now
        if one["id"] in before
        and one["release"] != before[one["id"]]["release"]
        and one["verdict"] != before[one["id"]]["verdict"]
    )


def merged(kept: Sequence[Change], new: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of both, each pair of releases and claim once; what was kept stands first and wins."""
    known = {_key(one) for one in kept}
    return (*kept, *(one for one in new if _key(one) not in known))


def as_csv(found: Iterable[Change]) -> str:
    """The changes as CSV, a row each; an empty cell is no figure."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(one) for one in found)
    return target.getvalue()


def from_csv(text: str) -> tuple[Change, ...]:
    """What `as_csv` wrote.

    Raises:
        ValueError: The columns are others, or a value is no number.
    """
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"the columns must be {', '.join(COLUMNS)}")
    return tuple(_from_row(row) for row in reader)


def paragraph(change: Change) -> str:
    """A change as the changelog tells it."""
    before, after = (_amount(value, change.unit) for value in (change.value_before, change.value_after))
    return (
        f"Verdict changed: {change.claim}: {change.verdict_before} -> {change.verdict_after} "
        f"(headline {before} -> {after}), release {change.previous_release} -> {change.release}."
    )


def told(changelog: str, change: Change) -> str:
    """The changelog with the change's paragraph under the heading of its release; as it was if it stands there.

    A release without a heading gets one, before all others: the newest stands first.
    """
    text = paragraph(change)
    lines = changelog.splitlines()
    if text in lines:
        return changelog
    headings = [place for place, line in enumerate(lines) if line.startswith(HEADING)]
    own = next((place for place in headings if _names(lines[place], change.release)), None)
    if own is None:
        start = headings[0] if headings else len(lines)
        return _joined(lines[:start], [f"{HEADING}{change.release}", "", text], lines[start:])
    end = next((place for place in headings if place > own), len(lines))
    return _joined(lines[:end], [text], lines[end:])


def _key(change: Change) -> tuple[str, str, str]:
    return change.release, change.previous_release, change.claim


def _names(heading: str, release: str) -> bool:
    return heading.removeprefix(HEADING).split()[:1] == [release]


def _joined(*blocks: list[str]) -> str:
    """Blocks of lines with one empty line between them."""
    texts = ("\n".join(block).strip("\n") for block in blocks)
    return "\n\n".join(text for text in texts if text) + "\n"


def _change(before: Entry, after: Entry) -> Change:
    return Change(
        release=after["release"],
        previous_release=before["release"],
        claim=after["id"],
        verdict_before=before["verdict"],
        verdict_after=after["verdict"],
        value_before=before["headline"]["value"],
        value_after=after["headline"]["value"],
        unit=after["headline"]["unit"],
    )


def _from_row(row: dict[str, str]) -> Change:
    values = {name: float(row[name]) if row[name] else None for name in ("value_before", "value_after")}
    texts = {name: row[name] for name in COLUMNS if name not in values}
    return Change(**texts, **values)  # type: ignore[arg-type]  # the two kinds are told apart by name


def _amount(value: float | None, unit: str) -> str:
    return UNKNOWN if value is None else f"{value:g} {unit}"
