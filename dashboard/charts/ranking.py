"""Partners ranked, each with its change between two years: a dot for the earlier, a larger one for the later."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import change

LEFT = 98
MOST_ROWS = 14
ROW = 27
SHARES = ("share", "gdp_russia", "gdp_partner")
SHORT_NAMES = {"ARE": "UAE"}


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: one row a partner, log scale, both years, the change in words at the right."""
    t = theme.TOKENS[mode]
    room = f"(width + {LEFT} < {theme.WIDE} ? 74 : 208)"
    x = alt.X(
        "at:Q", axis=None, title=None, scale=alt.Scale(type="log", nice=False, range=[0, {"expr": f"width - {room}"}])
    )
    y = alt.Y("order:O", axis=None, title=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    rows = alt.Chart(named("rows")).encode(y=y, tooltip="aria:N")
    row = rows.mark_rect(color=t.paper, cursor="pointer", x=-LEFT, x2=alt.ExprRef("width")).encode(description="aria:N")
    return framed(
        parts.clickable(row),
        *_scale(mode, x),
        *_dots(t, rows, x),
        *_texts(t, rows),
        *_tags(t, y, x),
        mode=mode,
        height=alt.Step(ROW),
        left=LEFT,
        foot=30,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames: the largest partners of the chosen Asia, and every chosen one wherever it ranks."""
    before, after = view.compared_years(release, choice)
    every = _with_words(release, choice, view.ranked(release, choice), before, after)
    chosen_outside = [p for p in choice.partners if p not in set(every["partner"])]
    rows = _shown(every, choice)
    note = _("{shown} of {count} partners shown; all are in the table.").format(shown=len(rows), count=len(every))
    if chosen_outside:
        names = ", ".join(view.labels(release)[p] for p in chosen_outside)
        note += " " + _("Outside the chosen Asia: {names}.").format(names=names)
    return Content(
        title=_title(rows, choice, before, after),
        subtitle=_subtitle(choice, before, after),
        source=_("{names}; for each partner see the table. {marks}").format(
            names=view.publishers(release, [*rows["after_source"], *rows["before_source"]]),
            marks=_(
                "† on Russia’s list of unfriendly states. “?” and dotted ring: suspect. "
                "*: the two years come from different reporters."
            ),
        )
        + f" {note}",
        description=_description(rows, before, after),
        how_to_read=_(
            "Each line runs from {before} (small dot) to {after} (large dot; hollow: estimate). On a log scale equal "
            "lengths are equal ratios."
        ).format(before=before, after=after),
        table=_table(every, choice.measure, before, after),
        frames={"rows": rows, "scale": _scale_frame(rows, choice.measure), "tags": _tags_frame(rows, before, after)},
        **_quote(release, rows, choice, before, after),
    )


def _quote(release: Release, rows: pd.DataFrame, choice: Choice, before: int, after: int) -> dict[str, str]:
    """A sentence on the first chosen partner, else on the first row with both years; and what to check."""
    both = rows[rows["b_known"] & rows["a_known"]]
    chosen = both[both["partner"].isin(choice.partners[:1])]
    found = records(chosen if len(chosen) else both.head(1))
    if not found:
        return {}
    row = found[0]
    sentence = _("{trade}, {name}: {pair} from {before} to {after}, {times} ({basis} in {after}; {source}).").format(
        trade=terms.trade(choice.flow),
        name=row.label,
        pair=row.pair,
        before=before,
        after=after,
        times=row.times.rstrip("?*"),
        basis=terms.standing(row.after_basis, "suspect" if row.suspect else "ok"),
        source=view.publishers(release, [row.before_source, row.after_source]),
    )
    worse = "suspect" if row.suspect else "ok"
    return {"quote": sentence, "check": terms.doubt(row.after_basis, worse)}


def _shown(every: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    top = every[every["a"].notna() | every["b"].notna()].head(MOST_ROWS)
    extra = every[every["partner"].isin(choice.partners) & ~every["partner"].isin(top["partner"])]
    rows = pd.concat([top, extra]).sort_index()
    return rows.assign(order=range(len(rows))).reset_index(drop=True)


def _with_words(release: Release, choice: Choice, frame: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    unfriendly = set(release.table("unfriendly")["iso3"])
    label = frame["partner"].map(view.labels(release))
    level = "turnover" if choice.measure == "change" else choice.measure
    suspect = frame["after_quality"].eq("suspect") | frame["before_quality"].eq("suspect")
    mixed = frame["before_reporter"].ne(frame["after_reporter"]) & frame["ratio"].notna()
    ratio = frame["after_level"] / frame["before_level"]
    times = [
        _times(r, a, b, after, before)
        for r, a, b in zip(ratio, frame["after_level"], frame["before_level"], strict=True)
    ]
    marks = [
        "" if not known else ("?" if s else "") + ("*" if m else "")
        for known, s, m in zip(ratio.notna(), suspect, mixed, strict=True)
    ]
    pair = [_pair(b, a, level) for b, a in zip(frame["before_level"], frame["after_level"], strict=True)]
    times = [word + mark for word, mark in zip(times, marks, strict=True)]
    return frame.assign(
        b=frame["before_level"],
        a=frame["after_level"],
        moved=ratio,
        label=label,
        suspect=suspect,
        times=times,
        pair=pair,
        name=[
            SHORT_NAMES.get(p, n) + (" †" if p in unfriendly else "")
            for p, n in zip(frame["partner"], label, strict=True)
        ],
        b_known=frame["before_level"].gt(0),
        a_known=frame["after_level"].gt(0),
        b_full=frame["before_basis"].ne("estimate"),
        a_full=frame["after_basis"].ne("estimate"),
        a_suspect=frame["after_quality"].eq("suspect"),
        chosen=frame["partner"].isin(choice.partners),
        on=frame["partner"].isin(choice.partners) if choice.partners else True,
        aria=[f"{n} ({p}): {v}, {w}" for n, p, v, w in zip(label, frame["partner"], pair, times, strict=True)],
    )


def _times(ratio: float, after_level: float, before_level: float, after: int, before: int) -> str:
    if pd.isna(after_level):
        return _("no {year} figure").format(year=after)
    if pd.isna(before_level):
        return _("no {year} figure").format(year=before)
    return change(ratio)


def _pair(before: float, after: float, measure: str) -> str:
    if pd.isna(before) and pd.isna(after):
        return _("no figure")
    return " → ".join("?" if pd.isna(v) else terms.amount(measure, v) for v in (before, after))


def _scale(mode: Mode, x: alt.X) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("scale")).encode(x=x)
    grid = base.transform_filter("datum.label != ''").mark_rule(color=t.grid, y=0, y2=alt.ExprRef("height"), aria=False)
    label = base.mark_text(
        baseline="top",
        y=alt.ExprRef("height + 6"),
        color=t.ink3,
        aria=False,
        fontSize=alt.ExprRef(f"width + {LEFT} < {theme.WIDE} ? (datum.phone ? {theme.AXIS_PHONE} : 0) : {theme.AXIS}"),
    ).encode(text="label:N")
    return [grid, label]


def _dots(t: theme.Tokens, rows: alt.Chart, x: alt.X) -> list[alt.Chart]:
    line = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.rest))
    ring = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink2))
    dim = alt.when("datum.on").then(alt.value(1)).otherwise(alt.value(0.4))
    both = rows.transform_filter("datum.b_known && datum.a_known").transform_calculate(at="datum.b")
    early = rows.transform_filter("datum.b_known").transform_calculate(at="datum.b").encode(x=x, opacity=dim)
    late = rows.transform_filter("datum.a_known").transform_calculate(at="datum.a").encode(x=x, opacity=dim)
    dot: dict[str, Any] = {"filled": True, "cursor": "pointer", "aria": False}
    return [
        both.mark_rule(strokeWidth=2.5, aria=False, cursor="pointer").encode(x=x, x2="a:Q", color=line, opacity=dim),
        early.transform_filter("datum.b_full").mark_point(**dot, size=54).encode(fill=line),
        early.transform_filter("!datum.b_full")
        .mark_point(**dot, size=46, fill=t.paper, strokeWidth=1.6)
        .encode(stroke=line),
        late.transform_filter("datum.a_full").mark_point(**dot, size=92).encode(fill=ring),
        late.transform_filter("!datum.a_full && !datum.a_suspect")
        .mark_point(**dot, size=78, fill=t.paper, strokeWidth=2.2)
        .encode(stroke=ring),
        late.transform_filter("!datum.a_full && datum.a_suspect")
        .mark_point(**dot, size=84, fill=t.paper, strokeWidth=1.6, strokeDash=theme.SUSPECT_DASH)
        .encode(stroke=ring),
    ]


def _texts(t: theme.Tokens, rows: alt.Chart) -> list[alt.Chart]:
    text: dict[str, Any] = {"aria": False, "cursor": "pointer", "baseline": "middle"}
    ink = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink))
    soft = alt.when("datum.chosen").then(alt.value(t.accent)).otherwise(alt.value(t.ink2))
    right = alt.ExprRef("width")
    name = rows.mark_text(
        **text,
        align="right",
        x=-8,
        fontSize=by_width(12, 13.5, LEFT),
        fontWeight=alt.ExprRef("datum.chosen ? 700 : 400"),
    )
    pair = rows.mark_text(
        **text, align="right", x=right, dx=-64, fontSize=alt.ExprRef(f"width + {LEFT} < {theme.WIDE} ? 0 : 13")
    )
    times = rows.mark_text(**text, align="right", x=right, fontSize=by_width(11.5, 13.5, LEFT), fontWeight=600)
    return [
        name.encode(text="name:N", color=ink),
        pair.transform_filter("datum.b_known && datum.a_known").encode(text="pair:N", color=soft),
        times.encode(text="times:N", color=ink),
    ]


def _tags(t: theme.Tokens, y: alt.Y, x: alt.X) -> list[alt.Chart]:
    """The two years, written once above the first row that has both."""
    base = alt.Chart(named("tags")).encode(x=x, y=y, text="label:N")
    style: dict[str, Any] = {"color": t.ink3, "fontSize": 12, "dy": -13, "aria": False}
    left = base.transform_filter("datum.left").mark_text(**style, align="right", dx=5)
    return [left, base.transform_filter("!datum.left").mark_text(**style, align="left", dx=-5)]


def _tags_frame(rows: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    both = rows[rows["b_known"] & rows["a_known"]].head(1)
    out = []
    for row in both.to_dict("records"):
        rising = row["a"] >= row["b"]
        out = [
            {"order": row["order"], "at": row["b"], "label": str(before), "left": rising},
            {"order": row["order"], "at": row["a"], "label": str(after), "left": not rising},
        ]
    return pd.DataFrame(out, columns=["order", "at", "label", "left"])


def _scale_frame(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Ticks at 1, 2 and 5 of each power of ten within the values; on a phone only the powers of ten."""
    amounts = pd.concat([rows["a"], rows["b"]])
    amounts = amounts[amounts > 0]
    if amounts.empty:
        return pd.DataFrame(columns=["at", "label", "phone"])
    low, high = amounts.min() / 1.15, amounts.max() * 1.15
    ends = [{"at": low, "label": "", "phone": False}, {"at": high, "label": "", "phone": False}]
    wide = high / low > 500
    level = "turnover" if measure == "change" else measure
    ticks = [
        {"at": m * 10.0**e, "label": terms.amount(level, m * 10.0**e), "phone": m == 1}
        for e in range(-4, 13)
        for m in ((1,) if wide else (1, 2, 5))
        if low < m * 10.0**e < high
    ]
    return pd.DataFrame(ends + ticks)


def _title(rows: pd.DataFrame, choice: Choice, before: int, after: int) -> str:
    """The steepest rise and fall among the shown partners whose figures are not suspect."""
    sound = rows[rows["moved"].notna() & ~rows["suspect"]].sort_values("moved")
    if len(sound) < 2:
        return _("Partners ranked: {trade}").format(trade=terms.trade(choice.flow))
    down, *_between, up = records(sound)
    said = {
        "up": up.label,
        "a": change(up.moved),
        "down": down.label,
        "b": change(down.moved),
        "first": before,
        "last": after,
    }
    if down.moved >= 1:
        return _("{up} rose most from {first} to {last} ({a}); none of those shown fell").format(**said)
    if up.moved <= 1:
        return _("{down} fell most from {first} to {last} ({b}); none of those shown rose").format(**said)
    return _("From {first} to {last} {up} rose most ({a}), {down} fell most ({b})").format(**said)


def _subtitle(choice: Choice, before: int, after: int) -> str:
    level = "turnover" if choice.measure == "change" else choice.measure
    what = terms.measure(level, choice.flow, _("{before} and {after}").format(before=before, after=after))
    return what + (_(", ranked by change") if choice.measure == "change" else "") + _("; log scale")


def _description(rows: pd.DataFrame, before: int, after: int) -> str:
    main = "; ".join(f"{r.label} {r.pair}, {r.times}" for r in records(rows.head(6)))
    return _("Ranked dot chart, log scale, {before} and {after}: {main}.").format(before=before, after=after, main=main)


def _table(every: pd.DataFrame, measure: str, before: int, after: int) -> pd.DataFrame:
    """Both years in dollars, and in percent where the measure is a share."""
    shares = {"b": f"{measure}_pct_{before}", "a": f"{measure}_pct_{after}"} if measure in SHARES else {}
    columns = {
        "partner": "partner",
        "label": "label",
        **shares,
        "moved": "ratio",
        "before_usd": f"value_usd_{before}",
        "after_usd": f"value_usd_{after}",
        "before_basis": f"basis_{before}",
        "after_basis": f"basis_{after}",
        "before_source": f"source_{before}",
        "after_source": f"source_{after}",
        "before_quality": f"quality_{before}",
        "after_quality": f"quality_{after}",
    }
    return every[list(columns)].rename(columns=columns)
