"""One partner's trade with Russia over time: the preferred line, the range of its sources, announced totals, visits.

A change of reporter or of basis cuts the line, 2022 is drawn as a break, and what officials announced stays apart as
diamonds. The strip above the plot holds the visits both ways.
"""

import math
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import marks, partner_words, parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import announced, partner_line
from dashboard.measures.visits import on_axis, visits_of
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import usd

LEFT, ROOM, ROOM_PHONE = 50, 112, 92
HEIGHT, STRIP = 390, 70
LANES = {"outbound": 16, "inbound": 48}
MONEY = alt.Scale(zero=True, nice=True, range=[{"expr": "height"}, STRIP + 34])  # the strip of visits is above it
FIRST_YEAR = 2000
MOST_EVENTS = 3
YEARS_APART = 5  # events stand at least a fifth of the span apart, the room their words take
NAMED_IN_FEW = 3  # an event that names more partners than this is about the region


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM_PHONE)
    y = alt.Y(
        "value_usd:Q",
        title=None,
        scale=MONEY,
        axis=alt.Axis(labelExpr=_dollars(), minExtent=LEFT, maxExtent=LEFT, tickCount=4),
    )
    return framed(
        *parts.break_ground(mode, x, LEFT),
        *_events(mode, x),
        *_band(t, x),
        *_line(t, x, y),
        *_points(t, x, y),
        *_announced(t, x, y),
        *_labels(t, x, y),
        *_strip(t, x),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=HEIGHT,
        left=LEFT,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the first chosen partner in the reader's years."""
    known = _subject(release, choice)
    name, line, said = known.name, known.line, known.said
    empty = line.empty and said.empty and known.points.empty
    nothing = _("{trade}: no source has a figure for {name} from {first} to {last}.").format(
        trade=terms.trade(choice.flow), name=name, first=known.first, last=known.last
    )
    return Content(
        title=partner_words.title(name, line, said),
        subtitle=_(
            "{trade}, current dollars; visits of presidents (tall), prime ministers and ministers (short) above"
        ).format(trade=terms.trade(choice.flow)),
        source=partner_words.source(release, line),
        description=partner_words.description(name, line, said),
        how_to_read=_(
            "Line: the preferred source, cut where the reporter changes. Band: lowest to highest source. Dashed with "
            "hollow points: estimates; dotted rings: suspect. Squares: one-year matrices. Diamonds: announced totals, "
            "full on Moscow’s count, hollow on the partner’s. Hollow strokes: weak evidence. The visits are a sample."
        ),
        table=_table(known),
        frames={} if empty else _frames(release, known),
        empty=nothing if empty else "",
        **partner_words.quote(release, choice.flow, name, line),
    )


@dataclass(frozen=True, eq=False)
class _Subject:
    """One partner's rows in the reader's years: its line, announced totals, lone points, visits."""

    partner: str
    name: str
    first: int
    last: int
    line: pd.DataFrame
    said: pd.DataFrame
    points: pd.DataFrame
    visits: pd.DataFrame


def _subject(release: Release, choice: Choice) -> _Subject:
    partner, names = view.subjects(release, choice)[0], view.labels(release)
    first, last = choice.first or FIRST_YEAR, choice.last or _end(release)

    def within(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["year"].between(first, last)].reset_index(drop=True)

    return _Subject(
        partner=partner,
        name=names[partner],
        first=first,
        last=last,
        line=within(partner_line.partner_line(view.values(release, choice.flow, choice.basis), partner)),
        said=within(announced.announced_totals(release.table("headline_trade"), partner, choice.flow)),
        points=within(partner_line.lone_points(release.table("trade_annual"), partner, choice.flow)),
        visits=marks.visit_frame(visits_of(release.table("visits"), [partner], first, last), names),
    )


def _end(release: Release) -> int:
    """Announced totals and visits carry the picture past the last statistics."""
    return max(int(release.table("visits")["start"].str[:4].astype(int).max()), view.known(release).last_year)


def _frames(release: Release, known: _Subject) -> dict[str, pd.DataFrame]:
    line, said, first, last = known.line, known.said, known.first, known.last
    band = line[["year", "lowest_usd", "highest_usd"]]
    run = band["year"].diff().ne(1).cumsum()
    drawn = line.assign(
        group=line["segment"].astype(str) + line["basis"], aria=partner_words.line_marks(known.name, line)
    )
    return {
        "line": drawn[["partner", "year", "value_usd", "group", "basis", "quality", "aria"]],
        "band": band.assign(
            run=run,
            alone=band.groupby(run)["year"].transform("size").eq(1) & (band["highest_usd"] > band["lowest_usd"]),
        ),
        "points": known.points.assign(aria=partner_words.point_marks(known.points))[
            ["partner", "year", "value_usd", "aria"]
        ],
        "announced": said.assign(aria=partner_words.announced_marks(said))[
            ["partner", "year", "value_usd", "side", "aria"]
        ],
        "visits": known.visits.assign(lane=known.visits["direction"].map(LANES)),
        "lanes": _lanes_frame(known.name, first, last),
        "events": _events_frame(release, known.partner, first, last),
        "labels": _labels_frame(line, said, last),
        "ground": parts.break_frame(first, last, last + 0.7, _("estimates")),
        "ticks": parts.year_ticks(first, last, last + 0.7),
    }


def _dollars() -> str:
    """Axis labels in the unit that fits: billions or millions."""
    big = "'$' + format(datum.value / 1e9, ',~g') + ' bn'"
    return f"datum.value == 0 ? '0' : datum.value >= 1e9 ? {big} : '$' + format(datum.value / 1e6, ',~g') + ' m'"


def _band(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    base = alt.Chart(named("band")).encode(x=x, y=alt.Y("lowest_usd:Q", title=None, scale=MONEY), y2="highest_usd:Q")
    area = base.mark_area(color=t.accent, opacity=0.16, aria=False).encode(detail="run:N")
    single = base.transform_filter("datum.alone").mark_rule(color=t.accent, opacity=0.22, strokeWidth=3, aria=False)
    return [area, single]


def _line(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("line")).encode(x=x, y=y, tooltip="aria:N")
    estimate = "datum.basis == 'estimate'"
    grouped = base.encode(detail="group:N")
    solid = grouped.transform_filter(f"!({estimate})").mark_line(
        color=t.accent, strokeWidth=3, aria=False, cursor="pointer"
    )
    dashed = grouped.transform_filter(estimate).mark_line(
        color=t.accent, strokeWidth=2.5, strokeDash=theme.ESTIMATE_DASH, aria=False, cursor="pointer"
    )
    point: dict[str, Any] = {"filled": True, "cursor": "pointer"}
    sound, suspect = (
        base.transform_filter("datum.quality != 'suspect'"),
        base.transform_filter("datum.quality == 'suspect'"),
    )
    return [
        parts.clickable(solid),
        dashed,
        sound.transform_filter("datum.basis == 'reported'")
        .mark_point(**point, color=t.accent, size=30)
        .encode(description="aria:N"),
        sound.transform_filter("datum.basis == 'mirror'")
        .mark_point(**point, shape="triangle-up", color=t.accent, size=42)
        .encode(description="aria:N"),
        sound.transform_filter(estimate)
        .mark_point(**point, fill=t.paper, stroke=t.accent, strokeWidth=2, size=50)
        .encode(description="aria:N"),
        suspect.mark_point(
            **point, fill=t.paper, stroke=t.accent, strokeWidth=1.6, strokeDash=theme.SUSPECT_DASH, size=80
        ).encode(description="aria:N"),
    ]


def _points(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("points")).encode(x=x, y=y, tooltip="aria:N", description="aria:N")
    return [base.mark_point(shape="square", filled=True, fill=t.paper, stroke=t.accent, strokeWidth=1.4, size=36)]


def _announced(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("announced")).encode(x=x, y=y, tooltip="aria:N", description="aria:N")
    look: dict[str, Any] = {"shape": "diamond", "filled": True, "stroke": t.ink, "strokeWidth": 1.4, "size": 64}
    return [
        base.transform_filter("datum.side == 'partner'").mark_point(**look, fill=t.paper),
        base.transform_filter("datum.side == 'moscow'").mark_point(**look, fill=t.ink),
    ]


def _labels(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("labels")).encode(x=x, y=y)
    accent = parts.direct_label(base.transform_filter("datum.kind == 'last'"), LEFT, color=t.accent, fontWeight=600)
    peak = parts.direct_label(
        base.transform_filter("datum.kind == 'peak'"), LEFT, color=t.accent, fontWeight=600, align="right", dx=-9, dy=-6
    )
    return [accent, peak, parts.direct_label(base.transform_filter("datum.kind == 'announced'"), LEFT, color=t.ink2)]


def _strip(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    lanes = alt.Chart(named("lanes")).encode(x=x)
    rule = lanes.mark_rule(color=t.grid, y=alt.ExprRef("datum.lane"), aria=False).encode(x2="end:Q")
    name = parts.direct_label(
        lanes.encode(x=parts.year_x(LEFT, ROOM, ROOM_PHONE, "end:Q")),
        LEFT,
        y=alt.ExprRef("datum.lane"),
        dx=8,
        color=t.ink3,
        lineHeight=13,
        fontSize=by_width(11, 12.5, LEFT),
        baseline="line-bottom",
    )
    visits = alt.Chart(named("visits")).encode(x=x)
    return [
        rule,
        name,
        *marks.strokes(visits, t.paper, alt.value(t.ink), alt.value(t.ink), y=alt.ExprRef("datum.lane")),
    ]


def _events(mode: Mode, x: alt.X) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("events")).encode(x=x)
    rule = base.mark_rule(strokeDash=theme.RULE_DASH, color=t.axis, y=STRIP, y2=alt.ExprRef("height"), aria=False)
    style: dict[str, Any] = {
        "align": "right",
        "baseline": "top",
        "dx": -5,
        "y": STRIP,
        "lineHeight": 13,
        "color": t.ink3,
    }
    wide = parts.direct_label(base, LEFT, **style | {"fontSize": by_width(0, 12, LEFT, middle=0)})
    narrow = style | {"fontSize": by_width(11, 0, LEFT, middle=11)}
    return [rule, wide, parts.direct_label(base, LEFT, text="short", **narrow)]


def _lanes_frame(name: str, first: int, last: int) -> pd.DataFrame:
    words = {
        "outbound": _("Russians to|{name}").format(name=name),
        "inbound": _("from {name}|to Russia").format(name=name),
    }
    return pd.DataFrame([{"year": float(first), "end": last + 0.7, "lane": LANES[d], "label": words[d]} for d in LANES])


def _events_frame(release: Release, partner: str, first: int, last: int) -> pd.DataFrame:
    """Dated events that name this partner and few others: the latest ones that stand far enough apart to be read."""
    events = release.table("events")
    named = events["partners"].fillna("").str.split(";")
    about = events[[partner in n and len(n) <= NAMED_IN_FEW for n in named]]
    inside = about[about["date"].str[:4].astype(int).between(first, last)].sort_values("date", ascending=False)
    apart = (last - first) / YEARS_APART
    rows: list[dict[str, Any]] = []
    for event in records(inside):
        at, year = on_axis(event.date), event.date[:4]
        if len(rows) < MOST_EVENTS and (not rows or rows[-1]["year"] - at >= apart):
            rows.append({"year": at, "label": f"{year}: " + _two_lines(event.label), "short": year})
    return pd.DataFrame(rows, columns=["year", "label", "short"])


def _two_lines(label: str) -> str:
    words, half = label.split(), math.ceil(len(label) / 2)
    first = next((i for i in range(1, len(words)) if len(" ".join(words[:i])) >= half - 4), len(words))
    return " ".join(words[:first]) + ("|" + " ".join(words[first:]) if words[first:] else "")


def _labels_frame(line: pd.DataFrame, said: pd.DataFrame, last: int) -> pd.DataFrame:
    """The value at the line's end, and at the peak Russia reported where that is another year."""
    rows = []
    at_end = last + 0.7
    if len(line):
        end, peak = records(line)[-1], partner_words.reported_peak(line)
        words = f"{partner_words.amount(end)}|" + _("in {year}").format(year=end.year)
        rows.append({"year": at_end, "value_usd": end.value_usd, "label": words, "kind": "last"})
        if peak is not None and peak.year != end.year:
            words = _("{value} in {year}").format(value=partner_words.amount(peak), year=peak.year)
            rows.append({"year": peak.year, "value_usd": peak.value_usd, "label": words, "kind": "peak"})
    elif len(said):
        end = records(said)[-1]
        words = _("{value}|announced").format(value=usd(end.value_usd))
        rows.append({"year": at_end, "value_usd": end.value_usd, "label": words, "kind": "announced"})
    return pd.DataFrame(rows, columns=["year", "value_usd", "label", "kind"])


def _table(known: _Subject) -> pd.DataFrame:
    columns = [
        "partner",
        "label",
        "year",
        "kind",
        "value_usd",
        "lowest_usd",
        "highest_usd",
        "n_sources",
        "source",
        "reporter",
        "basis",
        "quality",
        "note",
        "who_reported",
        "source_url",
    ]
    lines = known.line.assign(kind="line")
    lone = known.points.assign(kind="one-year matrix")
    told = known.said.assign(kind="announced", source="announced")
    frames = [frame.reindex(columns=columns) for frame in (lines, lone, told) if len(frame)]
    stacked = pd.concat(frames or [pd.DataFrame(columns=columns)], ignore_index=True)
    return stacked.assign(partner=known.partner, label=known.name).sort_values(["year", "kind"], ignore_index=True)
