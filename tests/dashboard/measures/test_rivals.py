import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures.rivals import (
    AGAINST_COLUMNS,
    ANNOUNCED_COLUMNS,
    COLUMNS,
    EU_MEMBERS,
    PREFERENCE,
    against,
    announced_counterparts,
    counterparts,
    every_source,
    last_common_year,
)

from .tables import one

FIELDS = ["partner", "year", "counterpart", "flow", "value_usd", "source", "reporter", "basis", "note"]


def row(counterpart, flow, value, source="wits_top5", year=2018, **other):
    """Vietnam's trade as Vietnam reports it, unless told otherwise."""
    assert other.keys() <= set(FIELDS)
    fields = ("VNM", year, counterpart, flow, value, source, "VNM", "reported", None)
    return dict(zip(FIELDS, fields, strict=True)) | other


def pair(counterpart, exports, imports, source="wits_top5", year=2018, **other):
    return [
        row(counterpart, flow, value, source, year, **other)
        for flow, value in zip(FLOWS, (exports, imports), strict=True)
    ]


def mirrored(counterpart, flow, value, source="wits_shares", **other):
    return row(counterpart, flow, value, source, **({"reporter": counterpart, "basis": "derived"} | other))


FLOWS = ("export", "import")


def table(*rows):
    flat = [entry for part in rows for entry in (part if isinstance(part, list) else [part])]
    frame = pd.DataFrame(flat, columns=FIELDS)
    texts = [name for name in FIELDS if name not in {"year", "value_usd"}]
    return frame.astype({"year": "int64", "value_usd": "float64"} | dict.fromkeys(texts, "str"))


def values(frame):
    """The known values by counterpart."""
    known = frame[frame["value_usd"].notna()]
    return dict(zip(known["counterpart"], known["value_usd"], strict=True))


def test_a_turnover_is_both_flows_of_one_source_and_reporter():
    line = one(counterparts(table(pair("CHN", 10, 20)), "VNM"))
    assert (line["value_usd"], line["source"], line["reporter"], line["basis"]) == (30, "wits_top5", "VNM", "reported")
    assert line["complete"]


def test_one_flow_makes_no_turnover_but_is_said_to_be_incomplete():
    line = one(counterparts(table(row("RUS", "import", 20)), "VNM"))
    assert pd.isna(line["value_usd"])
    assert not line["complete"]
    assert (line["source"], line["basis"]) == ("wits_top5", "reported")


def test_two_sources_make_no_turnover_together():
    rows = [row("USA", "export", 10, "wits_top5"), row("USA", "import", 20, "wits_shares", basis="derived")]
    assert values(counterparts(table(*rows), "VNM")) == {}


def test_two_reporters_of_one_source_make_no_turnover_together():
    rows = [mirrored("CHN", "export", 10), row("CHN", "import", 20, "wits_shares", basis="derived")]
    assert values(counterparts(table(*rows), "VNM")) == {}


def test_a_turnover_of_a_published_and_a_derived_flow_is_derived():
    rows = [row("USA", "export", 10, "uzstat"), row("USA", "import", 20, "uzstat", basis="derived")]
    assert one(counterparts(table(*rows), "VNM"))["basis"] == "derived"


def test_a_single_flow_says_whether_its_source_has_the_other():
    frame = counterparts(table(pair("CHN", 10, 20), row("USA", "export", 5)), "VNM", "export")
    assert frame[["counterpart", "value_usd", "complete"]].to_numpy().tolist() == [["CHN", 10, True], ["USA", 5, False]]


def test_each_flow_is_the_partners_side():
    rows = table(pair("CHN", 10, 20))
    assert values(counterparts(rows, "VNM", "export")) == {"CHN": 10}
    assert values(counterparts(rows, "VNM", "import")) == {"CHN": 20}


def test_other_partners_are_left_out():
    assert counterparts(table(pair("CHN", 10, 20, partner="IND", reporter="IND")), "VNM").empty


