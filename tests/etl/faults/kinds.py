"""The kinds of faults by name, and the table of cases.

A new kind is a function in `wire.py` or `contents.py` and its name below; a new case is a row in `cases.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.etl.faults import contents, wire
from tests.etl.faults.bench import Bench

CASES = Path(__file__).with_name("cases.csv")
KINDS: Mapping[str, Callable[..., None]] = {
    function.__name__: function
    for function in (
        wire.status,
        wire.reset,
        wire.stall,
        wire.cut_on_the_way,
        wire.cut_content,
        wire.body,
        wire.gone,
        wire.compressed,
        wire.other_encoding,
        wire.charset,
        wire.moved,
        wire.server_clock,
        wire.full_disk,
        contents.scale,
        contents.write,
        contents.rename,
        contents.lose,
        contents.add,
        contents.as_text,
        contents.swap,
        contents.columns_swapped,
        contents.leave_out,
        contents.shift,
        contents.repeat,
        contents.say,
        contents.move_page,
        contents.strangers,
        contents.answer_without,
        contents.no_rows,
        contents.one_number_changed,
        contents.small_cap,
    )
}


@dataclass(frozen=True)
class Case:
    """A row of the table.

    Attributes:
        name: Says what happens; the id of its test.
        source: Id of the source.
        kind: Name of the kind.
        arguments: How it is put in: "name=value; name=value".
        at: At which questions: a pattern of their path and query; for a full disk the folder.
        outcome: What must follow: a name in `test_faults.OUTCOMES`.
        says: What the alert must say of the cause, a pattern; of a harmless fault what the notes must say, or "".
    """

    name: str
    source: str
    kind: str
    arguments: str
    at: str
    outcome: str
    says: str

    def put_in(self, bench: Bench) -> None:
        """Let it happen at the next refresh of the bench."""
        pairs = [pair.split("=", 1) for pair in self.arguments.split("; ") if pair]
        KINDS[self.kind](bench, self.at, **dict(pairs))


def cases() -> tuple[Case, ...]:
    """All rows of the table, in its order."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return tuple(Case(**row) for row in csv.DictReader(file))
