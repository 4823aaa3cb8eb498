import pandas as pd
import pytest

from dashboard.measures import aggregate
from dashboard.measures.fixed_set import fixed_set_change

from .tables import both, trade


def change(*rows, group):
    table, members = trade(*rows), ["CHN", "IND", "JPN"]
    values = aggregate.line_cells(table, members, "full", "turnover")
    return fixed_set_change(values, aggregate.turnover_weights(table, members), group, 2021, 2024)


def imf(partner, year, turnover):
    return both(partner, year, turnover / 2, turnover / 2, "imf_imts")


def test_the_sums_are_over_the_partners_with_a_value_in_both_years():
    found = change(
        imf("CHN", 2021, 10), imf("CHN", 2024, 30), imf("IND", 2021, 20), imf("IND", 2024, 10), imf("JPN", 2021, 30),
        group=["CHN", "IND", "JPN"],
    )  # fmt: skip
    assert (found.before_usd, found.after_usd) == (30, 40)
    assert found.ratio == pytest.approx(4 / 3)
    assert (found.partners, found.missing) == (("CHN", "IND"), ("JPN",))


def test_the_coverage_is_of_the_groups_own_weights():
    # Japan is left out with 30 of the group's 50; China is not in the group.
    found = change(
        imf("CHN", 2021, 900), imf("CHN", 2024, 900), imf("IND", 2021, 20), imf("IND", 2024, 10), imf("JPN", 2021, 30),
        group=["IND", "JPN"],
    )  # fmt: skip
    assert found.coverage_pct == pytest.approx(40)


def test_a_group_without_values_has_no_ratio():
    found = change(imf("CHN", 2021, 10), group=["JPN"])
    assert (found.before_usd, found.partners) == (0, ())
    assert pd.isna(found.ratio)
    assert pd.isna(found.coverage_pct)
