import pandas as pd
import pytest

from dashboard.measures import cells

from .tables import both, cell, mirror, one, trade


def test_usable_leaves_out_known_bad_rows():
    kept = cells.usable(trade(cell("KAZ", 2010, "export", 5, quality="known_bad"), cell("KAZ", 2011, "export", 7)))
    assert kept["year"].tolist() == [2011]


def test_usable_leaves_out_rows_without_a_value():
    assert cells.usable(trade(cell("VNM", 2018, "export", None))).empty


def test_usable_keeps_suspect_rows_with_their_note():
    row = one(cells.usable(trade(cell("VNM", 2018, "export", 5, quality="suspect", note="runs high"))))
    assert (row["quality"], row["note"]) == ("suspect", "runs high")


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, ""])
def test_a_missing_note_comes_out_as_empty_text(missing):
    assert one(cells.usable(trade(cell("VNM", 2018, "export", 5, note=missing))))["note"] == ""


def test_usable_names_the_columns_a_frame_lacks():
    with pytest.raises(ValueError, match="lacks reporter, basis"):
        cells.usable(trade(cell("VNM", 2018, "export", 5)).drop(columns=["reporter", "basis"]))


def test_usable_does_not_change_the_frame_it_is_given():
    table = trade(cell("VNM", 2018, "export", 5))
    before = table.copy(deep=True)
    cells.usable(table)
    pd.testing.assert_frame_equal(table, before)


def test_a_flow_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="flow is 'exports'; choose one of export, import, turnover"):
        cells.single_reporter_values(trade(cell("VNM", 2018, "export", 5)), "exports")


def test_every_source_of_a_cell_is_given_best_first():
    table = trade(
        mirror("CHN", 2018, "import", 12),
        cell("CHN", 2018, "import", 11, "imf_imts"),
        cell("CHN", 2018, "import", 10, "fcs"),
    )
    values = cells.single_reporter_values(table, "import")
    assert values["source"].tolist() == ["fcs", "imf_imts", "comtrade"]
    assert values["rank"].is_monotonic_increasing


@pytest.mark.parametrize("source", cells.NEVER)
def test_atlas_sources_are_left_out(source):
    assert cells.single_reporter_values(trade(mirror("DEU", 2010, "export", 5, source)), "export").empty


def test_a_sum_over_several_reporters_has_no_reporter_and_is_left_out():
    table = trade(cell("WLD", 2001, "export", 5, "cow4", reporter=None, basis="estimate"))
    assert cells.single_reporter_values(table, "export").empty


@pytest.mark.parametrize("source", cells.LONE_POINTS)
def test_lone_points_are_given_without_a_rank(source):
    row = one(cells.single_reporter_values(trade(cell("VNM", 2001, "export", 5, source)), "export"))
    assert pd.isna(row["rank"])


def test_turnover_is_the_sum_of_both_flows_of_one_source():
    row = one(cells.single_reporter_values(trade(both("VNM", 2018, 2, 3)), "turnover"))
    assert (row["value_usd"], row["source"]) == (5, "fcs")  # 2 + 3


def test_turnover_with_one_flow_only_is_missing():
    assert cells.single_reporter_values(trade(cell("PRK", 2021, "import", 3)), "turnover").empty


def test_turnover_is_never_formed_across_reporters():
    table = trade(cell("KAZ", 2018, "export", 2), mirror("KAZ", 2018, "import", 3, "kazstat"))
    assert cells.single_reporter_values(table, "turnover").empty


def test_turnover_is_never_formed_across_bases_of_one_reporter():
    table = trade(cell("VNM", 2022, "export", 2, basis="reported"), cell("VNM", 2022, "import", 3, basis="estimate"))
    assert cells.single_reporter_values(table, "turnover").empty


@pytest.mark.parametrize("better", ["export", "import"])
def test_turnover_of_two_sources_of_one_reporter_names_both_preferred_first(better):
    worse = "import" if better == "export" else "export"
    table = trade(cell("VNM", 2018, better, 2, "fcs"), cell("VNM", 2018, worse, 3, "imf_imts"))
    row = one(cells.single_reporter_values(table, "turnover"))
    assert (row["value_usd"], row["source"]) == (5, "fcs + imf_imts")  # 2 + 3