def say(source, who, value):
    """A row by a source of the order and the side that reports; its values tell the places apart."""
    basis = "derived" if source == "wits_shares" else "reported" if who == "partner" else "mirror"
    return row("CHN", "export", value, source, reporter="VNM" if who == "partner" else "CHN", basis=basis)


@pytest.mark.parametrize("first", range(len(PREFERENCE)))
def test_the_best_source_of_those_there_is_taken(first):
    there = [say(source, who, place) for place, (source, who) in enumerate(PREFERENCE)][first:]
    assert values(counterparts(table(*reversed(there)), "VNM", "export")) == {"CHN": first}


def test_the_order_takes_the_partners_word_first_published_before_derived_and_single_years_last():
    assert PREFERENCE[:3] == (("kazstat", "partner"), ("uzstat", "partner"), ("kyrgyzstat", "partner"))
    assert PREFERENCE[3:6] == (("wits_top5", "partner"), ("wits_shares", "partner"), ("wits_shares", "counterpart"))
    assert {source for source, _ in PREFERENCE[6:]} == {"unctad_matrix", "cow4"}


def test_a_source_with_both_flows_comes_before_a_better_one_with_one():
    rows = [row("CHN", "export", 10, "wits_top5"), *pair("CHN", 1, 2, "unctad_matrix")]
    line = one(counterparts(table(*rows), "VNM"))
    assert (line["value_usd"], line["source"]) == (3, "unctad_matrix")


def test_a_source_outside_the_order_and_a_sum_over_reporters_are_not_used():
    rows = [row("CHN", "export", 1, "imf_imts"), row("EU27", "export", 1, "unctad_matrix", reporter=None)]
    assert counterparts(table(*rows), "VNM", "export").empty


def atlas(counterpart, flow, value, **other):
    return row(counterpart, flow, value, "atlas", **({"reporter": None, "basis": "estimate"} | other))


def test_the_atlas_is_the_last_resort_for_the_world_total():
    rows = [atlas("WLD", "export", 100)]
    line = one(counterparts(table(*rows), "VNM", "export"))
    assert (line["value_usd"], line["source"], line["reporter"], line["basis"]) == (100, "atlas", "", "estimate")
    assert values(counterparts(table(*rows, row("WLD", "export", 90)), "VNM", "export")) == {"WLD": 90}


def test_the_atlas_is_never_used_for_a_counterpart_or_mixed_into_a_turnover():
    rows = [atlas("CHN", "export", 100), atlas("WLD", "export", 100), row("WLD", "import", 90)]
    assert values(counterparts(table(*rows), "VNM")) == {}
    assert "CHN" not in set(counterparts(table(*rows), "VNM", "export")["counterpart"])


def test_the_union_stands_for_its_members_or_they_for_it():
    rows = table(pair("EU27", 10, 10), pair("DEU", 4, 4), pair("GBR", 2, 2))
    assert values(counterparts(rows, "VNM")) == {"EU27": 20, "GBR": 4}
    assert values(counterparts(rows, "VNM", members=True)) == {"DEU": 8, "GBR": 4}
    assert len(EU_MEMBERS) == 27


def test_a_note_of_doubt_makes_a_value_suspect_whichever_flow_has_it():
    rows = [row("CHN", "export", 1, note="suspect: low"), row("CHN", "import", 2, note="cif")]
    line = one(counterparts(table(*rows), "VNM"))
    assert (line["quality"], line["note"]) == ("suspect", "suspect: low; cif")
    assert one(counterparts(table(*rows), "VNM", "import"))["quality"] == "ok"


def test_a_line_is_cut_at_a_gap_and_where_the_reporter_changes():
    rows = [
        row("USA", "export", 1, year=2010),
        row("USA", "export", 1, year=2011),
        row("USA", "export", 1, year=2013),
        mirrored("USA", "export", 1, year=2014),
        mirrored("USA", "export", 1, year=2015),
    ]
    assert counterparts(table(*rows), "VNM", "export")["segment"].tolist() == [1, 1, 2, 3, 3]


