"""What each column of a file means and in which unit. No values.

The release's own schemas say it; for columns that only figures have it is said here.
A column of a figure whose name means different things in different tables of the release is described here or not at
all: a wrong definition is worse than none.
"""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.release import Release
from dashboard.texts import _

UNITS = (("_usd", "USD"), ("_pct", "%"), ("year", "year"))  # by what a name holds, first match
OF_A_YEAR = re.compile(r"_(?:19|20)\d\d$")


def described(release: Release, columns: Iterable[str], table: str | None = None) -> pd.DataFrame:
    """The columns of a file with their units and meanings.

    Args:
        release: whose schemas.
        columns: their names; `value_usd_2021` is `value_usd` of that year.
        table: the table of the release they belong to; None for a figure's.

    Returns:
        column, unit, meaning; what is not known is empty.
    """
    known = _of_table(release, table) if table else {**_of_all_tables(release), **_of_figures()}
    rows = []
    for column in columns:
        unit, meaning = known.get(column) or known.get(OF_A_YEAR.sub("", column)) or ("", "")
        rows.append({"column": column, "unit": unit or _unit(column), "meaning": meaning})
    return pd.DataFrame(rows, columns=["column", "unit", "meaning"])


def _unit(column: str) -> str:
    name = OF_A_YEAR.sub("", column)
    return next((unit for part, unit in UNITS if part in name), "")


def _of_table(release: Release, table: str) -> dict[str, tuple[str, str]]:
    fields = next((r["schema"]["fields"] for r in release.package["resources"] if r["name"] == table), ())
    return {field["name"]: _said(field) for field in fields}


def _of_all_tables(release: Release) -> dict[str, tuple[str, str]]:
    """Only what every table that has the column says of it in the same words."""
    said: dict[str, set[tuple[str, str]]] = {}
    for resource in release.package["resources"]:
        for field in resource["schema"]["fields"]:
            said.setdefault(field["name"], set()).add(_said(field))
    return {name: next(iter(words)) for name, words in said.items() if len(words) == 1}


def _said(field: dict[str, Any]) -> tuple[str, str]:
    return field.get("unit", ""), field.get("description", "")


def _of_figures() -> dict[str, tuple[str, str]]:
    """Unit and meaning of the columns that figures make, or that tables describe in several ways."""
    usd, percent = "USD", "%"
    return {
        "partner": ("", _("Partner by ISO 3166-1 alpha-3 code")),
        "label": ("", _("Short English name of the partner")),
        "year": ("year", _("Calendar year")),
        "period": ("", _("Period as published or announced")),
        "flow": ("", _("export, import or both (turnover); the subtitle names the side")),
        "value_usd": (usd, _("Value of goods, current US dollars")),
        "lowest_usd": (usd, _("The lowest figure of any source for this cell")),
        "highest_usd": (usd, _("The highest figure of any source for this cell")),
        "n_sources": (_("sources"), _("How many sources have a figure for this cell")),
        "highest_over_lowest": (_("ratio"), _("The highest figure of any source over the lowest")),
        "world_usd": (usd, _("Russia’s trade with all partners, current US dollars")),
        "share_pct": (percent, _("Part of the whole that the subtitle names")),
        "coverage_pct": (percent, _("How much of the definition’s trade the partners with a figure hold")),
        "low_pct": (percent, _("Lower end of the range that is drawn")),
        "high_pct": (percent, _("Upper end of the range that is drawn")),
        "ratio": (_("ratio"), _("The later year’s figure over the earlier year’s")),
        "amount": (_("see the column unit"), _("The measure that the subtitle names")),
        "unit": ("", _("Unit of the figure in the same row")),
        "basis": ("", _("reported = by Russia, mirror = by the partner, estimate = by neither")),
        "kind": ("", _("What the row is: a point of the line, a lone figure, an announcement, a vote")),
        "whose_count": ("", _("Whose statistics the figure is from")),
        "who": ("", _("Who says so")),
        "direction": (
            "",
            _("outbound = from Russia, or the power in the row, to the partner; inbound = the other way"),
        ),
        "start": ("", _("First day; first of the month where no more is known")),
        "end": ("", _("Last day")),
        "format": ("", _("bilateral, forum, both = a forum and talks with the hosts, unknown")),
        "person": ("", _("Who came")),
        "rank": ("", _("Office held")),
        "presence": ("", _("Whether the person came, and how")),
        "score_0_to_4": (_("points"), _("Rank of who came: 4 = head of state, 0 = nobody")),
        "china_share_pct": (percent, _("China’s part of the trade of the set of partners")),
        "herfindahl": (_("index, 0 to 1"), _("Sum of the squared shares of the partners")),
        "set_value_usd": (usd, _("Trade of the set of partners, current US dollars")),
        "set_weight_pct": (percent, _("Part of the definition’s trade that the set of partners holds")),
        "partners": (_("partners"), _("How many partners the figure counts")),
        "asia": ("", _("Definition of Asia: core, core_central, wide")),
        "trips": (_("trips"), _("Trips found; the table is a sample")),
        "few": ("", _("True where there are too few cases for a share")),
        "distance_ideal_points": (_("points"), _("Distance on the scale of votes in the UN General Assembly")),
        "reading": ("", _("Number of the reading of the claim; default = the one the headline gives")),
        "verdict": ("", _("What this reading says of the claim")),
        "value": (_("see the column unit"), _("The figure that the rule of the claim looks at")),
        "missing": ("", _("Why there is no verdict")),
        "estimate_pct": (percent, _("Estimated effect")),
        "p_value": (_("probability, 0 to 1"), _("How often chance alone gives as much")),
        "p_adjusted": (_("probability, 0 to 1"), _("The same, allowing for the number of tests")),
    }
