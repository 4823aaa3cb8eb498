"""Where sources disagree: all that is said of each partner's trade in one year, on one line from lowest to highest.

Reported by Russia, reported by the partner, estimated, announced: a shape each, statistics above the line and
announcements under it. Each figure stands as a multiple of the partner's lowest, on a log scale, so that equal lengths
are equal ratios; the amounts are written. Partners come by how far apart their sources are, chosen ones always.
"""

from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import disagreement
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import change, usd

LEFT: Final = 98
MOST_ROWS: Final = 14
ROW: Final = 29
LIFT: Final = 5  # px that statistics stand above the line and announcements below it
TICKS: Final = ((1.6, (1.1, 1.2, 1.3, 1.4, 1.5)), (5, (1.5, 2, 3, 4)), (25, (2, 5, 10, 20)), (1e9, (10, 100, 1000)))
APART: Final = 1.005  # under this ratio two values are the same to a reader (`words.change` says "no change")
SHORT_NAMES: Final = {"ARE": "UAE"}
SHAPES: Final = {
    "reported": "circle",
    "mirror": "triangle-up",
    "estimate": "circle",
    "announced_moscow": "diamond",
    "announced_partner": "diamond",
}
HOLLOW: Final = ("estimate", "announced_partner")
DOT_COLUMNS: Final = ["partner", "order", "at", "kind", "hollow", "suspect", "fiscal", "chosen", "on", "aria"]


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: a row a partner, a line from lowest to highest, a shape a kind."""
    t = theme.TOKENS[mode]
    room = f"(width + {LEFT} < {theme.WIDE} ? 74 : 208)"
    x = alt.X(
        "at:Q", axis=None, title=None, scale=alt.Scale(type="log", nice=False, range=[8, {"expr": f"width - {room}"}])
    )
    y = alt.Y("order:O", axis=None, title=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    rows = alt.Chart(named("rows")).encode(y=y, tooltip="aria:N")
    row = rows.mark_rect(color=t.paper, cursor="pointer", x=-LEFT, x2=alt.ExprRef("width")).encode(description="aria:N")
    return framed(
        parts.clickable(row),
        *_scale(t, x),
        *_bars(t, rows, x),
        *_dots(t, alt.Chart(named("dots")).encode(x=x, y=y, tooltip="aria:N")),
        *_texts(t, rows),
        *_key(t),
        mode=mode,
        height=alt.Step(ROW),
        left=LEFT,
        foot=90,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames for one year: `to`, or the last year that Russia reported."""
    year = choice.last or view.LAST_REPORTED
    said, spread = _said(release, choice.flow, choice.asia, choice.partners, year)
    rows = _rows(release, choice, said, spread)
    dots = _dots_frame(release, said, rows)
    told = spread[spread["ratio"] >= APART]
    count = _("{shown} of {count} partners shown, by how far apart their sources are; all are in the table.").format(
        shown=len(rows), count=spread["partner"].nunique()
    )
    return Content(
        title=_title(release, choice, said, told, year),
        subtitle=_("{trade} in {year}: each figure over the lowest one, log scale; {asia}").format(
            trade=terms.trade(choice.flow), year=year, asia=terms.asia(choice.asia)
        ),
        source=_source(release, said) + " " + count,
        description=_description(rows, year),
        how_to_read=_(
            "Each line runs from the lowest to the highest figure; their ratio is at the right. Statistics stand above "
            "the line, announcements under it. A partner counts imports with freight, a few percent above what Russia "
            "counts. Pale: an announced fiscal year, another span of time, outside the ratio. Dotted edge: suspect."
        ),
        table=_table(release, said, spread),
        frames={
            "rows": rows,
            "dots": dots,
            "scale": _scale_frame(dots),
            "key": _key_frame(),
        },
        empty="" if len(rows) else _empty(said, year),
        quote=_quote(release, choice, said, told, year),
        check=_check(choice, said, told),
    )


