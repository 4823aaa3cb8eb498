"""What each meeting of a forum agreed on, and what stood in the way: a joint text, a chair's statement, or no text.

Above the matrix, the share of meetings without a joint text before 2017 and from then on, with counts and intervals.
The G20 is left out as it is no forum of Asia, the Belt and Road forum as none of its texts was found.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts import counts, parts
from dashboard.charts import forum_grid as grid
from dashboard.charts import forum_words as wording
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.measures import forums, outcomes
from dashboard.release import Release, per_release
from dashboard.selection import Choice
from dashboard.texts import _
from dashboard.theme import Mode
from dashboard.words import listed, years

LEFT: Final = 60
FORUMS: Final = ("APEC", "EAS", "SCO", "BRICS", "CICA", "ASEAN-Russia")
COMPARED: Final = (("APEC", "EAS"), ("SCO", "BRICS"))
"""The forums whose shares are shown together: those with the United States, which the headline is about, and others."""

CUT: Final = 2017
"""The year from which the method counts the later window."""

KEY: Final = ("joint", "chair_only", "none", "planned", "cancelled", "unknown")
LETTERS: Final = {"planned": forums.PLANNED_LETTER, "cancelled": "×", "unknown": forums.UNKNOWN_LETTER}
SHARES: Final = ["line", "dot", "low", "high", "few", "label", "short", "name", "aria"]
SCALE_LINE: Final = 3 * len(COMPARED)  # a heading and two windows for each, then the scale


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: intervals of the two windows above, a column a year and a line a forum below."""
    t = theme.TOKENS[mode]
    base = alt.Chart(named("cells")).encode(x=grid.column_x(), y=grid.line_y())
    ink = alt.when("datum.kind == 'planned'").then(alt.value(t.ink3)).otherwise(alt.value(t.ink))
    return framed(
        *grid.intervals(mode, LEFT),
        *_cells(mode, base.encode(tooltip="aria:N", description="aria:N")),
        base.mark_text(
            baseline="middle", fontWeight=700, aria=False, cursor="pointer", fontSize=by_width(10, 13, LEFT, middle=11)
        ).encode(text="letter:N", color=ink),
        grid.rings(t.accent),
        *grid.headings(mode, LEFT),
        _names(t),
        *_key(mode),
        *grid.column_axis(mode, LEFT),
        mode=mode,
        height=alt.Step(grid.LINE),
        left=LEFT,
        foot=88,
    )


def content(release: Release, choice: Choice) -> Content:
    """Words and frames: the meetings in the reader's years."""
    every = meetings(release)
    first, last = choice.first or int(every["year"].min()), choice.last or int(every["year"].max())
    shown = every[every["year"].between(first, last)].reset_index(drop=True)
    lines = _lines(release, every)
    rings = grid.rings_frame(shown, {forum: (line, line) for forum, line in lines.items()}, choice.partners)
    windows = [_windows(release, names, first, last) for names in COMPARED]
    shares = _shares_frame(windows)
    return Content(
        title=_title(windows[0], first, last),
        subtitle=wording.causes(),
        source=_("forum and press records collected for this project, addresses in the table.")
        + grid.ringed(release, rings),
        description=_description(shown, windows, first, last),
        how_to_read=_(
            "Above: share of the meetings held whose outcome is known, dot with its 95% interval. Below: full cell, "
            "joint text (topical leaders’ statements count); half, the chair’s statement only; hollow, no text, with "
            "a letter for the cause; hatched, cancelled or not found. Of two meetings in a year the last is drawn, "
            "both count. ASEAN: its summits with Russia."
        ),
        table=_table(shown),
        frames={
            "cells": _cells_frame(release, shown, lines),
            "shares": shares,
            "scale": _scale_frame(shares),
            "headings": _headings_frame(release, lines, windows),
            "names": _names_frame(lines, shares),
            "rings": rings,
            "key": _key_frame(),
            "ticks": grid.column_ticks(first, last),
        },
        empty=""
        if len(shown)
        else _("No meeting of these forums is in the table for {span}.").format(span=years(first, last)),
        quote=_quote(windows[0]),
        check=_check(windows[0]),
    )


@per_release(1)
def meetings(release: Release) -> pd.DataFrame:
    """What each meeting of the shown forums agreed on (`measures.outcomes.outcomes`)."""
    return outcomes.outcomes(release.table("forum_meetings"), FORUMS)


