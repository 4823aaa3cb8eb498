"""All claims in the order of the argument, and what a release says to each.

Belongs here: the register and the verdicts, computed once for each release and language. Does not belong here: a claim
(a file each), files and print (`output`, `publish`, `printed`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dashboard.claims import (
    bilateral_turn,
    china_untroubled,
    dprk_opening,
    energy_food_niche,
    eu_no_rival,
    forums_deadlock,
    forums_elsewhere,
    forums_fade,
    friendly_asia,
    hedgers,
    many_partners,
    more_partners_visited,
    openness_erodes,
    russia_no_replacement,
    trade_turns_east,
    turn_began_before_war,
    vietnam_us_first,
    visits_move_trade,
)
from dashboard.claims.claim import Claim, Verdict, judge
from dashboard.release import Release, per_release
from dashboard.texts import language

CLAIMS: Final[Mapping[str, Claim]] = MappingProxyType(
    {
        module.CLAIM.id: module.CLAIM
        for module in (
            trade_turns_east,
            turn_began_before_war,
            many_partners,
            friendly_asia,
            forums_fade,
            forums_elsewhere,
            forums_deadlock,
            bilateral_turn,
            more_partners_visited,
            dprk_opening,
            vietnam_us_first,
            russia_no_replacement,
            eu_no_rival,
            energy_food_niche,
            hedgers,
            china_untroubled,
            openness_erodes,
            visits_move_trade,
        )
    }
)
"""Every claim by its id, in the order of the method's table."""


class UnknownClaimError(Exception):
    """There is no claim of that id; the message names those there are."""


def verdict(release: Release, claim_id: str) -> Verdict:
    """A claim judged on a release, on every reading.

    Raises:
        UnknownClaimError: There is no such claim.
    """
    if claim_id not in CLAIMS:
        raise UnknownClaimError(f"There is no claim {claim_id!r}. Claims: {', '.join(CLAIMS)}.")
    return _verdict(release, claim_id, language())


def ledger(release: Release) -> tuple[Verdict, ...]:
    """Every claim judged on a release, in the order of `CLAIMS`."""
    return tuple(verdict(release, claim_id) for claim_id in CLAIMS)


@per_release(256)
def _verdict(release: Release, claim_id: str, _language: str) -> Verdict:
    """What a reading gives holds sentences, so each language has its own."""
    return judge(CLAIMS[claim_id], release)
