"""What a choice means on a release, worked out by hand on the small one (`tests/small_archive.py`)."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard import view
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.loaded import loaded

BN = 1e9


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


def of(frame: pd.DataFrame, partner: str) -> pd.Series:
    rows = frame[frame["partner"] == partner]
    assert len(rows) == 1
    return rows.iloc[0]


def test_partners_and_years_offered_are_those_of_the_release(release):
    known = view.known(release)
    assert set(known.partners) == {"CHN", "IND", "JPN", "VNM", "PRK", "KAZ", "TUR", "BTN"}
    assert list(known.partners.values()) == sorted(known.partners.values())
    assert (known.first_year, known.last_year) == (2005, 2024)
    assert known.release == release.id


@pytest.mark.parametrize(
    ("choice", "years"),
    [
        (Choice(), (2021, 2024)),  # the last year Russia reported, and the last
        (Choice(first=2010), (2010, 2024)),
        (Choice(first=2010, last=2015), (2010, 2015)),
        (Choice(last=2023), (2021, 2023)),
        (Choice(last=2015), (2006, 2015)),  # before the break: from the first year with many partners
        (Choice(last=2021), (2006, 2021)),
        (Choice(measure="gdp_russia"), (2021, 2023)),  # GDP ends a year before trade
        (Choice(measure="gdp_partner"), (2021, 2023)),
        (Choice(measure="share"), (2021, 2024)),
        (Choice(basis="reported"), (2006, 2021)),  # Russia stopped
    ],
)
def test_compared_years(release, choice, years):
    assert view.compared_years(release, choice) == years


def test_a_comparison_gives_each_partner_in_both_years(release):
    frame = view.comparison(release, Choice().lens(), 2021, 2024)
    china = of(frame, "CHN")
    assert (china["before_usd"], china["after_usd"]) == (130 * BN, 225 * BN)  # 60 + 70, 110 + 115
    assert china["ratio"] == pytest.approx(225 / 130)
    assert (china["before_basis"], china["after_basis"]) == ("reported", "estimate")
    assert of(frame, "IND")["ratio"] == pytest.approx(67 / 12)
    assert of(frame, "JPN")["ratio"] == pytest.approx(9 / 30)


def test_a_comparison_has_every_partner_of_the_release_those_without_a_value_too(release):
    frame = view.comparison(release, Choice().lens(), 2021, 2024)
    assert sorted(frame["partner"]) == sorted(view.known(release).partners)
    for partner in ("KAZ", "BTN", "PRK"):  # no 2024; nothing at all; one flow only
        assert pd.isna(of(frame, partner)["after_level"])


def test_a_level_is_a_share_of_russias_trade(release):
    frame = view.levels(release, "turnover", "preferred", "share").set_index(["partner", "year"])["level"]
    assert frame["CHN", 2021] == pytest.approx(130 / 600 * 100)  # of 400 + 200
    assert frame["CHN", 2022] == pytest.approx(175 / 750 * 100)  # customs' total of 2022: 500 + 250
    assert frame["CHN", 2024] == pytest.approx(225 / (430 + 270 - 10) * 100)  # the total less Uganda's impossible 10


def test_a_level_is_a_share_of_a_gdp_and_unknown_where_gdp_has_no_year(release):
    frame = view.levels(release, "turnover", "preferred", "gdp_partner").set_index(["partner", "year"])["level"]
    assert frame["CHN", 2021] == pytest.approx(130 / 10000 * 100)
    assert frame["KAZ", 2021] == pytest.approx(21 / 200 * 100)
    assert pd.isna(frame["CHN", 2024])


def test_a_level_of_one_flow_is_over_the_total_of_that_flow(release):
    frame = view.levels(release, "export", "preferred", "share").set_index(["partner", "year"])["level"]
    assert frame["VNM", 2021] == pytest.approx(2 / 400 * 100)


def test_the_mirror_basis_takes_what_the_partner_reported(release):
    frame = view.values(release, "turnover", "mirror").set_index(["partner", "year"])["value_usd"]
    assert frame["CHN", 2024] == (130 + 116) * BN
    assert ("IND", 2021) not in frame.index


def test_values_hold_partners_only(release):
    assert set(view.values(release, "turnover", "preferred")["partner"]) <= set(view.known(release).partners)


@pytest.mark.parametrize(
    ("definition", "members"),
    [
        ("core", {"CHN", "IND", "JPN", "VNM", "PRK", "BTN"}),
        ("core_central", {"CHN", "IND", "JPN", "VNM", "PRK", "BTN", "KAZ"}),
        ("wide", {"CHN", "IND", "JPN", "VNM", "PRK", "BTN", "KAZ", "TUR"}),
    ],
)
def test_members_of_each_asia(release, definition, members):
    assert set(view.members(release, definition)) == members


def test_the_ranking_is_by_the_later_year_with_the_unknown_last(release):
    assert list(view.ranked(release, Choice())["partner"])[:4] == ["CHN", "IND", "JPN", "VNM"]
    assert set(view.ranked(release, Choice())["partner"][4:]) == {"PRK", "BTN"}


def test_the_ranking_by_change_is_by_the_ratio(release):
    ranked = list(view.ranked(release, Choice(measure="change", asia="wide"))["partner"])
    assert ranked[:5] == ["IND", "TUR", "CHN", "VNM", "JPN"]  # 5.6, 2, 1.7, 0.8, 0.3


def test_the_ranking_of_a_wider_asia_has_its_partners(release):
    assert "TUR" in set(view.ranked(release, Choice(asia="wide"))["partner"])
    assert "TUR" not in set(view.ranked(release, Choice())["partner"])


def test_a_chart_of_one_partner_is_about_the_chosen_else_the_first_of_the_ranking(release):
    assert view.subjects(release, Choice(partners=("VNM", "IND"))) == ("VNM", "IND")
    assert view.subjects(release, Choice()) == ("CHN",)
    assert view.subjects(release, Choice(measure="change")) == ("IND",)


def test_labels_name_every_place_not_only_partners(release):
    labels = view.labels(release)
    assert (labels["VNM"], labels["RUS"]) == ("Vietnam", "Russia")


def test_a_basis_of_which_the_last_years_speak_of_few_partners_is_compared_in_years_of_many():
    # The real release: by the partners' own figures 2024 has one partner, 2023 four; Russia reported many from 2016.
    real = loaded((Path(__file__).parents[2] / "datasets" / "release").resolve())
    assert view.compared_years(real, Choice(basis="mirror")) == (2021, 2023)
    assert view.compared_years(real, Choice(basis="reported")) == (2016, 2021)
    assert view.compared_years(real, Choice(last=2010)) == (view.known(real).first_year, 2010)
