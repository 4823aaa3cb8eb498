"""`vietnam-us-first`: whether the United States is Vietnam's priority partner in trade.

Belongs here: the rule on the rank of the United States. Does not belong here: the figures and ranks
(`measures.own_trade`).

Sources: `statistics` is the last year in which one source of Vietnam's own statistics has both flows with the United
States and China; `announced` the last year in which Vietnamese offices announced them; `mirror` the same of what the
two counterparts announced. An announced rank is one among the states announced in that year; of several announcements
of a flow the highest is taken.
"""

from typing import Final

import pandas as pd

from dashboard.claims import vietnam
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.measures import cells, own_trade, rivals
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import usd

BOTH: Final = ("USA", "CHN")
BLOCS: Final = (*rivals.AGGREGATES, "ASEAN")
"""Counterparts that are no single state and so have no rank."""


def verdict(turnover_rank: int, export_rank: int) -> str:
    """Supported if first in turnover, mixed if first in exports only, contradicted if in neither."""
    if turnover_rank == 1:
        return SUPPORTED
    return MIXED if export_rank == 1 else CONTRADICTED


def _test(release: Release, reading: Reading) -> Measured:
    """The rank of the United States in Vietnam's turnover; `facts` holds those in exports and imports."""
    return _of_reading(release, reading["source"])


@per_release(3)
def _of_reading(release: Release, source: str) -> Measured:
    if source == "statistics":
        table = release.table("partner_world_trade")
        common = rivals.last_common_year(table, vietnam.VIETNAM, BOTH)
        if common is None:
            return Measured(NOT_TESTABLE, missing=_missing(source))
        return _measured(own_trade.ranks_of_year(table, vietnam.VIETNAM, common), common.year, common.source)
    values, year = _announced(release, mirror=source == "mirror")
    if values.empty:
        return Measured(NOT_TESTABLE, missing=_missing(source))
    return _measured(own_trade.with_ranks(values), year, source)


def _announced(release: Release, *, mirror: bool) -> tuple[pd.DataFrame, int]:
    """What was announced in the last year with both flows of both states; an empty frame if there is none."""
    rows = rivals.announced_counterparts(release.table("partner_announced_trade"), vietnam.VIETNAM)
    rows = rows[(rows["mirror"] == mirror) & ~rows["counterpart"].isin(BLOCS)]
    flows = rows.pivot_table(index=["year", "counterpart"], columns="flow", values="value_usd", aggfunc="max")
    complete = flows.reindex(columns=list(cells.FLOWS)).dropna().reset_index()
    found = complete[complete["counterpart"].isin(BOTH)].groupby("year").size()
    common = found.index[found == len(BOTH)]
    if common.empty:
        return pd.DataFrame(), 0
    last = complete[complete["year"] == common.max()].set_index("counterpart").drop(columns="year")
    return last.add_suffix("_usd"), int(common.max())


def _measured(ranks: pd.DataFrame, year: int, source: str) -> Measured:
    usa, china = (ranks[ranks["counterpart"] == code].iloc[0] for code in BOTH)
    turnover_rank, export_rank = int(usa["turnover_rank"]), int(usa["export_rank"])
    return Measured(
        verdict=verdict(turnover_rank, export_rank),
        value=float(turnover_rank),
        coverage=_(
            "{year}, {source}: {exports} states listed in exports, {imports} in imports, {both} in both."
        ).format(
            year=year,
            source=source,
            exports=int(ranks["export_usd"].notna().sum()),
            imports=int(ranks["import_usd"].notna().sum()),
            both=int(ranks["turnover_usd"].notna().sum()),
        ),
        doubts=(*vietnam.age_doubt(year), *_doubts(source, len(ranks))),
        rows=ranks.assign(year=year, source=source),
        facts={
            "year": year,
            "export_rank": export_rank,
            "import_rank": int(usa["import_rank"]),
            "turnover_usd": float(usa["turnover_usd"]),
            "export_usd": float(usa["export_usd"]),
            "import_usd": float(usa["import_usd"]),
            "china_turnover_usd": float(china["turnover_usd"]),
            "china_export_usd": float(china["export_usd"]),
        },
    )