class _Window(NamedTuple):
    """The share of meetings of some forums without a joint text in a span of years."""

    names: tuple[str, ...]
    first: int
    last: int
    tally: outcomes.WithoutText

    @property
    def few(self) -> bool:
        return self.tally.meetings < counts.FEW


def _windows(release: Release, names: tuple[str, ...], first: int, last: int) -> list[_Window]:
    """The windows before and from the cut, as far as the reader's years hold meetings with a known outcome."""
    table = release.table("forum_meetings")
    held = table[table["forum"].isin(names) & table["status"].eq("held") & table["year"].between(first, last)]["year"]
    out = []
    for part in (held[held < CUT], held[held >= CUT]):
        if len(part):
            a, b = int(part.min()), int(part.max())
            out.append(_Window(names, a, b, outcomes.without_text(table, names, a, b)))
    return out


def _cells(mode: Mode, base: alt.Chart) -> list[alt.Chart]:
    t = theme.TOKENS[mode]
    joint = base.transform_filter("datum.kind == 'joint'").mark_rect(**grid.CELL)
    open_ = base.transform_filter("datum.kind == 'chair_only' || datum.kind == 'none'").mark_rect(
        **grid.CELL, fill=t.paper, stroke=t.ink, strokeWidth=by_width(1.3, 1.8, LEFT)
    )
    half = (
        alt.Chart(named("cells"))
        .transform_filter("datum.kind == 'chair_only'")
        .mark_rect(color=t.seq[1], aria=False, cursor="pointer")
        .encode(x=grid.column_x(), y=grid.line_y(0.5), y2=alt.Y2("line:O", bandPosition=0.94))
    )
    return [
        parts.clickable(joint.encode(fill=alt.value(t.seq[3]))),
        open_,
        half,
        grid.hatched(base.transform_filter("datum.kind == 'cancelled' || datum.kind == 'unknown'"), mode),
        grid.planned(base.transform_filter("datum.kind == 'planned'"), mode),
    ]


def _names(t: theme.Tokens) -> alt.Chart:
    """What each line is: a forum, or a window of years."""
    names: alt.Chart = (
        alt.Chart(named("names"))
        .mark_text(align="left", baseline="middle", x=-LEFT, color=t.ink, aria=False, fontSize=by_width(11, 13, LEFT))
        .encode(y=grid.line_y(), text="name:N")
    )
    return names


def _key(mode: Mode) -> list[alt.Chart]:
    """What fill, outline and hatching mean, once, under the axis."""
    t = theme.TOKENS[mode]
    base = alt.Chart(named("key"))
    narrow = f"width + {LEFT} < {theme.WIDE}"
    across = f"({narrow} ? 2 : 3)"
    at: dict[str, Any] = {
        "x": alt.ExprRef(f"(datum.place % {across}) * (width + {LEFT}) / {across} - {LEFT - 8}"),
        "aria": False,
    }
    y = f"height + 36 + floor(datum.place / {across}) * 17"
    box: dict[str, Any] = {**at, "y": alt.ExprRef(y), "shape": "square", "size": 196, "filled": True}
    open_ = base.transform_filter("datum.kind == 'chair_only' || datum.kind == 'none'")
    hatched = base.transform_filter("datum.kind == 'cancelled' || datum.kind == 'unknown'")
    lower = {**box, "y": alt.ExprRef(f"{y} + 3"), "shape": "M-1,-0.45L1,-0.45L1,0.45L-1,0.45Z", "size": 150}
    text: dict[str, Any] = {**at, "y": alt.ExprRef(y), "baseline": "middle"}
    return [
        base.transform_filter("datum.kind == 'joint'").mark_point(**box).encode(fill=alt.value(t.seq[3])),
        open_.mark_point(**box, stroke=t.ink, strokeWidth=1.5).encode(fill=alt.value(t.paper)),
        base.transform_filter("datum.kind == 'chair_only'").mark_point(**lower).encode(fill=alt.value(t.seq[1])),
        base.transform_filter("datum.kind == 'planned'")
        .mark_point(**box, stroke=t.axis, strokeWidth=1, strokeDash=theme.SUSPECT_DASH)
        .encode(fill=alt.value(t.paper)),
        hatched.mark_point(**box, fill=theme.hatch(t.rest_soft, t.paper, 3)).encode(stroke=alt.value(t.rest_soft)),
        base.mark_text(**text, fontSize=10, fontWeight=600, color=t.ink).encode(text="letter:N"),
        base.mark_text(**text, align="left", dx=12, color=t.ink2, fontSize=by_width(11, 13, LEFT, middle=12)).encode(
            text="label:N"
        ),
    ]


