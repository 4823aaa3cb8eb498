"""All readings of one claim as a grid of dots: shape says the verdict, colour repeats it, the value stands beside it.

One picture for all claims: the dimension with most options makes the columns, the others the lines, the first of them
as a heading where there are two or more. A reading that can't be computed is a dash. The default is ringed. Nothing
here depends on the reader's choice: the readings are the claim's own.
"""

import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import groupby, product
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme, view
from dashboard.charts import reading_words as wording
from dashboard.charts.content import Content
from dashboard.charts.frame import by_width, framed, named
from dashboard.claims import option_words
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, VERDICTS, Dimension
from dashboard.claims.ledger import CLAIMS
from dashboard.claims.option_words import Labels
from dashboard.claims.output import Entry, entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode

LEFT: Final = 150
LINE: Final = 26  # px
HEAD: Final = 2  # lines kept free for the words over the columns
HEAD_WIDTHS: Final = (20, 9)  # characters a line over a column, on a page and on a phone
HALF: Final = "M0,-1A1,1,0,0,0,0,1Z"
DASH: Final = "M-0.9,-0.16L0.9,-0.16L0.9,0.16L-0.9,0.16Z"
DOT: Final = 105
POINTS: Final = ["line", "column", "verdict", "default", "value", "aria"]
LINES: Final = ["line", "label", "kind"]
HEADS: Final = ["line", "column", "label", "phone"]


@cache
def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data, the same for every claim."""
    t = theme.TOKENS[mode]
    points = alt.Chart(named("points")).encode(x=_x(), y=_y(), description="aria:N", tooltip="aria:N")
    return framed(
        *_labels(t),
        *_dots(t, points),
        _values(t),
        *_key(t),
        mode=mode,
        height=alt.Step(LINE),
        left=LEFT,
        foot=62,
    )


def content(release: Release, choice: Choice, *, claim_id: str) -> Content:  # noqa: ARG001  (the register's signature)
    """Words and frames of a claim's readings."""
    found, labels = entry(release, claim_id), view.labels(release)
    heads, lines, points = _laid_out(found, CLAIMS[claim_id].dimensions, labels)
    word = verdict_word(found["verdict"])
    return Content(
        title=found["wording"].removesuffix("."),
        subtitle=_("{verdict}: {agreement}. All readings: {counted}").format(
            verdict=word[:1].upper() + word[1:], agreement=wording.agreement(found), counted=wording.counted(found)
        ),
        source=_("computed from the tables {tables}.").format(tables=", ".join(CLAIMS[claim_id].tables)),
        description=_("Grid of dots, one a reading of the claim. {counted}. Default reading: {default}.").format(
            counted=wording.counted(found), default=points.loc[points["default"], "aria"].iloc[0]
        ),
        how_to_read=_(
            "Each dot is one reading of the claim, with its value; the ring marks the default reading, which makes the "
            "headline. A dash can’t be computed. Point at a dot to read what it is, or open the data below."
        ),
        table=_table(found, labels),
        frames={"heads": heads, "lines": lines, "points": points, "key": _key_frame()},
        quote=found["headline"]["text"],
        check="; ".join(doubt.removesuffix(".") for doubt in found["doubts"]),
    )


def _x() -> alt.X:
    return alt.X("column:O", axis=None, title=None, scale=alt.Scale(type="band", paddingInner=0, paddingOuter=0))


def _y() -> alt.Y:
    return alt.Y("line:O", axis=None, title=None, scale=alt.Scale(type="band", paddingInner=0, paddingOuter=0))


def _across(phone: float, wide: float) -> alt.ExprRef:
    return by_width(phone, wide, LEFT)


