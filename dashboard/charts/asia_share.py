"""Asia's share of Russia's trade over time, under the three definitions, with events and the break of 2022.

Two lines of the same thing, never joined: `full` (every partner of the definition, from 2016) and `long` (the constant
set that Russian customs give since 2006, a little lower). The chosen definition shows both. This is the overview: a
brush on its years sets from and to everywhere else, and the chart itself always shows the whole span.
"""

import math
from typing import Any

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import share
from dashboard.release import Release
from dashboard.selection import ASIAS, Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import listed, pct

LEFT, ROOM, ROOM_PHONE = 42, 132, 96
HEIGHT = 330
FIRST_YEAR = 2000
MOST_NAMED = 3  # from so many chosen partners on, the line bears their number instead of their names
EVENTS = ("2009-06-16", "2014-03-16", "2022-02-24")
LINE_COLUMNS = ["year", "share_pct", "series", "name", "group", "style", "basis", "quality", "value", "aria"]


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: lines, hollow estimates, customs' own Asia, events, the reader's years."""
    t = theme.TOKENS[mode]
    x = parts.year_x(LEFT, ROOM, ROOM_PHONE)
    y = alt.Y(
        "share_pct:Q",
        title=None,
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(labelExpr="datum.value == 0 ? '0' : datum.value + '%'", minExtent=LEFT, tickCount=5),
    )
    lines = alt.Chart(named("lines")).encode(x=x, y=y)
    window = (
        alt.Chart(named("window"))
        .mark_rect(
            fill=t.accent,
            fillOpacity=0.07,
            stroke=t.accent,
            strokeOpacity=0.35,
            y=0,
            y2=alt.ExprRef("height"),
            aria=False,
        )
        .encode(x=x, x2="end:Q")
    )
    return framed(
        *parts.break_ground(mode, x, LEFT),
        window,
        *_events(mode, x),
        *_lines(mode, lines),
        _customs(mode, x, y),
        *_names(mode, x, y),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=HEIGHT,
        left=LEFT,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames: three definitions, the chosen one (or the chosen partners) in the accent colour."""
    lines = _series(release, choice)
    main = lines[lines["style"] == "main"].sort_values("year")
    last = int(lines["year"].max())
    frames = {
        "lines": lines,
        "customs": _customs_frame(release, choice.flow),
        "names": _names_frame(lines),
        "events": _events_frame(release),
        "window": _window_frame(choice, last),
        "ground": parts.break_frame(FIRST_YEAR, last, last + 0.6, _("estimates") if _free_floor(lines) else ""),
        "ticks": parts.year_ticks(FIRST_YEAR, last, last + 0.6),
    }
    columns = ["name", "year", "share_pct", "basis", "quality", "value_usd", "world_usd", "coverage_pct"]
    return Content(
        title=_title(choice, main),
        subtitle=_("Asia’s share of Russia’s {flow}, three definitions of Asia").format(flow=terms.flow(choice.flow)),
        source=_(
            "Russian customs to 2021, IMF estimates from 2022; the total of 2022–23 is Russian customs’, that of "
            "{last} is the IMF’s less its impossible cells, and suspect."
        ).format(last=last),
        description=_description(lines),
        how_to_read=_(
            "Solid: reported by Russia. Dashed with hollow points: estimates; a dotted ring means that part of it "
            "is suspect. Thin line: only the partners with figures every year since 2006. Diamonds: Asia as "
            "Russian customs draw it. Drag over years to choose them for all charts."
        ),
        table=lines[columns].reset_index(drop=True),
        frames=frames,
        quote=_quote(choice, main),
        check=_check(main),
    )


def _series(release: Release, choice: Choice) -> pd.DataFrame:
    """All lines of the picture, one row a point; `style` main (accent), rest, or long (thin)."""
    parts_ = []
    for definition in ASIAS:
        main = definition == choice.asia and not choice.partners
        name = terms.asia_line(definition)
        parts_.append(
            _styled(
                view.asia_shares(release, choice.flow, definition, "full"), definition, name, "main" if main else "rest"
            )
        )
    long = view.asia_shares(release, choice.flow, choice.asia, "long")
    parts_.append(
        _styled(long, f"{choice.asia}_long", terms.asia_line(choice.asia), "thin" if choice.partners else "long")
    )
    if choice.partners:
        chosen = share.partners_share(release.table("trade_annual"), choice.partners, choice.flow)
        names = [view.labels(release)[p] for p in choice.partners]
        name = listed(names) if len(names) < MOST_NAMED else _("{count} chosen partners").format(count=len(names))
        parts_.append(_styled(chosen, "chosen", name, "main"))
    return pd.concat(parts_, ignore_index=True)


