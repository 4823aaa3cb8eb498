"""One partner's visits by person, under what is known of how much of such visits the table holds.

The Russian side stands above, the partner's below. Each side opens with boxes on the axis of years, one a period, the
darker the more of such visits are found: an empty stretch under a pale box says nothing.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme, view
from dashboard.charts import marks, parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures.visits import completeness_of, visits_of
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import day, listed

LEFT, ROOM = 122, 8
LANE: Final = 22
BOX: Final = 15  # px of a box; the rest of the lane keeps boxes apart
FIRST_YEAR: Final = 2000
MOST_PERSONS: Final = 16
FEW: Final = 5
LONGEST: Final = 18  # characters of a name on one line
SIDES: Final = ("outbound", "inbound")
ABROAD: Final = ("president_abroad", "prime_minister_abroad", "foreign_minister_abroad")
GIANTS: Final = ("CHN", "IND")  # their leaders' visits to Russia are estimated apart


@dataclass(frozen=True, eq=False)
class _Subject:
    """One partner's visits in the reader's years, with the column `person`, and its persons in the order of rows."""

    partner: str
    name: str
    first: int
    last: int
    visits: pd.DataFrame
    persons: pd.DataFrame


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: a lane a person, a stroke a visit; boxes of what is found above each side."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM)
    y = alt.Y("lane:O", axis=None, title=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    lanes = alt.Chart(named("lanes")).encode(y=y)
    visits = alt.Chart(named("visits")).encode(x=x, y=y)
    colour = marks.format_colour(t)
    rows: alt.Chart = lanes.mark_rect(color=t.paper, cursor="pointer", x=-LEFT, x2=alt.ExprRef("width"))
    rule = lanes.transform_filter("datum.kind == 'person'").mark_rule(
        color=t.grid, aria=False, x=0, x2=alt.ExprRef("range('x')[1]")
    )
    return framed(
        parts.clickable(rows.encode(description="aria:N")),
        rule,
        *_names(t, lanes),
        *_boxes(t, x),
        *marks.strokes(visits, t.paper, alt.Fill(**colour), alt.Stroke(**colour)),
        *marks.format_key(t, LEFT),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=alt.Step(LANE),
        left=LEFT,
        foot=80,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the first chosen partner in the reader's years."""
    known = _subject(release, choice)
    top = _most(known)
    return Content(
        title=_title(known, top),
        subtitle=_(
            "Visits found, by person and date: heads of state (tall), heads of government (middle), others (short); "
            "colour: format"
        ),
        source=_(
            "visits coded for this project from dated public items, each with its evidence; a sample. "
            "Boxes: how much of all such visits is found, as estimated. Hollow strokes: weak evidence."
        ),
        description=_description(release, known),
        how_to_read=_(
            "A row is a person, the most recent first. The darker the box above, the more of such visits the table "
            "holds; visits of deputies and others are not estimated. An empty stretch can mean that nothing was found."
        ),
        table=known.visits.set_index("person").drop(columns="place").reset_index(),
        frames=_frames(release, known),
        **_quote(known, top),
        empty=""
        if len(known.visits)
        else _(
            "No visit between Russia and {name} was found for {first} to {last}; that is not to say there was none."
        ).format(name=known.name, first=known.first, last=known.last),
    )


def _subject(release: Release, choice: Choice) -> _Subject:
    partner, table = view.subjects(release, choice)[0], release.table("visits")
    first, last = choice.first or FIRST_YEAR, choice.last or int(table["start"].str[:4].astype(int).max())
    visits = visits_of(table, [partner], first, last)
    visits = visits.assign(person=[_person(v) for v in visits["visitor"]])
    persons = _persons(visits)
    order = {key: i for i, key in enumerate(zip(persons["direction"], persons["person"], strict=True))}
    place = [order[key] for key in zip(visits["direction"], visits["person"], strict=True)]
    return _Subject(
        partner=partner,
        name=view.labels(release)[partner],
        first=first,
        last=last,
        visits=visits.assign(place=place).sort_values(["place", "start"], ignore_index=True),
        persons=persons,
    )


