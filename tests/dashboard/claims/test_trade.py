import pytest

from dashboard.claims import trade, vietnam
from tests.dashboard.claims.made_trade import AFTER, BEFORE, customs, imf, of_trade


@pytest.mark.parametrize(
    ("value", "words"),
    [(19.04, "up 19 points"), (3.7, "up 3.7 points"), (-2.14, "down 2.1 points"), (0.04, "unchanged")],
)
def test_a_difference_of_shares_is_said_in_points(value, words):
    assert trade.points(value) == words


@pytest.mark.parametrize(("value", "words"), [(89.96, "89.9%"), (90.0, "90.0%"), (99.999, "99.9%")])
def test_a_coverage_is_cut_so_that_it_never_reads_as_reaching_the_threshold(value, words):
    assert trade.one_digit(value) == words


def test_the_last_year_lies_after_the_break_or_there_is_none():
    assert trade.last_year(of_trade(imf("CHN", (*BEFORE, *AFTER), 1)), "core", "with", "full") == 2023
    assert trade.last_year(of_trade(imf("CHN", BEFORE, 1)), "core", "with", "full") is None


def test_a_suspect_cell_is_named_only_where_it_is_in_the_sum():
    release = of_trade(
        customs("CHN", 1), imf("CHN", BEFORE, 1), imf("IND", BEFORE, 1), imf("IND", AFTER, 1, quality="suspect")
    )
    found = trade.line(release, "core", "with", "full")
    assert trade.suspect_doubt(release, ("CHN", "IND"), "full", found) == ("Suspect cells are in the sum: IND.",)
    assert trade.suspect_doubt(release, ("CHN", "IND"), "long", found) == ()
    assert trade.suspect_doubt(release, ("CHN", "IND"), "full", found[found["year"] < 2022]) == ()


@pytest.mark.parametrize(("rank", "words"), [(1, "first"), (5, "fifth"), (6, "number 6")])
def test_a_rank_is_said_in_words(rank, words):
    assert vietnam.place(rank) == words
