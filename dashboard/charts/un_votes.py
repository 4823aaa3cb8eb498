"""How one partner votes in the UN General Assembly: its distance to each power, and its votes on the war in Ukraine.

The distances end in 2019, before the war, so the four votes stand apart under the lines and are never joined to them.
The three powers have their colours; the partner is ink. Shape and letter say a vote, colour nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import altair as alt
import pandas as pd
from babel.dates import format_date

from dashboard import theme, view
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import votes
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _, language
from dashboard.theme import Mode
from dashboard.words import day, listed

LEFT, ROOM, ROOM_PHONE = 34, 116, 94
HEIGHT: Final = 270
CELLS, CELLS_HEIGHT = 52, 86  # px from the plot's bottom to the heading of the votes, and the room they take
ALIKE: Final = 0.1  # distances that differ by less are called the same: the points are estimates
SHAPES: Final = {"RUS": "circle", "CHN": "triangle-up", "USA": "square"}
LETTERS: Final = {"yes": "Y", "no": "N", "abstain": "A", "absent": "–", "unknown": "?"}
BOX: Final = "M-1,-1L1,-1L1,1L-1,1Z"


@dataclass(frozen=True, eq=False)
class _Subject:
    """One partner's distances in the reader's years, and its four votes."""

    partner: str
    name: str
    distances: pd.DataFrame
    cast: pd.DataFrame
    roll_calls: int

    @property
    def ends(self) -> pd.DataFrame:
        """The distances of the last session, nearest first."""
        last = self.distances[self.distances["year"] == self.distances["year"].max()]
        nearest: pd.DataFrame = last.sort_values("distance", ignore_index=True)
        return nearest

    @property
    def listed(self) -> pd.DataFrame:
        """The votes that are known."""
        return self.cast[~self.cast["vote"].isin(["unknown", "no_seat"])]


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: three lines with their names at the end, four votes below."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM_PHONE)
    y = alt.Y(
        "distance:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(format="~g", tickCount=4, minExtent=LEFT, maxExtent=LEFT),
    )
    plot = alt.Chart(named("plot")).mark_rect(
        fill=t.paper, fillOpacity=0, x=-LEFT, x2=alt.ExprRef("width"), y=0, y2=alt.ExprRef("height"), cursor="pointer"
    )
    return framed(
        parts.clickable(plot.encode(description="aria:N")),
        *_lines(t, x, y),
        *_votes(t),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=HEIGHT,
        left=LEFT,
        foot=CELLS + CELLS_HEIGHT,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the first chosen partner."""
    known = _subject(release, choice)
    return Content(
        title=_title(known),
        subtitle=_(
            "Distance between {name} and each power in votes of the UN General Assembly (ideal points, 0 = alike). "
            "It is measured to {last} only; below, the votes on Ukraine"
        ).format(name=known.name, last=votes.LAST_SESSION),
        source=_("{names} (distances); roll calls as listed, each vote with its address in the table.").format(
            names=view.publishers(release, ["un_votes"])
        ),
        description=_description(known),
        how_to_read=_(
            "The lower a line, the nearer to that power on the one scale of all votes; near neighbours can still vote "
            "apart on single questions. Y yes, N no, A abstained, – absent, hatched with ? not listed. Yes is a vote "
            "for the resolution, against Russia’s position."
        ),
        table=_table(release, known),
        frames=_frames(known),
        **_quote(release, known),
        empty=_nothing(known),
    )


def _subject(release: Release, choice: Choice) -> _Subject:
    partner, table = view.subjects(release, choice)[0], release.table("un_alignment")
    every = votes.distance(table, partner)
    first, last = choice.first or votes.FIRST_SESSION, choice.last or votes.LAST_SESSION
    chosen = every[every["year"].between(first, last)].reset_index(drop=True)
    # Years after the last session would leave no line to see: then all of them are shown.
    distances = chosen if len(chosen) > len(votes.POWERS) else every
    end = distances["year"].max()
    calls = table.loc[table["partner"].eq(partner) & table["session_year"].eq(end), "votes"]
    return _Subject(
        partner=partner,
        name=view.labels(release)[partner],
        distances=distances,
        cast=votes.war_votes(release.table("unga_ukraine_votes"), [partner]),
        roll_calls=int(calls.iloc[0]) if len(calls) else 0,
    )