def test_a_pair_of_two_sources_has_the_worse_rank_of_the_two():
    table = trade(cell("VNM", 2018, "export", 2, "fcs"), cell("VNM", 2018, "import", 3, "imf_imts"))
    pair = one(cells.single_reporter_values(table, "turnover"))
    alone = one(cells.single_reporter_values(trade(cell("VNM", 2018, "import", 3, "imf_imts")), "import"))
    assert pair["rank"] == alone["rank"]


def test_a_pair_of_preferred_sources_comes_before_the_worse_source_alone():
    # fcs has exports only, imf_imts both: 2 + 30 of the two preferred sources, then 20 + 30 of imf_imts itself.
    table = trade(cell("VNM", 2018, "export", 2, "fcs"), both("VNM", 2018, 20, 30, "imf_imts"))
    values = cells.single_reporter_values(table, "turnover")
    assert values["value_usd"].tolist() == [32, 50]
    assert values["source"].tolist() == ["fcs + imf_imts", "imf_imts"]


def test_of_pairs_with_the_same_rank_the_one_with_the_better_other_part_comes_first():
    # Both pairs are as good as comtrade; the first has exports of the IMF's mirror, which is preferred.
    table = trade(
        mirror("CHN", 2018, "export", 2, "imf_imts_mirror"),
        mirror("CHN", 2018, "export", 20, "comtrade"),
        mirror("CHN", 2018, "import", 30, "comtrade"),
    )
    values = cells.single_reporter_values(table, "turnover")
    assert values["source"].tolist() == ["imf_imts_mirror + comtrade", "comtrade"]


def test_turnover_is_not_formed_of_a_preferred_source_and_a_lone_point():
    table = trade(cell("VNM", 2001, "export", 2, "wits_top5"), cell("VNM", 2001, "import", 3, "cow4"))
    assert cells.single_reporter_values(table, "turnover").empty


def test_two_sources_with_both_flows_give_two_turnovers_and_no_mixture():
    values = cells.single_reporter_values(
        trade(both("VNM", 2018, 2, 3), both("VNM", 2018, 20, 30, "imf_imts")), "turnover"
    )
    assert dict(zip(values["source"], values["value_usd"], strict=True)) == {"fcs": 5, "imf_imts": 50}


def test_turnover_is_suspect_when_one_flow_is():
    table = trade(cell("VNM", 2018, "export", 2), cell("VNM", 2018, "import", 3, quality="suspect", note="high"))
    row = one(cells.single_reporter_values(table, "turnover"))
    assert (row["quality"], row["note"]) == ("suspect", "high")


def test_turnover_carries_the_notes_of_both_flows_once_each():
    table = trade(cell("VNM", 2018, "export", 2, note="low"), cell("VNM", 2018, "import", 3, note="high"))
    assert one(cells.single_reporter_values(table, "turnover"))["note"] == "low; high"
    assert one(cells.single_reporter_values(trade(both("VNM", 2018, 2, 3, note="low")), "turnover"))["note"] == "low"


def test_turnover_carries_the_weaker_method():
    table = trade(cell("VNM", 2018, "export", 2, method="derived"), cell("VNM", 2018, "import", 3, method="direct"))
    assert one(cells.single_reporter_values(table, "turnover"))["method"] == "derived"


def test_turnover_skips_a_known_bad_flow():
    table = trade(cell("UZB", 2023, "export", 2, quality="known_bad"), cell("UZB", 2023, "import", 3))
    assert cells.single_reporter_values(table, "turnover").empty


def test_worst_takes_the_later_of_two_labels():
    left = pd.Series(["ok", "ok", "suspect", "suspect"])
    right = pd.Series(["ok", "suspect", "ok", "suspect"])
    assert cells.worst(left, right, cells.QUALITIES).tolist() == ["ok", "suspect", "suspect", "suspect"]


def test_a_table_with_the_other_flow_alone_gives_nothing():
    assert cells.single_reporter_values(trade(cell("PRK", 2021, "import", 3)), "export").empty


@pytest.mark.parametrize("flow", cells.FLOWS)
def test_an_empty_table_gives_an_empty_frame_with_its_columns(flow):
    values = cells.single_reporter_values(trade(), flow)
    assert values.empty
    assert values.columns.tolist() == [*cells.CELL_COLUMNS, "rank"]
