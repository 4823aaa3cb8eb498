"""The trips of Russia's president by format and period, for the chosen Asia; the two other definitions small below.

A bar is made of its trips, one piece each, so that a trip can be read and chosen; counts are written in, the share
stands at the right with its interval. Under each period stands how much of these trips the table holds.
"""

from collections.abc import Iterable
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import counts, marks, parts
from dashboard.charts import trip_words as wording
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import trips as measure
from dashboard.measures.visits import completeness_of
from dashboard.release import Release
from dashboard.selection import ASIAS, Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import listed, years

LEFT: Final = 92
ROW: Final = 66  # px of a period: the chosen Asia's bar, then two thin ones
BAR: Final = (0.0, 0.4)
UNDER: Final = (0.41, 0.46)
THIN: Final = ((0.54, 0.66), (0.73, 0.85))
ROOM: Final = f"(width + {LEFT} < {theme.PHONE} ? 78 : 98)"
PRESIDENT: Final = "president_abroad"
PIECES: Final = ["partner", "order", "x0", "x1", "n", "format", "few", "chosen", "aria"]
SEGMENTS: Final = ["order", "slot", "x0", "x1", "mid", "format", "few", "label", "aria"]


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: a thick and two thin bars a period, numbers at the right."""
    t = theme.TOKENS[mode]
    return framed(
        *_scale(t),
        *_pieces(t),
        *_thin(t),
        *_labels(t),
        *_key(t),
        mode=mode,
        height=alt.Step(ROW),
        left=LEFT,
        foot=62,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames: the periods within the reader's years, the chosen Asia first."""
    periods = _periods(choice)
    others = [asia for asia in ASIAS if asia != choice.asia]
    found = {asia: _by_format(release, asia, periods) for asia in (choice.asia, *others)}
    main, asia = found[choice.asia], terms.asia(choice.asia)
    pieces = _pieces_frame(release, choice, periods)
    return Content(
        title=wording.title(main, asia),
        subtitle=_(
            "Trips of Russia’s president to {asia} by format, and the one-to-one share with its 95% interval"
        ).format(asia=asia),
        source=_(
            "visits coded for this project from dated public items; evidence of high and medium confidence. Under each "
            "period: how much of these trips the table is estimated to hold."
        )
        + _underlined(release, pieces),
        description=wording.description(main, asia),
        how_to_read=_(
            "Each piece of a bar is one trip to one state; the number is their count. Thin bars: the other definitions "
            "of Asia. Dashed: under {few} trips, too few for a share. “One to one and forum” is a forum with a visit "
            "to the host. Click a piece to choose its partner."
        ).format(few=measure.FEW),
        table=_table(found),
        frames={
            "pieces": pieces,
            "segments": _segments_frame(found, periods, [choice.asia, *others]),
            "rows": _rows_frame(release, found, periods, [choice.asia, *others]),
            "scale": pd.DataFrame([{"at": at / 100, "label": f"{at}%" if at else "0"} for at in (0, 50, 100)]),
            "key": pd.DataFrame(
                [{"format": f, "label": terms.visit_format(f), "place": i} for i, f in enumerate(measure.FORMATS)]
            ),
        },
        empty=""
        if len(main)
        else _("No trip of Russia’s president to {asia} was found in these years.").format(asia=asia),
        quote=wording.quote(main, asia),
        check=wording.check(main),
    )


def _underlined(release: Release, pieces: pd.DataFrame) -> str:
    """Whom the underlined pieces are about, for the source line; empty without any."""
    names = view.labels(release)
    places = [names[partner] for partner in pieces.loc[pieces["chosen"].astype(bool), "partner"].unique()]
    return " " + _("Underlined: trips to {places}.").format(places=listed(places)) if places else ""


def _periods(choice: Choice) -> list[measure.Period]:
    """The periods of the method, cut to the reader's years."""
    out = []
    for period in measure.PERIODS:
        first, last = max(period.first, choice.first or period.first), min(period.last, choice.last or period.last)
        if first <= last:
            out.append(measure.Period(years(first, last), first, last))
    return out


def _by_format(release: Release, asia: str, periods: Iterable[measure.Period]) -> pd.DataFrame:
    return measure.by_format(release.table("visits"), view.members(release, asia), periods)


def _x(field: str) -> alt.X:
    return alt.X(field, axis=None, title=None, scale=alt.Scale(domain=[0, 1], range=[0, {"expr": f"width - {ROOM}"}]))


def _y(position: float) -> alt.Y:
    scale = alt.Scale(paddingInner=0, paddingOuter=0)
    return alt.Y("order:O", axis=None, title=None, scale=scale, bandPosition=position)


def _span(base: alt.Chart, place: tuple[float, float]) -> alt.Chart:
    top, bottom = place
    spanned: alt.Chart = base.encode(x=_x("x0:Q"), x2="x1:Q", y=_y(top), y2=alt.Y2("order:O", bandPosition=bottom))
    return spanned


def _colour(t: theme.Tokens) -> dict[str, Any]:
    scale = alt.Scale(domain=list(measure.FORMATS), range=[t.bilateral, t.both, t.forum])
    return {"shorthand": "format:N", "scale": scale, "legend": None}


