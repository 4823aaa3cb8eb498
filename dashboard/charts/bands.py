"""Two bands above each other on one axis of years, each with its own scale from zero. No data, no words.

A single view (a concat would lose the drawn width) has one vertical scale, so values are placed by hand: `at` runs from
0 at the bottom of the plot to 1 at its top, and a band turns its values into places.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts import parts
from dashboard.charts.frame import by_width, named

MOST_STEPS: Final = 4
GRID_COLUMNS: Final = ["at", "label", "zero"]


@dataclass(frozen=True)
class Band:
    """A scale from 0 to `top`, with a tick each `step`, on the stretch from `low` to `high` of the plot."""

    low: float
    high: float
    top: float
    step: float

    def at(self, values: Any) -> Any:
        """The place of a value, or of a column of values."""
        return self.low + (self.high - self.low) * values / self.top

    def grid(self, label: Callable[[float], str]) -> pd.DataFrame:
        """Rows of the dataset `grid`: every tick with its label."""
        ticks = [i * self.step for i in range(round(self.top / self.step) + 1)]
        rows = [{"at": self.at(v), "label": label(v) if v else "0", "zero": v == 0} for v in ticks]
        return pd.DataFrame(rows, columns=GRID_COLUMNS)


def band(low: float, high: float, highest: float, step: float | None = None) -> Band:
    """A band with room for `highest`; without a step, one of 1, 2, 2.5 or 5 times a power of ten."""
    if step is None:
        power = 10.0 ** math.floor(math.log10(highest)) if highest > 0 else 1.0
        sizes = [m * power / 10 for m in (1, 2, 2.5, 5, 10, 20, 25, 50)]
        step = next(size for size in sizes if math.ceil(highest / size) <= MOST_STEPS)
    return Band(low, high, max(step, math.ceil(highest / step - 1e-9) * step), step)


def place(field: str) -> alt.Y:
    """The one vertical axis of the plot."""
    scale = alt.Scale(domain=[0, 1], range=[{"expr": "height"}, 0], nice=False, zero=False)
    return alt.Y(field, title=None, axis=None, scale=scale)


def scales(t: theme.Tokens, left: int) -> list[alt.Chart]:
    """The datasets `grid` (at, label, zero) and `heads` (at, label): ticks of all bands, and the bands' names."""
    base = alt.Chart(named("grid")).encode(y=place("at:Q"))
    end = alt.ExprRef("range('x')[1]")
    rule = base.transform_filter("!datum.zero").mark_rule(color=t.grid, x=0, x2=end, aria=False)
    zero = base.transform_filter("datum.zero").mark_rule(color=t.axis, x=0, x2=end, aria=False)
    size = by_width(theme.AXIS_PHONE, theme.AXIS, left)
    label = base.mark_text(align="right", x=-6, color=t.ink3, fontSize=size, aria=False).encode(text="label:N")
    heads = alt.Chart(named("heads")).encode(y=place("at:Q"))
    return [rule, zero, label, parts.direct_label(heads, left, x=0, baseline="bottom", color=t.ink2, fontWeight=600)]
