"""True figures in the wrong place."""

from __future__ import annotations

import pytest

from etl.checks import mixups
from tests.etl.checks.frames import annual, cell, changed, evidence, frame, of

BEFORE = annual()


def renamed(rows, column, names, where=None):
    chosen = rows[column].isin(names) if where is None else where & rows[column].isin(names)
    return rows.assign(**{column: rows[column].where(~chosen, rows[column].map(lambda name: names.get(name, name)))})


def moved(rows, years):
    return rows.assign(year=(rows["year"].astype(int) + years).astype("str"))


IND_VNM = {"IND": "VNM", "VNM": "IND"}
FLOWS = {"export": "import", "import": "export"}


def test_two_partners_with_each_others_figures_are_named():
    (problem,) = mixups.partners_swapped(evidence(BEFORE, renamed(BEFORE, "partner", IND_VNM)))
    assert (problem.rule, problem.partner, problem.period) == ("partner_swap", "IND, VNM", "2016 to 2024")


@pytest.mark.parametrize(("years", "found"), [([2023], 0), ([2022, 2023, 2024], 1)])
def test_three_swapped_periods_of_many_convince(years, found):
    export = of(BEFORE, flow="export", years=years)
    after = renamed(BEFORE, "partner", IND_VNM, export)
    assert len(mixups.partners_swapped(evidence(BEFORE, after))) == found


def test_one_swapped_period_convinces_if_it_is_all_that_was_given():
    before = frame([cell("IND", 2024, "export", 9e9), cell("VNM", 2024, "export", 3e9)])
    (problem,) = mixups.partners_swapped(evidence(before, renamed(before, "partner", IND_VNM)))
    assert problem.message == (
        "imf_imts: trade_annual, IND, VNM, 2024: IND and VNM have each other's figures, 1 cells; the newest is of 2024 "
        "(before: IND 9,000,000,000, VNM 3,000,000,000; now: IND 3,000,000,000, VNM 9,000,000,000)."
    )


def test_partners_that_were_alike_are_not_told_apart():
    before = frame([cell("IND", 2024, "export", 9e9), cell("VNM", 2024, "export", 8e9)])
    assert mixups.partners_swapped(evidence(before, renamed(before, "partner", IND_VNM))) == []


def test_the_reporter_of_a_mirror_source_moves_with_its_partner():
    mirror = BEFORE.assign(reporter=BEFORE["partner"])
    swapped = renamed(renamed(mirror, "partner", IND_VNM), "reporter", IND_VNM)
    (problem,) = mixups.partners_swapped(evidence(mirror, swapped))
    assert problem.partner == "IND, VNM"


@pytest.mark.parametrize(
    ("partners", "named"),
    [(["VNM"], "VNM"), (["CHN", "IND", "JPN", "KAZ", "VNM", "BTN"], "BTN, CHN, IND, JPN, KAZ and 1 more")],
)
def test_swapped_flows_are_found_for_one_partner_or_all(partners, named):
    after = renamed(BEFORE, "flow", FLOWS, of(BEFORE, partners))
    (problem,) = mixups.flows_swapped(evidence(BEFORE, after))
    assert (problem.rule, problem.partner) == ("flow_swap", named)


def test_swapped_flows_are_told_with_both_figures():
    before = frame([cell("CHN", 2024, "export", 9e9), cell("CHN", 2024, "import", 4e9)])
    (problem,) = mixups.flows_swapped(evidence(before, renamed(before, "flow", FLOWS)))
    assert (problem.old, problem.new) == (
        "export 9,000,000,000, import 4,000,000,000",
        "export 4,000,000,000, import 9,000,000,000",
    )


def test_a_table_without_flows_has_none_to_swap():
    gdp = frame([{"iso3": "IND", "year": "2023", "gdp_usd": "3500000000000"}], "gdp")
    assert mixups.flows_swapped(evidence(gdp, gdp, "gdp")) == []


@pytest.mark.parametrize(("years", "words"), [(1, "1 year too late"), (-1, "1 year too early")])
def test_figures_that_stand_a_year_off_are_found(years, words):
    (problem,) = mixups.shifted(evidence(BEFORE, moved(BEFORE, years)))
    assert problem.rule == "shifted"
    assert f"figures stand {words} in 12 of 12 series" in problem.message


@pytest.mark.parametrize(("partners", "found"), [(["CHN"], 0), (["CHN", "IND"], 1)])
def test_three_shifted_series_convince_if_they_are_most_of_those_that_changed(partners, found):
    figures = BEFORE.set_index(["partner", "flow", "year"])["value_usd"]
    where = of(BEFORE, partners, years=range(2017, 2025))
    after = BEFORE.copy()
    after.loc[where, "value_usd"] = [
        figures[(row.partner, row.flow, str(int(row.year) - 1))] for row in BEFORE[where].itertuples()
    ]
    assert len(mixups.shifted(evidence(BEFORE, after))) == found


@pytest.mark.parametrize(("months", "words"), [(1, "1 month too late"), (12, "12 months too late")])
def test_months_are_looked_for_a_month_and_a_year_away(months, words):
    def series(ahead):
        return [
            cell(partner, f"{2021 + (n + ahead) // 12}-{(n + ahead) % 12 + 1:02d}", "export", start * 1.03**n)
            for partner, start in (("CHN", 4e9), ("IND", 5e8), ("VNM", 2e8))
            for n in range(30)
        ]

    before, after = frame(series(0), "trade_monthly"), frame(series(months), "trade_monthly")
    (problem,) = mixups.shifted(evidence(before, after, "trade_monthly"))
    assert f"figures stand {words} in 3 of 3 series" in problem.message


def test_flat_series_are_not_called_shifted():
    flat = frame(
        [cell(partner, year, "export", 5e9) for partner in ("CHN", "IND", "VNM") for year in range(2016, 2025)]
    )
    assert mixups.shifted(evidence(flat, flat)) == []


def test_ideal_points_below_zero_can_be_swapped_and_shifted():
    points = {"CHN": -0.9, "IND": -0.1, "JPN": 0.8}
    rows = frame(
        [
            {"partner": partner, "session_year": str(2010 + n), "ideal_point": f"{point + n * 0.05:.2f}"}
            for partner, point in points.items()
            for n in range(6)
        ],
        "un_alignment",
    ).assign(withdrawn_at="")
    swapped = renamed(rows, "partner", {"CHN": "JPN", "JPN": "CHN"})
    late = changed(rows, of(rows), session_year=lambda year: year + 1)
    assert [one.partner for one in mixups.partners_swapped(evidence(rows, swapped, "un_alignment"))] == ["CHN, JPN"]
    assert [one.rule for one in mixups.shifted(evidence(rows, late, "un_alignment"))] == ["shifted"]