def _lines(release: Release, every: pd.DataFrame) -> dict[str, int]:
    """The line of each forum that has meetings, those with the United States first; the shares stand above."""
    known = set(every["forum"])
    lines: dict[str, int] = {}
    at = SCALE_LINE + 1
    for _heading, names in _groups(release):
        present = [forum for forum in names if forum in known]
        lines |= {forum: at + 1 + i for i, forum in enumerate(present)}
        at += 1 + len(present)
    return lines


def _groups(release: Release) -> list[tuple[str, list[str]]]:
    """The forums with the United States and those without, each with its heading."""
    inside = [forum for forum in FORUMS if wording.united_states_since(release, forum) is not None]
    later = [
        _("{forum} since {year}").format(forum=wording.forum_name(forum), year=since)
        for forum in inside
        if (since := wording.united_states_since(release, forum) or 0) > 0
    ]
    heading = _("With the United States") + (f" ({', '.join(later)})" if later else "")
    return [(heading, inside), (_("Without the United States"), [f for f in FORUMS if f not in inside])]


def _names_frame(lines: Mapping[str, int], shares: pd.DataFrame) -> pd.DataFrame:
    short = {"ASEAN-Russia": _("ASEAN")}
    rows = [{"line": line, "name": short.get(forum, forum)} for forum, line in lines.items()]
    return pd.concat([pd.DataFrame(rows, columns=["line", "name"]), shares[["line", "name"]]], ignore_index=True)


def _headings_frame(release: Release, lines: Mapping[str, int], windows: list[list[_Window]]) -> pd.DataFrame:
    rows = [
        {
            "line": 3 * i,
            "name": _("{forums}: meetings without a joint text").format(forums=wording.forums_listed(names)),
        }
        for i, names in enumerate(COMPARED)
        if windows[i]
    ]
    for heading, names in _groups(release):
        at = [lines[forum] for forum in names if forum in lines]
        rows += [{"line": min(at) - 1, "name": heading}] if at else []
    return pd.DataFrame(rows, columns=["line", "name"])


def _shares_frame(windows: list[list[_Window]]) -> pd.DataFrame:
    rows = []
    for i, group in enumerate(windows):
        for window in group:
            c, part = window.tally, counts.part(window.tally.without, window.tally.meetings)
            if not c.meetings:
                continue
            found = _("; {count} not found").format(count=c.unknown) if c.unknown else ""
            when = years(window.first, window.last)
            span = counts.interval(c.interval_low_pct, c.interval_high_pct)
            short = f"{part}, " + (counts.too_few() if window.few else f"{counts.percent(c.share_pct)} ({span})")
            rows.append(
                {
                    "line": 3 * i + (1 if window.last < CUT else 2),
                    "dot": c.share_pct / 100,
                    "low": c.interval_low_pct / 100,
                    "high": c.interval_high_pct / 100,
                    "few": window.few,
                    "label": short + found,
                    "short": short,
                    "name": when,
                    "aria": f"{wording.forums_listed(window.names)}, {when}: {short}{found}",
                }
            )
    return pd.DataFrame(rows, columns=SHARES)


def _scale_frame(shares: pd.DataFrame) -> pd.DataFrame:
    """0, 50 and 100 % under the intervals, from their first line on."""
    top = shares["line"].min()
    rows = [{"at": at / 100, "line": top, "end": SCALE_LINE, "label": f"{at}%" if at else "0"} for at in (0, 50, 100)]
    return pd.DataFrame(rows if len(shares) else [], columns=["at", "line", "end", "label"])


def _cells_frame(release: Release, shown: pd.DataFrame, lines: Mapping[str, int]) -> pd.DataFrame:
    """One row a cell; of two meetings in a year the last that was held."""
    cells = forums.by_year(shown)
    failed = cells["kind"].isin(outcomes.WITHOUT)
    letter = cells["failure_cause"].where(failed).map(wording.CAUSES).fillna(cells["kind"].map(LETTERS)).fillna("")
    return pd.DataFrame(
        {
            "partner": grid.hosts(release, cells),
            "forum": cells["forum"],
            "year": cells["year"],
            "line": cells["forum"].map(lines),
            "kind": cells["kind"],
            "letter": letter,
            "aria": [_aria(cell) for cell in records(cells)],
        }
    )