def _frames(known: _Subject) -> dict[str, pd.DataFrame]:
    frame = known.distances
    run = frame.groupby("power")["year"].diff().ne(1).groupby(frame["power"]).cumsum()
    said = [
        _("{name} to {power}, {year}: {distance}").format(
            name=known.name, power=_power(r.power), year=r.year, distance=_number(r.distance)
        )
        for r in records(frame)
    ]
    lines = frame.assign(partner=known.partner, run=frame["power"] + run.astype("str"), aria=said)
    whole = _("{name}: distances of UN votes").format(name=known.name)
    note = "" if len(frame) else _("no distances of {name}").format(name=known.name)
    first, last = (
        (frame["year"].min(), frame["year"].max()) if len(frame) else (votes.FIRST_SESSION, votes.LAST_SESSION)
    )
    return {
        "lines": lines,
        "ends": _ends_frame(known),
        "votes": _votes_frame(known),
        "heading": pd.DataFrame([{"label": _("Votes on Ukraine: yes is against Russia"), "note": note}]),
        "plot": pd.DataFrame([{"partner": known.partner, "aria": whole}]),
        "ticks": parts.year_ticks(int(first), int(last)),
    }


def _ends_frame(known: _Subject) -> pd.DataFrame:
    """The last value of each line with its name, moved apart; `shift` is in px, upwards below zero."""
    ends = known.ends
    if ends.empty:
        return pd.DataFrame(columns=["partner", "year", "distance", "power", "label", "at"])
    top = max(known.distances["distance"].max(), 0.1)
    at = parts.dodged(list(ends["distance"]), 36 / HEIGHT * top)
    label = [
        _("{power}|{distance} in {year}").format(power=_label(r.power), distance=_number(r.distance), year=r.year)
        for r in records(ends)
    ]
    return ends.assign(partner=known.partner, label=label, at=at)


def _votes_frame(known: _Subject) -> pd.DataFrame:
    rows = []
    for place, row in enumerate(records(known.cast)):
        cast_on, about = _resolution(row.resolution)
        word = _vote(row.vote)
        rows.append(
            {
                "partner": known.partner,
                "place": place,
                "vote": row.vote,
                "letter": LETTERS.get(row.vote, ""),
                "word": word,
                "about": f"{_month(cast_on)}|{about}",
                "aria": _("{resolution} of {date}, {about}: {vote}").format(
                    resolution=row.resolution, date=day(cast_on), about=about, vote=word
                ),
            }
        )
    return pd.DataFrame(rows, columns=["partner", "place", "vote", "letter", "word", "about", "aria"])


