"""Pieces several charts share: the axis of years, the break of 2022, direct labels, the clicks. No data, no words."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts.frame import by_width, named
from dashboard.measures.cells import BREAK_YEAR
from dashboard.theme import Mode

PICK = alt.selection_point(name="pick", fields=["partner"], on="click[!event.shiftKey]", toggle=False)
ADD = alt.selection_point(name="add", fields=["partner"], on="click[event.shiftKey]", toggle=False)
BRUSH = alt.selection_interval(name="brush", encodings=["x"], mark=alt.BrushConfig(fillOpacity=0.08, strokeOpacity=0.4))


def clickable(chart: alt.Chart) -> alt.Chart:
    """Click picks a partner, shift-click adds it; the rows of the chart need a column `partner`."""
    return chart.add_params(PICK, ADD)


def year_x(left: int, wide: int, phone: int, field: str = "year:Q") -> alt.X:
    """Years to the right, with room for direct labels (px on a page, px on a phone); the axis is drawn by `years`."""
    return alt.X(field, title=None, scale=year_scale(left, wide, phone), axis=None)


def year_scale(left: int, wide: int, phone: int) -> alt.Scale:
    """The scale of `year_x`, for another field on the same axis."""
    room = f"(width + {left} < {theme.PHONE} ? {phone} : {wide})"
    return alt.Scale(nice=False, zero=False, range=[0, {"expr": f"width - {room}"}])


def years(mode: Mode, x: alt.X, left: int) -> list[alt.Chart]:
    """The axis of years from the dataset `ticks` (year, label, phone): the last year always has its tick."""
    t = theme.TOKENS[mode]
    base = alt.Chart(named("ticks")).encode(x=x)
    rule = base.mark_rule(color=t.axis, y=alt.ExprRef("height"), y2=alt.ExprRef("height + 5"), aria=False)
    label = base.mark_text(
        baseline="top",
        y=alt.ExprRef("height + 9"),
        color=t.ink3,
        aria=False,
        fontSize=alt.ExprRef(f"width + {left} < {theme.PHONE} ? (datum.phone ? {theme.AXIS_PHONE} : 0) : {theme.AXIS}"),
    ).encode(text="label:N")
    line = (
        alt.Chart(alt.Data(values=[{}]))  # type: ignore[no-untyped-call]
        .mark_rule(color=t.axis, x=0, x2=alt.ExprRef("range('x')[1]"), y=alt.ExprRef("height"), aria=False)
        .encode(opacity=alt.value(1))
    )  # a layer without any encoding breaks Vega-Lite's line normaliser
    return [line, rule.transform_filter("datum.label != ''"), label]


def year_ticks(first: int, last: int, end: float | None = None) -> pd.DataFrame:
    """The dataset `ticks` for a span: a label every few years counted back from the last, fewer on a phone.

    Two rows without a label hold the ends of the axis, `end` a little after the last year where a chart asks for it.
    """
    span = last - first
    step = next(s for s in (1, 2, 4, 5, 10) if span / s <= 7)
    labelled = [
        {"year": float(y), "label": str(y), "phone": (last - y) % (2 * step) == 0}
        for y in range(last, first - 1, -step)
    ]
    ends = [{"year": float(at), "label": "", "phone": False} for at in (first, end or last)]
    return pd.DataFrame([*labelled, *ends])


def break_ground(mode: Mode, x: alt.X, left: int, data: str = "ground") -> list[alt.Chart]:
    """The break of 2022: shaded ground to its right, a rule where Russia's reporting stops, the word from the data.

    Dataset (name `data`): year, end, label; no rows where the span ends before the break.
    """
    t = theme.TOKENS[mode]
    base = alt.Chart(named(data)).encode(x=x)
    ground = base.mark_rect(color=t.ground, y=0, y2=alt.ExprRef("height"), aria=False).encode(x2="end:Q")
    rule = base.mark_rule(color=t.axis, y=0, y2=alt.ExprRef("height"), aria=False)
    word = base.mark_text(
        align="left",
        baseline="bottom",
        dx=4,
        dy=-5,
        y=alt.ExprRef("height"),
        fontStyle="italic",
        color=t.ink3,
        aria=False,
        fontSize=by_width(theme.AXIS_PHONE, theme.AXIS, left),
    ).encode(text="label:N")
    return [ground, rule, word]


def break_frame(first: int, last: int, end: float, label: str) -> pd.DataFrame:
    """The dataset `ground` for a span of years."""
    start = BREAK_YEAR - 0.5
    rows = [{"year": max(start, float(first)), "end": end, "label": label}] if last >= BREAK_YEAR else []
    return pd.DataFrame(rows, columns=["year", "end", "label"])


def direct_label(base: alt.Chart, left: int, text: str = "label", **style: Any) -> alt.Chart:
    """A label at the mark; `|` in the text breaks the line."""
    look: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "lineHeight": 16,
        "fontSize": by_width(theme.LABEL_PHONE, theme.LABEL, left),
    }
    lines = base.transform_calculate(lines=f"split(datum.{text}, '|')")
    marks: alt.Chart = lines.mark_text(**(look | {"aria": False} | style)).encode(text="lines:N")
    return marks


def dodged(values: list[float], gap: float) -> list[float]:
    """Label positions at least `gap` apart, in the order of the values, moved as little as may be."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    at = [values[i] for i in order]
    for _round in range(50):
        for i in range(1, len(at)):
            short = gap - (at[i] - at[i - 1])
            if short > 1e-9:
                at[i - 1], at[i] = at[i - 1] - short / 2, at[i] + short / 2
    placed = dict(zip(order, at, strict=True))
    return [placed[i] for i in range(len(values))]
