import numpy as np
import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.visits_move_trade import CLAIM, _rule
from dashboard.measures.event_study import DRAWS, Study
from dashboard.release import current
from tests.dashboard.measures.tables import both, trade
from tests.dashboard.measures.visit_rows import visit

from .small_tables import places, release, visits

PARTNERS = ("CHN", "IDN", "IND", "JPN", "KOR", "VNM")
VISITED = {
    "CHN": (2008, 2013, 2018),
    "IND": (2010, 2015),
    "VNM": (2009, 2012, 2017),
    "JPN": (2011, 2019),
    "KOR": (2014,),
}


def made(jump, *, visited=VISITED, noise=0.02, seed=7, **other):
    """Trade that a visit in t lifts from t + 1 on by `jump` log points, and the visits."""
    random = np.random.default_rng(seed)
    rows = []
    for partner in PARTNERS:
        for year in range(2006, 2022):
            lifted = jump * sum(year > when for when in visited.get(partner, ()))
            value = 1e9 * np.exp(0.05 * (year - 2006) + lifted + random.normal(0, noise))
            rows += both(partner, year, value, value)
    went = [visit(f"{year}-06-01", partner=partner, **other) for partner, years in visited.items() for year in years]
    return release(trade_annual=trade(rows), visits=visits(*went), places=places(core=PARTNERS))


@pytest.mark.parametrize(("jump", "verdict"), [(0.3, SUPPORTED), (-0.3, CONTRADICTED), (0.0, MIXED)])
def test_trade_that_visits_lift_lower_or_leave_alone(jump, verdict):
    found = CLAIM.test(made(jump), CLAIM.default)
    assert found.verdict == verdict


def test_a_lasting_gain_is_found_but_understated():
    # The change around t + 1 runs from t, before the gain, to t + 2, and holds it too: the next year shares it.
    found = CLAIM.test(made(0.3, noise=0.001), CLAIM.default)
    assert 0.15 < found.facts["estimate"] < 0.3


def test_value_and_interval_are_the_log_points_as_percent():
    found = CLAIM.test(made(0.3), CLAIM.default)
    assert found.value == pytest.approx((np.exp(found.facts["estimate"]) - 1) * 100)
    assert found.interval.method == "placebo draws"
    assert found.interval.low == pytest.approx((np.exp(found.facts["low"]) - 1) * 100)
    assert found.interval.high == pytest.approx((np.exp(found.facts["high"]) - 1) * 100)


@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [(0.1001, SUPPORTED), (0.1, MIXED), (0, MIXED), (-0.2, MIXED), (-0.2001, CONTRADICTED)],
)
def test_the_verdict_turns_just_outside_the_draws(estimate, verdict):
    assert _rule(Study(estimate, -0.2, 0.1, 50, 0.5, DRAWS, 10, 3, 5, 2)) == verdict


@pytest.mark.parametrize(
    "other",
    [
        {"direction": "inbound"},
        {"visitor_rank": "head_of_government"},
        {"confidence": "low"},
        {"format": "forum"},
        {"format": "both"},
        {"format": "unknown"},
    ],
)
def test_only_the_presidents_one_to_one_visits_to_the_partner_count(other):
    found = CLAIM.test(made(0.3, **other), CLAIM.default)
    assert found.verdict == NOT_TESTABLE
    assert "one-to-one visit" in found.missing


def test_visits_that_were_also_to_a_forum_stand_beside_in_the_facts():
    found = CLAIM.test(made(0.3), CLAIM.default)
    assert found.facts["with_forum"] == found.facts["estimate"]


def test_no_trade_as_russia_reported_it_is_not_testable_and_names_the_sources():
    empty = release(trade_annual=trade(), visits=visits(visit()), places=places(core=PARTNERS))
    found = CLAIM.test(empty, CLAIM.default)
    assert found.verdict == NOT_TESTABLE
    assert "imf_imts" in found.missing


def test_visits_to_all_partners_in_one_year_cannot_be_told_from_that_year():
    found = CLAIM.test(made(0.3, visited=dict.fromkeys(PARTNERS, (2012,))), CLAIM.default)
    assert found.verdict == NOT_TESTABLE
    assert "can’t be told" in found.missing


def test_trade_that_grew_before_a_visit_fails_the_design_check():
    # A jump in the year before each visit: the change two years before the visit holds it.
    visited = {partner: tuple(year + 2 for year in years if year < 2018) for partner, years in VISITED.items()}
    early = made(0.4)
    went = [visit(f"{year}-06-01", partner=partner) for partner, years in visited.items() for year in years]
    moved = release(trade_annual=early.table("trade_annual"), visits=visits(*went), places=early.table("places"))
    found = CLAIM.test(moved, CLAIM.default)
    assert any("design check fails 2 years before" in doubt for doubt in found.doubts)
    assert "before a visit" in CLAIM.against(moved, found)


def test_few_visits_are_marked():
    found = CLAIM.test(made(0.0, visited={"CHN": (2010,), "IND": (2012, 2016)}), CLAIM.default)
    assert "Few cases: 3 of the changes are around a visit." in found.doubts


def test_the_six_p_values_are_adjusted_together_and_never_fall():
    verdict = judge(CLAIM, made(0.05))
    assert len(verdict.readings) == 6
    for _, found in verdict.readings:
        assert found.facts["p_adjusted"] >= found.facts["p_value"]


def test_rows_are_the_panel_and_coverage_counts_it():
    found = CLAIM.test(made(0.0), CLAIM.default)
    assert len(found.rows) == 6 * 14
    assert int(found.rows["visited"].sum()) == 11
    assert "84 two-year changes of 6 of 6 partners around 2007–20; 11 of them" in found.coverage


def test_no_effect_is_said_as_plainly_as_an_effect():
    nothing, something = made(0.0), made(0.3)
    assert "No effect seen." in CLAIM.headline(nothing, CLAIM.test(nothing, CLAIM.default))
    assert "lies above the draws" in CLAIM.headline(something, CLAIM.test(something, CLAIM.default))


def test_the_real_release_gives_every_reading_twice_the_same():
    first, again = (judge(CLAIM, current()) for _ in range(2))
    for (_, one), (_, other) in zip(first.readings, again.readings, strict=True):
        assert one.verdict != NOT_TESTABLE
        assert (one.value, one.interval, one.facts) == (other.value, other.interval, other.facts)
        assert one.interval.low < 0 < one.interval.high
        assert len(one.rows) <= 400
    assert CLAIM.against(current(), first.default)
