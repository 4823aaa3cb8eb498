import pandas as pd
import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.hedgers import CLAIM, _passed
from dashboard.measures.leaning import Leaning, Part
from dashboard.measures.wilson import wilson
from dashboard.release import current
from tests.dashboard.measures.visit_rows import power_visit, powers_visits, visit

from .small_tables import no_votes, places, release, visits, world_trade

STATES = ("VNM", "IND")
RECORDED = range(2003, 2019)


def made(russian, american, shares, years=RECORDED, start="2010-06-01"):
    """For Vietnam and India: visits with Russia and with the United States, and China's part of turnover, percent."""
    went = [visit(start, partner=state) for state, count in zip(STATES, russian, strict=True) for _ in range(count)]
    others = [
        power_visit(start, partner=state, visitor=f"president {number}")
        for state, count in zip(STATES, american, strict=True)
        for number in range(count)
    ]
    traded = [world_trade(state, years, {"CHN": share}) for state, share in zip(STATES, shares, strict=True)]
    return release(
        visits=visits(*went),
        powers_visits=powers_visits(*others),
        partner_world_trade=pd.concat(traded),
        un_alignment=no_votes(),
        places=places(core=("CHN", *STATES), others=("RUS", "USA")),
    )


def read(made_release, **choice):
    return CLAIM.test(made_release, CLAIM.default | choice)


@pytest.mark.parametrize(
    ("russian", "american", "shares", "verdict"),
    [
        ((2, 2), (2, 2), (20, 20), SUPPORTED),
        ((2, 2), (2, 2), (40, 40), SUPPORTED),  # 40 % is not more than 40 %
        ((3, 2), (2, 2), (20, 20), MIXED),  # 60 % of Vietnam's visits
        ((2, 2), (2, 2), (20, 41), MIXED),
        ((3, 3), (2, 2), (20, 41), MIXED),  # India fails both, Vietnam one
        ((3, 3), (2, 2), (41, 41), CONTRADICTED),
    ],
)
def test_both_states_must_keep_both_limits_or_fail_both(russian, american, shares, verdict):
    assert read(made(russian, american, shares)).verdict == verdict


@pytest.mark.parametrize(("state", "verdict"), [("VNM", CONTRADICTED), ("IND", SUPPORTED), ("both", MIXED)])
def test_a_reading_may_look_at_one_state(state, verdict):
    assert read(made((3, 2), (2, 2), (41, 20)), state=state).verdict == verdict


@pytest.mark.parametrize(
    ("visits_found", "share", "passed"),
    [(50, 40.0, (True, True)), (51, 40.0, (False, True)), (49, 40.01, (True, False))],
)
def test_half_of_the_visits_and_40_percent_of_turnover_still_pass(visits_found, share, passed):
    turnover = pd.DataFrame({"share_pct": [share]})
    assert _passed(Leaning("VNM", Part("RUS", visits_found, 100), pd.DataFrame(), turnover)) == passed


def test_the_value_is_the_larger_of_the_two_states_with_its_interval():
    found = read(made((3, 2), (2, 2), (20, 20)))
    assert found.value == 60
    low, high = wilson(3, 5)
    assert (found.interval.low, found.interval.high) == pytest.approx((low * 100, high * 100))
    assert found.facts["most_VNM"] == "RUS"
    assert found.facts["visits_pct_IND"] == 50


@pytest.mark.parametrize(("window", "counted"), [("2003-2018", 4), ("2003-2010", 4), ("2011-2018", None)])
def test_a_window_counts_its_own_visits(window, counted):
    found = read(made((2, 2), (2, 2), (20, 20), start="2010-06-01"), window=window)
    assert found.facts.get("of_VNM") == counted
    assert (found.verdict == NOT_TESTABLE) == (counted is None)


def test_years_in_which_china_is_not_recorded_never_count():
    assert read(made((2, 2), (2, 2), (20, 20), start="2019-01-01")).verdict == NOT_TESTABLE


def test_a_state_without_visits_is_not_testable_and_named():
    found = read(made((2, 0), (2, 0), (20, 20)))
    assert found.verdict == NOT_TESTABLE
    assert "for IND" in found.missing


def test_a_state_without_turnover_is_not_testable_and_the_sources_named():
    found = read(made((2, 2), (2, 2), (20, 20), years=[]))
    assert found.verdict == NOT_TESTABLE
    assert "wits_top5" in found.missing


def test_that_chinas_guests_are_unknown_is_always_said():
    found = read(made((5, 5), (5, 5), (20, 20)))
    assert "China’s part is a lower bound" in found.doubts[0]
    assert "Whom China received is recorded for India only." in found.coverage


def test_few_visits_are_marked():
    assert "Few cases: 4 visits with VNM." in read(made((2, 3), (2, 3), (20, 20))).doubts


def test_rows_are_the_visits_and_the_largest_counterpart_of_each_year():
    found = read(made((2, 2), (2, 2), (20, 20)))
    assert found.rows["what"].value_counts().to_dict() == {"turnover": 32, "visit": 8}


def test_against_it_stand_the_powers_own_trips():
    table = made((3, 2), (1, 2), (20, 20))
    assert "Of the powers’ own trips to VNM, Russia made 3 of 4." in CLAIM.against(table, read(table))


def test_the_real_release_gives_a_verdict_or_says_why_not():
    verdict = judge(CLAIM, current())
    assert len(verdict.readings) == 9
    for _, found in verdict.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        assert found.value is None or found.interval.low <= found.value <= found.interval.high
        assert len(found.rows) <= 400
    assert CLAIM.headline(current(), verdict.default)
