from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.wilson import wilson


@pytest.mark.parametrize(
    ("k", "n", "z", "low", "high"),
    [
        # p = 1/2, z = 2: middle (0.5 + 4/8) / 2 = 0.5; half 2·sqrt(0.25/4 + 4/64) / 2 = sqrt(0.125).
        (2, 4, 2.0, 0.5 - 0.125**0.5, 0.5 + 0.125**0.5),
        # p = 0: low 0, high z²/n / (1 + z²/n) = z² / (n + z²) = 1 / 5.
        (0, 4, 1.0, 0.0, 0.2),
        # p = 1: low 1 / (1 + z²/n) = 4 / 5, high 1.
        (4, 4, 1.0, 0.8, 1.0),
    ],
)
def test_values_worked_out_by_hand(k, n, z, low, high):
    assert wilson(k, n, z) == pytest.approx((low, high), abs=1e-12)


def test_the_default_is_a_95_percent_interval():
    # Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_no_case_tells_nothing():
    low, high = wilson(0, 0)
    assert isnan(low)
    assert isnan(high)


def test_no_doubt_gives_the_share_itself():
    assert wilson(3, 7, 0) == pytest.approx((3 / 7, 3 / 7))


@pytest.mark.parametrize(("k", "n"), [(-1, 3), (4, 3), (0, -1)])
def test_counts_that_cannot_be_are_refused(k, n):
    with pytest.raises(ValueError, match=f"k is {k}, n is {n}"):
        wilson(k, n)


@pytest.mark.parametrize("z", [-0.1, float("nan")])
def test_a_quantile_that_cannot_be_is_refused(z):
    with pytest.raises(ValueError, match="z is"):
        wilson(1, 2, z)


COUNTS = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0, 10))
def test_the_interval_holds_the_share_and_lies_within_0_and_1(counts, z):
    k, n = counts
    low, high = wilson(k, n, z)
    assert 0 <= low <= k / n <= high <= 1


@given(COUNTS)
def test_the_interval_of_the_rest_is_the_mirror_image(counts):
    k, n = counts
    low, high = wilson(k, n)
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(COUNTS)
def test_more_cases_of_the_same_share_narrow_the_interval(counts):
    k, n = counts
    low, high = wilson(k, n)
    low_of_more, high_of_more = wilson(4 * k, 4 * n)
    assert high_of_more - low_of_more < high - low
