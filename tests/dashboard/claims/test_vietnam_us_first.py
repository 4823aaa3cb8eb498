import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.vietnam_us_first import CLAIM
from dashboard.release import current
from tests.dashboard.claims.made_trade import of_vietnam, own_both, with_reading


def listing(usa, china, korea=(10, 40)):
    """Vietnam's exports to and imports from three states in 2019, in one source."""
    return [*own_both(2019, "USA", *usa), *own_both(2019, "CHN", *china), *own_both(2019, "KOR", *korea)]


@pytest.mark.parametrize(
    ("usa", "china", "expected", "rank"),
    [
        ((100, 20), (40, 60), SUPPORTED, 1),
        ((70, 30), (40, 60), SUPPORTED, 1),  # both first: ties share the better rank
        ((60, 20), (40, 60), MIXED, 2),
        ((30, 10), (40, 60), CONTRADICTED, 3),
    ],
)
def test_first_in_turnover_supports_and_in_exports_only_is_mixed(usa, china, expected, rank):
    found = CLAIM.test(of_vietnam(own=listing(usa, china)), CLAIM.default)
    assert (found.verdict, found.value) == (expected, rank)


def test_the_last_year_with_both_flows_of_both_states_counts():
    own = [*listing((60, 20), (40, 60)), *own_both(2020, "USA", 90, 90), (2020, "CHN", "export", 50, "wits_top5")]
    assert CLAIM.test(of_vietnam(own=own), CLAIM.default).facts["year"] == 2019


def test_the_world_and_the_eu_have_no_rank():
    own = [*listing((100, 20), (40, 60)), *own_both(2019, "WLD", 900, 900), *own_both(2019, "EU27", 300, 300)]
    assert CLAIM.test(of_vietnam(own=own), CLAIM.default).value == 1


def test_announced_totals_rank_those_announced_and_say_how_many():
    announced = [("USA", "2025", 150, 20, None), ("CHN", "2025", 70, 180, None), ("WLD", "2025", 470, 450, None)]
    found = CLAIM.test(of_vietnam(announced=announced), with_reading(CLAIM, source="announced"))
    assert (found.verdict, found.value, found.facts["turnover_usd"]) == (MIXED, 2, 170)
    assert any("2 states" in doubt for doubt in found.doubts)


def test_a_part_of_a_year_has_no_rank():
    announced = [("USA", "2025-01..2025-08", 99, 10, None), ("CHN", "2025-01..2025-08", 50, 117, None)]
    assert CLAIM.test(of_vietnam(announced=announced), with_reading(CLAIM, source="announced")).verdict == NOT_TESTABLE


def test_empty_tables_make_every_reading_a_dash_that_names_the_source():
    judged = judge(CLAIM, of_vietnam())
    assert (judged.computed, len(judged.readings)) == (0, 3)
    assert all("Comtrade" in found.missing for _, found in judged.readings)


def test_the_headline_says_places_in_words():
    release = of_vietnam(own=listing((60e9, 20e9), (40e9, 60e9), (10e9, 40e9)))
    assert CLAIM.headline(release, CLAIM.test(release, CLAIM.default)) == (
        "In 2019 the United States was second in Vietnam’s turnover, first in its exports and third in its imports: "
        "turnover of $80\u00a0bn, China’s $100\u00a0bn."
    )


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            usa = found.rows.set_index("counterpart").loc["USA"]
            assert found.value == usa["turnover_rank"]
            assert usa["turnover_usd"] == pytest.approx(usa["export_usd"] + usa["import_usd"], rel=0.02)
