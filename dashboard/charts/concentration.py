"""How far Russia's Asian trade rests on one partner: China's share above, the Herfindahl index below.

Both on partners with a figure in every year: `full` (all of them, from 2016) and `long` (those Russian customs give
since 2006), never joined. A dotted grey line shows what a sum over whoever has a figure that year would say instead.
The two bands share one axis of years, each with its own scale (`bands`).
"""

import math
import textwrap
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import terms, theme, view
from dashboard.charts import bands, constant_sets, parts
from dashboard.charts.bands import Band
from dashboard.charts.constant_sets import FIRST, Seen
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import aggregate, concentration
from dashboard.measures.cells import BREAK_YEAR
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import MINUS, listed, pct

LEFT, ROOM, ROOM_PHONE = 42, 150, 112
HEIGHT = 430
SHARE_BAND: Final = (0.36, 1.0)
INDEX_BAND: Final = (0.0, 0.22)
STEPS: Final = {"share": 20.0, "index": 0.2}
NOTE_WIDTHS: Final = (42, 26)  # characters a line of the note, on a page and on a phone or in a column
ALIKE: Final = 1.0  # under so many points the two are called nearly the same


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: two bands on one axis of years, the break, the reader's years."""
    t = theme.TOKENS[mode]
    x, y = parts.year_x(LEFT, ROOM, ROOM_PHONE), bands.place("at:Q")
    lines = alt.Chart(named("lines")).encode(x=x, y=y)
    return framed(
        *parts.break_ground(mode, x, LEFT),
        _window(t, x),
        *bands.scales(t, LEFT),
        *_naive(t, x, y),
        *_lines(t, lines),
        *_words(t, x, y),
        *parts.years(mode, x, LEFT),
        mode=mode,
        height=HEIGHT,
        left=LEFT,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames for the chosen Asia; the chosen years decide what the title compares."""
    seen = constant_sets.seen(release, choice.asia)
    span = _compared(seen, choice)
    who = terms.asia(choice.asia)
    scales = _bands(seen)
    return Content(
        title=_title(span, who),
        subtitle=_(
            "China’s share of Russia’s two-way goods trade with {asia}; below, how concentrated that trade is"
        ).format(asia=who),
        source=_source(release, seen),
        description=_description(seen, who),
        how_to_read=_how_to_read(seen),
        table=_table(seen),
        frames=_frames(release, seen, choice, scales),
        empty=""
        if len(seen.lines)
        else _("No year has figures of China and enough partners of {asia}.").format(asia=who),
        quote=_quote(release, span, who),
        check=_check(span),
    )


def _window(t: theme.Tokens, x: alt.X) -> alt.Chart:
    look: dict[str, Any] = {"fill": t.accent, "fillOpacity": 0.07, "stroke": t.accent, "strokeOpacity": 0.35}
    rect: alt.Chart = alt.Chart(named("window")).mark_rect(**look, y=0, y2=alt.ExprRef("height"), aria=False)
    return rect.encode(x=x, x2="end:Q")


def _naive(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(named("naive")).encode(x=x, y=y, tooltip="aria:N")
    line = base.mark_line(color=t.ink3, strokeWidth=1.6, strokeDash=theme.RULE_DASH, aria=False)
    hit = base.mark_point(filled=True, opacity=0, size=90).encode(description="aria:N")
    return [line.encode(detail="group:N"), hit]


def _lines(t: theme.Tokens, lines: alt.Chart) -> list[alt.Chart]:
    """China's share in China's colour, the index in ink: thin for the long set, thick and with points for the full."""
    share = "datum.band == 'share'"
    colour = alt.when(share).then(alt.value(t.chn)).otherwise(alt.value(t.ink2))
    out = []
    for name, width in (("long", 1.5), ("full", 3.0)):
        one = lines.transform_filter(f"datum.line == '{name}'").encode(tooltip="aria:N")
        drawn = one.encode(color=colour, detail="group:N")
        solid = drawn.transform_filter("datum.basis == 'reported'").mark_line(strokeWidth=width, aria=False)
        out.append(solid.add_params(parts.BRUSH) if name == "full" else solid)
        dashed = drawn.transform_filter("datum.basis != 'reported'")
        out.append(dashed.mark_line(strokeWidth=width, strokeDash=theme.ESTIMATE_DASH, aria=False))
        out += _points(t, one, alt.when(share).then(alt.value(t.chn)).otherwise(alt.value(t.ink2)), width)
    return out


def _points(t: theme.Tokens, one: alt.Chart, colour: Any, width: float) -> list[alt.Chart]:
    hollow = one.transform_filter("datum.basis != 'reported'").encode(stroke=colour, description="aria:N")
    full = one.transform_filter("datum.basis == 'reported'").encode(fill=colour, description="aria:N")
    look: dict[str, Any] = {"filled": True, "fill": t.paper}
    size = 14 + width * 10
    return [
        full.mark_point(filled=True, size=6 + width * 6),
        hollow.transform_filter("datum.quality != 'suspect'").mark_point(**look, strokeWidth=1.8, size=size),
        hollow.transform_filter("datum.quality == 'suspect'").mark_point(
            **look, strokeWidth=1.5, strokeDash=theme.SUSPECT_DASH, size=size + 28
        ),
    ]


def _words(t: theme.Tokens, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Names at the lines' ends and the note on the dotted line."""
    names = alt.Chart(named("names")).encode(x=x, y=y)
    look: dict[str, Any] = {"baseline": "top", "color": t.ink2, "lineHeight": 15}
    note = alt.Chart(named("note")).encode(y=y)
    return [
        parts.direct_label(names.transform_filter("datum.kind == 'full'"), LEFT, color=t.chn, fontWeight=600),
        parts.direct_label(names.transform_filter("datum.kind == 'long'"), LEFT, color=t.chn),
        parts.direct_label(names.transform_filter("datum.kind == 'index'"), LEFT, color=t.ink2, fontWeight=600),
        parts.direct_label(note.encode(x=x), LEFT, **look, align="right", fontSize=by_width(0, 13, LEFT, middle=0)),
        parts.direct_label(note, LEFT, text="phone", **look, x=4, fontSize=by_width(11, 0, LEFT, middle=12)),
    ]


def _bands(seen: Seen) -> dict[str, Band]:
    share = pd.concat([seen.lines["china_share_pct"], seen.naive["share_pct"]]).astype("float64")
    index = seen.lines["herfindahl"].astype("float64")
    return {
        name: bands.band(*place, 0.0 if values.empty else float(values.max()), STEPS[name])
        for name, values, place in (("share", share, SHARE_BAND), ("index", index, INDEX_BAND))
    }


def _frames(release: Release, seen: Seen, choice: Choice, scales: dict[str, Band]) -> dict[str, pd.DataFrame]:
    years = pd.concat([seen.lines["year"], seen.naive["year"]]).astype("int64")
    first, last = (int(years.min()), int(years.max())) if len(years) else (FIRST["full"], BREAK_YEAR)
    chosen = choice.first is not None or choice.last is not None
    window = [{"year": float(max(choice.first or first, first)), "end": float(min(choice.last or last, last))}]
    window = [w for w in window if chosen and w["year"] < w["end"]]
    return {
        "lines": _lines_frame(seen, scales),
        "naive": seen.naive.assign(
            at=scales["share"].at(seen.naive["share_pct"].astype("float64")),
            group=(seen.naive["year"] >= BREAK_YEAR).astype("str"),
            aria=[
                _("All {count} partners with a figure in {year}: China {share}").format(
                    count=r.partners, year=r.year, share=pct(r.share_pct)
                )
                for r in records(seen.naive)
            ],
        )[["year", "at", "group", "aria"]],
        "grid": _grid_frame(scales),
        "heads": pd.DataFrame([{"at": INDEX_BAND[1] + 0.03, "label": _("Herfindahl index (1: a single partner)")}]),
        "names": _names_frame(seen, scales, last),
        "note": _note_frame(release, seen, scales["share"], last),
        "window": pd.DataFrame(window, columns=["year", "end"]),
        "ground": parts.break_frame(first, last, last + 0.6, _("estimates")),
        "ticks": parts.year_ticks(first, last, last + 0.6),
    }


def _lines_frame(seen: Seen, scales: dict[str, Band]) -> pd.DataFrame:
    """One row a point of either band; a line ends where its basis changes."""
    rows = []
    for r in records(seen.lines):
        doubt = "?" if r.quality == "suspect" else ""
        common = {"line": r.line, "year": r.year, "basis": r.basis, "quality": r.quality}
        said = {"count": r.partners, "year": r.year, "basis": terms.basis(r.basis)}
        share = _("{year}, same {count} partners: China {value}, {basis}").format(
            **said, value=pct(r.china_share_pct) + doubt
        )
        index = _("{year}, same {count} partners: Herfindahl index {value}, {basis}").format(
            **said, value=f"{r.herfindahl:.2f}" + doubt
        )
        for band, value, aria in (("share", r.china_share_pct, share), ("index", r.herfindahl, index)):
            at = scales[band].at(value)
            rows.append({**common, "band": band, "at": at, "group": f"{r.line}-{band}-{r.basis}", "aria": aria})
    return pd.DataFrame(rows, columns=["line", "year", "basis", "quality", "band", "at", "group", "aria"])


def _grid_frame(scales: dict[str, Band]) -> pd.DataFrame:
    share, index = scales["share"].grid(lambda v: f"{v:.0f}%"), scales["index"].grid(lambda v: f"{v:.2g}")
    return pd.concat([share, index], ignore_index=True)


def _names_frame(seen: Seen, scales: dict[str, Band], last: int) -> pd.DataFrame:
    """Each line's set and last value at its end, moved apart; the index of the full line, and what it is like."""
    ends = {name: records(seen.line(name))[-1] for name in aggregate.LINES if len(seen.line(name))}
    at = parts.dodged([scales["share"].at(r.china_share_pct) for r in ends.values()], 40 / HEIGHT)
    rows = [
        {"at": place, "kind": name, "label": _end_label(name, r)}
        for place, (name, r) in zip(at, ends.items(), strict=True)
    ]
    if main := ends.get("full") or ends.get("long"):
        label = _("{index} in {year}: as|{equal} equal partners").format(
            index=f"{main.herfindahl:.2f}", year=main.year, equal=f"{1 / main.herfindahl:.1f}"
        )
        rows.append({"at": scales["index"].at(main.herfindahl), "kind": "index", "label": label})
    return pd.DataFrame(rows, columns=["at", "kind", "label"]).assign(year=last + 0.9)


def _end_label(line: str, end: Any) -> str:
    known = {"count": end.partners, "share": _share(end), "year": end.year, "first": FIRST[line]}
    return _("{share} in {year},|same {count} since {first}").format(**known)


def _note_frame(release: Release, seen: Seen, band: Band, last: int) -> pd.DataFrame:
    """What the dotted line is and why it jumps, under the lines: left of the break, on a phone from the axis on."""
    if seen.naive.empty:
        return pd.DataFrame(columns=["year", "at", "label", "phone"])
    lowest = float(pd.concat([seen.lines["china_share_pct"], seen.naive["share_pct"]]).astype("float64").min())
    words = _note(release, seen)
    label, phone = ("|".join(textwrap.wrap(words, width, break_on_hyphens=False)) for width in NOTE_WIDTHS)
    at = max(band.at(lowest) - 0.03, band.low + 0.2)
    return pd.DataFrame([{"year": min(last, BREAK_YEAR - 0.7), "at": at, "label": label, "phone": phone}])


def _note(release: Release, seen: Seen) -> str:
    dotted = _("Dotted: whoever has a figure that year.")
    if seen.jump is None:
        main = seen.line("full").set_index("year")["china_share_pct"]
        apart = (seen.naive.set_index("year")["share_pct"] - main).abs().max()
        return dotted + (" " + _("Here it is nearly the same.") if apart < ALIKE else "")
    names = listed([view.labels(release)[p] for p in seen.gone], 2)
    if not names:
        words = _("It jumps in {year} as the partners change ({step} points; on the same partners {same}).")
    elif len(seen.gone) == 1:
        words = _("It jumps in {year} as {names} drops out ({step} points; on the same partners {same}).")
    else:
        words = _("It jumps in {year} as {names} drop out ({step} points; on the same partners {same}).")
    known = {"step": _points_said(seen.naive_step), "same": _points_said(seen.same_step)}
    return f"{dotted} {words.format(year=seen.jump, names=names, **known)}"


def _points_said(step: float) -> str:
    return f"{'+' if step >= 0 else MINUS}{abs(step):.1f}"


def _share(row: Any) -> str:
    return pct(row.china_share_pct) + ("?" if row.quality == "suspect" else "")


def _compared(seen: Seen, choice: Choice) -> pd.DataFrame:
    """The years the title compares: the full line in the reader's years, or the long one where they ask for earlier."""
    first, last = choice.first or 0, choice.last or math.inf

    def within(line: str) -> pd.DataFrame:
        return seen.line(line)[seen.line(line)["year"].between(first, last)]

    full, long = within("full"), within("long")
    earlier = choice.first is not None and choice.first < FIRST["full"] and len(long) > 1
    return long if earlier or (len(full) < 2 and len(long) > 1) else full


def _title(span: pd.DataFrame, who: str) -> str:
    """China's share at both ends of the compared years, on the same partners."""
    if len(span) < 2:
        return _("China’s share of Russia’s trade with {asia}").format(asia=who)
    a, b = records(span)[0], records(span)[-1]
    moved = b.china_share_pct - a.china_share_pct
    said = {"asia": who, "a": _share(a), "b": _share(b), "first": a.year, "last": b.year}
    estimate = _(" by estimates") if b.basis == "estimate" else ""
    if abs(moved) < 1:
        return _("China: {a} of Russia’s trade with {asia} in {first}, {b} in {last}").format(**said) + estimate
    if moved > 0:
        return (
            _("China rose from {a} of Russia’s trade with {asia} in {first} to {b} in {last}").format(**said) + estimate
        )
    return _("China fell from {a} of Russia’s trade with {asia} in {first} to {b} in {last}").format(**said) + estimate


def _how_to_read(seen: Seen) -> str:
    thin = _(" Thin: those that Russian customs give since {year}.").format(year=FIRST["long"])
    return _(
        "Thick: the partners with a figure in every year since {year}.{thin} Dashed with hollow points: estimates; "
        "dotted rings: partly suspect. Herfindahl index: the sum of the squared shares; n equal partners would give "
        "1/n. Drag over years to choose them for all charts."
    ).format(year=FIRST["full"], thin=thin if len(seen.line("long")) else "")


def _quote(release: Release, span: pd.DataFrame, who: str) -> str:
    if span.empty:
        return ""
    end = records(span)[-1]
    sources = [*(aggregate.CUSTOMS if end.line == "long" else ()), aggregate.IMF]
    return _(
        "China accounted for {share} of Russia’s two-way goods trade with {count} partners in {asia} that have figures "
        "for every year from {first} to {year} ({basis}; {names})."
    ).format(
        share=pct(end.china_share_pct),
        count=end.partners,
        asia=who,
        first=FIRST[end.line],
        year=end.year,
        basis=terms.basis(end.basis) + (_(", part of it suspect") if end.quality == "suspect" else ""),
        names=view.publishers(release, sources),
    )


def _check(span: pd.DataFrame) -> str:
    if span.empty or records(span)[-1].basis == "reported":
        return ""
    suspect = records(span)[-1].quality == "suspect"
    return _("the share rests on estimates") + (_(", and part of them is suspect") if suspect else "")


def _source(release: Release, seen: Seen) -> str:
    sources = [aggregate.IMF, *(aggregate.CUSTOMS if len(seen.line("long")) else ())]
    text = _("{names}; IMF estimates from {year}.").format(names=view.publishers(release, sources), year=BREAK_YEAR)
    full = records(seen.line("full"))
    out = [item.split(" ") for item in full[-1].left_out.split(";") if item] if full else []
    heavy = [
        _("{name} ({share} of the trade)").format(name=view.labels(release)[p], share=pct(float(share)))
        for p, share in out
        if float(share) >= constant_sets.HEAVY_PCT
    ]
    left_out = _("Not in the thick line, as a year is missing: {names}.").format(names=listed(heavy, 4))
    return f"{text} {left_out}" if heavy else text


def _description(seen: Seen, who: str) -> str:
    said = []
    for line in aggregate.LINES:
        if rows := records(seen.line(line)):
            a, b = rows[0], rows[-1]
            said.append(
                _("{count} partners: China {a} in {first}, {b} in {last}; Herfindahl index {low}, then {high}").format(
                    count=b.partners,
                    a=_share(a),
                    first=a.year,
                    b=_share(b),
                    last=b.year,
                    low=f"{a.herfindahl:.2f}",
                    high=f"{b.herfindahl:.2f}",
                )
            )
    return _("Line chart, {asia}. {lines}. Figures from {year} are estimates.").format(
        asia=who, lines=". ".join(said), year=BREAK_YEAR
    )


def _table(seen: Seen) -> pd.DataFrame:
    columns = ["line", *concentration.COLUMNS]
    return seen.lines.reindex(columns=columns).rename(columns={"value_usd": "set_value_usd"})
