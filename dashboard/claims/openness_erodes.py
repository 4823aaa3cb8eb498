"""`openness-erodes`: whether sanctions are closing the open world economy in Asia too.

Belongs here: the rule on the unfriendly economies' trade beside all others'. Does not belong here: the sums
(`measures.fixed_set`).

"The four" are the partners of the definition on Russia's list of unfriendly states, whoever is on it. Both groups are
summed over the partners that have a turnover in 2021 and in the last publishable year of the `full` line, and each sum
must hold 90 % of its group's 2016-2021 turnover, as a publishable year does. "Without China" leaves China out of the
others; it is not on the list.
"""

from typing import Final

import pandas as pd

from dashboard import view
from dashboard.claims import trade
from dashboard.claims.against import opposing_reading
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Claim, Measured, Reading
from dashboard.claims.thresholds import at_least, over, percent
from dashboard.measures import aggregate
from dashboard.measures.cells import BREAK_YEAR
from dashboard.measures.fixed_set import Change, fixed_set_change
from dashboard.release import Release, per_release
from dashboard.texts import _
from dashboard.words import change as change_word
from dashboard.words import listed, usd

FALL_TO: Final = 2 / 3
"""Of the value of 2021: a fall by a third or more."""

LINE: Final = "full"


def verdict(four_ratio: float, others_ratio: float) -> str:
    """Supported if the four fell by a third or more while the others grew, contradicted if the four did not fall."""
    if at_least(four_ratio, 1):
        return CONTRADICTED
    return SUPPORTED if not over(four_ratio, FALL_TO) and over(others_ratio, 1) else MIXED


def _test(release: Release, reading: Reading) -> Measured:
    """The change of the four's turnover since 2021, in percent; before and after in dollars."""
    return _of_reading(release, reading["asia"], reading["china"])


@per_release(6)
def _of_reading(release: Release, asia: str, china: str) -> Measured:
    listed_states = set(release.table("unfriendly")["iso3"])
    if not listed_states:
        return Measured(NOT_TESTABLE, missing=trade.no_list())
    last = trade.last_year(release, asia, china, LINE)
    if last is None:
        every = trade.line(release, asia, china, LINE)
        return Measured(NOT_TESTABLE, missing=trade.unpublishable(every, LINE, BREAK_YEAR))
    members = trade.members(release, asia, china)
    annual = release.table("trade_annual")
    values, weight = (
        aggregate.line_cells(annual, members, LINE, "turnover"),
        aggregate.turnover_weights(annual, members),
    )
    groups = [
        fixed_set_change(values, weight, group, trade.LAST_REPORTED, last)
        for group in (
            [partner for partner in members if partner in listed_states],
            [partner for partner in members if partner not in listed_states],
        )
    ]
    if thin := [group for group in groups if not at_least(group.coverage_pct, aggregate.THRESHOLD_PCT)]:
        return Measured(NOT_TESTABLE, missing=_thin(release, thin[0], last))
    return _measured(release, groups[0], groups[1], values, last)


def _measured(release: Release, four: Change, others: Change, values: pd.DataFrame, last: int) -> Measured:
    rows = _rows(values, four, others, last)
    return Measured(
        verdict=verdict(four.ratio, others.ratio),
        value=(four.ratio - 1) * 100,
        before=four.before_usd,
        after=four.after_usd,
        coverage=_(
            "{four} unfriendly and {others} other partners have a turnover in both 2021 and {last}; they held {a} and "
            "{b} of their group’s 2016–21 turnover."
        ).format(
            four=len(four.partners),
            others=len(others.partners),
            last=last,
            a=trade.one_digit(four.coverage_pct),
            b=trade.one_digit(others.coverage_pct),
        ),
        doubts=(
            *trade.estimate_doubt(rows),
            *trade.suspect_doubt(release, (*four.partners, *others.partners), LINE, rows),
            *_dropped(release, (*four.missing, *others.missing)),
        ),
        rows=rows,
        facts={
            "last_year": last,
            "others_before_usd": others.before_usd,
            "others_after_usd": others.after_usd,
            "others_change_pct": (others.ratio - 1) * 100,
            "four": ";".join(four.partners),
        },
    )


def _rows(values: pd.DataFrame, four: Change, others: Change, last: int) -> pd.DataFrame:
    """The cells in both sums, with the group of each."""
    kept = values[
        values["partner"].isin([*four.partners, *others.partners]) & values["year"].isin([trade.LAST_REPORTED, last])
    ]
    group = kept["partner"].isin(list(four.partners)).map({True: "unfriendly", False: "other"})
    columns = ["group", "partner", "year", "value_usd", "source", "basis", "quality"]
    return kept.assign(group=group)[columns].sort_values(["group", "partner", "year"], ignore_index=True)


