"""What became of trade around the years of an event, against draws in which the event's years are redrawn.

Belongs here: the changes of a partner's trade, the regression with partner and year fixed effects, the draws. Does not
belong here: which visits are meant and what the result says of a claim (`claims`), several tests at once
(`discoveries`).

docs: method, "Claims" (visits-move-trade).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.measures import cells
from dashboard.measures.aggregate import CUSTOMS, IMF, LAST_REPORTED, LONG_FIRST

DRAWS: Final = 1000
SEED: Final = 20061121
LOW_PCT, HIGH_PCT = 2.5, 97.5
SOURCES: Final = (*CUSTOMS, IMF)
CHANGE_COLUMNS: Final = ("partner", "year", "before_usd", "after_usd", "log_change", "quality", "source")
DIGITS: Final = 9
"""Digits kept of log points, so that the order in which a machine sums decides no byte of a file."""

_NOTHING: Final = 1e-9
"""What is left of a column of 0 and 1 that the fixed effects explain wholly, rounding aside."""

Floats = npt.NDArray[np.float64]


class NotIdentifiedError(ValueError):
    """The events cannot be told apart from the partners and years; `reason` says why.

    Attributes:
        reason: no_changes (no partner has trade in t - 1 and t + 1), no_events (none in the years that count),
            collinear (partner and year explain the events wholly, so that nothing is left to compare).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the event study has no answer: {reason}")
        self.reason = reason


@dataclass(frozen=True)
class Study:
    """The coefficient of the event and where it lies among the draws.

    Attributes:
        estimate: Log points by which the change around an event exceeds what partner and year let expect.
        low, high: The 2.5th and 97.5th percentile of the draws, log points.
        percentile_pct: Percent of the draws under the estimate; draws equal to it count half.
        p_value: Two-sided, from the draws; never 0.
        draws: Draws used; those that fixed effects explain wholly are left out.
        changes: Rows of the panel.
        events: Rows with an event.
        partners: Partners of the panel.
        partners_with_event: Those with an event in a year that counts; the others are controls.
    """

    estimate: float
    low: float
    high: float
    percentile_pct: float
    p_value: float
    draws: int
    changes: int
    events: int
    partners: int
    partners_with_event: int


def event_study(panel: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED) -> Study:
    """Give the coefficient of an event on the log change of trade, with partner and year fixed effects.

    Both fixed effects are taken out of the changes and of the events (Frisch-Waugh-Lovell), so the coefficient is the
    ratio of two products. It is set against draws in which each partner keeps its number of events and their years
    are redrawn among its own years: a permutation test within partners (R. A. Fisher, "The Design of Experiments",
    1935; within blocks: P. Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005). A panel with
    gaps is no obstacle.

    Args:
        panel: partner, year, log_change (log points), event (bool); key partner, year.
        draws: How many times the years are redrawn.
        seed: Of the draws: the same panel and seed give the same study.

    Returns:
        The study.

    Raises:
        NotIdentifiedError: There is nothing to compare; `reason` says why.
        ValueError: A column is missing.
    """
    cells.require(panel, ["partner", "year", "log_change", "event"])
    rows = panel.sort_values(["partner", "year"], ignore_index=True)
    event = rows["event"].to_numpy(dtype="float64")
    if rows.empty or not event.any():
        raise NotIdentifiedError("no_events" if len(rows) else "no_changes")
    basis = _fixed_effects(rows)
    change = rows["log_change"].to_numpy(dtype="float64")
    change = change - basis @ (basis.T @ change)
    estimate = _coefficients(basis, change, event[:, None])
    if not len(estimate):
        raise NotIdentifiedError("collinear")
    drawn = _coefficients(basis, change, _redrawn(rows["partner"], event, draws, np.random.default_rng(seed)))
    return _study(rows, float(estimate[0]), drawn)