def _pieces(t: theme.Tokens) -> list[alt.Chart]:
    """The chosen Asia's bar, a piece a trip; those to chosen partners underlined; the counts over it."""
    base = alt.Chart(named("pieces"))
    said = _span(base, BAR).encode(description="aria:N", tooltip="aria:N")
    gap = alt.ExprRef(f"min(1.2, (width - {ROOM}) / datum.n / 8)")  # many trips on a phone: a gap must not eat the bar
    sound = said.transform_filter("!datum.few").mark_rect(cursor="pointer", stroke=t.paper, strokeWidth=gap)
    few = said.transform_filter("datum.few").mark_rect(
        cursor="pointer", fill=t.paper, strokeWidth=1.6, strokeDash=[3, 2]
    )
    under = _span(base.transform_filter("datum.chosen"), UNDER).mark_rect(fill=t.accent, aria=False)
    dark = alt.when(f"!datum.few && ({str(t.dark).lower()} || datum.format == 'bilateral')")
    number = (
        alt.Chart(named("segments"))
        .transform_filter("datum.slot < 0")
        .encode(x=_x("mid:Q"), y=_y(sum(BAR) / 2), text="label:N")
    )
    text: dict[str, Any] = {"baseline": "middle", "fontWeight": 600, "aria": False, "cursor": "pointer"}
    text["fontSize"] = alt.ExprRef(f"(datum.x1 - datum.x0) * (width - {ROOM}) < 8 ? 0 : 13")
    halo = number.mark_text(**text, strokeWidth=5, strokeJoin="round")  # lifts the number off the gaps
    return [
        parts.clickable(sound.encode(fill=alt.Fill(**_colour(t)))),
        few.encode(stroke=alt.Stroke(**_colour(t))),
        under.encode(opacity=alt.value(1)),
        halo.transform_filter("!datum.few").encode(stroke=alt.Stroke(**_colour(t))),
        halo.transform_filter("datum.few").encode(stroke=alt.value(t.paper)),
        number.mark_text(**text).encode(color=dark.then(alt.value(t.paper)).otherwise(alt.value(t.ink))),
    ]


def _thin(t: theme.Tokens) -> list[alt.Chart]:
    out = []
    for slot, place in enumerate(THIN):
        base = _span(alt.Chart(named("segments")).transform_filter(f"datum.slot == {slot}"), place).encode(
            description="aria:N", tooltip="aria:N"
        )
        sound = base.transform_filter("!datum.few").mark_rect(stroke=t.paper, strokeWidth=1)
        few = base.transform_filter("datum.few").mark_rect(fill=t.paper, strokeWidth=1.2, strokeDash=[3, 2])
        out += [sound.encode(fill=alt.Fill(**_colour(t))), few.encode(stroke=alt.Stroke(**_colour(t)))]
    return out


def _labels(t: theme.Tokens) -> list[alt.Chart]:
    """Left: the period, how much of it is found, the two other definitions. Right: shares and intervals."""
    base = alt.Chart(named("rows"))
    small = by_width(10.5, 12, LEFT, middle=11)
    left: dict[str, Any] = {"align": "right", "baseline": "middle", "x": -8, "aria": False}
    right: dict[str, Any] = {"align": "right", "baseline": "middle", "x": alt.ExprRef("width"), "aria": False}
    tone = alt.when("datum.few").then(alt.value(t.ink3)).otherwise(alt.value(t.bilateral if not t.dark else t.ink))
    out = [
        base.mark_text(**left, fontWeight=600, color=t.ink, fontSize=by_width(12, 14, LEFT)).encode(
            y=_y(0.1), text="period:N"
        ),
        base.mark_text(**left, color=t.ink2, fontSize=small).encode(y=_y(0.31), text="found:N"),
        base.mark_text(**right, fontWeight=700, fontSize=by_width(12.5, 15, LEFT)).encode(
            y=_y(0.1), text="share:N", color=tone
        ),
        base.mark_text(**right, color=t.ink2, fontSize=small).encode(y=_y(0.31), text="span:N"),
    ]
    for slot, (top, bottom) in enumerate(THIN):
        y = _y((top + bottom) / 2)
        out.append(base.mark_text(**left, color=t.ink3, fontSize=small).encode(y=y, text=f"name{slot}:N"))
        out.append(base.mark_text(**right, color=t.ink3, fontSize=small).encode(y=y, text=f"share{slot}:N"))
    return out


def _scale(t: theme.Tokens) -> list[alt.Chart]:
    base = alt.Chart(named("scale")).encode(x=_x("at:Q"))
    rule = base.mark_rule(color=t.grid, y=0, y2=alt.ExprRef("height"), aria=False)
    label = base.mark_text(
        baseline="top", y=alt.ExprRef("height + 5"), color=t.ink3, aria=False, fontSize=by_width(11, 13, LEFT)
    )
    return [rule, label.encode(text="label:N")]


