import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.russia_no_replacement import CLAIM, verdict
from dashboard.release import current
from tests.dashboard.claims.made_trade import of_vietnam, own_both, with_reading
from tests.dashboard.measures.tables import both

SIX = ("CHN", "USA", "KOR", "JPN", "TWN", "HKG")


def trading(russia, states=SIX):
    """Vietnam trades 1,000 with the world in 2019, 60 with each of some states, and so much with Russia."""
    rows = [*own_both(2019, "WLD", 500, 500), *own_both(2019, "RUS", russia / 2, russia / 2)]
    return rows + [row for state in states for row in own_both(2019, state, 30, 30)]


@pytest.mark.parametrize(
    ("share_pct", "larger", "expected"),
    [
        (4.9, 5, SUPPORTED),
        (4.9, 4, MIXED),
        (5.0, 5, MIXED),
        (9.9, 5, MIXED),
        (10.0, 5, CONTRADICTED),
        (10.0, None, CONTRADICTED),
        (4.9, None, NOT_TESTABLE),
    ],
)
def test_a_small_part_outside_the_first_five_supports(share_pct, larger, expected):
    assert verdict(share_pct, larger) == expected


def test_the_part_is_russias_turnover_over_vietnams():
    found = CLAIM.test(of_vietnam(own=trading(40)), CLAIM.default)
    assert (found.value, found.facts["larger_states"]) == (pytest.approx(4), 6)
    assert found.verdict == SUPPORTED


def test_among_the_first_five_it_is_mixed_even_when_small():
    found = CLAIM.test(of_vietnam(own=trading(40, SIX[:4])), CLAIM.default)
    assert (found.facts["larger_states"], found.verdict) == (4, MIXED)


def test_a_listed_flow_alone_can_show_that_a_state_is_larger():
    own = [*trading(40, SIX[:4]), (2019, "HKG", "export", 41, "wits_top5")]
    assert CLAIM.test(of_vietnam(own=own), CLAIM.default).verdict == SUPPORTED


def test_without_a_list_of_five_a_small_part_gives_no_verdict():
    found = CLAIM.test(of_vietnam(own=trading(40, SIX[:2])), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "lists 5 states" in found.missing


def test_russias_own_count_is_a_reading_and_marked_as_a_ratio_of_two_reporters():
    release = of_vietnam(own=trading(40), trade_rows=both("VNM", 2019, 30, 30))
    found = CLAIM.test(release, with_reading(CLAIM, side="russia"))
    assert (found.value, found.verdict) == (pytest.approx(6), MIXED)
    assert any("two reporters" in doubt for doubt in found.doubts)


def test_announced_totals_take_the_last_whole_year_with_both_and_the_highest_of_several():
    release = of_vietnam(
        own=trading(40),
        announced=[
            ("RUS", "2021", None, None, 30), ("RUS", "2021", None, None, 35), ("WLD", "2021", 500, 500, None),
            ("RUS", "2022-01..2022-08", None, None, 90), ("WLD", "2022", None, None, 1000),
        ],
        moscow=[("2021", 80.0, "FCS via TASS")],
    )  # fmt: skip
    by_vietnam = CLAIM.test(release, with_reading(CLAIM, source="announced"))
    by_russia = CLAIM.test(release, with_reading(CLAIM, source="announced", side="russia"))
    assert (by_vietnam.value, by_vietnam.facts["year"]) == (pytest.approx(3.5), 2021)
    assert (by_russia.value, by_russia.verdict) == (pytest.approx(8), MIXED)


def test_empty_tables_make_every_reading_a_dash_that_names_the_source():
    judged = judge(CLAIM, of_vietnam())
    assert (judged.computed, len(judged.readings)) == (0, 4)
    assert all("Comtrade" in found.missing for _, found in judged.readings)


def test_a_reading_with_a_larger_part_stands_against_it():
    release = of_vietnam(own=trading(40), trade_rows=both("VNM", 2019, 30, 30))
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert said.startswith("Read otherwise (Russia’s count): 6.0% in 2019, mixed.")


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx(found.facts["russia_usd"] / found.facts["world_usd"] * 100)
