"""Russia's trade in goods by partner as the IMF gives it (COUNTRY=RUS): reported to 2021, the IMF's estimate after it.

Belongs here: what makes these rows Russia's. Does not belong here: the questions and the CSV (`etl/sources/imf.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.source import Answer, Asker, Parsed, Plan, Source
from etl.sources import imf
from etl.tables.trade_annual import LAST_REPORTED_YEAR

VIEW = imf.View(
    source="imf_imts",
    russia="COUNTRY",
    partner="COUNTERPART_COUNTRY",
    flows={"XG_FOB_USD": "export", "MG_CIF_USD": "import"},
    also=("WLD",),
)


def fetch(asker: Asker, plan: Plan) -> Sequence[Answer]:
    """Ask for Russia's exports and imports by partner and the world's, by year and by month."""
    return imf.ask(VIEW, asker, plan)


def parse(answers: Sequence[Answer], plan: Plan) -> Parsed:
    """Rows of trade_annual and trade_monthly; basis and method go by the year, as in `trade_annual.build`.

    Raises:
        SourceFault: As `imf.observations`.
    """
    rows, notes = imf.observations(VIEW, answers, plan)
    estimated = rows["period"].str[:4] > LAST_REPORTED_YEAR
    rows = rows.assign(reporter="RUS", basis="reported", method="direct")
    rows.loc[estimated, ["basis", "method"]] = ["estimate", "estimated"]
    return imf.parsed(VIEW, rows, notes, plan)


SOURCE = Source(
    id=VIEW.source,
    name="IMF, trade in goods by partner: Russia's series",
    base=imf.BASE,
    tables=("trade_annual", "trade_monthly"),
    cadence_days=35,
    since=imf.SINCE,
    pace_s=imf.PACE_S,
    fetch=fetch,
    parse=parse,
)