def _key(t: theme.Tokens) -> list[alt.Chart]:
    """The three formats, once, under the axis; on a narrow picture they begin at its left edge."""
    base = alt.Chart(named("key"))
    steps = f"(width + {LEFT} < {theme.PHONE} ? [0, 78, 218] : [0, 110, 290])"
    at: dict[str, Any] = {
        "x": alt.ExprRef(f"{steps}[datum.place] - (width + {LEFT} < {theme.WIDE} ? {LEFT - 6} : -6)"),
        "y": alt.ExprRef("height + 38"),
        "aria": False,
    }
    swatch = base.mark_point(shape="square", size=130, filled=True, **at).encode(fill=alt.Fill(**_colour(t)))
    word = base.mark_text(align="left", baseline="middle", dx=10, color=t.ink2, fontSize=by_width(11, 13, LEFT), **at)
    return [swatch, word.encode(text="label:N")]


def _pieces_frame(release: Release, choice: Choice, periods: list[measure.Period]) -> pd.DataFrame:
    """One row a counted trip of the chosen Asia, placed in its period's bar by format, then by date."""
    trips = _counted(release, choice.asia)
    said = marks.visit_frame(trips, view.labels(release))
    rank = {name: place for place, name in enumerate(measure.FORMATS)}
    trips = trips.assign(aria=said["aria"], year=trips["start"].str[:4].astype(int), rank=trips["format"].map(rank))
    rows = []
    for order, period in enumerate(periods):
        part = trips[trips["year"].between(period.first, period.last)].sort_values(["rank", "start"])
        n = len(part)
        for place, trip in enumerate(records(part)):
            place_ = {"order": order, "x0": place / n, "x1": (place + 1) / n, "n": n, "few": n < measure.FEW}
            chosen = trip.partner in choice.partners
            rows.append({"partner": trip.partner, "format": trip.format, "chosen": chosen, "aria": trip.aria, **place_})
    return pd.DataFrame(rows, columns=PIECES)


def _counted(release: Release, asia: str) -> pd.DataFrame:
    """The rows behind `measures.trips.by_format`, oldest first."""
    visits = release.table("visits")
    kept = visits[
        visits["direction"].eq("outbound")
        & visits["visitor_rank"].isin(measure.PRESIDENT)
        & visits["confidence"].isin(measure.COUNTED)
        & visits["format"].isin(measure.FORMATS)
        & visits["partner"].isin(view.members(release, asia))
    ]
    return kept.sort_values(["start", "visit_id"], ignore_index=True)


def _segments_frame(
    found: dict[str, pd.DataFrame], periods: list[measure.Period], definitions: list[str]
) -> pd.DataFrame:
    """One row a format and definition with any trip; `slot` -1 for the chosen Asia, 0 and 1 for the thin bars."""
    order = {period.label: place for place, period in enumerate(periods)}
    rows = []
    for slot, asia in enumerate(definitions, start=-1):
        for period, formats in found[asia].groupby("period", sort=False):
            at = 0.0
            for f in records(formats[formats["trips"] > 0]):
                x1 = at + f.trips / f.n
                aria = _("{asia}, {period}, {format}: {part} trips").format(
                    asia=terms.asia(asia),
                    period=period,
                    format=terms.visit_format(f.format),
                    part=counts.part(f.trips, f.n),
                )
                place = {"order": order[f.period], "slot": slot, "x0": at, "x1": x1, "mid": (at + x1) / 2}
                rows.append({**place, "format": f.format, "few": f.few, "label": str(f.trips), "aria": aria})
                at = x1
    return pd.DataFrame(rows, columns=SEGMENTS)


def _rows_frame(
    release: Release, found: dict[str, pd.DataFrame], periods: list[measure.Period], definitions: list[str]
) -> pd.DataFrame:
    """One row a period: its words at the left and the right."""
    table = completeness_of(release.table("visits_completeness"), PRESIDENT)
    rows = []
    for order, period in enumerate(periods):
        main = wording.one(found[definitions[0]], period.label)
        row = {
            "order": order,
            "period": period.label,
            "found": wording.found(table, period),
            "few": main is None or main.few,
        }
        row |= {
            "share": _("no trip found") if main is None else wording.share(main),
            "span": "" if main is None else wording.span_said(main),
        }
        for slot, asia in enumerate(definitions[1:]):
            other = wording.one(found[asia], period.label)
            row |= {
                f"name{slot}": terms.asia_line(asia),
                f"share{slot}": "" if other is None else wording.part_said(other),
            }
        rows.append(row)
    columns = ["order", "period", "found", "few", "share", "span", "name0", "share0", "name1", "share1"]
    return pd.DataFrame(rows, columns=columns)


def _table(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    frame = pd.concat([rows.assign(asia=asia) for asia, rows in found.items()], ignore_index=True)
    names = {
        "first": "first_year",
        "last": "last_year",
        "n": "trips_of_known_format",
        "unknown": "trips_of_unknown_format",
    }
    columns = [
        "asia",
        "period",
        "first",
        "last",
        "format",
        "trips",
        "n",
        "share_pct",
        "low_pct",
        "high_pct",
        "few",
        "unknown",
    ]
    return frame[columns].rename(columns=names)
