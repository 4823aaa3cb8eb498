import pandas as pd
import pytest

from dashboard.measures.concentration import COLUMNS, concentration

from .tables import both, cell, customs_years, one, places, trade

THREE = places(core=["CHN", "VNM", "IND"])


def imf(partner, year, exports, imports, **other):
    return both(partner, year, exports, imports, "imf_imts", **other)


def of_three_years():
    """2020-2022; China 60, Vietnam 40, India 100 except in 2022, where India has exports only."""
    return trade(
        [imf("CHN", year, 30, 30) for year in (2020, 2021, 2022)],
        [imf("VNM", year, 20, 20) for year in (2020, 2021, 2022)],
        [imf("IND", year, 50, 50) for year in (2020, 2021)],
        cell("IND", 2022, "export", 50, "imf_imts"),
    )


def test_the_constant_set_excludes_a_partner_missing_in_one_year_and_names_it_with_its_weight():
    frame = concentration(of_three_years(), THREE, "core", first=2020, last=2022)
    assert set(frame["set"]) == {"CHN;VNM"}
    # Weights of 2020-2021: China 120, Vietnam 80, India 200 of 400.
    assert set(frame["left_out"]) == {"IND 50.0"}
    assert frame["left_out_pct"].tolist() == pytest.approx([50, 50, 50])
    assert frame["set_weight_pct"].tolist() == pytest.approx([50, 50, 50])


def test_the_herfindahl_index_is_the_sum_of_squared_shares_of_the_set():
    frame = concentration(of_three_years(), THREE, "core", first=2020, last=2022)
    assert frame["herfindahl"].tolist() == pytest.approx([0.52] * 3)  # 0.6 * 0.6 + 0.4 * 0.4
    assert frame["china_share_pct"].tolist() == pytest.approx([60] * 3)
    assert frame["value_usd"].tolist() == [100] * 3


def test_the_naive_measure_takes_whoever_has_a_value_and_jumps_with_the_gap():
    frame = concentration(of_three_years(), THREE, "core", first=2020, last=2022)
    # With India: 60, 40, 100 of 200, so 0.09 + 0.04 + 0.25; without it 0.36 + 0.16.
    assert frame["naive_herfindahl"].tolist() == pytest.approx([0.38, 0.38, 0.52])
    assert frame["naive_china_share_pct"].tolist() == pytest.approx([30, 30, 60])
    assert frame["naive_partners"].tolist() == [3, 3, 2]


def test_a_window_of_one_year_takes_everyone_of_that_year():
    row = one(concentration(of_three_years(), THREE, "core", first=2021, last=2021))
    assert (row["set"], row["left_out"], row["partners"]) == ("CHN;IND;VNM", "", 3)


def test_one_partner_alone_has_an_index_of_one():
    row = one(concentration(trade(imf("CHN", 2018, 1, 2)), THREE, "core", first=2018, last=2018))
    assert (row["herfindahl"], row["china_share_pct"]) == (1, 100)


def test_without_china_its_share_is_missing_and_not_zero():
    frame = concentration(of_three_years(), THREE, "core", first=2020, last=2021, without={"CHN"})
    assert frame["china_share_pct"].isna().all()
    # Vietnam 40 and India 100 of 140: (2/7)^2 + (5/7)^2 = 29/49.
    assert frame["herfindahl"].tolist() == pytest.approx([29 / 49, 29 / 49])
    assert frame["left_out_pct"].tolist() == [0, 0]


def test_a_known_bad_year_keeps_a_partner_out_of_the_set():
    table = trade(
        [imf("CHN", year, 1, 1) for year in (2020, 2021)],
        imf("VNM", 2020, 1, 1),
        imf("VNM", 2021, 1, 1, quality="known_bad"),
    )
    assert set(concentration(table, THREE, "core", first=2020, last=2021)["set"]) == {"CHN"}


def test_a_suspect_year_is_used_and_marked():
    table = trade(imf("CHN", 2020, 1, 1), imf("CHN", 2021, 1, 1, quality="suspect"))
    assert concentration(table, THREE, "core", first=2020, last=2021)["quality"].tolist() == ["ok", "suspect"]


def test_a_suspect_partner_outside_the_set_does_not_mark_the_year():
    table = trade(imf("CHN", 2020, 1, 1), imf("CHN", 2021, 1, 1), imf("VNM", 2021, 1, 1, quality="suspect"))
    assert concentration(table, THREE, "core", first=2020, last=2021)["quality"].tolist() == ["ok", "ok"]


def test_the_long_line_takes_customs_figures_and_its_constant_set():
    table = trade(
        customs_years("CHN", 3, 3),
        customs_years("VNM", 2, 2),
        customs_years("IND", 9, 9, years=range(2010, 2022)),
        imf("CHN", 2022, 8, 8),
        imf("VNM", 2022, 2, 2),
        imf("IND", 2022, 5, 5),
    )
    frame = concentration(table, THREE, "core", "long", first=2020, last=2022)
    # India has all three years, but is not in the set of the long line: it begins in 2010.
    assert set(frame["set"]) == {"CHN;VNM"}
    assert frame["china_share_pct"].tolist() == pytest.approx([60, 60, 80])  # 6 of 10, then 16 of 20
    assert frame["basis"].tolist() == ["reported", "reported", "estimate"]
    assert frame["naive_partners"].tolist() == [3, 3, 3]


def test_a_window_no_partner_fills_gives_an_empty_frame_with_its_columns():
    frame = concentration(of_three_years(), THREE, "core", first=2020, last=2024)
    assert frame.empty
    assert frame.columns.tolist() == list(COLUMNS)


def test_an_empty_table_gives_an_empty_frame_with_its_columns():
    frame = concentration(trade(), THREE, "core", "long", first=2016, last=2021)
    pd.testing.assert_index_equal(frame.columns, pd.Index(COLUMNS))
    assert frame.empty


def test_a_window_that_runs_backward_is_refused():
    with pytest.raises(ValueError, match="first is 2022, last is 2020"):
        concentration(trade(), THREE, "core", first=2022, last=2020)
