import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.openness_erodes import CLAIM, verdict
from dashboard.release import current
from tests.dashboard.claims.made_trade import AFTER, BEFORE, imf, named_places, of_trade, unfriendly, with_reading

CORE = ("CHN", "IND", "JPN", "KOR")


def sanctioned(japan, china, *more, **tables):
    """Japan, on the list, and China trade 300 a year to 2021 and so much after."""
    return of_trade(
        imf("JPN", BEFORE, 300), imf("JPN", AFTER, japan), imf("CHN", BEFORE, 300), imf("CHN", AFTER, china), *more,
        **{"places": named_places(core=CORE)} | tables,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("four", "others", "expected"),
    [
        (2 / 3, 1.01, SUPPORTED),
        (0.67, 1.5, MIXED),
        (0.5, 1.0, MIXED),
        (0.5, 0.9, MIXED),
        (0.999, 2, MIXED),
        (1.0, 2, CONTRADICTED),
        (1.2, 0.5, CONTRADICTED),
    ],
)
def test_a_fall_by_a_third_beside_growth_supports_and_no_fall_contradicts(four, others, expected):
    assert verdict(four, others) == expected


def test_the_value_is_the_change_of_the_listed_partners_in_percent():
    found = CLAIM.test(sanctioned(200, 600), CLAIM.default)
    assert (found.value, found.before, found.after) == pytest.approx((-100 / 3, 300, 200))
    assert found.facts["others_change_pct"] == pytest.approx(100)
    assert found.verdict == SUPPORTED


def test_without_china_the_others_are_the_rest():
    release = sanctioned(200, 3000, imf("IND", BEFORE, 300), imf("IND", AFTER, 270))
    found = CLAIM.test(release, with_reading(CLAIM, china="without"))
    assert found.facts["others_change_pct"] == pytest.approx(-10)
    assert found.verdict == MIXED


def test_a_partner_that_drops_out_is_in_neither_sum():
    release = sanctioned(200, 600, imf("IND", BEFORE, 10))
    found = CLAIM.test(release, CLAIM.default)
    assert found.facts["others_before_usd"] == pytest.approx(300)
    assert any("in neither sum: IND and KOR" in doubt for doubt in found.doubts)


def test_a_group_under_ninety_percent_is_a_dash_that_names_who_is_missing():
    # Korea holds 40 of the 340 of its group, and 40 of the 2,040 of all.
    release = of_trade(
        imf("JPN", (*BEFORE, *AFTER), 300),
        imf("KOR", BEFORE, 40),
        imf("CHN", (*BEFORE, *AFTER), 1700),
        places=named_places(core=CORE),
        unfriendly=unfriendly("JPN", "KOR"),
    )
    found = CLAIM.test(release, CLAIM.default)
    assert found.verdict == NOT_TESTABLE
    assert "held 88.2% of" in found.missing
    assert "Missing: KOR." in found.missing


def test_nobody_on_the_list_traded_is_a_dash():
    found = CLAIM.test(sanctioned(200, 600, unfriendly=unfriendly("USA")), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)


def test_an_empty_list_is_a_missing_table():
    judged = judge(CLAIM, sanctioned(200, 600, unfriendly=unfriendly()))
    assert judged.computed == 0
    assert "order of March 2022" in judged.default.missing


def test_empty_trade_makes_every_reading_a_dash():
    judged = judge(CLAIM, of_trade())
    assert (judged.computed, len(judged.readings)) == (0, 6)


def test_the_headline_gives_both_groups_and_marks_the_estimate():
    release = sanctioned(150, 600)
    assert CLAIM.headline(release, CLAIM.test(release, CLAIM.default)) == (
        "From 2021 to 2023 (estimate) trade with core Asia’s unfriendly economies (JPN) went from under $1\u00a0m "
        "to under $1\u00a0m (−50%), with its other partners from under $1\u00a0m to under $1\u00a0m (×2)."
    )


def test_the_unfriendly_partner_that_held_up_best_stands_against_it():
    release = sanctioned(100, 600, imf("KOR", BEFORE, 300), imf("KOR", AFTER, 240), unfriendly=unfriendly("JPN", "KOR"))
    found = CLAIM.test(release, CLAIM.default)
    assert "KOR stands apart: −20% (estimate)." in CLAIM.against(release, found)


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx((found.after / found.before - 1) * 100)
            assert found.rows["value_usd"].sum() == pytest.approx(
                found.before + found.after + found.facts["others_before_usd"] + found.facts["others_after_usd"]
            )
