"""How the figures are made and what the words mean, as a reader asks for it; numbers in it come from the release."""

import streamlit as st

from dashboard import view
from dashboard.measures import aggregate, cells
from dashboard.release import Release
from dashboard.texts import _


def show(release: Release) -> None:
    """The rules in the order of the charts: one partner, Asia, the total, visits, doubt."""
    for heading, text in _rules(release):
        st.subheader(heading)
        st.markdown(text)


def show_glossary() -> None:
    """The words of the pages, tables and code, each with its one meaning."""
    for word, meaning in _glossary():
        st.markdown(f"**{word}** {meaning}")


def _rules(release: Release) -> list[tuple[str, str]]:
    order = ", ".join(dict.fromkeys(source for source, _side in cells.PREFERENCE))
    names = view.labels(release)
    trade = release.table("trade_annual")
    long = ", ".join(names[p] for p in aggregate.long_set(trade, view.members(release, "core")))
    return [
        (
            _("One partner’s line"),
            _(
                "For each year the first source that has the figure, in this order: {order}. Figures that Russia "
                "reported come before those of the partner. Turnover is formed within one reporter, where both "
                "flows exist; what different reporters say is never added. The line is cut where the reporter "
                "changes, where a year is missing, and at 2022. Matrices of a single year stand as squares and are "
                "never joined. You can also choose only what Russia reported, only what the partner reported, or "
                "the lowest or highest of all sources."
            ).format(order=order),
        ),
        (
            _("Asia’s share"),
            _(
                "Two lines that are never joined. The full line counts every partner of the chosen Asia by one "
                "source, the IMF’s series for Russia, from 2016. The long line counts only the partners that "
                "Russian customs give in both flows for every year from 2006 to 2021 (for core Asia: {long}), "
                "continued by the IMF’s series. A year is shown when the partners with a value held 90% of the "
                "definition’s trade in 2016–21."
            ).format(long=long),
        ),
        (
            _("Russia’s total"),
            _(
                "Russian customs to 2021; their totals by continent for 2022 and 2023; after that the IMF’s world "
                "total less the cells known to be impossible, marked as suspect. So the shares of 2022 and 2023 "
                "put an estimate over an official total."
            ),
        ),
        (
            _("The break of 2022"),
            _(
                "Russia stopped publishing trade by partner. From then on the IMF’s figures are estimates that "
                "keep each partner’s pre-war ratio between its own and Russia’s figures; they differ from "
                "headlines. Everything after 2021 is drawn dashed and hollow, and no line crosses the break."
            ),
        ),
        (
            _("Values"),
            _(
                "Current US dollars, goods only. Exports are valued free on board, imports with freight and "
                "insurance; a partner’s import figure therefore runs a few percent above Russia’s export figure of "
                "the same goods. Nothing is corrected silently."
            ),
        ),
        (
            _("Visits"),
            _(
                "A visit is a person in office physically in the other country. Visits were coded from dated "
                "public items, each with its evidence; the table is a sample. Only for Russia’s presidents from "
                "2012 is it nearly complete, so no totals are drawn from the rest. Hollow strokes have weak "
                "evidence and are not counted."
            ),
        ),
        (
            _("How doubt is drawn"),
            _(
                "Solid and full: reported. Dashed and hollow: estimate. Dotted ring or edge and “?”: suspect, with "
                "the reason. Hatched: no figure. Diamond: announced by an official. Known-bad figures are never "
                "used."
            ),
        ),
    ]


def _glossary() -> list[tuple[str, str]]:
    return [
        (_("Partner:"), _("the Asian state or economy, by ISO 3166-1 code.")),
        (
            _("Flow:"),
            _(
                "export is from Russia to the partner, import from the partner to Russia, whoever reported it; "
                "turnover is both."
            ),
        ),
        (_("Reporter:"), _("whose statistics say so.")),
        (_("Basis:"), _("reported (by Russia), mirror (by the partner), estimate (by neither).")),
        (_("Method:"), _("direct, derived from shares, or estimated.")),
        (_("Valuation:"), _("fob, at the exporter’s border; cif, with freight and insurance.")),
        (
            _("Quality:"),
            _(
                "ok (no problem found, which is less than verified), suspect (usable only with its note), "
                "known_bad (never used)."
            ),
        ),
        (
            _("Visit:"),
            _(
                "a person in office physically in the other country. A call, a meeting in a third country or a "
                "plan is none."
            ),
        ),
        (_("Format:"), _("one to one, forum, both (a forum and talks with the hosts), unknown.")),
        (_("Core Asia:"), _("East (with Mongolia), Southeast and South Asia.")),
        (_("Unfriendly:"), _("on the list of states that Russia’s government calls so.")),
        (_("Release:"), _("one published state of all tables, with an id made from its content.")),
    ]
