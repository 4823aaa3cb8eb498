"""The event study of the president's visits on a release: one study for each flow, Asia, kind of visit and lead.

Belongs here: which visits and which trade a study is made of, the leads, the six tests adjusted together. Does not
belong here: the regression and its draws (`measures.event_study`), the rule and its words (`visits_move_trade`).
"""

from typing import Final

import pandas as pd

from dashboard import view
from dashboard.measures import trips
from dashboard.measures.discoveries import adjusted
from dashboard.measures.event_study import NotIdentifiedError, Study, changes, event_study, with_events
from dashboard.release import Release, per_release

FLOWS: Final = ("turnover", "export", "import")
ASIA: Final = ("core", "wide")
BILATERAL, WITH_FORUM = "bilateral", "with_forum"
FORMATS: Final = {BILATERAL: ("bilateral",), WITH_FORUM: ("bilateral", "both")}
"""What counts as a one-to-one visit: those to the partner alone, or also those that were to a forum as well."""

LEADS: Final = (1, 2)
"""Years before a visit: it must not seem to explain the change of trade that came before it."""


@per_release(64)
def study(release: Release, flow: str, asia: str, visits: str = BILATERAL, lead: int = 0) -> Study | str:
    """The study of one line, or the reason why it has no answer (`NotIdentifiedError.reason`).

    Args:
        release: The release.
        flow: export, import or turnover.
        asia: core or wide.
        visits: bilateral or with_forum (`FORMATS`).
        lead: 0, or how many years before a visit the change is looked at.
    """
    try:
        return event_study(panel(release, flow, asia, visits, lead))
    except NotIdentifiedError as why:
        return why.reason


def panel(release: Release, flow: str, asia: str, visits: str = BILATERAL, lead: int = 0) -> pd.DataFrame:
    """The changes of trade with the partners of a definition, and whether the president visited.

    Returns:
        The columns of `measures.event_study.changes` and event (bool); key partner, year.
    """
    rows = release.table("visits")
    kept = rows[
        rows["direction"].eq("outbound")
        & rows["visitor_rank"].isin(trips.PRESIDENT)
        & rows["confidence"].isin(trips.COUNTED)
        & rows["format"].isin(FORMATS[visits])
    ]
    visited = kept.assign(year=kept["start"].astype("str").str[:4].astype("int64"))
    return with_events(_changes(release, flow, asia), visited, lead=lead)


@per_release(6)
def _changes(release: Release, flow: str, asia: str) -> pd.DataFrame:
    return changes(release.table("trade_annual"), view.members(release, asia), flow)


@per_release(2)
def adjusted_p(release: Release, visits: str = BILATERAL) -> dict[tuple[str, str], float | None]:
    """The p-value of each flow and Asia, adjusted by Benjamini and Hochberg over all six; None without an answer."""
    found = {(flow, asia): study(release, flow, asia, visits) for flow in FLOWS for asia in ASIA}
    return adjusted({key: one.p_value if isinstance(one, Study) else None for key, one in found.items()})


def failed_leads(release: Release, flow: str, asia: str) -> list[tuple[int, Study]]:
    """The leads that lie outside their draws: there trade already differed before a visit, and the design fails."""
    leads = [(lead, study(release, flow, asia, BILATERAL, lead)) for lead in LEADS]
    return [(lead, one) for lead, one in leads if isinstance(one, Study) and not one.low <= one.estimate <= one.high]