def test_a_line_goes_on_from_one_source_of_a_reporter_to_the_next():
    rows = [row("USA", "import", 1, "wits_shares", 2017, basis="derived"), row("USA", "import", 1, year=2018)]
    assert counterparts(table(*rows), "VNM", "import")["segment"].tolist() == [1, 1]


def test_a_line_is_cut_on_both_sides_of_a_single_year():
    rows = [
        row("USA", "export", 1, source, year)
        for source, year in (("wits_top5", 2014), ("unctad_matrix", 2015), ("wits_top5", 2016))
    ]
    assert counterparts(table(*rows), "VNM", "export")["segment"].tolist() == [1, 2, 3]


def test_a_line_is_cut_on_both_sides_of_a_turnover_that_is_not_known():
    rows = [*pair("USA", 1, 1, year=2014), row("USA", "export", 1, year=2015), *pair("USA", 1, 1, year=2016)]
    assert counterparts(table(*rows), "VNM")["segment"].tolist() == [1, 2, 3]


def test_rows_are_numbered_from_0():
    rows = table(
        pair("USA", 1, 1, year=2018), row("CHN", "export", 1), pair("CHN", 1, 1, "uzstat"), pair("USA", 1, 1, year=2016)
    )
    assert counterparts(rows, "VNM").index.tolist() == [0, 1, 2]
    assert against(rows, "VNM").index.tolist() == [0, 1, 2]
    assert every_source(rows, "VNM", "import").index.tolist() == [0, 1, 2]


def test_lines_of_counterparts_are_numbered_each_on_its_own():
    rows = [*pair("CHN", 1, 1), *pair("USA", 1, 1, year=2010), *pair("USA", 1, 1)]
    frame = counterparts(table(*rows), "VNM")
    assert frame[["counterpart", "segment"]].to_numpy().tolist() == [["CHN", 1], ["USA", 1], ["USA", 2]]


def test_those_asked_for_come_by_year_in_the_order_asked():
    rows = [*pair("CHN", 9, 9), *pair("USA", 5, 5), *pair("USA", 4, 4, year=2017), *pair("JPN", 1, 1)]
    frame = against(table(*rows), "VNM", ("USA", "CHN"))
    assert frame[["year", "counterpart"]].to_numpy().tolist() == [[2017, "USA"], [2018, "USA"], [2018, "CHN"]]
    assert frame.columns.tolist() == list(AGAINST_COLUMNS)


def test_a_rank_is_among_all_single_states_of_that_source_and_year():
    rows = [
        *pair("CHN", 9, 9),
        *pair("KOR", 6, 6),
        *pair("DEU", 5, 5),
        *pair("USA", 4, 4),
        *pair("WLD", 90, 90),
        *pair("EU27", 20, 20),
        *pair("JPN", 50, 50, year=2017),
        *pair("JPN", 50, 50, "unctad_matrix"),
        row("TWN", "import", 99),
    ]
    frame = against(table(*rows), "VNM", ("USA", "CHN", "EU27", "WLD"))
    frame = frame[frame["year"] == 2018].set_index("counterpart")
    assert (frame.loc["CHN", "rank"], frame.loc["USA", "rank"]) == (1, 4)  # China, South Korea, Germany, the US
    assert frame.loc["USA", "listed"] == 4
    assert frame.loc[["EU27", "WLD"], "rank"].isna().all()


def test_what_the_counterparts_say_has_no_rank():
    rows = [mirrored("CHN", "export", 10), mirrored("USA", "export", 5)]
    assert against(table(*rows), "VNM", ("USA", "CHN"), "export")["rank"].isna().all()


def test_equal_values_share_the_better_rank():
    frame = against(table(pair("CHN", 9, 9), pair("USA", 5, 5), pair("RUS", 5, 5), pair("JPN", 1, 1)), "VNM")
    assert frame.set_index("counterpart")["rank"].to_dict() == {"USA": 2, "CHN": 1, "RUS": 2}


