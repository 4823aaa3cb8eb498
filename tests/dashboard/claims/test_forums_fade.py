import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.forums_fade import CLAIM
from dashboard.release import current
from tests.dashboard.claims.made import attended, of_meetings


def default(*rows):
    return CLAIM.test(of_meetings(*rows), CLAIM.default)


@pytest.mark.parametrize(
    ("later", "value", "verdict"),
    [
        (["prime_minister"] * 3, -1, SUPPORTED),  # 4 to 3: at the edge
        (["prime_minister", "prime_minister", "president"], -2 / 3, MIXED),  # 4 to 3.33
        (["president"] * 3, 0, MIXED),
        (["none"] * 3, -4, SUPPORTED),
    ],
)
def test_the_rule_looks_at_how_far_the_mean_office_falls(later, value, verdict):
    after = [row for year, rank in enumerate(later, start=2022) for row in attended("APEC", [year], rank)]
    found = default(*attended("APEC", (2014, 2015, 2016), "president"), *after)
    assert found.value == pytest.approx(value)
    assert found.verdict == verdict


def test_any_rise_contradicts():
    rows = attended("EAS", (2014, 2015, 2016), "prime_minister") + attended("EAS", (2022, 2023), "prime_minister")
    found = default(*rows, *attended("EAS", [2024], "president"))
    assert (found.before, found.after) == pytest.approx((3, 10 / 3))
    assert found.verdict == CONTRADICTED


def test_rounding_does_not_decide_at_the_edge():
    # 10/3 to 7/3 is a fall of exactly one, which floating point may miss by a hair.
    before = attended("APEC", (2014, 2015), "prime_minister") + attended("APEC", [2016], "president")
    after = attended("APEC", (2022, 2023), "deputy_pm") + attended("APEC", [2024], "prime_minister")
    assert default(*before, *after).verdict == SUPPORTED


def test_both_forums_count_meeting_by_meeting():
    # APEC 4, 4, 4 and EAS 2: mean 3.5, not the mean of the forums' means, 3.
    before = attended("APEC", (2014, 2015, 2016), "president") + attended("EAS", [2014], "foreign_minister")
    found = default(*before, *attended("APEC", (2022, 2023, 2024), "deputy_pm"))
    assert found.before == 3.5


def test_two_meetings_on_a_side_are_not_testable_and_say_what_is_missing():
    found = default(*attended("APEC", (2014, 2015, 2016), "president"), *attended("APEC", (2022, 2023), "none"))
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "there are 3 and 2" in found.missing
    assert "forum_meetings" in found.missing


def test_an_empty_table_is_not_testable_in_any_reading():
    assert {found.verdict for _, found in judge(CLAIM, of_meetings()).readings} == {NOT_TESTABLE}


def test_meetings_by_video_count_in_their_reading_alone():
    rows = attended("APEC", (2014, 2015, 2016), "prime_minister") + attended("APEC", (2022, 2023, 2024), "deputy_pm")
    release = of_meetings(*rows, *attended("APEC", [2021], "president", mode="virtual"))
    assert CLAIM.test(release, CLAIM.default).before == 3
    assert CLAIM.test(release, CLAIM.default | {"video": "counted"}).before == 3.25


def test_the_early_span_is_a_reading_of_its_own():
    early = attended("APEC", (2000, 2005, 2011), "president") + attended("APEC", (2012, 2013), "none")
    rows = attended("APEC", (2014, 2015, 2016), "prime_minister") + attended("APEC", (2022, 2023, 2024), "deputy_pm")
    found = CLAIM.test(of_meetings(*early, *rows), CLAIM.default | {"before": "2000-2011"})
    assert (found.before, found.after) == (4, 2)


def test_the_interval_is_what_chance_gives():
    # Twenty ways to choose three of six: the difference is -4 and 4 once each, so p is 2 · 1/20; -4/3 and 4/3 nine
    # times each. Of twenty sorted differences the 2.5th percentile lies 0.475 of the way from the first to the second.
    rows = attended("APEC", (2014, 2015, 2016), "president") + attended("APEC", (2022, 2023, 2024), "none")
    found = default(*rows)
    assert found.facts["p_value"] == pytest.approx(0.1)
    assert (found.interval.low, found.interval.high) == pytest.approx((-4 + 0.475 * 8 / 3, 4 - 0.475 * 8 / 3))


def test_few_and_unknown_ranks_are_doubts():
    rows = attended("APEC", (2014, 2015, 2016), "president") + attended("APEC", (2022, 2023, 2024), "none")
    doubts = " ".join(default(*rows, *attended("EAS", [2015], None)).doubts)
    assert "meetings on one side: 3" in doubts
    assert "could move the mean: 1" in doubts


def test_the_headline_says_means_and_years_and_the_coverage_counts_and_chance():
    rows = attended("APEC", (2014, 2015, 2016), "president") + attended("APEC", (2022, 2023, 2024), "none")
    release = of_meetings(*rows)
    found = CLAIM.test(release, CLAIM.default)
    assert "in person, fell from 4.0 in 2014–21 to 0.0 in 2022–24, on a scale of 0 to 4." in CLAIM.headline(
        release, found
    )
    assert "3 meetings in 2014–21 and 3 in 2022–24 with a known rank" in found.coverage
    assert "with p = 0.100." in found.coverage


def test_against_names_the_reading_with_another_verdict():
    # APEC 4 to 2; EAS 2 to 2.67: both -1 (10 halves), APEC supported, EAS contradicted.
    apec = attended("APEC", (2014, 2015, 2016), "president") + attended("APEC", (2022, 2023, 2024), "none")
    eas = attended("EAS", (2014, 2015, 2016), "deputy_pm") + attended("EAS", (2022, 2023, 2024), "prime_minister")
    release = of_meetings(*apec, *eas)
    text = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert text.startswith("Read otherwise (the East Asia Summit alone): mean rank 2.0 to 3.0, contradicted.")


def test_the_real_release_gives_every_reading_or_a_reason():
    judged = judge(CLAIM, current())
    assert len(judged.readings) == 12
    for _, found in judged.readings:
        if found.verdict == NOT_TESTABLE:
            assert found.missing
        else:
            assert found.value == pytest.approx(found.after - found.before)
            assert len(found.rows) == found.facts["before_meetings"] + found.facts["after_meetings"]
