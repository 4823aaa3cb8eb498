"""Leaders' visits that Russia, the United States and China exchanged with one partner, in years all three are recorded.

A dot a visit, a row a power and direction; below, the same visits by date. Every count is of visits found: Russia's
come from a sample, and nobody lists whom China received, so its row says so instead of holding a number.
"""

from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import exchanges
from dashboard.measures.visits import on_axis
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import day, listed, years

LEFT, ROOM = 118, 8
LANE: Final = 22
FEW: Final = 5
# The US list names China in several ways and the release holds only one: no Chinese leader in Washington, no president
# in Beijing after 2008. What is left is no count; delete this pair when the archive has the others.
FAULTY: Final = {("USA", "CHN")}
PITCH: Final = f"(width + {LEFT} < {theme.WIDE} ? 15 : 20)"  # px between dots at most
ROW: Final = f"min({PITCH}, (width - 92) / datum.most)"  # px between dots, where the count keeps its room behind them
TALL, SHORT = 17, 9  # px of a stroke: head of state, head of government


@dataclass(frozen=True, eq=False)
class _Subject:
    """One partner's visits and their counts in the reader's years, as far as all three powers are recorded."""

    partner: str
    name: str
    first: int
    last: int
    visits: pd.DataFrame
    counts: pd.DataFrame

    @property
    def powers(self) -> list[str]:
        """The powers other than the partner itself."""
        return [power for power in exchanges.POWERS if power != self.partner]

    def count(self, power: str, direction: str, rank: str | None = None) -> int:
        """How many visits were found."""
        rows = self.counts[self.counts["power"].eq(power) & self.counts["direction"].eq(direction)]
        return int((rows if rank is None else rows[rows["rank"] == rank])["visits"].sum())


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: rows of dots with their counts, and a strip of dates."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM)
    y = alt.Y("lane:O", axis=None, title=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    lanes = alt.Chart(named("lanes")).encode(y=y)
    rows: alt.Chart = lanes.mark_rect(color=t.paper, cursor="pointer", x=-LEFT, x2=alt.ExprRef("width"))
    return framed(
        parts.clickable(rows.encode(description="aria:N")),
        *_names(t, lanes),
        *_dots(t, y),
        *_counts(t, y),
        *_strip(t, x, y),
        *_key(t),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=alt.Step(LANE),
        left=LEFT,
        foot=66,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the first chosen partner."""
    known = _subject(release, choice)
    span = years(known.first, known.last)
    return Content(
        title=_title(known),
        subtitle=_(
            "Visits of heads of state and government found for {years}, the years in which all three powers are "
            "recorded"
        ).format(years=span),
        source=_("{names}. Counts are of visits found: for Russia a sample, for China a list with gaps.").format(
            names=view.publishers(release, _sources(release, known))
        ),
        description=_description(known),
        how_to_read=_(
            "A dot is a visit. The United States has one such leader, Russia and China have two, so compare full "
            "dots. Russia’s counts are “at least”; “few”: under {few}. Below, strokes above a line went to the "
            "partner, those under it came from there."
        ).format(few=FEW),
        table=known.visits.assign(partner=known.partner, label=known.name).drop(columns="recorded"),
        frames=_frames(known),
        **_quote(release, known),
        empty=""
        if len(known.visits)
        else _(
            "No leader’s visit between {name} and Russia, the United States or China was found for {years}; that is "
            "not to say there was none."
        ).format(name=known.name, years=span),
    )


def _subject(release: Release, choice: Choice) -> _Subject:
    partner = view.subjects(release, choice)[0]
    first, last = exchanges.RECORDED
    begin, end = max(first, choice.first or first), min(last, choice.last or last)
    if begin > end:  # the reader's years lie outside: what is recorded for all three is still the answer
        begin, end = first, last
    tables = release.table("visits"), release.table("powers_visits")
    visits, counts = (f(*tables, partner, begin, end) for f in (exchanges.timeline, exchanges.exchanged))
    return _Subject(
        partner=partner,
        name=view.labels(release)[partner],
        first=begin,
        last=end,
        visits=visits[visits["power"] != partner].reset_index(drop=True),
        counts=counts[counts["power"] != partner].reset_index(drop=True),
    )


def _sources(release: Release, known: _Subject) -> list[str]:
    table = release.table("powers_visits")
    return ["coded_visits", *sorted(table.loc[table["partner"] == known.partner, "source"].unique())]


def _frames(known: _Subject) -> dict[str, pd.DataFrame]:
    lanes = _lanes(known)
    rows = {kind: lanes[lanes["kind"] == kind] for kind in ("count", "strip")}
    place = {
        kind: dict(zip(zip(f["power"], f["direction"], strict=True), f["lane"], strict=True))
        for kind, f in rows.items()
    }
    visits = known.visits.sort_values("rank", ascending=False, kind="stable", ignore_index=True)  # state comes first
    keys = list(zip(visits["power"], visits["direction"], strict=True))
    number = visits.groupby(["power", "direction"]).cumcount()
    most = int(number.max()) + 1 if len(number) else 1
    dots = pd.DataFrame(
        {
            "partner": known.partner,
            "power": visits["power"],
            "direction": visits["direction"],
            "state": visits["rank"].eq("head_of_state"),
            "number": number,
            "most": most,
            "lane": [place["count"][key] for key in keys],
            "strip": [place["strip"][key] for key in keys],
            "year": [on_axis(start) for start in visits["start"]],
            "aria": [_said(known, v) for v in records(visits)],
        }
    )
    return {
        "lanes": lanes,
        "dots": dots,
        "counts": _counts_frame(known, most, place["count"]),
        "key": pd.DataFrame(
            [
                {"state": True, "label": _("head of state (long stroke)"), "place": 0},
                {"state": False, "label": _("head of government (short)"), "place": 1},
            ]
        ),
        "ticks": parts.year_ticks(known.first, known.last, known.last + 0.6),
    }


def _lanes(known: _Subject) -> pd.DataFrame:
    """The rows from top to bottom: a head and two counts a power, then two lanes a power on the axis of years."""
    rows: list[dict[str, Any]] = []

    def add(kind: str, name: str, power: str = "", direction: str = "", note: str = "") -> None:
        aria = ", ".join(word for word in (_label(power), name, note) if word) or known.name
        row = {"kind": kind, "name": name, "power": power, "direction": direction, "note": note, "aria": aria}
        rows.append({"lane": len(rows), "partner": known.partner, **row})

    for power in known.powers:
        add("head", _label(power), power, note=_record(power, known))
        for direction, words in (("outbound", _("→ {name}")), ("inbound", _("{name} →"))):
            add("count", words.format(name=known.name), power, direction)
    add("gap", "", note=_("By date: above the line → {name}, below it back").format(name=known.name))
    for power in known.powers:
        add("strip", _label(power), power, "outbound")
        lower = "" if _recorded(power, "inbound", known) else _("visits to it are not recorded")
        add("strip", "", power, "inbound", lower)
    return pd.DataFrame(rows)


def _counts_frame(known: _Subject, most: int, place: dict[tuple[str, str], int]) -> pd.DataFrame:
    """What stands behind each row of dots: the count and its doubt, or that nothing was found or recorded."""
    rows = []
    for (power, direction), lane in place.items():
        number = known.count(power, direction)
        recorded = number > 0 or _recorded(power, direction, known)
        row = {"lane": lane, "number": number, "most": most, "label": _count(known, power, direction)}
        rows.append({"partner": known.partner, **row, "recorded": recorded})
    return pd.DataFrame(rows, columns=["partner", "lane", "number", "most", "label", "recorded"])


def _count(known: _Subject, power: str, direction: str) -> str:
    number, record = known.count(power, direction), exchanges.RECORDS[power, direction]
    if not number:
        return _("none found") if _recorded(power, direction, known) else _("not recorded")
    if (power, known.partner) in FAULTY:
        return _("{count}? the list is faulty").format(count=number)
    words = {"sample": _("at least {count}"), "part": _("{count}, one list only")}.get(record, "{count}")
    said = words.format(count=number)
    return _("{count} · few").format(count=said) if number < FEW else said


def _recorded(power: str, direction: str, known: _Subject) -> bool:
    """Whether anybody recorded such visits; where only a part is, it must hold some of this partner."""
    sure = exchanges.RECORDS[power, direction] != "part" and (power, known.partner) not in FAULTY
    return sure or known.count(power, direction) > 0


def _record(power: str, known: _Subject) -> str:
    """How a power's visits are recorded, beside its name."""
    if (power, known.partner) in FAULTY:
        return _("a list that lacks most of these visits")
    if power == "CHN":
        part = _recorded(power, "inbound", known)
        return _("a list with gaps; received in part") if part else _("a list with gaps, one way only")
    return {"RUS": _("this project’s sample"), "USA": _("a list; one leader to send, not two")}[power]


def _label(power: str) -> str:
    return {"RUS": _("Russia"), "USA": _("United States"), "CHN": _("China"), "": ""}[power]


def _owner(power: str) -> str:
    """A power whose head of state is meant, in a sentence."""
    return {"RUS": _("Russia’s"), "USA": _("the United States’"), "CHN": _("China’s")}[power]


def _said(known: _Subject, visit: Any) -> str:
    words = _("{date}: {visitor} ({rank}), {a} → {b}")
    ends = (_label(visit.power), known.name)
    a, b = ends if visit.direction == "outbound" else ends[::-1]
    date = day(visit.start) if len(visit.start) == len("2022-02-24") else visit.start
    return words.format(date=date, visitor=visit.visitor, rank=terms.rank(visit.rank), a=a, b=b)


def _colour(t: theme.Tokens) -> alt.Scale:
    return alt.Scale(domain=list(exchanges.POWERS), range=[t.rus, t.usa, t.chn])


def _names(t: theme.Tokens, lanes: alt.Chart) -> list[alt.Chart]:
    colour = alt.Color("power:N", scale=_colour(t), legend=None)
    head, count, gap = (lanes.transform_filter(f"datum.kind == '{kind}'") for kind in ("head", "count", "gap"))
    bold: dict[str, Any] = {"fontWeight": 600, "aria": False, "fontSize": by_width(12, 13.5, LEFT)}
    small: dict[str, Any] = {"aria": False, "fontSize": by_width(11, 12.5, LEFT)}
    fits = alt.ExprRef(f"length(datum.name) > 18 || width + {LEFT} < {theme.PHONE} ? 11 : 12.5")
    strip = alt.Chart(named("lanes")).transform_filter("datum.kind == 'strip' && datum.name != ''")
    edge = alt.ExprRef(f"scale('y', datum.lane) + {LANE}")  # between the two lanes of a power
    # A rule with no position of its own is not drawn; a rectangle is.
    rule = strip.mark_rect(fill=t.grid, aria=False, x=0, x2=alt.ExprRef("range('x')[1]"), y=edge, height=1)
    return [
        head.mark_text(align="left", x=-LEFT, dy=3, **bold).encode(text="name:N", color=colour),
        head.mark_text(align="left", x=0, dy=3, color=t.ink3, **small).encode(text="note:N"),
        count.mark_text(align="right", x=-10, color=t.ink, **small | {"fontSize": fits}).encode(text="name:N"),
        gap.mark_text(align="left", x=-LEFT, color=t.ink3, **small).encode(text="note:N"),
        rule.encode(opacity=alt.value(1)),
        strip.mark_text(align="right", x=-10, y=edge, **bold).encode(text="name:N", color=colour),
    ]


def _at(number: str) -> str:
    """The place of a dot: the rows share one pitch, so that length compares."""
    return f"({number} + 0.5) * {ROW}"


def _dots(t: theme.Tokens, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("dots")).encode(y=y, description="aria:N", tooltip="aria:N")
    at: dict[str, Any] = {
        "x": alt.ExprRef(_at("datum.number")),
        "size": alt.ExprRef(f"pow(min(12, {ROW} * 0.75), 2)"),
        "filled": True,
        "cursor": "pointer",
    }
    return [
        base.transform_filter("datum.state")
        .mark_point(**at)
        .encode(fill=alt.Fill("power:N", scale=_colour(t), legend=None)),
        base.transform_filter("!datum.state")
        .mark_point(**at, fill=t.paper, strokeWidth=1.5)
        .encode(stroke=alt.Stroke("power:N", scale=_colour(t), legend=None)),
    ]


def _counts(t: theme.Tokens, y: alt.Y) -> list[alt.Chart]:
    """The count behind its dots; hatching where nobody recorded such visits."""
    base = alt.Chart(named("counts")).encode(y=y)
    after = f"datum.number > 0 ? {_at('datum.number')} + 2 : datum.recorded ? 2 : 52"
    found = base.transform_filter("datum.number > 0").mark_text(
        align="left", x=alt.ExprRef(after), color=t.ink, fontWeight=600, fontSize=by_width(11.5, 13, LEFT), aria=False
    )
    none = base.transform_filter("datum.number == 0").mark_text(
        align="left", x=alt.ExprRef(after), color=t.ink3, fontSize=by_width(11, 12.5, LEFT), aria=False
    )
    gap = base.transform_filter("!datum.recorded").mark_rect(
        x=0, x2=46, height=11, fill=theme.hatch(t.rest_soft, t.paper, 6), stroke=t.rest_soft, strokeWidth=1, aria=False
    )
    return [found.encode(text="label:N"), none.encode(text="label:N"), gap]


def _strip(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The visits by date: up from the rule to the partner, down from it to the power."""
    colour = alt.Color("power:N", scale=_colour(t), legend=None)
    edge = f"scale('y', datum.strip) + (datum.direction == 'outbound' ? {LANE} : 0)"
    length = f"(datum.state ? {TALL} : {SHORT}) * (datum.direction == 'outbound' ? -1 : 1)"
    stroke = alt.Chart(named("dots")).mark_rule(
        strokeWidth=3, cursor="pointer", y=alt.ExprRef(edge), y2=alt.ExprRef(f"{edge} + {length}")
    )
    note = alt.Chart(named("lanes")).transform_filter("datum.kind == 'strip' && datum.note != ''")
    return [
        stroke.encode(x=x, color=colour, description="aria:N", tooltip="aria:N"),
        note.mark_text(align="left", x=2, color=t.ink3, fontStyle="italic", fontSize=11, aria=False).encode(
            y=y, text="note:N"
        ),
    ]


def _key(t: theme.Tokens) -> list[alt.Chart]:
    base = alt.Chart(named("key"))
    at: dict[str, Any] = {
        "x": alt.ExprRef(f"datum.place * (width + {LEFT}) / 2 - {LEFT - 7}"),
        "y": alt.ExprRef("height + 44"),
        "aria": False,
    }
    fill = alt.when("datum.state").then(alt.value(t.ink2)).otherwise(alt.value(t.paper))
    dot = base.mark_point(**at, size=95, filled=True, stroke=t.ink2, strokeWidth=1.5).encode(fill=fill)
    word = base.mark_text(**at, align="left", baseline="middle", dx=10, color=t.ink2, fontSize=by_width(11, 13, LEFT))
    return [dot, word.encode(text="label:N")]


def _heads(known: _Subject) -> list[tuple[str, int]]:
    """How often each power's head of state was found in the partner, most first: the one office all three have.

    Empty where nobody was found, or where a list is faulty, so that nothing is compared with it.
    """
    found = [(power, known.count(power, "outbound", "head_of_state")) for power in known.powers]
    compares = any(count for _power, count in found) and not any((p, known.partner) in FAULTY for p, _count in found)
    return sorted(found, key=lambda row: -row[1]) if compares else []


def _title(known: _Subject) -> str:
    """Whose head of state went there most often, as far as found; the numbers alone where two come first or few."""
    heads, span = _heads(known), years(known.first, known.last)
    if not heads:
        return _("{name}: leaders’ visits exchanged with the powers, {years}").format(name=known.name, years=span)
    (first, most), *others = heads
    if most > others[0][1] + 1:
        return _("{name}: {whose} head of state went there most often in {years}, as far as found ({numbers})").format(
            name=known.name, whose=_owner(first), years=span, numbers=_numbers(heads)
        )
    return _("{name}: visits of heads of state found for {years}: {numbers}").format(
        name=known.name, years=span, numbers=_numbers(heads)
    )


def _numbers(heads: list[tuple[str, int]]) -> str:
    return ", ".join(f"{_label(power)} {count or _('none')}" for power, count in heads)


def _quote(release: Release, known: _Subject) -> dict[str, str]:
    heads = _heads(known)
    if not heads:
        return {}
    few = [_label(power) for power, count in heads if count < FEW]
    doubt = _("counts of visits found: Russia’s from a sample, China’s from a list with gaps")
    return {
        "quote": _("Visits of heads of state to {name} found for {first} to {last}: {numbers} ({source}).").format(
            name=known.name,
            first=known.first,
            last=known.last,
            numbers=_numbers(heads),
            source=view.publishers(release, _sources(release, known)),
        ),
        "check": doubt + (_("; fewer than {few} cases: {who}").format(few=FEW, who=listed(few)) if few else ""),
    }


def _description(known: _Subject) -> str:
    said = [
        _("{a} → {b}: {count}").format(a=a, b=b, count=_count(known, power, direction))
        for power in known.powers
        for direction, a, b in (("outbound", _label(power), known.name), ("inbound", known.name, _label(power)))
    ]
    return _("Rows of dots, leaders’ visits found for {years}. {said}.").format(
        years=years(known.first, known.last), said="; ".join(said)
    )
