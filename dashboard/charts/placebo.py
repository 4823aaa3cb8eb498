"""Trade around the president's one-to-one visits, each estimate against the draws in which visit years are redrawn.

A bar holds 95 of 100 draws; a dot outside it is an effect that chance rarely makes. Two thin lines under each look one
and two years before a visit, where there should be none: the check of the design. All numbers are the claim's own
facts (`claims.visits_move_trade`); nothing is estimated here.
"""

from collections.abc import Mapping
from math import expm1
from typing import Any, Final

import altair as alt
import pandas as pd

from dashboard import theme
from dashboard.charts.content import Content, records
from dashboard.charts.frame import by_width, framed, named
from dashboard.claims import option_words
from dashboard.claims.claim import NOT_TESTABLE, Measured
from dashboard.claims.ledger import verdict
from dashboard.claims.visit_study import LEADS
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _, ngettext
from dashboard.theme import Mode
from dashboard.words import pct

CLAIM_ID: Final = "visits-move-trade"
LEFT: Final = 132
ROW: Final = 64  # px of one flow and Asia: its estimate, then the two years before
PLACES: Final = {"": 0.22, "lead_1": 0.55, "lead_2": 0.8}
"""Where in a row an estimate stands: of the visit itself, of one and of two years before."""

ROOM: Final = f"(width + {LEFT} < {theme.PHONE} ? 48 : 66)"
COLUMNS: Final = [
    "order", "flow", "asia", "what", "estimate_pct", "low_pct", "high_pct", "p_value", "p_adjusted", "inside",
]  # fmt: skip


def draw(mode: Mode) -> dict[str, Any]:
    """The picture without data: bars of draws, dots of estimates, a rule at no change."""
    t = theme.TOKENS[mode]
    return framed(
        *_scale(t),
        *[mark for what, place in PLACES.items() for mark in _marks(t, what, place)],
        *_labels(t),
        mode=mode,
        height=alt.Step(ROW),
        left=LEFT,
        foot=50,
    )


def content(release: Release, choice: Choice) -> Content:  # noqa: ARG001  (the register's signature)
    """Words and frames of the six lines; the claim is read on all of them, whatever the reader chose."""
    judged = verdict(release, CLAIM_ID)
    computed = [(reading, one) for reading, one in judged.readings if one.verdict != NOT_TESTABLE]
    found = pd.DataFrame(
        [row for order, (reading, one) in enumerate(computed) for row in _rows(order, reading, one)], columns=COLUMNS
    )
    return Content(
        title=_title(found),
        subtitle=_(
            "Change of Russia’s trade from the year before to the year after, beyond what partner and year let expect; "
            "bars: 95 of 100 draws"
        ),
        source=_("visits coded for this project; trade as Russia reported it to 2021 (customs and IMF)."),
        description=_description(found),
        how_to_read=_(
            "A dot is an estimate; its bar holds 95 of 100 draws in which each partner’s visits fell in other years. "
            "Thin lines: the same one and two years before a visit, where a dot outside the bar means that visits do "
            "not come at random. It is a correlation."
        ),
        table=found.drop(columns="order"),
        frames={"estimates": _estimates(found), "rows": _row_words(found), "scale": _scale_frame(found)},
        empty="" if len(found) else judged.default.missing,
        quote=judged.claim.headline(release, judged.default) if len(found) else "",
        check=_check(found),
    )


def _rows(order: int, reading: Mapping[str, str], one: Measured) -> list[dict[str, object]]:
    """The estimates of one reading: of the visit, and of each lead that has an answer."""
    rows: list[dict[str, object]] = []
    for what in PLACES:
        keys = [what or "estimate", *(f"{what}_{end}".removeprefix("_") for end in ("low", "high"))]
        found = [value for key in keys if isinstance(value := one.facts[key], float)]
        if len(found) < len(keys):
            continue
        estimate, low, high = (expm1(log_points) * 100 for log_points in found)
        rows.append(
            {
                "order": order,
                **reading,
                "what": what,
                "estimate_pct": estimate,
                "low_pct": low,
                "high_pct": high,
                "p_value": one.facts[f"{what}_p" if what else "p_value"],
                "p_adjusted": None if what else one.facts["p_adjusted"],
                "inside": low <= estimate <= high,
            }
        )
    return rows


def _x(field: str) -> alt.X:
    return alt.X(
        field, axis=None, title=None, scale=alt.Scale(nice=False, zero=False, range=[0, {"expr": f"width - {ROOM}"}])
    )


def _y(place: float) -> alt.Y:
    scale = alt.Scale(type="band", paddingInner=0, paddingOuter=0)
    return alt.Y("order:O", axis=None, title=None, scale=scale, bandPosition=place)


def _scale(t: theme.Tokens) -> list[alt.Chart]:
    base = alt.Chart(named("scale")).encode(x=_x("at:Q"))
    rule = base.mark_rule(color=t.grid, y=0, y2=alt.ExprRef("height"), aria=False)
    zero = base.transform_filter("datum.at == 0").mark_rule(
        color=t.axis, strokeWidth=1.4, y=0, y2=alt.ExprRef("height"), aria=False
    )
    label = base.mark_text(
        baseline="top", y=alt.ExprRef("height + 7"), color=t.ink3, aria=False, fontSize=by_width(11, 13, LEFT)
    )
    return [rule, zero, label.encode(text="label:N")]


