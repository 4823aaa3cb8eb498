from math import inf, isnan

import pytest

from dashboard.measures.rate_ratio import rate_ratio
from dashboard.measures.wilson import wilson


def test_rates_are_per_year():
    # 16 in 8 years are 2 a year, 10 in 4 years 2.5.
    assert rate_ratio(16, 8, 10, 4).value == pytest.approx(1.25)


def test_the_ends_are_those_of_the_second_spans_part():
    # 4 of 8 events in the second of two equal spans: the odds of Wilson's ends, one the inverse of the other.
    low, high = wilson(4, 8)
    found = rate_ratio(4, 3, 4, 3)
    assert found == pytest.approx((1, low / (1 - low), high / (1 - high)))
    assert found.low * found.high == pytest.approx(1)


def test_a_longer_first_span_scales_ratio_and_ends():
    once, twice = rate_ratio(4, 4, 6, 4), rate_ratio(4, 8, 6, 4)
    assert twice == pytest.approx(tuple(2 * end for end in once))


def test_from_nothing_there_is_no_ratio_but_a_low_end():
    found = rate_ratio(0, 8, 5, 4)
    assert isnan(found.value)
    assert found.low > 0
    assert found.high == inf


def test_nothing_at_all_tells_nothing():
    assert all(isnan(part) for part in rate_ratio(0, 8, 0, 4))


def test_a_span_without_length_is_refused():
    with pytest.raises(ValueError, match="spans of 0 and 4 years"):
        rate_ratio(1, 0, 1, 4)
