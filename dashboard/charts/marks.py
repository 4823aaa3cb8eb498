"""A visit as a mark: an upright stroke, tall for a president, hollow where the evidence is weak, coloured by format."""

from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import terms, theme
from dashboard.charts.content import records
from dashboard.charts.frame import by_width, named
from dashboard.measures.visits import on_axis
from dashboard.texts import _
from dashboard.words import day

STROKE: Final = "M-0.2,-1L0.2,-1L0.2,1L-0.2,1Z"
TALL, MIDDLE, SHORT = 20.0, 13.0, 7.0
FORMATS: Final = ("bilateral", "both", "forum", "unknown")
HEIGHTS: Final = {"head_of_state": TALL, "head_of_government": MIDDLE}


def strokes(base: alt.Chart, paper: str, fill: Any, stroke: Any, **style: Any) -> list[alt.Chart]:
    """Full and hollow strokes of a dataset with the columns `tall` (px), `weak`, `partner` and `aria`.

    `fill` colours the full ones, `stroke` the edge of the hollow ones: the same colours on the two channels.
    """
    shape: dict[str, Any] = {
        "shape": STROKE,
        "cursor": "pointer",
        "size": alt.ExprRef("datum.tall * datum.tall"),
        "strokeWidth": 1.2,
        **style,
    }
    sound = base.transform_filter("!datum.weak").mark_point(**shape, filled=True)
    weak = base.transform_filter("datum.weak").mark_point(**shape, filled=True, fill=paper)
    return [
        sound.encode(fill=fill, description="aria:N", tooltip="aria:N"),
        weak.encode(stroke=stroke, description="aria:N", tooltip="aria:N"),
    ]


def format_colour(t: theme.Tokens) -> dict[str, Any]:
    """The colour of each format, always in this order, for `alt.Fill` and `alt.Stroke`."""
    scale = alt.Scale(domain=list(FORMATS), range=[t.bilateral, t.both, t.forum, t.rest])
    return {"shorthand": "format:N", "scale": scale, "legend": None}


def format_key(t: theme.Tokens, left: int) -> list[alt.Chart]:
    """The four formats, once, under the axis; in two rows where the picture is narrow. Dataset `key`: `key_frame`."""
    base = alt.Chart(named("key"))
    narrow = f"width + {left} < {theme.WIDE}"
    at: dict[str, Any] = {
        "x": alt.ExprRef(f"{narrow} ? (datum.place % 2) * width * 0.55 - {left - 8} : datum.place * width * 0.24"),
        "y": alt.ExprRef(f"height + 42 + ({narrow} ? floor(datum.place / 2) * 17 : 0)"),
        "aria": False,
    }
    swatch = base.mark_point(shape=STROKE, size=196, filled=True, **at).encode(fill=alt.Fill(**format_colour(t)))
    style: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 8, "color": t.ink2}
    word = base.mark_text(**style, fontSize=by_width(11, 13, left), **at).encode(text="label:N")
    return [swatch, word]


def key_frame() -> pd.DataFrame:
    """The dataset `key`: the formats with their names, in the order of their colours."""
    return pd.DataFrame([{"format": f, "label": terms.visit_format(f), "place": i} for i, f in enumerate(FORMATS)])


def visit_frame(visits: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Visits as rows for `strokes`: partner, year (its place on an axis), tall, weak, direction, format, aria."""
    words = [
        _("{date}: {visitor} ({rank}) {where}, {format}{weak}").format(
            date=day(_whole(v.start), v.date_precision),
            visitor=v.visitor,
            rank=terms.rank(v.visitor_rank),
            where=_("to {place}").format(place=labels[v.partner])
            if v.direction == "outbound"
            else _("from {place} to Russia").format(place=labels[v.partner]),
            format=terms.visit_format(v.format),
            weak=_("; weak evidence, not counted") if v.confidence == "low" else "",
        )
        for v in records(visits)
    ]
    return pd.DataFrame(
        {
            "partner": visits["partner"],
            "year": [on_axis(start) for start in visits["start"]],
            "direction": visits["direction"],
            "tall": visits["visitor_rank"].map(HEIGHTS).fillna(SHORT),
            "weak": visits["confidence"].eq("low"),
            "format": visits["format"],
            "aria": words,
        }
    )


def _whole(iso: str) -> str:
    return iso if len(iso) == len("2022-02-24") else f"{iso}-01"
