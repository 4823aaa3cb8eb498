"""The event study as a picture: the claim's own estimates against their draws, and the years before as a check."""

from math import expm1
from pathlib import Path

import pytest

from dashboard.charts import placebo as chart
from dashboard.claims.ledger import verdict
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    return loaded(small_release_dir)


@pytest.fixture(scope="module")
def without_visits(release: Release) -> Release:
    return changed(release, visits=release.table("visits").iloc[:0])


def test_each_line_shows_the_claims_estimate_and_draws_in_percent(release: Release):
    table = chart.content(release, Choice()).table
    main = table[table["what"].eq("")].set_index(["flow", "asia"])
    for reading, found in verdict(release, chart.CLAIM_ID).readings:
        row = main.loc[(reading["flow"], reading["asia"])]
        assert row["estimate_pct"] == pytest.approx(found.value)
        assert row["low_pct"] == pytest.approx(found.interval.low)
        assert row["high_pct"] == pytest.approx(found.interval.high)
        assert row["p_adjusted"] == found.facts["p_adjusted"]


def test_the_years_before_are_shown_where_they_have_an_answer(release: Release):
    table = chart.content(release, Choice()).table.set_index(["flow", "asia", "what"])
    for reading, found in verdict(release, chart.CLAIM_ID).readings:
        for lead in ("lead_1", "lead_2"):
            key = (reading["flow"], reading["asia"], lead)
            assert (key in table.index) == (found.facts[lead] is not None)
            if key in table.index:
                assert table.loc[key, "estimate_pct"] == pytest.approx(expm1(found.facts[lead]) * 100)


def test_a_dot_is_full_where_it_lies_outside_its_draws(release: Release):
    marks = chart.content(release, Choice()).frames["estimates"]
    outside = (marks["estimate_pct"] < marks["low_pct"]) | (marks["estimate_pct"] > marks["high_pct"])
    assert list(marks["inside"]) == list(~outside)


def test_the_title_says_no_effect_where_every_line_lies_within_its_draws(release: Release):
    filled = chart.content(release, Choice())
    main = filled.table[filled.table["what"].eq("")]
    assert main["inside"].all()
    assert filled.title == "No effect seen: trade around the president’s visits lies within chance on all 6 lines"


def test_the_scale_holds_no_change_and_every_bar(release: Release):
    frames = chart.content(release, Choice()).frames
    ticks, marks = frames["scale"]["at"], frames["estimates"]
    assert 0 in set(ticks)
    assert ticks.min() <= marks["low_pct"].min()
    assert ticks.max() >= marks["high_pct"].max()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_lines_and_release(release: Release, mode: Mode, width: int):
    filled = chart.content(release, Choice())
    shown = text(svg(chart.draw, filled, release, mode, width))
    assert filled.title in shown
    assert release.id in shown
    for word in ("Turnover, core", "Imports, all Asia", "1 year before", "2 years before"):
        assert word in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release, without_visits: Release):
    asked = named_data(chart.draw("light"))
    assert asked == set(chart.content(release, Choice()).frames)
    assert asked == set(chart.content(without_visits, Choice()).frames)


def test_without_visits_it_says_what_is_missing_and_quotes_nothing(without_visits: Release):
    filled = chart.content(without_visits, Choice())
    assert filled.empty == verdict(without_visits, chart.CLAIM_ID).default.missing
    assert filled.empty
    assert filled.quote == ""
