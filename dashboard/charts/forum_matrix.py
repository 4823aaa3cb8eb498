"""Who came for Russia, the United States and China to each meeting of four forums, and how high an office they held.

A cell is one power at one meeting: letter and shade say the office, the edge says how (in person, by video, planned).
What is not known is hatched, never left white. Choosing a partner rings the meetings it hosted, in ink: accent and the
colours of the powers are too close.
"""

import itertools
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts import forum_grid as grid
from dashboard.charts import forum_words as wording
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import forums
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import listed, years

LEFT: Final = 50
ROWS: Final = {
    "APEC": ("RUS", "USA", "CHN"),
    "EAS": ("RUS", "USA", "CHN"),
    "SCO": ("RUS", "CHN"),
    "BRICS": ("RUS", "CHN"),
}
ARENA: Final = ("APEC", "EAS")
"""The forums with the United States, which the headline is about."""

TOP: Final = ("president", "prime_minister")
IN_PERSON: Final = ("in_person", "hybrid")
ENOUGH: Final = 3
"""Meetings after the last one with a president or prime minister before the headline speaks of it."""

FEW: Final = 5
KEY: Final = ("came", "video", "planned", "cancelled", "unknown", "outside")
STATES: Final = {
    "in_person": "came",
    "hybrid": "came",
    "video": "video",
    "planned": "planned",
    "cancelled": "cancelled",
    "unknown": "unknown",
    "not_member": "outside",
}
MARKS: Final = {"cancelled": "×", "outside": "–"}


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: a column a year, a line a power within each forum."""
    t = theme.TOKENS[mode]
    cells = alt.Chart(named("cells")).encode(x=grid.column_x(), y=grid.line_y(), tooltip="aria:N", description="aria:N")
    return framed(
        *_cells(mode, cells),
        _letters(t, alt.Chart(named("cells")).encode(x=grid.column_x(), y=grid.line_y(), text="letter:N")),
        grid.rings(t.ink),
        *grid.headings(mode, LEFT),
        _powers(t),
        *_key(mode),
        *grid.column_axis(mode, LEFT),
        mode=mode,
        height=alt.Step(grid.LINE),
        left=LEFT,
        foot=70,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames: the meetings in the reader's years."""
    every = representation(release)
    first, last = choice.first or int(every["year"].min()), choice.last or int(every["year"].max())
    shown = every[every["year"].between(first, last)]
    lines = _lines()
    cells = _cells_frame(release, shown, lines)
    rings = grid.rings_frame(shown, {f: (lines[f, p[0]], lines[f, p[-1]]) for f, p in ROWS.items()}, choice.partners)
    return Content(
        title=_title(shown, choice, first, last),
        subtitle=wording.letters(),
        source=_("forum and press records collected for this project, addresses in the table.")
        + grid.ringed(release, rings),
        description=_description(shown, first, last),
        how_to_read=_(
            "Each column is a year, each cell a meeting: the darker, the higher the office. Dashed and not filled: by "
            "video. Hatched: cancelled (×) or not found (?). A meeting partly by video counts as in person. Click a "
            "cell to choose its host where it is a partner."
        ),
        table=_table(shown),
        frames={
            "cells": cells,
            "headings": _headings_frame(release, lines),
            "powers": _powers_frame(lines),
            "rings": rings,
            "key": _key_frame(),
            "ticks": grid.column_ticks(first, last),
        },
        empty=""
        if len(shown)
        else _("No meeting of these forums is in the table for {years}.").format(years=years(first, last)),
        quote=_quote(shown),
        check=_check(shown),
    )


@per_release(1)
def representation(release: Release) -> pd.DataFrame:
    """Who came to each meeting of the shown forums (`measures.forums.representation`)."""
    return forums.representation(release.table("forum_meetings"), tuple(ROWS))


