"""Pieces the two charts of forums share: a column a year, a line a row of cells, headings, cells that tell no more.

A forum meets once a year (hardly ever twice), so the axis is made of columns; all other charts have a true axis of
time. No data, no words of a finding.
"""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme, view
from dashboard.charts import parts
from dashboard.charts.content import records
from dashboard.charts.frame import by_width, named
from dashboard.release import Release
from dashboard.texts import _
from dashboard.theme import Mode

LINE: Final = 22  # px of a line: a heading or a row of cells
LEAST_COLUMNS: Final = 9  # fewer years than this are padded, so that a cell stays a cell
CELL: Final[Mapping[str, Any]] = {"cornerRadius": 2, "cursor": "pointer"}
BAND: Final = alt.Scale(paddingInner=0.1, paddingOuter=0)


def column_x(field: str = "year:O") -> alt.X:
    """A column a year; `column_axis` draws the labels."""
    return alt.X(field, axis=None, title=None, scale=BAND)


def line_y(position: float | None = None) -> alt.Y:
    """A line of the picture; `position` from 0 (its top) to 1."""
    return alt.Y(
        "line:O", axis=None, title=None, scale=BAND, bandPosition=alt.Undefined if position is None else position
    )


def column_axis(mode: Mode, left: int) -> list[alt.Chart]:
    """The years under the columns, from the dataset `ticks` (`column_ticks`)."""
    base = alt.Chart(named("ticks")).encode(x=column_x(), text="label:N")
    wide = f"width + {left} >= {theme.WIDE}"
    size = f"width + {left} < {theme.PHONE} ? (datum.phone ? {theme.AXIS_PHONE} : 0) : ({wide} ? {theme.AXIS} : 12)"
    return [
        base.mark_text(
            baseline="top",
            y=alt.ExprRef("height + 5"),
            color=theme.TOKENS[mode].ink3,
            aria=False,
            fontSize=alt.ExprRef(size),
        )
    ]


def column_ticks(first: int, last: int) -> pd.DataFrame:
    """The dataset `ticks`: every year once, few with a label, and blank columns after a short span."""
    labelled = parts.year_ticks(first, last).query("label != ''").set_index("year")
    end = max(last, first + LEAST_COLUMNS - 1)
    rows = [
        {
            "year": year,
            "label": labelled["label"].get(float(year), ""),
            "phone": bool(labelled["phone"].get(float(year), False)),
        }
        for year in range(first, end + 1)
    ]
    return pd.DataFrame(rows)


def headings(mode: Mode, left: int) -> list[alt.Chart]:
    """The name of a group of rows over it: dataset `headings` (line, name, note)."""
    t = theme.TOKENS[mode]
    base = alt.Chart(named("headings")).encode(y=line_y(0.62))
    style: dict[str, Any] = {"align": "left", "baseline": "middle", "x": -left, "aria": False}
    return [base.mark_text(**style, color=t.ink2, fontSize=by_width(11.5, 14, left, middle=13)).encode(text="name:N")]


def rings(colour: str) -> alt.Chart:
    """Meetings in a chosen partner: a ring from `line` to `end` of the dataset `rings`."""
    ring: alt.Chart = (
        alt.Chart(named("rings"))
        .mark_rect(filled=False, stroke=colour, strokeWidth=1.8, cornerRadius=3, aria=False)
        .encode(x=column_x(), y=line_y(0), y2=alt.Y2("end:O", bandPosition=1))
    )
    return ring


def rings_frame(
    meetings: pd.DataFrame, lines: Mapping[str, tuple[int, int]], partners: tuple[str, ...]
) -> pd.DataFrame:
    """The dataset `rings`: forum, year and host of meetings, and the first and last line of each forum."""
    rows = [
        {"year": m.year, "line": lines[m.forum][0], "end": lines[m.forum][1], "host": m.host_country}
        for m in records(meetings.drop_duplicates(["forum", "year"]))
        if m.host_country in partners
    ]
    return pd.DataFrame(rows, columns=["year", "line", "end", "host"])