@pytest.mark.parametrize(("source", "short"), [("wits_top5", True), ("uzstat", False)])
def test_a_rank_from_a_list_of_five_is_marked(source, short):
    assert one(against(table(pair("USA", 1, 1, source)), "VNM"))["short_list"] == short


def test_an_incomplete_turnover_has_no_rank():
    line = one(against(table(row("RUS", "import", 5)), "VNM"))
    assert pd.isna(line["rank"])
    assert pd.isna(line["value_usd"])


def test_the_union_beside_a_member_is_refused():
    with pytest.raises(ValueError, match="EU27 holds DEU, FRA"):
        against(table(), "VNM", ("FRA", "EU27", "DEU"))


def test_members_may_be_asked_for_without_the_union():
    rows = table(pair("EU27", 10, 10), pair("DEU", 4, 4))
    assert values(against(rows, "VNM", ("DEU", "USA"))) == {"DEU": 8}


def test_the_last_common_year_has_both_flows_with_both():
    rows = [
        *pair("USA", 1, 1, year=2017),
        *pair("CHN", 1, 1, year=2017),
        *pair("USA", 1, 1, year=2018),
        *pair("CHN", 1, 1, year=2018),
        *pair("CHN", 1, 1, year=2019),
        row("USA", "export", 1, year=2019),
    ]
    assert last_common_year(table(*rows), "VNM") == (2018, "wits_top5", "VNM")


def test_two_sources_of_one_year_are_not_common():
    rows = [*pair("USA", 1, 1, "wits_top5"), *pair("CHN", 1, 1, "uzstat")]
    assert last_common_year(table(*rows), "VNM") is None


def test_where_two_sources_have_the_last_year_the_preferred_is_named():
    rows = [
        entry for source in ("wits_top5", "uzstat") for code in ("USA", "CHN") for entry in pair(code, 1, 1, source)
    ]
    assert last_common_year(table(*rows), "VNM").source == "uzstat"


def test_the_counterparts_that_must_be_common_can_be_others():
    rows = table(pair("USA", 1, 1, year=2018), pair("USA", 1, 1, year=2016), pair("RUS", 1, 1, year=2016))
    assert last_common_year(rows, "VNM", ("USA", "RUS")).year == 2016


def test_an_empty_table_gives_the_same_columns():
    assert counterparts(table(), "VNM").columns.tolist() == list(COLUMNS)
    assert against(table(), "VNM").columns.tolist() == list(AGAINST_COLUMNS)
    assert last_common_year(table(), "VNM") is None
    assert announced_counterparts(announcements(), "VNM").columns.tolist() == list(ANNOUNCED_COLUMNS)


def test_a_flow_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="flow is 'both'"):
        counterparts(table(), "VNM", "both")


ANNOUNCED = {
    "partner": "VNM",
    "counterpart": "USA",
    "year": "2024",
    "period": "2024",
    "exports_usd": None,
    "imports_usd": None,
    "turnover_usd": None,
    "who_reported": "Vietnam GSO",
    "source_url": "https://example.org",
    "note": None,
    "mirror": "no",
}


def announcement(**other):
    assert other.keys() <= ANNOUNCED.keys()
    return ANNOUNCED | other


def announcements(*rows):
    amounts = ["exports_usd", "imports_usd", "turnover_usd"]
    texts = [name for name in ANNOUNCED if name not in amounts]
    frame = pd.DataFrame(list(rows), columns=list(ANNOUNCED))
    return frame.astype(dict.fromkeys(amounts, "float64") | dict.fromkeys(texts, "str"))


def announced(*rows, partner="VNM"):
    return announced_counterparts(announcements(*rows), partner)


