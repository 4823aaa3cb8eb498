"""The ledger: every claim of the article with its verdict, to take in at a glance; one of them opens on the same page.

Belongs here: the ledger's rows, its filter, the reviews for machines. Does not belong here: an open claim
(`layout.claim`), how a verdict is reached (`claims`).
"""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import selection, theme
from dashboard.charts import reading_words as wording
from dashboard.claims import claim_review
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED
from dashboard.claims.output import Entry, entries, entry
from dashboard.claims.verdict_words import verdict_word
from dashboard.layout import claim, claim_changes, parts, signs
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.texts import _

BY_FILTER: Final = dict(zip(selection.VERDICTS[1:], (SUPPORTED, MIXED, CONTRADICTED, NOT_TESTABLE), strict=True))
"""The verdict that each value of the query's `verdict` means; `all` stands for every one."""


def title() -> str:
    """The page's name in the navigation."""
    return _("Claims")


def show(release: Release, choice: Choice) -> None:
    """The claim that the link names, or the ledger of all."""
    parts.start_at_top(choice.claim or "ledger")
    if choice.claim is None:
        _show_ledger(release, choice)
        return
    with _column():
        st.button(
            _("All claims"),
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=lambda: parts.go(replace(choice, claim=None)),
        )
    _show_open(release, choice, choice.claim)


def show_at_front(release: Release, choice: Choice) -> None:
    """The claim that a link to the bare address names, in the front page's place."""
    if choice.claim is None:
        raise ValueError("the link names no claim to show")
    parts.start_at_top(choice.claim)
    with _column():
        parts.show_link("claims", _("All claims"), replace(choice, claim=None), icon=":material/arrow_back:")
    _show_open(release, choice, choice.claim)


def _show_open(release: Release, choice: Choice, claim_id: str) -> None:
    with _column():
        claim.show(release, choice, claim_id)
    _show_reviews(release, [entry(release, claim_id)])


def _show_ledger(release: Release, choice: Choice) -> None:
    with st.spinner(_("The claims are being judged on this release …")):
        found = entries(release)
    with _column():
        st.title(_("The article, claim by claim"))
        with st.container(width=claim.MEASURE):
            _show_introduction(found)
        st.html(signs.style(theme.TOKENS[parts.mode()]))
        _show_filter(found, choice)
        changed = {one.claim: one for one in claim_changes.recorded() if one.release == release.id}
        with st.container(gap="xsmall"):
            for one in found:
                if choice.verdict in {"all", _filter_of(one)}:
                    mark = claim_changes.mark(changed[one["id"]]) if one["id"] in changed else ""
                    _show_row(one, choice, mark)
    _show_reviews(release, found)


def _column() -> DeltaGenerator:
    """The middle of the page, as wide as the Story's charts."""
    return st.container(horizontal_alignment="center").container(width=claim.PAGE)


def _show_introduction(found: Sequence[Entry]) -> None:
    st.markdown(
        _(
            "The article’s argument in {count} claims, in our words. Each has a measure and a rule, written on 24 "
            "November 2026 before any verdict was computed, and is judged on every reading a fair critic could "
            "choose. One dot is one reading; the outlined dot makes the verdict."
        ).format(count=len(found))
    )


def _show_filter(found: Sequence[Entry], choice: Choice) -> None:
    counts = Counter(map(_filter_of, found))
    words = {"all": _("All {count}").format(count=len(found))} | {
        name: f"{signs.capital(verdict_word(verdict))} {counts[name]}" for name, verdict in BY_FILTER.items()
    }
    st.session_state["verdict"] = choice.verdict
    st.segmented_control(
        _("Verdict"),
        list(words),
        format_func=words.__getitem__,
        key="verdict",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: parts.go(replace(choice, verdict=st.session_state["verdict"])),
    )
    if choice.verdict != "all" and not counts[choice.verdict]:
        st.markdown(_("No claim has this verdict on this release."))


def _filter_of(one: Entry) -> str:
    return next(name for name, verdict in BY_FILTER.items() if verdict == one["verdict"])


def _show_row(one: Entry, choice: Choice, mark: str) -> None:
    """The claim and what the figures say at the left; verdict, number and readings at the right, below on a phone."""
    with st.container(gap="small", key=f"row-{one['id']}"):
        st.html(signs.rule())
        said, judged = st.columns((8, 5), gap="medium")
        with said.container(gap="xxsmall"):
            claim.show_opener(choice, one["id"], f"**{one['wording']}**")
            st.caption(one["headline"]["text"])
        dots = signs.row_of_dots(one["readings"], wording.counted(one))
        judged.html(
            signs.verdict_line(one["verdict"], wording.headline_number(one), wording.agreement(one), mark) + dots
        )


def _show_reviews(release: Release, found: Sequence[Entry]) -> None:
    """The verdicts for search engines, as data in the page that draw nothing."""
    text = claim_review.as_json_ld(found, release.time, os.environ.get("DASHBOARD_URL") or None)
    safe = text.replace("<", "\\u003c")
    # Allowed so that the element is kept at all; a block of data is not run.
    st.html(f'<script type="application/ld+json">{safe}</script>', unsafe_allow_javascript=True)
