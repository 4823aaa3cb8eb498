"""The partners' trade in goods with Russia as the IMF gives it (COUNTERPART_COUNTRY=RUS): mirror figures.

Belongs here: what makes these rows the partners'. Does not belong here: the questions and the CSV
(`etl/sources/imf.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.source import Answer, Asker, Parsed, Plan, Source
from etl.sources import imf

VIEW = imf.View(
    source="imf_imts_mirror",
    russia="COUNTERPART_COUNTRY",
    partner="COUNTRY",
    # What a partner imports from Russia, Russia exported to it.
    flows={"MG_CIF_USD": "export", "XG_FOB_USD": "import"},
    without=frozenset({"TWN"}),
)


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:
    """Ask for the partners' exports to and imports from Russia, by year and by month; Taiwan is no reporter there."""
    return imf.ask(VIEW, asker, plan)


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of trade_annual and trade_monthly, flows turned to Russia's side: exports cif, imports fob.

    Raises:
        SourceFault: As `imf.observations`.
    """
    rows, notes = imf.observations(VIEW, answers, plan)
    rows = rows.assign(reporter=rows["partner"], basis="mirror", method="direct")
    return imf.parsed(VIEW, rows, notes, plan)


SOURCE = Source(
    id=VIEW.source,
    name="IMF, trade in goods by partner: the partners' series with Russia",
    base=imf.BASE,
    tables=("trade_annual", "trade_monthly"),
    cadence_days=35,
    since=imf.SINCE,
    pace_s=imf.PACE_S,
    fetch=fetch,
    parse=parse,
)