def ringed(release: Release, frame: pd.DataFrame) -> str:
    """What the rings stand for, for the source line; empty without any."""
    if frame.empty:
        return ""
    names = view.labels(release)
    places = ", ".join(dict.fromkeys(names[host] for host in frame["host"]))
    return " " + _("Ringed: meetings in {places}.").format(places=places)


def hosts(release: Release, meetings: pd.DataFrame) -> list[str | None]:
    """The host of each meeting where it is one of the partners a reader can choose."""
    offered = view.known(release).partners
    return [host if host in offered else None for host in meetings["host_country"]]


def hatched(base: alt.Chart, mode: Mode) -> alt.Chart:
    """Cells of what did not take place or is not known."""
    t = theme.TOKENS[mode]
    cells: alt.Chart = base.mark_rect(
        **CELL, fill=theme.hatch(t.rest_soft, t.paper, 3), stroke=t.rest_soft, strokeWidth=1
    )
    return cells


def planned(base: alt.Chart, mode: Mode) -> alt.Chart:
    """Cells of a meeting that was still to come when the data was taken."""
    t = theme.TOKENS[mode]
    cells: alt.Chart = base.mark_rect(**CELL, fill=t.paper, stroke=t.axis, strokeWidth=1, strokeDash=theme.SUSPECT_DASH)
    return cells


def intervals(mode: Mode, left: int) -> list[alt.Chart]:
    """Shares with their intervals on lines of the picture, over a scale from 0 to 100 % that leaves room for words.

    Dataset `shares`: line, dot, low, high (0 to 1), few, label, short (on a narrow picture), aria; `scale`: at, line
    and end (from where to where it runs), label.
    """
    t = theme.TOKENS[mode]
    track = f"(width - (width + {left} < {theme.WIDE} ? 142 : 262))"
    base = alt.Chart(named("shares")).encode(y=line_y(0.5))
    colour = alt.when("datum.few").then(alt.value(t.ink3)).otherwise(alt.value(t.ink))
    span: dict[str, Any] = {"x": alt.ExprRef(f"datum.low * {track}"), "x2": alt.ExprRef(f"datum.high * {track}")}
    dot: dict[str, Any] = {"x": alt.ExprRef(f"datum.dot * {track}"), "filled": True}
    sound, few = base.transform_filter("!datum.few"), base.transform_filter("datum.few")
    narrow = f"width + {left} < {theme.WIDE}"
    size = f"(width + {left} < {theme.PHONE} ? 11 : 13)"
    right: dict[str, Any] = {"align": "right", "baseline": "middle", "x": alt.ExprRef("width"), "aria": False}
    scale = alt.Chart(named("scale"))
    return [
        scale.mark_rule(x=alt.ExprRef(f"datum.at * {track}"), color=t.grid, aria=False).encode(
            y=line_y(0), y2=alt.Y2("end:O", bandPosition=0.1)
        ),
        scale.mark_text(
            x=alt.ExprRef(f"datum.at * {track}"),
            baseline="middle",
            color=t.ink3,
            fontSize=alt.ExprRef(size),
            aria=False,
        ).encode(y=alt.Y("end:O", axis=None, scale=BAND, bandPosition=0.45), text="label:N"),
        sound.mark_rule(**span, strokeWidth=2.5).encode(color=colour, description="aria:N", tooltip="aria:N"),
        few.mark_rule(**span, strokeWidth=1.6, strokeDash=[3, 2]).encode(
            color=colour, description="aria:N", tooltip="aria:N"
        ),
        sound.mark_point(**dot, size=80, aria=False).encode(fill=colour),
        few.mark_point(**dot, size=66, fill=t.paper, strokeWidth=1.4, strokeDash=[2, 2], aria=False).encode(
            stroke=colour
        ),
        base.mark_text(**right, fontSize=alt.ExprRef(f"{narrow} ? {size} : 0")).encode(text="short:N", color=colour),
        base.mark_text(**right, fontSize=alt.ExprRef(f"{narrow} ? 0 : {size}")).encode(text="label:N", color=colour),
    ]