def _person(visitor: str) -> str:
    """A person without the office: 'Xi Jinping (vice-president)' came again as president."""
    return re.sub(r"\s*\([^)]*\)$", "", visitor)


def _persons(visits: pd.DataFrame) -> pd.DataFrame:
    """Side, person, leader, last, counted, own: the Russian side first, the most recent first; own = has a row."""
    leader = visits["visitor_rank"].isin(marks.HEIGHTS)
    grouped = visits.assign(leader=leader, counts=visits["confidence"].ne("low")).groupby(["direction", "person"])
    persons = grouped.agg(leader=("leader", "max"), last=("start", "max"), counted=("counts", "sum")).reset_index()
    first = persons.sort_values(["leader", "last"], ascending=False, kind="stable").head(MOST_PERSONS).index
    persons["own"] = persons.index.isin(first)
    persons["side"] = persons["direction"].map({side: i for i, side in enumerate(SIDES)})
    return persons.sort_values(
        ["side", "last", "person"], ascending=[True, False, True], kind="stable", ignore_index=True
    )


def _frames(release: Release, known: _Subject) -> dict[str, pd.DataFrame]:
    lanes, place = _lanes(known)
    frame = marks.visit_frame(known.visits, view.labels(release))
    rows = zip(known.visits["direction"], known.visits["person"], strict=True)
    return {
        "visits": frame.assign(lane=[place[row] for row in rows]),
        "lanes": lanes,
        "boxes": _boxes_frame(release, known, lanes),
        "key": marks.key_frame(),
        "ticks": parts.year_ticks(known.first, known.last, known.last + 0.6),
    }


def _lanes(known: _Subject) -> tuple[pd.DataFrame, dict[tuple[str, str], int]]:
    """The rows from top to bottom, and the row of each person; those without one share the last of their side."""
    rows: list[dict[str, Any]] = []
    place: dict[tuple[str, str], int] = {}

    def add(kind: str, name: str, aria: str, visit_class: str = "") -> None:
        rows.append(
            {
                "lane": len(rows),
                "kind": kind,
                "name": name,
                "aria": aria,
                "class": visit_class,
                "partner": known.partner,
            }
        )

    for side in SIDES:
        title = _("Russia → {place}") if side == "outbound" else _("{place} → Russia")
        if rows:
            add("gap", "", known.name)
        add("head", title.format(place=known.name), title.format(place=known.name))
        for visit_class, words in _classes(side):
            add("found", words, _("part of visits found: {words}").format(words=words), visit_class)
        persons = known.persons[known.persons["direction"] == side]
        for person in records(persons[persons["own"]]):
            place[side, person.person] = len(rows)
            add("person", _two_lines(person.person), _told(person))
        others = persons[~persons["own"]]
        place |= {(side, name): len(rows) for name in others["person"]}
        if len(others):
            words = _("and {count} more").format(count=len(others))
            add("person", words, f"{words}: {listed(list(others['person']))}")
        if persons.empty:
            add("none", _("nobody found"), _("nobody found"))
    return pd.DataFrame(rows), place


def _told(person: Any) -> str:
    return _("{person}: {count} with sound evidence, last found {date}").format(
        person=person.person, count=person.counted, date=_month(person.last)
    )


def _two_lines(name: str) -> str:
    """A long name broken at the space nearest its middle."""
    spaces = [i for i, c in enumerate(name) if c == " "]
    if len(name) <= LONGEST or not spaces:
        return name
    at = min(spaces, key=lambda i: abs(i - len(name) / 2))
    return f"{name[:at]}|{name[at + 1 :]}"


def _classes(side: str) -> list[tuple[str, str]]:
    """The classes of completeness that a side's visits fall into, and how a row names them."""
    if side == "outbound":
        words = (_("found: presidents"), _("prime ministers"), _("foreign ministers"))
        return list(zip(ABROAD, words, strict=True))
    return [("hosted", _("found: leaders"))]


