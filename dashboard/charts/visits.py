"""The visits of the chosen partners over time: date, rank, direction, format. A sample, so nothing is summed."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import theme, view
from dashboard.charts import marks, parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures.visits import visits_of
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import day, listed

LEFT, ROOM = 112, 14
LANE = 26
FIRST_YEAR = 2000
UNCHOSEN = 6  # partners shown while none is chosen


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: two lanes a partner, a stroke a visit, colour for its format."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM)
    y = alt.Y("lane:O", axis=None, title=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    lanes = alt.Chart(named("lanes")).encode(y=y)
    visits = alt.Chart(named("visits")).encode(x=x, y=y)
    colour = marks.format_colour(t)
    rule = lanes.mark_rule(color=t.grid, aria=False, x=0, x2=alt.ExprRef("width"))
    return framed(
        parts.clickable(_hits(t, lanes)),
        rule,
        *_names(t, lanes),
        *marks.strokes(visits, t.paper, alt.Fill(**colour), alt.Stroke(**colour)),
        *marks.format_key(t, LEFT),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=alt.Step(LANE),
        left=LEFT,
        foot=70,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the chosen partners; without a choice, of the first of the ranking."""
    shown = choice.partners or tuple(view.ranked(release, choice)["partner"].head(UNCHOSEN))
    names = view.labels(release)
    table = release.table("visits")
    first, last = choice.first or FIRST_YEAR, choice.last or int(table["start"].str[:4].astype(int).max())
    visits = visits_of(table, shown, first, last)
    frame = marks.visit_frame(visits, names)
    lane = {(p, d): 2 * i + j for i, p in enumerate(shown) for j, d in enumerate(("outbound", "inbound"))}
    frame["lane"] = [lane[key] for key in zip(frame["partner"], frame["direction"], strict=True)]
    who = listed([names[p] for p in shown], 3)
    return Content(
        title=_title(visits, names, who, choice),
        subtitle=_(
            "Visits found, by date: presidents (tall), prime ministers, ministers and others (short); colour: format"
        ),
        source=_(
            "visits coded for this project from dated public items, each with its evidence. A sample: {told}. "
            "Hollow: weak evidence."
        ).format(told=_told(release)),
        description=_description(visits, names, who),
        how_to_read=_(
            "Two lanes a partner: Russians going there, and its people coming to Russia. An empty stretch can mean "
            "that nothing was found; only for Russia’s presidents from 2012 is the table nearly complete."
        ),
        table=visits[
            [
                "visit_id",
                "start",
                "end",
                "direction",
                "partner",
                "visitor",
                "visitor_rank",
                "host_city",
                "format",
                "forum",
                "confidence",
                "evidence_1",
                "evidence_2",
            ]
        ],
        frames={
            "visits": frame,
            "lanes": _lanes_frame(shown, names, choice),
            "key": marks.key_frame(),
            "ticks": parts.year_ticks(first, last, last + 0.6),
        },
        **_quote(visits, names),
        empty=""
        if len(visits)
        else _(
            "No visit between Russia and {who} was found for {first} to {last}; that is not to say there was none."
        ).format(who=who, first=first, last=last),
    )


def _hits(t: theme.Tokens, lanes: alt.Chart) -> alt.Chart:
    rows: alt.Chart = lanes.mark_rect(color=t.paper, cursor="pointer", x=-LEFT, x2=alt.ExprRef("width"))
    return rows.encode(description="aria:N")


def _names(t: theme.Tokens, lanes: alt.Chart) -> list[alt.Chart]:
    style: dict[str, Any] = {"align": "right", "x": -10, "baseline": "middle", "aria": False, "cursor": "pointer"}
    name = lanes.transform_filter("datum.name != ''").mark_text(
        **style, dy=-1, fontSize=by_width(12, 13.5, LEFT), fontWeight=600
    )
    way = lanes.transform_filter("datum.name == ''").mark_text(
        **style, dy=-1, fontSize=by_width(11, 12, LEFT), color=t.ink3
    )
    ink = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink))
    return [name.encode(text="name:N", color=ink), way.encode(text="way:N")]


def _lanes_frame(shown: tuple[str, ...], names: dict[str, str], choice: Choice) -> pd.DataFrame:
    rows = []
    for i, partner in enumerate(shown):
        common = {"partner": partner, "chosen": partner in choice.partners, "aria": f"{names[partner]} ({partner})"}
        rows.append({"lane": 2 * i, "name": names[partner], "way": "", **common})
        rows.append({"lane": 2 * i + 1, "name": "", "way": _("to Russia"), **common})
    return pd.DataFrame(rows)


def _told(release: Release) -> str:
    """What is known of the completeness of presidents' trips and of foreign ministers', from the release."""
    table = release.table("visits_completeness")
    said = []
    for visit_class, words in (
        ("president_abroad", _("Russia’s presidents")),
        ("foreign_minister_abroad", _("its foreign ministers")),
    ):
        rows = table[table["class"] == visit_class].sort_values("period_start_year")
        said.append(
            _("{who}: {shares}").format(
                who=words,
                shares=", ".join(f"{r.period_start_year}– {_found(r)}".replace("– ", "+ ") for r in records(rows)),
            )
        )
    return "; ".join(said)


def _found(row: Any) -> str:
    low, high = row.share_low_pct, row.share_high_pct
    if row.status == "near_complete":
        return _("near-complete")
    if pd.isna(low):
        return _("under {high}%").format(high=int(high))
    return f"{int(low)}%" if pd.isna(high) or low == high else f"{int(low)}–{int(high)}%"


def _title(visits: pd.DataFrame, names: dict[str, str], who: str, choice: Choice) -> str:
    """The latest leader's visit that counts: a fact that does not depend on how complete the table is."""
    leaders = visits[visits["visitor_rank"].isin(marks.HEIGHTS) & visits["confidence"].ne("low")]
    if leaders.empty or not choice.partners:
        return _("Who went where: Russia and {who}").format(who=who)
    v = records(leaders)[-1]
    place = _("in Russia") if v.direction == "inbound" else _("in {place}").format(place=names[v.partner])
    date = day(v.start if len(v.start) == 10 else f"{v.start[:7]}-01", v.date_precision)
    return _("Latest leader’s visit found: {visitor} {place}, {date}").format(visitor=v.visitor, place=place, date=date)


def _quote(visits: pd.DataFrame, names: dict[str, str]) -> dict[str, str]:
    """A sentence on the latest visit that counts, with its evidence."""
    sound = records(visits[visits["confidence"].ne("low")])
    if not sound:
        return {}
    v = sound[-1]
    words = (
        _("{visitor} of Russia visited {place}")
        if v.direction == "outbound"
        else _("{visitor} of {place} visited Russia")
    )
    sentence = _("{who}, {date} ({evidence}).").format(
        who=words.format(visitor=v.visitor, place=names[v.partner]), date=v.start, evidence=v.evidence_1
    )
    return {"quote": sentence, "check": "" if v.confidence == "high" else _("one piece of evidence only")}


def _description(visits: pd.DataFrame, names: dict[str, str], who: str) -> str:
    last = [f"{v.start} {v.visitor} ({names[v.partner]})" for v in records(visits.tail(4))]
    return _("Timeline of visits found between Russia and {who}. The latest: {last}.").format(
        who=who, last="; ".join(last)
    )
