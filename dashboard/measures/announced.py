"""Totals as officials announced them: which may carry a point on a chart, and whose count each is.

Belongs here: the rules for using `headline_trade`. Announced totals are never joined to a line or summed.
"""

from typing import Final

import pandas as pd

from dashboard.measures import cells

AMOUNTS: Final = {"turnover": "turnover_usd", "export": "russian_exports_usd", "import": "russian_imports_usd"}
COLUMNS: Final = (
    "partner",
    "year",
    "value_usd",
    "side",
    "period",
    "period_kind",
    "who_reported",
    "source_url",
    "published_date",
    "note",
)
# Offices of the Russian side and agencies that quote them; "RIA from national statistics" passes on the partners' own.
_MOSCOW: Final = r"^(?:FCS|Kremlin|Russia|RIA(?! from national)|Regnum|Sputnik|TASS)|Russian customs basis"


def announced_totals(headline: pd.DataFrame, partner: str, flow: str) -> pd.DataFrame:
    """Give the announced totals of a partner that may stand on a chart of years.

    Left out, as a chart would mislead: parts of years and months (a part looks like a fall), undatable ones, those of
    grade `weak` and those whose note says that another row supersedes them. They stay in the table of the page.

    Args:
        headline: `headline_trade` of the release.
        partner: ISO 3166-1 alpha-3 code.
        flow: export, import or turnover, seen from Russia.

    Returns:
        partner, year (a fiscal year stands at its first year), value_usd (current USD), side (`moscow` or `partner`:
        whose count), period, period_kind, who_reported, source_url, published_date, note; sorted by year; conflicting
        announcements are all kept.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    cells.check("flow", flow, cells.FLOWS)
    cells.require(headline, ["partner", "period", "period_kind", "who_reported", "grade", "note", AMOUNTS[flow]])
    usable = headline[
        headline["partner"].eq(partner)
        & headline["period_kind"].isin(["year", "fiscal_year"])
        & headline["grade"].ne("weak")
        & ~headline["note"].fillna("").str.contains("superseded")
        & headline[AMOUNTS[flow]].notna()
    ]
    moscow = usable["who_reported"].str.contains(_MOSCOW, regex=True)
    return usable.assign(
        year=usable["period"].str.extract(r"(\d{4})", expand=False).astype("int64"),
        value_usd=usable[AMOUNTS[flow]].astype("float64"),
        side=moscow.map({True: "moscow", False: "partner"}),
    ).sort_values(["year", "value_usd"], ignore_index=True)[list(COLUMNS)]
