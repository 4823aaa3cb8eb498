"""Whether two periods differ by more than chance: the periods' labels exchanged among the cases.

Belongs here: the difference of two means and its place among the differences under exchanged labels. Does not belong
here: which cases count, and the placebo visits of the event study.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from scipy import stats

DRAWS: Final = 10_000
"""Ways of exchanging the labels that are tried; where there are no more than that, each one is, once."""

SEED: Final = 2022
RANGE_PCT: Final = (2.5, 97.5)


class Permuted(NamedTuple):
    """A difference of means beside those that exchanged labels give.

    Attributes:
        difference: Mean after less mean before.
        p_value: Two-sided: how often exchanged labels give a difference as far out.
        low: 2.5th percentile of the differences under exchanged labels: what chance alone gives.
        high: 97.5th percentile.
        tried: Ways of exchanging the labels that were tried.
        exact: Whether these were all there are.
    """

    difference: float
    p_value: float
    low: float
    high: float
    tried: int
    exact: bool


def permutation(before: Sequence[float], after: Sequence[float]) -> Permuted:
    """Give the difference of two means with a permutation test of the period labels.

    If the period made no difference, any assignment of the cases to the two periods (their sizes kept) would have been
    as likely as the real one. Two-sided p is twice the smaller of the one-sided ones, at most 1; where not every
    assignment is tried, the real one counts among those drawn, so that p is never 0. Source: B. Phipson and G. K.
    Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and Molecular Biology 9
    (2010), article 39; computed by `scipy.stats.permutation_test` with a fixed seed: the same answer each time.

    Args:
        before: Values of the cases of the first period.
        after: Values of the cases of the second.

    Returns:
        The difference, its p-value and the range of chance.

    Raises:
        ValueError: A period has fewer than two cases.
    """
    if min(len(before), len(after)) < 2:
        raise ValueError(f"{len(before)} cases before and {len(after)} after; each period needs at least two")
    result = stats.permutation_test(
        (np.asarray(after, dtype="float64"), np.asarray(before, dtype="float64")),
        _difference,
        n_resamples=DRAWS,
        vectorized=True,
        rng=np.random.default_rng(SEED),
    )
    low, high = np.percentile(result.null_distribution, RANGE_PCT)
    tried = len(result.null_distribution)
    return Permuted(
        difference=float(result.statistic),
        p_value=float(result.pvalue),
        low=float(low),
        high=float(high),
        tried=tried,
        exact=tried < DRAWS,
    )


def _difference(after: Any, before: Any, axis: int) -> Any:
    return np.mean(after, axis=axis) - np.mean(before, axis=axis)
