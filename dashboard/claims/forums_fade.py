"""Claim `forums-fade`: forums matter less to Russia. The rank it sends to APEC and the East Asia Summit."""

from dashboard.claims import forum_ranks
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, over, plain
from dashboard.release import Release
from dashboard.texts import _

FALL = 1.0  # ranks: from here on the mean rank has fallen
FORUMS = {"both": ("APEC", "EAS"), "APEC": ("APEC",), "EAS": ("EAS",)}
ELSEWHERE = ("SCO", "BRICS")


def test(release: Release, reading: Reading) -> Measured:
    """Give Russia's mean rank at the chosen forums before and since 2022; value = after less before, in ranks.

    Every meeting counts the same, so that with both forums the one that met more often weighs more.
    """
    return forum_ranks.measured(
        release,
        FORUMS[reading["forums"]],
        forum_ranks.BEFORE[reading["before"]],
        video=reading["video"] == "counted",
        rule=_rule,
    )


def _rule(fall: float) -> str:
    if at_least(fall, FALL):
        return SUPPORTED
    return CONTRADICTED if over(-fall, 0) else MIXED


def _headline(_release: Release, found: Measured) -> str:
    return forum_ranks.sentence(_("at APEC and the East Asia Summit"), found)


def _against(release: Release, found: Measured) -> str:
    """The reading with another verdict, and the forums without the United States."""
    reading = opposing_reading(release, CLAIM, found, forum_ranks.amount, higher_supports=False)
    elsewhere = forum_ranks.measured(release, ELSEWHERE, forum_ranks.BEFORE["2014-2021"], video=False, rule=_rule)
    return f"{reading} {forum_ranks.sentence(_('at the SCO and BRICS'), elsewhere)}"


CLAIM = Claim(
    id="forums-fade",
    wording=lambda: _("Forums matter less to Russia."),
    measure=lambda: _(
        "The mean rank of whom Russia sent to APEC and East Asia Summit meetings held in person, 2014–21 against 2022 "
        "on: president 4, prime minister 3, deputy prime minister or foreign minister 2, any other named official 1, "
        "nobody 0."
    ),
    rule=lambda: _(
        "Supported if the mean rank falls by {fall} or more; contradicted if it rises; mixed in between. With fewer "
        "than {least} meetings a side it is not testable."
    ).format(fall=plain(FALL), least=forum_ranks.LEAST_MEETINGS),
    change=lambda: _(
        "A president or prime minister at the coming meetings. Once the fall is under {fall} the verdict is mixed, and "
        "once the mean stands above that of 2014–21 it is contradicted."
    ).format(fall=plain(FALL)),
    unit="ranks",
    sides_unit="ranks",
    tables=("forum_meetings",),
    figure="forum-matrix",
    dimensions=(
        Dimension("forums", ("both", "APEC", "EAS")),
        Dimension("video", ("left_out", "counted")),
        Dimension("before", ("2014-2021", "2000-2011")),
    ),
    test=test,
    headline=_headline,
    against=_against,
    limits=lambda: _(
        "A rank says who was sent, not why. A president may stay away for lack of interest, because of sanctions, "
        "or because the host can’t or won’t receive him; the table does not tell these apart."
    ),
    critic=lambda: _(
        "A critic would say that a leader who is wanted by a court or under sanctions can’t travel, so that absence "
        "measures the war and not the worth of the forum. That is so, and it is why the same number for the SCO and "
        "BRICS stands beside it: there the United States has no seat. A critic would also say that ranks are not "
        "numbers; the permutation test asks only whether the two periods differ, and the meetings are listed one by "
        "one."
    ),
)
