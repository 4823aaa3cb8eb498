"""Verdicts that changed from release to release, as a claim's page and the ledger tell them.

Belongs here: reading the record and its words. Does not belong here: finding and writing changes (`claims.publish`).
"""

import logging

from dashboard import release as releases
from dashboard.charts.reading_words import amount
from dashboard.claims.changes import Change
from dashboard.claims.publish import LedgerError, read_changes
from dashboard.claims.verdict_words import verdict_word
from dashboard.texts import _


def recorded() -> tuple[Change, ...]:
    """Every change on record, oldest first; none where the record can't be read, which the log says."""
    try:
        return read_changes(releases.DATASETS)
    except LedgerError:
        logging.getLogger(__name__).exception("the record of changed verdicts can't be read")
        return ()


def sentence(change: Change) -> str:
    """A change with the number before and after, and the releases it lies between."""
    return _(
        "The verdict changed with release {release}: from {before} ({value_before}, release {previous}) to {after} "
        "({value_after})."
    ).format(
        release=change.release,
        previous=change.previous_release,
        before=verdict_word(change.verdict_before),
        after=verdict_word(change.verdict_after),
        value_before=amount(change.value_before, change.unit),
        value_after=amount(change.value_after, change.unit),
    )


def mark(change: Change) -> str:
    """A change in a row of the ledger."""
    return _("changed with this release: was {before}, {value}").format(
        before=verdict_word(change.verdict_before), value=amount(change.value_before, change.unit)
    )
