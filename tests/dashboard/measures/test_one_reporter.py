import pandas as pd
import pytest

from dashboard.measures.one_reporter import COLUMNS, last_before, pairs, turnovers
from tests.dashboard.claims.small_tables import announced, headlines, no_partner_announced

from .tables import both, cell, mirror, one, trade


def figures(*rows, headline=(), partner_announced=None):
    other = no_partner_announced() if partner_announced is None else partner_announced
    return turnovers(trade(*rows), headlines(*headline), other, "PRK")


def said(period, value, who, **other):
    return announced(period, value, partner="PRK", who_reported=who, **other)


def test_statistics_stand_under_the_reporters_code_with_their_first_source():
    frame = figures(both("PRK", 2019, 3, 1), both("PRK", 2019, 30, 10, "imf_imts"))
    row = one(frame)
    assert (row.reporter, row.year, row.value_usd, row.kind, row.source) == ("RUS", 2019, 4, "statistics", "fcs")


def test_a_turnover_of_one_flow_is_unknown():
    assert figures(cell("PRK", 2019, "export", 3)).empty


def test_two_reporters_are_kept_apart():
    frame = figures(both("PRK", 2019, 3, 1), mirror("PRK", 2019, "export", 5), mirror("PRK", 2019, "import", 2))
    assert dict(zip(frame["reporter"], frame["value_usd"], strict=True)) == {"PRK": 7, "RUS": 4}


@pytest.mark.parametrize("who", ["Kremlin", "Kremlin (Ushakov)", "Kremlin via RIA", "Kremlin (Ushakov) via TASS"])
def test_an_office_is_one_reporter_whoever_speaks_for_it_or_passes_it_on(who):
    row = one(figures(headline=[said(2023, 34, who)]))
    assert (row.reporter, row.kind, row.basis, row.source) == ("Kremlin", "announced", "announced", who)


def test_the_same_figure_announced_twice_stands_once_and_another_beside_it():
    frame = figures(headline=[said(2023, 34, "Kremlin"), said(2023, 34, "Kremlin via RIA"), said(2023, 35, "Kremlin")])
    assert frame["value_usd"].tolist() == [34, 35]


def test_weak_and_partial_announcements_do_not_join():
    assert figures(headline=[said(2023, 34, "A", grade="weak"), said("2023H1", 20, "B", period_kind="part")]).empty


def test_what_the_partner_announced_on_russia_joins_and_on_others_does_not():
    table = pd.DataFrame(
        [
            ("PRK", who, 2023, "2023", float("nan"), float("nan"), value, "KOTRA", "https://example.org/", "", "yes")
            for who, value in (("RUS", 34.0), ("CHN", 900.0))
        ],
        columns=no_partner_announced().columns,
    )
    assert one(figures(partner_announced=table)).value_usd == 34


def test_an_empty_release_has_no_figures():
    frame = figures()
    assert frame.empty
    assert tuple(frame.columns) == COLUMNS


def test_a_pair_is_the_mean_of_each_sides_years_by_one_reporter():
    rows = [both("PRK", year, value, 0.5) for year, value in ((2019, 3.5), (2020, 5.5), (2023, 9.5))]
    (pair,) = pairs(figures(rows), range(2019, 2023), range(2023, 2026))
    assert (pair.reporter, pair.before_usd, pair.after_usd, pair.ratio) == ("RUS", 5, 10, 2)
    assert (pair.before_years, pair.after_years) == ((2019, 2020), (2023,))
    assert not pair.estimated


def test_a_year_with_two_figures_counts_once():
    frame = figures(headline=[said(2019, 10, "A"), said(2019, 20, "A"), said(2020, 30, "A"), said(2023, 45, "A")])
    (pair,) = pairs(frame, [2019, 2020], [2023])
    assert (pair.before_usd, pair.after_usd) == (22.5, 45)  # (15 + 30) / 2


def test_figures_of_two_reporters_make_no_pair():
    assert pairs(figures(headline=[said(2019, 10, "A"), said(2023, 20, "B")]), [2019], [2023]) == []


def test_nothing_before_has_no_ratio():
    assert pairs(figures(headline=[said(2019, 0, "A"), said(2023, 20, "A")]), [2019], [2023]) == []


def test_an_estimate_on_either_side_is_told():
    frame = figures(both("PRK", 2019, 3, 1), both("PRK", 2023, 4, 1, "imf_imts"))
    (pair,) = pairs(frame, [2019], [2023])
    assert pair.estimated


def test_statistics_come_before_announcements():
    frame = figures(
        both("PRK", 2019, 3, 1),
        both("PRK", 2023, 4, 1, "imf_imts"),
        headline=[said(2019, 1, "A"), said(2023, 2, "A")],
    )
    assert [pair.reporter for pair in pairs(frame, [2019], [2023])] == ["RUS", "A"]


def test_the_last_year_before_is_each_reporters_own():
    frame = figures(both("PRK", 2019, 3, 1), headline=[said(2018, 1, "A"), said(2023, 2, "A"), said(2023, 2, "B")])
    assert last_before(frame, 2023) == {"RUS": 2019, "A": 2018}