def _labels(t: theme.Tokens) -> list[alt.Chart]:
    """Left: the choices of a line. Above: those of a column, from the bottom of the free lines upwards."""
    lines = alt.Chart(named("lines")).encode(y=_y(), text="label:N")
    look: dict[str, Any] = {"align": "left", "baseline": "middle", "aria": False, "fontSize": by_width(11, 13, LEFT)}
    group = lines.transform_filter("datum.kind == 'group'").mark_text(**look, x=-LEFT, fontWeight=600, color=t.ink)
    # The free lines are among these, without words: a line that no mark stands on would not be there at all.
    line = lines.transform_filter("datum.kind != 'group'").mark_text(**look, x=-LEFT, color=t.ink2)
    heads = alt.Chart(named("heads")).transform_calculate(
        words=f"split(width + {LEFT} < {theme.PHONE} ? datum.phone : datum.label, '|')"
    )
    head = heads.mark_text(
        baseline="bottom",
        lineHeight=by_width(12, 15, LEFT),
        dy=alt.ExprRef(f"8 - (length(datum.words) - 1) * (width + {LEFT} < {theme.PHONE} ? 12 : 15)"),
        aria=False,
        color=t.ink2,
        fontSize=by_width(10.5, 13, LEFT),
    ).encode(x=_x(), y=_y(), text="words:N")
    return [group, line, head]


def _dots(t: theme.Tokens, points: alt.Chart) -> list[alt.Chart]:
    """Full, half, ring and dash, and the ring of the default around them."""
    place: dict[str, Any] = {"xOffset": _across(-14, -22), "opacity": 1}
    hollow: dict[str, Any] = {"filled": True, "fill": t.paper, "size": DOT, "strokeWidth": 1.7, **place}

    def of(verdict: str) -> alt.Chart:
        chosen: alt.Chart = points.transform_filter(f"datum.verdict == '{verdict}'")
        return chosen

    silent: dict[str, Any] = {"aria": False, **place}
    return [
        points.transform_filter("datum.default").mark_point(
            **silent, filled=False, size=330, stroke=t.ink, strokeWidth=1.6
        ),
        of(SUPPORTED).mark_point(filled=True, size=DOT, color=t.supported, **place),
        of(MIXED).mark_point(**hollow, stroke=t.mixed),
        of(MIXED).mark_point(**silent, filled=True, shape=HALF, size=134, color=t.mixed),
        of(CONTRADICTED).mark_point(**hollow, stroke=t.contradicted),
        of(NOT_TESTABLE).mark_point(filled=True, shape=DASH, size=100, color=t.untestable, **place),
    ]


def _values(t: theme.Tokens) -> alt.Chart:
    base = alt.Chart(named("points")).encode(x=_x(), y=_y(), text="value:N")
    marks: alt.Chart = base.mark_text(
        align="left",
        baseline="middle",
        xOffset=_across(-2, -8),
        aria=False,
        color=t.ink2,
        fontSize=by_width(10.5, 13, LEFT),
    )
    return marks


