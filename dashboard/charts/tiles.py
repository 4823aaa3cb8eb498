"""A tile a partner, placed roughly where it lies: colour and number give the chosen measure. No borders are drawn."""

from typing import Any

import altair as alt
import pandas as pd

from dashboard import terms, theme, view, words
from dashboard.charts import parts
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode

HEIGHT = 392
MISSING = -1
# Lower borders of the colour steps 1-4, in the measure's unit: fixed, so that two years can be compared by colour.
CUTS = {
    "turnover": (1e8, 1e9, 1e10, 5e10),
    "share": (0.1, 0.5, 1.0, 5.0),
    "gdp_russia": (0.01, 0.1, 0.5, 2.0),
    "gdp_partner": (0.5, 1.0, 2.0, 5.0),
    "change": (0.5, 0.9, 1.1, 2.0),
}


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: tiles, hatching where there is no figure, a dotted edge where it is suspect."""
    t = theme.TOKENS[mode]
    band = alt.Scale(paddingInner=0.09, paddingOuter=0)
    x, y = alt.X("col:O", axis=None, scale=band), alt.Y("row:O", axis=None, scale=band)
    tip = "aria:N"  # a plain sentence, so the picture itself holds no words
    base = alt.Chart(named("tiles")).encode(x=x, y=y, tooltip=tip)
    dim = alt.when("datum.on").then(alt.value(1)).otherwise(alt.value(0.35))
    fill = alt.Fill("level:O", scale=alt.Scale(domain=[0, 1, 2, 3, 4], range=list(t.seq)), legend=None)
    tile: dict[str, Any] = {"cornerRadius": 2, "cursor": "pointer"}
    full = (
        base.transform_filter("datum.level >= 0 && datum.inside")
        .mark_rect(**tile)
        .encode(fill=fill, fillOpacity=dim, description="aria:N")
    )
    gap = (
        base.transform_filter("datum.level < 0 && datum.inside")
        .mark_rect(**tile, fill=theme.hatch(t.rest_soft, t.paper, 9), stroke=t.rest_soft, strokeWidth=1)
        .encode(description="aria:N")
    )
    outside = (
        base.transform_filter("!datum.inside")
        .mark_rect(**tile, fill=t.paper, stroke=t.grid, strokeWidth=1)
        .encode(description="aria:N")
    )
    edge: dict[str, Any] = {"cornerRadius": 2, "filled": False, "aria": False}
    suspect = base.transform_filter("datum.suspect").mark_rect(
        **edge, stroke=t.ink3, strokeDash=theme.SUSPECT_DASH, strokeWidth=1.1
    )
    ring = base.transform_filter("datum.chosen").mark_rect(**edge, stroke=t.accent, strokeWidth=3)
    return framed(
        parts.clickable(full),
        gap,
        outside,
        suspect,
        ring,
        *_numbers(mode, base),
        *_key(mode, x, band, fill),
        mode=mode,
        height=HEIGHT,
        left=0,
        foot=12,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the chosen measure in the later year; partners outside the chosen Asia stay as outlines."""
    before, after = view.compared_years(release, choice)
    tiles = _tiles(release, choice)
    known = tiles[(tiles["level"] != MISSING) & tiles["inside"]].sort_values("amount", ascending=False)
    missing = tiles[(tiles["level"] == MISSING) & tiles["inside"]]
    when = words.years(before, after) if choice.measure == "change" else str(after)
    what = terms.measure(choice.measure, choice.flow, when)
    return Content(
        title=_title(known, choice, after),
        subtitle=what,
        source=_("{names}; for each partner see the table. {marks}").format(
            names=view.publishers(release, tiles["source"]),
            marks=_("Hatched: no figure. Dotted edge and “?”: suspect. Outlines: outside the chosen Asia."),
        ),
        description=_("Tile map of {count} partners: {what}. Largest: {top}. No figure: {none}.").format(
            count=len(tiles),
            what=what,
            top=words.listed([f"{r.label} {r.value}" for r in records(known.head(5))]),
            none=words.listed(list(missing["label"])) or _("nobody"),
        ),
        how_to_read=_(
            "Each tile is a partner, placed roughly where it lies. Click one to choose it everywhere, shift-click "
            "to add it, click again or Escape to clear."
        ),
        table=tiles[["partner", "label", "year", "amount", "unit", "basis", "quality", "source"]].sort_values(
            "label", ignore_index=True
        ),
        frames={"tiles": tiles, "key": _key_frame(choice.measure)},
        **_quote(tiles, known, choice, what),
    )


def _quote(tiles: pd.DataFrame, known: pd.DataFrame, choice: Choice, what: str) -> dict[str, str]:
    """A sentence on the first chosen partner, else on the largest; and what to check."""
    chosen = tiles[tiles["partner"].isin(choice.partners[:1]) & tiles["amount"].notna()]
    rows = records(chosen if len(chosen) else known.head(1))
    if not rows:
        return {}
    row = rows[0]
    sentence = _("{what}: {name} {value} ({basis}; {source}).").format(
        what=what,
        name=row.label,
        value=row.value.rstrip("?"),
        basis=terms.standing(row.basis, row.quality),
        source=row.publisher,
    )
    return {"quote": sentence, "check": terms.doubt(row.basis, row.quality)}


