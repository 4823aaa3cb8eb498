import pytest

from dashboard.claims.claim import MIXED, NOT_TESTABLE, Measured


def test_a_number_among_the_facts_is_given():
    assert Measured(MIXED, facts={"share_pct": 3}).number("share_pct") == 3.0


@pytest.mark.parametrize("facts", [{}, {"share_pct": None}, {"share_pct": "3"}])
def test_a_fact_that_is_no_known_number_is_refused_and_never_zero(facts):
    with pytest.raises(TypeError, match="no number 'share_pct'"):
        Measured(MIXED, facts=facts).number("share_pct")


def test_both_sides_are_given_where_both_are_known():
    assert Measured(MIXED, before=1.0, after=0.0).sides == (1.0, 0.0)


def test_a_side_that_is_unknown_is_refused():
    with pytest.raises(TypeError, match="None"):
        _ = Measured(MIXED, before=1.0).sides


def test_a_value_that_is_unknown_is_refused():
    assert Measured(MIXED, value=0.0).known == 0.0
    with pytest.raises(TypeError, match="not testable yet"):
        _ = Measured(NOT_TESTABLE).known
