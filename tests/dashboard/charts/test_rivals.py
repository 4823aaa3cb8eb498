"""Rivals: one source and reporter a line, announced totals apart, the US's rank and Russia's part in the title."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import rivals as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded
from tests.small_archive import usd

TITLE = "Vietnam’s trade in 2018: China first, the United States second of those listed; Russia’s part 1.0%"


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """Vietnam 2018, both ways: US 60, China 100, EU 54, Japan 40, all 490; Russia has one year, Russian customs 16."""
    return loaded(small_release_dir)


def with_own(release: Release, counterpart: str, billions: float, *, source: str | None = None) -> Release:
    """The release with another value of each of Vietnam's flows with a counterpart, and perhaps another source."""
    table = release.table("partner_world_trade")
    hit = table["partner"].eq("VNM") & table["counterpart"].eq(counterpart) & table["year"].eq(2018)
    values = table["value_usd"].mask(hit, usd(billions))
    sources = table["source"] if source is None else table["source"].mask(hit, source)
    return changed(release, partner_world_trade=table.assign(value_usd=values, source=sources))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_and_all_four(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, Choice()), release, mode, width))
    for word in ("Vietnam’s trade in 2018", release.id, "China", "United States", "EU", "Russia", "estimates"):
        assert word in shown


@pytest.mark.parametrize("partner", ["VNM", "IND", "PRK", "BTN", "CHN"])
def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release, partner: str) -> None:
    assert named_data(chart.draw("light")) == set(chart.content(release, Choice(partners=(partner,))).frames)


def test_vietnam_reads_first_and_a_chosen_partner_takes_its_place(release: Release) -> None:
    assert chart.content(release, Choice()).title == TITLE
    assert chart.content(release, Choice(partners=("IND", "VNM"))).title.startswith("India’s trade")


def test_the_title_holds_against_the_table(release: Release) -> None:
    table = chart.content(release, Choice()).table
    year = table[(table["year"] == 2018) & (table["kind"] == "statistics")].set_index("counterpart")["value_usd"]
    assert year["CHN"] == usd(100)
    assert year["USA"] == usd(60)
    assert year["RUS"] / usd(490) * 100 == pytest.approx(1.02, abs=0.01)


def test_the_title_turns_when_the_united_states_lead(release: Release) -> None:
    title = chart.content(with_own(release, "USA", 90), Choice()).title
    assert title == "Vietnam’s trade in 2018: the United States first of those listed; Russia’s part 1.0%"


def test_without_a_common_year_the_title_is_neutral_and_nothing_is_quoted(release: Release) -> None:
    table = release.table("partner_world_trade")
    apart = changed(release, partner_world_trade=table[table["counterpart"] != "USA"])
    filled = chart.content(apart, Choice())
    assert filled.title == "Vietnam: trade with Russia, the United States, China and the EU"
    assert filled.quote == filled.check == ""
    assert filled.frames["when"].empty


def test_a_long_list_of_counterparts_needs_no_proviso(release: Release) -> None:
    table = release.table("partner_world_trade")
    own = table["partner"].eq("VNM") & table["year"].eq(2018)
    full = changed(release, partner_world_trade=table.assign(source=table["source"].mask(own, "kazstat")))
    filled = chart.content(full, Choice())
    assert "of those listed" not in filled.title
    assert "five largest" not in filled.check


def test_what_russia_exports_is_set_against_what_the_partner_imports(release: Release) -> None:
    filled = chart.content(release, Choice(flow="export"))
    assert filled.title.startswith("Vietnam’s imports in 2018: China first, the United States")
    table = filled.table
    china = table[(table["counterpart"] == "CHN") & (table["year"] == 2018)]
    assert china["value_usd"].tolist() == [usd(60)]
    russia = table[(table["counterpart"] == "RUS") & (table["kind"] == "statistics") & (table["year"] == 2018)]
    assert russia["value_usd"].tolist() == [usd(2)]


def test_russias_own_count_stands_in_where_the_partner_has_no_line_and_is_named(release: Release) -> None:
    filled = chart.content(release, Choice())
    russia = filled.table[(filled.table["counterpart"] == "RUS") & (filled.table["kind"] == "statistics")]
    assert set(russia["whose_count"]) == {"RUS"}
    assert filled.frames["heads"]["label"].tolist() == ["Russia’s count, own scale (shaded: estimates)"]
    assert "Russia’s count" in filled.source
    assert "Russia’s count against Vietnam’s total" in filled.check


def test_the_partners_own_count_of_russia_comes_first_where_it_has_a_line(release: Release) -> None:
    table = release.table("partner_world_trade")
    own = table[table["partner"].eq("VNM") & table["counterpart"].eq("RUS")]
    years = [table, *(own.assign(year=year) for year in range(2009, 2018))]
    later = changed(release, partner_world_trade=pd.concat(years, ignore_index=True))
    filled = chart.content(later, Choice())
    russia = filled.table[(filled.table["counterpart"] == "RUS") & (filled.table["kind"] == "statistics")]
    assert russia["value_usd"].tolist() == [usd(4.5)] * 10
    assert set(russia["whose_count"]) == {"VNM"}
    assert filled.title.endswith("Russia’s part 0.9%")
    assert "Russia’s count" not in filled.check


