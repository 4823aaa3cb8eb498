import pytest

from dashboard.claims import thresholds

TENTH = 0.1 + 0.2 - 0.2  # a hair over 0.1 in floating point


@pytest.mark.parametrize(("value", "reached"), [(9.99, False), (10, True), (10 - 1e-12, True), (10.01, True)])
def test_a_threshold_is_reached_at_it_and_over_it(value, reached):
    assert thresholds.at_least(value, 10) == reached


@pytest.mark.parametrize(("value", "passed"), [(0.09, False), (0.1, False), (TENTH, False), (0.11, True)])
def test_more_than_a_threshold_is_more_than_rounding(value, passed):
    assert thresholds.over(value, 0.1) == passed


@pytest.mark.parametrize(("threshold", "said"), [(5.0, "5%"), (2.5, "2.5%"), (50, "50%")])
def test_a_threshold_is_said_without_digits_it_does_not_have(threshold, said):
    assert thresholds.percent(threshold) == said