def _key_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"kind": kind, "letter": LETTERS.get(kind, ""), "label": wording.kind(kind), "place": i}
            for i, kind in enumerate(KEY)
        ]
    )


def _aria(cell: Any) -> str:
    """One meeting in words: where, what was agreed, what stood in the way, the remark of the table."""
    said = [f"{wording.place(cell)}: {wording.kind(cell.kind)}"]
    if isinstance(cell.failure_cause, str):
        said.append(_("in the way: {cause}").format(cause=wording.cause(cell.failure_cause)))
    if isinstance(cell.note, str):
        said.append(cell.note)
    return "; ".join(said)


def _both(windows: list[_Window]) -> tuple[_Window, _Window] | None:
    """The two windows, where both hold enough meetings to be compared."""
    if len(windows) < 2 or any(window.few for window in windows):
        return None
    return windows[0], windows[1]


def _title(windows: list[_Window], first: int, last: int) -> str:
    """How many meetings had no joint text from 2017 on and before; a rise is said only where there is one."""
    both = _both(windows)
    if both is None:
        return _("What Asia’s forums agreed on, {span}").format(span=years(first, last))
    before, after = both
    said = {
        "forums": wording.forums_listed(before.names),
        "a": counts.part(before.tally.without, before.tally.meetings),
        "b": counts.part(after.tally.without, after.tally.meetings),
        "meetings": before.tally.meetings,
        "first": after.first,
        "last": after.last,
        "before": years(before.first, before.last),
        "after": years(after.first, after.last),
    }
    if after.tally.share_pct <= before.tally.share_pct:
        return _("Meetings of {forums} without a joint text: {a} in {before}, {b} in {after}").format(**said)
    rose = _("From {first} to {last}, {b} meetings of {forums} ended without a joint text; in {before}, {a}")
    if not before.tally.without:
        rose = _(
            "From {first} to {last}, {b} meetings of {forums} ended without a joint text; in {before}, none of "
            "{meetings}"
        )
    return rose.format(**said)


def _quote(windows: list[_Window]) -> str:
    if not windows or not windows[-1].tally.meetings:
        return ""
    last = windows[-1]
    c = last.tally
    text = _(
        "Of the {meetings} meetings of {forums} held from {first} to {last} whose outcome is known, {without} ended "
        "without a joint text ({share}, 95% interval {span})"
    ).format(
        meetings=c.meetings,
        forums=wording.forums_listed(last.names),
        first=last.first,
        last=last.last,
        without=c.without,
        share=counts.too_few() if last.few else counts.percent(c.share_pct),
        span=counts.interval(c.interval_low_pct, c.interval_high_pct),
    )
    if _both(windows) is None:
        return text + "."
    before = windows[0]
    return text + _(", against {part} from {first} to {last}.").format(
        part=counts.part(before.tally.without, before.tally.meetings), first=before.first, last=before.last
    )


def _check(windows: list[_Window]) -> str:
    """Few meetings without a text, intervals that overlap, outcomes that were not found."""
    said = []
    without, total = (windows[-1].tally.without, windows[-1].tally.meetings) if windows else (0, 0)
    if total and without < counts.FEW:
        said.append(_("few cases: {part} meetings without a joint text").format(part=counts.part(without, total)))
    both = _both(windows)
    if both and both[0].tally.interval_high_pct >= both[1].tally.interval_low_pct:
        said.append(_("the 95% intervals of the two periods overlap"))
    if missing := sum(window.tally.unknown for window in windows):
        said.append(_("outcomes not found: {count}").format(count=missing))
    return "; ".join(said)


def _description(shown: pd.DataFrame, windows: list[list[_Window]], first: int, last: int) -> str:
    failed = shown[shown["kind"].isin(outcomes.WITHOUT)]
    shares = _shares_frame(windows)["aria"]
    return _(
        "Matrix of what forums’ meetings agreed on, {span}. No joint text: {failed}. Shares without: {shares}."
    ).format(
        span=years(first, last),
        failed=listed([f"{m.forum} {m.year}" for m in records(failed)]) or _("none"),
        shares="; ".join(shares),
    )


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    columns = ["forum", "year", "dates", "city", "host_country", "mode", "status", "kind", "failure_cause", "note"]
    return shown[[*columns, "sources"]].rename(columns={"kind": "outcome"})
