import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.more_partners_visited import CLAIM
from dashboard.measures.rate_ratio import rate_ratio
from dashboard.release import current
from tests.dashboard.claims.made import of_trips
from tests.dashboard.measures.visit_rows import visit

EARLY = range(2012, 2020)
LATE = range(2022, 2026)


def yearly(years, *partners, **other):
    return [visit(f"{year}-06-01", partner=partner, **other) for year in years for partner in partners]


def default(*rows, **stated):
    return CLAIM.test(of_trips(*rows, **stated), CLAIM.default)


@pytest.mark.parametrize(
    ("later", "value", "verdict"),
    [
        (yearly(LATE, "VNM") + yearly([2024], "IND"), 25, SUPPORTED),  # 1 to 1.25 a year, at the edge
        (yearly(LATE, "VNM"), 0, CONTRADICTED),
        (yearly(LATE[:3], "VNM"), -25, CONTRADICTED),
        ([], -100, CONTRADICTED),
    ],
)
def test_the_rule_looks_at_the_rise_in_states_a_year(later, value, verdict):
    found = default(*yearly(EARLY, "VNM"), *later)
    assert found.value == pytest.approx(value)
    assert found.verdict == verdict


def test_a_rise_under_a_quarter_is_mixed():
    # 9 state-years in 8 years are 1.125 a year, 5 in 4 are 1.25: up 11.1 %.
    found = default(*yearly(EARLY, "VNM"), *yearly([2012], "IND"), *yearly(LATE, "VNM"), *yearly([2025], "IND"))
    assert found.value == pytest.approx(100 / 9)
    assert found.verdict == MIXED


def test_a_state_counts_once_a_year():
    twice = [visit("2024-01-01"), visit("2024-12-31")]
    assert default(*yearly(EARLY, "VNM"), *twice).after == 0.25


def test_trips_to_forums_count_unless_read_as_bilateral_alone():
    release = of_trips(*yearly(EARLY, "VNM"), *yearly(LATE, "VNM", format="forum"), *yearly(LATE, "IND", format="both"))
    assert CLAIM.test(release, CLAIM.default).after == 2
    assert CLAIM.test(release, CLAIM.default | {"counts": "bilateral"}).after == 0


def test_the_definition_of_asia_is_a_reading():
    release = of_trips(*yearly(EARLY, "VNM"), *yearly(LATE, "VNM", "KAZ", "TUR"))
    counted = {asia: CLAIM.test(release, CLAIM.default | {"asia": asia}).after for asia in ("core_central", "wide")}
    assert counted == {"core_central": 2, "wide": 3}


def test_without_a_trip_before_there_is_nothing_to_compare_with():
    found = default(*yearly(LATE, "VNM"))
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "visits" in found.missing


def test_where_the_table_is_stated_incomplete_no_yearly_number_is_drawn():
    found = default(*yearly(EARLY, "VNM"), *yearly(LATE, "VNM", "IND"), zero_ok=0)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "visits_completeness" in found.missing


def test_the_interval_is_that_of_the_ratio_of_the_rates():
    found = default(*yearly(EARLY, "VNM"), *yearly(LATE, "VNM", "IND"))
    ratio = rate_ratio(8, 8, 8, 4)
    assert (found.interval.low, found.interval.high) == pytest.approx(((ratio.low - 1) * 100, (ratio.high - 1) * 100))


def test_guests_are_told_as_a_sample():
    guests = yearly([2015], "VNM", "IND", direction="inbound") + yearly([2023], "IND", direction="inbound")
    coverage = default(*yearly(EARLY, "VNM"), *yearly(LATE, "VNM"), *guests).coverage
    assert "2012–19: trips 8, states 1; 2022–25: trips 4, states 1." in coverage
    assert "not tested: leaders of 2 states, then of 1." in coverage


def test_few_states_are_a_doubt():
    assert "each counted once a year: 1." in default(*yearly(EARLY, "VNM"), *yearly([2024], "VNM")).doubts[0]


def test_headline_and_counter_evidence_give_the_numbers():
    release = of_trips(*yearly(EARLY, "VNM", format="forum"), *yearly(EARLY[:4], "IND"), *yearly(LATE, "IND"))
    found = CLAIM.test(release, CLAIM.default)
    headline, against = CLAIM.headline(release, found), CLAIM.against(release, found)
    assert "visited 1.5 different states of core Asia a year in 2012–19 and 1.0 in 2022–25: −33%" in headline
    assert "(one-to-one trips alone): 0.50 to 1.00 states a year (×2), supported." in against
    assert "1 in 2022, 1 in 2023, 1 in 2024 and 1 in 2025" in against


def test_the_real_release_gives_every_reading_or_a_reason():
    judged = judge(CLAIM, current())
    assert len(judged.readings) == 6
    for _, found in judged.readings:
        assert (
            found.missing
            if found.verdict == NOT_TESTABLE
            else found.value == pytest.approx((found.after / found.before - 1) * 100)
        )
        assert len(found.rows) <= 400
