import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.eu_no_rival import CLAIM, verdict
from dashboard.release import current
from tests.dashboard.claims.made_trade import of_vietnam, own_both, with_reading
from tests.dashboard.measures.tables import both


def counted(year, eu, russia):
    """Vietnam's turnover with both."""
    return [*own_both(year, "EU27", eu / 2, eu / 2), *own_both(year, "RUS", russia / 2, russia / 2)]


@pytest.mark.parametrize(
    ("eu", "expected"),
    [(80, SUPPORTED), (100, SUPPORTED), (101, MIXED), (499, MIXED), (500, CONTRADICTED), (900, CONTRADICTED)],
)
def test_up_to_russias_size_supports_and_five_times_contradicts(eu, expected):
    found = CLAIM.test(of_vietnam(own=counted(2015, eu, 100)), CLAIM.default)
    assert (found.value, found.verdict) == (pytest.approx(eu / 100), expected)


@pytest.mark.parametrize(("ratio", "expected"), [(5.0, CONTRADICTED), (4.9, NOT_TESTABLE), (0.5, NOT_TESTABLE)])
def test_a_lower_bound_can_contradict_and_nothing_else(ratio, expected):
    assert verdict(ratio, bound=True) == expected


def test_the_two_flows_may_come_from_two_sources_of_vietnam():
    own = [
        (2015, "EU27", "export", 400, "unctad_matrix"), (2015, "EU27", "import", 200, "wits_shares"),
        (2015, "RUS", "export", 60, "unctad_matrix"), (2015, "RUS", "import", 40, "wits_shares"),
    ]  # fmt: skip
    assert CLAIM.test(of_vietnam(own=own), CLAIM.default).value == pytest.approx(6)


def test_the_year_before_the_last_is_the_one_at_hand_before_it():
    release = of_vietnam(own=[*counted(2005, 200, 100), *counted(2015, 600, 100)])
    found = CLAIM.test(release, with_reading(CLAIM, year="before_last"))
    assert (found.facts["year"], found.value) == (2005, pytest.approx(2))


def test_one_year_alone_leaves_the_one_before_it_a_dash():
    found = CLAIM.test(of_vietnam(own=counted(2015, 600, 100)), with_reading(CLAIM, year="before_last"))
    assert found.verdict == NOT_TESTABLE
    assert found.missing.startswith("Only one year")


def test_announced_first_months_of_the_eu_are_a_marked_lower_bound():
    announced = [("EU27", "2021-01..2021-11", 40, 12, None), ("RUS", "2021", None, None, 8)]
    found = CLAIM.test(of_vietnam(announced=announced), with_reading(CLAIM, source="announced"))
    assert (found.value, found.verdict, found.facts["months"]) == (pytest.approx(6.5), CONTRADICTED, 11)
    assert any("first 11 months" in doubt for doubt in found.doubts)


def test_a_bound_that_decides_nothing_is_a_dash_with_its_number():
    announced = [("EU27", "2021-01..2021-11", 20, 12, None), ("RUS", "2021", None, None, 8)]
    found = CLAIM.test(of_vietnam(announced=announced), with_reading(CLAIM, source="announced"))
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "at least 4.0 times" in found.missing


def test_one_flow_of_the_eu_is_no_turnover():
    announced = [("EU27", "2020", 348, None, None), ("RUS", "2020", None, None, 8)]
    found = CLAIM.test(of_vietnam(announced=announced), with_reading(CLAIM, source="announced"))
    assert found.verdict == NOT_TESTABLE


def test_empty_tables_make_every_reading_a_dash_that_names_the_source():
    judged = judge(CLAIM, of_vietnam())
    assert (judged.computed, len(judged.readings)) == (0, 4)
    assert all("Comtrade" in found.missing for _, found in judged.readings)


def test_russias_own_count_of_the_year_stands_against_it():
    release = of_vietnam(own=counted(2015, 26e9, 2e9), trade_rows=both("VNM", 2015, 2e9, 2e9))
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert "Russia itself counted $4\u00a0bn with Vietnam in 2015, against $2\u00a0bn by Vietnam’s count." in said


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx(found.facts["eu_usd"] / found.facts["russia_usd"])