def _cells(mode: Mode, base: alt.Chart) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    shade = alt.Scale(domain=[0, 1, 2, 3, 4], range=[t.paper, t.seq[0], t.seq[1], t.seq[3], t.seq[4]])
    fill = alt.Fill("score:O", scale=shade, legend=None)
    edge = alt.when("datum.score >= 3").then(alt.value(t.seq[4])).otherwise(alt.value(t.axis))
    nobody = alt.when("datum.score == 0").then(alt.value(t.axis)).otherwise(alt.value(t.paper))
    came = base.transform_filter("datum.state == 'came'").mark_rect(**grid.CELL, strokeWidth=1)
    video = base.transform_filter("datum.state == 'video'").mark_rect(
        **grid.CELL, fill=t.paper, strokeWidth=by_width(1.1, 1.5, LEFT), strokeDash=[3, 2]
    )
    outside = base.transform_filter("datum.state == 'outside'").mark_rect(**grid.CELL, fill=t.paper)
    return [
        parts.clickable(came.encode(fill=fill, stroke=nobody)),
        video.encode(stroke=edge),
        grid.hatched(base.transform_filter("datum.state == 'cancelled' || datum.state == 'unknown'"), mode),
        grid.planned(base.transform_filter("datum.state == 'planned'"), mode),
        outside,
    ]


def _letters(t: theme.Tokens, base: alt.Chart) -> alt.Chart:
    dark = alt.when("datum.state == 'came' && datum.score >= 3").then(alt.value(t.paper))
    soft = dark.when("datum.state == 'outside' || datum.state == 'planned'").then(alt.value(t.ink3))
    letters: alt.Chart = base.mark_text(
        baseline="middle", fontWeight=600, aria=False, cursor="pointer", fontSize=by_width(10, 13, LEFT, middle=11)
    ).encode(color=soft.otherwise(alt.value(t.ink)))
    return letters


def _powers(t: theme.Tokens) -> alt.Chart:
    colour = alt.Scale(domain=list(forums.POWERS), range=[t.rus, t.usa, t.chn])
    names: alt.Chart = (
        alt.Chart(named("powers"))
        .mark_text(
            align="left", baseline="middle", x=-LEFT, fontWeight=600, aria=False, fontSize=by_width(11.5, 13, LEFT)
        )
        .encode(y=grid.line_y(), text="name:N", color=alt.Color("power:N", scale=colour, legend=None))
    )
    return names


def _key(mode: Mode) -> list[alt.Chart]:
    """What the edges and hatching mean, once, under the axis."""
    t = theme.TOKENS[mode]
    base = alt.Chart(named("key"))
    narrow = f"width + {LEFT} < {theme.WIDE}"
    at: dict[str, Any] = {
        "x": alt.ExprRef(
            f"{narrow} ? (datum.place % 3) * (width + {LEFT}) / 3 - {LEFT - 8} "
            f": datum.place * (width + {LEFT}) / 6 - {LEFT - 8}"
        ),
        "y": alt.ExprRef(f"height + 36 + ({narrow} ? floor(datum.place / 3) * 18 : 0)"),
        "aria": False,
    }
    box: dict[str, Any] = {**at, "shape": "square", "size": 196, "filled": True}
    state = "datum.state == '{}'"
    letter = alt.when("datum.state == 'came'").then(alt.value(t.paper)).otherwise(alt.value(t.ink))
    size = by_width(11, 13, LEFT, middle=12)
    return [
        base.transform_filter(state.format("came")).mark_point(**box).encode(fill=alt.value(t.seq[4])),
        base.transform_filter(state.format("video"))
        .mark_point(**box, stroke=t.seq[4], strokeWidth=1.5, strokeDash=[3, 2])
        .encode(fill=alt.value(t.paper)),
        base.transform_filter(state.format("planned"))
        .mark_point(**box, stroke=t.axis, strokeWidth=1, strokeDash=theme.SUSPECT_DASH)
        .encode(fill=alt.value(t.paper)),
        base.transform_filter("datum.state == 'cancelled' || datum.state == 'unknown'")
        .mark_point(**box, fill=theme.hatch(t.rest_soft, t.paper, 3), strokeWidth=1)
        .encode(stroke=alt.value(t.rest_soft)),
        base.mark_text(**at, baseline="middle", fontSize=10, fontWeight=600).encode(text="letter:N", color=letter),
        base.mark_text(**at, align="left", baseline="middle", dx=12, color=t.ink2, fontSize=size).encode(
            text="label:N"
        ),
    ]