def test_one_source_and_reporter_a_line_and_none_across_the_break(release: Release) -> None:
    filled = chart.content(release, Choice())
    lines = filled.frames["lines"].merge(
        filled.table[filled.table["kind"] == "statistics"][["counterpart", "year", "source", "reporter"]],
        on=["counterpart", "year"],
    )
    assert len(lines) == len(filled.frames["lines"])
    for _group, rows in lines.groupby("group"):
        assert rows["counterpart"].nunique() == rows["source"].nunique() == rows["reporter"].nunique() == 1
        assert rows["year"].max() < 2022 or rows["year"].min() >= 2022


def test_announced_totals_carry_on_apart_from_the_lines(release: Release) -> None:
    filled = chart.content(release, Choice())
    told = filled.table[filled.table["kind"] == "announced"].set_index("counterpart")
    assert told.loc["USA", ["year", "value_usd"]].tolist() == [2024, usd(135)]
    assert set(filled.frames["told"]["side"]) <= {"partner", "counterpart"}
    assert filled.frames["lines"].query("counterpart == 'USA'")["year"].max() == 2018
    names = filled.frames["names"].set_index("counterpart")["label"]
    assert names["USA"] == "United States|$135\u00a0bn in 2024,|announced"


def test_small_russia_gets_a_scale_of_its_own_and_large_russia_does_not(release: Release) -> None:
    apart, together = chart.content(release, Choice()), chart.content(with_own(release, "CHN", 5), Choice())
    assert len(apart.frames["heads"]) == 1
    assert apart.frames["grid"]["zero"].sum() == 2
    few = chart.content(release, Choice(partners=("PRK",)))
    assert few.frames["heads"].empty
    assert few.frames["grid"]["zero"].sum() == 1
    for frames in (apart.frames, together.frames, few.frames):
        assert frames["lines"]["at"].between(0, 1).all()


def test_the_quote_holds_numbers_year_source_and_whose_count(release: Release) -> None:
    quote = chart.content(release, Choice()).quote
    for word in (
        "2018",
        "China $100\u00a0bn",
        "the United States $60\u00a0bn",
        "Publisher of wits_top5",
        "Russia’s count",
        "1.0%",
    ):
        assert word in quote


def test_estimates_stand_on_their_ground_and_suspect_figures_are_marked(release: Release) -> None:
    filled = chart.content(release, Choice())
    assert filled.frames["ground"]["year"].tolist() == [2021.5]
    assert chart.content(release, Choice(partners=("IND",))).frames["ground"]["label"].tolist() == ["estimates"]
    assert chart.content(release, Choice(last=2020)).frames["ground"].empty
    trade = release.table("trade_annual")
    hit = trade["partner"].eq("VNM") & trade["year"].eq(2024)
    doubtful = changed(release, trade_annual=trade.assign(quality=trade["quality"].mask(hit, "suspect")))
    frames = chart.content(doubtful, Choice(last=2024)).frames
    assert frames["lines"].query("year == 2024")["quality"].tolist() == ["suspect"]
    assert "$4\u00a0bn?" in frames["names"].set_index("counterpart")["label"]["RUS"]


def test_a_partner_without_any_figure_says_so(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("BTN",)))
    assert filled.empty.startswith("No source here has a figure of Bhutan’s two-way goods trade")
    assert chart.content(release, Choice()).empty == ""


def test_a_comparison_of_long_ago_is_no_finding(release: Release) -> None:
    table = release.table("partner_world_trade")
    old = table.assign(year=table["year"].mask(table["year"].eq(2018), 2010))
    filled = chart.content(changed(release, partner_world_trade=old), Choice())
    assert filled.title == "Vietnam: trade with Russia, the United States, China and the EU"
    assert filled.frames["lines"].query("counterpart == 'USA'")["year"].tolist() == [2010]


def test_years_limit_what_is_shown_and_compared(release: Release) -> None:
    filled = chart.content(release, Choice(first=2010, last=2017))
    assert filled.frames["lines"]["year"].between(2010, 2017).all()
    assert filled.frames["when"].empty


def test_a_mark_gives_the_partner_the_picture_is_about(release: Release) -> None:
    frames = chart.content(release, Choice(partners=("IND",))).frames
    for name in ("lines", "told"):
        assert set(frames[name]["partner"]) == {"IND"}
        assert frames[name]["aria"].str.startswith("India with").all()


@pytest.mark.parametrize("mode", MODES)
def test_powers_have_their_colours_and_the_partner_no_accent(release: Release, mode: Mode) -> None:
    picture = svg(chart.draw, chart.content(release, Choice(partners=("VNM",))), release, mode, 760)
    t = TOKENS[mode]
    for colour in (t.rus, t.usa, t.chn):
        assert colour in picture
    assert t.accent not in picture
