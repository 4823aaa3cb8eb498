"""Claim `forums-elsewhere`: forums without the United States fade too. The office Russia sends to the SCO and BRICS."""

from dashboard.claims import forum_ranks
from dashboard.claims.claim import CONTRADICTED, MIXED, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.other_reading import other_reading
from dashboard.release import Release
from dashboard.texts import _

FALL = 1.0  # ranks: from here on the mean office has fallen
NO_FALL = 0.25  # ranks: under this it has not
FORUMS = {"both": ("SCO", "BRICS"), "SCO": ("SCO",), "BRICS": ("BRICS",)}
WITH_US = ("APEC", "EAS")


def test(release: Release, reading: Reading) -> Measured:
    """Give Russia's mean office at the chosen forums in 2014-21 and since 2022; value = after less before, in ranks."""
    return forum_ranks.measured(
        release,
        FORUMS[reading["forums"]],
        forum_ranks.BEFORE["2014-2021"],
        video=reading["video"] == "counted",
        rule=_rule,
    )


def _rule(fall: float) -> str:
    if fall >= FALL:
        return SUPPORTED
    return CONTRADICTED if fall < NO_FALL else MIXED


def _headline(_release: Release, found: Measured) -> str:
    return forum_ranks.sentence(_("At the SCO and BRICS, in person,"), found)


def _against(release: Release, _found: Measured) -> str:
    """The reading with another verdict, and the forums with the United States."""
    turned = forum_ranks.turned(other_reading(test, CLAIM.readings, release), _reading_words)
    with_us = forum_ranks.measured(release, WITH_US, forum_ranks.BEFORE["2014-2021"], video=False, rule=_rule)
    neighbour = forum_ranks.sentence(_("At APEC and the East Asia Summit, in person,"), with_us)
    return f"{turned} {neighbour}"


def _reading_words(reading: Reading) -> str:
    names = {"both": _("at both forums"), "SCO": _("at the SCO alone"), "BRICS": _("at BRICS alone")}
    video = {"left_out": _("in person"), "counted": _("with meetings by video")}
    return f"{names[reading['forums']]}, {video[reading['video']]}"


CLAIM = Claim(
    id="forums-elsewhere",
    wording=lambda: _("Forums without the United States fade too."),
    measure=lambda: _(
        "The mean office that Russia sent to SCO and BRICS summits held in person, 2014–21 against 2022 on: president "
        "4, prime minister 3, deputy prime minister or foreign minister 2, any other named official 1, nobody 0."
    ),
    rule=lambda: _(
        "Supported if the mean office falls by {fall} or more; contradicted if it falls by less than {none} or rises; "
        "mixed in between. With fewer than {least} meetings a side it is not testable."
    ).format(fall=FALL, none=NO_FALL, least=forum_ranks.LEAST_MEETINGS),
    change=lambda: _(
        "Who represents Russia in person at the coming summits: a fall under {none} makes the verdict contradicted, "
        "one of {fall} or more makes it supported."
    ).format(fall=FALL, none=NO_FALL),
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
        "rise. At a hybrid summit the office in the hall counts, not a leader who speaks by video."
    ),
    critic=lambda: _(
        "A critic would say that two BRICS summits make the fall: the president spoke to them by video because of an "
        "arrest warrant, while the foreign minister sat in the hall. The rule counts who was there, as it does for "
        "APEC, and the readings show the SCO and BRICS apart."
    ),
)