def _lines() -> dict[tuple[str, str], int]:
    """The line of each forum and power; one line before each forum is its heading."""
    lines, at = {}, 0
    for forum, powers in ROWS.items():
        for power in powers:
            at += 1
            lines[forum, power] = at
        at += 1
    return lines


def _headings_frame(release: Release, lines: dict[tuple[str, str], int]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "line": lines[forum, powers[0]] - 1,
                "name": f"{wording.forum_name(forum)} · {wording.with_united_states(release, forum)}",
            }
            for forum, powers in ROWS.items()
        ]
    )


def _powers_frame(lines: dict[tuple[str, str], int]) -> pd.DataFrame:
    rows = [{"line": line, "power": power, "name": wording.power(power)} for (_forum, power), line in lines.items()]
    return pd.DataFrame(rows)


def _cells_frame(release: Release, shown: pd.DataFrame, lines: dict[tuple[str, str], int]) -> pd.DataFrame:
    """One row a cell; of two meetings in a year the last that was held."""
    cells = forums.by_year(shown)
    drawn = [key in lines for key in zip(cells["forum"], cells["power"], strict=True)]
    cells = cells[pd.Series(drawn, index=cells.index, dtype=bool)]
    state = cells["presence"].map(STATES)
    return pd.DataFrame(
        {
            "partner": grid.hosts(release, cells),
            "forum": cells["forum"].to_numpy(),
            "year": cells["year"].to_numpy(),
            "power": cells["power"].to_numpy(),
            "line": [lines[key] for key in zip(cells["forum"], cells["power"], strict=True)],
            "state": state.to_numpy(),
            "score": cells["score"].to_numpy(),
            "letter": state.map(MARKS).fillna(cells["letter"]).to_numpy(),
            "aria": [_aria(cell) for cell in records(cells)],
        }
    )


def _key_frame() -> pd.DataFrame:
    words = {
        "came": ("P", _("in person")),
        "video": ("P", _("by video")),
        "planned": (forums.PLANNED_LETTER, _("planned")),
        "cancelled": ("×", _("cancelled")),
        "unknown": (forums.UNKNOWN_LETTER, _("not found")),
        "outside": ("–", _("not a member")),
    }
    return pd.DataFrame(
        [{"state": s, "letter": words[s][0], "label": words[s][1], "place": i} for i, s in enumerate(KEY)]
    )


def _aria(cell: Any) -> str:
    """One cell in words: forum, year, city, power, office, person, how."""
    if cell.presence == "planned" and isinstance(cell.rank, str):
        said = _("planned; announced: {who}").format(who=wording.who(cell))
    elif isinstance(cell.rank, str) and cell.presence in {*IN_PERSON, "video", "unknown"}:
        said = f"{wording.who(cell)}, {wording.how(cell.presence)}"
    else:
        said = wording.how(cell.presence) if cell.presence != "unknown" else _("who came is not found")
    return _("{place}. {power}: {said}").format(place=wording.place(cell), power=wording.power(cell.power), said=said)


def _since(shown: pd.DataFrame) -> tuple[int | None, pd.DataFrame]:
    """The last year in which a Russian president or prime minister came in person, and the meetings in person after.

    Meetings whose rank is not known are among those after; the year is None where none came in the shown years.
    """
    russia = shown[shown["forum"].isin(ARENA) & shown["power"].eq("RUS") & shown["status"].eq("held")]
    came = russia["presence"].isin(IN_PERSON)
    top = russia[came & russia["rank"].isin(TOP)]
    year = int(top["year"].max()) if len(top) else None
    after = russia[(came | russia["presence"].eq("unknown")) & (russia["year"] > (year or 0))]
    return year, after


