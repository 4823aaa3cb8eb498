"""What exists, from whom, and what is missing and why; on the small archive."""

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def coverage(small_release_dir):
    frame = pd.read_csv(small_release_dir / "coverage.csv", dtype={"rows": int}, keep_default_na=False)
    return frame.set_index(["table", "partner", "year", "part"])


def cell(coverage, *key):
    return tuple(coverage.loc[key, ["status", "rows", "sources", "reason"]])


def test_every_partner_has_every_cell_once(coverage):
    assert coverage.index.is_unique
    # 8 partners: 2 flows x (33 years + 19 + 8), 35 of gdp, 34 of un_alignment, 33 of partner_world_trade,
    # 4 classes of visits (three abroad, one of its leaders in Russia) x 27 years.
    assert len(coverage) == 8 * (2 * (33 + 19 + 8) + 35 + 34 + 33 + 4 * 27)


def test_a_cell_with_sources_is_complete_and_names_them(coverage):
    assert cell(coverage, "trade_annual", "CHN", 2021, "export") == ("complete", 3, "comtrade;fcs;imf_imts", "")


def test_known_bad_rows_do_not_count(coverage):
    # fcs holds half a year of 2010, known_bad; what is left is the annual total.
    assert cell(coverage, "trade_annual", "KAZ", 2010, "export") == ("complete", 1, "fcs_cis", "")


def test_a_cell_with_suspect_rows_only_is_partial(archive, change):
    from etl.archive import open_archive
    from etl.release import Inputs, assemble

    change("trade_annual/wits_shares", 3, quality="suspect")  # Vietnam's import of 2005, its only source
    lines = assemble(Inputs(open_archive(archive))).files["coverage.csv"].decode().splitlines()
    assert "trade_annual,VNM,2005,import,partial,1,wits_shares,only suspect figures; use them with their note" in lines


def test_kazakhstan_2024_is_missing_with_its_reason(coverage):
    for flow in ("export", "import"):
        assert cell(coverage, "trade_annual", "KAZ", 2024, flow) == ("missing", 0, "", "Kazakhstan is blank in 2024")


def test_north_koreas_exports_are_missing_from_2021_on(coverage):
    assert cell(coverage, "trade_annual", "PRK", 2020, "export")[0] == "complete"
    for year in range(2021, 2025):
        assert cell(coverage, "trade_annual", "PRK", year, "export")[::3] == (
            "missing",
            "North Korea's exports end in 2020",
        )


def test_a_reason_of_one_part_does_not_reach_the_other(coverage):
    assert cell(coverage, "trade_annual", "PRK", 2022, "import") == ("missing", 0, "", "no source found")


def test_a_partner_without_trade_is_missing_in_every_year(coverage):
    assert set(coverage.loc[("trade_annual", "BTN"), "status"]) == {"missing"}


def test_a_year_of_months_is_complete_with_twelve_of_one_source(coverage):
    assert cell(coverage, "trade_monthly", "CHN", 2024, "export") == ("complete", 12, "comtrade", "")


def test_half_a_year_of_months_is_partial_with_the_known_reason(coverage):
    assert cell(coverage, "trade_monthly", "KAZ", 2010, "import") == (
        "partial",
        6,
        "fcs",
        "July to December are missing",
    )


def test_half_a_year_without_a_known_reason_counts_its_months(archive):
    from etl.archive import open_archive
    from etl.release import Inputs, assemble

    path = archive / "gaps/project.csv"
    path.write_text("".join(line for line in path.read_text().splitlines(keepends=True) if "July" not in line))
    lines = assemble(Inputs(open_archive(archive))).files["coverage.csv"].decode().splitlines()
    assert "trade_monthly,KAZ,2010,import,partial,6,fcs,6 of 12 months" in lines


def test_the_narrower_reason_wins(coverage):
    # Both "the file ends in 2023" (all partners) and "no GDP of North Korea" (one) fit.
    assert cell(coverage, "gdp", "PRK", 2024, "")[3] == "no GDP of North Korea"
    assert cell(coverage, "gdp", "CHN", 2024, "")[3] == "the file ends in 2023"


def test_the_partners_own_trade_is_complete_with_world_and_counterparts(coverage):
    assert cell(coverage, "partner_world_trade", "VNM", 2018, "") == ("complete", 12, "wits_top5", "")


def test_the_partners_own_trade_with_the_world_total_only_is_partial(coverage):
    assert cell(coverage, "partner_world_trade", "VNM", 2020, "") == (
        "partial",
        2,
        "atlas",
        "no counterpart in both flows",
    )


def test_a_visit_of_a_near_complete_class_is_complete(coverage):
    # The president came once, on 18 June 2024.
    assert cell(coverage, "visits", "PRK", 2024, "president_abroad") == ("complete", 1, "coded_visits", "")


def test_no_visit_of_the_president_from_2020_is_a_zero(coverage):
    assert cell(coverage, "visits", "BTN", 2023, "president_abroad") == ("complete", 0, "", "")


def test_no_visit_of_the_president_2012_to_2019_is_a_zero_of_an_estimated_class(coverage):
    assert cell(coverage, "visits", "BTN", 2015, "president_abroad") == (
        "partial",
        0,
        "",
        "90-95 % of this class found",
    )


def test_no_visit_of_a_minister_is_unknown(coverage):
    assert cell(coverage, "visits", "BTN", 2015, "foreign_minister_abroad") == (
        "missing",
        0,
        "",
        "none found, which is not none: under 20 % of this class found",
    )


def test_only_near_complete_classes_are_complete(coverage):
    visits = coverage.loc["visits"].reset_index()
    complete = visits[visits["status"] == "complete"]
    assert set(complete["part"]) == {"president_abroad"}
    assert set(complete["year"]) == set(range(2020, 2026))


def test_visits_of_low_confidence_do_not_count(coverage):
    assert cell(coverage, "visits", "TUR", 2009, "president_abroad")[:2] == ("missing", 0)


@pytest.mark.parametrize(
    ("partner", "year", "part", "rows"),
    [
        ("CHN", 2023, "china_india_leaders_in_russia", 1),
        ("IND", 2024, "china_india_leaders_in_russia", 1),
        ("PRK", 2023, "core_leaders_in_russia", 1),
        ("KAZ", 2022, "central_west_leaders_in_russia", 1),
        ("TUR", 2019, "central_west_leaders_in_russia", 0),  # rank other is no leader
    ],
)
def test_leaders_in_russia_are_counted_in_the_class_of_their_state(coverage, partner, year, part, rows):
    assert cell(coverage, "visits", partner, year, part)[1] == rows


def test_a_year_after_the_estimates_is_not_judged(coverage):
    assert cell(coverage, "visits", "CHN", 2026, "president_abroad")[3] == (
        "none found, which is not none: completeness not estimated for this period"
    )


def test_a_reason_stands_exactly_where_a_cell_is_not_complete(coverage):
    assert ((coverage["reason"] == "") == (coverage["status"] == "complete")).all()