def _lines(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    powers, colours = list(SHAPES), [t.rus, t.chn, t.usa]
    scale = alt.Scale(domain=powers, range=colours)
    base = alt.Chart(named("lines")).encode(x=x, y=y)
    line = base.mark_line(strokeWidth=2.5, aria=False)
    touch = base.mark_point(size=90, opacity=0, cursor="pointer")
    ends = alt.Chart(named("ends")).encode(x=x)
    mark = ends.mark_point(filled=True, size=70, aria=False)
    name = parts.direct_label(ends.encode(y=alt.Y("at:Q")), LEFT, dx=10, fontWeight=600)
    nothing = alt.Chart(named("heading")).mark_text(
        x=0, align="left", y=alt.ExprRef("height / 2"), color=t.ink3, fontStyle="italic", aria=False
    )
    shape = alt.Shape("power:N", scale=alt.Scale(domain=powers, range=list(SHAPES.values())), legend=None)
    return [
        line.encode(color=alt.Color("power:N", scale=scale, legend=None), detail="run:N"),
        touch.encode(description="aria:N", tooltip="aria:N"),
        mark.encode(y=y, color=alt.Color("power:N", scale=scale, legend=None), shape=shape),
        name.encode(color=alt.Color("power:N", scale=scale, legend=None)),
        nothing.encode(text="note:N"),
    ]


CELL_X: Final = f"datum.place * (width + {LEFT}) / 4 - {LEFT}"
CELL_Y: Final = f"height + {CELLS + 34}"


def _votes(t: theme.Tokens) -> list[alt.Chart]:
    """Four cells in a row: full square yes, full diamond no, ring abstained, dotted ring absent, hatched not listed."""
    base = alt.Chart(named("votes")).encode(description="aria:N", tooltip="aria:N")
    at: dict[str, Any] = {"x": alt.ExprRef(f"{CELL_X} + 13"), "y": alt.ExprRef(CELL_Y)}
    looks: dict[str, dict[str, Any]] = {
        "yes": {"shape": BOX, "fill": t.ink, "size": 440},
        "no": {"shape": "diamond", "fill": t.ink, "size": 640},
        "abstain": {"shape": "circle", "fill": t.paper, "stroke": t.ink, "strokeWidth": 1.8, "size": 480},
        "absent": {"shape": "circle", "fill": t.paper, "stroke": t.ink3, "strokeDash": theme.SUSPECT_DASH, "size": 480},
        "unknown": {"shape": BOX, "fill": theme.hatch(t.rest_soft, t.paper, 3), "stroke": t.rest_soft, "size": 440},
    }
    cells = [
        base.transform_filter(f"datum.vote == '{vote}'").mark_point(**at, **look, filled=True)
        for vote, look in looks.items()
    ]
    on_full = alt.when("datum.vote == 'yes' || datum.vote == 'no'").then(alt.value(t.paper)).otherwise(alt.value(t.ink))
    letter = alt.Chart(named("votes")).mark_text(**at, baseline="middle", fontWeight=600, fontSize=12, aria=False)
    return [*cells, letter.encode(text="letter:N", color=on_full), *_said(t)]


def _said(t: theme.Tokens) -> list[alt.Chart]:
    """The heading over the votes; at each its word, month and matter."""
    votes_drawn = alt.Chart(named("votes"))
    at: dict[str, Any] = {"align": "left", "x": alt.ExprRef(f"{CELL_X} + 30"), "aria": False}
    heading = alt.Chart(named("heading")).mark_text(
        align="left",
        x=-LEFT,
        y=alt.ExprRef(f"height + {CELLS}"),
        color=t.ink2,
        aria=False,
        fontSize=by_width(12, 13.5, LEFT),
    )
    word = votes_drawn.mark_text(
        **at, y=alt.ExprRef(f"{CELL_Y} - 13"), color=t.ink, fontWeight=600, fontSize=by_width(11.5, 13, LEFT)
    )
    small: dict[str, Any] = {"lineHeight": 14, "color": t.ink3, "fontSize": by_width(11, 12, LEFT)}
    about = parts.direct_label(votes_drawn, LEFT, "about", **at, **small, y=alt.ExprRef(f"{CELL_Y} + 2"))
    return [heading.encode(text="label:N"), word.encode(text="word:N"), about]


def _power(power: str) -> str:
    """A power in a sentence."""
    return {"RUS": _("Russia"), "CHN": _("China"), "USA": _("the United States")}[power]


def _label(power: str) -> str:
    """A power at the end of its line."""
    return {"RUS": _("Russia"), "CHN": _("China"), "USA": _("United States")}[power]


def _resolution(resolution: str) -> tuple[str, str]:
    """The date of a resolution, and what it is about in a word."""
    return {
        "68/262": ("2014-03-27", _("Crimea")),
        "ES-11/1": ("2022-03-02", _("withdrawal")),
        "ES-11/4": ("2022-10-12", _("annexation")),
        "ES-11/6": ("2023-02-23", _("peace")),
    }[resolution]


def _month(iso: str) -> str:
    """'Mar 2022': the four votes stand side by side on a phone."""
    return format_date(date.fromisoformat(iso), "MMM y", locale=language())


def _vote(vote: str) -> str:
    return {
        "yes": _("yes"),
        "no": _("no"),
        "abstain": _("abstained"),
        "absent": _("absent"),
        "unknown": _("not listed"),
        "no_seat": _("no vote"),
    }[vote]


def _number(distance: float) -> str:
    return f"{distance:.1f}" if distance >= 1 else f"{distance:.2f}"


def _title(known: _Subject) -> str:
    """The nearest power at the last session, and the votes on Ukraine, as far as either is known."""
    near, war = _nearest(known), _on_ukraine(known)
    if near and war:
        return _("{near}; on Ukraine it {war}").format(near=near, war=war)
    if war:
        return _("{name}: on Ukraine it {war}").format(name=known.name, war=war)
    return near or _("{name} in the UN General Assembly").format(name=known.name)


def _nearest(known: _Subject) -> str:
    ends = records(known.ends)
    if len(ends) < 2:
        return ""
    said = {"name": known.name, "a": _power(ends[0].power), "b": _power(ends[1].power), "year": ends[0].year}
    if ends[1].distance - ends[0].distance < ALIKE:
        return _("On the UN voting scale {name} stood as near to {a} as to {b} in {year}").format(**said)
    if len(ends) == 2:
        return _("On the UN voting scale {name} stood nearer to {a} than to {b} in {year}").format(**said)
    return _("On the UN voting scale {name} stood nearest to {a} in {year}").format(**said)


def _on_ukraine(known: _Subject) -> str:
    """What the listed votes were; empty if none is listed."""
    counts, number = known.listed["vote"].value_counts(), len(known.listed)
    if not number:
        return ""
    if len(counts) > 1:
        said = listed([f"{_vote(vote)} ({counts[vote]})" for vote in votes.VOTES if vote in counts])
        return _("voted {said}").format(said=said)
    alike = {
        "yes": _("voted yes in {all}"),
        "no": _("voted no in {all}"),
        "abstain": _("abstained in {all}"),
        "absent": _("was absent from {all}"),
    }
    every = _("all {count} votes") if number == len(known.cast) else _("all {count} votes listed")
    return alike[str(counts.index[0])].format(all=every.format(count=number))


def _nothing(known: _Subject) -> str:
    """Why there is no picture; empty if there is one."""
    if known.cast["vote"].eq("no_seat").all():
        return _("{name} has no vote in the UN General Assembly, so there is nothing to measure.").format(
            name=known.name
        )
    if known.distances.empty and known.listed.empty:
        return _("This release holds no UN votes of {name}; they are unknown here, not absent.").format(name=known.name)
    return ""


def _quote(release: Release, known: _Subject) -> dict[str, str]:
    """The distances of the last session in one sentence, or the votes where there are none."""
    ends = records(known.ends)
    if not ends:
        return {}
    distances = listed(
        [_("{number} to {power}").format(number=_number(r.distance), power=_power(r.power)) for r in ends]
    )
    return {
        "quote": _(
            "In the UN General Assembly session of {year} the distance of {name} was {distances} (ideal points, "
            "0 = votes alike; {source})."
        ).format(
            year=ends[0].year, name=known.name, distances=distances, source=view.publishers(release, ["un_votes"])
        ),
        "check": _("an estimate from {count} roll calls; the series ends in {last}, before the war").format(
            count=known.roll_calls, last=votes.LAST_SESSION
        ),
    }


def _description(known: _Subject) -> str:
    ends = [
        _("{number} to {power}").format(number=_number(r.distance), power=_power(r.power)) for r in records(known.ends)
    ]
    year = known.distances["year"].max() if len(known.distances) else votes.LAST_SESSION
    cast = _votes_frame(known)["aria"]
    return _("Line chart of distances of UN votes of {name}; in {year}: {ends}. Votes on Ukraine: {cast}.").format(
        name=known.name, year=year, ends=listed(ends) or _("no figure"), cast="; ".join(cast)
    )


def _table(release: Release, known: _Subject) -> pd.DataFrame:
    """Distances and votes in one table, told apart by `kind`."""
    source = view.publishers(release, ["un_votes"])
    lines = known.distances.rename(columns={"distance": "distance_ideal_points"}).assign(kind="distance", source=source)
    dates = [_resolution(r)[0] for r in known.cast["resolution"]]
    cast = known.cast.assign(kind="vote", date=dates, year=[int(d[:4]) for d in dates], source=known.cast["source_url"])
    columns = ["partner", "label", "kind", "year", "power", "distance_ideal_points", "resolution", "date", "vote"]
    stacked = pd.concat([lines, cast], ignore_index=True).assign(partner=known.partner, label=known.name)
    return stacked.reindex(columns=[*columns, "note", "source"])
