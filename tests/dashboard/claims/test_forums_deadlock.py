import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.forums_deadlock import CLAIM
from dashboard.measures.newcombe import newcombe
from dashboard.release import current
from tests.dashboard.claims.made import ended, of_meetings

AGREED = ended("APEC", range(2007, 2017), "joint_declaration")  # ten with a text before the cut


def later(without, of, cause="us_china"):
    """Meetings of the East Asia Summit from 2017 on, the first ones without a text."""
    years = range(2017, 2017 + of)
    texts = ended("EAS", years[without:], "joint_declaration")
    return ended("EAS", years[:without], "none", failure_cause=cause) + texts


@pytest.mark.parametrize(
    ("without", "of", "verdict"),
    [
        (1, 5, SUPPORTED),  # 20 points, at the edge
        (1, 6, MIXED),  # 16.7
        (1, 20, MIXED),  # 5, at the edge
        (1, 21, CONTRADICTED),  # 4.8
        (0, 5, CONTRADICTED),
    ],
)
def test_the_rule_looks_at_the_rise_of_the_part_without_a_text(without, of, verdict):
    found = CLAIM.test(of_meetings(*AGREED, *later(without, of)), CLAIM.default)
    assert (found.before, found.after) == pytest.approx((0, without / of * 100))
    assert found.verdict == verdict


@pytest.mark.parametrize(("named", "verdict"), [(2, SUPPORTED), (1, MIXED), (0, MIXED)])
def test_more_than_half_of_the_later_failures_must_name_the_contest(named, verdict):
    causes = ["us_china_russia"] * named + ["russia_ukraine"] * (2 - named)
    failures = [row for year, cause in zip((2017, 2018), causes, strict=True)
                for row in ended("APEC", [year], "chair_statement_only", failure_cause=cause)]  # fmt: skip
    found = CLAIM.test(of_meetings(*AGREED, *failures, *ended("APEC", [2019], "joint_declaration")), CLAIM.default)
    assert found.facts["after_us_china"] == named
    assert found.verdict == verdict


def test_cancelled_meetings_count_as_failures_in_their_reading_alone():
    cancelled = ended("APEC", [2019], "cancelled", status="cancelled")
    release = of_meetings(*AGREED, *later(1, 4), *cancelled)
    assert CLAIM.test(release, CLAIM.default).after == 25
    found = CLAIM.test(release, CLAIM.default | {"cancelled": "in"})
    assert found.after == 40
    assert found.verdict == MIXED  # the contest is named in one of two: not more than half


def test_the_cut_moves_meetings_from_one_side_to_the_other():
    release = of_meetings(*AGREED, *later(1, 4))
    found = CLAIM.test(release, CLAIM.default | {"cut": "2018"})
    assert (found.facts["before_meetings"], found.facts["after_meetings"]) == (11, 3)
    assert found.value < 0
    assert found.verdict == CONTRADICTED


def test_an_unknown_outcome_stands_in_no_share_and_is_a_doubt():
    found = CLAIM.test(of_meetings(*AGREED, *later(1, 5), *ended("APEC", [2018], "unknown")), CLAIM.default)
    assert found.after == 20
    assert "Outcomes not known could move the shares: 1." in found.doubts


def test_the_interval_is_newcombes_in_points():
    found = CLAIM.test(of_meetings(*AGREED, *later(2, 5)), CLAIM.default)
    low, high = newcombe(0, 10, 2, 5)
    assert (found.interval.low, found.interval.high) == pytest.approx((low * 100, high * 100))


@pytest.mark.parametrize("rows", [(), AGREED, later(1, 5)], ids=["no rows", "none later", "none before"])
def test_one_side_without_a_known_outcome_is_not_testable(rows):
    found = CLAIM.test(of_meetings(*rows), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "forum_meetings" in found.missing


def test_headline_and_counter_evidence_give_the_counts():
    release = of_meetings(*AGREED, *later(1, 5))
    found = CLAIM.test(release, CLAIM.default)
    headline, against = CLAIM.headline(release, found), CLAIM.against(release, found)
    assert "0 of 10 in 2007–16 (0%), 1 of 5 in 2017–21 (20%)" in headline
    assert "cause in 1 of the later 1" in headline
    assert "Read otherwise (cut at 2018): 1 of 11 without a text, then 0 of 4" in against
    assert "those of 2021, 1 of 1 ended with a joint text" in against


def test_the_real_release_gives_every_reading_or_a_reason():
    judged = judge(CLAIM, current())
    assert len(judged.readings) == 18
    for _, found in judged.readings:
        assert found.missing if found.verdict == NOT_TESTABLE else found.value == found.after - found.before
        assert len(found.rows) <= 400
