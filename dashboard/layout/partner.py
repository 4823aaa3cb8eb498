"""One state in full, or two side by side: facts, trade, visits, every source, what is missing."""

import streamlit as st

from dashboard import profile, view
from dashboard.layout import parts
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

SIDE_BY_SIDE = 2
# Drawn for each partner, row by row, so that two can be compared.
SIDE_FIGURES = ("partner-trade", "visits-by-person", "exchanges", "rivals", "un-votes")


def title() -> str:
    """The page's name in the navigation."""
    return _("Partner")


def show(release: Release, choice: Choice) -> None:
    """The first one or two chosen partners; without a choice the first of the ranking, and it says so."""
    shown = view.subjects(release, choice)[:SIDE_BY_SIDE]
    names = [view.labels(release)[p] for p in shown]
    st.title(_(" and ").join(names))
    _pickers(release, choice, shown)
    if not choice.partners:
        st.caption(_("No partner is chosen: this is the first of the ranking. Search one by name above."))
    if len(choice.partners) > SIDE_BY_SIDE:
        st.caption(
            _("Two of the {count} chosen partners fit side by side; these are the first.").format(
                count=len(choice.partners)
            )
        )
    for column, partner in zip(st.columns(len(shown), gap="large"), shown, strict=True):
        with column:
            _show_facts(release, choice, partner, heading=len(shown) > 1)
    for figure_id in SIDE_FIGURES:
        for column, partner in zip(st.columns(len(shown), gap="large"), shown, strict=True):
            with column:
                place, first = f"-{partner}", partner == shown[0]
                parts.show_figure(release, figure_id, choice.only(partner), link=choice, place=place, explain=first)
    parts.show_figure(release, "disagreement", choice.with_partners(shown), link=choice)
    for partner in shown:
        _show_tables(release, choice, partner)


def _pickers(release: Release, choice: Choice, shown: tuple[str, ...]) -> None:
    """Search by name: the first partner, and a second to compare it with."""
    options = list(view.known(release).partners)
    st.session_state["page-partner"] = shown[0]
    st.session_state["page-compare"] = shown[1] if len(shown) > 1 else None

    def changed() -> None:
        first, second = st.session_state["page-partner"], st.session_state["page-compare"]
        chosen = tuple(dict.fromkeys(p for p in (first, second) if p))
        parts.go(choice.with_partners(chosen))

    left, right = st.columns(2, gap="large")
    label = view.labels(release).__getitem__
    left.selectbox(_("Partner (type a name)"), options, format_func=label, key="page-partner", on_change=changed)
    right.selectbox(
        _("Compare with"),
        options,
        index=None,
        placeholder=_("nobody"),
        format_func=label,
        key="page-compare",
        on_change=changed,
    )


def _show_facts(release: Release, choice: Choice, partner: str, *, heading: bool) -> None:
    known = profile.profile(release, partner, choice.lens())
    if heading:
        st.header(known.name)
    st.markdown("  \n".join(known.facts))


def _show_tables(release: Release, choice: Choice, partner: str) -> None:
    """Every source, every announcement, every gap: each opened by a click, so that a page stays short."""
    known = profile.profile(release, partner, choice.lens())
    parts.show_folded(
        _("{name}: what each source says").format(name=known.name),
        known.sources,
        f"sources-{partner}",
        release.id,
        _(
            "Every value is kept; which one the line shows is the rule of the chosen basis. Never add rows of "
            "different sources."
        ),
    )
    parts.show_folded(
        _("{name}: totals as announced").format(name=known.name),
        known.announced,
        f"announced-{partner}",
        release.id,
        _("By whom, with the address. Weak and superseded ones are listed here and carry no mark on a chart."),
    )
    parts.show_folded(
        _("{name}: what is missing, and why").format(name=known.name),
        known.gaps,
        f"gaps-{partner}",
        release.id,
        _("From the table `coverage`. A missing figure is unknown, never zero."),
    )