def changes(trade: pd.DataFrame, members: Collection[str], flow: str) -> pd.DataFrame:
    """Give the log change of each member's trade from the year before to the year after, as Russia reported it.

    A cell is the first of `fcs`, `fcs_cis` and `imf_imts` with Russia as the reporter, 2006-2021; so the years t run
    from 2007 to 2020. A cell that is missing or zero has no logarithm: its changes have no row.

    Args:
        trade: `trade_annual` of the release.
        members: ISO 3166-1 alpha-3 codes.
        flow: export, import or turnover (both flows present).

    Returns:
        partner, year (t), before_usd (t - 1), after_usd (t + 1; both current USD), log_change (natural logarithm of
        after over before), quality (worse of the two), source (both, joined by " + "); key partner, year; sorted.

    Raises:
        ValueError: The flow does not exist, or a column is missing.
    """
    cells.require(trade, ["partner", "year", "source", "reporter"])
    kept = trade[
        trade["partner"].isin(list(members))
        & trade["source"].isin(SOURCES)
        & trade["reporter"].eq(cells.RUSSIA)
        & trade["year"].between(LONG_FIRST, LAST_REPORTED)
    ]
    values = cells.single_reporter_values(kept, flow).drop_duplicates(["partner", "year"])
    values = values.loc[values["value_usd"] > 0, ["partner", "year", "value_usd", "quality", "source"]]
    before, after = values.assign(year=values["year"] + 1), values.assign(year=values["year"] - 1)
    both = before.merge(after, on=["partner", "year"], suffixes=("_before", "_after"))
    both = both.sort_values(["partner", "year"], ignore_index=True)
    sources = zip(both["source_before"], both["source_after"], strict=True)
    return both.assign(
        before_usd=both["value_usd_before"],
        after_usd=both["value_usd_after"],
        log_change=np.log(both["value_usd_after"] / both["value_usd_before"]),
        quality=cells.worst(both["quality_before"], both["quality_after"], cells.QUALITIES),
        source=pd.Series([cells.joined(pair, " + ") for pair in sources], index=both.index, dtype="str"),
    )[list(CHANGE_COLUMNS)]


def with_events(panel: pd.DataFrame, events: pd.DataFrame, *, lead: int = 0) -> pd.DataFrame:
    """Mark the rows of a panel whose year, or a later one, had an event.

    Args:
        panel: A frame of `changes`.
        events: partner, year; repeats do not matter.
        lead: 0 marks t itself; 2 marks the years two before an event, whose change ends before it; 1 those one before,
            whose change ends in its year.

    Returns:
        The panel with event (bool) in place of any earlier one.

    Raises:
        ValueError: A column is missing.
    """
    cells.require(panel, ["partner", "year"])
    cells.require(events, ["partner", "year"])
    held = set(zip(events["partner"], events["year"].astype("int64") - lead, strict=True))
    keys = zip(panel["partner"], panel["year"], strict=True)
    return panel.assign(event=pd.Series([key in held for key in keys], index=panel.index, dtype="bool"))


def _fixed_effects(rows: pd.DataFrame) -> Floats:
    """An orthonormal basis of the partner and year dummies, whatever their rank."""
    dummies = pd.concat([pd.get_dummies(rows["partner"]), pd.get_dummies(rows["year"])], axis=1).to_numpy("float64")
    sizes, vectors = np.linalg.eigh(dummies.T @ dummies)
    kept = sizes > sizes[-1] * _NOTHING
    basis: Floats = dummies @ vectors[:, kept] / np.sqrt(sizes[kept])
    return basis


def _coefficients(basis: Floats, change: Floats, events: Floats) -> Floats:
    """The coefficient of each column of events that the fixed effects leave something of.

    The change has lost its fixed effects already, so the events need to lose theirs in the divisor alone.
    """
    size = np.square(events).sum(axis=0) - np.square(basis.T @ events).sum(axis=0)
    kept = size > _NOTHING
    coefficients: Floats = (change @ events)[kept] / size[kept]
    return coefficients


def _redrawn(partner: pd.Series, event: Floats, draws: int, random: np.random.Generator) -> Floats:
    """One column a draw: each partner's events shuffled over its own rows."""
    drawn = np.tile(event[:, None], (1, draws))
    codes = partner.to_numpy()
    for code in dict.fromkeys(codes):
        own = codes == code
        if 0 < event[own].sum() < own.sum():
            drawn[own] = random.permuted(drawn[own], axis=0)
    return drawn


def _study(rows: pd.DataFrame, estimate: float, drawn: Floats) -> Study:
    low, high = np.percentile(drawn, [LOW_PCT, HIGH_PCT])
    under = int((drawn < estimate - _NOTHING).sum())
    over = int((drawn > estimate + _NOTHING).sum())
    equal = len(drawn) - under - over
    # The estimate itself is one of the arrangements that could have been drawn: so + 1, and never a p of 0.
    tail = (1 + equal + min(under, over)) / (1 + len(drawn))
    return Study(
        estimate=round(estimate, DIGITS),
        low=round(float(low), DIGITS),
        high=round(float(high), DIGITS),
        percentile_pct=(under + equal / 2) / len(drawn) * 100,
        p_value=min(1.0, 2 * tail),
        draws=len(drawn),
        changes=len(rows),
        events=int(rows["event"].sum()),
        partners=int(rows["partner"].nunique()),
        partners_with_event=int(rows.loc[rows["event"], "partner"].nunique()),
    )