def _styled(shares: pd.DataFrame, series: str, name: str, style: str) -> pd.DataFrame:
    values = [
        pct(v) + ("?" if q == "suspect" else "") for v, q in zip(shares["share_pct"], shares["quality"], strict=True)
    ]
    aria = [f"{name}, {year}: {value}" for year, value in zip(shares["year"], values, strict=True)]
    return shares.assign(
        series=series, name=name, style=style, value=values, aria=aria, group=series + "-" + shares["basis"]
    )


def _lines(mode: Mode, lines: alt.Chart) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    accent = "datum.style == 'main' || datum.style == 'long'"
    colour = alt.when(accent).then(alt.value(t.accent)).otherwise(alt.value(t.rest))
    out = []
    for style, width, brush in (("rest", 2.0, False), ("thin", 1.2, False), ("long", 1.5, False), ("main", 3.0, True)):
        one = lines.transform_filter(f"datum.style == '{style}'").encode(
            color=colour, detail="group:N", tooltip="aria:N"
        )
        solid = one.transform_filter("datum.basis == 'reported'").mark_line(strokeWidth=width, aria=False)
        out += [solid.add_params(parts.BRUSH) if brush else solid]
        out += [
            one.transform_filter("datum.basis != 'reported'").mark_line(
                strokeWidth=width, strokeDash=theme.ESTIMATE_DASH, aria=False
            )
        ]
        if style in {"rest", "main"}:
            out += _points(t, one)
    return out


def _points(t: theme.Tokens, one: alt.Chart) -> list[alt.Chart]:
    stroke = alt.when("datum.style == 'main'").then(alt.value(t.accent)).otherwise(alt.value(t.rest))
    hollow = one.transform_filter("datum.basis != 'reported'").encode(stroke=stroke, description="aria:N")
    suspect, sound = "datum.quality == 'suspect'", "datum.quality != 'suspect'"
    full = (
        one.transform_filter("datum.basis == 'reported'").encode(description="aria:N").mark_point(filled=True, size=26)
    )
    return [
        full,
        hollow.transform_filter(sound).mark_point(filled=True, fill=t.paper, strokeWidth=2, size=46),
        hollow.transform_filter(suspect).mark_point(
            filled=True, fill=t.paper, strokeWidth=1.6, strokeDash=theme.SUSPECT_DASH, size=76
        ),
    ]


def _customs(mode: Mode, x: alt.X, y: alt.Y) -> alt.Chart:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("customs")).encode(x=x, y=y, tooltip="aria:N", description="aria:N")
    diamonds: alt.Chart = base.mark_point(shape="diamond", filled=True, color=t.ink, size=60)
    return diamonds


def _names(mode: Mode, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("names")).encode(x=x, y=y)
    main = parts.direct_label(base.transform_filter("datum.main"), LEFT, color=t.accent, fontWeight=600)
    return [main, parts.direct_label(base.transform_filter("!datum.main"), LEFT, color=t.ink2)]


def _events(mode: Mode, x: alt.X) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("events")).encode(x=x)
    rule = base.mark_rule(strokeDash=theme.RULE_DASH, color=t.axis, y=0, y2=alt.ExprRef("height"), aria=False)
    style: dict[str, Any] = {"align": "right", "baseline": "top", "dx": -5, "y": 2, "lineHeight": 14, "color": t.ink3}
    wide = parts.direct_label(base, LEFT, **style | {"fontSize": by_width(0, 13, LEFT, middle=0)})
    return [
        rule,
        wide,
        parts.direct_label(base, LEFT, text="short", **style | {"fontSize": by_width(11, 0, LEFT, middle=12)}),
    ]


def _customs_frame(release: Release, flow: str) -> pd.DataFrame:
    """Russian customs' own Asia (whose country list is not given) over its own total, for whole years."""
    areas = release.table("trade_area_totals")
    whole = areas[
        (areas["source"] == "fcs_area")
        & areas["period_start"].str.endswith("-01")
        & areas["period_end"].str.endswith("-12")
    ]
    flows = ["export", "import"] if flow == "turnover" else [flow]
    sums = whole[whole["flow"].isin(flows)].pivot_table(
        index="period_end", columns="area", values="value_usd", aggfunc=["sum", "count"]
    )
    rows = []
    for period, row in sums.iterrows():
        if row[("count", "XAS")] == row[("count", "WLD")] == len(flows):
            value = row[("sum", "XAS")] / row[("sum", "WLD")] * 100
            aria = _("Asia as Russian customs define it, {year}: {share}").format(
                year=str(period)[:4], share=pct(value)
            )
            rows.append({"year": int(str(period)[:4]), "share_pct": value, "aria": aria})
    return pd.DataFrame(rows, columns=["year", "share_pct", "aria"])


