import pandas as pd
import pytest

from dashboard.claims.claim import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, judge
from dashboard.claims.energy_food_niche import CLAIM
from dashboard.release import current
from tests.dashboard.claims.made import release_of
from tests.dashboard.claims.made_trade import named_places, with_reading
from tests.dashboard.measures.product_rows import chapters, sections
from tests.dashboard.measures.tables import trade


def of_goods(*rows, figures=(), listed=()):
    """A release of chapters, single figures (destination, product, period, value) and listed sections."""
    columns = ["destination", "product", "period", "value_usd"]
    single = pd.DataFrame(list(figures), columns=columns).astype({"value_usd": "float64", "product": "str"})
    return release_of(
        trade_commodity=chapters(*rows),
        energy_food=single.assign(quantity=None, unit="", who_reported="", source_url="", note=""),
        trade_sections=sections(*listed),
        trade_annual=trade(),
        places=named_places(core=("CHN", "IND", "VNM")),
    )


def exports(partner, niche, total):
    """Energy and machines in 2023 that add up to a total."""
    return [(partner, 2023, "27", niche), (partner, 2023, "84", total - niche)]


@pytest.mark.parametrize(
    ("niche", "expected"),
    [(60, SUPPORTED), (51, SUPPORTED), (50, MIXED), (25, MIXED), (24, CONTRADICTED), (0, CONTRADICTED)],
)
def test_over_half_supports_and_under_a_quarter_contradicts(niche, expected):
    found = CLAIM.test(of_goods(*exports("VNM", niche, 100)), CLAIM.default)
    assert (found.value, found.verdict) == (pytest.approx(niche), expected)


def test_without_chapters_it_is_not_testable_and_says_which_source_would_supply_them():
    found = CLAIM.test(of_goods(figures=[("VNM", "wheat", "2018", 630e6)]), CLAIM.default)
    assert (found.verdict, found.value) == (NOT_TESTABLE, None)
    assert "UN Comtrade" in found.missing
    assert "single published figures on energy and food (1)" in found.missing


def test_the_single_figures_are_its_rows_and_never_a_share():
    release = of_goods(figures=[("VNM", "wheat", "2018", 630e6), ("CHN", "coal", "2022", 1e9)])
    found = CLAIM.test(release, CLAIM.default)
    assert found.rows["product"].tolist() == ["wheat"]
    assert "wheat $630\u00a0m (2018)" in CLAIM.against(release, found)


def test_china_stands_beside_it_in_facts_and_headline():
    release = of_goods(*exports("CHN", 80, 100))
    found = CLAIM.test(release, CLAIM.default)
    assert (found.facts["beside_share_pct"], found.facts["beside_year"]) == (pytest.approx(80), 2023)
    assert CLAIM.headline(release, found).endswith("Of Russia’s exports to China they were 80% in 2023 (estimate).")


def test_china_is_a_reading_of_its_own():
    found = CLAIM.test(of_goods(*exports("CHN", 80, 100)), with_reading(CLAIM, partner="CHN"))
    assert (found.value, found.verdict) == (pytest.approx(80), SUPPORTED)


def test_empty_tables_make_every_reading_a_dash():
    judged = judge(CLAIM, of_goods())
    assert (judged.computed, judged.agreeing, len(judged.readings)) == (0, 0, 3)


def test_older_sections_stand_against_it():
    release = of_goods(listed=[("VNM", 2005, "0", 20e6), ("VNM", 2005, "3", 20e6), ("VNM", 2005, "7", 60e6)])
    said = CLAIM.against(release, CLAIM.test(release, CLAIM.default))
    assert said.startswith(
        "In 2005 Russia reported $40\u00a0m of fuels and food (SITC 3 and 0) to Vietnam, 40% of the 3"
    )


def test_the_real_release_gives_a_verdict_or_says_what_is_missing():
    judged = judge(CLAIM, current())
    for _, found in judged.readings:
        assert (found.verdict == NOT_TESTABLE) == bool(found.missing)
        if found.value is not None:
            assert found.value == pytest.approx(found.facts["energy_pct"] + found.facts["food_pct"])
