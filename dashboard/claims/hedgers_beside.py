"""What stands beside the claim `hedgers`: the powers' own trips, and the votes at the UN.

Belongs here: numbers that are shown and not tested, and their sentences. Does not belong here: the rule (`hedgers`).
"""

from dashboard import view
from dashboard.claims.claim import Measured
from dashboard.measures.leaning import parts
from dashboard.measures.votes import POWERS, distance
from dashboard.release import Release
from dashboard.texts import _
from dashboard.words import number


def own_trips(release: Release, state: str, first: int, last: int) -> list[str]:
    """Which power travelled most to a state itself, in one sentence: these are recorded for all three; or nothing."""
    visits, others = release.table("visits"), release.table("powers_visits")
    own = parts(visits, others, state, first, last, direction="outbound")
    if not own:
        return []
    return [
        _("Of the powers’ own trips to {name}, {power} made {k} of {n}.").format(
            name=view.labels(release)[state], power=_power(own[0].power), k=own[0].visits, n=own[0].of
        )
    ]


def last_session(release: Release, state: str) -> dict[str, float | int | str | None]:
    """Facts of the last session of the UN to 2019 that is known: session_VNM (year), distance_VNM_USA and so on."""
    every = distance(release.table("un_alignment"), state)
    last = every[every["year"] == every["year"].max()]
    if last.empty:
        return {}
    apart = {f"distance_{state}_{row.power}": float(row.distance) for row in last.itertuples()}
    return {f"session_{state}": int(last["year"].iloc[0]), **apart}


def votes(found: Measured, state: str, name: str) -> list[str]:
    """Whose votes lay nearest to a state's and furthest from them (`last_session`), in one sentence; or nothing."""
    apart = {power: found.number(key) for power in POWERS if (key := f"distance_{state}_{power}") in found.facts}
    if not apart:
        return []
    near, far = min(apart, key=apart.__getitem__), max(apart, key=apart.__getitem__)
    return [
        _(
            "At the UN {name} voted nearest to {near} (distance of ideal points {a}) and furthest from {far} ({b}) in "
            "the session of {year}."
        ).format(
            name=name,
            near=_power(near),
            far=_power(far),
            a=number(apart[near], 1),
            b=number(apart[far], 1),
            year=found.facts[f"session_{state}"],
        )
    ]


def _power(code: str) -> str:
    """A power inside a sentence."""
    return {"RUS": _("Russia"), "CHN": _("China"), "USA": _("the United States")}[code]
