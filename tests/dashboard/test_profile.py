"""The facts about one partner, and what is missing, by hand."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard import profile
from dashboard.release import Release
from dashboard.selection import Choice
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


def covered(*rows) -> Release:
    """A release of nothing but coverage: rows of table, partner, year, part, status, reason."""
    columns = ["table", "partner", "year", "part", "status", "reason"]
    coverage = pd.DataFrame(rows, columns=columns).astype({"year": "int64"})
    return Release(id="", time="", tables={"coverage": coverage}, package={}, facts={})


def missing(year, **other):
    row = {"table": "gdp", "partner": "AFG", "year": year, "part": None, "status": "missing", "reason": "not given"}
    return tuple((row | other).values())


def spans_of(*rows):
    return list(profile.spans(covered(*rows))["years"])


def test_consecutive_years_of_one_reason_are_one_span():
    assert spans_of(missing(1990), missing(1991), missing(1992)) == ["1990–1992"]


def test_a_year_alone_is_itself():
    assert spans_of(missing(1990)) == ["1990"]


def test_a_gap_in_the_years_parts_spans():
    assert spans_of(missing(1990), missing(1991), missing(1993)) == ["1990–1991", "1993"]


def test_years_in_any_order_join():
    assert spans_of(missing(1992), missing(1990), missing(1991)) == ["1990–1992"]


@pytest.mark.parametrize(
    "other", [{"partner": "IND"}, {"table": "visits"}, {"part": "export"}, {"status": "partial"}, {"reason": "war"}]
)
def test_spans_of_another_kind_stay_apart(other):
    assert sorted(spans_of(missing(1990), missing(1991, **other))) == ["1990", "1991"]


def test_a_complete_year_is_no_gap_and_parts_those_around_it():
    rows = profile.spans(covered(missing(1990), missing(1991, status="complete"), missing(1992)))
    assert list(rows["years"]) == ["1990", "1992"]


def test_nothing_missing_gives_no_rows():
    assert spans_of(missing(1990, status="complete")) == []


def test_the_spans_of_one_partner_are_its_own():
    rows = profile.spans(covered(missing(1990), missing(1990, partner="IND")), "IND")
    assert list(rows["partner"]) == ["IND"]


def test_a_partner_is_named_with_its_last_value_and_its_shares(release):
    known = profile.profile(release, "CHN", Choice())
    assert (known.name, known.region) == ("China", "East")
    latest = known.facts[0]
    assert "$225\u00a0bn" in latest  # 110 + 115
    assert "2024" in latest
    assert "33%" in latest  # of 430 + 270 less the impossible 10
    assert "2.2%" in latest  # of 10,000 in 2023, where its GDP ends


def test_the_facts_follow_flow_and_basis(release):
    latest = profile.profile(release, "CHN", Choice(flow="export", basis="mirror")).facts[0]
    assert "$130\u00a0bn" in latest


def test_a_partner_says_whether_it_is_on_the_list_of_unfriendly_states(release):
    assert any("since 2022-03-05" in fact or "2022" in fact for fact in profile.profile(release, "JPN", Choice()).facts)
    assert any("Not on" in fact for fact in profile.profile(release, "CHN", Choice()).facts)


def test_a_partner_names_its_forums(release):
    facts = " ".join(profile.profile(release, "IND", Choice()).facts)
    for forum in ("BRICS", "EAS", "SCO"):
        assert forum in facts
    assert "APEC" not in facts


def test_a_partner_without_figures_still_has_a_profile(release):
    known = profile.profile(release, "BTN", Choice())
    assert known.name == "Bhutan"
    assert len(known.sources) == 0
    assert len(known.gaps) > 0


def test_every_sources_value_is_kept_newest_year_first(release):
    sources = profile.profile(release, "KAZ", Choice()).sources
    assert sources["year"].is_monotonic_decreasing
    of_2018 = sources[(sources["year"] == 2018) & (sources["flow"] == "export")]
    assert set(of_2018["source"]) == {"fcs_cis", "imf_imts", "kazstat", "wits_top5"}
    assert "known_bad" in set(sources["quality"])  # listed, never drawn


def test_announced_totals_list_those_too_that_no_chart_carries(release):
    assert len(profile.profile(release, "JPN", Choice()).announced) == 1  # superseded
    assert len(profile.profile(release, "PRK", Choice()).announced) == 1  # weak
