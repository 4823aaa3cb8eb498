"""`energy-food-niche`: whether energy and food are Russia's niche, in Vietnam above all.

Belongs here: the rule on their part of Russian exports to a partner. Does not belong here: the parts
(`measures.products`).

A partner without rows by chapter is not testable: the single figures of `energy_food` are shown as such, and never put
over a total of another source. China, which has rows, is a reading and stands beside the headline.
"""

from typing import Final

import pandas as pd

from dashboard import view
from dashboard.claims import trade
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Dimension, Measured, Reading
from dashboard.claims.thresholds import at_least, over, percent
from dashboard.measures.products import export_mix, listed_sections
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import pct, usd

SUPPORTED_OVER_PCT: Final = 50.0
CONTRADICTED_UNDER_PCT: Final = 25.0
BESIDE: Final = "CHN"
TOLD: Final = 2


def verdict(share_pct: float) -> str:
    """Supported over half, contradicted under a quarter, else mixed; half and a quarter themselves are mixed."""
    if over(share_pct, SUPPORTED_OVER_PCT):
        return SUPPORTED
    return MIXED if at_least(share_pct, CONTRADICTED_UNDER_PCT) else CONTRADICTED


def _test(release: Release, reading: Reading) -> Measured:
    """Energy and food in Russian exports to a partner in the last year with chapters, in percent."""
    return _of_reading(release, reading["partner"])


@per_release(3)
def _of_reading(release: Release, partner: str) -> Measured:
    mix = export_mix(release.table("trade_commodity"), partner)
    beside = _beside(release)
    if mix.empty:
        return Measured(
            NOT_TESTABLE, missing=_missing(release, partner), rows=_single_figures(release, partner), facts=beside
        )
    last = mix.iloc[-1]
    return Measured(
        verdict=verdict(float(last["share_pct"])),
        value=float(last["share_pct"]),
        coverage=_("Years with figures by chapter: {count}; the last is {year}, by {source}.").format(
            count=len(mix), year=int(last["year"]), source=last["source"]
        ),
        doubts=_doubts(last),
        rows=mix,
        facts={
            "year": int(last["year"]),
            "energy_pct": float(last["energy_pct"]),
            "food_pct": float(last["food_pct"]),
            "total_usd": float(last["total_usd"]),
            **beside,
        },
    )


def _beside(release: Release) -> dict[str, float | int | str | None]:
    """China's last year, for comparison."""
    mix = export_mix(release.table("trade_commodity"), BESIDE)
    if mix.empty:
        return {"beside_year": None, "beside_share_pct": None, "beside_energy_pct": None, "beside_food_pct": None}
    last = mix.iloc[-1]
    return {
        "beside_year": int(last["year"]),
        "beside_share_pct": float(last["share_pct"]),
        "beside_energy_pct": float(last["energy_pct"]),
        "beside_food_pct": float(last["food_pct"]),
        "beside_basis": str(last["basis"]),
    }


def _single_figures(release: Release, partner: str) -> pd.DataFrame:
    """The published single figures on a partner, all of them, whatever their unit."""
    table = release.table("energy_food")
    columns = ["product", "period", "quantity", "unit", "value_usd", "who_reported", "source_url", "note"]
    return table.loc[table["destination"] == partner, columns].reset_index(drop=True)


def _doubts(last: pd.Series) -> tuple[str, ...]:
    marks = {
        "estimate": _("The chapters are reconciled estimates of CEPII (BACI), not one side’s report."),
        "mirror": _("The chapters are the partner’s imports, with freight and insurance."),
    }
    return (marks[last["basis"]],) if last["basis"] in marks else ()


def _missing(release: Release, partner: str) -> str:
    return _(
        "No rows by chapter of Russia’s exports to {name}; the single published figures on energy and food ({count}) "
        "are no series. {name}’s imports in UN Comtrade, which needs a key, would supply them."
    ).format(
        name=view.labels(release).get(partner, partner),
        count=len(_single_figures(release, partner)),
    )