def _marks(t: theme.Tokens, what: str, place: float) -> list[alt.Chart]:
    base = alt.Chart(named("estimates")).transform_filter(f"datum.what == '{what}'").encode(y=_y(place))
    thick, size = (13, 110) if not what else (3, 34)
    bar = base.mark_rule(color=t.rest_soft, strokeWidth=thick, aria=False).encode(x=_x("low_pct:Q"), x2="high_pct:Q")
    dot = base.encode(x=_x("estimate_pct:Q"), description="aria:N", tooltip="aria:N")
    look: dict[str, Any] = {"size": size, "opacity": 1, "strokeWidth": 1.8, "stroke": t.ink}
    return [
        bar,
        dot.transform_filter("datum.inside").mark_point(filled=True, fill=t.paper, **look),
        dot.transform_filter("!datum.inside").mark_point(filled=True, fill=t.ink, **look),
    ]


def _labels(t: theme.Tokens) -> list[alt.Chart]:
    base = alt.Chart(named("rows"))
    left: dict[str, Any] = {"align": "left", "baseline": "middle", "x": -LEFT, "aria": False}
    small: dict[str, Any] = {**left, "color": t.ink3, "fontSize": by_width(10.5, 12, LEFT)}
    value: dict[str, Any] = {"align": "right", "baseline": "middle", "x": alt.ExprRef("width"), "aria": False}
    return [
        base.mark_text(**left, fontWeight=600, color=t.ink, fontSize=by_width(11.5, 14, LEFT)).encode(
            y=_y(PLACES[""]), text="label:N"
        ),
        *(base.mark_text(**small).encode(y=_y(PLACES[f"lead_{lead}"]), text=f"lead_{lead}:N") for lead in LEADS),
        base.mark_text(**value, fontWeight=700, color=t.ink, fontSize=by_width(12.5, 15, LEFT)).encode(
            y=_y(PLACES[""]), text="value:N"
        ),
    ]


def _estimates(found: pd.DataFrame) -> pd.DataFrame:
    columns = ["order", "what", "estimate_pct", "low_pct", "high_pct", "inside"]
    return found[columns].assign(aria=[_said(row) for row in records(found)])


def _row_words(found: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "order": row.order,
            "label": _row_label(row),
            "value": _signed(row.estimate_pct),
            **{f"lead_{lead}": _years_before(lead) for lead in LEADS},
        }
        for row in records(found[found["what"].eq("")])
    ]
    return pd.DataFrame(rows, columns=["order", "label", "value", *(f"lead_{lead}" for lead in LEADS)])


def _row_label(row: Any) -> str:
    """'Turnover, core': the flow and Asia of a row, short enough for its margin."""
    asia = _("core") if row.asia == "core" else option_words.asia(row.asia)
    words = _("{flow}, {asia}").format(flow=option_words.option("flow", row.flow, {}), asia=asia)
    return words[:1].upper() + words[1:]


def _scale_frame(found: pd.DataFrame) -> pd.DataFrame:
    """Ticks every 10 percent over all bars and dots, 0 always among them."""
    values = found[["estimate_pct", "low_pct", "high_pct"]].to_numpy(dtype="float64").ravel()
    low, high = (min(0.0, values.min()), max(0.0, values.max())) if len(values) else (0.0, 0.0)
    ticks = range(int(low // 10) * 10, int(-(-high // 10)) * 10 + 1, 10)
    return pd.DataFrame([{"at": float(tick), "label": _signed(float(tick))} for tick in ticks], columns=["at", "label"])


def _title(found: pd.DataFrame) -> str:
    """How many of the lines lie above, below and inside their draws."""
    main = found[found["what"].eq("")]
    above = int((main["estimate_pct"] > main["high_pct"]).sum())
    below = int((main["estimate_pct"] < main["low_pct"]).sum())
    if not above and not below:
        return _("No effect seen: trade around the president’s visits lies within chance on all {lines} lines").format(
            lines=len(main)
        )
    return _(
        "Trade around the president’s visits: above chance on {above} of {lines} lines, below it on {below}"
    ).format(above=above, below=below, lines=len(main))


def _description(found: pd.DataFrame) -> str:
    return _("Estimates with the range of their draws. {said}.").format(said=". ".join(map(_said, records(found))))


def _said(row: Any) -> str:
    when = _("around a visit") if not row.what else _years_before(int(row.what[-1]))
    place = _("within its draws") if row.inside else _("outside its draws")
    return _("{flow}, {asia}, {when}: {value}, {place} ({low} to {high}), p {p}").format(
        flow=option_words.option("flow", row.flow, {}),
        asia=option_words.asia(row.asia),
        when=when,
        value=_signed(row.estimate_pct),
        place=place,
        low=_signed(row.low_pct),
        high=_signed(row.high_pct),
        p=f"{row.p_value:.2f}",
    )


def _years_before(lead: int) -> str:
    return ngettext("{lead} year before", "{lead} years before", lead).format(lead=lead)


def _check(found: pd.DataFrame) -> str:
    failed = found[found["what"].ne("") & ~found["inside"].astype(bool)]
    if failed.empty:
        return ""
    return _("on {count} of the {lines} lines trade already differed before a visit").format(
        count=failed["order"].nunique(), lines=found["order"].nunique()
    )


def _signed(percent: float) -> str:
    return f"+{pct(percent)}" if percent > 0 else pct(percent)