def _names_frame(lines: pd.DataFrame) -> pd.DataFrame:
    """Labels at the lines' ends, moved apart."""
    ends = lines[lines["style"].isin(["main", "rest"])].sort_values("year").drop_duplicates("series", keep="last")
    top = max(10.0, float(lines["share_pct"].max()))
    at = parts.dodged([max(share, top * 0.07) for share in ends["share_pct"]], top * 0.135)  # clear of the axis
    label = ends["name"] + "|" + ends["value"] + " " + _("in") + " " + ends["year"].astype(str)
    return pd.DataFrame(
        {
            "year": lines["year"].max() + 0.8,
            "share_pct": at,
            "label": label.to_numpy(),
            "main": (ends["style"] == "main").to_numpy(),
        }
    )


def _events_frame(release: Release) -> pd.DataFrame:
    events = release.table("events").set_index("date")
    words = {
        "2009-06-16": _("2009: first|BRIC summit"),
        "2014-03-16": _("2014: Crimea,|first sanctions"),
        "2022-02-24": _("2022: war; Russia|stops reporting"),
    }
    rows = [
        {"year": _on_axis(date), "label": words[date], "short": date[:4], "what": events.loc[date, "label"]}
        for date in EVENTS
        if date in events.index
    ]
    return pd.DataFrame(rows, columns=["year", "label", "short", "what"])


def _on_axis(iso: str) -> float:
    """A date on an axis where a year's figure stands at the year: mid-year is the tick."""
    return int(iso[:4]) + (int(iso[5:7]) - 0.5) / 12 - 0.5


def _free_floor(lines: pd.DataFrame) -> bool:
    """Whether the word at the foot of the ground has room: no line runs there after the break."""
    after = lines[lines["basis"] == "estimate"]
    return after.empty or float(after["share_pct"].min()) > float(lines["share_pct"].max()) * 0.1


def _window_frame(choice: Choice, last: int) -> pd.DataFrame:
    chosen = choice.first is not None or choice.last is not None
    rows = [{"year": float(choice.first or FIRST_YEAR), "end": float(choice.last or last)}] if chosen else []
    return pd.DataFrame(rows, columns=["year", "end"])


def _title(choice: Choice, main: pd.DataFrame) -> str:
    """The finding, from the first and last year of the accented line that lie in the reader's years."""
    span = main[main["year"].between(choice.first or 0, choice.last or math.inf)]
    who = main["name"].iloc[0] if choice.partners and len(main) else terms.asia(choice.asia)
    if len(span) < 2:
        return _("{who}: share of Russia’s {total}").format(who=who, total=terms.total(choice.flow))
    a, b = records(span)[0], records(span)[-1]
    moved = b.share_pct - a.share_pct
    said = {"a": a.value, "b": b.value, "first": a.year, "last": b.year, "who": who, "total": terms.total(choice.flow)}
    estimate = _(" by estimates") if b.basis == "estimate" else ""
    if abs(moved) < 1:
        return _("{who}: {a} of Russia’s {total} in {first}, {b} in {last}").format(**said) + estimate
    if moved > 0:
        return _("{who} rose from {a} of Russia’s {total} in {first} to {b} in {last}").format(**said) + estimate
    return _("{who} fell from {a} of Russia’s {total} in {first} to {b} in {last}").format(**said) + estimate


def _quote(choice: Choice, main: pd.DataFrame) -> str:
    span = main[main["year"].between(choice.first or 0, choice.last or math.inf)]
    if span.empty:
        return ""
    last = records(span)[-1]
    who = last.name if choice.partners else terms.asia(choice.asia)
    return _("{who} accounted for {share} of Russia’s {flow} in {year} ({basis}; Russian customs, IMF).").format(
        who=who,
        share=last.value.rstrip("?"),
        flow=terms.flow(choice.flow),
        year=last.year,
        basis=terms.standing(last.basis, last.quality),
    )


def _check(main: pd.DataFrame) -> str:
    if main.empty or records(main)[-1].basis == "reported":
        return ""
    words = _("the figure is an estimate over a total of another source")
    suspect = records(main)[-1].quality == "suspect"
    return words + (_(", and part of it is suspect") if suspect else "")


def _description(lines: pd.DataFrame) -> str:
    ends = []
    for _series_id, one in lines[lines["style"].isin(["main", "rest"])].groupby("series", sort=False):
        first, *_between, last = records(one.sort_values("year"))
        ends.append(
            _("{name}: {a} in {first}, {b} in {last}").format(
                name=first.name, a=first.value, first=first.year, b=last.value, last=last.year
            )
        )
    return _("Line chart of shares of Russia’s goods trade. {series}. Figures from 2022 are estimates.").format(
        series="; ".join(ends)
    )