def _key(t: theme.Tokens) -> list[alt.Chart]:
    """The four signs under the grid, two and two where the picture is narrow."""
    base = alt.Chart(named("key"))
    narrow = f"width + {LEFT} < {theme.WIDE}"
    at: dict[str, Any] = {
        "x": alt.ExprRef(f"({narrow} ? (datum.place % 2) * 150 : datum.place * 135) - {LEFT - 8}"),
        "y": alt.ExprRef(f"height + 20 + ({narrow} ? floor(datum.place / 2) * 19 : 0)"),
        "aria": False,
    }
    hollow: dict[str, Any] = {"filled": True, "fill": t.paper, "size": DOT, "strokeWidth": 1.7, **at}

    def of(verdict: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.verdict == '{verdict}'").encode(opacity=alt.value(1))
        return chosen

    word = base.mark_text(
        align="left", baseline="middle", dx=12, color=t.ink2, fontSize=by_width(11, 13, LEFT), **at
    ).encode(text="label:N")
    return [
        of(SUPPORTED).mark_point(filled=True, size=DOT, color=t.supported, **at),
        of(MIXED).mark_point(**hollow, stroke=t.mixed),
        of(MIXED).mark_point(filled=True, shape=HALF, size=134, color=t.mixed, **at),
        of(CONTRADICTED).mark_point(**hollow, stroke=t.contradicted),
        of(NOT_TESTABLE).mark_point(filled=True, shape=DASH, size=100, color=t.untestable, **at),
        word,
    ]


def _laid_out(
    found: Entry, dimensions: tuple[Dimension, ...], labels: Labels
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The frames heads, lines and points: the words over the columns, those of the lines, the readings."""
    across = wording.varying((one.id, one.options) for one in dimensions)
    columns = next(one.options for one in dimensions if one.id == across)
    down = [one for one in dimensions if one.id != across]
    places, lines = _lines(down, labels)
    points = [
        {
            "line": places[tuple(one["choice"][d.id] for d in down)],
            "column": columns.index(one["choice"][across]),
            "verdict": one["verdict"],
            "default": place == 0,
            "value": "" if one["value"] is None else wording.number(one["value"], found["headline"]["unit"]),
            "aria": _said(one, found["headline"]["unit"], labels),
        }
        for place, one in enumerate(found["readings"])
    ]
    heads = [
        {"line": HEAD - 1, "column": place, **_wrapped(wording.label(across, option, labels))}
        for place, option in enumerate(columns)
    ]
    return (
        pd.DataFrame(heads, columns=HEADS),
        pd.DataFrame(lines, columns=LINES),
        pd.DataFrame(points, columns=POINTS),
    )


def _lines(down: list[Dimension], labels: Labels) -> tuple[dict[tuple[str, ...], int], list[dict[str, object]]]:
    """The line of each combination of choices, and the words of all lines."""
    free: list[dict[str, object]] = [{"line": line, "label": "", "kind": "head"} for line in range(HEAD)]
    places, lines = {}, free
    for first, combinations in groupby(product(*(one.options for one in down)), key=lambda one: one[:1]):
        headed = len(down) > 1
        if headed:
            label = wording.label(down[0].id, first[0], labels)
            lines.append({"line": len(lines), "label": label[:1].upper() + label[1:], "kind": "group"})
        for combination in combinations:
            words = [wording.label(d.id, value, labels) for d, value in zip(down, combination, strict=True)]
            places[combination] = len(lines)
            label = ", ".join(words[headed:])
            lines.append({"line": len(lines), "label": label, "kind": "line"})
    return places, lines


def _wrapped(words: str) -> dict[str, str]:
    wide, phone = ("|".join(textwrap.wrap(words, width, break_long_words=False)) for width in HEAD_WIDTHS)
    return {"label": wide, "phone": phone}


def _said(one: dict[str, Any], unit: str, labels: Labels) -> str:
    """A reading as pointing at its dot says it."""
    value = one["missing"] if one["verdict"] == NOT_TESTABLE else wording.amount(one["value"], unit)
    return _("{reading}: {verdict}. {value}").format(
        reading=wording.reading(one["choice"], labels), verdict=verdict_word(one["verdict"]), value=value
    )


def _key_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [{"verdict": one, "label": verdict_word(one), "place": place} for place, one in enumerate(VERDICTS)]
    )


def _table(found: Entry, labels: Labels) -> pd.DataFrame:
    """A row a reading: its choices in words, verdict, value with its unit, what is missing."""
    return pd.DataFrame(_table_rows(found, labels))


def _table_rows(found: Entry, labels: Labels) -> Iterator[dict[str, object]]:
    for place, one in enumerate(found["readings"]):
        choices = {name: option_words.option(name, value, labels) for name, value in one["choice"].items()}
        yield {
            "reading": _("default") if place == 0 else str(place + 1),
            **choices,
            "verdict": verdict_word(one["verdict"]),
            "value": one["value"],
            "unit": found["headline"]["unit"],
            "missing": one["missing"],
        }