def test_each_announced_amount_is_a_row():
    frame = announced(announcement(exports_usd=3.0, imports_usd=1.0, turnover_usd=4.5))
    assert frame[["flow", "value_usd", "formed"]].to_numpy().tolist() == [
        ["export", 3, False],
        ["import", 1, False],
        ["turnover", 4.5, False],
    ]


def test_a_turnover_whose_parts_alone_were_announced_is_formed_and_marked():
    frame = announced(announcement(exports_usd=3.0, imports_usd=1.0)).set_index("flow")
    assert frame.loc["turnover", ["value_usd", "formed"]].tolist() == [4, True]
    assert not frame.loc[["export", "import"], "formed"].any()


def test_two_announcements_are_never_added():
    frame = announced(announcement(exports_usd=3.0), announcement(imports_usd=1.0))
    assert frame["flow"].tolist() == ["export", "import"]


@pytest.mark.parametrize(("period", "year", "kind"), [("2024", 2024, "year"), ("FY2023-24", 2023, "fiscal_year")])
def test_years_and_fiscal_years_are_kept_a_fiscal_year_at_its_first(period, year, kind):
    line = one(announced(announcement(period=period, turnover_usd=1.0)))
    assert (line["year"], line["period_kind"], line["period"]) == (year, kind, period)


@pytest.mark.parametrize("period", ["2024H1", "2024Q1", "2024-01..2024-08", "FY2022-23 partial", "2022-04..2023-02"])
def test_parts_of_years_are_left_out(period):
    assert announced(announcement(period=period, turnover_usd=1.0)).empty


def test_conflicting_announcements_are_kept_and_superseded_ones_are_not():
    frame = announced(
        announcement(turnover_usd=3.75),
        announcement(turnover_usd=3.55),
        announcement(turnover_usd=9.0, note="superseded by the VNA row"),
    )
    assert frame["value_usd"].tolist() == [3.55, 3.75]


def test_the_counterparts_statistics_are_marked_as_mirror():
    frame = announced(announcement(turnover_usd=1.0, mirror="yes"), announcement(turnover_usd=2.0))
    assert frame["mirror"].tolist() == [True, False]


def test_announcements_of_other_partners_are_left_out():
    assert announced(announcement(turnover_usd=1.0), partner="IND").empty


CODES = st.sampled_from(["USA", "CHN", "EU27", "DEU", "WLD", "RUS"])


@st.composite
def rows_of_any_kind(draw):
    source, who = draw(st.sampled_from([*PREFERENCE, ("atlas", "nobody"), ("wits_shares", "nobody")]))
    counterpart = draw(CODES)
    reporter = {"partner": "VNM", "counterpart": counterpart, "nobody": None}[who]
    basis = draw(st.sampled_from(["reported", "derived", "mirror", "estimate"]))
    flow, year = draw(st.sampled_from(FLOWS)), draw(st.integers(2016, 2018))
    return row(counterpart, flow, draw(st.integers(1, 99)), source, year, reporter=reporter, basis=basis)


KEY = ["partner", "year", "counterpart", "flow", "source", "reporter"]


@settings(max_examples=60, deadline=None)
@given(st.lists(rows_of_any_kind(), max_size=30), st.sampled_from(["export", "import", "turnover"]))
def test_whatever_the_table_holds_each_year_and_counterpart_has_one_value_that_a_source_gives(rows, flow):
    held = table(*rows).drop_duplicates(KEY)
    frame = counterparts(held, "VNM", flow)
    assert not frame.duplicated(["year", "counterpart"]).any()
    assert not set(frame["counterpart"]) & EU_MEMBERS
    assert (frame["source"].ne("atlas") | frame["counterpart"].eq("WLD")).all()
    everything = every_source(held, "VNM", flow)
    found = frame.merge(everything, on=["year", "counterpart", "source", "reporter", "value_usd", "basis", "complete"])
    assert len(found) == len(frame)
    ranked = against(held, "VNM", flow=flow)
    assert (ranked["rank"].isna() | (ranked["rank"] <= ranked["listed"])).all()
