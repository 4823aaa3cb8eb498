"""Claim `forums-elsewhere`: forums without the United States fade too. The rank Russia sends to the SCO and BRICS."""

from dashboard.claims import forum_ranks
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, plain
from dashboard.release import Release
from dashboard.texts import _

FALL = 1.0  # ranks: from here on the mean rank has fallen
NO_FALL = 0.25  # ranks: under this it has not
FORUMS = {"both": ("SCO", "BRICS"), "SCO": ("SCO",), "BRICS": ("BRICS",)}
WITH_US = ("APEC", "EAS")


def test(release: Release, reading: Reading) -> Measured:
    """Give Russia's mean rank at the chosen forums in 2014-21 and since 2022; value = after less before, in ranks."""
    return forum_ranks.measured(
        release,
        FORUMS[reading["forums"]],
        forum_ranks.BEFORE["2014-2021"],
        video=reading["video"] == "counted",
        rule=_rule,
    )


def _rule(fall: float) -> str:
    if at_least(fall, FALL):
        return SUPPORTED
    return MIXED if at_least(fall, NO_FALL) else CONTRADICTED


def _headline(_release: Release, found: Measured) -> str:
    return forum_ranks.sentence(_("at the SCO and BRICS"), found)


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and the forums with the United States."""
    reading = opposing_reading(release, CLAIM, found, forum_ranks.amount, higher_supports=False)
    with_us = forum_ranks.measured(release, WITH_US, forum_ranks.BEFORE["2014-2021"], video=False, rule=_rule)
    return f"{reading} {forum_ranks.sentence(_('at APEC and the East Asia Summit'), with_us)}"


CLAIM = Claim(
    id="forums-elsewhere",
    wording=lambda: _("Forums without the United States fade too."),
    measure=lambda: _(
        "The mean rank of whom Russia sent to SCO and BRICS summits held in person, 2014–21 against 2022 on: president "
        "4, prime minister 3, deputy prime minister or foreign minister 2, any other named official 1, nobody 0."
    ),
    rule=lambda: _(
        "Supported if the mean rank falls by {fall} or more; contradicted if it falls by less than {none} or rises; "
        "mixed in between. With fewer than {least} meetings a side it is not testable."
    ).format(fall=plain(FALL), none=plain(NO_FALL), least=forum_ranks.LEAST_MEETINGS),
    change=lambda: _(
        "Who represents Russia in person at the coming summits: a fall under {none} makes the verdict contradicted, "
        "one of {fall} or more makes it supported."
    ).format(fall=plain(FALL), none=plain(NO_FALL)),
    unit="ranks",
    sides_unit="ranks",
    tables=("forum_meetings",),
    figure="forum-matrix",
    dimensions=(
        Dimension("forums", ("both", "SCO", "BRICS")),
        Dimension("video", ("left_out", "counted")),
    ),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "Before 2022 Russia sent its president to nearly all of these summits, so that the mean can fall but hardly "
        "rise. At a hybrid summit the rank in the hall counts, not a leader who speaks by video."
    ),
    critic=lambda: _(
        "A critic would say that two BRICS summits make the fall: the president spoke to them by video because of an "
        "arrest warrant, while the foreign minister sat in the hall. The rule counts who was there, as it does for "
        "APEC, and the readings show the SCO and BRICS apart."
    ),
)
