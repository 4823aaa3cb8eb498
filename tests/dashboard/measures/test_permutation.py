import numpy as np
import pytest

from dashboard.measures.permutation import DRAWS, permutation


def test_every_assignment_is_tried_where_there_are_few():
    # 4 over 2 = 6 assignments; after less before: -2, -1, 0, 0, 1, 2. The real one is the lowest: 1/6 on that side.
    found = permutation([3, 4], [1, 2])
    assert found.difference == -2
    assert found.p_value == pytest.approx(2 / 6)
    assert (found.tried, found.exact) == (6, True)


def test_the_range_of_chance_is_that_of_the_assignments():
    # Of six sorted differences the 2.5th percentile lies an eighth of the way from -2 to -1 (0.025 · 5).
    found = permutation([3, 4], [1, 2])
    assert (found.low, found.high) == pytest.approx((-1.875, 1.875))


def test_equal_values_give_no_difference_and_no_doubt_that_chance_does_it():
    found = permutation([2, 2, 2], [2, 2, 2])
    assert (found.difference, found.p_value) == (0, 1)


def test_many_cases_are_drawn_the_same_way_each_time():
    before, after = list(range(12)), list(range(4, 16))
    first, second = permutation(before, after), permutation(before, after)
    assert first == second
    assert (first.tried, first.exact) == (DRAWS, False)


def test_a_drawn_p_value_is_never_zero():
    found = permutation([4.0] * 12, [0.0] * 12)
    assert found.p_value == pytest.approx(2 / (DRAWS + 1))


@pytest.mark.parametrize(("before", "after"), [([], [1, 2]), ([1], [1, 2]), ([1, 2], [1])])
def test_a_period_of_fewer_than_two_cases_is_refused(before, after):
    with pytest.raises(ValueError, match=f"{len(before)} cases before and {len(after)} after"):
        permutation(before, after)


def test_no_effect_is_called_one_in_about_five_of_a_hundred_samples():
    made = np.random.default_rng(7)
    samples = [made.normal(size=10) for _ in range(500)]
    alarms = sum(permutation(list(one[:5]), list(one[5:])).p_value <= 0.05 for one in samples)
    assert 0.03 <= alarms / len(samples) <= 0.07


def test_a_large_effect_is_seen():
    assert permutation([4, 4, 3, 4, 4], [2, 2, 2, 1, 2]).p_value < 0.02