def _boxes_frame(release: Release, known: _Subject, lanes: pd.DataFrame) -> pd.DataFrame:
    """A box a class and period: its years on the axis, how far it is filled, the words for three widths."""
    hosted = _hosted(release, known.partner)
    rows = []
    for lane in records(lanes[lanes["kind"] == "found"].rename(columns={"class": "visit_class"})):
        visit_class = hosted if lane.visit_class == "hosted" else lane.visit_class
        for row in records(completeness_of(release.table("visits_completeness"), visit_class)):
            start, end = max(row.period_start_year, known.first), min(row.period_end_year, known.last)
            if start > end:
                continue
            share, words, short = _found(row)
            period = str(start) if start == end else f"{start}–{end}"
            rows.append(
                {
                    "partner": known.partner,
                    "lane": lane.lane,
                    "year": start - 0.5,
                    "end": end + 0.5,
                    "found": share,
                    "label": words,
                    "short": short,
                    "known": share > 0,
                    "aria": _("{who}, {period}: {found}").format(who=lane.name, period=period, found=words),
                }
            )
    return pd.DataFrame(rows, columns=["partner", "lane", "year", "end", "found", "label", "short", "known", "aria"])


def _hosted(release: Release, partner: str) -> str:
    """The class of completeness of a partner's leaders in Russia."""
    if partner in GIANTS:
        return "china_india_leaders_in_russia"
    core = partner in view.members(release, "core")
    return "core_leaders_in_russia" if core else "central_west_leaders_in_russia"


def _found(row: Any) -> tuple[float, str, str]:
    """The part found (the middle of the estimate; 0 = not estimated), the estimate in words, and in short."""
    low, high = row.share_low_pct, row.share_high_pct
    if row.status == "near_complete":
        return 1.0, _("near-complete"), _("~all")
    if pd.isna(high):
        return 0.0, _("not estimated"), "?"
    if pd.isna(low):
        return high / 200, _("under {high}%").format(high=int(high)), f"<{int(high)}%"
    span = f"{int(low)}" if low == high else f"{int(low)}–{int(high)}"
    return (low + high) / 200, f"{span}%", span


def _names(t: theme.Tokens, lanes: alt.Chart) -> list[alt.Chart]:
    person: dict[str, Any] = {"align": "right", "x": -10, "lineHeight": 11, "cursor": "pointer", "color": t.ink}
    long = "length(split(datum.name, '|')) > 1"
    size = alt.ExprRef(f"{long} ? 10.5 : width + {LEFT} < {theme.PHONE} ? 12 : 13")
    people = lanes.transform_filter("datum.kind == 'person'")
    return [
        parts.direct_label(people.transform_filter(f"!({long})"), LEFT, "name", **person | {"fontSize": size}),
        parts.direct_label(people.transform_filter(long), LEFT, "name", **person | {"fontSize": size, "dy": -5.5}),
        lanes.transform_filter("datum.kind == 'head'")
        .mark_text(align="left", x=-LEFT, fontWeight=600, color=t.ink, aria=False, fontSize=by_width(12.5, 14, LEFT))
        .encode(text="name:N"),
        lanes.transform_filter("datum.kind == 'found' || datum.kind == 'none'")
        .mark_text(align="right", x=-10, color=t.ink3, aria=False, fontSize=by_width(11, 12, LEFT))
        .encode(text="name:N"),
    ]


