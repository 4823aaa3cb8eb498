"""What one figure says for one release and one choice: words, data by name, a table, and doubts. No drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Content:
    """The filling of a picture.

    Attributes:
        title: the finding or the question, one sentence that the data proves.
        subtitle: what is measured, in which unit.
        source: the source line; the release id is added by the frame.
        description: the main values in words, for those who don't see the picture.
        how_to_read: one line on the marks.
        frames: data by the names the chart uses; every name is present, even with no rows.
        table: the same data as a reader takes it away, units in the column names.
        empty: said in place of the picture when there is nothing to draw.
        quote: one sentence with the number, its year and source, for a journalist in a hurry; the release id is added.
        check: why that number needs a check before print (an estimate, suspect, few cases); empty if it does not.
    """

    title: str
    subtitle: str
    source: str
    description: str
    how_to_read: str
    table: pd.DataFrame
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    empty: str = ""
    quote: str = ""
    check: str = ""


def records(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return list(frame.itertuples(index=False))
