"""The frame of every picture: headline, what is measured, the marks, the source line with the release id.

They are text marks inside the picture, so that a downloaded or copied picture still says what it is and where it comes
from. The words come as the dataset `words`, wrapped for three widths; the picture picks by the width it is drawn at.
"""

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts.content import Content
from dashboard.texts import _
from dashboard.theme import Mode

WORDS = "words"
# Width of the whole picture in px from which a wrapping is used, and how many characters of title, subtitle and
# source fit a line then.
WRAPS = {"s": (0, (46, 57, 68)), "m": (theme.PHONE, (54, 70, 82)), "l": (theme.WIDE, (80, 104, 122))}
FOOT = 38  # from the plot's bottom to the source line: room for the axis


def framed(
    *layers: alt.Chart | alt.LayerChart, mode: Mode, height: int | alt.Step, left: int, foot: int = FOOT
) -> dict[str, Any]:
    """The Vega-Lite spec of a chart in its frame, without data.

    Args:
        layers: the marks, first at the bottom.
        mode: light or dark.
        height: of the plot in px, or px a row.
        left: room for the y axis, its `minExtent`: headline and source line start there.
        foot: px from the plot's bottom to the source line.
    """
    chart = alt.layer(*layers, *_words(mode, left, foot)).properties(height=height)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["config"] = theme.vega_config(mode)
    # Resize: the height is laid out again once the width is known, as wrapping and font sizes follow the width.
    spec["autosize"] = {"type": "fit-x", "contains": "padding", "resize": True}
    spec["padding"] = {"left": 2, "right": 2, "top": 4, "bottom": 4}
    spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}  # a canvas hides the marks from assistive technology
    return spec


def words(content: Content, release_id: str) -> pd.DataFrame:
    """The one row of the dataset `words`: title, subtitle and source line, wrapped for each width with `|`."""
    source = _("Source: {source} Release {release}.").format(source=content.source, release=release_id)
    texts = (content.title, content.subtitle, source)
    return pd.DataFrame(
        [
            {
                f"{name}_{size}": _wrapped(text, width)
                for size, (_from, widths) in WRAPS.items()
                for name, text, width in zip(("title", "subtitle", "source"), texts, widths, strict=True)
            }
        ]
    )


def named(name: str) -> alt.Data:
    """Data that is given by name when the picture is shown."""
    return alt.Data(name=name)  # type: ignore[no-untyped-call]


def by_width(phone: object, wide: object, left: int, *, middle: object | None = None) -> alt.ExprRef:
    """A mark property that follows the drawn width: Vega-Lite's media query.

    Args:
        phone: under `theme.PHONE` px of picture.
        wide: from there on, or from `theme.WIDE` where `middle` is given.
        left: room for the y axis, as in `framed`.
        middle: between the two, as in a column of the desk.
    """
    rest = f"{wide!r}" if middle is None else f"(width + {left} < {theme.WIDE} ? {middle!r} : {wide!r})"
    return alt.ExprRef(f"width + {left} < {theme.PHONE} ? {phone!r} : {rest}")


def _wrapped(text: str, width: int) -> str:
    return "|".join(textwrap.wrap(text.replace("|", "/"), width, break_long_words=False, break_on_hyphens=False))


def _words(mode: Mode, left: int, foot: int) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    phone = f"width + {left} < {theme.PHONE}"
    title_line, subtitle_line = f"({phone} ? 20 : 22)", f"({phone} ? 17 : 19)"
    under_title = f"-(length(datum.subtitle) * {subtitle_line} + 12)"
    above_plot = f"-(length(datum.title) * {title_line} + length(datum.subtitle) * {subtitle_line} + 16)"
    base = alt.Chart(named(WORDS))
    for name in ("title", "subtitle", "source"):
        base = base.transform_calculate(**{name: _picked(name, left)})

    def text(name: str, at: str, size: alt.ExprRef, line: str, **style: Any) -> alt.Chart:
        look: dict[str, Any] = {
            "align": "left",
            "baseline": "top",
            "x": -left,
            "y": alt.ExprRef(at),
            "lineHeight": alt.ExprRef(line),
        }
        marks: alt.Chart = base.mark_text(**look, fontSize=size, aria=False, **style).encode(text=f"{name}:N")
        return marks

    return [
        text(
            "title", above_plot, by_width(theme.TITLE_PHONE, theme.TITLE, left), title_line, color=t.ink, fontWeight=700
        ),
        text(
            "subtitle", under_title, by_width(theme.SUBTITLE_PHONE, theme.SUBTITLE, left), subtitle_line, color=t.ink2
        ),
        text("source", f"height + {foot}", by_width(theme.SOURCE_PHONE, theme.SOURCE, left), "16", color=t.ink3),
    ]


def _picked(name: str, left: int) -> str:
    """An expression that takes the wrapping for the width and splits it into lines (lists do not travel in Arrow)."""
    wide, middle = WRAPS["l"][0], WRAPS["m"][0]
    total = f"width + {left}"
    choice = f"{total} >= {wide} ? datum.{name}_l : {total} >= {middle} ? datum.{name}_m : datum.{name}_s"
    return f"split({choice}, '|')"
