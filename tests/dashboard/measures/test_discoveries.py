import pytest

from dashboard.measures.discoveries import adjusted


def test_each_p_takes_the_smallest_of_p_times_m_over_its_place_or_a_later_one():
    # places 1 to 4: 0.005 x 4/1 = 0.02, 0.01 x 4/2 = 0.02, 0.03 x 4/3 = 0.04, 0.04 x 4/4 = 0.04
    found = adjusted({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert found == pytest.approx({"a": 0.02, "b": 0.04, "c": 0.04, "d": 0.02})


def test_a_later_place_pulls_an_earlier_one_down():
    # 0.03 x 2/1 = 0.06, but 0.04 x 2/2 = 0.04 stands after it
    assert adjusted({"a": 0.03, "b": 0.04}) == pytest.approx({"a": 0.04, "b": 0.04})


def test_one_test_alone_keeps_its_p():
    assert adjusted({"only": 0.2}) == pytest.approx({"only": 0.2})


def test_a_test_that_could_not_be_made_stays_unknown_and_does_not_count():
    assert adjusted({"a": None, "b": 0.03, "c": 0.04}) == {
        "a": None,
        "b": pytest.approx(0.04),
        "c": pytest.approx(0.04),
    }


@pytest.mark.parametrize("nothing", [{}, {"a": None}])
def test_without_a_test_there_is_nothing_to_adjust(nothing):
    assert adjusted(nothing) == nothing


def test_a_p_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="p"):
        adjusted({"a": 1.2})