def _tiles(release: Release, choice: Choice) -> pd.DataFrame:
    before, after = view.compared_years(release, choice)
    frame = view.comparison(release, choice.lens(), before, after)
    places = release.table("places").set_index("iso3").loc[frame["partner"]]
    amount = frame["ratio"] if choice.measure == "change" else frame["after_level"]
    suspect = frame["after_quality"].eq("suspect") & amount.notna()
    value = [terms.amount(choice.measure, v) + ("?" if s else "") for v, s in zip(amount, suspect, strict=True)]
    label = places["label"].to_numpy()
    return pd.DataFrame(
        {
            "partner": frame["partner"],
            "label": label,
            "col": places["tile_col"].astype(int).to_numpy(),
            "row": places["tile_row"].astype(int).to_numpy(),
            "level": [_step(v, choice.measure) for v in amount],
            "inside": frame["partner"].isin(view.members(release, choice.asia)),
            "suspect": suspect,
            "chosen": frame["partner"].isin(choice.partners),
            "on": frame["partner"].isin(choice.partners) if choice.partners else True,
            "short": [_short(v, choice.measure) + ("?" if s else "") for v, s in zip(amount, suspect, strict=True)],
            "value": value,
            "aria": [f"{name} ({code}): {v}" for name, code, v in zip(label, frame["partner"], value, strict=True)],
            "year": after,
            "amount": amount,
            "unit": {"turnover": "usd", "change": "ratio"}.get(choice.measure, "pct"),
            "basis": frame["after_basis"],
            "quality": frame["after_quality"],
            "source": frame["after_source"],
            "publisher": [view.publishers(release, [source]) for source in frame["after_source"]],
        }
    )


def _step(amount: float, measure: str) -> int:
    return MISSING if pd.isna(amount) else sum(amount >= cut for cut in CUTS[measure])


def _short(amount: float, measure: str) -> str:
    """The number in a tile: billions, percent or times, without the unit that the key gives."""
    if pd.isna(amount):
        return _("n/a")
    if measure == "turnover":
        billions = amount / 1e9
        return "<0.1" if billions < 0.095 else f"{billions:.1f}" if billions < 9.95 else f"{billions:,.0f}"
    return terms.amount(measure, amount)


def _numbers(mode: Mode, base: alt.Chart) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    on_dark = alt.when("datum.level >= 3 && datum.on && datum.inside").then(alt.value(t.paper))
    ink = on_dark.when("!datum.inside").then(alt.value(t.ink3)).otherwise(alt.value(t.ink))
    text: dict[str, Any] = {"aria": False, "cursor": "pointer"}
    code = base.mark_text(baseline="bottom", dy=1, fontWeight=600, fontSize=by_width(10.5, 13, 0), **text).encode(
        text="partner:N", color=ink
    )
    value = base.mark_text(baseline="top", dy=3, fontSize=by_width(10, 12, 0), **text).encode(text="short:N", color=ink)
    return [code, value]


def _key(mode: Mode, x: alt.X, band: alt.Scale, fill: alt.Fill) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    base = alt.Chart(named("key")).encode(x=x)
    bar = base.encode(y=alt.Y("row:O", axis=None, scale=band, bandPosition=0.3), y2=alt.Y2("row:O", bandPosition=0.52))
    steps = bar.transform_filter("datum.level >= 0").mark_rect(aria=False).encode(fill=fill)
    gap = bar.transform_filter("datum.level < 0").mark_rect(
        fill=theme.hatch(t.rest_soft, t.paper, 9), stroke=t.rest_soft, aria=False
    )
    text = base.mark_text(baseline="top", fontSize=by_width(10, 12, 0), color=t.ink2, aria=False).encode(
        y=alt.Y("row:O", axis=None, scale=band, bandPosition=0.62), text="label:N"
    )
    title = (
        base.transform_filter("datum.unit != ''")
        .mark_text(align="left", baseline="bottom", color=t.ink3, fontSize=by_width(11, 12, 0), aria=False)
        .encode(
            x=alt.X("col:O", axis=None, scale=band, bandPosition=0),
            y=alt.Y("row:O", axis=None, scale=band, bandPosition=0.2),
            text="unit:N",
        )
    )
    return [steps, gap, text, title]


def _key_frame(measure: str) -> pd.DataFrame:
    a, b, c, d = CUTS[measure]
    if measure == "turnover":
        steps, unit = ["<0.1", "0.1–1", "1–10", "10–50", "≥50"], _("Billion dollars a year")
    elif measure == "change":
        steps, unit = ["<−50%", "−50–−10%", "±10%", "to ×2", "≥×2"], _("Change between the two years")
    else:
        steps, unit = [f"<{a:g}", f"{a:g}–{b:g}", f"{b:g}–{c:g}", f"{c:g}–{d:g}", f"≥{d:g}"], _("Percent")
    rows = [
        {"col": i, "row": 7, "level": i if i < 5 else MISSING, "label": s, "unit": unit if i == 0 else ""}
        for i, s in enumerate([*steps, _("n/a")])
    ]
    return pd.DataFrame(rows)


def _title(known: pd.DataFrame, choice: Choice, after: int) -> str:
    """Who comes first and second, among the figures that are not suspect."""
    sound = known[~known["suspect"]].head(2)
    if len(sound) < 2:
        return _("Trade with Russia in {year}, partner by partner").format(year=after)
    first, second = sound.to_dict("records")
    said = {"first": first["label"], "a": first["value"], "second": second["label"], "b": second["value"]}
    if choice.measure == "change":
        return _("{first} grew most ({a}), then {second} ({b})").format(**said)
    return (
        _("{first} is far ahead with {a}; {second} follows with {b}").format(**said)
        if first["amount"] >= 2 * second["amount"]
        else _("{first} comes first with {a}; {second} follows with {b}").format(**said)
    )
