"""One claim, whole: verdict, what speaks for it and against it, rule, every reading, its chart, limits, rows.

Belongs here: the order and place of these. Does not belong here: any word or number of a claim (`claims`), the ledger
of all (`layout.claims`).
"""

from dataclasses import replace
from itertools import pairwise
from typing import Final

import streamlit as st

from dashboard import figures, theme, view
from dashboard.charts import reading_words as wording
from dashboard.claims.claim import Claim
from dashboard.claims.ledger import CLAIMS, verdict
from dashboard.claims.output import Entry, entry
from dashboard.layout import claim_changes, parts, signs
from dashboard.release import Release
from dashboard.selection import SMALL_MULTIPLES, Choice
from dashboard.texts import _
from dashboard.words import listed

PAGE: Final = 840  # px
MEASURE: Final = 640  # px of prose
ABOUT: Final = {
    "dprk-opening": ("PRK",),
    "vietnam-us-first": ("VNM",),
    "russia-no-replacement": ("VNM",),
    "eu-no-rival": ("VNM",),
    "energy-food-niche": ("VNM",),
    "hedgers": ("VNM", "IND"),
    "china-untroubled": ("CHN",),
}
"""Whom a claim about certain states shows until the reader chooses a partner."""

BESIDE: Final = {"visits-move-trade": ("event-study",)}
"""Figures that only one claim needs; they stand before the one it shares with other pages."""


def show(release: Release, choice: Choice, claim_id: str) -> None:
    """The page of a claim; headline and counter-evidence side by side, in the same size."""
    claim, found = CLAIMS[claim_id], entry(release, claim_id)
    st.title(found["wording"])
    _show_verdict(found)
    _show_both_sides(found)
    _show_number(found)
    _show_rule(claim, found)
    _show_readings(release, found)
    _show_figures(release, choice, claim)
    _show_limits(claim, found)
    st.header(_("The rows used"), anchor="rows")
    parts.show_table(verdict(release, claim_id).default.rows, f"rows-{claim_id}", release.id)
    _show_next(choice, claim_id)


def show_opener(choice: Choice, claim_id: str, label: str, icon: str | None = None) -> None:
    """What opens a claim. A link of Streamlit's to the page that is open would leave the address as it was."""
    st.button(
        label,
        key=f"open-{claim_id}",
        icon=icon,
        type="tertiary",
        wrap=True,
        on_click=lambda: parts.go(replace(choice, claim=claim_id)),
    )


def _show_verdict(found: Entry) -> None:
    st.html(
        signs.style(theme.TOKENS[parts.mode()])
        + signs.verdict_line(found["verdict"], wording.headline_number(found), wording.agreement(found))
    )
    for change in claim_changes.recorded():
        if change.claim == found["id"]:
            st.caption(":material/history: " + claim_changes.sentence(change))


def _show_both_sides(found: Entry) -> None:
    says, against = st.columns(2, gap="medium")
    with says:
        st.header(_("What the figures say"), anchor="headline")
        st.markdown(found["headline"]["text"])
    with against:
        st.header(_("What speaks against it"), anchor="against")
        st.markdown(found["against"])


def _show_number(found: Entry) -> None:
    """The number and what stands behind it, a line each; only what there is."""
    unit, sides = found["headline"]["unit"], found["sides_unit"]
    missing = "" if found["missing"] in found["headline"]["text"] else found["missing"]
    lines = [
        (_("Number"), wording.headline_number(found)),
        (_("Before and after"), _before_and_after(found, sides)),
        (_("Interval, 95%"), _interval(found, unit)),
        (_("Coverage"), found["coverage"]),
        (_("Missing"), missing),
        *((_("Doubt"), doubt) for doubt in found["doubts"]),
    ]
    with st.container(width=MEASURE):
        st.markdown("\n".join(f"- **{name}:** {text}" for name, text in lines if text))


def _before_and_after(found: Entry, unit: str) -> str:
    if found["before"] is None and found["after"] is None:
        return ""
    return _("{before}, then {after}").format(
        before=wording.amount(found["before"], unit), after=wording.amount(found["after"], unit)
    )


def _interval(found: Entry, unit: str) -> str:
    interval = found["interval"]
    if interval is None:
        return ""
    low, high = (wording.amount(interval[end], unit) for end in ("low", "high"))
    return _("{low} to {high} ({method})").format(low=low, high=high, method=interval["method"])


def _show_rule(claim: Claim, found: Entry) -> None:
    st.header(_("The rule"), anchor="rule")
    with st.container(width=MEASURE):
        st.markdown(_("**Measure.** {text}").format(text=found["measure"]))
        st.markdown(_("**Rule.** {text}").format(text=found["rule"]))
        st.markdown(_("**What would change the verdict.** {text}").format(text=claim.change()))


def _show_readings(release: Release, found: Entry) -> None:
    st.header(_("Every reading"), anchor="readings")
    with st.container(width=MEASURE):
        st.markdown(wording.turning(found, view.labels(release)))
    _show_fixed(release, figures.claim_figure(found["id"]))


def _show_figures(release: Release, choice: Choice, claim: Claim) -> None:
    """The claim's charts, linked to the reader's choice; a chart of one partner once for each."""
    st.header(_("The figures behind it"), anchor="figure")
    about = ABOUT.get(claim.id, ())
    shown = choice if choice.partners or not about else choice.with_partners(about)
    if about and not set(about) <= set(shown.partners):
        names = listed([view.labels(release)[partner] for partner in about])
        st.caption(_("The claim is about {names}; the chart shows the partners you chose.").format(names=names))
    for figure_id in BESIDE.get(claim.id, ()):
        _show_fixed(release, figure_id)
    if figures.FIGURES[claim.figure].about == "all":
        parts.show_figure(release, claim.figure, shown, link=choice)
        return
    for partner in view.subjects(release, shown)[:SMALL_MULTIPLES]:
        parts.show_figure(release, claim.figure, shown.only(partner), link=choice, place=f"-{partner}")


def _show_fixed(release: Release, figure_id: str) -> None:
    """A figure that no choice changes; a chart without clicks bears no key of its own on the page."""
    with st.container(key=f"{figure_id}_fixed"):
        parts.show_figure(release, figure_id, Choice())


def _show_limits(claim: Claim, found: Entry) -> None:
    cannot, critic = st.columns(2, gap="medium")
    with cannot:
        st.header(_("What it can’t tell"), anchor="limits")
        st.markdown(found["limits"])
    with critic:
        st.header(_("What a critic would say"), anchor="critic")
        st.markdown(claim.critic())


def _show_next(choice: Choice, claim_id: str) -> None:
    following = dict(pairwise(CLAIMS)).get(claim_id)
    if following:
        label = _("Next claim: {wording}").format(wording=CLAIMS[following].wording())
        show_opener(choice, following, label, ":material/arrow_forward:")