def _doubts(source: str, states: int) -> tuple[str, ...]:
    if source in rivals.SHORT_LISTS:
        return (_("The source names the five largest states of each flow only."),)
    if source in {"announced", "mirror"}:
        return (_("Announced totals of {count} states: the rank is one among these.").format(count=states),)
    return ()


def _missing(source: str) -> str:
    found = {
        "statistics": _("No source of Vietnam’s statistics has both flows with the United States and China in a year."),
        "announced": _("Vietnamese offices announced both flows with the United States and China in no one year."),
        "mirror": _("The United States and China announced both of their flows with Vietnam in no one year."),
    }
    return f"{found[source]} {vietnam.comtrade_would_supply()}"


def _wording() -> str:
    """The claim in our words."""
    return _("The United States is Vietnam’s priority partner in trade.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The rank of the United States among states in Vietnam’s turnover, exports and imports, in the last year in "
        "which one source has both flows with the United States and China."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if the United States is first in turnover, mixed if it is first in exports only, contradicted if it "
        "is first in neither."
    )


def _change() -> str:
    """What would change the verdict."""
    return _(
        "Vietnam’s trade with the United States would have to pass its trade with China, or its exports to China those "
        "to the United States."
    )


def _headline(_release: Release, measured: Measured) -> str:
    """The three ranks and the amounts beside China's."""
    if measured.value is None:
        return measured.missing
    facts = measured.facts
    return _(
        "In {year} the United States was {turnover} in Vietnam’s turnover, {export} in its exports and {imports} in "
        "its imports: turnover of {usa}, China’s {china}."
    ).format(
        year=facts["year"],
        turnover=vietnam.place(int(measured.value)),
        export=vietnam.place(int(measured.number("export_rank"))),
        imports=vietnam.place(int(measured.number("import_rank"))),
        usa=usd(measured.number("turnover_usd")),
        china=usd(measured.number("china_turnover_usd")),
    )


def _against(release: Release, measured: Measured) -> str:
    """What points the other way in the same year, and in the latest announced one."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    return f"{_same_year(measured)} {_latest(release)}".strip()


def _same_year(measured: Measured) -> str:
    """The flow that speaks most against the headline."""
    facts = measured.facts
    if measured.verdict == SUPPORTED:
        return _("In imports the United States was {rank}: {value}.").format(
            rank=vietnam.place(int(measured.number("import_rank"))),
            value=usd(measured.number("import_usd")),
        )
    return _("As a market the United States took {usa} of Vietnam’s goods in {year}, China {china}.").format(
        usa=usd(measured.number("export_usd")),
        year=facts["year"],
        china=usd(measured.number("china_export_usd")),
    )


def _latest(release: Release) -> str:
    announced = _of_reading(release, "announced")
    if announced.value is None:
        return ""
    facts = announced.facts
    return _(
        "By announced totals of {year}, turnover with the United States was {usa} and with China {china}; Vietnam’s "
        "exports were {usa_exports} and {china_exports}."
    ).format(
        year=facts["year"],
        usa=usd(announced.number("turnover_usd")),
        china=usd(announced.number("china_turnover_usd")),
        usa_exports=usd(announced.number("export_usd")),
        china_exports=usd(announced.number("china_export_usd")),
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "A rank says nothing of how far apart the first two are, or of what is traded. Priority in policy is not "
        "measured. Vietnam’s statistics by one source may end years before the article."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that a surplus makes a market a priority, whatever the turnover. That is why being first "
        "in exports alone counts as mixed and not as contradicted."
    )


CLAIM: Final = Claim(
    id="vietnam-us-first",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="rank",
    sides_unit="rank",
    tables=("partner_world_trade", "partner_announced_trade"),
    figure="rivals",
    dimensions=(Dimension("source", ("statistics", "announced", "mirror")),),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
