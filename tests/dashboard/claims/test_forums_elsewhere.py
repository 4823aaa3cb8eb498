import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.forums_elsewhere import CLAIM
from dashboard.release import current
from tests.dashboard.claims.made import attended, of_meetings

PRESIDENTS = attended("SCO", (2014, 2015, 2016, 2017), "president")


def after(forum, *ranks):
    return [row for year, rank in enumerate(ranks, start=2022) for row in attended(forum, [year], rank)]


@pytest.mark.parametrize(
    ("later", "value", "verdict"),
    [
        (["prime_minister"] * 4, -1, SUPPORTED),
        (["prime_minister"] * 3 + ["president"], -0.75, MIXED),
        (["prime_minister"] + ["president"] * 3, -0.25, MIXED),  # at the edge: a quarter is no longer under a quarter
        (["president"] * 4, 0, CONTRADICTED),
    ],
)
def test_the_rule_looks_at_how_far_the_mean_office_falls(later, value, verdict):
    found = CLAIM.test(of_meetings(*PRESIDENTS, *after("BRICS", *later)), CLAIM.default)
    assert found.value == value
    assert found.verdict == verdict


def test_a_fall_under_a_quarter_contradicts():
    # 4 to 3.8 over five meetings.
    found = CLAIM.test(of_meetings(*PRESIDENTS, *after("SCO", *["president"] * 4, "prime_minister")), CLAIM.default)
    assert found.value == pytest.approx(-0.2)
    assert found.verdict == CONTRADICTED


def test_a_rise_contradicts():
    before = attended("SCO", (2014, 2015, 2016), "prime_minister")
    assert CLAIM.test(of_meetings(*before, *after("SCO", *["president"] * 3)), CLAIM.default).verdict == CONTRADICTED


def test_each_forum_alone_is_a_reading():
    brics = attended("BRICS", (2014, 2015, 2016), "president")
    release = of_meetings(*PRESIDENTS, *brics, *after("SCO", *["president"] * 3), *after("BRICS", *["none"] * 3))
    verdicts = {name: CLAIM.test(release, CLAIM.default | {"forums": name}).verdict for name in ("SCO", "BRICS")}
    assert verdicts == {"SCO": CONTRADICTED, "BRICS": SUPPORTED}


def test_under_three_meetings_a_side_it_is_not_testable():
    found = CLAIM.test(of_meetings(*PRESIDENTS, *after("SCO", "none", "none")), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "there are 4 and 2" in found.missing


def test_against_sets_the_forums_with_the_united_states_beside_it():
    apec = attended("APEC", (2014, 2015, 2016), "president") + attended("APEC", (2022, 2023, 2024), "deputy_pm")
    release = of_meetings(*apec, *PRESIDENTS, *after("SCO", *["president"] * 3))
    text = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert "Russia’s mean rank at APEC and the East Asia Summit, in person, fell from 4.0" in text


def test_the_real_release_gives_every_reading_or_a_reason():
    judged = judge(CLAIM, current())
    assert len(judged.readings) == 6
    for _, found in judged.readings:
        assert found.missing if found.verdict == NOT_TESTABLE else found.value == found.after - found.before
