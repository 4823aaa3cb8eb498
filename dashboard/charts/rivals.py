"""A partner's trade with Russia against its trade with the United States, China and the EU.

By the partner's own statistics where they have a figure; one source and one reporter a line, cut where either changes
and ended where the data ends. What was announced carries on as diamonds. Where Russia's trade is too small to be seen
beside the others it stands in a band below, on a scale of its own.
"""

from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme, view
from dashboard.charts import bands, parts, rival_lines
from dashboard.charts.bands import Band
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.charts.rival_lines import Compared, Seen
from dashboard.measures import rivals
from dashboard.measures.cells import BREAK_YEAR, LONE_POINTS, RUSSIA
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import listed, pct, usd

LEFT, ROOM, ROOM_PHONE = 56, 140, 104
HEIGHT = 430
UPPER, LOWER, WHOLE = (0.38, 1.0), (0.0, 0.23), (0.0, 1.0)
SMALL: Final = 1 / 6  # under this part of the largest value Russia gets a band of its own
NEAR: Final = 0.3  # this part of the span from its left edge on, words go to the right of a rule
ROW: Final = 50 / HEIGHT  # three lines of a label


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: lines in the powers' colours, announced totals as diamonds, names at the ends."""
    t = theme.TOKENS[mode]
    x, y = parts.year_x(LEFT, ROOM, ROOM_PHONE), bands.place("at:Q")
    return framed(
        *_ground(t, x),
        *bands.scales(t, LEFT),
        *_when(t, x),
        *_lines(t, x, y),
        *_told(t, x, y),
        *_names(t, x, y),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=HEIGHT,
        left=LEFT,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames of the first chosen partner, or of Vietnam."""
    seen = rival_lines.seen(release, choice)
    names = _labels(release)
    name = names[seen.partner]
    empty = seen.lines.empty and seen.told.empty
    return Content(
        title=_title(seen, names),
        subtitle=_("{what} {others}, current dollars").format(
            what=_whose(name, seen.side), others=_others(seen, names)
        ),
        source=_source(release, seen, names),
        description=_description(seen, names),
        how_to_read=_(
            "Lines: {name}’s own statistics, cut where the source changes; a missing stretch is unknown, not zero. "
            "Dashed with hollow points: estimates; squares: one-year matrices. Diamonds: announced totals, hollow on "
            "{name}’s count, full on the other side’s."
        ).format(name=name),
        table=rival_lines.table(seen, names),
        frames=_frames(seen, names),
        empty=_("No source here has a figure of {what} {others} for {first} to {last}.").format(
            what=_whose(name, seen.side), others=_others(seen, names), first=seen.first, last=seen.last
        )
        if empty
        else "",
        quote=_quote(release, seen, names),
        check=_check(seen, name),
    )


def _colour(t: theme.Tokens) -> dict[str, Any]:
    scale = alt.Scale(domain=list(rivals.FOUR), range=[t.usa, t.chn, t.ink3, t.rus])
    return {"shorthand": "counterpart:N", "scale": scale, "legend": None}


def _ground(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    """The ground under Russia's estimates alone: the other lines have none."""
    base = alt.Chart(named("ground")).encode(x=x, y=bands.place("low:Q"))
    size = by_width(theme.AXIS_PHONE, theme.AXIS, LEFT)
    look: dict[str, Any] = {"align": "left", "baseline": "bottom", "dx": 4, "dy": -4, "fontStyle": "italic"}
    return [
        base.mark_rect(color=t.ground, aria=False).encode(x2="end:Q", y2="high:Q"),
        base.mark_rule(color=t.axis, aria=False).encode(y2="high:Q"),
        base.mark_text(**look, color=t.ink3, fontSize=size, aria=False).encode(text="label:N"),
    ]


def _when(t: theme.Tokens, x: alt.X) -> list[alt.Chart]:
    """The year the title compares."""
    base = alt.Chart(named("when")).encode(x=x)
    look: dict[str, Any] = {"baseline": "top", "y": 0, "lineHeight": 14, "color": t.ink3}
    look |= {"align": alt.ExprRef("datum.near ? 'left' : 'right'"), "dx": alt.ExprRef("datum.near ? 5 : -5")}
    return [
        base.mark_rule(strokeDash=theme.RULE_DASH, color=t.axis, y=0, y2=alt.ExprRef("height"), aria=False),
        parts.direct_label(base, LEFT, **look, fontSize=by_width(11, 13, LEFT)),
    ]


def _lines(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("lines")).encode(x=x, y=y, tooltip="aria:N")
    joined = base.transform_filter("!datum.lone").encode(color=alt.Color(**_colour(t)), detail="group:N")
    solid = joined.transform_filter("datum.basis != 'estimate'").mark_line(strokeWidth=2.6, aria=False)
    dashed = joined.transform_filter("datum.basis == 'estimate'")
    fill, stroke = alt.Fill(**_colour(t)), alt.Stroke(**_colour(t))
    point: dict[str, Any] = {"filled": True, "cursor": "pointer", "aria": False}
    hollow = point | {"fill": t.paper, "strokeWidth": 1.8}
    sound = base.transform_filter("!datum.lone && datum.quality != 'suspect'")
    hit = base.mark_point(filled=True, opacity=0, size=260, cursor="pointer").encode(description="aria:N")
    return [
        solid,
        dashed.mark_line(strokeWidth=2.2, strokeDash=theme.ESTIMATE_DASH, aria=False),
        sound.transform_filter("datum.basis != 'estimate'").mark_point(**point, size=26).encode(fill=fill),
        sound.transform_filter("datum.basis == 'estimate'").mark_point(**hollow, size=48).encode(stroke=stroke),
        base.transform_filter("datum.lone").mark_point(**hollow, shape="square", size=40).encode(stroke=stroke),
        base.transform_filter("!datum.lone && datum.quality == 'suspect'")
        .mark_point(**hollow, strokeDash=theme.SUSPECT_DASH, size=80)
        .encode(stroke=stroke),
        parts.clickable(hit),
    ]


def _told(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("told")).encode(x=x, y=y, tooltip="aria:N", description="aria:N")
    look: dict[str, Any] = {"shape": "diamond", "filled": True, "strokeWidth": 1.6, "size": 66, "cursor": "pointer"}
    stroke = alt.Stroke(**_colour(t))
    return [
        base.transform_filter("datum.side == 'partner'").mark_point(**look, fill=t.paper).encode(stroke=stroke),
        base.transform_filter("datum.side != 'partner'").mark_point(**look).encode(fill=alt.Fill(**_colour(t))),
    ]


def _names(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("names")).encode(x=x, y=y)
    colours = {"RUS": t.rus, "USA": t.usa, "CHN": t.chn, "EU27": t.ink2}
    look: dict[str, Any] = {"lineHeight": 15, "fontWeight": 600}
    return [
        parts.direct_label(base.transform_filter(f"datum.counterpart == '{code}'"), LEFT, color=colour, **look)
        for code, colour in colours.items()
    ]


def _labels(release: Release) -> dict[str, str]:
    """Short names as they stand in a sentence."""
    return view.labels(release) | {"USA": _("the United States"), "EU27": _("the EU")}


def _others(seen: Seen, names: dict[str, str]) -> str:
    return listed([names[code] for code in (RUSSIA, "USA", "CHN", "EU27") if code != seen.partner])


def _whose(name: str, side: str) -> str:
    """What is measured; "with", "to" or "from" and the counterparts follow."""
    return {
        "turnover": _("{name}’s two-way goods trade with"),
        "export": _("{name}’s goods exports to"),
        "import": _("{name}’s goods imports from"),
    }[side].format(name=name)


def _what(name: str, side: str) -> str:
    words = {"turnover": _("{name}’s trade"), "export": _("{name}’s exports"), "import": _("{name}’s imports")}
    return words[side].format(name=name)


def _bands(seen: Seen) -> dict[str, Band]:
    """One band for each counterpart, by its code: Russia's own where it would be lost beside the others."""
    values = pd.concat([frame[["counterpart", "value_usd"]] for frame in (seen.lines, seen.told)]).astype(
        {"value_usd": "float64"}
    )
    highest = values.groupby("counterpart")["value_usd"].max()
    russia = float(highest.get(RUSSIA, 0.0))
    others = float(highest.drop(RUSSIA, errors="ignore").max()) if len(highest.drop(RUSSIA, errors="ignore")) else 0.0
    if 0 < russia < others * SMALL:
        upper, lower = bands.band(*UPPER, others), bands.band(*LOWER, russia)
        return {code: lower if code == RUSSIA else upper for code in rivals.FOUR}
    return dict.fromkeys(rivals.FOUR, bands.band(*WHOLE, max(russia, others)))


def _frames(seen: Seen, names: dict[str, str]) -> dict[str, pd.DataFrame]:
    scales = _bands(seen)
    apart = scales["CHN"] is not scales[RUSSIA]
    by_russia = seen.lines["counted_by"].eq("russia").any()
    head = _("Russia’s count, own scale") if by_russia else _("Russia, on its own scale")
    ground = _ground_frame(seen, scales[RUSSIA], apart=apart)
    head += _(" (shaded: estimates)") if len(ground) else ""
    heads = [{"at": scales[RUSSIA].high + 0.03, "label": head}] if apart else []
    grids = [scales["CHN"].grid(usd), scales[RUSSIA].grid(usd)] if apart else [scales["CHN"].grid(usd)]
    return {
        "lines": _lines_frame(seen, names, scales),
        "told": _told_frame(seen, names, scales),
        "names": _names_frame(seen, names, scales),
        "when": _when_frame(seen),
        "grid": pd.concat(grids, ignore_index=True),
        "heads": pd.DataFrame(heads, columns=["at", "label"]),
        "ground": ground,
        "ticks": parts.year_ticks(seen.first, seen.last, seen.last + 0.7),
    }


def _lines_frame(seen: Seen, names: dict[str, str], scales: dict[str, Band]) -> pd.DataFrame:
    rows = [
        {
            "partner": seen.partner,
            "counterpart": r.counterpart,
            "year": r.year,
            "at": scales[r.counterpart].at(r.value_usd),
            "group": f"{r.counterpart}-{r.source}-{r.segment}-{r.basis}",
            "lone": r.source in LONE_POINTS,
            "basis": r.basis,
            "quality": r.quality,
            "aria": _("{name} with {other}, {year}: {value}, {how} ({source})").format(
                name=names[seen.partner],
                other=names[r.counterpart],
                year=r.year,
                value=usd(r.value_usd) + ("?" if r.quality == "suspect" else ""),
                how=_counted(r, names),
                source=r.source,
            ),
        }
        for r in records(seen.lines)
    ]
    columns = ["partner", "counterpart", "year", "at", "group", "lone", "basis", "quality", "aria"]
    return pd.DataFrame(rows, columns=columns)


def _counted(row: Any, names: dict[str, str]) -> str:
    """Whose statistics a value is."""
    if row.basis == "estimate":
        return _("estimate")
    words = _("by the count of {who}, worked out from shares") if row.basis == "derived" else _("by the count of {who}")
    return words.format(who=names.get(row.reporter, row.reporter))


def _told_frame(seen: Seen, names: dict[str, str], scales: dict[str, Band]) -> pd.DataFrame:
    rows = [
        {
            "partner": seen.partner,
            "counterpart": r.counterpart,
            "year": r.year,
            "at": scales[r.counterpart].at(r.value_usd),
            "side": r.side,
            "aria": _("{name} with {other}, {period}: {value} announced by {who}").format(
                name=names[seen.partner],
                other=names[r.counterpart],
                period=r.period,
                value=usd(r.value_usd),
                who=r.who_reported,
            ),
        }
        for r in records(seen.told)
    ]
    return pd.DataFrame(rows, columns=["partner", "counterpart", "year", "at", "side", "aria"])


def _names_frame(seen: Seen, names: dict[str, str], scales: dict[str, Band]) -> pd.DataFrame:
    ends = rival_lines.ends(seen)
    low = 0.1 if ends and scales["CHN"].low == 0 else scales["CHN"].low + 0.06
    at = parts.dodged(
        [max(scales[r.counterpart].at(r.value_usd), low if r.counterpart != RUSSIA else 0.07) for r in ends], ROW
    )
    rows = [
        {"year": seen.last + 0.9, "at": place, "counterpart": r.counterpart, "label": _end_label(r, names)}
        for place, r in zip(at, ends, strict=True)
    ]
    return pd.DataFrame(rows, columns=["year", "at", "counterpart", "label"])


def _end_label(row: Any, names: dict[str, str]) -> str:
    words = {
        "announced": _("{name}|{value} in {year},|announced"),
        "estimate": _("{name}|{value} in {year},|estimate"),
    }.get(row.basis, _("{name}|{value} in {year}"))
    value = usd(row.value_usd) + ("?" if row.quality == "suspect" else "")
    name = {"USA": _("United States"), "EU27": _("EU")}.get(row.counterpart, names[row.counterpart])
    return words.format(name=name, value=value, year=row.year)


def _when_frame(seen: Seen) -> pd.DataFrame:
    rows = []
    if seen.compared:
        year = seen.compared.year
        near = (year - seen.first) / (seen.last - seen.first) < NEAR
        rows = [{"year": year, "near": near, "label": _("compared|in {year}").format(year=year)}]
    return pd.DataFrame(rows, columns=["year", "near", "label"])


def _ground_frame(seen: Seen, scale: Band, *, apart: bool) -> pd.DataFrame:
    """The word stands in the head of Russia's own band, which is too low to hold it clear of the marks."""
    start, label = max(BREAK_YEAR - 0.5, float(seen.first)), "" if apart else _("estimates")
    rows = [{"year": start, "end": seen.last + 0.7, "low": scale.low, "high": scale.high, "label": label}]
    estimates = seen.lines["basis"].eq("estimate").any()
    return pd.DataFrame(rows if estimates else [], columns=["year", "end", "low", "high", "label"])


def _place(rank: int) -> str:
    words = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth")}
    return words.get(rank, _("number {rank}").format(rank=rank))


def _title(seen: Seen, names: dict[str, str]) -> str:
    """The rank of the United States and Russia's part, in the last year one source lets them be compared."""
    name, compared = names[seen.partner], seen.compared
    if compared is None:
        return _("{name}: trade with {others}").format(name=name, others=_others(seen, names))
    said = {
        "what": _what(name, seen.side),
        "year": compared.year,
        "place": _place(compared.rank),
        "leader": names.get(compared.leader, ""),
        "of": _(" of those listed") if compared.short_list and seen.side == "turnover" else "",
    }
    words = _("{what} in {year}: {leader} first, the United States {place}{of}") if compared.leader else ""
    text = (words or _("{what} in {year}: the United States {place}{of}")).format(**said)
    return text + _part_said(compared)


def _part_said(compared: Compared) -> str:
    return "" if compared.part_pct is None else _("; Russia’s part {share}").format(share=pct(compared.part_pct))


def _quote(release: Release, seen: Seen, names: dict[str, str]) -> str:
    compared = seen.compared
    if compared is None:
        return ""
    rows = seen.lines[(seen.lines["year"] == compared.year) & (seen.lines["source"] == compared.source)]
    values = [_("{other} {value}").format(value=usd(r.value_usd), other=names[r.counterpart]) for r in records(rows)]
    text = _("{what} in {year}: {values} ({source}, {name}’s count)").format(
        what=_what(names[seen.partner], seen.side),
        year=compared.year,
        values=listed(values),
        source=view.publishers(release, [compared.source]),
        name=names[seen.partner],
    )
    if compared.part_pct is None or compared.russia_usd is None:
        return text + "."
    russia = _("; Russia {value} by Russia’s count, {share} of {name}’s total.")
    own = _("; Russia’s part was {share}.")
    return text + (own if compared.part_own else russia).format(
        value=usd(compared.russia_usd), share=pct(compared.part_pct), name=names[seen.partner]
    )


def _check(seen: Seen, name: str) -> str:
    compared, reasons = seen.compared, []
    if compared is None:
        return ""
    if compared.short_list:
        reasons.append(_("the source names only the five largest partners of each flow"))
    if compared.part_pct is not None and not compared.part_own:
        reasons.append(_("Russia’s part sets Russia’s count against {name}’s total").format(name=name))
    shown = seen.lines[seen.lines["year"] == compared.year]
    if (shown["basis"] == "estimate").any():
        reasons.append(_("Russia’s figure is an estimate"))
    if (shown["quality"] == "suspect").any():
        reasons.append(_("a figure is suspect"))
    return "; ".join(reasons)


def _source(release: Release, seen: Seen, names: dict[str, str]) -> str:
    texts = [view.publishers(release, seen.lines["source"])] if len(seen.lines) else []
    if len(seen.told):
        texts.append(_("announcements as dated, each with its address in the table"))
    known = {*seen.lines["counterpart"], *seen.told["counterpart"]}
    text = "; ".join(texts) + "." if texts else ""
    if seen.lines["counterpart"].eq(RUSSIA).any() and seen.lines["counted_by"].eq("russia").any():
        text += " " + _("Russia’s line: Russia’s count.")
    if gone := [names[code] for code in rivals.FOUR if code not in known and code != seen.partner]:
        text += " " + _("No figure of this kind for {names}.").format(names=listed(gone))
    return text.strip()


def _description(seen: Seen, names: dict[str, str]) -> str:
    ends = [
        _("{other} {value} in {year}").format(other=names[r.counterpart], value=usd(r.value_usd), year=r.year)
        + (_(" (announced)") if r.basis == "announced" else "")
        for r in rival_lines.ends(seen)
    ]
    return _("Line chart, {what}, latest figure of each: {ends}.").format(
        what=_what(names[seen.partner], seen.side), ends="; ".join(ends) or _("no figure")
    )
