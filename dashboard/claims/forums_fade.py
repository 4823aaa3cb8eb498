"""Claim `forums-fade`: forums matter less to Russia. The office it sends to APEC and the East Asia Summit."""

from dashboard.claims import forum_ranks
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.other_reading import other_reading
from dashboard.release import Release
from dashboard.texts import _

FALL = 1.0  # ranks: from here on the mean office has fallen
FORUMS = {"both": ("APEC", "EAS"), "APEC": ("APEC",), "EAS": ("EAS",)}
ELSEWHERE = ("SCO", "BRICS")


def test(release: Release, reading: Reading) -> Measured:
    """Give Russia's mean office at the chosen forums before and since 2022; value = after less before, in ranks.

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
    if fall >= FALL:
        return SUPPORTED
    return CONTRADICTED if fall < 0 else MIXED


def _headline(_release: Release, found: Measured) -> str:
    return forum_ranks.sentence(_("At APEC and the East Asia Summit, in person,"), found)


def _against(release: Release, _found: Measured) -> str:
    """The reading with another verdict, and the forums without the United States."""
    turned = forum_ranks.turned(other_reading(test, CLAIM.readings, release), _reading_words)
    elsewhere = forum_ranks.measured(release, ELSEWHERE, forum_ranks.BEFORE["2014-2021"], video=False, rule=_rule)
    neighbour = forum_ranks.sentence(_("At the SCO and BRICS, in person,"), elsewhere)
    return f"{turned} {neighbour}"


def _reading_words(reading: Reading) -> str:
    names = {"both": _("at both forums"), "APEC": _("at APEC alone"), "EAS": _("at the East Asia Summit alone")}
    video = {"left_out": _("in person"), "counted": _("with meetings by video")}
    before = {"2014-2021": _("against 2014–21"), "2000-2011": _("against 2000–11")}
    return f"{names[reading['forums']]}, {video[reading['video']]}, {before[reading['before']]}"


CLAIM = Claim(
    id="forums-fade",
    wording=lambda: _("Forums matter less to Russia."),
    measure=lambda: _(
        "The mean office that Russia sent to APEC and East Asia Summit meetings held in person, 2014–21 against 2022 "
        "on: president 4, prime minister 3, deputy prime minister or foreign minister 2, any other named official 1, "
        "nobody 0."
    ),
    rule=lambda: _(
        "Supported if the mean office falls by {fall} or more; contradicted if it rises; mixed in between. With fewer "
        "than {least} meetings a side it is not testable."
    ).format(fall=FALL, least=forum_ranks.LEAST_MEETINGS),
    change=lambda: _(
        "A president or prime minister at the coming meetings. Once the fall is under {fall} the verdict is mixed, and "
        "once the mean stands above that of 2014–21 it is contradicted."
    ).format(fall=FALL),
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
        "An office says who was sent, not why. A president may stay away for lack of interest, because of sanctions, "
        "or because the host can’t or won’t receive him; the table does not tell these apart."
    ),
    critic=lambda: _(
        "A critic would say that a leader who is wanted by a court or under sanctions can’t travel, so that absence "
        "measures the war and not the worth of the forum. That is so, and it is why the same number for the SCO and "
        "BRICS stands beside it: there the same leader travels. A critic would also say that ranks are not numbers; "
        "the permutation test asks only whether the two periods differ, and the meetings are listed one by one."
    ),
)
