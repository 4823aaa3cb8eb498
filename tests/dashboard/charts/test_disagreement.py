"""Disagreement: every figure with a shape of its kind, its multiple of the lowest, the ratio in words."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import disagreement as chart
from dashboard.release import Release
from dashboard.selection import Choice
from dashboard.theme import MODES, TOKENS, Mode
from tests.dashboard.charts.drawn import WIDTHS, changed, named_data, svg, text
from tests.dashboard.loaded import loaded
from tests.small_archive import usd


@pytest.fixture(scope="module")
def release(small_release_dir: Path) -> Release:
    """China 2021: 130 by Russia (two sources), 134 by China; 2024: estimate 225, China 246, announced 240 and 245."""
    return loaded(small_release_dir)


def with_headline(release: Release, partner: str, period: str, billions: float, who: str = "Minister") -> Release:
    """The release with one more announced turnover."""
    table = release.table("headline_trade")
    kind = "fiscal_year" if period.startswith("FY") else "year"
    row = {"partner": partner, "period": period, "turnover_usd": usd(billions), "who_reported": who}
    row |= {"grade": "primary_or_wire", "period_kind": kind, "source_url": "https://example.org/x"}
    return changed(release, headline_trade=pd.concat([table, pd.DataFrame([row])], ignore_index=True))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", MODES)
def test_the_picture_holds_title_release_ratio_and_key(release: Release, mode: Mode, width: int) -> None:
    shown = text(svg(chart.draw, chart.content(release, Choice()), release, mode, width))
    for word in ("Sources disagree most on China in 2021", release.id, "+3%", "reported by the partner", "lowest"):
        assert word in shown


def test_every_dataset_of_the_picture_is_there_even_with_nothing_to_show(release: Release) -> None:
    asked = named_data(chart.draw("light"))
    for choice in (Choice(), Choice(last=2003), Choice(partners=("BTN",))):
        assert asked == set(chart.content(release, choice).frames)


def test_the_title_holds_against_the_table(release: Release) -> None:
    filled = chart.content(release, Choice())
    assert filled.title == "Sources disagree most on China in 2021: from $130\u00a0bn to $134\u00a0bn (+3%)"
    ratios = filled.table.groupby("partner")["highest_over_lowest"].first()
    assert ratios.idxmax() == "CHN"
    assert ratios["CHN"] == pytest.approx(134 / 130)


def test_the_title_names_another_partner_when_its_sources_are_wider_apart(release: Release) -> None:
    filled = chart.content(with_headline(release, "VNM", "2021", 10), Choice())
    assert filled.title == "Sources disagree most on Vietnam in 2021: from $5\u00a0bn to $10\u00a0bn (×2)"
    assert filled.frames["rows"]["partner"].tolist() == ["VNM", "CHN"]


def test_the_title_is_neutral_where_nobody_disagrees(release: Release) -> None:
    filled = chart.content(release, Choice(partners=("JPN",)))
    assert filled.title == "What sources say of trade with Russia in 2021"
    assert filled.quote == filled.check == ""


def test_title_and_quote_speak_of_the_chosen_partner(release: Release) -> None:
    wide = with_headline(release, "VNM", "2021", 10)
    filled = chart.content(wide, Choice(partners=("CHN",)))
    assert filled.title.startswith("On China in 2021 sources run from")
    assert filled.quote.startswith("China")


def test_chosen_partners_are_always_shown_and_accented(release: Release) -> None:
    rows = chart.content(release, Choice(partners=("JPN", "BTN"))).frames["rows"].set_index("partner")
    assert rows["chosen"].to_dict() == {"CHN": False, "JPN": True, "BTN": True}
    assert rows["times"].to_dict() == {"CHN": "+3%", "JPN": "the same", "BTN": "no figure"}


@pytest.mark.parametrize("mode", MODES)
def test_only_the_chosen_partner_is_in_the_accent_colour(release: Release, mode: Mode) -> None:
    accent = TOKENS[mode].accent
    assert accent not in svg(chart.draw, chart.content(release, Choice()), release, mode, 760)
    assert accent in svg(chart.draw, chart.content(release, Choice(partners=("CHN",))), release, mode, 760)


def test_every_kind_stands_apart_as_a_multiple_of_the_lowest(release: Release) -> None:
    dots = chart.content(release, Choice(last=2024)).frames["dots"].query("partner == 'CHN'")
    found = {(kind, round(at * 225)) for kind, at in zip(dots["kind"], dots["at"], strict=True)}
    assert found == {("estimate", 225), ("mirror", 246), ("announced_partner", 240), ("announced_partner", 245)}
    assert dots["at"].min() == pytest.approx(1)


def test_flow_and_year_follow_the_choice(release: Release) -> None:
    table = chart.content(release, Choice(flow="export", last=2018)).table.query("partner == 'CHN'")
    assert sorted(table["value_usd"].unique()) == [usd(48), usd(51)]
    assert set(table["period"]) == {"2018"}


def test_a_fiscal_year_is_pale_and_outside_the_ratio(release: Release) -> None:
    plain = with_headline(release, "IND", "2021", 13)
    filled = chart.content(with_headline(plain, "IND", "FY2021-22", 40), Choice())
    dots = filled.frames["dots"].query("partner == 'IND'")
    assert dots.loc[dots["fiscal"], "at"].tolist() == [pytest.approx(40 / 12)]
    assert filled.frames["rows"].set_index("partner").loc["IND", "ratio"] == pytest.approx(13 / 12)


def test_a_suspect_figure_is_marked_where_it_is_shown_and_before_print(release: Release) -> None:
    trade = release.table("trade_annual")
    hit = trade["partner"].eq("CHN") & trade["year"].eq(2021) & trade["source"].eq("comtrade")
    doubtful = changed(release, trade_annual=trade.assign(quality=trade["quality"].mask(hit, "suspect")))
    filled = chart.content(doubtful, Choice())
    assert filled.title.endswith("(+3%?)")
    assert filled.frames["rows"]["times"].iloc[0] == "+3%?"
    assert filled.frames["dots"]["suspect"].sum() == 1
    assert "suspect" in filled.check


def test_the_quote_names_both_ends_their_kind_and_source(release: Release) -> None:
    quote = chart.content(release, Choice()).quote
    for word in (
        "2021",
        "$130\u00a0bn, reported by Russia",
        "$134\u00a0bn, reported by the partner",
        "Publisher of comtrade",
    ):
        assert word in quote
    estimate = chart.content(release, Choice(last=2024))
    assert "an estimate" in estimate.check


def test_the_empty_picture_says_whether_figures_are_missing_or_agree(release: Release) -> None:
    assert chart.content(release, Choice(last=2003)).empty == (
        "No source has a figure of these partners’ trade with Russia for 2003."
    )
    trade = release.table("trade_annual")
    agreed = changed(release, trade_annual=trade[trade["source"] != "comtrade"])
    assert chart.content(agreed, Choice()).empty == "For 2021 no partner here has two sources that differ."
    assert chart.content(release, Choice()).empty == ""


def test_the_table_holds_every_figure_of_the_chosen_asia(release: Release) -> None:
    table = chart.content(release, Choice(asia="wide")).table
    assert {"CHN", "IND", "JPN", "VNM", "KAZ", "TUR"} <= set(table["partner"])
    assert len(table[table["partner"] == "CHN"]) == 3


def test_ticks_suit_how_far_apart_the_figures_are(release: Release) -> None:
    labels = [
        chart.content(with_headline(release, "VNM", "2021", b), Choice()).frames["scale"]["label"] for b in (7, 12, 90)
    ]
    assert [list(one[one != ""]) for one in labels] == [
        ["lowest", "×1.1", "×1.2", "×1.3", "×1.4"],
        ["lowest", "×1.5", "×2"],
        ["lowest", "×2", "×5", "×10"],
    ]