def _wording() -> str:
    """The claim in our words."""
    return _("Energy and food are Russia’s niche, in Vietnam above all.")


def _measure() -> str:
    """The default measure."""
    return _(
        "The part of energy (HS chapter 27) and food (HS chapters 01 to 24) in Russia’s exports to Vietnam, last year "
        "with figures by chapter. China is shown beside it."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if energy and food are over {supported} of Russian exports to Vietnam, contradicted if they are "
        "under {contradicted}, else mixed; not testable without figures by chapter."
    ).format(supported=percent(SUPPORTED_OVER_PCT), contradicted=percent(CONTRADICTED_UNDER_PCT))


def _change() -> str:
    """What would change the verdict."""
    return _("Figures by chapter for Vietnam: with them the claim gets a verdict; none can be given before.")


def _headline(_release: Release, measured: Measured) -> str:
    """The part, or what is missing, and China beside it."""
    if measured.value is None:
        said = _("Energy and food in Russia’s exports to Vietnam: no figures by chapter, so no part can be given.")
        return f"{said} {_china_words(measured)}".strip()
    facts = measured.facts
    said = _("Energy and food were {part} of Russia’s exports to Vietnam in {year}{mark}.").format(
        part=pct(measured.value), year=facts["year"], mark=trade.estimate_mark(measured.rows.tail(1))
    )
    return f"{said} {_china_words(measured)}".strip()


def _china_words(measured: Measured) -> str:
    facts = measured.facts
    if facts["beside_share_pct"] is None:
        return ""
    return _("Of Russia’s exports to China they were {part} in {year}{mark}.").format(
        part=pct(measured.number("beside_share_pct")),
        year=facts["beside_year"],
        mark=_(" (estimate)") if facts["beside_basis"] == "estimate" else "",
    )


def _against(release: Release, _measured: Measured) -> str:
    """What the release holds that points the other way: machines in older figures, single published values."""
    return f"{_sections(release)} {_published(release)}".strip() or _("The release holds nothing on it.")


def _sections(release: Release) -> str:
    """Fuel and food among the sections (SITC 3 and 0) that one source lists for Vietnam, years ago."""
    found = listed_sections(release.table("trade_sections"), release.table("trade_annual"), "VNM")
    if found.empty:
        return ""
    last = found.iloc[-1]
    return _(
        "In {year} Russia reported {niche} of fuels and food (SITC 3 and 0) to Vietnam, {part} of the {count} sections "
        "that the source lists."
    ).format(
        year=int(last["year"]),
        niche=usd(float(last["niche_usd"])),
        part=pct(float(last["niche_usd"] / last["listed_usd"] * 100)),
        count=int(last["sections"]),
    )


def _published(release: Release) -> str:
    """The largest single published values, named as single ones."""
    figures = _single_figures(release, "VNM")
    valued = figures[figures["value_usd"].notna() & ~figures["product"].str.contains("all suppliers")]
    largest = valued.sort_values("value_usd", ascending=False, kind="stable").head(TOLD)
    if largest.empty:
        return ""
    said = "; ".join(
        f"{product} {usd(float(value))} ({period.replace('..', ' to ')})"
        for product, value, period in zip(largest["product"], largest["value_usd"], largest["period"], strict=True)
    )
    return _("Single published values for Vietnam: {values}.").format(values=said)


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "A part of Russia’s exports says what Russia sells, not what Vietnam needs: a niche would also be a part of "
        "Vietnam’s imports of these goods. Quantities of single years and months are no series."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that energy leads Russian exports nearly everywhere, so that over half proves little. "
        "China stands beside Vietnam for that reason: the claim says Vietnam above all."
    )


CLAIM: Final = Claim(
    id="energy-food-niche",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent",
    sides_unit="percent",
    tables=("trade_commodity", "energy_food", "trade_sections", "trade_annual", "places"),
    figure="partner-trade",
    dimensions=(Dimension("partner", ("VNM", "CHN", "IND")),),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
