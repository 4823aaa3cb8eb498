import pytest

from dashboard.claims.china_untroubled import CLAIM, _rule
from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.release import current
from tests.dashboard.measures.tables import trade
from tests.dashboard.measures.visit_rows import visit

from .small_tables import announced, completeness, headlines, monthly, months, no_partner_announced, release, visits


def made(before=4, after=4, later=10.0, *, went=None, known=None, last=2025, said=()):
    """So many visits in May and in August 2024; 20 a month in the second half of 2023, twice `later` a year after."""
    trips = [visit("2024-05-01", partner="CHN") for _ in range(before)]
    trips += [visit("2024-08-01", partner="CHN") for _ in range(after)]
    rows = [*months("2023-07", "2023-12", 10, 10), *months("2024-07", "2024-12", later, later)]
    return release(
        visits=visits(*(trips if went is None else went)),
        visits_completeness=completeness(last),
        trade_monthly=monthly(*(rows if known is None else known)),
        trade_annual=trade(),
        headline_trade=headlines(*said),
        partner_announced_trade=no_partner_announced(),
    )


def read(made_release, **choice):
    return CLAIM.test(made_release, CLAIM.default | choice)


@pytest.mark.parametrize(
    ("after", "later", "verdict"),
    [
        (4, 10, SUPPORTED),
        (9, 20, SUPPORTED),
        (4, 9, MIXED),  # trade falls by a tenth
        (3, 10, MIXED),  # visits fall by a quarter
        (3, 9, CONTRADICTED),
        (0, 9, CONTRADICTED),
    ],
)
def test_neither_one_or_both_fall_by_a_tenth(after, later, verdict):
    found = read(made(4, after, later))
    assert found.verdict == verdict
    assert found.value == pytest.approx((found.after / found.before - 1) * 100)
    assert (found.before, found.after) == (120, 12 * later)


@pytest.mark.parametrize(("change", "verdict"), [(-9.99, SUPPORTED), (-10.0, MIXED), (-10.01, MIXED)])
def test_the_trade_turns_at_a_tenth(change, verdict):
    assert _rule(10, 10, change) == verdict


@pytest.mark.parametrize(("after", "verdict"), [(19, SUPPORTED), (18, MIXED), (17, MIXED)])
def test_the_visits_turn_at_a_tenth(after, verdict):
    assert _rule(20, after, 0.0) == verdict


@pytest.mark.parametrize(
    ("months_read", "start", "counted"),
    [
        ("18", "2022-11-30", 0),
        ("18", "2022-12-01", 1),
        ("12", "2023-05-31", 0),
        ("12", "2023-06-01", 1),
        ("12", "2024-05-31", 1),
        ("12", "2024-06-20", 0),  # June 2024 itself is on neither side
    ],
)
def test_a_window_is_of_whole_months_before_june_2024(months_read, start, counted):
    found = read(made(went=[visit(start, partner="CHN")]), months=months_read)
    assert found.facts["visits_before"] == counted
    assert found.facts["visits_after"] == 0


def test_heads_of_state_and_government_both_ways_count_and_others_do_not():
    went = [
        visit("2024-01-01", partner="CHN", direction="inbound", visitor_rank="head_of_government", format="forum"),
        visit("2024-02-01", partner="CHN", visitor_rank="foreign_minister"),
        visit("2024-03-01", partner="CHN", confidence="low"),
        visit("2024-04-01", partner="VNM"),
    ]
    facts = read(made(went=went)).facts
    assert (facts["visits_before"], facts["one_to_one_before"]) == (1, 0)


def test_a_window_past_the_years_whose_completeness_is_stated_is_not_testable():
    assert read(made(last=2025), months="18").verdict == SUPPORTED
    found = read(made(last=2025), months="24")
    assert found.verdict == NOT_TESTABLE
    assert found.value is None
    assert "to the end of 2025; the window ends in 2026-06" in found.missing
    assert read(made(last=2026), months="24").verdict == SUPPORTED


def test_no_visit_before_leaves_nothing_to_fall_from():
    found = read(made(before=0))
    assert found.verdict == NOT_TESTABLE
    assert "before June 2024" in found.missing


def test_a_missing_month_leaves_the_trade_unknown():
    found = read(made(known=months("2023-07", "2023-12", 10, 10)))
    assert found.verdict == NOT_TESTABLE
    assert "comtrade" in found.missing


def test_announced_years_are_those_of_chinas_customs_office():
    said = [announced(2024, 200), announced(2025, 180), announced(2025, 999, who_reported="Kremlin")]
    found = read(made(known=[], said=said), source="announced")
    assert found.verdict == MIXED
    assert (found.before, found.after) == (200, 180)
    assert found.value == pytest.approx(-10)
    assert read(made(known=[], said=said[:1]), source="announced").verdict == NOT_TESTABLE


def test_few_visits_are_marked():
    assert read(made(4, 6)).doubts == ("Few cases: 4 visits before, 6 after.",)
    assert read(made(5, 5)).doubts == ()


def test_a_suspect_month_is_marked():
    rows = [*months("2023-07", "2023-12", 10, 10), *months("2024-07", "2024-12", 10, 10, quality="suspect")]
    assert "A figure of the trade is suspect." in read(made(5, 5, known=rows)).doubts


def test_rows_are_the_visits_and_the_months():
    found = read(made(1, 2))
    assert found.rows["what"].tolist() == ["visit"] * 3 + ["trade"] * 24


def test_against_it_stand_the_later_year_and_one_to_one_visits_alone():
    went = [visit("2024-05-01", partner="CHN") for _ in range(2)]
    went += [visit("2024-08-01", partner="CHN", format="both"), visit("2024-09-01", partner="CHN")]
    table = made(went=went, said=[announced(2024, 200), announced(2025, 190)])
    said = CLAIM.against(table, read(table))
    assert "2 before and 1 after were one to one alone. Counted so, the verdict would be mixed." in said
    assert "(announced totals): visits 2 and 2, turnover −5.0%, still supported." in said


def test_the_real_release_gives_a_verdict_or_says_why_not():
    verdict = judge(CLAIM, current())
    assert len(verdict.readings) == 6
    for _, found in verdict.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx((found.after / found.before - 1) * 100)
    assert CLAIM.headline(current(), verdict.default)
