import pytest

from dashboard.measures.guests import states_received
from tests.dashboard.measures.visit_rows import visit, visits


def received(*rows):
    return states_received(visits(*rows), ["VNM", "IND"], 2012, 2019)


def test_a_state_counts_once_however_often_its_leaders_came():
    rows = [
        visit(start, direction="inbound", visitor_rank="head_of_government") for start in ("2012-01-01", "2019-12-31")
    ]
    assert received(*rows, visit("2015", partner="IND", direction="inbound")) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"direction": "outbound"},
        {"visitor_rank": "foreign_minister"},
        {"confidence": "low"},
        {"partner": "USA"},
        {"start": "2011-12-31"},
        {"start": "2020-01-01"},
    ],
)
def test_what_is_no_leader_of_a_member_in_these_years_does_not_count(other):
    assert received(visit(**{"direction": "inbound"} | other)) == 0
