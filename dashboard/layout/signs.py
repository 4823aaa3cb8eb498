"""The signs of a verdict as they stand in text: full dot, half dot, ring and dash, each with its word.

Drawn with borders and gradients, so that they need no font and no picture; colours are the theme's. Every sign says
what it is to those who don't see it. Belongs here: the HTML. Does not belong here: where it stands, the grid
(`charts.readings`).
"""

from collections.abc import Iterable
from html import escape
from typing import Any, Final

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, VERDICTS
from dashboard.claims.verdict_words import verdict_word
from dashboard.theme import Tokens

SIGNS: Final = {SUPPORTED: "full", MIXED: "half", CONTRADICTED: "open", NOT_TESTABLE: "dash"}


def style(t: Tokens) -> str:
    """The style sheet of all signs, and of the buttons that open a claim, in one mode; once a page."""
    return f"""<style>
        .sign {{ display: inline-block; box-sizing: border-box; width: 11px; height: 11px; margin: 2px;
                 border-radius: 50%; border: 1.7px solid; vertical-align: -1px; }}
        .sign.full {{ color: {t.supported}; background: {t.supported}; }}
        .sign.half {{ color: {t.mixed}; background: linear-gradient(90deg, {t.mixed} 50%, transparent 50%); }}
        .sign.open {{ color: {t.contradicted}; }}
        .sign.dash {{ border: 0; color: {t.untestable};
                      background: linear-gradient(currentcolor, currentcolor) center / 70% 2px no-repeat; }}
        .sign.large {{ width: 16px; height: 16px; border-width: 2px; vertical-align: -2px; margin: 0 7px 0 2px; }}
        .sign.default {{ outline: 1.5px solid {t.ink}; outline-offset: 2px; margin: 2px 6px 2px 4px; }}
        .verdict {{ font-size: 17px; line-height: 1.45; color: {t.ink}; }}
        .verdict .number {{ color: {t.ink2}; }}
        .verdict .aside {{ color: {t.ink2}; font-size: 15px; }}
        .signs {{ line-height: 18px; margin-top: 6px; }}
        hr.row {{ border: 0; border-top: 1px solid {t.grid}; margin: 0 0 8px; }}
        [class*="st-key-open-"] button {{ padding: 0; min-height: 0; text-align: left; }}
        [class*="st-key-open-"] button p {{ font-size: 17px; line-height: 1.35; color: {t.ink};
                                           text-decoration: underline 1px {t.axis}; text-underline-offset: 3px; }}
        [class*="st-key-row-"] a[data-testid^="stPageLink"] {{ padding: 0; min-height: 0; height: auto; }}
        [class*="st-key-row-"] a[data-testid^="stPageLink"] * {{ white-space: normal; overflow: visible;
                                                               text-overflow: clip; }}
        [class*="st-key-row-"] a[data-testid^="stPageLink"] p {{ font-size: 17px; line-height: 1.35; color: {t.ink};
                                          text-decoration: underline 1px {t.axis}; text-underline-offset: 3px; }}
        [class*="st-key-open-"] button:hover p {{ text-decoration-color: {t.ink}; }}
    </style>"""


def verdict_line(verdict: str, number: str, *asides: str) -> str:
    """The sign and word of a verdict with its number, and what else is said, a line each.

    Args:
        verdict: One of `claims.claim.VERDICTS`.
        number: The headline's number with its unit; empty where there is none.
        asides: Lines in smaller type; empty ones are left out.
    """
    beside = f' <span class="number">· {escape(number)}</span>' if number else ""
    lines = "".join(f'<div class="aside">{escape(aside)}</div>' for aside in asides if aside)
    return (
        f'<div class="verdict"><span class="sign large {SIGNS[verdict]}" aria-hidden="true"></span>'
        f"<strong>{escape(capital(verdict_word(verdict)))}</strong>{beside}{lines}</div>"
    )


def row_of_dots(readings: Iterable[dict[str, Any]], said: str) -> str:
    """All readings of a claim, one sign each, by verdict; the default first of its kind and outlined.

    Args:
        readings: Those of a claim's entry, the default first.
        said: How many readings give each verdict, for those who don't see the signs.
    """
    ordered = sorted(enumerate(readings), key=lambda one: (VERDICTS.index(one[1]["verdict"]), one[0]))
    dots = "".join(
        f'<i class="sign {SIGNS[one["verdict"]]}{" default" if place == 0 else ""}"></i>' for place, one in ordered
    )
    return f'<div class="signs" role="img" aria-label="{escape(said)}">{dots}</div>'


def capital(word: str) -> str:
    """A word at the start of a line."""
    return word[:1].upper() + word[1:]


def rule() -> str:
    """The line between two rows of the ledger."""
    return '<hr class="row">'