def _dropped(release: Release, missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    names = view.labels(release)
    said = listed([names.get(partner, partner) for partner in missing])
    return (_("Without a turnover in both years, and in neither sum: {names}.").format(names=said),)


def _thin(release: Release, group: Change, last: int) -> str:
    names = view.labels(release)
    if not group.partners:
        return _("No partner of one of the two groups has a turnover in both 2021 and {last}; the IMF’s trade figures "
                 "(IMTS) would supply it.").format(last=last)  # fmt: skip
    return _(
        "Of one of the two groups the partners with a turnover in both 2021 and {last} held {held} of its 2016–21 "
        "turnover; the rule asks {asked}. Missing: {names}. The IMF’s trade figures (IMTS) would supply it."
    ).format(
        last=last,
        held=trade.one_digit(group.coverage_pct),
        asked=percent(aggregate.THRESHOLD_PCT),
        names=listed([names.get(partner, partner) for partner in group.missing]),
    )


def _wording() -> str:
    """The claim in our words."""
    return _("Sanctions are closing the open world economy in Asia too.")


def _measure() -> str:
    """The default measure."""
    return _(
        "Russia’s two-way trade with the core Asian economies on its list of unfriendly states, and with all other "
        "core partners, 2021 and last year."
    )


def _rule() -> str:
    """The rule, written before the verdict."""
    return _(
        "Supported if trade with the unfriendly economies falls by a third or more while trade with the others grows; "
        "contradicted if trade with the unfriendly economies does not fall; else mixed."
    )


def _change() -> str:
    """What would change the verdict."""
    return _(
        "A recovery of trade with the unfriendly economies to the level of 2021 would contradict the claim; a fall "
        "of a third or more while the others grow supports it."
    )


def _headline(release: Release, measured: Measured) -> str:
    """Both groups' dollars in both years."""
    if measured.before is None or measured.after is None:
        return measured.missing
    names = view.labels(release)
    others_before = measured.number("others_before_usd")
    others_after = measured.number("others_after_usd")
    return _(
        "From 2021 to {last}{mark} trade with core Asia’s unfriendly economies ({names}) went from {a} to {b} "
        "({moved}), with its other partners from {c} to {d} ({others_moved})."
    ).format(
        last=measured.facts["last_year"],
        mark=trade.estimate_mark(measured.rows),
        names=listed([names.get(code, code) for code in str(measured.facts["four"]).split(";")]),
        a=usd(measured.before),
        b=usd(measured.after),
        moved=change_word(measured.after / measured.before),
        c=usd(others_before),
        d=usd(others_after),
        others_moved=change_word(others_after / others_before),
    )


def _against(release: Release, measured: Measured) -> str:
    """The reading least like the headline, and the unfriendly economy that departs most from its group."""
    if measured.value is None:
        return _("Without a verdict there is nothing to set against it.")
    reading = opposing_reading(release, CLAIM, measured, _amount, higher_supports=False)
    return f"{reading} {_outlier(release, measured)}"


def _amount(found: Measured) -> str:
    """The change of the unfriendly economies' trade, and to which year: definitions differ in the last one."""
    return _("{moved} to {last}").format(moved=change_word(1 + found.known / 100), last=found.facts["last_year"])


def _outlier(release: Release, measured: Measured) -> str:
    """The one of the four whose trade held up best, or fell most where the verdict is that they did not fall."""
    rows = measured.rows[measured.rows["group"] == "unfriendly"]
    by_year = rows.pivot_table(index="partner", columns="year", values="value_usd")
    ratio = (by_year.iloc[:, -1] / by_year.iloc[:, 0]).sort_values(kind="stable")
    partner = str(ratio.index[0 if measured.verdict == CONTRADICTED else -1])
    return _("Among the unfriendly economies {name} stands apart: {moved}{mark}.").format(
        name=view.labels(release).get(partner, partner),
        moved=change_word(float(ratio[partner])),
        mark=trade.estimate_mark(rows),
    )


def _limits() -> str:
    """What the measure can't tell."""
    return _(
        "Sums of dollars, so prices are in them. Trade that now passes through third countries counts as lost for one "
        "group and won for the other. Trade between Asian states themselves is not looked at."
    )


def _critic() -> str:
    """What a critic would say, and why the rule stands."""
    return _(
        "A critic would say that one country’s trade is not the world economy. The claim is tested where the release "
        "can see it: between Russia and the Asian economies that joined the sanctions. A third is asked so that "
        "a swing of prices alone decides nothing."
    )


CLAIM: Final = Claim(
    id="openness-erodes",
    wording=_wording,
    measure=_measure,
    rule=_rule,
    change=_change,
    unit="percent change",
    sides_unit="usd",
    tables=("trade_annual", "unfriendly", "places"),
    figure="ranking",
    dimensions=(trade.ASIA, trade.CHINA),
    test=_test,
    headline=_headline,
    against=_against,
    limits=_limits,
    critic=_critic,
)