def _title(shown: pd.DataFrame, choice: Choice, first: int, last: int) -> str:
    """Since when no president or prime minister has come to APEC or the East Asia Summit; neutral if that is not so."""
    year, after = _since(shown)
    known = after["rank"].notna()
    if known.sum() < ENOUGH:
        return _("Who came for Russia, the United States and China to four forums, {span}").format(
            span=years(first, last)
        )
    said = {"year": year, "first": first if year is None else year + 1, "last": last}
    closed, sure = year is None or choice.last is not None, bool(known.all())
    words = {
        (False, True): _(
            "No Russian president or prime minister has come to APEC or the East Asia Summit in person since {year}"
        ),
        (False, False): _(
            "No Russian president or prime minister is known to have come to APEC or the East Asia Summit in person "
            "since {year}"
        ),
        (True, True): _(
            "{first} to {last}: no Russian president or prime minister in person at APEC or the East Asia Summit"
        ),
        (True, False): _(
            "{first} to {last}: no Russian president or prime minister known to have been in person at APEC or the "
            "East Asia Summit"
        ),
    }[closed, sure]
    return words.format(**said)


def _quote(shown: pd.DataFrame) -> str:
    """The headline with whom Russia sent instead, by office; without it, the latest meeting of APEC."""
    year, after = _since(shown)
    sent = after[after["rank"].notna()]
    if len(sent) < ENOUGH:
        return _latest(shown)
    counts = sent["rank"].value_counts()
    who = listed(
        [
            _("{office} ({count})").format(office=wording.office(str(rank)), count=count)
            for rank, count in counts.items()
        ]
    )
    said = {
        "count": len(sent),
        "first": int(sent["year"].min()),
        "last": int(sent["year"].max()),
        "who": who,
        "year": year,
    }
    words = _(
        "To the {count} meetings of APEC and the East Asia Summit held in person from {first} to {last} Russia sent, "
        "as its highest official: {who}"
    ).format(**said)
    if year is None:
        return words + "."
    return words + _("; a president or prime minister last came in person in {year}.").format(**said)


def _latest(shown: pd.DataFrame) -> str:
    """Who came for Russia to the last meeting with the United States of which that is known."""
    held = shown["status"].eq("held") & shown["rank"].notna() & shown["presence"].ne("not_member")
    rows = shown[held & shown["forum"].isin(ARENA) & shown["power"].eq("RUS")].sort_values(["year", "dates"])
    if rows.empty:
        return ""
    last = records(rows)[-1]
    return _("To {place}, Russia sent its {who} ({how}).").format(
        place=wording.place(last), who=wording.who(last), how=wording.how(last.presence)
    )


def _check(shown: pd.DataFrame) -> str:
    _year, after = _since(shown)
    known = int(after["rank"].notna().sum())
    if known < ENOUGH:
        return ""
    said = []
    if missing := len(after) - known:
        said.append(_("meetings for which it is not found who came: {count}").format(count=missing))
    if known < FEW:
        said.append(_("few cases: {count} meetings").format(count=known))
    return "; ".join(said)


def _description(shown: pd.DataFrame, first: int, last: int) -> str:
    """Russia's offices at each forum, year by year, equal neighbours in one."""
    russia = forums.by_year(shown[shown["power"].eq("RUS")])
    said = []
    for forum in ROWS:
        rows = [(r.year, _short(r)) for r in records(russia[russia["forum"].eq(forum)])]
        runs = []
        for words, group in itertools.groupby(rows, key=lambda row: row[1]):
            span = [year for year, _words in group]
            runs.append(f"{years(span[0], span[-1])} {words}")
        if runs:
            said.append(f"{wording.forum_name(forum)}: {', '.join(runs)}")
    return _("Matrix of who came for three powers to four forums, {span}. For Russia: {said}.").format(
        span=years(first, last), said="; ".join(said)
    )


def _short(cell: Any) -> str:
    if cell.presence in IN_PERSON:
        return wording.office(cell.rank)
    if cell.presence == "video":
        return _("{office} by video").format(office=wording.office(cell.rank))
    return _("not found") if cell.presence == "unknown" else wording.how(cell.presence)


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    columns = ["forum", "year", "dates", "city", "host_country", "power", "rank", "score", "person", "presence"]
    kept = shown[~(shown["forum"].isin(["SCO", "BRICS"]) & shown["power"].eq("USA"))]
    return kept[[*columns, "status", "sources"]].rename(columns={"score": "score_0_to_4"}).reset_index(drop=True)
