"""What a reader reads for a verdict."""

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED
from dashboard.texts import _


def verdict_word(verdict: str) -> str:
    """A verdict in the reader's language: 'supported', 'mixed', 'contradicted', 'not testable yet'."""
    return {
        SUPPORTED: _("supported"),
        MIXED: _("mixed"),
        CONTRADICTED: _("contradicted"),
        NOT_TESTABLE: _("not testable yet"),
    }[verdict]
