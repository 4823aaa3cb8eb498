from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.newcombe import newcombe


@pytest.mark.parametrize(
    ("counts", "ends"),
    [
        # Newcombe (1998), table II, method 10; the paper gives the first share less the second.
        ((48, 80, 56, 70), (0.0524, 0.3339)),
        ((3, 10, 9, 10), (0.1705, 0.8090)),
        ((0, 20, 10, 10), (0.6791, 1.0000)),
    ],
)
def test_the_examples_of_the_paper(counts, ends):
    assert newcombe(*counts) == pytest.approx(ends, abs=5e-5)


def test_a_value_worked_out_by_hand():
    # z = 1, n = 4: Wilson of 0 in 4 is 0..0.2, of 4 in 4 is 0.8..1. Difference 1, down sqrt(0.2² + 0.2²), up 0.
    assert newcombe(0, 4, 4, 4, 1) == pytest.approx((1 - 0.08**0.5, 1.0))


@pytest.mark.parametrize(("n1", "n2"), [(0, 5), (5, 0), (0, 0)])
def test_a_group_without_a_case_tells_nothing(n1, n2):
    assert all(isnan(end) for end in newcombe(0, n1, 0, n2))


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="k is 4, n is 3"):
        newcombe(1, 2, 4, 3)


COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_difference_and_stays_within_one(first, second):
    low, high = newcombe(*first, *second)
    difference = second[0] / second[1] - first[0] / first[1]
    assert -1 - 1e-9 <= low <= difference <= high <= 1 + 1e-9


@given(COUNTS, COUNTS)
def test_exchanging_the_groups_mirrors_the_interval(first, second):
    low, high = newcombe(*first, *second)
    assert newcombe(*second, *first) == pytest.approx((-high, -low), abs=1e-12)