@per_release(24)
def _said(
    release: Release, flow: str, asia: str, chosen: tuple[str, ...], year: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All that is said of the chosen Asia and the chosen partners, and how far apart it is."""
    wanted = tuple(dict.fromkeys((*chosen, *view.members(release, asia))))
    trade, headline = release.table("trade_annual"), release.table("headline_trade")
    said = disagreement.by_cell(trade, headline, year, flow, wanted)
    return said, disagreement.spread(said)


def _fiscal(said: pd.DataFrame) -> "pd.Series[bool]":
    return ~said["period"].astype("str").str.fullmatch(r"\d{4}").astype("bool")


def _rows(release: Release, choice: Choice, said: pd.DataFrame, spread: pd.DataFrame) -> pd.DataFrame:
    """The partners shown: the widest apart first, then the chosen ones that are not among them."""
    names = view.labels(release)
    top = list(spread.loc[spread["ratio"] >= APART, "partner"].head(MOST_ROWS))
    known = spread.set_index("partner").reindex([*top, *(p for p in choice.partners if p not in top)])
    suspect = set(said.loc[said["quality"] == "suspect", "partner"])
    rows = [_row(str(p), r, names, str(p) in suspect) for p, r in zip(known.index, records(known), strict=True)]
    columns = ["partner", "low", "ratio", "name", "label", "pair", "times"]
    frame = pd.DataFrame(rows, columns=columns)
    chosen = frame["partner"].isin(choice.partners)
    return frame.assign(
        order=range(len(frame)),
        chosen=chosen,
        on=chosen if choice.partners else True,
        known=frame["low"].notna(),
        aria=[f"{r.label} ({r.partner}): {r.pair}, {r.times}" for r in records(frame)],
    )


def _row(partner: str, row: Any, names: dict[str, str], suspect: bool) -> dict[str, Any]:
    label, low, high = names[partner], row.lowest_usd, row.highest_usd
    mark = "?" if suspect else ""
    if pd.isna(low):
        pair, times = _("no figure"), _("no figure")
    elif row.n < 2:
        pair, times = usd(low), _("one source") + mark
    else:
        pair = f"{usd(low)} – {usd(high)}"
        times = (change(row.ratio) if row.ratio >= APART else _("the same")) + mark
    name = SHORT_NAMES.get(partner, label)
    return {
        "partner": partner,
        "low": low,
        "ratio": row.ratio,
        "name": name,
        "label": label,
        "pair": pair,
        "times": times,
    }


def _dots_frame(release: Release, said: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """One row a figure of the partners shown."""
    names = view.labels(release)
    by = rows[rows["known"] & rows["low"].gt(0)].set_index("partner")
    shown = said[said["partner"].isin(by.index) & said["value_usd"].gt(0)]
    return pd.DataFrame(
        {
            "partner": shown["partner"],
            "order": shown["partner"].map(by["order"]),
            "at": shown["value_usd"].astype("float64") / shown["partner"].map(by["low"]).astype("float64"),
            "kind": shown["kind"],
            "hollow": shown["kind"].isin(HOLLOW),
            "suspect": shown["quality"].eq("suspect"),
            "fiscal": _fiscal(shown),
            "chosen": shown["partner"].map(by["chosen"]),
            "on": shown["partner"].map(by["on"]),
            "aria": [_one(r, names) for r in records(shown)],
        },
        columns=DOT_COLUMNS,
    ).reset_index(drop=True)


def _one(row: Any, names: dict[str, str]) -> str:
    """A figure with whose it is."""
    return _("{name}, {period}: {value}, {kind} ({who})").format(
        name=names[row.partner],
        period=row.period,
        value=usd(row.value_usd) + ("?" if row.quality == "suspect" else ""),
        kind=_kind(row.kind),
        who=row.who if row.kind.startswith("announced") else row.source,
    )


def _kind(kind: str) -> str:
    announced = {
        "announced_moscow": _("announced on Moscow’s count"),
        "announced_partner": _("announced on the partner’s count"),
    }
    return announced.get(kind) or terms.basis(kind)


def _scale(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    base = alt.Chart(named("scale")).encode(x=x)
    size = f"width + {LEFT} < {theme.WIDE} ? (datum.phone ? {theme.AXIS_PHONE} : 0) : {theme.AXIS}"
    grid = base.transform_filter("datum.label != ''").mark_rule(color=t.grid, y=0, y2=alt.ExprRef("height"), aria=False)
    label = base.mark_text(
        baseline="top", y=alt.ExprRef("height + 6"), color=t.ink3, aria=False, fontSize=alt.ExprRef(size)
    )
    return [grid, label.encode(text="label:N")]


def _bars(t: theme.Tokens, rows: alt.Chart, x: alt.X) -> list[alt.Chart]:
    line = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.rest))
    dim = alt.when("datum.on").then(alt.value(1)).otherwise(alt.value(0.4))
    both = rows.transform_filter("datum.ratio > 1").transform_calculate(at="1")
    rule = both.mark_rule(strokeWidth=2, aria=False, cursor="pointer")
    return [rule.encode(x=x, x2="ratio:Q", color=line, opacity=dim)]


def _dots(t: theme.Tokens, dots: alt.Chart) -> list[alt.Chart]:
    """Full and hollow shapes; ink for context, so that shapes stay legible, accent for the chosen partner."""
    ink = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink2))
    pale = alt.when("datum.fiscal || !datum.on").then(alt.value(0.4)).otherwise(alt.value(1))
    out = []
    for kind, shape in SHAPES.items():
        one = dots.transform_filter(f"datum.kind == '{kind}'").encode(opacity=pale, description="aria:N")
        look: dict[str, Any] = {"shape": shape, "filled": True, "size": 66, "strokeWidth": 1.7, "cursor": "pointer"}
        look["yOffset"] = LIFT if kind.startswith("announced") else -LIFT
        sound = one.transform_filter("!datum.suspect")
        suspect = one.transform_filter("datum.suspect").mark_point(
            **look | {"fill": t.paper, "strokeWidth": 1.5, "strokeDash": theme.SUSPECT_DASH, "size": 78}
        )
        if kind in HOLLOW:
            out.append(sound.mark_point(**look, fill=t.paper).encode(stroke=ink))
        else:
            out.append(
                sound.mark_point(**look | {"size": 84}).encode(
                    fill=ink, stroke=alt.value(t.paper), strokeWidth=alt.value(0.8)
                )
            )
        out.append(suspect.encode(stroke=ink))
    return out


def _texts(t: theme.Tokens, rows: alt.Chart) -> list[alt.Chart]:
    text: dict[str, Any] = {"aria": False, "cursor": "pointer", "baseline": "middle"}
    ink = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink))
    soft = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink2))
    right = alt.ExprRef("width")
    weight = alt.ExprRef("datum.chosen ? 700 : 400")
    name = rows.mark_text(**text, align="right", x=-8, fontSize=by_width(12, 13.5, LEFT), fontWeight=weight)
    wide = alt.ExprRef(f"width + {LEFT} < {theme.WIDE} ? 0 : 13")
    pair = rows.transform_filter("datum.known").mark_text(**text, align="right", x=right, dx=-78, fontSize=wide)
    times = rows.mark_text(**text, align="right", x=right, fontSize=by_width(11.5, 13.5, LEFT), fontWeight=600)
    return [
        name.encode(text="name:N", color=ink),
        pair.encode(text="pair:N", color=soft),
        times.encode(text="times:N", color=ink),
    ]


def _key(t: theme.Tokens) -> list[alt.Chart]:
    """The five kinds, once, under the scale."""
    narrow = f"width + {LEFT} < {theme.WIDE}"
    at: dict[str, Any] = {
        "x": alt.ExprRef(
            f"-{LEFT - 8} + ({narrow} ? (datum.place % 2) * (width + {LEFT}) * 0.47 : datum.wide * (width + {LEFT}))"
        ),
        "y": alt.ExprRef(f"height + 40 + ({narrow} ? floor(datum.place / 2) * 17 : 0)"),
        "aria": False,
    }
    base = alt.Chart(named("key"))
    out = []
    for kind, shape in SHAPES.items():
        one = base.transform_filter(f"datum.kind == '{kind}'")
        fill = t.paper if kind in HOLLOW else t.ink2
        mark = one.mark_point(shape=shape, filled=True, fill=fill, stroke=t.ink2, strokeWidth=1.6, size=62, **at)
        out.append(mark.encode(detail="kind:N"))
    word = base.mark_text(
        align="left", baseline="middle", dx=9, color=t.ink2, fontSize=by_width(10.5, 12.5, LEFT), **at
    )
    return [*out, word.encode(text="label:N")]


def _key_frame() -> pd.DataFrame:
    words = {
        "reported": _("reported by Russia"),
        "mirror": _("reported by the partner"),
        "estimate": _("estimate"),
        "announced_moscow": _("announced, Moscow’s count"),
        "announced_partner": _("announced, partner’s count"),
    }
    starts = {"reported": 0.0, "mirror": 0.18, "estimate": 0.39, "announced_moscow": 0.5, "announced_partner": 0.75}
    rows = [{"kind": k, "label": words[k], "place": i, "wide": starts[k]} for i, k in enumerate(SHAPES)]
    return pd.DataFrame(rows)


def _scale_frame(dots: pd.DataFrame) -> pd.DataFrame:
    """Ticks that suit how far apart the figures are; two rows without a label hold the ends of the scale."""
    columns = ["at", "label", "phone"]
    if dots.empty:
        return pd.DataFrame(columns=columns)
    low, high = min(1.0, float(dots["at"].min())), max(1.1, float(dots["at"].max()))
    ticks = next(ticks for most, ticks in TICKS if high / low < most)
    ends = [{"at": at, "label": "", "phone": False} for at in (low, high * 1.02)]
    rows = [{"at": float(at), "label": change(at), "phone": i % 2 == 1} for i, at in enumerate(ticks) if at <= high]
    return pd.DataFrame([*ends, {"at": 1.0, "label": _("lowest"), "phone": True}, *rows], columns=columns)


def _empty(said: pd.DataFrame, year: int) -> str:
    if len(said):
        return _("For {year} no partner here has two sources that differ.").format(year=year)
    return _("No source has a figure of these partners’ trade with Russia for {year}.").format(year=year)


def _about(choice: Choice, told: pd.DataFrame) -> Any:
    """The partner title and quote speak of: of those chosen, else of all, the one the sources are widest apart on."""
    if choice.partners:
        told = told[told["partner"].isin(choice.partners)]
    return records(told)[0] if len(told) else None


def _title(release: Release, choice: Choice, said: pd.DataFrame, told: pd.DataFrame, year: int) -> str:
    row = _about(choice, told)
    if row is None:
        return _("What sources say of trade with Russia in {year}").format(year=year)
    most = _("Sources disagree most on {name} in {year}: from {low} to {high} ({times})")
    chosen = _("On {name} in {year} sources run from {low} to {high} ({times})")
    return (chosen if choice.partners else most).format(
        name=view.labels(release)[row.partner],
        year=year,
        low=usd(row.lowest_usd),
        high=usd(row.highest_usd),
        times=change(row.ratio) + ("?" if "suspect" in {end.quality for end in _ends(said, row)} else ""),
    )


def _ends(said: pd.DataFrame, row: Any) -> tuple[Any, Any]:
    """The lowest and the highest figure of a partner, as `spread` compares them."""
    compared = said[said["partner"].eq(row.partner) & ~_fiscal(said)].sort_values("value_usd", kind="stable")
    return records(compared)[0], records(compared)[-1]


def _quote(release: Release, choice: Choice, said: pd.DataFrame, told: pd.DataFrame, year: int) -> str:
    row = _about(choice, told)
    if row is None:
        return ""
    low, high = _ends(said, row)
    names = view.labels(release)
    figure = _("{value}, {kind} ({who})")

    def words(cell: Any) -> str:
        who = cell.who if cell.source == "announced" else view.publishers(release, [cell.source])
        return figure.format(value=usd(cell.value_usd), kind=_kind(cell.kind), who=who)

    return _("{name}, {trade} in {year}: from {low} to {high}.").format(
        name=names[row.partner], trade=_lower(terms.trade(choice.flow)), year=year, low=words(low), high=words(high)
    )


def _lower(text: str) -> str:
    return text if text.startswith("Russia") else text[:1].lower() + text[1:]


def _check(choice: Choice, said: pd.DataFrame, told: pd.DataFrame) -> str:
    row = _about(choice, told)
    if row is None:
        return ""
    low, high = _ends(said, row)
    reasons = [_("the sources differ ({times})").format(times=change(row.ratio))]
    if "estimate" in (low.kind, high.kind):
        reasons.append(_("one of the two is an estimate"))
    if "suspect" in (low.quality, high.quality):
        reasons.append(_("one of the two is suspect"))
    return "; ".join(reasons)


def _source(release: Release, said: pd.DataFrame) -> str:
    names = view.publishers(release, said.loc[said["source"] != "announced", "source"])
    told = (
        _("announcements as dated, each with its address in the table") if said["source"].eq("announced").any() else ""
    )
    return "; ".join(text for text in (names, told) if text) + "."


def _description(rows: pd.DataFrame, year: int) -> str:
    main = "; ".join(f"{r.label} {r.pair}, {r.times}" for r in records(rows.head(6)))
    return _("Dot chart, log scale, of what sources say for {year}, from lowest to highest: {main}.").format(
        year=year, main=main or _("no figure")
    )


def _table(release: Release, said: pd.DataFrame, spread: pd.DataFrame) -> pd.DataFrame:
    ratio = spread.set_index("partner")["ratio"]
    columns = ["partner", "label", "period", "kind", "value_usd", "source", "reporter", "who", "quality", "ratio"]
    table = said.assign(
        label=said["partner"].map(view.labels(release)), ratio=said["partner"].map(ratio).astype("float64")
    )
    ordered = table.sort_values(["ratio", "partner", "value_usd"], ascending=[False, True, True], ignore_index=True)
    return ordered[[*columns, "note", "source_url"]].rename(columns={"ratio": "highest_over_lowest"})
