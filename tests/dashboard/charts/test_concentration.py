"""Concentration: China's share on constant sets, the Herfindahl index, the naive line and the reason for its jump."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import concentration as chart
from dashboard.charts import constant_sets
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """Core: China, India, Japan, Vietnam have every year; Kazakhstan (in the wider ones) has none in 2024."""
    return loaded(small_release_dir)


def with_trade(release: Release, partner: str, years: range, factor: float) -> Release:
    """The release with all values of a partner in some years multiplied."""
    trade = release.table("trade_annual")
    hit = trade["partner"].eq(partner) & trade["year"].isin(years)
    return changed(
        release, trade_annual=trade.assign(value_usd=trade["value_usd"].mask(hit, trade["value_usd"] * factor))
    )


def without(release: Release, partner: str, years: range) -> Release:
    """The release without a partner in some years."""
    trade = release.table("trade_annual")
    hit = trade["partner"].eq(partner) & trade["year"].isin(years)
    return changed(release, trade_annual=trade[~hit])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_and_both_bands(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, Choice()), release, mode, width))
    assert "China rose from 68%" in shown
    assert release.id in shown
    assert "Herfindahl index" in shown
    assert "estimates" in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for changed_release in (release, without(release, "CHN", range(1990, 2030))):
        assert asked == set(chart.content(changed_release, Choice()).frames)


def test_the_title_compares_the_first_and_last_year_of_the_full_line_of_the_table(release: Release) -> None:
    filled = chart.content(release, Choice())
    full = filled.table[filled.table["line"] == "full"].set_index("year")
    # 2016: China 45 + 55 of 147; 2024: 110 + 115 of 305.
    assert full.loc[2016, "china_share_pct"] == pytest.approx(100 / 147 * 100)
    assert full.loc[2024, "china_share_pct"] == pytest.approx(225 / 305 * 100)
    assert filled.title == "China rose from 68% of Russia’s trade with Core Asia in 2016 to 74% in 2024 by estimates"


def test_the_title_turns_when_china_falls_and_is_neutral_when_it_stands(release: Release) -> None:
    fallen = chart.content(with_trade(release, "CHN", range(2022, 2025), 0.3), Choice())
    assert fallen.title.startswith("China fell from 68%")
    # 130 of 177 in 2021; a little less of China makes the share of 2022 nearly the same.
    level = chart.content(with_trade(release, "CHN", range(2022, 2023), 0.93), Choice(first=2021, last=2022))
    assert level.title.startswith("China: 73% of Russia’s trade with Core Asia in 2021, 73% in 2022")
    one_year = chart.content(release, Choice(first=2030, last=2031))
    assert one_year.title == "China’s share of Russia’s trade with Core Asia"


def test_years_before_2016_are_compared_on_the_long_line(release: Release) -> None:
    filled = chart.content(release, Choice(first=2006, last=2021))
    long = filled.table[filled.table["line"] == "long"].set_index("year")
    assert long.loc[2006, "china_share_pct"] == pytest.approx(40 / 87 * 100)
    assert filled.title == "China rose from 46% of Russia’s trade with Core Asia in 2006 to 73% in 2021"
    assert filled.check == ""


def test_the_index_is_that_of_the_set_and_reads_as_equal_partners(release: Release) -> None:
    filled = chart.content(release, Choice())
    full = filled.table[filled.table["line"] == "full"].set_index("year")
    shares = [225 / 305, 67 / 305, 9 / 305, 4 / 305]
    index = sum(s * s for s in shares)
    assert full.loc[2024, "herfindahl"] == pytest.approx(index)
    names = filled.frames["names"].set_index("kind")["label"]
    assert names["index"] == f"{index:.2f} in 2024: as|{1 / index:.1f} equal partners"


def test_no_line_is_joined_across_the_break_or_across_sets(release: Release) -> None:
    lines = chart.content(release, Choice()).frames["lines"]
    for _group, rows in lines.groupby("group"):
        assert rows["line"].nunique() == rows["band"].nunique() == rows["basis"].nunique() == 1
        assert rows["year"].max() < 2022 or rows["year"].min() >= 2022


def test_a_line_ends_in_the_last_publishable_year_while_the_naive_one_runs_on(release: Release) -> None:
    filled = chart.content(release, Choice(asia="core_central"))
    assert filled.frames["lines"]["year"].max() == 2023
    assert filled.frames["naive"]["year"].max() == 2024
    assert "in 2023" in filled.title


def test_the_note_names_who_drops_out_and_what_the_same_partners_say(release: Release) -> None:
    note = chart.content(release, Choice(asia="core_central")).frames["note"]["label"].iloc[0].replace("|", " ")
    # 2023: 220 of 323; 2024 without Kazakhstan 225 of 305; the same four: 220 of 298, then 225 of 305.
    assert "jumps in 2024 as Kazakhstan drops out" in note
    assert f"+{(225 / 305 - 220 / 323) * 100:.1f} points" in note
    assert f"same partners −{abs(225 / 305 - 220 / 298) * 100:.1f}" in note
    calm = chart.content(release, Choice()).frames["note"]["label"].iloc[0]
    assert "jumps" not in calm
    assert "nearly the same" in calm


def test_the_long_line_is_left_out_where_its_set_holds_too_little(release: Release) -> None:
    assert "long" in set(chart.content(release, Choice()).table["line"])
    gone = without(release, "JPN", range(2010, 2011))
    filled = chart.content(gone, Choice())
    assert "long" not in set(filled.table["line"])
    assert "Thin" not in filled.how_to_read


def test_the_quote_holds_number_year_partners_and_source_without_a_question_mark(release: Release) -> None:
    quote = chart.content(release, Choice()).quote
    for word in ("74%", "2024", "4 partners", "Core Asia", "estimate", "Publisher of imf_imts"):
        assert word in quote
    assert "?" not in quote


def test_estimates_and_suspect_parts_are_a_reason_to_check(release: Release) -> None:
    assert chart.content(release, Choice()).check == "the share rests on estimates"
    trade = release.table("trade_annual")
    hit = trade["partner"].eq("IND") & trade["year"].eq(2024) & trade["source"].eq("imf_imts")
    doubtful = changed(release, trade_annual=trade.assign(quality=trade["quality"].mask(hit, "suspect")))
    filled = chart.content(doubtful, Choice())
    assert "suspect" in filled.check
    assert "74%?" in filled.title
    last = filled.frames["lines"].query("line == 'full' and year == 2024")
    assert set(last["quality"]) == {"suspect"}


def test_the_chosen_years_are_shaded_and_nothing_else_changes(release: Release) -> None:
    assert chart.content(release, Choice()).frames["window"].empty
    chosen = chart.content(release, Choice(first=2010, last=2020))
    assert chosen.frames["window"].to_dict("records") == [{"year": 2010.0, "end": 2020.0}]
    pd.testing.assert_frame_equal(chosen.frames["lines"], chart.content(release, Choice()).frames["lines"])


def test_without_figures_of_china_the_reader_is_told(release: Release) -> None:
    filled = chart.content(without(release, "CHN", range(1990, 2030)), Choice())
    assert filled.empty.startswith("No year has figures of China")
    assert filled.quote == ""


@pytest.mark.parametrize("mode", MODES)
def test_china_is_drawn_in_its_colour_and_the_naive_line_in_grey(release: Release, mode: Mode) -> None:
    picture = svg(chart.draw, chart.content(release, Choice(asia="wide")), release, mode, 760)
    assert TOKENS[mode].chn in picture
    assert f'stroke="{TOKENS[mode].ink3}"' in picture


def test_what_is_seen_is_computed_once_a_release(release: Release) -> None:
    assert constant_sets.seen(release, "core") is constant_sets.seen(release, "core")