def _boxes(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    """Boxes of the part that is found: the darker the fuller, dashed where it is not estimated, the estimate inside."""
    base = alt.Chart(named("boxes")).encode(x=x)
    top = f"scale('y', datum.lane) + {(LANE - BOX) / 2}"
    at: dict[str, Any] = {"y": alt.ExprRef(top), "y2": alt.ExprRef(f"{top} + {BOX}")}
    dashed = alt.when("datum.known").then(alt.value([1, 0])).otherwise(alt.value(theme.SUSPECT_DASH))
    fill = base.mark_rect(**at, fill=t.rest_soft, fillOpacity=alt.ExprRef("datum.found"), aria=False)
    edge = base.mark_rect(**at, fill=t.paper, fillOpacity=0, strokeWidth=1, stroke=t.rest_soft)
    span = "(scale('x', datum.end) - scale('x', datum.year))"
    fits = f"5.7 * length(datum.label) < {span} ? datum.label : 5.4 * length(datum.short) < {span} ? datum.short : ''"
    words = alt.Chart(named("boxes")).mark_text(  # an x encoding would win over the middle of the box
        x=alt.ExprRef(f"scale('x', datum.year) + {span} / 2"),
        y=alt.ExprRef(f"scale('y', datum.lane) + {LANE / 2}"),
        text=alt.ExprRef(fits),
        fontSize=by_width(10, 11, LEFT),
        color=t.ink,
        aria=False,
    )
    return [
        fill.encode(x2="end:Q"),
        edge.encode(x2="end:Q", strokeDash=dashed, description="aria:N", tooltip="aria:N"),
        words.encode(opacity=alt.value(1)),
    ]


def _most(known: _Subject) -> Any:
    """The leader with the most visits that count, the Russian side first; None where nobody came twice."""
    leaders = known.persons[known.persons["leader"]]
    for side in SIDES:
        often = leaders[(leaders["direction"] == side) & (leaders["counted"] > 1)]
        if len(often):
            return records(often.sort_values(["counted", "last"], ascending=False))[0]
    return None


def _counted(known: _Subject, top: Any) -> pd.DataFrame:
    """The visits of the title's person that count, oldest first."""
    of = known.visits[known.visits["person"].eq(top.person) & known.visits["direction"].eq(top.direction)]
    return of[of["confidence"].ne("low")]


def _title(known: _Subject, top: Any) -> str:
    """How often the leader found most was there, at least: a sample can't say more."""
    if top is None:
        return _("{name} and Russia: visits by person").format(name=known.name)
    words = (
        _("{place}: {person} went there at least {count} times, the last found in {date}")
        if top.direction == "outbound"
        else _("{place}: {person} came to Russia at least {count} times, the last found in {date}")
    )
    last = records(_counted(known, top))[-1]
    date = _month(last.start)
    return words.format(person=top.person, place=known.name, count=top.counted, date=date)


def _quote(known: _Subject, top: Any) -> dict[str, str]:
    """The title's count as a sentence with its first and last visit, and why to check it."""
    if top is None:
        return {}
    words = (
        _("{person} visited {place} at least {count} times from {first} to {last}; {source}.")
        if top.direction == "outbound"
        else _("{person} of {place} visited Russia at least {count} times from {first} to {last}; {source}.")
    )
    rows = records(_counted(known, top))
    first, last = (_month(v.start) for v in (rows[0], rows[-1]))
    source = _("visits coded for this project from dated public items")
    few = _("; fewer than {few} cases").format(few=FEW) if top.counted < FEW else ""
    return {
        "quote": words.format(
            person=top.person, place=known.name, count=top.counted, first=first, last=last, source=source
        ),
        "check": _("counts the visits that were found, so there may be more") + few,
    }


def _month(iso: str) -> str:
    """The month of a date: 'June 2024'; a few dates have no day."""
    return day(f"{iso[:7]}-01", "month")


def _description(release: Release, known: _Subject) -> str:
    boxes = _boxes_frame(release, known, _lanes(known)[0])
    who = "; ".join(_told(p) for p in records(known.persons.head(6)))
    return _(
        "Timeline of visits found between Russia and {name}, a row a person. {who}. How much is found: {found}."
    ).format(name=known.name, who=who or _("Nobody found"), found="; ".join(boxes["aria"]) or _("not estimated"))
