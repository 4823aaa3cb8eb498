"""A list of JSON objects to text cells, for the sources that answer in such lists.

Belongs here: what those sources' rows have in common. Does not belong here: bytes to JSON (`etl/sources/reading.py`),
what a field means (the source's own room).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from etl.source import Answer
from etl.sources import reading


def records(
    source: str, answer: Answer, items: Any, needed: Sequence[str], known: Collection[str] = ()
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The objects of a list as rows of text cells.

    Args:
        source: Id of the source, for the fault.
        answer: The answer they stand in.
        items: The list, numbers as text (`reading.json_of`).
        needed: Fields that are read; null becomes "".
        known: Fields that may be there and are not read.

    Returns:
        The needed fields, index = place in the list; and a note if there are fields that are not known.

    Raises:
        SourceFault: Not a list of objects, or an object without a needed field; names the field and those found.
    """
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        wrong = f"no list of rows where one was due: {reading.beginning(answer.content)}"
        raise reading.fault(source, answer.name, wrong)
    for item in items:
        reading.require_columns(source, answer.name, list(item), needed)
    cells = {name: ["" if item[name] is None else str(item[name]).strip() for item in items] for name in needed}
    extra = sorted({name for item in items for name in item} - {*needed, *known})
    notes = (f"fields not known are ignored: {', '.join(extra)}",) if extra else ()
    return pd.DataFrame(cells, columns=list(needed), dtype="str"), notes
